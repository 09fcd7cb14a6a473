"""Turn a rule's captures into readings: one function for each `make:` of the date rules.

A maker gets the captures of one match and returns readings with their extents (first and last token), or nothing where the words
turn out to be no date ("31 April"). The captures that a maker knows are named in its docstring; `date`, where a rule captures it, is the extent.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ...grammar import Match
from ...models import TimexMod
from ...packs import Packs
from ...rules import MentionRule
from ...tokens import Tokens
from . import periods
from .amounts import VAGUE, Numbers, duration
from .rare import read_rare
from .reading import Reading

Extent = tuple[int, int]
Made = list[tuple[int, int, Reading]]

_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)(?::\d\d)?([ap]m)?$")
_ORDINAL_END = re.compile(r"(st|nd|rd|th)$")


class Captures:
    """The captures of a match as words, numbers and lexicon values."""

    def __init__(
        self, match: Match[MentionRule], tokens: Tokens, packs: Packs, numbers: Numbers, inner: Sequence[Reading] = (),
        published: dt.date | None = None,
    ) -> None:
        self._match = match
        self._tokens = tokens
        self._packs = packs
        self.numbers = numbers
        self._inner = inner
        self.args = match.rule.args
        self.published = published

    def __contains__(self, name: str) -> bool:
        return self._match.tokens_of(name) is not None

    def words(self, name: str) -> list[str]:
        span = self._match.tokens_of(name)
        return self._tokens.lower[span[0] : span[1] + 1] if span else []

    def text(self, name: str) -> str:
        return " ".join(self.words(name))

    def value(self, name: str, *classes: str) -> Any:
        """What the first lexicon class that knows the words says of them; None where the capture took no part."""
        text = self.text(name)
        if not text:
            return None
        for cls in classes:
            found = self._packs.lexicon.get(cls, {}).get(text)
            if found is None and text.endswith("."):
                found = self._packs.lexicon.get(cls, {}).get(text[:-1])
            if found is not None:
                return found
        return None

    def number(self, name: str) -> int | None:
        """The whole number that digits or an ordinal say."""
        words = self.words(name)
        if not words:
            return None
        digits = _ORDINAL_END.sub("", words[0])
        return int(digits) if digits.isdecimal() else None

    def year(self, name: str = "year") -> int | None:
        """A year in four digits, or in words ("nineteen ninety-six", "two thousand and one")."""
        words = [word for word in self.words(name) if word not in ("'", "’", "-", "and")]
        if not words:
            return None
        if words[0].isdecimal():
            number = int(words[0])
            return number if number > 99 else number + (2000 if number < 50 else 1900)
        first = self.numbers.read(words[:1])
        rest = self.numbers.read(words[1:]) if len(words) > 1 else 0.0
        if first is None or rest is None:
            return None
        if words[1:2] == ["thousand"]:
            return int(self.numbers.read(words) or 0) or None
        return int(first * 100 + rest)

    def reading(self, name: str) -> Reading | None:
        """The reading of a date found before, which the capture is."""
        index = self._match.mention_of(name)
        return None if index is None else self._inner[index]

    @property
    def source(self) -> str:
        """The whole match as written."""
        return self._tokens.span_text(self._match.first, self._match.last)

    @property
    def extent(self) -> Extent:
        return self._match.tokens_of("date") or (self._match.first, self._match.last)

    def extent_of(self, name: str) -> Extent:
        span = self._match.tokens_of(name)
        assert span is not None
        return span

    def made(self, reading: Reading | None) -> Made:
        return [] if reading is None else [(*self.extent, reading)]


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


_SHORT_YEAR = re.compile(r"\d{2}(?:\d{2})?$")


def before_christ(c: Captures) -> Made:
    """number: "431 BC"."""
    number = c.number("number")
    return c.made(Reading(value=f"BC{number:04}")) if number else []


def numeric(c: Captures) -> Made:
    """a, b, c: the three numbers of a date in digits; one `whole` token "04.03.2025". Read only where the order is certain, or the day
    and month may be left open (2025-XX-XX)."""
    parts = [c.text(name) for name in "abc"] if "a" in c else re.split(r"[./-]", c.text("whole"))
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return []
    if len(parts[0]) == 4:
        year, month, day = (int(part) for part in parts)
    elif len(parts[2]) == 4 and max(len(parts[0]), len(parts[1])) < 3:
        first, second, year = (int(part) for part in parts)
        orders = {(m, d) for d, m in ((first, second), (second, first)) if periods.valid(year, m, d)}
        if not orders:
            return []
        if len(orders) > 1:
            return c.made(Reading(value=f"{year}-XX-XX"))
        month, day = orders.pop()
    else:
        return []
    if not 1000 <= year <= 2199 or periods.valid(year, month, day) is None:
        return []
    return c.made(Reading(year=year, month=month, day=day))


def days_of_month(c: Captures) -> Made:
    """first, second, month, year: "8 and 21 July", "September 20 to 26" are two days of one month. The month stands with one of them."""
    month, year = c.value("month", "MONTH"), c.year()
    out: Made = []
    for name in ("first", "second", "third"):
        day = c.number(name)
        if day is None:
            continue
        if periods.valid(year or 2024, month, day) is None:
            return []
        span = c.extent_of(name)
        if ((name == "first") == bool(c.args.get("month_first")) and out == []) or (not c.args.get("month_first") and name == c.args.get("last", "second")):
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
    """number: "20th century" is 19."""
    number = c.number("number") or c.value("number", "ORDINAL_WORD")
    if number is None or not 1 <= number <= 22:
        return []
    return c.made(Reading(value=f"{number - 1:02}", mod=c.value("mod", "DATE_MOD")))


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
        steps, base = c.value("rel", "REL_NOW") if "rel" in c else c.args.get("steps", 0), c.args.get("base", "published")
        steps = min(steps, 1)  # "this coming week" is the next one
    return c.made(
        Reading(type="TIME" if part else "DATE", steps=steps, unit=unit, base=base, part=part, mod=c.value("mod", "DATE_MOD") or c.args.get("mod"), compares=base == "quarter" and steps < 0)
    )


def deictic(c: Captures) -> Made:
    """day: today, yesterday, tomorrow and their parts (tonight, last night)."""
    steps, _, part = str(c.value("day", "DEICTIC")).partition("T")
    if "part" in c:
        part = c.value("part", "DAY_PART")
    return c.made(
        Reading(type="TIME" if part else "DATE", steps=int(steps), unit="D", part=part or None, mod=c.value("mod", "DATE_MOD"))
    )


def amount_of(c: Captures, name: str = "n") -> float | str | None:
    """The number of units: a float, or VAGUE ("several"); None where the words are no number."""
    if name not in c:
        return VAGUE if c.text("unit").endswith("s") else 1.0  # "decades-long", "year-long"
    text = c.text(name)
    if c.value(name, "VAGUE_AMOUNT") is not None:
        return VAGUE
    extra = 0.5 if "half" in c else 0.0
    if text in ("a couple of", "couple of", "a couple"):
        return 2.0
    number = c.numbers.read(c.words(name))
    return None if number is None else number + extra


def offset(c: Captures) -> Made:
    """n, unit, side: "two weeks ago" (side -1), "three days later" (from the date spoken of last); mod: nearly, about, more than."""
    amount, unit = amount_of(c), c.value("unit", "TIME_UNIT")
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
    return c.made(Reading(steps=side * int(amount), unit=unit, base=base, mod=mod, compares=(amount, unit, side) == (1, "Y", -1)))


def span(c: Captures) -> Made:
    """n, unit, mod: a duration. `upto`: the larger end of a range, which makes the number vague."""
    unit = c.value("unit", "TIME_UNIT", "TIME_UNITS", "LONG_WORD", "PERIOD") or c.args.get("unit")
    amount = VAGUE if "upto" in c and c.text("upto") != c.text("n") else amount_of(c)
    if amount is None or unit is None:
        return []
    mod: TimexMod | None = c.value("mod", "DURATION_MOD")
    if c.text("mod") == "over":
        mod = "MORE_THAN"
    elif mod is None and ("approx" in c or c.text("n") in ("a couple of", "couple of")):
        mod = "APPROX"
    return c.made(Reading(type="DURATION", value=duration(amount, "D" if unit == "NI" else unit), mod=mod))


def repeated(c: Captures) -> Made:
    """n, unit, weekday, month, part: a SET ("every two weeks", "each Friday")."""
    weekday = c.value("weekday", "WEEKDAY", "WEEKDAYS")
    part = c.value("part", "DAY_PART", "DAY_PARTS")
    month = c.value("month", "MONTH")
    if weekday:
        value = f"XXXX-WXX-{weekday}" + (f"T{part}" if part else "")
    elif month:
        value = f"XXXX-{month:02}"
    elif part:
        value = f"XXXX-XX-XXT{part}"
    elif "value" in c.args or "set" in c:
        value = str(c.args["value"] if "value" in c.args else c.value("set", "SET_WORD"))
    else:
        amount = amount_of(c) if "n" in c else 1.0
        unit = c.value("unit", "TIME_UNIT", "PERIOD")
        if amount is None or unit is None:
            return []
        value = {"WE": "XXXX-WXX-WE", "Q": "P1Q"}.get(unit) or duration(amount, unit)
    return c.made(Reading(type="SET", value=value))


def fixed(c: Captures) -> Made:
    """A value that the rule states (now: PRESENT_REF)."""
    return c.made(Reading(type=c.args.get("type", "DATE"), value=str(c.args["value"])))


def clock(c: Captures) -> Made:
    """hour ("04:00", "8", "8am", "noon"), ampm: a time of day."""
    time = clock_of(c)
    if time is None:
        return []
    return c.made(Reading(type="TIME", clock=time, steps=0, unit="D", base="clock", mod=c.value("mod", "DURATION_MOD")))


def on_day(c: Captures) -> Made:
    """hour, core: an hour found before ("04:00") or a plain one ("noon"), on a day found before."""
    core, hour = c.reading("core"), c.reading("hour")
    time = hour.clock if hour else clock_of(c)
    if core is None or time is None or core.value is not None or core.clock or not _is_day(core):
        return []
    return c.made(core.with_(type="TIME", clock=time, part=None))


def _is_day(reading: Reading) -> bool:
    """Whether it names a day, not a month or a year."""
    if reading.steps is not None:
        return reading.unit == "D"
    return bool(reading.day or reading.weekday) and not reading.week


def clock_of(c: Captures) -> str | None:
    text = c.text("hour")
    named = c.value("hour", "NAMED_HOUR")
    if named is not None:
        return str(named)
    half = c.value("ampm", "AMPM")
    match = _CLOCK.match(text)
    if match:
        hour, minute, half = int(match[1]), match[2], (match[3] and match[3][0]) or half
    elif text.endswith(("am", "pm")) and text[:-2].isdecimal():
        hour, minute, half = int(text[:-2]), "", text[-2]
    elif re.fullmatch(r"\d{3,4}", text):
        hour, minute = int(text[:-2]), text[-2:]
    elif text.isdecimal():
        hour, minute = int(text), ""
    else:
        number = c.numbers.read(c.words("hour"))
        if number is None:
            return None
        hour, minute = int(number), ""
    if hour > 24 or int(minute or 0) > 59 or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute or '00'}"


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
        if inner.half and (outer.month or outer.value is not None or not part_of_year):  # "the last half of the 1980s", of May
            if outer.mod is not None:
                return []
            return c.made(outer.with_(mod="START" if inner.half == 1 else "END"))
    if not (inner.month or inner.weekday or inner.quarter or inner.half or inner.season or inner.week or inner.unit == "WE"):
        return []
    if inner.year is not None or inner.within is not None or not inner.is_calendar or inner.clock:
        return []
    if outer.month and not outer.day and inner.month:
        return []
    if inner.weekday and not inner.month and not inner.week and (outer.unit != "W" or outer.base == "within"):
        return []
    first, last = c.extent
    if "inner" in c:
        spans = c.extent_of("inner"), c.extent_of("core")
        first, last = min(spans)[0], max(spans)[1]
    return [(first, last, inner.with_(within=outer))]


def part_of(c: Captures) -> Made:
    """core, part: "Tuesday night", "the morning of 4 March"."""
    core, part = c.reading("core"), c.value("part", "DAY_PART")
    if core is None or core.type not in ("DATE", "TIME") or core.value is not None or core.clock or core.part:
        return []
    if not _is_day(core):
        return []
    return c.made(core.with_(type="TIME", part=part, mod=core.mod or c.value("mod", "DATE_MOD")))


def from_date(c: Captures) -> Made:
    """ago, core: "a week from Tuesday": so long, a duration found before, from a day found before."""
    core, ago = c.reading("core"), c.reading("ago")
    match = re.fullmatch(r"P(\d+)([DWMY])", ago.value or "") if ago else None
    if core is None or core.type != "DATE" or core.value is not None or match is None:
        return []
    amount, unit, side = int(match[1]), match[2], int(c.args["side"])
    if unit == "W" and _is_day(core):
        unit, amount = "D", amount * 7
    return c.made(Reading(steps=side * amount, unit=unit, within=core, base="within"))


def next_to(c: Captures) -> Made:
    """core: "the day after Thursday": one day on or back from a day found before."""
    core = c.reading("core")
    if core is None or core.type != "DATE" or core.value is not None or not _is_day(core):
        return []
    return c.made(Reading(steps=int(c.args["side"]), unit="D", within=core, base="within"))


def anchored(c: Captures) -> Made:
    """length, anchor: "within [a week] of the signing", "a [42-day] truce": a duration found before, and the event it is counted from."""
    length = c.reading("length")
    if length is None or length.type != "DURATION" or length.anchor is not None:
        return []
    if c.args.get("hyphened") and "-" not in c.words("length"):
        return []
    return [(*c.extent_of("length"), length.with_(anchor=c.extent_of("anchor")))]


def day_of_event(c: Captures) -> Made:
    """n, unit, anchor: "day 16 of the truce" is 16 days from its start."""
    number, unit = c.number("n"), c.value("unit", "TIME_UNIT")
    if number is None:
        return []
    return c.made(Reading(type="DURATION", value=duration(float(number), unit), anchor=c.extent_of("anchor")))


def rare(c: Captures) -> Made:
    """A full date in a rare form, for dateparser to read."""
    text = c.source
    if not re.search(r"[A-Za-z]", text) or not re.fullmatch(r"\d{1,4}\W?[A-Za-z]{3,9}\.?\W?\W?\d{2,4}|[A-Za-z]{3,9}\W\d{1,2}\W\d{2,4}", text):
        return []
    day = read_rare(text, c.published)
    return c.made(Reading(year=day.year, month=day.month, day=day.day)) if day else []


def same_week(c: Captures) -> Made:
    """core: "the week of 6 March": the week that the day is in."""
    core = c.reading("core")
    if core is None or core.value is not None or not core.day:
        return []
    return c.made(Reading(steps=0, unit="W", within=core, base="within"))


MAKERS: Mapping[str, Callable[[Captures], Made]] = {
    function.__name__: function
    for function in (
        calendar, before_christ, numeric, days_of_month, months_of_year, years, decade, century, relative, deictic, offset, span, repeated,
        fixed, clock, on_day, modified, within, part_of, from_date, next_to, anchored, day_of_event, rare, same_week,
    )
}  # fmt: skip
