"""What comparing knows, from `patterns/compare/` and the parties' packs: kinds of events, modes, who is whose people, which parties are kin."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..models import Aspect, Status
from ..rules.loading import builtin_packs, load_packs
from ..rules.packs import Packs
from .rules import CompareRules, compare_rules
from .verdicts import Verdicts


@dataclass(slots=True)
class Knowledge:
    """The words and rules of comparing, ready to be asked."""

    rules: CompareRules
    verdicts: Verdicts  # of the link rules among them
    kinds: Mapping[str, Mapping[str, frozenset[str]]]  # event -> kind -> its words
    groups: Mapping[str, str]  # word -> who they are: fighters, children
    demonyms: Mapping[str, str]  # "israelis" -> israel
    adjectives: Mapping[str, str]  # "israeli" -> israel
    parties: frozenset[str]
    families: Mapping[str, frozenset[str]]  # party -> itself, its parents, and those that reports take for it
    common: frozenset[str]  # words that say nothing of what an event is about
    places_follow: frozenset[str] = field(default=frozenset())  # "in", "near": a name behind them says where
    since: frozenset[str] = field(default=frozenset())
    suffered: frozenset[str] = field(default=frozenset())

    def mode_of(self, status: Status) -> str:
        return self.rules.words.modes[status]

    def turn_of(self, aspect: Aspect | None) -> str:
        return self.rules.words.turns[aspect] if aspect else "none"

    def kinds_in(self, event: str, words: Sequence[str]) -> frozenset[str]:
        """The kind that words name, for an event that has kinds; of several the one that stands first in the file."""
        for kind, names in self.kinds.get(event, {}).items():
            if not names.isdisjoint(words):
                return frozenset((kind,))
        return frozenset()

    def people_of(self, word: str) -> str | None:
        """The party of a demonym or adjective."""
        return self.demonyms.get(word) or self.adjectives.get(word)

    def groups_in(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset(self.groups[word] for word in words if word in self.groups)

    def peoples_in(self, words: Iterable[str], *, adjectives: bool) -> frozenset[str]:
        """The parties whose people are named: "Israelis"; with `adjectives` also "Israeli" ("five Israeli soldiers")."""
        found = set()
        for word in words:
            party = self.demonyms.get(word) or (self.adjectives.get(word) if adjectives else None)
            if party:
                found.add(party)
        return frozenset(found)

    def kin(self, one: str, other: str) -> bool:
        """Whether two party ids may stand for one party: the same, a part of the other, or one that reports take for it."""
        return one == other or other in self.families.get(one, ()) or one in self.families.get(other, ())


def knowledge_with(*folders: str | Path) -> Knowledge:
    """Knowledge over the built-in rules of comparing, and the parties of the built-in packs and of those in `folders`. Raises PackError."""
    return knowledge_of(load_packs(*folders)) if folders else _builtin()


@functools.lru_cache(maxsize=1)
def _builtin() -> Knowledge:
    return knowledge_of(builtin_packs())


def knowledge_of(packs: Packs) -> Knowledge:
    """Knowledge over packs at hand."""
    rules = compare_rules()
    words = rules.words
    demonyms: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    families: dict[str, set[str]] = {}
    for entry in packs.parties:
        for word in entry.demonyms:
            demonyms.setdefault(word.lower(), entry.id)
        for word in entry.adjectives:
            adjectives.setdefault(word.lower(), entry.id)
        if entry.parent:
            families.setdefault(entry.id, set()).add(entry.parent)
    for kin in words.kin:
        for one in kin:
            families.setdefault(one, set()).update(kin)
    kinds: dict[str, Mapping[str, frozenset[str]]] = {
        event: {kind: frozenset(names) for kind, names in table.items()} for event, table in words.kinds.items()
    }
    return Knowledge(
        rules=rules,
        verdicts=Verdicts(rules),
        kinds=kinds,
        groups={word: group for group, names in words.groups.items() for word in names},
        demonyms=demonyms,
        adjectives=adjectives,
        parties=frozenset(entry.id for entry in packs.parties),
        families={party: frozenset(kin) for party, kin in families.items()},
        common=frozenset(word for line in words.common for word in line.split()),
        places_follow=frozenset(words.places_follow),
        since=frozenset(words.since),
        suffered=frozenset(words.suffered),
    )
