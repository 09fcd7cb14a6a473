"""Find the words that carry an event."""

from __future__ import annotations

from dataclasses import dataclass

from ...models import CountMention, Event, PartyMention, PhaseMention
from ...rules.forms import EventRule
from ...rules.grammar import Match
from ...rules.packs import Packs
from ..syntax.clauses import QUOTES, View
from ..syntax.verbs import VerbReader

SUBJECT_REACH, OBJECT_REACH = 13, 8  # how far a verb's subject and object may stand, in items of its clause
CLAUSE_REACH = 80
SUBJECTS = frozenset(("they", "he", "she", "it", "we", "i", "you"))
STOPS = frozenset((";", ":", "(", ")"))
OBJECT_OPENERS = frozenset(("the", "a", "an", "its", "their", "his", "her", "our", "all"))


@dataclass(slots=True)
class Trigger:
    """A trigger: items `start` to `end` (end exclusive), its event, and the rule that found it.

    `forms`: which verb forms its first word can be (BASE, S, PAST, PART, ING); empty for a noun.
    """

    start: int
    end: int
    event: Event
    rule: EventRule
    forms: frozenset[str] = frozenset()
    passive: bool = False

    @property
    def verb(self) -> bool:
        return bool(self.forms)


class TriggerFinder:
    """Runs the event rules."""

    def __init__(self, packs: Packs) -> None:
        self.grammar = packs.grammar("events", EventRule)
        frames = packs.frames.items()
        self.stances = frozenset(event for event, frame in frames if frame.stance)
        self.settlements = frozenset(event for event, frame in frames if frame.settlement)
        self.borrowed = frozenset(event for event, frame in frames if frame.borrowed)
        self.outcomes = frozenset(event for event, frame in frames if frame.follows and frame.harmful)
        self.verbs = VerbReader(packs)
        self.forms = self.verbs.of_first
        self.classes = packs.lexicon
        self.other_fields = frozenset(packs.lexicon["OTHER_FIELD_N"])
        self.other_wars = frozenset(packs.lexicon["OTHER_WAR_W"])
        self.earnest = frozenset(packs.lexicon["IN_EARNEST_N"])
        self.governing = frozenset(packs.lexicon["PREPOSITION"]) - {"of"}
        self.indefinite = frozenset(packs.lexicon["INDEFINITE"])
        self.deals = frozenset(packs.lexicon["DEAL_N"])
        self.modal = frozenset(packs.lexicon["MODAL"]) | frozenset(packs.lexicon["DO"])
        self.be = frozenset(packs.lexicon["BE"])
        self.auxiliaries = frozenset(packs.lexicon["AUX"])
        self.skip = frozenset(packs.lexicon["ADVERB"]) | frozenset(packs.lexicon["NOT"])

    def __call__(self, view: View) -> list[Trigger]:
        """The triggers of an article in reading order; where two overlap, the longer stands."""
        candidates: list[Trigger] = []
        for match in self.grammar.find(view.encoded):
            trigger = self._trigger(view, match)
            if trigger is not None:
                candidates.append(trigger)
        candidates = self._told_before(candidates)
        # the longer first; of two alike the one that what the verb acts on has told, and last the one that only the article has
        candidates.sort(
            key=lambda t: (
                t.start - t.end, t.start, bool(t.rule.args.follows), not (t.rule.acts_on or t.rule.done_by)
            )
        )  # fmt: skip
        taken: list[Trigger] = []
        used: set[int] = set()
        for trigger in candidates:
            if used.isdisjoint(range(trigger.start, trigger.end)):
                used.update(range(trigger.start, trigger.end))
                taken.append(trigger)
        taken.sort(key=lambda t: t.start)
        return self._settled(view, self._in_earnest(view, taken))

    def _in_earnest(self, view: View, triggers: list[Trigger]) -> list[Trigger]:
        """Without those of sport, trade and the stage: "the striker fired a shot", "a ceasefire in their price war"."""
        elsewhere: set[int] = set()
        for item, word in enumerate(view.words):
            if word in self.other_fields or (word in self.other_wars and view.words[item + 1] in ("war", "wars")):
                elsewhere.add(view.sentence_of[item])
        if not elsewhere:
            return triggers
        elsewhere -= {view.sentence_of[item] for item, word in enumerate(view.words) if word in self.earnest}
        return [t for t in triggers if view.sentence_of[t.start] not in elsewhere or t.event not in self.borrowed]

    def _told_before(self, triggers: list[Trigger]) -> list[Trigger]:
        """Without the words that tell of an event only where one like it was told before: "the process" of making steel."""
        first: dict[Event, int] = {}
        for trigger in triggers:
            if not trigger.rule.args.follows:
                first[trigger.event] = min(trigger.start, first.get(trigger.event, trigger.start))
        return [
            trigger
            for trigger in triggers
            if not trigger.rule.args.follows
            or any(first.get(event, trigger.start) < trigger.start for event in trigger.rule.args.follows)
        ]

    def _trigger(self, view: View, match: Match[EventRule]) -> Trigger | None:
        rule = match.rule
        start, end = match.groups.get("trigger", (match.start, match.end))
        units = rule.args.phase_unit
        if units:
            found = view.mention(start)
            mention = found.mention if found else None
            if isinstance(mention, PhaseMention) and mention.unit not in units:
                return None
        if rule.verb and view.is_compound(start):
            return None  # "the UN-negotiated text": it describes
        if not self._counts_fit(view, match) or (not rule.verb and end - start == 1 and self._is_doing(view, start)):
            return None
        forms: frozenset[str] = frozenset()
        passive = False
        if rule.verbs and not self.verbs.is_verb(view, rule, start, end):
            return None
        if rule.verb:
            forms = frozenset(self.forms.get(view.words[start], ())) or self._form(view, start)
            passive = self._is_passive(view, start, forms)
            if not passive and "PART" in forms and "PAST" in forms and rule.args.passive:
                passive = True
            if {"PART"} <= forms <= {"PART", "PAST"} and not passive and view.words[start - 1] in self.governing:
                return None  # "in occupied Kherson": it describes the place
            if rule.not_on and self._is_said_of(view, rule.not_on, start, forms, passive):
                return None
            if rule.acts_on and not self._acts_on(view, rule, start, end, forms, passive):
                return None
            if rule.done_by and not self._done_by(view, rule, start, end, passive):
                return None
        return Trigger(start, end, rule.event, rule, forms, passive)

    def _is_doing(self, view: View, item: int) -> bool:
        """Whether a word that is noun and verb is the verb: "is shelling the town", "would not attack", "accused of bombing Goma"; not "the bombing"."""
        forms = self.forms.get(view.words[item], ())
        at = item - 1
        while view.words[at] in self.skip:
            at -= 1
        if "BASE" in forms and view.words[at] in self.modal:
            return True  # "would not attack"
        if "BASE" in forms and view.words[at] == "to" and view.words[item + 1] in OBJECT_OPENERS:
            return True  # "to strike a deal"
        if "ING" not in forms:
            return False
        if view.words[at] in self.be:
            return view.words[at - 1] != "there"
        follows = view.mention(item + 1)
        takes = view.words[item + 1] in OBJECT_OPENERS or (
            follows is not None and isinstance(follows.mention, PartyMention | CountMention)
        )
        return takes and (view.words[at] in self.governing or view.words[at] in ("of", "denied", "denies", "deny"))

    def _counts_fit(self, view: View, match: Match[EventRule]) -> bool:
        """Where the rule says what must be counted: a count in the match is of one of those kinds."""
        needs, last = match.rule.args.needs, match.end
        if not needs:
            needs, last = match.rule.args.needs_after, match.end + 3
            if not needs:
                return True
        found = [view.mention(item) for item in range(match.start, min(last, len(view.words)))]
        categories = [
            one.mention.category for one in found if one is not None and isinstance(one.mention, CountMention)
        ]
        return not categories or any(category in needs for category in categories)

    def _acts_on(self, view: View, rule: EventRule, start: int, end: int, forms: frozenset[str], passive: bool) -> bool:
        """Whether the verb has one of the objects that its rule asks for: after it; before it where it is passive, or says which ("guns collected by")."""
        if passive:
            return self._stands_before(view, rule.acts_on, start, SUBJECT_REACH)
        clause = view.clause_of[start]
        for item in range(end, min(end + OBJECT_REACH, len(view.words))):
            word = view.words[item]
            if view.clause_of[item] != clause or word in STOPS:
                break
            if word in self.governing and not rule.args.through:
                break
            if self._is_one(view, rule.acts_on, item):
                return True
        named = [name for name in rule.acts_on if name not in ("party", "person")]  # "a party" before it is who acts
        if "PART" in forms and view.words[end] not in OBJECT_OPENERS and self._stands_before(view, named, start, 2):
            return True
        # "the routes, which the army closed", "the captives they still hold"
        return self._tells_of(view, rule.acts_on, start) or (
            any(word in SUBJECTS for word in view.words[start - 2 : start])
            and self._stands_before(view, rule.acts_on, start, 5)
        )

    def _is_said_of(self, view: View, classes: list[str], start: int, forms: frozenset[str], passive: bool) -> bool:
        """Whether a passive verb has one of `classes` for its subject, or a participle stands behind one: "the report was released", "a report released"."""
        if passive:
            return self._stands_before(view, classes, start, SUBJECT_REACH)
        return "PART" in forms and self._is_one(view, classes, start - 1)

    def _done_by(self, view: View, rule: EventRule, start: int, end: int, passive: bool) -> bool:
        """Whether one of those that the rule asks for does it: the subject; of a passive verb, whoever stands behind "by"."""
        if not passive:
            return self._stands_before(view, rule.done_by, start, SUBJECT_REACH)
        last = min(end + OBJECT_REACH, len(view.words))
        by = next((item for item in range(end, last) if view.words[item] == "by"), None)
        if by is None:
            return rule.args.agentless or self._stands_before(view, rule.done_by, start, SUBJECT_REACH)
        return any(self._is_one(view, rule.done_by, item) for item in range(by + 1, min(by + 6, len(view.words))))

    def _stands_before(self, view: View, classes: list[str], start: int, reach: int) -> bool:
        """Whether one of `classes` stands before a verb in its clause, or is what its relative clause tells of."""
        clause = view.clause(start)
        before = [item for item in clause.items[-CLAUSE_REACH:] if item < start][-(reach - 1) :]
        for item in reversed(before):
            if view.words[item] in STOPS:
                break
            if self._is_one(view, classes, item):
                return True
        return reach == SUBJECT_REACH and self._tells_of(view, classes, start)

    def _tells_of(self, view: View, classes: list[str], start: int) -> bool:
        """Whether the verb is that of a relative clause about one of `classes`."""
        clause = view.clause(start)
        at = clause.antecedent
        if clause.kind != "relative" or at is None:
            return False
        return any(self._is_one(view, classes, item) for item in range(max(at - 3, 0), at + 1))

    def _is_one(self, view: View, classes: list[str], item: int) -> bool:
        """Whether an item is a word of one of the classes, a count of one of the categories, a "party", or a named "person"."""
        found = view.mention(item)
        if found is not None:
            if isinstance(found.mention, CountMention):
                return found.mention.category in classes
            if isinstance(found.mention, PartyMention) and (
                "party" in classes or (found.mention.person and "person" in classes)
            ):
                return True
            word = view.article.tokens.lower[found.last]  # "Syrian troops"
        else:
            word = view.words[item]
        return any(word in self.classes.get(name, ()) for name in classes)

    def _form(self, view: View, start: int) -> frozenset[str]:
        """The form of a verb that no class of verbs has, by its ending and by what stands before it; none of "the president's resignation"."""
        word = view.words[start]
        if view.words[start - 1] in self.verbs.before_noun and not word.endswith(("ed", "ing", "s")):
            return frozenset()
        if word.endswith("ing"):
            return frozenset(("ING",))
        if view.words[start - 1] in self.auxiliaries or view.words[start - 1] == "to":
            return frozenset(("BASE",))
        return frozenset(("S",)) if word.endswith("s") else frozenset(("PAST", "PART"))

    def _is_passive(self, view: View, start: int, forms: frozenset[str]) -> bool:
        if "PART" not in forms:
            return False
        at = start - 1
        while view.words[at] in self.skip or view.words[at] in QUOTES:
            at -= 1
        if view.words[at] in ("and", "or"):  # "are to be tracked down and disarmed"
            return any(word in self.be for word in view.words[max(at - 5, 0) : at])
        return view.words[at] in self.be or view.words[at] in ("get", "gets", "got")

    def _settled(self, view: View, triggers: list[Trigger]) -> list[Trigger]:
        """What names no event of its own has that of another, or is none: 'denies it' that told before; 'the deal' is the truce where a truce was the settlement last spoken of, else an accord."""
        out = []
        last = None
        told: Event | None = None
        told_in = -1
        for number, trigger in enumerate(triggers):
            if trigger.rule.args.echo and told is not None:
                trigger.event = told
            elif trigger.rule.args.echo == "only":
                continue  # "He had not done so in the exam."
            elif trigger.event not in self.stances:
                # what is denied is the act, and its victims only where no act is told
                sentence = view.sentence_of[trigger.start]
                if sentence != told_in or trigger.event not in self.outcomes:
                    told, told_in = trigger.event, sentence
            bare = (
                not trigger.verb and view.words[trigger.start] in self.deals and view.words[trigger.start - 1] == "the"
            )
            if trigger.rule.args.settlement or (trigger.rule.event == "agreement" and bare):
                if (last == "ceasefire" and not self._is_new(view, trigger)) or self._ends_war(
                    view, trigger, triggers[number + 1 : number + 3]
                ):
                    trigger.event = last = "ceasefire"
            elif (
                trigger.event in self.settlements
                and not trigger.verb
                and not (trigger.rule.args.ends_war or trigger.rule.args.of_settlement)
            ):
                last = trigger.event
            if trigger.rule.args.of_settlement and last == "agreement":
                trigger.event = "agreement"
            out.append(trigger)
        return out

    def _is_new(self, view: View, deal: Trigger) -> bool:
        """Whether a settlement is told of as a new one: "Turkey and Russia reached an agreement" after a truce of others."""
        for word in reversed(view.words[max(deal.start - 4, 0) : deal.start]):
            if word in self.indefinite:
                return True
            if not word.isalpha() or word in self.governing or word in self.auxiliaries:
                return False
        return False

    def _ends_war(self, view: View, deal: Trigger, following: list[Trigger]) -> bool:
        """ "An agreement that brings the war to an end", "a deal to stop the fighting": a truce."""
        return any(
            trigger.rule.args.ends_war
            and trigger.start - deal.end < 10
            and view.sentence_of[trigger.start] == view.sentence_of[deal.start]
            and (
                view.clause(trigger.start).kind in ("relative", "purpose", "complement", "participle")
                or "to" in view.words[deal.end : trigger.start]
            )
            for trigger in following
        )
