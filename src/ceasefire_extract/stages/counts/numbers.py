"""Read numerals: "1,900", "1.4 million", "57k", "twenty-one", "half a million", "tens of thousands".

A numeral is a stretch of tokens and the number it states, before anything is known of what is counted. The words and
their values are data (patterns/counts/numbers.yaml); what is here is the arithmetic that patterns cannot say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...article import Article
from ...models import MOST
from ...rules.packs import Packs
from ...text.tokenizer import Tokens

Number = int | float

_DIGITS_OF_MOST = len(str(MOST)) - 1
_DIGITS = re.compile(r"(\d+(?:[.,]\d+)*)([^\W\d_]*)$")
_COMMAS = re.compile(r"\d{1,3}(,\d{2,3})*,\d{3}(\.\d+)?$")  # 1,400,000.5 and, in lakhs, 14,00,000
_DOTS = re.compile(r"[1-9]\d{0,2}(\.\d{3})+(,\d+)?$")  # 1.400.000,5
_SPACES = frozenset(" \u00a0\u2009\u202f")
_GROUP = re.compile(r"\d{3}$")


@dataclass(slots=True)
class Numeral:
    """Tokens `first` to `last` (both included) state `value`; a vague plural ("dozens") has a `low` instead.

    `scale` is what the last word multiplied by ("million"), so that "2 to 3 million" can share it; `suffix` is what is
    glued to the digits and is no scale ("30km"); `words` says that it is spelled out.
    """

    first: int
    last: int
    value: Number | None
    low: Number | None
    scale: int = 1
    suffix: str = ""
    words: bool = False
    spread: bool = False  # digits that stand apart: "1 900"


class Numerals:
    """Finds every numeral of an article, whatever it counts."""

    def __init__(self, packs: Packs) -> None:
        lexicon = packs.lexicon
        self.ones: dict[str, int] = lexicon["COUNT_ONES"]
        self.tens: dict[str, int] = lexicon["COUNT_TENS"]
        self.scales: dict[str, int] = lexicon["COUNT_SCALE"]
        self.percent = frozenset((*lexicon["COUNT_PERCENT"], "per"))  # what goes before "per cent" has decimals
        self.suffixes: dict[str, int] = lexicon["COUNT_SUFFIX"]
        self.vague: dict[str, int] = lexicon["COUNT_VAGUE"]
        self.few = frozenset(lexicon["COUNT_FEW"])
        self.parts: dict[str, float] = lexicon["COUNT_PART"]
        self._starts = frozenset(
            (*self.ones, *self.tens, *self.vague, *self.few, *self.parts, "a", "an", "hundred", "thousand")
        )

    def find(self, article: Article) -> list[Numeral]:
        """All numerals, in reading order, none of them across a sentence's end."""
        out: list[Numeral] = []
        tokens = article.tokens
        lower = tokens.lower
        starts = self._starts
        for sentence in article.sentences:
            index, last = sentence.first, sentence.last
            while index <= last:
                word = lower[index]
                found = None
                if word[0].isdecimal():
                    found = self._digits(tokens, index, last)
                elif word in starts:
                    found = self._words(lower, index, last)
                if found is None:
                    index += 1
                else:
                    out.append(found)
                    index = found.last + 1
        return out

    # --- digits ---------------------------------------------------------------------------------------------------

    def _digits(self, tokens: Tokens, index: int, last: int) -> Numeral | None:
        lower = tokens.lower
        match = _DIGITS.match(lower[index])
        if match is None:
            return None
        figure, suffix = match.groups()
        at = index
        if not suffix and len(figure) <= 3 and not figure.startswith("0"):
            while at < last and _GROUP.match(lower[at + 1]) and self._one_space(tokens, at):
                at += 1
                figure += lower[at]
        spread = at > index
        following = lower[at + 1] if at < last else ""
        if following in ("-", "–") and at + 2 <= last and tokens.glued(at + 1) and lower[at + 2] in self.scales:
            following = lower[at + 2]  # "a 10-million-dollar fund"
            step = 2
        else:
            step = 1
        scale = 1
        if not suffix and following in self.scales:
            scale = self.scales[following]
            at += step
        elif suffix in self.suffixes:
            scale = self.suffixes[suffix]
            suffix = ""
        value = read_figure(figure, scaled=scale > 1 or following in self.percent)
        if value is None or (value := times(value, scale)) > MOST:
            return None
        return Numeral(index, at, value, None, scale, suffix, spread=spread)

    def _one_space(self, tokens: Tokens, at: int) -> bool:
        gap = tokens.text[tokens.ends[at] : tokens.starts[at + 1]]
        return len(gap) == 1 and gap in _SPACES

    # --- words ----------------------------------------------------------------------------------------------------

    def _words(self, lower: list[str], index: int, last: int) -> Numeral | None:
        word = lower[index]
        if word in self.vague:
            return self._vague(lower, index, last)
        if word in self.few or (word == "a" and index < last and lower[index + 1] in self.few):
            return self._few(lower, index, last)
        if word in self.parts or (word in ("a", "an") and index < last and lower[index + 1] in self.parts):
            return self._part_of_scale(lower, index, last)
        return self._cardinal(lower, index, last)

    def _vague(self, lower: list[str], index: int, last: int) -> Numeral | None:
        """ "dozens", "tens of thousands", "hundreds and hundreds"."""
        low = self.vague[lower[index]]
        at = index
        if at + 2 <= last and lower[at + 1] in ("of", "and", "upon") and lower[at + 2] in self.vague:
            second = self.vague[lower[at + 2]]
            if lower[at + 1] == "of":
                low = low * second // 2
            else:
                low = max(low, second)
            at += 2
        elif lower[at] == "tens":
            if at < last and lower[at + 1] == "of":
                return Numeral(index, at, None, low, words=True)
            return None
        return Numeral(index, at, None, low, scale=max(1, low // 2), words=True)

    def _few(self, lower: list[str], index: int, last: int) -> Numeral | None:
        """ "several hundred", "a few dozen", "a couple of thousand": as vague as "hundreds"."""
        at = index + 1 if lower[index] == "a" else index
        if at < last and lower[at + 1] == "of":
            at += 1
        if at < last and lower[at + 1] in self.scales:
            scale = self.scales[lower[at + 1]]
            at += 1
            if (
                at < last and lower[at + 1] in self.scales and self.scales[lower[at + 1]] > scale
            ):  # "several hundred thousand"
                scale *= self.scales[lower[at + 1]]
                at += 1
            return Numeral(index, at, None, 2 * scale, scale=scale, words=True)
        return None

    def _part_of_scale(self, lower: list[str], index: int, last: int) -> Numeral | None:
        """ "half a million", "a quarter of a million", "half a dozen"; "half of the prisoners" is no number."""
        at = index + 1 if lower[index] in ("a", "an") else index
        part = self.parts[lower[at]]
        for link in (("of", "a"), ("a",), ("-",), ()):
            to = at + len(link) + 1
            if to <= last and tuple(lower[at + 1 : to]) == link and lower[to] in self.scales:
                if not link and lower[index] not in ("a", "an"):
                    return None
                return Numeral(index, to, times(part, self.scales[lower[to]]), None, self.scales[lower[to]], words=True)
        return None

    def _cardinal(self, lower: list[str], index: int, last: int) -> Numeral | None:
        total = 0
        current: Number | None = None  # what no scale has multiplied yet
        before = ""  # the kind of the word before: ones, tens, hundred, scale
        bound = 10**18
        scale = 1
        at = index
        end = -1
        if lower[at] in ("a", "an"):
            if at < last and lower[at + 1] in self.scales:
                current = 1
                before = "ones"
                at += 1
            else:
                return None
        elif lower[at] in self.scales:
            # "hundred people" in loose English; "thousand" alone begins nothing else
            current, before = 1, "ones"
        while at <= last:
            word = lower[at]
            joined = word in ("-", "‐") and before == "tens" and at < last and lower[at + 1] in self.ones
            if joined:
                at += 1
                word = lower[at]
            if (
                word == "and"
                and before in ("hundred", "scale")
                and at < last
                and (lower[at + 1] in self.ones or lower[at + 1] in self.tens)
            ):
                at += 1
                word = lower[at]
            elif before == "ones" and (half := self._and_a_half(lower, at, last)):
                current = (current or 0) + 0.5  # "two and a half million", "two-and-a-half million"
                at = half
                word = lower[at]
            elif before == "scale" and lower[at : at + 3] == ["and", "a", "half"] and at + 2 <= last and bound > 1000:
                total += bound // 2  # "a million and a half"
                end = at + 2
                break
            if word in self.ones:
                value = self.ones[word]
                if before == "tens" and 0 < value < 10:
                    current = (current or 0) + value
                elif before in ("", "scale"):
                    current = value
                elif before == "hundred":
                    current = (current or 0) + value
                else:
                    break
                before = "ones"
            elif word in self.tens:
                if before not in ("", "scale", "hundred"):
                    break
                current = (current or 0) + self.tens[word]
                before = "tens"
            elif word == "hundred" and current is not None and current < 100 and before in ("ones", "tens"):
                current = times(current, 100)
                before, scale = "hundred", 100
            elif word in self.scales and word != "hundred" and current is not None and self.scales[word] < bound:
                by = self.scales[word]
                total += int(times(current, by))
                current, before, scale, bound = None, "scale", by, by
            else:
                break
            end = at
            at += 1
            if before == "scale" and bound == 12:  # a dozen is whole
                break
        if end < 0:
            return None
        return Numeral(
            index,
            end,
            times(total + (current or 0), 1),
            None,
            scale if before in ("scale", "hundred") else 1,
            words=True,
        )

    def _and_a_half(self, lower: list[str], at: int, last: int) -> int | None:
        """The place of the scale after "and a half", with or without hyphens; None where there is none."""
        for form in (["and", "a", "half"], ["-", "and", "-", "a", "-", "half"]):
            to = at + len(form)
            if lower[at:to] == form:
                to += to < last and lower[to] == "-"
                return to if to <= last and lower[to] in self.scales else None
        return None


def read_figure(figure: str, *, scaled: bool = False) -> Number | None:
    """The value of digits with separators: "1,900", "1.900", "2.7"; None where they state no number ("1.2.3").

    `scaled` says that a word such as million follows, so that a single mark is a decimal one ("1.400 million").
    """
    if len(figure) > _DIGITS_OF_MOST:  # int() refuses thousands of them
        return None
    if figure.isdecimal():
        return int(figure)
    if _COMMAS.match(figure):
        return _plain(figure.replace(",", ""))
    if figure.count(".") + figure.count(",") == 1:
        if not scaled and _DOTS.match(figure):
            return int(figure.replace(".", ""))
        if "." in figure or scaled:
            return _plain(figure.replace(",", "."))
        return None
    if _DOTS.match(figure):
        return _plain(figure.replace(".", "").replace(",", "."))
    return None


def _plain(text: str) -> Number:
    value = float(text)
    return int(value) if value.is_integer() and "." not in text else value


def times(value: Number, by: int) -> Number:
    """A product without the noise of binary fractions: 2.7 million is 2700000, not 2700000.0000000005."""
    product = value * by
    if isinstance(product, int):
        return product
    rounded = round(product, 6)
    return int(rounded) if rounded.is_integer() else rounded
