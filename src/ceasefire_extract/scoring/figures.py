"""Count what is right, and make figures of it: precision (right of what is found), recall (right of the gold), F1, over all articles together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .pairing import pair_claims, pair_mentions, right_in
from .values import DETAILS, KINDS, SLOTS, Marked, facts_of, has_content, is_vague, value_of


@dataclass(frozen=True, slots=True)
class Figure:
    """`right` of `found` things found and of `gold` things in the gold."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """Something missed, spurious or wrong, for people to read."""

    article: str
    what: str  # missed, spurious, wrong
    kind: str
    text: str
    detail: str


@dataclass(frozen=True, slots=True)
class Reliability:
    """Claims whose confidence is `low` or more and below `high`: how many, their mean confidence, and how many of them are right."""

    low: float
    high: float
    claims: int
    told: float
    right: float


def reliability(judged: Sequence[tuple[float, bool]]) -> list[Reliability]:
    """Confidences and whether the claims were right, by fifths; a fifth without claims is left out."""
    rows = []
    for fifth in range(5):
        here = [(told, right) for told, right in judged if min(int(told * 5), 4) == fifth]
        if here:
            told, right = (sum(one[at] for one in here) / len(here) for at in (0, 1))
            rows.append(Reliability(fifth / 5, (fifth + 1) / 5, len(here), told, right))
    return rows


@dataclass(slots=True)
class Score:
    """What was counted so far.

    Figures by name: "KIND strict" (the same edges), "KIND overlap", "KIND value" (overlap, and the same value), "mentions ..." of all kinds together; "right KIND FIELD": of
    the mentions whose value is right, how many have that field right; "claim" (same sentence, same event), "claim EVENT", "claim with content", "claim exact"; "slots",
    "slot SLOT": the facts of the claims paired; "found SLOT": of the claims found, how many have that slot right as a whole.
    """

    articles: int = 0
    absent: list[str] = field(default_factory=list)
    misses: list[Miss] = field(default_factory=list)
    status: Counter[tuple[str, str]] = field(default_factory=Counter)  # (gold, found), of the claims found
    confidence: list[tuple[float, bool]] = field(default_factory=list)  # of each claim, and whether it is right
    _counts: dict[str, list[int]] = field(default_factory=dict)

    def figures(self) -> dict[str, Figure]:
        return {name: Figure(*counts) for name, counts in sorted(self._counts.items())}

    def add(self, name: str, right: int, found: int, gold: int) -> None:
        counts = self._counts.setdefault(name, [0, 0, 0])
        for place, number in enumerate((right, found, gold)):
            counts[place] += number

    def read(
        self, article: str, gold: Mapping[str, Sequence[Marked]], found: Mapping[str, Sequence[Marked]] | None
    ) -> None:
        """Count one article; of one without an extraction nothing is right."""
        self.articles += 1
        if found is None:
            self.absent.append(article)
            found = {}
        for kind in KINDS:
            self._read_kind(article, kind, gold["mentions"], found.get("mentions", ()))
        self._read_claims(article, gold["claims"], found.get("claims", ()))

    def _read_kind(self, article: str, kind: str, gold: Sequence[Marked], found: Sequence[Marked]) -> None:
        wanted = [mention for mention in gold if mention["kind"] == kind]
        had = [mention for mention in found if mention["kind"] == kind and not is_vague(mention)]
        if kind == "place" and not wanted:
            return  # a gold that does not mark places says nothing of them
        pairs = pair_mentions(wanted, had)
        right = [(wanted[at], had[to]) for at, to in pairs if value_of(wanted[at]) == value_of(had[to])]
        strict = sum(_edges(wanted[at]) == _edges(had[to]) for at, to in pairs)
        for name in (kind, "mentions"):
            for measure, number in (("strict", strict), ("overlap", len(pairs)), ("value", len(right))):
                self.add(f"{name} {measure}", number, len(had), len(wanted))
        for name, detail in DETAILS[kind].items():
            agree = sum(detail(one) == detail(other) for one, other in right)
            self.add(f"right {kind} {name}", agree, len(right), len(right))
        paired, met = {at for at, _ in pairs}, {to for _, to in pairs}
        for at, mention in enumerate(wanted):
            if at not in paired:
                self._miss(article, "missed", kind, mention["text"], value_of(mention))
        for to, mention in enumerate(had):
            if to not in met:
                self._miss(article, "spurious", kind, mention["text"], value_of(mention))
        for at, to in pairs:
            if value_of(wanted[at]) != value_of(had[to]):
                self._miss(
                    article, "wrong", kind, wanted[at]["text"], f"{value_of(wanted[at])} read as {value_of(had[to])}"
                )

    def _read_claims(self, article: str, gold: Sequence[Marked], found: Sequence[Marked]) -> None:
        pairs = pair_claims(gold, found)
        self.add("claim", len(pairs), len(found), len(gold))
        self.confidence += [
            (claim["confidence"], right)
            for claim, right in zip(found, right_in(gold, found), strict=True)
            if claim.get("confidence") is not None
        ]
        full = sum(has_content(gold[at]) and has_content(found[to]) for at, to in pairs)
        self.add("claim with content", full, sum(map(has_content, found)), sum(map(has_content, gold)))
        for claim in gold:
            self.add(f"claim {claim['event']}", 0, 0, 1)
        for claim in found:
            self.add(f"claim {claim['event']}", 0, 1, 0)
        had, wanted = Counter(_slots(found)), Counter(_slots(gold))
        right: Counter[str] = Counter()
        exact = 0
        for at, to in pairs:
            self.add(f"claim {gold[at]['event']}", 1, 0, 0)
            self.status[gold[at]["status"], found[to]["status"]] += 1
            one, other = facts_of(gold[at]), facts_of(found[to])
            exact += one == other
            right.update(slot for slot, _ in one & other)
            for slot in SLOTS:
                same = {fact for fact in one if fact[0] == slot} == {fact for fact in other if fact[0] == slot}
                self.add(f"found {slot}", same, 1, 1)
            if one != other:
                wrong = f"missing {sorted(map(str, one - other))} extra {sorted(map(str, other - one))}"
                self._miss(article, "wrong", "claim", f"{gold[at]['event']}: {gold[at]['trigger']['text']}", wrong)
        for slot in set(had) | set(wanted):
            self.add(f"slot {slot}", right[slot], had[slot], wanted[slot])
        self.add("slots", right.total(), had.total(), wanted.total())
        self.add("claim exact", exact, len(found), len(gold))
        paired, met = {at for at, _ in pairs}, {to for _, to in pairs}
        for what, claims, seen in (("missed", gold, paired), ("spurious", found, met)):
            for place, claim in enumerate(claims):
                if place not in seen:
                    self._miss(article, what, "claim", claim["event"], claim["trigger"]["text"])

    def _miss(self, article: str, what: str, kind: str, text: str, detail: object) -> None:
        self.misses.append(Miss(article, what, kind, text, str(detail)))


def _edges(mention: Marked) -> tuple[int, int]:
    return mention["start"], mention["end"]


def _slots(claims: Sequence[Marked]) -> list[str]:
    return [slot for claim in claims for slot, _ in facts_of(claim)]
