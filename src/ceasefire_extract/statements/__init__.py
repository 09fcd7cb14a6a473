"""Find the statements of an article: who says what, directly, indirectly, or as "according to" has it.

Quotes are paired first (quotes.py); the rules of patterns/statements find the cues, frames.py their sources, extents.py their contents,
sources.py whom a source stands for, turns.py the speakers of interviews and transcripts.
"""

from __future__ import annotations

from ..article import Article
from ..models import Content, Offsets, Source, Span, Statement
from ..packs import Packs
from ..rules import StatementRule
from .extents import Extents
from .frames import Frame, FrameReader
from .phrases import Phrases, Words
from .quotes import pair_quotes
from .sources import Sources

__all__ = ["Statements", "effect_of", "statement_at"]


class Statements:
    """The stage: sets `article.statements`, in the order of their contents."""

    def __init__(self, packs: Packs) -> None:
        self.vocabulary = packs.vocabulary()
        self.grammar = packs.grammar("statements", StatementRule)
        self.words = Words(packs)
        rules = [rule for rule in packs.rules["statements"] if isinstance(rule, StatementRule)]
        self.reader = FrameReader(packs, self.words, rules)

    def __call__(self, article: Article) -> None:
        quotes = pair_quotes(article)
        marks = frozenset(mark for quote in quotes for mark in (quote.open, quote.close) if mark is not None)
        phrases = Phrases(article, self.words, marks)
        matches = self.grammar.find(article.encoded(self.vocabulary))
        frames = self.reader.read(article, matches, quotes, phrases)
        extents = Extents(article, quotes, frames)
        sources = Sources(article, self.words, phrases)
        out: list[Statement] = []
        last: tuple[int, Source] | None = None
        for number, frame in enumerate(frames):
            parts = extents.parts(number)
            if not parts:
                continue
            if frame.source is not None:
                source = sources.make(frame.source)
                last = frame.sentence, source
            elif last is not None and last[0] == frame.sentence:
                source = last[1]
            else:
                continue
            out.append(self._statement(article, frame, source, parts, extents))
        out.sort(key=lambda statement: (statement.content.start, -statement.content.end))
        for number, statement in enumerate(out, 1):
            statement.id = f"s{number}"
        article.statements = out

    def _statement(self, article: Article, frame: Frame, source: Source, parts: list[tuple[int, int]], extents: Extents) -> Statement:
        tokens = article.tokens
        parts = sorted(parts)
        pieces = [Offsets(start=tokens.starts[first], end=tokens.ends[last]) for first, last in parts]
        start, end = pieces[0].start, pieces[-1].end
        quoted = all(first - 1 in extents.opens for first, _ in parts)
        kind = frame.rule.kind
        if kind != "according_to":
            kind = "direct" if quoted else "indirect"
        cue = Span(**article.span(*frame.cue))  # type: ignore[arg-type]
        content = Content(text=article.text[start:end], start=start, end=end, parts=pieces)
        return Statement(kind=kind, effect=frame.effect, source=source, cue=cue, content=content, rules=[frame.rule.id])  # type: ignore[arg-type]


def statement_at(article: Article, start: int) -> Statement | None:
    """The innermost statement in whose content the character at offset `start` lies; None where the article itself speaks."""
    best: Statement | None = None
    size = 0
    for statement in article.statements:
        content = statement.content
        if content.start <= start < content.end and any(part.start <= start < part.end for part in content.parts):
            length = sum(part.end - part.start for part in content.parts)
            if best is None or length <= size:
                best, size = statement, length
    return best


def effect_of(statement: Statement) -> str:
    """What the statement's cue does to its content: says, claims, denies, demands, promises, warns, doubts, confirms, ... (models.Effect)."""
    return statement.effect
