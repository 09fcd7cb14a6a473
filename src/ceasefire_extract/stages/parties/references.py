"""The words that stand for a party without naming it: "the group", "the army", "they", "the two sides".

They are no mentions; a claim takes its actor from them. A pronoun looks no further back than the sentence before; a noun may look back
over the article where only one party can be meant.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from itertools import pairwise, takewhile

from ...article import Article, Found, Reference
from ...models import PartyMention
from ...rules.forms import PartyEntry, ReferenceRule
from ...rules.grammar import Match

LOOK_BACK = (
    500  # mentions: farther back, a long document speaks of something else, and it must cost no more than its length
)
_NEAR_OFFICE = 8  # sentences: how far back "the king" was named
_NEAR = 3  # sentences: how far back "the army" is one that was named
_OPENING = 12  # sentences: where an article says what it is about
_INSTITUTIONAL = ("army", "military", "junta", "forces")


# Who serves in a mission, and how a word of the mission's name begins.
MEN_OF: dict[str, tuple[str, ...]] = {
    "monitors": ("monitor", "observer", "verif", "mission"), "observers": ("observer", "monitor", "verif", "mission"),
    "peacekeepers": ("mission", "protection", "stabili", "peacekeep", "interim"), "inspectors": ("inspect", "verif"),
}  # fmt: skip


def helps(mention: PartyMention) -> bool:
    """Whether a party only brings others together: "a Norwegian-arranged truce"."""
    return "party.mediating-adjective" in mention.rules


class References:
    """Resolves matches of the reference rules; `state_before` is the state an article is about at a token (party_resolution.py)."""

    def __init__(self, parties: dict[str, PartyEntry], lexicon: Mapping[str, Collection[str]]) -> None:
        self.parties = parties
        self._beside = frozenset(lexicon["P_BESIDE"])  # words that may stand between the names of a pair
        self._rebels = frozenset(lexicon["P_REBELS"]) | frozenset(lexicon["P_REBEL"])
        self._named_again = frozenset(lexicon["P_ARMY"]) - frozenset(lexicon["P_SOLDIER"])
        self._soldiers = frozenset(lexicon["P_SOLDIER"])
        self._inside = frozenset(lexicon["P_PLACEPREP"]) | {","}  # "in Abéché, Chad"
        self._leaders, self._people = frozenset(lexicon["P_LEADERS"]), frozenset(lexicon["P_PEOPLE"])
        monarchs = frozenset(lexicon["P_MONARCH"])
        self._offices = dict.fromkeys(lexicon["P_ANY_MONARCH"], monarchs)  # words of several offices
        self._joining = frozenset(lexicon["P_JOINING"])  # words of a list
        self._describing = frozenset(lexicon["P_ADJ"]) | {"'s"}
        self._no_rebels = frozenset(lexicon["P_NO_REBELS"])
        self._resolvers: dict[str, Callable[[Match[ReferenceRule]], list[tuple[str, str | None]]]] = {
            "group": self._group, "institution": self._institution, "army": self._army, "government": self._government, "pronoun": self._pronoun,
            "he": self._person, "both": self._both, "holder": self._holder, "again": self._again,
        }  # fmt: skip
        self._names: dict[str, list[list[str]]] = {}
        self._article: Article
        self._out: list[Reference] = []
        self._found: list[Found[PartyMention]] = []  # in reading order
        self._groups: list[str] = []  # all armed groups that the article names
        self._armies: list[PartyEntry] = []
        self._about: list[tuple[str, ...]] = []  # the two parties that the article is about, once it has been asked
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
        self._about.clear()
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
        return [one for one in near if one.mention.party and one.mention.use == "actor" and not helps(one.mention)]

    def _group(self, match: Match[ReferenceRule]) -> list[tuple[str, str | None]]:
        rebels = self._article.tokens.lower[match.last] in self._rebels
        never = self._no_rebels if rebels else frozenset(())
        groups = [party for party in self._groups if party and party not in never]
        if len(groups) == 1:
            return [(groups[0], None)]
        weight: dict[str, float] = {}
        sentence = self._article.sentence_of[match.first]
        for one in self._before(match.first, 100_000):
            if one.mention.type == "armed_group" and one.mention.party in groups:
                near = 1.5 if one.sentence >= sentence - 1 else 0.0
                weight[one.mention.party] = weight.get(one.mention.party, 0.0) + 1.0 + near
        if not weight:  # a headline names nobody yet: the group that the article names most
            for one in self._found[:LOOK_BACK]:
                if one.mention.type == "armed_group" and one.mention.party in groups:
                    weight[one.mention.party] = weight.get(one.mention.party, 0.0) + 1.0
        return [(max(weight, key=lambda party: weight[party]), None)] if weight else []

    def _institution(self, match: Match[ReferenceRule]) -> list[tuple[str, str | None]]:
        """The institution named last whose name has these words; a ministry that no name has is one of the article's state."""
        words = self._article.tokens.lower[match.first + 1 : match.last + 1]
        ministry = words[-1] == "ministry"
        for one in self._before(match.first, 100_000):
            party = one.mention.party or ""
            called = self._article.tokens.lower[one.last] == words[-1]  # "the Saudi-led coalition ... the coalition"
            known = one.mention.type != "state" and (ministry or called or one.mention.type != "government")
            if known and any(name[-1] == words[-1] and set(words) <= set(name) for name in self._names_of(party)):
                return [(party, None)]
            stems = MEN_OF.get(words[-1])
            if stems and known and any(part.startswith(stems) for name in self._names_of(party) for part in name):
                return [(party, None)]  # "the monitors" of the Sri Lanka Monitoring Mission
        return self._government(match) if ministry else []

    def _names_of(self, party: str) -> list[list[str]]:
        """A party's names of several words, in lower case."""
        if party not in self._names:
            entry = self.parties.get(party)
            names = (entry.name, *entry.aliases) if entry else ()
            self._names[party] = [name.lower().split() for name in names if " " in name]
        return self._names[party]

    def _army(self, match: Match[ReferenceRule]) -> list[tuple[str, str | None]]:
        if self._article.tokens.lower[match.first] in self._soldiers:
            here = [
                one for one in self._of_sentence(self._article.sentence_of[match.first]) if one.mention.type == "state"
            ]
            lower = self._article.tokens.lower
            if len(here) == 1 and here[0].mention.use == "place" and lower[here[0].first - 1] in self._inside:
                return [(here[0].mention.party or "", None)]  # "nine soldiers died in Chad"
        if self._article.tokens.lower[match.last] in self._named_again:
            called = self._called(match, _NEAR)
            if called is not None:
                return [(called.mention.party or "", None)]  # "the Colombian army ... the army"
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

    def _holder(self, match: Match[ReferenceRule]) -> list[tuple[str, str | None]]:
        """The person named last with that office: "King Hussein ... the king"; with another one, nobody."""
        lower = self._article.tokens.lower
        called = self._offices.get(lower[match.last], {lower[match.last]})
        for one in self._before(match.first, _NEAR_OFFICE):
            beside = lower[max(0, one.first - 1) : one.last + 1]
            if one.mention.person and one.mention.party and not called.isdisjoint(beside):
                return [(one.mention.party, one.mention.person)]
        return []

    def _again(self, match: Match[ReferenceRule]) -> list[tuple[str, str | None]]:
        """Whose people or things were called by this word last: "Kenyan special operations commandos ... the commandos"."""
        called = self._called(match, _NEAR_OFFICE)
        if called is None or (called.first > 0 and self._article.tokens.lower[called.first - 1] in self._joining):
            return []  # "Saudi and Kenyan mediators": both
        return [(called.mention.party or "", None)]

    def _called(self, match: Match[ReferenceRule], sentences: int) -> Found[PartyMention] | None:
        """The last party, so many sentences back, whose mention ends in the word of a match or is followed by it."""
        lower = self._article.tokens.lower
        for one in self._before(match.first, sentences):
            after = one.last + 1
            while lower[after] in self._describing:
                after += 1
            if one.mention.person is None and lower[match.last] in (lower[one.last], lower[after]):
                return one
        return None

    def _both(self, match: Match[ReferenceRule]) -> list[tuple[str, str | None]]:
        """The pair named last in this sentence or the two before it, else the one that the article names most often."""
        sentence = self._article.sentence_of[match.first]
        here = [one.mention.party for one in reversed(self._before(match.first, 0))]
        here += [one.party for one in self._out if one.sentence == sentence]
        two = list(dict.fromkeys(party for party in here if party))
        if len(two) == 2 and (self._article.tokens.lower[match.last] == "other" or self._deal(two)):
            return [(party, None) for party in two]  # "the rebels and the army accused each other"
        people = self._article.tokens.lower[match.last] in self._people
        for number in (sentence, sentence - 1, sentence - 2):
            for one in self._of_sentence(number):
                if one.first < match.first and not people:
                    other = self._pair(one)
                    if other is not None:
                        return [(one.mention.party or "", None), (other, None)]
            meant = self._two_people(number, match) or ([] if people else self._pair_meant(number, match.first))
            if meant:
                return [(party, None) for party in meant]
        return [(party, None) for party in self._rivals()]

    def _pair_meant(self, sentence: int, upto: int) -> list[str]:
        """Two sides joined by "and" of whom one is only meant: "the Thai government and the insurgents"."""
        stands = [(one.first, one.last, one.party) for one in self._out[-LOOK_BACK:] if one.sentence == sentence]
        stands += [
            (one.first, one.last, one.mention.party)
            for one in self._of_sentence(sentence)
            if one.mention.party and one.mention.use == "actor"
        ]
        stands.sort()
        lower = self._article.tokens.lower
        for (_, last, party), (first, end, other) in pairwise(stands):
            heads, joint, rest = _split(lower[last + 1 : first], ("and",))
            near = len(heads) + len(rest) <= 3 and end < upto
            if joint and near and party != other and self._deal([party, other]):
                return [party, other]
        return []

    def _two_people(self, sentence: int, match: Match[ReferenceRule]) -> list[str]:
        """The parties of the two people whom a sentence names: "Sisi met Sadr in Cairo. ... The two leaders"."""
        if self._article.tokens.lower[match.last] not in self._people | self._leaders:
            return []
        people = [one for one in self._of_sentence(sentence) if one.mention.person and one.first < match.first]
        two = list(dict.fromkeys(one.mention.party for one in people if one.mention.party))
        return two if len(two) == 2 and len({one.mention.person for one in people}) == 2 else []

    def _deal(self, two: list[str]) -> bool:
        """Whether two parties can be the sides of a conflict: neither is an organisation."""
        types = [self.parties[party].type for party in two if party in self.parties]
        return len(types) == 2 and not any(kind in ("igo", "ngo", "other") for kind in types)

    def _rivals(self) -> tuple[str, ...]:
        """The two parties that an article is about: those that it joins ("A and B") and names most often; empty where no two stand out."""
        if self._about:
            return self._about[0]
        named: Counter[str] = Counter(
            one.mention.party
            for one in self._found[:LOOK_BACK]
            if one.mention.party and one.mention.use == "actor" and one.mention.type not in ("igo", "ngo", "other")
        )
        pairs: Counter[tuple[str, ...]] = Counter()
        for one in self._found[:LOOK_BACK]:
            other = self._pair(one) or self._opponent(one)
            if other is not None and one.mention.party:
                pair = tuple(sorted((one.mention.party, other)))
                pairs[pair] += min(named[party] for party in pair)
        first, second, third = ([*(count for _, count in named.most_common(3)), 0, 0, 0])[:3]
        rivals: tuple[str, ...] = ()
        meant = [self._pair_meant(number, len(self._article.tokens)) for number in range(_OPENING)] if not pairs else []
        pairs.update(tuple(sorted(pair)) for pair in meant if pair)
        if pairs:
            rivals = pairs.most_common(1)[0][0]
        elif first and second > 1 and third * 2 <= second:
            rivals = tuple(party for party, _ in named.most_common(2) if party)
        self._about.append(rivals)
        return rivals

    def _opponent(self, one: Found[PartyMention]) -> str | None:
        """The party that this one deals or fights with: "A signed an accord with the government of B", "A's war against B"."""
        for other in self._of_sentence(one.sentence):
            if other.first > one.last and other.mention.use == "actor" and other.mention.party != one.mention.party:
                before = self._article.tokens.lower[max(one.last + 1, other.first - 4) : other.first]
                heads, joint, _ = _split(before[::-1], ("with", "against"))
                return other.mention.party if joint and self._is_head(heads) else None
        return None

    def _of_sentence(self, number: int) -> list[Found[PartyMention]]:
        start = bisect_left(self._found, number, key=lambda one: one.sentence)
        return self._found[start : bisect_right(self._found, number, key=lambda one: one.sentence)]

    def _pair(self, one: Found[PartyMention]) -> str | None:
        """The party that is joined to this one by "and", where the two stand alone: "between A's army and the rebels of B", not "A, B and C"."""
        lower = self._article.tokens.lower
        if one.first > 0 and lower[one.first - 1] in (",", "and"):
            return None
        for other in self._of_sentence(one.sentence):
            between = lower[one.last + 1 : other.first]
            if other.first > one.last and len(between) <= 9 and other.mention.party != one.mention.party:
                heads, joint, rest = _split(between, ("and", "-"))
                backed = joint == "-" and (heads or rest)  # "Iran-backed Houthis" are no pair, "Iran-Iraq" are
                if joint and not backed and self._is_head(heads) and self._is_head(rest) and other.mention.party:
                    return other.mention.party if one.mention.party else None
        return None

    def _is_head(self, words: list[str]) -> bool:
        """Whether words only say who of a party: "'s Moslem-led government", "the rebels of", "army chief", but no verb and no list."""
        return len(words) <= 5 and all(word in self._beside or word.endswith(("led", "backed")) for word in words)


def _split(words: list[str], joints: tuple[str, ...]) -> tuple[list[str], str, list[str]]:
    """Words before and after the first of `joints`, and that joint; the joint is empty where there is none."""
    for at, word in enumerate(words):
        if word in joints:
            return words[:at], word, words[at + 1 :]
    return words, "", []


def _is_army(entry: PartyEntry) -> bool:
    names = " ".join((entry.name, *entry.aliases)).lower()
    return any(word in names for word in _INSTITUTIONAL)
