"""From a text to the output: run the stages and hand out its finds as the models of OUTPUT."""

from __future__ import annotations

import contextlib
import datetime as dt
import traceback
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast, overload

from .article import Article
from .errors import ArticleError, CeasefireExtractError, InternalError, UsageError
from .models import Extraction, Notice, PublishedFrom
from .readers.inputs import Record, date_of, record_of
from .stages import read, stages_with
from .stages.document.facts import document_of
from .stages.document.published import published_of

if TYPE_CHECKING:
    from spacy.language import Language

_PACKAGE = Path(__file__).parent


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

    Raises InputError for text that has no UTF-8 form (lone surrogates), UsageError for a date that cannot be read, PackError for a
    pack that cannot be used, and InternalError where this package fails.
    """
    if not isinstance(text, str):
        raise UsageError(f"the text of an article is a str, not {type(text).__name__}; decode bytes first")
    day = as_date(published)
    stages = stages_with(tuple(folders_of(patterns))) if nlp is None else []
    with _isolated():
        found_in = published_from
        if day is None:
            found = published_of(text, filename)
            if found is not None:
                day, found_in = found
        document = document_of(text, id=id, source=source, title=title, published=day, published_from=found_in)
        if nlp is None:
            article = read(text, day, stages)
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


@overload
def extract_many(
    records: Iterable[Mapping[str, Any] | str],
    *,
    patterns: Iterable[str | Path] = (),
    nlp: Language | None = None,
    errors: Literal["raise"] = "raise",
) -> Iterator[Extraction]: ...


@overload
def extract_many(
    records: Iterable[Mapping[str, Any] | str],
    *,
    patterns: Iterable[str | Path] = (),
    nlp: Language | None = None,
    errors: Literal["yield"],
) -> Iterator[Extraction | ArticleError]: ...


def extract_many(
    records: Iterable[Mapping[str, Any] | str],
    *,
    patterns: Iterable[str | Path] = (),
    nlp: Language | None = None,
    errors: Literal["raise", "yield"] = "raise",
) -> Iterator[Extraction] | Iterator[Extraction | ArticleError]:
    """Read a stream of articles, each its text or a mapping with `text` and, where known, id, published, title, source.

    They come out in order, each as soon as it is read. An article without an id is named by its place in the stream, from 1. An unreadable
    `published` is a warning in the output.

    One article costs itself alone. `errors`: "raise" raises its InputError or InternalError, with the article's place, where it would have come; to
    go on with `next` reads the one after it. "yield" hands the error out in the place of the extraction.
    """
    if isinstance(records, (str, bytes, Mapping)):
        raise UsageError("extract_many reads a list or another iterable of articles; for one article, call extract")
    if errors not in ("raise", "yield"):
        raise UsageError(f'errors={errors!r}: "raise" or "yield"')
    stream = _Stream(records, patterns=folders_of(patterns), nlp=nlp, errors=errors)
    return cast(Iterator[Extraction], stream) if errors == "raise" else stream


class _Stream(Iterator["Extraction | ArticleError"]):
    """The extractions of a stream of articles (`extract_many`). No generator, which would end with the first error that it raises."""

    def __init__(
        self,
        records: Iterable[Mapping[str, Any] | str],
        *,
        patterns: list[str],
        nlp: Language | None,
        errors: Literal["raise", "yield"],
    ) -> None:
        self._records = enumerate(records, start=1)
        self._patterns = patterns
        self._nlp = nlp
        self._errors = errors

    def __next__(self) -> Extraction | ArticleError:
        number, fields = next(self._records)
        try:
            record = record_of({"text": fields} if isinstance(fields, str) else fields, id=str(number))
            return extract_record(record, patterns=self._patterns, nlp=self._nlp)
        except ArticleError as error:
            told = type(error)(f"article {number}: {error}")
            told.__cause__ = error.__cause__
        if self._errors == "yield":
            return told
        raise told


def folders_of(patterns: Iterable[str | Path]) -> list[str]:
    """The folders of packs that `patterns` names. UsageError for a single path: its characters are no folders."""
    if isinstance(patterns, (str, bytes, Path)):
        raise UsageError(f"patterns={str(patterns)!r}: give a list of folders, [{str(patterns)!r}]")
    return [str(folder) for folder in patterns]


@contextlib.contextmanager
def _isolated() -> Iterator[None]:
    """Whatever goes wrong while an article is read becomes an InternalError, so that the next article can be read: here, and nowhere else."""
    try:
        yield
    except CeasefireExtractError:
        raise
    except Exception as error:
        raise InternalError(f"internal error ({_told(error)}); please report it with this text") from error


def _told(error: Exception) -> str:
    """What an exception says, and the innermost line of this package that it passed."""
    where = ""
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        if _PACKAGE in path.parents:
            where = f" at {path.relative_to(_PACKAGE).as_posix()}:{frame.lineno}"
    said = " ".join(str(error).split())
    return f"{type(error).__name__}{where}: {said[:200]}" if said else f"{type(error).__name__}{where}"


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
