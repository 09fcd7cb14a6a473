"""The form of a rule on disk: what a pattern pack may say, stage by stage. packs.py reads them, grammar.py runs them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from .models import Aspect, Event, PartyType, Polarity, StatementKind, Status

_MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Example(Strict):
    """A sentence and what must be read from it. `[[...]]` marks the span; `value` is the part of the output that must be so."""

    text: str
    value: dict[str, Any] = Field(default_factory=dict)
    published: dt.date | None = None

    @property
    def plain(self) -> str:
        return _MARK.sub(r"\1", self.text)

    @property
    def span(self) -> tuple[int, int] | None:
        """Start and end of the marked stretch in the plain text."""
        match = _MARK.search(self.text)
        return (match.start(), match.start() + len(match.group(1))) if match else None


class Counterexample(Strict):
    """A sentence in which the rule must make nothing, and why."""

    text: str
    why: str
    published: dt.date | None = None


class Rule(Strict):
    """What all rules share. A rule without an example and a counterexample is refused."""

    id: str = Field(pattern=r"^[a-z]+(\.[a-z0-9]+(-[a-z0-9]+)*)+$")
    note: str | None = None
    pattern: str | None = None
    patterns: list[str] = Field(default_factory=list)
    examples: list[Example] = Field(min_length=1)
    counterexamples: list[Counterexample] = Field(min_length=1)
    known_gaps: list[Example] = Field(default_factory=list)

    @property
    def all_patterns(self) -> list[str]:
        return [*([self.pattern] if self.pattern else []), *self.patterns]


class MentionRule(Rule):
    """A date, count or phase. `make` names the function that turns the captures into a value; `args` are its settings."""

    make: str
    args: dict[str, Any] = Field(default_factory=dict)


class StatementRule(Rule):
    """Who says what: the pattern captures `source`, `cue` and, where it bounds it, `content`."""

    kind: StatementKind
    args: dict[str, Any] = Field(default_factory=dict)


class ContextRule(Rule):
    """Words that put a status, polarity or aspect on the triggers in their scope.

    `direction`: forward (what follows, to the clause's end), backward, both, or over (the match spans the trigger itself).
    `events` limits it to these events.
    """

    status: Status | None = None
    polarity: Polarity | None = None
    aspect: Aspect | None = None
    direction: Literal["forward", "backward", "both", "over"] = "forward"
    reach: int = Field(12, description="How many items away the trigger may stand.")
    stop: Literal["clause", "sentence"] = "clause"
    events: list[Event] = Field(default_factory=list)
    args: dict[str, Any] = Field(default_factory=dict)


class EventRule(Rule):
    """Words that carry an event. The capture `trigger` (else the whole match) is the trigger."""

    event: Event
    status: Status | None = None
    polarity: Polarity | None = None
    aspect: Aspect | None = None
    verb: bool = Field(False, description="The trigger is a verb: its subject acts, its object is acted upon.")
    args: dict[str, Any] = Field(default_factory=dict)


class ReferenceRule(Rule):
    """Words that name a party by form ("Karen National Union") or stand for one named before ("the group")."""

    make: str
    args: dict[str, Any] = Field(default_factory=dict)


class Term(Strict):
    """An office held: party id, first and last day (null where open)."""

    party: str
    since: dt.date | None = None
    until: dt.date | None = None


class PartyEntry(Strict):
    """A party or a person who speaks for one, with every name it goes by."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str
    type: PartyType | Literal["person"]
    aliases: list[str] = Field(default_factory=list)
    adjectives: list[str] = Field(
        default_factory=list, description="'Egyptian': the party only with an institutional head."
    )
    demonyms: list[str] = Field(default_factory=list, description="'Egyptians': people, never the party.")
    seats: list[str] = Field(
        default_factory=list, description="'Cairo': the government only as one who says or decides."
    )
    guarded: dict[str, str] = Field(
        default_factory=dict, description="Alias -> the cue without which it is not read so."
    )
    terms: list[Term] = Field(default_factory=list, description="For a person: whom they speak for, and when.")
    parent: str | None = None
    wikidata: str | None = None
    iso2: str | None = None
    iso3: str | None = None
    ucdp: int | None = None
    note: str | None = None


class Blocker(Strict):
    """A phrase that must not yield the party that a shorter name in it would."""

    phrase: str
    blocks: str
    why: str


STAGES: dict[str, type[Rule] | None] = {
    "lexicon": None,
    "dates": MentionRule,
    "counts": MentionRule,
    "phases": MentionRule,
    "parties": ReferenceRule,
    "statements": StatementRule,
    "context": ContextRule,
    "events": EventRule,
}
