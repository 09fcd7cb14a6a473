"""One article's work, the same in this process, in a worker and on a cluster: a piece in, bytes out."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from ..errors import ArticleError, InputError, InternalError
from ..readers.piece import Piece
from ..readers.record import Fields

ErrorKind = Literal["input", "internal", "timeout", "crash", "memory"]


@dataclass(frozen=True, slots=True)
class Settings:
    """All that decides what is made of a piece; it travels to the workers. `published` and `title` overrule what a record says of itself."""

    format: str = "jsonl"
    published: dt.date | None = None
    title: str | None = None
    min_confidence: float = 0.0
    patterns: tuple[str, ...] = ()
    fields: Fields = field(default_factory=Fields)
    terminal: bool = False


def fingerprint(settings: Settings) -> str:
    """A digest of all that decides what is made of a piece, but the piece: the options, the packs, and this package itself."""
    from .. import __version__
    from ..rules.folders import builtin_folder, pack_files

    digest = hashlib.sha256(repr((__version__, replace(settings, terminal=False))).encode("utf-8", "surrogatepass"))
    code = sorted(Path(__file__).parents[1].rglob("*.py"))
    folders = [builtin_folder(), *map(Path, settings.patterns)]
    for file in [*code, *(pack for folder in folders for pack in pack_files(folder))]:
        data = file.read_bytes()
        digest.update(f"\0{file.name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a piece: `data`, or an `error` of some kind with its message. `counts` says how many mentions, claims, ... were found."""

    place: str
    id: str
    data: bytes = b""
    error: ErrorKind | None = None
    message: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    size: int = 0  # bytes of the piece
    notices: tuple[tuple[str, str], ...] = ()


def failed(error: InputError, kind: ErrorKind = "input", *, place: str = "", id: str = "") -> Result:
    """The result of what could not even be cut out of its input."""
    return Result(place, id, error=kind, message=str(error))


class Work:
    """What a process needs to read pieces, made once: the pipeline, and the writer. Raises PackError and UsageError."""

    def __init__(self, settings: Settings) -> None:
        from ..pipeline import pipeline_with
        from ..writers import WRITERS

        self._settings = settings
        self._writer = WRITERS.new(settings.format)
        self._writer.terminal = settings.terminal
        pipeline_with(settings.patterns)

    def __call__(self, piece: Piece) -> Result:
        from ..extraction import extract_record, isolated
        from ..models import DerivedDocument
        from ..readers import parse

        settings, name = self._settings, piece.id
        data = None
        try:
            with isolated():
                record = parse(piece, settings.fields)
                name = record.id
                extraction = extract_record(
                    record,
                    published=settings.published,
                    title=settings.title,
                    min_confidence=settings.min_confidence,
                    patterns=settings.patterns,
                )
                if record.derived or self._writer.needs_text:
                    extraction.document = DerivedDocument(**dict(extraction.document), text=record.text)
                data = self._writer.encode(extraction)
        except ArticleError as error:
            place = "" if str(error).startswith(piece.place) else f"{name}: "
            kind: ErrorKind = "internal" if isinstance(error, InternalError) else "input"
            return Result(piece.place, name, error=kind, message=f"{place}{error}", size=len(piece.data))
        except MemoryError:  # which still holds what filled the memory
            pass
        if data is None:
            return Result(piece.place, name, error="memory", message=f"{name}: memory ran out while it was read")
        counts = Counter(
            mentions=len(extraction.mentions), claims=len(extraction.claims), statements=len(extraction.statements)
        )
        notices = tuple((notice.code, notice.message) for notice in record.notices)
        return Result(piece.place, record.id, data, counts=counts, size=len(piece.data), notices=notices)
