"""What holds of every extraction (contract.py): each fault is found, in the library and by `extract check-output`."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

import ceasefire_extract as ce
from ceasefire_extract.contract import faults
from conftest import Command

TEXT = (
    "Polisario Front freed 30 of 52 captured soldiers in the first phase on Tuesday, the Red Cross said. "
    "“We will go on,” said Brahim Ghali, the leader of the group. Talks resume within two weeks of the release."
)
WHOLE = ce.extract(TEXT, published="2005-08-18").model_dump(mode="json")


def by_kind(output: Any, kind: str) -> Any:
    return next(mention for mention in output["mentions"] if mention["kind"] == kind)


def claim(output: Any) -> Any:
    return next(one for one in output["claims"] if one["counts"] and one["source"])


def test_an_extraction_holds() -> None:
    assert {mention["kind"] for mention in WHOLE["mentions"]} == {"date", "count", "party", "phase"}
    assert faults(WHOLE, TEXT) == faults(WHOLE) == []
    assert faults(ce.extract(TEXT), TEXT) == []


BREAKS: dict[str, tuple[Any, str]] = {
    "schema_version: input should be '1'": (lambda o: o.update(schema_version="2"), ""),
    "extra inputs are not permitted": (lambda o: o["document"].update(colour="red"), ""),
    "a field is missing: claims.0.source": (lambda o: o["claims"][0].pop("source"), ""),
    "status: input should be 'occurred'": (lambda o: o["claims"][0].update(status="done"), ""),
    "NaN or infinity": (lambda o: by_kind(o, "count").update(value=float("inf")), ""),
    "'2005-13' is not on the calendar": (lambda o: by_kind(o, "date").update(value="2005-13"), ""),
    "'next week' is no DATE of TIMEX3": (lambda o: by_kind(o, "date").update(value="next week"), ""),
    "'P2e+10Y' is no DURATION of TIMEX3": (
        lambda o: next(m for m in o["mentions"] if m.get("type") == "DURATION").update(value="P2e+10Y"),
        "",
    ),
    "'2005-08-40' is no day or hour": (lambda o: by_kind(o, "date").update(earliest="2005-08-40"), ""),
    "one of earliest and latest": (lambda o: by_kind(o, "date").update(latest=None), ""),
    "are out of order": (lambda o: by_kind(o, "count").update(low=31), ""),
    "it states no number": (lambda o: by_kind(o, "count").update(low=None, value=None, high=None), ""),
    "are no amounts": (lambda o: by_kind(o, "count").update(low=1e30, value=1e30, high=1e30), ""),
    "is no other count": (lambda o: by_kind(o, "count").update(part_of="m99"), ""),
    "is no id in kebab-case": (lambda o: by_kind(o, "party").update(party="Polisario Front"), ""),
    "names neither a party nor a person": (lambda o: by_kind(o, "party").update(party=None, person=None), ""),
    "number 1000 is none": (lambda o: by_kind(o, "phase").update(number=1000), ""),
    "no rule made it": (lambda o: by_kind(o, "phase").update(rules=[]), ""),
    "the ids of the mentions are not m1": (lambda o: by_kind(o, "phase").update(id="m77"), ""),
    "the claims are not in reading order": (
        lambda o: (o["claims"].reverse(), [c.update(id=f"c{n}") for n, c in enumerate(o["claims"], start=1)]),
        "",
    ),
    "is not what the text has there": (lambda o: by_kind(o, "count").update(text="31"), ""),
    "is longer or shorter than its text": (lambda o: by_kind(o, "count").update(text="thirty"), ""),
    "no stretch of": (lambda o: by_kind(o, "count").update(end=9_999), ""),
    "crosses a sentence": (lambda o: by_kind(o, "phase").update(text=TEXT[61:104], start=61, end=104), ""),
    "its trigger is outside its sentence": (lambda o: o["claims"][0]["sentence"].update(start=30, text=TEXT[30:99]), ""),
    "is no sentence": (lambda o: o["claims"][0]["sentence"].update(end=80, text=TEXT[:80]), ""),
    "is not the mention of that id": (lambda o: claim(o)["counts"][0].update(unit="tanks"), ""),
    "its actors are not those of its participants": (lambda o: claim(o).update(actors=["algeria"]), ""),
    "is no mention of": (lambda o: claim(o)["participants"][0].update(mention=by_kind(o, "date")["id"]), ""),
    "there is no statement s9": (lambda o: claim(o)["source"].update(statement="s9"), ""),
    "which it is said to be from": (lambda o: claim(o)["source"].update(statement="s2"), ""),
    "its parts do not make up its content": (lambda o: o["statements"][0]["content"].update(parts=[]), ""),
    "sha256 is of another text": (lambda o: None, TEXT.replace("30", "31")),
    "document.characters is": (lambda o: None, TEXT + "\n"),
    "document.sha256 'x' is none": (lambda o: o["document"].update(sha256="x"), ""),
    "'2005-02-30' is no day": (lambda o: o["document"].update(published="2005-02-30"), ""),
    "published and published_from": (lambda o: o["document"].update(published_from=None), ""),
    "warning: left out": (lambda o: o["warnings"].append({"code": "internal", "message": "left out"}), ""),
    "the ids of the events are not e1": (lambda o: o["events"][0].update(id="e9"), ""),
    "the claims are not each in one event": (lambda o: o["events"].pop(), ""),
    "are no claims of its own": (lambda o: o["events"][0].update(told_by="c99"), ""),
    "it is no extraction": (lambda o: o.pop("schema_version"), ""),
}  # fmt: skip


@pytest.mark.parametrize("says", BREAKS)
def test_each_fault_is_found(says: str) -> None:
    broken = copy.deepcopy(WHOLE)
    spoil, text = BREAKS[says]
    spoil(broken)
    assert any(says in fault for fault in faults(broken, text or TEXT)), faults(broken, text or TEXT)


def test_check_output_tells_each_fault_with_its_place(extract: Command, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(TEXT)
    (tmp_path / "news" / "b.txt").write_text("Talks resume in Tifariti on 3 May 2006.")
    lines = extract(tmp_path / "news").text.splitlines()
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    good.write_text("\n".join(lines) + "\n")
    done = extract("check-output", good, tmp_path / "news")
    assert (done.status, done.text, done.err) == (0, "2 extractions checked, 0 faults\n", "")
    bad.write_text("\n".join([lines[0].replace('"text":"30"', '"text":"31"'), lines[1]]))
    done = extract("check-output", bad, tmp_path / "news")
    assert done.status == 1
    assert f"{bad}:1: mentions[" in done.text
    assert done.text.endswith("faults\n")
    assert extract("check-output", bad).text.count("is not what the text has there") == 0  # nobody gave the text
    alone = extract("check-output", good, tmp_path / "news" / "a.txt")
    assert (alone.status, alone.text.count("its article is not among those given")) == (1, 1)


def test_check_output_reads_one_object_and_standard_input(extract: Command, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(TEXT)
    single = extract(article).text
    assert single.count("\n") > 100
    for given in (single, json.dumps(WHOLE)):
        done = extract("check-output", "-", article, stdin=given)
        assert (done.status, done.text) == (0, "1 extraction checked, 0 faults\n")


@pytest.mark.parametrize("given", ["", "{", '{"a": 1}\n{', "no JSON"])
def test_what_is_no_json_is_one_line(extract: Command, given: str) -> None:
    done = extract("check-output", "-", stdin=given)
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert "is no JSON" in done.err


@pytest.mark.parametrize("given", ["[]", "7", '{"document": 7, "event": "talks"}'])
def test_what_is_no_extraction_is_a_fault(extract: Command, given: str) -> None:
    done = extract("check-output", "-", stdin=given)
    assert (done.status, done.err) == (1, "")
    assert "1 extraction checked, 1 fault\n" in done.text
