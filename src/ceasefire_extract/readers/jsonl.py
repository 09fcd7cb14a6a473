"""JSON Lines, an article a line; and JSON that is one array or one object."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from ..errors import InputError
from .decoding import decode
from .piece import MAX_BYTES, Origin, Piece, too_large
from .record import Fields, Record, record_of

_BOM = codecs.BOM_UTF8
_CHUNK = 1 << 20
_GIVE_UP = 16 * MAX_BYTES  # a line of more, in a file of a few kilobytes perhaps: it was packed to do harm
# The beginnings of what this tool prints: a whole extraction, indented or not, and a claim or statement.
_OURS = re.compile(rb'\s*\{\s*"(?:schema_version":\s?"\d+",\s*"document"|document":\{"id":"[^\n]*?"(?:event|kind)":)')
# Where feeds and search services put the articles of an answer.
_LISTS = ("articles", "results", "documents", "docs", "items", "records", "data", "news", "response", "hits")


class JsonLinesReader:
    name = "jsonl"
    suffixes = (".jsonl", ".ndjson")
    one = False

    def claims(self, head: bytes) -> bool:
        return re.match(rb'\s*\{\s*"', head.removeprefix(_BOM)) is not None and not _is_indented(head)

    def split(self, stream: BinaryIO, origin: Origin) -> Iterator[Piece | InputError]:
        empty = True
        for number, raw in enumerate(
            _lines(stream), start=1
        ):  # on b"\n" alone: JSON strings may hold other line breaks
            place = f"{origin.name}:{number}"
            if raw is None:
                empty = False
                yield InputError(f"{place}: the line {too_large()}")
                continue
            if number == 1:
                raw = raw.removeprefix(_BOM)
            if not raw.strip():
                continue
            empty = False
            yield Piece(self.name, raw, place, place, origin.source)
        if empty:
            raise InputError("is empty")

    def parse(self, piece: Piece, fields: Fields) -> Record:
        line, notices = decode(piece.data)
        record = record_of(load(line), id=piece.id, source=piece.source, names=fields)
        record.notices[:0] = notices
        return record


class JsonReader:
    """An array of objects, or one object: an article, or an answer that holds a list of them."""

    name = "json"
    suffixes = (".json",)
    one = False

    def claims(self, head: bytes) -> bool:
        return re.match(rb'\s*(?:\[\s*\{|\{\s*")', head.removeprefix(_BOM)) is not None

    def split(self, stream: BinaryIO, origin: Origin) -> Iterator[Piece | InputError]:
        number = 0
        for found in _values(stream):
            number += 1
            place = f"{origin.name}:{number}"
            data = json.dumps(found, ensure_ascii=False).encode("utf-8", "surrogatepass")
            yield Piece("jsonl", data, place, place, origin.source)
        if not number:
            raise InputError("is empty")

    def parse(self, piece: Piece, fields: Fields) -> Record:
        return JsonLinesReader().parse(piece, fields)


def is_own_output(head: bytes) -> bool:
    """Whether this is how a file begins that this tool has written."""
    return _OURS.match(head) is not None or head.startswith(b"document,outlet,title,published,claim,event,")


def load(line: str) -> Any:
    """A line's JSON. Raises InputError."""
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(
            f"broken JSON at column {error.colno}: {error.msg.lower()}; each line must be one object"
        ) from None
    except (RecursionError, ValueError) as error:  # nested too deep; an integer of thousands of digits
        raise InputError(f"broken JSON: {str(error).splitlines()[0].lower()}") from None


def _is_indented(head: bytes) -> bool:
    """An object that goes on after its first line."""
    first = head.removeprefix(_BOM).lstrip().split(b"\n", 1)
    return len(first) == 2 and first[0].startswith(b"{") and first[0].rstrip()[-1:] in b"{[,"


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Line after line; None for one that is too long, of which no more than that is ever held."""
    while line := stream.readline(MAX_BYTES + 1):
        if len(line) <= MAX_BYTES:
            yield line
            continue
        length = len(line)
        while not line.endswith(b"\n") and (line := stream.readline(_CHUNK)):
            length += len(line)
            if length > _GIVE_UP:
                raise InputError(f"a line {too_large()}, many times over: the rest is not read")
        yield None


def _values(stream: BinaryIO) -> Iterator[Any]:
    """The members of an array, one after the other, or what an object holds; no more than one member is held."""
    text = _Window(stream)
    if text.first() != "[":
        while text.first():  # JSON Lines by another name are one object after the other
            yield from _members(text.value())
        return
    text.skip(1)
    while (mark := text.first()) != "]":
        if not mark:
            raise InputError("broken JSON: the array is never closed")
        yield text.value()
        if text.first() == ",":
            text.skip(1)
        elif text.first() not in ("]", ""):
            raise InputError("broken JSON: a comma is missing between two members of the array")


def _members(found: Any) -> list[Any]:
    """Of an object without a text, the list that it holds under a plain name."""
    if isinstance(found, list):
        return found
    if isinstance(found, dict) and not Fields().holds_text([str(name) for name in found]):
        for name in _LISTS:
            inside = found.get(name)
            if isinstance(inside, dict):
                return _members(inside)
            if isinstance(inside, list) and all(isinstance(item, dict) for item in inside):
                return inside
    return [found]


class _Window:
    """Some of a stream's text, moved on as it is read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._text, self._ended = "", False

    def first(self) -> str:
        """The next character that is no white space; "" at the end."""
        while not (stripped := self._text.lstrip()) and not self._ended:
            self._more(_CHUNK)
        self._text = stripped
        return self._text[:1]

    def skip(self, characters: int) -> None:
        self._text = self._text[characters:]

    def value(self) -> Any:
        size = _CHUNK
        while True:
            try:
                found, end = json.JSONDecoder().raw_decode(self._text)
            except json.JSONDecodeError as error:
                if self._ended:
                    raise InputError(f"broken JSON: {error.msg.lower()}") from None
                if len(self._text) > MAX_BYTES:
                    raise InputError(f"broken JSON, or a member of the array {too_large()}") from None
            except (RecursionError, ValueError) as error:
                raise InputError(f"broken JSON: {str(error).splitlines()[0].lower()}") from None
            else:
                if end < len(self._text) or self._ended:  # a number may go on
                    self._text = self._text[end:]
                    return found
            self._more(size)
            size *= 2

    def _more(self, size: int) -> None:
        data = self._stream.read(size)
        self._ended = not data
        try:
            self._text += self._decoder.decode(data, self._ended)
        except UnicodeDecodeError as error:
            raise InputError(f"is not UTF-8: {error.reason}") from None
