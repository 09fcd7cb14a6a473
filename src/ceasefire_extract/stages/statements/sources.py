"""From a source phrase to a Source: its party and person, whether it is named, and the name that a pronoun stands for."""

from __future__ import annotations

from bisect import bisect_left

from ...article import Article, Found, Reference
from ...models import Offsets, PartyMention, Source
from ...text.tokenizer import DASHES
from ..parties.people import says_office
from .phrases import Phrases, Span, Words, is_cap, is_word, lower_at

_HE = frozenset(("he", "him", "his"))
_SHE = frozenset(("she", "her"))
_PEOPLE = frozenset(("they", "their", "them"))
_PAPERS = frozenset(("statement", "communiqué", "communique", "letter", "message", "declaration", "release"))
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
        self.people: dict[int, list[Found[PartyMention]]] = {}  # persons named, by sentence
        for found in article.parties:
            if found.mention.person is not None:
                self.people.setdefault(found.sentence, []).append(found)
        self.opening: dict[int, list[Found[PartyMention]]] = {}  # parties near the beginning of a sentence
        for found in article.parties:
            if found.first - article.sentences[found.sentence].first <= 2:
                self.opening.setdefault(found.sentence, []).append(found)
        self.references = {reference.first: reference for reference in article.references}
        self._said: list[tuple[Span, Source]] = []  # sources so far that name somebody

    def make(self, span: Span, sentence: int = -1) -> Source:
        first, last = span
        pronoun = first == last and self.low[first] in _HE | _SHE | _PEOPLE | _THING | self.words.relatives
        if pronoun:
            return self._pronoun(first)
        source = self._known(span)
        party, person = source.party, source.person
        short = self._short_form(span)
        if short is None and source.party is None and self.low[last] in _PAPERS and self.low[first] in ("the", "this"):
            short = self._paper(span)
        if short is None and source.party is None and source.person is None:
            short = self._described(span)
        if short is None and self.low[first] in _THING | _PEOPLE | _HE | _SHE and sentence >= 0:
            short = self._own(first, last, sentence)
        if short is not None:
            source.resolved = short.resolved or short.text
            source.antecedent = short.antecedent or Offsets(start=short.start, end=short.end)
            source.party, source.person = party or short.party, person or short.person
        self._said.append((span, source))
        return source

    def name(self, source: Source, span: Span) -> None:
        """Let a source stand for the name at `span`: "A:" for the one who is interviewed."""
        known = self._known(span)
        source.resolved, source.antecedent = known.text, Offsets(start=known.start, end=known.end)
        source.party, source.person, source.named = known.party, known.person, known.named

    def _known(self, span: Span) -> Source:
        """A phrase with its party, person and whether it is named."""
        party, person = self.party_of(span)
        known = {"party": party, "person": person, "named": self.named(span)}
        return Source.model_validate({**self.article.span(*span), **known})

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
            if hit is None or hit is found:
                continue
            owner = (
                found is not None and lower_at(self.article, found.last + 1) == "'s"
            )  # "Lebanon's Hezbollah movement"
            if found is None or owner or (found.mention.person is None and hit.mention.person is not None):
                found = hit
        if found is None:
            for index in range(end + 1, last + 1):  # "its envoy, Ana Costa"
                hit = self.parties.get(index)
                if hit is not None and self.low[end + 1] == "," and hit.mention.person is not None:
                    found = hit
                    break
        if found is None:
            custom = self.words.custom.get(" ".join(self.low[max(first, end - 2) : end + 1])) or self.words.custom.get(
                " ".join(self.low[max(first, end - 1) : end + 1])
            )
            if custom is not None:
                return custom, None
            for index in range(first, last + 1):
                reference = self.references.get(index)
                if reference is not None and (index == first or self.low[index - 1] in ("for", "of", "from")):
                    return reference.party, reference.person  # "a spokesman for the rebels"
            return self._apposed(end), None
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

    def _apposed(self, end: int) -> str | None:
        """The party of a name by the office behind it: "Paul Odera, the rebels' deputy chief, said"."""
        if lower_at(self.article, end + 1) != "," or not is_cap(self.article, end):
            return None
        for at in (end + 2, end + 3):
            other = self.references.get(at) or self.parties.get(at)
            if other is None:
                continue
            if not says_office(self.low, other.last, self.words.offices | self.words.anonymous):
                continue
            return other.party if isinstance(other, Reference) else other.mention.party
        return None

    def named(self, span: Span) -> bool:
        """Whether the phrase names who speaks: "Israel's army", "Ana Costa", but not "two officials"."""
        first = span[0]
        end = self.head_end(span)
        if first == end and self.low[end] in self.words.pronouns:
            return False  # "said one"
        if self.low[end] in self.words.anonymous:
            return end + 2 <= span[1] and self.low[end + 1] == "," and is_cap(self.article, end + 2)
        heads = [
            index
            for index in range(first, end + 1)
            if self.low[index] in self.words.anonymous and lower_at(self.article, index + 1) not in ("'s", "'", "’")
        ]
        if not heads:
            return True
        return any(is_cap(self.article, index) for index in range(heads[-1] + 1, end + 1))

    def _described(self, span: Span) -> Source | None:
        """ "The official", "the rebel leader", "the ministers" after one who was named so: the last source, or person, of that description."""
        first, last = span
        if self.low[first] not in ("the", "this", "these", "both") or last - first > 3:
            return None
        if is_cap(self.article, last):
            return None
        word = self.low[last]
        if word not in self.words.anonymous | self.words.offices | self.words.bodies:
            return None
        many = word.endswith("s")
        stem = word.removesuffix("s") if many else word
        here = self.article.sentence_of[first]
        for earlier, source in reversed(self._said[-40:]):
            if here - self.article.sentence_of[earlier[0]] > 12:
                break
            words = self.low[earlier[0] : earlier[1] + 1]
            if source.party is not None and (stem in words or stem + "s" in words):
                return source
        for found in reversed(self._before(first)):
            if here - found.sentence > 12:
                break
            words = self.low[found.first : found.last + 1]
            fits = stem in words or (many and stem + "s" in words)
            if fits and found.mention.party is not None and (found.mention.person is not None or many):
                if many and found.first and self.low[found.first - 1] in ("and", ",", "or"):
                    return None  # "Saudi and U.S. mediators": both
                return self._known((found.first, found.last))
        return None

    def _before(self, token: int) -> list[Found[PartyMention]]:
        """The party mentions before a token, the last fifty."""
        upto = bisect_left(self.article.parties, token, key=lambda found: found.first)
        return self.article.parties[max(0, upto - 50) : upto]

    def _paper(self, span: Span) -> Source | None:
        """ "The statement said ...": the words of the last source that is no paper itself, a few sentences back."""
        for earlier, source in reversed(self._said[-5:]):
            if (
                self.article.sentence_of[span[0]] - self.article.sentence_of[earlier[0]] <= 4
                and source.party is not None
            ):
                return source
        return None

    def _own(self, first: int, last: int, sentence: int) -> Source | None:
        """ "According to its own statement, the Union has ...": the subject of the clause that follows."""
        end = self.article.sentences[sentence].last
        if (
            self.low[last] not in ("statement", "statements", "account", "accounts", "words", "figures", "website")
            or last + 2 > end
            or lower_at(self.article, last + 1) != ","
        ):
            return None
        span = self.phrases.main_subject(last + 2, end)
        if span is None:
            return None
        return self._known(span)

    def _short_form(self, span: Span) -> Source | None:
        """ "Costa" after "Ana Costa": the longer source that ends in the same name."""
        first, last = span
        name = self.article.tokens.words[last]
        body = any(
            index in self.parties and self.parties[index].mention.person is None for index in range(first, last + 1)
        )
        if body or last - first > 2 or not is_cap(self.article, last):
            return None
        for earlier, source in reversed(self._said[-200:]):
            if (
                earlier[1] - earlier[0] > last - first
                and name in self.article.tokens.words[earlier[0] : earlier[1] + 1]
                and source.named
            ):
                return source
        return None

    def _pronoun(self, token: int) -> Source:
        word = self.low[token]
        source = Source.model_validate(self.article.span(token, token))
        reference = self.references.get(token)
        target = self._relative(token) if word in self.words.relatives else self._going_on(token, word)
        if target is None:
            if reference is not None:
                source.party, source.person = reference.party, reference.person
            target = self._antecedent(token, word)
        if target is not None:
            _, known = target
            source.resolved = known.resolved or known.text
            source.antecedent = known.antecedent or Offsets(start=known.start, end=known.end)
            source.named = known.named
            if source.party is None:
                source.party, source.person = known.party, known.person
        return source

    def _relative(self, token: int) -> tuple[Span, Source] | None:
        last = token - 1
        sentence = self.article.sentences[self.article.sentence_of[token]]
        if last >= sentence.first and (self.low[last] == "," or self.low[last] in DASHES):
            last -= 1
        span = self.phrases.phrase_before(last, sentence.first, object=True) if last >= sentence.first else None
        if span is None:
            return None
        return span, self._known(span)

    def _going_on(self, token: int, word: str) -> tuple[Span, Source] | None:
        """ "He added": whoever spoke last, whoever was named since."""
        if lower_at(self.article, token + 1) not in self.words.adding or not self._said:
            return None
        span, source = self._said[-1]
        near = self.article.sentence_of[token] - self.article.sentence_of[span[0]] <= 2
        return (span, source) if near and self._fits(span, source, word) else None

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
        after = best[0][1] if best else -1
        return self._person_named(token, word, after) or self._body_named(token, word, after) or best

    def _fits(self, span: Span, source: Source, word: str) -> bool:
        head = self.low[self.head_end(span)]
        end = self.head_end(span)
        common = not is_cap(self.article, end) or head in self.words.speakers
        plural = (head.endswith("s") and common) or "and" in self.low[span[0] : span[1] + 1]
        if word in _PEOPLE:
            return plural or (source.person is None and head not in self.words.offices | self.words.anonymous)
        if word in _THING:
            return source.person is None and not plural and head not in self.words.offices | self.words.anonymous
        if head in self.words.bodies and source.person is None and head not in self.words.offices:
            return False
        if source.party is not None and source.person is None and head not in self.words.offices | self.words.anonymous:
            return False  # a state, an army
        office = head in self.words.offices | self.words.anonymous
        return not plural and (
            office or source.person is not None or source.party is None or self.low[span[0]] != "the"
        )

    def _body_named(self, token: int, word: str, after: int) -> tuple[Span, Source] | None:
        """For it: the party that a sentence since the last source begins with."""
        if word not in _THING:
            return None
        here = self.article.sentence_of[token]
        for number in (here - 1, here - 2):
            if number < 0 or self.article.sentences[number].last <= after:
                break
            opening = self.article.sentences[number].first
            for found in self.opening.get(number, ()):
                if (
                    found.first > after
                    and found.mention.person is None
                    and lower_at(self.article, found.last + 1) != "'s"
                ):
                    return (found.first, found.last), self._known((found.first, found.last))
            bodies = self.words.bodies | self.words.media - self.words.offices
            for at in range(opening, min(opening + 6, self.article.sentences[number].last)):
                if self.low[at] in bodies and lower_at(self.article, at + 1) not in ("'s", "'", "’"):
                    return (opening, at), self._known((opening, at))
                if not (is_word(self.article, at) or self.low[at] in ("'s", "'", "’", "-")):
                    break
        return None

    def _person_named(self, token: int, word: str, after: int) -> tuple[Span, Source] | None:
        """For he and she: a person that is the subject of the sentence before, or of this one, later than the last source."""
        if word not in _HE | _SHE:
            return None
        here = self.article.sentence_of[token]
        for number in (here, here - 1, here - 2):
            if number < 0 or self.article.sentences[number].last <= after:
                break
            opening = self.article.sentences[number].first
            for found in self.people.get(number, ()):
                if found.first > after and found.last < token and found.first - opening <= 6:
                    named = found.mention
                    source = Source(
                        text=named.text, start=named.start, end=named.end, party=named.party, person=named.person
                    )
                    return (found.first, found.last), source
        return None
