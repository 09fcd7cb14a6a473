"""The form of a rule on disk: what a pattern pack may say, stage by stage. packs.py reads them, grammar.py runs them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from ..models import Aspect, Category, Event, PartyType, PlaceType, Polarity, Role, StatementKind, Status

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


class ContextArgs(Strict):
    """What a context rule may ask beside its pattern."""

    needs_form: Literal["BASE", "S", "PAST", "PART", "ING"] | None = Field(
        default=None, description="The trigger must be able to be this form of a verb."
    )
    not_noun_of: list[Event] = Field(
        default_factory=list,
        description="Of these events it says nothing where a noun tells them ('agreed to a truce').",
    )
    of_truce: bool = Field(default=False, description="Of truces and accords themselves, not of a war that ends.")
    own_subject: bool = Field(
        default=False, description="Its subject is to act ('X must leave'), not somebody addressed."
    )
    once_done: bool = Field(default=False, description="Only of what has occurred.")
    final: bool = Field(
        default=False, description="It settles what stands within: what somebody failed or managed to do."
    )
    ahead: bool = Field(default=False, description="The date in it lies after the day of publication.")
    open: bool = Field(
        default=False,
        description="It speaks of what is still to come: not of what a verb in the past or in the present tells.",
    )
    quantifier: bool = Field(
        default=False, description="It denies what its noun takes part in: 'no hostages were freed', 'freed nobody'."
    )
    closes: bool = Field(
        default=False, description="What its own words leave open is denied with them: 'dismissed rumours that'."
    )
    subject: str | None = Field(
        default=None,
        description="A class, one word of which its subject is: 'the accord calls for', not 'Paris calls for'.",
    )
    future_in_past: bool = Field(
        default=False, description="In what is reported it is the future ('said it would leave')."
    )


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
    args: ContextArgs = ContextArgs()


class EventArgs(Strict):
    """What an event rule may say of its trigger beside its pattern."""

    verb: bool = Field(default=False, description="The trigger of its pattern is a verb: it has a subject and a tense.")
    finite: bool = Field(
        default=False, description="Its verbs count where they are finite only: 'we support', not 'to support'."
    )
    passive: bool = Field(
        default=False, description="A participle of its pattern is passive, without an auxiliary too."
    )
    through: bool = Field(default=False, description="`acts_on` may stand behind a preposition: 'waded into the camp'.")
    needs: list[str] = Field(default_factory=list, description="Categories, one of which each count in the match has.")
    needs_after: list[str] = Field(default_factory=list, description="The same of a count that follows at once.")
    phase_unit: list[str] = Field(default_factory=list, description="Units, one of which a phase in it has.")
    own_negation: bool = Field(default=False, description="'Not' belongs to it: it is not denied by it.")
    follows: list[Event] = Field(
        default_factory=list,
        description="A word that tells of the event only where one of these was told before in the article: 'the process', 'the operation'.",
    )
    agentless: bool = Field(
        default=False, description="In the passive, what is acted on is enough: nobody need be named who does it."
    )
    echo: bool | Literal["only"] = Field(
        default=False, description="It has the event told last ('denies it'); 'only': it is none where none was told."
    )
    settlement: bool = Field(
        default=False, description="'The deal': a truce where a truce was the settlement told last."
    )
    of_settlement: bool = Field(
        default=False, description="What is done with a settlement: an accord where one was told last."
    )
    ends_war: bool = Field(default=False, description="The end of a war, which is a truce's beginning.")
    frames: list[Event] | Literal["all"] = Field(
        default_factory=list, description="A stance that only leads up to these events, where one follows."
    )
    hides_object: bool = Field(default=False, description="A stance whose object is no claim beside it.")


class EventRule(Rule):
    """Words that carry an event. The capture `trigger` (else the whole match) is the trigger.

    `verbs` names a class of verbs (key `verbs` of a pack) instead of a pattern: its finite, passive and -ing forms are triggers, its base
    form after "to", a modal and the like (stages/syntax/verbs.py); `object` is what must follow, `unless` what must not.

    A verb of many senses ("leave", "hand over", "open") is told by what its clause is about: `acts_on` and `done_by` name word classes, or
    categories of counts in lower case (or `party`, `person`: a named one), one of which must stand where its object or its subject does.
    """

    event: Event
    verbs: str | None = None
    object: str | None = None
    whole: str | None = Field(None, description="What must follow and is part of the trigger: 'halt the attacks'.")
    unless: str | None = None
    acts_on: list[str] = Field(
        default_factory=list, description="What the verb acts on: after it, before a passive one."
    )
    not_on: list[str] = Field(
        default_factory=list,
        description="What a passive verb, or a participle behind its noun, is not said of: 'a statement released'.",
    )
    done_by: list[str] = Field(default_factory=list, description="Who or what does it: before the verb in its clause.")
    status: Status | None = None
    polarity: Polarity | None = None
    aspect: Aspect | None = None
    subject: Literal["actor", "target", "mediator", "none"] = Field(
        "actor", description="The role of the clause's subject (of a passive verb: of its 'by' phrase)."
    )
    others: Literal["mediator"] | None = Field(
        None, description="The role of all parties that follow, whatever governs them."
    )
    args: EventArgs = EventArgs()

    @property
    def verb(self) -> bool:
        """Whether the trigger is a verb."""
        return self.verbs is not None or self.args.verb

    @property
    def all_patterns(self) -> list[str]:
        patterns = super().all_patterns
        if self.verbs:
            tail = (f" (?= {self.object})" if self.object else "") + (f" (?! {self.unless})" if self.unless else "")
            patterns.append(
                f"trigger:({self.verbs} {self.whole}){tail}" if self.whole else f"trigger:{self.verbs}{tail}"
            )
        return patterns


class Weight(Strict):
    """How a piece of evidence moves the log-odds that a claim is right, and what was counted of it: claims, and those of them that were right."""

    weight: float
    claims: int
    right: int


class Weights(Strict):
    """What a claim's confidence is made of (patterns/claims/confidence.yaml): log-odds to begin with, and the evidence."""

    base: float = 0.0
    claims: int = 0
    right: int = 0
    evidence: dict[str, Weight] = Field(default_factory=dict)


