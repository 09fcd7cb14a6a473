"""Tables into files: CSV, TSV, Parquet, SQLite and DuckDB. Lists are lists in Parquet and JSON texts elsewhere.

A writer is opened with a file and the table's form, takes rows one after the other, and is closed. Parquet needs pyarrow and DuckDB
needs duckdb, which the extra `tables` brings; the others need nothing.
"""

from __future__ import annotations

import contextlib
import csv
import importlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from ..errors import UsageError
from .columns import Column, Row, Table
from .output import Output, WholeFile

_BATCH = 500  # rows that are handed on together


class TableWriter(Protocol):
    def write(self, row: Row) -> None: ...
    def close(self) -> None: ...


class Separated:
    """CSV by RFC 4180, or with tabs; null is an empty field. UTF-8 with plain line ends."""

    def __init__(self, stream: Output | BinaryIO, table: Table, *, separator: str) -> None:
        self._columns = table.columns
        self._csv = csv.writer(_Encoded(stream), delimiter=separator, lineterminator="\n")
        self._csv.writerow([column.name for column in table.columns])

    def write(self, row: Row) -> None:
        self._csv.writerow(_values(self._columns, row))

    def close(self) -> None:
        pass


@dataclass(frozen=True, slots=True)
class _Encoded:
    """A stream of text over one of bytes; a TextIOWrapper would close standard output where writing fails."""

    stream: Output | BinaryIO

    def write(self, text: str) -> None:
        self.stream.write(text.encode("utf-8"))


class SQLite:
    """One table in a new SQLite file."""

    _TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "list": "TEXT"}  # noqa: RUF012

    def __init__(self, path: Path, table: Table) -> None:
        self._columns = table.columns
        self._database = sqlite3.connect(path)
        self._insert = _create(self._database, table, self._TYPES)

    def write(self, row: Row) -> None:
        self._database.execute(self._insert, _values(self._columns, row))

    def close(self) -> None:
        self._database.commit()
        self._database.close()


class DuckDB:
    """One table in a new DuckDB file; lists are of its type JSON."""

    _TYPES = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "list": "JSON"}  # noqa: RUF012

    def __init__(self, path: Path, table: Table) -> None:
        self._columns, self._rows = table.columns, list[list[Any]]()
        self._database = _needed("duckdb").connect(str(path))
        self._insert = _create(self._database, table, self._TYPES)

    def write(self, row: Row) -> None:
        self._rows.append(_values(self._columns, row))
        if len(self._rows) == _BATCH:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            head, _, one = self._insert.partition(" VALUES ")
            together = f"{head} VALUES {', '.join([one] * len(self._rows))}"  # a row each would take a millisecond each
            self._database.execute(together, [value for row in self._rows for value in row])
            self._rows = []

    def close(self) -> None:
        self._flush()
        self._database.close()


class Parquet:
    """A Parquet file with a row group for every 20,000 rows."""

    _GROUP = 20_000

    def __init__(self, path: Path | BinaryIO, table: Table) -> None:
        arrow = _needed("pyarrow")
        types = {
            "text": arrow.string(),
            "integer": arrow.int64(),
            "number": arrow.float64(),
            "list": arrow.list_(arrow.string()),
        }
        self._arrow, self._rows = arrow, list[dict[str, Any]]()
        self._names = [column.name for column in table.columns]
        self._schema = arrow.schema([(column.name, types[column.type]) for column in table.columns])
        self._file = _needed("pyarrow.parquet").ParquetWriter(
            str(path) if isinstance(path, Path) else path, self._schema
        )

    def write(self, row: Row) -> None:
        self._rows.append({name: row.get(name) for name in self._names})
        if len(self._rows) == self._GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._file.write_table(self._arrow.Table.from_pylist(self._rows, schema=self._schema))
            self._rows = []

    def close(self) -> None:
        self._flush()
        self._file.close()


_FILES: dict[str, Callable[[Path, Table], TableWriter]] = {"parquet": Parquet, "sqlite": SQLite, "duckdb": DuckDB}
_SEPARATORS = {"csv": ",", "tsv": "\t"}
FORMATS = (*_SEPARATORS, *_FILES)


@contextlib.contextmanager
def table_writer(format: str, table: Table, output: Output) -> Iterator[TableWriter]:
    """A writer into `output`, which must be a file for all but CSV and TSV.

    Raises UsageError where the format needs a file or a package that is not there.
    """
    writer: TableWriter
    if format in _SEPARATORS:
        writer = Separated(output, table, separator=_SEPARATORS[format])
    elif isinstance(output, WholeFile):
        writer = _FILES[format](output.path(), table)
    else:
        raise UsageError(f"{format} needs a file to write: --output FILE")
    try:
        yield writer
    finally:
        writer.close()


def _create(database: Any, table: Table, types: dict[str, str]) -> str:
    """Create the table, and give back the statement that inserts a row."""
    names = ", ".join(f'"{column.name}" {types[column.type]}' for column in table.columns)
    database.execute(f'CREATE TABLE "{table.name}" ({names})')
    return f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * len(table.columns))})'


def _values(columns: Any, row: Row) -> list[Any]:
    return [_plain(column, row.get(column.name)) for column in columns]


def _plain(column: Column, value: Any) -> Any:
    return json.dumps(list(value), ensure_ascii=False) if column.type == "list" and value is not None else value


def _needed(module: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError:
        package = module.partition(".")[0]
        raise UsageError(f"this format needs {package}: pip install {package}, or ceasefire-extract[tables]") from None
