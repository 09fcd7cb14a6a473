"""Find the statements of an article: who says what, directly, indirectly, or as "according to" has it.

Quotes are paired first (quotes.py); the rules of patterns/statements find the cues (cues.py), frames.py their sources, extents.py their
contents, sources.py whom a source stands for, turns.py the speakers of interviews and transcripts; assemble.py puts them together.
"""

from __future__ import annotations

from bisect import bisect_right

from ...article import Article
from ...models import ClaimSource, Statement
from ...rules.forms import StatementRule
from ...rules.packs import Packs
from .assemble import Assembler
from .extents import Extents
from .frames import FrameReader
from .phrases import Phrases, Words
from .quotes import pair_quotes
from .sources import Sources

__all__ = ["Statements", "claim_source", "effect_of", "statement_at"]

# What somebody wants or plans, told by somebody else, is the teller's claim: "according to sources, Ankara has urged both to ..."
_WISHES = frozenset(("demands", "proposes", "promises", "hopes", "expects", "asks"))


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
        matches = self.grammar.find_from_first(article.encoded(self.vocabulary))
        extents = Extents(article, quotes, self.reader.read(article, matches, phrases))
        sources = Sources(article, self.words, phrases)
        article.set_statements(Assembler(article, self.rules, extents, sources).statements())


def statement_at(article: Article, start: int) -> Statement | None:
    """The statement that the word at character offset `start` is cited from; None where the article itself speaks.

    That is the innermost one whose content holds it; of a wish that is itself reported, the report.
    """
    return next(iter(statements_around(article, start)), None)


def statements_around(article: Article, start: int) -> list[Statement]:
    """The statements whose content holds the word at character offset `start`, the one that it is cited from first, then those around it.

    A wish that is itself reported comes behind its report.
    """
    around = []
    place = bisect_right(article.statements, start, key=lambda statement: statement.content.start) - 1
    while place >= 0:
        statement = article.statements[place]
        if statement.content.end <= start:  # so do all between it and the one that ends later
            place = article.statement_around[place]
            continue
        if any(part.start <= start < part.end for part in statement.content.parts):
            length = sum(part.end - part.start for part in statement.content.parts)
            around.append((length, statement.kind == "according_to", place))
        place -= 1
    around.sort()
    out = [article.statements[place] for _, _, place in around]
    while len(out) > 1 and out[0].effect in _WISHES and out[1].rules != ["statement.turn"]:
        out.pop(0)
    return out


def claim_source(article: Article, statement: Statement) -> ClaimSource:
    """The source of a claim in a statement's content: where the statement's is a pronoun, the name that it stands for."""
    known = statement.source.model_dump()
    named = statement.source.antecedent
    if named is not None:
        known.update(text=article.text[named.start : named.end], start=named.start, end=named.end, antecedent=None)
    return ClaimSource.model_validate({**known, "statement": statement.id})


def effect_of(statement: Statement) -> str:
    """What the statement's cue does to its content: says, claims, denies, demands, promises, warns, doubts, confirms, ... (models.Effect)."""
    return statement.effect
