"""The way from a word outward: what governs it, what governs that, and so on.

"Denied that it had agreed to extend the truce": truce, object of *extend*, infinitive of *agreed*, what is said by *denied that*.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from ...rules.packs import Packs
from ..syntax import kinds as k
from ..syntax.clauses import Clause, View
from .anchor import Anchor
from .predicates import NONE, Group, PredicateReader

LONGEST = 8  # steps
WIDEST = 18  # items from a word to what governs it


@dataclass(slots=True)
class Step:
    """One step outward: how the word before hangs on this one, where the words stand that can speak of it, and its verb group."""

    relation: str
    head: int
    first: int
    end: int
    group: Group | None = None
    preposition: str = ""
    subject: int | None = None  # the head of its subject, where it is a verb
    around: list[tuple[int, int]] = field(default_factory=list)  # where its subject and its object stand


@dataclass(slots=True)
class Path:
    steps: list[Step] = field(default_factory=list)
    relatives: list[tuple[int, int]] = field(
        default_factory=list
    )  # where the verbs stand of clauses that tell of a noun
    clause: int = -1  # where it ended
    end: str = ""  # why


class PathReader:
    """Climbs from an anchor to what governs it."""

    def __init__(self, packs: Packs) -> None:
        lexicon = packs.lexicon
        self.predicates = PredicateReader(packs)
        self.prepositions = frozenset(lexicon["PREPOSITION"])
        self.pronouns = frozenset(lexicon["PRONOUN_SUBJECT"])
        self.adjuncts: dict[str, str] = dict(lexicon["ADJUNCT_P"])
        self.made = frozenset(lexicon["PEACE_MADE"])
        self.arguments = frozenset(lexicon["ARGUMENT_P"])
        self.blaming = frozenset(lexicon["BLAME_P"])
        self.possessive = frozenset(packs.words["POSSESSIVE"])
        self.due = frozenset(lexicon["SET_ADJ"])
        self.withs = frozenset(packs.words["WITH"])
        self.containing = frozenset(lexicon["CONTAIN_V"])
        self.same_form = frozenset(lexicon["SAME_FORM_V"])
        self.asking = frozenset(lexicon["ASKING_W"])
        self.copulas = frozenset(lexicon["COPULA_V"])
        self.bare = frozenset(lexicon["TAKES_BARE"])
        self.behind_noun = frozenset(packs.words["BEHIND_NOUN"])
        self.particles = frozenset(packs.words["OBJECT_PARTICLE"])
        self.avenging = frozenset(lexicon["AVENGE_V"])
        self.reactions = frozenset(lexicon["REACTION_N"])
        self.conjunctions = frozenset(("and", "or", ",", "nor", "/", "but", "&"))

    def read(self, view: View, anchor: Anchor, heads: frozenset[int]) -> Path:
        """The path of an anchor; `heads`: items at which a cue stands, verbs or not."""
        climb = _Climb(self, view, heads)
        if not anchor.verb:
            climb.told_of(anchor)
        if anchor.verb:
            forms = self.predicates.verb_at(view, anchor.start) or anchor.forms
            climb.verb(anchor.start, self.predicates.group(view, anchor.start, forms), "own")
        else:
            climb.noun(anchor.start, anchor.end, "own")
        return climb.path


class _Climb:
    def __init__(self, reader: PathReader, view: View, heads: frozenset[int]) -> None:
        self.r, self.p, self.view, self.heads = reader, reader.predicates, view, heads
        self.path = Path()
        self.seen: set[tuple[str, int]] = set()

    def told_of(self, anchor: Anchor) -> None:
        """What a relative clause says of a noun: "a truce that will take effect on Monday"."""
        view = self.view
        for clause in view.children(view.clause(anchor.start)):
            if clause.kind != "relative" or clause.antecedent is None or " " in clause.opener:
                continue
            if not anchor.start <= clause.antecedent <= anchor.end or clause.opener not in ("that", "which", "who"):
                continue
            verb = self._verb_of(clause.items, after=clause.items[0] + 1)
            if verb is not None:
                group = self.p.group(view, verb, self.p.verb_at(view, verb))
                if group.first - clause.items[0] < 3:
                    self.path.relatives.append((group.first, self._within(verb + 5)))

    def _again(self, kind: str, item: int) -> bool:
        if (kind, item) in self.seen or len(self.path.steps) >= LONGEST:
            self.path.end = "far"
            return True
        self.seen.add((kind, item))
        return False

    def _step(
        self, relation: str, head: int, first: int, end: int, group: Group | None = None, preposition: str = ""
    ) -> None:
        self.path.steps.append(Step(relation, head, first, end, group, preposition))

    # --- verbs

    def verb(self, item: int, group: Group, relation: str, end: int | None = None, preposition: str = "") -> None:
        """From a verb: to what its infinitive, its -ing form or its clause hangs on."""
        view, words = self.view, self.view.words
        if self._again("verb", item):
            return
        if (
            "PAST" in group.forms
            and not group.aux
            and words[item] in self.r.same_form
            and words[self.p.left(view, item)] in ("and", "or", ",")
        ):
            group.forms = frozenset(("BASE",))  # "will open the roads and let lorries pass"
        self._step(relation, item, group.first, end if end is not None else item + 1, group, preposition)
        if relation != "own":
            self.path.steps[-1].subject = self._subject_noun(item, group)
        self._arguments(item, relation)
        self.path.clause = view.clause_of[item]
        forms = group.forms
        if not group.aux and group.to is None and self._is_inverted(item):
            self._clause(view.clause_of[item])
            return
        if relation == "object" and words[item] in self.r.containing and group.to is None:
            owner = self._subject_noun(item, group)
            if owner is not None:
                self.noun(owner, owner + 1, "part")
                return
        if group.to is not None:
            self._infinitive(group.to)
        elif "BASE" in forms and not group.aux and "S" not in forms and not self._is_finite(item):
            self._bare(item, group)
        elif "ING" in forms and not group.aux:
            self._gerund(item, group)
        elif forms & {"PART"} and not group.aux and words[self.p.left(view, item)] in self.r.copulas:
            self._governor(self.p.left(view, item), "is", item)
        elif forms <= {"PART"} and not group.aux:
            self._participle(item)
        elif forms & {"PAST", "PART"} and not group.aux and self._is_reduced(item):
            self.path.end = "reduced"
        else:
            that = self._that_before(group.first, low=max(item - WIDEST, 0))
            if that is None:
                self._clause(view.clause_of[item])
            else:
                self._above(that, "that", "that")

    def _is_inverted(self, item: int) -> bool:
        """ "Under no circumstances will Israel withdraw": the modal stands before the subject, and what it is fronted with before that."""
        view = self.view
        read = self.p.syntax(view).group_at(item)
        if read is None or not read.subjects:
            return False
        at = read.subjects[0].start - 1
        kind = self.p.kind(view, at)
        if kind not in (k.MODAL, k.DO) and not (kind in k.AUXILIARY and view.words[at - 1] in self.p.denying):
            return False  # "nor has Chad signed", but not "has 20 men held in Goma"
        self._step("inverted", at, view.clause(item).items[0], at + 1, Group(at, item, NONE, [view.words[at]]))
        return True

    def _that_before(self, item: int, low: int) -> int | None:
        """The "that" of "it is vital that they leave", where no clause was opened by it."""
        view = self.view
        if view.clause(item).kind in ("complement", "relative"):
            return None
        for at in range(item - 1, low, -1):
            if view.words[at] == "that":
                return at if self._says_that(at) else None
            if view.finite[at] or self.p.kind(view, at) in (k.HARD, k.COMMA):
                return None
        return None

    def _subject_noun(self, item: int, group: Group) -> int | None:
        """The head of what stands before a verb: "the *plan* for Gaza includes"."""
        view = self.view
        read = self.p.syntax(view).group_at(item)
        if read is not None and read.subjects and read.subjects[0].head < item:
            return read.subjects[0].head
        head = None
        clause = view.clause(item)
        if clause.kind == "relative" and clause.antecedent is not None and group.first - clause.items[0] < 3:
            return clause.antecedent
        for at in clause.items:
            if at >= group.first or view.words[at] == ",":
                break
            if view.words[at] in self.r.prepositions and head is not None:
                break
            if view.words[at][:1].isalpha() or view.mention(at) is not None:
                head = at
        return head

    def _arguments(self, item: int, relation: str) -> None:
        """Where the subject and the object of a verb begin: "nobody was freed", "freed no hostages"."""
        syntax = self.p.syntax(self.view)
        read = syntax.group_at(item)
        if read is None or relation in ("that", "whether", "adjunct", "manner"):
            return
        for phrase in read.subjects[:1]:
            first = phrase.group[0].start
            if first < item:
                self.path.steps[-1].around.append((first - 1, phrase.group[0].head + 1))
        if relation in ("own", "and"):
            for phrase in read.objects[:1]:
                if phrase.start > item:
                    before = self.p.kind(self.view, phrase.start - 1) == k.NOT and phrase.start - 1 > item
                    self.path.steps[-1].around.append((phrase.start - before, phrase.head + 1))  # "not a single lorry"
            self._governed(item)

    def _governed(self, item: int) -> None:
        """Where what a verb's preposition governs begins: "handed over *no* arms", "was signed by *neither* side"."""
        read = self.p.syntax(self.view).group_at(item)
        for phrase in read.obliques[:1] if read is not None else ():
            if phrase.preposition == item + 1 and self.view.words[phrase.preposition] in self.r.arguments:
                self.path.steps[-1].around.append((phrase.start, phrase.head + 1))

    def _is_finite(self, item: int) -> bool:
        at = self.p.left(self.view, item)
        return self.view.words[at] in self.r.pronouns and self.view.words[at] not in ("both",)

    def _is_reduced(self, item: int) -> bool:
        """ "Captives held by both", "a truce agreed in May": after its noun, and not the verb of the clause."""
        view, words = self.view, self.view.words
        if view.preterite[item]:
            return False
        if words[item + 1] == "by":
            return True
        clause = view.clause(item)
        if words[item - 1] in ("and", "or") or self.p.kind(view, item) == k.PAST:
            return False
        if self.p.kind(view, item) == k.PARTICIPLE:
            return True
        return (
            any(view.finite[other] for other in clause.items if other > item) and words[item + 1] in self.r.prepositions
        )

    def _infinitive(self, to: int) -> None:
        """From "to": to the verb, noun or adjective that it belongs to."""
        view, words = self.view, self.view.words
        at = to - 1
        if words[at] in ("order",) and words[at - 1] == "in":
            self.path.end = "purpose"
            return
        low = max(to - WIDEST, 0)
        sentence = view.sentence_of[to]
        joined = words[at] in (",", "and", "or", ";")
        twin = self._twin(at, low) if joined else None
        if twin is not None:
            self.verb(twin, self.p.group(view, twin, frozenset(("BASE",))), "and", twin)
            return
        while at > low and view.sentence_of[at] == sentence:
            word = words[at]
            if word in (";", ":", "|") or word in ("that", "which", "who", "if", "because", "while"):
                break
            if at in self.heads or self.p.is_aux(view, at):
                if self.p.is_aux(view, at) and word not in self.p.be and word not in self.p.have:
                    break
                self._governor(at, "to", to)
                return
            forms = self.p.verb_at(view, at)
            behind_noun = word in self.r.behind_noun and self.p.syntax(view).phrase_at(at - 1) is not None
            if forms and not behind_noun:  # not "called on all parties involved to leave"
                self._governor(at, "to", to)
                return
            at -= 1
        self.path.end = "headline" if at <= low or view.sentence_of[at] != sentence else "purpose"

    def _twin(self, at: int, low: int) -> int | None:
        """The infinitive before "and to", in its clause: "to *seize* the chance and to end the war"."""
        view = self.view
        clause = view.clause_of[at - 1]
        for item in range(at - 1, low, -1):
            if view.clause_of[item] != clause or view.words[item] in (";", ":", "|"):
                return None
            if self.p.verb_at(view, item) & {"BASE"} and self.p.group(view, item, frozenset(("BASE",))).to is not None:
                return item
        return None

    def _governor(self, item: int, relation: str, end: int, preposition: str = "") -> None:
        """On to a word that governs: a verb with its group, a noun with its phrase, or an adjective with its copula."""
        view = self.view
        forms = self.p.verb_at(view, item)
        word = view.words[item]
        if self.p.is_aux(view, item):  # "is to meet", "has to leave"
            group = self.p.group(view, item, NONE)
            if group.first == item:
                group.aux.append(word)
            inverted = relation == "is" and word in self.p.modal  # "under no circumstances will ..."
            first = view.clause(item).items[0] if inverted else group.first
            self._step(relation, item, first, end, group, preposition)
            self.path.clause = view.clause_of[item]
            before = self.p.left(view, item)
            if group.aux == ["being"] and (self.p.verb_at(view, before) or before in self.heads):
                self._governor(before, "ing", item)  # "denied being behind the raid"
                return
            self._clause(view.clause_of[item])
            return
        if forms:
            self.verb(item, self.p.group(view, item, forms), relation, min(end, item + 2), preposition)
            return
        before = self.p.left(view, item)
        if view.words[before] in self.p.be or view.words[before] in (
            "remain",
            "remains",
            "seem",
            "seems",
            "appear",
            "appears",
        ):
            group = self.p.group(view, item, NONE)
            self._step(relation, item, min(group.first, before), min(end, item + 2), group, preposition)
            self.path.clause = view.clause_of[item]
            self._clause(view.clause_of[item])
            return
        self.noun(item, item + 1, relation, min(end, item + 2), preposition)

    def _bare(self, item: int, group: Group) -> None:
        """A bare form: after "and", what the verb before it is; after "helped", "let", "see" what those govern."""
        view, words = self.view, self.view.words
        low = max(item - WIDEST, 0)
        sentence = view.sentence_of[item]
        at = item - 1
        joined = False
        while at > low and view.sentence_of[at] == sentence and words[at] not in (";", ":", "|"):
            word = words[at]
            if word in ("and", "or", ",", "nor", "but"):
                joined = True
            elif word in self.r.bare and not joined:
                self._governor(at, "to", item)
                return
            elif joined:
                forms = self.p.verb_at(view, at)
                if "BASE" in forms:
                    other = self.p.group(view, at, frozenset(("BASE",)))
                    if other.to is not None or other.aux:
                        self.verb(at, other, "and", at)
                        return
                elif forms & {"PAST", "S"} and view.finite[at]:
                    break
            at -= 1
        if self._clause_modal(item):
            return
        self._clause(view.clause_of[item])

    def _clause_modal(self, item: int) -> bool:
        """ "Under no circumstances will Israel withdraw", "nor would they meet"."""
        view = self.view
        for at in reversed([one for one in view.clause(item).items if item - 8 < one < item]):
            if view.words[at] in self.p.modal:
                self._step("inverted", at, view.clause(item).items[0], at + 3, Group(at, item, NONE, [view.words[at]]))
                self._clause(view.clause_of[item])
                return True
        return False

    def _gerund(self, item: int, group: Group) -> None:
        view, words = self.view, self.view.words
        at = self.p.left(view, item)
        word = words[at]
        if word in self.r.prepositions or word in ("to", "while", "when"):
            self._preposition(at, item)
        elif word in ("and", "or") or (word == "," and view.clause(item).opener != "ing"):
            low = max(item - WIDEST, 0)
            at -= 1
            while at > low and view.clause_of[at] >= 0:
                if "ING" in self.p.verb_at(view, at):
                    self.verb(at, self.p.group(view, at, frozenset(("ING",))), "and", at)
                    return
                if view.finite[at]:
                    break
                at -= 1
            self._clause(view.clause_of[item])
        elif word == "," or view.clause(item).kind == "participle":
            self._adjunct(view.clause_of[item])
        elif self.p.verb_at(view, at) or at in self.heads:
            self._governor(at, "ing", item)
        elif word in self.p.determiners or word == "'s":
            self.noun(item, item + 1, "and")
        elif word in self.p.be:
            self._governor(at, "to", item)
        elif view.encoded.first[at] < 0:
            self.path.end = "main"
        else:
            self.path.end = "reduced"

    def _adjunct(self, number: int) -> None:
        """ ", killing ten": what the verb of the clause it hangs on is."""
        view = self.view
        clause = view.clauses[number]
        if clause.parent is None:
            self.path.end = "main"
            return
        parent = view.clauses[clause.parent]
        verb = self._verb_of(parent.items, before=clause.items[0])
        if verb is None:
            self.path.end = "main"
            return
        self.verb(verb, self.p.group(view, verb, self.p.verb_at(view, verb)), "adjunct")

    def _verb_of(self, items: list[int], before: int | None = None, after: int | None = None) -> int | None:
        """The main verb of a clause: the last before a point, or the first after one."""
        view = self.view
        if before is not None:
            for item in reversed(items):
                if item < before and self.p.verb_at(view, item):
                    return item
            return None
        for item in items:
            if after is not None and item < after:
                continue
            if self.p.verb_at(view, item) or (self.p.is_aux(view, item) and not self._verb_near(item)):
                return item
        return None

    def _verb_near(self, aux: int) -> bool:
        """Whether a main verb follows an auxiliary."""
        at = aux + 1
        while self.p.kind(self.view, at) in (*k.AUXILIARY, k.ADVERB, k.NOT):
            at += 1
        return bool(self.p.verb_at(self.view, at))

    def _participle(self, item: int) -> None:
        view, words = self.view, self.view.words
        at = self.p.left(view, item)
        phrase = self.p.syntax(view).phrase_at(at)
        if phrase is not None and words[phrase.start - 1] in self.r.bare:
            self._governor(phrase.start - 1, "to", item)  # "would see ten detainees set free"
            return
        if words[at] in ("and", "or"):
            for other in range(at - 1, max(at - 8, 0), -1):
                forms = self.p.verb_at(view, other)
                if "PART" in forms:
                    group = self.p.group(view, other, forms)
                    if group.aux:
                        self.verb(other, group, "and", other)
                        return
        if self.p.is_aux(view, at):
            self._clause(view.clause_of[item])
        else:
            self.path.end = "reduced"

    # --- nouns

    def noun(self, first: int, end: int, relation: str, zone_end: int | None = None, preposition: str = "") -> None:
        """From a noun: to the verb that it is object or subject of, or through its preposition to what that belongs to."""
        view, words = self.view, self.view.words
        if self._again("noun", first):
            return
        edge = self._edge(first)
        if relation != "and":
            self._step(relation, first, edge, zone_end if zone_end is not None else first, None, preposition)
        self.path.clause = view.clause_of[first]
        left = edge - 1
        while self.p.kind(view, left) == k.QUOTE or (
            self.p.kind(view, left + 1) == k.QUOTE and self.p.kind(view, left) == k.DETERMINER
        ):
            left -= 1
        if words[left] in self.r.particles and self.p.verb_at(view, left - 1):
            left -= 1  # "planned to carry out attacks": a verb with its particle
        word = words[left]
        if (
            view.encoded.first[left] < 0
            or (self._is_subject(end) and not self.p.is_preposition(view, left))
            or self._opens_line(left, end)
        ):
            self._subject(first, end)
        elif word in ("and", "or", ",", "/", "nor", "&", "-") and self._joins(left, first):
            self._conjunct(left, first, end)
        elif word in self.r.withs and self._due(view.clause(first), end, None) is not None:
            self._subject(first, end)  # "with talks due to open"
        elif word in self.r.prepositions or word == "to":
            self._preposition(left, first)
        elif self.p.is_aux(view, left):
            self._governor(left, "is", first)
        elif word in self.r.avenging:
            self.path.end = "main"  # "vowed to avenge the raid": it has happened
        elif self.p.verb_at(view, left) or left in self.heads:
            self._governor(left, "object", first)
        else:
            self._subject(first, end)

    def _opens_line(self, item: int, end: int) -> bool:
        """ "Direct talks will resume": what begins a sentence that has its verb later is no verb."""
        view = self.view
        if view.encoded.first[item - 1] >= 0 or self.p.verb_at(view, item) != {"BASE"}:
            return False
        return any(view.finite[at] for at in view.clause(item).items if at >= end)

    def _is_subject(self, end: int) -> bool:
        """Whether a finite verb follows at once: "says talks *will* start"."""
        at = end
        while self.p.kind(self.view, at) in (k.ADVERB, k.NOT):
            at += 1
        return self.view.words[at] in self.finite_aux

    finite_aux = frozenset(
        "is are was were has have had will would may might could can must should cannot do does did 'll".split()
    )

    def _edge(self, item: int) -> int:
        """The first item of the noun phrase that a noun stands in, with its owner."""
        phrase = self.p.syntax(self.view).phrase_at(item)
        return min(phrase.start, item) if phrase is not None else item

    def _joins(self, conj: int, first: int) -> bool:
        """Whether a noun and what stands before "and" are two of one kind: not where a clause begins."""
        view = self.view
        phrase = self.p.syntax(view).phrase_at(first)
        if phrase is not None and len(phrase.group) == 1 and (view.words[conj] == "," or phrase.role == "subject"):
            return False
        clause = view.clause(conj)
        if clause.items and clause.items[0] == conj and clause.kind in ("main", "coordinate"):
            return False
        return view.encoded.first[conj - 1] >= 0

    def _conjunct(self, conj: int, first: int, end: int) -> None:
        view, words = self.view, self.view.words
        at = conj - 1
        if words[at] == ",":
            at -= 1
        verb = self.p.verb_at(view, at)
        if verb:
            self._subject(first, end)
            return
        low = max(conj - WIDEST, 0)
        while at > low and view.encoded.first[at] >= 0:
            word = words[at]
            if word in self.r.prepositions and word != "of" and word != "to":
                # "between A and B": the second hangs on what the first does; "the release of A in May and B" on what comes before
                if self.r.adjuncts.get(word) or view.mention(at + 1) is not None:
                    at -= 1
                    continue
                self._preposition(at, at + 1)
                return
            if word in ("that", "which", "who", ";", ":"):
                break
            if self.p.verb_at(view, at) or at in self.heads:
                self._governor(at, "object", at + 1)
                return
            if self.p.is_aux(view, at):
                self._governor(at, "is", at + 1)
                return
            at -= 1
        self._subject(first, end)

    def _preposition(self, item: int, inner: int) -> None:
        """From a preposition: to the noun or verb that its phrase belongs to; an adjunct ends the way."""
        view, words = self.view, self.view.words
        word = words[item]
        kind = self.r.adjuncts.get(word, "")
        if kind == "part":
            self._conjunct(item, inner, inner + 1)
            return
        if kind == "past" or words[self.p.left(view, item)] in self.r.reactions or self._is_reason(item):
            self.path.end = "main"  # "after the raid", "in revenge for the raid": what somebody answers to has happened
            return
        at = item - 1
        low = max(item - WIDEST, 0)
        if kind == "manner":
            if self.path.steps and self.path.steps[-1].first > item:
                self.path.steps[-1].first = item  # "without paying" is said of paying
            verb = self._verb_of(view.clause(item).items, before=item)
            if verb is None:
                self.path.end = "main"
                return
            self.verb(verb, self.p.group(view, verb, self.p.verb_at(view, verb)), "manner", preposition=word)
            return
        while at > low and view.encoded.first[at] >= 0:
            here = words[at]
            if at in self.heads:
                # cues that name the preposition speak through it
                self._governor(at, "of", inner, word)
                return
            if here in (";", ":", "|", "that", "which", "who"):
                break
            forms = self.p.verb_at(view, at)
            if forms:
                self._governor(at, "of", inner, word)
                return
            if self.p.is_aux(view, at):
                self._governor(at, "is", inner, word)
                return
            if (
                word == "of"
                and here.isalpha()
                and self.p.kind(view, at) != k.ADVERB
                and self.p.kind(view, inner) not in k.VERBAL  # "accused each other of breaking it"
            ):
                self.noun(at, at + 1, "of", inner, word)
                return
            if here in ("and", "or", ",") and word != "of" and self._joins(at, item):
                pass
            at -= 1
        self.path.end = "loose"

    def _subject(self, first: int, end: int) -> None:
        """From a subject: to the verb of its clause."""
        view, words = self.view, self.view.words
        clause = view.clause(first)
        phrase = self.p.syntax(view).phrase_at(first)
        verb = phrase.verb.verb if phrase is not None and phrase.verb is not None and phrase.role == "subject" else None
        if verb is not None and verb < end:
            verb = None
        for item in clause.items if verb is None else ():
            if item < end:
                continue
            if self.p.is_aux(view, item) and not self._verb_near(item):
                verb = item
                break
            forms = self.p.verb_at(view, item)
            if forms and not (forms <= {"ING"} and not self.p.group(view, item, forms).aux):
                group = self.p.group(view, item, forms)
                if group.to is not None:
                    continue
                if not group.aux and self._is_reduced(item):
                    continue
                verb = item
                break
        if verb is None:
            verb = self._resumed(clause, end)
        due = self._due(clause, end, verb)
        if due is not None:
            self._step("subject", due, due, due + 2)
            self.path.end = "main"
            return
        if verb is None:
            self._clause(view.clause_of[first], verbless=True)
            return
        forms = self.p.verb_at(view, verb)
        if self.p.is_aux(view, verb):
            group = self.p.group(view, verb, NONE)
            group.aux.append(words[verb])
        else:
            group = self.p.group(view, verb, forms)
        self._step("subject", verb, group.first, self._within(verb + 5), group)
        if words[verb] in self.r.made:
            self._governed(verb)  # "was signed by neither", but "the raid was claimed by nobody"
        self._clause(view.clause_of[verb])

    def _due(self, clause: Clause, end: int, verb: int | None) -> int | None:
        """What says of a subject without a verb that it is to come: "with talks *set* to begin", "More talks *to* follow"."""
        words = self.view.words
        for item in clause.items[bisect_left(clause.items, end) :]:
            if verb is not None and item >= verb:
                return None
            if words[item] in self.r.due and words[item + 1] == "to":
                return item
        bare = verb is None and words[end] == "to" and "BASE" in self.p.verb_at(self.view, end + 1)
        return end if bare else None

    def _is_reason(self, item: int) -> bool:
        """ "Called for sanctions on Chad *for its offensive*": behind a party what it did is why."""
        if self.view.words[item] not in self.r.blaming:
            return False
        return self.view.words[item + 1] in self.r.possessive and self.p.kind(self.view, item - 1) == k.PARTY

    def _resumed(self, clause: Clause, end: int) -> int | None:
        """ "Reports that he had fled *are* false": the verb of a clause that a clause within it interrupts."""
        view = self.view
        for child in view.children(clause):
            if child.kind not in ("complement", "relative") or not child.items or child.items[0] != end:
                continue
            verbs = [item for item in child.items if view.finite[item]]
            for item in verbs[1:]:
                before = self.p.left(view, item)
                if (
                    view.finite[before]
                    or view.words[before] in ("and", "or", "but", "to")
                    or view.words[before] in self.r.pronouns
                ):
                    continue
                return item
        return None

    def _within(self, end: int) -> int:
        """An end that does not leave the sentence."""
        at = end - 4
        while at < min(end, len(self.view.words)) and self.view.encoded.first[at] >= 0:
            at += 1
        return at

    # --- clauses

    def _clause(self, number: int, verbless: bool = False) -> None:
        """From a clause: to the word that says it, doubts it or asks for it."""
        view = self.view
        if number < 0 or self._again("clause", number):
            return
        clause = view.clauses[number]
        self.path.clause = number
        if clause.kind in ("complement", "question") and (
            clause.kind == "complement" or view.encoded.first[clause.items[0] - 1] >= 0
        ):
            self._above(clause.items[0], "whether" if clause.kind == "question" else "that", clause.opener)
        elif clause.kind in ("coordinate",) and clause.parent is not None:
            self._clause(clause.parent)
        elif clause.kind == "participle":
            self._adjunct(number)
        elif (
            clause.kind in ("main",) and clause.parent is not None and clause.opener in ("and", "or", "but", ",")
        ) or (clause.kind == "report" and clause.parent is not None):
            self._clause(clause.parent)
        elif clause.kind == "relative" and clause.opener == "that" and self._says_that(clause.items[0]):
            self._above(clause.items[0], "that", "that")
        elif clause.kind == "question":
            self._step("opener", clause.items[0], clause.items[0], clause.items[0] + 1)
        elif clause.kind == "condition" and self._is_asked(clause.items[0]):
            self._above(clause.items[0], "whether", "whether")
        elif clause.kind == "relative":
            if " " in clause.opener:  # "under which"
                self._step("opener", clause.items[0], clause.items[0], clause.items[0] + 2)
            self.path.end = "relative"
        else:
            self.path.end = clause.kind

    def _is_asked(self, opens: int) -> bool:
        """ "Asked if": a question, no condition."""
        view = self.view
        at = opens - 1
        for _ in range(4):
            if view.words[at] in self.r.asking:
                return view.words[opens] == "if"
            if not (
                view.mention(at) is not None
                or view.words[at] in ("him", "her", "them")
                or self.p.kind(view, at) == k.ADVERB
            ):
                break
            at -= 1
        return False

    def _says_that(self, that: int) -> bool:
        """ "Proposed that", "it is not true that": no relative clause; "the guild doubts that": nor where the last noun of a line can be the verb."""
        words = self.view.words
        return (
            bool(self.p.verb_at(self.view, that - 1))
            or words[self.p.left(self.view, that - 1)] in self.p.be
            or (that - 1 in self.heads and words[that - 1].endswith(("s", "ed")))
        )

    def _above(self, opens: int, relation: str, opener: str) -> None:
        view, words = self.view, self.view.words
        self._step("opener", opens, opens, opens + 1)
        at = opens - 1
        low = max(opens - WIDEST, 0)
        while at > low and view.encoded.first[at] >= 0:
            if (
                at in self.heads
                or self.p.verb_at(view, at)
                or self.p.is_aux(view, at)
                or (opener == "that" and at == opens - 1 and words[at].isalpha())
            ):
                self._governor(at, relation, self._before_contrast(at, opens + 1), opener)
                return
            at -= 1
        self.path.end = "main"

    def _before_contrast(self, first: int, end: int) -> int:
        """Where what denies ends: "it is A *and not B* that fired" denies nothing of the fire."""
        for at in range(first + 2, end):
            if self.p.kind(self.view, at) == k.NOT and self.p.kind(self.view, at - 1) in (k.AND, k.COMMA):
                return at - 1
        return end
