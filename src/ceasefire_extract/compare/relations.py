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
publication, or fits, where it is within the week; fits also where the one is a day, the other the weeks around it; open.
`news`: days between the two publications. `figures`: same where a count agrees, other where counts of one thing do not, unlike where one is
many times the other. `words`: shared words about the event, the rare
weighing more; all where the sentence is the same word for word. `scene`: apart where two articles that name several parties name none in common. `place`: in one sentence, one article, or two articles.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .accounts import HELD, Account, Figure
from .knowledge import Knowledge

Relations = tuple[str, ...]  # in the order of RELATIONS in rules.py
_EARLIER, _PAST = 6, 45  # days before publication from which an undated account rarely, hardly ever means the dated one
_LONGER = 14  # days by which an interval is too long to be the other's time: "since early July" and "on Tuesday"
_NEAR = 1  # days between intervals: time zones, and the night between
_NEWS_SAME, _NEWS_NEAR = 2, 10
_UNLIKE = 6  # times: "two rockets" and "2,300 rockets" are no two values of one thing
_MANY, _SOME = 0.30, 0.15
_SEVERAL = 2  # parties that an article names, from which on it says who its news is about
_KEPT = 200_000  # pairs of traits whose relations are remembered
_MODES = {
    frozenset(("real", "coming")): "near",
    frozenset(("coming", "wished")): "near",
    frozenset(("maybe", "wished")): "near",
    frozenset(("maybe", "coming")): "unsure",
    frozenset(("maybe", "real")): "unsure",
    frozenset(("wished", "real")): "apart",
}


@dataclass(slots=True, eq=False)
class Card:
    """An account with what is worked out once for it: numbers for its traits and for its sentence with the trigger's place, and the length of its words' vector."""

    account: Account
    trait: int
    sentence: int
    length: float


class Relater:
    """Relations of pairs, remembering those between discrete traits. `weights` are the words' (see `word_weights`)."""

    def __init__(self, knowledge: Knowledge, weights: Mapping[str, float]) -> None:
        self._knowledge = knowledge
        self._weights = weights
        self._cards: dict[tuple[int, int], Card] = {}
        self._traits: dict[tuple[object, ...], int] = {}
        self._sentences: dict[tuple[str, int], int] = {}
        self._signatures: dict[tuple[object, ...], int] = {}
        self._between: dict[tuple[int, int], Relations] = {}
        self._scenes: dict[tuple[int, int], str] = {}
        self._shared = frozenset(knowledge.rules.words.shared)

    def card(self, account: Account) -> Card:
        """The card of an account, made when it is first asked for."""
        card = self._cards.get(account.key)
        if card is None:
            claim = account.claim
            sentence = (claim.sentence.text, claim.trigger.start - claim.sentence.start)
            card = self._cards[account.key] = Card(
                account=account,
                trait=self._traits.setdefault(account.traits(), len(self._traits)),
                sentence=self._sentences.setdefault(sentence, len(self._sentences)),
                length=math.sqrt(math.fsum(self._weights[word] for word in account.words)),
            )
        return card

    def signature(self, card: Card) -> int:
        """The number of all that a bar may look at (STABLE in rules.py): accounts that share it are barred from the same others."""
        one = card.account
        return self._signatures.setdefault((card.trait, one.times, one.news, one.names), len(self._signatures))

    def relations(self, one: Card, other: Card) -> Relations:
        """All relations of a pair, in the order of RELATIONS; the order of the two does not matter."""
        return (*self.but_words(one, other), self.words(one, other))

    def stable(self, one: Card, other: Card) -> Relations:
        """The relations that a bar may look at, which come first."""
        if one.trait > other.trait:
            one, other = other, one
        pair = (one.trait, other.trait)
        a, b = one.account, other.account
        discrete = self._between.get(pair)
        if discrete is None:
            if len(self._between) >= _KEPT:
                self._between.clear()
            discrete = self._between[pair] = self._discrete(a, b)
        return (*discrete, _time(a, b), _news(a.news, b.news), _sets(a.names, b.names))

    def but_words(self, one: Card, other: Card) -> Relations:
        """All relations but the last, `words`, which takes the longest to find out."""
        a, b = one.account, other.account
        place = "articles" if a.article != b.article else "sentence" if a.sentence == b.sentence else "article"
        return (*self.stable(one, other), _figures(a.figures, b.figures), self._scene(a, b), place)

    def words(self, one: Card, other: Card) -> str:
        """The last relation, `words`."""
        if one.sentence == other.sentence:
            return "all"
        common = one.account.words & other.account.words
        if not common:
            return "none"
        # fsum is exact: what is summed does not depend on the order of a set
        value = math.fsum([self._weights[word] for word in common]) / (one.length * other.length)
        return "many" if value >= _MANY else "some" if value >= _SOME else "few"

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

    def _scene(self, one: Account, other: Account) -> str:
        if one.article == other.article:
            return "shared"
        pair = (one.article, other.article) if one.article < other.article else (other.article, one.article)
        known = self._scenes.get(pair)
        if known is None:
            if len(self._scenes) >= _KEPT:
                self._scenes.clear()
            known = self._scenes[pair] = self._scene_of(one.scene, other.scene)
        return known

    def _scene_of(self, one: frozenset[str], other: frozenset[str]) -> str:
        if min(len(one), len(other)) < _SEVERAL:
            return "open"
        return "apart" if self._parties(one, other) == "apart" else "shared"

    def _roles(self, one: Account, other: Account) -> str:
        if one.event in self._shared:
            return "open"
        crossed = self._parties(one.doers, other.sufferers), self._parties(other.doers, one.sufferers)
        straight = self._parties(one.doers, other.doers)
        if straight in ("same", "part"):
            return "straight"
        return "swapped" if "same" in crossed or "part" in crossed else "open"


