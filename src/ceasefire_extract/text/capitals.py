"""Texts in capitals throughout, as monitoring services and old wires send them: which of their words would be written small."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .tokenizer import Tokens

_SHARE = 0.6  # of a text's words: above it the text is in capitals, below it has headings in capitals
_SMALL_ENDINGS = (
    "ing",
    "ed",
    "ly",
    "tion",
    "tions",
    "ment",
    "ments",
    "ness",
    "ity",
    "ities",
    "ize",
    "izes",
    "ise",
    "ive",
    "ous",
    "ful",
    "less",
    "able",
    "ism",
)
_MONTHS_AND_VERBS = frozenset(("may", "march"))
_VOWELS = frozenset("AEIOUY")


def in_capitals(tokens: Tokens) -> bool:
    """Whether a text of more than a few words is written in capitals throughout."""
    words = [word for word in tokens.words if len(word) > 1 and word[0].isalpha()]
    return len(words) > 20 and sum(word.isupper() for word in words) > _SHARE * len(words)


def recase(tokens: Tokens, known: Callable[[str], bool], acronyms: frozenset[str]) -> Tokens:
    """The same tokens with their words as a text in small letters would have them: offsets and `lower` stay.

    A word that `known` knows (lower case) is written small, one of `acronyms` stays, and any other is taken for a name, with one capital.
    """

    def beside_number(place: int) -> bool:
        return any(
            word[:1].isdigit() for word in (tokens.words[max(place - 1, 0)], *tokens.words[place + 1 : place + 2])
        )

    def written(place: int, word: str) -> str:
        lower = word.lower()
        if not word[0].isalpha() or not word.isupper() or word in acronyms or "." in word:
            return word
        if lower in _MONTHS_AND_VERBS:
            return word[0] + lower[1:] if beside_number(place) else lower
        if known(lower) or (len(lower) > 5 and lower.endswith(_SMALL_ENDINGS)):
            return lower
        if len(word) < 6 and _VOWELS.isdisjoint(word):
            return word
        return word[0] + lower[1:]

    return replace(tokens, words=[written(place, word) for place, word in enumerate(tokens.words)])
