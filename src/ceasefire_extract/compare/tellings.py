"""What each outlet tells of a group's event, and what all of them tell in all."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Sequence
from dataclasses import dataclass

from ..models import Document, Status
from .accounts import Account
from .knowledge import Knowledge

_LEADING = 8  # accounts of an outlet that are held against another's: the first ones say what there is to say


@dataclass(frozen=True, slots=True)
class Article:
    """An article in canonical order. `documents` are those with the same text: reprints, each with its outlet."""

    number: int
    documents: tuple[tuple[str, Document], ...]  # outlet, document

    @property
    def outlet(self) -> str:
        return self.documents[0][0]

    @property
    def document(self) -> Document:
        return self.documents[0][1]


@dataclass(frozen=True, slots=True)
class Telling:
    """The accounts of a group that one outlet gives."""

    outlet: str
    accounts: tuple[Account, ...]

    @property
    def modes(self) -> frozenset[str]:
        return frozenset(account.mode for account in self.accounts)


def tellings_of(accounts: Sequence[Account], articles: Sequence[Article]) -> list[Telling]:
    """One telling an outlet, in the order of their first accounts."""
    found: dict[str, list[Account]] = {}
    for account in accounts:
        found.setdefault(articles[account.article].outlet, []).append(account)
    return [Telling(outlet, tuple(own)) for outlet, own in found.items()]


def leading(accounts: Sequence[Account], knowledge: Knowledge) -> Account:
    """The account with the strongest and latest word: what happened before what is planned, then the later news, then the more that it tells."""
    return min(accounts, key=lambda account: _weight(account, knowledge))


def by_weight(accounts: Sequence[Account], knowledge: Knowledge) -> list[Account]:
    """The leading account first, then the next, and so on for a few."""
    return heapq.nsmallest(_LEADING, accounts, key=lambda account: _weight(account, knowledge))


def _weight(account: Account, knowledge: Knowledge) -> tuple[int, int, int, tuple[int, int]]:
    claim = account.claim
    told = len(claim.actors) + len(claim.targets) + 3 * len(claim.counts) + len(claim.dates)
    return (knowledge.rules.words.strength.index(claim.status), -(account.news or 0), -told, account.key)


def status_of(accounts: Sequence[Account], knowledge: Knowledge) -> Status:
    return leading(accounts, knowledge).claim.status


def day_text(day: int | None) -> str | None:
    return None if day is None else dt.date.fromordinal(day).isoformat()
