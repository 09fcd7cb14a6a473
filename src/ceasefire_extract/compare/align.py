"""Put accounts of one event together: candidates by blocks, pairs by rules, groups by average linkage under bars.

Groups do not depend on the order of the input: accounts have a canonical order, and ties are broken by it. No chain of links pulls a group together
whose ends exclude each other: before two groups become one, every pair between them is held against the bars.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .accounts import Account
from .candidates import candidates
from .knowledge import Knowledge
from .relations import Card, Relater, word_weights
from .rules import RELATIONS
from .verdicts import Verdict

_SAMPLE = 6  # members of a large group that stand for it when the average is taken


class Judge:
    """The link rules over the relations of accounts."""

    def __init__(self, knowledge: Knowledge, accounts: Sequence[Account]) -> None:
        self._relater = Relater(knowledge, word_weights(accounts))
        self._verdicts = knowledge.verdicts

    def of(self, one: Account, other: Account) -> Verdict:
        """The verdict on a pair of accounts of one kind of event; the order of the two does not matter."""
        return self._verdicts.of(one.event, self._relater.relations(self.card(one), self.card(other)))

    def link(self, one: Account, other: Account) -> Link | None:
        """The link of two accounts that the rules put together, if they do. Most pairs are told apart before their words are held against each other."""
        a, b = self.card(one), self.card(other)
        known = self._relater.but_words(a, b)
        if a.sentence != b.sentence and self._verdicts.hopeless(one.event, known):
            return None
        verdict = self._verdicts.of(one.event, (*known, self._relater.words(a, b)))
        return Link(one, other, verdict.score, verdict.rules) if verdict.score > 0 and not verdict.barred else None

    def card(self, account: Account) -> Card:
        return self._relater.card(account)

    def signature(self, account: Account) -> int:
        return self._relater.signature(self.card(account))

    def barred(self, one: Iterable[Card], other: Iterable[Card]) -> bool:
        """Whether a rule keeps any of the one apart from any of the other."""
        relater, verdicts, others = self._relater, self._verdicts, list(other)
        return any(verdicts.barred(a.account.event, relater.stable(a, b)) for a in one for b in others)

    def relations(self, one: Account, other: Account) -> dict[str, str]:
        """The relations of a pair by name, to explain a verdict."""
        return dict(zip(RELATIONS, self._relater.relations(self.card(one), self.card(other)), strict=True))


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
    links = [link for one, other in candidates(firsts) if (link := judge.link(one, other)) is not None]
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


class _Cluster:
    """A group in the making. `members` are the places of its accounts in the canonical order, ascending; `kinds` has a card for each signature; `barred` are
    numbers of clusters that it must never be one with, `unlike` of those that it was too unlike, with how large both were."""

    __slots__ = ("barred", "kinds", "links", "members", "number", "unlike")

    def __init__(self, number: int, card: Card, signature: int) -> None:
        self.number = number
        self.members = [number]
        self.kinds = {signature: card}
        self.links: list[Link] = []
        self.barred: set[int] = set()
        self.unlike: dict[int, int] = {}


def _grouped(ordered: Sequence[Account], links: Iterable[Link], judge: Judge) -> list[Group]:
    """Strongest links first; two groups become one where no pair between them is barred and the pairs speak for it on average."""
    clusters = [
        _Cluster(number, judge.card(account), judge.signature(account)) for number, account in enumerate(ordered)
    ]
    cluster_of = {account.key: cluster for account, cluster in zip(ordered, clusters, strict=True)}
    for link in links:
        one, other = cluster_of[link.one.key], cluster_of[link.other.key]
        if one is other or not _belong(one, other, ordered, judge):
            continue
        if len(one.members) < len(other.members):
            one, other = other, one
        _join(one, other, clusters)
        one.links.append(link)
        for place in other.members:
            cluster_of[ordered[place].key] = one
    whole = {cluster.number: cluster for cluster in cluster_of.values()}
    groups = [Group([ordered[place] for place in cluster.members], cluster.links) for cluster in whole.values()]
    return sorted(groups, key=lambda group: group.accounts[0].key)


def _belong(one: _Cluster, other: _Cluster, ordered: Sequence[Account], judge: Judge) -> bool:
    """Whether two groups may become one; a no is remembered."""
    size = len(one.members) + len(other.members)
    if other.number in one.barred or one.unlike.get(other.number) == size:
        return False
    if judge.barred(one.kinds.values(), other.kinds.values()):
        one.barred.add(other.number)
        other.barred.add(one.number)
        return False
    left, right = _sample(one.members), _sample(other.members)
    if sum(judge.of(ordered[a], ordered[b]).score for a in left for b in right) <= 0:
        one.unlike[other.number] = other.unlike[one.number] = size
        return False
    return True


def _join(one: _Cluster, other: _Cluster, clusters: Sequence[_Cluster]) -> None:
    """All that `other` has goes to `one`."""
    one.members = sorted(one.members + other.members)
    one.links += other.links
    for signature, card in other.kinds.items():
        one.kinds.setdefault(signature, card)
    for number in other.barred:
        one.barred.add(number)
        clusters[number].barred.add(one.number)


def _sample(members: Sequence[int]) -> Sequence[int]:
    """All, or so many spread evenly over a large group, to stand for it when the average is taken."""
    if len(members) <= _SAMPLE:
        return members
    return [members[len(members) * step // _SAMPLE] for step in range(_SAMPLE)]
