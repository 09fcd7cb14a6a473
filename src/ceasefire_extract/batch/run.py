"""Read records into extractions, one after the other; one that fails leaves the others alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ArticleError, InputError
from ..extraction import extract_record
from ..models import Extraction
from ..readers.inputs import Record

if TYPE_CHECKING:
    from spacy.language import Language


def extract_records(
    records: Iterable[Record | InputError],
    *,
    published: dt.date | None = None,
    title: str | None = None,
    patterns: Iterable[str | Path] = (),
    nlp: Language | None = None,
) -> Iterator[Extraction | ArticleError]:
    """An extraction or an error for each record, in order, as soon as it is ready.

    `published` and `title` overrule what a record says of itself; `patterns` and `nlp` as for `extract`.
    """
    folders = list(patterns)
    for record in records:
        if isinstance(record, InputError):
            yield record
            continue
        try:
            yield extract_record(record, published=published, title=title, patterns=folders, nlp=nlp)
        except ArticleError as error:
            yield type(error)(f"{record.id}: {error}")
