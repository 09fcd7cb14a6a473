"""Status, polarity and aspect of any span, read from the cues in whose scope it stands.

Cues are rules (patterns/context): words with a direction, a reach, and what they say. A cue reaches forward or backward within its clause (or
the sentence, where the rule says so); the strongest status in reach decides, the nearest cue the polarity and the aspect. Where no cue
speaks, the verb's form does; where there is no verb, the event's default. The design follows ConText (Harkema et al. 2009).
"""

from __future__ import annotations

from dataclasses import dataclass

from ...models import Aspect, Polarity, Status
from ...rules.forms import ContextRule
from ...rules.packs import Packs
from ...text.sentences import BULLET
from ..events.triggers import Trigger
from ..syntax.clauses import INHERITS, QUOTES, Clause, View

FAR = 30  # items: no cue speaks of what stands farther away
MAKING = 7  # items: how near before a truce the verb that makes it stands
LEAD = 8  # items: how near to a list a cue of the line above it stands
STRENGTH: dict[str, int] = {
    "conditional": 7,
    "possible": 6,
    "demanded": 5,
    "proposed": 4,
    "planned": 3,
    "ongoing": 2,
    "occurred": 1,
}
# Before what is talked of or aimed at.
ABOUT = frozenset(("on", "of", "at", "for", "about", "over", "towards", "toward"))
DEFINITE = frozenset(("the", "this", "that", "these", "those", "such", "its", "their", "his"))
ACCUSING = ("accus", "blam")  # how verbs begin whose object is accused
LASTING = frozenset(("held", "detained", "jailed", "imprisoned", "interned", "displaced", "besieged", "occupied"))
STAYING = frozenset(("is", "are", "been", "remain", "remains", "still"))
DENYING = frozenset(("not", "n't", "never", "no", "nothing", "cannot", "refuse", "refused", "refuses"))
FUTURE = frozenset(("will", "'ll", "cannot", "can", "would", "shall"))


@dataclass(slots=True)
class Cue:
    """A context rule where it matched: items `start` to `end` (end exclusive)."""

    rule: ContextRule
    start: int
    end: int
    clause: int  # that of its last item
    ahead: int  # that of the item after it


@dataclass(slots=True)
class Reading:
    """What the context says of a span; `rules` are those that spoke."""

    status: Status
    polarity: Polarity
    aspect: Aspect | None
    rules: list[str]
    cued: bool  # whether a cue spoke of the status
    governor: Cue | None = None  # the cue that decided it


