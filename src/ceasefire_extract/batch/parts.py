"""Cut the articles of a batch into parts, by their order alone: the same inputs make the same parts, whoever works on them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..errors import InputError
from ..readers.piece import Piece

PART_PIECES = 1_000
PART_BYTES = 8_000_000


@dataclass(slots=True)
class Part:
    """Articles that follow each other. `name` says which part it is and, by a digest of all that goes into it, what it is made of."""

    number: int
    settings: str
    pieces: list[Piece | InputError] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    bytes: int = 0

    @property
    def name(self) -> str:
        digest = hashlib.sha256("\n".join([self.settings, *self.keys]).encode()).hexdigest()
        return f"part-{self.number:07}-{digest[:16]}"

    def add(self, piece: Piece | InputError) -> None:
        self.pieces.append(piece)
        self.keys.append(key_of(piece))
        self.bytes += len(piece.data) if isinstance(piece, Piece) else 0

    def is_full(self) -> bool:
        return len(self.pieces) >= PART_PIECES or self.bytes >= PART_BYTES


def parts_of(pieces: Iterable[Piece | InputError], settings: str) -> Iterator[Part]:
    """The parts in order. `settings` is a digest of what is done to the pieces."""
    part = Part(0, settings)
    for piece in pieces:
        part.add(piece)
        if part.is_full():
            yield part
            part = Part(part.number + 1, settings)
    if part.pieces:
        yield part


def key_of(piece: Piece | InputError) -> str:
    """A digest of an article and of all that its output says of where it came from."""
    if isinstance(piece, InputError):
        return hashlib.sha256(f"error {piece}".encode("utf-8", "surrogatepass")).hexdigest()[:24]
    head = json.dumps([piece.reader, piece.place, piece.id, piece.source, piece.filename, sorted(piece.hints.items())])
    digest = hashlib.sha256(head.encode("utf-8", "surrogatepass"))
    digest.update(b"\0")
    digest.update(piece.data)
    return digest.hexdigest()[:24]