class Frame(Strict):
    """Who takes part in an event, told by what a party is to the words that carry it (patterns/events/frames.yaml)."""

    event: Event
    verb: dict[str, Role] = Field(description="Place (subject, object, a preposition) -> role, of a verb.")
    noun: dict[str, Role] = Field(description="Place (possessor, compound, a preposition) -> role, of a noun.")
    lemmas: dict[str, dict[str, Role | Literal["none"]]] = Field(
        default_factory=dict,
        description="Lemma -> what else it says of the places around it; `none`: nobody there takes part.",
    )
    doers: list[str] = Field(
        default_factory=list, description="Classes of verbs whose subject does what the noun names."
    )
    sufferers: list[str] = Field(default_factory=list, description="Classes of verbs whose subject it is done to.")
    shared: bool = Field(default=False, description="Whoever takes part acts.")
    loser: bool = Field(default=False, description="The side whose people or things are hit is the target.")
    ground: bool = Field(default=False, description="The party in whose place it happens is the target.")
    holder: bool = Field(default=False, description="Who holds those that it is about does it.")
    mediated: bool = Field(default=False, description="Others may bring it about.")
    settlement: bool = Field(default=False, description="What talks are about.")
    toll: bool = Field(default=False, description="All of it in one sentence is one claim.")
    holds: bool = Field(default=False, description="Somebody is held: it may only say who is released.")
    repeatable: bool = Field(default=False, description="Two of it in one clause are two.")
    meeting: bool = Field(default=False, description="Two of it with 'and' are two; it may be about a settlement.")
    fight: bool = Field(default=False, description="Two of it with 'and' are two; the end of it is a truce.")
    stance: bool = Field(
        default=False, description="What somebody thinks of it: it is nowhere, and frames other events."
    )
    violent: bool = Field(default=False, description="What is told with it happened when it happened.")
    harmful: bool = Field(default=False, description="A length of time can measure it: 'thousands died in two years'.")
    borrowed: bool = Field(default=False, description="Its words are said of sport, trade and the stage too.")
    timeless: bool = Field(default=False, description="It is there or not, whatever is done with it.")
    made: bool = Field(default=False, description="Once it is said to be made, it has occurred.")
    state: bool = Field(default=False, description="Its verbs in the present tell of a state.")
    status: dict[str, Status] = Field(
        default_factory=dict,
        description="Tense of the verb that takes the noun, 'TENSE definite', 'TENSE subject', else.",
    )
    follows: list[Event] = Field(default_factory=list, description="Events whose doers are its doers in one sentence.")
    owns: list[Category] = Field(default_factory=list, description="Categories of the counts that it can have.")


class ReferenceRule(Rule):
    """Words that name a party by form ("Karen National Union") or stand for one named before ("the group")."""

    make: str
    args: dict[str, Any] = Field(default_factory=dict)


