"""From a text to the output: run the stages and hand out its finds as the models of OUTPUT."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .article import Article
from .errors import UsageError
from .models import Extraction, Notice, PublishedFrom
from .readers.inputs import Record, date_of, record_of
from .stages import read, stages_with
from .stages.document.facts import document_of
from .stages.document.published import published_of

if TYPE_CHECKING:
    from spacy.language import Language


def extract(
    text: str,
    *,
    published: dt.date | str | None = None,
    id: str = "text",
    source: str | None = None,
    title: str | None = None,
    filename: str | None = None,
    published_from: PublishedFrom = "option",
    patterns: Iterable[str | Path] = (),
    nlp: Language | None = None,
) -> Extraction:
    """Read one article.

    `published`: its publication date (a date, or ISO text "2025-02-04"), from which relative dates are resolved. Where it is not given,
    the text's own date line says it, else `filename`; `published_from` names where a given one comes from. `title`: else the first line,
    where it is a headline. `patterns`: folders with packs of your own, added to the built-in ones. `nlp`: a spaCy pipeline with our components
    to read it instead (`load`); what it gives is the same.

    Raises InputError for text that has no UTF-8 form (lone surrogates), UsageError for a date that cannot be read.
    """
    day = as_date(published)
    found_in = published_from
    if day is None:
        found = published_of(text, filename)
        if found is not None:
            day, found_in = found
    document = document_of(text, id=id, source=source, title=title, published=day, published_from=found_in)
    if nlp is None:
        article = read(text, day, stages_with(tuple(str(folder) for folder in patterns)))
    else:
        article = _read_with(nlp, text, day)
    article.assign_ids()
    warnings = list(article.warnings)
    if not text.strip():
        warnings.append(Notice(code="empty-text", message="the text is empty: nothing was read"))
    elif document.language is None:
        warnings.append(Notice(code="language-unknown", message="no English was recognised; only English is read"))
    if day is None:
        warnings.append(Notice(code="no-publication-date", message="no publication date: relative dates keep X's"))
    return Extraction(
        document=document, mentions=[found.mention for found in article.mentions()],
        claims=article.claims, statements=article.statements, warnings=warnings,
    )  # fmt: skip


def extract_record(
    record: Record,
    *,
    published: dt.date | None = None,
    title: str | None = None,
    patterns: Iterable[str | Path] = (),
    nlp: Language | None = None,
) -> Extraction:
    """The extraction of one record, the record's own notices first among its warnings. Raises InputError."""
    extraction = extract(
        record.text,
        published=published or record.published,
        published_from="option" if published else "metadata",
        id=record.id, source=record.source, title=title or record.title, filename=record.filename,
        patterns=patterns, nlp=nlp,
    )  # fmt: skip
    extraction.warnings[:0] = record.notices
    return extraction


def extract_many(
    records: Iterable[Mapping[str, Any] | str], *, patterns: Iterable[str | Path] = (), nlp: Language | None = None
) -> Iterator[Extraction]:
    """Read a stream of articles, each its text or a mapping with `text` and, where known, id, published, title, source.

    They come out in order, each as soon as it is read. An article without an id is named by its place in the stream, from 1. An unreadable `published` is
    a warning in the output. Raises InputError, with the article's place, for what is missing or of the wrong type.
    """
    from .errors import InputError

    folders = list(patterns)
    for number, fields in enumerate(records, start=1):
        try:
            record = record_of({"text": fields} if isinstance(fields, str) else fields, id=str(number))
            extraction = extract_record(record, patterns=folders, nlp=nlp)
        except InputError as error:
            raise InputError(f"article {number}: {error}") from None
        yield extraction


def as_date(value: dt.date | str | None) -> dt.date | None:
    """A date from ISO text, None from nothing; UsageError where it is none."""
    if value is None or value == "":
        return None
    day = date_of(value)
    if day is None:
        raise UsageError(f"{value!r} is not a date; write it as 2025-02-04")
    return day


def _read_with(nlp: Language, text: str, published: dt.date | None) -> Article:
    doc = nlp.make_doc(text)
    doc._.published = published
    for _, component in nlp.pipeline:
        doc = component(doc)
    article: Article = doc._.ceasefire
    return article
