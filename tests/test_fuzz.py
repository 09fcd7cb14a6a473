"""A minute of the fuzzer (tests/fuzz): texts of seven genres, texts that nobody would write, and how time grows with length."""

from __future__ import annotations

import pytest

from fuzz.check import kind, problem, smallest
from fuzz.genres import GENRES, article
from fuzz.growth import MOST, PIECES, exponent
from fuzz.texts import text_of


@pytest.mark.parametrize("genre", range(len(GENRES)), ids=[genre.__name__ for genre in GENRES])
def test_a_thousand_articles_of_seven_genres_are_read(genre: int) -> None:
    wrong = {seed: said for seed in range(genre, 1_001, len(GENRES)) if (said := problem(article(seed), None))}
    assert wrong == {}


def test_texts_that_nobody_would_write_are_read() -> None:
    wrong = {seed: said for seed in range(2_000) if (said := problem(*text_of(seed)))}
    assert wrong == {}


@pytest.mark.parametrize(
    "piece", ["“said ", "‘s ", "the ", "A: b\n", "“We agreed.\n\n", "Minister Ana Costa ", "Iran, ", "-–", "12 people "]
)
def test_time_grows_with_length(piece: str) -> None:
    assert piece in PIECES
    assert exponent(piece) < MOST


def test_the_smallest_failing_text_is_found() -> None:
    text = "The army left Goma. Talks? No: a\u200bb, and five [brackets]."
    assert smallest(text, lambda shorter: "\u200b" in shorter and "[" in shorter) == "\u200b["
    assert kind("m4 'Bi-Weekly': 'None' is no SET") == kind("m12 'Daily': 'None' is no SET")
