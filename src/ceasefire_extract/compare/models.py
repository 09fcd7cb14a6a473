"""What comparing puts out: groups of claims that tell of one event, over articles or within one.

A line of `extract compare --format jsonl` is a `Group`. Fields may be added, never renamed or dropped, within version 1.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ..models import Aspect, Category, Event, Model, Modifier, Polarity, Status

DifferenceKind = Literal["status", "polarity", "count", "date", "actor"]
DIFFERENCES: tuple[DifferenceKind, ...] = ("status", "polarity", "count", "date", "actor")


class Where(Model):
    """A claim of an article: the document's id and the claim's; `start` is its trigger's offset into the article."""

    document: str
    claim: str
    event: Event
    start: int


class Member(Where):
    """One telling: what an article's claim says, with the sentence as quote. `at`, `end` are the trigger's offsets into the quote."""

    outlet: str
    published: str | None
    status: Status
    polarity: Polarity
    aspect: Aspect | None
    actors: list[str]
    targets: list[str]
    mediators: list[str]
    counts: list[str]
    dates: list[str]
    earliest: list[str | None] = Field(description="The first day of each of `dates`, null where it has none.")
    latest: list[str | None]
    source: str | None = Field(description="Who is cited, as written; null where the article itself says it.")
    source_party: str | None
    quote: str
    at: int
    end: int


class FigurePoint(Model):
    """A figure for one thing, as one claim gives it. `day` is the day it stands for: the claim's own, else the publication's."""

    thing: str = Field(description="What is counted: category, and whose or which where told ('killed, israel').")
    category: Category
    of: list[str]
    day: str | None
    outlet: str
    source: str | None
    text: str
    value: float | int | None
    low: float | int | None
    high: float | int | None
    modifier: Modifier
    superseded: bool = Field(description="A later figure for the thing has taken its place, or the text says so.")
    document: str
    claim: str
    mention: str


class OutletView(Model):
    """What one outlet tells of the event, over all its claims in the group."""

    outlet: str
    documents: list[str]
    published: str | None
    status: Status
    polarity: Polarity
    figures: list[str]
    dates: list[str]
    sources: list[str]
    quote: str
    claim: Where


class Difference(Model):
    """Two outlets that contradict each other, or give another value for the same thing at the same time."""

    kind: DifferenceKind
    outlets: list[str] = Field(min_length=2, max_length=2)
    values: list[str] = Field(min_length=2, max_length=2)
    quotes: list[str] = Field(min_length=2, max_length=2)
    claims: list[Where] = Field(min_length=2, max_length=2)
    rules: list[str]
    reason: str


class LinkWhy(Model):
    """Two members that were put together because of each other, and the rules that spoke for and against it."""

    claims: list[Where] = Field(min_length=2, max_length=2)
    score: float
    rules: list[str]


class Group(Model):
    """Claims that tell of one event. `status` and `polarity` are the strongest and latest word on it."""

    schema_version: Literal["1"] = "1"
    id: str
    event: Event
    what: str = Field(description="A short name for people, made from the parts.")
    status: Status
    polarity: Polarity
    actors: list[str]
    targets: list[str]
    mediators: list[str]
    earliest: str | None
    latest: str | None
    phases: list[str]
    outlets: list[OutletView]
    agree: bool = Field(description="Several outlets tell of it, and none differs.")
    differ: list[DifferenceKind]
    differences: list[Difference]
    figures: list[FigurePoint]
    members: list[Member]
    links: list[LinkWhy]
