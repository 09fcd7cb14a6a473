"""Figures over time: what is counted in a group, by day, outlet and source, with bounds; and which figure a later one has replaced."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence

from .accounts import Account, Figure
from .models import FigurePoint, Group
from .tellings import Article, day_text

COLUMNS = (
    "group", "event", "what", "thing", "category", "day", "outlet", "source", "value", "low", "high", "modifier", "superseded",
    "text", "document", "claim",
)  # fmt: skip
_PEOPLE = frozenset(("killed", "injured", "missing", "displaced"))
_GROWING = frozenset(("killed", "injured", "missing", "displaced", "hostages", "prisoners", "attacks", "people", "aid"))


def points_of(accounts: Sequence[Account], articles: Sequence[Article]) -> list[FigurePoint]:
    """The figures of a group by thing and day. A figure is superseded where its text says so, or where a later one for the thing is higher."""
    points = []
    for account in accounts:
        for figure in account.figures:
            if figure.value is None and figure.low is None and figure.high is None:
                continue
            points.append(_point(account, figure, articles[account.article]))
    points.sort(key=lambda point: (point.thing, point.day or "", point.document, point.claim, point.mention))
    _supersede(points)
    return points


def outgrown(accounts: Sequence[Account]) -> set[str]:
    """Ids of the counts of one article that a figure for the same thing, dated later, exceeds."""
    of_thing: dict[Hashable, dict[int, list[Figure]]] = {}  # what is counted -> day -> figures
    for account in accounts:
        for figure in account.figures if account.times else ():
            if figure.category in _GROWING:
                thing = (figure.category, figure.which, whose_of(account, figure))
                day = max(last for _, last in account.times)
                of_thing.setdefault(thing, {}).setdefault(day, []).append(figure)
    out: set[str] = set()
    for by_day in of_thing.values():
        most = -math.inf  # of the later days
        for day in sorted(by_day, reverse=True):
            out.update(old.mention.id for old in by_day[day] if most > (old.high or old.value or old.low or 0))
            most = max(most, *(new.low or new.value or 0 for new in by_day[day]))
    return out


def rows(groups: Iterable[Group]) -> list[list[str]]:
    """The figures of all groups as rows under COLUMNS, for a CSV file."""
    out = []
    for group in groups:
        for point in group.figures:
            values = {**point.model_dump(), "group": group.id, "event": group.event, "what": group.what}
            out.append([_cell(values[column]) for column in COLUMNS])
    return out


def _point(account: Account, figure: Figure, article: Article) -> FigurePoint:
    of = sorted(whose_of(account, figure) | figure.which)
    source = account.claim.source
    mention = figure.mention
    return FigurePoint(
        thing=", ".join([figure.category, *of]), category=mention.category, of=of, day=_day(account), outlet=article.outlet,
        source=(source.resolved or source.text) if source else None, text=_text(figure), value=mention.value, low=mention.low,
        high=mention.high, modifier=mention.modifier, superseded=mention.superseded, document=article.document.id,
        claim=account.claim.id, mention=mention.id,
    )  # fmt: skip


def whose_of(account: Account, figure: Figure) -> frozenset[str]:
    """Whose people a figure counts: its own word for it, else the account's where that names one people."""
    if figure.whose or figure.category not in _PEOPLE or len(account.peoples) != 1:
        return figure.whose
    return account.peoples


def _day(account: Account) -> str | None:
    """The day that a toll stands for: that of its publication, or the claim's own where that is all that is known or lies within the days before."""
    if account.news is not None:
        return day_text(account.news)
    return day_text(max((last for _, last in account.times), default=None))


def _text(figure: Figure) -> str:
    mention = figure.mention
    return mention.text if not mention.unit or mention.unit in mention.text else f"{mention.text} {mention.unit}"


def _supersede(points: Iterable[FigurePoint]) -> None:
    """Mark the tolls that a later one for the same thing has grown past."""
    of_thing: dict[str, dict[str, list[FigurePoint]]] = {}  # thing -> day -> points
    for point in points:
        if point.day and point.category in _GROWING:
            of_thing.setdefault(point.thing, {}).setdefault(point.day, []).append(point)
    for by_day in of_thing.values():
        most = -math.inf  # of the later days
        for day in sorted(by_day, reverse=True):
            for old in by_day[day]:
                old.superseded = old.superseded or most > (old.high or old.value or old.low or 0)
            most = max(most, *(new.low or new.value or 0 for new in by_day[day]))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
