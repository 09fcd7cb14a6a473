"""What the packs know of the parties: for `extract parties` and for anyone who writes a pack.

That of the built-in packs is kept from one run to the next, and is looked up without a pack being read: this module imports what reads them late.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .spelling import Spelling

if TYPE_CHECKING:
    from ...rules.forms import PartyEntry, PersonEntry
    from ...rules.packs import Packs


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person who speaks for a party: `office` as the pack words it, `terms` as written there ("1995-11..2005-03")."""

    id: str
    name: str
    names: tuple[str, ...]
    office: str | None
    terms: str


@dataclass(frozen=True, slots=True)
class KnownParty:
    """A party as the packs list it: its names, ids elsewhere, people, and the pack that it stands in."""

    id: str
    name: str
    type: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    seats: tuple[str, ...]
    parent: str | None
    ids: dict[str, str]
    people: tuple[KnownPerson, ...]
    pack: str


class Catalogue:
    """All parties of the packs by id, with their names as they are looked up."""

    def __init__(self, parties: list[KnownParty], spelling: Spelling) -> None:
        self._spelling = spelling
        self._parties = [(party, [spelling.folded(name) for name in _names(party)]) for party in parties]

    def find(self, query: str | None = None) -> list[KnownParty]:
        """The parties that match a query, by id; all where it is None."""
        wanted = self._spelling.folded(query or "")
        whole = [party for party, names in self._parties if wanted in names]
        return whole or [
            party for party, names in self._parties if any(f" {wanted}" in f" {name}" for name in names)
        ]  # fmt: skip


def parties_known(query: str | None = None, packs: Packs | None = None) -> list[KnownParty]:
    """The parties that match `query`, by id; all where it is None. `packs`: else the built-in ones.

    A query is an id, any name, adjective, seat or person's name of a party, or a part of one, in any case and transcription. Where a
    name matches as a whole, only those parties are given. What is unknown gives an empty list. Raises PackError where two parties of
    `packs` claim one name.
    """
    return (catalogue_of(packs) if packs is not None else _builtin()).find(query)


@functools.cache
def _builtin() -> Catalogue:
    from ...rules.cache import cached
    from ...rules.folders import builtin_folder, pack_files

    def made() -> Catalogue:
        from ...rules.loading import builtin_packs

        return catalogue_of(builtin_packs())

    return cached("parties", pack_files(builtin_folder()), made)


def catalogue_of(packs: Packs) -> Catalogue:
    """The catalogue of packs at hand. Raises PackError where two parties claim one name and nothing tells them apart."""
    from ...rules.forms import terms_of
    from .names import NameIndex

    people: dict[str, list[PersonEntry]] = {}
    for person in packs.people:
        for party in sorted({term.party for term in terms_of(person.of)}):
            people.setdefault(party, []).append(person)
    further: dict[str, list[str]] = {}
    for party, surface, _ in packs.names:
        further.setdefault(party, []).append(surface)
    known = [
        _known(entry, further.get(entry.id, []), people.get(entry.id, []), packs)
        for entry in sorted(packs.parties, key=lambda entry: entry.id)
    ]
    return Catalogue(known, NameIndex(packs).spelling)


def _names(party: KnownParty) -> list[str]:
    people = [name for person in party.people for name in person.names]
    return [party.id.replace("-", " "), *party.names, *party.adjectives, *party.seats, *people]


def _known(entry: PartyEntry, further: list[str], people: list[PersonEntry], packs: Packs) -> KnownParty:
    from .names import person_id

    ids = {"wikidata": entry.wikidata, "iso2": entry.iso2, "iso3": entry.iso3, "ucdp": entry.ucdp}
    return KnownParty(
        id=entry.id, name=entry.name, type=entry.type, names=(entry.name, *entry.aliases, *further),
        adjectives=tuple(entry.adjectives), seats=(*entry.seats, *entry.houses), parent=entry.parent,
        ids={name: str(value) for name, value in ids.items() if value is not None},
        people=tuple(
            KnownPerson(person_id(person), person.name, (person.name, *person.aliases, *person.bare), person.office, _terms(person, entry))
            for person in people
        ),
        pack=packs.file_of["party:" + entry.id],
    )  # fmt: skip


def _terms(person: PersonEntry, entry: PartyEntry) -> str:
    parts = [part.strip().partition(" ") for part in person.of.split(";")]
    return ", ".join(days for party, _, days in parts if party == entry.id)
