"""A folder that results are kept in: of this machine, or anywhere that fsspec reaches ("s3://bucket/results", "memory://results").

A file is whole or not there. On this machine it is written beside, synced and moved; elsewhere an object appears when it is closed.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from ..errors import UsageError
from ..readers.remote import filesystem_of, is_url


class Storage(Protocol):
    def create(self, name: str) -> contextlib.AbstractContextManager[BinaryIO]:
        """A new file, in its place when the block has ended well."""

    def size(self, name: str) -> int | None:
        """Bytes; None where there is no such file."""

    def read(self, name: str) -> BinaryIO: ...
    def names(self, folder: str) -> list[str]: ...
    def remove(self, name: str) -> None: ...
    def append(self, name: str, line: bytes) -> None:
        """A line at the end of a file, and sure to be there when this returns."""

    def lines(self, name: str) -> Iterator[bytes]:
        """What was appended to a file, the last line perhaps cut off; nothing where there is no such file."""


def storage_of(path: str) -> Storage:
    """Raises UsageError where no folder can be made there, MissingExtra where fsspec is not installed."""
    return Remote(path) if is_url(path) else Local(Path(path))


class Local:
    """A folder of this machine, which one run at a time may write to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = (folder / ".lock").open("ab")
        except OSError as error:
            raise UsageError(f"--out {folder}: {(error.strerror or str(error)).lower()}") from None
        try:
            import fcntl

            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:  # not on every system
            pass
        except BlockingIOError:
            raise UsageError(f"--out {folder}: another run is writing there") from None

    @contextlib.contextmanager
    def create(self, name: str) -> Iterator[BinaryIO]:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        beside = path.with_name(f".{path.name}.part")
        try:
            with beside.open("wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(path)
            _sync(path.parent)
        except BaseException:  # an interrupt too
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
            raise

    def size(self, name: str) -> int | None:
        try:
            return (self.folder / name).stat().st_size
        except OSError:
            return None

    def read(self, name: str) -> BinaryIO:
        return (self.folder / name).open("rb")

    def names(self, folder: str) -> list[str]:
        try:
            return sorted(entry.name for entry in (self.folder / folder).iterdir())
        except FileNotFoundError:
            return []

    def remove(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)

    def append(self, name: str, line: bytes) -> None:
        with (self.folder / name).open("ab+") as stream:
            if stream.tell():
                stream.seek(-1, os.SEEK_END)
                if stream.read(1) != b"\n":  # a run was killed in the middle of a line
                    stream.write(b"\n")
            stream.write(line)
            stream.flush()
            os.fsync(stream.fileno())

    def lines(self, name: str) -> Iterator[bytes]:
        try:
            with self.read(name) as stream:
                yield from stream
        except FileNotFoundError:
            return


class Remote:
    """A folder of an object store. Nothing can be added to an object, so `append` keeps each line as one of its own."""

    def __init__(self, url: str) -> None:
        self._files, self._root = filesystem_of(url)
        self._files.makedirs(self._root, exist_ok=True)
        self._lines: dict[str, int] = {}

    @contextlib.contextmanager
    def create(self, name: str) -> Iterator[BinaryIO]:
        with self._files.open(self._at(name), "wb") as stream:
            try:
                yield stream
            except BaseException:
                stream.discard()  # else closing it would put half of it there
                raise

    def size(self, name: str) -> int | None:
        try:
            return int(self._files.size(self._at(name)))
        except FileNotFoundError:
            return None

    def read(self, name: str) -> BinaryIO:
        stream: BinaryIO = self._files.open(self._at(name), "rb")
        return stream

    def names(self, folder: str) -> list[str]:
        try:
            found: list[Any] = self._files.ls(self._at(folder), detail=False)
        except FileNotFoundError:
            return []
        return sorted(path.rstrip("/").rsplit("/", 1)[-1] for path in found)

    def remove(self, name: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            self._files.rm(self._at(name))

    def append(self, name: str, line: bytes) -> None:
        if name not in self._lines:
            self._lines[name] = len(self.names(f".{name}"))
        with self.create(f".{name}/{self._lines[name]:09}") as stream:
            stream.write(line)
        self._lines[name] += 1

    def lines(self, name: str) -> Iterator[bytes]:
        for number in self.names(f".{name}"):
            with self.read(f".{name}/{number}") as stream:
                yield from stream

    def _at(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"


def _sync(folder: Path) -> None:
    """So that the move itself is not lost with the power."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
