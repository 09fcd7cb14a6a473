"""`extract score`: what counts as right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ceasefire_extract.scoring.figures import Figure, Score
from ceasefire_extract.scoring.pairing import pair_mentions
from ceasefire_extract.scoring.values import facts_of, plain, value_of
from conftest import Command

TEXT = "Kenya freed 12 rebels on Monday. Talks with Uganda may begin."


def mention(kind: str, text: str, **fields: Any) -> dict[str, Any]:
    start = TEXT.index(text)
    return {"kind": kind, "text": text, "start": start, "end": start + len(text), **fields}


def claim(event: str, trigger: str, sentence: tuple[int, int], **fields: Any) -> dict[str, Any]:
    start = TEXT.index(trigger)
    return {
        "event": event, "status": "occurred", "polarity": "positive",
        "trigger": {"text": trigger, "start": start, "end": start + len(trigger)},
        "sentence": {"start": sentence[0], "end": sentence[1]}, **fields,
    }  # fmt: skip


KENYA = mention("party", "Kenya", party="kenya", person=None)
TWELVE = mention("count", "12", low=12, high=12, modifier="exact", unit="rebels", category="prisoners")
MONDAY = mention("date", "Monday", type="DATE", value="2024-03-11", mod=None)
RELEASE = claim("release", "freed", (0, 32), actors=["kenya"], counts=[TWELVE], dates=[MONDAY])
TALKS = claim("talks", "Talks", (33, 61), status="possible", actors=["kenya", "uganda"])
GOLD = {"published": "2024-03-12", "mentions": [KENYA, TWELVE, MONDAY], "claims": [RELEASE, TALKS]}


def scored(mentions: list[Any], claims: list[Any]) -> dict[str, Figure]:
    score = Score()
    score.read("a", GOLD, {"mentions": mentions, "claims": claims})
    return score.figures()


class TestValues:
    @pytest.mark.parametrize(
        ("one", "other", "same"),
        [
            (
                {"kind": "date", "type": "TIME", "value": "2024-03-11T24:00"},
                {"kind": "date", "type": "TIME", "value": "2024-03-12T00:00"},
                True,
            ),
            (
                {"kind": "date", "type": "DATE", "value": "2024-03"},
                {"kind": "date", "type": "DATE", "value": "2024-03-11"},
                False,
            ),
            (
                {"kind": "date", "type": "DURATION", "value": "PXH"},
                {"kind": "date", "type": "DURATION", "value": "PTXH"},
                True,
            ),
            ({"kind": "count", "low": 12, "high": None}, {"kind": "count", "low": 12.0, "high": None}, True),
            ({"kind": "count", "low": 12, "high": 12}, {"kind": "count", "low": 12, "high": None}, False),
            ({"kind": "party", "party": None, "person": "ada-karu"}, {"kind": "party", "party": "ada-karu"}, False),
            (
                {"kind": "phase", "number": 2, "relative": "next"},
                {"kind": "phase", "number": 2, "relative": None},
                True,
            ),
            ({"kind": "place", "geonames": 1, "name": "Goma"}, {"kind": "place", "geonames": 2, "name": "Goma"}, False),
        ],
    )
    def test_same_value(self, one: dict[str, Any], other: dict[str, Any], same: bool) -> None:
        assert (value_of(one) == value_of(other)) is same

    def test_a_source_is_its_party_or_its_plain_words(self) -> None:
        assert ("source", "kenya") in facts_of({**TALKS, "source": {"text": "The minister", "party": "kenya"}})
        assert ("source", "minister") in facts_of({**TALKS, "source": {"text": "“The  Minister,”", "party": None}})
        assert plain("The Army’s chief.") == "army's chief"


class TestFigures:
    def test_all_right(self) -> None:
        figures = scored(GOLD["mentions"], GOLD["claims"])  # type: ignore[arg-type]
        assert all(figure.f1 == 1 for name, figure in figures.items() if figure.gold)
        assert figures["mentions value"] == Figure(3, 3, 3)

    def test_edges_values_and_details(self) -> None:
        wider = {**TWELVE, "start": TWELVE["start"] - 6, "unit": "men", "category": "people"}
        wrong = {**MONDAY, "value": "2024-03-04"}
        figures = scored([wider, wrong, {**KENYA, "party": "uganda"}], [])
        assert figures["mentions strict"] == Figure(2, 3, 3)
        assert figures["mentions overlap"] == Figure(3, 3, 3)
        assert figures["mentions value"] == Figure(1, 3, 3)
        assert (figures["right count category"], figures["right count modifier"]) == (Figure(0, 1, 1), Figure(1, 1, 1))

    def test_claims_by_event_and_slot(self) -> None:
        found = [{**RELEASE, "dates": [], "actors": ["kenya", "uganda"]}, claim("attack", "begin", (33, 61))]
        figures = scored([], found)
        assert (figures["claim"], figures["claim release"], figures["claim talks"]) == (
            Figure(1, 2, 2),
            Figure(1, 1, 1),
            Figure(0, 0, 1),
        )
        assert (figures["slot actors"], figures["slot dates"]) == (Figure(1, 2, 3), Figure(0, 0, 1))
        assert (figures["found actors"], figures["found counts"]) == (Figure(0, 1, 1), Figure(1, 1, 1))
        assert figures["claim exact"] == Figure(0, 2, 2)

    def test_a_vague_date_is_no_fault_and_an_absent_article_is(self) -> None:
        now = {**MONDAY, "value": "PRESENT_REF"}
        assert scored([now], [])["mentions value"] == Figure(0, 0, 3)
        score = Score()
        score.read("a", GOLD, None)
        assert (score.absent, score.figures()["claim"]) == (["a"], Figure(0, 0, 2))

    def test_places_count_only_where_the_gold_has_some(self) -> None:
        goma = {"kind": "place", "text": "Goma", "start": 0, "end": 4, "geonames": 1}
        assert "place value" not in scored([goma], [])

    def test_the_same_value_pairs_before_the_larger_overlap(self) -> None:
        gold = [{"kind": "count", "start": 0, "end": 10, "low": 1, "high": 1}]
        found = [
            {"kind": "count", "start": 0, "end": 10, "low": 2, "high": 2},
            {"kind": "count", "start": 9, "end": 12, "low": 1, "high": 1},
        ]
        assert pair_mentions(gold, found) == [(0, 1)]


class TestCommand:
    @pytest.fixture
    def gold(self, tmp_path: Path) -> Path:
        folder = tmp_path / "gold"
        folder.mkdir()
        (folder / "a.txt").write_text(TEXT)
        (folder / "a.json").write_text(json.dumps(GOLD))
        return folder

    def test_folder_file_and_reading_now_agree(self, extract: Command, gold: Path, tmp_path: Path) -> None:
        record = json.dumps({"id": "a", "text": TEXT, "published": "2024-03-12"})
        done = extract("-", stdin=record)
        (tmp_path / "ex").mkdir()
        (tmp_path / "ex" / "a.json").write_bytes(done.out)
        (tmp_path / "ex.jsonl").write_bytes(done.out)
        texts = [extract("score", gold, *given).text for given in ((), (tmp_path / "ex",), (tmp_path / "ex.jsonl",))]
        assert texts[0] == texts[1] == texts[2]
        assert texts[0].startswith("1 articles\n")
        assert "claim release" in texts[0]

    def test_page(self, extract: Command, gold: Path, tmp_path: Path) -> None:
        done = extract(
            "score", gold, "--format", "markdown", "--about", "One sentence.", "-o", tmp_path / "ACCURACY.md"
        )
        assert (done.status, done.out) == (0, b"")
        page = (tmp_path / "ACCURACY.md").read_text()
        assert "\nOne sentence.\n" in page
        for heading in ("## Mentions", "## Claims", "## What claims say", "## Status"):
            assert heading in page
        assert "| party | 1 |" in page
        rows = [line for line in page.split("## Status")[1].split("##")[0].splitlines() if line.startswith("|")]
        assert {line.count("|") for line in rows} == {9}

    def test_lists_what_is_wrong(self, extract: Command, gold: Path, tmp_path: Path) -> None:
        (tmp_path / "ex.jsonl").write_text(
            json.dumps({"document": {"id": "x/a"}, "mentions": [KENYA], "claims": []}) + "\n"
        )
        done = extract("score", gold, tmp_path / "ex.jsonl", "--list", "missed", "--kind", "count")
        assert done.text.splitlines()[0] == "a  missed    count   '12'  (12.0, 12.0)"

    def test_errors(self, extract: Command, gold: Path, tmp_path: Path) -> None:
        done = extract("score", tmp_path / "none")
        assert (done.status, done.err.count("\n")) == (1, 1)
        assert "no gold there" in done.err
        (gold / "b.json").write_text("{}")
        assert "is no gold" in extract("score", gold, gold).err
        (gold / "b.json").write_text("{")
        assert "is no JSON" in extract("score", gold, gold).err
