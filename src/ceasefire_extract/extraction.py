"""From a text to the output: one article through the pipeline, and its finds as the models of OUTPUT."""

from __future__ import annotations

import contextlib
import datetime as dt
import traceback
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast, overload

from .article import Facts
from .errors import ArticleError, CeasefireExtractError, InputError, InternalError, UsageError
from .models import Extraction, PublishedFrom
from .readers.dates import DateError, day_of
from .readers.inputs import Record, record_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from .article import Article

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
    min_confidence: float = 0.0,
    patterns: Iterable[str | Path] = (),
    nlp: Language | None = None,
) -> Extraction:
    """Read one article.

    `published`: its publication date (a date, or text as people write dates, best "2025-02-04"), from which relative dates are resolved. Where it is not given,
    the text's own date line says it, else `filename`; `published_from` names where a given one comes from. `title`: else the first line,
    where it is a headline. `min_confidence`: claims below it are left out. `patterns`: folders with packs of your own, added to the built-in ones. `nlp`: a pipeline to read it with, of `load` or
    of your own with our components.

    Raises InputError for text that has no UTF-8 form (lone surrogates), UsageError for a date that cannot be read, PackError for a
    pack that cannot be used, and InternalError where this package fails.
    """
    if not isinstance(text, str):
        raise UsageError(f"the text of an article is a str, not {type(text).__name__}; decode bytes first")
    record = Record(text, id=id, source=source, title=title, published=as_date(published), filename=filename)
    return extract_record(
        record, published_from=published_from, min_confidence=min_confidence, patterns=patterns, nlp=nlp
    )


def extract_record(
    record: Record,
    *,
    published: dt.date | None = None,
    title: str | None = None,
    published_from: PublishedFrom = "metadata",
    min_confidence: float = 0.0,
    patterns: Iterable[str | Path] = (),
    nlp: Language | None = None,
) -> Extraction:
    """The extraction of one record, the record's own notices first among its warnings. `published` and `title` overrule what it says of itself;
    claims below `min_confidence` are left out.

    Raises InputError, PackError, and InternalError where this package fails.
    """
    if nlp is None:
        from .pipeline import pipeline_with

        nlp = pipeline_with(tuple(folders_of(patterns)))
    facts = Facts(
        record.id,
        record.source,
        record.filename,
        "option" if published else published_from,
        record.notices,
        min_confidence,
    )
    with isolated():
        from .components import article_read

        doc = doc_of(nlp, record.text, facts, published=published or record.published, title=title or record.title)
        return _extraction(article_read(nlp, doc))


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

    return _extraction(article_of(doc))


def _extraction(article: Article) -> Extraction:
    if article.document is None:  # a pipeline without that stage
        from .stages import builtin_stages

        builtin_stages()["document"](article)
    article.assign_ids()
    assert article.document is not None
    return Extraction(
        document=article.document, mentions=[found.mention for found in article.mentions()],
        claims=article.claims, statements=article.statements, events=article.happenings, warnings=article.warnings,
    )  # fmt: skip


@overload
def extract_many(
    records: Iterable[Mapping[str, Any] | str],
    *,
    min_confidence: float = 0.0,
    patterns: Iterable[str | Path] = (),
    nlp: Language | None = None,
    errors: Literal["raise"] = "raise",
) -> Iterator[Extraction]: ...


@overload
def extract_many(
    records: Iterable[Mapping[str, Any] | str],
    *,
    min_confidence: float = 0.0,
    patterns: Iterable[str | Path] = (),
    nlp: Language | None = None,
    errors: Literal["yield"],
) -> Iterator[Extraction | ArticleError]: ...


def extract_many(
    records: Iterable[Mapping[str, Any] | str],
    *,
    min_confidence: float = 0.0,
    patterns: Iterable[str | Path] = (),
    nlp: Language | None = None,
    errors: Literal["raise", "yield"] = "raise",
) -> Iterator[Extraction] | Iterator[Extraction | ArticleError]:
    """Read a stream of articles, each its text or a mapping with `text` and, where known, id, published, title, source.

    They come out in order, each as soon as it is read. An article without an id is named by its place in the stream, from 1. An unreadable
    `published` is a warning in the output. Claims below `min_confidence` are left out.

    One article costs itself alone. `errors`: "raise" raises its InputError or InternalError, with the article's place, where it would have come; to
    go on with `next` reads the one after it. "yield" hands the error out in the place of the extraction.
    """
    if isinstance(records, (str, bytes, Mapping)):
        raise UsageError("extract_many reads a list or another iterable of articles; for one article, call extract")
    if errors not in ("raise", "yield"):
        raise UsageError(f'errors={errors!r}: "raise" or "yield"')
    stream = _Stream(records, min_confidence=min_confidence, patterns=folders_of(patterns), nlp=nlp, errors=errors)
    return cast(Iterator[Extraction], stream) if errors == "raise" else stream


class _Stream(Iterator["Extraction | ArticleError"]):
    """The extractions of a stream of articles (`extract_many`). No generator, which would end with the first error that it raises."""

    def __init__(
        self,
        records: Iterable[Mapping[str, Any] | str],
        *,
        min_confidence: float,
        patterns: list[str],
        nlp: Language | None,
        errors: Literal["raise", "yield"],
    ) -> None:
        self._records = enumerate(records, start=1)
        self._min_confidence = min_confidence
        self._patterns = patterns
        self._nlp = nlp
        self._errors = errors

    def __next__(self) -> Extraction | ArticleError:
        number, fields = next(self._records)
        try:
            record = record_of({"text": fields} if isinstance(fields, str) else fields, id=str(number))
            return extract_record(record, min_confidence=self._min_confidence, patterns=self._patterns, nlp=self._nlp)
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
def isolated() -> Iterator[None]:
    """Whatever goes wrong while an article is read becomes an InternalError, so that the next article can be read: here, and nowhere else."""
    try:
        yield
    except (CeasefireExtractError, MemoryError):
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


def as_date(value: dt.date | str | float | None) -> dt.date | None:
    """A publication date in any form that `readers.dates` knows, None from nothing; UsageError where it is none."""
    try:
        return day_of(value)
    except DateError as error:
        raise UsageError(str(error)) from None
