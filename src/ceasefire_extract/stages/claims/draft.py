"""A claim in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...models import CountMention, DateMention, PhaseMention, PlaceMention
from ..context.engine import Reading
from ..events.triggers import Trigger
from ..syntax.clauses import View
from .players import Cast


@dataclass(slots=True)
class Draft:
    """A trigger with what was read of it, and the counts, dates and phases that are its own."""

    trigger: Trigger
    reading: Reading
    cast: Cast
    sentence: int
    clause: int
    counts: list[CountMention] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    phases: list[PhaseMention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)

    @property
    def event(self) -> str:
        return self.trigger.event

    @property
    def has_content(self) -> bool:
        """Whether it names a participant, a count, a date or a phase."""
        cast = self.cast
        return bool(cast.actors or cast.targets or cast.mediators or self.counts or self.dates or self.phases)


def by_sentence(drafts: list[Draft]) -> dict[int, list[Draft]]:
    """Drafts by the number of their sentence: a long article must not be searched for each of them."""
    out: dict[int, list[Draft]] = {}
    for draft in drafts:
        out.setdefault(draft.sentence, []).append(draft)
    return out


def distance(view: View, draft: Draft, item: int) -> int:
    """How many items lie between a draft's trigger and an item; those of another clause are farther."""
    trigger = draft.trigger
    steps = item - trigger.end if item >= trigger.end else trigger.start - item
    return steps + (0 if draft.clause == view.clause_of[item] else 6)
