"""Read how long a time span is: number words and a unit to a TIMEX3 duration ("four and a half years" is P4.5Y, "several days" PXD)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

VAGUE = "X"
# An id or a hash ("12e4567", forty digits) is no number; nor is what number words add up to without end.
_MOST_DIGITS, _TOO_MANY = 15, 1e15
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_FRACTIONS = {"half": 0.5, "halves": 0.5, "quarter": 0.25, "quarters": 0.25}
_SKIP = frozenset(("-", "and", "of", "a", "an", "the", "more", "than"))
# TIMEX3 puts what is shorter than a day after a T.
_CLOCK_UNITS = {"TH": "H", "TM": "M", "TS": "S"}


class Numbers:
    """Number words to numbers, from a lexicon of words and their values (one, twelve, twenty, hundred ...)."""

    def __init__(self, words: Mapping[str, float]) -> None:
        self._words = words

    def read(self, tokens: Sequence[str]) -> float | None:
        """The number that the words (lower case) say; None where they say none. "two and a half" is 2.5, "5 1/2" 5.5, "a hundred" 100."""
        total = current = 0.0
        seen = False
        for index, token in enumerate(tokens):
            if token == "/" or tokens[index - 1 : index] == ["/"]:
                continue
            if token[0].isdecimal():
                value = _digits(token)
                if value is None:
                    return None
                if tokens[index + 1 : index + 2] == ["/"]:
                    below = _digits(tokens[index + 2]) if index + 2 < len(tokens) else None
                    if not below:
                        return None
                    value /= below
                current += value
                seen = True
            elif token in _FRACTIONS:
                current += _FRACTIONS[token]
                seen = True
            elif token in self._words:
                value = self._words[token]
                if value >= 100:
                    current = (current or 1) * value
                    if value >= 1000:
                        total, current = total + current, 0.0
                else:
                    current += value
                seen = True
            elif token not in _SKIP:
                return None
        if not seen:
            return 1.0 if any(token in ("a", "an") for token in tokens) else None
        number = total + current
        return number if number < _TOO_MANY else None


_LONG_UNITS = {"DE": 10, "CE": 100}  # years in one: "a decade" is P10Y


def whole(digits: str) -> int | None:
    """The number that decimal digits state; None for other text, and for a row of digits that is no amount but an id."""
    return int(digits) if digits.isdecimal() and len(digits) <= _MOST_DIGITS else None


def _digits(token: str) -> float | None:
    figure = token.replace(",", "")
    return float(figure) if len(figure) <= _MOST_DIGITS and _FIGURE.fullmatch(figure) else None


def duration(amount: float | str | None, unit: str) -> str:
    """The TIMEX3 value of so many units; `unit` as in the lexicon (D, W, M, Y, DE, CE, TH, TM, TS); None or VAGUE is X."""
    number = VAGUE if amount is None or isinstance(amount, str) else _written(amount)
    if unit in ("TH", "TM") and not isinstance(amount, str) and amount is not None and amount % 1:
        smaller = "M" if unit == "TH" else "S"
        return f"PT{int(amount)}{_CLOCK_UNITS[unit]}{round(amount % 1 * 60)}{smaller}".replace(
            f"PT0{_CLOCK_UNITS[unit]}", "PT"
        )
    if unit in _CLOCK_UNITS:
        return f"PT{number}{_CLOCK_UNITS[unit]}"
    if unit in _LONG_UNITS and number in ("0.5", "1"):  # "two decades" stay P2DE, as TIMEX3 counts them
        return f"P{_written(float(number) * _LONG_UNITS[unit])}Y"
    return f"P{number}{unit}"


def _written(amount: float) -> str:
    """An amount in plain digits, never "2e+10"."""
    written = f"{amount:.10g}"
    return f"{amount:.10f}".rstrip("0").rstrip(".") if "e" in written else written
