"""From readings to TIMEX3 values: publication date, tense of the clause, and the date spoken of last decide.

A weekday is the latest one up to the publication day, or the next one where the clause looks ahead; a day or month without a year is the
one nearest to publication that fits the tense. Background narrative ("On 7 October 2023 ... By 27 October ...") goes on from the date it
states. Without a publication date what is not said stays X.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left

from ...article import Article
from . import periods, values
from .discourse import Discourse, Resolved, edge, is_narrative, linked, share_years
from .reading import Reading
from .tense import FUTURE, PAST, UNKNOWN, TenseReader

# A date that goes against its clause's tense costs as much as this many days of distance: tense is read by rule, and errs.
_AGAINST_TENSE = 150
_NEVER = 10_000
_AGAINST_FUTURE = 250  # the past is told in many ways, what is to come in few
# A narrative names the year where it turns back to another, mostly also where it goes on into the next.
_NEXT_YEAR, _YEAR_BEFORE = 60, 200
_QUOTE_REACH = 200  # tokens
_SAYING = frozenset(
    "said told say says added wrote declared announced tweeted posted speaking statement stated".split()
)


class Resolver:
    """Resolves the readings of one article, in reading order."""

    def __init__(self, article: Article, tenses: TenseReader) -> None:
        self._article = article
        self._tenses = tenses
        self._published = article.published
        self._told = Discourse(article)
        self._found: list[tuple[int, int, Reading]] = []
        self._place = (0, 0)
        self._coarse: Resolved | None = None  # a month or year spoken of since the day in focus
        self._goes_on = False  # whether the date at hand goes on from one that was explicit

    def resolve_all(self, found: list[tuple[int, int, Reading]]) -> list[Resolved]:
        """The values of readings given in reading order."""
        share_years(found, self._article.tokens.lower)
        self._found = found
        self._told.narrative = is_narrative(found, self._article)
        for first, last, reading in found:
            self._place = (first, last)
            self._goes_on = False
            try:
                value = self._value(reading)
            except OverflowError:  # beyond the calendar's first or last day
                value = values.UNKNOWN.get(reading.unit or "D")
                if reading.part or reading.clock:
                    value = self._at_hour(values.UNKNOWN["D"], reading)
            if value is not None:
                explicit = reading.explicit or self._goes_on
                self._told.done.append(
                    Resolved(first, last, reading, value, explicit, self._article.sentence_of[first])
                )
        return self._told.done

    # --- one reading ----------------------------------------------------------------------------------------------

    def _value(self, reading: Reading) -> str | None:
        if reading.value is not None:
            return reading.value
        date = self._date(reading)
        if date is None:
            return None
        if reading.part or reading.clock:
            date = date.split("T")[0]
            if len(date) != 10 and not date.startswith("XXXX-W"):
                return None
            return self._at_hour(date, reading)
        return date

    def _at_hour(self, date: str, reading: Reading) -> str:
        if reading.part:
            return f"{date}T{reading.part}"
        if reading.clock == "midnight":
            return f"{date}T{'00:00' if self._begins() else '24:00'}"
        return f"{date}T{reading.clock}"

    def _begins(self) -> bool:
        """Whether what happens at midnight begins then ("takes effect at midnight on 5 July"): the hour before the day, not after it."""
        lower = self._article.tokens.lower
        first = self._place[0]
        words = lower[max(self._article.sentences[self._article.sentence_of[first]].first, first - 10) : first]
        if words[-1:] and words[-1] in ("after", "past"):
            return True  # "just after midnight on Sunday"
        return any(
            word in ("from", "begin", "begins", "began", "start", "starts", "started", "effect", "force")
            for word in words
        )

    def _date(self, reading: Reading) -> str | None:
        if reading.steps is not None:
            return self._stepped(reading)
        if reading.value is not None:
            return reading.value
        if reading.within is not None:
            return self._inside(reading, reading.within)
        if reading.year is not None:
            return self._written(reading, reading.year)
        return self._nearest(reading)

    def _stepped(self, reading: Reading) -> str | None:
        assert reading.steps is not None
        assert reading.unit is not None
        unit, steps = reading.unit, reading.steps
        self._coarse = None
        base = self._base(reading)
        if base is None:
            return values.UNKNOWN[unit] if self._coarse is None else values.within(self._coarse.value, unit)
        if unit == "WE":
            return self._weekend(base, steps)
        if reading.base == "quarter" and reading.compares and self._told.reported()[1]:
            return periods.step(base, -1, "Y")  # "the year-earlier results", of nine months
        if unit == "Y" and steps == -1 and reading.compares:
            quarter = self._told.quarter()
            if quarter is not None:  # "net rose to 5 million from 4 million a year earlier", of a quarter
                return periods.step(quarter, -4, "Q")
        if reading.within is not None and reading.within.is_day and unit in ("M", "Y"):
            day = periods.shifted(base, steps, unit)  # "ten years ago today"
            return periods.day(day) if day else None
        return periods.step(base, steps, unit) or values.UNKNOWN[unit]  # beyond the calendar: "10,000 years ago"

    def _weekend(self, base: dt.date, steps: int, *, this: bool = False) -> str:
        """`this`: "this weekend", which is to come unless the clause is past; "the weekend" is over unless it looks ahead."""
        direction = self._direction() if steps == 0 and base.isoweekday() < 6 else FUTURE
        if direction == PAST or (direction == UNKNOWN and not this):
            steps = -1  # "over the weekend", written on a Monday
        if steps == -1 and base.isoweekday() >= 6 and self._direction() == FUTURE:
            steps = 0
        return periods.weekend(base + 7 * steps * periods.DAY)

    def _base(self, reading: Reading) -> dt.date | None:
        """The day that a step is counted from."""
        if reading.base == "within":
            assert reading.within is not None
            value = self._date(reading.within)
            return edge(value, reading.steps or 0)
        if reading.base == "focus":
            assert reading.unit is not None
            value = self._focus(reading.unit)
            return edge(value, reading.steps or 0) if value else self._published if self._coarse is None else None
        if reading.base == "quarter":
            quarter = self._told.quarter()
            if quarter is not None or self._published is None:
                return quarter
            return periods.shifted(self._published, -1, "Q")  # the last one that is complete
        here = self._article.sentence_of[self._place[0]]
        if reading.base == "clock":
            paragraph = self._article.sentences[here].paragraph
            for done in self._told.recent():
                if done.sentence != here and not self._told.narrative:
                    same = self._article.sentences[done.sentence].paragraph == paragraph
                    if not same or self._direction() != PAST:
                        break
                if done.reading.type in ("DATE", "TIME") and periods.unit_of(done.value) == "D":
                    return edge(done.value, 0)
        if reading.base == "period":  # "the end of the year" in a narrative is that of its year
            told, _ = (
                self._told.focus(reading.unit or "Y", here)
                if self._told.narrative
                else (self._told.background(here), None)
            )
            past = (self._direction() == PAST and told is not None and self._told.tells_story(told)) or (
                told is not None and told.sentence == here and self._direction() == UNKNOWN
            )
            if told and told.bounds and (self._told.narrative or (told.explicit and past)):
                self._goes_on = told.explicit
                return told.bounds[0]
        if reading.unit == "D" and reading.base == "published":
            return self._day_of_speech() or self._published
        return self._published

    def _day_of_speech(self) -> dt.date | None:
        """The day on which a quoted "yesterday" was said, where the sentence states it: ("...", he said on Saturday)."""
        article, place = self._article, self._place
        sentence = article.sentences[article.sentence_of[place[0]]]
        lower = article.tokens.lower
        if not _quoted(lower, sentence.first, place[0]):
            return None
        for first, last, reading in self._found[bisect_left(self._found, sentence.first, key=_first) :]:
            if first > sentence.last:
                break
            if first == place[0] or _quoted(lower, sentence.first, first):
                continue
            around = (*lower[max(sentence.first, first - 6) : first], *lower[last + 1 : last + 4])
            if not (reading.weekday or reading.day) or _SAYING.isdisjoint(around):
                continue
            self._place = (first, last)
            value = self._value(reading.with_(part=None, clock=None))
            self._place = place
            return edge(value, 0)
        return None

    def _focus(self, unit: str) -> str | None:
        told, self._coarse = self._told.focus(unit, self._article.sentence_of[self._place[0]])
        self._goes_on = told is not None and told.explicit
        return told.value if told else None

    def _inside(self, reading: Reading, outer: Reading) -> str | None:
        value = self._date(outer)
        bounds = periods.bounds(value) if value else None
        if bounds is None:
            return values.open_year(reading)
        first, last = bounds
        if reading.unit == "D" and reading.week:  # "the last day of November"
            return periods.day(first if reading.week > 0 else last)
        if reading.weekday and not reading.month:
            if reading.week:
                return values.nth_weekday(first, last, reading.weekday, reading.week)
            offset = (reading.weekday - first.isoweekday()) % 7
            return (
                periods.day(first + offset * periods.DAY)
                if periods.unit_of(value or "") == "W"
                else values.open_year(reading)
            )
        if reading.week:
            return periods.week(first + 7 * (reading.week - 1) * periods.DAY if reading.week > 0 else last)
        if reading.day and not reading.month and periods.unit_of(value or "") == "M":
            return self._written(reading.with_(month=first.month), first.year)
        if reading.unit == "WE":
            return periods.weekend(last)
        return self._written(reading, first.year)

    def _written(self, reading: Reading, year: int) -> str | None:
        """The value of a place on the calendar in a year that is known."""
        if reading.base == "quarter":  # "the 1988 quarter": the one of that year like the one spoken of
            focus = self._told.quarter()
            return f"{year:04}-Q{(focus.month + 2) // 3}" if focus else f"{year:04}"
        return values.written(reading, year)

    # --- dates without a year -------------------------------------------------------------------------------------

    def _nearest(self, reading: Reading) -> str | None:
        base, direction = self._published, reading.direction
        background = self._background(reading)
        if reading.base == "focus":
            focus = self._focus("D" if reading.weekday else "S")
            if focus is None and self._coarse is not None and not reading.weekday:
                focus, self._goes_on = (
                    self._coarse.value,
                    self._coarse.explicit,
                )  # "in 1954 ... by the following January"
                base = edge(focus, direction or 0)
            else:
                base = edge(focus, 0) if focus else base
            background = None
        if background is not None:
            base = background
        if base is None:
            return values.open_year(reading) if reading.month or not reading.day else f"XXXX-XX-{reading.day:02}"
        if reading.unit == "WE":
            return self._weekend(base, direction or 0, this=direction == 0)
        if reading.weekday and not reading.month:
            return self._weekday(base, reading.weekday, direction, background is not None)
        if reading.day and not reading.month:
            return self._day_of_month(base, reading.day)
        candidates = [(value, bounds) for year in range(base.year - 8 if reading.weekday else base.year - 1, base.year + 9 if reading.weekday else base.year + 2)
                      if (value := self._written(reading, year)) and (bounds := periods.bounds(value))]  # fmt: skip
        if reading.weekday:  # "Friday, 23 October": the year in which it was one
            fitting = [item for item in candidates if item[1][0].isoweekday() == reading.weekday]
            candidates = fitting or candidates
        if not candidates:
            return None
        if direction is not None:
            return values.directed(candidates, base, direction) or values.open_year(reading)
        looks = FUTURE if background is not None else self._direction()
        against = 15 if background is not None else self._against_tense(reading, looks)
        stays_in = base.year if background is not None and self._told.narrative and not self._had() else None

        def cost(item: tuple[str, tuple[dt.date, dt.date]]) -> tuple[int, str]:
            first, last = item[1]
            if first <= base <= last:
                return 0, item[0]
            ahead = first > base
            distance = (first - base).days if ahead else (base - last).days
            wrong = (looks == PAST and ahead) or (looks == FUTURE and not ahead)
            if stays_in is not None and first.year != stays_in:
                distance += _NEXT_YEAR if ahead else _YEAR_BEFORE
            return distance + (against if wrong else 0), item[0]

        return min(candidates, key=cost)[0]

    def _against_tense(self, reading: Reading, looks: int) -> int:
        """What a date that goes against its clause's tense costs, in days of distance."""
        if reading.day and looks == FUTURE:
            return _AGAINST_FUTURE
        if looks == PAST and self._is_over():
            return _NEVER
        return _AGAINST_TENSE if reading.day or reading.quarter or reading.half else 400

    def _day_of_month(self, published: dt.date, day: int) -> str | None:
        """ "on the 11th": of the month spoken of last, else of this one or the one that the tense asks for."""
        for done in self._told.recent():
            bounds = periods.bounds(done.value)
            if bounds and done.reading.month:
                found = periods.valid(bounds[0].year, bounds[0].month, day)
                return periods.day(found) if found else None
        looks = self._direction()
        months = 0 if looks == UNKNOWN or (day <= published.day) == (looks == PAST) or day == published.day else looks
        moved = periods.shifted(published.replace(day=1), months, "M")
        found = periods.valid(moved.year, moved.month, day) if moved else None
        return periods.day(found) if found else None

    def _weekday(self, base: dt.date, weekday: int, direction: int | None, background: bool) -> str:
        back = (base.isoweekday() - weekday) % 7
        ahead = (weekday - base.isoweekday()) % 7
        if direction == -1:
            return periods.day(base - (back or 7) * periods.DAY)
        if direction == 2:
            return periods.day(base + (ahead or 7) * periods.DAY)
        if direction == 1:
            return periods.day(base + (7 - base.isoweekday() + weekday) * periods.DAY)
        if direction == 0:
            in_week = base + (weekday - base.isoweekday()) * periods.DAY
            if in_week < base and self._direction(weekday=True) == FUTURE:
                in_week += 7 * periods.DAY
            return periods.day(in_week)
        if background or self._direction(weekday=True) == FUTURE:
            return periods.day(base + ahead * periods.DAY)
        return periods.day(base - back * periods.DAY)

    def _background(self, reading: Reading) -> dt.date | None:
        """The date that background narrative goes on from; None where the date belongs to the article's own day."""
        first = self._place[0]
        here = self._article.sentence_of[first]
        if self._told.done and linked(self._article.tokens.lower, self._told.done[-1].last, first):
            done = self._told.done[-1]
            between = self._article.tokens.lower[done.last + 1]
            weekdays = done.reading.weekday and reading.weekday and not reading.month and not done.reading.month
            if weekdays and reading.direction is None and between not in ("and", "or"):
                return edge(done.value, 0)  # "from Monday to Thursday"
            if done.reading.is_calendar and reading.month and periods.unit_of(done.value) in ("D", "M"):
                return edge(done.value, 0)  # "from 22 December 2023 to 3 January"
        if self._told.done and reading.month:
            done = self._told.done[-1]
            gap = self._article.tokens.lower[done.last + 1 : first] if done.sentence == here else []
            if done.sentence == here and done.explicit and "when" in gap and periods.unit_of(done.value) == "Y":
                bounds = periods.bounds(done.value)
                return (
                    bounds[0].replace(month=reading.month) if bounds else None
                )  # "until 2019, when, on 11 April, ..."
        if reading.direction is not None:
            return None
        if self._told.narrative:
            self._goes_on = True
            return self._told.story(reading.month) or self._year_ahead(reading.month)
        told = self._told.background(here)
        if told is None or not reading.month:
            return None
        if periods.unit_of(told.value) not in ("D", "M") and told.reading.base != "focus":
            return None
        opens = told.sentence < here and first - self._article.sentences[here].first < 3
        if opens and not self._told.tells_story(told):
            return None
        if not opens and not (told.reading.day and reading.day) and told.reading.base != "focus":
            return None  # "the 4 May 1988 raid, for which he asked in April to be tried": a month goes on only where it opens a sentence
        bounds = told.bounds
        if (
            bounds
            and self._published
            and bounds[0].year != self._published.year
            and bounds[0] < self._published
            and self._direction() == PAST
        ):
            self._goes_on = True
            return bounds[0]
        return None

    def _year_ahead(self, month: int | None) -> dt.date | None:
        """The year that a narrative names first, where it begins with days: "On 1 September ... It was the autumn of 1939"."""
        at = bisect_left(self._found, self._place[0], key=_first)
        year = next((reading.year for _, _, reading in self._found[at : at + 6] if reading.year is not None), None)
        return dt.date(year, month, 1) if year is not None and month else None

    def _had(self) -> bool:
        """Whether the clause of the date tells of what came before its story ("had fallen in December")."""
        first, last = self._place
        sentence = self._article.sentences[self._article.sentence_of[first]]
        return "had" in self._article.tokens.lower[max(sentence.first, first - 12) : min(sentence.last, last + 12) + 1]

    def _direction(self, *, weekday: bool = False) -> int:
        if self._published is None and not self._told.narrative:
            return UNKNOWN
        first, last = self._place
        sentence = self._article.sentences[self._article.sentence_of[first]]
        return self._tenses.direction(self._article.tokens, sentence, first, last, weekday=weekday)

    def _is_over(self) -> bool:
        first = self._place[0]
        sentence = self._article.sentences[self._article.sentence_of[first]]
        return self._tenses.is_over(self._article.tokens, sentence, first)


def _first(item: tuple[int, int, Reading]) -> int:
    return item[0]


def _quoted(lower: list[str], begin: int, at: int) -> bool:
    """Whether the token at `at` stands inside quotation marks that open after `begin`."""
    inside = False
    for word in lower[max(begin, at - _QUOTE_REACH) : at]:
        if word in ("“", "„"):
            inside = True
        elif word in ("”", "''"):
            inside = False
        elif word in ('"', "``"):
            inside = not inside
    return inside
