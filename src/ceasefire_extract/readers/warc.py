"""WARC, the archive format of the web: each page that was answered is an article, and each text of a WET file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from ..errors import InputError
from ..extras import needed
from .piece import MAX_BYTES, Origin, Piece, too_large
from .record import Fields, Record

_PAGES = ("text/html", "application/xhtml+xml")


class WarcReader:
    """Its pieces are read as pages or as text; what else was archived (pictures, scripts) is no article."""

    name = "warc"
    suffixes = (".warc", ".wet")
    one = False

    def claims(self, head: bytes) -> bool:
        return head.startswith(b"WARC/")

    def split(self, stream: BinaryIO, origin: Origin) -> Iterator[Piece | InputError]:
        warc = needed("fastwarc.warc", "warc", "WARC files")
        kinds = warc.WarcRecordType
        wanted = kinds.response | kinds.resource | kinds.conversion
        found = False
        for number, record in enumerate(
            warc.ArchiveIterator(stream, record_types=wanted, parse_http=True, auto_decode="all"), start=1
        ):
            piece = self._piece(record, f"{origin.name}:{number}", kinds)
            if piece is not None:
                found = True
                yield piece
        if not found:
            raise InputError("holds no pages")

    def parse(self, piece: Piece, fields: Fields) -> Record:
        raise NotImplementedError("its pieces are pages and texts")

    def _piece(self, record: Any, place: str, kinds: Any) -> Piece | InputError | None:
        url = record.headers.get("WARC-Target-URI", "").strip("<>") or place
        kind = (record.http_content_type or record.headers.get("Content-Type") or "").split(";")[0].strip().lower()
        text = record.record_type == kinds.conversion and kind == "text/plain"
        if not text and (
            kind not in _PAGES
            or (record.http_headers is not None and record.http_headers.status_code not in (200, None))
        ):
            return None
        data = record.reader.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            return InputError(f"{place}: {url} {too_large()}")
        if not data.strip():
            return None
        hints = {"url": url}
        if record.http_charset:
            hints["charset"] = record.http_charset
        return Piece("text" if text else "html", data, place, url, url, hints=hints)
