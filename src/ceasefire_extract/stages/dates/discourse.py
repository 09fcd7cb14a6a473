"""What a text has spoken of so far: the dates told, which "that month", "the quarter", "two days later" and a narrative go on from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...article import Article
from . import periods
from .reading import Reading

_SIZE = {"D": 1, "WE": 2, "W": 7, "M": 30, "Q": 91, "S": 91, "H": 182, "Y": 365, "DE": 3650, "CE": 36500, "ML": 365000}
_LOOKBACK = 60  # dates
_LONG_AGO = 5  # years: what a text begins with that is older is no news
_TALE = 4  # dates: so many make a tale
_BEFORE = 3  # dates told before one, which say whether it is an aside
_OWN_TIME = 20  # years: what lies so far ahead of a tale's own days is an aside ("a monument was raised in 1998")
_LINKS = frozenset(("to", "and", "until", "till", "through", "-", "–", "—", "or"))
_PRESENT = frozenset(("is", "are", "has", "have", "'ve", "'re", "will", "wo"))
_ASIDE = frozenset(("which", "who", "whose", "since"))
_LONGER_THAN_A_QUARTER = frozenset(("P9M", "P6M", "P1Y", "P12M"))


@dataclass(slots=True)
class Resolved:
    """A reading with its value; `explicit` where its own words gave the year, or it goes on from a date whose words did."""

    first: int
    last: int
    reading: Reading
    value: str
    explicit: bool
    sentence: int

    @property
    def bounds(self) -> tuple[dt.date, dt.date] | None:
        """First and last day of a DATE or TIME; None for others, and where the value leaves something open."""
        return periods.bounds(self.value) if self.reading.type in ("DATE", "TIME") else None


class Discourse:
    """The dates told so far of one article, in reading order."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._published = article.published
        self.done: list[Resolved] = []
        self.narrative = False

    def recent(self) -> Iterator[Resolved]:
        """The dates told, the last first, as far back as a reader would look."""
        return reversed(self.done[-_LOOKBACK:])

    def quarter(self) -> dt.date | None:
        """The first day of the quarter that is reported on; None where nothing is, or nine months or a year."""
        return self.reported()[0]

    def reported(self) -> tuple[dt.date | None, bool]:
        """The first day of the latest quarter spoken of that is over by the publication day, and whether it is nine months or a year instead."""
        latest: dt.date | None = None
        for told in self.recent():
            if told.reading.type == "DURATION" and told.value in _LONGER_THAN_A_QUARTER:
                return latest, latest is None
            if told.bounds is None or periods.unit_of(told.value) != "Q" or told.reading.compares:
                continue
            first, last = told.bounds
            if self._published is not None and last >= self._published and self._after(told) != "ended":
                continue
            latest = first if latest is None else max(first, latest)
        return latest, False

    def _after(self, told: Resolved) -> str:
        """The word after a date: "the fourth quarter ended 26 August" is a fiscal one, over before the calendar's."""
        return next(iter(self._article.tokens.lower[told.last + 1 : told.last + 2]), "")

    def focus(self, unit: str, here: int) -> tuple[Resolved | None, Resolved | None]:
        """The date told last that is no longer than `unit`, as sentence `here` sees it; else None, and the longer one told since."""
        coarse: Resolved | None = None
        around: tuple[dt.date, dt.date] | None = None
        for back, told in enumerate(self.recent(), 1):
            bounds = told.bounds
            if self.narrative and told.sentence < here and self._is_aside(len(self.done) - back):
                continue
            size = periods.unit_of(told.value) if bounds else None
            if size is None or bounds is None or told.reading.compares:
                continue
            if _SIZE[size] > max(_SIZE[unit], 1):
                if coarse is None and size in ("M", "Y"):
                    coarse, around = told, bounds
                continue
            if (
                around is None
                or around[0] <= bounds[0] <= around[1]
                or (here - told.sentence < 2 and not self.narrative)
            ):
                return told, None
            break
        return None, coarse

    def background(self, here: int) -> Resolved | None:
        """The date of another year that sentence `here` goes on from: a day, month or year told up to two sentences before, in its paragraph.

        None where the article's own days have been spoken of since.
        """
        paragraph = self._article.sentences[here].paragraph
        for told in self.recent():
            if told.reading.type not in ("DATE", "TIME") or told.value.endswith("_REF"):
                continue
            if here - told.sentence > 2 or self._article.sentences[told.sentence].paragraph != paragraph:
                return None
            if told.explicit:
                return told
            if told.reading.steps is not None or (told.reading.weekday and not told.reading.month):
                return None
        return None

    def tells_story(self, told: Resolved) -> bool:
        """Whether a date stands in a past tale that the next sentence may go on with: no aside of the present ("The war, which began in ...")."""
        sentence = self._article.sentences[told.sentence]
        lower = self._article.tokens.lower
        return _PRESENT.isdisjoint(lower[sentence.first : sentence.last + 1]) and _ASIDE.isdisjoint(
            lower[sentence.first : told.first]
        )

    def _is_aside(self, place: int) -> bool:
        """Whether a date of a tale, by its place among those told, is of the teller's own time: "today", a year long after those before it."""
        told = self.done[place]
        if told.reading.steps is not None and told.reading.base == "published":
            return True
        bounds = told.bounds
        before = [one.bounds for one in self.done[max(0, place - _BEFORE) : place]]
        years = [each[0].year for each in before if each is not None]
        return bounds is not None and bool(years) and bounds[0].year > max(years) + _OWN_TIME

    def story(self, month: int | None) -> dt.date | None:
        """Where a narrative stands: its last day or month, or a later year that it has named since (its `month`, where one is given)."""
        year: int | None = None
        for back, told in enumerate(self.recent(), 1):
            bounds = told.bounds
            if bounds is None or (self._published is not None and bounds[0] > self._published):
                continue
            if self._is_aside(len(self.done) - back):
                continue
            unit = periods.unit_of(told.value)
            if unit == "Y" and year is None and told.explicit:
                year = bounds[0].year
            if unit in ("D", "W", "M", "Q", "S", "H"):
                if year is not None and bounds[0].year < year <= bounds[0].year + _OWN_TIME:
                    break
                return bounds[0]
        return None if year is None else dt.date(year, month or 1, 1)


