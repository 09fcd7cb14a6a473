"""An article as it lies in its input: cut out, but not read yet.

Cutting is cheap and done in order by one process; reading a piece (a web page, a PDF) may be costly, and any process can do it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from ..errors import InputError

MAX_BYTES = 32_000_000  # an article of more is refused; the longest that one person has read is a thousandth of it


@dataclass(frozen=True, slots=True)
class Origin:
    """An input that pieces are cut from. `name` is for messages, `id` and `source` what its articles get that have none of their own."""

    name: str
    id: str
    source: str | None = None
    filename: str | None = None
    forced: bool = False  # the user said what it is


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes of one article, and the name of the reader that makes a record of them.

    `place` says where it stood, for messages ("news.jsonl:7"); `hints` is what its container knows of it ("url", "title", "published").
    """

    reader: str
    data: bytes
    place: str
    id: str
    source: str | None = None
    filename: str | None = None
    hints: dict[str, str] = field(default_factory=dict)


def whole(reader: str, stream: BinaryIO, origin: Origin, **hints: str) -> Iterator[Piece]:
    """All of a stream as one piece. Raises InputError where there is nothing, or too much."""
    data = read_limited(stream)
    if not data.strip():
        raise InputError("is empty")
    if origin.forced:
        hints["forced"] = "yes"
    yield Piece(reader, data, origin.name, origin.id, origin.source, origin.filename, hints)


def read_limited(stream: BinaryIO) -> bytes:
    """Everything up to the end. Raises InputError where that is more than an article may have."""
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(too_large())
    return data


def too_large() -> str:
    return f"is larger than the {MAX_BYTES // 1_000_000} MB that one article may have"
