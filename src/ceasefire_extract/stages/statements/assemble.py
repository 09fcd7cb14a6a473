"""From frames to statements: their contents and sources, the quotes that follow without a cue, and what a label attributes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from ...article import Article
from ...models import Content, Offsets, Source, Span, Statement
from ...rules.forms import StatementRule
from .extents import Extents
from .frames import Frame
from .phrases import Span as Tokens
from .quotes import Quote
from .sources import Sources
from .turns import author, headlines, signature, turns


@dataclass(slots=True)
class Draft:
    """A statement in the making: its rule and frame (none where a label attributes it), its source, and the tokens of its content's parts."""

    rule: StatementRule
    frame: Frame | None
    source: Source
    parts: list[Tokens]


class Assembler:
    """Makes the statements of one article."""

    def __init__(self, article: Article, rules: dict[str, StatementRule], extents: Extents, sources: Sources) -> None:
        self.article = article
        self.rules = rules
        self.extents = extents
        self.sources = sources
        self.author = author(article)

    def statements(self) -> list[Statement]:
        """All statements in the order of their contents, outer ones first, numbered s1, s2, ..."""
        drafts = self._cued()
        self._follow(drafts)
        drafts += self._turns() or self._headlines(drafts)
        drafts += self._signed(drafts)
        out = [self._statement(draft) for draft in drafts]
        out.sort(key=lambda statement: (statement.content.start, -statement.content.end))
        _chain(out)
        for number, statement in enumerate(out, 1):
            statement.id = f"s{number}"
        return out

    def _cued(self) -> list[Draft]:
        out: list[Draft] = []
        for number, frame in enumerate(self.extents.frames):
            parts = self.extents.parts(number)
            if not parts:
                continue
            if frame.source is not None:
                source = self._source(frame, frame.source)
            elif out and out[-1].frame is not None and out[-1].frame.sentence == frame.sentence:
                source = out[-1].source
            else:
                continue
            out.append(Draft(frame.rule, frame, source, sorted(parts)))
        return out

    def _source(self, frame: Frame, span: Tokens) -> Source:
        source = self.sources.make(span, frame.sentence)
        if frame.via is not None:
            source.via = Span.model_validate(self.article.span(*frame.via))
        word = self.article.tokens.lower[span[0]]
        if source.party is None and (word in ("my", "our") or (span[0] == span[1] and word in ("i", "we"))):
            source.party = self.author
        return source

    # --- quotes without a cue of their own

    def _follow(self, drafts: list[Draft]) -> None:
        """Give the quotes that stand alone to the speaker before them: "..." she said. "..." """
        article = self.article
        used: set[int] = set()
        said: list[tuple[int, Draft]] = []  # the cues outside their own content, in order
        for draft in drafts:
            for first, last in draft.parts:
                used.update(range(first, last + 1))
            if draft.frame is not None:
                said.append((draft.frame.verb, draft))
        outside = [at for at, draft in said if not any(first <= at <= last for first, last in draft.parts)]
        for quote in self.extents.quotes:
            sentence = article.sentences[article.sentence_of[quote.open]]
            if quote.outer is not None or quote.open != sentence.first or quote.first in used or quote.last in used:
                continue
            end = article.sentences[article.sentence_of[quote.end]].last
            cues = outside[bisect_left(outside, sentence.first) : bisect_right(outside, end)]
            if any(not quote.open <= cue <= quote.end for cue in cues):
                continue
            place = bisect_left(said, quote.open, key=lambda item: item[0])
            speaker = self._speaker_before(said, place, quote)
            if speaker is None:
                speaker = self._introduced(quote)
                if speaker is None:
                    continue
                drafts.append(speaker)
            else:
                speaker.parts += quote.parts
            used.update(range(quote.first, quote.last + 1))

    def _introduced(self, quote: Quote) -> Draft | None:
        """A quote that is a sentence or a paragraph by itself, with its speaker in the sentence before or after it:
        "The envoy had this to say:", "The minister smiled."
        """
        article, phrases = self.article, self.sources.phrases
        number, end = article.sentence_of[quote.open], article.sentence_of[quote.end]
        sentence = article.sentences[number]
        if article.sentences[end].last > quote.end + 1 or quote.last - quote.first < 3:
            return None
        span: Tokens | None = None
        if number:
            before = article.sentences[number - 1]
            colon = article.tokens.words[before.last] == ":"
            if colon or before.paragraph == sentence.paragraph:
                span = self._whole(phrases.main_subject(before.first, before.last + 1))
                if colon and span is None:
                    span = self._named_last(before.first, before.last - 1)
                quoted = any(before.first <= one.open <= before.last for one in self.extents.quotes)
                if span is not None and not colon and (quoted or not self._is_person(span)):
                    span = None
        if span is None and end + 1 < len(article.sentences):
            after = article.sentences[end + 1]
            if after.paragraph == article.sentences[end].paragraph and after.first not in self.extents.opens:
                span = phrases.main_subject(after.first, after.last + 1)
                if span is not None and not (self._is_person(span) and self._is_name((span[0], span[1]))):
                    span = None
        if span is None or not (self._is_person(span) or self._is_name(span)):
            return None
        return Draft(self.rules["statement.introduced"], None, self.sources.make(span, number), list(quote.parts))

    def _whole(self, span: Tokens | None) -> Tokens | None:
        """A subject with what it owns, where it ends in an owner: "Kenya's envoy" for "Kenya"."""
        syntax = self.article.syntax
        if span is None or syntax is None or self.extents.low[span[1] + 1 : span[1] + 2] != ["'s"]:
            return span
        for phrase in syntax.phrases:
            begin, end = syntax.encoded.first[phrase.start], syntax.encoded.last[phrase.last]
            if begin <= span[0] and end > span[1] and phrase.role == "subject":
                return span[0], end
            if begin > span[1]:
                break
        return span

    def _named_last(self, first: int, last: int) -> Tokens | None:
        """The party or person that an introducing line ends with: "And from the UN envoy:"."""
        for found in reversed(self.article.parties_from(first, last)):
            if found.last == last:
                return found.first, found.last
        return None

    def _is_name(self, span: Tokens) -> bool:
        """Whether a subject ends in a capitalised word, and is no owner's: "The Post", "Okello", but not "The bias", "2015"."""
        word = self.article.tokens.words[span[1]]
        return word[0].isupper() and self.extents.low[min(span[1] + 1, len(self.extents.low) - 1)] != "'s"

    def _is_person(self, span: Tokens) -> bool:
        """Whether a subject is one who can have said what is quoted beside it: a person by name or office."""
        words = self.extents.low[span[0] : span[1] + 1]
        offices = self.sources.words.offices | self.sources.words.anonymous
        _, person = self.sources.party_of(span)
        head = words[: words.index("of")] if "of" in words[1:] else words  # "the envoy of Chad"
        return person is not None or words[-1] in offices or head[-1] in offices

    def _speaker_before(self, said: list[tuple[int, Draft]], place: int, quote: Quote) -> Draft | None:
        """The draft whose content or cue ends the sentence before a quote, in its paragraph; a report of a report yields to the report."""
        if not place:
            return None
        article = self.article
        last = said[place - 1][1]
        assert last.frame is not None
        for _, draft in reversed(said[max(0, place - 4) : place]):
            if (
                draft.frame is not None
                and draft.frame.sentence == last.frame.sentence
                and draft.rule.kind != "according_to"
            ):
                last = draft
                break
        assert last.frame is not None
        here = article.sentence_of[quote.open]
        before = article.sentence_of[max(last.parts[-1][1], last.frame.verb)]
        same = article.sentences[here].paragraph == article.sentences[last.frame.sentence].paragraph
        return last if same and before == here - 1 else None

    # --- what a label attributes

    def _turns(self) -> list[Draft]:
        out: list[Draft] = []
        for turn in turns(self.article, self.sources.phrases):
            source = self.sources.make(turn.label)
            if turn.name is not None:
                self.sources.name(source, turn.name)
            if source.party is None and source.text.isupper():
                source.party = self.author  # "THE PRESIDENT: ..."
            out.append(Draft(self.rules["statement.turn"], None, source, turn.parts))
        return out

    def _headlines(self, drafts: list[Draft]) -> list[Draft]:
        cued = {draft.frame.sentence for draft in drafts if draft.frame is not None}
        out = []
        for number, source, content in headlines(self.article, self.sources.words.voice):
            if number not in cued:
                quote = self.extents.opens.get(content[0])
                whole = quote is not None and quote.end >= content[1]
                parts = list(quote.parts) if quote is not None and whole else [content]
                out.append(Draft(self.rules["statement.headline"], None, self.sources.make(source), parts))
        return out

    def _signed(self, drafts: list[Draft]) -> Iterator[Draft]:
        article = self.article
        used = {first for draft in drafts for first, _ in draft.parts}
        for quote in self.extents.quotes:
            after = article.sentence_of[quote.end] + 1
            if quote.outer is not None or quote.first in used or after >= len(article.sentences):
                continue
            if article.sentences[after - 1].last == quote.end:
                name = signature(article, after)
                if name is not None:
                    yield Draft(self.rules["statement.signed"], None, self.sources.make(name), list(quote.parts))

    def _statement(self, draft: Draft) -> Statement:
        article = self.article
        tokens = article.tokens
        frame = draft.frame
        parts = [
            # the comma that ends "We are ready," is the sentence's, not the speaker's
            Offsets(start=tokens.starts[first], end=tokens.ends[last - (last > first and tokens.words[last] == ",")])
            for first, last in draft.parts
        ]
        start, end = parts[0].start, parts[-1].end
        quoted = all(first in self.extents.quoted_from for first, _ in draft.parts)
        kind = draft.rule.kind
        if kind == "indirect" and quoted:
            kind = "direct"
        elif kind == "direct" and frame is not None and not quoted:
            kind = "indirect"
        return Statement.model_validate(
            {
                "kind": kind,
                "effect": "says" if frame is None else frame.effect,
                "source": draft.source,
                "cue": None if frame is None else Span.model_validate(article.span(*frame.cue)),
                "content": Content(text=article.text[start:end], start=start, end=end, parts=parts),
                "rules": [draft.rule.id],
            }
        )


def _chain(statements: list[Statement]) -> None:
    """Keep the chain of a report within a report: "Reuters reported that the minister said ...". `statements` stand in reading order."""
    around: list[Statement] = []
    for inner in statements:
        around = [outer for outer in around if outer.content.end > inner.content.start]
        source = inner.source
        for outer in reversed(around):
            if source.via is not None or source.resolved is not None or outer.kind == "direct":
                break
            whole = any(part.start <= source.start and inner.content.end <= part.end for part in outer.content.parts)
            if whole and outer.source.text != source.text:
                source.via = Span(text=outer.source.text, start=outer.source.start, end=outer.source.end)
        around.append(inner)
