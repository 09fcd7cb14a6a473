"""Publication dates as people have them: ISO 8601, RFC 822 (feeds), compact, written out, epoch seconds; what is ambiguous is refused.

The day is the one written, whatever the time zone; an epoch's is that of UTC.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from numbers import Real

_ISO = re.compile(
    r"(\d{4})([-/.]?)(\d\d?)\2(\d\d?)(?:[T ]\d\d(?::?\d\d){0,2}(?:[.,]\d+)?\s*(?:Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?",
    re.I,
)
_COMPACT = re.compile(r"\d{8}(?:\D|$)")
_TWO_ORDERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[T ,].*)?")
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{13}")
_ABSENT = frozenset(("", "nat", "nan", "none", "null", "n/a", "na", "<na>"))
_HOW = "write it as 2025-02-04"
_MILLISECONDS = 10**11  # an epoch from here on counts those: in seconds it would be past the year 5138


class DateError(ValueError):
    """A date that cannot be read; `str(error)` says why, and how to write it."""


def day_of(value: object) -> dt.date | None:
    """The day of a date, a datetime, a text or a number of seconds; None for what is absent (None, "", NaN, NaT). Raises DateError."""
    if absent(value):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, bool):
        raise DateError(f"{value} is not a date; {_HOW}")
    if isinstance(value, Real):
        return _of_number(float(value), repr(value))
    if type(value).__name__ == "datetime64":  # numpy's, which writes itself as ISO 8601
        value = str(value)
    if not isinstance(value, str):
        raise DateError(f"{_brief(value)} is not a date; {_HOW}")
    text = " ".join(value.split())
    return None if text.lower() in _ABSENT else _of_text(text)


def absent(value: object) -> bool:
    """Whether a value of a table stands for none: None, NaN, and pandas' NaT and NA (which are told by name, as pandas may be missing)."""
    return (
        value is None or type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, Real) and value != value)
    )


def _of_number(number: float, shown: str) -> dt.date:
    """20250204, or seconds or milliseconds since 1970."""
    whole = int(number) if number == number // 1 and abs(number) < 1e15 else 0
    if 10**7 <= whole < 10**8:
        return _of_text(str(whole))
    if not 10**8 <= abs(number) < 10**14:
        raise DateError(f"{shown} is not a date; {_HOW}")
    seconds = number / 1000 if abs(number) >= _MILLISECONDS else number
    try:
        return dt.datetime.fromtimestamp(seconds, dt.timezone.utc).date()
    except (OverflowError, ValueError, OSError):
        raise DateError(f"{shown} is not a date; {_HOW}") from None


@functools.lru_cache(maxsize=4096)
def _of_text(text: str) -> dt.date:
    iso = _ISO.fullmatch(text)
    if iso and (iso[2] or _COMPACT.match(text)):
        return _date(int(iso[1]), int(iso[3]), int(iso[4]), text)
    if _EPOCH.fullmatch(text):
        return _of_number(float(text), text)
    numeric = _TWO_ORDERS.fullmatch(text)
    if numeric:
        return _of_two_orders(int(numeric[1]), int(numeric[3]), int(numeric[4]), text)
    from email.utils import parsedate_tz  # not at every start

    parsed = parsedate_tz(text)  # RFC 822: "Tue, 04 Feb 2025 10:00:00 GMT"
    if parsed is not None and re.search(r"[A-Za-z]{3}.*\b\d{4}\b", text):
        return _date(*parsed[:3], text)
    found = _by_dateparser(text)
    if found is None:
        raise DateError(f"{_brief(text)} is not a date; {_HOW}")
    return found


def _of_two_orders(first: int, second: int, year: int, text: str) -> dt.date:
    """Day and month in the one order that is possible. Raises DateError, with both readings, where both are."""
    days = {_valid(year, month, day) for day, month in ((first, second), (second, first))} - {None}
    if len(days) == 1:
        (day,) = days
        assert day is not None
        return day
    if not days:
        raise DateError(f"{_brief(text)} is not a day of any month; {_HOW}")
    one, other = (
        f"{day.day} {day:%B} {day.year} ({day.isoformat()})" for day in sorted(filter(None, days), reverse=True)
    )
    raise DateError(f"{_brief(text)} may be {one} or {other}; write which")


def _by_dateparser(text: str) -> dt.date | None:
    """What has a form of its own: "4 Feb 2025", "February 4, 2025 at 9pm ET". Day, month and year must be stated, so no clock is asked."""
    if not re.search(r"\d{4}", text) or len(text) > 80:
        return None
    import dateparser  # half a second: for those alone

    found = dateparser.parse(
        text,
        languages=["en"],
        settings={
            "RELATIVE_BASE": dt.datetime(2000, 1, 1), "REQUIRE_PARTS": ["day", "month", "year"], "STRICT_PARSING": True,
            "PARSERS": ["absolute-time"], "DATE_ORDER": "DMY",
        },
    )  # fmt: skip
    return found.date() if found is not None else None


def _date(year: int, month: int, day: int, text: str) -> dt.date:
    found = _valid(year, month, day)
    if found is None:
        raise DateError(f"{_brief(text)} is not a day of the calendar; {_HOW}")
    return found


def _valid(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _brief(value: object) -> str:
    shown = repr(value)
    return (shown if len(shown) <= 40 else shown[:37] + "...").encode("ascii", "backslashreplace").decode("ascii")
