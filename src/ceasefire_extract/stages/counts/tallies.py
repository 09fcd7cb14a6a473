"""Read what became of those who are counted, and how the counts of an article hang together.

The rules (patterns/counts/context.yaml, parts.yaml) see a count with its unit as one item. A count without a noun of its own
("22 had arrived", "six of them") takes the unit of an earlier one; a coordinated list shares its category.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...article import Article
from ...rules.forms import MentionRule
from ...rules.grammar import Grammar, Match, fold_mentions
from ...rules.packs import Packs
from .antecedents import PERSONS, antecedent
from .categories import Categories, Cues
from .drafts import Draft
from .units import Units

_JOINS = frozenset((",", "and", "or", "plus", "&"))


class Tallies:
    """Gives drafts their category, their whole, and the unit that they leave out."""

    def __init__(self, packs: Packs, units: Units) -> None:
        self.vocabulary = packs.vocabulary()
        self.units = units
        self.grammar: Grammar[MentionRule] = packs.grammar(
            "counts",
            MentionRule,
            lambda rule: rule.make in ("category", "toll", "part", "rest", "superseded", "number_of"),
        )
        self.categories = Categories(packs, units)

    def read(self, article: Article, drafts: list[Draft]) -> None:
        """Complete the drafts, which are in reading order."""
        spans = [("count", draft.first, draft.unit_end()) for draft in drafts]
        sentences = sorted({draft.sentence for draft in drafts})
        encoded = fold_mentions(article.encoded(self.vocabulary), article.sentences, _apart(spans), sentences)
        matches = self.grammar.find(encoded)
        for match in matches:
            self._number_of(article, drafts, match)
        self._parts(article, drafts, matches)
        cues = self._cues(drafts, matches)
        self._move(drafts, matches, cues)
        self._share(article, drafts, cues)
        places = {id(draft): index for index, draft in enumerate(drafts)}
        for index, draft in enumerate(drafts):
            if draft.whole is not None and not draft.whole.settled:
                self.categories.settle(
                    article, drafts, places[id(draft.whole)], cues
                )  # "two of the eight engineers" are what the eight are
            if not draft.settled:
                self.categories.settle(article, drafts, index, cues)
        for match in matches:
            if match.rule.make == "superseded":
                draft = _draft(drafts, match, "n")
                draft.superseded = True
                draft.credit(match.rule.id)

    # --- cues -----------------------------------------------------------------------------------------------------

    def _number_of(self, article: Article, drafts: list[Draft], match: Match[MentionRule]) -> None:
        """ "the number of refugees is now 230,000": the unit stands before."""
        if match.rule.make != "number_of":
            return
        draft = _draft(drafts, match, "n")
        span = match.tokens_of("unit")
        if draft.unit is None and draft.ellipsis is not None and span is not None:
            words = article.tokens.lower[span[0] : span[1] + 1]
            fates = self.categories.fate_of
            between = article.tokens.lower[span[1] + 1 : draft.first]
            fate = next((fates[word] for word in between if word in fates), None)  # "the number of people displaced is"
            fate = fate or (fates.get(words[-1]) if words[-1] != "dead" else None)
            draft.unit, draft.base, draft.ellipsis = (
                article.tokens.span_text(*span),
                fate or self.units.category(words),
                None,
            )
            draft.phrase = None
            draft.credit(match.rule.id)

    def _cues(self, drafts: list[Draft], matches: Iterable[Match[MentionRule]]) -> Cues:
        """For each draft the category of the cue that stands nearest."""
        best: dict[int, tuple[int, int, str, MentionRule]] = {}
        order = 0
        tolls: set[int] = set()
        for match in matches:
            if match.rule.make not in ("category", "toll"):
                continue
            index = match.mention_of("n")
            assert index is not None
            draft = drafts[index]
            if match.rule.make == "toll":
                if draft.unit is not None or draft.kind:
                    continue
                tolls.add(index)
            category = "killed" if match.rule.make == "toll" else str(match.rule.args["category"])
            order += 1
            candidate = (match.end - match.start, order, category, match.rule)
            if index not in best or candidate[:2] < best[index][:2]:
                best[index] = candidate
        for index in tolls:
            if drafts[index].ellipsis is not None and drafts[index].ellipsis.state is None:  # type: ignore[union-attr]
                drafts[index].unit, drafts[index].base, drafts[index].ellipsis = "people", "people", None
        return {index: (category, rule) for index, (_, _, category, rule) in best.items()}

    def _move(self, drafts: list[Draft], matches: Iterable[Match[MentionRule]], cues: Cues) -> None:
        """In "300 of the town's 4,000 people were killed" what is said after the whole is said of the part."""
        for match in matches:
            if match.rule.id == "count.part.of-the":
                part, whole = match.mention_of("part"), match.mention_of("whole")
                if (
                    part is not None
                    and whole is not None
                    and part not in cues
                    and whole in cues
                    and drafts[part].whole is drafts[whole]
                ):
                    cues[part] = cues.pop(whole)

    def _share(self, article: Article, drafts: list[Draft], cues: Cues) -> None:
        """Members of a list share what is said of one: "15 men and 12 women were killed", "killing two nuns, three boys"."""
        groups: list[list[int]] = []
        for index, draft in enumerate(drafts):
            if (
                groups
                and draft.sentence == drafts[groups[-1][-1]].sentence
                and self._joined(article, drafts[groups[-1][-1]], draft)
            ):
                groups[-1].append(index)
            else:
                groups.append([index])
        for group in groups:
            known = [index for index in group if index in cues]
            for index in group:
                if index in cues or not known or (drafts[index].ellipsis and drafts[index].ellipsis.state):  # type: ignore[union-attr]
                    continue
                source = max((k for k in known if k < index), default=known[0])
                ellipsis = drafts[source].ellipsis
                if source > index and (drafts[index].whole is not None or (ellipsis is not None and ellipsis.state)):
                    continue  # "two of them nuns, and some 30 hurt"
                cues[index] = cues[source]

    def _joined(self, article: Article, a: Draft, b: Draft) -> bool:
        between = article.tokens.lower[a.unit_end() + 1 : b.first]
        return 0 < len(between) <= 2 and all(word in _JOINS for word in between)

    # --- parts ----------------------------------------------------------------------------------------------------

    def _parts(self, article: Article, drafts: list[Draft], matches: Iterable[Match[MentionRule]]) -> None:
        for match in matches:
            if match.rule.make == "part":
                whole, part = _draft(drafts, match, "whole"), _draft(drafts, match, "part")
                if part.ellipsis is None and (
                    match.rule.args.get("elliptic") or (match.rule.id == "count.part.of-the" and not part.partitive)
                ):
                    continue
                if (
                    part.whole is None
                    and whole is not part
                    and whole.whole is not part
                    and not part.kind
                    and self._fits(whole, part)
                ):
                    part.whole = (
                        whole.whole
                        if whole.whole is not None and match.rule.id == "count.part.including" and part.ellipsis
                        else whole
                    )
                    part.credit(match.rule.id)
        for index, draft in enumerate(drafts):
            if draft.pronoun and draft.whole is None:
                draft.whole = antecedent(drafts, index, persons=False, elliptic=True)
        for index, draft in enumerate(drafts):
            before = drafts[index - 1] if index else None
            told = (
                draft.ellipsis is not None and draft.ellipsis.state is not None
            )  # "two children, and 26 more injured"
            listed = not told and (
                before is not None and draft.whole is None and before.whole is not None and before.sentence == draft.sentence
                and before.whole is not draft and self._joined(article, before, draft) and before.first > before.whole.first
            )  # fmt: skip
            if listed and before is not None:
                draft.whole = before.whole
        for match in matches:
            if match.rule.make == "rest":
                part = _draft(drafts, match, "part")
                index = match.mention_of("part") or 0
                larger = antecedent(drafts, index, persons=False, larger=True)
                if part.whole is None and larger is not None and part.ellipsis is not None:
                    part.whole = larger
                    part.credit(match.rule.id)

    def _fits(self, whole: Draft, part: Draft) -> bool:
        """A part is no larger than its whole, as far as both are known, and people are no part of what is none."""
        if whole.kind or (whole.hyphenated and whole.base != "people"):
            return False
        if (
            part.unit is not None
            and part.base in PERSONS
            and whole.base is not None
            and whole.base not in (*PERSONS, "other")
        ):
            return False
        most = whole.high
        least = part.low if part.low is not None else part.value
        return most is None or least is None or least <= most


def _apart(spans: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Spans cut where the next begins, so that each is an item of its own."""
    out = []
    for index, (kind, first, last) in enumerate(spans):
        if index + 1 < len(spans):
            last = min(last, spans[index + 1][1] - 1)
        out.append((kind, first, max(first, last)))
    return out


def _draft(drafts: list[Draft], match: Match[MentionRule], name: str) -> Draft:
    index = match.mention_of(name)
    assert index is not None, match.rule.id
    return drafts[index]
