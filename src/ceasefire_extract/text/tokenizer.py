"""Cut a text into tokens, each with its character offsets.

One regular expression, linear in the text's length: spaCy's own tokenizer is quadratic on rows of
punctuation (10,000 dashes take seconds), and news pages hold such rows. Words keep inner apostrophes
("Sana'a"), clitics are tokens of their own ("Israel" + "'s", "has" + "n't"), hyphens always split
("six" + "-" + "week"), and abbreviations keep their full stop ("U.S.", "Sept.", "Dr.").
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Abbreviations whose full stop belongs to them. Those in TITLES and LINKS never end a sentence; LINKS are written small.
LINKS = frozenset("v vs cf approx".split())
TITLES = frozenset(
    "dr drs mr messrs mrs ms mme prof gen lt col maj capt sgt cpl pvt pte cmdr cdr adm brig supt insp det sen sens "
    "rep reps gov atty asst st mt ft rev hon pres amb fr sr jr".split()
)
OTHERS = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun no nos "
    "inc corp ltd co dept govt art sec para rs".split()
)
ABBREVIATIONS = TITLES | LINKS | OTHERS

_LETTER = r"[^\W\d_]"
_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u065f\u0670"
_SOFT = "\u00ad\u2060"  # soft hyphens and joiners: inside a word, and no part of it
_BLANK = "\u200b\u200e\u200f\ufeff"  # no space and nothing to be seen: as good as white space
_APOSTROPHE = r"(?:['’ʼ]|&(?:apos|rsquo|[#]0?39|[#]8217);)"
_ENTITY = r"&(?:[a-z]{2,6}|[#]\d{2,5}|[#]x[0-9a-fA-F]{2,4});"  # "&amp;": the mark that it stands for
_CODE = r"\b[A-Z]{1,3}[a-z]{0,2}(?=\d+(?:[.,]\d+)*(?:(?:m|mn|mln|bn|tn)\b|\s(?:[mbt]r?illion|crore|lakh)s?\b))"
_EMPHASIS = frozenset("*`")  # Markdown's, glued to one side of a word


def _tokens_of(inside: str, apostrophe: str = _APOSTROPHE, first: str = _ENTITY) -> re.Pattern[str]:
    """The expression of a token: `inside` is what a word goes on with, `first` what is tried before words."""
    word = rf"(?=\w){inside}+"
    return re.compile(
        rf"""
      https?://[^\s<>"“”]+ | www\.[^\s<>"“”]+                       # web addresses
    | [\w+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}}){{1,8}}          # e-mail addresses
    | (?:{_LETTER}\.){{2,10}}                                        # U.S., a.m., D.R.C.
    | (?<=[$€£¥])[A-Z]{{1,3}}(?=\d) | {_CODE}                          # $US40, EUR50m, Rs40 crore: the currency
    | \d{{1,2}}:\d\d(?::\d\d)?(?![\d:])(?:[ap]m\b)?                   # 04:00, 11:15:30
    | \d+(?:[.,]\d+)*(?:\w[\w{_MARKS}]*)?                            # 1,400  2.7  15th  1990s  57k
    | {apostrophe}(?:s|S|re|ve|ll|d|m)\b                              # clitics
    | {first}                                                        # HTML's names of marks
    | {word}(?:{apostrophe}(?!(?:s|S|re|ve|ll|d|m)\b){word})*          # words, with inner apostrophes
    | ([^\w\s{_BLANK}{_SOFT}])\1*                                                   # a row of one mark is one token
    """,
        re.VERBOSE,
    )


_TOKEN = _tokens_of(rf"[\w{_MARKS}{_SOFT}]")
# UTF-8 that was read as Windows-1252: "â€™" for an apostrophe, "Ã©" in a name.
_GARBLED = re.compile("â€|Ã[\u0080-\u00bf]")
_GARBLED_MARK = r"â€(?:[\x9d˜™œ“”¦]|(?=\W|$))"


@functools.cache
def _garbled_token() -> re.Pattern[str]:
    """The expression of a token in a garbled text; few texts are."""
    inside = rf"(?:Ã[\u0080-\u00bf]|(?!â€)[\w{_MARKS}{_SOFT}])"
    return _tokens_of(inside, rf"(?:{_APOSTROPHE}|â€™)", rf"{_ENTITY} | {_GARBLED_MARK}")


_NOT_SOFT = dict.fromkeys(map(ord, _SOFT))
_NEGATED = re.compile(rf"(?<=[a-zA-Z])n(?:{_APOSTROPHE}|â€™)t$")

# Spelling variants that rules should not have to know.
_FOLD = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "‐": "-", "‑": "-"})
DASHES = frozenset("–—―-−")


@dataclass(slots=True)
class Tokens:
    """Parallel lists, one entry a token; white space is no token.

    `starts` and `ends` are Unicode code points into `text`, end exclusive. `lower` is the word as rules see
    it: lower case, with straight apostrophes.
    """

    text: str
    words: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def span_text(self, first: int, last: int) -> str:
        """The text from token `first` to token `last`, both included, exactly as given."""
        return self.text[self.starts[first] : self.ends[last]]

    def glued(self, index: int) -> bool:
        """Whether token `index` follows the one before it without white space."""
        return 0 < index < len(self.starts) and self.starts[index] == self.ends[index - 1]


def fold(word: str) -> str:
    """A word as rules and lexicons spell it: lower case, straight apostrophes, plain hyphens."""
    return word.lower() if word.isascii() else word.lower().translate(_FOLD)


def tokenize(text: str) -> Tokens:
    """Cut `text` into tokens; every character that is not white space is in exactly one of them, save marks of emphasis and what cannot be seen."""
    tokens = Tokens(text)
    words, lower, starts, ends = tokens.words, tokens.lower, tokens.starts, tokens.ends
    garbled = _GARBLED.search(text) is not None
    for match in (_garbled_token() if garbled else _TOKEN).finditer(text):
        start, end = match.span()
        word = _mended(match.group()) if garbled else match.group()
        if "&" in word and word != "&":
            word = unescape(word).translate(_NOT_SOFT)
            if not word or word.isspace():
                continue  # "&nbsp;", "&shy;", "&#17;": nothing to be seen
        if word[0] in _EMPHASIS and _is_emphasis(text, start, end):
            continue
        if word.isascii():
            folded = word.lower()
        else:
            word = word.translate(_NOT_SOFT)
            folded = fold(word)
        if (
            word == "."
            and words
            and starts
            and ends[-1] == start
            and lower[-1] in ABBREVIATIONS
            and _is_abbreviation(tokens, end)
        ):
            words[-1] += "."
            lower[-1] += "."
            ends[-1] = end
            continue
        negated = _NEGATED.search(match.group()) if "n't" in folded and len(word) > 3 else None
        if negated is not None:
            cut = start + negated.start()
            head = word[:-3]
            for part, a, b in ((head, start, cut), (word[-3:], cut, end)):
                words.append(part)
                lower.append(fold(part))
                starts.append(a)
                ends.append(b)
            continue
        if word == "-" and text[start - 1 : start].isspace() and text[end : end + 1].isspace():
            folded = "–"  # "KABUL, Aug 10 - The president": a dash, however it is typed
        words.append(word)
        lower.append(folded)
        starts.append(start)
        ends.append(end)
    return tokens


def _mended(word: str) -> str:
    """A word with its garbled letters and marks as they were meant; as it is where they are none."""
    if not _GARBLED.search(word):
        return word
    if word == "â€":  # its third byte has no letter
        return "”"
    try:
        return b"".join(_byte(letter) for letter in word).decode()
    except UnicodeError:
        return word


def _byte(letter: str) -> bytes:
    return letter.encode("latin-1" if "\x80" <= letter <= "\xff" else "cp1252")


def _is_emphasis(text: str, start: int, end: int) -> bool:
    """Whether a row of marks is glued to a word on one side alone: "**Hamas** freed", not "2*3" and no bullet."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if end - start > 3 or text[start:end] == "``":  # which is an old quotation mark
        return False
    return (before.isalnum() or before in tuple(".,!?)")) != after.isalnum()


