"""Lists of noun phrases: "A, B and C" is one, unless "and" begins a clause with its last ("attacked A and B fired back")."""

from __future__ import annotations

from ...rules.packs import Packs
from . import kinds as k
from .phrases import Chunk, Mark, Phrase, VerbGroup, mark_at

_LONGEST = 60  # phrases: no list is longer
_ASIDE = 8  # chunks in brackets that a list goes on behind
_FAR = 60  # chunks: how far back a clause's verb is looked for


class Coordinator:
    """Makes one of coordinated noun phrases: the first stands for them all, with `group`."""

    def __init__(self, packs: Packs) -> None:
        self.saying = frozenset(packs.words["SAYING"])
        self.adding = frozenset(phrase.split()[0] for phrase in packs.words["COORDINATOR_PHRASE"])
        self.between = frozenset(packs.words["BETWEEN"])
        self.subjects = frozenset(packs.words["SUBJECT_PRONOUN"])
        self.owning = frozenset(packs.words["OWNING_PREPOSITION"])

    def __call__(self, words: list[str], kinds: list[str], chunks: list[Chunk]) -> list[Chunk]:
        """The chunks of a sentence without those that are in the group of an earlier one."""
        out: list[Chunk] = []
        at = 0
        while at < len(chunks):
            chunk = chunks[at]
            out.append(chunk)
            at += 1
            if isinstance(chunk, Phrase):
                added = self._fronted(words, chunks, at)
                if added is not None:
                    chunk.group = added.group = [chunk, added]
                    at += 2
                    continue
                twins = self._twins(words, chunks, at) if chunk.group == [chunk] else []
                for member in (chunk, *twins) if twins else ():
                    member.group = [chunk, *twins]
                if twins:
                    continue  # they stay where they are: what follows "of" is their own
                at = _after_contrast(kinds, chunks, at)
                members, after = self._members(words, kinds, chunks, chunk, at)
                if len(members) > 1:
                    for member in members:
                        member.group = members
                    at = after
        return out

    def _fronted(self, words: list[str], chunks: list[Chunk], at: int) -> Phrase | None:
        """The second of a list that begins a sentence: "Together with A, *B* signed"; `at` stands behind A."""
        if at != 2 or mark_at(chunks, 0) != k.AND or mark_at(chunks, at) != k.COMMA or at + 2 >= len(chunks):
            return None
        if words[_item(chunks[0])] not in self.adding:
            return None
        second, verb = chunks[at + 1], chunks[at + 2]
        return second if isinstance(second, Phrase) and isinstance(verb, VerbGroup) and verb.finite else None

    def _twins(self, words: list[str], chunks: list[Chunk], at: int) -> list[Phrase]:
        """The others of a list whose members have an "of" each: "the president of Mali, the *head* of the junta and the *leader* of Niger".

        `at` stands behind the first. Where a comma has begun the list, the last may have none ("the release of A, the *return* of B and *elections*"),
        and other prepositions do too ("a truce in A, a *pullout* from B and *talks*").
        """
        index = self._behind_tail(chunks, at)
        listed: list[Phrase] = []
        owned = index is not None and words[_item(chunks[at])] in self.owning
        while index is not None:
            comma = mark_at(chunks, index) == k.COMMA
            index += comma
            last = mark_at(chunks, index) == k.AND
            index += last
            following = chunks[index] if index < len(chunks) else None
            if not (comma or last) or not isinstance(following, Phrase):
                break
            tail = self._behind_tail(chunks, index + 1)
            if tail is None and not (last and listed):
                break
            owned = owned and (tail is None or words[_item(chunks[index + 1])] in self.owning)
            if last and not owned and (comma or not listed):
                break  # "a raid on A, a town in B, and C"
            listed.append(following)
            if last:
                return [] if self._begins_clause(words, chunks, at - 1, tail or index + 1) else listed
            index = tail
        return []

    def _behind_tail(self, chunks: list[Chunk], at: int) -> int | None:
        """Where the chunks go on behind a preposition and its phrase; None where none stands at `at`."""
        if mark_at(chunks, at) != k.PREPOSITION:
            return None
        return at + 2 if at + 1 < len(chunks) and isinstance(chunks[at + 1], Phrase) else None

    def _members(
        self, words: list[str], kinds: list[str], chunks: list[Chunk], first: Phrase, begin: int
    ) -> tuple[list[Phrase], int]:
        """The phrases coordinated with `first`, behind which `begin` stands, and where the chunks go on behind them."""
        members, at = [first], begin - 1
        listed: list[Phrase] = []  # behind a comma: only "and" at the end makes it a list
        index = begin
        while index < len(chunks) and len(listed) < _LONGEST:
            index = _after_aside(chunks, index)
            kind = mark_at(chunks, index)
            if kind not in (k.COMMA, k.AND):
                break
            index += 1
            if kind == k.COMMA and mark_at(chunks, index) == k.AND:
                kind = k.AND
                index += 1
            while kind == k.AND and mark_at(chunks, index) == k.ADVERB:
                index += 1  # "as well as"
            following = chunks[index] if index < len(chunks) else None
            if not isinstance(following, Phrase) or words[following.first] in self.subjects:
                break
            if len(following.group) > 1:
                break
            index += 1
            listed.append(following)
            if kind == k.COMMA and begin == 1 and self._is_headline(kinds, first, following, chunks, index):
                return [first, following], index  # "Israel, Hezbollah agree to a truce"
            if kind == k.AND and mark_at(chunks, index) == k.AND and words[_item(chunks[index - 2])] == "/":
                continue  # "A/B and C"
            if kind == k.AND:
                if self._begins_clause(words, chunks, at, index) or (
                    len(listed) > 1 and _is_fronted(chunks, at, index)
                ):
                    break
                return self._with_added(words, chunks, members + listed, index)
        return members, begin

    def _with_added(
        self, words: list[str], chunks: list[Chunk], members: list[Phrase], index: int
    ) -> tuple[list[Phrase], int]:
        """A list that "and" has ended, with who is added: "both A and B, as well as C,"."""
        while True:
            at = index + (mark_at(chunks, index) == k.COMMA)
            mark, added = chunks[at : at + 1], chunks[at + 1 : at + 2]
            if not (mark and isinstance(mark[0], Mark) and words[mark[0].item] in self.adding):
                return members, index
            if mark[0].kind != k.AND or not (added and isinstance(added[0], Phrase)):
                return members, index
            members.append(added[0])
            enclosed = at > index
            index = at + 2
            index += enclosed and mark_at(chunks, index) == k.COMMA  # the second of the commas around it

    def _is_headline(self, kinds: list[str], first: Phrase, second: Phrase, chunks: list[Chunk], after: int) -> bool:
        """Whether two parties with a comma between them share the plural verb behind."""
        verb = chunks[after] if after < len(chunks) else None
        if not isinstance(verb, VerbGroup) or verb.form != "BASE" or verb.modal:
            return False
        return kinds[first.head] == kinds[second.head] == k.PARTY

    def _begins_clause(self, words: list[str], chunks: list[Chunk], at: int, after: int) -> bool:
        """Whether the last of a list has a verb of its own, and the first another before it."""
        index = after
        while mark_at(chunks, index) in (k.PREPOSITION, k.DATE):  # "attacked Gaza and fighters of Hamas fired"
            named = (
                mark_at(chunks, index) == k.PREPOSITION
                and index + 1 < len(chunks)
                and isinstance(chunks[index + 1], Phrase)
            )
            index += 2 if named else 1
        if mark_at(chunks, index) == mark_at(chunks, index + 2) == k.COMMA and isinstance(chunks[index + 1], Phrase):
            index += 3  # "and the mediator, Ruth Oye, has been ..."
        following = chunks[index] if index < len(chunks) else None
        if not (isinstance(following, VerbGroup) and following.finite):
            return False
        before = chunks[at - 1] if at else None
        if isinstance(before, VerbGroup):
            return before.passive or before.lemma not in self.saying
        if isinstance(before, Mark) and before.kind == k.PREPOSITION:
            return words[before.item] not in self.between and _verb_in_clause(chunks, at)
        return False