class ContextEngine:
    """Reads the cues of an article once, then answers for any trigger."""

    def __init__(self, packs: Packs) -> None:
        self.grammar = packs.grammar("context", ContextRule)
        lexicon = packs.lexicon
        self.present = frozenset(lexicon["PRESENT_W"]) | {
            word for word in lexicon["FINITE"] if word.endswith("s") and word not in ("was", "has", "does")
        }
        self.past = frozenset(lexicon["PAST_W"]) | {word for word in lexicon["FINITE"] if word.endswith("ed")}
        self.past |= {
            word
            for name, words in lexicon.items()
            if name.startswith("V_") and name.endswith("_PAST")
            for word in words
        }
        self.skip = frozenset(lexicon["ADVERB"]) | frozenset(lexicon["NOT"])
        self.verbs = frozenset(lexicon["FINITE"]) | self.past
        self.achieving = frozenset(lexicon["ACHIEVED_W"])
        self.be_present = frozenset(("is", "are", "'re", "'m", "am", "'s"))
        self.making = frozenset(lexicon["MAKES_PEACE"])
        self.made = frozenset(lexicon["PEACE_MADE"])
        self.auxiliaries = frozenset(lexicon["AUX"])
        self.settled = frozenset(lexicon["SETTLED_N"])
        self.announcing = frozenset(lexicon["ANNOUNCED_N"])
        self.implying = frozenset(lexicon["IMPLYING"])
        self.held = frozenset(lexicon["HELD_W"])
        self.prepositions = frozenset(lexicon["PREPOSITION"])
        self.modal = frozenset(lexicon["MODAL"]) | frozenset(lexicon["DO"])

    def cues(self, view: View) -> dict[int, list[Cue]]:
        """The cues of an article, sentence by sentence."""
        out: dict[int, list[Cue]] = {}
        for match in self.grammar.find(view.encoded):
            last = match.end - 1
            ahead = view.clause_of[match.end] if match.end < len(view.clause_of) else -1
            cue = Cue(match.rule, match.start, match.end, view.clause_of[last], ahead)
            out.setdefault(view.sentence_of[match.start], []).append(cue)
        return out

    def leads(self, view: View, cues: dict[int, list[Cue]]) -> dict[int, Status]:
        """List item (by its sentence) -> the status that the line above the list gives it: "They agreed to:", "The accord provides for:"."""
        out: dict[int, Status] = {}
        lead: Status | None = None
        for number, sentence in enumerate(view.article.sentences):
            text = view.article.text[sentence.start : sentence.end]
            if BULLET.match(text):
                if lead is not None:
                    out[number] = lead
                continue
            lead = None
            if text.endswith(":"):
                colon = view.item_of[sentence.last]
                near = [
                    cue for cue in cues.get(number, ()) if cue.rule.direction != "backward" and colon - cue.end < LEAD
                ]
                for cue in near:
                    status = cue.rule.status
                    if status is not None and (lead is None or STRENGTH[status] > STRENGTH[lead]):
                        lead = status
                if lead is None and any(view.words[item] in self.settled for item in range(max(colon - FAR, 0), colon)):
                    lead = "planned"
        return out

    def courses(self, view: View, cues: dict[int, list[Cue]], triggers: list[Trigger]) -> dict[int, Cue]:
        """Trigger (by its first item) -> the cue of its aspect. A cue speaks of one trigger: the nearest in its scope."""
        by_sentence: dict[int, list[Trigger]] = {}
        for trigger in triggers:
            by_sentence.setdefault(view.sentence_of[trigger.start], []).append(trigger)
        best: dict[int, tuple[int, Cue]] = {}
        for sentence, here in by_sentence.items():
            for cue in cues.get(sentence, ()):
                if cue.rule.aspect is None or cue.rule.status or cue.rule.polarity:
                    continue
                options = [
                    (distance, trigger)
                    for trigger in here
                    if not self._is_complement(view, cue, trigger)
                    and not self._names_mediator(view, trigger)
                    and (distance := self._distance(view, cue, trigger, view.clause_of[trigger.start])) is not None
                ]
                if view.words[cue.end] in self.prepositions and view.words[cue.start] in self.past:
                    # "talks ended without agreement": it speaks of its subject, where there is one
                    options = [option for option in options if option[1].start <= cue.start] or options
                if options:
                    distance, start = min(
                        (distance + self._is_aside(view, cue, trigger) * FAR, trigger.start)
                        for distance, trigger in options
                    )
                    if start not in best or distance < best[start][0]:
                        best[start] = (distance, cue)
        return {start: cue for start, (_, cue) in best.items()}

    def _is_aside(self, view: View, cue: Cue, trigger: Trigger) -> bool:
        """ "A truce, which was brokered by Kenya, expired", "a truce agreed in May collapsed": what the predicate says goes before."""
        if cue.start < trigger.end:
            return False
        if cue.clause != view.clause_of[trigger.start]:
            return view.clauses[cue.clause].kind == "relative"
        return (
            cue.start - trigger.end < 2
            and view.words[cue.start].endswith("ed")
            and view.words[cue.end] in self.prepositions
            and any(view.finite[item] for item in view.clause(trigger.start).items if item > cue.end)
        )

    def _names_mediator(self, view: View, trigger: Trigger) -> bool:
        """ "Talks mediated by Kenya resumed": what resumes is the talks."""
        return trigger.verb and trigger.rule.subject == "mediator" and view.words[trigger.end] == "by"

    def _is_complement(self, view: View, cue: Cue, trigger: Trigger) -> bool:
        """ "Talks on ending the war", "a deal aimed at resuming aid": what the trigger is about, no course of its own."""
        return trigger.end <= cue.start and view.words[cue.start].endswith("ing") and view.words[cue.start - 1] in ABOUT

    def read(
        self,
        view: View,
        cues: dict[int, list[Cue]],
        trigger: Trigger,
        chosen: dict[int, Cue],
        leads: dict[int, Status],
    ) -> Reading:
        """Status, polarity and aspect of a trigger; `chosen`: what `courses` made, `leads`: what the method of that name did."""
        own = view.clause_of[trigger.start]
        status: Cue | None = None
        polarity: tuple[int, Cue] | None = None
        aspect: Cue | None = None
        speaking: list[Cue] = []
        for cue in cues.get(view.sentence_of[trigger.start], ()):
            distance = self._distance(view, cue, trigger, own)
            if distance is None:
                continue
            rule = cue.rule
            if rule.status:
                speaking.append(cue)
            if rule.status and (status is None or STRENGTH[rule.status] > STRENGTH[status.rule.status or "occurred"]):
                status = cue
            if rule.polarity and (polarity is None or distance < polarity[0]):
                polarity = (distance, cue)
        aspect = chosen.get(trigger.start)
        rules = []
        reading = self._by_form(view, trigger)
        governor = None
        led = None if trigger.forms & {"PAST", "PART"} else leads.get(view.sentence_of[trigger.start])
        if trigger.rule.status:
            reading = trigger.rule.status
        if status is not None and status.rule.status is not None:
            if not (trigger.rule.status and STRENGTH[status.rule.status] < STRENGTH[trigger.rule.status]):
                reading = status.rule.status
            rules += [cue.rule.id for cue in speaking if cue.rule.status == status.rule.status]
            governor = status
        elif led is not None:
            reading = led
        elif aspect is not None and not trigger.verb and view.words[aspect.start] in self.past:
            reading = "occurred"  # "a truce, declared in March"; "they reached a truce"
        if (
            governor is not None
            and governor.rule.args.future_in_past
            and view.clauses[own].kind in ("complement", "relative")
        ):
            reading = "planned"  # "said it would send a delegation": the future as seen from the past
        condition = self._in_condition(view, view.clauses[own], reading)
        if condition:
            reading = "demanded" if self._is_insisted_on(view, view.clauses[own]) else "conditional"
        sign: Polarity = trigger.rule.polarity or "positive"
        if polarity is not None and not trigger.rule.args.own_negation:
            sign = "negative" if polarity[1].rule.polarity == "negative" else sign
            rules.append(polarity[1].rule.id)
        course = trigger.rule.aspect
        if aspect is not None:
            course = trigger.rule.aspect or aspect.rule.aspect
            rules.append(aspect.rule.id)
        if trigger.rule.args.ends_war:  # its "end" is the truce's beginning
            course = "start" if reading == "occurred" and sign == "positive" else None
        if sign == "negative" and status is None and not trigger.verb and reading == "proposed":
            reading = "occurred"  # "no truce", "without a breakthrough": what did not happen
        return Reading(
            reading,
            sign,
            course,
            list(dict.fromkeys(rules)),
            status is not None or condition or led is not None,
            governor,
        )

    def _distance(self, view: View, cue: Cue, trigger: Trigger, own: int) -> int | None:
        """How many items lie between a cue and a trigger in its scope; None out of scope."""
        rule = cue.rule
        if rule.events and trigger.event not in rule.events:
            return None
        if not trigger.verb and trigger.event in rule.args.not_noun_of:
            return None
        if rule.args.of_truce and trigger.rule.args.ends_war:
            return None
        if rule.args.needs_form and rule.args.needs_form not in trigger.forms:
            return None
        if rule.direction == "over" or (cue.start < trigger.end and trigger.start < cue.end):
            inside = cue.start < trigger.end and trigger.start < cue.end
            # "resume" is its own aspect; a trigger that is the cue's word takes no status from itself
            if cue.start < trigger.start and rule.direction != "backward" and not rule.aspect:
                return 0  # "no new | round": the cue's own stop words run into the trigger
            return (
                0
                if inside and (rule.direction == "over" or (rule.aspect is not None and rule.status is None))
                else None
            )
        if trigger.start >= cue.end:
            if rule.direction == "backward":
                return None
            distance = trigger.start - cue.end
            scope = (cue.clause, cue.ahead)
        else:
            if rule.direction == "forward":
                return None
            distance = cue.start - trigger.end
            scope = (cue.clause, view.clause_of[cue.start])
        if distance >= rule.reach:
            # "the truce, mediated by X and guaranteed by Y, took effect": asides do not count
            between = range(cue.end, trigger.start) if trigger.start >= cue.end else range(trigger.end, cue.start)
            if own not in scope or distance > FAR:
                return None
            distance = sum(view.clause_of[item] == own for item in between)
            if distance >= rule.reach:
                return None
        if rule.stop == "sentence":
            return distance
        if own in scope:
            return distance
        here = view.clauses[own]
        if (
            trigger.start >= cue.end
            and here.kind in INHERITS
            and here.parent in scope
            and here.opener not in ("and", "but")
        ):
            return distance
        # "talks, which resumed on Monday": a relative clause speaks of what it hangs on
        there = view.clauses[cue.clause]
        if (
            trigger.end <= cue.start
            and there.kind == "relative"
            and there.opener in ("which", "who", "that", "whose")
            and there.antecedent is not None
            and trigger.start <= there.antecedent < trigger.end + 3
        ):
            return distance
        return None

    def _in_condition(self, view: View, clause: Clause, status: str) -> bool:
        """In an if-clause, or in the main clause of one."""
        seen: Clause | None = clause
        for _ in range(4):
            if seen is None:
                break
            if seen.kind == "condition":
                return True
            if (
                seen.kind == "time"
                and seen.parent is not None
                and self._still_to_come(view, seen, view.clauses[seen.parent])
            ):
                return True
            seen = view.clauses[seen.parent] if seen.parent is not None and seen.kind in INHERITS else None
        if status in ("occurred", "ongoing", "demanded"):
            return False
        return any(
            other.kind == "condition" or (other.kind == "time" and self._still_to_come(view, other, clause))
            for other in view.children(clause)
        )

    def _is_insisted_on(self, view: View, clause: Clause) -> bool:
        """ "Will sign nothing until its men are freed": what is to come first is asked for."""
        if clause.parent is None or clause.opener not in ("until", "till"):
            return False
        return any(view.words[item] in DENYING for item in view.clauses[clause.parent].items)

    def _still_to_come(self, view: View, clause: Clause, main: Clause) -> bool:
        """ "Will disarm once ...", "will not sign until ...": the time is a condition."""
        words = {view.words[item] for item in main.items}
        if clause.opener == "before" and not words & DENYING:
            return False
        return clause.opener in ("when", "once", "until", "till", "before") and bool(words & FUTURE)

    def _by_form(self, view: View, trigger: Trigger) -> Status:
        """What the verb's form says, or for a noun the tense of its clause and the event's default."""
        words = view.words
        if trigger.verb:
            at = trigger.start - 1
            while words[at] in self.skip:
                at -= 1
            before = words[at]
            forms = trigger.forms
            if "PAST" in forms or "PART" in forms:
                return self._by_participle(view, trigger, at)
            if "ING" in forms:
                return self._by_gerund(view, trigger, before)
            if before == "to":
                if words[at - 1] in self.achieving or self._is_brought_about(view, at):
                    return "occurred"
                # a headline: "Kiir to meet Machar"
                return "planned" if self._opens_headline(view, trigger, at) else "proposed"
            if "BASE" in forms and "S" not in forms and self._is_imperative(view, trigger):
                return "demanded"
            present = "S" in forms or ("BASE" in forms and before not in self.modal)
            return "ongoing" if present and trigger.event in ("detention", "governance") else "occurred"
        return self._nominal(view, trigger)

    def _by_participle(self, view: View, trigger: Trigger, at: int) -> Status:
        """Of a past form or a participle; `at` is the item before it, adverbs left out."""
        words = view.words
        verb, before = words[trigger.start], words[at]
        lasting = verb in LASTING and before in STAYING  # "are held", "has been detained"
        if lasting and not (before == "been" and verb == "displaced"):
            return "ongoing"
        if before in ("being", "remain", "remains", "remained", "'re") and words[at - 1] not in ("was", "were"):
            return "ongoing"  # "is being formed"
        if verb in self.held and self._is_state(view, trigger, at):
            return "ongoing"
        if before == "be" and self._is_subjunctive(view, at):
            return "demanded"
        if before == "be" and words[at - 1] == "to":
            return "planned" if self._opens_headline(view, trigger, at - 1) else "proposed"
        return "occurred"

    def _by_gerund(self, view: View, trigger: Trigger, before: str) -> Status:
        if before in self.be_present or (before in ("was", "were") and self._is_reported(view, trigger)):
            return "ongoing"
        near = range(max(trigger.start - 12, 0), trigger.start)
        if any(view.words[item].startswith(ACCUSING) for item in near):
            return "occurred"
        return "proposed" if before in ("of", "at", "towards", "toward", "for", "to") else "occurred"

    def _is_state(self, view: View, trigger: Trigger, at: int) -> bool:
        """ "Prisoners held by both sides", "an enclave besieged since 2013", "which has ruled it since 2007": what lasts."""
        if view.words[at] in ("has", "have", "'ve", "been"):
            clause = view.clause_of[trigger.start]
            following = range(trigger.end, min(trigger.end + 12, len(view.words)))
            return any(view.words[item] == "since" and view.clause_of[item] == clause for item in following)
        participle = view.words[at] not in self.auxiliaries and not view.preterite[trigger.start]
        return participle and view.words[trigger.end] in ("by", "since", "in")

    def _is_subjunctive(self, view: View, be: int) -> bool:
        """ "Insisted that the detainees be freed"."""
        at = be - 1
        while view.words[at] in self.skip:
            at -= 1
        return view.words[at] not in self.modal and view.words[at] not in ("to", "and", "or", "let")

    def _is_imperative(self, view: View, trigger: Trigger) -> bool:
        """ "Bring them home," she said: what a quoted sentence begins with is asked for."""
        before = trigger.start - 1
        return (view.words[before] in QUOTES and view.words[before] != "'") or view.encoded.first[before] < 0

    def _is_reported(self, view: View, trigger: Trigger) -> bool:
        """In what somebody said: "said they were sheltering in schools", and not "says it was aiming at a barracks"."""
        clause = view.clause(trigger.start)
        if clause.kind != "complement" or clause.parent is None:
            return False
        return not any(view.words[item] in ("says", "say") for item in view.clauses[clause.parent].items)

    def _is_brought_about(self, view: View, to: int) -> bool:
        """ "Forced the king to step down": the infinitive has happened."""
        clause = view.clause_of[to]
        return any(
            view.words[item] in self.implying and view.clause_of[item] == clause for item in range(max(to - 7, 0), to)
        )

    def _opens_headline(self, view: View, trigger: Trigger, to: int) -> bool:
        """Whether "to" follows the subject of a clause without another verb."""
        before = [view.words[item] for item in view.clause(trigger.start).items if item < to]
        sentence = view.article.sentences[view.sentence_of[trigger.start]]
        ended = view.article.tokens.words[sentence.last] in (".", "!", "”", '"')
        named = bool(before) and (
            before[-1] == "" or before[-1].endswith("s")
        )  # "Kiir to meet Machar", "prisoners to be freed"
        return not ended and named and not any(word in self.verbs for word in before)

    def _nominal(self, view: View, trigger: Trigger) -> Status:
        tense = self._tense(view, trigger)
        event = trigger.event
        if any(
            word in ("after", "since", "following") for word in view.words[max(0, trigger.start - 4) : trigger.start]
        ):
            return "occurred"
        if event == "ceasefire" and self._is_made(view, trigger):
            return "occurred"
        if event in ("ceasefire", "reconstruction") and tense != "past":
            definite = any(word in DEFINITE for word in view.words[max(0, trigger.start - 3) : trigger.start])
            return "occurred" if definite and event == "ceasefire" else "proposed"
        if event == "talks" and tense == "present":
            return "ongoing"
        if event in ("release", "withdrawal", "disarmament", "aid", "governance") and tense is None:
            return "proposed"
        return "occurred"

    def _is_made(self, view: View, trigger: Trigger) -> bool:
        """ "Rebels sign truce", "a truce, declared in March": it exists, whatever has become of it."""
        words = view.words
        for item in range(max(0, trigger.start - MAKING), trigger.start):
            if words[item] in self.making and words[item - 1] not in self.auxiliaries and words[item - 1] != "to":
                return True
        if words[trigger.start - 1] == "'s" or any(
            words[item] in self.announcing and words[item + 1] == "of"
            for item in range(max(0, trigger.start - 5), trigger.start - 1)
        ):
            return True  # "Bosnia's truce", "the announcement of a truce", "the expiry of a truce"
        told = [
            clause
            for clause in view.children(view.clause(trigger.start))
            if clause.kind == "relative"
            and clause.antecedent is not None
            and trigger.start <= clause.antecedent < trigger.end + 2
        ]
        if any(
            words[item] in self.made or words[item] in ("took", "ended", "began") for one in told for item in one.items
        ):
            return True  # "a truce that Egypt had brokered"
        after = trigger.end + (words[trigger.end] == ",")
        return words[after] in self.made or (words[after] in self.skip and words[after + 1] in self.made)

    def _tense(self, view: View, trigger: Trigger) -> str | None:
        """The tense of the first finite verb of the clause: past, present, or None where there is none."""
        clause = view.clause(trigger.start)
        for item in clause.items:
            word = view.words[item]
            if word in ("has", "have", "'ve"):
                return "past"
            if word in self.present:
                return "present"
            if word in self.past or view.preterite[item]:
                return "past"
        return None
