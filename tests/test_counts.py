"""Counts against tables of sentences of our own (tests/data): what each number says, and numbers that count nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasefire_extract.article import read_article
from ceasefire_extract.models import CountMention
from ceasefire_extract.pipeline import load
from ceasefire_extract.rules.loading import builtin_packs
from ceasefire_extract.stages.counts.stage import Counts

NLP = load(without=["ceasefire_phases", "ceasefire_statements", "ceasefire_claims"])
DATA = Path(__file__).parent / "data"
FIELDS = ("value", "low", "high", "modifier", "unit", "category")


def rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split(" | ")] for line in lines if line and not line.startswith("#")]


def counts_of(text: str) -> list[CountMention]:
    doc = NLP(text)
    return [span._.count for span in doc.spans["counts"]]


def shown(value: Any) -> str:
    if value is None:
        return "-"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


@pytest.mark.parametrize("row", rows("counts.txt"), ids=lambda row: row[0])
def test_count_says_what_the_text_says(row: list[str]) -> None:
    marked, *expected = row
    start = marked.index("[[")
    end = marked.index("]]") - 2
    text = marked.replace("[[", "").replace("]]", "")
    there = [count for count in counts_of(text) if count.start < end and start < count.end]
    assert len(there) == 1, [count.text for count in counts_of(text)]
    assert [shown(getattr(there[0], field)) for field in FIELDS] == expected


def test_the_table_is_as_large_as_promised() -> None:
    assert len(rows("counts.txt")) + len(rows("count_traps.txt")) >= 250
    assert len(rows("count_traps.txt")) >= 80


@pytest.mark.parametrize("row", rows("count_traps.txt"), ids=lambda row: row[0])
def test_trap_counts_nothing(row: list[str]) -> None:
    assert [count.text for count in counts_of(row[0])] == []


@pytest.mark.parametrize("row", rows("count_traps.txt"), ids=lambda row: row[0])
def test_trap_counts_nothing_without_dates_and_parties(row: list[str]) -> None:
    article = read_article(row[0])
    Counts(builtin_packs())(article)
    assert [found.mention.text for found in article.counts] == []


# --- every way of writing a whole number comes back as that number --------------------------------------------------

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_words(number: int, link: str) -> str:
    """English words for 0 to 999,999,999; `link` stands between hundred and the rest."""
    for scale, word in ((10**6, "million"), (10**3, "thousand")):
        if number >= scale:
            rest = number % scale
            joint = link if 0 < rest < 100 else " "
            return in_words(number // scale, link) + f" {word}" + (joint + in_words(rest, link) if rest else "")
    if number >= 100:
        return f"{ONES[number // 100]} hundred" + (link + in_words(number % 100, link) if number % 100 else "")
    if number >= 20:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    return ONES[number]


def written(number: int) -> dict[str, str]:
    comma = f"{number:,}"
    return {
        "digits": str(number), "commas": comma, "points": comma.replace(",", "."), "spaces": comma.replace(",", " "),
        "no-break spaces": comma.replace(",", "\u00a0"), "words": in_words(number, " "), "words with and": in_words(number, " and "),
    }  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.integers(0, 999), st.integers(0, 10**6), st.integers(0, 10**9 - 1)))
def test_a_whole_number_comes_back_as_itself(number: int) -> None:
    for way, text in written(number).items():
        noun = "prisoner" if number == 1 else "prisoners"
        values = [count.value for count in counts_of(f"The rebels freed {text} {noun} near Juba.")]
        assert values == [number], way
