"""Status, polarity and aspect of any span, read from the cues in whose scope it stands.

Cues are rules (patterns/context): words with a direction and what they say. Which of them speak of a span is told by its path (path.py), what they
say together by the verdict (verdict.py). Where no cue speaks, the form does (form.py); conditions, lists and the course of events have a reader
each. That cues have a direction and a scope that ends is ConText's (Harkema et al. 2009).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ...models import Aspect, Event, Polarity, Status
from ...rules.packs import Packs
from ..events.triggers import Trigger
from ..syntax import kinds as k
from ..syntax.clauses import View
from .anchor import Anchor, anchor_of
from .conditions import ConditionReader
from .courses import CourseReader, past_forms
from .cues import Cue, CueReader, distance, fits, without_denied, without_parts
from .form import FormReader
from .lists import LeadReader
from .path import Path, PathReader
from .strength import STRENGTH
from .verdict import Judge, Verdict

ACCUSING = ("accus", "blam")  # how verbs begin whose object is accused
KNOWN = frozenset(("the", "this", "that", "these", "those", "such"))  # before what was spoken of
DEFINITE = KNOWN | {"its", "their", "his"}
__all__ = ["ACCUSING", "DEFINITE", "KNOWN", "ArticleContext", "ContextEngine", "Cue", "Reading"]


@dataclass(slots=True)
class Reading:
    """What the context says of a span. `decided` are the cues of status, polarity and aspect that did so, `spoke` those of them that agree with the
    status, `overruled` those that lost; `cued`: whether a cue, a condition or a list spoke of the status."""

    status: Status
    polarity: Polarity
    aspect: Aspect | None
    cued: bool
    governor: Cue | None = None  # the cue that decided it
    spoke: list[Cue] = field(default_factory=list)
    overruled: list[Cue] = field(default_factory=list)
    path: Path | None = None
    decided: list[Cue] = field(default_factory=list)

    @property
    def rules(self) -> list[str]:
        """The rules that decided."""
        return list(dict.fromkeys(cue.rule.id for cue in self.decided))


class ContextEngine:
    """Made once; called with a view and its triggers, it gives what can be asked of that article."""

    def __init__(self, packs: Packs) -> None:
        lexicon = packs.lexicon
        self.cues = CueReader(packs)
        self.paths = PathReader(packs)
        self.judge = Judge(packs, self.paths)
        self.form = FormReader(packs, self.paths.predicates)
        self.conditions = ConditionReader(packs, self.paths.predicates)
        self.courses = CourseReader(packs)
        self.leads = LeadReader(packs)
        self.past = past_forms(packs)
        self.accords = frozenset(lexicon["TERMS_OF"])
        self.proposals = frozenset(lexicon["TERMS_PROPOSED"]) | {"proposed"}
        self.wishing = frozenset(lexicon["PROPOSE_V"]) | frozenset(lexicon["DEMAND_V"])

    def __call__(self, view: View, triggers: list[Trigger]) -> ArticleContext:
        return ArticleContext(self, view, [anchor_of(trigger) for trigger in triggers])


class ArticleContext:
    """The cues of an article, read once, and the answers for its anchors."""

    def __init__(self, engine: ContextEngine, view: View, anchors: list[Anchor]) -> None:
        self.engine, self.view = engine, view
        self.cues = engine.cues(view)
        self.heads = engine.cues.heads(view, self.cues)
        self.leads = engine.leads(view, self.cues)
        self.courses = engine.courses(view, self.cues, anchors)
        self.labels: dict[int, tuple[int, Status] | None] = {}

    def at(self, start: int, end: int, event: Event | None = None) -> Reading:
        """The reading of items `start` to `end` (end exclusive): of the first verb among them, else of the last word."""
        predicates = self.engine.paths.predicates
        for item in range(start, end):
            forms = predicates.verb_at(self.view, item)
            if forms:
                return self.read(Anchor(item, end, event, forms))
        return self.read(Anchor(end - 1, end, event))

    def read(self, anchor: Anchor | Trigger) -> Reading:
        """Status, polarity and aspect of an anchor."""
        if isinstance(anchor, Trigger):
            anchor = anchor_of(anchor)
        engine, view = self.engine, self.view
        sentence = view.sentence_of[anchor.start]
        path = engine.paths.read(view, anchor, self.heads)
        cues = without_denied(
            without_parts(
                [
                    cue
                    for cue in self.cues.get(sentence, ())
                    if (cue.rule.status or cue.rule.polarity) and fits(cue, anchor)
                ]
            )
        )
        loose = [cue for cue in cues if cue.rule.stop == "sentence" and distance(view, cue, anchor) is not None]
        verdict = engine.judge(view, anchor, path, [cue for cue in cues if cue.rule.stop != "sentence"], loose)
        course = self.courses.get(anchor.start)
        lead = self.leads.get(sentence) if self._can_be_led(path) else None
        told = any(step.relation == "subject" for step in path.steps)
        if lead is None and path.steps[0].group is None and not told:
            lead = self._listed(sentence, anchor.start)
        status = self._status(anchor, path, verdict, course, lead)
        condition = engine.conditions.status(view, view.clause(anchor.start), status)
        if condition is None and anchor.verb:
            condition = engine.conditions.opened(view, anchor.start)
        if condition is not None:
            status = condition
        polarity: Polarity = anchor.polarity or "positive"
        denials = [] if anchor.own_negation else verdict.denials
        if len(denials) % 2:
            polarity = "negative"
        aspect = anchor.aspect or (course.rule.aspect if course is not None else None)
        if course is not None and course.rule.args.once_done and (status != "occurred" or polarity == "negative"):
            aspect = anchor.aspect
        if anchor.ends_war:  # its "end" is the truce's beginning
            aspect = "start" if status == "occurred" and polarity == "positive" else None
        if polarity == "negative" and verdict.status is None and not anchor.verb and status == "proposed":
            status = "occurred"  # "no truce", "without a breakthrough": what did not happen
        deciding = [*verdict.spoke, *denials, *([course] if course is not None else [])]
        return Reading(
            status, polarity, aspect,
            verdict.status is not None or condition is not None or lead is not None,
            verdict.by, verdict.spoke, verdict.overruled, path, deciding,
        )  # fmt: skip

    def _status(self, anchor: Anchor, path: Path, verdict: Verdict, course: Cue | None, lead: Status | None) -> Status:
        """The status but for conditions: by the cues, the list it stands in, what its words say, and its form, in this order."""
        if verdict.status is not None and verdict.by is not None:
            if (
                verdict.status in ("planned", "possible")
                and course is not None
                and self._is_told_begun(anchor, course, path)
            ):
                return "occurred"
            if anchor.status and STRENGTH[verdict.status] < STRENGTH[anchor.status]:
                return anchor.status
            if verdict.by.rule.args.future_in_past:
                return self._future_in_past(verdict.by)
            return verdict.status
        if lead is not None:
            return lead
        if course is not None and not anchor.verb and self._has_come(anchor, course):
            return "occurred"
        return anchor.status or self.engine.form(self.view, anchor, path)

    def _is_told_begun(self, anchor: Anchor, course: Cue, path: Path) -> bool:
        """ "Hopeful about the talks that began on Monday", "about the talks launched on Monday": whatever is thought of them, they have begun."""
        told = any(first <= course.start < end for first, end in path.relatives) or course.start == anchor.end
        return (
            told
            and not anchor.verb
            and course.rule.aspect == "start"
            and self.view.words[course.start] in self.engine.past
        )

    def _has_come(self, anchor: Anchor, course: Cue) -> bool:
        """ "A truce, declared in March", "they reached a truce", and of a headline or a chronology "truce takes effect"; not "the agreed line"."""
        view = self.view
        kind = self.engine.paths.predicates.kind(view, course.start)
        if view.words[course.start] in self.engine.past:
            return kind != k.NOUN
        return course.start == anchor.end and view.words[course.start].endswith("s")

    def _listed(self, sentence: int, item: int) -> Status | None:
        """The status of a noun in a list within its sentence: "Terms: the release of ...; a pullout"."""
        if sentence not in self.labels:
            self.labels[sentence] = self.engine.leads.label(self.view, sentence)
        label = self.labels[sentence]
        return label[1] if label is not None and item > label[0] else None

    def _can_be_led(self, path: Path) -> bool:
        """Whether the line above a list can speak of it: not of what the item tells in the past."""
        group = path.steps[0].group
        if group is None:
            return True
        past = self.engine.form.past
        return (
            not ("PAST" in group.forms and not group.aux)
            and not group.has(past)
            and bool(group.aux or group.forms != {"PART"})
        )

    def _future_in_past(self, cue: Cue) -> Status:
        """ "Said it would send a delegation", "the deal would free ten": still to come; "the plan would free ten", "seeks an accord that would free": as far as that is."""
        view, engine = self.view, self.engine
        clause = view.clauses[cue.clause]
        if clause.kind == "question":
            return "proposed"
        if clause.kind == "complement":
            above = (
                {view.words[item] for item in view.clauses[clause.parent].items} if clause.parent is not None else set()
            )
            return "proposed" if above & engine.proposals and not above & engine.accords else "planned"
        if clause.kind == "relative":
            before = {view.words[item] for item in range(max(clause.items[0] - 14, 0), clause.items[0])}
            return "proposed" if before & engine.proposals or before & engine.wishing else "planned"
        before = {view.words[item] for item in clause.items if item < cue.start}
        return "planned" if before & engine.accords and not before & engine.proposals else "proposed"
