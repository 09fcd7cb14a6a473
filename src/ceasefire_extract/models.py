"""The output contract, schema version 1: what `extract` prints and `ceasefire_extract.extract` returns.

Offsets are Unicode code points into the article's text as given, end exclusive: `text[start:end]` is the quoted `text`.
Within version 1 fields may be added, never renamed or dropped.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1"

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
TimexMod = Literal[
    "APPROX", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS", "START", "MID", "END", "BEFORE", "AFTER"
]
Modifier = Literal["exact", "about", "more_than", "at_least", "less_than", "up_to", "range", "vague"]
Category = Literal[
    "hostages", "prisoners", "killed", "injured", "missing", "displaced", "troops", "people",
    "attacks", "aid", "money", "percent", "states", "other",
]  # fmt: skip
PartyType = Literal["state", "government", "armed_group", "political_party", "authority", "igo", "ngo", "other"]
Use = Literal["actor", "place"]
Relative = Literal["next", "current", "final", "initial", "previous", "remaining"]
PlaceType = Literal["city", "region", "country", "crossing", "camp", "corridor", "other"]
PhaseUnit = Literal["phase", "stage", "step", "round"]
Event = Literal[
    "talks", "ceasefire", "agreement", "violation", "release", "detention", "withdrawal", "disarmament", "aid",
    "attack", "casualties", "displacement", "reconstruction", "governance", "sanctions", "position",
]  # fmt: skip
Aspect = Literal["start", "continue", "extend", "resume", "suspend", "end"]
Status = Literal["occurred", "ongoing", "planned", "proposed", "demanded", "conditional", "possible"]
Polarity = Literal["positive", "negative"]
Role = Literal["actor", "target", "mediator"]
StatementKind = Literal["direct", "indirect", "according_to"]
Effect = Literal[
    "says", "claims", "confirms", "denies", "doubts", "demands", "asks", "proposes", "promises", "warns", "hopes", "expects",
    "accuses", "supports", "opposes",
]  # fmt: skip
PublishedFrom = Literal["option", "metadata", "text", "filename"]


class Model(BaseModel):
    """Base of all output objects: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", validate_default=False, json_schema_serialization_defaults_required=True)


MOST = 10**24  # what is larger is no amount of anything that news counts


class Span(Model):
    """A stretch of the article's text."""

    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Mention(Span):
    """What all mentions share. `id` is m1, m2, ... in reading order; `rules` names the rules that made it."""

    id: str = ""
    rules: list[str] = Field(default_factory=list)


class DateMention(Mention):
    """A temporal expression, normalised as TIMEX3 (TimeML 1.2.1): https://timeml.github.io conventions.

    `value` is the TIMEX3 value; `earliest` and `latest` are the ISO bounds of the interval that a DATE or TIME covers, null for
    durations, sets and what is not resolved. `anchor` quotes the event that a duration is counted from, where the sentence names one.
    """

    kind: Literal["date"] = "date"
    type: TimexType
    value: str
    mod: TimexMod | None = None
    earliest: str | None = None
    latest: str | None = None
    anchor: Span | None = None


class CountMention(Mention):
    """How many of something: `value` as stated, `low` and `high` what it bounds, null where open."""

    kind: Literal["count"] = "count"
    value: float | int | None = None
    low: float | int | None = None
    high: float | int | None = None
    modifier: Modifier = "exact"
    unit: str | None = None
    category: Category = "other"
    affiliation: str | None = Field(
        default=None, description="Whose they are: a party id or a demonym as written, where the phrase says so."
    )
    part_of: str | None = Field(default=None, description="The id of the count mention that this one is a subset of.")
    superseded: bool = Field(default=False, description="An earlier figure that the text says has been replaced.")


class PartyMention(Mention):
    """An actor of the conflict or of the talks, by its id; `person` is the id of the person named, where one is."""

    kind: Literal["party"] = "party"
    party: str | None = None
    name: str | None = None
    type: PartyType = "other"
    person: str | None = None
    wikidata: str | None = None
    use: Use = "actor"


class PhaseMention(Mention):
    """A numbered or relative part of an agreement or of the talks."""

    kind: Literal["phase"] = "phase"
    number: int | None = None
    of: int | None = None
    relative: Relative | None = None
    unit: PhaseUnit = "phase"
    resolved_number: int | None = Field(
        default=None, description="The number that the article makes plain for a relative phase."
    )


class PlaceMention(Mention):
    """A town, region or other place where something happens; never one who acts. A country is a place where its name only says where.

    `name`, `geonames` (the GeoNames id), `latitude` and `longitude` (decimal degrees, WGS 84) are those of the gazetteer, null where it does not know
    the place; `country` is the ISO 3166-1 alpha-2 code of the country that it lies in, null where it is not known or lies in several.
    """

    kind: Literal["place"] = "place"
    type: PlaceType = "city"
    name: str
    geonames: int | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


AnyMention = Annotated[
    DateMention | CountMention | PartyMention | PhaseMention | PlaceMention, Field(discriminator="kind")
]


class Offsets(Model):
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Source(Span):
    """Who is cited: the phrase as written, and the party and person it stands for, where known.

    `named` is false for anonymous sources ("two officials"); `resolved` is the name a pronoun or short form stands for, `antecedent` where that stands;
    `via` is the source that this one is quoted by ("Israel's Channel 12 quoted an official as saying").
    """

    party: str | None = None
    person: str | None = None
    named: bool = True
    resolved: str | None = None
    antecedent: Offsets | None = None
    via: Span | None = None


