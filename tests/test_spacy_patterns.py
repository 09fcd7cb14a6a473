"""Custom entity rules in spaCy's own form: JSON Lines in a pack folder, and our names written in that form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy

import ceasefire_extract as ce
from ceasefire_extract.pipeline import load
from conftest import Command

LINES = [
    {"label": "PARTY", "pattern": "Karuli Front", "id": "karuli-front"},
    {"label": "PARTY", "pattern": [{"LOWER": "karuli"}, {"LOWER": {"IN": ["fighters", "men"]}}], "id": "karuli-front"},
    {"label": "PARTY", "pattern": "the Blue Helmets", "id": "united-nations"},
    {"label": "PHASE", "pattern": [{"LOWER": "track"}, {"LOWER": "two"}], "id": "2"},
    {"label": "DATE", "pattern": "Karuli Day", "id": "2025-05-04"},
    {"label": "COUNT", "pattern": [{"LOWER": "a"}, {"LOWER": "busload"}], "id": "50"},
]
TEXT = (
    "The Karuli Front freed a busload of hostages on Karuli Day. Karuli fighters shelled Port Ade, the Blue Helmets said. "
    "Track Two of the deal begins on Monday."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own.jsonl").write_text("".join(json.dumps(line) + "\n" for line in LINES))
    return tmp_path


def found(extraction: ce.Extraction) -> dict[str, object]:
    values = {"party": "party", "date": "value", "count": "value", "phase": "number"}
    return {mention.text: getattr(mention, values[mention.kind]) for mention in extraction.mentions}


def test_patterns_make_mentions_of_each_kind(folder: Path) -> None:
    extraction = ce.extract(TEXT, patterns=[folder], published="2025-05-05")
    values = found(extraction)
    assert values["Karuli Front"] == values["Karuli fighters"] == "karuli-front"
    assert values["the Blue Helmets"] == "united-nations"
    assert (values["a busload"], values["Karuli Day"], values["Track Two"]) == (50, "2025-05-04", 2)
    release = next(claim for claim in extraction.claims if claim.event == "release")
    assert release.actors == ["karuli-front"]
    assert "attack" in {claim.event for claim in extraction.claims if claim.actors == ["karuli-front"]}


def test_nothing_of_it_is_known_without_the_folder() -> None:
    assert not {"Karuli fighters", "a busload", "Karuli Day", "Track Two"} & set(found(ce.extract(TEXT)))


def test_patterns_travel_with_the_pipeline(folder: Path, tmp_path: Path) -> None:
    nlp = load([folder])
    nlp.to_disk(tmp_path / "nlp")
    (folder / "own.jsonl").unlink()
    moved = spacy.load(tmp_path / "nlp")
    assert ce.extract(TEXT, nlp=moved) == ce.extract(TEXT, nlp=nlp)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "is not JSON"),
        ('{"label": "PLACE", "pattern": "Ade"}', "unknown label 'PLACE'"),
        ('{"label": "PARTY", "patern": "Ade"}', "is no pattern"),
        ('{"label": "DATE", "pattern": "Karuli Day"}', "needs an id that says its value"),
        ('{"label": "COUNT", "pattern": "a busload", "id": "many"}', "the id 'many' is no value of a COUNT"),
        ('{"label": "PARTY", "pattern": [{"LOWR": "karuli"}]}', "mend the tokens"),
        ('{"label": "PARTY", "pattern": 7}', "neither text nor a list of tokens"),
    ],
)
def test_faults_name_file_and_line(extract: Command, tmp_path: Path, line: str, fault: str) -> None:
    (tmp_path / "own.jsonl").write_text('{"label": "PARTY", "pattern": "Karuli Front"}\n' + line + "\n")
    run = extract("patterns", "check", tmp_path)
    assert run.status == 2
    assert fault in run.err
    assert "own.jsonl:2" in run.err
    assert run.err.count("\n") == 1


def test_check_counts_what_it_checked(extract: Command, folder: Path) -> None:
    run = extract("patterns", "check", folder)
    assert (run.status, run.text) == (0, "1 file, 1 party, 0 people, 4 rules checked, 0 failures\n")


def test_export_is_read_by_spacys_own_ruler(extract: Command) -> None:
    lines = extract("patterns", "export", "--spacy").lines
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns(lines)  # type: ignore[attr-defined]
    doc = nlp("Hezbollah and the Rapid Support Forces enter the second phase.")
    assert [(ent.text, ent.label_, ent.ent_id_) for ent in doc.ents] == [
        ("Hezbollah", "PARTY", "hezbollah"),
        ("Rapid Support Forces", "PARTY", "rapid-support-forces"),
        ("second phase", "PHASE", "2"),
    ]
