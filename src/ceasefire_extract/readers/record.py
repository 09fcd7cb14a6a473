"""An article as it was given, and a record made from the fields of a mapping."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..errors import InputError
from ..models import Notice
from .dates import DateError, absent, day_of

# What tables and feeds of news call their fields, in the order in which they are believed; compared without case and marks.
_PLAIN = {
    "text": "text body content articletext fulltext articlebody maintext article story rawtext plaintext",
    "title": "title headline heading articletitle",
    "published": "published date publicationdate publisheddate datepublished publishdate publishedat pubdate articledate",
    "id": "id articleid docid documentid uid uuid",
    "source": "source outlet publisher newspaper sourcename url link",
}


@dataclass(slots=True)
class Record:
    """An article as it was given. `filename` is that of a text file, which may state its date; `notices` go into the output's warnings.

    `derived`: the text was taken out of another form (a page, a PDF), so that the output must carry it for its offsets to mean anything.
    """

    text: str
    id: str = "text"
    source: str | None = None
    title: str | None = None
    published: dt.date | None = None
    filename: str | None = None
    notices: list[Notice] = field(default_factory=list)
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """Which field of a table or of JSON holds what, where the user says so; else it is told by its name."""

    text: str | None = None
    title: str | None = None
    published: str | None = None
    id: str | None = None
    source: str | None = None

    def find(self, fields: Mapping[str, object]) -> dict[str, object]:
        """The values by our names; a field that the user names must be there.

        Raises InputError.
        """
        found: dict[str, object] = {}
        bare = {_bare(name): name for name in reversed([name for name in fields if isinstance(name, str)])}
        for ours in _PLAIN:
            named: str | None = getattr(self, ours)
            if named is not None:
                if named not in fields:
                    raise InputError(f"has no field {brief(named)}; it has {_names(fields)}")
                found[ours] = fields[named]
            elif ours in fields:
                found[ours] = fields[ours]
            else:
                plain = next((bare[name] for name in _PLAIN[ours].split() if name in bare), None)
                if plain is not None:
                    found[ours] = fields[plain]
        return found

    def holds_text(self, names: list[str]) -> bool:
        """Whether one of these names is the text's."""
        return (
            self.text in names if self.text else not {_bare(name) for name in names}.isdisjoint(_PLAIN["text"].split())
        )


def record_of(fields: object, *, id: str, source: str | None = None, names: Fields | None = None) -> Record:
    """A record from the mapping that a line of JSON Lines or a row of a table holds; `id` and `source` stand in where it has none.

    Raises InputError for what is missing or of the wrong type. An unreadable date is a notice, and counts as absent.
    """
    if not isinstance(fields, Mapping):
        raise InputError(f'is {kind(fields)}, not an object with a "text"')
    found = (names or Fields()).find(fields)
    text = found.get("text")
    if absent(text):
        others = f"; it has {_names(fields)}: say which is the text with --text-field" if len(fields) > 1 else ""
        raise InputError(f'has no "text"{others}')
    if not isinstance(text, str):
        raise InputError(f'"text" is {kind(text)}, not text')
    record = Record(text, id, source)
    given_id = found.get("id")
    if isinstance(given_id, int) and not isinstance(given_id, bool):
        given_id = str(given_id)
    record.id = _optional_text("id", given_id) or id
    record.title = _optional_text("title", found.get("title"))
    record.source = _optional_text("source", found.get("source")) or source
    set_published(record, found.get("published"))
    return record


def set_published(record: Record, published: object) -> None:
    """The record's publication date, or a notice where what is given cannot be read."""
    try:
        record.published = day_of(published)
    except DateError as error:
        record.notices.append(Notice(code="unreadable-date", message=f"published {error}; it counts as absent"))


def kind(value: object) -> str:
    """What a value is, in words for people."""
    kinds = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list", dict: "an object"}
    return "null" if value is None else kinds.get(type(value), type(value).__name__)


def brief(value: object) -> str:
    """A value as a message may quote it."""
    shown = repr(value)
    return (shown if len(shown) <= 40 else shown[:37] + "...").encode("ascii", "backslashreplace").decode("ascii")


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))


def _names(fields: Mapping[str, object]) -> str:
    shown = [brief(str(name)).strip("'") for name in list(fields)[:8]]
    return ", ".join(shown) + (", ..." if len(fields) > 8 else "")


def _optional_text(name: str, value: object) -> str | None:
    if absent(value) or value == "":
        return None
    if not isinstance(value, str):
        raise InputError(f'"{name}" is {kind(value)}, not text')
    if not value.isprintable():  # seldom: only then is it worth a closer look
        lone = next((at for at, character in enumerate(value) if "\ud800" <= character <= "\udfff"), None)
        if lone is not None:
            raise InputError(f'character {lone} of "{name}" is a lone surrogate, half of a character')
    return value
