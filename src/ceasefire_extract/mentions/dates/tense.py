"""Whether the clause around a date looks back or ahead: "fighters withdrew on Monday", "fighters will withdraw on Monday".

The nearest verb before the date in its clause decides, else the first one after it; "by", "until" and "scheduled for" look ahead
unless a past verb governs them ("had returned by Sunday").
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...segment import Sentence
from ...tokens import Tokens

PAST, UNKNOWN, FUTURE = -1, 0, 1
_REACH = 25
_BOUNDARY = frozenset(";:—–")
_QUOTES = frozenset("\"“”„«»")
_MODALS = frozenset(("will", "'ll", "shall", "would", "'d", "may", "might", "can", "could", "must", "should", "wo", "cannot"))
_WAS = frozenset(("was", "were"))
_IS = frozenset(("is", "are", "am", "'re", "'m"))
_HAVE = frozenset(("has", "have", "'ve", "had", "having"))
_SUBORDINATE = frozenset(("which", "who", "whose", "when", "where", "while", "but", "after", "before", "because", "although", "though", "if", "unless"))
_NOUNISH = frozenset(("the", "a", "an", "this", "that", "its", "their", "his", "her", "our", "of", "for", "from", "in", "on", "with", "'s", "no", "any"))


class TenseReader:
    """Reads the direction of dates from word classes: TENSE_AHEAD (scheduled, due, deadline), NEWS_VERB and its forms."""

    def __init__(self, lexicon: Mapping[str, Mapping[str, Any]]) -> None:
        self._ahead = frozenset(lexicon.get("TENSE_AHEAD", ()))
        self._cues = dict(lexicon.get("TENSE_CUE", {}))
        self._not_past = frozenset(lexicon.get("NOT_PAST", ()))
        self._base = frozenset(lexicon.get("NEWS_VERB_BASE", ()))
        self._third = frozenset(lexicon.get("NEWS_VERB_S", ())) - frozenset(lexicon.get("NOT_THIRD", ()))
        self._past = frozenset(lexicon.get("NEWS_VERB_PAST", ())) | frozenset(lexicon.get("NEWS_VERB_PART", ()))
        self._past -= self._base

    def direction(self, tokens: Tokens, sentence: Sentence, first: int, last: int) -> int:
        """PAST, FUTURE or UNKNOWN for the date at tokens `first` to `last`."""
        lower = tokens.lower
        ahead = False
        at = first - 1
        # The words right before the date: "by", "no later than", "scheduled for", "since".
        near = lower[max(sentence.first, first - 4) : first]
        if near[-1:] == ["of"] and near[-2:-1] != ["end"] and lower[first][:1].isalpha() and "deadline" not in near:
            return PAST  # "their positions of April"
        for size in (4, 3, 2, 1):
            cue = self._cues.get(" ".join(near[-size:])) if len(near) >= size else None
            if cue == "ahead":
                return FUTURE
            if cue == "back":
                return PAST
            if cue == "toward":
                ahead = True
                break
        after = self._verb_after(lower, last + 1, sentence.last)
        if after is not None and not ahead:
            return after  # "the council on Monday will vote"
        begin = max(sentence.first, first - _REACH)
        while at >= begin:
            word = lower[at]
            if word in _BOUNDARY:
                break
            if word in _QUOTES:
                opening = next((i for i in range(at - 1, max(begin, at - 6) - 1, -1) if lower[i] in _QUOTES), None)
                if opening is None:
                    break
                at = opening - 1  # a word or two in quotes ("dozens of") belong to the clause
                continue
            found = self._verb(lower, at, begin)
            if found is not None:
                return FUTURE if ahead and found != PAST else found
            if word in _SUBORDINATE:
                break
            at -= 1
        at = last + 1
        end = min(sentence.last, last + _REACH)
        while at <= end:
            if lower[at] in _BOUNDARY:
                break
            found = self._verb(lower, at, sentence.first)
            if found is not None:
                return FUTURE if ahead and found != PAST else found
            at += 1
        return FUTURE if ahead else UNKNOWN

    def _verb_after(self, lower: list[str], at: int, end: int) -> int | None:
        if at <= end:
            word = lower[at]
            if word in ("will", "'ll", "shall", "would"):
                return FUTURE
            if word in _WAS or word in ("has", "had", "have", "did") or (self._is_past(word) and at < end):
                return self._verb(lower, at, at) if word in self._past or self._is_past(word) else PAST
        return None

    def _verb(self, lower: list[str], at: int, begin: int) -> int | None:
        """What the word at `at` says where it is a verb; None where it is none, or says nothing."""
        word = lower[at]
        before = lower[max(begin, at - 3) : at]
        previous = before[-1] if before else ""
        if word in self._ahead:
            return PAST if word == "supposed" and any(w in _WAS for w in before) else FUTURE
        if word in _MODALS:
            return FUTURE if lower[at + 1 : at + 2] != ["have"] else PAST
        if self._is_past(word):
            if any(w in _MODALS for w in before) and "have" not in before:
                return FUTURE  # "will be released"
            if previous in ("be", "being") and "to" in before:
                return FUTURE  # "to be held on Monday"
            if any(w in _IS for w in before[-2:]):
                return None  # "if they are not gone by Monday": the main clause decides
            return PAST
        if word in _WAS:
            return FUTURE if lower[at + 1 : at + 2] == ["to"] else PAST
        if word == "had" or word in ("did", "has", "have", "'ve"):
            nxt = lower[at + 1] if at + 1 < len(lower) else ""
            if word == "had" or word == "did" or self._is_past(nxt) or nxt in ("been", "not", "n't", "already"):
                return PAST
            return FUTURE if nxt == "to" or word in ("has", "have") else None
        if word in _IS and lower[at + 1 : at + 2] == ["to"]:
            return FUTURE
        if word in self._base:
            if "supposed" in before and any(w in _WAS for w in lower[max(0, at - 4) : at]):
                return PAST
            if previous == "to" or any(w in _MODALS for w in before[-2:]) or before[-2:-1] == ["to"]:
                return PAST if any(w in ("did", "n't") for w in before) and "to" not in before and not any(w in _MODALS for w in before) else FUTURE
            if previous in ("did", "n't"):
                return PAST
            return None
        if word in self._third and previous not in _NOUNISH:
            return FUTURE
        if word.endswith("ing") and len(word) > 5 and previous in _IS:
            return FUTURE  # "is meeting on Monday"
        if word == "going" and lower[at + 1 : at + 2] == ["to"]:
            return FUTURE
        return None

    def _is_past(self, word: str) -> bool:
        return word in self._past or (len(word) > 4 and word.endswith("ed") and word not in self._not_past and word.isalpha())
