"""Who takes part in an event: actors, targets and mediators, read from the words around its trigger."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..article import Found, Reference
from ..models import PartyMention
from ..packs import Packs
from .clauses import View
from .context import Reading
from .triggers import Trigger

SHARED = frozenset(("talks", "ceasefire", "agreement"))  # whoever takes part acts


@dataclass(slots=True)
class Player:
    """A participant: a party's id, and the item it was read from with its mention, where the sentence names it."""

    party: str
    item: int
    found: Found[PartyMention] | None = None


@dataclass(slots=True)
class Cast:
    actors: list[Player] = field(default_factory=list)
    targets: list[Player] = field(default_factory=list)
    mediators: list[Player] = field(default_factory=list)


class RoleReader:
    """Reads the participants of triggers."""

    def __init__(self, packs: Packs) -> None:
        lexicon = packs.lexicon
        self.prepositions = frozenset(lexicon["PREPOSITION"])
        self.finite = frozenset(lexicon["FINITE"])
        self.mediating = frozenset(lexicon.get("MEDIATING", ()))
        self.adjectives: dict[str, str] = {}
        for entry in packs.parties:
            for adjective in [*entry.adjectives, *entry.demonyms]:
                self.adjectives.setdefault(adjective.lower(), entry.id)

    # --- finding parties by place ---------------------------------------------------------------------------------

    def players(self, view: View, references: dict[int, Reference]) -> dict[int, Player]:
        """Item -> the party that it names or stands for."""
        out: dict[int, Player] = {}
        for item, index in enumerate(view.encoded.mention):
            if index >= 0:
                mention = view.kept[index].mention
                if isinstance(mention, PartyMention) and mention.party:
                    out[item] = Player(mention.party, item, view.kept[index])  # type: ignore[arg-type]
        for item, first in enumerate(view.encoded.first):
            if first in references and view.encoded.mention[item] < 0:
                out.setdefault(item, Player(references[first].party, item))
        return out

    def read(self, view: View, players: dict[int, Player], trigger: Trigger, reading: Reading) -> Cast:
        cast = Cast()
        clause = view.clause(trigger.start)
        rule = trigger.rule
        subject = self._subject(view, players, trigger)
        agents = self._after(view, players, trigger, ("by",))
        own = self._own(view, players, trigger)
        demanded = reading.governor is not None and reading.governor.rule.status == "demanded" and reading.governor.start < trigger.start
        if demanded and reading.governor is not None:
            # "X urged Y to release": X speaks, Y is to act
            addressed = [players[i] for i in range(reading.governor.start, trigger.start) if i in players and self._plain(view, players, i)]
            subject = addressed if rule.subject != "none" else []
        roles = {"actor": cast.actors, "target": cast.targets, "mediator": cast.mediators}
        mediating = self._mediating(view, players, trigger)
        cast.mediators += mediating
        taken = {player.item for player in mediating}

        def give(role: str, group: list[Player]) -> None:
            if role == "none":
                return
            for player in group:
                if player.item not in taken:
                    taken.add(player.item)
                    roles[role].append(player)

        if trigger.verb and trigger.passive:
            give(rule.subject, agents)
            if rule.others in ("target", "actor"):
                give(rule.others, subject)
        else:
            give("actor", own)
            give("actor" if trigger.event != "casualties" else "actor", agents)
            if not (own and not trigger.verb and trigger.event not in SHARED):
                give(rule.subject, subject)
        if trigger.event in SHARED or rule.others != "none":
            around = self._after(view, players, trigger, ("with", "between", "and", "of", "against", "on", "at", "to", "for", "from", "upon"), direct=trigger.verb or rule.others == "target")
            give(rule.others if rule.others != "none" else "actor", around)
        _ = clause
        return cast

    def _plain(self, view: View, players: dict[int, Player], item: int) -> bool:
        """Whether a party stands free: not inside "of X", "in X"."""
        found = players[item].found
        return found is None or found.mention.use == "actor"

    def _group_left(self, view: View, players: dict[int, Player], item: int, floor: int) -> list[Player]:
        """The party at `item` and those coordinated with it to the left: "A, B and C"."""
        group = [players[item]]
        at = item - 1
        while at >= floor:
            word = view.words[at]
            if at in players and view.words[at + 1] in (",", "and", "or", "&"):
                group.append(players[at])
                at -= 1
            elif word in (",", "and", "or", "the", "&", "'s") or (word and word not in self.prepositions and word not in self.finite and at - 1 >= floor and word not in (";", ":", ".")):
                if word not in (",", "and", "or", "the", "&"):
                    # a word of a noun phrase: go on only if a coordination lies right before it
                    if view.words[at - 1] not in ("and", ",", "the"):
                        break
                at -= 1
            else:
                break
        return group[::-1]

    def _subject(self, view: View, players: dict[int, Player], trigger: Trigger) -> list[Player]:
        """The parties that are the subject of the trigger's clause, or of the one it hangs on."""
        clause = view.clause(trigger.start)
        limit = trigger.start
        for _ in range(5):
            before = [item for item in clause.items if item < limit]
            group = self._subject_in(view, players, before)
            if group:
                return group
            if clause.kind == "relative" and clause.antecedent is not None:
                at = clause.antecedent
                if at in players:
                    return self._group_left(view, players, at, at)
                return []
            if clause.kind in ("coordinate", "participle", "purpose", "aside", "time", "contrast") and clause.parent is not None:
                parent = view.clauses[clause.parent]
                limit = clause.items[0] if clause.items else limit
                clause = parent
                continue
            break
        return []

    def _subject_in(self, view: View, players: dict[int, Player], before: list[int]) -> list[Player]:
        """Of the items before a verb, the parties that no preposition governs."""
        for item in before:
            if item not in players:
                continue
            prior = view.words[item - 1] if item - 1 in before else ""
            if prior in ("the", "a", "an") and item - 2 in before:
                prior = view.words[item - 2]
            if prior in self.prepositions and prior not in ("between", "like", "including"):
                continue
            found = players[item].found
            if found is not None and found.mention.use == "place":
                continue
            # what is coordinated with it
            group = [players[item]]
            at = item + 1
            while at in before:
                if view.words[at] in (",", "and", "or", "the", "&", "as", "well"):
                    at += 1
                elif at in players and view.words[at - 1] in (",", "and", "or", "the", "&"):
                    group.append(players[at])
                    at += 1
                else:
                    break
            return group
        return []

    def _own(self, view: View, players: dict[int, Player], trigger: Trigger) -> list[Player]:
        """Whose a noun is: "Rwanda's withdrawal", "Israeli strikes", "Russian shelling", "US sanctions"."""
        if trigger.verb:
            return []
        out: list[Player] = []
        at = trigger.start - 1
        steps = 0
        while steps < 5 and view.clause_of[at] == view.clause_of[trigger.start]:
            word = view.words[at]
            if at in players:
                following = view.words[at + 1]
                if following in ("'s", "-") or at == trigger.start - 1 or word == "" and steps <= 2 and following not in (",", "and"):
                    out += self._group_left(view, players, at, at - 4 if at > 4 else 1)
                break
            if word in self.adjectives:
                out.append(Player(self.adjectives[word], at))
            elif word in self.prepositions or word in (",", "and", "the", "a", "an", ".", ";", ":") or word in self.finite:
                break
            at -= 1
            steps += 1
        return out

    def _after(self, view: View, players: dict[int, Player], trigger: Trigger, governors: tuple[str, ...], direct: bool = False) -> list[Player]:
        """Parties after a trigger, governed by one of these prepositions (or by none, as a verb's object)."""
        out: list[Player] = []
        clause = view.clause_of[trigger.start]
        governor = "" if direct else None
        steps = 0
        end = len(view.words)
        at = trigger.end
        while at < end and view.clause_of[at] == clause and steps < 16:
            word = view.words[at]
            if word in self.prepositions:
                governor = word
            elif word in self.finite and word not in ("held", "led", "set"):
                break
            elif at in players:
                found = players[at].found
                place = found is not None and found.mention.use == "place" and governor in ("in", "at", "from", "near")
                if governor is not None and (governor in governors or governor == "") and not place:
                    out.append(players[at])
            elif word == "," and view.words[at + 1] not in ("and", "the") and at + 1 not in players:
                break
            at += 1
            steps += 1
        return out

    def _mediating(self, view: View, players: dict[int, Player], trigger: Trigger) -> list[Player]:
        """"mediated by X", "X-brokered", "hosted by X", "X hosted talks", "under X mediation"."""
        if trigger.event not in ("talks", "ceasefire", "agreement", "release", "withdrawal"):
            return []
        out: list[Player] = []
        clause = view.clause(trigger.start)
        sentence = clause.sentence
        words = view.words
        for item in range(max(1, trigger.start - 14), min(len(words) - 1, trigger.end + 18)):
            if view.sentence_of[item] != sentence or words[item] not in self.mediating:
                continue
            if trigger.start <= item < trigger.end:
                continue
            if words[item - 1] == "-" and item - 2 in players:  # X-brokered
                out.append(players[item - 2])
            elif words[item + 1] == "by" or words[item + 1] in ("jointly",):
                at = item + 2
                while view.sentence_of[at] == sentence and (at in players or words[at] in (",", "and", "the", "as", "-", "chaired", "co", "by") or (words[at] and words[at] not in self.finite and words[at] not in (".", ";"))):
                    if at in players:
                        out.append(players[at])
                    elif words[at] in (",",) and at + 1 not in players and words[at + 1] not in ("and", "the"):
                        break
                    at += 1
                    if at - item > 14:
                        break
            elif item < trigger.start and words[item] not in ("mediation", "mediators", "facilitation"):
                group = self._subject_in(view, players, [i for i in clause.items if i < item])
                out += group
            elif words[item] == "mediation" and (words[item - 1] == "'s" or item - 1 in players):
                at = item - 2 if words[item - 1] == "'s" else item - 1
                if at in players:
                    out.append(players[at])
        seen: set[int] = set()
        return [player for player in out if not (player.item in seen or seen.add(player.item))]  # type: ignore[func-returns-value]
