"""Label Studio and back, W3C Web Annotation, schema.org: offsets hold, whatever the text is made of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire_extract.writers.annotations.offsets import Utf16
from conftest import Command

# Emoji (two UTF-16 units, some with a joiner), combining marks, Windows line ends, a Gothic letter.
NEWS = (
    "Truce holds in Aceh 🕊\r\n\r\n👩‍🚒 The Free Aceh Movement released between 12 and 15 prisoners near Bañda Aceh on Tuesday 🎉, "
    "cafe\u0301 owners said.\r\n𐌰𐌱 A second phase begins in March, said Norway’s envoy. 🇳🇴 The army will not withdraw.\r\n"
)


@pytest.fixture
def news(extract: Command, tmp_path: Path) -> Path:
    """The article as a record, and its extraction beside it."""
    articles = tmp_path / "articles.jsonl"
    articles.write_text(
        json.dumps({"id": "aceh", "text": NEWS, "published": "2005-02-03", "source": "Radio Lorn"}) + "\n"
    )
    (tmp_path / "ex.jsonl").write_bytes(extract("-", stdin=articles.read_bytes()).out)
    (tmp_path / "claims.jsonl").write_bytes(extract("-", "--format", "claims", stdin=articles.read_bytes()).out)
    return tmp_path


def units(text: str, start: int, end: int) -> str:
    """What JavaScript's `text.slice(start, end)` gives."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


class TestOffsets:
    @given(st.text(alphabet=st.sampled_from("a é\r\n\u0301🕊👩\u200d🚒𐌰"), max_size=30))
    def test_there_and_back(self, text: str) -> None:
        offsets = Utf16(text)
        for at in range(len(text) + 1):
            assert offsets.units(at) == len(text[:at].encode("utf-16-le")) // 2
            assert offsets.points(offsets.units(at)) == at

    def test_an_offset_within_a_character_is_its_start(self) -> None:
        assert [Utf16("a🕊b").points(unit) for unit in range(5)] == [0, 1, 1, 2, 3]


class TestLabelStudio:
    def tasks(self, extract: Command, news: Path) -> list[Any]:
        done = extract("to", "label-studio", news / "ex.jsonl", "--articles", news / "articles.jsonl")
        assert (done.status, done.err) == (0, "")
        tasks: list[Any] = done.object
        return tasks

    def test_every_region_quotes_its_text_in_utf_16(self, extract: Command, news: Path) -> None:
        [task] = self.tasks(extract, news)
        assert task["data"]["text"] == NEWS
        regions = [result for result in task["predictions"][0]["result"] if result["type"] != "relation"]
        assert len(regions) > 20
        for result in regions:
            value = result["value"]
            assert units(NEWS, value["start"], value["end"]) == (
                value["text"] if result["type"] != "textarea" else self.quoted(regions, result)
            )

    def quoted(self, regions: list[Any], result: Any) -> str:
        """The text of the region that a text box belongs to: its own `text` is what is written in the box."""
        return next(
            other["value"]["text"] for other in regions if other["id"] == result["id"] and other["type"] == "labels"
        )

    def export(self, extract: Command, news: Path, change: Any = None) -> Path:
        """As if somebody had accepted the predictions, after a change."""
        tasks = self.tasks(extract, news)
        for task in tasks:
            results = task.pop("predictions")[0]["result"]
            if change is not None:
                change(results)
            task["annotations"] = [{"result": [], "was_cancelled": True}, {"result": results}]
            task["annotations"].reverse()
        path = news / "export.json"
        path.write_text(json.dumps(tasks))
        return path

    def test_what_comes_back_is_what_went(self, extract: Command, news: Path) -> None:
        done = extract("from", "label-studio", self.export(extract, news), "-o", news / "gold")
        assert (done.status, done.err) == (0, "")
        assert (news / "gold" / "aceh.txt").read_bytes() == NEWS.encode()
        gold = json.loads((news / "gold" / "aceh.json").read_text())
        found = json.loads((news / "ex.jsonl").read_text())
        assert gold["published"] == "2005-02-03"
        for name in ("mentions", "claims"):
            assert len(gold[name]) == len(found[name]) > 2
        edges = [(mention["kind"], mention["start"], mention["end"], mention["text"]) for mention in found["mentions"]]
        assert [
            (mention["kind"], mention["start"], mention["end"], mention["text"]) for mention in gold["mentions"]
        ] == edges
        by_trigger = {(claim["trigger"]["start"], claim["event"]): claim for claim in gold["claims"]}
        for claim in found["claims"]:
            back = by_trigger[claim["trigger"]["start"], claim["event"]]
            for name in ("trigger", "sentence", "status", "polarity", "aspect", "actors", "targets", "mediators"):
                assert back[name] == claim[name], name
            for name in ("counts", "dates", "phases", "places"):
                assert [mention["start"] for mention in back[name]] == [mention["start"] for mention in claim[name]]

    def test_the_scorer_measures_it(self, extract: Command, news: Path) -> None:
        extract("from", "label-studio", self.export(extract, news), "-o", news / "gold")
        figures = extract("score", news / "gold", news / "ex.jsonl", "--format", "json").object["figures"]
        assert {name: figures[name]["f1"] for name in ("mentions value", "mentions strict", "claim", "slots", "claim exact")} == {
            "mentions value": 1, "mentions strict": 1, "claim": 1, "slots": 1, "claim exact": 1,
        }  # fmt: skip

    def test_a_correction_is_measured(self, extract: Command, news: Path) -> None:
        def correct(results: list[Any]) -> None:
            [status] = [
                result for result in results
                if result.get("from_name") == "status" and result["value"]["text"] == "released"
            ]  # fmt: skip
            status["value"]["choices"] = ["planned"]
            results.append(
                {"id": "x1", "from_name": "claim", "to_name": "text", "type": "labels",
                 "value": {"start": 0, "end": 5, "text": "Truce", "labels": ["ceasefire"]}}
            )  # fmt: skip
            results.append(
                {
                    "id": "x1",
                    "from_name": "status",
                    "to_name": "text",
                    "type": "choices",
                    "value": {"choices": ["ongoing"]},
                }
            )
            results.append(
                {
                    "id": "x1",
                    "from_name": "polarity",
                    "to_name": "text",
                    "type": "choices",
                    "value": {"choices": ["negative"]},
                }
            )

        extract("from", "label-studio", self.export(extract, news, correct), "-o", news / "gold")
        done = extract("score", news / "gold", news / "ex.jsonl", "--list", "wrong", "--list", "missed")
        assert (
            "'release: released'  missing [\"('status', 'planned')\"] extra [\"('status', 'occurred')\"]" in done.text
        )

    def test_what_nobody_annotated_is_told(self, extract: Command, news: Path) -> None:
        path = news / "export.json"
        path.write_text(json.dumps([{"id": 7, "data": {"text": "x"}, "annotations": []}, {"id": 8}]))
        done = extract("from", "label-studio", path, "-o", news / "gold")
        assert done.status == 1
        lines = done.err.splitlines()
        assert len(lines) == 2
        assert "task 1: nobody has annotated it" in lines[0]
        assert "task 2: is not of the form" in lines[1]

    def test_the_interface_names_all_that_a_task_does(self, extract: Command, news: Path) -> None:
        interface = extract("to", "label-studio-interface").text
        [task] = self.tasks(extract, news)
        for result in task["predictions"][0]["result"]:
            if result["type"] == "relation":
                assert all(f'<Relation value="{label}"/>' in interface for label in result["labels"])
                continue
            assert f'name="{result["from_name"]}" toName="{result["to_name"]}"' in interface
            for value in result["value"].get("labels", []) + result["value"].get("choices", []):
                assert f'value="{value}"/>' in interface

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (("ex.jsonl",), "give them with --articles"),
            (("claims.jsonl", "--articles", "articles.jsonl"), "whole extractions are needed"),
            (("ex.jsonl", "--articles", "other.jsonl"), "its article is not among --articles"),
        ],
    )
    def test_errors(
        self, extract: Command, news: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], told: str
    ) -> None:
        monkeypatch.chdir(news)
        Path("other.jsonl").write_text(json.dumps({"id": "aceh", "text": NEWS + " "}) + "\n")
        done = extract("to", "label-studio", *words)
        assert done.status in (1, 2)
        assert told in done.err
        assert done.err.count("\n") == 1


