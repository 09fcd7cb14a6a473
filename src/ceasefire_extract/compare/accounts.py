"""What a claim tells, made ready to be held against another's: sides, kind, time, mode, victims, names, figures, content words.

All is read from the output contract alone (`models.py`), so that an extraction kept from an earlier run can be compared as well as a fresh one.
Days are ordinals (`date.toordinal`), word sets are stems in lower case; what an article does not say is an empty set or None.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from dataclasses import dataclass

from ..models import Claim, CountMention, Extraction, PartyMention
from .knowledge import Knowledge

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W\d_]+)*")
_BEFORE, _AFTER = 12, 14  # tokens around a trigger that say what it is about; a clause is seldom longer
_HELD = frozenset(("hostages", "prisoners"))
_KIND_BEFORE, _KIND_AFTER = (
    5,
    4,
)  # tokens around a trigger that say which kind of event it is: "at least 360 Palestinian rockets"


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of what: `low` and `high` are its bounds, None where open; `value` is what is written."""

    category: str
    whose: frozenset[str]  # party ids
    which: frozenset[str]  # fighters, children; tunnels, houses
    value: float | None
    low: float | None
    high: float | None
    exact: bool
    part: bool  # a subset of another figure ("among them 9 children")
    mention: CountMention


@dataclass(slots=True, eq=False)
class Account:
    """One article's telling of one event. `key` is its place in the canonical order of the articles: article, then claim."""

    key: tuple[int, int]
    claim: Claim
    event: str
    doers: frozenset[str]
    sufferers: frozenset[str]
    others: frozenset[str]  # mediators
    kinds: frozenset[str]
    mode: str
    turn: str
    polarity: str
    peoples: frozenset[str]
    groups: frozenset[str]
    times: tuple[tuple[int, int], ...]
    news: int | None
    names: frozenset[str]
    words: frozenset[str]
    figures: tuple[Figure, ...]
    phases: frozenset[tuple[str, int]]
    sentence: int
    trait: int = -1  # the number of what is discrete in it; equal numbers, equal traits (see relations.py)

    @property
    def article(self) -> int:
        return self.key[0]

    def traits(self) -> tuple[object, ...]:
        """What is discrete: accounts that share it stand alike to every third one, but for time, words, names and figures."""
        return (
            self.event, self.doers, self.sufferers, self.others, self.kinds, self.mode, self.turn, self.polarity, self.peoples,
            self.groups, self.phases,
        )  # fmt: skip


def accounts_of(extraction: Extraction, article: int, knowledge: Knowledge) -> list[Account]:
    """The accounts of an article, in the order of its claims. `article` is its number in the canonical order."""
    published = _day(extraction.document.published)
    places = _party_spans(extraction)
    known = _capitals(extraction)
    return [
        _account(claim, (article, number), published, places, known, knowledge)
        for number, claim in enumerate(extraction.claims)
    ]


def _account(
    claim: Claim,
    key: tuple[int, int],
    published: int | None,
    parties: list[tuple[int, int]],
    known: frozenset[str],
    knowledge: Knowledge,
) -> Account:
    tokens = _tokens(claim.sentence.text)
    first, last = _trigger_tokens(claim, tokens)
    base = claim.sentence.start
    covered = {at for at, (_, start, end) in enumerate(tokens) if _inside(base + start, base + end, parties)}
    low = [word.lower().replace("’", "'") for word, _, _ in tokens]
    near = low[max(0, first - _KIND_BEFORE) : last + _KIND_AFTER]
    figures = tuple(_figure(count, knowledge) for count in claim.counts)
    peoples = frozenset(people for figure in figures for people in figure.whose)
    groups = frozenset(group for figure in figures for group in figure.which)
    if claim.event in knowledge.suffered:
        peoples = peoples or _victims(claim, low, first, last, knowledge)
        groups = (
            frozenset(figure.category for figure in figures if figure.category in _HELD)
            or groups
            or knowledge.groups_in(near)
        )
    return Account(
        key=key,
        claim=claim,
        event=claim.event,
        doers=frozenset(claim.actors),
        sufferers=frozenset(claim.targets),
        others=frozenset(claim.mediators),
        kinds=_kinds(claim, low, first, last, knowledge),
        mode=_mode(claim, knowledge),
        turn=knowledge.turn_of(claim.aspect),
        polarity=claim.polarity,
        peoples=peoples,
        groups=groups,
        times=_times(claim, published, knowledge),
        news=published,
        names=_names(claim, tokens, first, last, covered, known, knowledge),
        words=_words(low, first, last, covered, knowledge),
        figures=figures,
        phases=frozenset((phase.unit, number) for phase in claim.phases if (number := phase.number or phase.resolved_number)),
        sentence=claim.sentence.start,
    )  # fmt: skip


def _tokens(sentence: str) -> list[tuple[str, int, int]]:
    return [(match.group(), match.start(), match.end()) for match in _WORD.finditer(sentence)]


def _trigger_tokens(claim: Claim, tokens: list[tuple[str, int, int]]) -> tuple[int, int]:
    """The first token of the trigger, and the one behind its last."""
    start, end = claim.trigger.start - claim.sentence.start, claim.trigger.end - claim.sentence.start
    inside = [at for at, (_, left, right) in enumerate(tokens) if left < end and right > start]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _party_spans(extraction: Extraction) -> list[tuple[int, int]]:
    """Where parties are named: their names say who, and are no content words. A person of no party is a name to be kept."""
    return [
        (mention.start, mention.end)
        for mention in extraction.mentions
        if isinstance(mention, PartyMention) and mention.party is not None
    ]


