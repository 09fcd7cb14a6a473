"""What stands beside a name and shows whether it is a place: prepositions, marks, titles, and the rest of the name."""

from __future__ import annotations

from collections.abc import Iterator

from ...article import Article
from ...rules.packs import Packs
from .gazetteer import folded

_LONGEST = 7  # tokens of a name, hyphens among them


class Evidence:
    """Reads what stands beside tokens; all positions are token numbers, ends included."""

    def __init__(self, packs: Packs) -> None:
        lexicon, words = packs.lexicon, packs.words
        self.small = frozenset(words["PLACE_SMALL"])
        self.articles = frozenset(words["PLACE_ARTICLE"])
        self.links = frozenset(words["PLACE_LINK"])
        self.goal = frozenset(words["PLACE_GOAL"])
        self.inside = frozenset(tuple(words.split()) for words in words["PLACE_IN"])
        self.toward = frozenset(words["PLACE_TO"])
        self.expecting = (
            frozenset(phrase[-1] for phrase in self.inside) | self.links | frozenset(words["PLACE_BETWEEN"])
        )
        self.between = frozenset(words["PLACE_BETWEEN"])
        self.conjunctions = frozenset(words["PLACE_THEN"])
        self.held = frozenset(words["PLACE_HELD"])
        self.moving = frozenset(words["PLACE_MOVE"])
        self.not_before = frozenset(words["PLACE_NOT_BEFORE"])
        self.no_name = frozenset(words["PLACE_NO_NAME"])
        self.titles = frozenset(words["PLACE_TITLE"])
        places = {name for name in lexicon if name.startswith(("PLACE_", "LAND_N")) or name == "COMMON_WORD"}
        self.heads = frozenset(
            word for name in places if name.endswith("_N") and name != "LAND_N" for word in lexicon[name]
        )
        self.words = frozenset(
            word for name, entries in lexicon.items() if name not in places for word in entries if " " not in word
        )
        self.iso2 = {entry.id: entry.iso2 for entry in packs.parties if entry.iso2}
        self.seats = {
            folded(seat): entry.iso2 for entry in packs.parties for seat in entry.seats
        }  # -> the country, of a state's
        self.peoples = frozenset(
            folded(word) for entry in packs.parties for word in (*entry.adjectives, *entry.demonyms)
        )

    # --- the name itself ----------------------------------------------------------------------------------------------------

    def opens(self, article: Article, index: int) -> bool:
        """Whether a name may begin here: at a capital, or at a small article with a capital behind its hyphen ("al-Bab")."""
        words, lower = article.tokens.words, article.tokens.lower
        if words[index][0].isupper():
            return True
        return (
            lower[index] in self.small
            and words[index + 1 : index + 2] == ["-"]
            and words[index + 2 : index + 3][0:1] != []
            and words[index + 2][0].isupper()
        )

    def ends(self, article: Article, first: int, taken: set[int]) -> list[int]:
        """Where a name that begins here may end: at each capital of its run."""
        words, lower = article.tokens.words, article.tokens.lower
        final = min(article.sentences[article.sentence_of[first]].last, first + _LONGEST - 1)
        out = [first]
        for index in range(first + 1, final + 1):
            if index in taken or not (words[index][0].isupper() or lower[index] in self.small):
                break
            if words[index][0].isupper():
                out.append(index)
        return out

    def trimmed(self, article: Article, first: int, last: int) -> int:
        """Where a name begins, without the words before it that are none: "The Rafah crossing"."""
        lower = article.tokens.lower
        opening = article.sentences[article.sentence_of[first]].first
        while first <= last and (
            (first == opening and self.is_common(article, first)) or lower[first] in self.articles
        ):
            first += 1
        return first

    def proper_end(self, article: Article, first: int, last: int) -> int | None:
        """Where the name proper ends, without the word that says what it is ("crossing"); None where no name is left, or only words that are none."""
        words, lower = article.tokens.words, article.tokens.lower
        end = last
        while end >= first and (not words[end][0].isupper() or (end > first and lower[end] in self.heads)):
            end -= 1
        named = [
            lower[index] for index in range(first, end + 1)
            if words[index][0].isupper() and lower[index] not in self.heads and lower[index] not in self.no_name
        ]  # fmt: skip
        if not named or all(word in self.peoples or word in self.words for word in named):
            return None
        return end

    def goes_on(self, article: Article, last: int) -> bool:
        """Whether a name goes on behind: "Salem Abdullah", "Tripoli Post"; "Aleppo Province" is still the place's."""
        words, lower = article.tokens.words, article.tokens.lower
        right = last + 1
        if last == article.sentences[article.sentence_of[last]].last or not words[right][0].isupper():
            return False
        if (
            lower[right] in self.heads
            or lower[right] in self.between
            or (words[right].isupper() and not words[last].isupper())
        ):
            return False
        return article.tokens.starts[right] == article.tokens.ends[last] + 1

    def stands_alone(self, article: Article, first: int, last: int, before: int | None) -> bool:
        """Whether a name is all of its run of capitals, and no treaty's, body's or person's. `before` is where the place named before it ends."""
        words, lower = article.tokens.words, article.tokens.lower
        sentence = article.sentences[article.sentence_of[first]]
        if (last < sentence.last and lower[last + 1] in self.not_before) or self.goes_on(article, last):
            return False
        left = first - 1
        if first == sentence.first or not words[left][0].isupper() or left == before:
            return True
        word = lower[left]
        if word in self.titles:
            return False
        return word in self.between or (
            self.is_common(article, left) and (left == sentence.first or word in self.toward or (word,) in self.inside)
        )

    def is_common(self, article: Article, index: int) -> bool:
        """Whether it is a word of the language, that stands with a capital at a sentence's head."""
        lower = article.tokens.lower[index]
        return lower in self.words and lower not in self.no_name and lower not in self.heads

    # --- what stands beside -------------------------------------------------------------------------------------------------

    def is_inside(self, article: Article, first: int) -> bool:
        """Whether it is said that something is in it: "in", "near", "the besieged town of"."""
        lower = article.tokens.lower
        start = article.sentences[article.sentence_of[first]].first
        for at in range(first - 1, max(first - 6, start - 1), -1):
            if any(
                at - length + 1 >= start and tuple(lower[at - length + 1 : at + 1]) in self.inside for length in (2, 1)
            ):
                return True
            if lower[at] not in self.between:
                return False
        return False

    def may_be_inside(self, article: Article, first: int) -> bool:
        """Whether the word before lets a place be expected at all: told quickly."""
        return first > 0 and article.tokens.lower[first - 1] in self.expecting

    def is_dateline(self, article: Article, first: int, last: int) -> bool:
        """ "GOMA, Congo, 4 March", "Tripoli (Reuters)": at the head of a sentence, before a mark."""
        sentence = article.sentences[article.sentence_of[first]]
        marks = (",", "(", "-", "—", "–", "/", ":")
        return first == sentence.first and last < sentence.last and article.tokens.words[last + 1] in marks

    def is_held(self, article: Article, last: int) -> bool:
        """Whether what follows is held or stands there: "the Abuja talks", "Kadugli residents", "the Tbilisi-based group"."""
        sentence = article.sentences[article.sentence_of[last]]
        right = last + 1 + (article.tokens.words[last + 1 : last + 2] == ["-"])
        return right <= sentence.last and article.tokens.lower[right] in self.held

    def is_gone_to(self, article: Article, first: int) -> bool:
        """Whether somebody goes or is sent there: "dispatched an envoy to Ankara"; but not "a message to Ankara"."""
        lower = article.tokens.lower
        start = article.sentences[article.sentence_of[first]].first
        return (
            first - 1 > start
            and lower[first - 1] in self.goal
            and not self.moving.isdisjoint(lower[max(start, first - 7) : first - 1])
        )

    def is_beside(self, article: Article, first: int, before: int | None) -> bool:
        """Whether it follows a place in a list: "Goma and Bukavu"."""
        return self.link(article, first, before) in self.links

    def link(self, article: Article, first: int, before: int | None) -> str | None:
        """The one token between the place that ends at `before` and this one; None where they do not stand so."""
        return article.tokens.lower[first - 1] if before is not None and before == first - 2 else None

    def closes(self, article: Article, last: int) -> bool:
        """Whether a list ends here, and nothing is done by its last member: a mark, a preposition or a conjunction follows."""
        if last == article.sentences[article.sentence_of[last]].last:
            return True
        word = article.tokens.lower[last + 1]
        if not word[0].isalnum():
            return word not in ("'s", "'")  # "Tripoli, Lebanon's second city"
        return word in self.toward or (word,) in self.inside or word in self.conjunctions

    def country_beside(self, article: Article, last: int) -> str | None:
        """The country named behind a comma or in brackets: "Rafah, Egypt"."""
        words = article.tokens.words
        if words[last + 1 : last + 2] not in ([","], ["("]):
            return None
        return next(self._states(article, last + 2, last + 2), None)

    def countries_in_sentence(self, article: Article, token: int) -> frozenset[str]:
        sentence = article.sentences[article.sentence_of[token]]
        return frozenset(self._states(article, sentence.first, sentence.last))

    def is_shouted(self, article: Article, token: int) -> bool:
        """Whether a sentence is in capitals, which then show no names."""
        sentence = article.sentences[article.sentence_of[token]]
        words = [word for word in article.tokens.words[sentence.first : sentence.last + 1] if word.isalpha()]
        return len(words) > 3 and 2 * sum(word.isupper() for word in words) > len(words)

    def surnames(self, article: Article) -> frozenset[str]:
        """The words (folded) that end a name of several words somewhere in the article, or follow a title: "martin" where "Paul Martin" is."""
        tokens = article.tokens
        words, lower = tokens.words, tokens.lower
        ending = {
            lower[at]
            for at in range(1, len(words))
            if words[at][0].isupper()
            and words[at - 1][0].isupper()
            and tokens.starts[at] == tokens.ends[at - 1] + 1
            and (lower[at - 1] in self.titles or lower[at - 1] not in self.words)
        }
        people = {
            word for found in article.parties if found.mention.person for word in lower[found.first : found.last + 1]
        }
        return frozenset(ending | people)

    def _states(self, article: Article, first: int, last: int) -> Iterator[str]:
        for found in article.parties_from(first, last):
            mention = found.mention
            if (
                mention.type == "state"
                and mention.party in self.iso2
                and folded(mention.text) == folded(mention.name or "")
            ):
                yield self.iso2[mention.party]
