"""Makers that put dates together from dates found before: "the end of" + "next month", "Friday" + "of last week"."""

from __future__ import annotations

import re

from .calendar import calendar
from .captures import Captures, Made
from .reading import Reading


def modified(c: Captures) -> Made:
    """core, mod: a date found before with "early", "late", "the end of", "mid-", "pre-" before it."""
    core = c.reading("core")
    mod = c.value("mod", "DATE_MOD", "EDGE") or c.args.get("mod")
    if core is None or core.type not in ("DATE", "TIME") or (core.value or "").endswith("_REF") or core.clock:
        return []
    if mod in ("APPROX", "NONE"):
        return c.made(core.with_(mod=core.mod or (None if mod == "NONE" else mod)))
    if core.unit == "D" and core.part is None and mod in ("MID",):
        return []
    return c.made(core.with_(mod=mod))


def within(c: Captures) -> Made:
    """inner, core: "Friday of last week", "April of that year", "the third quarter of 1984": the inner date in the outer one."""
    outer = c.reading("core")
    inner = c.reading("inner")
    if outer is None or outer.type != "DATE" or (outer.value or "").endswith("_REF"):
        return []
    if inner is None:
        made = calendar(c)
        if not made:
            return []
        inner = made[0][2]
        inner.direction = None
        part_of_year = (outer.year is not None and not outer.month) or outer.unit == "Y"
        if inner.half and (
            outer.month or outer.value is not None or not part_of_year
        ):  # "the last half of the 1980s", of May
            if outer.mod is not None:
                return []
            return c.made(outer.with_(mod="START" if inner.half == 1 else "END"))
    nth = c.value("nth", "WEEK_ORDINAL") or (-1 if inner.weekday and c.words("inner")[:1] == ["last"] else None)
    if nth is not None:  # "the first Monday in August", "the last Friday of this month"
        if not (inner.weekday and _is_month(outer)) or inner.month:
            return []
        inner = inner.with_(week=nth, direction=None)
    if inner.day and not inner.month and not _is_month(outer):
        return []
    if not (
        inner.day
        or inner.month
        or inner.weekday
        or inner.quarter
        or inner.half
        or inner.season
        or inner.week
        or inner.unit == "WE"
    ):
        return []
    if inner.year is not None or inner.within is not None or not inner.is_calendar or inner.clock:
        return []
    if outer.month and not outer.day and inner.month:
        return []
    if inner.weekday and not inner.month and not inner.week and (outer.unit != "W" or outer.base == "within"):
        return []
    first, last = c.extent
    if "inner" in c and nth is None:
        spans = c.extent_of("inner"), c.extent_of("core")
        first, last = min(spans)[0], max(spans)[1]
    return [(first, last, inner.with_(within=outer))]


def edge_day(c: Captures) -> Made:
    """core, nth: "the last day of November", "the first day of next month": a day at an edge of a month or year found before."""
    core, nth = c.reading("core"), c.value("nth", "WEEK_ORDINAL")
    if core is None or core.type != "DATE" or core.is_day or nth not in (1, -1) or (core.value or "").endswith("_REF"):
        return []
    return c.made(Reading(unit="D", week=nth, within=core, mod=core.mod))


def _is_month(reading: Reading) -> bool:
    return bool(reading.month and not reading.day) or (reading.unit == "M" and reading.value is None)


def from_date(c: Captures) -> Made:
    """ago, core: "a week from Tuesday": so long, a duration found before, from a day found before."""
    core, ago = c.reading("core"), c.reading("ago")
    match = re.fullmatch(r"P(\d+)([DWMY])", ago.value or "") if ago else None
    if core is None or core.type != "DATE" or core.value is not None or match is None:
        return []
    amount, unit, side = int(match[1]), match[2], int(c.args["side"])
    if unit == "W" and core.is_day:
        unit, amount = "D", amount * 7
    return c.made(Reading(steps=side * amount, unit=unit, within=core, base="within"))


def before_date(c: Captures) -> Made:
    """ago, core: "ten years ago today", "a week ago Monday": so long before a day or week found before."""
    ago, core = c.reading("ago"), c.reading("core")
    if ago is None or core is None or not ago.steps or c.words("ago")[-1] != "ago" or core.type != "DATE":
        return []
    if core.value is not None or core.month or core.explicit:
        return []
    steps, unit = ago.steps, ago.unit
    if unit == "W" and core.is_day:
        unit, steps = "D", steps * 7
    elif unit == "Y" and core.unit == "W":
        unit, steps = "W", steps * 52
    if not core.is_day and core.unit != unit:
        return []
    return c.made(Reading(steps=steps, unit=unit, within=core, base="within", mod=ago.mod))


def next_to(c: Captures) -> Made:
    """core: "the day after Thursday": one day on or back from a day found before."""
    core = c.reading("core")
    if core is None or core.type != "DATE" or core.value is not None or not core.is_day:
        return []
    return c.made(Reading(steps=int(c.args["side"]), unit="D", within=core, base="within"))


def ended(c: Captures) -> Made:
    """core, period: "the year ended 31 March": the latest such day, for it is over. "The quarter ended 31 July" is the calendar quarter that
    lies for the most part in the three months before that day."""
    core, period = c.reading("core"), c.reading("period")
    if (
        core is None
        or core.type != "DATE"
        or not core.is_calendar
        or not core.month
        or core.direction is not None
        or core.within is not None
    ):
        return []
    end = core if core.year is not None else core.with_(direction=-1)
    out: Made = [(*c.extent_of("core"), end)]
    if period is not None and period.base == "quarter" and period.steps == 0 and period.unit == "Q":
        middle = Reading(steps=-45, unit="D", within=end, base="within")
        out.append((*c.extent_of("period"), Reading(steps=0, unit="Q", within=middle, base="within", mod=period.mod)))
    elif core.year is not None:
        return []
    return out


def same_week(c: Captures) -> Made:
    """core: "the week of 6 March": the week that the day is in."""
    core = c.reading("core")
    if core is None or core.value is not None or not core.day:
        return []
    return c.made(Reading(steps=0, unit="W", within=core, base="within"))


def anchored(c: Captures) -> Made:
    """length, anchor: "within [a week] of the signing", "a [42-day] truce": a duration found before, and the event it is counted from."""
    length = c.reading("length")
    if length is None or length.type != "DURATION" or length.anchor is not None:
        return []
    if c.args.get("hyphened") and "-" not in c.words("length"):
        return []
    return [(*c.extent_of("length"), length.with_(anchor=c.extent_of("anchor")))]
