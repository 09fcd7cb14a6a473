"""Read articles one after the other, in this process; one that fails leaves the others alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..errors import ArticleError, InputError
from ..readers.piece import Piece
from .work import Result, failed

Tasks = Iterable[tuple[Any, "Piece | InputError"]]
# Whoever does the work: tasks in, each with a tag; the tags with what became of them out, in order, as soon as it is ready.
Map = Callable[[Tasks], Iterator[tuple[Any, Result]]]


class Stopped(ArticleError):
    """An article failed, and the user wants to stop there."""


def in_this_process(work: Callable[[Piece], Result]) -> Map:
    """No other process: the first article need not wait for one to start."""

    def map(tasks: Tasks) -> Iterator[tuple[Any, Result]]:
        for tag, piece in tasks:
            yield tag, failed(piece) if isinstance(piece, InputError) else work(piece)

    return map
