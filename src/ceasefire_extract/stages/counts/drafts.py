"""A count in the making, and the mention that comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ...article import Article
from ...models import Category, CountMention, Modifier
from ...text.tokenizer import Tokens
from .numbers import Number
from .units import Elliptic, Phrase


@dataclass(slots=True, eq=False)
class Draft:
    """Tokens `first` to `last` are the mention, `core` the numeral in it; `phrase` holds the unit's first and last token.

    `base` is the category that the unit has by itself, None where it has none; `category` is set once the words around have been read.
    """

    first: int
    last: int
    sentence: int
    value: Number | None
    low: Number | None
    scale: int
    core: tuple[int, int]
    words: bool
    high: Number | None = None
    modifier: Modifier = "exact"
    kind: Literal["", "money", "percent", "metric"] = ""
    unit: str | None = None
    phrase: tuple[int, int] | None = None
    head: int | None = None
    base: str | None = None
    category: Category | None = None
    affiliation: str | None = None
    ellipsis: Elliptic | None = None
    partitive: bool = False
    pronoun: bool = False
    hyphenated: bool = False
    of_linked: bool = False
    whole: Draft | None = None
    superseded: bool = False
    settled: bool = False
    rules: list[str] = field(default_factory=list)

    def bind(self, modifier: str) -> None:
        """Set the modifier, and open the side that it leaves open. A vague plural is as vague with one."""
        if self.value is None or modifier == "exact":
            return
        low_open, high_open = modifier in ("less_than", "up_to"), modifier in ("more_than", "at_least")
        self.modifier = modifier  # type: ignore[assignment]
        self.low = None if low_open else self.value
        self.high = None if high_open else self.value

    def credit(self, rule: str) -> None:
        """Name a rule that had a part in this."""
        if rule not in self.rules:
            self.rules.append(rule)

    def take(self, phrase: Phrase, tokens: Tokens) -> None:
        """Take a noun phrase as the unit."""
        self.phrase = (phrase.first, phrase.last)
        self.unit = tokens.span_text(phrase.first, phrase.last)
        self.head = phrase.head
        self.partitive = phrase.partitive
        self.pronoun = phrase.pronoun
        self.hyphenated = phrase.hyphenated

    def unit_end(self) -> int:
        """The last token of number and unit together."""
        return max(self.last, self.phrase[1]) if self.phrase else self.last


def to_mention(article: Article, draft: Draft) -> CountMention:
    """The mention of a draft that is done."""
    start, end = article.tokens.starts[draft.first], article.tokens.ends[draft.last]
    return CountMention(
        text=article.text[start:end], start=start, end=end, value=draft.value, low=draft.low, high=draft.high,
        modifier=draft.modifier, unit=draft.unit, category=draft.category or "other", affiliation=draft.affiliation,
        superseded=draft.superseded, rules=draft.rules,
    )  # fmt: skip
