"""Arithmetic on stretches of the calendar: days, weeks, months, quarters, halves, seasons, years, decades, centuries.

A TIMEX3 DATE value names a period ("2025-W06", "2025-Q1", "199"); `bounds` gives its first and last day, the `..._of` functions
the value of the period that a day is in. Weeks are ISO 8601 weeks. Seasons are the northern, meteorological ones, and a winter has the
year in which it begins (December 2024 to February 2025 is 2024-WI).
"""

from __future__ import annotations

import datetime as dt
import re

DAY = dt.timedelta(days=1)
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?:-(?P<rest>WE|[1-7]))?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?$"
)


def day(date: dt.date) -> str:
    return date.isoformat()


def week(date: dt.date) -> str:
    year, number, _ = date.isocalendar()
    return f"{year:04}-W{number:02}"


def month(date: dt.date) -> str:
    return f"{date.year:04}-{date.month:02}"


def quarter(date: dt.date) -> str:
    return f"{date.year:04}-Q{(date.month + 2) // 3}"


def half(date: dt.date) -> str:
    return f"{date.year:04}-H{1 if date.month < 7 else 2}"


def season(date: dt.date) -> str:
    name = ("WI", "SP", "SU", "FA")[date.month % 12 // 3]
    return f"{date.year - (name == 'WI' and date.month < 3):04}-{name}"


def year(date: dt.date) -> str:
    return f"{date.year:04}"


def decade(date: dt.date) -> str:
    return f"{date.year // 10:03}"


def century(date: dt.date) -> str:
    return f"{date.year // 100:02}"


def millennium(date: dt.date) -> str:
    return f"{date.year // 1000}"


def weekend(date: dt.date) -> str:
    return week(date) + "-WE"


PERIOD_OF = {
    "D": day, "W": week, "WE": weekend, "M": month, "Q": quarter, "H": half, "S": season,
    "Y": year, "DE": decade, "CE": century, "ML": millennium,
}  # fmt: skip


def shifted(date: dt.date, steps: int, unit: str) -> dt.date | None:
    """The day `steps` units on (back where negative); the month's last day where the day does not exist. None outside the calendar."""
    try:
        if unit in ("D", "W", "WE"):
            return date + dt.timedelta(days=steps * (1 if unit == "D" else 7))
        months = steps * {"M": 1, "Q": 3, "S": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}[unit]
        index = date.year * 12 + date.month - 1 + months
        return with_day(index // 12, index % 12 + 1, date.day)
    except (ValueError, OverflowError):
        return None


def with_day(year: int, month: int, day: int) -> dt.date:
    """That day, or the last of the month where it is shorter."""
    for number in range(day, 27, -1):
        try:
            return dt.date(year, month, number)
        except ValueError:
            continue
    return dt.date(year, month, min(day, 28))


def valid(year: int, month: int, day: int) -> dt.date | None:
    """That day, or None where there is none such (31 April)."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def step(date: dt.date, steps: int, unit: str) -> str | None:
    """The value of the period of `unit` that lies `steps` periods from the one that `date` is in."""
    if unit in ("M", "Q", "S", "H", "Y", "DE", "CE", "ML"):
        date = date.replace(day=1)
    moved = shifted(date, steps, unit)
    return PERIOD_OF[unit](moved) if moved else None


def bounds(value: str) -> tuple[dt.date, dt.date] | None:
    """First and last day of a DATE value, or of the day of a TIME value; None where the value leaves something open (X)."""
    value = value.split("T")[0]
    if re.fullmatch(r"\d{1,3}", value):
        span = 10 ** (4 - len(value))
        first = int(value) * span
        return _days(max(first, 1), 1, first + span - 1, 12)
    match = _VALUE.match(value)
    if match is None:
        return None
    number = int(match["year"])
    if number == 0:
        return None
    if match["week"]:
        try:
            monday = dt.date.fromisocalendar(number, int(match["week"]), 1)
            if match["rest"] is None:
                return monday, monday + 6 * DAY
            if match["rest"] == "WE":
                return monday + 5 * DAY, monday + 6 * DAY
            date = monday + (int(match["rest"]) - 1) * DAY
        except (ValueError, OverflowError):
            return None
        return date, date
    if match["quarter"]:
        last = 3 * int(match["quarter"])
        return _days(number, last - 2, number, last)
    if match["half"]:
        last = 6 * int(match["half"])
        return _days(number, last - 5, number, last)
    if match["season"]:
        first = SEASON_STARTS[match["season"]]
        return _days(number, first, number, first + 2) if first < 12 else _days(number, 12, number + 1, 2)
    if match["month"] is None:
        return _days(number, 1, number, 12)
    if match["day"] is None:
        return _days(number, int(match["month"]), number, int(match["month"]))
    found = valid(number, int(match["month"]), int(match["day"]))
    return (found, found) if found else None


def _days(year: int, month: int, last_year: int, last_month: int) -> tuple[dt.date, dt.date] | None:
    try:
        return dt.date(year, month, 1), with_day(last_year, last_month, 31)
    except ValueError:
        return None


def unit_of(value: str) -> str | None:
    """How long a DATE value's period is: D, W, WE, M, Q, H, S, Y, DE, CE or ML."""
    value = value.split("T")[0]
    if value.isdecimal():
        return {1: "ML", 2: "CE", 3: "DE", 4: "Y"}.get(len(value))
    if "W" in value[4:]:
        if value.endswith("-WE"):
            return "WE"
        if value[-2:] in ("WI",):
            return "S"
        return "W" if len(value) == 8 else "D"
    tail = value[5:]
    if tail[:1] in ("Q", "H"):
        return tail[0]
    if tail in SEASON_STARTS:
        return "S"
    return "M" if len(value) == 7 else "D" if len(value) == 10 else None
