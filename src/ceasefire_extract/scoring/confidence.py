"""Fit the weights of a claim's confidence: `python -m ceasefire_extract.scoring.confidence GOLD [MORE_GOLD ...] > patterns/claims/confidence.yaml`.

Reads the articles of each gold folder, holds the claims against the gold's, and fits a logistic regression: how each piece of evidence
(stages/claims/confidence.py) moves the odds that event, status and actors are right. Weights are drawn towards nothing, so that what is seen seldom
says little. The first folder is news as it will be read; how often claims of the others are right is not learned, only what makes the difference there.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError
from ..models import PartyMention
from ..stages.claims.confidence import Scene
from .figures import reliability
from .gold import articles_of, read_now
from .pairing import right_in

_SEEN = 8  # claims: rarer evidence is left out
_SHRINK = 8.0  # the strength of the pull towards nothing: as if as many claims had said nothing
_SWEEPS = 200
_FOLDS = 8  # of articles, for the table of reliability


@dataclass(frozen=True, slots=True)
class Seen:
    """A claim that was found: where, its evidence, and whether it was right."""

    folder: str
    article: str
    evidence: tuple[str, ...]
    right: bool


def read(folder: Path) -> Iterator[Seen]:
    """The claims that are found in the articles of a gold folder. Raises InputError for what is no gold."""
    for path, gold in articles_of(folder):
        told = read_now(path, gold)
        scene = Scene(told.claims, [mention for mention in told.mentions if isinstance(mention, PartyMention)])
        right = right_in(gold["claims"], [claim.model_dump() for claim in told.claims])
        for claim, one in zip(told.claims, right, strict=True):
            yield Seen(str(folder), path.stem, tuple(dict.fromkeys(scene.evidence(claim))), one)


def fit(seen: Sequence[Seen]) -> dict[str, float]:
    """The weight of each piece of evidence, and "" for the odds to begin with, by coordinate-wise Newton steps."""
    counts = Counter(name for one in seen for name in one.evidence)
    names = ["", *sorted(name for name, number in counts.items() if number >= _SEEN)]
    first = seen[0].folder
    names += sorted({one.folder for one in seen} - {first})  # a folder is evidence while fitting
    rows: dict[str, list[int]] = {name: [] for name in names}
    for row, one in enumerate(seen):
        for name in ("", *one.evidence, one.folder):
            if name in rows:
                rows[name].append(row)
    weights, odds = dict.fromkeys(names, 0.0), [0.0] * len(seen)
    for _ in range(_SWEEPS):
        for name, where in rows.items():
            shrink = _SHRINK if name in counts else 0.001
            slope, bend = shrink * weights[name], shrink
            for row in where:
                p = 1 / (1 + math.exp(-odds[row]))
                slope += p - seen[row].right
                bend += p * (1 - p)
            step = slope / bend
            weights[name] -= step
            for row in where:
                odds[row] -= step
    return {name: weight for name, weight in weights.items() if name in counts or name == ""}


def probability(weights: dict[str, float], evidence: Sequence[str]) -> float:
    odds = weights[""] + sum(weights.get(name, 0.0) for name in evidence)
    return 1 / (1 + math.exp(-odds))


def held_out(seen: Sequence[Seen]) -> list[tuple[float, bool]]:
    """Of each claim of the first folder, what weights that are fitted without its article make of it, and whether it is right."""
    first = seen[0].folder
    articles = sorted({one.article for one in seen if one.folder == first})
    out = []
    for fold in range(_FOLDS):
        left = set(articles[fold::_FOLDS])
        weights = fit([one for one in seen if one.folder != first or one.article not in left])
        out += [
            (probability(weights, one.evidence), one.right)
            for one in seen
            if one.folder == first and one.article in left
        ]
    return out


def as_yaml(seen: Sequence[Seen]) -> Iterator[str]:
    weights, counts = fit(seen), Counter(name for one in seen for name in one.evidence)
    right = Counter(name for one in seen if one.right for name in one.evidence)
    yield "# The confidence of a claim: how its evidence moves the log-odds that event, status and actors are right, and what was counted of it."
    yield "# Made by `python -m ceasefire_extract.scoring.confidence GOLD ...`; read by stages/claims/confidence.py."
    yield "stage: claims"
    yield "confidence:"
    yield f"  base: {weights.pop(''):.2f}"
    yield f"  claims: {len(seen)}"
    yield f"  right: {sum(one.right for one in seen)}"
    yield "  evidence:"
    for name in sorted(weights):
        yield f'    "{name}": {{weight: {weights[name]:.2f}, claims: {counts[name]}, right: {right[name]}}}'


def main() -> None:
    try:
        seen = [one for folder in sys.argv[1:] for one in read(Path(folder))]
    except InputError as error:
        sys.exit(str(error))
    if not seen:
        sys.exit("give one or more gold folders, in whose articles claims are found")
    print("\n".join(as_yaml(seen)))
    print("claims of the first folder, by weights fitted without their articles:", file=sys.stderr)
    for row in reliability(held_out(seen)):
        told = f"{row.claims:4} claims, {row.told:.2f} told, {row.right:.2f} right"
        print(f"  {row.low:.1f} to {row.high:.1f}: {told}", file=sys.stderr)


if __name__ == "__main__":
    main()
