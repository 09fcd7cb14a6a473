"""Whether the clause around a date looks back or ahead: "fighters withdrew on Monday", "fighters will withdraw on Monday".

The nearest verb before the date in its clause decides, else the first one after it. "Until Friday" looks ahead, "by Friday" too unless a
perfect governs it ("had returned by Friday"). A date that describes a noun ("Sunday's vote", "the June accord") goes by the verb after it alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...text.sentences import Sentence
from ...text.tokenizer import Tokens

PAST, UNKNOWN, FUTURE = -1, 0, 1
_PERFECT = -2  # PAST, of a perfect verb ("had left"); the present perfect leaves the end of a stretch open
_PRESENT_PERFECT = -3
_REACH = 25
_BOUNDARY = frozenset(";:—–")
_QUOTES = frozenset('"“”„«»')
_WAS = frozenset(("was", "were"))
_IS = frozenset(("is", "are", "am", "'re", "'m"))
_HAVE = frozenset(("has", "have", "'ve"))
_AUXILIARIES = _WAS | _IS | _HAVE | {"had", "did"}
_SKIPPED = frozenset(
    ("not", "n't", "already", "also", "just", "since", "now", "yet", "never", "still", "both", "all", "only")
)
_DETERMINERS = frozenset(("the", "a", "an", "this", "that", "its", "their", "his", "her", "our", "'s", "no", "any"))
_COMES = frozenset(("takes", "comes", "enters", "goes"))
_FORCE = frozenset(("effect", "force"))
_SAYING = frozenset(("said", "says", "say", "told", "saying"))
_NEGATIVE = frozenset(("not", "n't", "never"))
_NOBODY = frozenset(("neither", "nobody", "none"))
_OPENERS = frozenset(
    ("which", "who", "whose", "when", "where", "while", "but", "because", "although", "though", "if", "unless")
)


class TenseReader:
    """Reads the direction of dates from the word classes of patterns/dates/tense.yaml."""

    def __init__(self, lexicon: Mapping[str, Mapping[str, Any]]) -> None:
        def words(name: str) -> frozenset[str]:
            return frozenset(lexicon.get(name, ()))

        self._cues = dict(lexicon.get("TENSE_CUE", {}))
        self._ahead = words("TENSE_AHEAD")
        self._modals = words("TENSE_MODAL")
        self._planning = words("PLANNING")
        self._planning_only = words("PLANNING_ONLY")
        self._promising = words("PROMISING")
        self._achieving = words("ACHIEVING")
        self._scheduled = words("SCHEDULED_VERB_S")
        self._schedule = words("SCHEDULED_VERB_BASE")
        self._base = words("NEWS_VERB_BASE")
        self._participles = words("NEWS_VERB_PART")
        self._past = (words("NEWS_VERB_PAST") | self._participles) - self._base
        self._happened = words("HAPPENED_NOUN")
        self._upcoming = words("UPCOMING_NOUN")
        self._leading = frozenset().union(
            *(words(f"LEADS_AHEAD{form}") for form in ("_BASE", "_PAST", "_PART", "_S", "_ING"))
        )
        self._lasting = frozenset().union(
            *(words(f"LASTS_AHEAD{form}") for form in ("_BASE", "_PAST", "_PART", "_S", "_ING"))
        )
        self._unchanged = words("UNCHANGED_PAST")
        self._not_past = words("NOT_PAST")

    def direction(self, tokens: Tokens, sentence: Sentence, first: int, last: int, *, weekday: bool = False) -> int:
        """PAST, FUTURE or UNKNOWN for the date at tokens `first` to `last`; `weekday`: whether it is a bare one."""
        lower = tokens.lower
        cue = self._cue(lower[max(sentence.first, first - 4) : first])
        if cue == "ahead":
            return FUTURE
        if cue == "back":
            return PAST
        if cue == "until" and self._lasted(tokens, sentence, first):
            return PAST  # "fighting lasted until Friday"
        if cue == "until" and weekday:
            return (
                PAST
                if first - sentence.first < 2
                and self._forward(tokens, last + 1, sentence) in (_PERFECT, _PRESENT_PERFECT)
                else FUTURE
            )
        if cue == "of" and not weekday:
            return PAST  # "their positions of April"
        if self._describes(tokens, first, last, sentence.last):
            return self._described(tokens, first, last, sentence)
        if cue not in ("by", "until"):
            after = self._verb_after(tokens, last + 1, sentence)
            if after is not None:
                return after  # "the council on Monday will vote"
        found = self._backward(tokens, first - 1, sentence, weekday)
        initial = found is None
        if found is None:
            found = self._forward(tokens, last + 1, sentence)
        if cue in ("by", "until"):
            if found == _PERFECT or (found == PAST and initial):
                return PAST
            if found == _PRESENT_PERFECT:
                return UNKNOWN if cue == "until" else PAST
            return UNKNOWN if found == PAST and not weekday else FUTURE
        if found is None:
            return UNKNOWN
        return PAST if found < 0 else found

    def is_over(self, tokens: Tokens, sentence: Sentence, first: int) -> bool:
        """Whether what the date at token `first` dates is over beyond doubt: "shelled the town on July 10", "since July 10", but not "announced
        elections on July 10", whose object may lie ahead."""
        if self._cue(tokens.lower[max(sentence.first, first - 4) : first]) == "back":
            return True
        at = self._governor(tokens, first - 1, sentence)
        return at is not None and tokens.lower[at] not in self._leading

    def _lasted(self, tokens: Tokens, sentence: Sentence, first: int) -> bool:
        """Whether a date after "until" ends what is over: not "extended until Friday", "agreed to a pause until Friday"."""
        at = self._governor(tokens, first - 1, sentence)
        return at is not None and tokens.lower[at] not in self._leading | self._lasting

    def _governor(self, tokens: Tokens, at: int, sentence: Sentence) -> int | None:
        """The verb before a date in its clause, where it is a plain past or a perfect; None where another form stands between, or none does."""
        lower, governor = tokens.lower, None
        begin = max(sentence.first, at - _REACH)
        while at >= begin and not (lower[at] in _BOUNDARY or lower[at] in _OPENERS or lower[at] in _QUOTES):
            if lower[at] in self._ahead or lower[at] in self._modals or lower[at] == "to":
                return None  # "will buy all shares tendered by 10 July", "had been set to expire on 10 July"
            if governor is None:
                found = self._verb(tokens, at, begin)
                if found is not None and lower[at] in _WAS and not self._is_participle(lower, at + 1):
                    return at if found < 0 else None  # "the guns were silent until Sunday"
                if found is not None and (found >= 0 or lower[at] in _AUXILIARIES):
                    return None
                governor = at if found is not None else None
            at -= 1
        return governor

    def _is_participle(self, lower: list[str], at: int) -> bool:
        """Whether a form of "be" that stands before `at` has a participle behind it, at most two words away."""
        return any(
            self._is_past(word) or word in self._participles or word.endswith("ing") for word in lower[at : at + 2]
        )

    def _cue(self, words: Sequence[str]) -> str | None:
        """What the words right before the date say: ahead, back, by, until."""
        for size in range(len(words), 0, -1):
            cue = self._cues.get(" ".join(words[-size:]))
            if cue == "back" and words[-size - 1 : -size] == ["be"]:
                continue  # "will be held on 8 July"
            if cue is not None:
                return str(cue)
        return None

    def _describes(self, tokens: Tokens, first: int, last: int, end: int) -> bool:
        """ "Sunday's vote", "the June accord": the date stands before the noun that it describes."""
        if last >= end:
            return False
        if tokens.lower[last + 1] in ("'s", "'"):
            return True
        return (
            first > 0
            and tokens.lower[first - 1] in _DETERMINERS
            and tokens.words[last + 1][0].isalpha()
            and not self._is_verb(tokens.lower[last + 1])
        )

    def _described(self, tokens: Tokens, first: int, last: int, sentence: Sentence) -> int:
        """The direction of "Sunday's ...", "the June ...": by the noun, "deadline" or "massacre", else by the verb after it."""
        window = tokens.lower[last + 1 : last + 5]
        if not self._happened.isdisjoint(window):
            return PAST
        if tokens.lower[first - 2 : first - 1] == ["by"] and self._backward(tokens, first - 3, sentence, True) in (
            PAST,
            _PERFECT,
        ):
            return PAST  # "had pulled out by the Tuesday deadline"
        if not self._ahead.isdisjoint(window) or self._forward(tokens, last + 1, sentence) == FUTURE:
            return FUTURE
        return UNKNOWN if not self._upcoming.isdisjoint(window) else PAST

    def _is_verb(self, word: str) -> bool:
        return (
            word in self._modals or word in _WAS or word in _IS or word in _HAVE or word == "had" or self._is_past(word)
        )

    def _verb_after(self, tokens: Tokens, at: int, sentence: Sentence) -> int | None:
        if at > sentence.last or not self._is_verb(tokens.lower[at]):
            return None
        return self._sign(self._verb(tokens, at, at))

    def _backward(self, tokens: Tokens, at: int, sentence: Sentence, weekday: bool) -> int | None:
        lower = tokens.lower
        begin, start = max(sentence.first, at - _REACH), at
        infinitive = False
        while at >= begin:
            word = lower[at]
            if word in _BOUNDARY or word in _OPENERS:
                break
            if word == ",":
                at = self._before_aside(lower, at, sentence.first)
                continue
            if word in _QUOTES:
                opening = next((i for i in range(at - 1, max(begin, at - 6) - 1, -1) if lower[i] in _QUOTES), None)
                if opening is None:
                    break
                at = opening - 1  # a word or two in quotes ("dozens of") belong to the clause
                continue
            if word in _IS and start - at <= 1:
                return FUTURE  # "the vote is on Sunday"
            if word in self._promising and start - at > 1 and (word != "called" or "for" in lower[at + 1 : start]):
                return FUTURE  # "promised elections in December", "wants a round to open on Friday"
            if word in _SAYING and not weekday and start - at > 2:
                break  # "said the cut in September ...": what is said has a time of its own
            found = self._verb(tokens, at, begin)
            if found is not None:
                return found
            infinitive = infinitive or (word in self._base and lower[at - 1 : at] == ["to"])
            at -= 1
        return FUTURE if infinitive else None  # a headline: "Envoy to meet rebels on Monday"

    def _before_aside(self, lower: list[str], comma: int, begin: int) -> int:
        """The token before a comma, or before the whole aside that it closes: "the plan, which had been expected, ..."."""
        if self._is_verb(lower[comma + 1]):
            for at in range(comma - 1, max(begin, comma - _REACH), -1):
                if lower[at] == ",":
                    return at - 1 if lower[at + 1] in _OPENERS else comma - 1
        return comma - 1

    def _forward(self, tokens: Tokens, at: int, sentence: Sentence) -> int | None:
        end = min(sentence.last, at + _REACH)
        while at <= end and tokens.lower[at] not in _BOUNDARY:
            found = self._verb(tokens, at, sentence.first)
            if found is not None:
                return found
            at += 1
        return None

    def _sign(self, found: int | None) -> int | None:
        return found if found is None or found > 0 else PAST

    def _verb(self, tokens: Tokens, at: int, begin: int) -> int | None:
        """What the word at `at` says where it is a verb; None where it is none, or leaves the direction open."""
        lower = tokens.lower
        word = lower[at]
        before = lower[max(begin, at - 4) : at]
        if "may" in before and "May" in tokens.words[max(begin, at - 4) : at]:
            before = [w for w in before if w != "may"]  # the month
        after = next((w for w in lower[at + 1 : at + 4] if w not in _SKIPPED), "")
        if word in self._ahead:
            looks_back = "had" in before or (word == "supposed" and not _WAS.isdisjoint(before))
            return _PERFECT if looks_back else FUTURE
        if word in self._modals:
            if not tokens.words[at][0].islower() and word == "may":
                return None
            if after == "have":
                return _PERFECT  # "should have left by Tuesday"
            return PAST if self._unable(lower, at, begin) else FUTURE
        if word == "had":
            return _PERFECT
        if word in _HAVE:
            return (
                _PRESENT_PERFECT
                if self._is_past(after) or after in self._participles or after == "been"
                else FUTURE
                if after
                else None
            )
        if word in _WAS:
            return FUTURE if after == "to" else PAST
        if word == "did":
            return PAST
        if word in _IS:
            return FUTURE if after == "to" or (after.endswith("ing") and len(after) > 5) else None
        if self._is_past(word) or (
            word in self._unchanged and after not in ("to", "for") and before[-1:] and before[-1] not in _DETERMINERS
        ):
            return self._participle(before, lower, at, begin)
        noun = bool(before) and before[-1] not in _DETERMINERS and before[-1] not in _AUXILIARIES
        if word in self._schedule and noun and before[-1].endswith("s"):
            return FUTURE  # "talks resume on Monday"
        if word in self._schedule and "and" in before and tokens.words[at - 1][0].isupper():
            return FUTURE  # "he and Arafat meet on Monday"
        if word in self._base:
            return PAST if "could" in before[-3:] and self._unable(lower, at, begin) else self._infinitive(before)
        if (
            word == "to"
            and before[-1:]
            and before[-1] in self._planning_only
            and after
            and after not in _DETERMINERS
            and after.isalpha()
        ):
            return FUTURE  # "they plan to remove him on Monday"
        if word in _COMES and not _FORCE.isdisjoint(lower[at + 1 : at + 4]):
            return FUTURE  # "the truce takes effect on Monday"
        if word in self._scheduled and (not before or before[-1] not in _DETERMINERS):
            return FUTURE  # "the conference opens on Monday"
        return None

    def _unable(self, lower: list[str], at: int, begin: int) -> bool:
        """ "could not", "could never", "neither ... could": what did not happen, not what may."""
        could = next((i for i in range(at, max(begin, at - 4) - 1, -1) if lower[i] == "could"), None)
        if could is None:
            return False
        return not _NEGATIVE.isdisjoint(lower[could + 1 : could + 2]) or not _NOBODY.isdisjoint(
            lower[max(begin, could - 12) : could]
        )

    def _participle(self, before: list[str], lower: list[str], at: int, begin: int) -> int | None:
        near = before[-3:]
        if not self._modals.isdisjoint(near):
            if "have" in near:
                return _PERFECT  # "should have left by Tuesday"
            return PAST if self._unable(lower, at, begin) else FUTURE  # "will be released"
        if "to" in near and ("be" in near or "get" in near):
            return FUTURE  # "to be held on Monday"
        if "had" in near:
            return _PERFECT
        if not _HAVE.isdisjoint(near):
            return _PRESENT_PERFECT
        if near[-1:] == ["be"]:
            return FUTURE  # "proposed that the round be held in June"
        if near and (
            near[-1] == "to"
            or near[-1] in _DETERMINERS
            or (near[-1].endswith("ly") and near[-2:-1] and near[-2] in _DETERMINERS)
        ):
            return None
        if not _IS.isdisjoint(near[-2:]):
            return None  # "unless they have left by Monday", "the wounded": the main verb decides
        return PAST

    def _infinitive(self, before: list[str]) -> int | None:
        if not self._modals.isdisjoint(before[-3:]):
            return FUTURE
        if "did" in before[-3:]:
            return PAST
        if before[-1:] != ["to"]:
            return None
        if "had" in before or ("supposed" in before and not _WAS.isdisjoint(before)):
            return _PERFECT
        governor = before[-2:-1]
        if governor and governor[0] in self._achieving:
            return PAST  # "managed to flee on Monday"
        return FUTURE if governor and governor[0] in self._planning else None

    def _is_past(self, word: str) -> bool:
        return word in self._past or (
            len(word) > 4 and word.endswith("ed") and word not in self._not_past and word.isalpha()
        )
