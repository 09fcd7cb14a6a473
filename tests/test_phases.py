"""Phases against tables of sentences of our own (tests/data): numbered and relative parts of agreements and talks, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from ceasefire_extract.models import PhaseMention
from ceasefire_extract.pipeline import load

NLP = load(without=["ceasefire_counts", "ceasefire_statements", "ceasefire_claims"])
DATA = Path(__file__).parent / "data"
FIELDS = ("number", "of", "relative", "unit", "resolved_number")


def rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split(" | ")] for line in lines if line and not line.startswith("#")]


def phases_of(text: str) -> list[PhaseMention]:
    doc = NLP(text)
    return [span._.phase for span in doc.spans["phases"]]


def shown(value: object) -> str:
    return "-" if value is None else str(value)


@pytest.mark.parametrize("row", rows("phases.txt"), ids=lambda row: row[0])
def test_phase_says_what_the_text_says(row: list[str]) -> None:
    marked, *expected = row
    start, end = marked.index("[["), marked.index("]]") - 2
    text = marked.replace("[[", "").replace("]]", "")
    there = [phase for phase in phases_of(text) if (phase.start, phase.end) == (start, end)]
    assert len(there) == 1, [phase.text for phase in phases_of(text)]
    assert [shown(getattr(there[0], field)) for field in FIELDS] == expected


@pytest.mark.parametrize("row", rows("phase_traps.txt"), ids=lambda row: row[0])
def test_trap_is_no_phase(row: list[str]) -> None:
    assert [phase.text for phase in phases_of(row[0])] == []


def test_the_table_is_as_large_as_promised() -> None:
    assert len(rows("phases.txt")) >= 60
