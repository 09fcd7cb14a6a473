"""`--out`: a batch into a folder, part by part, which a later run takes up where this one ends.

The folder holds `parts/`, one file for about a thousand articles, named so that they sort in the order of the input; `manifest.jsonl`, a line for each
part that is done; and, when all are, `errors.jsonl`, a line for each article that failed, and `summary.json`.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from ..errors import InputError
from ..readers.piece import Piece
from ..writers import WRITERS
from .ledger import Entry, Kept, Ledger
from .parts import Part, parts_of
from .run import Map, Stopped
from .storage import Storage
from .work import Result, Settings, fingerprint


@dataclass(slots=True)
class Done:
    """What a run did: parts and articles that it read, took over from an earlier run, and found done; and all errors that there are now."""

    parts: int = 0
    parts_before: int = 0
    articles: int = 0
    articles_before: int = 0
    errors: int = 0
    removed: int = 0


@dataclass(slots=True)
class _Doing:
    """A part on its way: `entry` where it was done before; else what is kept of each article, and how many are still to come."""

    part: Part
    name: str
    entry: Entry | None = None
    kept: list[Kept | None] = field(default_factory=list)
    left: int = 0
    places: tuple[str, str] = ("", "")


class Results:
    """A run into a folder. `map` does the work: tasks in, results out, in order. `advance` is called with each result, and with each part done before."""

    def __init__(
        self,
        storage: Storage,
        settings: Settings,
        *,
        retry_failed: bool = False,
        force: bool = False,
        fail_fast: bool = False,
    ) -> None:
        self._storage, self._settings = storage, settings
        self._retry_failed, self._force, self._fail_fast = retry_failed, force, fail_fast
        self._digest = fingerprint(settings)
        self._about = _about(settings, self._digest)
        self._ledger = Ledger(storage, self._about)
        self._planned: deque[_Doing] = deque()
        self._names: set[str] = set()
        self._writing: _Writing | None = None
        self._totals: Counter[str] = Counter()
        self._content = hashlib.sha256()
        self.done = Done()

    def run(
        self, pieces: Iterable[Piece | InputError], map: Map, advance: Callable[[Result | Entry], None] = lambda _: None
    ) -> Done:
        """Do all that is to be done. Raises Stopped, with `fail_fast`, at the first article that fails."""
        with contextlib.ExitStack() as stack:
            self._errors = stack.enter_context(self._storage.create("errors.jsonl"))
            stack.callback(self._give_up)
            results = map(self._tasks(pieces))
            stack.callback(results.close)  # type: ignore[attr-defined]
            for (doing, at), result in results:
                while self._planned[0] is not doing:
                    self._finish(self._planned.popleft(), advance)
                self._receive(doing, at, result)
                advance(result)
                if result.error is not None and self._fail_fast:
                    raise Stopped("stopped at the first article that failed; what was done before it is kept")
                if doing.left == 0:
                    self._finish(self._planned.popleft(), advance)
            while self._planned:
                self._finish(self._planned.popleft(), advance)
        self.done.removed = self._ledger.tidy(self._names)
        self._summarise()
        return self.done

    def _tasks(self, pieces: Iterable[Piece | InputError]) -> Iterator[tuple[tuple[_Doing, int], Piece | InputError]]:
        """What is to be done, part by part; it may run ahead in a thread of its own."""
        header = len(WRITERS.new(self._settings.format).begin())
        for part in parts_of(pieces, self._digest):
            doing = _Doing(part, part.name, places=(_place(part.pieces[0]), _place(part.pieces[-1])))
            if not self._force:
                doing.entry = self._ledger.done(doing.name, retry_failed=self._retry_failed)
            given, part.pieces = part.pieces, []  # not held longer than needed
            if doing.entry is None:
                if not self._force and WRITERS.get(self._settings.format).separable:
                    doing.kept = [self._ledger.kept(key, header) for key in part.keys]
                else:
                    doing.kept = [None] * len(given)
                doing.left = doing.kept.count(None)
            self._planned.append(doing)
            if doing.entry is None:
                for at, piece in enumerate(given):
                    if doing.kept[at] is None:
                        yield (doing, at), piece

    def _receive(self, doing: _Doing, at: int, result: Result) -> None:
        self._open(doing).add(at, result)
        doing.left -= 1

    def _open(self, doing: _Doing) -> _Writing:
        if self._writing is None:
            self._writing = _Writing(self._storage, doing, self._settings.format, self._digest)
        return self._writing

    def _finish(self, doing: _Doing, advance: Callable[[Result | Entry], None]) -> None:
        """A part is whole: put it into its place, note it, and count it."""
        entry = doing.entry
        if entry is None:
            writing = self._open(doing)
            entry = writing.close()
            self._writing = None
            self._ledger.note(entry, writing.articles)
            self.done.parts += 1
            self.done.articles += writing.read
            self.done.articles_before += entry.articles - writing.read
        else:
            self.done.parts_before += 1
            self.done.articles_before += entry.articles
            advance(entry)
        self.done.errors += len(entry.errors)
        self._names.add(entry.part)
        self._totals.update(
            {"articles": entry.articles, "errors": len(entry.errors), "bytes": entry.bytes, **entry.counts}
        )
        self._content.update(f"{entry.file} {entry.sha256}\n".encode())
        for error in entry.errors:
            self._errors.write(json.dumps({"part": entry.file, **error}, ensure_ascii=False).encode() + b"\n")

    def _give_up(self) -> None:
        if self._writing is not None:
            self._writing.drop()
            self._writing = None

    def _summarise(self) -> None:
        totals = {
            name: self._totals[name] for name in ("articles", "errors", "mentions", "claims", "statements", "bytes")
        }
        summary = {**self._about, **totals, "parts": len(self._names), "sha256": self._content.hexdigest()}
        with self._storage.create("summary.json") as stream:
            stream.write(json.dumps(summary, ensure_ascii=False, indent=1).encode() + b"\n")


class _Writing:
    """The file of a part while it is written, in the order of its articles."""

    def __init__(self, storage: Storage, doing: _Doing, format: str, made_by: str) -> None:
        self._storage, self._doing, self._made_by = storage, doing, made_by
        self._writer = WRITERS.new(format)
        self._file = f"parts/{doing.name}{self._writer.suffix}"
        self._stack = contextlib.ExitStack()
        self._stream: BinaryIO = self._stack.enter_context(storage.create(self._file))
        self._digest, self._bytes, self._at = hashlib.sha256(), 0, 0
        self._old: tuple[str, BinaryIO] | None = None
        self._counts: Counter[str] = Counter()
        self._errors: list[dict[str, str]] = []
        self.articles: list[tuple[str, int, dict[str, int]]] = []
        self.read = 0
        self._put(self._writer.begin())

    def add(self, at: int, result: Result) -> None:
        """Article number `at`, and before it those kept from an earlier run."""
        self._take_over(at)
        self._at = at + 1
        self.read += 1
        if result.error is not None:
            error = {"place": result.place, "id": result.id, "kind": result.error, "message": result.message}
            self._errors.append(error)
            return
        self._note(at, self._put(self._writer.write(result.data)), dict(result.counts))

    def close(self) -> Entry:
        """Put the file into its place."""
        self._take_over(len(self._doing.kept))
        self._put(self._writer.end())
        self._stack.close()
        part, (first, last) = self._doing.part, self._doing.places
        return Entry(
            self._doing.name, self._made_by, self._file, first, last, len(part.keys), self._bytes, self._digest.hexdigest(),
            {name: self._counts[name] for name in sorted(self._counts)}, self._errors,
        )  # fmt: skip

    def drop(self) -> None:
        """Leave what was there before."""
        with contextlib.suppress(Stopped):
            self._stack.__exit__(Stopped, Stopped(), None)

    def _take_over(self, end: int) -> None:
        for at in range(self._at, end):
            kept = self._doing.kept[at]
            if kept is not None:
                if self._old is None or self._old[0] != kept.file:
                    self._old = kept.file, self._stack.enter_context(self._storage.read(kept.file))
                self._old[1].seek(kept.start)
                self._note(at, self._put(self._old[1].read(kept.length)), kept.counts)

    def _put(self, data: bytes) -> int:
        self._stream.write(data)
        self._digest.update(data)
        self._bytes += len(data)
        return len(data)

    def _note(self, at: int, length: int, counts: dict[str, int]) -> None:
        self.articles.append((self._doing.part.keys[at], length, counts))
        self._counts.update(counts)


def _about(settings: Settings, digest: str) -> dict[str, Any]:
    from .. import __version__

    options: dict[str, Any] = {"format": settings.format}
    if settings.published:
        options["published"] = settings.published.isoformat()
    if settings.title:
        options["title"] = settings.title
    if settings.patterns:
        options["patterns"] = list(settings.patterns)
    return {"ceasefire_extract": __version__, "made_by": digest, "options": options}


def _place(piece: Piece | InputError) -> str:
    return piece.place if isinstance(piece, Piece) else str(piece)
