"""`extract PATHS --out FOLDER`: a batch into a folder, which a later run takes up."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from . import complain
from .messages import Messages
from .progress import progress

if TYPE_CHECKING:
    from ..batch.ledger import Entry
    from ..batch.results import Done
    from ..batch.run import Map
    from ..batch.work import Settings
    from ..readers.inputs import Inputs


def into_folder(
    inputs: Inputs, paths: Sequence[str], settings: Settings, out: str, map: Map, messages: Messages, **how: bool
) -> None:
    """Do all that is to be done, and say in a line what that was. `how` is for Results: retry_failed, force, fail_fast."""
    from ..batch.results import Results
    from ..batch.storage import storage_of
    from ..batch.work import Result

    results = Results(storage_of(out), settings, **how)
    start = time.monotonic()
    with progress(inputs, paths, shown=True) as advance:

        def told(done: Result | Entry) -> None:
            advance(done)
            if isinstance(done, Result):
                messages.result(done)

        try:
            done = results.run(inputs.pieces, map, told)
        except KeyboardInterrupt:
            if not messages.quiet:
                complain(f"interrupted: {results.done.parts} parts are done; run again to go on")
            raise
    messages.failed = done.errors
    messages.finish(inputs.skipped)
    if not messages.quiet:
        complain(_told(done, out, time.monotonic() - start))


def _told(done: Done, out: str, seconds: float) -> str:
    words = f"{out}: {done.articles:,} articles read in {seconds:.1f} s"
    if done.articles_before:
        words += f", {done.articles_before:,} done before"
    if done.errors:
        words += f"; {done.errors:,} failed, see errors.jsonl (--retry-failed tries them again)"
    if done.removed:
        words += f"; {done.removed} parts removed that the inputs no longer make"
    return words
