"""Where a command writes: standard output, or the file that `--output` names."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError

if TYPE_CHECKING:
    from ..writers.output import Output


def file_of(output: str | None, inputs: Sequence[str] = ()) -> Path | None:
    """The file that is asked for. Raises UsageError for an empty name, and for one of the inputs, which moving it into its place would take away."""
    if output is None:
        return None
    if output == "":
        raise UsageError("--output is empty; name a file")
    file = Path(output)
    if file.is_file() and any(Path(path).is_file() and file.samefile(path) for path in inputs):
        raise UsageError(f"--output {file} is one of the inputs; choose another file")
    return file


@contextlib.contextmanager
def opened(file: Path | None) -> Iterator[Output]:
    """The file, whole at the end of the block, or standard output. Raises UsageError where neither can be written."""
    from ..writers.output import Stream, whole_file

    if file is not None:
        with whole_file(file) as whole:
            yield whole
    elif sys.stdout is None:
        raise UsageError("standard output is closed; name a file with --output")
    else:
        yield Stream(sys.stdout.buffer)
