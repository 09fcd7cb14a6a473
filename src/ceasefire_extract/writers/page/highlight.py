"""An article's text cut at the edges of its mentions and claims, so that each piece has one look."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from ...models import Extraction


@dataclass(slots=True)
class Piece:
    """A stretch of text. `claims` are the ids of the claims whose trigger covers it, `opens` those whose trigger begins here."""

    text: str
    mention: str | None = None
    title: str = ""
    claims: list[str] = field(default_factory=list)
    opens: list[str] = field(default_factory=list)


def pieces_of(text: str, extraction: Extraction) -> list[Piece]:
    """The pieces of a text, which together are the text."""
    triggers = sorted((claim.trigger.start, claim.trigger.end, claim.id) for claim in extraction.claims)
    mentions = sorted(
        ((m.start, m.end, m.kind, _title(m)) for m in extraction.mentions), key=lambda span: (span[0], -span[1])
    )
    spans = [(start, end) for start, end, _ in triggers] + [(start, end) for start, end, *_ in mentions]
    edges = sorted({0, len(text), *(edge for span in spans for edge in span)})
    pieces = [Piece(text[start:end]) for start, end in pairwise(edges)]
    for start, end, kind, title in reversed(mentions):  # of mentions within mentions the outer one is shown
        for at in range(bisect_right(edges, start) - 1, bisect_right(edges, end) - 1):
            pieces[at].mention, pieces[at].title = kind, title
    for start, end, id in triggers:
        first = bisect_right(edges, start) - 1
        pieces[first].opens.append(id)
        for at in range(first, bisect_right(edges, end) - 1):
            pieces[at].claims.append(id)
    return pieces


def _title(mention: object) -> str:
    """What a mention was read as, in a few words."""
    kind = getattr(mention, "kind", "")
    if kind == "date":
        return f"date: {getattr(mention, 'value', '')}"
    if kind == "party":
        return f"party: {getattr(mention, 'name', None) or getattr(mention, 'party', None) or getattr(mention, 'person', None) or 'unknown'}"
    if kind == "count":
        low, high = getattr(mention, "low", None), getattr(mention, "high", None)
        bounds = (
            f"{low}" if low == high else f"{low if low is not None else '…'} to {high if high is not None else '…'}"
        )
        return f"count: {bounds}, {getattr(mention, 'category', '')}"
    if kind == "place":
        return f"place: {getattr(mention, 'name', None) or getattr(mention, 'text', '')}"
    return f"{getattr(mention, 'unit', kind)}: {getattr(mention, 'resolved_number', None) or getattr(mention, 'number', None) or getattr(mention, 'relative', None) or ''}"
