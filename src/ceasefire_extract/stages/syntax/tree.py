"""Who belongs to whom: subjects, objects and what prepositions govern, across coordination, relative clauses, control and what is said.

A sentence is read from left to right over its chunks, with a stack of clauses that still wait for something. There is no search and no
score: each chunk has one place, told by what stands open when it comes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ...rules.packs import Packs
from . import kinds as k
from .coordination import Coordinator
from .lexicon import VerbLexicon
from .phrases import Chunk, Link, Mark, Phrase, VerbGroup, mark_at

_ASIDE = 40  # chunks: what brackets hold, or describes a subject, is no longer


@dataclass(slots=True, eq=False)
class Open:
    """A clause in the reading: what may be its subject, and its verbs so far."""

    link: Link
    parent: Open | None = None
    antecedent: Phrase | None = None  # of a relative clause
    governor: VerbGroup | None = None
    bare: list[Phrase] = field(default_factory=list)  # phrases without a preposition before its verb
    verb: VerbGroup | None = None  # its finite verb
    last: VerbGroup | None = None  # its latest verb, infinitives among them
    fronted: bool = False  # it stands before the clause it hangs on
    possessive: bool = False  # "whose" opened it
    preposition: int = -1  # of its relative pronoun: "with whom"
    leading: list[Phrase] = field(
        default_factory=list
    )  # behind prepositions, before its verb: "In talks with Iran, Oman said"
    comma: bool = False  # a comma opened it: the next one may close it
    gap: Phrase | None = (
        None  # what a relative pronoun above it stands for, if that belongs here: "the nuns that he says it freed"
    )
    waiting: list[VerbGroup] = field(
        default_factory=list
    )  # participles whose subject is still to come: "Speaking in Cairo, ..."


class TreeBuilder:
    """Links the chunks of sentences."""

    def __init__(self, packs: Packs, verbs: VerbLexicon) -> None:
        words = packs.words
        self.verbs = verbs
        self.saying = frozenset(words["SAYING"])
        self.coordinate = Coordinator(packs)
        self.object_control = frozenset(words["OBJECT_CONTROL"])
        self.subject_control = frozenset(words["SUBJECT_CONTROL"])
        self.control_prepositions = frozenset(words["CONTROL_PREPOSITION"])
        self.object_gerund = frozenset(words["OBJECT_GERUND"])
        self.possessive = frozenset(words["POSSESSIVE"])
        self.having = frozenset(words["HAVING"])
        self.whose = frozenset(words["WHOSE"])
        self.pronouns = frozenset(words["PERSONAL"])
        self.giving = frozenset(words["GIVING"])
        self.call_nouns = frozenset(words["CALL_NOUN"])
        self.for_subject = frozenset(words["FOR_SUBJECT"])
        self.intents = frozenset(words["INTENT_NOUN"])
        self.agent = frozenset(words["AGENT_PREPOSITION"])
        self.bare_infinitive = frozenset(words["BARE_INFINITIVE"])
        self.expletives = frozenset(words["EXPLETIVE"])
        self.intransitive = frozenset(words["INTRANSITIVE"])
        self.means = frozenset(words["MEANS_NOUN"])
        self.withs = frozenset(words["WITH_PREPOSITION"])

    def __call__(self, words: list[str], kinds: list[str], chunks: list[Chunk]) -> None:
        _Reading(self, words, kinds, chunks).read()


class _Reading:
    """One sentence being read."""

    def __init__(self, builder: TreeBuilder, words: list[str], kinds: list[str], chunks: list[Chunk]) -> None:
        self.builder, self.words, self.kinds = builder, words, kinds
        self.chunks = builder.coordinate(words, kinds, chunks)
        self.clause = Open("main")
        self.preposition = -1
        self.latest: Phrase | None = None  # the phrase right before, if nothing but adverbs and dates came since
        self.comma = False  # a comma right before
        self.conjunction = False
        self.dated = -1  # the preposition before the last date
        self.said: VerbGroup | None = None  # a verb of saying before its subject: "..., said the mayor"
        self.colon: VerbGroup | None = None  # the last verb before a colon: a list of what it said may follow

    def read(self) -> None:
        chunks = self.chunks
        at = 0
        while at < len(chunks):
            chunk = chunks[at]
            if isinstance(chunk, Mark):
                at = self._mark(chunk, at)
                continue
            if isinstance(chunk, Phrase):
                self._phrase(chunk, at)
            else:
                self._verb(chunk, at)
            self.comma = self.conjunction = False
            at += 1
        self._settle(self.clause)

    # --- marks ----------------------------------------------------------------------------------------------------

    def _mark(self, mark: Mark, at: int) -> int:
        kind = mark.kind
        if kind == k.PREPOSITION:
            if self.words[mark.item] == "of" and self.kinds[mark.item - 1] == k.DATE:
                self.preposition = self.dated  # "concluded six days of talks", "after ten days of talks"
            else:
                self.preposition = mark.item
            return at + 1
        if kind == k.DATE:
            self.dated, self.preposition = self.preposition, -1
            return at + 1
        if kind == k.COMMA or self._is_as_comma(mark, at):
            self._at_comma(at)
            self.comma = True
            self.preposition = -1
            return at + 1
        if kind == k.AND:
            self.conjunction = True
            self.preposition = -1
            return at + 1
        if kind == k.HARD:
            self._settle(self.clause)
            self.colon = self.clause.last if self.words[mark.item] == ":" else None
            self.clause = Open("main")
            self.latest = None
        elif kind == k.OPEN:
            return self._aside(at)
        elif kind == k.RELATIVE:
            self._relative(mark, at)
        elif kind == k.THAT or kind == k.QUESTION:
            self._push("complement")
        elif kind == k.OPENER:
            after = self.chunks[at + 1] if at + 1 < len(self.chunks) else None
            if not (isinstance(after, VerbGroup) and not after.finite):  # "while welcoming": the participle says it all
                self._push("adverbial")
        self.preposition = -1
        self.comma = self.conjunction = False
        return at + 1

    def _is_as_comma(self, mark: Mark, at: int) -> bool:
        """A semicolon behind which the next verb of the same subject stands: "Kenya hails truce; lifts curbs"."""
        after = self.chunks[at + 1] if at + 1 < len(self.chunks) else None
        if self.words[mark.item] != ";" or not isinstance(after, VerbGroup) or not after.finite:
            return False
        return self.clause.verb is not None

    def _relative(self, mark: Mark, at: int) -> None:
        """A relative pronoun: what it stands for, and whether it opens a relative clause at all."""
        preposition, latest = self.preposition, self.latest
        if preposition < 0 and (self._is_cleft(mark) or self._is_predicate(latest)):
            self._push("complement")  # "it was in Lome that the sides met", "it was not clear who had fired"
            return
        open_before = self.clause
        if self.conjunction and open_before.link == "relative" and open_before.verb is not None:
            self._pop()  # "the ferry that the navy seized and that it later sank"
            antecedent, fronted = open_before.antecedent, open_before.comma
        else:
            antecedent, fronted = self._restricted(mark, latest) or self._last_phrase(at), self.comma
        passive = self.clause.last
        if antecedent is None and passive is not None and passive.passive and passive.subjects:
            antecedent = passive.subjects[0]  # "a deal was announced that would ..."
        self._push("relative", antecedent=antecedent)
        self.clause.comma = fronted
        self.clause.preposition = preposition  # "with whom the king met"

    def _restricted(self, mark: Mark, latest: Phrase | None) -> Phrase | None:
        """What "that" tells of: behind the name of a place, what was there: "a raid in Chad that freed nine"."""
        if latest is None or self.words[mark.item] != "that" or self.comma or latest.preposition < 0:
            return latest
        if self.kinds[latest.head] != k.PARTY or latest.first != latest.last:
            return latest
        if latest.hangs_on is not None:
            return latest.hangs_on
        verb = latest.verb
        return (
            verb.objects[-1] if verb is not None and verb.objects and verb.objects[-1].last < latest.first else latest
        )

    def _is_cleft(self, mark: Mark) -> bool:
        """Whether "that" goes on with what "it was" began, behind a preposition's phrase: "it was in Lome that"."""
        group, latest = self.clause.last, self.latest
        if self.words[mark.item] != "that" or group is None or latest is None or latest.preposition < 0:
            return False
        return group.lemma == "be" and self._is_it(group.subjects) and not group.objects

    def _is_it(self, subjects: list[Phrase]) -> bool:
        return len(subjects) == 1 and self.words[subjects[0].first] in self.builder.expletives

    def _is_predicate(self, phrase: Phrase | None) -> bool:
        """Whether a phrase is an adjective behind "be": "it was not clear"."""
        group = self.clause.last
        if group is None or group.lemma != "be" or phrase is None or phrase not in group.objects:
            return False
        return self._is_it(group.subjects) and phrase.first == phrase.last and self.kinds[phrase.head] == k.NOUN

    def _push(self, link: Link, antecedent: Phrase | None = None) -> None:
        above = self.clause
        fronted = link == "adverbial" and above.verb is None and not above.bare
        self.clause = Open(link, above, antecedent, above.last, comma=self.comma, fronted=fronted)
        self.latest = None

    def _pop(self) -> None:
        closed = self.clause
        self._settle(closed)
        assert closed.parent is not None
        self.clause = closed.parent
        self.latest = None

    def _at_comma(self, at: int) -> None:
        """A comma closes the clause that a comma opened, and the one that stands before its main clause."""
        while self.clause.parent is not None and self.clause.verb is not None:
            if self.clause.fronted:
                self._pop()
                break
            if self.clause.comma and not self._verb_comes(at + 1):
                self._pop()
                break
            if self.clause.comma and self._waits(self.clause.parent):
                self._pop()
                break
            if self._is_fronted(self.clause.parent):
                self._pop()  # "Asked whether it would hold, the general ...", "Speaking after talks that failed, she ..."
                break
            if (
                self.clause.link in ("relative", "complement", "adverbial")
                and self._waits(self.clause.parent)
                and self._verb_comes(at + 1)
            ):
                self._pop()
                continue
            break

    def _waits(self, clause: Open) -> bool:
        """Whether a clause has a subject and no verb yet."""
        return clause.verb is None and bool(clause.bare)

    def _is_fronted(self, clause: Open) -> bool:
        """Whether a clause has begun with a participle, and nothing else yet."""
        return clause.verb is None and not clause.bare and bool(clause.waiting)

    def _verb_comes(self, at: int) -> bool:
        """Whether a finite verb group follows at once."""
        if mark_at(self.chunks, at) == k.AND:
            at += 1
        chunk = self.chunks[at] if at < len(self.chunks) else None
        return isinstance(chunk, VerbGroup) and chunk.finite

    def _aside(self, at: int) -> int:
        """Brackets: one phrase in them names what stands before; anything else is read by itself."""
        close = at + 1
        while close < min(len(self.chunks), at + _ASIDE) and mark_at(self.chunks, close) != k.CLOSE:
            close += 1
        if mark_at(self.chunks, close) != k.CLOSE:
            return at + 1
        inside = self.chunks[at + 1 : close]
        if len(inside) == 1 and isinstance(inside[0], Phrase):
            if self.latest is not None:
                self.latest.apposed.append(inside[0])
            return close + 1
        kept, kept_latest, kept_preposition = self.clause, self.latest, self.preposition
        self.clause = Open("main")
        chunks, self.chunks = self.chunks, inside
        first = inside[0] if inside else None
        describes = isinstance(first, VerbGroup) and not first.finite and not first.infinitive
        describes = describes or mark_at(inside, 0) == k.RELATIVE
        self.latest, self.preposition = kept_latest if describes else None, -1  # "the accord (brokered by Oman)"
        self.read()
        self.chunks, self.clause, self.latest, self.preposition = chunks, kept, kept_latest, kept_preposition
        return close + 1

    def _last_phrase(self, at: int) -> Phrase | None:
        for chunk in reversed(self.chunks[:at]):
            if isinstance(chunk, Phrase):
                return chunk
            if isinstance(chunk, VerbGroup):
                return None
        return None

    # --- noun phrases ---------------------------------------------------------------------------------------------

    def _phrase(self, phrase: Phrase, at: int) -> None:
        clause = self.clause
        group = phrase.group
        latest = self.latest
        if self.said is not None:
            self.said.subjects = list(group)
            for member in group:
                member.verb, member.role = self.said, "subject"
            self.said, self.latest = None, phrase.tail(self.kinds)
            return
        if self.conjunction and group[0] is not phrase:
            self.latest = phrase  # the second of a pair, read with the first
            return
        if self.conjunction and latest is not None and self._repeats(latest):
            self._join(latest, group)  # "leaders of A and of B"
            self.preposition, self.latest = -1, group[-1]
            return
        if self.preposition >= 0:
            for member in group:
                member.preposition = self.preposition
                member.hangs_on = self.latest
                member.verb = clause.last
                member.role = "oblique"
            if clause.last is not None:
                clause.last.obliques += group
            elif not clause.bare:
                clause.leading += group
            self.preposition = -1
            self.latest = phrase.tail(self.kinds)
            return
        whose = self.words[phrase.start] in self.builder.whose
        if whose or self._is_contact(phrase):
            self._push("relative", antecedent=self.latest)  # ", whose leader had died", "the captives they hold"
            clause = self.clause
            clause.possessive = whose
        elif self.comma and (self._waits(clause) or self._any_waits(clause)) and self._is_said(at):
            while not self._waits(self.clause):
                self._pop()  # "The captives that they had agreed to free, the mayor said, were ..."
            self._push("main")  # "The rebels, the mayor said, had fled"
            clause = self.clause
        if self.comma and self.latest is not None and not self.conjunction and self._is_apposition(phrase, at):
            self.latest.apposed += group
            if mark_at(self.chunks, at + 1) == k.RELATIVE:
                self.latest = phrase  # "the front, a group that has fought"
            return
        if self._is_beside(at):
            self.latest = phrase  # "with the roads cut and food running out"
            return
        if self._is_gerunds(at):
            self._take(clause.last, phrase)  # "Freeing the captives would ..."
            return
        waits = self._waits(clause) or (clause.verb is not None and self._any_waits(clause))
        opens = self._verb_follows(at) and (not waits or self._says(clause.last))
        if clause.verb is None and (clause.last is None or (self.comma and opens and not clause.bare)):
            clause.bare += group
        elif opens:
            self._new_clause(phrase, at)
        elif self.comma and self.conjunction:
            pass  # "gave Israel 60 days, and the army the same": what has no verb belongs to none
        else:
            self._take(clause.last, phrase)
        self.latest = phrase.tail(self.kinds)

    def _take(self, group: VerbGroup | None, phrase: Phrase) -> None:
        """Make a phrase the object of a verb group."""
        assert group is not None
        for member in phrase.group:
            member.verb, member.role = group, "object"
        group.objects += phrase.group
        self.latest = phrase.tail(self.kinds)

    def _is_beside(self, at: int) -> bool:
        """Whether a phrase behind "and" has a participle of its own, after one of the same kind."""
        after = self.chunks[at + 1] if at + 1 < len(self.chunks) else None
        before = self.clause.last
        if not self.conjunction or before is None or before.link not in ("reduced", "participle"):
            return False
        if before.noun is None or before.noun.preposition < 0:
            return False
        return (
            self.words[before.noun.preposition] in self.builder.withs
            and isinstance(after, VerbGroup)
            and not after.finite
            and not after.infinitive
        )

    def _is_gerunds(self, at: int) -> bool:
        """Whether a phrase is the object of the verb form right before it, with which the clause has begun."""
        last = self.clause.last
        return last is not None and self.chunks[at - 1] is last and not last.passive and last in self.clause.waiting

    def _repeats(self, latest: Phrase) -> bool:
        """Whether the preposition at hand is the one before, said again."""
        said = self.preposition >= 0 and latest.preposition >= 0 and latest.hangs_on is not None
        return said and self.words[latest.preposition] == self.words[self.preposition]

    def _join(self, latest: Phrase, group: list[Phrase]) -> None:
        whole = latest.group
        for member in group:
            member.preposition, member.hangs_on, member.verb, member.role = (
                self.preposition,
                latest.hangs_on,
                latest.verb,
                latest.role,
            )
            whole.append(member)
            member.group = whole
        if latest.verb is not None:
            latest.verb.obliques += group

    def _is_contact(self, phrase: Phrase) -> bool:
        """A pronoun right behind a noun that waits for its verb: "the captives they hold were freed"."""
        pronoun = self.words[phrase.first] in self.builder.pronouns and self.kinds[phrase.first] == k.PRONOUN
        return (
            pronoun and self.latest is not None and not self.comma and not self.conjunction and self._waits(self.clause)
        )

    def _is_said(self, at: int) -> bool:
        """Whether a verb of saying follows a phrase at once, and a comma that."""
        verb = self.chunks[at + 1] if at + 1 < len(self.chunks) else None
        said = isinstance(verb, VerbGroup) and verb.finite and verb.lemma in self.builder.saying
        return said and mark_at(self.chunks, at + 2) == k.COMMA

    def _says(self, group: VerbGroup | None) -> bool:
        return group is not None and group.lemma in self.builder.saying

    def _is_apposition(self, phrase: Phrase, at: int) -> bool:
        """ "Hussein, the Jordanian king, said", "the group, the FNL,": a phrase between commas (or at the end) after a phrase."""
        if len(phrase.group) > 1:
            return False
        at += 1
        if mark_at(self.chunks, at) == k.RELATIVE and not self._begins_behind_adjunct():
            return True  # "the front, an armed group that has fought for decades"
        # what describes it, then the comma or the end
        while at < len(self.chunks):
            chunk = self.chunks[at]
            if isinstance(chunk, Mark):
                if chunk.kind in (k.COMMA, k.HARD, k.CLOSE):
                    return True
                if chunk.kind in (k.PREPOSITION, k.DATE, k.RELATIVE):
                    at += 1
                    continue
                return chunk.kind == k.RELATIVE
            if isinstance(chunk, VerbGroup):
                return not chunk.finite and chunk.passive
            at += 1
        return True

    def _begins_behind_adjunct(self) -> bool:
        """Whether the phrase before stands behind a preposition, and nothing yet in its clause: "In the capital, a crowd that ..."."""
        latest, clause = self.latest, self.clause
        return latest is not None and latest.preposition >= 0 and clause.verb is None and not clause.bare

    def _verb_follows(self, at: int) -> bool:
        """Whether the phrase at `at` is followed by its finite verb, what describes it passed over."""
        end = min(len(self.chunks), at + _ASIDE)
        at += 1
        before_preposition = False
        while at < end:
            chunk = self.chunks[at]
            if isinstance(chunk, VerbGroup):
                if chunk.finite:
                    return True
                if chunk.passive and not chunk.infinitive:  # "the truce brokered by Qatar collapsed"
                    at += 1
                    continue
                return False
            if isinstance(chunk, Phrase):
                if not before_preposition:
                    return False
                before_preposition = False
            elif chunk.kind == k.PREPOSITION:
                before_preposition = True
            elif chunk.kind == k.DATE:
                before_preposition = False
            elif chunk.kind == k.COMMA:
                return self._insertion_then_verb(at)
            elif chunk.kind == k.RELATIVE or chunk.kind == k.OPEN:
                return self._relative_then_verb(at)
            else:
                return False
            at += 1
        return False

    def _insertion_then_verb(self, at: int) -> bool:
        """ ", the Jordanian king, said"."""
        for index in range(at + 1, min(at + 9, len(self.chunks))):
            chunk = self.chunks[index]
            if isinstance(chunk, Mark) and chunk.kind == k.COMMA:
                return mark_at(self.chunks, index + 1) != k.AND and self._verb_comes(index + 1)
            if isinstance(chunk, VerbGroup) and chunk.finite and not self._in_relative(at, index):
                return False
            if isinstance(chunk, Mark) and chunk.kind in (k.HARD, k.THAT, k.AND):
                return False
        return False

    def _in_relative(self, start: int, at: int) -> bool:
        return any(isinstance(chunk, Mark) and chunk.kind == k.RELATIVE for chunk in self.chunks[start:at])

    def _relative_then_verb(self, at: int) -> bool:
        verbs = 0
        for index in range(at + 1, min(at + 12, len(self.chunks))):
            chunk = self.chunks[index]
            if isinstance(chunk, VerbGroup) and chunk.finite:
                verbs += 1
                if verbs == 2:
                    before = self.chunks[index - 1]
                    return not (isinstance(before, Mark) and before.kind == k.AND)
            if isinstance(chunk, Mark) and chunk.kind in (k.COMMA, k.HARD, k.THAT, k.OPENER, k.AND):
                return False
        return False

    def _new_clause(self, phrase: Phrase, at: int) -> None:
        """A phrase with a verb of its own after a verb: what is said, a relative clause without its pronoun, or the next clause."""
        clause = self.clause
        before = clause.last
        gap = self._gap(before)
        adjacent = self.latest is not None and not self.comma and not self.conjunction
        if self.conjunction or self.comma:
            above = self._coordinated_above()
            link: Link = "main" if above is None else above.link
            self.clause = Open(
                "coordinate" if link != "main" else "main",
                above.parent if above else None,
                None,
                above.governor if above else None,
            )
            self.clause.link = link
        elif before is not None and before.lemma in self.builder.saying and not (adjacent and before.objects):
            self.clause = Open("complement", clause, None, before)
        elif adjacent and self.latest is not None:
            self.clause = Open("relative", clause, self.latest, before)
        else:
            self.clause = Open("complement", clause, None, before)
        if gap is not None and before is not None and self.clause.link == "complement":
            before.objects.remove(gap)
            self.clause.gap = gap
        self.clause.bare += phrase.group

    def _gap(self, group: VerbGroup | None) -> Phrase | None:
        """What the verb of a relative clause has for an object only because nothing followed it yet."""
        if group is None or group.link != "relative" or group.noun is None or len(group.objects) != 1:
            return None
        return group.objects[0] if group.objects[0] in group.noun.group and group.subjects != group.noun.group else None

    def _coordinated_above(self) -> Open | None:
        """Which clause "and" goes on with: the innermost; after a comma the one that no comma opened."""
        clause: Open | None = self.clause
        while (
            clause is not None
            and clause.link in ("relative", "adverbial")
            and (self.comma or clause.verb is None)
            and clause.parent is not None
        ):
            clause = clause.parent
        return clause

    # --- verb groups ----------------------------------------------------------------------------------------------

    def _verb(self, group: VerbGroup, at: int) -> None:
        if group.finite:
            self._finite(group, at)
        elif group.infinitive or group.form == "BASE":
            self._infinitive(group, at)
        elif group.form == "ING" or self.words[group.first] in self.builder.having:
            self._participle(group, at)
        else:
            self._reduced(group, at)
        self.clause.last = group
        self.preposition = -1
        self.latest = None

    def _finite(self, group: VerbGroup, at: int) -> None:
        clause = self.clause
        if self._is_said_before(group, at):
            self.said = clause.verb = group
            return
        if self._is_fronted(clause) and not self.comma:
            clause.verb, clause.waiting = group, []  # "Freeing them would end the crisis": what is done is its subject
            return
        if clause.verb is not None or (clause.last is not None and not clause.bare and clause.link != "relative"):
            if self.conjunction or (self.comma and not self._any_waits(clause)):
                clause = self._to_coordinate(group)
                group.link, group.governor = "coordinate", clause.verb
                group.subjects = list(clause.verb.subjects) if clause.verb else []
                clause.verb = group
                return
            while clause.parent is not None and not self._waits(clause):
                self._pop()
                clause = self.clause
            if not self._waits(clause):
                # nothing waits: its subject is the object before it ("said the army had", read as one clause)
                group.governor, group.link = clause.last, "complement"
                if self.latest is not None:
                    group.subjects = list(self.latest.group)
                    self._unobject(group.subjects)
                clause.verb = group
                return
        group.link, group.governor = clause.link, clause.governor
        group.obliques += clause.leading
        for phrase in clause.leading:
            phrase.verb = group
        clause.leading = []
        if clause.link == "relative":
            group.noun = clause.antecedent
            if clause.preposition >= 0:
                group.subjects = self._subject(clause)
                if clause.antecedent is not None:
                    group.obliques.append(_behind(clause.antecedent, clause.preposition))
            elif clause.bare:
                group.subjects = self._subject(clause)
                if clause.antecedent is not None and not clause.possessive:
                    group.objects += clause.antecedent.group[-1:]
            elif clause.antecedent is not None:
                group.subjects = self._antecedents(clause)
        else:
            group.subjects = self._subject(clause)
            if clause.gap is not None:
                group.objects.append(clause.gap)
        for phrase in group.subjects:
            if phrase.verb is None or phrase.role == "":
                phrase.verb, phrase.role = group, "subject"
        clause.verb = group
        for participle in clause.waiting:
            if participle.noun not in group.subjects:  # "the attempt to retake it failed": not done by the attempt
                participle.subjects = group.subjects
            participle.governor = group
        clause.waiting = []

    def _is_said_before(self, group: VerbGroup, at: int) -> bool:
        """Whether a verb of saying stands between what is said and who says it: "They fled, said the mayor"."""
        after = self.chunks[at + 1] if at + 1 < len(self.chunks) else None
        if not self.comma or self.conjunction or not self._says(group) or self._any_waits(self.clause):
            return False
        if self.clause.verb is None or self.clause.link != "main" or group.modal or group.passive:
            return False
        return isinstance(after, Phrase) and not self._verb_follows(at + 1)

    def _antecedents(self, clause: Open) -> list[Phrase]:
        """What a relative pronoun stands for: the pair, or the last of it where each is told apart: "the bishop and the men who held them"."""
        assert clause.antecedent is not None
        group = clause.antecedent.group
        apart = not clause.comma and all(self.kinds[one.first] == k.DETERMINER for one in group)
        return group[-1:] if apart else list(group)

    def _any_waits(self, clause: Open) -> bool:
        above = clause.parent
        while above is not None:
            if self._waits(above):
                return True
            above = above.parent
        return False

    def _to_coordinate(self, group: VerbGroup) -> Open:
        """The clause whose verb a verb after "and" goes on with: of the same tense, the innermost that has a verb."""
        clause = self.clause
        if self.comma:
            while clause.parent is not None and (
                clause.comma or clause.verb is None or clause.link in ("relative", "adverbial")
            ):
                self._pop()
                clause = self.clause
        while clause.parent is not None and clause.verb is None:
            self._pop()
            clause = self.clause
        tensed = clause
        while (
            tensed.parent is not None
            and tensed.verb is not None
            and tensed.verb.tense != group.tense
            and tensed.link in ("relative", "adverbial")
        ):
            tensed = tensed.parent
            if tensed.verb is not None and tensed.verb.tense == group.tense:
                while self.clause is not tensed:
                    self._pop()
                return tensed
        return clause

    def _subject(self, clause: Open) -> list[Phrase]:
        """The first phrase of a clause without a preposition, and those coordinated with it; the last right before the verb: "Months ago, they met"."""
        if not clause.bare:
            return []
        first, last = clause.bare[0], clause.bare[-1]
        before = last is self.latest and last not in first.group and self.kinds[last.start - 1] == k.COMMA
        return list(last.group if before else first.group)

    def _unobject(self, phrases: list[Phrase]) -> None:
        for phrase in phrases:
            if phrase.verb is not None and phrase in phrase.verb.objects:
                phrase.verb.objects.remove(phrase)

    def _infinitive(self, group: VerbGroup, at: int) -> None:
        clause = self.clause
        governor = clause.last
        group.governor, group.link = governor, "control"
        if self._is_inverted(governor, group):
            assert self.latest is not None
            group.subjects = list(self.latest.group)  # "only then did the shelling stop"
            self._unobject(group.subjects)
            return
        self._pass_gap(governor, group, at)
        if self._is_for():
            assert self.latest is not None
            group.link, group.subjects = (
                "noun",
                list(self.latest.group),
            )  # "a call for Israel to leave", "calls on the army to leave"
            return
        intended = self._intended()
        if intended is not None:
            group.noun, group.link = intended, "noun"
            assert self.latest is not None
            group.subjects = list(self.latest.group)  # "the decision by Mali to leave"
            return
        if governor is None and self.colon is not None and not group.infinitive:
            group.subjects, group.governor = (
                self.colon.subjects,
                self.colon,
            )  # "ordered it to do three things: destroy the ..."
            return
        if governor is None:
            if self.latest is not None:  # "a plan to free them was ..."
                group.noun, group.link = self.latest, "noun"
                group.subjects = [self.latest.owner] if self.latest.owner is not None else []
            if not group.subjects:
                clause.waiting.append(group)
            return
        owned = self._owned_intent()
        if owned is not None and owned.owner is not None:
            group.noun, group.link = owned, "noun"
            group.subjects = [owned.owner]  # "an alternative to the king's proposal to divide it"
            return
        if (
            self.conjunction or (self.comma and not group.infinitive)
        ) and governor.form == "BASE":  # "to attack and seize"
            group.link, group.subjects = "coordinate", governor.subjects
            group.governor = governor
            return
        if len(governor.objects) > 1 and governor.lemma in self.builder.giving and not governor.passive:
            group.subjects = list(governor.objects[0].group)  # "gave the army orders to leave"
            return
        if len(governor.objects) > 1 and self._is_it(governor.objects[:1]):
            group.subjects = governor.subjects  # "thinks it better to withdraw"
            return
        if (
            governor.objects
            and governor.objects[-1] is self.latest
            and self._controls(governor)
            and not self._is_intent()
        ):
            group.subjects = list(governor.objects[-1].group)
            return
        if self._is_told(governor):
            assert self.latest is not None
            group.subjects = list(self.latest.group)  # "called on Israel to leave"
            return
        if self.latest is not None and governor.objects and governor.objects[-1] is self.latest:
            group.noun, group.link = self.latest, "noun"  # "a plan to free", "the right to return"
            if self.latest.owner is not None and governor.lemma not in self.builder.subject_control:
                group.subjects = [self.latest.owner]
                return
        group.subjects = self._agent(governor) or governor.subjects

    def _agent(self, governor: VerbGroup) -> list[Phrase]:
        """Who stands behind "by" before an infinitive of purpose: "tunnels dug *by the FARC* to attack Cali", but not "forced by Chad to leave"."""
        latest = self.latest
        if latest is None or latest.preposition < 0 or not governor.passive or self._controls(governor):
            return []
        by = self.words[latest.preposition] in self.builder.agent and latest in governor.obliques
        return list(latest.group) if by and governor.link == "reduced" else []

    def _is_inverted(self, governor: VerbGroup | None, group: VerbGroup) -> bool:
        """Whether a bare verb goes on with an auxiliary that stands before the subject."""
        if governor is None or governor.subjects or group.infinitive or self.latest is None:
            return False
        return self.kinds[governor.verb] in (k.DO, k.MODAL) and self.latest in governor.objects

    def _pass_gap(self, governor: VerbGroup | None, group: VerbGroup, at: int) -> None:
        """ "The captives that they had agreed to free": what is freed, where the infinitive has no object of its own."""
        gap = self._gap(governor)
        after = self.chunks[at + 1] if at + 1 < len(self.chunks) else None
        if gap is None or governor is None or self._controls(governor) or isinstance(after, Phrase):
            return
        if group.passive or group.lemma in self.builder.intransitive or self.latest is not None:
            return
        governor.objects.remove(gap)
        group.objects.append(gap)

    def _is_intent(self) -> bool:
        """Whether the phrase before is an intent, which acts itself on nothing: "made an *offer* to meet"."""
        return self.latest is not None and self.words[self.latest.head] in self.builder.intents

    def _owned_intent(self) -> Phrase | None:
        """The phrase before, if it is an intent behind a preposition, and whose it is is said."""
        latest = self.latest
        if latest is None or latest.preposition < 0 or latest.owner is None or not self._is_intent():
            return None
        return latest

    def _intended(self) -> Phrase | None:
        """The intent whose bearer the phrase before is: "the *decision* by Mali to leave"."""
        latest = self.latest
        if latest is None or latest.preposition < 0:
            return None
        if self.words[latest.preposition] not in self.builder.agent:
            return None
        bearer = latest.hangs_on
        return bearer if bearer is not None and self.words[bearer.head] in self.builder.intents else None

    def _is_told(self, governor: VerbGroup) -> bool:
        """Whether the phrase before is the one who is called on."""
        latest = self.latest
        return (
            latest is not None
            and latest.preposition >= 0
            and governor.lemma in self.builder.object_control
            and self.words[latest.preposition] in self.builder.control_prepositions
            and latest.hangs_on is None
        )

    def _is_for(self) -> bool:
        """Whether the phrase before is whom a call, a reason or an order is for: "in order for X to", "pressure on X to"."""
        latest = self.latest
        if latest is None or latest.preposition < 0:
            return False
        word = self.words[latest.preposition]
        hangs = latest.hangs_on
        if word == "for":
            governor = self.clause.last
            wanted = governor is not None and (governor.lemma in self.builder.for_subject or governor.lemma == "be")
            return hangs is not None or latest.verb is None or wanted
        return (
            hangs is not None
            and word in self.builder.control_prepositions
            and self.words[hangs.head] in self.builder.call_nouns
        )

    def _controls(self, governor: VerbGroup) -> bool:
        if governor.objects and self.words[governor.objects[-1].head] in self.builder.means:
            return False  # "paid a ransom to free them"
        return (
            governor.lemma in self.builder.object_control
            and governor.lemma not in self.builder.subject_control
            and not governor.passive
        )

    def _participle(self, group: VerbGroup, at: int) -> None:
        clause = self.clause
        governor = clause.last
        group.governor = governor
        if self.preposition >= 0:
            group.link = "gerund"
            latest = self.latest
            if governor is not None and governor.lemma in self.builder.object_gerund:
                another = governor.objects and not governor.passive  # "accused its neighbour of arming them"
                group.subjects = list(governor.objects[-1].group) if another else governor.subjects
                if not group.subjects and any(governor is waiting for waiting in clause.waiting):
                    clause.waiting.append(group)  # "Accused of arming them, Chad ..."
                return
            if latest is not None and governor is not None and self.words[latest.first] in self.builder.possessive:
                group.noun = latest  # "his role in mediating"
                return
            if (
                latest is not None
                and latest.owner is not None
                and not (governor and governor.objects and self.words[self.preposition] == "by")
            ):
                group.noun, group.subjects = latest, [latest.owner]  # "Israel's policy of bombing"
                return
            if governor is not None:
                group.subjects = governor.subjects
            else:
                clause.waiting.append(group)
            return
        if self.conjunction and governor is not None and governor.form == "ING":
            group.link, group.subjects = "coordinate", governor.subjects
            return
        if self.latest is not None and not self.comma:
            if self.latest.preposition >= 0 and self.words[self.latest.preposition] == "with":
                group.link, group.subjects = "participle", list(self.latest.group)  # "with Oman and Qatar mediating"
                return
            group.link, group.noun, group.subjects = "reduced", self.latest, list(self.latest.group)
            return
        group.link = "participle"
        if governor is not None and self.chunks[at - 1] is governor and not self.comma:
            group.subjects = governor.subjects  # "obliged them to start freeing prisoners"
        elif self.comma and governor is not None and self._goes_on(governor, group):
            group.subjects = governor.subjects  # "accused Chad of opening fire, killing two"
        elif clause.verb is not None:
            group.subjects = clause.verb.subjects
        elif governor is not None:
            group.subjects = governor.subjects
        elif clause.bare:
            group.subjects = self._subject(clause)
        else:
            clause.waiting.append(group)

    def _goes_on(self, governor: VerbGroup, group: VerbGroup) -> bool:
        """Whether a participle behind a comma tells of what was done in the gerund or infinitive before it, not of who speaks of that."""
        if governor.link not in ("gerund", "control") or governor.passive:
            return False
        speaks = self.builder.saying | self.builder.object_gerund | self.builder.object_control
        return group.lemma not in speaks

    def _reduced(self, group: VerbGroup, at: int) -> None:
        """A participle alone: "the truce brokered by", "troops, backed by tanks, attacked", "Backed by tanks, troops attacked"."""
        clause = self.clause
        group.governor = clause.last
        group.link = "reduced"
        if self.conjunction and clause.last is not None and clause.last.passive:
            group.link, group.subjects = "coordinate", clause.last.subjects
            group.noun = clause.last.noun  # "talks held in Lome and attended by both"
            return
        if self.latest is not None:
            group.noun, group.subjects = self.latest, list(self.latest.group)
        elif clause.last is not None and self._gap(clause.last) is not None:
            group.subjects = list(clause.last.objects)  # "the camps that it had kept closed"
        elif clause.bare:
            group.subjects = self._subject(clause)
        elif clause.verb is not None:
            group.subjects = clause.verb.subjects
        else:
            clause.waiting.append(group)

    def _settle(self, clause: Open) -> None:
        """A clause that ends without a finite verb: a headline's participle is its verb, its participles have its subject."""
        subject = self._subject(clause)
        for participle in clause.waiting:
            if not participle.subjects:
                participle.subjects = subject
        clause.waiting = []


def _behind(phrase: Phrase, preposition: int) -> Phrase:
    """What a relative pronoun behind a preposition stands for, as an argument of its clause."""
    copy = Phrase(phrase.first, phrase.head, phrase.last, phrase.owner, apposed=phrase.apposed, preposition=preposition)
    copy.group, copy.role = [copy], "oblique"
    return copy
