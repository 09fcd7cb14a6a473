"""Scores for people: lines, JSON, and a page of accuracy in Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterator

from .figures import Figure, Score, reliability
from .values import KINDS, SLOTS

_STATUS = ("occurred", "ongoing", "planned", "proposed", "demanded", "conditional", "possible")


def lines(score: Score) -> Iterator[str]:
    """One figure a line, by name."""
    yield _head(score)
    for name, figure in score.figures().items():
        yield (
            f"{name:22} P {figure.precision:.3f}  R {figure.recall:.3f}  F1 {figure.f1:.3f}   gold {figure.gold}, found {figure.found}"
        )


def as_json(score: Score) -> str:
    figures = {
        name: {"p": figure.precision, "r": figure.recall, "f1": figure.f1, "gold": figure.gold, "found": figure.found}
        for name, figure in score.figures().items()
    }
    return json.dumps({"articles": score.articles, "absent": score.absent, "figures": figures}, indent=1)


def page(score: Score, *, version: str, about: str | None = None) -> Iterator[str]:
    """An accuracy page: mentions by kind, claims by event, their slots, and which status is taken for which. `about` says what the gold is."""
    figures = score.figures()
    yield "# Accuracy\n"
    yield f"ceasefire-extract {version}, {_head(score)}. Made by `extract score GOLD/ --format markdown`.\n"
    if about:
        yield f"{about}\n"
    yield "P: right of what is found; R: right of what is in the gold; F1: both. All articles are counted together.\n"
    yield "## Mentions\n"
    yield "The value is right where the mention overlaps the gold's and means the same; strict: the same edges too.\n"
    rows = [("all kinds", "mentions")] + [(kind, kind) for kind in KINDS if f"{kind} value" in figures]
    yield from _table("kind", [(name, figures[f"{key} value"]) for name, key in rows], strict={
        name: figures[f"{key} strict"].f1 for name, key in rows
    })  # fmt: skip
    yield "## Claims\n"
    yield "A claim is found where the gold has one of the same event in the same sentence.\n"
    kinds = [("all events", "claim"), ("with content", "claim with content")]
    known = {key for _, key in kinds} | {"claim exact"}
    events = [
        (name.removeprefix("claim "), name) for name in figures if name.startswith("claim ") and name not in known
    ]
    yield from _table("event", [(name, figures[key]) for name, key in [*kinds, *events]])
    yield "## What claims say\n"
    yield "Facts of the claims found; the last column: how many of the claims found have the slot right as a whole, its absence too.\n"
    slots = [("all slots", figures["slots"])] + [
        (slot, figures[f"slot {slot}"]) for slot in SLOTS if f"slot {slot}" in figures
    ]
    yield from _table("slot", slots, strict={
        slot: figures[f"found {slot}"].precision for slot in SLOTS if f"found {slot}" in figures
    }, last="of the claims found")  # fmt: skip
    yield "## Status\n"
    yield "Of the claims found: the gold's status in rows, what was read in columns.\n"
    yield f"| | {' | '.join(_STATUS)} |"
    yield f"|---|{'---:|' * len(_STATUS)}"
    for wanted in _STATUS:
        yield f"| {wanted} | {' | '.join(str(score.status[wanted, had] or '') for had in _STATUS)} |"
    if score.confidence:
        yield "\n## Confidence\n"
        yield "Claims by their `confidence`: what they say of themselves, and how many have event, status and actors right.\n"
        yield "| confidence | claims | mean | right |"
        yield "|---|---:|---:|---:|"
        for row in reliability(score.confidence):
            yield f"| {row.low:.1f} to {row.high:.1f} | {row.claims} | {row.told:.2f} | {row.right:.2f} |"


def _table(
    what: str, rows: list[tuple[str, Figure]], strict: dict[str, float] | None = None, last: str = "strict F1"
) -> Iterator[str]:
    more = f" {last} |" if strict is not None else ""
    yield f"| {what} | gold | found | P | R | F1 |{more}"
    yield f"|---|---:|---:|---:|---:|---:|{'---:|' if strict is not None else ''}"
    for name, figure in rows:
        row = f"| {name} | {figure.gold} | {figure.found} | {figure.precision:.2f} | {figure.recall:.2f} | {figure.f1:.2f} |"
        if strict is not None:
            row += f" {strict[name]:.2f} |" if name in strict else " |"
        yield row
    yield ""


def _head(score: Score) -> str:
    absent = f", {len(score.absent)} without an extraction: {' '.join(score.absent)}" if score.absent else ""
    return f"{score.articles} articles{absent}"
