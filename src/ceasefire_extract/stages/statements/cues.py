"""The lexicon of cues: what each does to its content, and whether a word is a verb of saying here or a noun that looks like one."""

from __future__ import annotations

import re

from ...article import Article
from ...rules.forms import StatementRule
from ...rules.packs import Packs
from .phrases import Span, Words, is_cap, is_word

_FORMS = ("BASE", "S", "PAST", "PART", "ING")
_CLASS = re.compile(r"\b[A-Z][A-Z_]{4,}\b")
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "'re", "'m", "am"))
_HAVE = frozenset(("has", "have", "had", "'ve", "having"))
_MODAL = frozenset("will would can could may might must should shall 'll 'd did do does to cannot".split())
# What stands before a noun, never between a subject and its verb.
_BEFORE_NOUN = frozenset(
    "the a an his her its their our my your 's this that these those any no some such other more many several new "
    "of for with from in on by to".split()
)
# The first words of a clause or an object: a verb is followed by these, the noun that looks like it seldom.
_AFTER_VERB = frozenset(
    "that the a an its his her their it he she they i we to no for on upon out there both all more what how full immediate".split()
)
_NONE: frozenset[str] = frozenset()
_PLURALS = frozenset(
    "police people many some others most both few several experts we they i you who those all which".split()
)


class Cues:
    """The verbs and nouns of saying that the rules name, with their forms and effects."""

    def __init__(self, packs: Packs, words: Words, rules: list[StatementRule]) -> None:
        self.words = words
        self._effects: dict[str, dict[str, str]] = {}
        self._forms: dict[str, frozenset[str]] = {}
        for rule in rules:
            effects = self._effects.setdefault(rule.id, {})
            for name in {name for pattern in rule.all_patterns for name in _CLASS.findall(pattern)}:
                entries = packs.lexicon.get(name, {})
                for surface, effect in entries.items():
                    if effect:
                        effects.setdefault(surface, str(effect))
                for form in _FORMS:
                    for surface in packs.lexicon.get(f"{name}_{form}", ()):
                        head = surface.split()[0]
                        self._forms[head] = self._forms.get(head, _NONE) | {form}

        def heads(name: str) -> set[str]:
            return {surface.split()[0] for surface in packs.lexicon.get(name, ())}

        self.quote_only = frozenset(heads("QUOTING") - heads("SAYING") - heads("REMARKING") - heads("THINKING"))

    def effect(self, rule: StatementRule, surface: str) -> str:
        """What the cue does to its content, as the lexicon classes of the rule's patterns say (models.Effect)."""
        return self._effects[rule.id].get(surface, "says")

    def form(self, article: Article, verb: int, group: int) -> str | None:
        """How the word at token `verb` is used, its group beginning at `group`: "finite", "participle" (no subject of its own), "bare"
        (a base form, which needs a plural subject); None where it is passive or no verb.
        """
        low = article.tokens.lower
        forms = self._forms.get(low[verb], _NONE)
        helpers = set(low[group:verb])
        following = low[verb + 1] if verb + 1 < len(low) else ""
        if "ING" in forms:
            if following == "by":
                return None  # "additional reporting by ..."
            return "finite" if helpers & _BE else "participle"
        if forms & {"PAST", "PART"}:
            if helpers & _BE or following == "by":
                return None  # passive
            if not helpers & _HAVE and self._reduced(low, verb, following):
                return None
            return "finite"
        if (group and low[group - 1] in _BEFORE_NOUN) or helpers & _BE:
            return None
        if "S" in forms:
            return "finite"
        return "finite" if helpers & _MODAL else "bare"

    def _reduced(self, low: list[str], verb: int, following: str) -> bool:
        """ "hostages believed to be alive", "two officials briefed on the talks": a passive without its auxiliary."""
        if low[verb] == "briefed":
            return following in ("on", "about")
        if following != "to" or low[verb] not in self.words.opinions:
            return False
        return low[verb] != "said" or low[min(verb + 2, len(low) - 1)] in ("be", "have")

    def noun_like(self, word: str) -> bool:
        """Whether a cue's third person or base form is as often a noun: "claims", "reports"."""
        return word in self.words.noun_like

    def agrees(self, article: Article, form: str, source: Span, verb: int) -> bool:
        """Whether a subject can be the verb's: no noun that only looks like a verb ("Israeli demands for ...")."""
        low = article.tokens.lower
        first, last = source
        head = next((at - 1 for at in range(first + 1, last) if low[at] in self.words.prepositions), last)
        word = low[head]
        forms = self._forms.get(low[verb], _NONE)
        following = low[verb + 1] if verb + 1 < len(low) else ""
        if form == "bare":
            plural = (
                word in _PLURALS
                or (word.endswith("s") and not word.endswith(("ss", "'s")))
                or (low[last].endswith("s") and (is_cap(article, last) or head < last))
                or "and" in low[first:last]
            )
            if self.noun_like(low[verb] + "s") and not (following in _AFTER_VERB or is_cap(article, verb + 1)):
                return False
            return plural and following not in ("of", "from", "by")
        if "S" in forms and self.noun_like(low[verb]):
            nominal = (
                is_cap(article, last) or low[last] in ("he", "she", "it", "who", "which") or low[first] in _BEFORE_NOUN
            )
            last_word = verb + 1 == len(article.tokens)
            clause = (
                last_word or following in _AFTER_VERB or is_cap(article, verb + 1) or not is_word(article, verb + 1)
            )
            return nominal and clause and low[last] != "united" and following not in ("'s", "'")
        if "S" in forms and "PAST" not in forms and low[verb] not in self.words.strong and not is_cap(article, last):
            return not word.endswith("s") or word.endswith(("ss", "us", "'s"))
        return word not in self.words.days or first != last

    def is_finite(self, word: str) -> bool:
        """Whether a word can be a finite cue: "said", "says", "say"."""
        return not self._forms.get(word, _NONE).isdisjoint(("PAST", "S", "BASE"))
