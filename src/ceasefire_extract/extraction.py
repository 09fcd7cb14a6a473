"""From a text to the output: run the pipeline and hand out its finds as the models of OUTPUT."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .article import Article
from .errors import InputError, UsageError
from .models import Document, Extraction, Notice, PublishedFrom

if TYPE_CHECKING:
    from spacy.language import Language


@functools.cache
def default_pipeline() -> Language:
    """The pipeline with the built-in packs, made once."""
    from .pipeline import load

    return load()


def extract(
    text: str,
    *,
    published: dt.date | str | None = None,
    id: str = "text",
    source: str | None = None,
    title: str | None = None,
    published_from: PublishedFrom | None = None,
    patterns: Iterable[str | Path] = (),
    nlp: Language | None = None,
) -> Extraction:
    """Read one article. `published`: its publication date (a date, or ISO text "2025-02-04"); relative dates are resolved from it.

    Raises InputError for text that has no UTF-8 form (lone surrogates), UsageError for a date that cannot be read.
    """
    if nlp is None:
        folders = tuple(str(folder) for folder in patterns)
        if folders:
            from .pipeline import load

            nlp = load(folders)
        else:
            nlp = default_pipeline()
    day = as_date(published)
    try:
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    except UnicodeEncodeError as error:
        raise InputError(
            f"character {error.start} is a lone surrogate, half of a character; the text cannot be UTF-8"
        ) from None
    doc = nlp.make_doc(text)
    doc._.published = day
    for _, component in nlp.pipeline:
        doc = component(doc)
    article: Article = doc._.ceasefire
    warnings = list(article.warnings)
    if not text.strip():
        warnings.append(Notice(code="empty-text", message="the text is empty: nothing was read"))
    if day is None:
        warnings.append(Notice(code="no-publication-date", message="no publication date: relative dates keep X's"))
    document = Document(
        id=id, source=source, title=title, published=day.isoformat() if day else None,
        published_from=(published_from or "option") if day else None,
        language=None, characters=len(text), sha256=digest,
    )  # fmt: skip
    return Extraction(
        document=document, mentions=[found.mention for found in article.mentions()],
        claims=article.claims, statements=article.statements, warnings=warnings,
    )  # fmt: skip


def extract_many(records: Iterable[dict[str, Any]], *, nlp: Language | None = None) -> Iterator[Extraction]:
    """Read a stream of articles, each a mapping with `text` and, where known, id, published, title, source."""
    nlp = nlp or default_pipeline()
    for record in records:
        yield extract(**record, nlp=nlp)


def as_date(value: dt.date | str | None) -> dt.date | None:
    """A date from ISO text; UsageError where it is none."""
    if value is None or value == "":
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value[:10])
    except ValueError:
        raise UsageError(f"{value!r} is not a date; write it as 2025-02-04") from None
