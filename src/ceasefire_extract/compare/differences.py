"""Where the outlets of a group differ: what rules (`patterns/compare/differences.yaml`) say of pairs of tellings.

A difference is a contradiction or another value of the same thing at the same time. Being less specific is none, and neither is a toll that grows with the days.
Values are compared outlet with outlet, not claim with claim: who says 12 and later 14 does not differ from who says 14.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from .accounts import Account, Figure
from .align import Judge
from .figures import whose_of
from .knowledge import Knowledge
from .relations import agree, of_one_thing
from .rules import DifferenceRule
from .tellings import Telling, by_weight

_EVE = 1  # days within which "the same time" is taken: two datelines of one night
_REAL = "real"
_DONE = "occurred"
_DUE = ("coming", "wished")


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two tellings that differ: the account of each that says so, and what it says."""

    rule: DifferenceRule
    one: Account
    other: Account
    values: tuple[str, str]


def contrasts(
    tellings: Sequence[Telling], knowledge: Knowledge, over: Container[int] = (), judge: Judge | None = None
) -> list[Contrast]:
    """The contrasts of a group: each kind once for a pair of outlets, and each pair of values once, by the first two that have them. `over`: numbers of the articles in
    which the fighting is over, so that its tolls no longer grow. With a `judge`, two accounts differ only where they themselves speak for being of one event, and not
    by way of others alone.
    """
    out = []
    told: set[tuple[str, frozenset[str]]] = set()
    for one, other in combinations(_distinct(tellings, over), 2):
        seen: set[str] = set()
        for contrast in _between(one, other, knowledge, over, judge):
            values = (contrast.rule.kind, frozenset(contrast.values))
            if contrast.rule.kind not in seen and values not in told:
                out.append(contrast)
                told.add(values)
            seen.add(contrast.rule.kind)
    return out


def _distinct(tellings: Sequence[Telling], over: Container[int]) -> list[Telling]:
    """One of those that say the same in all that can differ: of two hundred outlets a few."""
    alike: dict[frozenset[tuple[object, ...]], Telling] = {}
    for telling in tellings:
        alike.setdefault(frozenset(_said(account, account.article in over) for account in telling.accounts), telling)
    return list(alike.values())


def _said(account: Account, over: bool) -> tuple[object, ...]:
    figures = tuple(
        (figure.category, figure.whose, figure.which, figure.low, figure.high, figure.part)
        for figure in account.figures
    )
    return (
        account.claim.status, account.mode, account.turn, account.polarity, account.doers, account.peoples, account.times,
        account.news, figures, over,
    )  # fmt: skip


def _between(
    one: Telling, other: Telling, knowledge: Knowledge, over: Container[int], judge: Judge | None
) -> Iterator[Contrast]:
    event = one.accounts[0].event
    for rule in knowledge.rules.differences:
        if rule.events and event not in rule.events:
            continue
        found = _FINDERS[rule.kind](one, other, knowledge)
        for a, b, values, when in found:
            if when not in rule.when or (when == "closed" and not (a.article in over and b.article in over)):
                continue
            if judge is None or judge.of(a, b).score > 0:
                yield Contrast(rule, a, b, values)
                break


Found = Iterator[tuple[Account, Account, tuple[str, str], str]]


def _status(one: Telling, other: Telling, knowledge: Knowledge) -> Found:
    """`undone`: one tells what has been done, the other, no earlier, only of what is planned or wanted, of the same turn where both name one. Who tells both does not
    differ from who tells the one."""
    for real, unreal in ((one, other), (other, one)):
        done = [account for account in real.accounts if account.claim.status == _DONE]
        still = [account for account in real.accounts if account.mode in _DUE]
        for a, b in product(by_weight(done, knowledge), by_weight(_due(unreal), knowledge)):
            told = a.polarity == b.polarity and not _before(b, a) and _one_turn(a, b)
            if told and not any(_one_turn(b, third) for third in still):
                first, second = (a, b) if real is one else (b, a)
                yield first, second, (first.claim.status, second.claim.status), "undone"


def _one_turn(one: Account, other: Account) -> bool:
    return one.turn == other.turn or "none" in (one.turn, other.turn)


def _due(telling: Telling) -> list[Account]:
    """What an outlet tells as still to come or wanted, if it tells nothing as done. What goes on is partly done, but for a turn that is told as due beside it:
    "he is lifting the sanctions; he has told his minister to lift them"."""
    due = [account for account in telling.accounts if account.mode in _DUE]
    turns = {account.turn for account in due} - {"none"}
    real = [account for account in telling.accounts if account.mode == _REAL]
    if any(account.claim.status == _DONE or account.turn not in turns for account in real):
        return []
    return due


