"""Where a claim happens, as tables say it: one place."""

from __future__ import annotations

from ..models import Claim, PlaceMention


def place_of(claim: Claim) -> PlaceMention | None:
    """The claim's first place that is no country, else its first country; None where it has no place."""
    return next((place for place in claim.places if place.type != "country"), next(iter(claim.places), None))
