"""`events` in an article's output: each claim in one, and every part points to the claims that tell it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import ceasefire_extract as ce
from conftest import ROOT

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_parts_are_those_of_their_claims(path: Path) -> None:
    extraction = ce.extract(path.read_text(encoding="utf-8"), published="2025-02-04")
    claims = {claim.id: claim for claim in extraction.claims}
    assert sorted(id for event in extraction.events for id in event.claims) == sorted(claims)
    for event in extraction.events:
        assert {claims[id].event for id in event.claims} == {event.event}
        told = claims[event.told_by]
        assert event.told_by in event.claims
        assert (event.status, event.polarity) == (told.status, told.polarity)
        check(event, claims)


def check(event: Any, claims: dict[str, Any]) -> None:
    for participant in event.participants:
        for id in participant.claims:
            assert participant.party in getattr(claims[id], f"{participant.role}s")
    for date in event.dates:
        assert all(date.value in {told.value for told in claims[id].dates} for id in date.claims)
    for figure in event.figures:
        assert all(figure.mention in {told.id for told in claims[id].counts} for id in figure.claims)
    for source in event.sources:
        assert all(claims[id].source is not None for id in source.claims)
    for part in (*event.participants, *event.dates, *event.figures, *event.phases, *event.sources, *event.links):
        assert part.claims
        assert set(part.claims) <= set(event.claims)


def test_a_truce_told_three_times_is_one_event() -> None:
    text = (
        "The truce between Chad and Niger took effect on Saturday.\n\nOfficials in Niamey said that the truce was holding."
        " Mali welcomed the truce.\n"
    )
    extraction = ce.extract(text, published="2031-05-05")
    truces = [event for event in extraction.events if event.event == "ceasefire"]
    assert len(truces) == 1
    assert len(truces[0].claims) >= 2
    assert {participant.party for participant in truces[0].participants} >= {"chad", "niger"}
    assert [date.value for date in truces[0].dates] == ["2031-05-03"]
