"""Whether what is told depends on something: if-clauses and their main clauses, "once", "until", "before" of what is to come."""

from __future__ import annotations

from ...models import Status
from ...rules.packs import Packs
from ..syntax.clauses import INHERITS, Clause, View
from .predicates import PredicateReader


class ConditionReader:
    """Knows which clauses are conditions."""

    def __init__(self, packs: Packs, predicates: PredicateReader) -> None:
        lexicon = packs.lexicon
        self.predicates = predicates
        self.denying = frozenset(lexicon["DENYING_W"])
        self.future = frozenset(lexicon["FUTURE_W"])
        self.asking = frozenset(lexicon["ASKING_W"])
        self.demanding = frozenset(lexicon["DEMAND_V"])
        self.until = frozenset(("until", "till"))

    def status(self, view: View, clause: Clause, status: Status) -> Status | None:
        """Conditional for what stands in a condition, or in the main clause of one; demanded for what must come first; else None."""
        seen: Clause | None = clause
        for _ in range(4):
            if seen is None:
                break
            if self._is_condition(view, seen) or self._is_to_come(view, seen):
                return "demanded" if self._is_insisted_on(view, seen) else "conditional"
            seen = view.clauses[seen.parent] if seen.parent is not None and seen.kind in INHERITS else None
        if any(other.opener == "unless" for other in view.children(clause)) and not self._has_past(view, clause):
            return "conditional"  # "the curbs are lifted unless"
        if status in ("occurred", "ongoing", "demanded"):
            return None
        on_it = any(
            self._is_condition(view, other) or self._is_to_come(view, other)
            for other in view.children(clause)
            if other.opener not in ("before",)
        )
        return "conditional" if on_it else None

    def _is_condition(self, view: View, clause: Clause) -> bool:
        """An if-clause that is one: not "provided a list", "as soon as possible", "asked if"."""
        if clause.kind != "condition":
            return False
        opens = clause.items[0]
        words = view.words
        after = words[clause.items[0] + len(clause.opener.split()) : clause.items[-1] + 1]
        if clause.opener in ("provided", "providing"):
            if not self._has_verb(view, clause):
                return False
            apart = words[opens - 1] in (",", "and") or view.encoded.first[opens - 1] < 0
            return apart or (clause.opener == "provided" and self._is_told_before(view, opens))
        if clause.opener == "as soon as" and not self._has_verb(view, clause):
            return False
        if clause.opener == "if" and (after[:1] == ["any"] or words[opens - 1] in ("what", "even", "as")):
            return False
        if clause.opener == "if" and self._is_asked(view, opens):
            return False
        return not (
            clause.opener in ("should", "were", "had") and words[opens - 1] in ("and", "or", "it", "they", "he", "she")
        )

    def _is_told_before(self, view: View, opens: int) -> bool:
        """ "Would withdraw provided the border is safe": the clause before has its verb, and is none of the opener's."""
        syntax = self.predicates.syntax(view)
        begun, _ = view.sentence(opens)
        before = [group for item in range(begun, opens) if (group := syntax.group_at(item)) is not None]
        return any(group.finite for group in before) and not any(
            group.finite and group.verb == opens and group.first < opens for group in before
        )

    def _has_verb(self, view: View, clause: Clause) -> bool:
        syntax = self.predicates.syntax(view)
        groups = (syntax.group_at(item) for item in clause.items)
        return any(group is not None and group.finite for group in groups)

    def opened(self, view: View, item: int) -> Status | None:
        """Of a verb before whose subject "if", "once", "until" stands where no clause was cut: "once the rebels disarm"."""
        syntax = self.predicates.syntax(view)
        group = syntax.group_at(item)
        if group is None or group.tense != "present" or not group.subjects:
            return None
        at = group.subjects[0].start - 1
        word = view.words[at]
        if word in ("if", "unless"):
            return None if self._is_asked(view, at) else "conditional"
        if word not in ("once", "when", "until", "till", "before"):
            return None
        sentence = view.sentence_of[item]
        others = (other for other in syntax.groups if other is not group and view.sentence_of[other.verb] == sentence)
        return "conditional" if any(other.modal in self.future for other in others) else None

    def _is_asked(self, view: View, opens: int) -> bool:
        at = opens - 1
        for _ in range(4):
            if view.words[at] in self.asking:
                return True
            if view.mention(at) is None and view.words[at] not in ("him", "her", "them"):
                return False
            at -= 1
        return False

    def _is_to_come(self, view: View, clause: Clause) -> bool:
        """ "Will disarm once ...", "will not sign until ...", "ruled out talks until": the time is a condition."""
        if (
            clause.kind != "time"
            or clause.parent is None
            or clause.opener not in ("when", "once", "until", "till", "before", "as soon as", "after")
        ):
            return False
        if clause.opener == "when" and view.words[clause.items[0] - 1] == ",":
            return False  # "on Sunday, when the deadline expires"
        main = view.clauses[clause.parent]
        words = {view.words[item] for item in main.items}
        if main.kind == "complement" and main.parent is not None:  # "demands that they leave before it signs"
            words |= {view.words[item] for item in view.clauses[main.parent].items} & self.demanding
        # "said none would leave until ten were freed"
        reported = "would" in words and clause.opener in self.until | {"once"}
        if self._has_past(view, clause) and not reported:
            return False
        if clause.opener in self.until:
            return bool(words & self.future) or bool(words & self.denying) or not self._has_past(view, main)
        if clause.opener == "before":
            return (
                bool(words & self.denying) or bool(words & {"must", "should", "have"}) or bool(words & self.demanding)
            )
        if clause.opener == "after":
            return bool(words & self.future) and not self._has_past(view, clause)
        return bool(words & self.future)

    def _has_past(self, view: View, clause: Clause) -> bool:
        """Whether a clause's verb is in the past."""
        for item in clause.items:
            group = self.predicates.syntax(view).group_at(item)
            if group is not None and group.finite:
                return group.tense == "past" and not group.perfect and group.modal is None
        return False

    def _is_insisted_on(self, view: View, clause: Clause) -> bool:
        """ "Will sign nothing until its men are freed": what is to come first is asked for."""
        if clause.parent is None or clause.opener not in self.until:
            return False
        main = view.clauses[clause.parent]
        words = {view.words[item] for item in main.items}
        return main.kind == "complement" and bool(words & self.future) and bool(words & self.denying)
