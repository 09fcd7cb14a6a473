"""What is to be compared: articles, read now, and what `extract` printed of others before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from ..errors import ArticleError, InputError
from ..models import DerivedDocument, Extraction
from ..readers.folders import Skipped, walk
from ..readers.inputs import Record, printable, read_inputs
from ..readers.jsonl import is_own_output

_HEAD = 1 << 12  # bytes of a file that show whether it is our own output
_INDENTED = ".json"


def read_told(
    paths: Sequence[str], *, stdin: BinaryIO | None = None, patterns: Sequence[str] = (), leave_out: Path | None = None
) -> Iterator[Extraction | ArticleError]:
    """An extraction of each article of `paths`, in their order: files, folders, "-" for `stdin`.

    A .json or .jsonl file that `extract` has printed is taken as it is; all else is read as `extract` reads it. What cannot be read is an error in
    its place. `leave_out` is a file that folders are not searched for: the output's own.
    """
    for path in paths:
        if path != "-" and Path(path).is_dir():
            yield from _folder(Path(path), patterns, leave_out)
        elif path != "-" and _is_output(Path(path)):
            yield from _outputs(Path(path))
        else:
            yield from _articles(path, stdin, patterns)


def _folder(folder: Path, patterns: Sequence[str], leave_out: Path | None) -> Iterator[Extraction | ArticleError]:
    """A folder's files by name; an id is the path below the folder, as `extract FOLDER` gives it."""
    entries = list(walk(folder, Skipped(), leave_out=leave_out))
    texts = {entry.with_suffix("") for entry in entries if isinstance(entry, Path) and not _is_output(entry)}
    for entry in entries:
        if isinstance(entry, InputError):
            yield entry
        elif not _is_output(entry):
            for told in _articles(str(entry), None, patterns):
                if isinstance(told, Extraction):
                    told.document.id = told.document.id.removeprefix(f"{printable(folder.as_posix())}/")
                yield told
        elif entry.with_suffix("") not in texts:  # else printed of a text that is read anyway
            yield from _outputs(entry)
    if not entries:
        yield InputError(f"{printable(folder)}: the folder holds nothing that can be compared")


def _articles(path: str, stdin: BinaryIO | None, patterns: Sequence[str]) -> Iterator[Extraction | ArticleError]:
    for record in read_inputs([path], stdin=stdin).records:
        yield record if isinstance(record, InputError) else _extracted(record, patterns)


def _extracted(record: Record, patterns: Sequence[str]) -> Extraction | ArticleError:
    from ..extraction import extract_record, isolated

    try:
        with isolated():
            extraction = extract_record(record, patterns=patterns)
            if record.derived:
                extraction.document = DerivedDocument(**dict(extraction.document), text=record.text)
    except ArticleError as error:
        error.args = (f"{record.id}: {error}", *error.args[1:])
        return error
    return extraction


def _is_output(path: Path) -> bool:
    """Whether a file is whole extractions that `extract` has printed."""
    if path.suffix.lower() not in (_INDENTED, ".jsonl") or not path.is_file():
        return False
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    return is_own_output(head) and head.lstrip()[1:].lstrip().startswith(b'"schema_version"')


def _outputs(path: Path) -> Iterator[Extraction | ArticleError]:
    name = printable(path)
    with path.open("rb") as stream:
        if path.suffix.lower() == _INDENTED:
            yield _output(name, stream.read())
            return
        for number, line in enumerate(stream, start=1):
            if line.strip():
                yield _output(f"{name}:{number}", line)


def _output(place: str, data: bytes) -> Extraction | ArticleError:
    from pydantic import ValidationError

    try:
        return Extraction.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"])) or "it"
        return InputError(f"{place}: is no extraction of this version: {where}: {first['msg'].lower()}")
