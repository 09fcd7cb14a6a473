"""PDF: the text of all pages, as it is drawn on them; of what was scanned there is none."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any, BinaryIO

from ..errors import InputError
from ..extras import needed
from .piece import Origin, Piece, whole
from .record import Fields, Record


class PdfReader:
    name = "pdf"
    suffixes = (".pdf",)
    one = True

    def claims(self, head: bytes) -> bool:
        return head.startswith(b"%PDF-")

    def split(self, stream: BinaryIO, origin: Origin) -> Iterator[Piece | InputError]:
        return whole(self.name, stream, origin)

    def parse(self, piece: Piece, fields: Fields) -> Record:
        pypdf = needed("pypdf", "pdf", "PDF files")
        logging.getLogger("pypdf").addHandler(logging.NullHandler())  # it would tell stderr what it mends
        try:
            pages: Any = pypdf.PdfReader(io.BytesIO(piece.data))
            if pages.is_encrypted and not pages.decrypt(""):
                raise InputError("is encrypted")
            text = "\n\n".join(filter(None, (page.extract_text().strip() for page in pages.pages)))
            title = pages.metadata.title if pages.metadata else None
        except (pypdf.errors.PyPdfError, pypdf.errors.DependencyError) as error:
            raise InputError(f"is a broken PDF: {str(error).lower()}") from None
        if not text:
            raise InputError("holds no text: its pages are pictures")
        title = " ".join(str(title).split()) if title else None
        return Record(text, piece.id, piece.source, title=title or None, filename=piece.filename, derived=True)
