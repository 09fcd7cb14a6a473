"""Whether a word that can be a verb is one where it stands, told by its form and by the word before it.

One reading for all rules that name a class of verbs: their patterns need not say it each.
"""

from __future__ import annotations

from ...models import CountMention, DateMention, PartyMention
from ...rules.forms import EventRule
from ...rules.grammar import entry_words
from ...rules.inflect import VERB_FORMS
from ...rules.packs import Packs
from .clauses import View

# A preposition before an -ing form makes it a noun ("in shelling"), but for these: "of shelling Goma".
BEFORE_ING = frozenset(("of", "by", "from", "for", "without", "after", "before", "at", "while"))
# How the verbs begin after which "that" takes a bare form.
DEMANDING = ("demand", "insist", "ask", "request", "propos", "recommend", "urg", "requir", "order", "suggest")
HEAD = 4  # words: how far into a headline its verb may stand
BESIDE_ING = frozenset((",", "while", "by", "-"))


class VerbReader:
    """Knows the forms of every verb, and where each form is a verb."""

    def __init__(self, packs: Packs) -> None:
        lexicon = packs.lexicon
        self.forms: dict[str, dict[str, set[str]]] = {}  # class -> surface -> forms
        self.of_first: dict[str, set[str]] = {}  # the first word of a surface -> the forms that it can be, in any class
        for name, entries in packs.lexicon.items():
            cls, _, form = name.rpartition("_")
            if name.startswith("V_") and form in VERB_FORMS:
                of_class = self.forms.setdefault(cls, {})
                for surface in entries:
                    self.of_first.setdefault(surface.split()[0], set()).add(form)
                    of_class.setdefault(" ".join(entry_words(surface)), set()).add(form)
        self.longest = {cls: max(surface.count(" ") + 1 for surface in entries) for cls, entries in self.forms.items()}
        self.before_noun = frozenset(lexicon["BEFORE_NOUN"])
        self.prepositions = frozenset(lexicon["PREPOSITION"])
        self.auxiliaries = frozenset(lexicon["AUX"])
        self.adverbs = frozenset(lexicon["ADVERB"])
        self.left_of_base = frozenset(lexicon["VERB_LEFT"]) | {")"}
        self.left_of_third = frozenset(lexicon["VERB_SUBJECT"])
        self.pronouns = frozenset(lexicon["PRONOUN_SUBJECT"]) | frozenset(lexicon["NOT"])
        self.nounish = frozenset(lexicon["NOUNISH"])
        self.particles = frozenset(lexicon["AFTER_VERB"])
        self.action_nouns = frozenset(lexicon["ACTION_ING"])

    def is_verb(self, view: View, rule: EventRule, start: int, end: int) -> bool:
        """Whether the words from `start` to `end` begin with a form of the rule's verbs that is a verb there; what a pattern of the rule found is none of them."""
        assert rule.verbs is not None
        forms = self._forms(view, rule.verbs, start, end)
        if not forms:
            return True
        word, before = view.words[start], view.words[start - 1]
        if before.endswith("ly") and not forms.isdisjoint(("BASE", "S")) and before not in self.left_of_base:
            start -= 1  # "undertakes to promptly release": the adverb tells nothing of the form
            before = view.words[start - 1]
        finite = bool(rule.args.finite)  # "we support", "Iran supports": not "to support", "the coalition backing it"
        if before not in self.before_noun and (
            not forms.isdisjoint(("PAST", "PART"))
            or ("ING" in forms and (self._takes(view, end) or self._is_participle(word, before, finite)))
        ):
            return True
        found = view.mention(start - 1)
        named = found is not None and isinstance(found.mention, PartyMention | CountMention)
        if "BASE" in forms:
            told = bool(rule.acts_on)
            if before in (self.pronouns if finite else self.left_of_base):
                return True
            if before == "," and (told or rule.done_by):
                return True  # "gather at points, register their weapons and go home"
            if named and (told or word not in self.nounish):
                return True  # "rivals swap prisoners"; but "Hamas attack" is a noun
            if view.encoded.first[start - 1] < 0 and word not in self.nounish:
                return True
            if word not in self.nounish and word not in self.particles and self._is_plural(before):
                return True  # "most Turks oppose it"
            if self._is_subjunctive(view, start) or (word not in self.nounish and self._heads(view, start)):
                return True
        if "S" in forms:
            if before in self.before_noun and before not in self.pronouns:
                return False  # "the co-chairs met"
            if word.removesuffix("s") in self.nounish or word.removesuffix("es") in self.nounish:
                counted = found is not None and isinstance(found.mention, CountMention)
                if counted or not (before in self.left_of_third or self._takes(view, end)):
                    return False  # "43 attacks", "the most intense Taliban attacks in Helmand"
            dated = found is not None and isinstance(found.mention, DateMention)
            return (
                named
                or dated
                or before in self.left_of_third
                or before in self.adverbs
                or self._is_name(view, start - 1)
            )
        return False

    def _forms(self, view: View, cls: str, start: int, end: int) -> set[str]:
        known = self.forms[cls]
        for length in range(min(self.longest[cls], end - start), 0, -1):
            forms = known.get(" ".join(view.words[start : start + length]))
            if forms:
                return forms
        return set()

    def _is_participle(self, word: str, before: str, finite: bool) -> bool:
        if word in self.action_nouns and before in self.prepositions:
            return False  # "nineteen years of fighting in Kunar"
        if finite:
            return before in self.auxiliaries or before in BESIDE_ING
        return before not in self.prepositions or before in BEFORE_ING

    def _takes(self, view: View, item: int) -> bool:
        """Whether an object follows an -ing form: "vital in fighting the rebels", not "in fighting on Monday"."""
        found = view.mention(item)
        named = found is not None and isinstance(found.mention, PartyMention | CountMention)
        return named or view.words[item] in self.before_noun or self._is_name(view, item)

    def _is_plural(self, word: str) -> bool:
        return (
            word.endswith("s")
            and not word.endswith(("ss", "us", "is", "'s"))
            and len(word) > 3
            and word not in self.prepositions
        )

    def _heads(self, view: View, item: int) -> bool:
        """Whether a word follows the plural that a headline begins with: "Tanks roll back from Tbilisi"."""
        sentence = view.article.sentences[view.sentence_of[item]]
        words = view.article.tokens.words
        token = view.encoded.first[item]
        before = view.words[item - 1]
        if token - sentence.first > HEAD or words[sentence.last][-1] in '.!?:,;”"' or not before.isalpha():
            return False
        return before.endswith("s") and len(before) > 3 and before not in self.prepositions

    def _is_subjunctive(self, view: View, item: int) -> bool:
        """ "Demanded that the government free them"."""
        clause = view.clause(item)
        if clause.kind != "complement" or clause.opener != "that" or view.words[item - 1] in self.before_noun:
            return False
        that = clause.items[0]
        if not 1 < item - that < 7 or not view.words[that - 1].startswith(DEMANDING):
            return False
        return not any(view.finite[at] for at in range(that, item))

    def _is_name(self, view: View, item: int) -> bool:
        """Whether a word has a capital and is no mention."""
        token = view.encoded.first[item]
        return token >= 0 and view.encoded.mention[item] < 0 and view.article.tokens.words[token][0].isupper()
