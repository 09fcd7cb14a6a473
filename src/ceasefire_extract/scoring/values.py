"""What counts as the same: the value of a mention, and the facts that a claim states."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Hashable, Mapping
from typing import Any

Marked = Mapping[str, Any]  # a mention or a claim as JSON has it
Fact = tuple[str, Hashable]

KINDS = ("date", "count", "party", "phase", "place")
SLOTS = ("status", "polarity", "aspect", "actors", "targets", "mediators", "counts", "dates", "phases", "source")
_VAGUE = (
    "PRESENT_REF",
    "PAST_REF",
    "FUTURE_REF",
)  # now, recently, soon: no gold marks them, and to find them is no fault
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)T24:00")
_ARTICLE = re.compile(r"^(the|an?|its|their|his|her) ")


def value_of(mention: Marked) -> Hashable:
    """What decides whether a mention is right: a date's TIMEX3 type and value, a count's bounds, the party (else the person), a phase's number (else what
    it is relative to), a place's GeoNames id (else its name)."""
    match mention["kind"]:
        case "date":
            return mention.get("type"), _same_iso(str(mention.get("value") or "").rstrip("Z"))
        case "count":
            return tuple(None if mention.get(bound) is None else float(mention[bound]) for bound in ("low", "high"))
        case "party":
            return mention.get("party") or f"person:{mention.get('person')}"
        case "place":
            return mention.get("geonames") or plain(mention.get("name") or mention.get("text"))
        case _:
            return mention.get("number"), None if mention.get("number") else mention.get("relative")


DETAILS: dict[str, dict[str, Callable[[Marked], Hashable]]] = {  # what else a mention says once its value is right
    "date": {"mod": lambda mention: mention.get("mod")},
    "count": {
        "category": lambda mention: mention.get("category"),
        "modifier": lambda mention: mention.get("modifier") or "exact",
        "unit": lambda mention: plain(mention.get("unit")),
    },
    "party": {"person": lambda mention: mention.get("person")},
    "phase": {"of": lambda mention: mention.get("of")},
    "place": {"country": lambda mention: mention.get("country")},
}


def is_vague(mention: Marked) -> bool:
    return mention["kind"] == "date" and mention.get("value") in _VAGUE


def facts_of(claim: Marked) -> set[Fact]:
    """A claim as (slot, value) pairs; a source is its party where that is known, else its words."""
    facts: set[Fact] = {("status", claim.get("status")), ("polarity", claim.get("polarity"))}
    if claim.get("aspect"):
        facts.add(("aspect", claim["aspect"]))
    for role in ("actors", "targets", "mediators"):
        facts |= {(role, party) for party in claim.get(role) or []}
    for slot in ("counts", "dates", "phases"):
        mentions = [{**mention, "kind": slot[:-1]} for mention in claim.get(slot) or []]
        facts |= {(slot, value_of(mention)) for mention in mentions if not is_vague(mention)}
    source = claim.get("source")
    if source:
        facts.add(("source", source.get("party") or plain(source.get("text"))))
    return facts


def has_content(claim: Marked) -> bool:
    """Whether a claim names a participant, number, date or phase."""
    return any(claim.get(slot) for slot in ("actors", "targets", "mediators", "counts", "dates", "phases"))


def plain(text: str | None) -> str:
    """A noun phrase without case, edges and article."""
    words = " ".join((text or "").lower().replace("\u2019", "'").split())
    return _ARTICLE.sub("", words.strip(" .,;:\"'\u201c\u201d"))


def _same_iso(value: str) -> str:
    """One spelling for what ISO 8601 lets one spell in two ways: T24:00 is the next day's T00:00, PXH is PTXH."""
    midnight = _MIDNIGHT.fullmatch(value)
    if midnight:
        return f"{(dt.date.fromisoformat(midnight[1]) + dt.timedelta(days=1)).isoformat()}T00:00"
    return re.sub(r"^PX([HS])$", r"PTX\1", value)
