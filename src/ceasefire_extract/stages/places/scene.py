"""Where an article plays: the countries that it speaks of, by which one Tripoli is told from the other."""

from __future__ import annotations

from collections import Counter

from ...article import Article
from ...rules.packs import Packs


class Scenes:
    """Reads the countries of articles off their parties: a state is its country, a group the countries of its conflict."""

    def __init__(self, packs: Packs) -> None:
        entries = {entry.id: entry for entry in packs.parties}
        homes: dict[str, str | None] = {}
        for id, entry in entries.items():
            home = entry
            while home.iso2 is None and home.parent in entries:
                home = entries[home.parent]
            homes[id] = home.iso2
        beside: dict[str, set[str]] = {}  # pack -> the countries of its parties
        for id, home_of in homes.items():
            if home_of and entries[id].iso2 is None:
                beside.setdefault(packs.file_of["party:" + id], set()).add(home_of)
        self.countries: dict[str, tuple[str, ...]] = {}
        for id, own in homes.items():
            if own:
                self.countries[id] = (own,)
            elif entries[id].type == "armed_group":
                self.countries[id] = tuple(sorted(beside.get(packs.file_of["party:" + id], ())))

    def __call__(self, article: Article) -> Counter[str]:
        """How often each country (ISO 3166-1 alpha-2) is spoken of, directly or by one of its parties."""
        spoken: Counter[str] = Counter()
        for found in article.parties:
            for country in self.countries.get(found.mention.party or "", ()):
                spoken[country] += 1
        return spoken
