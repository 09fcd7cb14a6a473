"""Who takes part in an event: actors, targets and mediators, read from the words around its trigger."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ...article import Found, Reference
from ...models import CountMention, PartyMention, Role
from ...rules.packs import Packs
from ..context.engine import ACCUSING, Cue, Reading
from ..events.triggers import Trigger
from ..statements.stage import statement_at
from ..statements.turns import author
from ..syntax.clauses import Clause, View

SHARED = frozenset(("talks", "ceasefire", "agreement"))  # whoever takes part acts
# Nouns whose doer is seldom the clause's subject: "Paris secured the release of its envoy".
NOT_THE_SUBJECTS = frozenset(
    ("release", "withdrawal", "disarmament", "casualties", "displacement", "violation", "detention")
)
DONE = frozenset(("attack", "violation", "sanctions"))  # nouns of what somebody does to others
COORDINATORS = frozenset((",", "and", "or", "the", "&", "both"))
ITSELF = frozenset(("it", "its", "they", "their", "he", "she", "his", "her"))
FIRST_PERSON = frozenset(("i", "we", "our", "my", "us", "me", "ours"))


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


class RoleReader:
    """Reads the participants of triggers."""

    def __init__(self, packs: Packs) -> None:
        lexicon = packs.lexicon
        self.prepositions = frozenset(lexicon["PREPOSITION"])
        self.finite = frozenset(lexicon["FINITE"])
        self.auxiliaries = frozenset(lexicon["AUX"])
        self.mediating = frozenset(lexicon["MEDIATING"])
        self.offering = frozenset(lexicon["OFFERING"])
        self.performing = frozenset(lexicon["CARRY_OUT"])
        self.concluding = frozenset(lexicon["CONCLUDE"])
        self.not_state = frozenset(lexicon["NOT_THE_STATE"])
        self.heads = frozenset(lexicon["HEAD_OF_PARTY"])
        self.parts = frozenset(lexicon["PART_OF"])
        self.loyal = frozenset(lexicon["LOYAL_TO"])
        self.sides = frozenset(lexicon["SIDES"])
        self.rivalry = frozenset(lexicon["RIVALRY"])
        self.stance = frozenset(lexicon["STANCE_V"])
        self.helping = frozenset(lexicon["HELPING"])
        self.talking = frozenset(lexicon["TALKING"])
        self.military = frozenset(lexicon["MILITARY_N"])
        self.governed: dict[str, dict[str, Role]] = {
            name.removeprefix("ROLES_").lower(): entries
            for name, entries in lexicon.items()
            if name.startswith("ROLES_")
        }
        self.adjectives: dict[str, str] = {}
        for entry in packs.parties:
            for adjective in entry.adjectives:
                self.adjectives.setdefault(adjective.lower(), entry.id)

    def players(self, view: View, references: list[Reference]) -> dict[int, Player]:
        """Item -> the party that it names or stands for; "we" stands for the party that speaks."""
        out: dict[int, Player] = {}
        for item, index in enumerate(view.encoded.mention):
            if index >= 0:
                found = view.kept[index]
                mention = found.mention
                if isinstance(mention, PartyMention) and mention.party:
                    out[item] = Player(mention.party, item, found)  # type: ignore[arg-type]
        for reference in references:
            item = view.item_of[reference.last]
            if view.encoded.mention[item] >= 0:
                continue
            if item in out:
                out[item].others.append(Player(reference.party, item))
            else:
                out[item] = Player(reference.party, item)
        for item, word in enumerate(view.words):
            # "Russian tanks", "Turkish-backed" not: what an army has acts for its state
            if (
                word in self.adjectives
                and item not in out
                and any(after in self.military for after in view.words[item + 1 : item + 3])
                and view.words[item + 1] != "-"
            ):
                out[item] = Player(self.adjectives[word], item)
        starts = view.article.tokens.starts
        writer = author(view.article)
        for item, word in enumerate(view.words):
            if word in FIRST_PERSON and item not in out:
                statement = statement_at(view.article, starts[view.encoded.first[item]])
                speaker = statement.source.party if statement is not None else None
                if speaker is None and (statement is None or statement.source.text.lower() in FIRST_PERSON):
                    speaker = writer  # a communique speaks of its author
                if speaker is not None:
                    out[item] = Player(speaker, item)
        return out

    def read(self, view: View, players: dict[int, Player], cues: list[Cue], trigger: Trigger, reading: Reading) -> Cast:
        """The participants of a trigger; nobody takes part twice."""
        cast = Cast()
        rule = trigger.rule
        seen: set[str] = set()

        def give(role: Role | Literal["none"], group: list[Player]) -> None:
            if role != "none":
                for player in [each for one in group for each in (one, *one.others)]:
                    if player.party not in seen:
                        seen.add(player.party)
                        cast.of(role).append(player)

        give("mediator", self._mediating(view, players, trigger))
        around = self._after(view, players, trigger)
        if rule.others:
            give(rule.others, [player for _, player in around])
        addressed = self._addressed(view, players, cues, trigger)
        subject = self._subject(view, players, trigger) if addressed is None else addressed
        own = self._own(view, players, trigger)
        table = self.governed[trigger.event]
        accused = self._accused(view, players, trigger)
        give("actor", accused)
        if accused:
            subject = []
        if trigger.verb and trigger.passive:
            give(rule.subject, [player for word, player in around if word == "by"])
            give(table.get("passive") or table.get("object") or "none", subject)
        else:
            give(self._owner(view, trigger, own), own)
            if rule.args.ends_war and subject and view.words[subject[0].item - 1] in ("between", "among"):
                give("actor", subject)  # "fighting between A and B stopped"
            acts = bool(addressed) or self._subject_acts(view, trigger, reading, own)
            if rule.subject == "mediator" or (acts and not self._is_between(trigger, around)):
                give(rule.subject, subject)
        for word, player in around:
            give(self._governed(view, trigger, word, player), [player])
        return cast

    def _governed(self, view: View, trigger: Trigger, word: str, player: Player) -> Role | Literal["none"]:
        """The role of a party after a trigger, by the preposition that governs it ("" for none)."""
        if (not word and not trigger.verb) or (not word and trigger.passive):
            return "none"
        role: Role | Literal["none"] = self.governed[trigger.event].get(word or "object") or "none"
        if not trigger.verb:
            return role if word != "in" or role == "mediator" else "none"
        if word == "in" or (word == "of" and role == "actor"):
            return "none"  # "withdraw from Omdurman, a demand of the RSF"
        if trigger.event == "talks" and word == "to":
            if view.words[trigger.start] in self.talking:
                return "actor"
            if player.found is not None and player.found.mention.type == "state":
                return "none"  # "sent a delegation to Qatar"
        return role

    def _is_between(self, trigger: Trigger, around: list[tuple[str, Player]]) -> bool:
        """ "Kenya proposed a truce between A and B": who proposes takes no part."""
        return trigger.event in SHARED and not trigger.verb and any(word == "between" for word, _ in around)

    def _is_taken_by(self, view: View, trigger: Trigger, verbs: frozenset[str]) -> bool:
        """Whether one of `verbs` takes the noun: "launched an attack", "completed the withdrawal", "rejected a truce"."""
        before = range(max(trigger.start - 8, 0), trigger.start)
        clause = view.clause_of[trigger.start]
        return any(view.words[item] in verbs and view.clause_of[item] == clause for item in before)

    def _owner(self, view: View, trigger: Trigger, own: list[Player]) -> Role | Literal["none"]:
        """ "Rwanda's withdrawal" is Rwanda's doing, "Machar's release" is done to him; "Palestinian deaths" says who died."""
        if trigger.event in ("release", "detention", "displacement"):
            return "target" if own and view.words[own[-1].item + 1] == "'s" else "none"
        if trigger.event == "casualties":
            return "none"
        return "actor"

    def _subject_acts(self, view: View, trigger: Trigger, reading: Reading, own: list[Player]) -> bool:
        """Whether the clause's subject is the doer: of a verb, and of a noun that a verb of doing takes ("launched an attack")."""
        governor = reading.governor.rule.status if reading.governor else None
        offered = reading.governor is not None and any(
            view.words[item] in self.offering for item in range(reading.governor.start, reading.governor.end)
        )
        if trigger.verb:
            if trigger.event == "ceasefire" and reading.status == "proposed":
                return offered or view.words[trigger.start - 1] == "would"  # "Israel would halt its offensive"
            return governor != "demanded" or reading.status == "demanded"
        if trigger.event in NOT_THE_SUBJECTS:
            return (governor == "planned" or self._is_taken_by(view, trigger, self.performing)) and not own
        if own and trigger.event not in SHARED:
            return False
        if self._is_taken_by(view, trigger, self.stance):
            return False  # "rejected a truce", "welcomed the accord"
        if trigger.event in DONE:  # not "condemned the attack", "puts deaths from the bombing at 20"
            return self._is_taken_by(view, trigger, self.performing)
        if trigger.event in (
            "ceasefire",
            "agreement",
            "governance",
            "reconstruction",
            "aid",
            "sanctions",
        ) and reading.status in ("proposed", "demanded", "possible"):
            return offered or self._is_taken_by(view, trigger, self.concluding)
        return True

    def _accused(self, view: View, players: dict[int, Player], trigger: Trigger) -> list[Player]:
        """'X accused Y of ...', 'X blamed Y for ...': what follows is Y's doing."""
        if trigger.event == "position":
            return []
        for item in range(trigger.start - 1, max(trigger.start - 14, 0), -1):
            if view.sentence_of[item] != view.sentence_of[trigger.start]:
                break
            if view.words[item].startswith(ACCUSING):
                if view.words[item + 1] == "by":  # "Uganda was accused by Rwanda of ..."
                    return self._subject_in(view, players, view.clause(item), item)
                return [players[at] for at in range(item, trigger.start) if at in players][:1]
        return []

    # --- where parties stand --------------------------------------------------------------------------------------

    def _addressed(
        self, view: View, players: dict[int, Player], cues: list[Cue], trigger: Trigger
    ) -> list[Player] | None:
        """'X urged Y to release': X speaks and Y is to act. None where nothing is demanded; else those addressed, if any."""
        own = view.clause_of[trigger.start]
        for cue in cues:
            if (
                cue.rule.status == "demanded"
                and cue.rule.direction == "forward"
                and cue.end <= trigger.start + 1
                and trigger.start - cue.end < cue.rule.reach
            ):
                if cue.rule.args.own_subject or own not in (cue.clause, cue.ahead) or cue.start >= trigger.start:
                    continue
                if self._is_taken_by(view, trigger, self.stance):
                    return []  # "urged Israel to accept the deal"
                return (
                    [
                        players[item]
                        for item in range(cue.start, trigger.start)
                        if item in players and not players[item].place
                    ]
                    if trigger.verb
                    or trigger.event in SHARED
                    or self._is_taken_by(view, trigger, self.performing | self.concluding)
                    else []
                )
        return None

    def _subject(self, view: View, players: dict[int, Player], trigger: Trigger) -> list[Player]:
        """The parties that are the subject of the trigger's clause, or of the one it hangs on."""
        clause = view.clause(trigger.start)
        if clause.kind == "report" and not trigger.verb:
            return []  # ", mediators said after two weeks of talks": they speak
        limit = trigger.start
        for _ in range(5):
            group = self._subject_in(view, players, clause, limit)
            if group:
                return group
            if (
                clause.kind == "relative"
                and clause.antecedent is not None
                and clause.opener.split()[-1] in ("who", "which", "that")
            ):
                at = clause.antecedent
                return self._coordinated_left(view, players, at) if at in players else []
            if clause.kind == "complement":
                speaker = self._speaker(view, clause, trigger)
                if speaker is not None:
                    return [speaker]
            bare = clause.kind in ("time", "contrast", "question") and self._without_subject(view, clause)
            if (bare or clause.kind in ("coordinate", "participle", "purpose", "aside")) and clause.parent is not None:
                limit = clause.items[0] if clause.items else limit
                clause = view.clauses[clause.parent]
                if clause.kind == "report" and clause.parent is not None:
                    clause = view.clauses[clause.parent]  # ", the mission said, joining ten million others"
                continue
            break
        return []

    def _speaker(self, view: View, clause: Clause, trigger: Trigger) -> Player | None:
        """ "The navy says its ships shelled ...": what is said of "it" and "its" at the start is said of who speaks."""
        if not any(view.words[item] in ITSELF for item in clause.items[:3] if item < trigger.start):
            return None
        statement = statement_at(view.article, view.article.tokens.starts[view.encoded.first[trigger.start]])
        if statement is None or not statement.source.party:
            return None
        return Player(statement.source.party, clause.items[0])

    def _without_subject(self, view: View, clause: Clause) -> bool:
        """ "While welcoming ...", "after meeting ...", "whether to free ...": the subject is that of the clause it hangs on."""
        rest = [view.words[item] for item in clause.items[len(clause.opener.split()) :][:1]]
        return bool(rest) and (rest[0].endswith("ing") or rest[0] == "to")

    def _subject_in(self, view: View, players: dict[int, Player], clause: Clause, limit: int) -> list[Player]:
        """The first party of a clause, before `limit`, that no preposition governs, and those coordinated with it."""
        words = view.words
        items = clause.items
        opener = {items[0]} if items and clause.kind != "main" else set()
        for item in items:
            if item >= limit:
                break
            if item not in players or players[item].place:
                continue
            group = self._coordinated_left(view, players, item)
            head = group[0].item
            before = self._before_phrase(view, players, head)
            governed = (
                words[before] in self.prepositions and before not in opener and view.clause_of[before] == clause.number
            )
            if governed and words[head + 1] == "," and head < item and clause.items[0] in (before, before - 1):
                head, governed = group[1].item, False  # "According to Egypt, Hamas and Fatah ..."
            if (governed and not self._stands_for(view, before)) or self._is_divided(view, item):
                continue
            if words[item + 1] == "'s":
                apposed = self._apposed(view, players, item, limit)
                if apposed is not None:  # "Burundi's last rebel group, the FNL"
                    return self._coordinated_right(view, players, apposed, limit)
                if any(words[at] in self.not_state for at in range(item + 2, min(item + 5, limit))):
                    continue
            return self._coordinated_right(view, players, head, limit)
        return []

    def _stands_for(self, view: View, item: int) -> bool:
        """Whether what a preposition hangs on stands for the party after it: "leaders of X", "40 units of X", "envoys from X", "men loyal to X"."""
        word, before = view.words[item], view.words[item - 1]
        if word == "of":
            found = view.mention(item - 1)
            counted = found is not None and isinstance(found.mention, CountMention)
            return counted or before in self.heads or before in self.parts
        if word == "from":
            return before in self.heads
        return (word == "to" and before in self.loyal) or word in ("like", "including", "between")

    def _is_divided(self, view: View, item: int) -> bool:
        """ "Libyan parties", "the inter-Tajik talks", "Burundi's warring sides": an adjective that says whose the sides are, and no side itself."""
        if view.words[item - 1] == "-" and view.words[item - 2] == "inter":
            return True
        after = view.words[item + 1 : item + 4]
        return bool(after) and (
            after[0] in self.sides or (after[0] in self.rivalry and not self.sides.isdisjoint(after))
        )

    def _apposed(self, view: View, players: dict[int, Player], item: int, limit: int) -> int | None:
        """The party that names what another one owns: "the FNL" in "Burundi's last rebel group, the FNL"."""
        for at in range(item + 2, min(item + 8, limit)):
            if at in players and (
                view.words[at - 1] == "," or (view.words[at - 1] == "the" and view.words[at - 2] == ",")
            ):
                return at
            if view.words[at] in self.finite:
                break
        return None

    def _before_phrase(self, view: View, players: dict[int, Player], item: int) -> int:
        """The item before a party's noun phrase: "by" in "by the newly formed Alliance"."""
        words = view.words
        tokens = view.article.tokens
        if tokens.lower[view.encoded.first[item]] in ("the", "a", "an"):
            return item - 1
        at = item - 1
        for _ in range(5):
            if words[at] in ("the", "a", "an", "both"):
                return at - 1
            found = view.mention(at)
            # "by 40 Hamas fighters", but "on Friday Hamas ...", "in the first phase Hamas ..."
            modifier = words[at] == "-" or (found is not None and isinstance(found.mention, CountMention))
            if words[at][:1].isalpha() and words[at] not in self.prepositions and words[at] not in self.finite:
                modifier = tokens.words[view.encoded.first[at]][0].islower()
            if not modifier or view.clause_of[at] != view.clause_of[item]:
                return at
            at -= 1
        return item - 1

    def _coordinated_right(self, view: View, players: dict[int, Player], item: int, limit: int) -> list[Player]:
        """A party and those coordinated with it to its right: "A, its ally B and the rebels of C"."""
        group = [players[item]]
        at = item + 1
        while at < limit and view.sentence_of[at] == view.sentence_of[item]:
            if view.words[at] not in COORDINATORS and view.words[at] not in ("as", "along", "with", "each", "jointly"):
                break
            following = at + 1
            while following < min(at + 5, limit) and following not in players:
                word = view.words[following]
                if (
                    view.clause_of[following] != view.clause_of[item]
                    or word in self.finite
                    or word in (",", "to", "by", "in")
                    or (word in self.prepositions and word not in ("of", "from", "with"))
                ):
                    break
                following += 1
            if following >= limit or following not in players or view.clause_of[following] != view.clause_of[item]:
                break  # "Rwanda, which borders Congo, ...", "Rwanda, Uganda said, had ..."
            group.append(players[following])
            at = following + 1
        return group

    def _coordinated_left(self, view: View, players: dict[int, Player], item: int) -> list[Player]:
        group = [players[item]]
        at = item - 1
        if view.words[at] == "," and not self._goes_on(view, players, item):
            return group  # "mediated by Egypt and Qatar, Hamas is to ...", "according to Egypt, Hamas ...": the list ends before it
        while view.words[at] in COORDINATORS or (at in players and view.words[at + 1] in COORDINATORS):
            if view.clause_of[at] != view.clause_of[item]:
                break  # "fired by the rebels, and the government replied"
            if at in players:
                if players[at].place:
                    break  # "after talks in Kenya, Sudan and the rebels ..."
                group.append(players[at])
            at -= 1
        return group[::-1]

    def _goes_on(self, view: View, players: dict[int, Player], item: int) -> bool:
        """Whether a list goes on after a party: "A, B and C" after B, not after C."""
        if view.words[item + 1] not in (",", "and", "or", "&"):
            return False
        return any(at in players for at in range(item + 2, item + 5))

    def _own(self, view: View, players: dict[int, Player], trigger: Trigger) -> list[Player]:
        """Whose a noun is: "Rwanda's withdrawal", "Israeli strikes", "Russian shelling", "US sanctions"."""
        if trigger.verb:
            return []
        words = view.words
        at = trigger.start - 1
        for _ in range(6):
            if view.clause_of[at] != view.clause_of[trigger.start]:
                break
            word = words[at]
            if word == "and" and at - 1 not in players and words[at - 1] not in (",", ""):
                at -= 1  # "an Ethiopian air and artillery strike"
                continue
            if at in players and self._is_divided(view, at):
                break
            if at in players:
                if (
                    words[at + 1] in ("'s", "-")
                    or at == trigger.start - 1
                    or words[at + 1] not in (",", "and", "or", "to", "of")
                ):
                    verb_between = any(
                        words[i] in self.finite or (words[i].endswith("ed") and words[at + 1] not in ("'s", "-"))
                        for i in range(at + 1, trigger.start)
                    )
                    return [] if verb_between or words[at - 1] in ("to",) else self._coordinated_left(view, players, at)
                break
            if word in self.adjectives:
                return [Player(self.adjectives[word], at)]
            if (
                word in self.prepositions
                or word in (",", "and", "the", "a", "an", ".", ";", ":")
                or word in self.finite
            ):
                break
            at -= 1
        return []

    def _after(self, view: View, players: dict[int, Player], trigger: Trigger) -> list[tuple[str, Player]]:
        """Parties after a trigger in its clause, each with the preposition that governs it ("" for none)."""
        out: list[tuple[str, Player]] = []
        clause = view.clause_of[trigger.start]
        words = view.words
        governor = ""
        past_verb = False
        lower_bound = trigger.start if trigger.end - trigger.start > 1 else trigger.end
        for at in range(lower_bound, min(len(words), trigger.end + 18)):
            if view.clause_of[at] != clause:
                if view.sentence_of[at] != view.sentence_of[trigger.start]:
                    break
                if view.clauses[view.clause_of[at]].kind in ("aside", "relative"):
                    continue
                break
            word = words[at]
            if word in self.prepositions:
                if word != "of" or words[at - 1] not in self.heads or governor in ("", "-"):  # "by fighters of X"
                    governor = "-" if words[at - 1] == "according" else word
            elif word in self.finite and (at > trigger.end + 1 or not (trigger.verb or word in self.auxiliaries)):
                governor, past_verb = "-", True  # what a later verb governs is not the trigger's, but for "signed by"
            elif at in players:
                if past_verb and governor not in ("by", "between"):
                    continue
                if governor == "with" and words[at + 1].endswith("ing"):
                    continue  # "with China abstaining": a bystander
                if governor == "in" and not players[at].place:
                    governor = "-"  # "after talks in Kenya, the rebels and ...": who meets there is no host
                if not players[at].place or governor in ("on", "against", "at", "in", "to"):
                    out.append((governor, players[at]))
            elif word in self.adjectives and governor in ("on", "against", "at") and at not in players:
                out.append((governor, Player(self.adjectives[word], at)))
            elif word == "," and (
                at - 1 not in players or (at + 1 not in players and words[at + 1] not in COORDINATORS)
            ):
                governor = "-"  # what follows belongs to something else
        return out

    def _mediating(self, view: View, players: dict[int, Player], trigger: Trigger) -> list[Player]:
        """'mediated by X', 'X-brokered', 'hosted by X', 'X hosted talks', 'under X's mediation'."""
        if trigger.event not in ("talks", "ceasefire", "agreement", "release", "withdrawal"):
            return []
        out: list[Player] = []
        words = view.words
        sentence = view.sentence_of[trigger.start]
        for item in range(max(1, trigger.start - 14), min(len(words) - 1, trigger.end + 18)):
            helped = words[item] in ("negotiate", "reach", "secure", "bring") and any(
                words[at] in self.helping for at in range(item - 6, item)
            )
            if (
                view.sentence_of[item] != sentence
                or (words[item] not in self.mediating and not helped)
                or trigger.start <= item < trigger.end
            ):
                continue
            if words[item - 1] == "-" and item - 2 in players:  # X-brokered
                out.append(players[item - 2])
            elif words[item + 1] in ("by", "jointly"):
                out += self._listed_after(view, players, item + 2)
            elif words[item] == "mediating" and item - 1 in players:  # "with Oman and Qatar mediating"
                out += self._coordinated_left(view, players, item - 1)
            elif words[item] == "mediation":
                at = item - 2 if words[item - 1] == "'s" else item - 1
                if at in players:
                    out.append(players[at])
                elif words[item + 1] in ("support", "by", "of", "from"):
                    out += self._listed_after(view, players, item + 2)
            elif self._tells_of(view, trigger, item):  # "the truce that Cuba and Norway helped to negotiate"
                out += self._subject_in(view, players, view.clause(item), item)
            elif (
                item < trigger.start
                and item + 8 > trigger.start
                and view.clause_of[item] == view.clause_of[trigger.start]
            ):
                out += self._subject_in(view, players, view.clause(trigger.start), item)
        return out

    def _tells_of(self, view: View, trigger: Trigger, item: int) -> bool:
        """Whether an item is the verb of a relative clause about the trigger."""
        clause = view.clause(item)
        return (
            item >= trigger.end
            and clause.kind == "relative"
            and clause.antecedent is not None
            and trigger.start <= clause.antecedent < trigger.end + 3
        )

    def _listed_after(self, view: View, players: dict[int, Player], at: int) -> list[Player]:
        """Parties listed from an item on: "by Norway, Cuba and Chile"."""
        out: list[Player] = []
        sentence = view.sentence_of[at]
        gap = 0
        while view.sentence_of[at] == sentence and gap < 4:
            if at in players:
                out.append(players[at])
                gap = 0
                if view.words[at + 1] not in COORDINATORS and view.words[at + 1] not in ("as", "(", "-", "'s", ")"):
                    break
            else:
                gap += 1
            at += 1
        return out
