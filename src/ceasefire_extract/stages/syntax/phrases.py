"""Noun phrases and verb groups, read off the kinds of the items: no phrase knows yet what it belongs to (tree.py)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ...rules.packs import Packs
from . import kinds as k
from .lexicon import VerbLexicon

Tense = Literal["past", "present", "future"]
# How a verb group hangs on what governs it.
Link = Literal[
    "main",
    "coordinate",
    "complement",
    "relative",
    "reduced",
    "control",
    "gerund",
    "participle",
    "purpose",
    "noun",
    "adverbial",
]


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase: items `first` to `last` (both included), its head the item `head`.

    `owner`: whose it is ("Israel" of "Israel's army"; `first` is the head's own side of the "'s").
    `group`: the phrases coordinated with it in reading order, itself among them; one where it stands alone.
    `apposed`: phrases that name the same ("the FNL" of "Burundi's last rebel group, the FNL").
    `preposition`: the item of the preposition that governs it, -1 for none; a coordinated phrase has that of its group.
    `hangs_on`: the phrase right before the preposition, which it may describe. `verb`: the verb group in whose reach it stands.
    `role`: what it is to `verb`: subject, object or oblique; "" for none.
    """

    first: int
    head: int
    last: int
    owner: Phrase | None = None
    owned: bool = False  # it is the owner of the phrase after it
    group: list[Phrase] = field(default_factory=list)
    apposed: list[Phrase] = field(default_factory=list)
    preposition: int = -1
    hangs_on: Phrase | None = None
    verb: VerbGroup | None = None
    role: str = ""

    def tail(self, kinds: list[str]) -> Phrase:
        """Behind which of its group what describes it begins: the last, but in "the leader of A and the leader of B" each has its own."""
        paired = self is not self.group[-1] and kinds[self.last + 1] == k.PREPOSITION
        return self if paired else self.group[-1]

    @property
    def start(self) -> int:
        """The first item, its owners included."""
        phrase = self
        while phrase.owner is not None:
            phrase = phrase.owner
        return phrase.first


@dataclass(slots=True, eq=False)
class VerbGroup:
    """A verb with its auxiliaries: items `first` to `last` (both included), the verb itself the item `verb`, by its `lemma`.

    `passive`: a participle with "be", or alone behind a noun ("the truce brokered by"). `negated`, `perfect`, `progressive`, `infinitive` (with "to"),
    `modal` (the word, or None). `finite`: it has a subject of its own. `tense` is None where nothing tells (an infinitive).
    `subjects`: who or what does it (of a passive: undergoes it), also where it is said elsewhere (`link`: "agreed to free", "by shelling").
    `objects`: without a preposition; of a passive none. `obliques`: those behind one.
    `governor`: the verb group it hangs on; `noun`: the noun phrase it describes or completes ("the plan to leave", "the town that fell").
    """

    first: int
    verb: int
    last: int
    lemma: str
    form: str = ""
    tense: Tense | None = None
    passive: bool = False
    negated: bool = False
    perfect: bool = False
    progressive: bool = False
    infinitive: bool = False
    finite: bool = False
    modal: str | None = None
    subjects: list[Phrase] = field(default_factory=list)
    objects: list[Phrase] = field(default_factory=list)
    obliques: list[Phrase] = field(default_factory=list)
    link: Link = "main"
    governor: VerbGroup | None = None
    noun: Phrase | None = None


@dataclass(slots=True)
class Mark:
    """An item that is neither: a preposition, a comma, "and", an opener, by its kind."""

    kind: str
    item: int


Chunk = Phrase | VerbGroup | Mark


def mark_at(chunks: list[Chunk], index: int) -> str:
    """The kind of the mark at an index, "" where none stands there."""
    chunk = chunks[index] if index < len(chunks) else None
    return chunk.kind if isinstance(chunk, Mark) else ""


_OPENING = k.VERBAL | k.AUXILIARY | {k.TO, k.NOT}  # what a verb group begins with


