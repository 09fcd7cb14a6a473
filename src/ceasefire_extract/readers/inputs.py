"""Read articles from files, folders and standard input.

A text file is one article; a `.jsonl` file holds one a line. What cannot be read is handed on as an InputError in its
place, so that the rest of a batch goes on.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Literal

from ..errors import InputError
from ..models import Notice
from .decoding import decode

InputFormat = Literal["auto", "text", "jsonl"]
_SUFFIXES = frozenset((".txt", ".jsonl"))
_ISO_DATE = re.compile(
    r"\s*(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d(?::?\d\d){0,2}(?:[.,]\d+)?\s*(?:Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?\s*", re.I
)


@dataclass(slots=True)
class Record:
    """An article as it was given. `filename` is that of a text file, which may state its date; `notices` go into the output's warnings."""

    text: str
    id: str = "text"
    source: str | None = None
    title: str | None = None
    published: dt.date | None = None
    filename: str | None = None
    notices: list[Notice] = field(default_factory=list)


@dataclass(slots=True)
class Inputs:
    """What is to be read. `single`: one plain text, whose output is one object; `count`: how many articles, None where unknown."""

    records: Iterator[Record | InputError]
    single: bool
    count: int | None


@dataclass(slots=True)
class _File:
    """A file to be read (`path` None: standard input) and the id that it gives."""

    path: Path | None
    name: str
    id: str
    format: Literal["text", "jsonl"]


def read_inputs(
    paths: Sequence[str],
    *,
    input_format: InputFormat = "auto",
    stdin: BinaryIO | None = None,
    leave_out: Path | None = None,
) -> Inputs:
    """The articles of `paths` (files, folders, "-" for `stdin`), in that order; a folder's in the order of their names.

    `input_format` overrides what suffixes and first characters say. `leave_out` is a file that a folder is not searched for: the output's own.
    """
    # Buffered, so that the first characters can be looked at without being consumed.
    buffered = io.BufferedReader(stdin) if stdin is not None and not hasattr(stdin, "peek") else stdin  # type: ignore[type-var]
    files: list[_File | InputError] = []
    for path in paths:
        files += _expand(path, input_format, buffered, leave_out)
    single = len(paths) == 1 and len(files) == 1 and _is_text(files[0]) and not Path(paths[0]).is_dir()
    count = len(files) if all(_is_text(file) for file in files) else None
    return Inputs(_read_all(files, buffered), single, count)


def record_of(fields: object, *, id: str, source: str | None = None) -> Record:
    """A record from the mapping that a line of JSON Lines holds; `id` and `source` stand in where it has none.

    Raises InputError for what is missing or of the wrong type. An unreadable `published` is a notice, and counts as absent.
    """
    if not isinstance(fields, Mapping):
        raise InputError(f'is {_kind(fields)}, not an object with a "text"')
    text = fields.get("text")
    if text is None:
        raise InputError('has no "text"')
    if not isinstance(text, str):
        raise InputError(f'"text" is {_kind(text)}, not text')
    record = Record(text, id, source)
    given_id = fields.get("id")
    if isinstance(given_id, int) and not isinstance(given_id, bool):
        given_id = str(given_id)
    record.id = _optional_text("id", given_id) or id
    record.title = _optional_text("title", fields.get("title"))
    record.source = _optional_text("source", fields.get("source")) or source
    published = fields.get("published")
    record.published = date_of(published)
    if (
        record.published is None
        and published not in (None, "")
        and not (isinstance(published, str) and not published.strip())
    ):
        record.notices.append(
            Notice(
                code="unreadable-date",
                message=f"published {_brief(published)} is not a date as 2025-02-04; it counts as absent",
            )
        )
    return record


