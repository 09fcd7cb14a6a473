"""Cues: the words that put a status, a polarity or an aspect on what stands in their scope (patterns/context)."""

from __future__ import annotations

from dataclasses import dataclass

from ...models import DateMention
from ...rules.forms import ContextRule
from ...rules.packs import Packs
from ..syntax.clauses import INHERITS, View
from .anchor import Anchor

FAR = 30  # items: no cue speaks of what stands farther away
ADJECTIVE = 4  # items: a cue of no longer reach describes a noun, and governs nothing


@dataclass(slots=True)
class Cue:
    """A context rule where it matched: items `start` to `end` (end exclusive)."""

    rule: ContextRule
    start: int
    end: int
    clause: int  # that of its last item
    ahead: int  # that of the item after it

    def text(self, view: View) -> str:
        """Its words, as written."""
        article = view.article
        first, last = view.encoded.first[self.start], view.encoded.last[self.end - 1]
        return article.text[article.tokens.starts[first] : article.tokens.ends[last]]


class CueReader:
    """Finds the cues of an article."""

    def __init__(self, packs: Packs) -> None:
        self.grammar = packs.grammar("context", ContextRule)
        lexicon = packs.lexicon
        self.months = frozenset(lexicon["MONTH"])
        # Words that a cue may begin with and that govern nothing by themselves: "is due to", "not ready to".
        self.light = (
            frozenset(lexicon["AUX"]) | frozenset(lexicon["NOT"]) | frozenset(lexicon["ADVERB"]) | {"no", "without"}
        )

    def __call__(self, view: View) -> dict[int, list[Cue]]:
        """The cues by the number of their sentence."""
        out: dict[int, list[Cue]] = {}
        for match in self.grammar.find(view.encoded):
            if match.rule.args.ahead and not self._is_ahead(view, match.start, match.end):
                continue
            if self._is_name(view, match.start, match.end) or view.is_compound(match.start):
                continue
            last = match.end - 1
            ahead = view.clause_of[match.end] if match.end < len(view.clause_of) else -1
            cue = Cue(match.rule, match.start, match.end, view.clause_of[last], ahead)
            out.setdefault(view.sentence_of[match.start], []).append(cue)
        return out

    def _is_name(self, view: View, start: int, end: int) -> bool:
        """Whether a cue is a name inside a sentence: "Mrs May praised the truce"."""
        if end - start > 1 or view.words[start] not in self.months:
            return False
        words, sentence = view.article.tokens.words, view.article.sentences[view.sentence_of[start]]
        first, written = (
            view.encoded.first[start],
            [word for word in words[sentence.first : sentence.last + 1] if word.isalpha()],
        )
        headline = sum(word[0].isupper() for word in written) > len(written) / 2  # "Rebels May Sign Accord"
        return first > sentence.first and words[first].istitle() and not headline

    def _is_ahead(self, view: View, start: int, end: int) -> bool:
        """Whether a date among some items lies after the day of publication."""
        published = view.article.published
        for item in range(start, end):
            found = view.mention(item)
            if published is not None and found is not None and isinstance(found.mention, DateMention):
                return bool(found.mention.earliest) and (found.mention.earliest or "")[:10] > published.isoformat()
        return False

    def heads(self, view: View, cues: dict[int, list[Cue]]) -> frozenset[int]:
        """The items at which a cue stands that can govern what follows."""
        return frozenset(
            cue.start
            for here in cues.values()
            for cue in here
            if (cue.rule.status or cue.rule.polarity) and cue.rule.direction in ("forward", "both")
            and cue.rule.reach > ADJECTIVE and view.words[cue.start] not in self.light
        )  # fmt: skip


def fits(cue: Cue, anchor: Anchor) -> bool:
    """Whether a rule speaks of such an anchor at all."""
    rule = cue.rule
    if rule.events and anchor.event not in rule.events:
        return False
    if not anchor.verb and anchor.event in rule.args.not_noun_of:
        return False
    if rule.args.of_truce and anchor.ends_war:
        return False
    return not (rule.args.needs_form and rule.args.needs_form not in anchor.forms)


def without_parts(cues: list[Cue]) -> list[Cue]:
    """Without what is only the end of a longer cue: the "way for" of "paves the way for", the "willing to" of "not willing to"."""

    def is_part(cue: Cue, longer: Cue) -> bool:
        within = longer.start < cue.start and cue.end <= longer.end
        return within and bool(longer.rule.status) and longer.rule.direction in (cue.rule.direction, "both")

    return [cue for cue in cues if not cue.rule.status or not any(is_part(cue, longer) for longer in cues)]


def without_denied(cues: list[Cue]) -> list[Cue]:
    """Without what stands in the words of a denial: of "dismissed rumours" the rumours leave nothing open."""

    def is_denied(cue: Cue, other: Cue) -> bool:
        return other.rule.args.closes and other.start <= cue.start < other.end

    return [cue for cue in cues if not cue.rule.status or not any(is_denied(cue, other) for other in cues)]


def distance(view: View, cue: Cue, anchor: Anchor) -> int | None:
    """How many items lie between a cue and a anchor in its scope; None out of scope."""
    rule = cue.rule
    own = view.clause_of[anchor.start]
    if not fits(cue, anchor):
        return None
    if rule.direction == "over" or (cue.start < anchor.end and anchor.start < cue.end):
        inside = cue.start < anchor.end and anchor.start < cue.end
        # "resume" is its own aspect; a anchor that is the cue's word takes no status from itself
        if cue.start < anchor.start and rule.direction != "backward" and not rule.aspect:
            return 0  # "no new | round": the cue's own stop words run into the anchor
        return 0 if inside and (rule.direction == "over" or (rule.aspect is not None and rule.status is None)) else None
    if anchor.start >= cue.end:
        if rule.direction == "backward":
            return None
        distance = anchor.start - cue.end
        scope = (cue.clause, cue.ahead)
    else:
        if rule.direction == "forward":
            return None
        distance = cue.start - anchor.end
        scope = (cue.clause, view.clause_of[cue.start])
    if distance >= rule.reach:
        # "the truce, mediated by X and guaranteed by Y, took effect": asides do not count
        between = range(cue.end, anchor.start) if anchor.start >= cue.end else range(anchor.end, cue.start)
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
    if anchor.start >= cue.end and here.kind in INHERITS and here.parent in scope and here.opener not in ("and", "but"):
        return distance
    # "talks, which resumed on Monday": a relative clause speaks of what it hangs on
    there = view.clauses[cue.clause]
    if (
        anchor.end <= cue.start
        and there.kind == "relative"
        and there.opener in ("which", "who", "that", "whose")
        and there.antecedent is not None
        and anchor.start <= there.antecedent < anchor.end + 3
    ):
        return distance
    return None