def word_weights(accounts: Sequence[Account]) -> dict[str, float]:
    """How much a word says: the more, the fewer sentences hold it (squared inverse document frequency)."""
    found: Counter[str] = Counter()
    total = 0
    for _, own in itertools.groupby(accounts, key=lambda account: account.article):
        sentences: dict[int, set[str]] = {}
        for account in own:
            sentences.setdefault(account.sentence, set()).update(account.words)
        total += len(sentences)
        for words in sentences.values():
            found.update(words)
    return {word: math.log(1.0 + total / number) ** 2 for word, number in found.items()}


def agree(one: Figure, other: Figure) -> bool:
    """Whether two figures can both be right: their bounds overlap. "more than 160" and "163" do, "161" and "163" do not; about 1,500 is 1,500 give or take a tenth."""
    low_one, high_one = _bounds(one)
    low_other, high_other = _bounds(other)
    return max(low_one, low_other) <= min(high_one, high_other)


def of_one_thing(one: Figure, other: Figure) -> bool:
    """Whether two figures count the same thing: one category, the same sort of people, and not two peoples. Numbers far apart do not."""
    return _of_one_sort(one, other) and not _unlike(one, other)


def _of_one_sort(one: Figure, other: Figure) -> bool:
    alike = one.category == other.category or (one.category in HELD and other.category in HELD and bool(one.which))
    if not alike or one.part != other.part or one.which != other.which:
        return False
    return not (one.whose and other.whose and not one.whose & other.whose)


def _unlike(one: Figure, other: Figure) -> bool:
    sizes = sorted(figure.value if figure.value is not None else figure.low or 0 for figure in (one, other))
    return bool(sizes[0]) and sizes[1] / sizes[0] > _UNLIKE


def _bounds(figure: Figure) -> tuple[float, float]:
    low = figure.low if figure.low is not None else -math.inf
    high = figure.high if figure.high is not None else math.inf
    modifier = figure.mention.modifier
    if modifier == "about" and figure.value is not None:
        return figure.value * 0.9, figure.value * 1.1
    if modifier in ("more_than", "at_least") and figure.value is not None:
        # "more than 160" is not said of 400, and "more than a dozen" not of 30
        return low, max(figure.value * 1.25, figure.value + 3, figure.value + figure.step)
    if modifier == "less_than" and figure.value is not None:
        return figure.value * 0.8, high
    return low, high


def _figures(one: Sequence[Figure], other: Sequence[Figure]) -> str:
    if not one or not other:
        return "open"
    of_one_sort = [(a, b) for a in one for b in other if _of_one_sort(a, b)]
    pairs = [(a, b) for a, b in of_one_sort if not _unlike(a, b)]
    if not pairs:
        return "unlike" if of_one_sort else "open"
    if any(agree(a, b) and _telling(a, b) for a, b in pairs):
        return "same"
    return "open" if any(agree(a, b) for a, b in pairs) else "other"


def _telling(one: Figure, other: Figure) -> bool:
    """Whether that two figures agree says anything: a bare "one" or "two" is everywhere."""
    return (one.value or 0) >= 3 or (other.value or 0) >= 3


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
    gap = min([max(a[0] - b[1], b[0] - a[1], 0) for a in one.times for b in other.times])
    if gap == 0 and abs(_extent(one) - _extent(other)) >= _LONGER:
        return "fits"
    return "same" if gap == 0 else "near" if gap <= _NEAR else "apart"


def _extent(account: Account) -> int:
    """How many days the shortest of its dates spans."""
    return min(last - first for first, last in account.times)


def _news(one: int | None, other: int | None) -> str:
    if one is None or other is None:
        return "open"
    days = abs(one - other)
    return "same" if days <= _NEWS_SAME else "near" if days <= _NEWS_NEAR else "far"
