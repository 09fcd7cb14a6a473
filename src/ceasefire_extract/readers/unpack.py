"""What is packed: `.gz`, `.zst` and `.zip` of any input, told by their first bytes."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from ..errors import InputError
from ..extras import needed

HEAD = 8192  # bytes that an input is told by
SUFFIXES = (".gz", ".zst", ".zip")
_DEEPEST = 3  # a .gz in a .zip in a .zip; what is packed deeper was packed to do harm


def unpacked(stream: BinaryIO, name: str, depth: int = 0) -> Iterator[tuple[str, io.BufferedReader]]:
    """What a stream holds, as (name within it, stream): itself where it is not packed, each member of a `.zip`.

    A name is "" but for members. Raises InputError for what is packed and broken; what breaks later raises OSError, EOFError or
    zlib.error while it is read.
    """
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(Any, stream), HEAD)
    head = buffered.peek(4)[:4]
    if not head.startswith((b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PK\x03\x04")):
        yield "", buffered
        return
    if depth == _DEEPEST:
        raise InputError("is packed too many times over")
    if head.startswith(b"PK"):
        yield from _members(buffered, depth)
        return
    with _expanding(buffered, head) as inner:
        yield from unpacked(inner, name, depth + 1)


def inner_name(name: str) -> str:
    """A name without the suffixes of packing: "news.jsonl.gz" is "news.jsonl"."""
    while name.lower().endswith(SUFFIXES):
        name = name.rsplit(".", 1)[0]
    return name


def _expanding(stream: io.BufferedReader, head: bytes) -> io.BufferedReader:
    if head.startswith(b"\x1f\x8b"):
        return io.BufferedReader(gzip.GzipFile(fileobj=stream, mode="rb"), HEAD)
    zstandard = needed("zstandard", "zst", "Zstandard files")
    try:
        size = zstandard.frame_content_size(stream.peek(64)[:64])  # -1: not known
    except zstandard.ZstdError:
        size = -1
    reader = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(stream, read_across_frames=True)
    return io.BufferedReader(_Zstandard(reader, zstandard.ZstdError, size), HEAD)


class _Zstandard(io.RawIOBase):
    """Zstandard's reader, whose errors are told as those of files are, and which sees that a file of known `size` was cut off."""

    def __init__(self, reader: Any, error: type[Exception], size: int) -> None:
        self._reader, self._error, self._missing = reader, error, size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            read = int(self._reader.readinto(buffer))
        except self._error as error:
            raise EOFError(str(error)) from None
        self._missing -= read
        if not read and self._missing > 0:
            raise EOFError("compressed file ended before its end")
        return read


def _members(stream: io.BufferedReader, depth: int) -> Iterator[tuple[str, io.BufferedReader]]:
    with seekable(stream) as whole:
        try:
            archive = zipfile.ZipFile(whole)
        except zipfile.BadZipFile:
            raise InputError("is a broken zip file") from None
        for member in archive.infolist():
            if member.is_dir() or member.filename.startswith("__MACOSX/"):
                continue
            if member.flag_bits & 1:
                raise InputError(f"{member.filename} in it is encrypted")
            try:
                with archive.open(member) as opened:
                    for name, inner in unpacked(cast(BinaryIO, opened), member.filename, depth + 1):
                        yield name or member.filename, inner
            except (zipfile.BadZipFile, NotImplementedError) as error:
                raise InputError(f"{member.filename} in it is broken: {str(error).lower()}") from None


def seekable(stream: BinaryIO) -> BinaryIO:
    """The stream itself where one can move about in it, else a copy of it in a file without a name."""
    import shutil
    import tempfile

    if stream.seekable() and not isinstance(getattr(stream, "raw", None), gzip.GzipFile):
        return stream
    copy = tempfile.TemporaryFile()  # noqa: SIM115
    shutil.copyfileobj(stream, copy)
    copy.seek(0)
    return cast(BinaryIO, copy)


BROKEN = (EOFError, zlib.error, zipfile.BadZipFile)
