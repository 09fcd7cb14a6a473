"""Write extractions down as JSON: one object, a line each, or a claim or statement a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..models import Extraction, Model

if TYPE_CHECKING:
    pass

# JSON allows these inside strings, but much software takes them for line ends, and a line must be an object.
_LINE_BREAKS = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029", "\x85": "\\u0085"})


def json_object(extraction: Extraction) -> str:
    """One indented object."""
    return extraction.model_dump_json(indent=1)


def json_line(extraction: Extraction) -> str:
    """One object without a line break in it."""
    return one_line(extraction)


def one_line(model: Model) -> str:
    """Any output object without a line break in it."""
    return model.model_dump_json().translate(_LINE_BREAKS)


def claim_lines(extraction: Extraction) -> Iterator[str]:
    """A line for each claim, which stands on its own: `document` says which article it is from."""
    return _lines(extraction, extraction.claims)


def statement_lines(extraction: Extraction) -> Iterator[str]:
    """A line for each statement, with its article as `document`."""
    return _lines(extraction, extraction.statements)


def _lines(extraction: Extraction, items: list[Any]) -> Iterator[str]:
    document = extraction.document
    head = json.dumps(
        {
            "id": document.id,
            "source": document.source,
            "title": document.title,
            "published": document.published,
            "warnings": [notice.model_dump() for notice in extraction.warnings],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    for item in items:
        yield f'{{"document":{head},{item.model_dump_json()[1:]}'.translate(_LINE_BREAKS)
