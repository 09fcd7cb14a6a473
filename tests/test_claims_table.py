"""The passages of data/claims.yaml: claims of many conflicts, and how many of them the extractor reads.

The table says what a careful reader finds; an expectation changes only where it was wrong itself.
"""

from __future__ import annotations

from typing import Any, get_args

import pytest

from ceasefire_extract import models
from claims_report import MENTIONS, ROLES, SLOTS, Report, located, measure, occurrences, passages

#: Floors a little below what is measured. They only go up.
CLAIM_FLOORS = {"precision": 0.84, "recall": 0.72, "f1": 0.78}
SLOT_FLOORS = {
    "status": 0.78, "polarity": 0.95, "aspect": 0.78, "actors": 0.61, "targets": 0.88, "mediators": 0.95,
    "counts": 0.90, "dates": 0.81, "phases": 0.98, "source": 0.84,
}  # fmt: skip

TABLE = passages()


@pytest.fixture(scope="module")
def report() -> Report:
    return measure(TABLE)


class TestTable:
    """The table itself keeps to the contract."""

    @pytest.mark.parametrize("passage", TABLE, ids=lambda passage: passage["text"][:40])
    def test_quotes_its_passage(self, passage: dict[str, Any]) -> None:
        for claim, start, end in located(passage):
            assert passage["text"][start:end] == claim["trigger"]
            for slot in MENTIONS:
                assert all(occurrences(words, passage["text"]) for words in claim.get(slot, ())), (slot, claim)
            if claim.get("source"):
                assert claim["source"]["text"] in passage["text"]

    def test_uses_the_closed_lists(self) -> None:
        known = {"event", "trigger", "nth", *SLOTS}
        for claim in (claim for passage in TABLE for claim in passage["claims"]):
            assert set(claim) <= known, claim
            assert claim["event"] in get_args(models.Event)
            assert claim["status"] in get_args(models.Status)
            assert claim.get("aspect") in (None, *get_args(models.Aspect))
            assert claim.get("polarity") in (None, "negative")
            assert set(claim.get("source") or {"text": ""}) <= {"text", "party"}
            assert all(isinstance(claim.get(slot, []), list) for slot in ROLES + MENTIONS)

    def test_covers_every_event_and_status(self) -> None:
        claims = [claim for passage in TABLE for claim in passage["claims"]]
        assert {claim["event"] for claim in claims} == set(get_args(models.Event))
        assert {claim["status"] for claim in claims} == set(get_args(models.Status))
        assert {claim.get("aspect") for claim in claims} == {None, *get_args(models.Aspect)}

    def test_has_passages_without_a_claim(self) -> None:
        assert sum(not passage["claims"] for passage in TABLE) >= 20


class TestFloors:
    """The figures do not fall."""

    @pytest.mark.parametrize("figure", CLAIM_FLOORS)
    def test_claims(self, report: Report, figure: str) -> None:
        assert getattr(report, figure) >= CLAIM_FLOORS[figure]

    @pytest.mark.parametrize("slot", SLOT_FLOORS)
    def test_slot(self, report: Report, slot: str) -> None:
        assert report.accuracy(slot) >= SLOT_FLOORS[slot]
