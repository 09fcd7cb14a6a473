"""The writers of JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import Writer, lines

if TYPE_CHECKING:
    from ..models import Extraction


class Objects(Writer):
    """An indented object an article."""

    name = "json"
    suffix = ".json"

    def encode(self, extraction: Extraction) -> bytes:
        return _bytes(lines.json_object(extraction))


class Lines(Writer):
    name = "jsonl"

    def encode(self, extraction: Extraction) -> bytes:
        return _bytes(lines.json_line(extraction))


class Claims(Writer):
    name = "claims"

    def encode(self, extraction: Extraction) -> bytes:
        return _bytes(*lines.claim_lines(extraction))


class Statements(Writer):
    name = "statements"

    def encode(self, extraction: Extraction) -> bytes:
        return _bytes(*lines.statement_lines(extraction))


def _bytes(*lines: str) -> bytes:
    """UTF-8 with plain line ends, whatever the locale says."""
    return "".join(f"{line}\n" for line in lines).encode("utf-8")
