"""The context of any span, a verb or a noun, an event or none: a table over all seven statuses; and the losers of a verdict."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import ceasefire_extract as ce
from ceasefire_extract.rules.forms import Example

TABLE = Path(__file__).parent / "data" / "contexts.txt"


def rows() -> list[tuple[str, str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in lines if line and not line.startswith("#")]


ROWS = rows()


@pytest.fixture(scope="module")
def nlp() -> object:
    return ce.load()


def context(nlp: object, marked: str) -> ce.Context:
    example = Example(text=marked)
    assert example.span is not None
    return ce.context_of(nlp(example.plain), *example.span)  # type: ignore[operator]


@pytest.mark.parametrize(("expected", "marked"), ROWS)
def test_context(nlp: object, expected: str, marked: str) -> None:
    found = context(nlp, marked)
    sign = "-" if found.polarity == "negative" else ""
    assert found.status + sign == expected, f"{found.spoke} over {found.overruled}"


def test_the_table_holds_every_status_and_no_span_twice() -> None:
    assert len(ROWS) >= 150
    counts = Counter(expected.rstrip("-") for expected, _ in ROWS)
    assert set(counts) == {"occurred", "ongoing", "planned", "proposed", "demanded", "conditional", "possible"}
    assert min(counts.values()) >= 12
    assert len({marked for _, marked in ROWS}) == len(ROWS)


def test_a_verdict_names_its_losers(nlp: object) -> None:
    found = context(nlp, "The mayor may have agreed to [[repaint]] the bridge.")
    assert [(cue.rule, cue.text, cue.status) for cue in found.spoke] == [("context.possible.modal", "may", "possible")]
    assert [(cue.rule, cue.status) for cue in found.overruled] == [("context.planned.agree", "planned")]


def test_what_failed_settles_what_was_wished_for(nlp: object) -> None:
    found = context(nlp, "The envoys failed to [[seek]] a truce.")
    assert (found.status, found.polarity) == ("occurred", "negative")


def test_a_doc_that_has_travelled_tells_the_same(nlp: object) -> None:
    from spacy.tokens import Doc

    text = "The mayor refused to sell the mill."
    doc = nlp(text)  # type: ignore[operator]
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())  # type: ignore[attr-defined]
    start = text.index("sell")
    assert ce.context_of(again, start, start + 4) == ce.context_of(doc, start, start + 4)


def test_where_no_word_stands_is_refused(nlp: object) -> None:
    doc = nlp("The mayor resigned.")  # type: ignore[operator]
    with pytest.raises(ValueError, match="no word"):
        ce.context_of(doc, 3, 4)
