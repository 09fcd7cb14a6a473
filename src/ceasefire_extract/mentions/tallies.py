"""Read what became of those who are counted, and how the counts of an article hang together.

The rules (patterns/counts/context.yaml, parts.yaml) see a count with its unit as one item. A count without a noun of its own
("22 had arrived", "six of them") takes the unit of an earlier one; a coordinated list shares its category.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..article import Article
from ..grammar import Grammar, Match, fold_mentions
from ..models import Category
from ..packs import Packs
from ..rules import MentionRule
from .drafts import Draft
from .units import Units, as_category

_PERSONS = frozenset(("people", "troops", "killed", "injured", "missing", "displaced", "hostages", "prisoners"))
_OPEN = frozenset(("people", "troops", "prisoners", "displaced"))
# Prisoners who are killed are among the killed; who else is a prisoner or displaced by name stays so.
_REPLACED_BY = {"prisoners": ("killed",), "displaced": ("killed", "injured")}
_FATES = {  # a word of the unit that says what became of them
    "dead": "killed", "slain": "killed", "killed": "killed", "fallen": "killed", "murdered": "killed", "deceased": "killed", "executed": "killed",
    "wounded": "injured", "injured": "injured", "missing": "missing", "displaced": "displaced", "abducted": "hostages", "kidnapped": "hostages",
    "captured": "prisoners", "detained": "prisoners", "jailed": "prisoners", "imprisoned": "prisoners", "captive": "hostages",
}  # fmt: skip
_STATES = {
    "killed": "killed", "wounded": "injured", "injured": "injured", "hurt": "injured", "missing": "missing", "displaced": "displaced",
    "abducted": "hostages", "kidnapped": "hostages", "captured": "held", "detained": "prisoners", "arrested": "prisoners", "held": "held",
    "freed": "held", "released": "held",
}  # fmt: skip
_JOINS = frozenset((",", "and", "or", "plus", "&"))


class Tallies:
    """Gives drafts their category, their whole, and the unit that they leave out."""

    def __init__(self, packs: Packs, units: Units) -> None:
        self.vocabulary = packs.vocabulary()
        self.units = units
        self.grammar: Grammar[MentionRule] = packs.grammar(
            "counts", MentionRule, lambda rule: rule.make in ("category", "toll", "part", "rest", "superseded", "number_of")
        )
        self.aid = frozenset(packs.lexicon["COUNT_AID"])
        self.unions = frozenset(packs.lexicon["COUNT_UNION"])
        lexicon = packs.lexicon
        self.fates = frozenset(word for name in ("COUNT_KILL", "COUNT_WOUND", "COUNT_ABDUCT", "COUNT_ARREST") for word in lexicon[name])
        self.known = frozenset(party.id for party in packs.parties)

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
            if draft.whole is not None and places[id(draft.whole)] > index:
                self._settle(article, drafts, places[id(draft.whole)], cues)  # "two of the eight engineers" are what the eight are
            if not draft.settled:
                self._settle(article, drafts, index, cues)
        for match in matches:
            if match.rule.make == "superseded":
                draft = _draft(drafts, match, "n")
                draft.superseded = True
                _credit(draft, match.rule)

    # --- cues -----------------------------------------------------------------------------------------------------

    def _number_of(self, article: Article, drafts: list[Draft], match: Match[MentionRule]) -> None:
        """ "the number of refugees is now 230,000": the unit stands before."""
        if match.rule.make != "number_of":
            return
        draft = _draft(drafts, match, "n")
        span = match.tokens_of("unit")
        if draft.unit is None and draft.ellipsis is not None and span is not None:
            words = article.tokens.lower[span[0] : span[1] + 1]
            between = article.tokens.lower[span[1] + 1 : draft.first]
            fate = next((_FATES[word] for word in between if word in _FATES), None)  # "the number of people displaced is"
            fate = fate or (_FATES.get(words[-1]) if words[-1] != "dead" else None)
            draft.unit, draft.base, draft.ellipsis = article.tokens.span_text(*span), fate or self.units.category(words), None
            draft.phrase = None
            _credit(draft, match.rule)

    def _cues(self, drafts: list[Draft], matches: Iterable[Match[MentionRule]]) -> dict[int, tuple[str, MentionRule]]:
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

    def _move(
        self, drafts: list[Draft], matches: Iterable[Match[MentionRule]], cues: dict[int, tuple[str, MentionRule]]
    ) -> None:
        """In "300 of the town's 4,000 people were killed" what is said after the whole is said of the part."""
        for match in matches:
            if match.rule.id == "count.part.of-the":
                part, whole = match.mention_of("part"), match.mention_of("whole")
                if part is not None and whole is not None and part not in cues and whole in cues and drafts[part].whole is drafts[whole]:
                    cues[part] = cues.pop(whole)

    def _share(self, article: Article, drafts: list[Draft], cues: dict[int, tuple[str, MentionRule]]) -> None:
        """Members of a list share what is said of one: "15 men and 12 women were killed", "killing two nuns, three boys"."""
        groups: list[list[int]] = []
        for index, draft in enumerate(drafts):
            if groups and draft.sentence == drafts[groups[-1][-1]].sentence and self._joined(article, drafts[groups[-1][-1]], draft):
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
                    continue  # "six of them children, and nearly 40 wounded"
                cues[index] = cues[source]

    def _joined(self, article: Article, a: Draft, b: Draft) -> bool:
        between = article.tokens.lower[a.unit_end() + 1 : b.first]
        return 0 < len(between) <= 2 and all(word in _JOINS for word in between)

    # --- parts ----------------------------------------------------------------------------------------------------

    def _parts(self, article: Article, drafts: list[Draft], matches: Iterable[Match[MentionRule]]) -> None:
        for match in matches:
            if match.rule.make == "part":
                whole, part = _draft(drafts, match, "whole"), _draft(drafts, match, "part")
                if part.ellipsis is None and (match.rule.args.get("elliptic") or (match.rule.id == "count.part.of-the" and not part.partitive)):
                    continue
                if part.whole is None and whole is not part and whole.whole is not part and not part.kind and self._fits(whole, part):
                    part.whole = whole.whole if whole.whole is not None and match.rule.id == "count.part.including" and part.ellipsis else whole
                    _credit(part, match.rule)
        for index, draft in enumerate(drafts):
            if draft.pronoun and draft.whole is None:
                draft.whole = self._antecedent(article, drafts, index, persons=False)
        for index, draft in enumerate(drafts):
            before = drafts[index - 1] if index else None
            told = draft.ellipsis is not None and draft.ellipsis.state is not None  # "two children, and 26 more injured"
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
                whole = self._antecedent(article, drafts, index, persons=False, larger=True)
                if part.whole is None and whole is not None and part.ellipsis is not None:
                    part.whole = whole
                    _credit(part, match.rule)

    def _fits(self, whole: Draft, part: Draft) -> bool:
        """A part is no larger than its whole, as far as both are known."""
        if whole.kind or (whole.hyphenated and whole.base != "people"):
            return False
        most = whole.high if whole.high is not None else None
        least = part.low if part.low is not None else part.value
        return most is None or least is None or least <= most

    # --- categories -------------------------------------------------------------------------------------------------

    def _settle(self, article: Article, drafts: list[Draft], index: int, cues: dict[int, tuple[str, MentionRule]]) -> None:
        draft = drafts[index]
        draft.settled = True
        if draft.kind in ("money", "percent"):
            draft.category = as_category(draft.kind)
            return
        if draft.kind == "metric":
            draft.category = "aid" if self._carries_aid(article, draft) else "other"
            return
        cue, rule = cues.get(index, (None, None))
        if draft.ellipsis is not None:
            self._fill(article, drafts, index, cue, governed=self._governed(article, draft))
        base = draft.base
        if base == "carrier":
            base = "aid" if self._carries_aid(article, draft) else "other"
        elif draft.hyphenated and base in ("people", "states"):
            base = self._membership(article, draft)
        if draft.phrase and base in (*_OPEN, None):
            words = article.tokens.lower[draft.phrase[0] : draft.phrase[1] + 1]
            fate = next((_FATES[word] for word in words if word in _FATES), None)
            if fate and base is not None:
                base, cue = fate, None
        if base is None:
            open_base = draft.unit is None or (rule is not None and bool(rule.args.get("persons")))
        else:
            open_base = base in ("people", "troops") or cue in _REPLACED_BY.get(base, ())
        if cue is not None and open_base and not draft.hyphenated:
            assert rule is not None
            category = self._holder(article, drafts, index) if cue == "held" else cue
            _credit(draft, rule)
            draft.category = as_category(category)
        elif draft.category is None and draft.whole is not None and base in ("people", "troops", None) and draft.whole.category in _PERSONS - {"people", "troops"}:
            draft.category = draft.whole.category
        elif draft.category is None:
            draft.category = as_category(base or "other")
        if draft.category == "prisoners" and self._held_by_rebels(article, draft):
            draft.category = "hostages"
        draft.affiliation = draft.affiliation or self._affiliation(article, draft)

    def _fill(self, article: Article, drafts: list[Draft], index: int, cue: str | None, *, governed: bool) -> None:
        """Take unit and category of the count that this one leaves its noun to; `governed`: a verb before it says what became of them."""
        draft = drafts[index]
        assert draft.ellipsis is not None
        state = _STATES.get(draft.ellipsis.state or "")
        fate = state or (cue if cue != "held" else None)
        source = draft.whole
        if source is None or source.unit is None:
            source = self._antecedent(article, drafts, index, persons=fate is not None or cue == "held")
            if governed and source is not None and source.category in ("people", "troops"):
                source = None  # in "twenty gunmen came, killing scores" the gunmen are not the dead
        if fate == "held":
            taken = source is not None and source.category in ("hostages", "prisoners")
            fate = source.category if taken and source is not None else self._holder(article, drafts, index)
        if draft.ellipsis.of_what is not None:
            container = next((d for d in _before(drafts, index) if d.sentence == draft.sentence and d.head is not None), None)
            if container is not None and container.head is not None:
                tail = article.tokens.span_text(*draft.ellipsis.of_what)
                draft.unit, draft.base = f"{article.tokens.words[container.head]} of {tail}", container.base
                draft.category = container.category
                return
        if draft.ellipsis.pronoun and draft.whole is None and source is not None and source.first < draft.first:
            draft.whole = source
        if source is not None:
            draft.unit = source.unit if source.unit != "person" else "people"
            draft.base = source.base
            draft.affiliation = source.affiliation
            draft.category = source.category
            if source.category in _PERSONS:
                draft.base = source.base if source.base in _OPEN else source.category
            if cue in ("held", "hostages") and source.category in ("hostages", "prisoners"):
                draft.base = source.category  # "of 251 abducted, 148 have been freed"
        if fate is not None:
            if draft.unit is None or (source is not None and source.category not in (fate, *_OPEN) and source.unit in ("dead", "wounded")):
                draft.unit = "people"  # "six dead and 14 wounded"
            draft.category = as_category(fate)
            if draft.base is None:
                draft.base = "people"
        elif draft.unit is None and (cue == "held" or draft.modifier == "vague"):
            draft.unit, draft.base = "people", "people"  # "Hundreds are buried under rubble"

    def _governed(self, article: Article, draft: Draft) -> bool:
        return draft.first > 0 and article.tokens.lower[draft.first - 1] in self.fates

    def _antecedent(self, article: Article, drafts: list[Draft], index: int, *, persons: bool, larger: bool = False) -> Draft | None:
        """The nearest earlier count whose noun this one can stand for: in its sentence, else in the two before."""
        draft = drafts[index]
        best: tuple[tuple[int, int], Draft] | None = None
        for candidate in _before(drafts, index):
            distance = draft.sentence - candidate.sentence
            if distance > 2:
                break
            # A part stands back behind its whole: after "1,400 detainees, among them 15 Saudis", "a further 300" are detainees.
            other = candidate.whole if candidate.whole is not None and candidate.whole.unit is not None else candidate
            if other.unit is None or other.kind or other is draft.whole:
                continue
            category = other.category or other.base
            person = category in _PERSONS
            if persons and not person:
                continue
            if larger and other.low is not None and draft.low is not None and other.low <= draft.low:
                continue
            concrete = person or category in ("attacks", "aid")
            rank = (0 if concrete and distance == 0 else 1 if concrete else 2 if distance == 0 else 3, distance)
            if other.hyphenated:
                rank = (4, distance)  # "an 18-nation group ... 12 of the 18"
            if best is None or rank < best[0]:
                best = (rank, other)
        return best[1] if best else None

    def _holder(self, article: Article, drafts: list[Draft], index: int) -> Category:
        """Hostages where an armed group is named before the count in its sentence, or after "by"; else prisoners."""
        draft = drafts[index]
        tokens = article.tokens
        sentence = article.sentences[draft.sentence]
        counted = [other.phrase for other in _before(drafts, index) if other.phrase is not None]
        armed_before = [
            p for p in article.parties
            if sentence.first <= p.first < draft.first and not any(first <= p.first <= last for first, last in counted)
        ]  # fmt: skip
        by = [p for p in article.parties if draft.last < p.first <= sentence.last and tokens.lower[p.first - 1] in ("by", "the")
              and "by" in tokens.lower[max(draft.last, p.first - 2) : p.first]]  # fmt: skip
        window = tokens.lower[draft.last + 1 : sentence.last + 1]
        if any(word in ("prison", "prisons", "jail", "jails") for word in window):
            return "prisoners"
        nearest = by[0] if by else armed_before[-1] if armed_before else None
        return "hostages" if nearest is not None and nearest.mention.type == "armed_group" else "prisoners"

    def _held_by_rebels(self, article: Article, draft: Draft) -> bool:
        """ "prisoners held by Hamas" are hostages."""
        tokens = article.tokens
        at = draft.unit_end() + 1
        if at + 2 > article.sentences[draft.sentence].last or tokens.lower[at : at + 2] != ["held", "by"]:
            return False
        return any(p.first in (at + 2, at + 3) and p.mention.type == "armed_group" for p in article.parties)

    def _carries_aid(self, article: Article, draft: Draft) -> bool:
        """Whether the phrase names a relief good, or the sentence does where the phrase names no load."""
        lower = article.tokens.lower
        end = draft.unit_end()
        phrase = lower[draft.last + 1 : end + 1]
        if not self.aid.isdisjoint(phrase) or (draft.unit and not self.aid.isdisjoint(draft.unit.lower().split())):
            return True
        if "of" in phrase or (end + 1 < len(lower) and lower[end + 1] in ("carrying", "of", "full")):
            after = lower[end + 1 : end + 9]
            return not self.aid.isdisjoint(after)
        sentence = article.sentences[draft.sentence]
        return not self.aid.isdisjoint(lower[sentence.first : sentence.last + 1])

    def _membership(self, article: Article, draft: Draft) -> str:
        """The members of a union are states, those of a committee people."""
        lower = article.tokens.lower
        end = article.sentences[draft.sentence].last
        at = draft.unit_end() + 1
        if not self.unions.isdisjoint(lower[at : min(end + 1, at + 5)]):
            return "states"
        return draft.base or "other"

    def _affiliation(self, article: Article, draft: Draft) -> str | None:
        """Whose they are, where the phrase says so: the id of a party in it, else a demonym as written."""
        if draft.phrase is None or draft.kind:
            return None
        first, last = draft.phrase
        for party in article.parties:
            if party.first >= first and party.first <= last and party.mention.party in self.known:
                return party.mention.party
        words = article.tokens.words
        for index in range(first, last + 1):
            word = words[index]
            if index > first and words[index - 1] == "-":
                continue  # "pro-British"
            if self.units.is_people(word):
                return word
        return None


def _before(drafts: list[Draft], index: int) -> Iterator[Draft]:
    """The drafts before one, the nearest first; as many as a reader keeps in mind, so that long tables take no longer than prose."""
    for place in range(index - 1, max(-1, index - 41), -1):
        yield drafts[place]


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


def _credit(draft: Draft, rule: MentionRule) -> None:
    if rule.id not in draft.rules:
        draft.rules.append(rule.id)

