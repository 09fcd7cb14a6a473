"""One row a claim: the flat table of claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..readers.extractions import Told
from .columns import Table, columns
from .days import days_of
from .where import place_of

CLAIMS = Table(
    "claims",
    columns(
        """document outlet title published claim event aspect status polarity
        actors:list targets:list mediators:list
        count_text count_value:number count_low:number count_high:number count_category count_unit
        date_text date_earliest date_latest date_precision phase phase_number:integer
        place place_type country geonames:integer latitude:number longitude:number
        source source_party source_person plover plover_mode confidence:number
        quote trigger start:integer end:integer quote_start:integer quote_end:integer rules:list"""
    ),
)


def claim_rows(told: Told) -> Iterator[dict[str, Any]]:
    """The claims of one article as rows of CLAIMS.

    The count, date and phase are the claim's first, the place its first that is no country; `country` is ISO 3166-1 alpha-2; `date_earliest` and `date_latest` are ISO days, `date_precision` one of day, days, week, month,
    year, years. `quote` is the sentence. Offsets are code points into the article's text: `start` and `end` the trigger's, `quote_start` and
    `quote_end` the sentence's.
    """
    for claim in told.claims:
        row: dict[str, Any] = {
            "document": told.id, "outlet": told.source, "title": told.title, "published": told.published, "claim": claim.id,
            "event": claim.event, "aspect": claim.aspect, "status": claim.status, "polarity": claim.polarity,
            "actors": claim.actors, "targets": claim.targets, "mediators": claim.mediators,
            "quote": claim.sentence.text, "quote_start": claim.sentence.start, "quote_end": claim.sentence.end,
            "trigger": claim.trigger.text, "start": claim.trigger.start, "end": claim.trigger.end,
            "confidence": claim.confidence, "rules": claim.rules,
        }  # fmt: skip
        for count in claim.counts[:1]:
            row |= {
                "count_text": count.text, "count_value": count.value, "count_low": count.low, "count_high": count.high,
                "count_category": count.category, "count_unit": count.unit,
            }  # fmt: skip
        for date in claim.dates[:1]:
            row["date_text"] = date.text
        days = days_of(claim)
        if days is not None:
            row |= {"date_earliest": days.first.isoformat(), "date_latest": days.last.isoformat()}
            row["date_precision"] = days.precision
        for phase in claim.phases[:1]:
            row |= {"phase": phase.text, "phase_number": phase.number or phase.resolved_number}
        place = place_of(claim)
        if place is not None:
            row |= {
                "place": place.name, "place_type": place.type, "country": place.country, "geonames": place.geonames,
                "latitude": place.latitude, "longitude": place.longitude,
            }  # fmt: skip
        if claim.source is not None:
            row |= {"source": claim.source.resolved or claim.source.text}
            row |= {"source_party": claim.source.party, "source_person": claim.source.person}
        if claim.plover is not None:
            row |= {"plover": claim.plover.event, "plover_mode": claim.plover.mode}
        yield row
