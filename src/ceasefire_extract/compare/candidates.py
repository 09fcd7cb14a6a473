"""Which pairs of accounts are worth judging: of one kind of event, near in time, and, where there are many, sharing most of what is rare.

An account has a fixed number of candidates, however many claims there are, so that time and memory grow with the claims and not with their square.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

from .accounts import Account

_ALL_PAIRS = 24  # accounts: a block up to this size is compared each with each
_MOST = 10  # candidates of an account in larger blocks
_LOOKED_AT = 60  # accounts of a larger block that one is held against to find them
_NEIGHBOURS = 8  # of many that share a feature, so many on either side in the canonical order
_WEEK, _MONTH = 7, 30  # days


def candidates(ordered: Sequence[Account]) -> Iterator[tuple[Account, Account]]:
    """Pairs worth judging, each once, the first of the two first. `ordered`: accounts in canonical order."""
    of_event: dict[str, list[Account]] = defaultdict(list)
    for account in ordered:
        of_event[account.event].append(account)
    for accounts in of_event.values():
        for one, other in _pairs(accounts):
            yield accounts[one], accounts[other]


def _pairs(accounts: Sequence[Account]) -> Iterator[tuple[int, int]]:
    """Pairs of places in `accounts`, which are of one kind of event."""
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for at, account in enumerate(accounts):
        for stretch in _stretches(account):
            blocks[stretch].append(at)
    having = [tuple(_features(account)) for account in accounts]
    large = {stretch: _Block(having, members) for stretch, members in blocks.items() if len(members) > _ALL_PAIRS}
    chosen: list[set[int]] = []
    for at, account in enumerate(accounts):
        near: set[int] = set()
        shared: dict[int, float] = defaultdict(float)
        for stretch in _stretches(account):
            if stretch in large:
                large[stretch].add_shared(at, having[at], shared)
            else:
                near.update(blocks[stretch])
        near.update(sorted(shared, key=lambda other: (-shared[other], abs(other - at), other))[:_MOST])
        near.discard(at)
        for other in near:
            if other > at:
                yield at, other
            elif at not in chosen[other]:
                yield other, at
        chosen.append(near)


def _stretches(account: Account) -> Iterator[tuple[str, int]]:
    """The weeks that an account may share with another: that of its news and the next, so that neighbours meet; and the months of its dates."""
    if account.news is None:
        yield ("news", -1)
    else:
        yield ("news", account.news // _WEEK)
        yield ("news", account.news // _WEEK + 1)
    for month in sorted({day // _MONTH for interval in account.times for day in interval}):
        yield ("dated", month)


class _Block:
    """Many accounts of one stretch of time, by what they have: words, names, figures, sides, article."""

    def __init__(self, having: Sequence[Sequence[Hashable]], members: Sequence[int]) -> None:
        self._members: dict[Hashable, list[int]] = defaultdict(list)
        for at in members:
            for feature in having[at]:
                self._members[feature].append(at)
        self._size = len(members)

    def add_shared(self, at: int, features: Iterable[Hashable], shared: dict[int, float]) -> None:
        """Add to `shared` how much each other has in common with the account at `at`: the rarest first, until enough have been looked at."""
        looked_at = 0
        for others in sorted((self._members[feature] for feature in features), key=len):
            if looked_at >= _LOOKED_AT:
                break
            weight = math.log(1.0 + self._size / len(others)) ** 2
            first = max(0, bisect_left(others, at) - _NEIGHBOURS) if len(others) > 2 * _NEIGHBOURS else 0
            for other in others[first : first + 2 * _NEIGHBOURS + 1]:
                shared[other] += weight
            looked_at += min(len(others), 2 * _NEIGHBOURS)


def _features(account: Account) -> Iterator[Hashable]:
    yield account.article
    yield (account.doers | account.sufferers | account.peoples, account.kinds, account.mode)
    yield from sorted(account.words)
    for name in sorted(account.names):
        yield ("name", name)
    for figure in account.figures:
        if figure.value is not None:
            yield (figure.category, figure.value)
