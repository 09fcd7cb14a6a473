"""Find the sentences of an article: lines, bullets, headings, table rows, and what full stops end.

News pages are not clean prose. A blank line always ends a sentence; a single line break does too, unless the
text is wrapped at a fixed width; "region.The" is two sentences, "U.S. officials" and "Gen. Hamdan" are one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from .tokenizer import LINKS, TITLES, Tokens

_CLOSERS = frozenset("\"'”’»)]")
_TERMINAL = frozenset(".!?")
_BREAK = re.compile(r"\r\n?|[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
BULLET = re.compile(r"\s*(?:[•·▪‣◦*–—-]\s|\d{1,2}[.)]\s|\(?[a-z]\)\s|#|\|)")
# After an abbreviation with a full stop ("in the U.S. The ..."), these words start a sentence; others seldom do.
_STARTERS = frozenset(
    "the a an he she it they we i this that these those but and however in on at as if for his her its their "
    "after before when while there meanwhile since both no one two some many most".split()
)


# What is longer is no prose: a table, a list of names. It is cut (at a comma, where there is one), so that time stays linear in the text's length.
LONG, TOO_LONG = 250, 400


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: tokens `first` to `last` (both included), the characters they span, and its paragraph's number."""

    first: int
    last: int
    start: int
    end: int
    paragraph: int


def segment(tokens: Tokens) -> list[Sentence]:
    """The sentences of a tokenized text, in order; together they hold every token."""
    if not len(tokens):
        return []
    wrapped = _is_wrapped(tokens.text)
    out: list[Sentence] = []
    first = paragraph = 0
    for index in range(len(tokens)):
        last = index == len(tokens) - 1
        gap = "" if last else tokens.text[tokens.ends[index] : tokens.starts[index + 1]]
        breaks = len(_BREAK.findall(gap)) if gap and gap != " " else 0
        new_paragraph = breaks > 1 or (breaks == 1 and not wrapped)
        line_end = breaks and (new_paragraph or bool(BULLET.match(tokens.text, tokens.starts[index + 1])))
        length = index - first
        too_long = length >= LONG and (tokens.words[index] in ",;" or length >= TOO_LONG)
        if last or line_end or too_long or _ends_sentence(tokens, index, gap):
            out.append(Sentence(first, index, tokens.starts[first], tokens.ends[index], paragraph))
            first = index + 1
        if new_paragraph:
            paragraph += 1
    return out


def _is_wrapped(text: str) -> bool:
    """Whether line breaks fall where a fixed width makes them, not where sentences end."""
    lines = [line.rstrip() for line in _BREAK.split(text)]
    inner = [a for a, b in pairwise(lines) if a.strip() and b.strip()]
    if len(inner) < 4:
        return False
    long = [line for line in inner if 45 <= len(line) <= 100]
    cut = [line for line in long if line[-1] not in ".!?:”\"'’|"]
    return len(long) >= 0.7 * len(inner) and len(cut) >= 0.6 * len(long)


def _ends_sentence(tokens: Tokens, index: int, gap: str) -> bool:
    """Whether the text's sentence ends after token `index`, which is not the last."""
    words = tokens.words
    mark = index
    while mark > 0 and words[mark][0] in _CLOSERS and tokens.glued(mark) and index - mark < 3:
        mark -= 1
    if words[mark][-1] not in _TERMINAL:
        return False
    nxt = index + 1
    following = words[nxt]
    if following[0] in _CLOSERS and not gap:
        return False  # the closing quote belongs to this sentence
    if words[mark][0] not in _TERMINAL:  # an abbreviation's own full stop, or an address
        bare = tokens.lower[mark].rstrip(".")
        if bare in TITLES or bare in LINKS or "/" in bare or "@" in bare or not words[mark].endswith("."):
            return False
        if mark != index:  # "... in the U.S." He said
            return _opens_sentence(following)
        return bool(gap) and _opens_sentence(following) and tokens.lower[nxt] in _STARTERS and following[0].isupper()
    if gap:
        initial = (
            mark > 0
            and len(words[mark - 1]) == 1
            and words[mark - 1].isupper()
            and words[mark] == "."
            and tokens.glued(mark)
        )
        if initial and words[mark - 1] != "I":
            return False  # "A. Lowe"
        if words[mark] in (".", "!", "?") or words[mark][0] in "!?":
            return _opens_sentence(following) or (mark == index and following[0] not in ",;:)")
        return following[0].isupper() or following[0] in '“"‘'
    # No space after the mark: "region.The" ends a sentence, "example.com", "2.7" and "(a.k.a" do not.
    if words[mark] != "." and words[mark] not in ("?", "!"):
        return False
    before = words[mark - 1] if mark else ""
    if before.lower() in TITLES:
        return False  # "dr.Shirazi"
    return mark == index and before[-1:].islower() and len(before) > 1 and len(following) > 1 and following[0].isupper()


def _opens_sentence(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word[0] in "\"'“‘«([•·—–-*#|$€£@" or not word[0].isalnum()
