"""Give counts their category: by their noun, by what the words around say of them, by the count whose noun they share."""

from __future__ import annotations

from ...article import Article
from ...models import Category
from ...rules.forms import MentionRule
from ...rules.packs import Packs
from .antecedents import PERSONS, antecedent, before
from .drafts import Draft
from .units import Units, as_category

Cues = dict[int, tuple[str, MentionRule]]  # draft's place -> the category that the words around it say, and the rule

_OPEN = frozenset(("people", "troops", "prisoners", "displaced"))
# Prisoners who are killed are among the killed; who else is a prisoner or displaced by name stays so.
_REPLACED_BY = {"prisoners": ("killed",), "displaced": ("killed", "injured")}


class Categories:
    """Settles drafts one by one; earlier ones lend later ones their unit."""

    def __init__(self, packs: Packs, units: Units) -> None:
        lexicon = packs.lexicon
        self.units = units
        self.fate_of: dict[str, str] = lexicon["COUNT_FATE"]  # of a word in the unit: "dead soldiers"
        self.state_of: dict[str, str] = lexicon["COUNT_STATE"]  # of a participle alone: "nine injured"
        self.aid = frozenset(lexicon["COUNT_AID"])
        self.unions = frozenset(lexicon["COUNT_UNION"])
        verbs = ("COUNT_KILL", "COUNT_WOUND", "COUNT_ABDUCT", "COUNT_ARREST")
        self.fates = frozenset(word for name in verbs for word in lexicon[name])
        self.known = frozenset(party.id for party in packs.parties)

    def settle(self, article: Article, drafts: list[Draft], index: int, cues: Cues) -> None:
        """Set category, affiliation and, where it is left out, the unit of the draft at `index`."""
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
            fate = next((self.fate_of[word] for word in words if word in self.fate_of), None)
            if fate and base is not None:
                base, cue = fate, None
        if base is None:
            open_base = draft.unit is None or (rule is not None and bool(rule.args.get("persons")))
        else:
            open_base = base in ("people", "troops") or cue in _REPLACED_BY.get(base, ())
        if cue is not None and open_base and not draft.hyphenated:
            assert rule is not None
            category = self._holder(article, drafts, index) if cue == "held" else cue
            draft.credit(rule.id)
            draft.category = as_category(category)
        elif (
            draft.category is None
            and draft.whole is not None
            and base in ("people", "troops", None)
            and draft.whole.category in PERSONS - {"people", "troops"}
        ):
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
        state = self.state_of.get(draft.ellipsis.state or "")
        fate = state or (cue if cue != "held" else None)
        source = draft.whole
        if source is None or source.unit is None:
            source = antecedent(drafts, index, persons=fate is not None or cue == "held")
            if governed and source is not None and source.category in ("people", "troops"):
                source = None  # in "twenty gunmen came, killing scores" the gunmen are not the dead
        if fate == "held":
            taken = source is not None and source.category in ("hostages", "prisoners")
            fate = source.category if taken and source is not None else self._holder(article, drafts, index)
        if draft.ellipsis.of_what is not None:
            container = next(
                (d for d in before(drafts, index) if d.sentence == draft.sentence and d.head is not None), None
            )
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
            if source.category in PERSONS:
                draft.base = source.base if source.base in _OPEN else source.category
            if cue in ("held", "hostages") and source.category in ("hostages", "prisoners"):
                draft.base = source.category  # "of 251 abducted, 148 have been freed"
        if fate is not None:
            if draft.unit is None or (
                source is not None and source.category not in (fate, *_OPEN) and source.unit in ("dead", "wounded")
            ):
                draft.unit = "people"  # "six dead and 14 wounded"
            draft.category = as_category(fate)
            if draft.base is None:
                draft.base = "people"
        elif draft.unit is None and (cue == "held" or draft.modifier == "vague"):
            draft.unit, draft.base = "people", "people"  # "Hundreds are buried under rubble"

    def _governed(self, article: Article, draft: Draft) -> bool:
        return draft.first > 0 and article.tokens.lower[draft.first - 1] in self.fates

    def _holder(self, article: Article, drafts: list[Draft], index: int) -> Category:
        """Hostages where an armed group is named before the count in its sentence, or after "by"; else prisoners."""
        draft = drafts[index]
        tokens = article.tokens
        sentence = article.sentences[draft.sentence]
        counted = [other.phrase for other in before(drafts, index) if other.phrase is not None]
        armed_before = [
            p for p in article.parties_from(sentence.first, draft.first - 1)
            if not any(first <= p.first <= last for first, last in counted)
        ]  # fmt: skip
        by = [p for p in article.parties_from(draft.last + 1, sentence.last) if tokens.lower[p.first - 1] in ("by", "the")
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
        return any(p.mention.type == "armed_group" for p in article.parties_from(at + 2, at + 3))

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
        for party in article.parties_from(first, last):
            if party.mention.party in self.known:
                return party.mention.party
        words = article.tokens.words
        for index in range(first, last + 1):
            word = words[index]
            if index > first and words[index - 1] == "-":
                continue  # "pro-British"
            if self.units.is_people(word):
                return word
        return None
