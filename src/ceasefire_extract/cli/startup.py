"""Import spaCy without its own command line, which `extract` never uses.

One line of `spacy/__init__` imports `spacy.cli`, and with it weasel, httpx, requests and jinja2: a third of the time that `import spacy`
takes (benchmarks/startup.py measures it). While spaCy is imported for the first time, an empty module stands in for it; afterwards it is taken
out again, so that `import spacy.cli` is the real one. Only the command does this: a library must not touch what its user imports.
"""

from __future__ import annotations

import sys
from types import ModuleType

_STOOD_IN = ("spacy.cli", "spacy.cli.info")


def import_spacy() -> None:
    """Import spaCy, without `spacy.cli` where that can be done."""
    if "spacy" in sys.modules:
        return
    stub = ModuleType("spacy.cli")
    stub.__path__ = []
    info = ModuleType("spacy.cli.info")
    info.info = None  # type: ignore[attr-defined]  # the one name that spacy/__init__ takes from it
    sys.modules.update(zip(_STOOD_IN, (stub, info), strict=True))
    try:
        import spacy
    except (ImportError, AttributeError):  # a spaCy that takes more from it
        loaded = [name for name in sys.modules if name == "spacy" or name.startswith("spacy.")]
        for name in loaded:
            del sys.modules[name]
        import spacy
    else:
        for name in _STOOD_IN:
            sys.modules.pop(name, None)
    for attribute, stand_in in (("cli", stub), ("info", None)):
        if hasattr(spacy, attribute) and getattr(spacy, attribute) is stand_in:
            delattr(spacy, attribute)
