"""Put accounts of one event together: candidates by blocks, pairs by rules, groups by average linkage under bars.

Groups do not depend on the order of the input: accounts have a canonical order, and ties are broken by it. No chain of links pulls a group together
whose ends exclude each other: before two groups become one, every pair between them is held against the bars.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .accounts import Account
from .knowledge import Knowledge
from .relations import Relater, word_weights
from .rules import RELATIONS
from .verdicts import Verdict

_ALL_PAIRS = 160  # a block up to this size is compared each with each
_WINDOW = 16  # in a larger one, each with so many that follow it
_SAMPLE = 8  # members of a large group that stand for it when the average is taken
_WEEK = 7


class Judge:
    """The link rules over the relations of accounts."""

    def __init__(self, knowledge: Knowledge, accounts: Sequence[Account]) -> None:
        self._relater = Relater(knowledge, word_weights(accounts))
        self._verdict = knowledge.verdicts.of
        self._barred: dict[tuple[int, int], bool] = {}

    def of(self, one: Account, other: Account) -> Verdict:
        """The verdict on a pair of accounts of one kind of event; the order of the two does not matter."""
        return self._verdict(one.event, self._relater.relations(one, other))

    def signature(self, account: Account) -> int:
        return self._relater.signature(account)

    def barred(self, one: Account, other: Account) -> bool:
        """Whether a rule keeps two accounts apart; asked of many pairs that stand alike, so it is remembered by their signatures."""
        pair = (self._relater.signature(one), self._relater.signature(other))
        if pair[0] > pair[1]:
            pair = (pair[1], pair[0])
        known = self._barred.get(pair)
        if known is None:
            known = self._barred[pair] = self.of(one, other).barred
        return known

    def relations(self, one: Account, other: Account) -> dict[str, str]:
        """The relations of a pair by name, to explain a verdict."""
        return dict(zip(RELATIONS, self._relater.relations(one, other), strict=True))


@dataclass(frozen=True, slots=True)
class Link:
    """Two accounts that were put together because of each other, and the rules that spoke."""

    one: Account
    other: Account
    score: float
    rules: tuple[str, ...]


@dataclass(slots=True)
class Group:
    """Accounts of one event, in canonical order, and the links that brought them together: one fewer than accounts."""

    accounts: list[Account]
    links: list[Link]


def align(accounts: Iterable[Account], knowledge: Knowledge) -> tuple[list[Group], Judge]:
    """All accounts in groups, each in one; a group of one where nothing else tells of its event. Groups are ordered by their first account."""
    ordered = sorted(accounts, key=lambda account: account.key)
    judge = Judge(knowledge, ordered)
    copies = _copies(ordered)
    firsts = [account for account in ordered if copies[account.key][0] is account]
    links = []
    for one, other in candidates(firsts):
        verdict = judge.of(one, other)
        if verdict.score > 0 and not verdict.barred:
            links.append(Link(one, other, verdict.score, verdict.rules))
    links.sort(key=lambda link: (-link.score, link.one.key, link.other.key))
    groups = _grouped(firsts, links, judge)
    for group in groups:
        _add_copies(group, copies, judge)
    return groups, judge


def _copies(ordered: Sequence[Account]) -> dict[tuple[int, int], list[Account]]:
    """For each account those that say the same of it in the same words (agency copy, a sentence said again), itself among them: they are one to the rest."""
    alike: dict[tuple[object, ...], list[Account]] = defaultdict(list)
    out = {}
    for account in ordered:
        claim = account.claim
        place = claim.trigger.start - claim.sentence.start
        figures = tuple((figure.category, figure.low, figure.high) for figure in account.figures)
        same = alike[
            (claim.sentence.text, place, *account.traits(), account.times, account.news, account.names, figures)
        ]
        same.append(account)
        out[account.key] = same
    return out


def _add_copies(group: Group, copies: dict[tuple[int, int], list[Account]], judge: Judge) -> None:
    """Each copy joins the account that it repeats."""
    further = [(first, copy) for first in group.accounts for copy in copies[first.key][1:]]
    if further:
        verdict = judge.of(*further[0])
        group.links += [Link(first, copy, verdict.score, verdict.rules) for first, copy in further]
        group.accounts = sorted(group.accounts + [copy for _, copy in further], key=lambda account: account.key)


def candidates(ordered: Sequence[Account]) -> Iterator[tuple[Account, Account]]:
    """Pairs worth judging, each once: accounts of one kind of event that are near in time and, where there are many, share a party, name or rare word."""
    seen: set[tuple[int, int]] = set()
    place = {account.key: number for number, account in enumerate(ordered)}
    for block in _blocks(ordered):
        for at, one in enumerate(block):
            reach = block[at + 1 :] if len(block) <= _ALL_PAIRS else block[at + 1 : at + 1 + _WINDOW]
            for other in reach:
                pair = (place[one.key], place[other.key])
                if pair not in seen:
                    seen.add(pair)
                    yield one, other


def _blocks(ordered: Sequence[Account]) -> Iterator[list[Account]]:
    coarse: dict[tuple[object, ...], list[Account]] = defaultdict(list)
    for account in ordered:
        for stretch in _stretches(account):
            coarse[account.event, stretch].append(account)
    for block in coarse.values():
        if len(block) <= _ALL_PAIRS:
            yield block
        else:
            yield from _finer(block)


def _finer(block: list[Account]) -> Iterator[list[Account]]:
    """A large block by article, party, name, figure, and the rarest words."""
    frequency: dict[str, int] = defaultdict(int)
    for account in block:
        for word in account.words:
            frequency[word] += 1
    finer: dict[tuple[object, ...], list[Account]] = defaultdict(list)
    for account in block:
        finer["article", account.article].append(account)
        sides = account.doers | account.sufferers | account.peoples
        finer[("sides", *sorted(sides), *sorted(account.kinds), account.mode)].append(account)
        for name in account.names:
            finer["name", name].append(account)
        for word in sorted(account.words, key=lambda word: (frequency[word], word))[:2]:
            finer["word", word].append(account)
        for figure in account.figures:
            if figure.value is not None:
                finer["figure", figure.category, figure.value].append(account)
    yield from finer.values()


def _stretches(account: Account) -> Iterator[tuple[str, int]]:
    """The weeks that an account may share with another: that of its news and the next, so that neighbours meet; and the months of its dates."""
    if account.news is None:
        yield ("news", -1)
    else:
        yield ("news", account.news // _WEEK)
        yield ("news", account.news // _WEEK + 1)
    for month in sorted({first // 30 for first, last in account.times} | {last // 30 for first, last in account.times}):
        yield ("dated", month)


class _Cluster:
    """A group in the making. `kinds` has one account for each signature; `barred` are numbers of clusters that it must never be one with, `unlike` of those that
    it was too unlike, with how large both were."""

    __slots__ = ("accounts", "barred", "kinds", "links", "number", "unlike")

    def __init__(self, number: int, account: Account, signature: int) -> None:
        self.number = number
        self.accounts = [account]
        self.kinds = {signature: account}
        self.links: list[Link] = []
        self.barred: set[int] = set()
        self.unlike: dict[int, int] = {}


def _grouped(ordered: Sequence[Account], links: Iterable[Link], judge: Judge) -> list[Group]:
    """Strongest links first; two groups become one where no pair between them is barred and the pairs speak for it on average."""
    cluster_of = {
        account.key: _Cluster(number, account, judge.signature(account)) for number, account in enumerate(ordered)
    }
    clusters = {cluster.number: cluster for cluster in cluster_of.values()}
    for link in links:
        one, other = cluster_of[link.one.key], cluster_of[link.other.key]
        if one is other:
            continue
        size = len(one.accounts) + len(other.accounts)
        if other.number in one.barred or one.unlike.get(other.number) == size:
            continue
        if any(judge.barred(a, b) for a in one.kinds.values() for b in other.kinds.values()):
            one.barred.add(other.number)
            other.barred.add(one.number)
            continue
        if _average(one.accounts, other.accounts, judge) <= 0:
            one.unlike[other.number] = other.unlike[one.number] = size
            continue
        if len(one.accounts) < len(other.accounts):
            one, other = other, one
        _join(one, other, clusters)
        one.links.append(link)
        for account in other.accounts:
            cluster_of[account.key] = one
    whole = {cluster.number: cluster for cluster in cluster_of.values()}
    groups = [
        Group(sorted(cluster.accounts, key=lambda account: account.key), cluster.links) for cluster in whole.values()
    ]
    return sorted(groups, key=lambda group: group.accounts[0].key)


def _join(one: _Cluster, other: _Cluster, clusters: dict[int, _Cluster]) -> None:
    """All that `other` has goes to `one`."""
    one.accounts = sorted(one.accounts + other.accounts, key=lambda account: account.key)
    one.links += other.links
    for signature, account in other.kinds.items():
        one.kinds.setdefault(signature, account)
    for number in other.barred:
        one.barred.add(number)
        clusters[number].barred.add(one.number)


def _average(one: Sequence[Account], other: Sequence[Account], judge: Judge) -> float:
    left, right = _sample(one), _sample(other)
    return sum(judge.of(a, b).score for a in left for b in right) / (len(left) * len(right))


def _sample(accounts: Sequence[Account]) -> Sequence[Account]:
    """All, or so many spread evenly over a large group."""
    if len(accounts) <= _SAMPLE:
        return accounts
    return [accounts[len(accounts) * step // _SAMPLE] for step in range(_SAMPLE)]
