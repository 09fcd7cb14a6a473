"""The readers, a format each, and which of them reads an input: told by its first bytes, else by its name.

A reader of another package is named by the entry point group `ceasefire_extract.readers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from ..errors import InputError
from ..registry import Registry
from .piece import Origin, Piece
from .record import Fields, Record
from .unpack import SUFFIXES as PACKED
from .unpack import inner_name


class Reader(Protocol):
    """Cuts a stream into articles, and reads one of them. `one`: an input is one article, whatever is in it."""

    name: str
    suffixes: tuple[str, ...]
    one: bool

    def claims(self, head: bytes) -> bool:
        """Whether an input that begins so is surely of this format."""

    def split(self, stream: BinaryIO, origin: Origin) -> Iterator[Piece | InputError]:
        """The articles of an input, or what is wrong in the place of one. Raises InputError for what is wrong with all of it."""

    def parse(self, piece: Piece, fields: Fields) -> Record:
        """The article of a piece that `split` cut. Raises InputError."""


# In the order in which they are asked; what none of them claims is plain text.
READERS: Registry[Reader] = Registry(
    "input format",
    __name__,
    {
        "jsonl": "jsonl:JsonLinesReader",
        "json": "jsonl:JsonReader",
        "html": "html:HtmlReader",
        "feed": "feed:FeedReader",
        "csv": "tables:CsvReader",
        "parquet": "tables:ParquetReader",
        "warc": "warc:WarcReader",
        "pdf": "pdf:PdfReader",
        "mbox": "mail:MailboxReader",
        "eml": "mail:MailReader",
        "text": "text:TextReader",
    },
)


def reader_for(head: bytes, filename: str) -> Reader:
    """The reader of an input that begins with `head`. Where several claim it, the one that its name speaks for."""
    suffix = suffix_of(filename)
    readers = [READERS.get(name) for name in READERS.names]
    named = next((reader for reader in readers if suffix in reader.suffixes), None)
    if named is not None and named.claims(head):
        return named
    claimed = next((reader for reader in readers if reader.claims(head)), None)
    return claimed or named or READERS.get("text")


def is_input(filename: str) -> bool:
    """Whether a file of a folder is read: its suffix is a reader's, packed or not, or it is packed and says no more."""
    suffix = suffix_of(filename)
    if any(suffix in READERS.get(name).suffixes for name in READERS.names):
        return True
    return not suffix and filename.lower().endswith(PACKED)


def suffix_of(filename: str) -> str:
    """The suffix that tells the format, in lower case: ".jsonl" of "news.JSONL.gz"."""
    match = re.search(r"\.[^./\\]+$", inner_name(filename))
    return match[0].lower() if match else ""


def parse(piece: Piece, fields: Fields | None = None) -> Record:
    """The record of a piece. Raises InputError, with the place of what is wrong."""
    try:
        return READERS.get(piece.reader).parse(piece, fields or Fields())
    except InputError as error:
        error.args = (f"{piece.place}: {error}", *error.args[1:])
        raise
