"""Rare written forms of a full date ("04MAR2025", "5/Mar/2024"), read by dateparser where the grammar has found their shape.

dateparser takes half a second to import and two milliseconds an expression, so it is imported when first needed, and its answers are kept.
It is asked for full dates alone (day, month and year stated), so that no answer depends on the clock; the publication date is its base.
"""

from __future__ import annotations

import datetime as dt
import functools


@functools.lru_cache(maxsize=4096)
def read_rare(text: str, published: dt.date | None) -> dt.date | None:
    """The day that `text` states in full, or None."""
    import dateparser

    base = published or dt.date(2000, 1, 1)
    found = dateparser.parse(
        text,
        languages=["en"],
        settings={
            "RELATIVE_BASE": dt.datetime(base.year, base.month, base.day),
            "REQUIRE_PARTS": ["day", "month", "year"],
            "PARSERS": ["absolute-time", "custom-formats"],
            "DATE_ORDER": "DMY",
            "STRICT_PARSING": True,
        },
    )
    return found.date() if found is not None else None