def edge(value: str | None, steps: int) -> dt.date | None:
    """The day that steps are counted from: the last of a period to count on, the first to count back."""
    bounds = periods.bounds(value) if value else None
    return None if bounds is None else bounds[1 if steps > 0 else 0]


def linked(lower: Sequence[str], end: int, begin: int) -> bool:
    """Whether a date that ends at token `end` and one that begins at `begin` are joined: "to", "and", a dash."""
    return begin - end in (1, 2) and (begin - end == 1 or lower[end + 1] in _LINKS)


def share_years(found: list[tuple[int, int, Reading]], lower: Sequence[str]) -> None:
    """ "from 9 June to 2 July 1998": the first date has the second's year."""
    for (_, end, a), (begin, _, b) in pairwise(found):
        if (
            a.year is None
            and a.within is None
            and b.year is not None
            and a.month
            and b.month
            and linked(lower, end, begin)
        ):
            # "from July until 31 July 2022" is a year long
            a.year = b.year - ((a.month, a.day or (32 if a.month == b.month else 0)) > (b.month, b.day or 33))


def is_narrative(found: list[tuple[int, int, Reading]], article: Article) -> bool:
    """Whether a text tells of years past by date, and is not news of its own day."""
    full = opening = own = bare = 0
    first_year: int | None = None  # of the first date told: 0 where it has none
    this_year = article.published.year if article.published else 9999
    for first, _, reading in found:
        if reading.year is not None:
            if reading.year >= this_year - 1:
                own += 1
            elif reading.month or reading.season:
                full += 1
            elif first - article.sentences[article.sentence_of[first]].first < 3:
                opening += 1  # "In 1954 ..." opens a sentence
        elif reading.steps is not None:
            own += reading.base == "published"
        elif reading.month:
            bare += 1
        else:
            own += bool(reading.weekday and reading.within is None)
        if first_year is None and reading.type in ("DATE", "TIME"):
            first_year = reading.year or 0
    if (full + opening >= 3 and full + opening > 2 * own) or (full >= 2 and own == 0):
        return True
    told = full + opening + bare  # "In April 1885 ... On 16 June ... On 30 July ...": one year for them all
    long_ago = first_year is not None and article.published is not None and 0 < first_year < this_year - _LONG_AGO
    return long_ago and full + opening > 0 and told >= _TALE and told > own
