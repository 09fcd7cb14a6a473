"""What a table is made of: named columns of four types, and rows that are mappings from their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

ColumnType = Literal["text", "integer", "number", "list"]  # a list holds texts
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its name in the table. What a row leaves out is null."""

    name: str
    type: ColumnType = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """The form of a table: its name where a file holds several, and its columns in order."""

    name: str
    columns: Sequence[Column]


def columns(spec: str) -> list[Column]:
    """Columns written as "name name:integer name:list"; text where nothing else is said."""
    made = []
    for word in spec.split():
        name, _, kind = word.partition(":")
        made.append(Column(name, kind or "text"))  # type: ignore[arg-type]
    return made
