"""A batch of records at a time, for whatever divides them up: Spark, Ray, Dask, a pool of processes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypedDict

from ..errors import InputError
from ..extraction import folders_of
from ..readers.piece import Piece
from .work import Result, Settings, Work, failed


class Row(TypedDict):
    """What became of a record: its id, and the extraction as JSON, or the error."""

    id: str
    extraction: str | None
    error: str | None


def extract_batch(records: Iterable[Mapping[str, Any]], *, patterns: Iterable[str | Path] = ()) -> list[Row]:
    """A row for each record, in order. A record has a `text` and, where known, id, title, published and source; or fields of plain names, as tables have.

    A record that cannot be read is a row with an error, never an exception. The pipeline is made once in each process. Raises PackError where a pack cannot
    be used.
    """
    work = _work(tuple(folders_of(patterns)))
    return [_row(work, number, record) for number, record in enumerate(records, start=1)]


def _row(work: Work, number: int, record: Mapping[str, Any]) -> Row:
    result = _result(work, f"record {number}", record)
    if result.error is not None:
        return Row(id=result.id, extraction=None, error=result.message)
    return Row(id=result.id, extraction=result.data.decode().rstrip("\n"), error=None)


def _result(work: Work, place: str, record: Mapping[str, Any]) -> Result:
    try:
        data = json.dumps({str(name): value for name, value in dict(record).items()}, default=str).encode()
    except (TypeError, ValueError) as error:
        return failed(InputError(f"{place}: is no record: {error}"), place=place, id=place)
    return work(Piece("jsonl", data, place, place))


@lru_cache(maxsize=4)
def _work(patterns: tuple[str, ...]) -> Work:
    return Work(Settings(patterns=patterns))