class TestWebAnnotation:
    @pytest.mark.parametrize("given", ["ex.jsonl", "claims.jsonl"])
    def test_selectors_find_the_trigger(self, extract: Command, news: Path, given: str) -> None:
        lines = extract("to", "web-annotation", news / given, "--articles", news / "articles.jsonl").lines
        assert len(lines) > 2
        for annotation in lines:
            assert annotation["@context"] == "http://www.w3.org/ns/anno.jsonld"
            assert annotation["type"] == "Annotation"
            quote, position = annotation["target"]["selector"]
            assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            assert NEWS[position["start"] : position["end"]] == quote["exact"]
            whole = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert NEWS.count(whole) == 1
            assert NEWS.index(whole) + len(quote["prefix"]) == position["start"]
            assert annotation["target"]["source"] == "Radio Lorn"

    def test_without_the_article_the_sentence_is_around_it(self, extract: Command, news: Path) -> None:
        for annotation in extract("to", "web-annotation", news / "claims.jsonl").lines:
            quote = annotation["target"]["selector"][0]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in NEWS


class TestSchemaOrg:
    def test_claims(self, extract: Command, news: Path) -> None:
        lines = extract("to", "schema-org", news / "claims.jsonl").lines
        release = next(line for line in lines if "release" in line["name"])
        assert (release["@context"], release["@type"]) == ("https://schema.org", "Claim")
        assert release["name"] == "occurred release"
        assert release["datePublished"] == release["appearance"]["datePublished"] == "2005-02-03"
        assert release["appearance"]["@type"] == "NewsArticle"
        assert release["appearance"]["headline"] == "Truce holds in Aceh 🕊"
        assert all("author" in line for line in lines)
        refused = next(line for line in lines if "withdrawal" in line["name"])
        assert (refused["name"], refused["author"]) == (
            "not planned withdrawal",
            {"@type": "Organization", "name": "Radio Lorn"},
        )
        assert not any("Review" in json.dumps(line) for line in lines)

    def test_a_codebook_is_for_tables(self, extract: Command, news: Path) -> None:
        done = extract("to", "schema-org", "--codebook", "acled", news / "claims.jsonl")
        assert (done.status, done.err.count("\n")) == (2, 1)
