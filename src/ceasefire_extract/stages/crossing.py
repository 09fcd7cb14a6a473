"""Nothing that a stage finds may cross a sentence: one check, after every stage.

Later stages read sentence by sentence and rely on it. What crosses is a fault of the stage, never of the text: it is left out, and a warning of the output says so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from ..article import Article, Found, Reference, Trapped
from ..models import AnyMention, Notice, Offsets, Span, Statement


def leave_out_crossing(article: Article) -> None:
    """Take out mentions, references and traps that begin in one sentence and end in another, and statements whose source or cue does."""
    crossing = [*_crossing(article, article.parties), *_crossing(article, article.references),
                *_crossing(article, article.dates), *_crossing(article, article.counts),
                *_crossing(article, article.phases), *_crossing(article, article.trapped)]  # fmt: skip
    broken = _broken(article)
    if not crossing and not broken:
        return
    out = set(map(id, crossing))
    kept = [number for number, found in enumerate(article.counts) if id(found) not in out]
    place = {number: new for new, number in enumerate(kept)}
    article.count_wholes = {
        place[part]: place[whole]
        for part, whole in article.count_wholes.items()
        if part in place and whole in place
    }  # fmt: skip
    article.counts = [article.counts[number] for number in kept]
    article.parties = [found for found in article.parties if id(found) not in out]
    article.references = [found for found in article.references if id(found) not in out]
    article.dates = [found for found in article.dates if id(found) not in out]
    article.phases = [found for found in article.phases if id(found) not in out]
    article.trapped = [found for found in article.trapped if id(found) not in out]
    article.set_statements([statement for statement in article.statements if id(statement) not in broken])
    rules = [rule for found in (*crossing, *broken.values()) for rule in _rules_of(found)]
    listed = ", ".join(dict.fromkeys(rules))
    article.warnings.append(
        Notice(code="internal", message=f"left out what crossed a sentence (please report it): {listed}")
    )


def _crossing(
    article: Article, finds: Iterable[Found[AnyMention] | Reference | Trapped]
) -> list[Found[AnyMention] | Reference | Trapped]:
    sentence_of = article.sentence_of
    return [found for found in finds if not sentence_of[found.first] == found.sentence == sentence_of[found.last]]


def _broken(article: Article) -> dict[int, Statement]:
    """Statements whose cue or source is in two sentences, by their identity; their contents may be."""
    starts = [sentence.start for sentence in article.sentences] if article.statements else []

    def whole(span: Span | Offsets | None) -> bool:
        return span is None or bisect_right(starts, span.start) == bisect_right(starts, span.end - 1)

    return {
        id(one): one
        for one in article.statements
        if not (whole(one.cue) and whole(one.source) and whole(one.source.antecedent) and whole(one.source.via))
    }


def _rules_of(found: Found[AnyMention] | Reference | Trapped | Statement) -> list[str]:
    if isinstance(found, Found):
        return found.mention.rules
    return found.rules if isinstance(found, Statement) else [found.rule]
