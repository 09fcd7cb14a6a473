"""The captures of a match as words, numbers and lexicon values: what the makers read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from ...rules.forms import MentionRule
from ...rules.grammar import Match
from ...rules.packs import Packs
from ...text.tokenizer import Tokens
from .amounts import Numbers, whole
from .reading import Reading

Extent = tuple[int, int]
Made = list[tuple[int, int, Reading]]


_ORDINAL_END = re.compile(r"(st|nd|rd|th)$")


class Captures:
    """One match: its captures by name. A capture that took no part has no words, no number and no value."""

    def __init__(
        self,
        match: Match[MentionRule],
        tokens: Tokens,
        packs: Packs,
        numbers: Numbers,
        inner: Sequence[Reading] = (),
        published: dt.date | None = None,
    ) -> None:
        self._match = match
        self._tokens = tokens
        self._packs = packs
        self.numbers = numbers
        self._inner = inner
        self.args = match.rule.args
        self.published = published

    def __contains__(self, name: str) -> bool:
        return self._match.tokens_of(name) is not None

    def words(self, name: str) -> list[str]:
        span = self._match.tokens_of(name)
        return self._tokens.lower[span[0] : span[1] + 1] if span else []

    def text(self, name: str) -> str:
        return " ".join(self.words(name))

    def value(self, name: str, *classes: str) -> Any:
        """What the first lexicon class that knows the words says of them; None where the capture took no part."""
        text = self.text(name)
        if not text:
            return None
        spellings = (text, text.removesuffix("."), text.replace(" - ", "-"))  # "Sept.", "bi-weekly"
        for cls in classes:
            entries = self._packs.lexicon.get(cls, {})
            found = next((entries[word] for word in spellings if entries.get(word) is not None), None)
            if found is not None:
                return found
        return None

    def number(self, name: str) -> int | None:
        """The whole number that digits or an ordinal say."""
        words = self.words(name)
        if not words:
            return None
        return whole(_ORDINAL_END.sub("", words[0]))

    def year(self, name: str = "year") -> int | None:
        """A year in four digits, or in words ("nineteen ninety-six", "two thousand and one")."""
        words = [word for word in self.words(name) if word not in ("'", "’", "-", "and")]
        if not words:
            return None
        if words[0].isdecimal():
            number = whole(words[0])
            return number if number is None or number > 99 else number + (2000 if number < 50 else 1900)
        first = self.numbers.read(words[:1])
        rest = self.numbers.read(words[1:]) if len(words) > 1 else 0.0
        if first is None or rest is None:
            return None
        if words[1:2] == ["thousand"]:
            return int(self.numbers.read(words) or 0) or None
        return int(first * 100 + rest)

    def reading(self, name: str) -> Reading | None:
        """The reading of a date found before, which the capture is."""
        index = self._match.mention_of(name)
        return None if index is None else self._inner[index]

    @property
    def source(self) -> str:
        """The whole match as written."""
        return self._tokens.span_text(self._match.first, self._match.last)

    @property
    def extent(self) -> Extent:
        return self._match.tokens_of("date") or (self._match.first, self._match.last)

    def extent_of(self, name: str) -> Extent:
        span = self._match.tokens_of(name)
        assert span is not None
        return span

    def made(self, reading: Reading | None) -> Made:
        return [] if reading is None else [(*self.extent, reading)]
