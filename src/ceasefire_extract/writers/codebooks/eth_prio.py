"""ETH/PRIO Civil Conflict Ceasefires: one row for each actor of a truce; the rows of one truce share `cf_id`.

Claims of one article are of one truce where they name the same actors and no date of one contradicts the other's (declared, then in force, then ended). Filled: ids, location (the
country that the actors belong to or that the claim's place is in), ucdp_actor_id, actor_name; declared, effect and end dates to the precision known; fixed and
fixed_time (days) from a stated duration; ended; the purposes; side (1 unilateral, 2 bilateral, 3 multilateral), partial, written, ceasefire_class; mediator_nego,
implement, enforcement, ddr; evidence_onset and evidence_end, the sentences. -1 is unclear: the article does not say. Empty: cc, region, ucdp_acd_id, ucdp_dyad, pax_id, link,
timing, cf_pp, truce, splinter, nsa_frac, mediator_send, comments.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import Any, Literal

from ...models import Claim
from ...readers.extractions import Told
from ...rules.codes import CodeTable
from ...rules.forms import Codebook
from ..columns import Table, columns
from ..days import Days, days_of
from ..where import place_of
from .coded import Coded, LeftOut
from .parties import Parties

CEASEFIRES = Table(
    "ceasefires",
    columns(
        """id cf_id uniq_id cc location region ucdp_acd_id ucdp_dyad ucdp_actor_id:integer actor_name pax_id link
        cf_dec_yr:integer cf_dec_month:integer cf_dec_day:integer cf_effect_yr:integer cf_effect_month:integer cf_effect_day:integer
        end_yr:integer end_month:integer end_day:integer fixed:integer fixed_time:integer timing ended:integer
        p_humanitarian:integer p_peaceprocess:integer p_holiday:integer p_election:integer p_other:integer p_other_comment p_unclear:integer cf_pp
        side:integer partial:integer written:integer ceasefire_class:integer truce splinter nsa_frac
        mediator_nego:integer mediator_send implement:integer enforcement:integer ddr:integer evidence_onset evidence_end comment"""
    ),
)
When = Literal["declared", "effect", "end"]
_COLUMNS: dict[When, str] = {"declared": "cf_dec", "effect": "cf_effect", "end": "end"}
_PURPOSES = {
    "p_humanitarian": "HUMANITARIAN", "p_peaceprocess": "PEACE_PROCESS", "p_holiday": "HOLIDAY", "p_election": "ELECTION", "p_other": "OTHER_PURPOSE",
}  # fmt: skip
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(\d+)H)?")


@dataclass(slots=True)
class _Truce:
    """The claims that tell of one truce."""

    actors: tuple[str, ...]
    claims: list[Claim] = field(default_factory=list)
    dates: dict[When, Days] = field(default_factory=dict)
    ended: bool = False

    def takes(self, actors: tuple[str, ...], dates: dict[When, Days], *, ended: bool) -> bool:
        """Whether a claim of these actors can be of this truce: no date twice, and none before one that it follows."""
        if set(actors) != set(self.actors):
            return False
        if any(self.dates.get(when, days) != days for when, days in dates.items()):
            return False
        together = {**self.dates, **dates}
        known = [together[when] for when in _COLUMNS if when in together]
        if self.ended and not ended and dates:
            return False  # what is dated after a truce has ended is the next one
        return all(one.first <= other.last for one, other in itertools.pairwise(known))


class CeasefireCoder:
    """Codes claims by the table `eth-prio`."""

    def __init__(self, book: Codebook) -> None:
        self._table = CodeTable(book)

    def rows(self, told: Told, parties: Parties) -> Coded:
        """One article's truces as rows of CEASEFIRES."""
        coded, truces = Coded([], []), list[_Truce]()
        for claim in told.claims:
            gives, why = self._table.find(claim)
            if gives is None:
                coded.left_out.append(LeftOut(told.id, claim.id, why))
                continue
            self._add(truces, claim, gives["date"])
        for truce in truces:
            shared = self._shared(told, truce, parties)
            for number, id in enumerate(truce.actors, start=1):
                party = parties[id]
                row = {"id": f"{shared['cf_id']}:{number}", "ucdp_actor_id": party.ucdp, "actor_name": party.name}
                coded.rows.append({**shared, **row})
        return coded

    def _add(self, truces: list[_Truce], claim: Claim, date: str) -> None:
        days = days_of(claim)
        when: dict[When, Days] = {date: days} if days and date in _COLUMNS else {}
        actors, ended = tuple(dict.fromkeys(claim.actors)), date == "end"
        truce = next((truce for truce in truces if truce.takes(actors, when, ended=ended)), None)
        if truce is None:
            truce = _Truce(actors)
            truces.append(truce)
        truce.claims.append(claim)
        truce.dates |= when
        truce.ended |= ended

    def _shared(self, told: Told, truce: _Truce, parties: Parties) -> dict[str, Any]:
        """What all rows of a truce say."""
        row: dict[str, Any] = {"cf_id": f"{told.id}:{truce.claims[0].id}"}
        countries = [parties[id].country for id in truce.actors]
        for place in filter(None, map(place_of, truce.claims)):
            home = parties.country(place.country)
            countries.append(home.name if home else None)
        row["location"] = "; ".join(dict.fromkeys(country for country in countries if country)) or None
        for when, days in truce.dates.items():
            row |= _date(_COLUMNS[when], days)
        row |= self._duration(truce)
        row["ended"] = 1 if truce.ended else -1
        row |= self._content(truce)
        row["side"] = min(len(truce.actors), 3)
        onset = [claim.sentence.text for claim in truce.claims if claim.aspect not in ("end", "suspend")]
        end = [claim.sentence.text for claim in truce.claims if claim.aspect in ("end", "suspend")]
        row |= {"evidence_onset": next(iter(onset), None), "evidence_end": next(iter(end), None)}
        return row

    def _duration(self, truce: _Truce) -> dict[str, Any]:
        """Whether it is for a stated time, and for how many days."""
        for claim in truce.claims:
            for date in claim.dates:
                length = days_in(date.value) if date.type == "DURATION" else None
                if length is not None:
                    return {"fixed": 1, "fixed_time": length}
        return {"fixed": -1}

    def _content(self, truce: _Truce) -> dict[str, Any]:
        """What the sentences say of purpose, form and content."""
        row: dict[str, Any] = {column: int(self._says(words, truce)) for column, words in _PURPOSES.items()}
        row["p_unclear"] = int(not any(row.values()))
        row["partial"] = 0 if self._says("COMPLETE", truce) else 1 if self._says("PARTIAL", truce) else -1
        row["written"] = 0 if self._says("UNWRITTEN", truce) else 1 if self._says("WRITTEN", truce) else -1
        row["implement"] = 1 if self._says("MONITORED", truce) else -1
        enforced = self._says("ENFORCED", truce)
        row["enforcement"] = -1 if not enforced else 2 if self._says("BY_ORGANISATION", truce) else 1
        row["ddr"] = 1 if self._says("DISARMING", truce) else -1
        definitive = self._says("DEFINITIVE", truce)
        row["ceasefire_class"] = 3 if definitive else 2 if row["implement"] == 1 or enforced else 1
        row["mediator_nego"] = 1 if any(claim.mediators for claim in truce.claims) else -1
        return row

    def _says(self, words: str, truce: _Truce) -> bool:
        return any(self._table.says(words, claim) for claim in truce.claims)


def days_in(duration: str) -> int | None:
    """How many days a TIMEX3 duration lasts (a month 30, a year 365, what is shorter than a day one); None where its number is open ("PXD")."""
    match = _DURATION.fullmatch(duration)
    if match is None or not any(match.groups()):
        return None
    years, months, weeks, days, hours = (int(part or 0) for part in match.groups())
    return years * 365 + months * 30 + weeks * 7 + days + -(-hours // 24)


def _date(column: str, days: Days) -> dict[str, int]:
    """Year, month and day, as far as they are the same from the first to the last day."""
    first, last = days.first, days.last
    parts: list[tuple[str, int, int]] = [
        ("yr", first.year, last.year), ("month", first.month, last.month), ("day", first.day, last.day),
    ]  # fmt: skip
    out: dict[str, int] = {}
    for name, one, other in parts:
        if one != other:
            break
        out[f"{column}_{name}"] = one
    return out
