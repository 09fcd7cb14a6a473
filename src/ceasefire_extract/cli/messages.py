"""What is said on stderr of a run: a line for each article that failed, and one for each sort of what was doubtful or left out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from . import complain

if TYPE_CHECKING:
    from ..batch.work import Result
    from ..readers.folders import Skipped


class Messages:
    """`failed`: how many articles or inputs did."""

    def __init__(self, *, quiet: bool) -> None:
        self.quiet = quiet
        self.failed = 0
        self._notices: Counter[str] = Counter()
        self._first: dict[str, str] = {}
        self._missing: Counter[str] = Counter()

    def result(self, result: Result) -> None:
        """Say what failed at once; doubts are counted."""
        for code, message in result.notices:
            self._notices[code] += 1
            self._first.setdefault(code, f"{result.id}: {message}")
        if result.error is None:
            return
        self.failed += 1
        extra = result.message.partition(" need the extra ")[2]
        if extra:  # the same for every file of a format: the first says what to do
            self._missing[extra] += 1
            if self._missing[extra] > 1:
                return
        self._say(result.message)

    def finish(self, skipped: Skipped) -> None:
        for extra, number in self._missing.items():
            if number > 1:
                self._say(f"and {number - 1} more need the extra {extra}")
        for code, number in self._notices.items():
            more = f" (and {number - 1} more of {code})" if number > 1 else ""
            self._say(f"warning: {self._first[code]}{more}")
        for line in skipped.lines():
            self._say(line)

    def _say(self, message: str) -> None:
        if not self.quiet:
            complain(message)