def _is_abbreviation(tokens: Tokens, after: int) -> bool:
    """Whether the last token is one: "Sat." but not "he sat.", "No. 5" but not "No."."""
    if not tokens.words[-1][0].isupper():
        return tokens.lower[-1] in LINKS
    return tokens.lower[-1] not in ("no", "nos") or tokens.text[after + 1 : after + 2].isdigit()


_of_docs: WeakKeyDictionary[object, Tokens] = WeakKeyDictionary()


def tokens_of(doc: Doc) -> Tokens:
    """Our tokens of a Doc's text: those that our tokenizer made it of, else made now, for a Doc that has travelled or is of another tokenizer."""
    made = _of_docs.get(doc)
    return tokenize(doc.text) if made is None else made


class SpacyTokenizer:
    """The tokenizer as spaCy wants it: text in, `Doc` out, with `doc.text` equal to the text given."""

    def __init__(self, vocab: object, make_doc: Callable[..., object]) -> None:
        self.vocab = vocab
        self._make_doc = make_doc

    def __call__(self, text: str) -> object:
        tokens = tokenize(text)
        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for start, end in zip(tokens.starts, tokens.ends, strict=True):
            if start > at:
                _add_gap(text[at:start], words, spaces)
            words.append(text[start:end])
            spaces.append(False)
            at = end
        if at < len(text):
            _add_gap(text[at:], words, spaces)
        doc = self._make_doc(self.vocab, words=words, spaces=spaces)
        _of_docs[doc] = tokens
        return doc

    def to_disk(self, path: object, *, exclude: Iterable[str] = ()) -> None:
        """Nothing to write: the tokenizer has no settings."""

    def from_disk(self, path: object, *, exclude: Iterable[str] = ()) -> SpacyTokenizer:
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> SpacyTokenizer:
        return self


def _add_gap(gap: str, words: list[str], spaces: list[bool]) -> None:
    """spaCy keeps one plain space on the token before; other white space is a token of its own."""
    if gap[0] == " " and words:
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)
