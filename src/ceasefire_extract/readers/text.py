"""Plain text and Markdown: a file is an article, read as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from ..errors import InputError
from ..models import Notice
from .decoding import decode
from .piece import Origin, Piece, whole
from .record import Fields, Record

# Forms that nothing here reads, or whose beginning was not plain enough to be sure: the reader of the output should know.
_TAGS = re.compile(r"\s*<(?:p|div|h[1-6]|article|section|body|span|table|br|a)\b[^>]*>", re.I)


class TextReader:
    name = "text"
    suffixes = (".txt", ".text", ".md", ".markdown")
    one = True

    def claims(self, head: bytes) -> bool:
        return False  # anything may be text: it is what is left

    def split(self, stream: BinaryIO, origin: Origin) -> Iterator[Piece | InputError]:
        return whole(self.name, stream, origin)

    def parse(self, piece: Piece, fields: Fields) -> Record:
        text, notices = decode(piece.data)
        if not text.strip():
            raise InputError("is empty")
        form = None if "forced" in piece.hints else looks_like(text)
        if form:
            notices.append(Notice(code="looks-like", message=f"looks like {form} and was read as plain text"))
        return Record(text, piece.id, piece.source, filename=piece.filename, notices=notices)


def looks_like(text: str) -> str | None:
    """HTML, RTF, CSV or JSON, where a text begins as one of them; None where it begins as prose does."""
    head = text[:4096]
    if head.lstrip().startswith("{\\rtf"):
        return "RTF"
    if _TAGS.match(head):
        return "HTML"
    if re.match(r'\s*(?:\[\s*[\[{"]|\{\s*")', head):
        return "JSON"
    lines = [line for line in head.splitlines()[:6] if line.strip()]
    if len(lines) >= 3 and len(text) > len(head):
        lines.pop()  # cut off
    for mark in "\t;,":
        numbers = {line.count(mark) for line in lines}
        if len(lines) >= 3 and len(numbers) == 1 and numbers.pop() >= 2 and (mark != "," or ", " not in head):
            return "a table (CSV)"
    return None
