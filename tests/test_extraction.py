"""The library: one article, a stream of them, and what the head of the output says."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest

import ceasefire_extract as ce

TEXT = "The Free Aceh Movement released 12 prisoners on Tuesday.\n"


def test_document_is_fingerprinted_by_its_utf8() -> None:
    text = "Bogotá’s truce 🕊 holds.\r\n"
    document = ce.extract(text).document
    assert document.sha256 == hashlib.sha256(text.encode("utf-8")).hexdigest()
    assert document.characters == len(text)


@pytest.mark.parametrize(
    "published", [dt.date(2025, 2, 4), dt.datetime(2025, 2, 4, 23), "2025-02-04", "2025-02-04T10:00:00Z"]
)
def test_date_is_taken_in_every_form(published: dt.date | str) -> None:
    document = ce.extract(TEXT, published=published).document
    assert (document.published, document.published_from) == ("2025-02-04", "option")


def test_date_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ce.UsageError, match="'soon' is not a date"):
        ce.extract(TEXT, published="soon")


def test_lone_surrogates_are_refused() -> None:
    with pytest.raises(ce.InputError, match="character 2 of the text is a lone surrogate"):
        ce.extract("ab\ud800")


def test_ids_are_in_reading_order_and_claims_hold_their_mentions() -> None:
    extraction = ce.extract(
        "The Free Aceh Movement released 12 prisoners on Tuesday, the United Nations said. Talks resume in Geneva on Friday.",
        published="2003-01-09",
    )
    assert [mention.id for mention in extraction.mentions] == [f"m{n}" for n in range(1, len(extraction.mentions) + 1)]
    assert [mention.start for mention in extraction.mentions] == sorted(
        mention.start for mention in extraction.mentions
    )
    assert [claim.id for claim in extraction.claims] == [f"c{n}" for n in range(1, len(extraction.claims) + 1)]
    assert [statement.id for statement in extraction.statements] == [
        f"s{n}" for n in range(1, len(extraction.statements) + 1)
    ]
    by_id = {mention.id: mention for mention in extraction.mentions}
    held = [mention for claim in extraction.claims for mention in (*claim.counts, *claim.dates, *claim.phases)]
    assert {mention.kind for mention in held} >= {"count", "date"}
    assert all(by_id[mention.id] == mention for mention in held)
    named = [participant for claim in extraction.claims for participant in claim.participants if participant.mention]
    assert named
    assert all(
        getattr(by_id[participant.mention], "party", None) == participant.party
        for participant in named
        if participant.mention
    )
    cited = [claim.source.statement for claim in extraction.claims if claim.source]
    assert cited
    assert set(cited) <= {statement.id for statement in extraction.statements}


def test_stream_is_read_lazily_and_in_order() -> None:
    def records():
        yield {"id": "a", "text": TEXT, "published": "2003-01-09", "title": "T", "source": "S"}
        yield TEXT
        raise AssertionError("read too far")

    stream = ce.extract_many(records())
    first, second = next(stream), next(stream)
    assert (first.document.id, first.document.published_from, first.document.title) == ("a", "metadata", "T")
    assert (second.document.id, second.document.published) == ("2", None)


def test_stream_names_the_article_that_cannot_be_read() -> None:
    stream = ce.extract_many([TEXT, {"title": "no text"}])
    next(stream)
    with pytest.raises(ce.InputError, match='article 2: has no "text"'):
        next(stream)


def test_stream_warns_of_a_date_that_cannot_be_read() -> None:
    extraction = next(ce.extract_many([{"text": TEXT, "published": "soon"}]))
    assert [notice.code for notice in extraction.warnings] == ["unreadable-date", "no-publication-date"]


def test_foreign_language_is_a_warning() -> None:
    extraction = ce.extract("Die Regierung verhandelt seit Dienstag mit der Miliz.", published="2025-02-04")
    assert extraction.document.language is None
    assert [notice.code for notice in extraction.warnings] == ["language-unknown"]
