"""Whatever the text, the output is valid and quotes it; nothing is an exception but what is no text."""

from __future__ import annotations

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ceasefire_extract as ce
from ceasefire_extract.contract import faults
from ceasefire_extract.models import json_schema
from ceasefire_extract.rules.loading import builtin_packs

VALIDATOR = jsonschema.Draft202012Validator(json_schema())
# Sentences that make the rules fire, to be cut, joined and soiled.
SENTENCES = sorted(
    {
        example.plain
        for rules in builtin_packs().rules.values()
        for rule in rules
        for example in (*rule.examples, *rule.known_gaps)
    }
    | {counter.text for rules in builtin_packs().rules.values() for rule in rules for counter in rule.counterexamples}
)
SOIL = st.sampled_from(
    ["\r\n", "\n\n", "\t", "\u00a0", "\u200b", "\ufeff", "e\u0301", "🕊️", "👨‍👩‍👧", "“", "”", "’", "'", '"', "—", "–", "...", "!!!", "| ", "• ", "1. ",
     "U.S.", "Dr.", "\u2028", "\x00", "\x1c", "İ", "ﬁ", "ß", "१२", "²", "½", "Ⅳ", "３", "٣٣", "(", ")", "[", "Q: ", "$", "%", "-", "/"]
)  # fmt: skip
DATES = st.none() | st.dates()


def check(text: str, published: object) -> None:
    extraction = ce.extract(text, published=published)  # type: ignore[arg-type]
    assert faults(extraction, text) == []
    VALIDATOR.validate(extraction.model_dump(mode="json"))
    # The same again, from a pipeline that has read this text before.
    assert ce.extract(text, published=published).model_dump_json() == extraction.model_dump_json()  # type: ignore[arg-type]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300), DATES)
def test_any_text(text: str, published: object) -> None:
    if any("\ud800" <= character <= "\udfff" for character in text):
        with pytest.raises(ce.InputError):
            ce.extract(text)
        return
    check(text, published)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(SENTENCES) | SOIL | st.sampled_from(" .,;:"), max_size=12), DATES)
def test_sentences_that_rules_fire_on_soiled(pieces: list[str], published: object) -> None:
    check("".join(pieces), published)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SENTENCES), st.integers(0, 200), st.integers(0, 200), SOIL, st.booleans())
def test_sentences_cut_anywhere(sentence: str, start: int, cut: int, soil: str, capitals: bool) -> None:
    text = sentence[:start] + soil + sentence[cut:]
    check(text.upper() if capitals else text, None)


@pytest.mark.parametrize("shift", ["🕊", "e\u0301", "\r\n", "\u00a0", "\ufeff", "\u200b"])
def test_offsets_are_code_points_whatever_stands_before(shift: str) -> None:
    text = "Hamas released 33 hostages on Monday."
    plain = [(mention.start, mention.end) for mention in ce.extract(text).mentions]
    moved = [
        (mention.start - 3 * len(shift) - 1, mention.end - 3 * len(shift) - 1)
        for mention in ce.extract(shift * 3 + "\n" + text).mentions
    ]
    assert moved == plain != []
