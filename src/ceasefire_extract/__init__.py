"""ceasefire-extract: reads news of ceasefires and peace talks into grounded JSON claims.

>>> import ceasefire_extract as ce
>>> ce.extract("Hamas agreed to release 33 hostages.", published="2025-02-04").claims[0].event
'release'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "ArticleError",
    "CeasefireExtractError",
    "Context",
    "Extraction",
    "InputError",
    "InternalError",
    "PackError",
    "UsageError",
    "context_of",
    "extract",
    "extract_batch",
    "extract_many",
    "load",
]

_HOME = {
    "Context": "contexts",
    "context_of": "contexts",
    "extract": "extraction",
    "extract_batch": "batch.records",
    "extract_many": "extraction",
    "load": "pipeline",
    "Extraction": "models",
    "ArticleError": "errors",
    "CeasefireExtractError": "errors",
    "InputError": "errors",
    "InternalError": "errors",
    "PackError": "errors",
    "UsageError": "errors",
}

if TYPE_CHECKING:
    from .batch.records import extract_batch
    from .contexts import Context, context_of
    from .errors import ArticleError, CeasefireExtractError, InputError, InternalError, PackError, UsageError
    from .extraction import extract, extract_many
    from .models import Extraction
    from .pipeline import load


def __getattr__(name: str) -> Any:
    # Imported on first use: `extract --help` must not wait for spaCy.
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(f".{_HOME[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
