"""W3C Web Annotations (https://www.w3.org/TR/annotation-model/): each claim quotes its trigger, with what stands before and behind, and by position.

Positions are Unicode code points, as the recommendation has it and as ours are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ...models import Claim
from ...readers.extractions import Told

_AROUND = 40  # characters of prefix and suffix


def claim_annotations(told: Told, text: str | None, *, version: str) -> Iterator[dict[str, Any]]:
    """One annotation a claim. The prefix and suffix come from the article's `text`, else from the claim's sentence alone."""
    for claim in told.claims:
        prefix, suffix = _around(claim, text)
        start, end = claim.trigger.start, claim.trigger.end
        quote = {"type": "TextQuoteSelector", "exact": claim.trigger.text, "prefix": prefix, "suffix": suffix}
        yield {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": f"urn:ceasefire-extract:{told.id}:{claim.id}",
            "type": "Annotation",
            "motivation": "classifying",
            "generator": {"type": "Software", "name": f"ceasefire-extract {version}"},
            "body": [
                *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in _tags(claim)),
                {"type": "TextualBody", "format": "application/json", "value": _plain(claim)},
            ],
            "target": {
                "source": told.source or f"urn:ceasefire-extract:{told.id}",
                "selector": [quote, {"type": "TextPositionSelector", "start": start, "end": end}],
            },
        }


def _tags(claim: Claim) -> list[str]:
    return [claim.event, claim.status, claim.polarity, *([claim.aspect] if claim.aspect else [])]


def _plain(claim: Claim) -> str:
    return json.dumps(claim.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"))


def _around(claim: Claim, text: str | None) -> tuple[str, str]:
    start, end = claim.trigger.start, claim.trigger.end
    if text is None:
        text, start, end = claim.sentence.text, start - claim.sentence.start, end - claim.sentence.start
    return text[max(start - _AROUND, 0) : start], text[end : end + _AROUND]
