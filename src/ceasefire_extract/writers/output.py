"""Where output goes: standard output as it is made, or a file that is whole or not there."""

from __future__ import annotations

import contextlib
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from ..errors import UsageError


class Output(Protocol):
    def write(self, data: bytes) -> None: ...


class Stream:
    """Standard output, or any stream: each write is whole lines, and goes out at once."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, data: bytes) -> None:
        self._stream.write(data)
        self._stream.flush()


class WholeFile:
    """A file that is written beside its place and moved there when it is whole, so that an old one is there until then.

    Nothing is opened before the first write. What is no plain file (a pipe, a device) is written directly.
    """

    def __init__(self, path: Path) -> None:
        """Raises UsageError where no file can be made there."""
        self._given = path
        self._path = Path(os.path.realpath(path))  # a link stays a link, to a new file
        self._stream: BinaryIO | None = None
        self._beside: Path | None = None
        self._check()

    def write(self, data: bytes) -> None:
        if self._stream is None:
            self._stream = self._open()
        self._stream.write(data)
        if self._beside is None:
            self._stream.flush()

    def path(self) -> Path:
        """Where a library that opens files by itself is to write, beside the place. Raises UsageError for what is no plain file."""
        if not self._is_plain():
            raise UsageError(f"--output {self._given}: is no plain file")
        self._sweep()
        self._beside = self._path.with_name(f".{self._path.name}.{os.getpid()}.part")
        self._beside.unlink(missing_ok=True)
        return self._beside

    def finish(self) -> None:
        """Put it into its place. Where nothing was written, nothing is done."""
        if self._stream is not None:
            self._stream.close()
        if self._beside is None:
            return
        with self._beside.open("rb+") as written:
            os.fsync(written.fileno())
        if self._path.exists():
            self._beside.chmod(stat.S_IMODE(self._path.stat().st_mode))
        self._beside.replace(self._path)
        self._beside = None

    def drop(self) -> None:
        """Leave what was there before."""
        if self._stream is not None:
            with contextlib.suppress(OSError):  # a full disk, once more, for what is thrown away
                self._stream.close()
        if self._beside is not None:
            self._beside.unlink(missing_ok=True)
            self._beside = None

    def _check(self) -> None:
        wrong = None
        if self._path.is_dir():
            wrong = "is a folder"
        elif not self._path.parent.is_dir():
            wrong = "not a directory" if self._path.parent.exists() else "no such file or directory"
        elif not self._is_plain():
            wrong = None if os.access(self._path, os.W_OK) else "permission denied"
        elif not os.access(self._path.parent, os.W_OK):
            wrong = "its folder cannot be written to"
        elif self._path.exists() and not os.access(self._path, os.W_OK):
            wrong = "permission denied"
        if wrong:
            raise UsageError(f"--output {self._given}: {wrong}")

    def _is_plain(self) -> bool:
        return not self._path.exists() or self._path.is_file()

    def _open(self) -> BinaryIO:
        if not self._is_plain():
            return self._path.open("wb")
        return self.path().open("xb")

    def _sweep(self) -> None:
        """Remove what a run that was killed has left beside the file."""
        for left in self._path.parent.glob(f".{_literal(self._path.name)}.*.part"):
            number = left.name.split(".")[-2]
            with contextlib.suppress(OSError):
                if number.isdigit() and not _runs(int(number)) and time.time() - left.stat().st_mtime > 60:
                    left.unlink()


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[WholeFile]:
    """A file that is in its place, whole, at the end of the block; where the block fails, what was there before stays.

    Raises UsageError where no file can be made there.
    """
    output = WholeFile(path)
    try:
        yield output
        output.finish()
    except BaseException:  # an interrupt too
        output.drop()
        raise


def _literal(name: str) -> str:
    return "".join(f"[{mark}]" if mark in "*?[" else mark for mark in name)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
