"""The status of any span: `context_of(doc, start, end)`, and what was overruled in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .article import Article
from .docs import article_of
from .models import Aspect, Event, Polarity, Status
from .stages import builtin_stages

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from .stages.claims.stage import Claims
    from .stages.context.engine import ArticleContext, Cue
    from .stages.syntax.clauses import View


@dataclass(frozen=True, slots=True)
class SpokenCue:
    """A context rule where it spoke: its id, its words (`start` to `end` in characters, end exclusive), and what it says."""

    rule: str
    text: str
    start: int
    end: int
    status: Status | None
    polarity: Polarity | None

    def __str__(self) -> str:
        return f"{self.rule} ({self.text!r}: {self.status or self.polarity})"


@dataclass(frozen=True, slots=True)
class Context:
    """What a text says of a span: whether it happened, is planned, demanded ... (`status`), or not (`polarity`), and its course (`aspect`).

    `spoke` are the cues that decided the status, `overruled` those that spoke and lost, in the order from the span outward.
    """

    status: Status
    polarity: Polarity
    aspect: Aspect | None
    rules: tuple[str, ...]
    spoke: tuple[SpokenCue, ...]
    overruled: tuple[SpokenCue, ...]


def context_of(doc: Doc | Article, start: int, end: int, event: Event | None = None) -> Context:
    """The context of the characters `start` to `end` (end exclusive) of a text that a pipeline of ours has read, by the built-in rules.

    The span may be any verb or noun. Where a trigger of an event begins in it, that is read; else of several words the first verb, or the last word.
    `event` picks one, and lets the rules speak that are for that event only. Raises ValueError where no word stands there.
    """
    article = doc if isinstance(doc, Article) else article_of(doc)
    claims, view = _view(article)
    tokens = article.tokens
    first, last = bisect_right(tokens.ends, start), bisect_left(tokens.starts, end) - 1
    if last < first or not 0 <= first < len(tokens) or view.item_of[first] < 0:
        raise ValueError(f"no word stands at {start} to {end}")
    triggers = claims.triggers(view)
    context = claims.context(view, triggers)
    items = range(view.item_of[first], view.item_of[last] + 1)
    trigger = next((one for one in triggers if one.start in items and event in (None, one.event)), None)
    reading = context.at(items.start, items.stop, event) if trigger is None else context.read(trigger)
    return Context(
        reading.status, reading.polarity, reading.aspect, tuple(reading.rules),
        tuple(_shown(context, cue) for cue in reading.spoke), tuple(_shown(context, cue) for cue in reading.overruled),
    )  # fmt: skip


def _view(article: Article) -> tuple[Claims, View]:
    stages = builtin_stages()
    claims: Claims = stages["claims"]  # type: ignore[assignment]
    if article.syntax is None:  # of a Doc that has travelled
        stages["syntax"](article)
    return claims, claims.clauses(article, *article.encoded_with_mentions(claims.vocabulary))


def _shown(context: ArticleContext, cue: Cue) -> SpokenCue:
    view = context.view
    tokens = view.article.tokens
    start, end = tokens.starts[view.encoded.first[cue.start]], tokens.ends[view.encoded.last[cue.end - 1]]
    return SpokenCue(cue.rule.id, view.article.text[start:end], start, end, cue.rule.status, cue.rule.polarity)
