"""Which counts, dates and phases belong to which claim, and what claims of one story share."""

from __future__ import annotations

from ..models import CountMention, DateMention, PhaseMention
from ..packs import Packs
from .clauses import View
from .draft import Draft, by_sentence, distance
from .roles import SHARED

# Which counts an event can own, by category.
COUNTED: dict[str, frozenset[str]] = {
    "talks": frozenset(("other", "states", "people")),
    "ceasefire": frozenset(("other",)),
    "agreement": frozenset(("other", "states")),
    "violation": frozenset(("attacks", "other")),
    "release": frozenset(("hostages", "prisoners", "killed", "people", "troops", "other", "displaced")),
    "detention": frozenset(("hostages", "prisoners", "people", "troops", "other")),
    "withdrawal": frozenset(("troops", "other", "people")),
    "disarmament": frozenset(("troops", "other", "people", "attacks")),
    "aid": frozenset(("aid", "money", "people", "other", "displaced")),
    "attack": frozenset(("attacks", "other", "troops", "people")),
    "casualties": frozenset(("killed", "injured", "missing", "people", "troops", "other", "hostages")),
    "displacement": frozenset(("displaced", "people", "other")),
    "reconstruction": frozenset(("money", "other")),
    "governance": frozenset(("other", "people", "states")),
    "sanctions": frozenset(("people", "other")),
    "position": frozenset(("states", "other")),
}
VAGUE_DATES = frozenset(("PRESENT_REF", "PAST_REF", "FUTURE_REF"))
VIOLENT = frozenset(("attack", "casualties", "detention"))  # what an attack did happened when it happened
REACH = 12  # how far a date of a clause without an event may belong, in items


class Attacher:
    """Gives each draft its counts, dates and phases."""

    def __init__(self, packs: Packs, saying: frozenset[str]) -> None:
        lexicon = packs.lexicon
        self.saying = saying
        self.between = frozenset(("on", "late", "early", "in", "reporters", "journalists"))
        self.between |= frozenset(lexicon["ADVERB"]) | frozenset(lexicon["NOT"])

    def __call__(self, view: View, drafts: list[Draft]) -> None:
        beside = by_sentence(drafts)
        for found in view.article.mentions():
            mention, here = found.mention, beside.get(found.sentence)
            if not here:
                continue
            item = view.item_of[found.first]
            if isinstance(mention, CountMention):
                able = [draft for draft in here if mention.category in COUNTED[draft.event]]
                for draft in self._nearest(view, able, item):
                    draft.counts.append(mention)
            elif isinstance(mention, DateMention) and mention.value not in VAGUE_DATES:
                for draft in self._dated(view, here, item, lasting=mention.type == "DURATION"):
                    draft.dates.append(mention)
            elif isinstance(mention, PhaseMention):
                for draft in self._phased(view, here, item):
                    draft.phases.append(mention)
        self._share_dates(view, drafts, beside)

    def share_actors(self, drafts: list[Draft]) -> None:
        """Who is not said again: the victims of an attack have its attacker, talks that go on have those who talked before."""
        beside = by_sentence(drafts)
        for draft in drafts:
            if draft.cast.actors or draft.trigger.rule.subject == "mediator":
                continue
            for other in reversed([*beside.get(draft.sentence - 1, ()), *beside[draft.sentence]]):
                if other.cast.actors and other is not draft and self._has_same_actors(draft, other):
                    draft.cast.actors += other.cast.actors
                    break

    def _has_same_actors(self, draft: Draft, other: Draft) -> bool:
        if draft.event in ("casualties", "displacement", "detention") and other.event == "attack":
            return other.sentence == draft.sentence and other.reading.polarity == "positive"
        told = draft.reading.status in ("occurred", "ongoing", "planned")
        return told and draft.event in SHARED and other.event in SHARED and len(other.cast.actors) > 1

    def _nearest(self, view: View, drafts: list[Draft], item: int) -> list[Draft]:
        """The draft nearest to an item; the first of two as near."""
        return [min(drafts, key=lambda draft: distance(view, draft, item))] if drafts else []

    def _dated(self, view: View, here: list[Draft], item: int, *, lasting: bool) -> list[Draft]:
        """The drafts of a date's clause; none where the date says when something was said."""
        at = item - 1
        while at > 0 and view.words[at] in self.between:
            at -= 1
        if view.words[at] in self.saying and not lasting and view.words[at - 1] not in ("been", "was", "were"):
            return []  # "said on Monday", but "concluded ten days of talks", "clashes were reported on Monday"
        clause = view.clause(item)
        same = [draft for draft in here if draft.clause == clause.number]
        if not same:
            if clause.kind in ("report", "main"):
                return []  # a dateline, or a clause without an event: the date is its own
            able = [draft for draft in here if draft.event != "position"]
            return [draft for draft in self._nearest(view, able, item) if abs(draft.trigger.start - item) < REACH]
        if {draft.event for draft in same} <= VIOLENT:
            return same
        return self._nearest(view, same, item)

    def _phased(self, view: View, here: list[Draft], item: int) -> list[Draft]:
        """All drafts of a phase's clause, else the next one."""
        same = [draft for draft in here if draft.clause == view.clause_of[item]]
        return same or [draft for draft in here if draft.trigger.start > item][:1] or here[:1]

    def _share_dates(self, view: View, drafts: list[Draft], beside: dict[int, list[Draft]]) -> None:
        """An attack and its victims share a date; what is dated after the day of publication is still to come."""
        published = view.article.published
        for draft in drafts:
            if draft.event in ("attack", "casualties") and not draft.dates:
                dated = (
                    other for other in beside[draft.sentence] if other.dates and other.event in ("attack", "casualties")
                )
                for other in dated:
                    draft.dates = list(other.dates)
                    break
            reading = draft.reading
            if published and reading.status == "occurred" and not reading.cued and reading.polarity == "positive":
                days = [date.earliest for date in draft.dates if date.earliest]
                if days and min(days)[:10] > published.isoformat():
                    reading.status = "planned"
