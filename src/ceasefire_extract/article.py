"""The article on its way through the stages: each stage reads what earlier ones found and adds its own."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .models import (
    AnyMention,
    Claim,
    CountMention,
    DateMention,
    Document,
    EventGroup,
    Notice,
    PartyMention,
    PhaseMention,
    PlaceMention,
    PublishedFrom,
    Statement,
)  # fmt: skip
from .rules.grammar import Encoded, Vocabulary, encode, fold_mentions
from .text.sentences import Sentence, segment
from .text.tokenizer import Tokens, tokenize

if TYPE_CHECKING:
    from .stages.syntax.arguments import Syntax

M = TypeVar("M", bound=AnyMention, covariant=True)


@dataclass(slots=True)
class Found(Generic[M]):
    """A mention and where it stands: tokens `first` to `last` (both included) of sentence number `sentence`."""

    first: int
    last: int
    sentence: int
    mention: M


@dataclass(slots=True)
class Reference:
    """Words that stand for a party without naming it ("the group", "they"): no mention, but a claim may take its actor here.

    `rule` names the rule that resolved it.
    """

    first: int
    last: int
    sentence: int
    party: str
    person: str | None
    rule: str


@dataclass(slots=True)
class Trapped:
    """Words that look like a mention and are none (a number in a name, a phase of a war): tokens `first` to `last`, and the rule that says so."""

    first: int
    last: int
    sentence: int
    rule: str


@dataclass(slots=True)
class Facts:
    """What is known of an article from outside its text. `filename` is that of a text file, which may state its date; `published_from` says where a
    given publication date comes from; `notices` go before the output's other warnings; `min_confidence`: claims below it are not wanted."""

    id: str = "text"
    source: str | None = None
    filename: str | None = None
    published_from: PublishedFrom = "option"
    notices: list[Notice] = field(default_factory=list)
    min_confidence: float = 0.0


@dataclass(slots=True)
class Article:
    """A text, what is known of it, and what the stages have found in it so far."""

    text: str
    tokens: Tokens
    sentences: list[Sentence]
    sentence_of: list[int]  # token -> number of its sentence
    published: dt.date | None = None
    title: str | None = None
    facts: Facts = field(default_factory=Facts)
    document: Document | None = None
    parties: list[Found[PartyMention]] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    dates: list[Found[DateMention]] = field(default_factory=list)
    counts: list[Found[CountMention]] = field(default_factory=list)
    count_wholes: dict[int, int] = field(
        default_factory=dict
    )  # a count that is part of another: their places in `counts`
    trapped: list[Trapped] = field(default_factory=list)
    phases: list[Found[PhaseMention]] = field(default_factory=list)
    syntax: Syntax | None = None  # stages/syntax
    places: list[Found[PlaceMention]] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    statement_around: list[int] = field(
        default_factory=list
    )  # a statement -> the nearest before it whose content ends later, -1 where there is none (`set_statements`)
    claims: list[Claim] = field(default_factory=list)
    happenings: list[EventGroup] = field(default_factory=list)
    warnings: list[Notice] = field(default_factory=list)
    _encoded: tuple[Vocabulary, Encoded] | None = None

    def set_statements(self, statements: list[Statement]) -> None:
        """Take the statements, in the order of their contents, and note for each the nearest before it that ends later."""
        self.statements, self.statement_around = statements, []
        longer: list[int] = []  # each ends before the one below it in this stack
        for place, statement in enumerate(statements):
            while longer and statements[longer[-1]].content.end <= statement.content.end:
                longer.pop()
            self.statement_around.append(longer[-1] if longer else -1)
            longer.append(place)

    def encoded(self, vocabulary: Vocabulary) -> Encoded:
        """The article as a string of word classes (grammar.py), made once for all stages; no mention is folded into one item."""
        if self._encoded is None or self._encoded[0] is not vocabulary:
            self._encoded = (vocabulary, encode(vocabulary, self.tokens, self.sentences))
        return self._encoded[1]

    def write_words(self, tokens: Tokens) -> None:
        """Take the same tokens with their words in other letters: what a text in capitals would be without them."""
        self.tokens = tokens
        self._encoded = None

    def encoded_with_mentions(self, vocabulary: Vocabulary) -> tuple[Encoded, list[Found[AnyMention]]]:
        """The same with each mention as one item (PARTY, DATE, COUNT, PHASE), and the mentions that `Encoded.mention` counts.

        Of mentions that overlap, the longest is kept. A place is no item: its words stay words.
        """
        kept: list[Found[AnyMention]] = []
        for found in sorted(self._items(), key=lambda found: (found.first, -found.last)):
            if not kept or found.first > kept[-1].last:
                kept.append(found)
        spans = [(found.mention.kind, found.first, found.last) for found in kept]
        return fold_mentions(self.encoded(vocabulary), self.sentences, spans), kept

    def span(self, first: int, last: int) -> dict[str, Any]:
        """`text`, `start` and `end` of a stretch of tokens, both ends included: what every model of a span begins with."""
        start, end = self.tokens.starts[first], self.tokens.ends[last]
        return {"text": self.text[start:end], "start": start, "end": end}

    def _items(self) -> list[Found[AnyMention]]:
        return [*self.parties, *self.dates, *self.counts, *self.phases]

    def mentions(self) -> list[Found[AnyMention]]:
        """All mentions in reading order."""
        every = [*self._items(), *self.places]
        return sorted(every, key=lambda found: (found.mention.start, -found.mention.end, found.mention.kind))

    def parties_from(self, first: int, last: int) -> list[Found[PartyMention]]:
        """The party mentions that begin at tokens `first` to `last`, both included."""
        start = bisect_left(self.parties, first, key=lambda found: found.first)
        return self.parties[start : bisect_right(self.parties, last, key=lambda found: found.first)]

    def assign_ids(self) -> None:
        """Number mentions (m1, ...), statements (s1, ...) and claims (c1, ...) in reading order.

        Claims hold the very mentions that the stages found, so theirs are set too. A stage that needs an id calls this when all mentions or
        statements are found; to call it again changes nothing.
        """
        for number, found in enumerate(self.mentions(), start=1):
            id = f"m{number}"
            if found.mention.id != id:  # to set a model's field costs ten times as much as to look at it
                found.mention.id = id
        for part, whole in self.count_wholes.items():
            self.counts[part].mention.part_of = self.counts[whole].mention.id
        for number, statement in enumerate(self.statements, start=1):
            statement.id = f"s{number}"
        for number, claim in enumerate(self.claims, start=1):
            claim.id = f"c{number}"


def read_article(text: str, published: dt.date | None = None, tokens: Tokens | None = None) -> Article:
    """An article with its tokens and sentences, ready for the stages."""
    tokens = tokens or tokenize(text)
    sentences = segment(tokens)
    sentence_of = [
        number for number, sentence in enumerate(sentences) for _ in range(sentence.first, sentence.last + 1)
    ]
    return Article(text, tokens, sentences, sentence_of, published)
