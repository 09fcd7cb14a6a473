"""How two accounts stand to each other: a few relations with a few values each, which the rules of comparing look at.

| relation | same | part | apart | open |
|---|---|---|---|---|
| doers, sufferers | the same parties act (suffer), or one side names some of them | they share some | they share none | one names none |
| sides | the same of all parties that act or suffer | | | |
| peoples | the dead are the same people's | | | |
| groups | fighters, children, ...: the same | | none shared | one says none |
| kinds | rockets, air strikes, ...: one kind shared | | none shared | one says none |
| phases, names | one shared | | none shared | one says none |

`roles`: swapped where one's doers are the other's sufferers, straight where doers agree. `mode`: both tell of what happened (real), will (coming), is wanted (wished) or
may be (maybe); else near (planned and then done), unsure (one tells what only may be), apart (wanted and done), open. `turn`: begins, goes on or ends: the same, apart, ended
(one ends it, the other does not say), open (one does not say), none (neither says).
`time`: same where dated intervals meet, near where a day lies between, apart; where one is dated alone: earlier, past where that is a week, long before the other's
publication, or fits, where it is within the week; open.
`news`: days between the two publications. `figures`: same where a count agrees, other where counts of one thing do not. `words`: shared words about the event, the rare
weighing more; all where the sentence is the same word for word. `place`: in one sentence, one article, or two articles.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from .accounts import Account, Figure
from .knowledge import Knowledge

Relations = tuple[str, ...]  # in the order of RELATIONS in rules.py
_EARLIER, _PAST = 6, 45  # days before publication from which an undated account rarely, hardly ever means the dated one
_NEAR = 1  # days between intervals: time zones, and the night between
_NEWS_SAME, _NEWS_NEAR = 2, 10
_UNLIKE = 6  # times: "two rockets" and "2,300 rockets" are no two values of one thing
_MANY, _SOME = 0.30, 0.15
_MODES = {
    frozenset(("real", "coming")): "near",
    frozenset(("coming", "wished")): "near",
    frozenset(("maybe", "wished")): "near",
    frozenset(("maybe", "coming")): "unsure",
    frozenset(("maybe", "real")): "unsure",
    frozenset(("wished", "real")): "apart",
}


class Relater:
    """Relations of pairs, remembering those between discrete traits. `weights` are the words' (see `word_weights`)."""

    def __init__(self, knowledge: Knowledge, weights: Mapping[str, float]) -> None:
        self._knowledge = knowledge
        self._weights = weights
        self._traits: dict[tuple[object, ...], int] = {}
        self._signatures: dict[tuple[object, ...], int] = {}
        self._between: dict[tuple[int, int], Relations] = {}
        self._norms: dict[tuple[int, int], float] = {}
        self._shared = frozenset(knowledge.rules.words.shared)

    def number(self, account: Account) -> int:
        """The number of an account's traits."""
        if account.trait < 0:
            account.trait = self._traits.setdefault(account.traits(), len(self._traits))
        return account.trait

    def signature(self, one: Account) -> int:
        """The number of all that a bar may look at (STABLE in rules.py): accounts that share it are barred from the same others."""
        key = (self.number(one), one.times, one.news, one.names)
        return self._signatures.setdefault(key, len(self._signatures))

    def relations(self, one: Account, other: Account) -> Relations:
        """All relations of a pair, in the order of RELATIONS; the order of the two does not matter."""
        pair = (self.number(one), self.number(other))
        if pair[0] > pair[1]:
            pair, one, other = (pair[1], pair[0]), other, one
        discrete = self._between.get(pair)
        if discrete is None:
            discrete = self._between[pair] = self._discrete(one, other)
        return (
            *discrete,
            _time(one, other),
            _news(one.news, other.news),
            _sets(one.names, other.names),
            _figures(one.figures, other.figures),
            self._words(one, other),
            "articles" if one.article != other.article else "sentence" if one.sentence == other.sentence else "article",
        )

    def _discrete(self, one: Account, other: Account) -> Relations:
        doers = self._parties(one.doers, other.doers)
        if one.event in self._shared:
            doers = self._parties(one.doers | one.sufferers, other.doers | other.sufferers)
        return (
            doers,
            self._parties(one.sufferers, other.sufferers),
            self._parties(one.doers | one.sufferers, other.doers | other.sufferers),
            self._roles(one, other),
            _sets(one.kinds, other.kinds),
            _mode(one.mode, other.mode),
            _turn(one.turn, other.turn),
            "same" if one.polarity == other.polarity else "apart",
            self._parties(one.peoples, other.peoples),
            _sets(one.groups, other.groups),
            _phases(one.phases, other.phases),
        )  # fmt: skip

    def _parties(self, one: frozenset[str], other: frozenset[str]) -> str:
        if not one or not other:
            return "open"
        fewer, more = (one, other) if len(one) <= len(other) else (other, one)
        met = sum(any(self._knowledge.kin(party, third) for third in more) for party in fewer)
        return "same" if met == len(fewer) else "part" if met else "apart"

    def _roles(self, one: Account, other: Account) -> str:
        if one.event in self._shared:
            return "open"
        crossed = self._parties(one.doers, other.sufferers), self._parties(other.doers, one.sufferers)
        straight = self._parties(one.doers, other.doers)
        if straight in ("same", "part"):
            return "straight"
        return "swapped" if "same" in crossed or "part" in crossed else "open"

    def _words(self, one: Account, other: Account) -> str:
        if _alike(one, other):
            return "all"
        common = one.words & other.words
        if not common:
            return "none"
        # in the order of the alphabet: a sum of floats depends on the order of its parts
        value = sum(self._weights[word] for word in sorted(common)) / math.sqrt(self._norm(one) * self._norm(other))
        return "many" if value >= _MANY else "some" if value >= _SOME else "few"

    def _norm(self, account: Account) -> float:
        norm = self._norms.get(account.key)
        if norm is None:
            norm = self._norms[account.key] = sum(self._weights[word] for word in sorted(account.words))
        return norm