_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def span_of_days(text: str) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of "2014-09..2020-02-21": a year or month alone is all of it, an empty side is open.

    Raises ValueError where it cannot be read.
    """
    first, dots, last = text.strip().partition("..")
    if not dots:
        raise ValueError(f"{text!r} is not a span of days; write it as 2014-09..2020-02-21")
    return _day(first, end=False), _day(last, end=True)


def _day(text: str, end: bool) -> dt.date | None:
    if not text:
        return None
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a day; write it as 2014, 2014-09 or 2014-09-21")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if day is not None and month is not None:
        return dt.date(year, month, day)
    if not end:
        return dt.date(year, month or 1, 1)
    after = dt.date(year + 1, 1, 1) if month in (None, 12) else dt.date(year, (month or 0) + 1, 1)
    return after - dt.timedelta(days=1)


class Term(NamedTuple):
    """An office held: party id, first and last day (None where open)."""

    party: str
    since: dt.date | None
    until: dt.date | None

    def holds(self, day: dt.date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class PartyEntry(Strict):
    """A party, with every name it goes by. A name written in lower case matches in any case, others only as names are written."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str
    type: PartyType
    aliases: list[str] = Field(default_factory=list)
    adjectives: list[str] = Field(
        default_factory=list, description="'Egyptian': the party only with an institutional head."
    )
    demonyms: list[str] = Field(default_factory=list, description="'Egyptians': people, never the party.")
    seats: list[str] = Field(
        default_factory=list, description="'Cairo': the government only as one who says or decides."
    )
    houses: list[str] = Field(
        default_factory=list, description="'White House': the government, save after in, at, near, outside."
    )
    guarded: dict[str, str] = Field(
        default_factory=dict,
        description="Name -> words ('Sudan|Darfur') of which the article must hold one, or another name of the party.",
    )
    dated: dict[str, str] = Field(default_factory=dict, description="Name -> when it means this party: 2021-08-15..")
    alone: list[str] = Field(
        default_factory=list,
        description="Names that are somebody else's behind an owner or another capitalised word: 'the Russian Security Council'.",
    )
    parent: str | None = None
    wikidata: str | None = None
    iso2: str | None = None
    iso3: str | None = None
    ucdp: int | None = None
    note: str | None = None

    @field_validator("dated")
    @classmethod
    def _readable(cls, value: dict[str, str]) -> dict[str, str]:
        for days in value.values():
            span_of_days(days)
        return value


class PersonEntry(Strict):
    """A person who speaks for a party while in office. The id is made from the name where none is given.

    `of` lists the offices: "israel 2009-03-31..2021-06-13; israel 2022-12-29..".
    """

    id: str | None = Field(None, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str
    aliases: list[str] = Field(default_factory=list)
    bare: list[str] = Field(
        default_factory=list, description="Names that are enough by themselves, before the full name was given."
    )
    of: str
    office: str | None = None
    wikidata: str | None = None
    note: str | None = None

    @field_validator("of")
    @classmethod
    def _offices(cls, value: str) -> str:
        terms_of(value)
        return value


def terms_of(text: str) -> list[Term]:
    """The offices that a person's `of` lists. Raises ValueError where one cannot be read."""
    terms = []
    for part in text.split(";"):
        party, _, days = part.strip().partition(" ")
        terms.append(Term(party, *span_of_days(days or "..")))
    return terms


class Blocker(Strict):
    """A phrase that must not yield the party that a shorter name in it would."""

    phrase: str
    blocks: str
    why: str


class PlaceEntry(Strict):
    """A place that a pack lists: it goes before the gazetteer. Coordinates in decimal degrees."""

    name: str
    type: PlaceType = "city"
    aliases: list[str] = Field(default_factory=list)
    geonames: int | None = None
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Several = BeforeValidator(_listed)  # "planned" is [planned]


class Code(Strict):
    """A row of a codebook's table: what a claim must be, and the codes that it then gets, or why it gets none. The first row that fits decides.

    What is not stated may be anything. `rules`: beginnings of ids, one of which made the claim; `counts`: categories, one of which it has; `says`: the name of
    a list under `words`, one of which stands in its sentence; `actors` and `targets`: how many it has; `cited`: whose words it is.
    """

    event: Annotated[list[Event], Several]
    aspect: Annotated[list[Aspect | Literal["none"]], Several] | None = None
    status: Annotated[list[Status], Several] | None = None
    polarity: Polarity | None = None
    rules: Annotated[list[str], Several] | None = None
    counts: Annotated[list[Category], Several] | None = None
    says: str | None = None
    actors: Literal["none", "some", "several"] | None = None
    targets: Literal["none", "some"] | None = None
    cited: Literal["nobody", "somebody"] | None = None
    gives: dict[str, str] = Field(default_factory=dict)
    why: str | None = None

    @model_validator(mode="after")
    def _either(self) -> Code:
        if bool(self.gives) == bool(self.why):
            raise ValueError("a row says either what it gives or why it gives nothing")
        return self


class Codebook(Strict):
    """The table of one codebook: its rows in order, and the lists of words that they and the codebook's columns name."""

    codes: list[Code] = Field(default_factory=list)
    words: dict[str, list[str]] = Field(default_factory=dict)


STAGES: dict[str, type[Rule] | None] = {
    "lexicon": None,
    "syntax": None,
    "dates": MentionRule,
    "counts": MentionRule,
    "phases": MentionRule,
    "places": MentionRule,
    "parties": ReferenceRule,
    "statements": StatementRule,
    "context": ContextRule,
    "events": EventRule,
    "claims": None,
    "codebooks": None,
}

# What `make` may say, stage by stage, and the capture that it cannot do without. (The dates have a function for each: stages/dates.)
MAKES: dict[str, dict[str, str | None]] = {
    "counts": dict.fromkeys(
        "numeral trap bound topic range change share category toll number_of part rest superseded".split()
    ),
    "phases": dict.fromkeys("phase phases elided trap in_force over".split()),
    "places": {"place": "place"},
    "parties": {
        **dict.fromkeys(
            "person expert organisation office domestic place document group institution army government pronoun he both holder again".split()
        ),
        "item": "party",
        "head": "party",
    },
}