class ClaimSource(Source):
    """The source of a claim, with the id of the statement that it was read from."""

    statement: str | None = None


class Content(Span):
    """What is said; `parts` are its pieces where the cue or the source breaks it, `start` and `end` the outer edges."""

    parts: list[Offsets]


class Statement(Model):
    """Who says what, whatever it is about. `effect` is what the cue does to the content: whether it is said, denied, demanded, ..."""

    id: str = ""
    kind: StatementKind
    effect: Effect = "says"
    source: Source
    cue: Span | None = None
    content: Content
    rules: list[str] = Field(default_factory=list)


class Participant(Model):
    """Which mention a claim's participant was read from (null where the sentence does not name it)."""

    role: Role
    party: str
    mention: str | None = None


class Plover(Model):
    """The claim as an event of PLOVER (manual 0.8): its type, its mode where it has one, and who acts on whom, by party id.

    Of several parties that do a thing with each other all are actors, and nobody is a recipient.
    """

    event: str
    mode: str | None = None
    actors: list[str] = Field(default_factory=list)
    recipients: list[str] = Field(default_factory=list)


class Cue(Span):
    """Words that spoke of a claim's status, polarity or aspect: what they say, and by which rule. `overruled`: stronger words decided."""

    says: Status | Polarity | Aspect
    rule: str
    overruled: bool = False


class Claim(Model):
    """One event or state of the conflict or its settlement that a sentence asserts, plans, wants or denies."""

    id: str = ""
    event: Event
    aspect: Aspect | None = None
    status: Status
    polarity: Polarity = "positive"
    trigger: Span
    sentence: Span
    actors: list[str] = Field(default_factory=list)
    targets: list[str] = Field(default_factory=list)
    mediators: list[str] = Field(default_factory=list)
    participants: list[Participant] = Field(default_factory=list)
    counts: list[CountMention] = Field(default_factory=list)
    dates: list[DateMention] = Field(default_factory=list)
    phases: list[PhaseMention] = Field(default_factory=list)
    places: list[PlaceMention] = Field(default_factory=list)
    source: ClaimSource | None = None
    plover: Plover | None = Field(
        default=None, description="What PLOVER makes of it; null where that codebook has no code."
    )
    confidence: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="The probability that event, status and actors are right (docs/accuracy.md).",
    )
    cues: list[Cue] = Field(
        default_factory=list, description="The words that status, polarity and aspect were read from."
    )
    rules: list[str] = Field(default_factory=list)


class EventPart(Model):
    """A part of what is told of an event, and the ids of the claims that tell it."""

    claims: list[str]


class EventParticipant(EventPart):
    """A party and its role in the event."""

    role: Role
    party: str


class EventDate(EventPart):
    """When: a date mention's value and bounds; `mention` is the id of the first that says so."""

    value: str
    earliest: str | None
    latest: str | None
    mention: str


class EventFigure(EventPart):
    """How many: a count mention with its bounds; `superseded` where a later figure has taken its place."""

    category: Category
    text: str
    unit: str | None
    affiliation: str | None
    value: float | int | None
    low: float | int | None
    high: float | int | None
    modifier: Modifier
    superseded: bool
    mention: str


class EventSource(EventPart):
    """Who says so."""

    text: str
    party: str | None
    person: str | None


class EventPhase(EventPart):
    """Of which phase."""

    text: str
    unit: PhaseUnit
    number: int | None
    relative: Relative | None


class EventLink(Model):
    """Two claims that were put together because of each other, and the rules of patterns/compare that spoke of them."""

    claims: list[str] = Field(min_length=2, max_length=2)
    rules: list[str]


class EventGroup(Model):
    """One event, and all that the article tells of it: its claims stay as they are, each in one group.

    `status` and `polarity` are the strongest and latest word, that of the claim `told_by`; `links` says why claims were put together.
    """

    id: str = ""
    event: Event
    status: Status
    polarity: Polarity
    told_by: str
    claims: list[str]
    participants: list[EventParticipant] = Field(default_factory=list)
    dates: list[EventDate] = Field(default_factory=list)
    figures: list[EventFigure] = Field(default_factory=list)
    phases: list[EventPhase] = Field(default_factory=list)
    sources: list[EventSource] = Field(default_factory=list)
    links: list[EventLink] = Field(default_factory=list)


class Notice(Model):
    """Something the reader of the output should know: a code for programs, a sentence for people."""

    code: str
    message: str


class Document(Model):
    """The article: where it came from and when it was published. `sha256` is of the text's UTF-8."""

    id: str
    source: str | None = None
    title: str | None = None
    published: str | None = None
    published_from: PublishedFrom | None = None
    language: Literal["en"] | None = None
    characters: int
    sha256: str


class DerivedDocument(Document):
    """An article whose text was taken out of another form (a web page, a PDF): what the offsets count in is `text`, here alone."""

    text: str


class Extraction(Model):
    """All that was read from one article."""

    schema_version: Literal["1"] = "1"
    document: Document | DerivedDocument
    mentions: list[AnyMention] = Field(default_factory=list)
    claims: list[Claim] = Field(default_factory=list)
    statements: list[Statement] = Field(default_factory=list)
    events: list[EventGroup] = Field(
        default_factory=list,
        description="The claims by the event that they tell of, in the order of their first claims.",
    )
    warnings: list[Notice] = Field(default_factory=list)


def json_schema() -> dict[str, object]:
    """The JSON Schema (2020-12) of an extraction as it is printed: every field is there, null where unknown."""
    schema = Extraction.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
