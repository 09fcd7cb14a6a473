"""Makers of times of day, alone or on a day found before."""

from __future__ import annotations

import re

from . import periods
from .amounts import whole
from .captures import Captures, Made
from .reading import Reading

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)(?::\d\d)?([ap]m)?$")


def clock(c: Captures) -> Made:
    """hour ("04:00", "8", "8am", "noon"), ampm: a time of day. half: "half past five"; minutes, side: "a quarter to six"."""
    time = clock_of(c)
    if time is None:
        return []
    return c.made(Reading(type="TIME", clock=time, steps=0, unit="D", base="clock", mod=c.value("mod", "DURATION_MOD")))


def clock_range(c: Captures) -> Made:
    """first, hour, ampm: "from 9 to 11 a.m.", "1400-1600 GMT": two times; the first is in the half of the day in which it comes before the second."""
    last = clock_of(c)
    numbers = _hours_of(c, "first")
    if last is None or numbers is None:
        return []
    hour, minute = numbers
    named = c.value("ampm", "AMPM") or c.text("hour")[-2:] in ("am", "pm")
    if not named and not (_is_24_hours(c.text("first")) and _is_24_hours(c.text("hour"))):
        return []  # "9 to 11 hours": so long
    if named:
        if not 1 <= hour <= 12:
            return []
        end = int(last[:2]) * 60 + int(last[3:])
        hour = max((h for h in (hour % 12, hour % 12 + 12) if h * 60 + minute < end), default=hour % 12)
    if hour > 24 or minute > 59:
        return []
    times = (f"{hour:02}:{minute:02}", c.extent_of("first")), (last, (c.extent_of("hour")[0], c.extent[1]))
    return [
        (begin, end, Reading(type="TIME", clock=time, steps=0, unit="D", base="clock")) for time, (begin, end) in times
    ]


def _is_24_hours(text: str) -> bool:
    return re.fullmatch(r"\d{4}|\d\d[:.]\d\d", text) is not None


def _hours_of(c: Captures, name: str) -> tuple[int, int] | None:
    """The hour and minute that a capture says, without its half of the day."""
    text = c.text(name)
    match = _CLOCK.match(text) or re.fullmatch(r"(\d\d?)(\d\d)", text)
    if match:
        return int(match[1]), int(match[2])
    number = c.number(name) or c.numbers.read(c.words(name))
    return (int(number), 0) if number else None


def range_on_day(c: Captures) -> Made:
    """first, hour, core: two hours found before, on one day: "from 9 to 11 a.m. on Monday"."""
    core, first, hour = c.reading("core"), c.reading("first"), c.reading("hour")
    if core is None or first is None or hour is None or core.value is not None or core.clock or not core.is_day:
        return []
    day, begin, end = c.extent_of("core"), c.extent_of("first"), c.extent_of("hour")
    extents = ((day[0], begin[1]), end) if day < begin else (begin, (end[0], day[1]))
    return [
        (*extent, core.with_(type="TIME", clock=one.clock, part=None))
        for extent, one in zip(extents, (first, hour), strict=True)
    ]


def on_day(c: Captures) -> Made:
    """hour, core: an hour found before ("04:00") or a plain one ("noon"), on a day found before."""
    core, hour = c.reading("core"), c.reading("hour")
    time = hour.clock if hour else clock_of(c)
    if core is None or time is None or core.value is not None or core.clock or not core.is_day:
        return []
    part = core.part or c.value("part", "DAY_PART")
    if part in ("AF", "EV", "NI") and 4 <= int(time[:2] if time[:2].isdecimal() else 0) < 12:
        time = f"{int(time[:2]) + 12}{time[2:]}"  # "half past five on Friday afternoon"
    return c.made(core.with_(type="TIME", clock=time, part=None))


def iso_time(c: Captures) -> Made:
    """A day and hour in ISO form, "2025-06-30T18:00Z"."""
    match = _ISO.match(c.source)
    if match is None:
        return []
    year, month, day, hour, minute = map(int, match.groups())
    if not 1000 <= year <= 2199 or periods.valid(year, month, day) is None or hour > 24 or minute > 59:
        return []
    return c.made(Reading(type="TIME", year=year, month=month, day=day, clock=f"{hour:02}:{minute:02}"))


def part_of(c: Captures) -> Made:
    """core, part: "Tuesday night", "the morning of 4 March"."""
    core, part = c.reading("core"), c.value("part", "DAY_PART")
    if core is None or core.type not in ("DATE", "TIME") or core.value is not None or core.clock or core.part:
        return []
    if not core.is_day:
        return []
    return c.made(core.with_(type="TIME", part=part, mod=core.mod or c.value("mod", "DATE_MOD")))


def clock_of(c: Captures) -> str | None:
    text = c.text("hour")
    named = c.value("hour", "NAMED_HOUR")
    if named is not None:
        return str(named)
    half = c.value("ampm", "AMPM")
    match = _CLOCK.match(text)
    if match:
        hour, minute, half = int(match[1]), match[2], (match[3] and match[3][0]) or half
    elif text.endswith(("am", "pm")) and whole(text[:-2]) is not None:
        hour, minute, half = int(text[:-2]), "", text[-2]
    elif "zone_hours" in c and len(text) != 4:
        return None
    elif re.fullmatch(r"\d{3,4}", text):
        hour, minute = int(text[:-2]), text[-2:]
    elif whole(text) is not None:
        hour, minute = int(text), ""
    else:
        number = c.numbers.read(c.words("hour"))
        if number is None:
            return None
        hour, minute = int(number), "30" if "half" in c else ""
    if hour > 24 or int(minute or 0) > 59 or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if "minutes" in c:
        minutes = (
            15 if c.text("minutes").endswith("quarter") else c.number("minutes") or c.numbers.read(c.words("minutes"))
        )
        if not minutes or minutes > 59:
            return None
        before = c.text("side") == "to"
        hour, minute = (hour - before) % 24, f"{int(60 - minutes if before else minutes):02}"
    return f"{hour:02}:{int(minute or 0):02}"
