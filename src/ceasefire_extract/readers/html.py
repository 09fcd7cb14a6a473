"""Web pages: the article's own text, without navigation and comments, and what the page says of its title, date and outlet."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from ..errors import InputError
from ..extras import needed
from .decoding import decode
from .piece import Origin, Piece, whole
from .record import Fields, Record, set_published

_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)""", re.I)
_FEWEST_WORDS = 8  # a page's only words are else its navigation's
_NOTHING = "holds no article that could be told from its navigation"


class HtmlReader:
    """`hints` of its pieces: "url" and "charset", as the server gave them."""

    name = "html"
    suffixes = (".html", ".htm", ".xhtml")
    one = True

    def claims(self, head: bytes) -> bool:
        return (
            re.match(
                rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
                head,
                re.I | re.S,
            )
            is not None
        )

    def split(self, stream: BinaryIO, origin: Origin) -> Iterator[Piece | InputError]:
        return whole(self.name, stream, origin)

    def parse(self, piece: Piece, fields: Fields) -> Record:
        trafilatura = needed("trafilatura", "html", "web pages")
        for name in ("trafilatura", "htmldate", "courlan"):  # they would tell stderr what they cannot read
            logging.getLogger(name).addHandler(logging.NullHandler())
        url = piece.hints.get("url")
        # No guessing of dates from the prose, and none that depends on what day it is: `max_date` is else the clock's.
        dates = {"original_date": True, "extensive_search": False, "max_date": "9999-12-31"}
        found: Any = trafilatura.bare_extraction(
            text_of_page(piece.data, piece.hints.get("charset")), url=url, include_comments=False, with_metadata=True,
            date_extraction_params=dates,
        )  # fmt: skip
        if found is None or len((found.text or "").split()) < _FEWEST_WORDS:
            raise InputError(_NOTHING)
        text = "\n\n".join(line for line in found.text.split("\n") if line.strip())  # a line is a paragraph
        source = found.sitename or found.hostname or piece.source
        record = Record(text, piece.id, source, title=found.title or None, filename=piece.filename, derived=True)
        set_published(record, found.date)
        return record


def text_of_page(data: bytes, charset: str | None = None) -> str:
    """A page's markup as text: UTF-8 where it is that, else as the server or the page declares, else guessed. Raises InputError."""
    declared = _DECLARED.search(data, 0, 4096)
    for encoding in ("utf-8-sig", charset, declared[1].decode("ascii") if declared else None):
        if encoding:
            try:
                return data.decode(encoding)
            except (UnicodeDecodeError, LookupError):
                continue
    return decode(data)[0]
