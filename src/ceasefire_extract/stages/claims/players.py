"""Which party each noun phrase stands for: named, meant by a reference, or told by whose army, leader or soldiers it speaks of."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...article import Article, Found, Reference
from ...models import CountMention, PartyMention, Role
from ...rules.packs import Packs
from ...text.tokenizer import DASHES
from ..statements.stage import statement_at
from ..statements.turns import authors
from ..syntax.arguments import Syntax
from ..syntax.clauses import View
from ..syntax.kinds import COUNT, DETERMINER
from ..syntax.phrases import Phrase
from .pronouns import Pronouns

_LISTED = 5  # phrases: how far behind a noun those are listed who are among them
PAIRING = DASHES | {"/"}
_DEEP = 3  # "the army's chief's aides": how many owners are asked


@dataclass(slots=True)
class Player:
    """A participant: a party's id, and the item it was read from with its mention, where the sentence names it.

    `others`: further parties that the same words stand for ("the two sides").
    """

    party: str
    item: int
    found: Found[PartyMention] | None = None
    others: list[Player] = field(default_factory=list)

    @property
    def place(self) -> bool:
        return self.found is not None and self.found.mention.use == "place"


@dataclass(slots=True)
class Cast:
    """The participants of a claim, by role."""

    actors: list[Player] = field(default_factory=list)
    targets: list[Player] = field(default_factory=list)
    mediators: list[Player] = field(default_factory=list)

    def of(self, role: Role) -> list[Player]:
        return {"actor": self.actors, "target": self.targets, "mediator": self.mediators}[role]


class PlayerReader:
    """Finds the parties of an article's items and phrases."""

    def __init__(self, packs: Packs) -> None:
        lexicon = packs.lexicon
        self.military = frozenset(lexicon["MILITARY_N"])
        self.agents = frozenset(lexicon["HEAD_OF_PARTY"]) | self.military | frozenset(packs.words["AGENT_N"])
        self.people = frozenset(packs.words["OWN_PEOPLE"])
        self.intentions = frozenset(packs.words["INTENTION_N"])
        self.standing = frozenset(packs.words["STAND_FOR"])
        self.parts = frozenset(lexicon["PART_OF"])
        self.not_state = frozenset(lexicon["NOT_THE_STATE"])
        self.sides = frozenset(lexicon["SIDES"])
        self.rivalry = frozenset(lexicon["RIVALRY"])
        self.described = frozenset(packs.words["HYPHENATED"])
        self.loyal = frozenset(packs.words["POSTNOMINAL"])
        self.countries = frozenset(packs.words["COUNTRY_N"])
        self.relational = frozenset(packs.words["RELATIONAL_N"])
        self.belong = frozenset(packs.words["BELONG"])
        self.first_person = frozenset(packs.words["FIRST_PERSON"])
        self.pronouns = Pronouns(packs)
        self.states = frozenset(entry.id for entry in packs.parties if entry.type in ("state", "government"))
        self.the = frozenset(packs.words["THE"])
        self.whose = frozenset(packs.words["WHOSE"])
        self.several = frozenset(packs.words["SEVERAL_N"])
        self.including = frozenset(packs.words["INCLUDING"])
        self.demonyms: dict[str, str] = {}
        self.adjectives: dict[str, str] = {}
        for entry in packs.parties:
            for demonym in entry.demonyms:
                if demonym.endswith("s"):
                    self.demonyms.setdefault(demonym.lower(), entry.id)
            for adjective in entry.adjectives:
                self.adjectives.setdefault(adjective.lower(), entry.id)

    def __call__(self, view: View, references: list[Reference]) -> Players:
        """The parties at each item; "we" stands for the party that speaks."""
        at: dict[int, Player] = {}
        for item, index in enumerate(view.encoded.mention):
            if index >= 0:
                found = view.kept[index]
                if isinstance(found.mention, PartyMention) and found.mention.party:
                    at[item] = Player(found.mention.party, item, found)  # type: ignore[arg-type]
        for reference in references:
            item = view.item_of[reference.last]
            if view.encoded.mention[item] >= 0:
                continue
            if item in at:
                at[item].others.append(Player(reference.party, item))
            else:
                at[item] = Player(self._own_soldiers(view, reference) or reference.party, item)
        self._first_persons(view, at)
        self._peoples(view, at)
        assert view.article.syntax is not None
        players = Players(self, view, view.article.syntax, at)
        self.pronouns.resolve(players)
        return players

    def _peoples(self, view: View, at: dict[int, Player]) -> None:
        """ "The Chechens drove them out": a people, where it stands for its side."""
        words = view.words
        for item, word in enumerate(words):
            party = self.demonyms.get(word)
            if party is not None and words[item - 1] in self.the and item not in at and words[item + 1] != "-":
                at[item] = Player(party, item)

    def _own_soldiers(self, view: View, reference: Reference) -> str | None:
        """The state that tells of soldiers: "Kyiv said two soldiers were hurt" speaks of its own."""
        article = view.article
        if reference.rule != "party.reference.army" or reference.first != reference.last:
            return None
        statement = statement_at(article, article.tokens.starts[reference.first])
        party = statement.source.party if statement is not None else None
        return party if party in self.states else None

    def _first_persons(self, view: View, at: dict[int, Player]) -> None:
        article: Article = view.article
        writers = authors(article)
        writer = writers[0] if writers else None
        for item, word in enumerate(view.words):
            if word in self.first_person and item not in at:
                statement = statement_at(article, article.tokens.starts[view.encoded.first[item]])
                speaker = statement.source.party if statement is not None else None
                if speaker is None and (statement is None or statement.source.text.lower() in self.first_person):
                    speaker = writer  # a communique speaks of its author
                if speaker is not None:
                    others = [Player(other, item) for other in writers[1:]] if speaker == writer else []
                    at[item] = Player(speaker, item, others=others)


