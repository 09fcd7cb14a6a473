"""Texts that nobody would write: sentences and articles cut, joined, repeated and soiled, the same from the same seed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from random import Random

from ceasefire_extract.rules.loading import builtin_packs

from .genres import DATES, LABELS, PARTIES, PEOPLE, article

LINE_ENDS = [
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\n\n\n",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x1d",
    "\x1e",
    "\x85",
    "\u2028",
    "\u2029",
    " \n ",
    "\n\t",
]
SPACES = [
    " ",
    "  ",
    "\t",
    "\u00a0",
    "\u2009",
    "\u202f",
    "\u3000",
    "\u200b",
    "\u200d",
    "\ufeff",
    "\u00ad",
    "\u2060",
    "\u202e",
    "\x00",
    "\x1f",
    "\x7f",
]
MARKS = [
    ".", ",", ";", ":", "!", "?", "...", "…", "-", "–", "—", "―", "−", "\u2010", "\u2011", "--", "-–", "–-", "“", "”", "‘", "’", '"', "'", "«", "»", "„", "‚", "``", "''",
    "(", ")", "[", "]", "{", "}", "|", "/", "\\", "#", "*", "•", "&", "%", "$", "€", "£", "@", "^", "~", "=", "+", "<", ">", "§", "°", "’s", "'s", "n't", "(s)", "()", "[...]", "“”",
]  # fmt: skip
NUMBERS = [
    "5e1234", "12e4567", "1e999", "1e-9", "0x1F", "1_000", "1,2,3,4", "1.2.3.4", "1.400.000,5", "14,00,000", "00", "0", "007", "-5", "+5", "½", "²", "Ⅳ", "१२", "٣٣", "３", "1/0", "0/0",
    "1/3", "9" * 25, "9" * 400, "9" * 5000, "9" * 400 + " years ago", "9" * 40 + "th", "31/31/2024", "04/05/2025", "99:99", "24:00", "25:61", "0am", "13pm", "1990s", "0000s", "1st",
    "32nd", "10^6", "3.5.2024", "2024-13-45", "20250204T120000Z", "1-2-3", "1–2–3", "2-3 million", "5 of 3", "three of two", "a hundred hundred hundred", "trillion trillion",
    "30 February", "29 February", "31 June 2024", "the 0th", "minus three", "AD 0", "431 BC", "9999 BC", "the 99th century", "10,000 years ago", "in 3,000 years", "phase 0",
    "phase 99999999", "the first of zero phases", "5%-10%", "$1e9", "US$5m", "€-5", "1m1m", "12,", "12.", ".5", "5.", "#12", "No. 12", "12k", "12K-strong",
]  # fmt: skip
ENTITIES = [
    "&amp;",
    "&nbsp;",
    "&#8217;",
    "&quot;",
    "<b>",
    "</p>",
    "<br/>",
    "{{name}}",
    "%20",
    "\\n",
    "\\u201c",
    "https://example.org/a?b=c#d",
    "a@b.example",
    "www.x.example",
]
LETTERS = [
    "é",
    "e\u0301",
    "İ",
    "ı",
    "ß",
    "ﬁ",
    "ø",
    "ł",
    "🕊",
    "👨‍👩‍👧",
    "中",
    "ע",
    "ا",
    "\u20d0",
    "\u0301",
    "A",
    "a",
    "I",
    "U.S.",
    "Dr.",
    "al-",
    "el-",
    "d’",
    "o'",
]
SOIL = [*LINE_ENDS, *SPACES, *MARKS, *NUMBERS, *ENTITIES, *LETTERS]
PUBLISHED = [
    dt.date.min, dt.date(1, 12, 31), dt.date(4, 2, 29), dt.date(1582, 10, 15), dt.date(1900, 2, 28), dt.date(1969, 12, 31), dt.date(2000, 2, 29), dt.date(2024, 12, 30),
    dt.date(9998, 12, 31), dt.date(9999, 1, 1), dt.date.max,
]  # fmt: skip


@cache
def sentences() -> list[str]:
    """The examples and counterexamples of all rules: sentences that make them fire."""
    rules = [rule for rules in builtin_packs().rules.values() for rule in rules]
    examples = {example.plain for rule in rules for example in (*rule.examples, *rule.known_gaps)}
    return sorted(examples | {counter.text for rule in rules for counter in rule.counterexamples})


@cache
def words() -> list[str]:
    """The words and phrases of all lexicons, and the names of parties and people."""
    packs = builtin_packs()
    listed = {entry for entries in packs.lexicon.values() for entry in entries}
    names = {name for party in packs.parties for name in (party.name, *party.aliases, *party.adjectives, *party.seats)}
    people = {name for person in packs.people for name in (person.name, *person.bare)}
    return sorted(listed | names | people)


def text_of(seed: int) -> tuple[str, dt.date | None]:
    """A text and its publication date, the same from the same seed."""
    random = Random(seed)
    make = random.choices([_joined, _salad, _labelled, _quoted, _article, _row], [30, 25, 15, 10, 10, 10])[0]
    text = make(random)
    for _ in range(random.choice([0, 0, 1, 1, 2, 3, 5])):
        text = random.choice(MUTATIONS)(random, text)
    published = random.choice(
        [None, None, dt.date(2025, 2, 4), random.choice(PUBLISHED), dt.date.fromordinal(random.randint(1, 3_652_059))]
    )
    return text[:2_000], published


def _joined(random: Random) -> str:
    """Sentences and soil in a row, glued, spaced or on lines of their own."""
    pieces = [random.choice(random.choice([sentences(), sentences(), SOIL])) for _ in range(random.randint(1, 4))]
    return random.choice([" ", " ", "", random.choice(LINE_ENDS), random.choice(MARKS)]).join(pieces)


def _salad(random: Random) -> str:
    """Words of the packs in any order and case, with marks between them."""
    out = []
    for _ in range(random.randint(1, 25)):
        word = random.choice(random.choice([words(), words(), words(), SOIL, PARTIES, DATES, NUMBERS]))
        out += [
            random.choice([str, str, str, str.capitalize, str.upper, str.title])(word),
            random.choice([" "] * 8 + ["", "-", "\n", random.choice(SOIL)]),
        ]
    return "".join(out)


def _labelled(random: Random) -> str:
    """Lines with labels, that end with and without a full stop."""
    labels = random.sample([*LABELS, *PEOPLE, *(word.capitalize() for word in random.sample(words(), 3))], 3)
    lines = []
    for _ in range(random.randint(2, 6)):
        body = random.choice(
            [
                random.choice(sentences()),
                " ".join(random.choice(words()).capitalize() for _ in range(random.randint(0, 4))),
            ]
        )
        lines.append(random.choice(["", f"{random.choice(labels)}: ", f"{random.choice(labels)}: "]) + body)
    return random.choice([*LINE_ENDS, "\n", "\n", " "]).join(lines)


def _quoted(random: Random) -> str:
    """Sentences in quotes that may not close, with cues."""
    out = []
    for _ in range(random.randint(1, 5)):
        mark, other = random.choice(["“”", "““", "””", '""', "‘’", "''", "«»", "»«", "„“", "”“"])
        out.append(
            random.choice(["", mark])
            + random.choice(sentences())
            + random.choice(["", other, other + " she said.", ", said " + random.choice(PEOPLE)])
        )
    return random.choice([" ", "\n\n", "\n", ""]).join(out)


def _article(random: Random) -> str:
    text = article(random.randrange(10**9))
    start = random.choice([0, 0, random.randrange(len(text))])
    return text[start : start + random.randint(50, 800)]


def _row(random: Random) -> str:
    """A few pieces, over and over."""
    pieces = "".join(
        random.choice(random.choice([SOIL, words(), ["said ", "that ", "and ", "the "]]))
        for _ in range(random.randint(1, 4))
    )
    return (pieces * random.randint(2, 60))[:500]


def _insert(random: Random, text: str) -> str:
    at = random.randint(0, len(text))
    return text[:at] + random.choice(SOIL) * random.choice([1, 1, 1, 2, 3, 40]) + text[at:]


def _delete(random: Random, text: str) -> str:
    at = random.randint(0, len(text))
    return text[:at] + text[at + random.choice([1, 1, 2, 5, 30]) :]


def _repeat(random: Random, text: str) -> str:
    start = random.randint(0, len(text))
    piece = text[start : start + random.randint(1, 40)]
    return text[:start] + piece * random.randint(2, 6) + text[start + len(piece) :]


def _swap(random: Random, text: str) -> str:
    a, b = sorted((random.randint(0, len(text)), random.randint(0, len(text))))
    return text[b:] + text[a:b] + text[:a]


def _respace(random: Random, text: str) -> str:
    """Spaces become something else, all or one in three."""
    new, every = random.choice([*LINE_ENDS, *SPACES, ""]), random.choice([1, 3])
    parts = text.split(" ")
    return "".join(part + (new if number % every == 0 else " ") for number, part in enumerate(parts))


def _recase(random: Random, text: str) -> str:
    return random.choice([str.upper, str.lower, str.title, str.swapcase])(text)


def _soak(random: Random, text: str) -> str:
    """One mark after every few characters, or soft hyphens in all words."""
    mark, step = random.choice(SOIL), random.choice([2, 5, 11])
    return mark.join(text[at : at + step] for at in range(0, min(len(text), 400), step))


MUTATIONS: list[Callable[[Random, str], str]] = [
    _insert,
    _insert,
    _insert,
    _delete,
    _delete,
    _repeat,
    _swap,
    _respace,
    _recase,
    _soak,
]