def date_of(value: object) -> dt.date | None:
    """The day of a date, a datetime or ISO text ("2025-02-04", "2025-02-04T10:00:00Z", the day as written there); else None."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    match = _ISO_DATE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return None
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _expand(
    path: str, input_format: InputFormat, stdin: BinaryIO | None, leave_out: Path | None
) -> list[_File | InputError]:
    if path == "-":
        return [_File(None, "stdin", "stdin", _format_of_stream(stdin) if input_format == "auto" else input_format)]
    given = Path(path)
    if not given.is_dir():
        return [_file(given, given, input_format)]
    found = sorted(
        (entry.relative_to(given).as_posix(), entry)
        for entry in given.rglob("*")
        if entry.suffix.lower() in _SUFFIXES and entry.is_file() and not _same(entry, leave_out)
    )
    if not found:
        return [InputError(f"{printable(path)}: the folder holds no .txt or .jsonl file")]
    return [_file(entry, Path(relative), input_format) for relative, entry in found]


def _file(path: Path, relative: Path, input_format: InputFormat) -> _File:
    """`relative` is the path that the id is made from: as given, or below the folder given."""
    jsonl = path.suffix.lower() == ".jsonl"
    chosen: Literal["text", "jsonl"] = ("jsonl" if jsonl else "text") if input_format == "auto" else input_format
    return _File(path, printable(path), printable(relative.with_suffix("").as_posix()), chosen)


def _same(path: Path, other: Path | None) -> bool:
    return other is not None and other.exists() and path.samefile(other)


def _is_text(file: _File | InputError) -> bool:
    return isinstance(file, _File) and file.format == "text"


def _format_of_stream(stdin: BinaryIO | None) -> Literal["text", "jsonl"]:
    """JSON Lines where the first character that is no white space opens an object."""
    peek = getattr(stdin, "peek", None)
    head: bytes = peek(1)[:1024] if peek else b""
    return "jsonl" if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") else "text"


def _read_all(files: Sequence[_File | InputError], stdin: BinaryIO | None) -> Iterator[Record | InputError]:
    for file in files:
        if isinstance(file, InputError):
            yield file
            continue
        try:
            if file.path is None:
                if stdin is None:
                    raise InputError("there is no standard input")
                yield from _read_stream(file, stdin)
            else:
                with file.path.open("rb") as stream:
                    yield from _read_stream(file, stream)
        except InputError as error:
            yield InputError(f"{file.name}: {error}")
        except OSError as error:
            yield InputError(f"{file.name}: {_reason(error)}")


def _read_stream(file: _File, stream: BinaryIO) -> Iterator[Record | InputError]:
    if file.format == "jsonl":
        yield from _read_lines(file, stream)
        return
    text, notices = decode(stream.read())
    if not text.strip():
        raise InputError("is empty")
    name = file.name if file.path else None
    yield Record(text, file.id, name, filename=file.path.name if file.path else None, notices=notices)


def _read_lines(file: _File, stream: BinaryIO) -> Iterator[Record | InputError]:
    empty = True
    for number, raw in enumerate(stream, start=1):  # on b"\n" alone: JSON strings may hold other line breaks
        if not raw.strip():
            continue
        empty = False
        place = f"{file.name}:{number}"
        try:
            line, notices = decode(raw)
            record = record_of(_json(line), id=place, source=file.name if file.path else None)
        except InputError as error:
            yield InputError(f"{place}: {error}")
            continue
        record.notices[:0] = notices
        yield record
    if empty:
        raise InputError("is empty")


def _json(line: str) -> Any:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(
            f"broken JSON at column {error.colno}: {error.msg.lower()}; each line must be one object"
        ) from None
    except (RecursionError, ValueError) as error:  # nested too deep; an integer of thousands of digits
        raise InputError(f"broken JSON: {str(error).splitlines()[0].lower()}") from None


def _optional_text(name: str, value: object) -> str | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise InputError(f'"{name}" is {_kind(value)}, not text')
    if not value.isprintable():  # seldom: only then is it worth a closer look
        lone = next((at for at, character in enumerate(value) if "\ud800" <= character <= "\udfff"), None)
        if lone is not None:
            raise InputError(f'character {lone} of "{name}" is a lone surrogate, half of a character')
    return value


def _kind(value: object) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list", dict: "an object"}
    return "null" if value is None else kinds.get(type(value), type(value).__name__)


def _brief(value: object) -> str:
    shown = repr(value)
    return (shown if len(shown) <= 40 else shown[:37] + "...").encode("ascii", "backslashreplace").decode("ascii")


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    return (error.strerror or str(error)).lower()


def printable(path: str | Path) -> str:
    """A path as text that has a UTF-8 form, whatever bytes the file system holds, on one line."""
    return " ".join(os.fsencode(path).decode("utf-8", "replace").splitlines())
