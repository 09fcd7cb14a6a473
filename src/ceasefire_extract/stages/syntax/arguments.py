"""The syntax of an article, and the question everything else asks of it: what are the arguments of this span?"""

from __future__ import annotations

from dataclasses import dataclass, field

from ...article import Found
from ...models import AnyMention
from ...rules.grammar import Encoded
from . import kinds as k
from .phrases import Phrase, VerbGroup

_DESCRIBED = 14  # items: how far a verb that describes a noun may stand behind it
_FOLLOWING = 40  # phrases behind a noun
_STOPS = frozenset(
    (k.COMMA, k.HARD, k.RELATIVE, k.THAT, k.OPENER, k.QUESTION)
)  # what a noun's own phrases do not reach across


@dataclass(slots=True)
class Arguments:
    """What a verb or a noun has around it.

    For a verb: `subjects` (of a passive: those who undergo it), `objects`, `obliques` (each with its `preposition`); `group` is its verb group.
    For a noun: `phrase` is the noun phrase, `possessors` whose it is, `compounds` the items before its head, `obliques` what follows behind
    prepositions; `support` is the verb group that takes it, and `place` what it is to that: "subject", "object", or its preposition.
    """

    group: VerbGroup | None = None
    phrase: Phrase | None = None
    subjects: list[Phrase] = field(default_factory=list)
    objects: list[Phrase] = field(default_factory=list)
    obliques: list[Phrase] = field(default_factory=list)
    possessors: list[Phrase] = field(default_factory=list)
    support: VerbGroup | None = None
    place: str = ""


@dataclass(slots=True)
class Syntax:
    """The phrases and verb groups of an article, by item.

    Items are those of `Article.encoded_with_mentions`: a token or a mention each. `kinds` has the kind of each (kinds.py), `groups` and `phrases`
    all of them in reading order; `group_of` and `phrase_of` the number of the one that an item stands in, -1 for none.
    """

    encoded: Encoded
    kept: list[Found[AnyMention]]  # the mentions that `encoded.mention` counts
    words: list[str]
    kinds: list[str]
    groups: list[VerbGroup]
    phrases: list[Phrase]
    group_of: list[int]
    phrase_of: list[int]

    def group_at(self, item: int) -> VerbGroup | None:
        """The verb group that an item stands in: "were killed" at either word."""
        number = self.group_of[item]
        return self.groups[number] if number >= 0 else None

    def phrase_at(self, item: int) -> Phrase | None:
        """The noun phrase that an item stands in; of an owner and what it owns, each has its own."""
        number = self.phrase_of[item]
        return self.phrases[number] if number >= 0 else None

    def arguments(self, start: int, end: int) -> Arguments:
        """The arguments of the verb or noun that the items `start` to `end` (end exclusive) hold; empty where they hold neither.

        Where they hold a verb and its object ("carried out an attack"), those of the verb; the object's own are among its obliques.
        """
        for item in range(start, end):
            group = self.group_at(item)
            if group is not None:
                return self._of_verb(group)
        for item in range(start, end):
            phrase = self.phrase_at(item)
            if phrase is not None:
                return self._of_noun(phrase)
        return Arguments()

    def _of_verb(self, group: VerbGroup) -> Arguments:
        return Arguments(group=group, subjects=group.subjects, objects=group.objects, obliques=group.obliques)

    def _of_noun(self, phrase: Phrase) -> Arguments:
        out = Arguments(phrase=phrase)
        owner = phrase.owner
        if owner is not None:
            out.possessors = list(owner.group)
        member = phrase if phrase.verb is not None or phrase.hangs_on is not None else phrase.group[0]
        out.support = member.verb
        out.place = self.words[member.preposition] if member.preposition >= 0 else member.role
        out.obliques = self.after(phrase)
        return out

    def describing(self, phrase: Phrase) -> list[VerbGroup]:
        """The verb groups that describe a noun phrase: of its relative clauses and participles ("the accord that both signed", "reached by both")."""
        out: list[VerbGroup] = []
        seen = -1
        for item in range(phrase.last + 1, min(phrase.last + _DESCRIBED, len(self.kinds))):
            if self.kinds[item] in (k.EDGE, k.HARD):
                break
            number = self.group_of[item]
            if number > seen:
                seen = number
                group = self.groups[number]
                describes = group.noun is phrase and group.link in ("relative", "reduced", "coordinate")
                if describes or phrase in group.objects:  # "the funds that the state pledged to send"
                    out.append(group)
        return out

    def after(self, phrase: Phrase) -> list[Phrase]:
        """What follows a noun behind prepositions, to the next verb: each may describe it."""
        out: list[Phrase] = []
        last = phrase.tail(self.kinds).last
        number = self.phrase_of[last] + 1
        while number < len(self.phrases) and len(out) < _FOLLOWING:
            following = self.phrases[number]
            listed = following.group[0] is not following
            if not listed and any(
                self.group_of[item] >= 0 or self.kinds[item] in _STOPS for item in range(last + 1, following.first)
            ):
                break
            if following.preposition > last:
                out.append(following)
            elif not (following.owned or listed or self.kinds[following.first - 1] == k.OPEN):
                break  # but "the Front (MILF) in Juba"
            number += 1
        return out
