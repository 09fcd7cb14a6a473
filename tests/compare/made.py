"""Extractions made for the tests of comparing: a few sentences, with what is known of their claims."""

from __future__ import annotations

import hashlib
from typing import Any

from ceasefire_extract.models import Claim, ClaimSource, CountMention, DateMention, Document, Extraction, Span


def article(
    name: str, *claims: dict[str, Any], published: str | None = "2031-05-04", source: str | None = None, end: str = ""
) -> Extraction:
    """An article of claims: each a mapping with `event`, `text` (its trigger in [[...]]) and any of status, aspect, polarity, actors, targets, day,
    killed (a number, of `whose`; with `more` at least so many), said_by."""
    text, made = "", []
    for number, claim in enumerate(claims, start=1):
        made.append(_claim(f"c{number}", len(text), claim))
        text += claim["text"].replace("[[", "").replace("]]", "") + " "
    text += end
    document = Document(
        id=name, source=source or name, title=None, published=published, published_from="option" if published else None,
        language="en", characters=len(text), sha256=hashlib.sha256(text.encode()).hexdigest(),
    )  # fmt: skip
    return Extraction(document=document, claims=made)


def _claim(id: str, base: int, given: dict[str, Any]) -> Claim:
    start = given["text"].index("[[")
    trigger = given["text"][start + 2 : given["text"].index("]]")]
    sentence = given["text"].replace("[[", "").replace("]]", "")
    day, killed, said_by = given.get("day"), given.get("killed"), given.get("said_by")
    dates = (
        [DateMention(text=day, start=base, end=base, type="DATE", value=day, earliest=day, latest=day)] if day else []
    )
    counts = []
    if killed is not None:
        counts = [
            CountMention(
                id=f"m{id[1:]}", text=str(killed), start=base, end=base, value=killed, low=killed,
                high=None if given.get("more") else killed, modifier="more_than" if given.get("more") else "exact",
                unit=given.get("whose"), category="killed",
            )
        ]  # fmt: skip
    return Claim(
        id=id, event=given["event"], status=given.get("status", "occurred"), aspect=given.get("aspect"),
        polarity=given.get("polarity", "positive"), trigger=Span(text=trigger, start=base + start, end=base + start + len(trigger)),
        sentence=Span(text=sentence, start=base, end=base + len(sentence)), actors=given.get("actors", []),
        targets=given.get("targets", []), counts=counts, dates=dates,
        source=ClaimSource(text=said_by, start=base, end=base) if said_by else None,
    )  # fmt: skip
