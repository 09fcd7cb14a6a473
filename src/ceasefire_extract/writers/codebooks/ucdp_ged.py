"""UCDP GED 25.1: one row for each claim that says how many were killed.

Filled: id, year, type_of_violence, side_a, side_b and their dset ids, the source columns from the article and the claim's source, where_* and country from the claim's
places, event_clarity (1 where the day is known, else 2), date_prec, date_start, date_end, deaths_* by what the count counts, best, high, low. Empty: what only
UCDP can give (conflict and dyad ids, code_status, active_year, priogrid_gid, geom_wkt, gwno).
"""

from __future__ import annotations

from typing import Any

from ...models import Claim
from ...readers.extractions import Told
from ...rules.codes import CodeTable
from ...rules.forms import Codebook
from ..columns import Table, columns
from ..days import Days, days_of
from ..where import place_of
from .coded import Coded, LeftOut
from .deaths import estimate, killed, total
from .parties import Parties, Party

GED = Table(
    "ged",
    columns(
        """id relid year:integer active_year:integer code_status type_of_violence:integer conflict_dset_id conflict_new_id conflict_name dyad_dset_id
        dyad_new_id dyad_name side_a_dset_id:integer side_a_new_id side_a side_b_dset_id:integer side_b_new_id side_b number_of_sources:integer source_article
        source_office source_date source_headline source_original where_prec:integer where_coordinates where_description adm_1 adm_2 latitude:number
        longitude:number geom_wkt priogrid_gid:integer country country_id:integer region event_clarity:integer date_prec:integer date_start date_end
        deaths_a:integer deaths_b:integer deaths_civilians:integer deaths_unknown:integer best:integer high:integer low:integer gwnoa:integer gwnob:integer"""
    ),
)


class GedCoder:
    """Codes claims by the table `ucdp-ged`."""

    def __init__(self, book: Codebook) -> None:
        self._table = CodeTable(book)

    def rows(self, told: Told, parties: Parties) -> Coded:
        """One article's claims as rows of GED."""
        coded = Coded([], [])
        for claim in told.claims:
            gives, why = self._table.find(claim)
            dead = total(claim)
            if gives is not None and (dead is None or not (dead.best or dead.high)):
                gives, why = None, "no deaths are counted"
            if gives is None or dead is None:
                coded.left_out.append(LeftOut(told.id, claim.id, why))
                continue
            days = days_of(claim)
            a, b = _sides(claim, parties)
            row: dict[str, Any] = {
                "id": f"{told.id}:{claim.id}",
                "type_of_violence": self._type(claim, a, b),
                "side_a": a.name if a else None, "side_a_dset_id": a.ucdp if a else None,
                "side_b": b.name if b else None, "side_b_dset_id": b.ucdp if b else None,
                "dyad_name": f"{a.name} - {b.name}" if a and b else None,
                "number_of_sources": 1,
                "source_article": ",".join(f'"{part}"' for part in (told.source, told.published, told.title) if part) or None,
                "source_office": told.source, "source_date": told.published, "source_headline": told.title,
                "source_original": (claim.source.resolved or claim.source.text) if claim.source else None,
                "best": dead.best, "high": dead.high, "low": dead.low, **self._deaths(claim, a, b),
                **_when(days), **_where(claim, parties),
            }  # fmt: skip
            coded.rows.append(row)
        return coded

    def _deaths(self, claim: Claim, a: Party | None, b: Party | None) -> dict[str, int | None]:
        """Who the killed were, as far as it is said; the rest of the best estimate is unknown."""
        named = {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": 0}
        for count in killed(claim):
            column = None
            if self._table.word("CIVILIANS", count.unit or ""):
                column = "deaths_civilians"
            elif count.affiliation:
                column = next(
                    (
                        name
                        for name, side in (("deaths_a", a), ("deaths_b", b))
                        if side and count.affiliation == side.id
                    ),
                    None,
                )
            if column and not (count.part_of and named[column]):
                named[column] += estimate(count).best or 0
        whole = total(claim)
        rest = (whole.best or 0) - sum(named.values()) if whole else 0
        return {**named, "deaths_unknown": max(rest, 0)}

    def _type(self, claim: Claim, a: Party | None, b: Party | None) -> int | None:
        """1 state-based, 2 non-state, 3 one-sided; None where the sides are not known well enough to say."""
        if a is None:
            return None
        if b is not None:
            if a.is_state or b.is_state:
                return 1
            return 2 if a.type == b.type == "armed_group" else None
        counts = killed(claim)
        civilians = counts and all(self._table.word("CIVILIANS", count.unit or "") for count in counts)
        return 3 if civilians else None


def _sides(claim: Claim, parties: Parties) -> tuple[Party | None, Party | None]:
    """Side a and side b: who attacks and who is attacked, or the two who fight; a state goes first."""
    ids = [*claim.actors[:1], *claim.targets[:1]] if claim.targets else claim.actors[:2]
    sides: list[Party | None] = [parties[id] for id in ids]
    if not claim.actors and claim.targets:
        return None, sides[0]
    a, b = [*sides, None, None][:2]
    return (b, a) if a and b and b.is_state and not a.is_state else (a, b)


def _where(claim: Claim, parties: Parties) -> dict[str, Any]:
    """where_prec: 1 a town, 4 a region, 5 another place (a camp, a crossing, a strait), 6 the country alone."""
    place = place_of(claim)
    if place is None:
        return {}
    country = parties.country(place.country)
    return {
        "where_prec": {"city": 1, "region": 4, "country": 6}.get(place.type, 5),
        "where_coordinates": place.name, "where_description": place.text, "adm_1": place.name if place.type == "region" else None,
        "latitude": place.latitude, "longitude": place.longitude, "country": country.name if country else None,
    }  # fmt: skip


def _when(days: Days | None) -> dict[str, Any]:
    """date_prec: 1 a day, 2 two to six days, 3 a week, 4 a month, 5 a year; None, with no dates, for what is longer or not known."""
    if days is None or days.precision == "years":
        return {"event_clarity": 2}
    precision = {"day": 1, "days": 2, "week": 3, "month": 4, "year": 5}[days.precision]
    return {
        "year": days.first.year, "date_prec": precision, "date_start": days.first.isoformat(), "date_end": days.last.isoformat(),
        "event_clarity": 1 if precision == 1 else 2,
    }  # fmt: skip
