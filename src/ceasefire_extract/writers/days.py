"""When a claim happens, as tables say it: the first and last day that it may have, and how precisely that is known."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ..models import Claim, DateMention

MONTH, YEAR = range(28, 32), (365, 366)


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `first` to `last`, both inclusive."""

    first: dt.date
    last: dt.date

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def precision(self) -> str:
        """day, days (two to six), week (seven), month (up to 31), year (up to 366), or years."""
        for name, most in (("day", 1), ("days", 6), ("week", 7), ("month", 31), ("year", 366)):
            if self.length <= most:
                return name
        return "years"


def days_of(claim: Claim) -> Days | None:
    """The days of the claim's first date whose bounds are known; None where it has none."""
    for date in claim.dates:
        days = bounds_of(date)
        if days is not None:
            return days
    return None


def bounds_of(date: DateMention) -> Days | None:
    """The days that a DATE or TIME covers; None for durations, sets and what is not resolved."""
    if date.type not in ("DATE", "TIME") or date.earliest is None or date.latest is None:
        return None
    try:
        first, last = dt.date.fromisoformat(date.earliest[:10]), dt.date.fromisoformat(date.latest[:10])
    except ValueError:
        return None
    return Days(first, last) if first <= last else None
