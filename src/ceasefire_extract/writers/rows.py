"""The writers of the flat table of claims, a row a claim: CSV and Parquet."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any, cast

from ..readers.extractions import told_of
from . import Writer
from .flat import CLAIMS, claim_rows
from .tables import Parquet, Separated

if TYPE_CHECKING:
    from ..models import Extraction


class CsvClaims(Writer):
    name = "csv"
    suffix = ".csv"

    def begin(self) -> bytes:
        return self._rows([])

    def encode(self, extraction: Extraction) -> bytes:
        return self._rows(claim_rows(told_of(extraction)))[len(self.begin()) :]

    def _rows(self, rows: Any) -> bytes:
        made = io.BytesIO()
        table = Separated(made, CLAIMS, separator=",")
        for row in rows:
            table.write(row)
        return made.getvalue()


class ParquetClaims(Writer):
    """The rows travel as JSON to the one process that makes columns of them."""

    name = "parquet"
    suffix = ".parquet"
    separable = False

    def begin(self) -> bytes:
        self._made = _Drain()
        self._table = Parquet(cast(Any, self._made), CLAIMS)
        return self._made.drained()

    def encode(self, extraction: Extraction) -> bytes:
        return b"".join(json.dumps(row).encode() + b"\n" for row in claim_rows(told_of(extraction)))

    def write(self, encoded: bytes) -> bytes:
        for line in encoded.splitlines():
            self._table.write(json.loads(line))
        return self._made.drained()

    def end(self) -> bytes:
        self._table.close()
        return self._made.drained()


class _Drain(io.RawIOBase):
    """A file whose bytes are handed on as they come."""

    def __init__(self) -> None:
        self._chunks: list[bytes] = []
        self._at = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._chunks.append(bytes(data))
        self._at += len(self._chunks[-1])
        return len(self._chunks[-1])

    def tell(self) -> int:
        return self._at

    def drained(self) -> bytes:
        chunks, self._chunks = self._chunks, []
        return b"".join(chunks)
