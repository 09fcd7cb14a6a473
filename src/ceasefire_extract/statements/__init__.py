"""Find the statements of an article: who says what, directly, indirectly, or as "according to" has it.

Quotes are paired first (quotes.py); the rules of patterns/statements find the cues, frames.py their sources, extents.py their contents,
sources.py whom a source stands for, turns.py the speakers of interviews and transcripts.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..article import Article
from ..models import Content, Offsets, Source, Span, Statement
from ..packs import Packs
from ..rules import StatementRule
from .extents import Extents
from .frames import Frame, FrameReader
from .phrases import Phrases, Words
from .quotes import pair_quotes
from .sources import Sources
from .turns import author, headline, signature, turns

__all__ = ["Statements", "effect_of", "statement_at"]


@dataclass(slots=True)
class Made:
    """A statement in the making: its frame, its source, and the tokens of its content's parts."""

    frame: Frame
    source: Source
    parts: list[tuple[int, int]]


class Statements:
    """The stage: sets `article.statements`, in the order of their contents."""

    def __init__(self, packs: Packs) -> None:
        self.vocabulary = packs.vocabulary()
        self.grammar = packs.grammar("statements", StatementRule)
        self.words = Words(packs)
        rules = [rule for rule in packs.rules["statements"] if isinstance(rule, StatementRule)]
        self.rules = {rule.id: rule for rule in rules}
        self.reader = FrameReader(packs, self.words, rules)

    def __call__(self, article: Article) -> None:
        quotes = pair_quotes(article)
        phrases = Phrases(article, self.words, quotes)
        matches = self.grammar.find(article.encoded(self.vocabulary))
        frames = self.reader.read(article, matches, quotes, phrases)
        extents = Extents(article, quotes, frames)
        sources = Sources(article, self.words, phrases)
        speaker = author(article)
        made: list[Made] = []
        for number, frame in enumerate(frames):
            parts = extents.parts(number)
            if not parts:
                continue
            if frame.source is not None:
                source = sources.make(frame.source, frame.sentence)
                if frame.via is not None:
                    source.via = Span(**article.span(*frame.via))  # type: ignore[arg-type]
                if (
                    source.party is None and source.text.lower() in ("i", "we", "my")
                ) or source.text.lower().startswith(("my ", "our ")):
                    source.party = source.party or speaker
            elif made and made[-1].frame.sentence == frame.sentence:
                source = made[-1].source
            else:
                continue
            made.append(Made(frame, source, sorted(parts)))
        self._follow(article, extents, made)
        made += self._labelled(article, extents, sources, made)
        out = [self._statement(article, one, extents) for one in made]
        _chain(out)
        out.sort(key=lambda statement: (statement.content.start, -statement.content.end))
        for number, statement in enumerate(out, 1):
            statement.id = f"s{number}"
        article.statements = out

    def _follow(self, article: Article, extents: Extents, made: list[Made]) -> None:
        """Give the quotes that stand alone to the speaker before them: "..." she said. "..." """
        used = {index for one in made for first, last in one.parts for index in range(first - 1, last + 2)}
        cues = sorted(
            one.frame.cue[0] for one in made if not any(first <= one.frame.cue[0] <= last for first, last in one.parts)
        )
        for quote in extents.quotes:
            if quote.outer is not None or not used.isdisjoint(range(quote.first, quote.last + 1)):
                continue
            sentence = article.sentences[article.sentence_of[quote.open]]
            if quote.open != sentence.first:
                continue
            before = [one for one in made if one.frame.cue[0] < quote.open]
            if not before:
                continue
            last = next(
                (
                    one
                    for one in reversed(before)
                    if one.frame.rule.kind != "according_to" and one.frame.sentence == before[-1].frame.sentence
                ),
                before[-1],
            )
            end = article.sentences[article.sentence_of[quote.end]].last
            if any(sentence.first <= cue <= end and not quote.open <= cue <= quote.end for cue in cues):
                continue
            there = article.sentences[article.sentence_of[last.frame.cue[0]]]
            if (
                there.paragraph == sentence.paragraph
                and article.sentence_of[max(last.parts[-1][1], last.frame.cue[0])]
                == article.sentence_of[quote.open] - 1
            ):
                last.parts += quote.parts

    def _labelled(self, article: Article, extents: Extents, sources: Sources, made: list[Made]) -> list[Made]:
        """Turns, headlines and signed quotes: statements whose source is a label."""
        out: list[Made] = []
        for turn in turns(article):
            source = sources.make(turn.label)
            if source.party is None and source.text.isupper():
                source.party = author(article)  # "THE PRESIDENT: ..."
            out.append(Made(self._label_frame("statement.turn", article, turn.label), source, turn.parts))
        if not out:
            for number in range(len(article.sentences)):
                found = headline(article, number)
                if found is not None and not any(one.frame.sentence == number for one in made):
                    source, content = found
                    out.append(
                        Made(self._label_frame("statement.headline", article, source), sources.make(source), [content])
                    )
        used = {first for one in made for first, _ in one.parts}
        for quote in extents.quotes:
            after = article.sentence_of[quote.end] + 1
            if quote.outer is None and quote.first not in used and after < len(article.sentences):
                name = signature(article, after)
                if name is not None and article.sentences[after - 1].last == quote.end:
                    out.append(
                        Made(
                            self._label_frame("statement.signed", article, name), sources.make(name), list(quote.parts)
                        )
                    )
        return out

    def _label_frame(self, rule: str, article: Article, source: tuple[int, int]) -> Frame:
        number = article.sentence_of[source[0]]
        return Frame(
            self.rules[rule], number, source[0], source[0], source, source, True, "label", source[1], source[1], "says"
        )

    def _statement(self, article: Article, one: Made, extents: Extents) -> Statement:
        tokens = article.tokens
        frame = one.frame
        pieces = [Offsets(start=tokens.starts[first], end=tokens.ends[last]) for first, last in one.parts]
        start, end = pieces[0].start, pieces[-1].end
        quoted = all(first in extents.quoted_from for first, _ in one.parts)
        kind = frame.rule.kind
        if kind != "according_to":
            kind = "direct" if quoted or frame.rule.id == "statement.turn" else "indirect"
        cue = None if frame.side == "label" else Span(**article.span(*frame.cue))  # type: ignore[arg-type]
        content = Content(text=article.text[start:end], start=start, end=end, parts=pieces)
        return Statement(
            kind=kind, effect=frame.effect, source=one.source, cue=cue, content=content, rules=[frame.rule.id]
        )  # type: ignore[arg-type]


