"""What the packs know of the parties: for `extract parties` and for anyone who writes a pack."""

from __future__ import annotations

from dataclasses import dataclass

from ...rules.forms import PartyEntry, PersonEntry, terms_of
from ...rules.loading import builtin_packs
from ...rules.packs import Packs
from .names import NameIndex, person_id


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


def parties_known(query: str | None = None, packs: Packs | None = None) -> list[KnownParty]:
    """The parties that match `query`, by id; all where it is None.

    A query is an id, any name, adjective, seat or person's name of a party, or a part of one, in any case and transcription. Where a
    name matches as a whole, only those parties are given. Raises nothing: what is unknown gives an empty list.
    """
    packs = packs or builtin_packs()
    index = NameIndex(packs)
    people: dict[str, list[PersonEntry]] = {}
    for person in packs.people:
        for party in {term.party for term in terms_of(person.of)}:
            people.setdefault(party, []).append(person)
    further: dict[str, list[str]] = {}
    for party, surface, _ in packs.names:
        further.setdefault(party, []).append(surface)
    whole: list[KnownParty] = []
    part: list[KnownParty] = []
    wanted = _folded(index, query or "")
    for entry in sorted(packs.parties, key=lambda entry: entry.id):
        known = _known(entry, further.get(entry.id, []), people.get(entry.id, []), packs)
        names = [known.id.replace("-", " "), *known.names, *known.adjectives, *known.seats]
        names += [name for person in known.people for name in person.names]
        folded = [_folded(index, name) for name in names]
        if wanted in folded:
            whole.append(known)
        elif any(f" {wanted}" in f" {name}" for name in folded):
            part.append(known)
    return whole or part


def _known(entry: PartyEntry, further: list[str], people: list[PersonEntry], packs: Packs) -> KnownParty:
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


def _folded(index: NameIndex, name: str) -> str:
    return " ".join(index.key(word) for word in name.lower().replace("-", " ").split())