def _capitals(extraction: Extraction) -> frozenset[str]:
    """Words that have a capital within a sentence of the claims, its first word and headlines aside."""
    out: set[str] = set()
    for sentence in {claim.sentence.text for claim in extraction.claims}:
        tokens = [word for word, _, _ in _tokens(sentence)]
        if sum(word[0].isupper() for word in tokens) <= len(tokens) / 2:
            out |= {
                word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
                for word in tokens[1:]
                if word[0].isupper()
            }
    return frozenset(out)


def _inside(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(left <= start and end <= right for left, right in spans)


def _kinds(claim: Claim, low: list[str], first: int, last: int, knowledge: Knowledge) -> frozenset[str]:
    """Which kind of event: what the words nearest to the trigger say, its own first, then those of what is counted."""
    for stretch in (low[first:last], [word for count in claim.counts for word in _unit_words(count)]):
        found = knowledge.kinds_in(claim.event, stretch)
        if found:
            return found
    return knowledge.kinds_in(claim.event, low[max(0, first - _KIND_BEFORE) : last + _KIND_AFTER])


def _mode(claim: Claim, knowledge: Knowledge) -> str:
    """What the status comes to; "open" where it is the default of a bare noun ("the truce"), which no cue and no verb has said."""
    if (
        claim.rules
        and claim.status == "proposed"
        and not any(rule.startswith("context.proposed") for rule in claim.rules)
    ):
        return "open"
    return knowledge.mode_of(claim.status)


def _unit_words(count: CountMention) -> list[str]:
    return [word.lower() for word, _, _ in _tokens(count.unit or "")]


def _figure(count: CountMention, knowledge: Knowledge) -> Figure:
    words = _unit_words(count) + [word.lower() for word, _, _ in _tokens(count.affiliation or "")]
    whose, which = knowledge.peoples_in(words, adjectives=True), knowledge.groups_in(words)
    if count.affiliation in knowledge.parties:
        whose |= {count.affiliation}
    if count.category == "other":  # "32 tunnels" and "4 houses" are figures of different things
        which |= frozenset(stem(word) for word in words[-1:])
    part = bool(count.part_of)
    return Figure(
        count.category, whose, which, count.value, count.low, count.high, count.modifier == "exact", part, count
    )


def _victims(claim: Claim, low: list[str], first: int, last: int, knowledge: Knowledge) -> frozenset[str]:
    """Whose people they are: the target, else a people named beside the trigger, else one anywhere in the sentence."""
    if claim.targets:
        return frozenset(claim.targets)
    near = low[max(0, first - _KIND_BEFORE) : last + _KIND_AFTER]
    return knowledge.peoples_in(near, adjectives=False) or knowledge.peoples_in(low, adjectives=False)


def _names(
    claim: Claim,
    tokens: list[tuple[str, int, int]],
    first: int,
    last: int,
    covered: set[int],
    known: frozenset[str],
    knowledge: Knowledge,
) -> frozenset[str]:
    """Names beside the trigger that are no party: the hostage freed, the town taken. A sentence's first word is one where it is `known` from elsewhere."""
    sentence, base = claim.sentence.text, claim.sentence.start
    source = (claim.source.start - base, claim.source.end - base) if claim.source else (0, 0)
    out: set[str] = set()
    if sum(word[0].isupper() for word, _, _ in tokens) > len(tokens) / 2:
        return frozenset()  # a headline, in which any word may have a capital
    for at in range(max(0, first - _BEFORE), min(len(tokens), last + _AFTER)):
        word, start, end = tokens[at]
        if not word[0].isupper() or at in covered or source[0] <= start < source[1]:
            continue
        if claim.event in knowledge.suffered and at and tokens[at - 1][0].lower() in knowledge.places_follow:
            continue  # where it happened, not whom it befell: "killed in Sirte"
        between = sentence[end : tokens[first][1]] if at < first else sentence[tokens[max(last - 1, 0)][2] : start]
        if re.search(r"[;:]|, (?:while|but|and) ", between):
            continue
        lower = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
        if lower in knowledge.common or knowledge.people_of(lower.partition("-")[0]) or "-" in lower:
            continue
        if at == 0 and lower not in known:
            continue
        out.add(lower)
    return frozenset(out)


def _words(low: list[str], first: int, last: int, covered: set[int], knowledge: Knowledge) -> frozenset[str]:
    window = range(max(0, first - _BEFORE), min(len(low), last + _AFTER))
    return frozenset(
        stem(low[at])
        for at in window
        if at not in covered and low[at] not in knowledge.common and len(low[at]) > 2 and not low[at][0].isdigit()
    )


@functools.lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A rough stem, so that "prisoner" and "prisoners", "attack" and "attacked" meet: never shown, only compared."""
    word = word.removesuffix("'s").removesuffix("s'").replace("-", "")
    for suffix in ("ings", "ing", "ies", "ied", "edly", "ed", "es", "s"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word.removesuffix(suffix)
    return word.removesuffix("e") if len(word) > 4 else word


def _times(claim: Claim, published: int | None, knowledge: Knowledge) -> tuple[tuple[int, int], ...]:
    """The intervals that the claim's dates cover; durations and what is not resolved have none. "since Monday" lasts until the news."""
    out = []
    for date in claim.dates:
        earliest, latest = _day(date.earliest), _day(date.latest)
        if earliest is None and latest is None:
            continue
        first = earliest if earliest is not None else latest
        last = latest if latest is not None else earliest
        assert first is not None
        assert last is not None
        before = claim.sentence.text[: max(0, date.start - claim.sentence.start)].lower().split()
        if before and before[-1] in knowledge.since and published is not None:
            last = max(last, published)
        out.append((first, last))
    return tuple(sorted(out))


def _day(text: str | None) -> int | None:
    """The ordinal of an ISO date or time; None where there is none or it is no date."""
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text[:10]).toordinal()
    except ValueError:
        return None
