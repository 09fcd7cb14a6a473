"""The places that are known by name: those that packs list, then GeoNames (`patterns/places/gazetteer.tsv`, CC BY 4.0; tools/make_gazetteer.py makes it).

The table is one sorted text, and looking a name up is a search in its lines: reading it costs a hundredth of a second, a name some microseconds.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from ...models import PlaceType
from ...rules.folders import builtin_folder
from ...rules.forms import PlaceEntry

_MARKS = re.compile(r"['’‘`ʿʾʼ]")
_KEPT = 50_000  # names that are remembered, found or not
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1")


@dataclass(frozen=True, slots=True)
class Place:
    """A place: coordinates in decimal degrees; `first` where the name looked up is its first one; `listed` where a pack lists it."""

    name: str
    type: PlaceType
    geonames: int | None
    country: str | None
    latitude: float | None
    longitude: float | None
    people: int = 0
    first: bool = True
    listed: bool = False


class Gazetteer:
    """Places by name, in any case and with or without accents and marks."""

    def __init__(self, entries: Iterable[PlaceEntry]) -> None:
        self._listed: dict[str, Place] = {}
        self._known: dict[str, tuple[Place, ...]] = {}
        self._begins: dict[str, bool] = {}
        self._texts: dict[str, tuple[str, tuple[Place, ...]]] = {}
        for entry in entries:
            place = Place(
                entry.name, entry.type, entry.geonames, entry.country, entry.latitude, entry.longitude, listed=True
            )
            for name in (entry.name, *entry.aliases):
                self._listed[folded(name)] = place

    def __getstate__(self) -> dict[str, Place]:
        return self._listed  # what was looked up is no part of what is kept

    def __setstate__(self, listed: dict[str, Place]) -> None:
        self._listed, self._known, self._begins, self._texts = listed, {}, {}, {}

    def find(self, name: str) -> tuple[Place, ...]:
        """All places of this (folded) name, the largest first; one that a pack lists is alone."""
        known = self._known.get(name)
        if known is None:
            if len(self._known) > _KEPT:
                self._known.clear()
            listed = self._listed.get(name)
            known = self._known[name] = (listed,) if listed else tuple(_looked_up(name))
        return known

    def find_text(self, text: str) -> tuple[str, tuple[Place, ...]]:
        """The folded form of a name as written, and its places."""
        known = self._texts.get(text)
        if known is None:
            if len(self._texts) > _KEPT:
                self._texts.clear()
            name = folded(text)
            known = self._texts[text] = (name, self.find(name))
        return known

    def begins(self, word: str) -> bool:
        """Whether some name may begin with this word (lower case): most words of an article can be passed over."""
        known = self._begins.get(word)
        if known is None:
            start = folded(word)
            lines = _lines()
            at = bisect_left(lines, start)
            known = at < len(lines) and lines[at].startswith(start)
            self._begins[word] = known = known or any(name.startswith(start) for name in self._listed)
        return known

    def country(self, iso2: str) -> Place | None:
        """A country by its ISO 3166-1 alpha-2 code."""
        return next(iter(self.find(f"={iso2.lower()}")), None)


def folded(name: str) -> str:
    """The form that names are looked up by: lower case, without accents, marks and doubled consonants ("Tall Abyad", "Tal Abyad"), hyphens as spaces."""
    if not name.isascii():
        name = "".join(mark for mark in unicodedata.normalize("NFKD", name) if not unicodedata.combining(mark))
    return " ".join(_DOUBLED.sub(r"\1", _MARKS.sub("", name.lower())).replace("-", " ").split())


@functools.cache
def _lines() -> list[str]:
    return (builtin_folder() / "places" / "gazetteer.tsv").read_text(encoding="utf-8").split("\n")


def _looked_up(name: str) -> Iterable[Place]:
    lines, key = _lines(), f"{name}\t"
    at = bisect_left(lines, key)
    if at == len(lines) or not lines[at].startswith(key):
        return
    for entry in lines[at][len(key) :].split(";"):
        id, kind, country, latitude, longitude, people = entry.split(",")
        yield Place(
            name, cast(PlaceType, kind.rstrip("*")), int(id), country, _number(latitude), _number(longitude),
            int(people), first=not kind.endswith("*"),
        )  # fmt: skip


def _number(text: str) -> float | None:
    return float(text) if text else None
