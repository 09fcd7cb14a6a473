"""From a source phrase to a Source: its party and person, whether it is named, and the name that a pronoun stands for."""

from __future__ import annotations

from ..article import Article, Found
from ..models import Offsets, PartyMention, Source
from .phrases import Phrases, Span, Words, is_cap

_HE = frozenset(("he", "him", "his"))
_SHE = frozenset(("she", "her"))
_PEOPLE = frozenset(("they", "their", "them"))
_THING = frozenset(("it", "its"))


class Sources:
    """Makes the sources of one article, in reading order: a pronoun looks back at the ones before it."""

    def __init__(self, article: Article, words: Words, phrases: Phrases) -> None:
        self.article = article
        self.words = words
        self.phrases = phrases
        self.low = article.tokens.lower
        self.parties: dict[int, Found[PartyMention]] = {}
        for found in article.parties:
            for index in range(found.first, found.last + 1):
                self.parties.setdefault(index, found)
        self.references = {reference.first: reference for reference in article.references}
        self._said: list[tuple[Span, Source]] = []  # sources so far that name somebody

    def make(self, span: Span, sentence: int = -1) -> Source:
        first, last = span
        pronoun = first == last and self.low[first] in _HE | _SHE | _PEOPLE | _THING | self.words.relatives
        if pronoun:
            return self._pronoun(first)
        party, person = self.party_of(span)
        source = Source(**self.article.span(first, last), party=party, person=person, named=self.named(span))  # type: ignore[arg-type]
        short = self._short_form(span)
        if short is None and self.low[first] in _THING | _PEOPLE | _HE | _SHE and sentence >= 0:
            short = self._own(first, last, sentence)
        if short is not None:
            source.resolved = short.resolved or short.text
            source.antecedent = short.antecedent or Offsets(start=short.start, end=short.end)
            source.party, source.person = party or short.party, person or short.person
        self._said.append((span, source))
        return source

    def head_end(self, span: Span) -> int:
        """The last token of a phrase's head: before "close to", "in", "who" and the like."""
        first, last = span
        for index in range(first + 1, last + 1):
            if self.low[index] in self.words.modifiers or (self.low[index] == "," and index > first):
                return index - 1
        return last

    def party_of(self, span: Span) -> tuple[str | None, str | None]:
        """Party and person of the mention in the phrase's head; (None, None) where no party speaks."""
        first, last = span
        end = self.head_end(span)
        found = None
        for index in range(first, end + 1):
            hit = self.parties.get(index)
            if hit is not None and (found is None or (found.mention.person is None and hit.mention.person is not None)):
                found = hit
        if found is None:
            for index in range(end + 1, last + 1):  # "its envoy, Ana Costa"
                hit = self.parties.get(index)
                if hit is not None and self.low[end + 1] == "," and hit.mention.person is not None:
                    found = hit
                    break
        if found is None:
            reference = self.references.get(first)
            return (reference.party, reference.person) if reference is not None else (None, None)
        others = {self.parties[index].mention.party for index in range(first, end + 1) if index in self.parties}
        if (
            len(others) > 1
            and found.mention.person is None
            and any(self.low[index] == "and" for index in range(found.last + 1, end))
        ):
            return None, None  # two parties speak with one voice
        if (
            found.last < end
            and any(self.low[index] in self.words.media for index in range(found.last + 1, end + 1))
            and found.mention.person is None
        ):
            return None, None  # "Israel's Channel 12", "Turkish state television"
        return found.mention.party, found.mention.person

    def named(self, span: Span) -> bool:
        """Whether the phrase names who speaks: "Israel's army", "Ana Costa", but not "two officials"."""
        first, last = span
        end = self.head_end(span)
        if self.low[end] in self.words.anonymous:
            return False
        heads = [index for index in range(first, end + 1) if self.low[index] in self.words.anonymous]
        if not heads:
            return True
        return any(is_cap(self.article, index) for index in range(heads[-1] + 1, end + 1))

    def _own(self, first: int, last: int, sentence: int) -> Source | None:
        """ "According to its own statement, the Union has ...": the subject of the clause that follows."""
        end = self.article.sentences[sentence].last
        if (
            self.low[last] not in ("statement", "statements", "account", "accounts", "words", "figures", "website")
            or last + 2 > end
            or self.low[last + 1] != ","
        ):
            return None
        span = self.phrases.main_subject(last + 2, end)
        if span is None:
            return None
        party, person = self.party_of(span)
        return Source(**self.article.span(*span), party=party, person=person, named=self.named(span))  # type: ignore[arg-type]

    def _short_form(self, span: Span) -> Source | None:
        """ "Costa" after "Ana Costa": the longer source that ends in the same name."""
        first, last = span
        name = self.article.tokens.words[last]
        if last - first > 2 or not is_cap(self.article, last):
            return None
        for earlier, source in reversed(self._said):
            if (
                earlier[1] - earlier[0] > last - first
                and name in self.article.tokens.words[earlier[0] : earlier[1] + 1]
                and source.named
            ):
                return source
        return None

    def _pronoun(self, token: int) -> Source:
        word = self.low[token]
        source = Source(**self.article.span(token, token))  # type: ignore[arg-type]
        reference = self.references.get(token)
        if reference is not None:
            source.party, source.person = reference.party, reference.person
        target = self._relative(token) if word in self.words.relatives else self._antecedent(token, word)
        if target is not None:
            span, known = target
            source.resolved = known.resolved or known.text
            source.antecedent = known.antecedent or Offsets(start=known.start, end=known.end)
            source.named = known.named
            if source.party is None:
                source.party, source.person = known.party, known.person
        return source

    def _relative(self, token: int) -> tuple[Span, Source] | None:
        last = token - 1
        sentence = self.article.sentences[self.article.sentence_of[token]]
        if last >= sentence.first and self.low[last] == ",":
            last -= 1
        span = self.phrases.phrase_before(last, sentence.first, object=True) if last >= sentence.first else None
        if span is None:
            return None
        party, person = self.party_of(span)
        return span, Source(**self.article.span(*span), party=party, person=person, named=self.named(span))  # type: ignore[arg-type]

    def _antecedent(self, token: int, word: str) -> tuple[Span, Source] | None:
        """The last source, or person named, that the pronoun can stand for, no more than four sentences back."""
        here = self.article.sentence_of[token]
        best: tuple[Span, Source] | None = None
        for span, source in reversed(self._said):
            if here - self.article.sentence_of[span[0]] > 6:
                break
            if span[1] < token and self._fits(span, source, word):
                best = (span, source)
                break
        mention = self._person_named(token, word, best[0][1] if best else -1)
        return mention or best

    def _fits(self, span: Span, source: Source, word: str) -> bool:
        head = self.low[self.head_end(span)]
        plural = (head.endswith("s") and not is_cap(self.article, self.head_end(span))) or "and" in self.low[
            span[0] : span[1] + 1
        ]
        if word in _PEOPLE:
            return plural or source.person is None
        if word in _THING:
            return source.person is None and not plural
        if head in (
            "ministry",
            "office",
            "group",
            "government",
            "army",
            "military",
            "union",
            "agency",
            "council",
            "committee",
            "court",
            "party",
            "movement",
            "force",
            "forces",
        ):
            return False
        return not plural and (source.person is not None or source.party is None or not self.low[span[0]] == "the")

    def _person_named(self, token: int, word: str, after: int) -> tuple[Span, Source] | None:
        """For he and she: a person that is the subject of the sentence before, or of this one, later than the last source."""
        if word not in _HE | _SHE:
            return None
        here = self.article.sentence_of[token]
        for number in (here, here - 1, here - 2):
            if number < 0:
                break
            sentence = self.article.sentences[number]
            if sentence.last <= after:
                break
            for found in self.article.parties:
                if (
                    found.sentence == number
                    and found.mention.person is not None
                    and found.first > after
                    and found.last < token
                    and found.first - sentence.first <= 6
                ):
                    mention = found.mention
                    return (found.first, found.last), Source(
                        text=mention.text,
                        start=mention.start,
                        end=mention.end,
                        party=mention.party,
                        person=mention.person,
                    )
        return None
