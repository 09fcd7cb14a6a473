"""The texts that extractions were made from, found again by id and checked by their digest."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from ..errors import InputError
from .extractions import Told
from .inputs import read_inputs


class Texts:
    """Articles' texts by their digest (SHA-256 of the UTF-8, as `document.sha256` is) and by their id."""

    def __init__(self) -> None:
        self._by_digest: dict[str, str] = {}
        self._by_id: dict[str, str] = {}

    def add(self, id: str, text: str) -> None:
        self._by_digest[hashlib.sha256(text.encode("utf-8")).hexdigest()] = text
        self._by_id[id] = text

    def get(self, told: Told) -> str | None:
        """The text that an article's offsets are into; None where it is not there, or no longer the same."""
        if told.extraction is not None:
            return self._by_digest.get(told.extraction.document.sha256)
        text = self._by_id.get(told.id)
        quoted = text is not None and all(
            text[claim.sentence.start : claim.sentence.end] == claim.sentence.text for claim in told.claims
        )
        return text if quoted else None


def texts_of(paths: Sequence[str]) -> Texts:
    """The texts of these files and folders. Raises InputError for what cannot be read."""
    texts = Texts()
    for record in read_inputs(paths).records if paths else ():
        if isinstance(record, InputError):
            raise record
        texts.add(record.id, record.text)
    return texts
