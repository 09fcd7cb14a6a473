"""What is to be compared: articles, read now, and what `extract` printed of others before."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from ..errors import ArticleError, InputError
from ..extraction import extract_record
from ..models import Extraction
from ..readers import parse
from ..readers.inputs import printable, read_inputs

_OUTPUTS = frozenset((".jsonl", ".json"))
_TEXTS = frozenset((".txt", ".jsonl"))
_HEAD = 1 << 16  # bytes of a file that show whether it is our own output


def read_told(
    paths: Sequence[str], *, stdin: BinaryIO | None = None, patterns: Sequence[str] = (), leave_out: Path | None = None
) -> Iterator[Extraction | ArticleError]:
    """An extraction of each article of `paths`, in their order: files, folders, "-" for `stdin`.

    A .json or .jsonl file that `extract` has printed is taken as it is; all else is read as `extract` reads it. What cannot be read is an InputError in
    its place. `leave_out` is a file that folders are not searched for: the output's own.
    """
    for path in paths:
        if path != "-" and Path(path).is_dir():
            yield from _folder(Path(path), patterns, leave_out)
        elif path != "-" and _is_output(Path(path)):
            yield from _outputs(Path(path))
        else:
            yield from _texts(path, patterns, stdin)


def _texts(path: str, patterns: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[Extraction | ArticleError]:
    inputs = read_inputs([path], stdin=stdin)
    for piece in inputs.pieces:
        try:
            yield (
                piece
                if isinstance(piece, InputError)
                else extract_record(parse(piece, inputs.fields), patterns=patterns)
            )
        except ArticleError as error:
            yield type(error)(f"{piece.id}: {error}") if not isinstance(piece, InputError) else error


def _folder(folder: Path, patterns: Sequence[str], leave_out: Path | None) -> Iterator[Extraction | ArticleError]:
    """A folder's files by name; an id is the path below the folder, as `extract FOLDER` gives it."""
    found = 0
    entries = sorted(
        entry for entry in folder.rglob("*") if entry.suffix.lower() in _TEXTS | _OUTPUTS and entry.is_file()
    )
    for entry in entries:
        if leave_out is not None and leave_out.exists() and entry.samefile(leave_out):
            continue
        if _is_output(entry):
            if entry.with_suffix(".txt").is_file():  # printed of a text that is read anyway
                continue
            found += 1
            yield from _outputs(entry)
        elif entry.suffix.lower() in _TEXTS:
            found += 1
            for extraction in _texts(str(entry), patterns):
                if isinstance(extraction, Extraction):
                    document = extraction.document
                    document.id = document.id.removeprefix(f"{printable(folder.as_posix())}/")
                yield extraction
    if not found:
        yield InputError(f"{printable(folder)}: the folder holds no .txt, .jsonl or .json file that can be compared")


def _is_output(path: Path) -> bool:
    """Whether a file is what `extract` has printed: its first object has claims."""
    if path.suffix.lower() not in _OUTPUTS or not path.is_file():
        return False
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    return head.lstrip().startswith(b"{") and b'"schema_version"' in head and b'"document"' in head


def _outputs(path: Path) -> Iterator[Extraction | ArticleError]:
    name = printable(path)
    with path.open("rb") as stream:
        if path.suffix.lower() == ".json":
            yield _output(name, stream.read())
            return
        for number, line in enumerate(stream, start=1):
            if line.strip():
                yield _output(f"{name}:{number}", line)


def _output(place: str, data: bytes) -> Extraction | InputError:
    from pydantic import ValidationError

    try:
        return Extraction.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"])) or "it"
        return InputError(f"{place}: is no extraction of this version: {where}: {first['msg'].lower()}")
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        return InputError(f"{place}: is no JSON: {error}")