def _polarity(one: Telling, other: Telling, knowledge: Knowledge) -> Found:
    """`denied`: of one mode, one only says so, the other only says no."""
    for mode in sorted(one.modes & other.modes):
        left = [account for account in one.accounts if account.mode == mode]
        right = [account for account in other.accounts if account.mode == mode]
        signs = {account.polarity for account in left}, {account.polarity for account in right}
        if len(signs[0]) == len(signs[1]) == 1 and signs[0] != signs[1]:
            for a, b in product(by_weight(left, knowledge), by_weight(right, knowledge)):
                yield a, b, (a.polarity, b.polarity), "denied"


def _count(one: Telling, other: Telling, knowledge: Knowledge) -> Found:
    """`another`: the outlets' main figures for a thing do not agree; `grown` where the later outlet has more, `closed` where no more than a day lies between."""
    for a, figure in _main_figures(one):
        for b, rival in _main_figures(other):
            if not of_one_thing(figure, rival) or a.mode != b.mode or a.polarity != b.polarity:
                continue
            if any(agree(figure, third) for _, third in _figures(other) if of_one_thing(figure, third)) and any(
                agree(rival, third) for _, third in _figures(one) if of_one_thing(rival, third)
            ):
                continue
            yield a, b, (figure.mention.text, rival.mention.text), _growth(a, figure, b, rival)


def _growth(a: Account, figure: Figure, b: Account, rival: Figure) -> str:
    if a.news is None or b.news is None or a.news == b.news:
        return "another"
    days = b.news - a.news
    if ((rival.value or rival.low or 0) > (figure.value or figure.low or 0)) != (days > 0):
        return "another"
    return "closed" if abs(days) <= _EVE else "grown"


def _main_figures(telling: Telling) -> list[tuple[Account, Figure]]:
    """For each thing the highest figure: what an outlet gives beside it is a part, or an older toll."""
    main: dict[tuple[object, ...], tuple[Account, Figure]] = {}
    for account, figure in _figures(telling):
        thing = (figure.category, whose_of(account, figure), figure.which, account.mode)
        if thing not in main or _size(figure) > _size(main[thing][1]):
            main[thing] = (account, figure)
    return list(main.values())


def _size(figure: Figure) -> float:
    return figure.value if figure.value is not None else figure.low or figure.high or 0


def _figures(telling: Telling) -> list[tuple[Account, Figure]]:
    return [
        (account, replace(figure, whose=whose_of(account, figure)))
        for account in telling.accounts
        for figure in account.figures
        if not figure.mention.superseded and not figure.part
    ]


def _date(one: Telling, other: Telling, knowledge: Knowledge) -> Found:
    """`another`: both give a day for the same turn of the event, and neither gives one that the other gives."""
    for turn in sorted({account.turn for account in one.accounts} & {account.turn for account in other.accounts}):
        left, right = _dated(one, turn), _dated(other, turn)
        if left and right and _days(left).isdisjoint(_days(right)):
            for a, b in product(by_weight(left, knowledge), by_weight(right, knowledge)):
                yield a, b, (_day_of(a), _day_of(b)), "another"


def _dated(telling: Telling, turn: str) -> list[Account]:
    """The accounts that give a day for a turn of the event."""
    return [
        account
        for account in telling.accounts
        if account.turn == turn
        and account.mode in (_REAL, "coming")
        and account.polarity == "positive"
        and _days([account])
    ]


def _days(accounts: Iterable[Account]) -> set[int]:
    return {first for account in accounts for first, last in account.times if first == last}


def _day_of(account: Account) -> str:
    """The first day that it gives, as its date's value."""
    dates = [date for date in account.claim.dates if date.earliest or date.latest]
    return next(
        (date.value for date in dates if (date.earliest or "")[:10] == (date.latest or "")[:10]), dates[0].value
    )


def _actor(one: Telling, other: Telling, knowledge: Knowledge) -> Found:
    """`another`: each names who did it, and they name nobody in common."""
    left = [account for account in one.accounts if account.doers and account.mode == _REAL]
    right = [account for account in other.accounts if account.doers and account.mode == _REAL]
    if not left or not right:
        return
    doers = (
        {party for account in left for party in account.doers},
        {party for account in right for party in account.doers},
    )
    if not any(knowledge.kin(a, b) for a in doers[0] for b in doers[1]):
        for a, b in product(by_weight(left, knowledge), by_weight(right, knowledge)):
            yield a, b, (" and ".join(sorted(a.doers)), " and ".join(sorted(b.doers))), "another"


_FINDERS = {"status": _status, "polarity": _polarity, "count": _count, "date": _date, "actor": _actor}


def _before(one: Account, other: Account) -> bool:
    return one.news is not None and other.news is not None and one.news < other.news
