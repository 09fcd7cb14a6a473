"""What a claim tells, made ready to be held against another's: sides, kind, time, mode, victims, names, figures, content words.

All is read from the output contract alone (`models.py`), so that an extraction kept from an earlier run can be compared as well as a fresh one.
Days are ordinals (`date.toordinal`), word sets are stems in lower case; what an article does not say is an empty set or None.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..models import Claim, CountMention, Extraction, PartyMention
from .around import Around, PartyNames, arounds, capitals, content, names, stem, words_of
from .knowledge import Knowledge

HELD = frozenset(("hostages", "prisoners"))  # what the freed and the taken are called is a matter of sides
_BEFORE_DATE = 20  # characters in which "since" stands


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of what: `low` and `high` are its bounds, None where open; `value` is what is written."""

    category: str
    whose: frozenset[str]  # party ids
    which: frozenset[str]  # fighters, children; tunnels, houses
    value: float | None
    low: float | None
    high: float | None
    part: bool  # a subset of another figure ("among them 9 children")
    step: float  # to the next number as round: 12 for "a dozen", 100 for 1,300
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
    scene: frozenset[str]  # all parties that the article names

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
    parties = [mention for mention in extraction.mentions if isinstance(mention, PartyMention)]
    return accounts_from(extraction.claims, parties, extraction.document.published, article, knowledge)


def accounts_from(
    claims: Sequence[Claim], parties: Iterable[PartyMention], published: str | None, article: int, knowledge: Knowledge
) -> list[Account]:
    """The same from the parts; `published` is an ISO date."""
    day, parties = _day(published), list(parties)
    names_of_parties, known = PartyNames(parties), capitals(claims)
    named = {mention.party for mention in parties if mention.party}
    scene = frozenset(named.union(*([*claim.actors, *claim.targets, *claim.mediators] for claim in claims)))
    return [
        _account(claim, (article, number), day, words, known, scene, knowledge)
        for number, (claim, words) in enumerate(zip(claims, arounds(claims, names_of_parties), strict=True))
    ]


def _account(
    claim: Claim,
    key: tuple[int, int],
    published: int | None,
    words: Around,
    known: frozenset[str],
    scene: frozenset[str],
    knowledge: Knowledge,
) -> Account:
    figures = tuple(_figure(count, knowledge) for count in claim.counts)
    peoples = frozenset(people for figure in figures for people in figure.whose)
    groups = frozenset(group for figure in figures for group in figure.which)
    if claim.event in knowledge.suffered:
        held = frozenset(figure.category for figure in figures if figure.category in HELD)
        peoples, groups = (
            peoples or _victims(claim, words, knowledge),
            held | groups or knowledge.groups_in(words.beside),
        )
    return Account(
        key=key, claim=claim, event=claim.event, doers=frozenset(claim.actors), sufferers=frozenset(claim.targets),
        others=frozenset(claim.mediators), kinds=_kinds(claim, words, knowledge), mode=_mode(claim, knowledge),
        turn=knowledge.turn_of(claim.aspect), polarity=claim.polarity, peoples=peoples, groups=groups,
        times=_times(claim, published, knowledge), news=published, names=names(claim, words, known, knowledge),
        words=content(words, knowledge), figures=figures,
        phases=frozenset((phase.unit, number) for phase in claim.phases if (number := phase.number or phase.resolved_number)),
        sentence=claim.sentence.start, scene=scene,
    )  # fmt: skip


def _kinds(claim: Claim, words: Around, knowledge: Knowledge) -> frozenset[str]:
    """Which kind of event: what the trigger itself says, then what is counted, then the words beside it."""
    counted = [word for count in claim.counts for word in words_of(count.unit or "")]
    stretches = (words.trigger, counted, words.beside)
    return next((found for stretch in stretches if (found := knowledge.kinds_in(claim.event, stretch))), frozenset())


def _mode(claim: Claim, knowledge: Knowledge) -> str:
    """What the status comes to; "open" where it is the default of a bare noun ("the truce"), which no cue and no verb has said."""
    proposed = claim.status == "proposed"
    if proposed and claim.rules and not any(rule.startswith("context.proposed") for rule in claim.rules):
        return "open"
    return knowledge.mode_of(claim.status)


def _figure(count: CountMention, knowledge: Knowledge) -> Figure:
    words = words_of(count.unit or "") + words_of(count.affiliation or "")
    whose, which = knowledge.peoples_in(words, adjectives=True), knowledge.groups_in(words)
    if count.affiliation in knowledge.parties:
        whose |= {count.affiliation}
    if count.category == "other":  # "32 tunnels" and "4 houses" are figures of different things
        which |= frozenset(stem(word) for word in words[-1:])
    return Figure(
        count.category, whose, which, count.value, count.low, count.high, bool(count.part_of), _step(count, knowledge), count
    )  # fmt: skip


def _step(count: CountMention, knowledge: Knowledge) -> float:
    """How far it is to the next number as round as this one."""
    if count.value is None or count.value < 1 or count.value != int(count.value):
        return 0.0
    step = 1.0
    while count.value % (10 * step) == 0:
        step *= 10
    return max(step, *(knowledge.rules.words.steps.get(word, 0.0) for word in words_of(count.text)), 0.0)


def _victims(claim: Claim, words: Around, knowledge: Knowledge) -> frozenset[str]:
    """Whose people they are: the target, else a people named beside the trigger, else one anywhere about it."""
    if claim.targets:
        return frozenset(claim.targets)
    return knowledge.peoples_in(words.beside, adjectives=False) or knowledge.peoples_in(words.low, adjectives=False)


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
        at = max(0, date.start - claim.sentence.start)
        before = claim.sentence.text[max(0, at - _BEFORE_DATE) : at].lower().split()
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
