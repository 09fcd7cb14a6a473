"""What is done already: the manifest, a line for each part that was finished, in the order in which that happened.

The line of a part that was made again goes before its older ones.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .storage import Storage

MANIFEST = "manifest.jsonl"
_KEYS = ".articles"  # beside the parts: where in a part each article lies
# What may have been chance, and is tried again by the next run; what fails the same way each time waits for --retry-failed.
_CHANCE = ("crash", "memory")


@dataclass(slots=True)
class Entry:
    """A part that is done. `errors` are its articles that failed: place, id, kind and message of each."""

    part: str
    made_by: str
    file: str
    first: str
    last: str
    articles: int
    bytes: int
    sha256: str
    counts: dict[str, int]
    errors: list[dict[str, str]] = field(default_factory=list)

    def should_be_retried(self, all_of_them: bool) -> bool:
        return any(all_of_them or error["kind"] in _CHANCE for error in self.errors)


@dataclass(frozen=True, slots=True)
class Kept:
    """Where an article lies that an earlier run has read, and what was found in it."""

    file: str
    start: int
    length: int
    counts: dict[str, int]


class Ledger:
    """The manifest of a folder of results. `about` is what each line says of the run: version, packs, options."""

    def __init__(self, storage: Storage, about: dict[str, Any]) -> None:
        self._storage, self._about = storage, about
        self._entries: dict[str, Entry] = {}
        self._kept: dict[str, Kept] | None = None
        self._lock = threading.Lock()  # what is to be done is looked up by another thread than what is done is noted by
        for line in storage.lines(MANIFEST):
            entry = _entry_of(line)
            if entry is not None:
                self._entries[entry.part] = entry

    def done(self, part: str, *, retry_failed: bool) -> Entry | None:
        """The part's entry, where nothing of it is to be done: its file is there as it was, and nothing in it waits to be tried again."""
        with self._lock:
            entry = self._entries.get(part)
        if entry is None or entry.should_be_retried(retry_failed) or not self._is_there(entry):
            return None
        return entry

    def note(self, entry: Entry, articles: list[tuple[str, int, dict[str, int]]]) -> None:
        """Write down that a part is in its place. `articles`: of each that was read its key, its bytes in the file, and what was found."""
        with self._storage.create(f"{_KEYS}/{entry.part}") as stream:
            for key, length, counts in articles:
                stream.write(f"{key} {length} {json.dumps(counts, separators=(',', ':'))}\n".encode())
        line = {
            **self._about, "part": entry.part, "status": "done", "content": entry.part.rsplit("-", 1)[1], "file": entry.file, "first": entry.first, "last": entry.last,
            "articles": entry.articles, "bytes": entry.bytes, "sha256": entry.sha256, "counts": entry.counts, "errors": entry.errors,
        }  # fmt: skip
        self._storage.append(MANIFEST, json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        with self._lock:
            self._entries[entry.part] = entry

    def kept(self, key: str, header: int) -> Kept | None:
        """An article that lies in some part, of this run's plan or of an older one. `header`: bytes before a part's first article."""
        with self._lock:
            if self._kept is None:
                self._kept = {}
                for entry in self._entries.values():
                    if entry.made_by == self._about["made_by"] and self._is_there(entry):
                        self._kept.update(self._articles_of(entry, header))
            return self._kept.get(key)

    def tidy(self, planned: set[str]) -> int:
        """Remove the parts that the inputs no longer make; their number."""
        removed = 0
        for entry in list(self._entries.values()):
            if entry.part not in planned:
                if self._storage.size(entry.file) is not None:
                    self._storage.remove(entry.file)
                    removed += 1
                self._storage.remove(f"{_KEYS}/{entry.part}")
        return removed

    def _is_there(self, entry: Entry) -> bool:
        return self._storage.size(entry.file) == entry.bytes

    def _articles_of(self, entry: Entry, header: int) -> Iterator[tuple[str, Kept]]:
        if self._storage.size(f"{_KEYS}/{entry.part}") is None:
            return
        at = header
        with self._storage.read(f"{_KEYS}/{entry.part}") as stream:
            for line in stream:
                key, length, counts = line.decode().split(" ", 2)
                yield key, Kept(entry.file, at, int(length), json.loads(counts))
                at += int(length)


def _entry_of(line: bytes) -> Entry | None:
    try:
        found = json.loads(line)
        return Entry(**{name: found[name] for name in Entry.__dataclass_fields__})
    except (ValueError, KeyError, TypeError):  # cut off where a run was killed
        return None
