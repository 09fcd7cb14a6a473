"""The verdict: what the cues along a path say together, from the innermost outward, with the losers kept.

Of two statuses the one farther from a plain fact wins: "may have agreed to free" is possible. But some words settle what stands within them:
what somebody failed or managed to do is done or not, however it was wished for. Negations cancel in pairs; none reaches through a question, a
plan or an adjunct.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ...models import Status
from ...rules.packs import Packs
from ..syntax.clauses import View
from .anchor import Anchor
from .cues import Cue
from .path import Path, PathReader, Step
from .predicates import Group
from .strength import STRENGTH


@dataclass(slots=True)
class Verdict:
    """`status` is None where no cue spoke of it; `by` decided it, `spoke` are those of the same mind, `overruled` the others."""

    status: Status | None = None
    by: Cue | None = None
    spoke: list[Cue] = field(default_factory=list)
    overruled: list[Cue] = field(default_factory=list)
    denials: list[Cue] = field(default_factory=list)


class Judge:
    """Weighs the cues along a path."""

    def __init__(self, packs: Packs, paths: PathReader) -> None:
        lexicon = packs.lexicon
        self.paths = paths
        self.classes = {name: frozenset(lexicon[name]) for name in ("TERMS_OF", "TERMS_PROPOSED")}
        self.saying = frozenset(lexicon["REPORT_VERB"])

    def __call__(self, view: View, anchor: Anchor, path: Path, cues: list[Cue], loose: list[Cue]) -> Verdict:
        """The verdict of the `cues` that fit the anchor; `loose` ones speak wherever they stand in the sentence."""
        by_step: list[list[Cue]] = [[] for _ in path.steps]
        for cue in cues:
            number = self._step_of(cue, anchor, path)
            if number is not None:
                by_step[number].append(cue)
        verdict = Verdict()
        speaking: list[Cue] = []
        asked = sealed = False
        for step, here in zip(path.steps, by_step, strict=True):
            # the verb's own meaning first, then its modal and its negation
            here.sort(key=lambda cue, head=step.head: (cue.start < head, cue.rule.args.final, cue.start))  # type: ignore[misc]
            denied = step.relation == "and" and bool(verdict.denials)  # "neither withdraw nor meet" denies each once
            asked = asked or step.relation == "adjunct"  # "could not escape, leaving dozens dead"
            for cue in here:
                if self._is_deaf(view, path, step, cue):
                    continue
                self._say(verdict, cue, speaking, settles=cue.rule.args.final and not sealed)
                if cue.rule.polarity and not (denied or asked or sealed) and not self._is_only_said(view, step, cue):
                    denied = True
                    verdict.denials.append(cue)
            # what is asked, and what a plan is about, is not denied by what is said of the question or of the plan
            asked = asked or step.relation == "whether"
            noun = step.group is None and step.relation not in ("own", "opener")
            sealed = sealed or (noun and any(cue.rule.status for cue in here))
        for cue in loose:
            self._say(verdict, cue, speaking, settles=False)
            if cue.rule.polarity:
                verdict.denials.append(cue)
        verdict.spoke = [cue for cue in speaking if cue.rule.status == verdict.status]
        verdict.overruled = [cue for cue in speaking if cue.rule.status != verdict.status]
        return verdict

    def _say(self, verdict: Verdict, cue: Cue, speaking: list[Cue], settles: bool) -> None:
        status = cue.rule.status
        if status is None:
            return
        speaking.append(cue)
        if settles or verdict.status is None or STRENGTH[status] > STRENGTH[verdict.status]:
            verdict.status, verdict.by = status, cue

    def _step_of(self, cue: Cue, anchor: Anchor, path: Path) -> int | None:
        """The number of the innermost step that a cue stands at; None where it stands at none, or speaks the other way."""
        rule = cue.rule
        if rule.args.quantifier:
            for number, step in enumerate(path.steps):
                if any(first <= cue.start < end for first, end in step.around):
                    return number
        if rule.args.ahead:
            return 0 if anchor.end <= cue.start < anchor.end + rule.reach else None
        if rule.direction == "over":
            return 0 if cue.start < anchor.end and anchor.start < cue.end else None
        tail = rule.reach == 1 and not anchor.verb  # "a ceasefire proposal"
        if cue.start >= anchor.end:
            if rule.direction != "forward" and tail:
                return 0 if cue.start == anchor.end else None
        elif cue.start >= anchor.start:
            return 0 if tail else None
        elif rule.direction == "backward":
            return None
        told = any(first <= cue.start < end for first, end in path.relatives)
        if told and cue.start >= anchor.end and rule.direction != "forward":
            return 0
        behind = cue.start >= anchor.end and rule.direction == "forward"
        touched = None
        for number, step in enumerate(path.steps):
            if step.first <= cue.start < step.end:
                touched = number
                break
            if touched is None and cue.start < step.end and step.first < cue.end:
                touched = number
        if touched is not None and behind and path.steps[touched].relation == "subject":
            return None  # what it speaks of follows it
        return touched

    def _is_deaf(self, view: View, path: Path, step: Step, cue: Cue) -> bool:
        """Whether what hangs on a step so does not share its fate: "met in talks", "the officer said that the army withdraws"."""
        if step.preposition in self.paths.adjuncts and step.relation == "of":
            modal = cue.start < step.head and cue.rule.polarity is None  # "would take part in talks"
            return cue.end < step.end and not modal
        if (
            step.relation == "manner"
            and cue.start == step.head
            and cue.rule.status in ("planned", "proposed", "demanded")
        ):
            return True  # "seeks peace by freeing ten": what is sought is the peace
        if cue.rule.args.needs_form and cue.rule.reach == 1 and step is not path.steps[0]:
            return True
        wanted = cue.rule.args.subject
        if wanted is not None:
            return step.subject is None or view.words[step.subject] not in self.classes[wanted]
        own = self._inner_group(path, step)
        if (
            step.relation == "that"
            and own is not None
            and (cue.rule.args.open or cue.rule.status in ("planned", "proposed"))
        ):
            return bool(own.forms & {"PAST", "PART", "S"}) and not own.has(self.paths.predicates.modal)
        return False

    def _inner_group(self, path: Path, step: Step) -> Group | None:
        """The verb of the clause that hangs on a step."""
        inner = None
        for other in path.steps:
            if other is step:
                break
            inner = other.group or inner
        return inner

    def _is_only_said(self, view: View, step: Step, cue: Cue) -> bool:
        """ "Did not say that": what is said is not denied by it."""
        return step.relation in ("that", "whether") and cue.start < step.head and view.words[step.head] in self.saying
