"""schema.org `Claim`: what is claimed, by whom, and where it appeared. Never `ClaimReview`: that is a verdict on whether it is true."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...readers.extractions import Told


def claims(told: Told, *, version: str) -> Iterator[dict[str, Any]]:
    """One Claim each: `text` is the sentence, `author` who is cited, else the outlet, `appearance` the article, `datePublished` its day."""
    article: dict[str, Any] = {"@type": "NewsArticle", "identifier": told.id}
    outlet = {"@type": "Organization", "name": told.source} if told.source else None
    article |= {"headline": told.title} if told.title else {}
    article |= {"datePublished": told.published} if told.published else {}
    if told.source:
        article |= {"url": told.source} if "://" in told.source else {"publisher": outlet}
    for claim in told.claims:
        author = outlet
        if claim.source is not None:
            kind = "Person" if claim.source.person else "Organization"
            author = {"@type": kind, "name": claim.source.resolved or claim.source.text}
        yield {
            "@context": "https://schema.org",
            "@type": "Claim",
            "@id": f"urn:ceasefire-extract:{told.id}:{claim.id}",
            "name": " ".join(filter(None, ("not" if claim.polarity == "negative" else "", claim.status, claim.event))),
            "text": claim.sentence.text,
            **({"author": author} if author else {}),
            "appearance": article,
            **({"datePublished": told.published} if told.published else {}),
            "claimInterpreter": {
                "@type": "SoftwareApplication",
                "name": "ceasefire-extract",
                "softwareVersion": version,
            },
        }
