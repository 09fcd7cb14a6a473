"""The table of a codebook (`patterns/codebooks/`): which codes a claim gets, or why it gets none."""

from __future__ import annotations

import re

from ..models import Claim
from .forms import Code, Codebook

NO_ROW = "no row of the table fits"


class CodeTable:
    """The rows of one codebook, by event; the first that fits a claim decides."""

    def __init__(self, book: Codebook) -> None:
        self._rows: dict[str, list[Code]] = {}
        for row in book.codes:
            for event in row.event:
                self._rows.setdefault(event, []).append(row)
        self._words = {name: word_pattern(words) for name, words in book.words.items()}

    def find(self, claim: Claim) -> tuple[dict[str, str] | None, str]:
        """The codes of a claim and "", or None and why it has none."""
        for row in self._rows.get(claim.event, ()):
            if self._fits(row, claim):
                return (row.gives, "") if row.gives else (None, row.why or NO_ROW)
        return None, NO_ROW

    def says(self, words: str, claim: Claim) -> bool:
        """Whether one of the words of this name stands in the claim's sentence."""
        return self._words[words].search(claim.sentence.text) is not None

    def word(self, words: str, text: str) -> bool:
        """Whether one of the words of this name stands in a text."""
        return self._words[words].search(text) is not None

    def _fits(self, row: Code, claim: Claim) -> bool:
        return (
            (row.status is None or claim.status in row.status)
            and (row.polarity is None or claim.polarity == row.polarity)
            and (row.aspect is None or (claim.aspect or "none") in row.aspect)
            and _number(row.actors, len(claim.actors))
            and _number(row.targets, len(claim.targets))
            and (row.cited is None or (claim.source is not None) == (row.cited == "somebody"))
            and (row.counts is None or any(count.category in row.counts for count in claim.counts))
            and (row.rules is None or any(_under(rule, row.rules) for rule in claim.rules))
            and (row.says is None or self.says(row.says, claim))
        )


def word_pattern(words: list[str]) -> re.Pattern[str]:
    """Any of the words as a whole word, in any case."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


def _number(wanted: str | None, there: int) -> bool:
    return wanted is None or {"none": there == 0, "some": there > 0, "several": there > 1}[wanted]


def _under(rule: str, beginnings: list[str]) -> bool:
    return any(rule == beginning or rule.startswith(f"{beginning}.") for beginning in beginnings)
