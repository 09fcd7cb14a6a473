"""PLOVER (manual 0.8), and the columns of POLECAT, the data set that is coded by it.

Filled: Event ID, Event Date (the claim's day, where one is known), Event Type, Event Mode, Quad Code; of actors and recipients name, country, sector and, as raw name, the
party's id; the place is the claim's first; Source, Publication Date, Language. Several parties are one record, with "; " between
them. Empty: Intensity, Contexts, COW numbers, titles, the Wikipedia ids, and the lists of all that the story names, which are POLECAT's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...models import Claim
from ...readers.extractions import Told
from ...rules.forms import Codebook
from ...stages.claims.plover import PloverCoder
from ..columns import Column, Table
from ..days import days_of
from ..where import place_of
from .coded import Coded, LeftOut
from .parties import Parties

_NAMES = """Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|Primary Actor Sector|Actor Sectors|
Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|
Recipient Name Raw|Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|
Publication Date|Story People|Story Organizations|Story Locations|Language|Version"""
_NUMBERS = ("Latitude", "Longitude")
POLECAT = Table(
    "polecat",
    [Column(name.strip(), "number" if name.strip() in _NUMBERS else "text") for name in _NAMES.split("|")],
)
_QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "VERBAL COOPERATION"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "MATERIAL COOPERATION"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "VERBAL CONFLICT"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "MATERIAL CONFLICT"),
}
_SECTORS = {
    "state": "GOV", "government": "GOV", "authority": "GOV", "armed_group": "REB", "political_party": "PTY", "igo": "IGO", "ngo": "NGO",
}  # fmt: skip


class PolecatCoder:
    """Codes claims by the table `plover`."""

    def __init__(self, book: Codebook) -> None:
        self._plover = PloverCoder(book)

    def rows(self, told: Told, parties: Parties) -> Coded:
        """One article's claims as rows of POLECAT."""
        coded = Coded([], [])
        for claim in told.claims:
            plover, why = self._plover.code(claim)
            if plover is None:
                coded.left_out.append(LeftOut(told.id, claim.id, why))
                continue
            days = days_of(claim)
            coded.rows.append(
                {
                    "Event ID": f"{told.id}:{claim.id}",
                    "Event Date": days.first.isoformat() if days and days.length == 1 else None,
                    "Event Type": plover.event,
                    "Event Mode": plover.mode,
                    "Quad Code": _QUADS[plover.event],
                    **_side("Actor", plover.actors, parties),
                    **_side("Recipient", plover.recipients, parties),
                    **_where(claim, parties),
                    "Source": told.source,
                    "Publication Date": told.published,
                    "Language": "en",
                }
            )
        return coded


def _where(claim: Claim, parties: Parties) -> dict[str, Any]:
    """The columns of the place."""
    place = place_of(claim)
    if place is None:
        return {}
    country = parties.country(place.country)
    return {
        "Placename": place.name, "Raw Placename": place.text, "Feature Type": place.type,
        "City": place.name if place.type == "city" else None, "Province": place.name if place.type == "region" else None,
        "Country": country.iso3 if country else None, "Latitude": place.latitude, "Longitude": place.longitude,
        "GeoNames ID": str(place.geonames) if place.geonames is not None else None,
    }  # fmt: skip


def _side(role: str, ids: list[str], parties: Parties) -> dict[str, Any]:
    """The columns of the actor or the recipient."""
    known = [parties[id] for id in ids]
    sectors = [_SECTORS.get(party.type) for party in known]
    return {
        f"{role} Name": _joined([party.name for party in known]),
        f"{role} Country": _joined([party.iso3 for party in known]),
        f"Primary {role} Sector": next(iter(sectors), None),
        f"{role} Sectors": _joined(sectors),
        f"{role} Name Raw": _joined(ids),
    }


def _joined(values: Sequence[str | None]) -> str | None:
    return "; ".join(value for value in values if value) or None