def word_weights(accounts: Sequence[Account]) -> dict[str, float]:
    """How much a word says: the more, the fewer sentences hold it (squared inverse document frequency)."""
    sentences: dict[str, set[tuple[int, int]]] = {}
    for account in accounts:
        for word in account.words:
            sentences.setdefault(word, set()).add((account.article, account.sentence))
    total = len({(account.article, account.sentence) for account in accounts})
    return {word: math.log(1.0 + total / len(found)) ** 2 for word, found in sentences.items()}


def agree(one: Figure, other: Figure) -> bool:
    """Whether two figures can both be right: their bounds overlap. "more than 160" and "163" do, "161" and "163" do not; about 1,500 is 1,500 give or take a tenth."""
    low_one, high_one = _bounds(one)
    low_other, high_other = _bounds(other)
    return max(low_one, low_other) <= min(high_one, high_other)


def of_one_thing(one: Figure, other: Figure) -> bool:
    """Whether two figures count the same thing: one category, the same sort of people, and not two peoples. Numbers far apart do not."""
    if one.category != other.category or one.part != other.part or one.which != other.which:
        return False
    if one.whose and other.whose and not one.whose & other.whose:
        return False
    sizes = sorted(figure.value if figure.value is not None else figure.low or 0 for figure in (one, other))
    return not sizes[0] or sizes[1] / sizes[0] <= _UNLIKE


def _bounds(figure: Figure) -> tuple[float, float]:
    low = figure.low if figure.low is not None else -math.inf
    high = figure.high if figure.high is not None else math.inf
    modifier = figure.mention.modifier
    if modifier == "about" and figure.value is not None:
        return figure.value * 0.9, figure.value * 1.1
    if modifier in ("more_than", "at_least") and figure.value is not None:
        return low, max(figure.value * 1.25, figure.value + 3)  # "more than 160" is not said of 400
    if modifier == "less_than" and figure.value is not None:
        return figure.value * 0.8, high
    return low, high


def _figures(one: Sequence[Figure], other: Sequence[Figure]) -> str:
    pairs = [(a, b) for a in one for b in other if of_one_thing(a, b)]
    if not pairs:
        return "open"
    return (
        "same"
        if any(agree(a, b) and _telling(a, b) for a, b in pairs)
        else "other"
        if not any(agree(a, b) for a, b in pairs)
        else "open"
    )


def _telling(one: Figure, other: Figure) -> bool:
    """Whether that two figures agree says anything: a bare "one" or "two" is everywhere."""
    return (one.value or 0) >= 3 or (other.value or 0) >= 3


def _alike(one: Account, other: Account) -> bool:
    """Whether the two are one sentence word for word, printed twice."""
    a, b = one.claim, other.claim
    return (
        a.sentence.text == b.sentence.text and a.trigger.start - a.sentence.start == b.trigger.start - b.sentence.start
    )


def _sets(one: frozenset[str], other: frozenset[str]) -> str:
    if not one or not other:
        return "open"
    return "same" if one & other else "apart"


def _phases(one: frozenset[tuple[str, int]], other: frozenset[tuple[str, int]]) -> str:
    if not one or not other or {unit for unit, _ in one} != {unit for unit, _ in other}:
        return "open"
    return "same" if one & other else "apart"


def _mode(one: str, other: str) -> str:
    if "open" in (one, other):
        return "open"
    return one if one == other else _MODES[frozenset((one, other))]


def _turn(one: str, other: str) -> str:
    if one == other:
        return "none" if one == "none" else "same"
    if "none" in (one, other):
        return "ended" if "ends" in (one, other) else "open"
    return "apart"


def _time(one: Account, other: Account) -> str:
    if not one.times or not other.times:
        dated, undated = (one, other) if one.times else (other, one)
        if not dated.times or undated.news is None:
            return "open"
        age = undated.news - max(last for _, last in dated.times)
        return "past" if age > _PAST else "earlier" if age > _EARLIER else "fits" if age >= -_EARLIER else "open"
    gap = min(max(a[0] - b[1], b[0] - a[1], 0) for a in one.times for b in other.times)
    return "same" if gap == 0 else "near" if gap <= _NEAR else "apart"


def _news(one: int | None, other: int | None) -> str:
    if one is None or other is None:
        return "open"
    days = abs(one - other)
    return "same" if days <= _NEWS_SAME else "near" if days <= _NEWS_NEAR else "far"
