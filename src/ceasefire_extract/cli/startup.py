"""Import spaCy without its own command line, which `extract` never uses.

One line of `spacy/__init__` imports `spacy.cli`, and with it weasel, httpx, requests and jinja2: a third of the time that `import spacy`
takes (benchmarks/startup.py measures it). While spaCy is imported for the first time, an empty module stands in for it; afterwards it is taken
out again, so that `import spacy.cli` is the real one. Only the command does this: a library must not touch what its user imports.
"""

from __future__ import annotations

import sys
from types import ModuleType


def import_spacy() -> None:
    """Import spaCy, without `spacy.cli` where that can be done."""
    if "spacy" in sys.modules:
        return
    stand_ins = _stand_ins()
    sys.modules.update(stand_ins)
    try:
        import spacy
    except (ImportError, AttributeError):  # a spaCy that takes more from it than the stand-in has
        for name in [name for name in sys.modules if name == "spacy" or name.startswith("spacy.")]:
            del sys.modules[name]
        import spacy
    for name, stand_in in stand_ins.items():
        if sys.modules.get(name) is stand_in:
            del sys.modules[name]
    if getattr(spacy, "info", True) is None:
        del spacy.info


def _stand_ins() -> dict[str, ModuleType]:
    """Modules with the one name that `spacy/__init__` takes from `spacy.cli`: `info`."""
    package, module = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    package.__path__ = []
    module.info = None  # type: ignore[attr-defined]
    return {"spacy.cli": package, "spacy.cli.info": module}
