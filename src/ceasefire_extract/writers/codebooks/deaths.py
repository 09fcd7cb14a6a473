"""How many were killed, as tables of fatalities say it: a best, a high and a low estimate."""

from __future__ import annotations

from dataclasses import dataclass

from ...models import Claim, CountMention


@dataclass(frozen=True, slots=True)
class Estimate:
    """`best` is what is stated, else the lower bound; `high` and `low` are None where the number is open on that side."""

    best: int | None
    high: int | None
    low: int | None


def killed(claim: Claim) -> list[CountMention]:
    """The claim's counts of the killed: totals first, those that are part of another after them, figures that were replaced left out."""
    counts = [count for count in claim.counts if count.category == "killed" and not count.superseded]
    ids = {count.id for count in counts if count.id}
    return sorted(counts, key=lambda count: count.part_of in ids if count.part_of else False)


def estimate(count: CountMention) -> Estimate:
    """33 is 33 on all sides; "at least 12" has no high; "nearly 2,000" no low; of "20 to 25" the lower is the best; so of "dozens"."""
    value, low, high = _whole(count.value), _whole(count.low), _whole(count.high)
    best = value if value is not None else low if low is not None else high
    return Estimate(best, high, low)


def total(claim: Claim) -> Estimate | None:
    """Of all the killed of a claim: its first total; where it names several that are no part of each other, their sum. None where it counts none."""
    counts = killed(claim)
    ids = {count.id for count in counts if count.id}
    parts = [estimate(count) for count in counts if count.part_of not in ids or count.part_of is None]
    if not parts:
        return None
    return Estimate(
        _sum([part.best for part in parts]), _sum([part.high for part in parts]), _sum([part.low for part in parts])
    )


def _sum(values: list[int | None]) -> int | None:
    return None if any(value is None for value in values) else sum(value for value in values if value is not None)


def _whole(value: float | int | None) -> int | None:
    return None if value is None else int(value)