class Chunker:
    """Cuts a sentence into chunks."""

    def __init__(self, packs: Packs, verbs: VerbLexicon) -> None:
        self.forms = verbs.forms
        words = packs.words
        self.be_past = frozenset(words["BE_PAST"])
        self.be = frozenset(words["BE"])
        self.particles = frozenset(words["PARTICLE"])
        self.future = frozenset(words["FUTURE"])
        self.past = frozenset(words["PAST_AUXILIARY"]) | self.be_past
        self.unfinished = frozenset(words["NOT_FINITE"])
        self.adjectives = frozenset(words["ADJECTIVE"])
        self.ditransitive = frozenset(words["DITRANSITIVE"])
        self.negative = frozenset(words["NEGATIVE"])
        self.inverting = frozenset(words["INVERTING"])

    def __call__(self, words: list[str], kinds: list[str], start: int, end: int) -> list[Chunk]:
        """The chunks of items `start` to `end` (end exclusive)."""
        out: list[Chunk] = []
        at = start
        while at < end:
            kind = kinds[at]
            if kind in (k.QUOTE, k.HYPHEN):
                at += 1
            elif kind == k.DATE and not self._within_phrase(words, kinds, at, end):
                out.append(Mark(k.DATE, at))
                at += 1
            elif kind in _OPENING and self._group_begins(kinds, at, end):
                group = self._group(words, kinds, at, end)
                out.append(group)
                at = group.last + 1
            elif kind in k.NOMINAL or kind in (k.DETERMINER, k.PRONOUN, k.DATE):
                before = out[-1] if out else None
                gives = isinstance(before, VerbGroup) and before.lemma in self.ditransitive
                phrase, at = self._phrase(words, kinds, at, end, gives)
                out.append(phrase)
            elif kind in (k.ADVERB, k.NOT) or kind == k.OWNER:
                at += 1
            else:
                out.append(Mark(kind, at))
                at += 1
        return self._uninverted(words, kinds, out)

    def _uninverted(self, words: list[str], kinds: list[str], chunks: list[Chunk]) -> list[Chunk]:
        """The chunks with an auxiliary that stands before its subject joined to its verb: "nor *has* Chad *signed* it"."""
        for index in range(len(chunks) - 2):
            aux, subject, verb = chunks[index : index + 3]
            if not (isinstance(aux, VerbGroup) and isinstance(subject, Phrase) and isinstance(verb, VerbGroup)):
                continue
            if (
                aux.first != aux.verb
                or kinds[aux.verb] not in k.AUXILIARY
                or words[aux.first - 1] not in self.inverting
            ):
                continue
            if verb.finite or verb.infinitive:
                continue
            verb.finite, verb.negated, verb.tense = True, True, aux.tense
            verb.perfect, verb.passive = kinds[aux.verb] == k.HAVE, kinds[aux.verb] == k.BE and verb.form == "PART"
            verb.modal = words[aux.verb] if kinds[aux.verb] == k.MODAL else None
            return [*chunks[:index], subject, *self._uninverted(words, kinds, chunks[index + 2 :])]
        return chunks

    def _within_phrase(self, words: list[str], kinds: list[str], at: int, end: int) -> bool:
        """ "Monday's bombing", "the two-day talks", "the Oct. 7 attack": a date inside a noun phrase."""
        if at + 1 < end and kinds[at + 1] == k.OWNER:
            return True
        return (
            kinds[at - 1] in (k.DETERMINER, k.OWNER)
            and at + 1 < end
            and kinds[at + 1] in (k.NOUN, k.PARTY, k.COUNT, k.PHASE, k.HYPHEN)
        )

    def _group_begins(self, kinds: list[str], at: int, end: int) -> bool:
        while at < end and kinds[at] in (k.ADVERB, k.NOT):
            at += 1
        return at < end and (kinds[at] in k.VERBAL or kinds[at] in k.AUXILIARY or kinds[at] == k.TO)

    def _group(self, words: list[str], kinds: list[str], at: int, end: int) -> VerbGroup:
        first = at
        chain: list[int] = []
        negated, infinitive = kinds[at - 1] == k.AND and words[at - 1] in self.negative, False  # "nor leave"
        main = -1
        while at < end:
            kind = kinds[at]
            if kind == k.NOT:
                negated = True
            elif kind == k.TO:
                if chain:
                    break
                infinitive = True
            elif kind in k.AUXILIARY:
                chain.append(at)
            elif kind in k.VERBAL:
                if chain and kind in (k.PRESENT, k.PAST):
                    break
                main = at
                break
            elif kind == k.QUOTE or (kind in (k.ADVERB, k.DATE) and self._goes_on(kinds, at, end)):
                pass
            elif (
                kind == k.PRONOUN
                and chain
                and len(chain) == 1
                and at + 1 < end
                and kinds[at + 1] in (k.BARE, k.PARTICIPLE)
            ):
                pass  # "did they leave"
            else:
                break
            at += 1
        if main < 0 and not chain:  # "to" with nothing behind it
            return VerbGroup(first, first, max(at - 1, first), words[first], infinitive=infinitive, negated=negated)
        if main < 0:
            main = chain.pop()
        last = main
        while last + 1 < end and kinds[last + 1] == k.ADVERB and words[last + 1] in self.particles:
            last += 1
        word, kind = words[main], kinds[main]
        forms = self.forms(word)
        form = {
            k.PRESENT: "S" if "S" in forms else "BASE",
            k.PAST: "PAST",
            k.PARTICIPLE: "PART",
            k.ING: "ING",
            k.BARE: "BASE",
        }.get(kind, "")
        lemma = forms.get(form) or (
            next(iter(forms.values())) if forms else {k.BE: "be", k.HAVE: "have", k.DO: "do"}.get(kind, word)
        )
        chained = [kinds[item] for item in chain]
        modal = next((words[item] for item in chain if kinds[item] == k.MODAL), None)
        group = VerbGroup(first, main, last, lemma, form, negated=negated, infinitive=infinitive, modal=modal)
        group.perfect = k.HAVE in chained and (kind == k.PARTICIPLE or kind == k.BE or kind == k.ING)
        being = k.BE in chained
        group.progressive = kind == k.ING and being
        group.passive = kind == k.PARTICIPLE and (being or not chain)
        if kind in k.AUXILIARY and word in self.unfinished and word.endswith("ing"):
            group.form = "ING"  # "being", "having"
        head = chain[0] if chain else main
        group.finite = not infinitive and (
            kinds[head] in (k.PRESENT, k.PAST, k.MODAL, k.DO)
            or (kinds[head] in (k.BE, k.HAVE) and words[head] not in self.unfinished)
        )
        if group.finite:
            past = kinds[head] == k.PAST or words[head] in self.past
            group.tense = (
                "future" if words[head] in self.future else "past" if past or (k.HAVE in chained) else "present"
            )
        return group

    def _goes_on(self, kinds: list[str], at: int, end: int) -> bool:
        """Whether the verb group goes on behind an adverb."""
        while at < end and kinds[at] in (k.ADVERB, k.NOT, k.QUOTE, k.DATE):
            at += 1
        return at < end and (kinds[at] in k.VERBAL or kinds[at] in k.AUXILIARY)

    def _phrase(self, words: list[str], kinds: list[str], at: int, end: int, gives: bool) -> tuple[Phrase, int]:
        """The noun phrase that begins at an item, with those that own it: "Israel's prime minister's office".

        `gives`: it follows a verb with two objects, and a number begins the second: "cost the army 30 men".
        """
        owner: Phrase | None = None
        while True:
            phrase, at = self._simple(words, kinds, at, end, gives)
            phrase.owner = owner
            if at < end and kinds[at] == k.OWNER:
                after = at + 1
                while after < end and kinds[after] in (k.QUOTE, k.ADVERB):
                    after += 1
                if after < end and (kinds[after] in k.NOMINAL or kinds[after] in (k.DETERMINER, k.DATE)):
                    phrase.owned = True
                    owner = phrase
                    at = after
                    continue
                at += 1
            return phrase, at

    def _simple(self, words: list[str], kinds: list[str], at: int, end: int, gives: bool) -> tuple[Phrase, int]:
        first = at
        if kinds[at] == k.PRONOUN:
            phrase = Phrase(at, at, at)
            phrase.group = [phrase]
            return phrase, at + 1
        head = at
        while at < end:
            kind = kinds[at]
            if kind == k.DETERMINER:
                if at > first and kinds[at - 1] != k.DETERMINER:
                    break
            elif kind in k.NOMINAL:
                if kind == k.COUNT and kinds[at - 1] == k.PARTY and at > first:
                    break  # "met the mediators three times"
                if kind == k.COUNT and gives and kinds[first] == k.DETERMINER and kinds[at - 1] == k.NOUN:
                    break
                head = at
            elif kind == k.DATE:
                if at > first and not self._within_phrase(words, kinds, at, end):
                    break
                head = at
            elif kind == k.HYPHEN:
                if not (at + 1 < end and (kinds[at + 1] in k.NOMINAL or kinds[at + 1] in (k.DATE, k.PARTICIPLE))):
                    break
            elif kind == k.QUOTE:
                if not (at + 1 < end and kinds[at + 1] in k.NOMINAL):
                    break
            elif kind == k.COMMA:
                if at == first or not self._describes(words, kinds, at, first):
                    break  # but "an immediate, unconditional ceasefire"
            elif kind == k.ADVERB:
                if not (at + 1 < end and kinds[at + 1] == k.NOUN and kinds[at - 1] in (k.DETERMINER, k.COUNT, k.OWNER)):
                    break
            else:
                break
            at += 1
        phrase = Phrase(first, head, at - 1)
        phrase.group = [phrase]
        return phrase, at

    def _describes(self, words: list[str], kinds: list[str], comma: int, first: int) -> bool:
        """Whether a comma stands between two adjectives of a noun that follows."""
        before, after = comma - 1, comma + 1
        while kinds[before] == k.QUOTE:
            before -= 1
        while kinds[after] == k.QUOTE:
            after += 1
        if words[before] not in self.adjectives or before <= first or kinds[after] != k.NOUN:
            return False
        after += 1
        while kinds[after] == k.QUOTE:
            after += 1
        return words[after - 1] in self.adjectives and kinds[after] in (*k.NOMINAL, k.COMMA, k.AND, k.DATE)
