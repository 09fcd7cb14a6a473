"""The stage that puts claims of one article together that tell of one event, and says what is told of it in all.

How it is decided that two tell of one event: compare/, with the rules of patterns/compare.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

from ...article import Article
from ...compare.accounts import Account, accounts_from
from ...compare.align import Group, align
from ...compare.figures import outgrown
from ...compare.knowledge import knowledge_of
from ...compare.tellings import leading
from ...models import (
    EventDate,
    EventFigure,
    EventGroup,
    EventLink,
    EventPart,
    EventParticipant,
    EventPhase,
    EventSource,
    Role,
)  # fmt: skip
from ...rules.packs import Packs

P = TypeVar("P", bound=EventPart)


class Happenings:
    """Groups the claims of an article; runs after all claims are found."""

    def __init__(self, packs: Packs) -> None:
        self._knowledge = knowledge_of(packs)

    def __call__(self, article: Article) -> None:
        article.assign_ids()
        published = article.published.isoformat() if article.published else None
        parties = [found.mention for found in article.parties]
        accounts = accounts_from(article.claims, parties, published, 0, self._knowledge)
        groups, _ = align(accounts, self._knowledge)
        article.happenings = [self._told(f"e{number}", group) for number, group in enumerate(groups, start=1)]

    def _told(self, id: str, group: Group) -> EventGroup:
        accounts = group.accounts
        first = leading(accounts, self._knowledge).claim
        return EventGroup(
            id=id, event=first.event, status=first.status, polarity=first.polarity, told_by=first.id,
            claims=[account.claim.id for account in accounts], participants=_participants(accounts), dates=_dates(accounts),
            figures=_figures(accounts), phases=_phases(accounts), sources=_sources(accounts),
            links=[EventLink(claims=[link.one.claim.id, link.other.claim.id], rules=list(link.rules)) for link in group.links],
        )  # fmt: skip


def _participants(accounts: Sequence[Account]) -> list[EventParticipant]:
    roles: tuple[tuple[Role, str], ...] = (("actor", "actors"), ("target", "targets"), ("mediator", "mediators"))
    told = [
        (account, (role, party))
        for role, field in roles
        for account in accounts
        for party in getattr(account.claim, field)
    ]
    return _parts(told, lambda key, claims: EventParticipant(role=key[0], party=key[1], claims=claims))


def _dates(accounts: Sequence[Account]) -> list[EventDate]:
    mentions = {date.value: date for account in reversed(accounts) for date in account.claim.dates}
    told = [(account, date.value) for account in accounts for date in account.claim.dates]
    return _parts(
        told,
        lambda value, claims: EventDate(
            value=value, earliest=mentions[value].earliest, latest=mentions[value].latest, mention=mentions[value].id, claims=claims
        ),
    )  # fmt: skip


def _figures(accounts: Sequence[Account]) -> list[EventFigure]:
    mentions = {count.id: count for account in accounts for count in account.claim.counts}
    old = outgrown(accounts)
    told = [(account, count.id) for account in accounts for count in account.claim.counts]

    def made(id: str, claims: list[str]) -> EventFigure:
        count = mentions[id]
        return EventFigure(
            category=count.category, text=count.text, unit=count.unit, affiliation=count.affiliation, value=count.value,
            low=count.low, high=count.high, modifier=count.modifier, superseded=count.superseded or id in old, mention=id,
            claims=claims,
        )  # fmt: skip

    return _parts(told, made)


def _phases(accounts: Sequence[Account]) -> list[EventPhase]:
    told = [
        (account, (phase.unit, phase.resolved_number or phase.number, phase.relative, phase.text))
        for account in accounts
        for phase in account.claim.phases
    ]
    return _parts(
        told, lambda key, claims: EventPhase(unit=key[0], number=key[1], relative=key[2], text=key[3], claims=claims)
    )


def _sources(accounts: Sequence[Account]) -> list[EventSource]:
    told = [
        (account, (source.resolved or source.text, source.party, source.person))
        for account in accounts
        if (source := account.claim.source) is not None
    ]
    return _parts(told, lambda key, claims: EventSource(text=key[0], party=key[1], person=key[2], claims=claims))


def _parts(told: Iterable[tuple[Account, Hashable]], make: Callable[[Any, list[str]], P]) -> list[P]:
    """A part for each thing told, in the order in which it is first told, with the claims that tell it."""
    claims: dict[Any, dict[str, None]] = {}
    for account, key in told:
        claims.setdefault(key, {})[account.claim.id] = None
    return [make(key, list(own)) for key, own in claims.items()]
