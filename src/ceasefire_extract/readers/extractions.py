"""Read back what `extract` printed: whole extractions (one object, or one a line) and claims a line (`--format claims`)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from pydantic import ValidationError

from ..errors import InputError
from ..models import Claim, Extraction
from .decoding import decode
from .inputs import printable


@dataclass(slots=True)
class Told:
    """What one article tells: its claims, and which article it is. `extraction` is the whole of it, where that was given."""

    id: str
    source: str | None = None
    title: str | None = None
    published: str | None = None
    claims: list[Claim] = field(default_factory=list)
    extraction: Extraction | None = None


def read_told(paths: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[Told]:
    """The articles of these files ("-" is `stdin`), in their order. Claim lines of one article that follow each other are one.

    Raises InputError, with the place, for a file that cannot be read and a line that is neither an extraction nor a claim.
    """
    last: Told | None = None
    for place, found in _objects(paths, stdin):
        try:
            if "claims" in found:
                told = told_of(Extraction.model_validate(found))
            else:
                told = _told_by_line(found)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(map(str, first["loc"])) or "it"
            raise InputError(
                f"{place}: neither an extraction nor a claim of this version: {where}: {first['msg'].lower()}"
            ) from None
        if last is not None and told.extraction is None and last.extraction is None and _same(last, told):
            last.claims += told.claims
            continue
        if last is not None:
            yield last
        last = told
    if last is not None:
        yield last


def told_of(extraction: Extraction) -> Told:
    """A whole extraction, as what its article tells."""
    document = extraction.document
    return Told(document.id, document.source, document.title, document.published, extraction.claims, extraction)


def _told_by_line(found: dict[str, Any]) -> Told:
    head = found.pop("document", None)
    if not isinstance(head, dict) or not isinstance(head.get("id"), str):
        raise ValidationError.from_exception_data("claim", [{"type": "missing", "loc": ("document",), "input": None}])
    known = {name: head.get(name) for name in ("source", "title", "published")}
    return Told(head["id"], **known, claims=[Claim.model_validate(found)])


def _same(one: Told, other: Told) -> bool:
    return (one.id, one.source, one.title, one.published) == (other.id, other.source, other.title, other.published)


def _objects(paths: Sequence[str], stdin: BinaryIO | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each JSON object with its place: of a file that is one indented object, or of one that has one a line."""
    for path in paths:
        name = "stdin" if path == "-" else printable(path)
        try:
            if path == "-":
                if stdin is None:
                    raise InputError("there is no standard input")
                yield from _objects_of(name, stdin)
            else:
                with Path(path).open("rb") as stream:
                    yield from _objects_of(name, stream)
        except OSError as error:
            missing = isinstance(error, FileNotFoundError)
            reason = "no such file" if missing else (error.strerror or str(error)).lower()
            raise InputError(f"{name}: {reason}") from None


def _objects_of(name: str, stream: BinaryIO) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, raw in enumerate(stream, start=1):
        if not raw.strip():
            continue
        place = f"{name}:{number}"
        if number == 1 and raw.strip() in (b"{", b"[") and not raw.startswith(b"[]"):
            raw, place = raw + stream.read(), name  # an indented object spreads over lines
        try:
            found = json.loads(decode(raw)[0])
        except (json.JSONDecodeError, RecursionError) as error:
            raise InputError(f"{place}: is no JSON: {str(error).splitlines()[0].lower()}") from None
        for item in found if isinstance(found, list) else [found]:
            if not isinstance(item, dict):
                raise InputError(f"{place}: is JSON, but no extraction and no claim")
            yield place, item
