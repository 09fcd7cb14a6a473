"""The grammar tries a rule only where it can match: it finds what a search of the whole text with that rule alone finds."""

from __future__ import annotations

import random

import pytest
import regex

from ceasefire_extract.rules.grammar import Grammar, PatternError, Vocabulary, encode, parse
from ceasefire_extract.text.sentences import segment
from ceasefire_extract.text.tokenizer import tokenize

LEXICON = {"MANY": {"ten": 10, "ten dozen": 120, "dozen": 12}, "TROOPS": {"army": None, "home guard": None}}
PATTERNS = [
    "army left",
    "(the | ^) army",
    "(the? | old) army",
    "the? old? army",
    "WORD left",
    "(?<! the) army left",
    "MANY+ left",
    "army (?= left)",
    "army (?! left)",
    'the WORD{0,2} left "." $',
    "n:MANY (of the)? who:TROOPS",
    "CAP^ (army | guard)+",
    "(MANY | the old | TROOPS) (left | stayed)",
    "^ (MANY | WORD)",
    "TROOPS*",
    "missing",
]
WORDS = [
    "the",
    "The",
    "old",
    "army",
    "ARMY",
    "left",
    "stayed",
    "ten",
    "dozen",
    "home",
    "guard",
    "of",
    "Omar",
    "7",
    ",",
    "hid",
]


def texts() -> list[str]:
    chance = random.Random(7)
    return [
        " ".join(" ".join(chance.choices(WORDS, k=chance.randint(1, 9))) + ". It" for _ in range(6)) for _ in range(60)
    ]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_rule_among_others_finds_what_it_finds_alone(pattern: str) -> None:
    parsed = {each: parse(each) for each in PATTERNS}
    vocabulary = Vocabulary(LEXICON, parsed.values())
    grammar = Grammar(vocabulary, [(nodes, each) for each, nodes in parsed.items()])
    alone = regex.compile(grammar._sequence(parsed[pattern]))
    found = 0
    for text in texts():
        tokens = tokenize(text)
        encoded = encode(vocabulary, tokens, segment(tokens))
        want = [match.span() for match in alone.finditer(encoded.string) if match.end() > match.start()]
        assert [(one.start, one.end) for one in grammar.find(encoded) if one.rule == pattern] == want
        found += len(want)
    assert (found > 0) == (pattern != "missing")


def test_rules_that_begin_with_a_known_word_may_overlap_where_that_is_asked_for() -> None:
    nodes = parse("army WORD army")
    vocabulary = Vocabulary({}, [nodes])
    tokens = tokenize("army and army and army")
    encoded = encode(vocabulary, tokens, segment(tokens))
    grammar = Grammar(vocabulary, [(nodes, "pair")])
    assert [(one.first, one.last) for one in grammar.find(encoded)] == [(0, 2)]
    assert [(one.first, one.last) for one in grammar.find_from_first(encoded)] == [(0, 2), (2, 4)]


def test_rule_that_can_begin_anywhere_cannot_be_tried_from_its_first_word() -> None:
    nodes = parse("WORD left")
    vocabulary = Vocabulary({}, [nodes])
    tokens = tokenize("They left")
    with pytest.raises(PatternError, match="begin anywhere"):
        Grammar(vocabulary, [(nodes, "any")]).find_from_first(encode(vocabulary, tokens, segment(tokens)))
