"""spaCy's own SpanRuler among our stages: it finds what a user's pack says in spaCy's form, and a stage's finds get it in.

The ruler runs first; its spans stand in `doc.spans["ceasefire_patterns"]`. After the stage of their kind they become mentions like its own, and those of
the stage that overlap them give way: the user knows better.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc

if TYPE_CHECKING:
    from .article import Article
    from .rules.spacy_patterns import SpacyPattern

NAME = "ceasefire_patterns"


def add_ruler(nlp: Language, patterns: Iterable[SpacyPattern]) -> None:
    """Put the ruler first. Its labels carry our rule's id, for a span of spaCy has room for one id only: "PARTY party.own.karuli-front"."""
    ruler = nlp.add_pipe("span_ruler", name=NAME, config={"spans_key": NAME, "validate": True}, first=True)
    lines = [{"label": f"{one.label} {one.rule}", "pattern": one.pattern, "id": one.id} for one in patterns]
    ruler.add_patterns(lines)  # type: ignore[attr-defined]


def add_ruled(doc: Doc, article: Article, group: str, kind: str) -> None:
    """Add what the ruler has found of a kind ("party") to the stage's finds (`article.parties`)."""
    from .article import Found

    ruled = []
    for span in doc.spans[NAME]:
        label, _, rule = span.label_.partition(" ")
        if label != kind.upper():
            continue
        first = bisect_right(article.tokens.starts, span.start_char) - 1
        last = bisect_left(article.tokens.ends, span.end_char)
        quoted = {**article.span(first, last), "rules": [rule]}
        mention = _mention(kind, quoted, span.id_, [found.mention for found in article.parties])
        ruled.append(Found(first, last, article.sentence_of[first], mention))
    if not ruled:
        return
    finds: list[Found[Any]] = getattr(article, group)
    whole_of = (
        {id(finds[part]): id(finds[whole]) for part, whole in article.count_wholes.items()} if kind == "count" else {}
    )
    kept = [one for one in finds if not any(one.first <= own.last and own.first <= one.last for own in ruled)]
    merged = sorted((*kept, *ruled), key=lambda found: found.first)
    if kind == "count":
        places = {id(found): place for place, found in enumerate(merged)}
        article.count_wholes = {
            places[part]: places[whole] for part, whole in whole_of.items() if part in places and whole in places
        }  # fmt: skip
    setattr(article, group, merged)


def _mention(kind: str, quoted: dict[str, Any], value: str, parties: list[Any]) -> Any:
    from .models import CountMention, DateMention, PartyMention, PhaseMention
    from .stages.dates import periods

    if kind == "party":
        known = next((one for one in parties if one.party == value), None)
        named = (
            {"name": known.name, "type": known.type, "wikidata": known.wikidata} if known else {"name": quoted["text"]}
        )
        return PartyMention.model_validate({**quoted, "party": value, **named})
    if kind == "count":
        number = float(value) if "." in value else int(value)
        return CountMention(**quoted, value=number, low=number, high=number)
    if kind == "phase":
        unit = next((unit for unit in ("stage", "step", "round") if unit in quoted["text"].lower()), "phase")
        place = {"number": int(value)} if value.isdecimal() else {"relative": value} if value else {}
        return PhaseMention.model_validate({**quoted, "unit": unit, **place})
    type = "DURATION" if value.startswith("P") else "TIME" if "T" in value else "DATE"
    bounds = periods.bounds(value) if type == "DATE" else None
    days = {"earliest": bounds[0].isoformat(), "latest": bounds[1].isoformat()} if bounds else {}
    return DateMention.model_validate({**quoted, "type": type, "value": value, **days})
