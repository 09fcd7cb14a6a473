"""Which mention or claim found is meant to be which of the gold: one to one, the best fit first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .values import Marked, facts_of, value_of

Pair = tuple[int, int]  # places in the gold and in what was found


def pair_mentions(gold: Sequence[Marked], found: Sequence[Marked]) -> list[Pair]:
    """Mentions of one kind whose edges overlap: those of the same value first, then those that share more."""
    fits = []
    for at, wanted in enumerate(gold):
        for to, had in enumerate(found):
            shared = min(wanted["end"], had["end"]) - max(wanted["start"], had["start"])
            if shared > 0:
                fits.append((value_of(wanted) != value_of(had), -shared, at, to))
    return _one_to_one((at, to) for _, _, at, to in sorted(fits))


def pair_claims(gold: Sequence[Marked], found: Sequence[Marked]) -> list[Pair]:
    """Claims of one event in one sentence: those that agree in more facts first, then those whose triggers are nearer."""
    fits = []
    for at, wanted in enumerate(gold):
        for to, had in enumerate(found):
            start = had["trigger"]["start"]
            if wanted["event"] == had["event"] and wanted["sentence"]["start"] <= start < wanted["sentence"]["end"]:
                near = abs(wanted["trigger"]["start"] - start)
                fits.append((-len(facts_of(wanted) & facts_of(had)), near, at, to))
    return _one_to_one((at, to) for _, _, at, to in sorted(fits))


def right_in(gold: Sequence[Marked], found: Sequence[Marked]) -> list[bool]:
    """Of each claim found, whether the gold has its event in that sentence with the same status and actors."""
    pairs = {to: gold[at] for at, to in pair_claims(gold, found)}
    return [
        to in pairs
        and claim["status"] == pairs[to]["status"]
        and set(claim["actors"]) == set(pairs[to]["actors"])
        for to, claim in enumerate(found)
    ]  # fmt: skip


def _one_to_one(fits: Iterable[Pair]) -> list[Pair]:
    gold: set[int] = set()
    found: set[int] = set()
    out = []
    for at, to in fits:
        if at not in gold and to not in found:
            gold.add(at)
            found.add(to)
            out.append((at, to))
    return out
