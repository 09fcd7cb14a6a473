"""Cut sentences into clauses by rule: what a status, a subject or a date may reach ends at a clause's edge.

There is no parser. Openers ("if", "after", "which", "that"), coordination with a verb of its own, dashes, colons, brackets and the verbs of saying
mark the edges; a relative clause between commas returns to the clause it interrupts.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...article import Article, Found
from ...models import AnyMention, PartyMention
from ...rules.grammar import Encoded, entry_words
from ...rules.packs import Packs

# Clauses that follow the fate of the one they hang on, not their own.
INHERITS = frozenset(("participle", "coordinate", "purpose"))


INVERTED = frozenset(("should", "were", "had"))
# Prepositions inside a subject: "the road through Afar", "talks between the sides"
INSIDE = frozenset(
    ("of", "for", "in", "at", "from", "through", "between", "near", "around", "along", "across", "on", "under", "over")
)
QUOTES = frozenset(("'", '"', "“", "‘", "«"))
LINKS = frozenset(("and", "but", "or", "by"))


@dataclass(slots=True)
class Clause:
    """A clause: its kind (main, coordinate, relative, complement, condition, time, contrast, reason, purpose, question, participle, aside,
    report), the clause it hangs on, the item it hangs on (a relative clause's antecedent), and its items."""

    number: int
    kind: str
    sentence: int
    parent: int | None
    antecedent: int | None
    opener: str
    items: list[int]


@dataclass(slots=True)
class View:
    """An article as items (a token or a mention each), with words, clauses and mentions at hand."""

    article: Article
    encoded: Encoded
    kept: list[Found[AnyMention]]
    words: list[str]  # item -> folded word, "" for a mention or a boundary
    clauses: list[Clause]
    clause_of: list[int]  # item -> clause, -1 at boundaries
    sentence_of: list[int]
    item_of: list[int]  # token -> item
    preterite: list[bool]  # item -> whether it is a finite verb of the past that no class lists
    finite: list[bool]  # item -> whether it is a finite verb
    _children: dict[int, list[Clause]] | None = None

    def mention(self, item: int) -> Found[AnyMention] | None:
        index = self.encoded.mention[item]
        return self.kept[index] if index >= 0 else None

    def sentence(self, item: int) -> tuple[int, int]:
        """The items of the sentence of an item (end exclusive)."""
        whole = self.article.sentences[self.sentence_of[item]]
        return self.item_of[whole.first], self.item_of[whole.last] + 1

    def is_compound(self, item: int) -> bool:
        """Whether a word ends one with a hyphen that describes: "the UN-negotiated text"; but not "re-negotiated", "a cease-fire"."""
        encoded, tokens = self.encoded, self.article.tokens
        if item < 2 or self.words[item - 1] not in ("-", "–") or encoded.first[item - 2] < 0:
            return False
        glued = tokens.glued(encoded.first[item]) and tokens.glued(encoded.first[item - 1])
        return glued and (self.encoded.mention[item - 2] >= 0 or tokens.words[encoded.last[item - 2]][0].isupper())

    def clause(self, item: int) -> Clause:
        return self.clauses[self.clause_of[item]]

    def children(self, clause: Clause) -> list[Clause]:
        """The clauses that hang on a clause."""
        if self._children is None:
            self._children = {}
            for one in self.clauses:
                if one.parent is not None:
                    self._children.setdefault(one.parent, []).append(one)
        return self._children.get(clause.number, [])


class ClauseReader:
    """Reads the clauses of an article."""

    def __init__(self, packs: Packs) -> None:
        self.openers: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, kind in packs.lexicon.get("CLAUSE_OPENER", {}).items():
            words = tuple(entry_words(phrase))
            self.openers.setdefault(words[0], []).append((words, kind))
        for options in self.openers.values():
            options.sort(key=lambda option: -len(option[0]))
        lexicon = packs.lexicon
        self.finite = frozenset(lexicon.get("FINITE", ())) | frozenset(
            surface
            for name, entries in lexicon.items()
            if name.startswith("V_") and name.endswith("_PAST")
            for surface in entries
            if " " not in surface
        )
        self.third = frozenset(
            surface
            for name, entries in lexicon.items()
            if name.startswith("V_") and name.endswith("_S")
            for surface in entries
            if " " not in surface
        )
        nouns = {word for name, entries in lexicon.items() if name.endswith("_N") for word in entries}
        nouns |= {word + "s" for word in lexicon.get("NOUNISH", ())}
        self.nouns = frozenset(nouns)
        self.finite |= {
            surface
            for name, entries in lexicon.items()
            if name.startswith("V_") and name.endswith("_S")
            for surface in entries
            if " " not in surface and surface not in self.nouns
        }
        self.adverbs = frozenset(lexicon.get("ADVERB", ())) | frozenset(lexicon.get("NOT", ()))
        self.saying = frozenset(lexicon.get("REPORT_VERB", ()))
        self.prepositions = frozenset(lexicon.get("PREPOSITION", ()))
        self.after_verb = frozenset(lexicon["AFTER_VERB"])
        self.preterites = frozenset(lexicon["PRETERITE"])
        self.subjects = frozenset(lexicon["PRONOUN_SUBJECT"])
        self.announcing = frozenset(lexicon.get("THAT_NOUN", ()))
        self.accusing = frozenset(lexicon["ACCUSING_V"])

    def __call__(self, article: Article, encoded: Encoded, kept: list[Found[AnyMention]]) -> View:
        lower = article.tokens.lower
        words = [
            lower[first] if first >= 0 and mention < 0 else ""
            for first, mention in zip(encoded.first, encoded.mention, strict=True)
        ]
        view = View(article, encoded, kept, words, [], [-1] * len(words), [-1] * len(words), encoded.item_of, [], [])
        view.preterite = [self._is_preterite(view, item) for item in range(len(words))]
        view.finite = [
            (word in self.finite and words[item - 1] != "-") or past or self._is_present(view, item)
            for item, (word, past) in enumerate(zip(words, view.preterite, strict=True))
        ]
        start = 1
        for number in range(len(article.sentences)):
            end = start
            while encoded.first[end] >= 0:
                end += 1
            self._read_sentence(view, number, start, end)
            start = end + 1
        return view

    def _read_sentence(self, view: View, sentence: int, start: int, end: int) -> None:
        words = view.words
        current = _open(view, "main", sentence, None, None, "")
        fronted = False
        stack: list[Clause] = []
        seen_verb = {current.number: False}
        item = start
        while item < end:
            word = words[item]
            opened: Clause | None = None
            length = 1
            if word == "(":
                stack.append(current)
                opened = _open(view, "aside", sentence, current.number, None, "(")
            elif word == ")" and stack and current.kind == "aside":
                _add(view, current, item, sentence)
                current = stack.pop()
                item += 1
                continue
            elif word in (";", ":", "|") or view.encoded.string[item] == "-":
                # "Bogotá: rebels free two", "09:40 Convoy leaves ...": what follows stands by itself
                stack.clear()
                opened = _open(view, "main", sentence, current.number, None, word or "-")
            elif word == ",":
                if fronted:
                    opened = _open(view, "main", sentence, None, None, ",")
                    self._adopt(view, current, opened)
                    fronted = False
                elif (
                    stack
                    and current.kind in ("relative", "participle", "report")
                    and self._verb_follows(view, item + 1, end)
                ):
                    _add(view, current, item, sentence)
                    current = stack.pop()
                    item += 1
                    continue
                elif (
                    item + 1 < end
                    and words[item + 1].endswith("ing")
                    and words[item + 1] not in ("including", "during", "according", "following", "using")
                ):
                    stack.append(current)
                    opened = _open(view, "participle", sentence, current.number, None, "ing")
                elif seen_verb.get(current.number) and item + 2 < end and self._party_does(view, item + 2):
                    # a headline: "Hamas frees three, Israel releases prisoners"
                    stack.clear()
                    opened = _open(view, "main", sentence, None, None, ",")
                elif self._report_follows(view, item + 1, end) and (
                    seen_verb.get(current.number) or words[item + 1] not in self.saying
                ):  # not "Thaci, their leader, told reporters ..."
                    # "Rwanda, Uganda said, had ...": the clause goes on
                    stack = [] if seen_verb.get(current.number) else [current]
                    opened = _open(view, "report", sentence, current.number, None, "said")
            elif word in ("and", "but", "or", "so", "yet", "nor"):
                verbless = current.kind == "time" and not seen_verb.get(current.number) and words[item - 1] == ","
                if (verbless or seen_verb.get(current.number)) and self._clause_follows(view, item + 1, end, word):
                    while (
                        stack
                        and current.kind in ("relative", "participle", "aside")
                        and not self._verb_follows(view, item + 1, end)
                    ):
                        current = stack.pop()
                    # a verb right after "and" shares the subject and the fate; a new subject makes a clause of its own
                    kind = "coordinate" if self._verb_follows(view, item + 1, end) else "main"
                    beside = current
                    late = words[item - 1] == "," and kind == "coordinate" and beside.kind == "complement"
                    speaks = kind == "coordinate" and beside.kind == "complement" and self._speaks(view, item + 1)
                    if (verbless or late or speaks) and beside.parent is not None:
                        # "attacked after a surge, and pulled out", "said that it was late(,) and blamed them"
                        beside = view.clauses[beside.parent]
                    while beside.kind == "report" and beside.parent is not None:
                        beside = view.clauses[beside.parent]
                        if beside.kind == "relative" and beside.parent is not None:
                            beside = view.clauses[beside.parent]
                    opened = _open(view, kind, sentence, beside.number, None, word)
            else:
                hit = self._opener(view, item, end, current, seen_verb)
                if hit is not None:
                    phrase, kind = hit
                    length = len(phrase)
                    antecedent = None
                    if kind == "relative":
                        antecedent = item - 1
                        while antecedent > start and (
                            (words[antecedent] in (",", "") and view.mention(antecedent) is None)
                            or words[antecedent] in self.prepositions
                        ):
                            antecedent -= 1
                        stack.append(current)
                    above = current
                    if current.kind == "report" and current.parent is not None and kind in ("time", "condition"):
                        above = view.clauses[current.parent]  # "no truce, he says, until ..."
                    opened = _open(view, kind, sentence, above.number, antecedent, " ".join(phrase))
                    if not any(words[passed] for passed in current.items) and kind not in (
                        "relative",
                        "complement",
                        "question",
                    ):
                        fronted = True
            if (
                current.kind == "relative"
                and stack
                and opened is None
                and view.finite[item]
                and seen_verb.get(current.number)
                and current.opener in ("that", "who", "which")
            ):
                before = item - 1
                while words[before] in self.adverbs:
                    before -= 1
                if (
                    not view.finite[before]
                    and words[before] not in ("to", "and", "or")
                    and words[current.items[0] - 1] != ","
                ):
                    current = stack.pop()  # "the bus that had carried the monitors | was burned"
            if opened is not None:
                current = opened
            for offset in range(length):
                _add(view, current, item + offset, sentence)
            if view.finite[item]:
                seen_verb[current.number] = True
                if word in self.saying and current.kind != "report":
                    following = self._after_saying(view, item + 1, end)
                    if following is not None:
                        for passed in range(item + 1, following):
                            _add(view, current, passed, sentence)
                        current = _open(view, "complement", sentence, current.number, None, word)
                        item = following
                        continue
            item += length

    def _adopt(self, view: View, fronted: Clause, main: Clause) -> None:
        """A clause before its main clause hangs on it."""
        fronted.parent = main.number

    def _opener(
        self, view: View, item: int, end: int, current: Clause, seen_verb: dict[int, bool]
    ) -> tuple[tuple[str, ...], str] | None:
        words = view.words
        if words[item] in INVERTED and self._is_inverted(view, item, current):
            return (words[item],), "condition"
        for phrase, kind in self.openers.get(words[item], ()):
            if tuple(words[item : item + len(phrase)]) != phrase:
                continue
            after = item + len(phrase)
            if phrase == ("that",):
                if words[item - 1] == "so" or words[item - 1] in self.prepositions:
                    return None
                if (
                    view.finite[item - 1]
                    or words[item - 1] in self.announcing
                    or self._said_before(view, item, current)
                ):
                    return phrase, "complement"
                if view.mention(item - 1) is not None and any(view.finite[at] for at in range(max(item - 5, 0), item)):
                    return phrase, "complement"  # "agreed on Thursday that"
                return (phrase, "relative") if self._finite_within(view, after, end, 4) else None
            mention = view.mention(after) if after < end else None
            if (
                kind == "time"
                and mention is not None
                and mention.mention.kind == "date"
                and not (view.words[after + 1] not in LINKS and self._finite_within(view, after + 1, end, 3))
            ):
                return None  # "since late January by ...": a date, no clause
            if phrase in (("as",), ("once",)) and not self._finite_within(view, after, end, 8):
                return None
            if phrase == ("as",) and words[after : after + 1] in (["part"], ["well"], ["many"], ["of"]):
                return None
            if phrase == ("who",) and item == 0:
                return None
            return phrase, kind
        return None

    def _is_inverted(self, view: View, item: int, current: Clause) -> bool:
        """Whether "should", "were" or "had" stands before its subject: "Should talks fail, ...", "... should Mariupol be attacked"."""
        if all(view.words[at] in QUOTES for at in current.items):
            return True
        follows = view.mention(item + 1)
        token = view.encoded.first[item + 1]
        named = (follows is not None and isinstance(follows.mention, PartyMention)) or (
            token >= 0 and view.article.tokens.words[token][0].isupper()
        )
        return (
            view.words[item] == "should"
            and view.words[item - 1] != ","
            and (named or view.words[item + 1] in ("the", "any", "it", "they", "he", "she"))
            and view.words[item - 1] not in ("what", "when", "how", "why", "where", "who")
        )

    def _said_before(self, view: View, item: int, current: Clause) -> bool:
        """Whether "that" follows a verb of saying with something between: "told reporters on Friday that"."""
        return any(view.words[before] in self.saying for before in current.items[-8:])

    def _finite_within(self, view: View, item: int, end: int, reach: int) -> bool:
        for at in range(item, min(end, item + reach)):
            if view.finite[at] or self._party_does(view, at):
                return True
            if view.words[at] in (",", ";", "that", "which", "who", "whom", "whose"):
                return False
        return False

    def _party_does(self, view: View, item: int) -> bool:
        """ "as RSF shells El Fasher": after a party a word in -s is its verb."""
        found = view.mention(item - 1)
        return found is not None and found.mention.kind == "party" and view.words[item] in self.third

    def _is_preterite(self, view: View, item: int) -> bool:
        """A verb that no class knows, by its form right after a party or a pronoun: "Uganda pulled back", "it widened the zone"."""
        word = view.words[item]
        if not (word in self.preterites or (word.endswith("ed") and len(word) > 4)) or view.words[item + 1] == "by":
            return False  # a name, a noun, or "backed by ..."
        return self._has_subject(view, item)

    def _is_present(self, view: View, item: int) -> bool:
        """The same of the present: "Uganda pulls back", "Kigali widens the zone"; not "Uganda elections"."""
        word = view.words[item]
        if not word.endswith("s") or not word.isalpha() or not self._has_subject(view, item):
            return False
        opened = view.words[item - 2] in self.openers and word not in self.nouns  # "once Kigali blinks, ..."
        return opened or view.words[item + 1] in self.after_verb

    def _has_subject(self, view: View, item: int) -> bool:
        """Whether a party or a pronoun stands right before a word, but for adverbs."""
        before = item - 1
        while view.words[before] in self.adverbs:
            before -= 1
        if view.words[before] in self.subjects:
            return True
        found = view.mention(before)
        return found is not None and isinstance(found.mention, PartyMention)

    def _verb_follows(self, view: View, item: int, end: int) -> bool:
        while item < end and (view.words[item] in self.adverbs or view.words[item] == "then"):
            item += 1
        return item < end and view.finite[item]

    def _speaks(self, view: View, item: int) -> bool:
        """Whether a verb of speech with its object follows: whoever denied one thing "and accused the army" of another is one speaker."""
        while view.words[item] in self.adverbs:
            item += 1
        speech = view.words[item] in self.saying or view.words[item] in self.accusing
        return speech and view.words[item + 1] not in self.prepositions and view.words[item + 1] != "to"

    def _clause_follows(self, view: View, item: int, end: int, word: str) -> bool:
        """Whether a clause with a verb of its own begins at `item`: "and the rebels handed back ..."."""
        if self._verb_follows(view, item, end):
            return True
        for at in range(item, min(end, item + 9)):
            here = view.words[at]
            if view.finite[at]:
                return True
            if here in (",", ";", "and", "or", "to", "by") or (here in self.prepositions and here not in INSIDE):
                return False
        return False

    def _report_follows(self, view: View, item: int, end: int) -> bool:
        """Whether ", said X" or ", the ministry said" follows."""
        for at in range(item, min(end, item + 10)):
            here = view.words[at]
            if here in self.saying:
                rest = view.words[at + 1 : end]
                # "X, the chief, said that ..." goes on; ", X said." and ", X said on Sunday." end
                while rest and rest[0] in ("on", "in", "at", "late", "early", "", "a", "statement"):
                    rest = rest[1:]  # ", mediators said on Monday, after ..."
                return at == item or len(view.words[at + 1 : end]) <= 7 or rest[:1] == [","]
            if here == "," or here in self.openers or view.finite[at]:
                return False
        return False

    def _after_saying(self, view: View, item: int, end: int) -> int | None:
        """Where what is said begins, after "said", "told reporters", "said on Sunday"; None where nothing follows."""
        at = item
        words = view.words
        while at < end and at < item + 7:
            word = words[at]
            if word == "that":
                return None  # the opener sees to it
            mention = view.mention(at)
            if word in ("on", "in", "at", "late", "early", "after", "reporters", "journalists", "also", "earlier") or (
                mention and mention.mention.kind == "date"
            ):
                at += 1
                continue
            break
        if at >= end or words[at] in (",", ".", ":", ";", "?", "!", "to") or words[at].endswith("ing"):
            return None  # "is said to have left", "denied having left": one clause
        if words[item - 1] not in ("said", "says", "say") and not self._clause_within(view, at, end):
            return None  # "announced a truce", "denied the charge and blamed them": an object, no clause
        return at

    def _clause_within(self, view: View, item: int, end: int) -> bool:
        """Whether a verb with a subject of its own follows: not one that "and" joins to the verb before."""
        for at in range(item, min(end, item + 14)):
            if view.finite[at] or self._party_does(view, at):
                return view.words[at - 1] not in ("and", "but")
            if view.words[at] in (",", ";", "that", "which", "who", "whom", "whose"):
                return False
        return False


def _open(view: View, kind: str, sentence: int, parent: int | None, antecedent: int | None, opener: str) -> Clause:
    clause = Clause(len(view.clauses), kind, sentence, parent, antecedent, opener, [])
    view.clauses.append(clause)
    return clause


def _add(view: View, clause: Clause, item: int, sentence: int) -> None:
    clause.items.append(item)
    view.clause_of[item] = clause.number
    view.sentence_of[item] = sentence
