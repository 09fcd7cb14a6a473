"""The writers, a form each: bytes for each article, and what stands before the first and after the last.

A writer of another package is named by the entry point group `ceasefire_extract.writers`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..registry import Registry

if TYPE_CHECKING:
    from ..models import Extraction


class Writer:
    """Base of all writers. One writes one file: `begin`, then `write(encode(extraction))` for each in order, then `end`.

    `encode` may run in any process and in any order, so it keeps nothing; `write` runs in one, and may keep what it holds back.
    """

    name: ClassVar[str]
    suffix: ClassVar[str] = ".jsonl"
    separable: ClassVar[bool] = (
        True  # whether what `write` gives for an article can be cut out of the file and put into another
    )
    needs_text = False  # whether `document` must carry the article's text
    terminal = False  # whether it is written to a terminal, which has colours and a width of its own

    def begin(self) -> bytes:
        return b""

    def encode(self, extraction: Extraction) -> bytes:
        raise NotImplementedError

    def write(self, encoded: bytes) -> bytes:
        return encoded

    def end(self) -> bytes:
        return b""


WRITERS: Registry[Writer] = Registry(
    "output format",
    __name__,
    {
        "json": "forms:Objects",
        "jsonl": "forms:Lines",
        "claims": "forms:Claims",
        "statements": "forms:Statements",
        "csv": "rows:CsvClaims",
        "parquet": "rows:ParquetClaims",
        "table": "table:Table",
        "html": "page:Page",
        "explain": "explain:Explain",
    },
)
