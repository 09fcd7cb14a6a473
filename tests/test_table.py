"""The table for people: it fits the page, breaks no word, leaves empty columns out, and calls parties what the article calls them."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

import ceasefire_extract as ce
from ceasefire_extract.writers.table import draw

TEXT = (
    "Renamo fighters freed 12 government soldiers near Gorongosa on Tuesday, the Mozambican Red Cross said. "
    "Former rebels of the Mozambique National Resistance will hand over 300 rifles if Maputo pays pensions. "
    "Maputo denied that its army had shelled Inhaminga. Attacks were reported."
)


def drawn(text: str, width: int, published: str | None = "2016-05-05") -> str:
    buffer = io.StringIO()
    draw(ce.extract(text, published=published), Console(file=buffer, width=width))
    return buffer.getvalue()


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
def test_it_fits_the_page_and_breaks_no_word(width: int) -> None:
    table = drawn(TEXT, width)
    assert max(len(line.rstrip()) for line in table.splitlines()) <= width
    for word in ("Renamo", "occurred", "release", "Gorongosa", "government", "2016-05-03"):
        assert word in table, table


def test_wide_is_a_row_a_claim_and_narrow_is_two_lines() -> None:
    wide, narrow = drawn(TEXT, 160), drawn(TEXT, 80)
    assert wide.splitlines()[1].split() == ["status", "event", "who", "how", "many", "when", "source", "words"]
    assert "status" not in narrow
    first = next(number for number, line in enumerate(narrow.splitlines()) if line.startswith("occurred release"))
    claim, words = narrow.splitlines()[first : first + 2]
    assert claim == "occurred release · Renamo fighters · 12 government soldiers · 2016-05-03"
    assert words.startswith("    ")


def test_empty_columns_are_left_out() -> None:
    head = drawn("Renamo agreed to a truce.", 120).splitlines()[1].split()
    assert head == ["status", "event", "who", "words"]


def test_parties_have_the_names_of_the_article() -> None:
    table = drawn("The Polisario Front freed 30 Moroccan soldiers. Polisario will free others soon.", 160)
    assert "Polisario" in table
    assert "polisario-front" not in table


def test_days_are_days_and_what_is_open_is_quoted() -> None:
    assert "2016-05-03" in drawn("Renamo freed 12 soldiers on Tuesday.", 120)
    assert "on Tuesday" in drawn("Renamo freed 12 soldiers on Tuesday.", 120, None)
    assert "XXXX" not in drawn("Renamo freed 12 soldiers on Tuesday.", 120, None)


def test_claims_without_content_are_counted_and_none_is_said() -> None:
    assert "and 1 without participant, number, date or phase: attack 1" in drawn(TEXT, 120)
    assert "no claims to show" in drawn("It rained.", 120)
