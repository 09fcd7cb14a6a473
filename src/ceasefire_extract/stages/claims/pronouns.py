"""Whom a pronoun stands for, told by the syntax: the subject of its own verb, of those that govern it, of the clause or the sentence before.

"Rwanda denied that its troops ...": the subject of "denied". "The FNL freed two men. It had held them ...": the main subject of the sentence before. A subject
that is no party ends the search where the pronoun can mean it: "The plan had its critics".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...rules.packs import Packs
from ..statements.stage import statement_at
from ..syntax.clauses import View
from ..syntax.phrases import Phrase, VerbGroup

if TYPE_CHECKING:
    from .players import Player, Players

_CHAIN = 8  # verbs: how far up a chain of governors a subject is looked for


class Pronouns:
    """Knows the pronouns; finds their parties."""

    def __init__(self, packs: Packs) -> None:
        words = packs.words
        self.things = frozenset(words["THING_PRONOUN"])
        self.people = frozenset(words["PEOPLE_PRONOUN"])
        self.persons = frozenset(words["PERSON_PRONOUN"])
        self.demanding = frozenset(words["DEMAND"])
        self.reflexive = frozenset(words["REFLEXIVE"])
        self.harming = frozenset(words["HARM"])
        self.all = self.things | self.people | self.persons
        self.first_person = frozenset(words["FIRST_PERSON"])
        self.offices = frozenset(packs.lexicon["SAY_OFFICE"])

    def resolve(self, players: Players) -> None:
        """Give each pronoun of an article its party, in reading order; what cannot be told keeps what it had."""
        reading = _Reading(self, players)
        for item, word in enumerate(players.view.words):
            if word in self.all:
                found = reading.antecedent(item, word)
                if found is not None:
                    players.at[item] = found
                elif reading.blocked and item in players.at and not reading.is_named_before(item):
                    del players.at[item]  # it means a subject that is no party


@dataclass(slots=True)
class _Reading:
    """The pronouns of one article."""

    words: Pronouns
    players: Players
    blocked: bool = False  # whether the last pronoun means a subject that is no party

    @property
    def view(self) -> View:
        return self.players.view

    def antecedent(self, item: int, word: str) -> Player | None:
        """The party of the pronoun at an item; None where it is none, or cannot be told."""
        speaker = self._speaker(item)
        self.blocked = False
        asking = self._asking(item)
        for phrase in self._candidates(item):
            if phrase.first <= item <= phrase.last:
                continue
            if phrase in asking:
                speaker = speaker or next((player.party for player in self.players.of(phrase)), None)
                continue  # "Chad demanded that it leave": somebody else
            head = self.view.words[phrase.head]
            if head in self.words.first_person:
                continue
            parties = self.players.of_group(phrase.group)
            parties = [party for player in parties for party in (player, *player.others)]
            fits = self._fits(word, phrase, parties)
            if fits is None:
                continue
            if not fits:
                if self._is_owner(item):
                    continue  # "its troops": a strike has none
                self.blocked = head not in self.players.reader.agents  # "forces" of some side it may mean
                return None
            if speaker is not None and any(player.party == speaker for player in parties):
                continue  # who speaks of "it" within a quote speaks of another
            return self._player(item, parties)
        return self._named_before(item, word, speaker, alone=bool(asking))

    def is_named_before(self, item: int) -> bool:
        """Whether a party stands before an item in its sentence."""
        begun, _ = self.view.sentence(item)
        return any(at in self.players.at for at in range(begun, item))

    def _asking(self, item: int) -> list[Phrase]:
        """Who asks it of the one that a pronoun means: the subjects of "demanded that it leave"."""
        phrase = self.players.syntax.phrase_at(item)
        group = phrase.verb if phrase is not None and phrase.head == item else None
        governor = group.governor if group is not None and phrase in group.subjects else None
        return governor.subjects if governor is not None and governor.lemma in self.words.demanding else []

    def _named_before(self, item: int, word: str, speaker: str | None, alone: bool = False) -> Player | None:
        """For its: the party named last in the sentence, where no subject can be meant: "he flew to Russia after its invasion"."""
        phrase = self.players.syntax.phrase_at(item)
        if word not in self.words.things or phrase is None or (phrase.head == item and not alone):
            return None
        begun, _ = self.view.sentence(item)
        for at in range(item - 1, begun - 1, -1):
            player = self.players.at.get(at)
            if player is not None and player.found is not None and not self._is_person(player):
                if player.party != speaker:
                    return self._player(item, [player])
                if not alone:
                    return None
        return None

    def _is_owner(self, item: int) -> bool:
        """Whether what a pronoun owns is what only a party has: troops, a government."""
        phrase = self.players.syntax.phrase_at(item)
        return phrase is not None and phrase.head != item and self.view.words[phrase.head] in self.players.reader.agents

    def _speaker(self, item: int) -> str | None:
        article = self.view.article
        statement = statement_at(article, article.tokens.starts[self.view.encoded.first[item]])
        return statement.source.party if statement is not None and statement.kind == "direct" else None

    def _player(self, item: int, parties: list[Player]) -> Player:
        from .players import Player

        distinct = list(dict.fromkeys(player.party for player in parties))
        return Player(distinct[0], item, others=[Player(party, item) for party in distinct[1:]])

    def _fits(self, word: str, phrase: Phrase, parties: list[Player]) -> bool | None:
        """Whether a subject is what a pronoun means: False ends the search, None goes on with the next one."""
        head = self.view.words[phrase.head]
        pronoun = head in self.words.all
        person = any(self._is_person(player) for player in parties) or head in self.words.offices
        if word in self.words.persons:
            if len(phrase.group) > 1 or not person:
                return False if pronoun and head in self.words.persons and not parties else None
            return bool(parties)
        many = len({player.party for player in parties}) > 1 or len(phrase.group) > 1
        if word in self.words.people:
            if person and not many:
                return None
            if not parties:
                return False if many or head.endswith("s") or head in self.words.people else None
            return True
        return None if person or many else bool(parties)

    def _is_person(self, player: Player) -> bool:
        found = player.found
        if found is None:
            return self.view.words[player.item] in self.words.persons
        words = self.view.article.tokens.lower[found.first : found.last + 1]
        return found.mention.person is not None or not self.words.offices.isdisjoint(words[-3:])

    def _candidates(self, item: int) -> Iterator[Phrase]:
        """The subjects that a pronoun may mean, the likeliest first."""
        syntax = self.players.syntax
        phrase = syntax.phrase_at(item)
        group: VerbGroup | None = None
        if phrase is not None:
            outer = phrase.group[0]
            group = phrase.verb or outer.verb
            hanging: Phrase | None = outer
            while group is None and hanging is not None:
                hanging = hanging.hangs_on
                group = hanging.verb if hanging is not None else None
            within = group is not None and any(one.first <= item <= one.last for one in group.subjects)
            if group is not None and (within or self._is_another(item, phrase, group)):
                group = group.governor
        seen: list[Phrase] = []
        for _ in range(_CHAIN):
            if group is None:
                break
            if group.subjects and group.subjects[0] not in seen:
                seen.append(group.subjects[0])
                yield group.subjects[0]
            group = group.governor
        sentence = self.view.sentence_of[item]
        for group in self._main(item, sentence):
            if group.subjects[0] not in seen:
                seen.append(group.subjects[0])
                yield group.subjects[0]
        if sentence > 0:
            before = list(self._main(item, sentence - 1))
            if before:
                yield before[-1].subjects[0]

    def _is_another(self, item: int, phrase: Phrase, group: VerbGroup) -> bool:
        """Whether a pronoun cannot mean the subject of its own verb: "accused it", "shelled its positions"."""
        if phrase.head == item:
            return self.view.words[item] not in self.words.reflexive
        return group.lemma in self.words.harming and not group.passive and phrase in group.objects

    def _main(self, item: int, sentence: int) -> Iterator[VerbGroup]:
        """The main verbs of a sentence before an item that have a subject of their own, the last first."""
        syntax, at = self.players.syntax, item - 1
        while at > 0 and (self.view.sentence_of[at] >= sentence or self.view.sentence_of[at] < 0):
            group = syntax.group_at(at)
            if group is not None and group.verb == at and group.link == "main" and self._stands(group, item, sentence):
                yield group
            at -= 1

    def _stands(self, group: VerbGroup, item: int, sentence: int) -> bool:
        """Whether a verb of a sentence has its subject before an item."""
        return bool(group.subjects) and self.view.sentence_of[group.verb] == sentence and group.subjects[0].last < item
