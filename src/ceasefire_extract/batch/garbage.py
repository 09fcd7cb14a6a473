"""When garbage is looked for in a process that reads article after article."""

from __future__ import annotations

import gc

_OBJECTS = 100_000  # about ten articles' worth


def collect_seldom() -> None:
    """To be called when all is loaded that lasts as long as the process: nothing in it is garbage to be looked for, and what an article leaves
    behind is taken away some articles later. As Python does it by itself, looking takes a twentieth of the time."""
    gc.freeze()
    gc.set_threshold(_OBJECTS, *gc.get_threshold()[1:])
