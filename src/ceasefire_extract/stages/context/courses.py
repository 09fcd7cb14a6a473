"""The course of an event: begins, goes on, ends. A cue of aspect speaks of one anchor, the nearest in its scope."""

from __future__ import annotations

from ...rules.packs import Packs
from ..syntax.clauses import View
from .anchor import Anchor
from .cues import FAR, Cue, distance

# Before what is talked of or aimed at.
ABOUT = frozenset(("on", "of", "at", "for", "about", "over", "towards", "toward"))


class CourseReader:
    """Gives each cue of aspect its anchor."""

    def __init__(self, packs: Packs) -> None:
        lexicon = packs.lexicon
        self.prepositions = frozenset(lexicon["PREPOSITION"])
        self.past = past_forms(packs)

    def __call__(self, view: View, cues: dict[int, list[Cue]], anchors: list[Anchor]) -> dict[int, Cue]:
        """Anchor (by its first item) -> the cue of its aspect. A cue speaks of one anchor: the nearest in its scope."""
        by_sentence: dict[int, list[Anchor]] = {}
        for anchor in anchors:
            by_sentence.setdefault(view.sentence_of[anchor.start], []).append(anchor)
        best: dict[int, tuple[int, Cue]] = {}
        for sentence, here in by_sentence.items():
            spoken: dict[int, tuple[int, int, Cue]] = {}  # a word -> how far the anchor that it speaks of is, and where
            for cue in cues.get(sentence, ()):
                if cue.rule.aspect is None or cue.rule.status or cue.rule.polarity:
                    continue
                options = [
                    (near, anchor)
                    for anchor in here
                    if not self._is_complement(view, cue, anchor)
                    and not self._names_mediator(view, anchor)
                    and (near := distance(view, cue, anchor)) is not None
                ]
                if view.words[cue.end] in self.prepositions and view.words[cue.start] in self.past:
                    # "talks ended without agreement": it speaks of its subject, where there is one
                    options = [option for option in options if option[1].start <= cue.start] or options
                for near, anchor in options:
                    far = near + self._is_aside(view, cue, anchor) * FAR
                    if cue.start not in spoken or (far, anchor.start) < spoken[cue.start][:2]:
                        spoken[cue.start] = (far, anchor.start, cue)
            for far, start, cue in spoken.values():
                if start not in best or far < best[start][0]:
                    best[start] = (far, cue)
        return {start: cue for start, (_, cue) in best.items()}

    def _is_aside(self, view: View, cue: Cue, anchor: Anchor) -> bool:
        """ "A truce, which was brokered by Kenya, expired", "a truce agreed in May collapsed": what the predicate says goes before."""
        if cue.start < anchor.end:
            return False
        if cue.clause != view.clause_of[anchor.start]:
            return view.clauses[cue.clause].kind == "relative"
        return (
            cue.start - anchor.end < 2
            and view.words[cue.start].endswith("ed")
            and view.words[cue.end] in self.prepositions
            and any(view.finite[item] for item in view.clause(anchor.start).items if item > cue.end)
        )

    def _names_mediator(self, view: View, anchor: Anchor) -> bool:
        """ "Talks mediated by Kenya resumed": what resumes is the talks."""
        return anchor.mediating and view.words[anchor.end] == "by"

    def _is_complement(self, view: View, cue: Cue, anchor: Anchor) -> bool:
        """ "Talks on ending the war", "a deal aimed at resuming aid": what the anchor is about, no course of its own."""
        return anchor.end <= cue.start and view.words[cue.start].endswith("ing") and view.words[cue.start - 1] in ABOUT


def past_forms(packs: Packs) -> frozenset[str]:
    """The words that tell of the past by their form."""
    lexicon = packs.lexicon
    forms = set(lexicon["PAST_W"]) | {word for word in lexicon["FINITE"] if word.endswith("ed")}
    for name, words in lexicon.items():
        if name.startswith("V_") and name.endswith("_PAST"):
            forms |= set(words)
    return frozenset(forms)
