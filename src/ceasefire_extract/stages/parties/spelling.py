"""How names are looked up: without diacritics and apostrophes, one transcription for all."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from ...text.tokenizer import DASHES

_KEPT = 100_000  # words


class Spelling:
    """`transcriptions`: a word as some write it -> as most do ("hizbullah" -> "hezbollah")."""

    def __init__(self, transcriptions: Mapping[str, str]) -> None:
        self._transcriptions = transcriptions
        self.known: dict[str, str] = {}  # memo: word -> key

    def key(self, word: str) -> str:
        """The key of a word (lower case); "" for a hyphen."""
        key = self.known.get(word)
        if key is None:
            plain = word
            if not word.isascii():
                plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
                plain = plain.replace("’", "'").replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d")
            if plain in DASHES:
                plain = ""
            elif "'" in plain and plain[0] != "'":
                plain = plain.replace("'", "")
            key = self._transcriptions.get(plain, plain)
            if len(self.known) < _KEPT:
                self.known[word] = key
        return key

    def folded(self, name: str) -> str:
        """A name of several words, in any case."""
        return " ".join(self.key(word) for word in name.lower().replace("-", " ").split())
