"""Where a party mention begins: the words on the left of a rule's match that belong to it."""

from __future__ import annotations

from dataclasses import dataclass

from ...article import Article
from ...rules.forms import PartyEntry, ReferenceRule
from ...rules.grammar import Match, entry_words
from ...rules.packs import Packs
from .names import Hit


@dataclass(slots=True)
class Candidate:
    """A mention that a rule wants: its tokens, and the match it comes from."""

    first: int
    last: int
    order: int
    match: Match[ReferenceRule]
    owner: int | None = None  # the name on the left that a title belongs to: an index into the hits


class LeftEdge:
    """Where a mention begins: rules are anchored at the word that carries them ("minister", "Front"), and the words before it that belong
    to it are taken in here; a pattern that began with them would have to be tried at every word of the text."""

    def __init__(self, packs: Packs) -> None:
        def words(*names: str) -> frozenset[str]:
            return frozenset(
                word for name in names for entry in packs.lexicon.get(name, ()) for word in entry_words(entry)
            )

        self._title = words("P_ROLE", "P_ROLEMOD", "P_DOMAIN", "P_HONORIFIC") | {"and"}
        self._modifier = words("P_MOD")
        self._before_owner = words("P_ROLEMOD") - {"new"}
        self._not_organisation = words("P_NOTORG")
        self._members = words("P_MEMBERS")
        self._role = words("P_ROLE")
        self._unit = words("P_UNIT")
        self._part = words("P_PART_UNIT")
        self._lower: list[str] = []
        self._words: list[str] = []
        self._head = words("P_HEAD") | frozenset(("assembly", "guard", "guards", "agency", "fund", "board", "office"))
        self._institution = words("P_ADJ", "P_HEAD", "P_ORG") | {"'s", "of", "the"}

    def modifiers(self, first: int, article: Article) -> int:
        """ "the senior Egyptian officials" begins with "the", "a senior Egyptian official" with "senior"."""
        lower, sentence = article.tokens.lower, article.sentences[article.sentence_of[first]]
        while first > sentence.first and (
            lower[first - 1] in self._modifier or (lower[first - 1] == "-" and lower[first - 2] in self._modifier)
        ):
            first -= 1
        if first > sentence.first and lower[first - 1] == "the":
            first -= 1
        return first

    def title(self, candidate: Candidate, match: Match[ReferenceRule], hits: list[Hit]) -> None:
        """ "US National Security" before "Adviser X": the mention begins with the owner's name, which is kept."""
        encoded = match.encoded
        lower, item = self._lower, match.start - 1
        start = match.start
        while encoded.mention[item] < 0 and encoded.first[item] >= 0:
            word = lower[encoded.first[item]]
            if word not in self._title and not (word == "-" and lower[encoded.first[item] - 1] in self._title):
                break
            start, item = item, item - 1
        while start < match.start and lower[encoded.first[start]] in ("and", "-"):
            start += 1
        for words in (1, 2):  # "UNRWA's Gaza chief"
            mark = item - words
            if (
                mark > 0
                and encoded.first[mark] >= 0
                and lower[encoded.first[mark]] == "'s"
                and encoded.mention[mark - 1] >= 0
            ):
                if all(
                    encoded.mention[i] < 0 <= encoded.first[i] and self._words[encoded.first[i]][0].isupper()
                    for i in range(mark + 1, item + 1)
                ):
                    start, item = mark + 1, mark
                break
        if encoded.mention[item] < 0 and encoded.first[item] >= 0 and lower[encoded.first[item]] == "'s":
            item -= 1
        index = encoded.mention[item]
        if (
            index >= 0
            and hits[index].sense.kind in ("party", "nation", "house", "seat")
            and (start < match.start or self._titled(match))
        ):
            candidate.owner, start = index, item
            while encoded.mention[start - 1] < 0 and encoded.first[start - 1] >= 0:
                if lower[encoded.first[start - 1]] not in self._before_owner:
                    break
                start -= 1
        candidate.first = encoded.first[start]

    def _titled(self, match: Match[ReferenceRule]) -> bool:
        return self._lower[match.first] in self._role

    def organisation(self, match: Match[ReferenceRule], hits: list[Hit], article: Article) -> int | None:
        """ "Sudan Doctors" before "Network": capitalised words, names, and what joins them; None where the words are an office or a joint body."""
        encoded, tokens = match.encoded, article.tokens
        start, item = match.start, match.start - 1
        while match.start - item <= 8:
            token, index = encoded.first[item], encoded.mention[item]
            if token < 0:
                break
            if index >= 0:
                if hits[index].sense.kind not in ("party", "nation"):
                    break
                start, item = item, item - 1
                continue
            word, lower = tokens.words[token], tokens.lower[token]
            before = tokens.lower[token - 1] if token else ""
            if lower in self._members and tokens.lower[token + 1] == "of":
                break  # "Fighters of the Karuli Front"
            if lower in self._role or lower == "joint":
                return None  # "the Special Representative for Civil Administration", "the Joint Boundary Commission"
            if word[0].isupper() and lower not in self._not_organisation:
                start, item = item, item - 1
            elif lower == "'s" and encoded.mention[item - 1] >= 0:
                owner = hits[encoded.mention[item - 1]].sense
                if (owner.kind == "nation" or is_state(owner.party)) and tokens.lower[match.last] in self._unit:
                    return None  # "the Bosnian army's Fifth Corps" is a part of it
                break  # "the Free Syrian Army's Southern Front" is two parties
            elif (
                lower in ("for", "of", "'s", "-")
                or word in "'’"
                or (lower == "the" and before in ("of", "for"))
                or (lower == "and" and encoded.mention[item - 1] < 0)
            ):
                item -= 1
            else:
                break
        return encoded.first[start]

    def of_state(self, first: int, match: Match[ReferenceRule], hits: list[Hit]) -> bool:
        """Whether a name is a state's institution, not a party of its own: "the Royal Thai Army", "the National Assembly"."""
        encoded, item = match.encoded, match.end - 1
        if self._lower[match.first] in self._part and encoded.mention[match.start - 1] >= 0:
            return True  # "KIA Battalion" 252
        state = self._lower[match.first] in self._head  # "assembly", "guard"; but "the Transitional Military Council"
        while encoded.first[item] >= first:
            index = encoded.mention[item]
            if index >= 0:
                state = state or hits[index].sense.kind == "nation" or is_state(hits[index].sense.party)
            elif self._lower[encoded.first[item]] not in self._institution:
                return False
            item -= 1
        return state

    def read(self, article: Article) -> None:
        """Take the article whose edges are asked for next."""
        self._lower, self._words = article.tokens.lower, article.tokens.words


def is_state(entry: PartyEntry | None) -> bool:
    """Whether a party is a state."""
    return entry is not None and entry.type == "state"
