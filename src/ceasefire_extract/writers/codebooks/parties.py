"""What a codebook's columns say of a party beside its id: name, kind, country, and its ids elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from ...rules.packs import Packs


@dataclass(frozen=True, slots=True)
class Party:
    """`type` is that of PartyMention, "other" where the party is in no pack; `iso3` the country that it is or belongs to; `ucdp` its id there."""

    id: str
    name: str
    type: str = "other"
    iso2: str | None = None
    iso3: str | None = None
    country: str | None = None
    ucdp: int | None = None

    @property
    def is_state(self) -> bool:
        return self.type in ("state", "government")


class Parties:
    """The parties of the packs by their ids; a party that is in none has its id for a name."""

    def __init__(self, packs: Packs) -> None:
        self._entries = {entry.id: entry for entry in packs.parties}

        self._countries = {entry.iso2: entry for entry in packs.parties if entry.iso2 and entry.type == "state"}

    def country(self, iso2: str | None) -> Party | None:
        """The state of a country's code (ISO 3166-1 alpha-2)."""
        entry = self._countries.get(iso2 or "")
        return self[entry.id] if entry is not None else None

    def __getitem__(self, id: str) -> Party:
        entry = self._entries.get(id)
        if entry is None:
            return Party(id, id)
        home = entry
        while home.iso3 is None and home.parent in self._entries:
            home = self._entries[home.parent]
        country = home.name if home.iso3 else None
        return Party(id, entry.name, entry.type, home.iso2, home.iso3, country, entry.ucdp)
