"""Read articles one after the other, in this process; one that fails leaves the others alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..errors import InputError
from ..readers.piece import Piece
from .work import Result, failed


def read_pieces(pieces: Iterable[Piece | InputError], work: Callable[[Piece], Result]) -> Iterator[Result]:
    """What becomes of each piece, in order, as soon as it is ready."""
    for piece in pieces:
        yield failed(piece) if isinstance(piece, InputError) else work(piece)
