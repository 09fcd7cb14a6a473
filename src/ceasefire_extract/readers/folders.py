"""Walk a folder in the order of its files' paths, and tell what is left out and what cannot be entered."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import InputError
from . import is_input, suffix_of
from .jsonl import is_own_output
from .unpack import HEAD

_OUTPUTS = (".json", ".jsonl", ".ndjson", ".csv")


@dataclass(slots=True)
class Skipped:
    """What lay in a folder and was not read: files of other kinds by their suffix, and what this tool wrote itself."""

    kinds: Counter[str] = field(default_factory=Counter)
    outputs: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """A line for each sort of what was skipped."""
        if self.kinds:
            listed = ", ".join(f"{number} {kind}" for kind, number in sorted(self.kinds.items()))
            yield f"skipped {sum(self.kinds.values())} files of other kinds: {listed}"
        if self.outputs:
            more = f" and {len(self.outputs) - 1} more" if len(self.outputs) > 1 else ""
            yield f"skipped {self.outputs[0]}{more}: an earlier output of this tool"


def walk(folder: Path, skipped: Skipped, *, leave_out: Path | None = None) -> Iterator[Path | InputError]:
    """The files to read below `folder`, sorted by path; links are followed. Names that begin with a dot are left out.

    `leave_out`, a file or folder, is not looked at: the output's own.
    """
    yield from _walk(folder, skipped, _place_of(leave_out) if leave_out is not None else None, [])


def _walk(
    folder: Path, skipped: Skipped, left_out: tuple[int, int] | None, above: list[tuple[int, int]]
) -> Iterator[Path | InputError]:
    here = _place_of(folder)
    if here is not None:
        if here == left_out:
            return
        if here in above:
            yield InputError(f"{printable(folder)}: the link leads back to a folder that it lies in")
            return
        above = [*above, here]
    try:
        with os.scandir(folder) as entries:
            # A folder sorts as its files' paths do, with the stroke: "a.txt" before "a/b.txt".
            found = sorted((entry.name + "/" * entry.is_dir(), entry) for entry in entries if entry.name[0] != ".")
    except OSError as error:
        yield InputError(f"{printable(folder)}: {(error.strerror or str(error)).lower()}")
        return
    if any(name == "manifest.jsonl" and _is_ours(Path(entry.path)) for name, entry in found):
        skipped.outputs.append(printable(folder))
        return
    for name, entry in found:
        path = folder / entry.name
        if name.endswith("/"):
            yield from _walk(path, skipped, left_out, above)
        elif not is_input(entry.name):
            skipped.kinds[suffix_of(entry.name) or "without a suffix"] += 1
        elif entry.is_symlink() and not path.exists():
            yield InputError(f"{printable(path)}: the link leads nowhere")
        elif not entry.is_file():
            skipped.kinds["that are no files"] += 1
        elif left_out is not None and _place_of(path) == left_out:
            continue
        elif suffix_of(entry.name) in _OUTPUTS and _begins_as_output(path):
            skipped.outputs.append(printable(path))
        else:
            yield path


def _place_of(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _begins_as_output(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return is_own_output(file.read(HEAD))
    except OSError:
        return False  # reading it says what is wrong


def _is_ours(manifest: Path) -> bool:
    try:
        with manifest.open("rb") as file:
            return file.read(64).startswith(b'{"ceasefire_extract":')
    except OSError:
        return False


def printable(path: str | Path) -> str:
    """A path as text that has a UTF-8 form, whatever bytes the file system holds, on one line."""
    return " ".join(os.fsencode(path).decode("utf-8", "replace").splitlines())
