"""The words around a claim's trigger, from which it is told what the claim is about: which kind of event, whose people, which names."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..models import Claim, PartyMention
from .knowledge import Knowledge

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W\d_]+)*")
_REACH = 400  # characters on either side of a trigger: a clause is shorter, and a text without full stops may be one sentence
_BEFORE, _AFTER = 12, 14  # words around a trigger that say what it is about
_BESIDE_BEFORE, _BESIDE_AFTER = 5, 4  # words that say which kind of event it is: "at least 360 Palestinian rockets"
_APART = re.compile(r"[;:]|, (?:while|but|and) ")  # between a name and a trigger: the name is of another clause


@dataclass(slots=True)
class Around:
    """Words about a trigger: as written, in lower case, and their places in the sentence. The trigger's are `first` to `last`, `last` excluded."""

    words: list[str]
    low: list[str]
    starts: list[int]
    ends: list[int]
    first: int
    last: int
    party: set[int]  # words of a party's name
    sentence_start: bool  # whether the first of the words begins the sentence

    @property
    def trigger(self) -> list[str]:
        return self.low[self.first : self.last]

    @property
    def beside(self) -> list[str]:
        """The nearest words, the trigger's own among them."""
        return self.low[max(0, self.first - _BESIDE_BEFORE) : self.last + _BESIDE_AFTER]

    def near(self) -> range:
        return range(max(0, self.first - _BEFORE), min(len(self.words), self.last + _AFTER))


class PartyNames:
    """Where an article names parties: those names say who, and are no words about the event. Persons of no party are names to be kept."""

    def __init__(self, mentions: Iterable[PartyMention]) -> None:
        spans = sorted((mention.start, mention.end) for mention in mentions if mention.party is not None)
        self._starts = [start for start, _ in spans]
        self._ends: list[int] = []
        for _, end in spans:  # the farthest so far, for names within names
            self._ends.append(max(end, self._ends[-1] if self._ends else 0))

    def hold(self, start: int, end: int) -> bool:
        """Whether a name covers these characters."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and end <= self._ends[at]


@dataclass(slots=True)
class _Words:
    """The words of a sentence, or of the part of it that is near a trigger (see `Around`)."""

    words: list[str]
    low: list[str]
    starts: list[int]
    ends: list[int]
    party: set[int]


def arounds(claims: Iterable[Claim], parties: PartyNames) -> list[Around]:
    """The words about each claim's trigger. Claims of one sentence share its words."""
    read: dict[tuple[str, int, int, int], _Words] = {}
    out = []
    for claim in claims:
        sentence, base = claim.sentence.text, claim.sentence.start
        start, end = claim.trigger.start - base, claim.trigger.end - base
        left, right = max(0, start - _REACH), min(len(sentence), end + _REACH)
        if left and not sentence[left - 1].isspace():
            left = sentence.find(" ", left, start) + 1 or start
        words = read.get((sentence, base, left, right))
        if words is None:
            words = read[sentence, base, left, right] = _words(sentence, base, left, right, parties)
        inside = [at for at, (a, b) in enumerate(zip(words.starts, words.ends, strict=True)) if a < end and b > start]
        first, last = (inside[0], inside[-1] + 1) if inside else (0, 0)
        out.append(Around(words.words, words.low, words.starts, words.ends, first, last, words.party, left == 0))
    return out


def _words(sentence: str, base: int, left: int, right: int, parties: PartyNames) -> _Words:
    found = [
        (match.group(), left + match.start(), left + match.end()) for match in _WORD.finditer(sentence[left:right])
    ]
    return _Words(
        words=[word for word, _, _ in found],
        low=[lowered(word) for word, _, _ in found],
        starts=[a for _, a, _ in found],
        ends=[b for _, _, b in found],
        party={at for at, (_, a, b) in enumerate(found) if parties.hold(base + a, base + b)},
    )


def names(claim: Claim, words: Around, known: frozenset[str], knowledge: Knowledge) -> frozenset[str]:
    """Names beside the trigger that are no party: the hostage freed, the town taken. A sentence's first word is one where it is `known` from elsewhere."""
    if is_headline(words.words):
        return frozenset()
    base, sentence = claim.sentence.start, claim.sentence.text
    source = range(claim.source.start - base, claim.source.end - base) if claim.source else range(0)
    trigger_start = words.starts[words.first] if words.words else 0
    trigger_end = words.ends[words.last - 1] if words.last else 0
    out: set[str] = set()
    for at in words.near():
        if not words.words[at][0].isupper() or at in words.party or words.starts[at] in source:
            continue
        if claim.event in knowledge.suffered and at and words.low[at - 1] in knowledge.places_follow:
            continue  # where it happened, not whom it befell: "killed in Sirte"
        between = (
            sentence[words.ends[at] : trigger_start] if at < words.first else sentence[trigger_end : words.starts[at]]
        )
        name = bare(words.words[at])
        if _APART.search(between) or name in knowledge.common or "-" in name or knowledge.people_of(name):
            continue
        if at or not words.sentence_start or name in known:
            out.add(name)
    return frozenset(out)


def content(words: Around, knowledge: Knowledge) -> frozenset[str]:
    """Stems of the words about the event that tell it from another."""
    return frozenset(
        stem(word)
        for at in words.near()
        if at not in words.party
        and (word := words.low[at]) not in knowledge.common
        and len(word) > 2
        and not word[0].isdigit()
    )


def capitals(claims: Sequence[Claim]) -> frozenset[str]:
    """Words that have a capital within a sentence of the claims, its first word and headlines aside."""
    out: set[str] = set()
    for sentence in {claim.sentence.text for claim in claims}:
        words = _WORD.findall(sentence)
        if not is_headline(words):
            out |= {bare(word) for word in words[1:] if word[0].isupper()}
    return frozenset(out)


def is_headline(words: Sequence[str]) -> bool:
    """Whether most words have a capital, so that a capital makes no name."""
    return sum(word[0].isupper() for word in words) > len(words) / 2


def words_of(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def lowered(word: str) -> str:
    return word.lower().replace("’", "'")


def bare(word: str) -> str:
    """A name without its genitive."""
    return lowered(word).removesuffix("'s").removesuffix("'")


@functools.lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A rough stem, so that "prisoner" and "prisoners", "attack" and "attacked" meet: never shown, only compared."""
    word = word.removesuffix("'s").removesuffix("s'").replace("-", "")
    for suffix in ("ings", "ing", "ies", "ied", "edly", "ed", "es", "s"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word.removesuffix(suffix)
    return word.removesuffix("e") if len(word) > 4 else word
