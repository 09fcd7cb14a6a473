"""The open vocabulary: which verbs a word can be a form of, and whether it can be a noun as well (patterns/syntax/verbs.yaml)."""

from __future__ import annotations

from ...rules.packs import Packs

Analysis = dict[str, str]  # form (BASE, S, PAST, PART, ING) -> lemma
_NONE: Analysis = {}


def _is_short(stem: str) -> bool:
    """Whether a stem is one vowel between consonants, the last of which "-ing" would double: "rid", "hop"."""
    return len(stem) == 3 and stem[1] in "aeiou" and stem[0] not in "aeiou" and stem[2] not in "aeiouwxy"


class VerbLexicon:
    """Knows English verbs by lemma; a form is taken apart when it is first met, so that nothing large is kept."""

    def __init__(self, packs: Packs) -> None:
        self.nouns = frozenset(packs.words["VERB_OR_NOUN"])
        self.verbs = frozenset(packs.words["VERB"]) | self.nouns
        self._odd: dict[str, Analysis] = {}  # a surface that no ending tells
        self._replaced: dict[str, set[str]] = {}  # lemma -> the forms that its irregular ones replace
        for entry in packs.words["VERB_FORM"]:
            lemma, _, rest = entry.partition("=")
            for group in rest.upper().split(";"):
                form, _, surfaces = group.partition(":")
                for surface in surfaces.lower().split("/"):
                    self._odd.setdefault(surface, {}).setdefault(form, lemma)
        for lemma, forms in packs.inflector.irregular().items():
            if lemma in self.verbs:
                for form, surface in forms:
                    if form in ("PAST", "PART"):
                        self._odd.setdefault(surface, {}).setdefault(form, lemma)
                        self._replaced.setdefault(lemma, set()).add(form)
        self._known: dict[str, Analysis] = {}

    def forms(self, word: str) -> Analysis:
        """The forms that a folded word can be, each with its lemma: "struck" is PAST and PART of strike, "attacks" S of attack; empty for no verb."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._analyse(word) if word.isalpha() and len(word) > 1 else _NONE
        return found

    def is_noun(self, word: str) -> bool:
        """Whether a base form or a form in -s can be a noun: "attack", "strikes", but not "agree", "says"."""
        forms = self.forms(word)
        lemma = forms.get("BASE") or forms.get("S")
        return lemma is None or lemma in self.nouns

    def _analyse(self, word: str) -> Analysis:
        out = dict(self._odd.get(word, _NONE))
        if word in self.verbs:
            out["BASE"] = word
        for form, stems in self._stems(word):
            for lemma in stems:
                if lemma in self.verbs and form not in self._replaced.get(lemma, ()):
                    out.setdefault(form, lemma)
                    break
        return out

    def _stems(self, word: str) -> list[tuple[str, list[str]]]:
        """What a word is a form of, if its ending is that of the form; the likeliest lemma first."""
        if word.endswith("s") and not word.endswith("ss"):
            if word.endswith("ies"):
                return [("S", [word[:-3] + "y", word[:-1]])]
            short = [word[:-2]] if word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")) else []
            return [("S", [word[:-1], *short])]
        if word.endswith("ed"):
            stem = word[:-2]
            lemmas = [word[:-3] + "y", word[:-1]] if word.endswith("ied") else [*self._undoubled(stem), stem, word[:-1]]
            if not word.endswith("ied") and stem + "e" in self.verbs and stem not in self.verbs:
                lemmas.insert(0, stem + "e")
            return [("PAST", lemmas), ("PART", lemmas)]
        if word.endswith("ing") and any(letter in "aeiouy" for letter in word[:-3]):
            stem = word[:-3]
            lemmas = [stem, stem + "e", *self._undoubled(stem)]
            if stem.endswith("y"):
                lemmas.insert(0, stem[:-1] + "ie")
            if stem + "e" in self.verbs and (_is_short(stem) or (stem in self.nouns and stem[-1] in "cgvzu")):
                lemmas.insert(0, stem + "e")  # "riding": "rid" would double its d
            return [("ING", lemmas)]
        return []

    def _undoubled(self, stem: str) -> list[str]:
        double = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiou"
        return [stem[:-1]] if double and stem not in self.verbs else []
