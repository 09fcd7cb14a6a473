"""What kind of word each item is: a character each, so that phrases can be read off the string of them.

Closed classes come from patterns/syntax/words.yaml. An open word is a noun (or adjective: no difference is made) unless it is a form of a verb and what
stands around it makes it one. A form is decided once, here, and everything later builds on it.
"""

from __future__ import annotations

from ...article import Found
from ...models import AnyMention, DateMention
from ...rules.grammar import Encoded
from ...rules.packs import Packs
from .lexicon import VerbLexicon

# The kinds. Nouns and what goes with them:
NOUN, PARTY, COUNT, DATE, PHASE, DETERMINER, PRONOUN, OWNER = "N", "P", "C", "T", "F", "D", "U", "'"
# verbs: be, have, do, a modal; finite present and past, participle of the passive, -ing, infinitive, and its "to"
BE, HAVE, DO, MODAL, PRESENT, PAST, PARTICIPLE, ING, BARE, TO = "b", "h", "o", "m", "v", "p", "e", "g", "i", "t"
# the rest: preposition, coordinator, relative, that, subordinator, question, adverb, not
PREPOSITION, AND, RELATIVE, THAT, OPENER, QUESTION, ADVERB, NOT = "I", "&", "R", "W", "S", "Q", "A", "X"
COMMA, HARD, OPEN, CLOSE, QUOTE, HYPHEN, EDGE = ",", ";", "(", ")", '"', "-", "\n"

NOMINAL = frozenset((NOUN, PARTY, COUNT, PHASE))
AUXILIARY = frozenset((BE, HAVE, DO, MODAL))
VERBAL = frozenset((PRESENT, PAST, PARTICIPLE, ING, BARE))
_ASIDE = 25  # items: how long what stands between two dashes may be
BREAKS = frozenset((HARD, COMMA, OPENER, RELATIVE, THAT, QUESTION, AND, EDGE, OPEN, CLOSE))
_MARKS = {",": COMMA, ";": HARD, ":": HARD, "(": OPEN, ")": CLOSE, "[": OPEN, "]": CLOSE, "|": HARD, "-": HYPHEN, "/": AND,
          ".": HARD, "!": HARD, "?": HARD, "•": HARD, "*": HARD, "…": HARD, "_": HARD}  # fmt: skip
_MENTIONS = {"party": PARTY, "count": COUNT, "date": DATE, "phase": PHASE}
_FAR = 80  # items: no word is decided by what stands farther away
_AHEAD = 14  # items: how far a finite verb is looked for that makes one before it a participle


class KindReader:
    """Reads the kinds of an article's items."""

    def __init__(self, packs: Packs, verbs: VerbLexicon) -> None:
        self.verbs = verbs
        words = packs.words
        self.closed: dict[str, str] = {}
        for name, kind in (
            ("DETERMINER", DETERMINER), ("PRONOUN", PRONOUN), ("PREPOSITION", PREPOSITION), ("PREPOSITION_OR_SUBORDINATOR", PREPOSITION),
            ("SUBORDINATOR", OPENER), ("QUESTION", QUESTION), ("RELATIVE", RELATIVE), ("COORDINATOR", AND), ("ADVERB", ADVERB),
            ("BE", BE), ("HAVE", HAVE), ("DO", DO), ("MODAL", MODAL), ("NOT", NOT),
        ):  # fmt: skip
            for word in words[name]:
                self.closed.setdefault(word, kind)
        self.word_groups: dict[str, list[tuple[list[str], str]]] = {}
        for name, kind in (("COORDINATOR_PHRASE", AND), ("ADVERB_PHRASE", ADVERB)):
            for phrase in words[name]:
                self.word_groups.setdefault(phrase.split()[0], []).append((phrase.split(), kind))
        self.be_finite = frozenset(words["BE_FINITE"])
        self.finite = (
            self.be_finite | frozenset(words["HAVE_FINITE"]) | frozenset(words["DO"]) | frozenset(words["MODAL"])
        )
        self.got = frozenset(words["GET_PASSIVE"])
        self.paired: dict[str, str] = words["PAIRED_DENIAL"]
        self.subjects = frozenset(words["SUBJECT_PRONOUN"])
        self.intransitive = frozenset(words["INTRANSITIVE"])
        self.postnominal = frozenset(words["POSTNOMINAL"])
        self.either = frozenset(words["PREPOSITION_OR_SUBORDINATOR"])
        self.particles = frozenset(words["PARTICLE"])
        self.not_adverbs = frozenset(words["NOT_ADVERB"])
        self.strong_particles = frozenset(words["STRONG_PARTICLE"])
        self.prefixes = frozenset(words["VERB_PREFIX"])
        self.describing = frozenset(words["DESCRIBING_ING"])
        self.singular_endings = tuple(words["SINGULAR_ENDING"])
        self.clitics = frozenset(words["CLITIC"])
        self.after_adjective = frozenset(words["AFTER_POSTNOMINAL"])
        self.never_alone = frozenset(words["NEVER_ALONE"])
        self.bare_auxiliaries = frozenset(words["BARE_AUXILIARY"])
        self.surely_finite = frozenset(words["SURELY_FINITE"])
        self.never_openers = frozenset(words["NEVER_OPENER"])
        self.after_as, self.before_as = frozenset(words["AFTER_AS"]), frozenset(words["BEFORE_AS"])
        self.inside_subject = frozenset(words["INSIDE_SUBJECT"])
        self.either_case = frozenset(words["OBJECT_TOO"])
        self.subjects_only = self.subjects - self.either_case
        self.held_to = frozenset(words["HELD_TO"])
        self.object_gerund = frozenset(words["OBJECT_GERUND"])
        self.helping = frozenset(words["HELPING"])
        self.gerund_prepositions = frozenset(words["GERUND_PREPOSITION"])
        self.phrasal: dict[str, list[str]] = words["PHRASAL_S"]
        self.after_participle = frozenset(words["AFTER_PARTICIPLE"])
        self.violent_ing = frozenset(words["VIOLENT_ING"])
        self.held_to_be = frozenset(words["HELD_TO_BE"])
        self.before_bare_noun = frozenset(words["BEFORE_TO_NOUN"])
        self.mostly_verbs = frozenset(words["MOSTLY_VERB"])
        self.mostly_nouns = frozenset(words["MOSTLY_NOUN"])
        self.adjectives = frozenset(words["ADJECTIVE_TOO"])
        self.mediated = frozenset(word for word in packs.lexicon["MEDIATING"] if word.endswith("ed"))
        self.aimed = {word: frozenset(after) for word, after in words["DESCRIBING_PARTICIPLE"].items()}
        self.infinitive = frozenset(words["TAKES_INFINITIVE"])
        self.told_to = frozenset(words["TOLD_TO"])
        self.finding = frozenset(words["FINDING"])
        self.before_verb = frozenset(words["BEFORE_VERB"])
        self.negative = frozenset(words["NEGATIVE"])
        self.object_control = frozenset(words["OBJECT_CONTROL"])
        self.withs = frozenset(words["WITH_PREPOSITION"])
        self.adverbs_too = frozenset(words["ADVERB"]) & (
            frozenset(words["SUBORDINATOR"]) | frozenset(words["PREPOSITION_OR_SUBORDINATOR"])
        )
        self.takes_ing = frozenset(words["TAKES_ING"])
        self.verb_ing = frozenset(words["VERB_ING"])
        self.noun_ing = frozenset(words["NOUN_ING"])
        self.before_noun_ing = frozenset(words["BEFORE_NOUN_ING"])
        self.saying = frozenset(words["SAYING"])
        self.bare_after = frozenset(words["BARE_INFINITIVE"])
        self.that_nouns = frozenset(words["THAT_NOUN"])

    def __call__(
        self, words: list[str], mentions: list[Found[AnyMention] | None], encoded: Encoded, written: list[str]
    ) -> list[str]:
        """The kind of each item. `words`: folded, "" for a mention or a boundary; `mentions`: an item's mention; `written`: the article's tokens."""
        kinds: list[str] = []
        for item, word in enumerate(words):
            if encoded.first[item] < 0:
                kinds.append(EDGE)
            elif (found := mentions[item]) is not None:
                # "the six-week truce": a length of time that describes
                describes = (
                    isinstance(found.mention, DateMention)
                    and "-" in found.mention.text
                    and found.mention.type == "DURATION"
                )
                kinds.append(NOUN if describes else _MENTIONS[found.mention.kind])
            elif encoded.string[item] == "-":
                kinds.append(HYPHEN if _is_pair(words, mentions, item) else HARD)  # else a dash that stands free
            elif encoded.string[item] == "q" and word not in self.clitics:
                kinds.append(QUOTE)
            else:
                kinds.append(
                    self.closed.get(word) or _MARKS.get(word) or ("?" if word[:1].isalpha() or word == "'s" else NOUN)
                )
        self._word_groups(words, kinds)
        _pair_dashes(kinds, words, encoded)
        sentence = _Sentence(self, words, kinds, encoded, written)
        start = 1
        for item in range(1, len(kinds)):
            if kinds[item] == EDGE:
                sentence.read(start, item)
                start = item + 1
        return kinds

    def _word_groups(self, words: list[str], kinds: list[str]) -> None:
        """ "Has more or less held", "A, as well as B,": several words that are one adverb, or join as one."""
        for item, word in enumerate(words):
            for phrase, kind in self.word_groups.get(word, ()):
                if words[item : item + len(phrase)] == phrase:
                    kinds[item : item + len(phrase)] = [kind] + [ADVERB] * (len(phrase) - 1)


