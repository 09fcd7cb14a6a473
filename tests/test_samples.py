"""The samples give the extractions that stand beside them (CONTRIBUTING.md says how to renew them, and to read the difference)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import ROOT, Command

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_sample_gives_what_is_expected(extract: Command, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.chdir(ROOT)
    expected = path.with_suffix(".json")
    done = extract(path.relative_to(ROOT))
    assert (done.status, done.err) == (0, "")
    assert done.object == json.loads(expected.read_text(encoding="utf-8"))
    assert done.out == expected.read_bytes()


def test_every_sample_has_its_expectation_and_its_line_in_the_readme() -> None:
    expected = sorted((ROOT / "samples").glob("*.json"))
    assert [path.stem for path in expected] == [path.stem for path in SAMPLES]
    assert len(SAMPLES) >= 8
    readme = (ROOT / "samples" / "README.md").read_text(encoding="utf-8")
    assert [path.stem for path in SAMPLES if f"| {path.stem} |" not in readme] == []


def test_samples_hold_every_kind_of_mention_and_of_statement_and_most_events() -> None:
    """So that a stage that falls silent is noticed here too."""
    extractions = [json.loads(path.with_suffix(".json").read_text(encoding="utf-8")) for path in SAMPLES]
    kinds = {mention["kind"] for extraction in extractions for mention in extraction["mentions"]}
    assert kinds == {"date", "count", "party", "phase", "place"}
    assert {statement["kind"] for extraction in extractions for statement in extraction["statements"]} == {
        "direct",
        "indirect",
        "according_to",
    }
    assert len({claim["event"] for extraction in extractions for claim in extraction["claims"]}) >= 14
    assert {claim["status"] for extraction in extractions for claim in extraction["claims"]} >= {
        "occurred",
        "ongoing",
        "planned",
        "demanded",
        "possible",
    }
