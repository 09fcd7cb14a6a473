"""The words that stand for a party without naming it: "the group", "the army", "they", "the two sides".

They are no mentions; a claim takes its actor from them. A pronoun looks no further back than the sentence before; a noun may look back
over the article where only one party can be meant.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import takewhile

from ..article import Article, Found, Reference
from ..grammar import Match
from ..models import PartyMention
from ..rules import PartyEntry, ReferenceRule

LOOK_BACK = (
    500  # mentions: farther back, a long document speaks of something else, and it must cost no more than its length
)
_INSTITUTIONAL = ("army", "military", "junta", "forces")


class References:
    """Resolves matches of the reference rules; `state_before` is the state an article is about at a token (party_resolution.py)."""

    def __init__(self, parties: dict[str, PartyEntry]) -> None:
        self.parties = parties
        self._resolvers: dict[str, Callable[[Match[ReferenceRule]], list[tuple[str, str | None]]]] = {
            "group": self._group, "institution": self._institution, "army": self._army, "government": self._government, "pronoun": self._pronoun,
            "he": self._person, "both": self._both,
        }  # fmt: skip
        self._heads: dict[str, frozenset[str]] = {}
        self._article: Article
        self._out: list[Reference] = []
        self._found: list[Found[PartyMention]] = []  # in reading order
        self._groups: list[str] = []  # all armed groups that the article names
        self._armies: list[PartyEntry] = []
        self._pairs: dict[tuple[str, ...], int] | None = None  # how often the article joins two parties; None until asked
        self._state_before: Callable[[int], PartyEntry | None]
        self.makes = frozenset(self._resolvers)

    def __call__(
        self, article: Article, found: list[Found[PartyMention]], matches: list[Match[ReferenceRule]],
        state_before: Callable[[int], PartyEntry | None],
    ) -> list[Reference]:  # fmt: skip
        """The references among `matches`, in reading order; what cannot be told is left out."""
        self._article, self._found, self._state_before = article, found, state_before
        self._groups = sorted({one.mention.party or "" for one in found if one.mention.type == "armed_group"})
        named = dict.fromkeys(one.mention.party or "" for one in found)
        entries = (self.parties[party] for party in named if party in self.parties)
        self._armies = [entry for entry in entries if entry.type == "government" and entry.parent and _is_army(entry)]
        self._pairs = None
        taken = {token for one in found for token in range(one.first, one.last + 1)}
        out: list[Reference] = []
        self._out = out
        used: set[int] = set()
        for match in sorted(matches, key=lambda m: (m.first, -m.last)):
            span = range(match.first, match.last + 1)
            if not taken.isdisjoint(span) or not used.isdisjoint(span):
                continue
            for party, person in self._resolvers[match.rule.make](match):
                sentence = article.sentence_of[match.first]
                out.append(Reference(match.first, match.last, sentence, party, person, match.rule.id))
                used.update(span)
        return out

    def _before(self, token: int, sentences: int) -> list[Found[PartyMention]]:
        """The actors named before a token, in its sentence and so many before it, the last first."""
        least = self._article.sentence_of[token] - sentences
        upto = bisect_left(self._found, token, key=lambda one: one.first)
        near = takewhile(lambda one: one.sentence >= least, reversed(self._found[max(0, upto - LOOK_BACK) : upto]))
        return [one for one in near if one.mention.party and one.mention.use == "actor"]

    def _group(self, match: Match[ReferenceRule]) -> list[tuple[str, str | None]]:
        if len(self._groups) == 1:
            return [(party, None) for party in self._groups if party]
        weight: dict[str, float] = {}
        sentence = self._article.sentence_of[match.first]
        for one in self._before(match.first, 100_000):
            if one.mention.type == "armed_group" and one.mention.party:
                near = 1.5 if one.sentence >= sentence - 1 else 0.0
                weight[one.mention.party] = weight.get(one.mention.party, 0.0) + 1.0 + near
        return [(max(weight, key=lambda party: weight[party]), None)] if weight else []

    def _institution(self, match: Match[ReferenceRule]) -> list[tuple[str, str | None]]:
        head = self._article.tokens.lower[match.last]
        for one in self._before(match.first, 100_000):
            party = one.mention.party or ""
            if one.mention.type not in ("state", "government") and head in self._heads_of(party):
                return [(party, None)]
        return []

    def _heads_of(self, party: str) -> frozenset[str]:
        """The last words of a party's names: "council" of the Security Council."""
        if party not in self._heads:
            entry = self.parties.get(party)
            names = (entry.name, *entry.aliases) if entry else ()
            self._heads[party] = frozenset(name.lower().split()[-1] for name in names if " " in name)
        return self._heads[party]

    def _army(self, match: Match[ReferenceRule]) -> list[tuple[str, str | None]]:
        if self._armies:
            return [(self._armies[0].id, None)]
        return self._government(match)

    def _government(self, match: Match[ReferenceRule]) -> list[tuple[str, str | None]]:
        state = self._state_before(match.first)
        return [(state.id, None)] if state else []

    def _pronoun(self, match: Match[ReferenceRule]) -> list[tuple[str, str | None]]:
        """The one party of this sentence before the pronoun, or else the subject of the sentence before."""
        sentence = self._article.sentence_of[match.first]
        if self._out and self._out[-1].sentence == sentence and self._out[-1].person is None:
            same = [one for one in self._found if self._out[-1].last < one.first < match.first]
            return [] if same else [(self._out[-1].party, None)]  # "The army said it would go"
        many = self._article.tokens.lower[match.first] in ("they", "their")
        if many:
            for one in self._of_sentence(sentence):
                other = self._pair(one) if one.last < match.first - 2 else None
                if other is not None:
                    return [(one.mention.party or "", None), (other, None)]
        here = [one for one in self._before(match.first, 0) if one.mention.person is None]
        parties = {one.mention.party for one in here}
        if here:
            only = here[-1].mention.party
            return [(only, None)] if len(parties) == 1 and only else []
        previous = [one for one in self._before(match.first, 1) if one.mention.person is None]
        if not previous or sentence == 0:
            return []
        parties = {one.mention.party for one in previous}
        if many:
            for one in self._of_sentence(sentence - 1):
                other = self._pair(one)
                if other is not None:
                    return [(one.mention.party or "", None), (other, None)]
        if len(parties) == 1 and previous[-1].mention.party:
            return [(previous[-1].mention.party, None)]
        if self._article.tokens.lower[match.first] in ("it", "its"):
            return []
        subject = previous[-1]
        opens = subject.first - self._article.sentences[subject.sentence].first <= 1
        return [(subject.mention.party, None)] if opens and subject.mention.party and not self._pair(subject) else []

    def _person(self, match: Match[ReferenceRule]) -> list[tuple[str, str | None]]:
        people = [one for one in self._before(match.first, 1) if one.mention.person]
        if people and people[0].mention.party:
            return [(people[0].mention.party, people[0].mention.person)]
        return []

    def _both(self, match: Match[ReferenceRule]) -> list[tuple[str, str | None]]:
        """The pair named last in this sentence or the two before it, else the one that the article names most often."""
        sentence = self._article.sentence_of[match.first]
        for number in (sentence, sentence - 1, sentence - 2):
            for one in self._of_sentence(number):
                if one.first < match.first:
                    other = self._pair(one)
                    if other is not None:
                        return [(one.mention.party or "", None), (other, None)]
        return [(party, None) for party in self._rivals()]

    def _rivals(self) -> tuple[str, ...]:
        """The two parties that the article joins most often ("A and B", "between B and A"); of those alike the first."""
        if self._pairs is None:
            self._pairs = {}
            for one in self._found[:LOOK_BACK]:
                other = self._pair(one)
                if other is not None and one.mention.party:
                    key = tuple(sorted((one.mention.party, other)))
                    self._pairs[key] = self._pairs.get(key, 0) + 1
        pairs = self._pairs
        return max(pairs, key=lambda pair: pairs[pair]) if pairs else ()

    def _of_sentence(self, number: int) -> list[Found[PartyMention]]:
        start = bisect_left(self._found, number, key=lambda one: one.sentence)
        return self._found[start : bisect_right(self._found, number, key=lambda one: one.sentence)]

    def _pair(self, one: Found[PartyMention]) -> str | None:
        """The party that is joined to this one by "and", where the two stand alone: "between A and B", not "A, B and C"."""
        lower = self._article.tokens.lower
        if one.first > 0 and lower[one.first - 1] in (",", "and"):
            return None
        for other in self._of_sentence(one.sentence):
            between = lower[one.last + 1 : other.first]
            if other.first > one.last and len(between) <= 6:
                words = [word for word in between if word not in ("the", ")", "(") and not word.isupper()]
                if words in (["and"], ["-"]) and other.mention.party and other.mention.party != one.mention.party:
                    return other.mention.party if one.mention.party else None
        return None


def _is_army(entry: PartyEntry) -> bool:
    names = " ".join((entry.name, *entry.aliases)).lower()
    return any(word in names for word in _INSTITUTIONAL)
