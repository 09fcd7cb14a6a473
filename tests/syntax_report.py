"""Writes the syntax of a sentence as lines, one a verb group: what data/syntax.yaml expects.

verb (lemma, tense, voice ...) | subjects | objects | preposition and what it governs ...
"""

from __future__ import annotations

from collections.abc import Callable

from ceasefire_extract.article import Article, read_article
from ceasefire_extract.rules.loading import builtin_packs
from ceasefire_extract.stages import stages_of
from ceasefire_extract.stages.syntax.arguments import Syntax
from ceasefire_extract.stages.syntax.phrases import Phrase, VerbGroup

STAGES = ("parties", "dates", "counts", "phases", "syntax")  # what the syntax needs, and itself


def reader() -> Callable[[str], Article]:
    """Reads a text as far as its syntax."""
    stages = stages_of(builtin_packs())

    def read(text: str) -> Article:
        article = read_article(text)
        for name in STAGES:
            stages[name](article)
        return article

    return read


def groups_of(article: Article) -> list[str]:
    """A line for each verb group, in reading order."""
    assert article.syntax is not None
    return [_line(article, article.syntax, group) for group in article.syntax.groups]


def _line(article: Article, syntax: Syntax, group: VerbGroup) -> str:
    marks = [group.tense or "", "passive" * group.passive, "not" * group.negated, group.modal or ""]
    verb = f"{_text(article, group.first, group.last)} ({', '.join([group.lemma, *filter(None, marks)])})"
    parts = [
        verb,
        "; ".join(_phrase(article, phrase) for phrase in group.subjects),
        "; ".join(_phrase(article, phrase) for phrase in group.objects),
        "; ".join(f"{syntax.words[one.preposition]} {_phrase(article, one)}" for one in group.obliques),
    ]
    return " | ".join(part or "-" for part in parts)


def _phrase(article: Article, phrase: Phrase) -> str:
    return _text(article, phrase.start, phrase.last)


def _text(article: Article, first: int, last: int) -> str:
    assert article.syntax is not None
    encoded, tokens = article.syntax.encoded, article.tokens
    return article.text[tokens.starts[encoded.first[first]] : tokens.ends[encoded.last[last]]]
