"""Thirty kinds of fault that users of such tools report: each has small texts of its own in tests/data/kinds.yaml.

What a text must tell is written as `claim event=attack status=occurred actor=mali`: some claim has all of these (`a|b`: either); `noclaim`: none
has; `mention`, `nomention`, `statement` and `nostatement` likewise (of a text or a content, a part is enough); `count ceasefire=3`: so many claims
of that event; `warning`: the document has one beside those of language and date. A row with `gap` is what cannot be read for now: the test says so once it can be.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import ceasefire_extract as ce

KINDS = yaml.safe_load((Path(__file__).parent / "data" / "kinds.yaml").read_text(encoding="utf-8"))
LEAST = 3  # rows a kind
USUAL = {"no_date", "language"}  # codes of the warnings that any small text may have


def rows() -> Iterator[Any]:
    for kind in KINDS:
        for row in kind["rows"]:
            marks = [pytest.mark.xfail(strict=True)] if row.get("gap") else []
            yield pytest.param(
                row["text"], kind.get("published"), row["told"], id=f"{kind['kind']}: {row['text'][:50]}", marks=marks
            )


def test_each_kind_has_rows() -> None:
    assert [kind["kind"] for kind in KINDS] == list(range(1, 31))
    assert all(sum(not row.get("gap") for row in kind["rows"]) >= LEAST for kind in KINDS)


@pytest.mark.parametrize(("text", "published", "told"), rows())
def test_kind(text: str, published: Any, told: list[str]) -> None:
    extraction = ce.extract(text, published=str(published) if published else None)
    for one in told:
        what, _, wanted = one.partition(" ")
        assert holds(extraction, what, wanted), f"{one}: {[_said(claim) for claim in extraction.claims]}"


def holds(extraction: ce.Extraction, what: str, wanted: str) -> bool:
    if what == "warning":
        return any(warning.code not in USUAL for warning in extraction.warnings)
    if what == "count":
        event, _, number = wanted.partition("=")
        return sum(claim.event == event for claim in extraction.claims) == int(number)
    found = {
        "claim": [_of_claim(claim) for claim in extraction.claims],
        "mention": [_of_mention(mention) for mention in extraction.mentions],
        "statement": [
            {"source": [one.source.text], "content": [one.content.text]} for one in extraction.statements
        ],
    }[what.removeprefix("no")]
    return any(_fits(one, wanted) for one in found) != what.startswith("no")


def _fits(facts: dict[str, list[str]], wanted: str) -> bool:
    partly = ("text", "content", "source")
    asked: dict[str, str] = {}
    name = ""
    for word in wanted.split(" "):  # a value may have spaces
        if "=" in word:
            name, _, asked[name] = word.partition("=")
        else:
            asked[name] += f" {word}"
    return all(
        any(any(one == said or (name in partly and one in said) for said in facts.get(name, [])) for one in value.split("|"))
        for name, value in asked.items()
    )


def _of_claim(claim: ce.Claim) -> dict[str, list[str]]:
    source = [] if claim.source is None else [claim.source.party or claim.source.text]
    return {
        "event": [claim.event], "status": [claim.status], "polarity": [claim.polarity], "actor": claim.actors, "target": claim.targets,
        "date": [date.value for date in claim.dates], "source": source,
        "count": [f"{count.value:g}" for count in claim.counts if count.value is not None],
    }  # fmt: skip


def _of_mention(mention: Any) -> dict[str, list[str]]:
    value = getattr(mention, "value", None)
    return {
        "kind": [mention.kind], "text": [mention.text], "value": [f"{value:g}" if isinstance(value, int | float) else str(value)],
        "party": [str(getattr(mention, "party", None))], "person": [str(getattr(mention, "person", None))],
        "modifier": [str(getattr(mention, "modifier", None))],
    }  # fmt: skip


def _said(claim: ce.Claim) -> str:
    facts = {name: value for name, value in _of_claim(claim).items() if value}
    return f"[{claim.trigger.text}] {facts}"
