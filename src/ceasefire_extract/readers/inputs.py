"""Read articles from files, folders and standard input.

What cannot be read is handed on as an InputError in its place, so that the rest of a batch goes on.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

from ..errors import InputError
from . import READERS, parse, reader_for
from .folders import Skipped, printable, walk
from .jsonl import is_own_output
from .piece import Origin, Piece
from .record import Fields, Record, record_of
from .remote import is_url, remote_files
from .unpack import BROKEN, HEAD, inner_name, unpacked

__all__ = ["Inputs", "Record", "printable", "read_inputs", "record_of"]


@dataclass(slots=True)
class Meter:
    """How far reading has come: bytes of the files, and bytes of the pieces cut from them (more, where files are packed)."""

    read: int = 0
    cut: int = 0


@dataclass(slots=True)
class Inputs:
    """What is to be read. `single`: one text or page, whose output is one object."""

    pieces: Iterator[Piece | InputError]
    single: bool
    fields: Fields
    skipped: Skipped = field(default_factory=Skipped)
    meter: Meter = field(default_factory=Meter)

    @property
    def records(self) -> Iterator[Record | InputError]:
        """The articles, each read when it is asked for."""
        for piece in self.pieces:
            if isinstance(piece, InputError):
                yield piece
                continue
            try:
                record: Record | InputError = parse(piece, self.fields)
            except InputError as error:
                record = error
            yield record


@dataclass(slots=True)
class _File:
    """A file to be read (`open` None: standard input), what messages call it, and the id that it gives."""

    open: Callable[[], BinaryIO] | None
    name: str
    id: str
    source: str | None = None
    filename: str | None = None


def read_inputs(
    paths: Sequence[str],
    *,
    input_format: str = "auto",
    stdin: BinaryIO | None = None,
    leave_out: Path | str | None = None,
    fields: Fields | None = None,
) -> Inputs:
    """The articles of `paths` (files, folders, "-" for `stdin`, URLs that fsspec reaches), in that order; a folder's in the order of their names.

    `input_format` names the reader, where what first bytes and names say is wrong. `leave_out` is what a folder is not searched for: the
    output's own file or folder. `fields` says which field of a table or of JSON holds what. Raises UsageError for an unknown format.
    """
    forced = None if input_format == "auto" else READERS.get(input_format).name
    # Buffered, so that the first characters can be looked at without being consumed.
    buffered = io.BufferedReader(cast(Any, stdin)) if stdin is not None and not hasattr(stdin, "peek") else stdin
    skipped = Skipped()
    single = len(paths) == 1 and not Path(paths[0]).is_dir() and _is_one(paths[0], forced, buffered)
    meter = Meter()
    pieces = _pieces(_files(paths, skipped, leave_out), forced, buffered, meter)
    return Inputs(pieces, single, fields or Fields(), skipped, meter)


def measure(paths: Sequence[str]) -> int | None:
    """Bytes of all files; None where that cannot be told beforehand."""
    total = 0
    for path in map(Path, paths):
        try:
            if path.is_dir():
                total += sum(file.stat().st_size for file in walk(path, Skipped()) if isinstance(file, Path))
            elif path.is_file():
                total += path.stat().st_size
            else:
                return None
        except OSError:
            return None
    return total


def _files(paths: Sequence[str], skipped: Skipped, leave_out: Path | str | None) -> Iterator[_File | InputError]:
    ids: set[str] = set()
    names: set[str] = set()

    def local(path: Path, below: Path) -> _File:
        name = printable(path)
        opened = cast("Callable[[], BinaryIO]", partial(path.open, "rb"))
        return _File(opened, _unique(name, name, names), _id_of(below, ids), name, path.name)

    for path in paths:
        given = Path(path)
        if path == "-":
            yield _File(None, "stdin", _unique("stdin", "stdin", ids))
        elif is_url(path):
            for found in remote_files(path, skipped, str(leave_out) if is_url(str(leave_out)) else None):
                if isinstance(found, InputError):
                    yield found
                else:
                    url, below, opened = found
                    name = _unique(url, url, names)
                    yield _File(opened, name, _id_of(Path(below), ids), url, PurePosixPath(below).name)
        elif not given.is_dir():
            yield local(given, given)
        else:
            empty = True
            for entry in walk(given, skipped, leave_out=None if leave_out is None else Path(leave_out)):
                empty = False
                yield entry if isinstance(entry, InputError) else local(entry, entry.relative_to(given))
            if empty:
                yield InputError(f"{printable(path)}: the folder holds nothing to read; .txt, .html, .jsonl, .csv are")


def _id_of(path: Path, taken: set[str]) -> str:
    name = printable(path.as_posix())
    return _unique(_stem(name), name, taken)


def _stem(name: str) -> str:
    bare = PurePosixPath(inner_name(name))
    return bare.with_suffix("").as_posix() if bare.name else name


def _unique(id: str, longer: str, taken: set[str]) -> str:
    """Two inputs never have one id: the second keeps its suffix, and where that is not enough, it is numbered."""
    made, number = id, 1
    while made in taken:
        made = longer if number == 1 else f"{longer}#{number}"
        number += 1
    taken.add(made)
    return made


def _is_one(path: str, forced: str | None, stdin: io.BufferedReader | BinaryIO | None) -> bool:
    """Whether an input is one article by its format. What cannot be read says so later."""
    if forced:
        return READERS.get(forced).one
    if path == "-":
        return stdin is None or reader_for(_head(stdin), "").one
    if is_url(path):
        return False
    try:
        with Path(path).open("rb") as file:
            for _, stream in unpacked(file, path):
                return reader_for(_head(stream), path).one
    except (InputError, OSError, *BROKEN):
        pass
    return reader_for(b"", path).one


def _head(stream: Any) -> bytes:
    head: bytes = stream.peek(HEAD)[:HEAD]
    return head


def _pieces(
    files: Iterator[_File | InputError], forced: str | None, stdin: BinaryIO | None, meter: Meter
) -> Iterator[Piece | InputError]:
    for file in files:
        if isinstance(file, InputError):
            yield file
            continue
        try:
            with ExitStack() as stack:
                if file.open is not None:
                    stream: BinaryIO = stack.enter_context(file.open())
                elif stdin is not None:
                    stream = stdin
                else:
                    raise InputError("there is no standard input")
                before = meter.read
                for piece in _pieces_of(file, stream, forced):
                    if file.open is not None:
                        meter.read = before + stream.tell()
                    if isinstance(piece, Piece):
                        meter.cut += len(piece.data)
                    yield piece
        except InputError as error:
            yield _at(file.name, error)
        except OSError as error:
            yield InputError(f"{file.name}: {_reason(error)}")
        except BROKEN as error:
            yield InputError(f"{file.name}: is broken: {str(error).lower()}")


def _pieces_of(file: _File, stream: BinaryIO, forced: str | None) -> Iterator[Piece | InputError]:
    for member, inner in unpacked(stream, file.name):
        head = _head(inner)
        origin = Origin(file.name, file.id, file.source, file.filename, forced is not None)
        if member:
            within = f"{file.name}/{printable(member)}"
            origin = Origin(within, f"{file.id}/{_stem(printable(member))}", within, PurePosixPath(member).name)
        try:
            if forced is None and is_own_output(head):
                raise InputError("is an output of this tool, not an article")
            reader = READERS.get(forced) if forced else reader_for(head, member or file.filename or "")
            yield from reader.split(inner, origin)
        except InputError as error:
            if not member:
                raise
            yield _at(origin.name, error)


def _at(place: str, error: InputError) -> InputError:
    error.args = (f"{place}: {error}", *error.args[1:])
    return error


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    return (error.strerror or str(error)).lower()
