"""TIMEX3 values of readings: with the year known, with it open (X), and of what is known in part."""

from __future__ import annotations

import datetime as dt

from . import periods
from .reading import Reading

UNKNOWN = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "H": "XXXX-HX", "S": "XXXX-XX",
    "Y": "XXXX", "DE": "XXX", "CE": "XX", "ML": "X",
}  # fmt: skip


def written(reading: Reading, year: int) -> str | None:
    """The value of a place on the calendar in a year that is known; None where there is no such day."""
    if reading.month and reading.day and periods.valid(year, reading.month, reading.day) is None:
        return None
    return _placed(reading, f"{year:04}") or f"{year:04}"


def open_year(reading: Reading) -> str:
    """The value where the year is not known."""
    if reading.weekday and not reading.month:
        return f"XXXX-WXX-{reading.weekday}"
    return _placed(reading, "XXXX") or ("XXXX-WXX-WE" if reading.unit == "WE" else "XXXX")


def _placed(reading: Reading, year: str) -> str | None:
    """A place in a year that is written as given; None where the reading names the year alone."""
    if reading.month:
        return f"{year}-{reading.month:02}" + (f"-{reading.day:02}" if reading.day else "")
    if reading.quarter:
        return f"{year}-Q{reading.quarter}"
    if reading.half:
        return f"{year}-H{reading.half}"
    return f"{year}-{reading.season}" if reading.season else None


def nth_weekday(first: dt.date, last: dt.date, weekday: int, number: int) -> str | None:
    """The value of the first (1), second or last (-1) such weekday of a stretch; None where it has none."""
    if number > 0:
        date = first + ((weekday - first.isoweekday()) % 7 + 7 * (number - 1)) * periods.DAY
    else:
        date = last - ((last.isoweekday() - weekday) % 7) * periods.DAY
    return periods.day(date) if first <= date <= last else None


def directed(candidates: list[tuple[str, tuple[dt.date, dt.date]]], base: dt.date, direction: int) -> str | None:
    """ "last April", "next spring", "this September". In May, "last April" is that of the year before: the other one is last month."""
    if direction < 0:
        before = [
            value
            for value, (_, last) in candidates
            if last < (base.replace(day=1) - periods.DAY if len(value) == 7 else base)
        ]
        return before[-1] if before else None
    if direction > 0:
        after = [value for value, (first, _) in candidates if first > base]
        return after[0] if after else None
    same = [value for value, (first, last) in candidates if first.year == base.year or first <= base <= last]
    holding = [value for value, (first, last) in candidates if first <= base <= last]
    return (holding or same or [candidates[-1][0]])[0]


def within(value: str, unit: str) -> str:
    """What is known of a shorter period in a month or year: some day of "1957-01" is "1957-01-XX", some week of it "1957-WXX"."""
    if unit in ("W", "WE"):
        return value[:4] + UNKNOWN[unit][4:]
    return value + UNKNOWN[unit][len(value) :]
