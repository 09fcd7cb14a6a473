"""How far a run has come, on stderr: articles, megabytes a second, errors, time left."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..batch.ledger import Entry
    from ..batch.work import Result
    from ..readers.inputs import Inputs

Advance = Callable[["Result | Entry"], None]


@contextlib.contextmanager
def progress(inputs: Inputs, paths: Sequence[str], *, shown: bool) -> Iterator[Advance]:
    """A function to be called with each article that is done, or with each part that was done before. `shown`: whether nothing is in its way."""
    if not shown or sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from ..readers.inputs import measure

    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), TextColumn("{task.fields[left]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None, left="")
        pace = _Pace(inputs, measure(paths))

        def advance(done: Result | Entry) -> None:
            pace.add(done)
            bar.update(task, **pace.shown())

        yield advance


class _Pace:
    """Bytes of articles done against those that the inputs will make, as far as that can be told."""

    def __init__(self, inputs: Inputs, total: int | None) -> None:
        self._inputs, self._total = inputs, total
        self._start = time.monotonic()
        self._articles = self._errors = self._bytes = self._before = 0

    def add(self, done: Result | Entry) -> None:
        from ..batch.ledger import Entry

        if isinstance(done, Entry):
            self._articles += done.articles
            self._errors += len(done.errors)
            self._before = self._inputs.meter.cut - self._bytes
        else:
            self._articles += 1
            self._errors += done.error is not None
            self._bytes += done.size

    def shown(self) -> dict[str, Any]:
        seconds = max(time.monotonic() - self._start, 0.001)
        words = f"{self._articles:,} articles, {self._bytes / seconds / 1e6:.2f} MB/s"
        if self._errors:
            words += f", {self._errors:,} errors"
        meter = self._inputs.meter
        if not self._total or not meter.read or not self._bytes:
            return {"description": words}
        expected = max(meter.cut / meter.read * self._total, self._bytes + self._before)
        left = (expected - self._before - self._bytes) / self._bytes * seconds
        minutes, rest = divmod(int(left), 60)
        return {
            "description": words, "total": expected, "completed": self._before + self._bytes,
            "left": f"{minutes // 60}:{minutes % 60:02}:{rest:02} left",
        }  # fmt: skip
