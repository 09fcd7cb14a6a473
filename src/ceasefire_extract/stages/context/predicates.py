"""Verbs where they stand: what forms a word has there, and the group of auxiliaries that it closes. It asks the syntax stage."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...rules.packs import Packs
from ..syntax import kinds as k
from ..syntax.arguments import Syntax
from ..syntax.clauses import View

NONE: frozenset[str] = frozenset()
_FORMS = {k.PRESENT: "S", k.PAST: "PAST", k.PARTICIPLE: "PART", k.ING: "ING", k.BARE: "BASE"}
_FORM_SETS = {kind: frozenset((form,)) for kind, form in _FORMS.items()}


@dataclass(slots=True)
class Group:
    """A verb group: items `first` to `verb`, its auxiliaries in order, and the item of "to" where it is an infinitive."""

    first: int
    verb: int
    forms: frozenset[str]
    aux: list[str] = field(default_factory=list)
    to: int | None = None
    negated: bool = False

    def has(self, words: frozenset[str]) -> bool:
        return any(word in words for word in self.aux)


class PredicateReader:
    """Tells verbs from other words, and reads the group of each."""

    def __init__(self, packs: Packs) -> None:
        lexicon = packs.lexicon
        self.aux = frozenset(lexicon["AUX"])
        self.be = frozenset(lexicon["BE"]) | {"'s"}
        self.have = frozenset(lexicon["HAVE"])
        self.modal = frozenset(lexicon["MODAL"]) | frozenset(lexicon["DO"])
        self.determiners = frozenset(lexicon["DET"])
        self.denying = frozenset(packs.words["INVERTING"])  # "nor"

    def syntax(self, view: View) -> Syntax:
        syntax = view.article.syntax
        assert syntax is not None
        return syntax

    def kind(self, view: View, item: int) -> str:
        return self.syntax(view).kinds[item]

    def left(self, view: View, item: int) -> int:
        """The item before one, adverbs, negation and quotation marks left out."""
        kinds = self.syntax(view).kinds
        at = item - 1
        while kinds[at] in (k.ADVERB, k.NOT, k.QUOTE):
            at -= 1
        return at

    def verb_at(self, view: View, item: int) -> frozenset[str]:
        """The forms that the word at an item is as a verb there; empty where it is none, or an auxiliary."""
        return _FORM_SETS.get(self.syntax(view).kinds[item], NONE)

    def is_aux(self, view: View, item: int) -> bool:
        return self.syntax(view).kinds[item] in k.AUXILIARY

    def is_preposition(self, view: View, item: int) -> bool:
        return self.syntax(view).kinds[item] == k.PREPOSITION

    def group(self, view: View, verb: int, forms: frozenset[str]) -> Group:
        """The group that ends with the verb at an item."""
        syntax = self.syntax(view)
        kinds, words = syntax.kinds, view.words
        group = Group(verb, verb, forms)
        at = verb - 1
        while True:
            kind = kinds[at]
            if kind in k.AUXILIARY:
                group.negated = group.negated or words[at] == "cannot"
                group.aux.insert(0, "is" if words[at] == "'s" else words[at])
                group.first = at
            elif kind == k.NOT or (kind == k.AND and words[at] in self.denying):
                group.negated = True
                group.first = at
                if kind == k.AND:
                    break
            elif kind not in (k.ADVERB, k.QUOTE) and words[at] != "longer":
                break
            at -= 1
        if (kind == k.TO or (words[at] == "to" and forms == {"BASE"})) and (
            not group.aux or group.aux[0] in ("be", "have")
        ):
            group.to = group.first = at
            while kinds[at - 1] in (k.ADVERB, k.NOT):
                at -= 1
                if kinds[at] == k.NOT:
                    group.negated = True
                    group.first = at
        return group
