"""Files that fsspec reaches: "s3://bucket/news/", "gs://bucket/news/*.jsonl.gz", "memory://news"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO, cast

from ..errors import InputError, UsageError
from ..extras import needed
from . import is_input, suffix_of
from .folders import Skipped

_URL = re.compile(r"[a-z][a-z0-9+]*://", re.I)


def is_url(path: str) -> bool:
    return _URL.match(path) is not None


def filesystem_of(url: str) -> tuple[Any, str]:
    """The file system that a URL names, and the path in it. Raises MissingExtra; UsageError where the system's own package is missing."""
    fsspec = needed("fsspec", "cluster", "paths with ://")
    try:
        files, root = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise UsageError(f"{url}: {str(error).splitlines()[0]}") from None
    return files, root


def remote_files(
    url: str, skipped: Skipped, leave_out: str | None = None
) -> Iterator[tuple[str, str, Callable[[], BinaryIO]] | InputError]:
    """Each file to read at a URL, as (its URL, its path below the folder, how to open it), sorted by path.

    `leave_out` is the URL of the output's own folder.
    """
    files, root = filesystem_of(url)
    found = sorted(files.glob(root)) if any(mark in root for mark in "*?[") else [root]
    out = filesystem_of(leave_out)[1].rstrip("/") + "/" if leave_out else None
    for path in found:
        if not files.isdir(path):
            yield _url(files, path), path.rsplit("/", 1)[-1], partial(_open, files, path)
            continue
        inside = sorted(files.find(path))
        for file in inside:
            below = file[len(path.rstrip("/")) + 1 :]
            if out is not None and file.startswith(out):
                continue
            if is_input(below.rsplit("/", 1)[-1]):
                yield _url(files, file), below, partial(_open, files, file)
            else:
                skipped.kinds[suffix_of(below) or "without a suffix"] += 1
        if not inside:
            yield InputError(f"{url}: the folder holds nothing to read")


def _open(files: Any, path: str) -> BinaryIO:
    return cast(BinaryIO, files.open(path, "rb"))


def _url(files: Any, path: str) -> str:
    return str(files.unstrip_protocol(path))
