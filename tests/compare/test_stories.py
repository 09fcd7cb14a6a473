"""Stories of our own, read from their texts: which claims are told of one event, and in what the outlets differ (tests/data/stories.yaml)."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

import ceasefire_extract as ce
from ceasefire_extract.compare import compare
from ceasefire_extract.compare.models import Group
from conftest import ROOT

STORIES = yaml.safe_load((ROOT / "tests/data/stories.yaml").read_text(encoding="utf-8"))["stories"]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["id"])
def test_what_is_one_event_and_in_what_outlets_differ(story: dict[str, Any]) -> None:
    groups = compare([_extraction(letter, article) for letter, article in story["articles"].items()])
    wrong = []
    for event in story["events"]:
        found = {_group(groups, story, event["event"], *place) for place in _places(event)}
        differ = sorted({kind for number in found if number is not None for kind in groups[number].differ})
        if (len(found) == 1 and None not in found and differ == sorted(event["differ"])) == ("gap" in event):
            wrong.append((event["what"], found, differ))
    assert wrong == []


def _extraction(letter: str, article: dict[str, Any]) -> ce.Extraction:
    extraction = ce.extract(article["text"], published=article["published"].isoformat())
    extraction.document.id, extraction.document.source = letter, article["outlet"]
    return extraction


def _places(event: dict[str, Any]) -> list[tuple[str, str]]:
    return [(letter, words) for letter, told in event["claims"].items() for words in told]


def _group(groups: list[Group], story: dict[str, Any], event: str, letter: str, marked: str) -> int | None:
    """The number of the group with the claim of an event whose sentence holds the marked words, the nearest to the mark; None without one."""
    text, words = story["articles"][letter]["text"], marked.replace("[[", "").replace("]]", "")
    assert text.count(words) == 1, words
    mark = text.index(words) + marked.index("[[")
    near = [
        (abs(member.start - mark), number)
        for number, group in enumerate(groups)
        for member in group.members
        if (member.document, member.event) == (letter, event) and words in member.quote
    ]
    return min(near)[1] if near else None
