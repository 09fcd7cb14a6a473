"""The pattern language: rules over word classes, run as regular expressions over one character a token.

A lexicon puts words into classes (`MONTH: january, february, ...`). A rule's pattern is a sequence of items:

    day:DAY of? month:MONTH ","? year:YEAR        "19 January 2025", "19th of January, 2025"

    word            this word, in any case; `word^` only with a capital; punctuation goes in quotes: ","
    CLASS           any word or phrase of a lexicon class; `CLASS^` only with a capital
    name:ITEM       capture the item as `name`
    ( ... | ... )   alternatives; `?`, `*`, `+`, `{0,4}` (and `{0,4}?`, lazy) repeat the item before
    (?= ...) (?! ...) (?<= ITEM) (?<! ITEM)      look ahead and behind (behind: one token)
    ^ $             the sentence's start and end

Classes that need no lexicon: WORD (any word), CAP (a word with a capital), LOW (a word without one), UPPER (all capitals),
INT (digits only), DAYNUM (1 to 31), MONTHNUM (1 to 12), YEAR (four digits, 1000 to 2199), YEAR2 (two digits), CLOCK (04:00), NUMBER (digits,
also 1,400 and 2.7), ORDNUM (15th), DECADE (1990s), ALNUM (57k, M23), QUOTE, DASH (one that stands free, or an em dash), ANY (any token), and, where mentions were found before,
DATE, COUNT, PARTY, PHASE: a mention, as one item. The parties' own
rules have NATION (an adjective), SEAT (a capital), HOUSE (a seat of power), PERSON and NOPARTY (a blocked phrase) too. A hyphen between words without spaces is the literal "-".

How it runs: every word of the lexicons and patterns gets a character that stands for the set of classes it is in (one each for
lower case, Capitalised and UPPER CASE); an article is then a short string, and a pattern is an ordinary regular expression over it. A pattern
is compiled when an article first holds one of the words it cannot do without.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from ..text.sentences import Sentence
from ..text.tokenizer import DASHES, Tokens, fold
from .cache import compiled

Payload = TypeVar("Payload")

# One block of characters for each way of writing a known word; what is unknown gets its shape's.
_LOWER, _TITLE, _UPPER, _MARKS = 0x1000, 0x5000, 0x9000, 0xD000
_BLOCK = 0x3FF0
_MARKS_BLOCK = 0x7F0
BOUNDARY = "\n"
_SHAPES = {  # built-in class -> its characters; a token has the first that fits
    "DATE": "D", "COUNT": "C", "PARTY": "P", "PHASE": "H",
    "NATION": "A", "SEAT": "S", "HOUSE": "W", "PERSON": "Q", "NOPARTY": "B",
    "DURATION": "U", "HOUR": "R",
    "CLOCK": "t", "DECADE": "d", "ORDNUM": "o", "ALNUM": "x",
    "QUOTE": "q", "DASH": "-", "OTHER": ".",
}  # fmt: skip
_OPEN_CLASSES = frozenset(("WORD", "CAP", "LOW", "UPPER", "ANY"))
# Digit tokens by value: the classes overlap, so each combination has a character of its own.
_DAY_MONTH, _DAY_ONLY, _TWO_DIGITS, _YEAR_INT, _PLAIN_INT = "1", "2", "3", "4", "5"
_DIGIT_CLASSES = {
    "DAYNUM": _DAY_MONTH + _DAY_ONLY,
    "MONTHNUM": _DAY_MONTH,
    "YEAR2": _TWO_DIGITS + _DAY_ONLY + _DAY_MONTH,
    "YEAR": _YEAR_INT,
    "INT": _DAY_MONTH + _DAY_ONLY + _TWO_DIGITS + _YEAR_INT + _PLAIN_INT,
    "NUMBER": _DAY_MONTH + _DAY_ONLY + _TWO_DIGITS + _YEAR_INT + _PLAIN_INT + "n",
}
MENTION_CLASSES = {"date": "D", "count": "C", "party": "P", "phase": "H"}
# While dates are put together, a duration and an hour without a day are items of their own.
MENTION_CLASSES |= {"duration": "U", "hour": "R"}
# While parties are looked for, a name known is one item too, by what kind of name it is (stages/parties/names.py).
MENTION_CLASSES |= {name.lower(): _SHAPES[name] for name in ("NATION", "SEAT", "HOUSE", "PERSON", "NOPARTY")}


class PatternError(ValueError):
    """A pattern or lexicon that cannot be read; the message says where and why."""


# --- reading a pattern -------------------------------------------------------------------------------------------

_LEX = re.compile(
    r"""\s*(?:
      (?P<look>\(\?<?[=!])
    | (?P<name>[a-z_][a-z_0-9]*):(?=[\w"(’'])
    | (?P<quoted>"[^"]+"\^?)
    | (?P<class>[A-Z][A-Z_0-9]*\^?(?![a-z]))
    | (?P<end>\$(?![\w.]))                                        # "$" alone is the sentence's end, a currency stands in quotes
    | (?P<word>[\w'.&$€£%]+(?:-[\w']+)*(?:\^)?)
    | (?P<repeat>[?*+]\??|\{\d*,?\d*\}\??)
    | (?P<mark>[()|^$])
    )""",
    re.VERBOSE,
)


@dataclass(slots=True)
class _Node:
    """A piece of a pattern: its regular expression is built from these."""

    kind: str  # word | class | group | look | edge
    text: str = ""
    capital: bool = False
    name: str | None = None
    repeat: str = ""
    options: list[list[_Node]] = field(default_factory=list)

    @property
    def required(self) -> bool:
        return self.repeat[:1] not in ("?", "*") and not self.repeat.startswith(("{0", "{,"))


def parse(pattern: str) -> list[_Node]:
    """Read a pattern into nodes. Raises PatternError with the place of what cannot be read."""
    lexed: list[tuple[str, str]] = []
    at = 0
    while at < len(pattern.rstrip()):
        match = _LEX.match(pattern, at)
        if match is None:
            raise PatternError(f"cannot read the pattern at {pattern[at : at + 20]!r}")
        kind = match.lastgroup or ""
        lexed.append((kind, match.group(kind)))
        at = match.end()
    nodes, rest = _parse_sequence(lexed, 0)
    if rest != len(lexed):
        raise PatternError(f"a bracket too many in {pattern!r}")
    if len(nodes) == 1:
        return nodes[0]
    return [_Node("group", options=nodes)]


def _parse_sequence(lexed: list[tuple[str, str]], at: int) -> tuple[list[list[_Node]], int]:
    options: list[list[_Node]] = [[]]
    name: str | None = None
    while at < len(lexed):
        kind, text = lexed[at]
        if kind == "name":
            name = text
            at += 1
            continue
        if kind == "repeat":
            if not options[-1]:
                raise PatternError(f"{text!r} repeats nothing")
            options[-1][-1].repeat = text
            at += 1
            continue
        if kind == "mark" and text == ")":
            break
        if kind == "mark" and text == "|":
            options.append([])
            at += 1
            continue
        if (kind == "mark" and text == "(") or kind == "look":
            inner, at = _parse_sequence(lexed, at + 1)
            if at >= len(lexed):
                raise PatternError("a bracket is not closed")
            node = _Node(
                "look" if kind == "look" else "group", text if kind == "look" else "", name=name, options=inner
            )
            at += 1
        elif kind in ("mark", "end"):
            node = _Node("edge", text)
            at += 1
        else:
            capital = text.endswith("^") and len(text) > 1
            body = text.removesuffix("^") if capital else text
            if kind == "quoted":
                body = body.strip('"')
                node = _Node("word", fold(body), capital, name)
            elif kind == "class":
                node = _Node("class", body, capital, name)
            else:
                parts = entry_words(body)  # "hand-over" is three tokens
                node = _Node("word", parts[0], capital, name)
                if len(parts) > 1:
                    node = _Node("group", name=name, options=[[_Node("word", part, capital) for part in parts]])
            at += 1
        options[-1].append(node)
        name = None
    if name is not None:
        raise PatternError(f"{name}: names nothing")
    return options, at


def _literals(nodes: Iterable[_Node]) -> Iterator[str]:
    for node in nodes:
        if node.kind == "word":
            yield node.text
        for option in node.options:
            yield from _literals(option)


def _classes(nodes: Iterable[_Node]) -> Iterator[str]:
    for node in nodes:
        if node.kind == "class":
            yield node.text
        for option in node.options:
            yield from _classes(option)


# --- the vocabulary -----------------------------------------------------------------------------------------------


class Vocabulary:
    """Which character stands for which word, and which characters make up a class.

    `lexicon` maps a class to its entries (a word or phrase, folded) and their values.
    """

    def __init__(self, lexicon: Mapping[str, Mapping[str, object]], patterns: Iterable[list[_Node]]) -> None:
        self.lexicon = lexicon
        membership: dict[str, set[str]] = {"-": {"=-"}}
        for name, entries in lexicon.items():
            if name in _SHAPES or name in _DIGIT_CLASSES or name in _OPEN_CLASSES:
                raise PatternError(f"the class name {name} is built in")
            for entry in entries:
                parts = entry_words(entry)
                for word in parts:
                    membership.setdefault(word, set())
                    if len(parts) == 1:
                        membership[word].add(name)
                    else:
                        membership[word].add("=" + word)
        for nodes in patterns:
            for literal in _literals(nodes):
                membership.setdefault(literal, set()).add("=" + literal)
        words: dict[frozenset[str], int] = {}  # what a word is a member of -> its number; likewise for marks
        marks: dict[frozenset[str], int] = {}
        self._code: dict[str, int] = {}
        self._members: dict[str, set[str]] = {}
        self._members_capital: dict[str, set[str]] = {}
        # Words of the same classes stand side by side, so that a class is a few ranges: a set is read faster by its length.
        sizes = {name: len(entries) for name, entries in lexicon.items()}

        def kin(word: str) -> tuple[list[tuple[int, str]], str]:
            return sorted((-sizes[name], name) for name in membership[word] if name in sizes), word

        for word in sorted(membership, key=kin):
            if word[0].isdigit() or (len(word) == 1 and _shape(word) in "q-" and word != "-"):
                raise PatternError(f"{word!r} cannot be a word of a pattern: use a class (INT, QUOTE, DASH)")
            signature = frozenset(membership[word])
            if word[0].isalpha():
                code = words.setdefault(signature, len(words) + 1)
                capital = {chr(_TITLE + code), chr(_UPPER + code)}
                every = {chr(_LOWER + code), *capital}
            else:
                code = marks.setdefault(signature, len(marks) + 1)
                every = {chr(_MARKS + code)}
                capital = every
            if len(words) >= _BLOCK or len(marks) >= _MARKS_BLOCK:
                raise PatternError("too many different words in the patterns")
            self._code[word] = code
            for name in signature:
                self._members.setdefault(name, set()).update(every)
                self._members_capital.setdefault(name, set()).update(capital)
        self._char: dict[str, str] = {}  # memo: word as written -> character
        self._sets: dict[tuple[str, bool], str] = {}
        self._phrases: dict[str, list[list[str]]] = {}
        self._expressions: dict[tuple[str, bool, bool], str] = {}
        self._once: dict[frozenset[str], frozenset[str]] = {}

    def once(self, characters: frozenset[str]) -> frozenset[str]:
        """The same set, one object for all that are equal: cheap to hold, to keep, and to look up."""
        return self._once.setdefault(characters, characters)

    def char(self, word: str, lower: str) -> str:
        """The character that stands for a token, known or not."""
        found = self._char.get(word)
        if found is None:
            found = self._find_char(word, lower)
            if len(self._char) < 200_000:
                self._char[word] = found
        return found

    def _find_char(self, word: str, lower: str) -> str:
        code = self._code.get(lower, 0)
        initial = word[0]
        if code and not lower[0].isalpha():
            return chr(_MARKS + code)
        if initial.isalpha():
            # "al-Burhan", "iPhone": the first letter decides; one capital letter alone is a capitalised word
            if not initial.isupper():
                return chr(_LOWER + code)
            if len(word) > 1 and word.replace(".", "").isupper():
                return chr(_UPPER + code)
            return chr(_TITLE + code)
        return _shape(word)

    def characters(self, name: str, capital: bool = False) -> str:
        """The characters of a class (or of a literal: "=word"), as the inside of a regular expression's set."""
        key = (name, capital)
        if key not in self._sets:
            self._sets[key] = self._make_set(name, capital)
        return self._sets[key]

    def _make_set(self, name: str, capital: bool) -> str:
        low = f"{chr(_LOWER)}-{chr(_TITLE - 1)}"
        cap = f"{chr(_TITLE)}-{chr(_UPPER + _BLOCK)}"
        if name == "WORD":
            return cap if capital else low + cap
        if name == "CAP":
            return cap
        if name == "LOW":
            return low
        if name == "UPPER":
            return f"{chr(_UPPER)}-{chr(_UPPER + _BLOCK)}"
        if name == "ANY":
            return "^" + BOUNDARY
        if name in _DIGIT_CLASSES:
            return _DIGIT_CLASSES[name]
        if name in _SHAPES:
            return re.escape(_SHAPES[name])
        members = self._members_capital if capital else self._members
        return "".join(sorted(members.get(name, ())))

    def any_of(self, words: Iterable[str]) -> frozenset[str]:
        """The characters of literal words."""
        return frozenset().union(*(self.characters("=" + word) for word in words))

    def phrases(self, name: str) -> list[list[str]]:
        """The entries of a class that are more than one word, longest first."""
        found = self._phrases.get(name)
        if found is None:
            split = [entry_words(entry) for entry in self.lexicon.get(name, ())]
            found = sorted((words for words in split if len(words) > 1), key=lambda words: (-len(words), words))
            self._phrases[name] = found
        return found

    def expression(self, name: str, capital: bool, behind: bool) -> str:
        """A regular expression for an entry of a class; `behind`: in a look behind, which is one token wide, so that phrases take no part."""
        key = (name, capital, behind)
        found = self._expressions.get(key)
        if found is None:
            found = self._expressions[key] = self._expression(*key)
        return found

    def _expression(self, name: str, capital: bool, behind: bool) -> str:
        inside = self.characters(name, capital)
        single = _one_of(inside)
        if behind:
            return single
        rests: dict[str, list[str]] = {}  # the first word's characters -> what may follow it, the longest first
        for words in self.phrases(name):
            first, *rest = (self.characters("=" + word) for word in words)
            rests.setdefault(first, []).append("".join(_one_of(chars) for chars in rest))
        if not rests:
            return single
        phrases = [f"{_one_of(first)}(?:{'|'.join(options)})" for first, options in rests.items()]
        # Most places have none of the first words: one look says so.
        return f"(?={_one_of(''.join(rests) + inside)})(?:{'|'.join(phrases)}|{single})"

    def knows(self, word: str) -> bool:
        """Whether a word (lower case) stands in a lexicon or a pattern."""
        return word in self._code

    def known(self, name: str) -> bool:
        return name in self.lexicon or name in _SHAPES or name in _DIGIT_CLASSES or name in _OPEN_CLASSES


_ENTRY = re.compile(r"n't|'(?:s|re|ve|ll|d|m)\b|\w[\w.]*(?:'(?!(?:s|re|ve|ll|d|m)\b)\w+)*|[^\w\s]")


def entry_words(entry: str) -> list[str]:
    """A lexicon entry as the tokens it will be in a text: "cease-fire" is three."""
    return _ENTRY.findall(fold(str(entry)))


def _open_classes_of(character: str) -> Iterator[str]:
    """The open classes that a token of this character is in."""
    if character == BOUNDARY:
        return
    yield "ANY"
    if _LOWER <= ord(character) < _MARKS:
        yield "WORD"
        yield "LOW" if ord(character) < _TITLE else "CAP"
        if ord(character) >= _UPPER:
            yield "UPPER"


def _shape(word: str) -> str:
    if word[0].isdigit():
        return _digit_shape(word)
    if word[0] in "\"“”„«»‘’'‹›`":
        return "q"
    if word[0] in DASHES:
        return "-"
    return "."


def _digit_shape(word: str) -> str:
    if word.isdecimal() and word.isascii():
        value = int(word) if len(word) < 10 else 10**9
        if len(word) <= 2 and 1 <= value <= 31:
            return _DAY_MONTH if value <= 12 else _DAY_ONLY
        if len(word) == 2:
            return _TWO_DIGITS
        return _YEAR_INT if len(word) == 4 and 1000 <= value <= 2199 else _PLAIN_INT
    if ":" in word:
        return "t"
    lower = word.lower()
    if re.fullmatch(r"\d+(st|nd|rd|th)", lower):
        return "o"
    if re.fullmatch(r"(\d{2})?\d0s", lower):
        return "d"
    return "n" if lower.replace(",", "").replace(".", "").isdecimal() else "x"


# --- an article as a string ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class Encoded:
    """An article, one character an item: a token, or a mention where mentions were given.

    `first[i]` and `last[i]` are the tokens of item i (-1 at a sentence boundary); `mention[i]` is the index of the mention given, or -1.
    """

    string: str
    first: list[int]
    last: list[int]
    mention: list[int]
    present: frozenset[str]
    _sentences: list[tuple[int, str]] = field(default_factory=list)
    _item_of: list[int] = field(default_factory=list)

    @property
    def item_of(self) -> list[int]:
        """Token -> the item that it stands in."""
        if not self._item_of:
            for item, (first, last) in enumerate(zip(self.first, self.last, strict=True)):
                if first >= 0:
                    self._item_of += [item] * (last + 1 - first)
        return self._item_of

    @property
    def sentences(self) -> list[tuple[int, str]]:
        """Each sentence's first item, and its part of the string without the boundaries."""
        if not self._sentences:
            start = 1
            for sentence in self.string[1:-1].split(BOUNDARY):
                self._sentences.append((start, sentence))
                start += len(sentence) + 1
        return self._sentences


def encode(
    vocabulary: Vocabulary, tokens: Tokens, sentences: Sequence[Sentence], mentions: Sequence[tuple[str, int, int]] = ()
) -> Encoded:
    """Write an article as a string. `mentions`: (kind, first token, last token), in order and apart; each becomes one item."""
    chars: list[str] = [BOUNDARY]
    firsts: list[int] = [-1]
    lasts: list[int] = [-1]
    which: list[int] = [-1]
    starts_at = {first: (index, kind, last) for index, (kind, first, last) in enumerate(mentions)}
    char, words, lower = vocabulary.char, tokens.words, tokens.lower
    starts, ends = tokens.starts, tokens.ends
    for sentence in sentences:
        index = sentence.first
        while index <= sentence.last:
            hit = starts_at.get(index)
            if hit is not None:
                number, kind, last = hit
                chars.append(MENTION_CLASSES[kind])
                firsts.append(index)
                lasts.append(last)
                which.append(number)
                index = last + 1
                continue
            word = words[index]
            if word in DASHES:
                free = (
                    word == "—"
                    or starts[index] != ends[index - 1]
                    or index == sentence.last
                    or starts[index + 1] != ends[index]
                )
                chars.append("-" if free or not index else char("-", "-"))
            else:
                chars.append(char(word, lower[index]))
            firsts.append(index)
            lasts.append(index)
            which.append(-1)
            index += 1
        chars.append(BOUNDARY)
        firsts.append(-1)
        lasts.append(-1)
        which.append(-1)
    string = "".join(chars)
    return Encoded(string, firsts, lasts, which, frozenset(string))


def fold_mentions(
    plain: Encoded,
    sentences: Sequence[Sentence],
    mentions: Sequence[tuple[str, int, int]],
    only: Iterable[int] | None = None,
) -> Encoded:
    """An article that is encoded without mentions, with `mentions` (as for `encode`) made one item each: cheaper than to encode again.

    `only`: the numbers of the sentences to keep, in order; all where it is None.
    """
    string: list[str] = [BOUNDARY]
    firsts: list[int] = [-1]
    lasts: list[int] = [-1]
    which: list[int] = [-1]
    upcoming = 0
    for number in range(len(sentences)) if only is None else only:
        sentence = sentences[number]
        shift = number + 1  # token to item: a boundary stands before every sentence
        at, end = sentence.first + shift, sentence.last + shift + 2
        while upcoming < len(mentions) and mentions[upcoming][1] <= sentence.last:
            kind, first, last = mentions[upcoming]
            if first >= sentence.first:
                start = first + shift
                string += (plain.string[at:start], MENTION_CLASSES[kind])
                firsts += (*plain.first[at:start], first)
                lasts += (*plain.last[at:start], last)
                which += (*plain.mention[at:start], upcoming)
                at = last + shift + 1
            upcoming += 1
        string.append(plain.string[at:end])
        firsts += plain.first[at:end]
        lasts += plain.last[at:end]
        which += plain.mention[at:end]
    folded = "".join(string)
    return Encoded(folded, firsts, lasts, which, frozenset(folded))


# --- rules --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Match(Generic[Payload]):
    """Where a rule matched: items `start` to `end` (end exclusive) of an encoded article."""

    rule: Payload
    start: int
    end: int
    groups: dict[str, tuple[int, int]]
    encoded: Encoded

    @property
    def first(self) -> int:
        """The first token."""
        return self.encoded.first[self.start]

    @property
    def last(self) -> int:
        """The last token."""
        return self.encoded.last[self.end - 1]

    def tokens_of(self, name: str) -> tuple[int, int] | None:
        """First and last token of a capture, or None where it took no part."""
        span = self.groups.get(name)
        if span is None or span[0] == span[1]:
            return None
        return self.encoded.first[span[0]], self.encoded.last[span[1] - 1]

    def mention_of(self, name: str) -> int | None:
        """The index of the mention that a capture is, or None."""
        span = self.groups.get(name)
        if span is None or span[0] == span[1]:
            return None
        index = self.encoded.mention[span[0]]
        return index if index >= 0 else None


@dataclass(slots=True)
class _Compiled(Generic[Payload]):
    payload: Payload
    nodes: list[_Node]
    anchors: list[frozenset[str]]  # one character of each must be in the sentence
    begins: frozenset[str] | None  # what a match begins with; None where that may be any word
    follows: frozenset[str] | None  # what its second item is, open classes by name; None where that may be any
    regex: Any = None  # a compiled pattern of the regex module
    names: tuple[str, ...] = ()  # of its captures


class _Index:
    """Tells for a sentence which rules can match in it, and where: by all rules at once, each a bit of an integer.

    For each character there is an integer for the rules that begin with it, one for those whose second item it can be, and one for those whose first and
    second need it meets (`anchors`; a bit each, the second's shifted). What the characters of a sentence meet is joined by `|`.
    """

    def __init__(self, rules: Sequence[_Compiled[Any]]) -> None:
        # A set of characters -> the rules that ask for one of it. What a rule needs besides is left to its expression.
        self._begin: dict[frozenset[str], int] = {}
        self._follow: dict[frozenset[str], int] = {}
        self._need: dict[frozenset[str], int] = {}
        self._anywhere = 0  # begin with any word
        self._ended = 0  # may have any second item, or none
        self._content = 0  # a need that is met by any sentence
        self._shift = len(rules)
        for number, rule in enumerate(rules):
            further = [anchor for anchor in rule.anchors if anchor is not rule.begins]
            one, two = [*further, None, None][:2]
            bit = 1 << number
            self._anywhere |= _ask(self._begin, rule.begins, bit)
            self._ended |= _ask(self._follow, rule.follows, bit)
            self._content |= _ask(self._need, one, bit) | _ask(self._need, two, bit << self._shift)
        self._begun: dict[str, int] = {}
        self._follows: dict[str, int] = {}
        self._meets: dict[str, int] = {}
        self._known: set[str] = set()  # characters that were looked up; not all are asked for

    def tries(self, encoded: Encoded) -> list[tuple[int, list[int]]]:
        """The rules that can match, in their order, each with the items where: for one that begins with any word, the first items of sentences."""
        tried: dict[int, list[int]] = {}
        for character in encoded.present - self._known:
            self._look_up(character)
        string, begun, follows, meets = encoded.string, self._begun, self._follows, self._meets
        for first, sentence in encoded.sentences:
            met = self._content
            for character in meets.keys() & sentence:
                met |= meets[character]
            able = met & (met >> self._shift)
            if able:
                if able & self._anywhere:
                    _note(able & self._anywhere, first, tried)
                for item, character in enumerate(sentence, first):
                    if character in begun:
                        rules = able & begun[character] & follows[string[item + 1]]
                        if rules:
                            _note(rules, item, tried)
        return sorted(tried.items())

    def _look_up(self, character: str) -> None:
        self._known.add(character)
        self._follows[character] = self._ended
        kinds = {character, *_open_classes_of(character)}
        for asked, answers in ((self._begin, self._begun), (self._follow, self._follows), (self._need, self._meets)):
            for need, bits in asked.items():
                if not need.isdisjoint(kinds):
                    answers[character] = answers.get(character, 0) | bits


def _ask(asked: dict[frozenset[str], int], need: frozenset[str] | None, bit: int) -> int:
    """Note that a rule asks for one of some characters; its bit where it asks for none, else 0."""
    if need is None:
        return bit
    asked[need] = asked.get(need, 0) | bit
    return 0


def _note(rules: int, item: int, tried: dict[int, list[int]]) -> None:
    while rules:
        lowest = rules & -rules
        number = lowest.bit_length() - 1
        if number in tried:
            tried[number].append(item)
        else:
            tried[number] = [item]
        rules ^= lowest


# Up to two items that a match begins with, each as its characters; an open class by its name.
_Opening = tuple[frozenset[str], ...]


def _joined(openings: Iterable[_Opening], further: Iterable[_Opening]) -> set[_Opening]:
    """Each of some openings with each of what may follow it."""
    return {(*opening, *following)[:2] for opening in openings for following in further}


class Grammar(Generic[Payload]):
    """A set of patterns over one vocabulary, each with the rule it belongs to.

    Raises PatternError where a pattern names a class that is in no lexicon.
    """

    def __init__(self, vocabulary: Vocabulary, rules: Iterable[tuple[list[_Node], Payload]]) -> None:
        self.vocabulary = vocabulary
        self._rules: list[_Compiled[Payload]] = []
        self._index: _Index | None = None
        for nodes, payload in rules:
            for name in _classes(nodes):
                if not vocabulary.known(name):
                    raise PatternError(f"no lexicon has the class {name}")
            anchors = [vocabulary.once(anchor) for anchor in self._anchors(nodes)]
            openings = self._openings(nodes)
            begins, follows = self._item(openings, 0), self._item(openings, 1)
            if begins is not None and not begins.isdisjoint(_OPEN_CLASSES):
                begins = None
            self._rules.append(_Compiled(payload, nodes, anchors, begins, follows))

    def part(self, wanted: Callable[[Payload], bool]) -> Grammar[Payload]:
        """A grammar of those rules that `wanted` picks, in their order."""
        other: Grammar[Payload] = Grammar(self.vocabulary, ())
        other._rules = [rule for rule in self._rules if wanted(rule.payload)]
        return other

    def triggers(self, common: Iterable[str]) -> str | None:
        """Characters of which each match holds one at least, as the inside of a regular expression's set; None where a rule has none.

        Of the words that a rule needs, those are taken that are not among the `common` ones (words or classes), as far as it needs any other.
        """
        everywhere = frozenset().union(
            *(self.vocabulary.characters(word if word.isupper() else "=" + word) for word in common)
        )
        out: set[str] = set()
        for rule in self._rules:
            if not rule.anchors:
                return None
            out |= min(rule.anchors, key=lambda anchor: not anchor.isdisjoint(everywhere))
        return re.escape("".join(sorted(out)))

    def find(self, encoded: Encoded) -> list[Match[Payload]]:
        """Every place where a rule matches, rule by rule; matches of one rule do not overlap."""
        out: list[Match[Payload]] = []
        for number, items in self._tries(encoded):
            self._find_rule(self._rules[number], encoded, items, out)
        return out

    def _find_rule(
        self, rule: _Compiled[Payload], encoded: Encoded, items: Iterable[int], out: list[Match[Payload]]
    ) -> None:
        """Add the matches of one rule, which is compiled when an article first holds the words that it needs.

        Where the words are known that it begins with, it is tried at those alone: to search a sentence for them costs more than all else.
        """
        string, payload = encoded.string, rule.payload
        regex = rule.regex or self._compile(rule)
        end = 0
        if rule.begins is None:
            for item in items:
                for match in regex.finditer(string, item, string.index(BOUNDARY, item) + 1):
                    start, end = match.span()
                    if start < end:
                        out.append(Match(payload, start, end, _groups(rule, match), encoded))
            return
        for item in items:
            if item >= end:  # matches of one rule do not overlap
                match = regex.match(string, item)
                if match is not None:
                    end = match.end()
                    out.append(Match(payload, item, end, _groups(rule, match), encoded))

    def _compile(self, rule: _Compiled[Payload]) -> Any:
        rule.regex = compiled(self._sequence(rule.nodes))
        rule.names = tuple(rule.regex.groupindex)
        return rule.regex

    def find_from_first(self, encoded: Encoded) -> list[Match[Payload]]:
        """Every match of every rule, tried only where a word stands that the rule can begin with: for rules that begin with a rare one.

        Unlike those of `find`, matches of one rule may overlap. Raises PatternError where a rule can begin with any word.
        """
        if any(rule.begins is None for rule in self._rules):
            raise PatternError("a pattern that begins with any word can begin anywhere")
        out: list[Match[Payload]] = []
        string = encoded.string
        for number, items in self._tries(encoded):
            rule = self._rules[number]
            regex = rule.regex or self._compile(rule)
            for item in sorted(items, key=lambda item: (string[item], item)):
                match = regex.match(string, item)
                if match is not None and match.end() > item:
                    out.append(Match(rule.payload, item, match.end(), _groups(rule, match), encoded))
        return out

    def _tries(self, encoded: Encoded) -> list[tuple[int, list[int]]]:
        if self._index is None:
            self._index = _Index(self._rules)
        return self._index.tries(encoded)

    def _openings(self, nodes: list[_Node]) -> set[_Opening]:
        """What the first two items of a match can be: fewer where it may end before."""
        openings: set[_Opening] = {()}
        for node in nodes:
            if all(len(opening) == 2 for opening in openings):
                break
            if node.text == "(?=":  # what it looks for stands behind the first item too
                begun = {opening for opening in openings if opening}
                openings = openings - begun | _joined(begun, self._node_openings(node))
            elif node.kind not in ("look", "edge"):
                openings = _joined(openings, self._node_openings(node))
        return openings

    def _node_openings(self, node: _Node) -> set[_Opening]:
        found: set[_Opening] = set()
        if node.kind in ("group", "look"):
            for option in node.options:
                found |= self._openings(option)
        elif node.kind == "word":
            found.add((frozenset(self.vocabulary.characters("=" + node.text, node.capital)),))
        elif node.text in _OPEN_CLASSES:
            found.add((frozenset(("CAP" if node.capital else node.text,)),))
        else:
            found.add((frozenset(self.vocabulary.characters(node.text, node.capital).replace("\\", "")),))
            phrases = self.vocabulary.phrases(node.text)
            if phrases:
                found.add(tuple(self.vocabulary.any_of(words[place] for words in phrases) for place in (0, 1)))
        if node.repeat[:1] in ("*", "+", "{"):
            found |= _joined(found, found)
        return found if node.required else found | {()}

    def _item(self, openings: set[_Opening], place: int) -> frozenset[str] | None:
        """The characters and open classes that the first (0) or second (1) item of a match can be; None where that may be any, or there may be none."""
        if any(len(opening) <= place for opening in openings):
            return None
        return self.vocabulary.once(frozenset().union(*(opening[place] for opening in openings)))

    # The words that a pattern cannot do without, each as the set of characters that may stand for it, the rarest first.
    # Most patterns are never compiled, which is slow, nor tried.
    def _anchors(self, nodes: list[_Node]) -> list[frozenset[str]]:
        found: set[frozenset[str]] = set()
        for node in nodes:
            if not node.required or node.kind in ("look", "edge"):
                continue
            if node.kind == "group" and len(node.options) == 1:
                found.update(self._anchors(node.options[0]))
            elif node.kind == "group":
                options = [self._anchors(option) for option in node.options]
                if all(options):
                    found.add(frozenset().union(*(anchors[0] for anchors in options)))
            else:
                found.add(self._anchor_chars(node))
        return sorted(found - {frozenset()}, key=lambda chars: (len(chars), sorted(chars)))

    def _anchor_chars(self, node: _Node) -> frozenset[str]:
        if node.kind == "class":
            if node.text in _OPEN_CLASSES:
                return frozenset()
            inside = set(self.vocabulary.characters(node.text, node.capital).replace("\\", ""))
            for words in self.vocabulary.phrases(node.text):
                inside |= set(self.vocabulary.characters("=" + max(words, key=len)))  # the longest word is the rarest
            return frozenset(inside)
        return frozenset(self.vocabulary.characters("=" + node.text, node.capital))

    def _sequence(self, nodes: list[_Node], behind: bool = False) -> str:
        return "".join(self._expression(node, behind) for node in nodes)

    def _expression(self, node: _Node, behind: bool) -> str:
        if node.kind == "edge":
            return rf"(?<={BOUNDARY})" if node.text == "^" else rf"(?={BOUNDARY})"
        if node.kind in ("group", "look"):
            behind = behind or node.text.startswith("(?<")
            body = "|".join(self._sequence(option, behind) for option in node.options)
            if node.kind == "look":
                return f"{node.text}{body})"
            inner = f"(?:{body})"
        else:
            inner = self._set(node, behind)
        if node.repeat:
            inner = f"(?:{inner}){node.repeat}" if node.kind == "class" else inner + node.repeat
        return f"(?P<{node.name}>{inner})" if node.name else inner

    def _set(self, node: _Node, behind: bool) -> str:
        if node.kind == "word":
            return _one_of(self.vocabulary.characters("=" + node.text, node.capital))
        return self.vocabulary.expression(node.text, node.capital, behind)


def _groups(rule: _Compiled[Any], match: Any) -> dict[str, tuple[int, int]]:
    """The captures that took part, by name."""
    return {name: span for name in rule.names if (span := match.span(name))[0] >= 0}


@functools.lru_cache(maxsize=20_000)
def _one_of(characters: str) -> str:
    """A regular expression for one of some characters, with runs of neighbours as ranges; sets with ranges of their own are kept."""
    if not characters:
        return "(?!)"
    if "-" in characters or "\\" in characters or "^" in characters:
        return f"[{characters}]"
    codes = sorted(set(map(ord, characters)))
    parts: list[str] = []
    at = 0
    while at < len(codes):
        end = at
        while end + 1 < len(codes) and codes[end + 1] == codes[end] + 1:
            end += 1
        parts.append(chr(codes[at]) if end == at else f"{chr(codes[at])}-{chr(codes[end])}")
        at = end + 1
    return f"[{''.join(parts)}]" if len(codes) > 1 else re.escape(parts[0])


def longest(matches: Iterable[Match[Payload]]) -> list[Match[Payload]]:
    """Those matches that no longer one overlaps, in reading order; of two alike the rule that stands first wins."""
    taken: list[Match[Payload]] = []
    used: set[int] = set()
    for match in sorted(matches, key=lambda m: (m.start - m.end, m.start)):
        span = range(match.start, match.end)
        if used.isdisjoint(span):
            taken.append(match)
            used.update(span)
    return sorted(taken, key=lambda m: m.start)
