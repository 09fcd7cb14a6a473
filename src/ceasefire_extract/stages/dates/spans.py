"""Makers of durations, sets and references, and of dates so many units away.

The captures that a maker knows are named in its docstring; `date`, where a rule captures it, is the extent.
"""

from __future__ import annotations

from ...models import TimexMod
from .amounts import VAGUE, duration
from .captures import Captures, Made
from .reading import Reading


def relative(c: Captures) -> Made:
    """rel and unit: last week, next year, this quarter (from the publication date); `then` and unit: that month, the following day (from
    the date spoken of last). part: a part of that day."""
    unit = c.value("unit", "PERIOD") or c.args.get("unit")
    part = c.value("part", "DAY_PART") or c.args.get("part")
    if part:
        unit = "D"
    if "then" in c:
        steps, base = c.value("then", "REL_THEN"), "focus"
    else:
        # "this coming week" is the next one
        steps = min(c.value("rel", "REL_NOW"), 1) if "rel" in c else c.args.get("steps", 0)
        base = c.args.get("base", "published")
    if base == "quarter" and steps < 0 and "period" in c.source.lower():
        # "the same period last year": of the quarter where one is spoken of, else of the year
        return c.made(Reading(steps=-1, unit="Y", compares=True))
    return c.made(
        Reading(
            type="TIME" if part else "DATE",
            steps=steps,
            unit=unit,
            base=base,
            part=part,
            mod=c.value("mod", "DATE_MOD") or c.args.get("mod"),
            compares=base == "quarter" and steps < 0,
        )
    )


def deictic(c: Captures) -> Made:
    """day: today, yesterday, tomorrow and their parts (tonight, last night)."""
    steps, _, part = str(c.value("day", "DEICTIC")).partition("T")
    if "part" in c:
        part = c.value("part", "DAY_PART")
    return c.made(
        Reading(
            type="TIME" if part else "DATE",
            steps=int(steps),
            unit="D",
            part=part or None,
            mod=c.value("mod", "DATE_MOD"),
        )
    )


def amount_of(c: Captures, name: str = "n") -> float | str | None:
    """The number of units: a float, or VAGUE ("several"); None where the words are no number."""
    if name not in c:
        return VAGUE if c.text("unit").endswith("s") else 1.0  # "decades-long", "year-long"
    text = c.text(name)
    if c.value(name, "VAGUE_AMOUNT") is not None:
        return VAGUE
    extra = 0.5 if "half" in c else 0.0
    if text in ("a couple of", "couple of", "a couple", "other"):
        return 2.0  # "every other week"
    number = c.numbers.read(c.words(name))
    return None if number is None else number + extra


def _in_weeks(amount: float | str | None, unit: str) -> tuple[float | str | None, str]:
    """A fortnight is two weeks."""
    if unit != "FN":
        return amount, unit
    return (amount * 2 if isinstance(amount, float | int) else amount), "W"


def offset(c: Captures) -> Made:
    """n, unit, side: "two weeks ago" (side -1), "three days later" (from the date spoken of last); mod: nearly, about, more than."""
    amount, unit = _in_weeks(amount_of(c), c.value("unit", "TIME_UNIT"))
    base = c.args.get("base", "published")
    side = c.args.get("side", -1)
    mod: TimexMod | None = c.value("mod", "DURATION_MOD") or (c.args.get("mod") if "approx" not in c else "APPROX")
    if amount is None:
        return []
    if isinstance(amount, str):
        vague = "PAST_REF" if side < 0 else "FUTURE_REF"
        return c.made(Reading(value=vague))
    if unit in ("TH", "TM", "TS"):
        hours = amount / {"TH": 1, "TM": 60, "TS": 3600}[unit]
        if base == "focus" or hours % 24:
            return c.made(Reading(type="DURATION", value=duration(amount, unit), mod=mod))
        amount, unit = hours / 24, "D"
    if amount != int(amount):  # "a year and a half ago"
        smaller = {"Y": ("M", 12), "DE": ("Y", 10), "CE": ("Y", 100), "W": ("D", 7), "M": ("W", 4)}.get(unit)
        if smaller is None:
            return c.made(Reading(type="DURATION", value=duration(amount, unit), mod=mod))
        unit, amount = smaller[0], amount * smaller[1]
    if unit == "DE" and not c.args.get("keep"):
        unit, amount = "Y", amount * 10
    if unit == "CE":
        unit, amount = "Y", amount * 100
    if unit == "NI":
        return c.made(Reading(type="TIME", steps=side * int(amount), unit="D", base=base, part="NI", mod=mod))
    return c.made(
        Reading(steps=side * int(amount), unit=unit, base=base, mod=mod, compares=(amount, unit, side) == (1, "Y", -1))
    )


def span(c: Captures) -> Made:
    """n, unit, mod: a duration. `upto`: the larger end of a range, which makes the number vague."""
    unit = c.value("unit", "TIME_UNIT", "TIME_UNITS", "LONG_WORD", "PERIOD") or c.args.get("unit")
    amount = VAGUE if "upto" in c and c.text("upto") != c.text("n") else amount_of(c)
    if amount is None or unit is None or (c.text("n") in ("a", "an") and c.text("unit").endswith("s")):
        return []  # "a years-long war" is no year long
    amount, unit = _in_weeks(amount, unit)
    mod: TimexMod | None = c.value("mod", "DURATION_MOD")
    if c.text("mod") == "over":
        mod = "MORE_THAN"
    elif mod is None and ("approx" in c or c.text("n") in ("a couple of", "couple of")):
        mod = "APPROX"
    return c.made(Reading(type="DURATION", value=duration(amount, "D" if unit == "NI" else unit), mod=mod))


def repeated(c: Captures) -> Made:
    """n, unit, weekday, month, day, part: a SET ("every two weeks", "each Friday", "each 4 July")."""
    weekday = c.value("weekday", "WEEKDAY", "WEEKDAYS")
    part = c.value("part", "DAY_PART", "DAY_PARTS")
    month = c.value("month", "MONTH")
    if weekday:
        value = f"XXXX-WXX-{weekday}" + (f"T{part}" if part else "")
    elif month:
        day = c.number("day")
        value = f"XXXX-{month:02}" + (f"-{day:02}" if day else "")
    elif part:
        value = f"XXXX-XX-XXT{part}"
    elif "value" in c.args or "set" in c:
        value = str(c.args["value"] if "value" in c.args else c.value("set", "SET_WORD"))
    else:
        amount = amount_of(c) if "n" in c else 1.0
        unit = c.value("unit", "TIME_UNIT", "PERIOD")
        if amount is None or unit is None:
            return []
        amount, unit = _in_weeks(amount, unit)
        value = {"WE": "XXXX-WXX-WE", "Q": "P1Q"}.get(unit) or duration(amount, unit)
    return c.made(Reading(type="SET", value=value))


def fixed(c: Captures) -> Made:
    """A value that the rule states (now: PRESENT_REF)."""
    return c.made(Reading(type=c.args.get("type", "DATE"), value=str(c.args["value"])))


def trap(c: Captures) -> Made:
    """n: what dates nothing - it keeps other rules from its words, and is no mention. `only`: the numbers that n may be."""
    if "only" in c.args and amount_of(c) not in c.args["only"]:
        return []
    return c.made(Reading(trap=True))


def day_of_event(c: Captures) -> Made:
    """n, unit, anchor: "day 16 of the truce" is 16 days from its start."""
    number, unit = c.number("n"), c.value("unit", "TIME_UNIT")
    if number is None:
        return []
    return c.made(Reading(type="DURATION", value=duration(float(number), unit), anchor=c.extent_of("anchor")))
