"""Tables with an article a row: CSV, TSV and Parquet."""

from __future__ import annotations

import codecs
import csv
import io
import json
import math
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from ..errors import InputError
from ..extras import needed
from .decoding import decode
from .piece import MAX_BYTES, Origin, Piece
from .record import Fields, Record, record_of
from .unpack import HEAD, seekable

_ROWS = 64  # that are held at a time


class CsvReader:
    """Its separator is the one that is most frequent in the first line; a row is told by its number in a spreadsheet, where the names are row 1."""

    name = "csv"
    suffixes = (".csv", ".tsv", ".tab")
    one = False

    def claims(self, head: bytes) -> bool:
        """Where the first line is names, and one of them is plainly the text's."""
        line, ended, _ = head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")
        names = _names(line.decode("utf-8", "replace"))
        plain = all(name and name == name.strip() and len(name) < 40 and len(name.split()) <= 3 for name in names)
        return bool(ended) and len(names) > 1 and plain and Fields().holds_text(names)

    def split(self, stream: BinaryIO, origin: Origin) -> Iterator[Piece | InputError]:
        csv.field_size_limit(MAX_BYTES)
        lines = io.TextIOWrapper(stream, encoding=_encoding(stream), errors="ceasefire_extract.cp1252", newline="")
        try:
            separator = _separator(_first_line(lines, stream))
            rows = csv.reader(lines, delimiter=separator, strict=False)
            names = next(rows, None)
            if not names:
                raise InputError("is empty")
            for number, row in enumerate(rows, start=2):
                if any(cell.strip() for cell in row):
                    place = f"{origin.name}:{number}"
                    cells = dict(zip(names, row, strict=False))
                    yield Piece(self.name, json.dumps(cells).encode(), place, place, origin.source)
        except csv.Error as error:
            raise InputError(f"is broken: {error}") from None
        finally:
            lines.detach()

    def parse(self, piece: Piece, fields: Fields) -> Record:
        return _record(piece, fields)


class ParquetReader:
    name = "parquet"
    suffixes = (".parquet", ".pq")
    one = False

    def claims(self, head: bytes) -> bool:
        return head.startswith(b"PAR1")

    def split(self, stream: BinaryIO, origin: Origin) -> Iterator[Piece | InputError]:
        arrow = needed("pyarrow", "parquet", "Parquet files")
        parquet = needed("pyarrow.parquet", "parquet", "Parquet files")
        try:
            file = parquet.ParquetFile(seekable(stream))
            plain = [field.name for field in file.schema_arrow if not arrow.types.is_nested(field.type)]
            number = 0
            for batch in file.iter_batches(batch_size=_ROWS, columns=plain):
                for row in batch.to_pylist():
                    number += 1
                    place = f"{origin.name}:{number}"
                    yield Piece(self.name, json.dumps(_plain(row)).encode(), place, place, origin.source)
        except (arrow.ArrowException, OSError) as error:
            raise InputError(f"is broken Parquet: {str(error).splitlines()[0]}") from None

    def parse(self, piece: Piece, fields: Fields) -> Record:
        return _record(piece, fields)


def _record(piece: Piece, fields: Fields) -> Record:
    """The article of a row, which travels as JSON."""
    return record_of(json.loads(piece.data), id=piece.id, source=piece.source, names=fields)


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON has them: days and moments as ISO text, what is missing as null."""
    made: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, float) and math.isnan(value):
            value = None
        elif hasattr(value, "isoformat"):
            value = value.isoformat()
        elif isinstance(value, bytes):
            value = value.decode("utf-8", "replace")
        elif value is not None and not isinstance(value, (str, int, float, bool)):
            value = str(value)
        made[name] = value
    return made


def _encoding(stream: Any) -> str:
    """UTF-8, or what the beginning of the file suggests."""
    head: bytes = stream.peek(HEAD)
    try:
        codecs.getincrementaldecoder("utf-8-sig")().decode(head)  # its last character may be cut off
        return "utf-8-sig"
    except UnicodeDecodeError:
        notices = decode(head)[1]
        return notices[0].message.rsplit(" ", 1)[1] if notices else "utf-16"


def _as_windows_does(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8, in a table that was put together from files of several kinds."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("ceasefire_extract.cp1252", _as_windows_does)


def _first_line(lines: io.TextIOWrapper, stream: Any) -> str:
    """The first line, without consuming it."""
    head: bytes = stream.peek(HEAD)
    return head.decode(lines.encoding, "replace").lstrip("\ufeff").split("\n", 1)[0]


def _separator(line: str) -> str:
    return max(",;\t|", key=lambda mark: (line.count(mark), mark == ","))


def _names(line: str) -> list[str]:
    separator = _separator(line)
    try:
        return next(csv.reader([line.strip("\r\n")], delimiter=separator), [])
    except csv.Error:
        return []