def _item(chunk: Chunk) -> int:
    return chunk.item if isinstance(chunk, Mark) else chunk.first


def _after_contrast(kinds: list[str], chunks: list[Chunk], at: int) -> int:
    """Where the chunks go on behind "but not B", "and not by B", ", not B,": who is named there takes no part, and stands in no structure."""
    index = at + (mark_at(chunks, at) == k.COMMA)
    index += mark_at(chunks, index) == k.AND
    denied = chunks[index] if at < index < len(chunks) else None
    index += mark_at(chunks, index) == k.PREPOSITION
    other = chunks[index] if index < len(chunks) else None
    if denied is None or not isinstance(other, Phrase) or _item(denied) == 0 or kinds[_item(denied) - 1] != k.NOT:
        return at
    return index + 1 + (mark_at(chunks, at) == k.COMMA and mark_at(chunks, index + 1) == k.COMMA)


def _after_aside(chunks: list[Chunk], at: int) -> int:
    """Where a list goes on behind "(MILF)"; what stands in brackets and has a verb ends it."""
    if mark_at(chunks, at) != k.OPEN:
        return at
    for index in range(at + 1, min(at + _ASIDE, len(chunks))):
        if mark_at(chunks, index) == k.CLOSE:
            return index + 1
        if isinstance(chunks[index], VerbGroup):
            break
    return at


def _is_fronted(chunks: list[Chunk], at: int, after: int) -> bool:
    """ "In the first phase of the deal, A and B freed ten": the list begins behind the comma."""
    following = chunks[after] if after < len(chunks) else None
    governed = at > 0 and mark_at(chunks, at - 1) == k.PREPOSITION
    return governed and isinstance(following, VerbGroup) and following.finite and not _verb_in_clause(chunks, at)


def _verb_in_clause(chunks: list[Chunk], at: int) -> bool:
    """Whether the clause of a chunk has its finite verb before it."""
    for chunk in reversed(chunks[max(at - _FAR, 0) : at]):
        if isinstance(chunk, VerbGroup) and chunk.finite:
            return True
        if isinstance(chunk, Mark) and chunk.kind in (k.HARD, k.OPENER, k.THAT, k.RELATIVE, k.QUESTION):
            return False
    return False
