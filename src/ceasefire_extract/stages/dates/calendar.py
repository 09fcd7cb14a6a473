"""Makers of dates that name a place on the calendar.

The captures that a maker knows are named in its docstring; `date`, where a rule captures it, is the extent.
"""

from __future__ import annotations

import re

from . import periods
from .captures import Captures, Made
from .rare import read_rare
from .reading import Reading


def calendar(c: Captures) -> Made:
    """year, month, day, weekday, quarter, half, season, decade, century, week, part: a place on the calendar, as far as stated.
    `rel`: last, this, next."""
    reading = Reading(
        year=c.year(),
        month=c.value("month", "MONTH"),
        day=c.number("day") if "day" in c else c.value("dayword", "DAY_ORDINAL"),
        weekday=c.value("weekday", "WEEKDAY", "WEEKDAY_SHORT"),
        quarter=c.value("quarter", "QUARTER_ORDINAL"),
        half=c.value("half", "HALF_ORDINAL"),
        season=c.value("season", "SEASON"),
        week=c.value("week", "WEEK_ORDINAL"),
        direction=c.value("rel", "REL_NOW"),
        mod=c.value("mod", "DATE_MOD"),
        part=c.value("part", "DAY_PART"),
        base=c.args.get("base", "published"),
    )
    if "then" in c:
        reading.base, reading.direction = "focus", c.value("then", "REL_THEN")
    if "ago" in c:
        reading.within = Reading(steps=-1, unit="Y")
    reading.compares = "ago" in c or reading.base == "quarter"
    if reading.part:
        reading.type = "TIME"
    if "weekend" in c:
        reading.unit = "WE"
    if reading.day is not None and not 1 <= reading.day <= 31:
        return []
    if reading.month and reading.day and periods.valid(reading.year or 2024, reading.month, reading.day) is None:
        return []
    return c.made(reading)


def year_of_era(c: Captures) -> Made:
    """number, month, season: "431 BC", "AD 410", "the spring of 404 BC". `era`: BC or none."""
    era = c.args.get("era", "")
    number = c.number("number")
    if not number or number >= 2200:
        return []
    month, season = c.value("month", "MONTH"), c.value("season", "SEASON")
    return c.made(Reading(value=f"{era}{number:04}" + (f"-{month:02}" if month else f"-{season}" if season else "")))


def named_day(c: Captures) -> Made:
    """name: "Christmas Day", a day of a month or the fourth Thursday of one; `rel`: last, this, next; year."""
    month, *rest = c.value("name", "NAMED_DAY", "FEAST")
    year, direction = c.year(), c.value("rel", "REL_NOW")
    if len(rest) == 1:
        return c.made(Reading(year=year, month=month, day=rest[0], direction=direction))
    weekday, nth = rest
    return c.made(Reading(weekday=weekday, week=nth, within=Reading(year=year, month=month, direction=direction)))


def numeric(c: Captures) -> Made:
    """a, b, c: the three numbers of a date in digits; one `whole` token "04.03.2025". Read only where the order is certain, as
    with dots, or the day and month are left open (2025-XX-XX)."""
    parts = [c.text(name) for name in "abc"] if "a" in c else re.split(r"[./-]", c.text("whole"))
    if len(parts) != 3 or not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return []
    if len(parts[0]) == 4:
        year, month, day = (int(part) for part in parts)
    elif len(parts[2]) == 4 and max(len(parts[0]), len(parts[1])) < 3:
        first, second, year = (int(part) for part in parts)
        orders = {(m, d) for d, m in ((first, second), (second, first)) if periods.valid(year, m, d)}
        if not orders:
            return []
        if len(orders) > 1 and "." in c.text("whole"):
            orders = {(second, first)}  # "04.05.2003": where dots are written, the day goes first
        if len(orders) > 1:
            return c.made(Reading(value=f"{year}-XX-XX"))
        month, day = orders.pop()
    else:
        return []
    if not 1000 <= year <= 2199 or periods.valid(year, month, day) is None:
        return []
    return c.made(Reading(year=year, month=month, day=day))


def nine_eleven(c: Captures) -> Made:
    """a, b: "9/11"."""
    return c.made(Reading(year=2001, month=9, day=11)) if (c.text("a"), c.text("b")) == ("9", "11") else []


def days_of_month(c: Captures) -> Made:
    """first, second, month, year: "8 and 21 July", "September 20 to 26" are two days of one month. The month stands with one of them."""
    month, year = c.value("month", "MONTH"), c.year()
    out: Made = []
    for name in ("first", "second"):
        day = c.number(name)
        if day is None:
            continue
        if periods.valid(year or 2024, month, day) is None:
            return []
        span = c.extent_of(name)
        if ((name == "first") == bool(c.args.get("month_first")) and out == []) or (
            not c.args.get("month_first") and name == "second"
        ):
            ends = [c.extent_of(other) for other in ("month", "year") if other in c]
            if c.args.get("month_first"):
                ends = [c.extent_of("month")]
            span = (min(span[0], *(end[0] for end in ends)), max(span[1], *(end[1] for end in ends)))
        out.append((*span, Reading(year=year, month=month, day=day)))
    return out


def months_of_year(c: Captures) -> Made:
    """first, month, year: "June and July 2024" are two months of one year."""
    first, month, year = c.value("first", "MONTH"), c.value("month", "MONTH"), c.year()
    assert year is not None
    begin = c.extent_of("month")[0]
    return [
        (*c.extent_of("first"), Reading(year=year - (first > month), month=first)),
        (begin, c.extent_of("year")[1], Reading(year=year, month=month)),
    ]


def years(c: Captures) -> Made:
    """first, second: "2014-15", "1990 and 1995" are two years."""
    first, second = c.year("first"), c.number("second")
    if first is None or second is None:
        return []
    if second < 100:
        second += first // 100 * 100
    if not first < second:
        return []
    return [(*c.extent_of("first"), Reading(year=first)), (*c.extent_of("second"), Reading(year=second))]


def decade(c: Captures) -> Made:
    """decade: "1990s", "90s", "nineties"."""
    word = c.text("decade")
    number = c.value("decade", "DECADE_WORD")
    if number is None:
        digits = word.rstrip("s")
        number = int(digits) if len(digits) == 4 else 1900 + int(digits) if int(digits) >= 20 else 2000 + int(digits)
    if not 1000 <= number < 2200:
        return []
    return c.made(Reading(value=f"{number // 10:03}", mod=c.value("mod", "DATE_MOD")))


def century(c: Captures) -> Made:
    """number, unit, mod: "20th century" is 19. `era`: BC or none."""
    number = c.number("number") or c.value("number", "ORDINAL_WORD")
    if number is None or not 1 <= number <= 22:
        return []
    digits = 1 if c.text("unit") == "millennium" else 2
    return c.made(Reading(value=f"{c.args.get('era', '')}{number - 1:0{digits}}", mod=c.value("mod", "DATE_MOD")))


def rare(c: Captures) -> Made:
    """A full date in a rare form, for dateparser to read."""
    text = c.source
    if not re.search(r"[A-Za-z]", text) or not re.fullmatch(
        r"\d{1,4}\W?[A-Za-z]{3,9}\.?\W?\W?\d{2,4}|[A-Za-z]{3,9}\W\d{1,2}\W\d{2,4}", text
    ):
        return []
    day = read_rare(text, c.published)
    return c.made(Reading(year=day.year, month=day.month, day=day.day)) if day else []
