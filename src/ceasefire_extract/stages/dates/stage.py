"""The stage: sets `article.dates`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...article import Article, Found, Trapped
from ...errors import PackError
from ...models import DateMention, Span
from ...rules.forms import MentionRule
from ...rules.grammar import BOUNDARY, Encoded, Grammar, Match, fold_mentions
from ...rules.packs import Packs
from . import periods
from .amounts import Numbers
from .captures import Captures
from .discourse import Resolved
from .makers import MAKERS
from .reading import Reading
from .resolve import Resolver
from .tense import TenseReader

_HAS_DATE = re.compile(r"\b(?:DATE|HOUR|DURATION)\b")
# Words in nearly every sentence: a sentence with nothing else that a rule needs is not read.
_COMMON = tuple("the to in of and a an that from - 's on at by for or is as QUOTE DASH".split())
_ROUNDS = 3  # "late" + ("Friday" + "of last week"): how deep expressions nest
_PART_HOURS = {
    "MO": ("00:00", "12:00"),
    "MI": ("12:00", "12:59"),
    "AF": ("12:00", "18:00"),
    "EV": ("17:00", "24:00"),
    "NI": ("18:00", "24:00"),
    "DT": ("06:00", "18:00"),
}


@dataclass(slots=True)
class _Candidate:
    first: int
    last: int
    reading: Reading
    size: int  # the longer one wins; for two dates made at once it is that of both
    context: int  # of those alike, the one whose rule saw more


class Dates:
    """Finds the dates of an article with the rules of `packs`.

    Raises PackError where a rule's `make` names no maker.
    """

    def __init__(self, packs: Packs) -> None:
        self._packs = packs
        whole = packs.grammar("dates", MentionRule)
        self._vocabulary = whole.vocabulary
        words: dict[str, float] = {}
        for name in ("SMALL_NUMBER", "TENS_NUMBER", "NUMBER_SCALE"):
            words |= packs.lexicon.get(name, {})
        self._numbers = Numbers(words)
        self._tenses = TenseReader(packs.lexicon)
        self._number_words = frozenset(packs.lexicon.get("COUNT_WORD", ()))
        for rule in packs.rules["dates"]:
            assert isinstance(rule, MentionRule)
            if rule.make not in MAKERS:
                makers = ", ".join(sorted(MAKERS))
                raise PackError(
                    "P07", packs.file_of[rule.id], rule.id, f"no maker is called {rule.make!r}", f"use one of {makers}"
                )
        self._simple = whole.part(lambda rule: not _is_compound(rule))
        self._compound = whole.part(_is_compound)
        triggers = self._simple.triggers(_COMMON)
        self._triggers = (
            re.compile(rf"(?<={BOUNDARY})[^{BOUNDARY}{triggers}]*[{triggers}][^{BOUNDARY}]*{BOUNDARY}")
            if triggers
            else None
        )

    def __call__(self, article: Article) -> None:
        found = self._find(article)
        taken = _named(article)
        kept = [
            (c.first, c.last, c.reading)
            for c in found
            if taken.isdisjoint(range(c.first, c.last + 1)) and not self._continues_number(article, c.first)
        ]
        resolved = Resolver(article, self._tenses).resolve_all(kept)
        article.dates = [self._mention(article, item) for item in resolved]

    def _continues_number(self, article: Article, first: int) -> bool:
        """Whether a number in words goes on in the date, so that there is none: in "a hundred and ninety-two", no year 92."""
        lower = article.tokens.lower
        before = first - 1 - (first > 1 and lower[first - 1] == "-")
        return first > 0 and lower[first] in self._number_words and self._goes_on(lower, before)

    def _goes_on(self, lower: list[str], at: int) -> bool:
        return lower[at] in self._number_words or (
            lower[at] == "and" and at > 0 and lower[at - 1] in ("hundred", "thousand", "million")
        )

    def _find(self, article: Article) -> list[_Candidate]:
        encoded = self._promising(article.encoded(self._vocabulary))
        found = _untrapped(article, _longest(self._candidates(self._simple, encoded, article, [])))
        changed = {article.sentence_of[c.first] for c in found}
        for _ in range(_ROUNDS):
            if not changed:
                break
            here = [c for c in found if article.sentence_of[c.first] in changed]
            spans = [(_kind(c.reading), c.first, c.last) for c in here]
            encoded = fold_mentions(article.encoded(self._vocabulary), article.sentences, spans, sorted(changed))
            larger = _longest(self._candidates(self._compound, encoded, article, [c.reading for c in here]))
            changed = {article.sentence_of[c.first] for c in larger}
            covered = {token for c in larger for token in range(c.first, c.last + 1)}
            found = [c for c in found if covered.isdisjoint(range(c.first, c.last + 1))]
            found = sorted([*found, *larger], key=lambda c: c.first)
        return found

    def _promising(self, encoded: Encoded) -> Encoded:
        """Those sentences that hold a word without which no rule matches: half of the text, at half of the time."""
        if self._triggers is None:
            return encoded
        spans = [match.span() for match in self._triggers.finditer(encoded.string)]
        string, first, last = [BOUNDARY], [-1], [-1]
        for start, end in spans:
            string.append(encoded.string[start:end])
            first += encoded.first[start:end]
            last += encoded.last[start:end]
        joined = "".join(string)
        return Encoded(joined, first, last, [-1] * len(joined), frozenset(joined))

    def _candidates(
        self, grammar: Grammar[MentionRule], encoded: Encoded, article: Article, inner: list[Reading]
    ) -> list[_Candidate]:
        out: list[_Candidate] = []
        for match in grammar.find(encoded):
            made = MAKERS[match.rule.make](
                Captures(match, article.tokens, self._packs, self._numbers, inner, article.published)
            )
            for first, last, reading in made:
                rules = [*self._inner_rules(match, inner), match.rule.id]
                size = (match.last if len(made) > 1 else last) - (match.first if len(made) > 1 else first)
                out.append(_Candidate(first, last, reading.with_(rules=rules), size, match.last - match.first))
        return out

    def _inner_rules(self, match: Match[MentionRule], inner: list[Reading]) -> list[str]:
        out: list[str] = []
        for name in match.groups:
            index = match.mention_of(name)
            if index is not None:
                out += [rule for rule in inner[index].rules if rule not in out]
        return out

    def _mention(self, article: Article, item: Resolved) -> Found[DateMention]:
        reading, value = item.reading, item.value
        anchor = Span.model_validate(article.span(*reading.anchor)) if reading.anchor else None
        earliest, latest = interval(value) if reading.type in ("DATE", "TIME") else (None, None)
        start, end = article.tokens.starts[item.first], article.tokens.ends[item.last]
        mention = DateMention.model_construct(
            id="", text=article.text[start:end], start=start, end=end, rules=reading.rules, kind="date", type=reading.type, value=value, mod=reading.mod,
            earliest=earliest, latest=latest, anchor=anchor,
        )  # fmt: skip
        return Found(item.first, item.last, item.sentence, mention)


def _kind(reading: Reading) -> str:
    """The class of item that a date found is to the rules that build on it: DATE, HOUR (without a day) or DURATION."""
    if reading.type in ("DURATION", "SET") or (reading.value or "").endswith("_REF"):
        return "duration"
    return "hour" if reading.base == "clock" and reading.clock else "date"


def _is_compound(rule: MentionRule) -> bool:
    """Whether a rule builds on dates found before."""
    return bool(_HAS_DATE.search(" ".join(rule.all_patterns)))


def interval(value: str) -> tuple[str | None, str | None]:
    """The ISO bounds of what a DATE or TIME value covers; None, None where the value leaves it open."""
    bounds = periods.bounds(value)
    if bounds is None:
        return None, None
    first, last = bounds[0].isoformat(), bounds[1].isoformat()
    _, _, time = value.partition("T")
    if not time:
        return first, last
    start, end = _PART_HOURS.get(time, (time, time))
    return f"{first}T{start}", f"{last}T{end}"


def _longest(candidates: list[_Candidate]) -> list[_Candidate]:
    """Those that no longer one overlaps, in reading order; of those alike a trap wins, then the rule that saw more."""
    out: list[_Candidate] = []
    used: set[int] = set()
    for candidate in sorted(candidates, key=lambda c: (-c.size, not c.reading.trap, -c.context, c.first)):
        span = range(candidate.first, candidate.last + 1)
        if used.isdisjoint(span):
            out.append(candidate)
            used.update(span)
    return sorted(out, key=lambda c: c.first)


def _untrapped(article: Article, found: list[_Candidate]) -> list[_Candidate]:
    """Those that are dates; what is none is noted in `article.trapped`."""
    for candidate in found:
        if candidate.reading.trap:
            sentence = article.sentence_of[candidate.first]
            article.trapped.append(Trapped(candidate.first, candidate.last, sentence, candidate.reading.rules[-1]))
    return [candidate for candidate in found if not candidate.reading.trap]


def _named(article: Article) -> set[int]:
    """The tokens of names of parties: "Theresa May" and "March 23 Movement" hold no date."""
    return {token for found in article.parties for token in range(found.first, found.last + 1)}
