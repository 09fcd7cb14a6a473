"""Who takes part in an event: the arguments of its trigger, given their roles by the event's frame (patterns/events/frames.yaml)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from ...models import Role
from ...rules.forms import EventRule, Frame
from ...rules.packs import Packs
from ..context.engine import Cue, Reading
from ..events.triggers import Trigger
from ..statements.stage import statement_at
from ..syntax.arguments import Arguments
from ..syntax.clauses import View
from ..syntax.kinds import COUNT, PHASE
from ..syntax.phrases import Phrase, VerbGroup
from .mediators import MediatorReader
from .players import Cast, Player, PlayerReader, Players

_SAID_BEFORE = 8  # statements: how many before one that answers are looked through
_NEAR = 2  # sentences: how far back what is answered was said


class RoleReader:
    """Reads the participants of triggers."""

    def __init__(self, packs: Packs) -> None:
        self.frames = packs.frames
        self.players = PlayerReader(packs)
        self.mediators = MediatorReader(packs)
        words = packs.words
        self.classes = {
            name: frozenset(words[name])
            for frame in packs.frames.values()
            for name in (*frame.doers, *frame.sufferers)
            if name != "any"
        }
        self.remote = frozenset(words["REMOTE"])
        self.accusing = frozenset(words["ACCUSE"])
        self.accused_of = frozenset(words["ACCUSED_OF"])
        self.itself = frozenset(words["ITSELF"])
        self.transparent = frozenset(words["TRANSPARENT_N"]) | self.players.parts
        self.of = frozenset(words["OF"])
        self.copulas = frozenset(words["COPULA"])
        self.adjectival = frozenset(words["ADJECTIVAL"])
        self.holding = frozenset(words["HOLD"])
        self.by = frozenset(words["BY"])
        self.behind = frozenset(words["BEHIND"])
        self.responsible = frozenset(words["RESPONSIBLE"])
        self.within = frozenset(words["WITHIN"])
        self.source = frozenset(words["SOURCE_PREPOSITION"]) - self.by - self.of
        self.papers = frozenset(words["PAPER_N"])
        self.naming = frozenset(words["NAME"])
        self.leaving = frozenset(words["LEAVE"])
        self.journeys = frozenset(words["JOURNEY_N"])
        self.behalf = frozenset(words["BEHALF"])
        self.aiming = frozenset(words["AIM"])
        self.said = frozenset(words["SAID_N"])
        self.definite = frozenset(words["THE"])
        self.operations = frozenset(words["OPERATION_N"]) | frozenset(packs.lexicon["ATTACK_N"])
        self.performing = frozenset(words["PERFORM"])
        self.fighting = frozenset(words["FIGHT"])
        self.binding = frozenset(words["BIND"])
        self.withs = frozenset(words["WITH"])
        self.adjunct = frozenset(words["ADJUNCT"])
        self.deeds = frozenset(words["DEED"])
        self.calling, self.called_for = frozenset(words["CALL_FOR"]), frozenset(words["FOR"])
        self.toward = frozenset(words["TOWARD_PLACE"])
        self.receiving, self.asked = frozenset(words["RECEIVE"]), frozenset(words["ASKED_N"])
        self.sender = frozenset(words["FROM"])

    def read(self, view: View, players: Players, cues: list[Cue], trigger: Trigger, reading: Reading) -> Cast:
        """The participants of a trigger; nobody takes part twice."""
        casting = _Casting(self, view, players, trigger)
        casting.cast_all()
        return casting.cast


@dataclass(slots=True)
class _Casting:
    """One trigger being given its participants: who comes first keeps his role."""

    reader: RoleReader
    view: View
    players: Players
    trigger: Trigger
    cast: Cast
    seen: set[str]

    def __init__(self, reader: RoleReader, view: View, players: Players, trigger: Trigger) -> None:
        self.reader, self.view, self.players, self.trigger = reader, view, players, trigger
        self.cast, self.seen = Cast(), set()

    @property
    def frame(self) -> Frame:
        return self.reader.frames[self.trigger.event]

    @property
    def rule(self) -> EventRule:
        return self.trigger.rule

    def give(self, role: str | None, group: Iterable[Player]) -> None:
        if role in ("actor", "target", "mediator"):
            for player in [each for one in group for each in (one, *one.others)]:
                if player.party not in self.seen:
                    self.seen.add(player.party)
                    self.cast.of(role).append(player)  # type: ignore[arg-type]

    def cast_all(self) -> None:
        acted: list[Phrase] = []
        arguments = self.players.syntax.arguments(self.trigger.start, self.trigger.end)
        if self.frame.mediated:
            self.give("mediator", self.reader.mediators(self.view, self.players.syntax, self.players, self.trigger))
        if arguments.group is not None:
            self._verb(arguments.group)
            acted = [*arguments.group.objects, *arguments.group.obliques]
        elif arguments.phrase is not None:
            self._noun(arguments, arguments.phrase)
            acted = arguments.obliques
        if self.frame.holder and not self.cast.actors:
            self.give("actor", self._holders(acted))
        if (self.frame.shared or self.frame.fight) and len(self.cast.actors) == 1 and self._has_partner(arguments):
            self.give("actor", self._partner())

    # --- partners --------------------------------------------------------------------------------------------------

    def _has_partner(self, arguments: Arguments) -> bool:
        """Whether the one party of an event that takes two is the other side, and nobody is said to be the first: "talks with the rebels"."""
        words, reader = self.view.words, self.reader
        only = self.cast.actors[0]
        behind = any(
            words[one.preposition] in reader.withs and only in self.players.of(one) for one in arguments.obliques
        )
        if arguments.group is not None:
            return behind and not arguments.group.subjects
        return behind and arguments.phrase is not None

    def _partner(self) -> list[Player]:
        """Who deals with the other side: the subject of the sentence, or who speaks."""
        syntax, item = self.players.syntax, self.trigger.start
        for at in range(*self.view.sentence(item)):
            group = syntax.group_at(at)
            if group is not None and group.verb == at and group.link == "main" and group.subjects:
                found = [player for player in self.players.of_group(group.subjects) if not player.place]
                if found:
                    return found if len(found) == 1 else []
                break
        article = self.view.article
        statement = statement_at(article, article.tokens.starts[self.view.encoded.first[item]])
        if statement is None or not statement.source.party:
            return []
        return [Player(statement.source.party, item)]

    # --- verbs ----------------------------------------------------------------------------------------------------

    def _verb(self, group: VerbGroup) -> None:
        frame, rule = self.frame, self.rule
        table = {**frame.verb, **frame.lemmas.get(group.lemma, {})}
        obliques = [
            one
            for one in group.obliques
            if one.hangs_on is None or self.view.words[one.preposition] not in self.reader.of
        ]
        if group.passive and group.lemma not in self.reader.adjectival:
            self._obliques(table, obliques)
            if frame.violent and not self.cast.actors:
                self.give(rule.subject, self._fought(group))
            self.give(table.get("passive") or table.get("object"), self._hit(group.subjects))
        else:
            doer = frame.lemmas.get(group.lemma, {}).get("subject") or rule.subject
            self.give(doer, self._subjects(group))
            self.give(rule.others or table.get("object"), self._hit(group.objects))
            self._obliques(table, obliques, passive=False)
            if frame.stance and not self.cast.targets and self.cast.actors:
                self.give("target", self._answered(group.objects))

    def _fought(self, group: VerbGroup) -> list[Player]:
        """Whom those who are hurt were fighting: "were killed fighting the rebels"."""
        after = self.players.syntax.group_at(group.last + 1)
        if after is None or after.governor is not group or after.lemma not in self.reader.fighting:
            return []
        return self.players.of_group(after.objects)

    def _answered(self, objects: list[Phrase]) -> list[Player]:
        """Whose words are turned down or welcomed, where they were told just before: "The army rejected the call"."""
        view, words = self.view, self.view.words
        said = [
            one
            for one in objects
            if words[one.head] in self.reader.said and words[one.first] in self.reader.definite and one.owner is None
        ]
        if not said:
            return []
        article = view.article
        token = view.encoded.first[self.trigger.start]
        start, here = article.tokens.starts[token], article.sentence_of[token]
        actors = {player.party for player in self.cast.actors}
        place = bisect_left(article.statements, start, key=lambda statement: statement.content.start)
        for statement in reversed(article.statements[max(0, place - _SAID_BEFORE) : place]):
            party = statement.source.party
            if statement.content.end > start or party is None or party in actors:
                continue
            token = bisect_left(article.tokens.starts, statement.content.start)
            if here - article.sentence_of[token] > _NEAR:
                break
            return [Player(party, said[0].head)]
        return []

    def _subjects(self, group: VerbGroup) -> list[Player]:
        """Who does what a verb group says; who intends it, where nobody else is said to."""
        found: list[Player] = []
        noun = group.noun
        if noun is not None and group.link in ("noun", "gerund"):
            found = self.players.inside(noun) or self._by(noun)  # "rejected a US plan to free them", "an offer by X to"
        elif noun is not None and group.link == "reduced" and self.view.words[noun.head] in self.reader.papers:
            found = self._issuers(noun)  # "adopted a resolution calling on"
        found = found or self.players.of_group(group.subjects)
        found = found or self._on_behalf(group) or self._deed_of(group.subjects)
        return [player for player in found or self._speaker(group.subjects) if not player.place]

    def _deed_of(self, subjects: list[Phrase]) -> list[Player]:
        """Whose deed it is that does something: "Kenya launched a *raid* that freed nine", "Kenyan *shelling* drove them out"."""
        for phrase in subjects:
            if self.view.words[phrase.head] not in self.reader.operations:
                continue
            found = self.players.whose(phrase) or self._by(phrase)
            verb = phrase.verb
            if (
                not found
                and verb is not None
                and not verb.passive
                and phrase in verb.objects
                and verb.lemma in self.reader.performing
            ):
                found = self.players.of_group(verb.subjects)
            if found:
                return found
        return []

    def _on_behalf(self, group: VerbGroup) -> list[Player]:
        """ "General Sako signed on behalf of the government"."""
        for phrase in group.obliques:
            if self.view.words[phrase.head] in self.reader.behalf:
                after = self.players.syntax.after(phrase)[:1]
                return [player for one in after for player in self.players.of_group(one.group)]
        return []

    def _by(self, noun: Phrase) -> list[Player]:
        """Whose something is by what follows it, or what follows its infinitive: "an offer by Sana", "a raid to free him by Kenyan troops"."""
        syntax = self.players.syntax
        after = syntax.after(noun)[:1]
        group = syntax.group_at(noun.last + 1)
        if group is not None and group.noun is noun and group.link == "noun" and not group.passive:
            after = after or group.obliques
        by = [one for one in after if self.view.words[one.preposition] in self.reader.by]
        return [player for one in by for player in self.players.of_group(one.group)]

    def _issuers(self, noun: Phrase) -> list[Player]:
        """Who says what a paper says: its owner, or who issues it or speaks in it."""
        owners = self.players.of_group(noun.owner.group) if noun.owner is not None else []
        found = owners or self.players.inside(noun) or self._by(noun)
        if not found and noun.verb is not None and not noun.verb.passive:
            found = self.players.of_group(noun.verb.subjects)
        return found

    def _hit(self, phrases: list[Phrase]) -> list[Player]:
        """Whom an event acts on: the party itself; where the frame says so, the one whose things they are ("Iran's oil terminals")."""
        out: list[Player] = []
        for phrase in phrases:
            found = self.players.of(phrase)
            if not found and self.frame.loser:
                found = self.players.whose(phrase) or self._part_of(phrase)
            out += found
        return out

    def _part_of(self, phrase: Phrase) -> list[Player]:
        """Whose what a phrase is a part of is: "a large chunk of Eritrean territory"."""
        for one in self.players.syntax.after(phrase)[:1]:
            if one.hangs_on is phrase and self.view.words[one.preposition] in self.reader.of:
                return self.players.inside(one)
        return []

    def _holders(self, phrases: list[Phrase]) -> list[Player]:
        """Who holds what is spoken of: "ten captives held by the FARC"."""
        for phrase in phrases:
            group = self.players.syntax.group_at(phrase.last + 1)
            if group is not None and group.noun is phrase and group.passive and group.lemma in self.reader.holding:
                by = [one for one in group.obliques if self.view.words[one.preposition] in self.reader.by]
                return self.players.of_group(by)
        return []

    def _ground(self, phrase: Phrase) -> list[Player]:
        """The party in whose place something is: "in Chad", "in Abéché, Chad", "in Chad's capital"."""
        named = [
            self.players.at.get(one.head)
            for one in (phrase, *phrase.apposed, *([phrase.owner] if phrase.owner else []))
        ]
        return [
            player
            for player in named
            if player is not None and player.found is not None and (player.place or player.item != phrase.head)
        ]

    def _obliques(
        self, table: Mapping[str, Role | Literal["none"]], obliques: list[Phrase], passive: bool = True
    ) -> None:
        rule, frame = self.rule, self.frame
        for phrase in obliques:
            word = self.view.words[phrase.preposition]
            role: str | None = table.get(word)
            if word == "by" and role and (phrase.hangs_on is None or passive):
                role = rule.subject
            elif rule.others and role:
                role = rule.others
            if word in self.reader.by and self._is_source(phrase):
                continue  # "was accused of violating it by Chad"
            if role == "actor" and not passive and phrase.hangs_on is not None and word in self.reader.source:
                continue  # "a ship with arms from Turkey"
            players = self._hit([phrase]) if role == "target" else self.players.of(phrase)
            if not players and word in self.reader.by and frame.violent:
                players = self.players.whose(phrase)  # "by Indian shelling", "by the rebels' rockets"
            if word in self.reader.within:
                self.give(role or ("target" if frame.ground else None), self._ground(phrase))
                continue
            for player in players:
                if player.place and word not in self.reader.toward:
                    continue
                self.give(role, [player])

    def _is_source(self, phrase: Phrase) -> bool:
        """Whether a phrase names who tells of the event."""
        article, first = self.view.article, self.view.encoded.first
        statement = statement_at(article, article.tokens.starts[first[self.trigger.start]])
        if statement is None:
            return False
        return statement.source.start <= article.tokens.starts[first[phrase.head]] < statement.source.end

    # --- nouns ----------------------------------------------------------------------------------------------------

    def _noun(self, arguments: Arguments, phrase: Phrase) -> None:
        frame = self.frame
        table = {**frame.noun, **frame.lemmas.get(self.view.words[self.trigger.end - 1], {})}
        owners = self.players.of_group(arguments.possessors)
        inside = self.players.inside(phrase)
        obliques = [
            one for one in arguments.obliques
            if one.hangs_on in phrase.group or self.view.words[one.preposition] not in self.reader.of
        ]  # fmt: skip
        both = any(self.view.words[one.preposition] in self.reader.of for one in obliques)
        self.give(
            self.rule.subject if both else table.get("possessor"), owners
        )  # "Mali's arrest", "Mali's arrest of two men"
        support, place, owned = self._support(arguments, phrase)
        if support is not None and place == "subject":
            done = not support.passive or self._is_one(support, frame.doers)  # but "the raid was condemned by Chad"
            obliques += [
                one for one in support.obliques if done or self.view.words[one.preposition] not in self.reader.by
            ]
        words = {self.view.words[oblique.preposition] for oblique in obliques}
        if "between" not in words:
            places = [player for player in inside if player.place and frame.ground]
            self.give(table.get("compound"), [player for player in inside if not player.place])
            self.give("target", places)
        self._obliques(table, obliques)
        described = [
            group for group in self.players.syntax.describing(phrase) if group.lemma not in self.reader.mediators.mediating
        ]  # fmt: skip
        for group in described:
            if group.passive:
                self._obliques(
                    table, [one for one in group.obliques if one not in obliques]
                )  # "the accord reached by both"
            elif phrase in group.objects and self._does(group, frame.doers):
                self.give(self.rule.subject, self._subjects(group))  # "the truce that both had signed"
                if frame.shared:
                    self._obliques(table, [one for one in group.obliques if one not in obliques])  # "signed with Congo"
            if frame.loser and group.link == "reduced":
                self.give("target", self._aimed(group))
        if not self.cast.actors and table.get("by"):
            self.give(self.rule.subject, self._by(phrase))
        if frame.settlement and not self.cast.actors:
            fought = [one for one in obliques if self.view.words[one.head] in self.reader.operations]
            self.give(
                self.rule.subject, [player for one in fought for player in self.players.whose(one)]
            )  # "a pause in Chad's raids"
        if support is not None and place == "subject" and frame.settlement and support.lemma in self.reader.binding:
            self.give(self.rule.subject, self.players.of_group(support.objects))  # "the accord obliges both"
        if support is None or place == "subject" or "between" in words:
            return
        self.give(self.rule.subject, owned)
        senders = self._senders(support)
        self.give(self.rule.subject, senders)
        own = bool(owners or inside or owned or senders)
        if own and not frame.shared:
            return
        subjects = self._subjects(support)
        if support.lemma in self.reader.accusing and place in self.reader.accused_of:
            self.give("actor", subjects if support.passive else self.players.of_group(support.objects))
        elif place in self.reader.withs and support.objects and frame.sufferers:
            self.give(self.rule.subject, subjects)  # "threatened Russia with sanctions"
            self.give("target", self.players.of_group(support.objects))
        elif frame.shared and "with" in words:
            self.give(self.rule.subject, subjects)  # "after talks with Iran, Oman said"
        elif self.trigger.verb:
            kept = self.players.of_group(support.objects) if support.lemma in self.reader.leaving else []
            self.give(self.rule.subject, kept or subjects)  # "is in favour of", "stays in power", "left them in charge"
        elif self.view.words[phrase.head] in self.reader.journeys and place in self.reader.adjunct:
            self.give(self.rule.subject, subjects)  # "said on arrival"
        elif not frame.shared and self._is_named(phrase, support):
            self.give(self.rule.subject, self.players.whose(support.objects[0]))  # "called the raid a violation"
        elif not support.passive and self._is_one(support, frame.sufferers):
            self.give("target", subjects)
        elif self._is_blamed(phrase, place):
            self.give(self.rule.subject, subjects)
        elif frame.fight and place in self.reader.within and support.lemma in self.reader.deeds:
            self.give(self.rule.subject, self._doers(support))  # "killed nine in raids on two villages"
        elif not frame.shared and support.lemma in self.reader.calling and place in self.reader.called_for:
            return  # "called for sanctions"
        elif support.passive or (place in self.reader.adjunct and support.lemma not in self.reader.copulas):
            return
        elif self._is_one(support, frame.doers):
            self.give(self.rule.subject, subjects)

    def _senders(self, support: VerbGroup) -> list[Player]:
        """Who makes an offer that somebody gets: "received an offer of talks from Chad"."""
        words, reader = self.view.words, self.reader
        if support.passive or support.lemma not in reader.receiving:
            return []
        if not any(words[one.head] in reader.asked for one in support.objects):
            return []
        return [
            player
            for one in support.obliques
            if words[one.preposition] in reader.sender
            for player in self.players.of_group(one.group)
        ]

    def _aimed(self, group: VerbGroup) -> list[Player]:
        """Whom a described attack is for: "an ambush targeting the patrol", "an offensive aimed at crushing the rebels"."""
        syntax, reader = self.players.syntax, self.reader
        if group.lemma in reader.aiming and not group.passive:
            return self._hit(group.objects)
        if group.lemma not in reader.aiming:
            return []
        after = syntax.group_at(group.last + 2)
        return self._hit(after.objects) if after is not None and after.governor is group else []

    def _is_named(self, phrase: Phrase, support: VerbGroup) -> bool:
        """Whether a noun says what the object before it was: "called the raid a violation"."""
        return support.lemma in self.reader.naming and phrase in support.objects[1:]

    def _doers(self, support: VerbGroup) -> list[Player]:
        """Who does a deed: its subject; of a passive verb whoever stands behind "by"."""
        if not support.passive:
            return self._subjects(support)
        by = [one for one in support.obliques if self.view.words[one.preposition] in self.reader.by]
        return self.players.of_group(by)

    def _is_blamed(self, phrase: Phrase, place: str) -> bool:
        """ "Was behind the attack", "is responsible for the raid"."""
        reader = self.reader
        return place in reader.behind or (
            phrase.preposition > 0 and self.view.words[phrase.preposition - 1] in reader.responsible
        )

    def _support(self, arguments: Arguments, phrase: Phrase) -> tuple[VerbGroup | None, str, list[Player]]:
        """The verb that takes a noun, what the noun is to it, and who owns what stands between: "opened a new round of talks", "Iran's resumption of talks"."""
        place, words = arguments.place, self.view.words
        outer = phrase
        while outer.hangs_on is not None and self._is_transparent(outer.hangs_on) and not self._is_charge(outer):
            outer = outer.hangs_on
            place = words[outer.preposition] if outer.preposition >= 0 else outer.role
        owner = outer.owner if outer is not phrase else None
        return (
            outer.verb if outer is not phrase else arguments.support,
            place,
            self.players.of_group(owner.group) if owner is not None else [],
        )

    def _is_charge(self, phrase: Phrase) -> bool:
        """ "Accused the rebels of attacks": no attacks of the rebels, but what they are accused of."""
        accused = phrase.hangs_on
        if accused is None or accused.verb is None or self.view.words[phrase.preposition] not in self.reader.accused_of:
            return False
        told = accused.verb.lemma in self.reader.accusing and accused in accused.verb.objects
        return told and bool(self.players.of(accused))  # not "held out the prospect of aid"

    def _is_transparent(self, phrase: Phrase) -> bool:
        """ "A round of talks", "the second phase of the talks", "two of the attacks"."""
        return self.view.words[phrase.head] in self.reader.transparent or self.players.syntax.kinds[phrase.head] in (
            PHASE,
            COUNT,
        )

    def _does(self, group: VerbGroup, classes: list[str]) -> bool:
        """Whether a verb or what governs it is of a class: "the funds that the state pledged to send"."""
        governor = group.governor if group.link == "control" else None
        return self._is_one(group, classes) or (governor is not None and self._is_one(governor, classes))

    def _is_one(self, group: VerbGroup, classes: list[str]) -> bool:
        if "any" in classes:
            return group.lemma not in self.reader.remote
        return any(group.lemma in self.reader.classes[name] for name in classes)

    def _speaker(self, subjects: list[Phrase]) -> list[Player]:
        """ "Egypt said it would ...": the pronoun that begins what is said means who says it."""
        if not subjects or self.view.words[subjects[0].head] not in self.reader.itself:
            return []
        article = self.view.article
        statement = statement_at(article, article.tokens.starts[self.view.encoded.first[self.trigger.start]])
        if statement is None or statement.kind == "direct":
            return []  # who speaks of "it" within a quote speaks of another
        if not statement.source.party or self._is_of_others(statement.source.start, subjects[0]):
            return []
        return [Player(statement.source.party, subjects[0].head)]

    def _is_of_others(self, start: int, subject: Phrase) -> bool:
        """Whether those of a relative clause are not who speaks behind it: "the men that they had agreed to free, an envoy said"."""
        encoded, words = self.view.encoded, self.view.words
        group = subject.verb
        spoken_before = start < self.view.article.tokens.starts[encoded.first[subject.head]]
        relative = group is not None and group.link == "relative"
        return relative and not spoken_before and words[subject.head] in self.players.reader.pronouns.people
