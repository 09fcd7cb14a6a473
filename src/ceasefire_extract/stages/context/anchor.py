"""What a context is read of: a stretch of items, with or without an event."""

from __future__ import annotations

from dataclasses import dataclass

from ...models import Aspect, Event, Polarity, Status
from ..events.triggers import Trigger

NONE: frozenset[str] = frozenset()


@dataclass(slots=True)
class Anchor:
    """Items `start` to `end` (end exclusive).

    `forms`: which verb forms its first word can be (BASE, S, PAST, PART, ING); empty where it is no verb. `status`, `polarity` and `aspect` are
    what the words say by themselves ("moratorium", "stand-off"); `own_negation`: a "not" before them is theirs.
    """

    start: int
    end: int
    event: Event | None = None
    forms: frozenset[str] = NONE
    passive: bool = False
    status: Status | None = None
    polarity: Polarity | None = None
    aspect: Aspect | None = None
    own_negation: bool = False
    ends_war: bool = False
    mediating: bool = False

    @property
    def verb(self) -> bool:
        return bool(self.forms)


def anchor_of(trigger: Trigger) -> Anchor:
    """The anchor of a trigger, with what its rule says."""
    rule = trigger.rule
    return Anchor(
        trigger.start, trigger.end, trigger.event, trigger.forms, trigger.passive,
        rule.status, rule.polarity, rule.aspect,
        rule.args.own_negation, rule.args.ends_war, trigger.verb and rule.subject == "mediator",
    )  # fmt: skip
