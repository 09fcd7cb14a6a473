"""From a text to the output: one article through the pipeline, and its finds as the models of OUTPUT."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .article import Facts
from .errors import InputError, UsageError
from .models import Extraction, PublishedFrom
from .readers.inputs import Record, date_of, record_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


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
    where it is a headline. `patterns`: folders with packs of your own, added to the built-in ones. `nlp`: a pipeline to read it with, of `load` or
    of your own with our components.

    Raises InputError for text that has no UTF-8 form (lone surrogates), UsageError for a date that cannot be read.
    """
    record = Record(text, id=id, source=source, title=title, published=as_date(published), filename=filename)
    return extract_record(record, published_from=published_from, patterns=patterns, nlp=nlp)


def extract_record(
    record: Record,
    *,
    published: dt.date | None = None,
    title: str | None = None,
    published_from: PublishedFrom = "metadata",
    patterns: Iterable[str | Path] = (),
    nlp: Language | None = None,
) -> Extraction:
    """The extraction of one record, the record's own notices first among its warnings. `published` and `title` overrule what it says of itself.

    Raises InputError.
    """
    if nlp is None:
        from .pipeline import pipeline_with

        nlp = pipeline_with(tuple(str(folder) for folder in patterns))
    facts = Facts(record.id, record.source, record.filename, "option" if published else published_from, record.notices)
    with nlp.memory_zone():  # the words of a stream are forgotten, or its vocabulary would grow without end
        doc = doc_of(nlp, record.text, facts, published=published or record.published, title=title or record.title)
        return extraction_of(nlp(doc))


def doc_of(
    nlp: Language, text: str, facts: Facts, *, published: dt.date | None = None, title: str | None = None
) -> Doc:
    """A Doc that tells the pipeline what is known of its article. Raises InputError for text that has no UTF-8 form."""
    from .docs import set_facts

    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(f"character {error.start} of the text is a lone surrogate, half of a character") from None
    doc = nlp.make_doc(text)
    doc._.published, doc._.title = published, title
    set_facts(doc, facts)
    return doc


def extraction_of(doc: Doc) -> Extraction:
    """The output for a Doc that has gone through the pipeline, or has travelled since."""
    from .docs import article_of

    article = article_of(doc)
    if article.document is None:  # a pipeline without that stage
        from .stages import builtin_stages

        builtin_stages()["document"](article)
    article.assign_ids()
    assert article.document is not None
    return Extraction(
        document=article.document, mentions=[found.mention for found in article.mentions()],
        claims=article.claims, statements=article.statements, warnings=article.warnings,
    )  # fmt: skip


def extract_many(
    records: Iterable[Mapping[str, Any] | str], *, patterns: Iterable[str | Path] = (), nlp: Language | None = None
) -> Iterator[Extraction]:
    """Read a stream of articles, each its text or a mapping with `text` and, where known, id, published, title, source.

    They come out in order, each as soon as it is read. An article without an id is named by its place in the stream, from 1. An unreadable `published` is
    a warning in the output. Raises InputError, with the article's place, for what is missing or of the wrong type.
    """
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