class Players:
    """The parties of one article."""

    def __init__(self, reader: PlayerReader, view: View, syntax: Syntax, at: dict[int, Player]) -> None:
        self.reader, self.view, self.syntax, self.at = reader, view, syntax, at
        # Phrases that say again who another one is, by their identity.
        self.same = {id(apposed): phrase for phrase in syntax.phrases for apposed in phrase.apposed}

    def of_group(self, phrases: list[Phrase]) -> list[Player]:
        """The parties that phrases stand for, in their order."""
        return [player for phrase in phrases for player in self.of(phrase)]

    def of(self, phrase: Phrase, depth: int = 0) -> list[Player]:
        """The parties that a phrase stands for; none where it is something else of theirs ("Norway's peace effort")."""
        reader, words = self.reader, self.view.words
        head = phrase.head
        player = self.at.get(head)
        if player is not None and player.found is None and words[head] in reader.agents:
            owners = self._named_for(phrase, depth)  # "Rwanda's troops", before the troops of whom the article tells
            if owners:
                return owners
        if player is not None and not self._is_divided(phrase):
            return [player]
        for apposed in phrase.apposed:
            named = [player for one in apposed.group if (player := self.at.get(one.head)) is not None]
            if not named and words[apposed.head] in reader.agents:
                named = self.inside(apposed)  # "Ana Ruiz, the UN aid chief, "
            if named:
                return named
        if words[phrase.first] in reader.whose and phrase.verb is not None and phrase.verb.noun is not None:
            return self.of(phrase.verb.noun, depth + 1) if depth < _DEEP and words[head] in reader.agents else []
        above = self.same.get(id(phrase))  # "the PKK, an armed group that ..."
        if above is not None and depth < _DEEP:
            named = self.of(above, _DEEP)
            if named:
                return named
        word = words[head]
        if word in reader.several and depth < _DEEP:
            listed = self._listed(phrase)
            if listed:
                return listed
        if word in reader.not_state:
            return [player for player in self.inside(phrase) if player.party not in reader.states]
        if word in reader.agents or word in reader.intentions:
            inside = self.inside(phrase)
            if inside:
                return inside
        speaks = word in reader.agents or word in reader.intentions or word in reader.people
        if speaks and word not in reader.relational and phrase.owner is not None:
            owners = (
                [player for one in phrase.owner.group for player in self.of(one, depth + 1)] if depth < _DEEP else []
            )
            if owners:
                return owners
        own = speaks and word not in reader.relational
        if (own or word in reader.countries) and phrase.first in self.at and words[phrase.first] in reader.pronouns.all:
            return [self.at[phrase.first]]  # "his country", "his men"
        counted = isinstance(self._mention(head), CountMention)
        if word in reader.agents or word in reader.parts or counted:
            return self._whose(phrase) if depth < _DEEP else []
        return []

    def _listed(self, phrase: Phrase) -> list[Player]:
        """Who is told to be among those that a noun stands for: "the parties to the conflict, including A and B", "groups, among them A"."""
        syntax, words = self.syntax, self.view.words
        number = syntax.phrase_of[phrase.tail(syntax.kinds).last] + 1
        for following in syntax.phrases[number : number + _LISTED]:
            if any(syntax.group_of[item] >= 0 for item in range(phrase.last + 1, following.first)):
                break
            if words[following.preposition] in self.reader.including:
                if words[following.head] not in self.reader.pronouns.all:
                    return self.of_group(following.group)
                after = syntax.phrase_at(following.last + 1)
                return self.of_group(after.group) if after is not None else []
        return []

    def whose(self, phrase: Phrase, depth: int = 0) -> list[Player]:
        """Whose a phrase is: the parties named before its head, else its owner: "Indian shelling", "the rebels' rockets"."""
        named = self.inside(phrase)
        if named or phrase.owner is None or depth >= _DEEP:
            return named
        return [player for one in phrase.owner.group for player in self.of(one, depth + 1)]

    def _named_for(self, phrase: Phrase, depth: int) -> list[Player]:
        """Whose a phrase is by the words before its head; those who fight a state are not the state's."""
        named = self.whose(phrase, depth)
        against = self.view.words[phrase.head] in self.reader.not_state
        return [player for player in named if not (against and player.party in self.reader.states)]

    def inside(self, phrase: Phrase) -> list[Player]:
        """The parties named before the head of a phrase: "Israeli" of "Israeli strikes", both of "US and Israeli strikes"."""
        if self._is_divided(phrase):
            return []
        out = []
        relational = self.view.words[phrase.head] in self.reader.relational
        for item in range(phrase.first, phrase.head):
            if relational and self.view.words[item] in self.reader.pronouns.all:
                continue  # "his French counterpart"
            player = self.at.get(item) or self._adjective(item)
            if player is not None:
                if self.view.words[item + 1] == "-" and self.view.words[item + 2] in self.reader.described:
                    continue  # "the Israeli-occupied town", "the US-backed plan"
                if self.view.words[item - 1] == "-" and item - 2 not in self.at and self._adjective(item - 2) is None:
                    continue  # "pro-British towns"
                out.append(player)
        if (
            not out
            and phrase.group[0] is not phrase
            and self.syntax.kinds[phrase.first] not in (DETERMINER, COUNT)
            and phrase.owner is None
        ):
            return self.inside(phrase.group[phrase.group.index(phrase) - 1])  # "a Russian missile and drone attack"
        if out:
            place = next((number for number, member in enumerate(phrase.group) if member is phrase), 0)
            for member in reversed(phrase.group[:place]):  # "US and Israeli strikes", "the A-B, C-D and E-F truces"
                named = self._names_alone(member)
                if not named:
                    break
                out[:0] = named
        return out

    def _names_alone(self, phrase: Phrase) -> list[Player]:
        """The parties that a phrase names, where it is nothing but their names: "the US", "Mali-Niger"."""
        named = []
        for item in range(phrase.first, phrase.last + 1):
            player = self.at.get(item) or self._adjective(item)
            if player is not None:
                named.append(player)
            elif self.syntax.kinds[item] != DETERMINER and self.view.words[item] not in PAIRING:
                return []
        return named

    def _adjective(self, item: int) -> Player | None:
        party = self.reader.adjectives.get(self.view.words[item])
        return Player(party, item) if party is not None else None

    def _mention(self, item: int) -> object:
        found = self.view.mention(item)
        return found.mention if found is not None else None

    def _whose(self, phrase: Phrase) -> list[Player]:
        """ "Leaders of X", "40 of X's troops", "envoys from X", "men loyal to X"."""
        hanging = phrase.tail(self.syntax.kinds)
        for following in self.syntax.after(phrase):
            preposition = following.preposition
            word = self.view.words[preposition]
            if following.hangs_on is not hanging or not (
                word in self.reader.belong or self.view.words[preposition - 1] in self.reader.loyal
            ):
                break
            found = [player for one in following.group for player in self.of(one, _DEEP)]
            if found:
                return found
            hanging = following.tail(self.syntax.kinds)
        group = self.syntax.group_at(phrase.last + 1)  # "teams representing X and Y"
        if group is not None and group.noun is phrase and group.lemma in self.reader.standing:
            return self.of_group(group.objects)
        return []

    def _is_divided(self, phrase: Phrase) -> bool:
        """ "Libyan parties", "Burundi's warring sides": the sides, not the state."""
        words = self.view.words[phrase.first : phrase.head + 1]
        if words[-1] not in self.reader.sides:
            return False
        return self.at.get(phrase.head) is None
