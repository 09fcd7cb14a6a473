"""What the words themselves say of a status, before any cue: a verb by its form, a noun by the verb that takes it and by what its event mostly is."""

from __future__ import annotations

from ...models import PhaseMention, Status
from ...rules.packs import Packs
from ...text.tokenizer import DASHES
from ..syntax import kinds as k
from ..syntax.clauses import QUOTES, View
from .anchor import Anchor
from .path import Path, Step
from .predicates import Group, PredicateReader

_FULL_STOPS = (".", "!", "”", '"', ";")
NEAR = 12  # items: how far a word may stand that tells of the same clause
MAKING = 7  # items: how near before a truce the verb that makes it stands


class FormReader:
    """Reads the status of an anchor from its own form and from its place."""

    def __init__(self, packs: Packs, predicates: PredicateReader) -> None:
        lexicon = packs.lexicon
        self.predicates = predicates
        self.lasting = frozenset(lexicon["LASTING_W"])
        self.states = frozenset(lexicon["STATE_PART"])
        self.staying = frozenset(lexicon["STAYING_W"])
        self.achieving = frozenset(lexicon["ACHIEVED_W"])
        self.implying = frozenset(lexicon["IMPLYING"])
        self.accusing = frozenset(lexicon["ACCUSING_V"])
        self.meeting = frozenset(lexicon["MEETING_W"])
        self.travelling = frozenset(lexicon["TRAVELLING_W"])
        self.ranks = frozenset(lexicon["RANK_W"])
        self.making = frozenset(lexicon["MAKES_PEACE"])
        self.made = frozenset(lexicon["PEACE_MADE"])
        self.announcing = frozenset(lexicon["ANNOUNCED_N"])
        self.definite = frozenset(lexicon["DEFINITE_W"])
        self.after = frozenset(lexicon["SINCE_W"])
        self.aims = frozenset(lexicon["AIM_P"])
        self.past = frozenset(lexicon["WAS_W"])
        self.term_prepositions = frozenset(packs.words["TERM_P"])
        self.before_front = frozenset(packs.words["BEFORE_FRONT"])
        self.accords, self.proposals = frozenset(lexicon["TERMS_OF"]), frozenset(lexicon["TERMS_PROPOSED"])
        self.have = predicates.have
        self.be = predicates.be
        frames = packs.frames.items()
        self.defaults = {event: frame.status for event, frame in frames}
        self.timeless = frozenset(event for event, frame in frames if frame.timeless)
        self.made_once = frozenset(event for event, frame in frames if frame.made)
        self.lasting_events = frozenset(event for event, frame in frames if frame.state)

    def __call__(self, view: View, anchor: Anchor, path: Path) -> Status:
        """The status that the form gives."""
        if not anchor.verb:
            return self._noun(view, anchor, path)
        status = self._verb(view, anchor, path, 0)
        group = path.steps[0].group
        return self._term(view, group) or status if group is not None and status == "occurred" else status

    # --- terms of a deal

    def _term(self, view: View, group: Group) -> Status | None:
        """ "In stage one Hamas frees 33 hostages", "under the pact troops are withdrawn": what a deal says in the present is to come."""
        present = (
            group.has(self.be) and not group.has(self.past) if "PART" in group.forms else group.forms & {"S", "BASE"}
        )
        sentence = view.article.sentences[view.sentence_of[group.verb]]
        if not present or group.has(self.have) or view.article.tokens.words[sentence.last] not in _FULL_STOPS:
            return None
        begun, _ = view.sentence(group.first)
        for at in range(group.first - 1, begun - 1, -1):
            if view.words[at] in (";", "("):
                break
            if view.words[at] in self.term_prepositions and self._is_fronted(view, at):
                what = self._terms_of(view, at)
                if what is not None:
                    return what
        return None

    def _is_fronted(self, view: View, at: int) -> bool:
        return view.encoded.first[at - 1] < 0 or view.words[at - 1] in self.before_front

    def _terms_of(self, view: View, at: int) -> Status | None:
        """What the phrase behind a preposition makes of a term: a phase or a deal makes a plan, a proposal a proposal."""
        for item in range(at + 1, min(at + 7, len(view.words))):
            word, found = view.words[item], view.mention(item)
            if word in self.proposals:
                return "proposed"
            if word in self.accords or (found is not None and isinstance(found.mention, PhaseMention)):
                begun, _ = view.sentence(at)
                return "proposed" if not self.proposals.isdisjoint(view.words[begun:at]) else "planned"
            if word in (",", ":"):
                break
        return None

    # --- verbs

    def _verb(self, view: View, anchor: Anchor, path: Path, number: int) -> Status:
        """The status of the verb of a step of the path."""
        step = path.steps[number]
        group = step.group
        assert group is not None
        word = view.words[group.verb]
        if group.to is not None:
            return self._infinitive(view, anchor, path, group)
        forms = group.forms
        if "ING" in forms:
            return self._ing(view, anchor, path, number, group)
        if forms & {"PAST", "PART"}:
            return self._participle(view, path, group, number)
        if self._is_imperative(view, group):
            return "demanded"
        present = "S" in forms or not group.has(self.predicates.modal)
        lasts = word in self.lasting or anchor.event in self.lasting_events
        return "ongoing" if present and lasts and not self._is_entry(view, group.verb) else "occurred"

    def _is_entry(self, view: View, item: int) -> bool:
        """Whether a sentence is a chronology's entry: "4 July 2020: Gunmen seize six nurses" is long over."""
        begin, _ = view.sentence(item)
        found, published = view.mention(begin), view.article.published
        if found is None or found.mention.kind != "date" or view.words[begin + 1] not in (":", *DASHES):
            return False
        return published is None or (found.mention.latest or "") < published.isoformat()

    def _infinitive(self, view: View, anchor: Anchor, path: Path, group: Group) -> Status:
        assert group.to is not None
        words = view.words
        if "have" in group.aux:
            return "occurred"  # "are known to have died"
        at = self.predicates.left(view, group.to)
        if words[at] in self.achieving or self._is_brought_about(view, group.to) or self._is_ranked(view, at):
            return "occurred"
        after = path.steps[1].group if len(path.steps) > 1 and path.steps[1].relation == "to" else None
        if after is not None and words[after.verb] in self.meeting:
            return self._verb(view, anchor, path, 1)  # "met to discuss a truce": they did as they met
        if after is not None and words[after.verb] in self.travelling:
            return "planned"
        return "planned" if path.end == "headline" and self._is_headline(view, group) else "proposed"

    def _is_brought_about(self, view: View, to: int) -> bool:
        """ "Forced the king to step down": the infinitive has happened."""
        clause = view.clause_of[to]
        near = range(max(to - 7, 0), to)
        return any(view.words[item] in self.implying and view.clause_of[item] == clause for item in near)

    def _is_ranked(self, view: View, item: int) -> bool:
        """ "Was the first envoy to visit the enclave": who is ranked among those that did has done it; not "would be the first"."""
        phrase = self.predicates.syntax(view).phrase_at(item)
        if phrase is None or self.ranks.isdisjoint(view.words[phrase.start : item + 1]):
            return False
        clause = view.clause(item)
        groups = (self.predicates.syntax(view).group_at(at) for at in clause.items if at < phrase.start)
        return any(
            group is not None and group.finite and group.tense == "past" and group.modal is None for group in groups
        )

    def _is_headline(self, view: View, group: Group) -> bool:
        """ "Kiir to meet Machar": after a name or a plural, in a line without a full stop."""
        sentence = view.article.sentences[view.sentence_of[group.verb]]
        if view.article.tokens.words[sentence.last] in (".", "!", "”", '"'):
            return False
        assert group.to is not None
        before = group.to - 1
        return view.mention(before) is not None or view.words[before].endswith(("s", "t"))

    def _ing(self, view: View, anchor: Anchor, path: Path, number: int, group: Group) -> Status:
        if group.has(self.be):
            return "ongoing"  # "are withdrawing", "were battling", "have been holding"
        after = path.steps[number + 1] if number + 1 < len(path.steps) else None
        if after is None:
            return "occurred"
        if after.relation in ("adjunct", "manner", "and") and after.group is not None and after.group.forms:
            return self._verb(
                view, anchor, path, number + 1
            )  # ", killing ten", "by shelling": as the verb it goes with
        if any(view.words[step.head] in self.accusing for step in path.steps[number + 1 : number + 3]):
            return "occurred"
        return "proposed" if after.preposition in self.aims else "occurred"

    def _participle(self, view: View, path: Path, group: Group, number: int) -> Status:
        words = view.words
        word = words[group.verb]
        at = self.predicates.left(view, group.verb)
        before = words[at]
        if (number == 0 and path.end == "reduced") or before in self.staying or before == "being":
            if before == "being" and words[at - 1] in self.past:
                return "occurred"
            if before in self.staying or before == "being":
                return "ongoing"
            return (
                "ongoing"
                if word in self.states and words[group.verb + 1] in ("by", "since", "in", "inside", "at", "there")
                else "occurred"
            )
        if group.has(self.have):
            return (
                "ongoing" if (word in self.lasting or word in self.states) and self._lasts(view, group) else "occurred"
            )
        if group.has(self.be) and not group.has(self.past):
            if group.aux[0] == "be" and not self._has_modal(view, group):
                return "demanded"  # "insisted that they be freed"
            return "ongoing" if word in self.states else "occurred"
        if group.has(self.past) and word in self.states and self._is_still(view, group):
            return "ongoing"
        return "occurred"

    def _has_modal(self, view: View, group: Group) -> bool:
        return view.words[self.predicates.left(view, group.first)] in self.predicates.modal | {"to", "and", "or", "let"}

    def _is_still(self, view: View, group: Group) -> bool:
        return "still" in view.words[group.first : group.verb]

    def _has_lasted(self, view: View, group: Group) -> bool:
        """ "Talks have been suspended for two years": a state of the subject, in the perfect."""
        word = view.words[group.verb]
        return group.has(self.have) and not group.has(self.past) and word in self.states and self._lasts(view, group)

    def _lasts(self, view: View, group: Group) -> bool:
        """ "Has ruled it since 2007", "have been cut off for two years"."""
        if (
            "been" in group.aux
            and view.words[group.verb] in self.states
            and not view.words[group.verb].startswith("displac")
        ):
            return True
        clause = view.clause_of[group.verb]
        for item in range(group.verb + 1, min(group.verb + NEAR, len(view.words))):
            if view.clause_of[item] != clause and view.words[item] != "since":
                break
            if view.words[item] == "since":
                return True
            found = view.mention(item)
            if found is not None and found.mention.kind == "date" and found.mention.type == "DURATION":
                return "for" in view.words[max(item - 3, 0) : item]
        return False

    def _is_imperative(self, view: View, group: Group) -> bool:
        """ "Bring them home," she said: what a quoted sentence begins with is asked for."""
        if group.forms != {"BASE"} or group.aux:
            return False
        before = group.first - 1
        return (view.words[before] in QUOTES and view.words[before] != "'") or view.encoded.first[before] < 0

    # --- nouns

    def _noun(self, view: View, anchor: Anchor, path: Path) -> Status:
        event = anchor.event
        words = view.words
        step = self._verb_step(path)
        before = words[max(0, anchor.start - 4) : anchor.start]
        if any(word in self.after for word in before):
            return "occurred"
        if event in self.made_once and self._is_made(view, anchor):
            return "occurred"
        tense = self._tense(view, step)
        if (
            step is not None
            and step.relation == "subject"
            and step.group is not None
            and self._has_lasted(view, step.group)
        ):
            return "ongoing"
        if tense == "infinitive" or event in self.timeless:
            tense = None
        if tense == "progressive" and step is not None and step.relation in ("object", "subject"):
            return "ongoing" if event is not None else "occurred"
        defaults = self.defaults.get(event or "", {})
        definite = any(word in self.definite for word in words[max(0, anchor.start - 3) : anchor.start])
        tense = tense or self._clause_tense(view, anchor) or "verbless"
        subject = step is not None and step.relation == "subject"
        for where in (f"{tense} definite" if definite else "", f"{tense} subject" if subject else "", tense):
            if where in defaults:
                return defaults[where]
        return defaults.get("else", "occurred")

    def _verb_step(self, path: Path) -> Step | None:
        """The innermost verb of the path that has a tense."""
        for step in path.steps:
            group = step.group
            if group is not None and (group.to is not None or group.aux or group.forms - {"ING", "BASE"}):
                return step
        return None

    def _tense(self, view: View, step: Step | None) -> str | None:
        if step is None or step.group is None:
            return None
        group = step.group
        if group.to is not None:
            return "infinitive"
        if group.has(self.predicates.modal):
            return "modal"
        if "ING" in group.forms and group.has(self.be):
            return "progressive"
        if group.has(self.have) or group.has(self.past) or ("had" in group.aux):
            return "past"
        if group.aux:
            return "copula" if not group.forms else "present"
        return "past" if group.forms & {"PAST", "PART"} else "present"

    def _clause_tense(self, view: View, anchor: Anchor) -> str | None:
        """The tense of the clause that a noun stands in, where nothing tells what it is to its verb."""
        syntax = self.predicates.syntax(view)
        clause = view.clause(anchor.start)
        while clause.kind == "participle" and clause.parent is not None:
            clause = view.clauses[clause.parent]  # "attacked Goma, ending a truce"
        for item in clause.items:
            group = syntax.group_at(item)
            if group is not None and group.finite:
                if group.progressive:
                    return None
                if group.modal is not None:
                    continue
                return "past" if group.tense == "past" else "present"
        return None

    def _is_made(self, view: View, anchor: Anchor) -> bool:
        """ "Rebels sign truce", "a truce, declared in March": it exists, whatever has become of it."""
        words = view.words
        for item in range(max(0, anchor.start - MAKING), anchor.start):
            if (
                words[item] in self.making
                and not self.predicates.is_aux(view, item - 1)
                and self.predicates.kind(view, item - 1) != k.TO
            ):
                return True
        if words[anchor.start - 1] == "'s" or any(
            words[item] in self.announcing and words[item + 1] == "of"
            for item in range(max(0, anchor.start - 5), anchor.start - 1)
        ):
            return True  # "Bosnia's truce", "the announcement of a truce", "the expiry of a truce"
        told = [
            clause
            for clause in view.children(view.clause(anchor.start))
            if clause.kind == "relative"
            and clause.antecedent is not None
            and anchor.start <= clause.antecedent < anchor.end + 2
        ]
        if any(
            words[item] in self.made or words[item] in ("took", "ended", "began") for one in told for item in one.items
        ):
            return True  # "a truce that Egypt had brokered"
        after = anchor.end + (words[anchor.end] == ",")
        return words[after] in self.made or (
            self.predicates.kind(view, after) == k.ADVERB and words[after + 1] in self.made
        )