def _is_pair(words: list[str], mentions: list[Found[AnyMention] | None], item: int) -> bool:
    """Whether a long dash is all that stands between two parties before a word: "India—Pakistan talks"."""
    before, after = mentions[item - 1], mentions[item + 1]
    if before is None or after is None or before.mention.kind != "party" or after.mention.kind != "party":
        return False
    return before.mention.end + 1 == after.mention.start and words[item + 2][:1].isalpha()


def _pair_dashes(kinds: list[str], words: list[str], encoded: Encoded) -> None:
    """Two dashes in one sentence are brackets: "the accord -- brokered by Oman -- has held"."""
    dashes: list[int] = []
    start = 0
    for item, kind in enumerate(kinds):
        if kind == EDGE:
            if len(dashes) == 2 and dashes[0] > start + 1 and dashes[1] - dashes[0] <= _ASIDE and item - dashes[1] > 2:
                kinds[dashes[0]], kinds[dashes[1]] = OPEN, CLOSE
            dashes, start = [], item
        elif kind == HARD and (encoded.string[item] == "-" or words[item] == "_"):
            dashes.append(item)


class _Sentence:
    """Decides the open words of one sentence after the other, from left to right."""

    def __init__(
        self, reader: KindReader, words: list[str], kinds: list[str], encoded: Encoded, written: list[str]
    ) -> None:
        self.reader, self.words, self.kinds, self.encoded, self.written = reader, words, kinds, encoded, written
        self.forms = reader.verbs.forms
        self.end = 0
        self.names = True  # whether a capital makes a name: not in a headline of capitals

    def read(self, start: int, end: int) -> None:
        kinds = self.kinds
        self.end = end
        letters = [self._initial(item) for item in range(start, end) if self.words[item][:1].isalpha()]
        self.names = sum(letter.islower() for letter in letters) * 2 > len(letters)
        self.start = start
        self.verbless = not any(self._is_finite(item) for item in range(start, end))
        self.headline = end > start and self.kinds[end - 1] not in (HARD, QUOTE, CLOSE)  # a line without a full stop
        for item in range(start, end):
            word, kind = self.words[item], kinds[item]
            if word == "to":
                kinds[item] = self._to(item)
            elif word == "that":
                kinds[item] = self._that(item)
            elif word == "'s":
                left = kinds[item - 1]
                kinds[item] = BE if left in (PRONOUN, RELATIVE) and self.words[item - 1] != "one" else OWNER
            elif word == "'" and kinds[item - 1] in NOMINAL and self.words[item - 1][-1:] == "s":
                kinds[item] = OWNER
            elif word == "her":
                kinds[item] = DETERMINER if item + 1 < end and self._owns(item) else PRONOUN
            elif word == "no" and self.words[item + 1] == "longer":
                kinds[item] = NOT
                kinds[item + 1] = ADVERB
            elif word in self.reader.adverbs_too and kinds[item - 1] == RELATIVE and self._verb_at(item + 1):
                kinds[item] = ADVERB  # "who once commanded the garrison"
            elif word in self.reader.before_verb and self._stands_before_verb(item):
                kinds[item] = NOT if word in self.reader.negative else ADVERB
            elif kind == DETERMINER and kinds[item - 1] == COUNT and self._is_alone(item):
                kinds[item] = ADVERB  # "wounding dozens more"
            elif kind == PREPOSITION and word in self.reader.either:
                kinds[item] = self._either(item)
            elif word in self.reader.paired and self._pairs_verbs(item):
                kinds[item] = NOT
            elif kind == DETERMINER and item + 1 < end and self._is_alone(item):
                kinds[item] = NOUN if kinds[item - 1] == DETERMINER else PRONOUN  # "each other", "the other fled"
            elif kind == ADVERB and kinds[item - 1] == DETERMINER and kinds[item + 1] == PREPOSITION:
                kinds[item] = NOUN  # "the first of three"
            elif kind == PRONOUN and kinds[item + 1] == HYPHEN:
                kinds[item] = NOUN  # "a one-eyed veteran"
            elif word in self.reader.particles and kinds[item - 1] in VERBAL:
                after = kinds[item + 1]
                if (
                    kind != PREPOSITION
                    or after in (PREPOSITION, COMMA, HARD, EDGE, AND, OPENER)
                    or self.words[item + 1] == "to"
                ):
                    kinds[item] = ADVERB  # "carried out", "pushed back the", "moved in, "
            elif (
                word in self.reader.postnominal
                and kinds[item - 1] in NOMINAL
                and self.words[item + 1] in self.reader.after_adjective
            ):
                kinds[item] = ADVERB  # "troops loyal to Haftar"
            elif kind == "?":
                kinds[item] = self._open(item)

    def _owns(self, item: int) -> bool:
        """Whether a noun follows "her": "her aide", "her Chadian counterpart"."""
        after, next_ = self.kinds[item + 1], self.kinds[item + 2]
        if after == PARTY and next_ in ("?", NOUN):
            return not self._is_finite(item + 2) and not self.forms(self.words[item + 2])
        return after in ("?", NOUN, COUNT, PHASE)

    def _stands_before_verb(self, item: int) -> bool:
        """Whether "neither" goes with the verb behind it: "will neither fight nor leave", "either withdraws or falls"."""
        forms = self.forms(self.words[item + 1])
        if not forms or self.kinds[item + 1] != "?":
            return False
        if self.kinds[item - 1] in (MODAL, DO, TO):
            return "BASE" in forms
        subject = self.kinds[item - 1] in (PARTY, NOUN, PRONOUN, RELATIVE)
        return subject and (bool({"S", "PAST"} & forms.keys()) or not self.reader.verbs.is_noun(self.words[item + 1]))

    def _initial(self, item: int) -> str:
        return self.written[self.encoded.first[item]][0]

    def _is_name(self, item: int) -> bool:
        """Whether a word has a capital that its place does not explain."""
        return (
            self.names
            and item > self.start
            and self._initial(item).isupper()
            and self.kinds[item - 1] not in (QUOTE, HARD)
        )

    def _left(self, item: int) -> int:
        """The item before, adverbs, dates and quotation marks passed over."""
        at = item - 1
        while self.kinds[at] in (ADVERB, NOT, QUOTE, DATE):
            at -= 1 + (self.kinds[at] == DATE and self.kinds[at - 1] == PREPOSITION and self.words[at - 1] != "of")
        return at

    def _right(self, item: int) -> int:
        """The item after, quotation marks passed over."""
        at = item + 1
        while self.kinds[at] == QUOTE and at < self.end:
            at += 1
        return at

    def _is_alone(self, item: int) -> bool:
        """ "All were freed", "both agreed": no noun follows."""
        after = self.kinds[item + 1]
        if self.words[item] in self.reader.never_alone:
            return False
        return after in (*AUXILIARY, COMMA, HARD, EDGE, PREPOSITION, NOT) or self.words[item + 1] == "to"

    def _pairs_verbs(self, item: int) -> bool:
        """ "Neither freed nor returned": a verb of one form behind each of the two."""
        before, first = self.kinds[item - 1], self.forms(self.words[item + 1])
        possible = {HAVE: {"PAST", "PART"}, BE: {"PART", "ING"}, MODAL: {"BASE"}, DO: {"BASE"}, TO: {"BASE"}}.get(
            before
        )
        if possible is None:
            possible = {"PAST", "BASE", "S"} if before in NOMINAL or before == PRONOUN or before == "?" else set()
        wanted = possible & first.keys()
        for at in range(item + 2, min(item + _AHEAD, self.end) if wanted else 0):
            if self.words[at] == self.reader.paired[self.words[item]]:
                return bool(wanted & self.forms(self.words[at + 1]).keys())
        return False

    # --- words that are two things --------------------------------------------------------------------------------

    def _to(self, item: int) -> str:
        """Whether "to" opens an infinitive: "to attack the town", not "a return to war"."""
        at = item + 1
        while at < self.end and self.kinds[at] in (ADVERB, NOT, QUOTE):
            at += 1
        if self.words[at] in self.reader.bare_auxiliaries:
            return TO
        if self.kinds[at] != "?" or (self._is_name(at) and not self.words[at].endswith("ly")):
            return PREPOSITION
        word = self.words[at]
        forms = self.forms(word)
        if "BASE" not in forms:
            return TO if word.endswith("ly") and "BASE" in self.forms(self.words[at + 1]) else PREPOSITION
        if not self.reader.verbs.is_noun(word):
            return TO
        follows = self.kinds[at + 1]
        lemmas = self.forms(self.words[item - 1]).values() if self.kinds[item - 1] in VERBAL else ()
        if any(lemma in self.reader.infinitive for lemma in lemmas):
            return TO  # "continued to shell"
        if self.kinds[item - 1] == PARTICIPLE and any(lemma in self.reader.told_to for lemma in lemmas):
            return TO  # "had been ordered to fire"
        if word in self.reader.mostly_nouns:
            if self.words[at + 1] in self.reader.particles and self._object_follows(at + 1):
                return TO  # "to hand over their weapons", "to hand in its arms"
            closed = self.kinds[min(at + 2, self.end)] in (*AUXILIARY, COMMA, HARD, EDGE, AND, OPENER)
            if self.words[at + 1] in self.reader.strong_particles and closed:
                return TO  # "calls for the general to step down have grown"
            return TO if follows in (DETERMINER, PARTY, COUNT, PRONOUN) else PREPOSITION
        before = self.kinds[self._left(item)]
        if (
            before in (NOUN, ING)
            and follows in (PREPOSITION, COMMA, HARD, EDGE, AND, OPENER)
            and self._takes_noun(item)
        ):
            return PREPOSITION  # "a return to work in", "vulnerable to attack"
        return TO

    def _takes_noun(self, item: int) -> bool:
        return self.words[self._left(item)] in self.reader.before_bare_noun

    def _that(self, item: int) -> str:
        left = self._left(item)
        before, after = self.kinds[left], self.kinds[self._right(item)]
        if self.words[left] == "so" or before == PREPOSITION:
            return DETERMINER
        if before in (NOUN, PARTY, COUNT, PHASE):
            if self.words[left] in self.reader.that_nouns:
                return RELATIVE if after in AUXILIARY or self._verb_at(item + 1) else THAT
            if self.kinds[left - 1] in VERBAL and self.kinds[left] == PARTY and not self._verb_at(item + 1):
                return THAT  # "told Egypt that it ..."
            if self._said_before(left) and after not in AUXILIARY and not self._verb_at(item + 1):
                return RELATIVE if self._is_told_of(item) else THAT
            return RELATIVE
        if before == COMMA and NOT in self.kinds[max(self.start, left - 4) : left]:
            return RELATIVE  # "it was A, not B, that freed them"
        if before in (EDGE, HARD) or (before == COMMA and not self._verb_ahead(item)):
            return DETERMINER if not self._verb_at(item + 1) and after not in AUXILIARY else PRONOUN
        if before == PARTICIPLE and self._verb_at(item + 1):
            return RELATIVE  # "a deal was announced that would ..."
        if before in VERBAL and after in (DETERMINER, PRONOUN, PARTY):
            return THAT  # "said that the rebels, who ..."
        if before in (PRESENT, PAST, BARE, ING, PARTICIPLE, BE) and not self._verb_ahead(item):
            return DETERMINER
        return THAT

    def _is_told_of(self, item: int) -> bool:
        """Whether a past and then the verb of the whole follow: "said curbs that *Kenya imposed* in May *would* go"."""
        at = item + 1
        while at < self.end and self.kinds[at] in (PARTY, DETERMINER, NOUN):
            at += 1
        past = self.kinds[at] == "?" and at > item + 1 and "PAST" in self.forms(self.words[at])
        return past and self.kinds[at - 1] == PARTY and self._finite_ahead(at)

    def _said_before(self, item: int) -> bool:
        """ "Told reporters on Friday that": a verb of saying with something between."""
        for at in range(item, max(self.start - 1, item - 7), -1):
            if self.kinds[at] in VERBAL:
                return any(lemma in self.reader.saying for lemma in self.forms(self.words[at]).values())
            if self.kinds[at] in (COMMA, HARD):
                return False
        return False

    def _verb_at(self, item: int) -> bool:
        """Whether a verb form stands right there that needs no noun reading: "that attacked", "that shells"."""
        while item < self.end and self.kinds[item] in (ADVERB, NOT):
            item += 1
        if item >= self.end:
            return False
        if self.kinds[item] in AUXILIARY:
            return True
        forms = self.forms(self.words[item])
        if self.kinds[item] != "?":
            return self.kinds[item] in VERBAL
        if "PAST" in forms:
            return True
        if "S" in forms or "BASE" in forms:
            return not self.reader.verbs.is_noun(self.words[item]) or self.kinds[item + 1] in (
                DETERMINER,
                PARTY,
                PRONOUN,
                COUNT,
            )
        return False

    def _verb_ahead(self, item: int) -> bool:
        """Whether a finite verb follows before the clause ends."""
        for at in range(item + 1, min(item + _AHEAD, self.end)):
            if self.kinds[at] in (HARD, COMMA, OPENER, RELATIVE, QUESTION, EDGE):
                return False
            if self._is_finite(at):
                return True
            forms = self.forms(self.words[at]) if self.kinds[at] == "?" else {}
            if "PAST" in forms or ("S" in forms and not self.reader.verbs.is_noun(self.words[at])):
                return True
        return False

    def _is_finite(self, item: int) -> bool:
        """Whether an item can be nothing but a finite verb: "was", "will", "took"; not "attacked", "strikes"."""
        word, kind = self.words[item], self.kinds[item]
        if kind in AUXILIARY:
            return word in self.reader.finite
        if kind in (PRESENT, PAST):
            return True
        if kind != "?" or (self._is_name(item)):
            return False
        forms = self.forms(word)
        if "PAST" in forms and "PART" not in forms and "BASE" not in forms:
            return True
        return "S" in forms and not self.reader.verbs.is_noun(word)

    def _finite_ahead(self, item: int) -> bool:
        """Whether the clause of an item has its finite verb yet to come, so that the item is none."""
        for at in range(item + 1, min(item + _AHEAD, self.end)):
            kind = self.kinds[at]
            if kind in BREAKS or self.words[at] == "that":
                return False
            if kind == PREPOSITION and self.words[at] in self.reader.either and self._either(at) == OPENER:
                return False
            if self._is_finite(at):
                return self.kinds[at - 1] != PRONOUN or self.words[at - 1] not in self.reader.subjects
            if kind == PRONOUN and self.words[at] in self.reader.subjects:
                return False
            if kind == "?" and self.words[at] in self.reader.surely_finite:
                return True
            acts = kind == "?" and self.kinds[at + 1] in (DETERMINER, PARTY, COUNT) and not self._is_name(at)
            if (
                acts
                and "PAST" in self.forms(self.words[at])
                and self.kinds[at - 1] not in (DETERMINER, PREPOSITION, OWNER)
            ):
                return True  # "an accord signed in May obliged both"
        return False

    def _either(self, item: int) -> str:
        """ "After the talks" or "after the talks failed"."""
        at = item + 1
        if self.words[item] in self.reader.never_openers:
            return PREPOSITION
        if self.words[item] == "as" and (
            self.words[at] in self.reader.after_as or self.words[item - 1] in self.reader.before_as
        ):
            return PREPOSITION
        while at < self.end and at < item + 12:
            kind = self.kinds[at]
            if kind in (COMMA, HARD, OPENER, RELATIVE, QUESTION, EDGE) or self.words[at] == "that":
                break
            if kind == AND and "PAST" in self.forms(self.words[at + 1]):
                break  # "described it as frank and said they ..."
            if kind in (DETERMINER, PARTY) and self.kinds[at - 1] == NOUN and at > item + 2:
                break  # "after the talks the envoy flew home"
            if self._is_finite(at):
                return OPENER
            forms = self.forms(self.words[at]) if kind == "?" else {}
            if "PAST" in forms and at > item + 1 and self.kinds[at - 1] not in (DETERMINER, OWNER, PREPOSITION, HYPHEN):
                follows = self.words[at + 1]
                if follows != "by" and not (follows[:1].isalpha() and self.kinds[at - 1] == COUNT):
                    return OPENER
            if (
                "S" in forms
                and self.kinds[at - 1] in (PARTY, PRONOUN)
                and self.kinds[at + 1] in (DETERMINER, PARTY, COUNT, PRONOUN)
            ):
                return OPENER
            if (
                "S" in forms
                and self.kinds[at - 1] in (NOUN, "?")
                and at > item + 2
                and self._is_subject_like(at - 1)
                and self.kinds[at + 1] in (DETERMINER, PARTY, COUNT, PRONOUN)
                and not self._finite_ahead(at)
            ):
                return OPENER  # "until the army lifts the siege"
            if kind == PREPOSITION and self.words[at] not in self.reader.inside_subject:
                break
            at += 1
        return PREPOSITION

    # --- open words -----------------------------------------------------------------------------------------------

    def _open(self, item: int) -> str:
        word = self.words[item]
        forms = self.forms(word)
        if not forms:
            adverb = (
                word.endswith("ly")
                and len(word) > 4
                and word not in self.reader.not_adverbs
                and not self._is_name(item)
            )
            return ADVERB if adverb else NOUN
        if self._is_name(item):
            return NOUN
        left = self._left(item)
        if self.kinds[item - 1] == HYPHEN:
            if self.words[item - 2] not in self.reader.prefixes:
                return NOUN  # "Israeli-occupied"
            self.kinds[item - 2] = self.kinds[item - 1] = ADVERB  # "co-chaired"
            left = self._left(item)
        if self.kinds[item + 1] == HYPHEN:
            return NOUN
        if "ING" in forms:
            return self._ing(item, left)
        if "PAST" in forms or "PART" in forms:
            return self._past(item, left, forms)
        if "BASE" in forms:
            return self._base(item, left)
        return self._third(item, left)

    def _base(self, item: int, left: int) -> str:
        word, before = self.words[item], self.kinds[left]
        if before == TO or before in (MODAL, DO):
            return BARE
        if word in self.reader.adjectives and self.kinds[item + 1] in ("?", NOUN, PARTY):
            return NOUN  # "government and rebel forces"
        if before == PRONOUN and self.kinds[left - 1] in (MODAL, DO):
            return BARE
        if before == NOUN == self.kinds[item - 1] and self.kinds[item + 1] != "?" and self._is_inverted(left):
            return BARE  # "only then did the shelling stop"
        if before in (DETERMINER, OWNER, PREPOSITION, COUNT) and before == self.kinds[item - 1]:
            if before == COUNT and not self.reader.verbs.is_noun(word):
                return PRESENT
            return NOUN
        if before in (BE, HAVE) and not self.reader.verbs.is_noun(word):
            return NOUN  # "is free"
        noun = self.reader.verbs.is_noun(word)
        if before == RELATIVE and noun and self.kinds[left - 1] == PREPOSITION:
            return NOUN  # "the road along which aid reaches the camp"
        if before == PRONOUN and self.words[left] in self.reader.either_case and self._bare_governed(left):
            return BARE  # "let it pass"
        if before in (RELATIVE, PRONOUN) and (before == RELATIVE or self.words[left] in self.reader.subjects):
            return PRESENT
        if self._bare_governed(left):
            return (
                BARE
                if not noun
                or self.kinds[item + 1] in (DETERMINER, PARTY, PRONOUN, COUNT, ADVERB, PREPOSITION, HARD, COMMA, EDGE)
                else NOUN
            )
        takes = not noun or self._object_follows(item) or (before == AND and self.kinds[item + 1] in ("?", NOUN))
        if before in (AND, COMMA) and takes and self._base_before(left):
            return BARE
        if word in self.reader.mostly_nouns:
            return NOUN
        if not noun:
            return PRESENT if before not in (EDGE, HARD) else BARE
        if noun and self._opened(left) and self._is_finite(item + 1):
            return PRESENT  # "what the rebels want is", "the town that they hold has"
        plural = (before == PARTY and self.kinds[left - 1] in (COMMA, AND)) or (
            before == NOUN and self.words[left].endswith("s") and not self.words[left].endswith("ss")
        )
        if (before == PARTY or plural) and self._object_follows(item) and not self._finite_ahead(item):
            return (
                PRESENT  # "rebels attack the town", "the sides plan to meet", "India and Pakistan exchange prisoners"
            )
        ends = self.kinds[item + 1] in (PREPOSITION, COMMA, ADVERB) and self._after_opener(left)
        if plural and ends and not self._finite_ahead(item):
            return PRESENT  # "while the two sides talk in Geneva, ..."
        if plural and self.verbless and self.kinds[item + 1] == "?" and not self._has_verb_after(item):
            return PRESENT  # a headline: "Rebels sign pact"
        return NOUN

    def _is_inverted(self, item: int) -> bool:
        """Whether a phrase that ends at an item has an auxiliary before it that has no subject: "only then did the army"."""
        while self.kinds[item] in NOMINAL:
            item -= 1
        if self.kinds[item] not in (DETERMINER, OWNER):
            return False
        while self.kinds[item] in (*NOMINAL, DETERMINER, OWNER):
            item -= 1
        return self.kinds[item] in (MODAL, DO) and self.kinds[item - 1] not in (*NOMINAL, PRONOUN, RELATIVE, QUESTION)

    def _after_opener(self, item: int) -> bool:
        """Whether a conjunction opens the clause of an item that has no verb yet."""
        for at in range(item, max(self.start, item - _AHEAD) - 1, -1):
            if self.kinds[at] == OPENER:
                return True
            if self.kinds[at] in VERBAL or self.kinds[at] in AUXILIARY or self.kinds[at] in BREAKS:
                return False
        return False

    def _has_verb_after(self, item: int) -> bool:
        return any(
            self.kinds[at] == "?" and {"PAST", "S"} & self.forms(self.words[at]).keys()
            for at in range(item + 1, min(self.end, item + _FAR))
        )

    def _bare_governed(self, left: int) -> bool:
        """ "Helped broker", "let the convoy pass"; but "let aid in"."""
        if self.kinds[left] in VERBAL and not self._lemma_in(self.forms(self.words[left]), self.reader.helping):
            return False
        for at in range(left, max(left - 5, self.start - 1), -1):
            if self.kinds[at] in VERBAL:
                return any(lemma in self.reader.bare_after for lemma in self.forms(self.words[at]).values())
            if self.kinds[at] not in (DETERMINER, NOUN, PARTY, PRONOUN, COUNT, AND):
                return False
        return False

    def _base_before(self, item: int) -> bool:
        """Whether a verb before has the same form: "to attack and seize", "they attack and loot"."""
        for at in range(item - 1, max(item - 14, self.start - 1), -1):
            if self.kinds[at] in (BARE, PRESENT):
                return True
            if self.kinds[at] in (PAST, HARD, OPENER, RELATIVE, THAT):
                return False
        return False

    def _object_follows(self, item: int) -> bool:
        """Whether what follows a word would be a verb's object, not the rest of a noun phrase."""
        if self.words[item + 1] in self.reader.strong_particles:
            item += 1
        after, word = self.kinds[item + 1], self.words[item + 1]
        if after in (DETERMINER, PARTY, COUNT) or (after == PRONOUN and word not in self.reader.subjects_only):
            return True
        if (
            (word == "to" and not self._lemma_in(self.forms(self.words[item]), self.reader.told_to))
            or (word == "that" and self._lemma_in(self.forms(self.words[item]), self.reader.saying))
            or (after in (ADVERB,) and self.kinds[item + 2] in (DETERMINER, PARTY, COUNT, PREPOSITION))
        ):
            return True
        if word in self.reader.that_nouns and self.words[item + 2] == "that":
            return True  # "Kigali rejects reports that"
        return after == QUESTION or (after == "?" and self._is_name(item + 1))

    def _third(self, item: int, left: int) -> str:
        word, before = self.words[item], self.kinds[left]
        adjacent = self.kinds[item - 1]
        noun = self.reader.verbs.is_noun(word)
        if adjacent in (DETERMINER, OWNER, PREPOSITION, COUNT, HYPHEN):
            return NOUN
        if not noun:
            return PRESENT
        if before == RELATIVE or (before == PRONOUN and self.words[left] in self.reader.subjects):
            return PRESENT
        semicolon = before == HARD and self.words[left] == ";" and self.headline
        if (before in (AND, COMMA) or semicolon) and self._verb_before(left):
            plural = self.words[item + 1].endswith("s") and self.kinds[item + 1] == "?"
            joined = before == AND or self.headline  # "Kenya hails truce, lifts curbs on trade"
            shared = plural and joined and self._verb_before(left) == PRESENT
            shared = shared or (before == AND and adjacent in (ADVERB, DATE))
            return (
                PRESENT if shared or self._object_follows(item) else NOUN
            )  # "withdraws its troops or faces sanctions"
        if (
            before == COMMA
            and self.kinds[item + 1] in (PREPOSITION, ADVERB, DETERMINER, PARTY)
            and not self._verb_before(left)
        ):
            return PRESENT if not self._finite_ahead(item) else NOUN  # "Aung, the military chief, stays on as"
        if before in (PARTY, NOUN, DATE, CLOSE):
            if self.words[item + 1] in self.reader.phrasal.get(
                self.forms(word).get("S", ""), ()
            ) and self._is_behind_participle(left):
                return PRESENT  # "the plan backed by both sides calls for"
            if before == NOUN and not self._is_subject_like(left):
                return NOUN
            lemma = self.forms(word).get("S", "")
            if lemma in self.reader.object_control and self._is_told(item):
                return PRESENT  # "Chad's president orders troops to leave"
            if self.verbless and lemma in self.reader.mostly_verbs and self._heads(left) and before == NOUN:
                return PRESENT  # a headline: "Truce stands in Juba"
            if lemma in self.reader.takes_ing and "ING" in self.forms(self.words[item + 1]):
                return PRESENT  # "if the group stops shelling the town"
            if before == NOUN and self.kinds[item + 1] in (COMMA, HARD) and self._after_opener(left):
                return PRESENT  # "if the union pays, ..."
            if before == NOUN and self._opened(left) and self._object_follows(item):
                return PRESENT  # "the road along which aid reaches the camp was cut"
            relative = self.kinds[left - 1] in (RELATIVE, THAT, QUESTION, OPENER)
            if before == PARTY and relative and not self._finite_ahead(item):
                return PRESENT  # "the body that Turkey chairs"
            if before == PARTY and lemma in self.reader.mostly_verbs and not self._finite_ahead(item):
                return PRESENT  # "stands by the plan"
            if self.words[item + 1] in self.reader.phrasal.get(lemma, ()) and not self._finite_ahead(item):
                return PRESENT
            if self._object_follows(item) and not self._finite_ahead(item) and not self._finite_before(item):
                return PRESENT
            if before == PARTY and not self.names and not self._finite_ahead(item) and not self._finite_before(item):
                return PRESENT if self.kinds[item + 1] in ("?", NOUN) else NOUN
        return NOUN

    def _waits(self, item: int) -> bool:
        """Whether the sentence begins with a subject, and all verbs before an item are those of relative clauses: "Chad, which X attacked, called for"."""
        if self.kinds[self.start] not in (*NOMINAL, DETERMINER):
            return False
        relative = False
        for at in range(self.start, item):
            kind = self.kinds[at]
            if kind in (HARD, OPENER, THAT, QUESTION):
                return False
            if kind == RELATIVE:
                relative = True
            elif kind in (PRESENT, PAST) or (kind in AUXILIARY and self.words[at] in self.reader.finite):
                if not relative:
                    return False
                relative = False
        return True

    def _is_behind_participle(self, item: int) -> bool:
        """Whether the clause of an item has begun with a noun and a participle, and has no verb yet."""
        for at in range(item, max(self.start, item - _AHEAD), -1):
            if self.kinds[at] == PARTICIPLE:
                return self.kinds[at - 1] in (*NOMINAL, PARTICIPLE, AND) and not self._finite_before(at)
            if self.kinds[at] in (*AUXILIARY, *VERBAL) or self.kinds[at] in BREAKS:
                return False
        return False

    def _is_told(self, item: int) -> bool:
        """Whether a noun and an infinitive follow: "urges rebels to free the nuns"."""
        at = item + 1
        while self.kinds[at] in ("?", NOUN, PARTY, COUNT) and self.words[at] != "to" and at < item + 4:
            at += 1
        return at > item + 1 and self.words[at] == "to" and "BASE" in self.forms(self.words[at + 1])

    def _heads(self, item: int) -> bool:
        """Whether a sentence begins with the phrase that ends at an item."""
        while self.kinds[item] in NOMINAL and item >= self.start:
            item -= 1
        return item < self.start

    def _is_subject_like(self, item: int) -> bool:
        """A singular noun, as "says" and "attacks" want."""
        word = self.words[item]
        return not word.endswith("s") or word.endswith(self.reader.singular_endings)

    def _present_before(self, item: int) -> bool:
        return any(self.kinds[at] == PRESENT for at in range(max(item - 14, self.start), item))

    def _finite_before(self, item: int) -> bool:
        """Whether the clause has its finite verb already."""
        for at in range(item - 1, max(self.start, item - _FAR) - 1, -1):
            kind = self.kinds[at]
            if kind in BREAKS:
                return False
            if kind in (PRESENT, PAST) or (kind in AUXILIARY and self.words[at] in self.reader.finite):
                if self._opened(at - 1) or self.kinds[at - 1] == RELATIVE:
                    return False  # "the truce that Norway brokered collapsed"
                lemmas = self.forms(self.words[at]).values()
                said = self.reader.saying - self.reader.finding  # "found the bodies of six men killed in the raid"
                return not any(lemma in said for lemma in lemmas)
        return False

    def _past(self, item: int, left: int, forms: dict[str, str]) -> str:
        word, before, adjacent = self.words[item], self.kinds[left], self.kinds[item - 1]
        after = self.kinds[self._right(item)]
        if "BASE" in forms and before in (TO, MODAL, DO):
            return BARE
        if before in (HAVE, BE) or self.words[left] in self.reader.got:
            return PARTICIPLE if "PART" in forms else NOUN
        if before == PRONOUN and self.kinds[left - 1] in (HAVE, BE):
            return PARTICIPLE
        nominal_after = after in (PARTY, PHASE) or (after in ("?", NOUN) and not self._verb_alone(item + 1))
        if adjacent in (DETERMINER, OWNER, HYPHEN):
            return NOUN
        if adjacent in (PREPOSITION, COUNT) and nominal_after:
            return NOUN
        if (
            adjacent == ADVERB
            and nominal_after
            and (
                before in (DETERMINER, OWNER, COUNT, PREPOSITION)
                or (before in (EDGE, HARD) and self._finite_ahead(item))
            )
        ):
            return NOUN  # "the newly formed army", "heavily armed men"
        if before == PARTY == adjacent and word in self.reader.mediated and nominal_after and self._finite_ahead(item):
            return NOUN  # "U.N. mediated talks have failed"
        if "BASE" in forms and not self._past_fits(item, left, forms):  # put, cut, hit, set, read
            return self._base(item, left) if "PART" in forms else NOUN
        if "PAST" not in forms:
            return PARTICIPLE
        if "PART" not in forms:
            return PAST
        if before in (AND, COMMA):
            same = self._verb_before(left)
            if before == COMMA and same == PAST and self._is_listed(item):
                return PAST  # "condemned the raid, called for restraint and urged both sides"
            if before == AND and self.words[item + 1] == "that" and self._lemma_in(forms, self.reader.saying):
                return PAST  # "claimed that it had fired and reported that"
            if before == AND and same == PARTICIPLE and after != DETERMINER:
                return PARTICIPLE
            if before == AND:
                return PAST if same else PARTICIPLE
            if self.words[item + 1] in self.reader.after_participle and not self._lemma_in(forms, self.reader.saying):
                phrasal = self.words[item + 1] in self.reader.phrasal.get(forms["PAST"], ())
                return PAST if phrasal and self._waits(item) else PARTICIPLE
            return PAST
        if before in (EDGE, HARD, AND, COMMA) and nominal_after and before == adjacent and self._finite_ahead(item):
            return NOUN  # "Armed men attacked"
        if before in (EDGE, HARD, OPENER, THAT):
            return PARTICIPLE if not self._object_follows(item) or before != THAT else PAST
        if adjacent == PREPOSITION or before == PREPOSITION:
            return PARTICIPLE if before != PREPOSITION else NOUN
        if before in VERBAL:
            if before == PAST and self._opened(left - 1):
                return PAST  # "the truce that Norway brokered collapsed"
            perfect = before == PARTICIPLE and self.kinds[left - 1] == HAVE and self._opened(left - 2)
            if perfect and not self._lemma_in(self.forms(self.words[left]), self.reader.object_gerund):
                return PAST  # "the officer whom they had captured escaped", but "that they had kept closed"
            return PAST if before == PARTICIPLE and after in (DETERMINER, PARTY, COUNT) else PARTICIPLE
        if (
            before == COUNT
            and self.kinds[item + 1] != DETERMINER
            and not self._lemma_in(forms, self.reader.intransitive)
        ):
            return PARTICIPLE if not nominal_after else NOUN  # "12 wounded"
        if before == RELATIVE or (before == PRONOUN and self.words[left] in self.reader.subjects):
            return PAST
        if self.words[item + 1] == "by" and not self._lemma_in(forms, self.reader.saying):
            return PARTICIPLE
        if after in (DETERMINER, PARTY, COUNT):
            return PAST  # what follows is its object
        if self._opened(left):
            return PAST  # "the truce that Norway brokered", "the curbs that Kenya imposed on"
        if self.words[item + 1] in self.reader.aimed.get(word, ()) and before == NOUN and self._to(item + 1) == TO:
            return PARTICIPLE  # "a trick meant to divide us"
        if word in self.reader.held_to and self.words[item + 1] == "to" and self._to(item + 1) == TO:
            return PARTICIPLE  # "rebels said to hold 40"
        if self._lemma_in(forms, self.reader.saying) and word not in self.reader.held_to_be:
            return PAST if not self._is_subjectless(left) else PARTICIPLE
        if self.words[item + 1] in self.reader.aimed.get(word, ()) and before in (NOUN, PARTY):
            return PARTICIPLE  # "an offensive aimed at the town"
        if self._lemma_in(forms, self.reader.intransitive):
            return PAST
        if self._is_in_adjunct(item) or self._is_with(left):
            return PARTICIPLE
        return PARTICIPLE if self._finite_ahead(item) or self._finite_before(item) else PAST

    def _is_listed(self, item: int) -> bool:
        """Whether a past behind a comma is one of several, the last of them behind "and"."""
        for at in range(item + 1, min(self.end - 1, item + _FAR)):
            unread = self.kinds[at] == AND and self.kinds[at + 1] == "?" and not self._is_name(at + 1)
            if unread and "PAST" in self.forms(self.words[at + 1]):
                return True
            if self.kinds[at] in (HARD, OPENER, RELATIVE, THAT, QUESTION) or self._is_finite(at):
                return False
        return False

    def _is_in_adjunct(self, item: int) -> bool:
        """Whether a form describes the noun of a phrase in front: "Under the terms of a deal reached in Doha, Chad will ..."."""
        begin = item - 1
        while self.kinds[begin] in NOMINAL:
            begin -= 1
        if begin < self.start or not (self.kinds[begin] == DETERMINER or begin == item - 2):
            return False
        at = begin if self.kinds[begin] == PREPOSITION else begin - 1
        while at > self.start and self.kinds[at] not in (COMMA, HARD, OPENER, THAT, RELATIVE, QUESTION, AND):
            before = self.kinds[at - 1]
            governed = self.kinds[at] == PREPOSITION or before in (PREPOSITION, DETERMINER, OWNER, *NOMINAL)
            if self.kinds[at] in VERBAL or self.kinds[at] in AUXILIARY or not governed:
                return False
            if self.kinds[at] == DETERMINER and before != PREPOSITION:
                return False
            at -= 1
        first = at if at == self.start else at + 1
        return self.kinds[first] == PREPOSITION and self._clause_follows(item)

    def _clause_follows(self, item: int) -> bool:
        """Whether a comma follows, and behind it a clause that begins with its subject."""
        for at in range(item + 1, min(self.end, item + _FAR)):
            if self.kinds[at] in (HARD, OPENER, RELATIVE, THAT, QUESTION) or self._is_finite(at):
                return False
            if self.kinds[at] == COMMA:
                return self.kinds[at + 1] in (DETERMINER, PARTY, PRONOUN, COUNT, NOUN, "?") and any(
                    self._is_finite(ahead) or "PAST" in self.forms(self.words[ahead])
                    for ahead in range(at + 2, min(self.end, at + _AHEAD))
                )
        return False

    def _is_with(self, left: int) -> bool:
        """ "With the roads cut": what "with" governs undergoes it."""
        at = left
        while self.kinds[at] in NOMINAL or self.kinds[at] == OWNER:
            at -= 1
        if self.kinds[at] == DETERMINER:
            at -= 1
        return at < left and self.kinds[at] == PREPOSITION and self.words[at] in self.reader.withs

    def _opened(self, item: int) -> bool:
        """Whether a clause has been opened before an item that has no verb yet: "that the rebels", "what Norway"."""
        for at in range(item, max(self.start, item - _AHEAD) - 1, -1):
            if self.kinds[at] in (RELATIVE, QUESTION):
                return at < item
            if self.kinds[at] in VERBAL or self.kinds[at] in AUXILIARY or self.kinds[at] in (COMMA, HARD, AND):
                return False
        return False

    def _past_fits(self, item: int, left: int, forms: dict[str, str]) -> bool:
        """ "Hit", "cut", "put" after a singular or a party: a past; after a plural it may be, in news it is."""
        return self.kinds[left] in (PARTY, NOUN, PRONOUN, RELATIVE, AND, COUNT, CLOSE, COMMA, DATE)

    def _verb_alone(self, item: int) -> bool:
        """Whether an open word can be a verb only."""
        word = self.words[item]
        if self.kinds[item] != "?":
            return False
        forms = self.forms(word)
        return (bool(forms) and "ING" not in forms and not ("S" in forms or "BASE" in forms)) or (
            bool(forms) and not self.reader.verbs.is_noun(word) and "PART" not in forms
        )

    def _lemma_in(self, forms: dict[str, str], lemmas: frozenset[str]) -> bool:
        return any(lemma in lemmas for lemma in forms.values())

    def _is_subjectless(self, left: int) -> bool:
        return self.kinds[left] in (PREPOSITION, EDGE, HARD)

    def _verb_before(self, item: int) -> str:
        """The kind of the last verb before an item: what "and" goes on with."""
        for at in range(item - 1, max(self.start, item - _FAR) - 1, -1):
            if self.kinds[at] in VERBAL:
                return self.kinds[at]
            if self.kinds[at] in AUXILIARY and self.words[at] in self.reader.finite:
                return PAST
            if self.kinds[at] == HARD:
                break
        return ""

    def _ing(self, item: int, left: int) -> str:
        word, before, adjacent = self.words[item], self.kinds[left], self.kinds[item - 1]
        after = self.kinds[item + 1]
        named = after in (DETERMINER, PARTY, PRONOUN, COUNT) or (after == "?" and self._is_name(item + 1))
        if before == BE or (before == PRONOUN and self.kinds[left - 1] == BE):
            return ING
        if adjacent in (DETERMINER, OWNER, COUNT):
            return NOUN
        if self.words[item + 1] == "that" and self._lemma_in(self.forms(word), self.reader.saying):
            return ING  # "..., saying that it had fled"
        if word in self.reader.describing and adjacent in (NOUN, COUNT) and after in ("?", NOUN, PARTY, COUNT):
            return NOUN  # "ten living hostages", "the remaining opposing forces"
        if adjacent == HYPHEN or (self.words[item + 1] == "of" and before != COMMA):
            return NOUN  # "the complete dismantling of"
        if before in (NOUN, PARTY) and adjacent == before and word in self.reader.verb_ing:
            return ING  # "a ship carrying arms"
        if before == PREPOSITION and (word not in self.reader.noun_ing or self._is_prevented(left)):
            return ING
        if before == PREPOSITION:
            if self.words[left] in self.reader.before_noun_ing or word in self.reader.noun_ing:
                takes = named or (after in ("?", NOUN) and not self._is_finite(item + 1))
                noun = self.words[left] in self.reader.before_noun_ing and after != PARTY
                return ING if takes and not noun else NOUN
            return ING
        if before == PARTY == adjacent and after in (COMMA, HARD, EDGE, PREPOSITION) and self._is_with(left):
            return ING  # "with Oman mediating, the sides met"
        if (
            before in (NOUN, PARTY, COUNT)
            and adjacent == before
            and self._is_found(left)
            and not self._finite_ahead(item)
        ):
            return ING  # "saw the two sides meeting for the first time"
        followed = before in VERBAL or before in (NOUN, PARTY, EDGE, HARD, AND, COMMA)
        if word in self.reader.noun_ing and not named and followed:
            adjunct = before == COMMA and after == PREPOSITION and word not in self.reader.violent_ing
            return ING if adjunct else NOUN
        if self._is_finite(item + 1) or (
            after == "?" and "PAST" in self.forms(self.words[item + 1]) and before in (NOUN, EDGE)
        ):
            return NOUN  # "peace building has", "fighting broke out"
        if before in (NOUN, PARTY) and after in ("?", NOUN) and not named and adjacent == before:
            return NOUN if self.kinds[left - 1] in (DETERMINER, NOUN, OWNER) and self._noun_chain(item) else ING
        return ING

    def _is_prevented(self, item: int) -> bool:
        """Whether a preposition tells what somebody is kept from: "stop the rebels from crossing"."""
        if self.words[item] not in self.reader.gerund_prepositions:
            return False
        for at in range(item - 1, max(self.start, item - _AHEAD) - 1, -1):
            if self.kinds[at] in VERBAL:
                return self._lemma_in(self.forms(self.words[at]), self.reader.object_gerund)
            if self.kinds[at] in BREAKS:
                return False
        return False

    def _is_found(self, left: int) -> bool:
        """Whether a phrase that ends at an item follows a verb of seeing: "saw A and B"."""
        at = left
        while self.kinds[at] in NOMINAL or self.kinds[at] in (DETERMINER, OWNER, AND):
            at -= 1
        determined = self.kinds[at + 1] in (DETERMINER, PARTY, COUNT)
        return (
            determined and self.kinds[at] in VERBAL and self._lemma_in(self.forms(self.words[at]), self.reader.finding)
        )

    def _noun_chain(self, item: int) -> bool:
        """ "The ceasefire monitoring mission": a finite verb or the clause's end right after the next noun."""
        return self._finite_ahead(item) or self.kinds[min(item + 2, self.end)] in (COMMA, HARD, EDGE, PREPOSITION)
