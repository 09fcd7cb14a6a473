"""How sure a claim is: the probability that its event, status and actors are right, by what it looks like.

The weights are data (patterns/claims/confidence.yaml), fitted by `python -m ceasefire_extract.scoring.confidence`. All evidence is read from the
output contract, so that an extraction kept from an earlier run is judged as a fresh one is.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from ...models import Claim, PartyMention
from ...rules.forms import Weights

_NEAR = 25  # characters between trigger and actor
_SHORT, _LONG = 120, 240  # characters of a sentence
_MANY = 4  # parties of one sentence, and its claims: more is as many


class Scene:
    """What one article's claims have around them. `parties`: its party mentions in reading order."""

    def __init__(self, claims: Sequence[Claim], parties: Sequence[PartyMention]) -> None:
        self._mentions = {mention.id: mention for mention in parties}
        self._starts = [mention.start for mention in parties]
        self._told: dict[int, list[Claim]] = {}
        for claim in claims:
            self._told.setdefault(claim.sentence.start, []).append(claim)

    def evidence(self, claim: Claim) -> Iterator[str]:
        """What speaks for or against a claim, as names of the weights' table."""
        yield f"event {claim.event}"
        yield f"status {claim.status}"
        yield f"polarity {claim.polarity}"
        yield f"actors {min(len(claim.actors), 3)}"
        yield f"event {claim.event}, {'an actor' if claim.actors else 'no actor'}"
        yield from self._of_actors(claim)
        for slot in ("targets", "counts", "dates"):
            if getattr(claim, slot):
                yield f"has {slot}"
        if claim.source is not None:
            yield "source is a party" if claim.source.party else "source is no party"
        length = len(claim.sentence.text)
        yield "short sentence" if length < _SHORT else "long sentence" if length > _LONG else "sentence"
        told = self._told[claim.sentence.start]
        yield f"claims in the sentence {min(len(told), _MANY)}"
        if any(other is not claim and other.event == claim.event for other in told):
            yield "its event again in the sentence"
        named = bisect_left(self._starts, claim.sentence.end) - bisect_left(self._starts, claim.sentence.start)
        yield f"parties in the sentence {min(named, _MANY)}"

    def _of_actors(self, claim: Claim) -> Iterator[str]:
        gaps = []
        for one in claim.participants:
            mention = self._mentions.get(one.mention or "")
            if one.role != "actor":
                continue
            if mention is None:
                yield "an actor without a name"
            else:
                gaps.append(max(claim.trigger.start - mention.end, mention.start - claim.trigger.end))
                yield "an actor before" if mention.start < claim.trigger.start else "an actor behind"
        if gaps:
            yield "an actor near" if min(gaps) <= _NEAR else "actors afar"


class Confidence:
    """Judges claims by the weights."""

    def __init__(self, weights: Weights) -> None:
        self._base = weights.base
        self._weight = {name: one.weight for name, one in weights.evidence.items()}

    def __call__(self, claims: Sequence[Claim], parties: Sequence[PartyMention]) -> None:
        """Set `confidence` of each claim."""
        scene = Scene(claims, parties)
        for claim in claims:
            claim.confidence = self.of(scene.evidence(claim))

    def of(self, evidence: Iterable[str]) -> float:
        """The probability, to two digits. What comes twice counts once."""
        odds = self._base + sum(self._weight.get(name, 0.0) for name in dict.fromkeys(evidence))
        return round(1 / (1 + math.exp(-odds)), 2)
