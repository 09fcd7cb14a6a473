"""`extract compare`: what it reads, how it answers, and how it treats bad input."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from ceasefire_extract.compare.models import Group
from conftest import Command

HERALD = "Chad and Niger agreed to a truce on Saturday.\n\nThe shelling of Assam killed 12 Nigeriens, officials in Niamey said.\n"
COURIER = "A truce between Chad and Niger was agreed on Saturday.\n\nShelling in Assam killed 19 Nigeriens.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for outlet, text in (("herald", HERALD), ("courier", COURIER)):
        Path(outlet).mkdir()
        Path(outlet, "2031-05-04-truce.txt").write_text(text)
    return tmp_path


def records() -> str:
    told = (("The Herald", HERALD), ("The Courier", COURIER))
    return "".join(json.dumps({"source": name, "text": text, "published": "2031-05-04"}) + "\n" for name, text in told)


def test_a_folder_an_outlet(extract: Command, folder: Path) -> None:
    done = extract("compare", ".")
    assert (done.status, done.err) == (0, "")
    groups = [Group.model_validate(line) for line in done.lines]
    truce = next(group for group in groups if group.event == "ceasefire")
    assert {view.outlet for view in truce.outlets} == {"courier", "herald"}
    assert {member.document for member in truce.members} == {"courier/2031-05-04-truce", "herald/2031-05-04-truce"}


def test_tolls_that_part_are_told_with_both_quotes(extract: Command) -> None:
    groups = [Group.model_validate(line) for line in extract("compare", stdin=records()).lines]
    (difference,) = [difference for group in groups for difference in group.differences]
    assert (difference.kind, set(difference.values), set(difference.outlets)) == (
        "count",
        {"12", "19"},
        {"The Herald", "The Courier"},
    )
    assert all(value in quote for value, quote in zip(difference.values, difference.quotes, strict=True))


def test_what_extract_printed_gives_the_same_as_the_texts(extract: Command, folder: Path) -> None:
    Path("records.jsonl").write_text(records())
    Path("results.jsonl").write_bytes(extract("records.jsonl").out)
    assert extract("compare", "results.jsonl").out == extract("compare", "records.jsonl").out


def test_a_text_and_what_was_printed_of_it_in_one_folder_are_one_article(extract: Command, folder: Path) -> None:
    before = extract("compare", "herald").out
    extract("herald/2031-05-04-truce.txt", "--output", "herald/2031-05-04-truce.json")
    assert extract("compare", "herald").out == before


def test_table_shows_what_several_tell(extract: Command) -> None:
    shown = extract("compare", "--format", "table", stdin=records()).text
    assert "differ: count" in shown
    assert "12 Nigeriens" in shown
    assert "19 Nigeriens" in shown


def test_figures_are_csv(extract: Command) -> None:
    rows = list(csv.DictReader(io.StringIO(extract("compare", "--figures", stdin=records()).text)))
    tolls = {(row["outlet"], row["value"], row["thing"], row["day"]) for row in rows if row["category"] == "killed"}
    assert tolls == {
        ("The Herald", "12", "killed, niger", "2031-05-04"),
        ("The Courier", "19", "killed, niger", "2031-05-04"),
    }


def test_one_bad_article_does_not_stop_the_others(extract: Command, folder: Path) -> None:
    Path("broken.jsonl").write_text('{"schema_version":"1","document":{}}\n')
    done = extract("compare", "broken.jsonl", "herald")
    assert done.status == 1
    assert done.err.startswith("extract: broken.jsonl:1: is no extraction of this version: ")
    assert done.err.count("\n") == 1
    assert done.lines


def test_a_missing_file_is_one_line(extract: Command) -> None:
    done = extract("compare", "nowhere.txt")
    assert (done.status, done.out) == (1, b"")
    assert done.err == "extract: nowhere.txt: no such file or folder\n"
