"""Which of several places of one name is meant."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from ...models import PlaceType
from .gazetteer import Place

_CROWDED = {True: 10**7, False: 3 * 10**5}  # a province is not better known for being large


def best(
    places: Sequence[Place], scene: Counter[str], *,
    kind: PlaceType | None = None, near: str | None = None, here: frozenset[str] = frozenset(), capital_of: str | None = None,
) -> Place | None:  # fmt: skip
    """The likeliest of `places`, None of none: of the kind that is said, in the country named beside it (`near`), in one that its sentence (`here`) or
    its article (`scene`, how often each country is spoken of) speaks of, the capital (of `capital_of`), the largest, the one whose first name it is, a town."""
    if kind is not None:
        places = [place for place in places if place.type == kind] or places
    told = sum(scene.values())

    def score(place: Place) -> float:
        spoken = scene.get(place.country or "", 0)
        return (
            (20.0 if near is not None and place.country == near else 0.0)
            + (2.0 + 3.0 * spoken / told if spoken else 0.0)
            + (1.5 if place.country in here else 0.0)
            + 0.7 * math.log10(min(place.people, _CROWDED[place.type == "city"]) + 1)
            + (0.5 if place.first else 0.0)
            + (1.5 if place.country == capital_of and place.type == "city" else 0.0)
            + (0.6 if place.type == "city" else 0.0)
        )

    return max(places, key=score, default=None)
