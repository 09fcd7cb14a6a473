"""ACLED, 31 columns: one row for each claim of an act that ACLED records.

Filled: event_id_cnty (the article's and the claim's id), event_date, year and time_precision where the claim has a date, disorder_type, event_type, sub_event_type, the
first two parties as actor1 and actor2 (no direction is meant), the others as assoc_actor_1 and 2, inter1, inter2, interaction, civilian_targeting, fatalities, place and
country from the claim's places, source, notes (the sentence). Empty: source_scale, tags, timestamp, region.

`fatalities` reads vague numbers as ACLED does (tens 10, dozens 12, hundreds 100), half of what the words bound from below; of a range, the lower. This is a profile for export
alone: the claim keeps what the text says.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from ...models import Claim
from ...readers.extractions import Told
from ...rules.codes import CodeTable
from ...rules.forms import Codebook
from ..columns import Table, columns
from ..days import days_of
from ..where import place_of
from .coded import Coded, LeftOut
from .deaths import killed
from .parties import Parties, Party

ACLED = Table(
    "acled",
    columns(
        """event_id_cnty event_date year:integer time_precision:integer disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1:integer
        actor2 assoc_actor_2 inter2:integer interaction:integer civilian_targeting iso:integer region country admin1 admin2 admin3 location latitude:number
        longitude:number geo_precision:integer source source_scale notes fatalities:integer tags timestamp:integer"""
    ),
)
_INTER = {"state": 1, "government": 1, "authority": 1, "armed_group": 2, "political_party": 3, "igo": 8}


class AcledCoder:
    """Codes claims by the table `acled`."""

    def __init__(self, book: Codebook) -> None:
        self._table = CodeTable(book)

    def rows(self, told: Told, parties: Parties) -> Coded:
        """One article's claims as rows of ACLED."""
        coded = Coded([], [])
        for claim in told.claims:
            gives, why = self._table.find(claim)
            if gives is None:
                coded.left_out.append(LeftOut(told.id, claim.id, why))
                continue
            kinds = {name: value for name, value in gives.items() if name != "civilians"}
            sides = [parties[id] for id in dict.fromkeys((*claim.actors, *claim.targets))]
            if claim.actors and claim.targets:
                first, second = _split(claim, parties)
            else:
                first, second = sides[:1], sides[1:]
            civilians = gives.get("civilians") == "yes"
            inter1 = _inter(first)
            inter2 = _inter(second) if second else 7 if civilians else None
            coded.rows.append(
                {
                    "event_id_cnty": f"{told.id}:{claim.id}",
                    **_when(claim),
                    **kinds,
                    "actor1": first[0].name if first else None,
                    "assoc_actor_1": _others(first),
                    "inter1": inter1,
                    "actor2": second[0].name if second else "Civilians" if civilians else None,
                    "assoc_actor_2": _others(second),
                    "inter2": inter2,
                    "interaction": _interaction(inter1, inter2),
                    "civilian_targeting": "Civilian targeting" if civilians else None,
                    **_where(claim, parties),
                    "source": told.source,
                    "notes": claim.sentence.text,
                    "fatalities": _fatalities(claim),
                }
            )
        return coded


def _split(claim: Claim, parties: Parties) -> tuple[list[Party], list[Party]]:
    return [parties[id] for id in claim.actors], [parties[id] for id in claim.targets if id not in claim.actors]


def _inter(side: list[Party]) -> int | None:
    return _INTER.get(side[0].type) if side else None


def _interaction(first: int | None, second: int | None) -> int | None:
    """The two kinds of actors as one number, the smaller first: 12 for a state and rebels, 20 for rebels alone."""
    if first is None:
        return None
    return first * 10 if second is None else min(first, second) * 10 + max(first, second)


def _others(side: list[Party]) -> str | None:
    return "; ".join(party.name for party in side[1:]) or None


def _where(claim: Claim, parties: Parties) -> dict[str, Any]:
    """geo_precision: 1 a town, 2 a camp, a crossing or the like, 3 a region or a country."""
    place = place_of(claim)
    if place is None:
        return {}
    country = parties.country(place.country)
    return {
        "location": place.name, "latitude": place.latitude, "longitude": place.longitude,
        "geo_precision": {"city": 1, "region": 3, "country": 3}.get(place.type, 2),
        "admin1": place.name if place.type == "region" else None, "country": country.name if country else None,
    }  # fmt: skip


def _when(claim: Claim) -> dict[str, Any]:
    """time_precision: 1 the day, 2 a part of a week, 3 a month, which stands on its middle; of what is longer only the year, where it is one."""
    days = days_of(claim)
    if days is None:
        return {}
    if days.precision in ("month", "year", "years"):
        if days.precision != "month":
            return {"year": days.first.year} if days.first.year == days.last.year else {}
        middle = days.first + dt.timedelta(days=(days.length - 1) // 2)
        return {"event_date": middle.isoformat(), "year": middle.year, "time_precision": 3}
    return {
        "event_date": days.first.isoformat(), "year": days.first.year, "time_precision": 1 if days.precision == "day" else 2,
    }  # fmt: skip


def _fatalities(claim: Claim) -> int | None:
    """None where the claim counts no dead: that is not nought."""
    numbers = []
    counts = killed(claim)
    ids = {count.id for count in counts if count.id}
    for count in counts:
        if count.part_of in ids and count.part_of is not None:
            continue
        stated = count.value if count.value is not None else count.low
        if stated is None:
            return None
        numbers.append(int(stated) // 2 if count.modifier == "vague" else int(stated))
    return sum(numbers) if numbers else None