def _chain(statements: list[Statement]) -> None:
    """Keep the chain of a report within a report: "Reuters reported that the minister said ..."."""
    for inner in statements:
        if inner.source.via is not None or inner.source.resolved is not None:
            continue
        for outer in statements:
            if outer is inner or outer.kind == "direct" or outer.source.text == inner.source.text:
                continue
            if any(part.start <= inner.source.start and inner.content.end <= part.end for part in outer.content.parts):
                inner.source.via = Span(text=outer.source.text, start=outer.source.start, end=outer.source.end)


# What somebody wants or plans, told by somebody else, is the teller's claim: "according to sources, Ankara has urged both to ..."
_WISHES = frozenset(("demands", "proposes", "promises", "hopes", "expects", "asks"))


def statement_at(article: Article, start: int) -> Statement | None:
    """The statement that the word at character offset `start` is cited from; None where the article itself speaks.

    That is the innermost one whose content holds it; of a wish that is itself reported, the report.
    """
    around = []
    for statement in article.statements:
        content = statement.content
        if content.start <= start < content.end and any(part.start <= start < part.end for part in content.parts):
            length = sum(part.end - part.start for part in content.parts)
            around.append((length, statement.kind == "according_to", statement.id, statement))
    around.sort(key=lambda item: item[:3])
    for place, (_, _, _, statement) in enumerate(around):
        outer = around[place + 1][3] if place + 1 < len(around) else None
        if outer is None or statement.effect not in _WISHES or outer.rules[0] == "statement.turn":
            return statement
    return None


def effect_of(statement: Statement) -> str:
    """What the statement's cue does to its content: says, claims, denies, demands, promises, warns, doubts, confirms, ... (models.Effect)."""
    return statement.effect
