"""What holds of every extraction, whatever the text: `faults` says where one breaks it. Tests, the fuzzer and `extract check-output` call it.

The form is that of the JSON Schema (models.py); beyond it: offsets quote the text, ids refer, what is found lies in one sentence, a claim's parts
are the mentions that it names, and values are well-formed and finite. Date values are TIMEX3 (TimeML 1.2.1).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from pydantic import BaseModel, ValidationError

from .article import read_article
from .models import (
    MOST,
    Claim,
    CountMention,
    DateMention,
    DerivedDocument,
    Extraction,
    Offsets,
    PartyMention,
    PhaseMention,
    Span,
    Statement,
)

_YEAR = r"(?:\d{4}|XXXX)"
_SEASON = r"(?:SP|SU|FA|WI)"
_DAY = rf"(?:{_YEAR}-(?:\d\d|XX)-(?:\d\d|XX)|{_YEAR}-W(?:\d\d|XX)-[1-7])"
_DATE = re.compile(
    rf"{_DAY}|{_YEAR}(?:-(?:W(?:\d\d|XX)(?:-WE)?|Q[1-4X]|H[12X]|{_SEASON}|\d\d|XX))?|\d{{1,3}}|X{{1,3}}"
    rf"|BC\d{{1,4}}(?:-(?:\d\d|{_SEASON}))?|(?:PAST|PRESENT|FUTURE)_REF"
)
_TIME = re.compile(rf"{_DAY}T(?:\d\d:\d\d|MO|MI|AF|EV|NI|DT)")
_AMOUNT = r"(?:\d+(?:\.\d+)?|X)"
_DURATION = re.compile(rf"P(?:{_AMOUNT}(?:Y|M|W|D|Q|H|DE|CE|ML|WE)|T{_AMOUNT}[HMS]|T\d+H\d+M|T\d+M\d+S)")
_SET = re.compile(
    rf"{_DURATION.pattern}|{_YEAR}-\d\d(?:-\d\d)?|XXXX-WXX(?:-(?:WE|[1-7]))?(?:T[A-Z]{{2}})?|XXXX-XX-XXT[A-Z]{{2}}"
)
_VALUES = {"DATE": _DATE, "TIME": _TIME, "DURATION": _DURATION, "SET": _SET}
_FULL = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?(?!\d)")
_BOUND = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(?:[01]\d|2[0-4]):[0-5]\d)?")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def faults(output: Extraction | Mapping[str, Any], text: str | None = None) -> list[str]:
    """All that is wrong with an extraction, a line each; empty where it holds.

    `output` is the model or the JSON object as printed. Without the article's `text` (which the output of a page or a PDF carries itself), what
    can only be seen there is not looked at: whether spans quote it, and whether they lie in one sentence.
    """
    if isinstance(output, Mapping) and "schema_version" not in output:
        return ["it is no extraction: it has no schema_version; check what --format json or jsonl prints"]
    printed = output.model_dump_json() if isinstance(output, Extraction) else _printed(output)
    if printed is None:
        return ["it holds a number that is no number (NaN or infinity)"]
    try:
        extraction = Extraction.model_validate_json(printed, strict=True)
    except ValidationError as error:
        return [f"{'.'.join(map(str, one['loc'])) or 'it'}: {one['msg'].lower()}" for one in error.errors()]
    if json.loads(printed) != json.loads(extraction.model_dump_json()):
        return [
            f"a field is missing: {path}" for path in _missing(json.loads(printed), extraction.model_dump(mode="json"))
        ]
    if text is None and isinstance(extraction.document, DerivedDocument):
        text = extraction.document.text
    return list(_faults(extraction, text))


def _printed(output: Mapping[str, Any]) -> str | None:
    try:
        return json.dumps(output, allow_nan=False)
    except ValueError:
        return None


def _missing(given: Any, whole: Any, path: str = "") -> Iterator[str]:
    if isinstance(whole, dict) and isinstance(given, dict):
        for name, value in whole.items():
            if name not in given:
                yield f"{path}{name}"
            else:
                yield from _missing(given[name], value, f"{path}{name}.")
    elif isinstance(whole, list) and isinstance(given, list):
        for number, (one, other) in enumerate(zip(given, whole, strict=True)):
            yield from _missing(one, other, f"{path}{number}.")
    elif given != whole:
        yield path.rstrip(".")


def _faults(extraction: Extraction, text: str | None) -> Iterator[str]:
    document = extraction.document
    if document.published is not None and _day(document.published) is None:
        yield f"document.published {document.published!r} is no day"
    if (document.published is None) != (document.published_from is None):
        yield "document.published and published_from: one is known, the other is not"
    if not re.fullmatch(r"[0-9a-f]{64}", document.sha256):
        yield f"document.sha256 {document.sha256!r} is none"
    for warning in extraction.warnings:
        if warning.code == "internal":
            yield f"warning: {warning.message}"
    yield from _spans(extraction, document.characters, text)
    yield from _numbered("mention", "m", extraction.mentions, [one.start for one in extraction.mentions])
    yield from _numbered("statement", "s", extraction.statements, [one.content.start for one in extraction.statements])
    yield from _numbered("claim", "c", extraction.claims, [one.trigger.start for one in extraction.claims])
    by_id = {mention.id: mention for mention in extraction.mentions}
    for mention in extraction.mentions:
        for fault in _mention_faults(mention, by_id):
            yield f"{mention.id} {mention.text!r}: {fault}"
    for statement in extraction.statements:
        for fault in _statement_faults(statement):
            yield f"{statement.id} {statement.content.text[:40]!r}: {fault}"
    statements = {statement.id: statement for statement in extraction.statements}
    for claim in extraction.claims:
        for fault in _claim_faults(claim, by_id, statements):
            yield f"{claim.id} {claim.trigger.text!r}: {fault}"
    yield from _event_faults(extraction, by_id)


# --- spans and ids ------------------------------------------------------------------------------------------------


def _spans(extraction: Extraction, characters: int, text: str | None) -> Iterator[str]:
    if text is not None:
        if characters != len(text):
            yield f"document.characters is {characters}, the text has {len(text)}"
        if extraction.document.sha256 != hashlib.sha256(text.encode("utf-8")).hexdigest():
            yield "document.sha256 is of another text"
            return
    for where, span in _all_spans(extraction, ""):
        if not 0 <= span.start < span.end <= characters:
            yield f"{where}: {span.start} to {span.end} is no stretch of {characters} characters"
        elif isinstance(span, Span) and len(span.text) != span.end - span.start:
            yield f"{where}: {span.start} to {span.end} is longer or shorter than its text {span.text[:40]!r}"
        elif isinstance(span, Span) and not span.text.strip():
            yield f"{where}: its text is blank"
        elif isinstance(span, Span) and text is not None and text[span.start : span.end] != span.text:
            yield f"{where}: {span.text[:40]!r} is not what the text has there, {text[span.start : span.end][:40]!r}"
    if text is not None:
        yield from _crossing(extraction, text)


def _all_spans(node: BaseModel | Sequence[BaseModel], where: str) -> Iterator[tuple[str, Span | Offsets]]:
    if isinstance(node, BaseModel):
        if isinstance(node, Span | Offsets):
            yield where, node
        for name, value in node:
            if isinstance(value, BaseModel | list):
                yield from _all_spans(value, f"{where}.{name}" if where else name)
    else:
        for number, value in enumerate(node):
            if isinstance(value, BaseModel):
                yield from _all_spans(value, f"{where}[{number}]")


def _crossing(extraction: Extraction, text: str) -> Iterator[str]:
    sentences = read_article(text).sentences
    starts = [sentence.start for sentence in sentences]

    def inside(span: Span | Offsets | None) -> bool:
        return span is None or bisect_right(starts, span.start) == bisect_right(starts, span.end - 1) > 0

    for mention in extraction.mentions:
        if not inside(mention) or (isinstance(mention, DateMention) and not inside(mention.anchor)):
            yield f"{mention.id} {mention.text!r} crosses a sentence"
    for statement in extraction.statements:
        source = statement.source
        if not all(map(inside, (statement.cue, source, source.antecedent, source.via))):
            yield f"{statement.id}: its source {source.text!r} or its cue crosses a sentence"
    stretches = {(sentence.start, sentence.end) for sentence in sentences}
    for claim in extraction.claims:
        if (claim.sentence.start, claim.sentence.end) not in stretches:
            yield f"{claim.id}: {claim.sentence.text[:40]!r} is no sentence"


def _numbered(what: str, letter: str, items: Sequence[Any], places: Sequence[int]) -> Iterator[str]:
    if [item.id for item in items] != [f"{letter}{number}" for number in range(1, len(items) + 1)]:
        yield f"the ids of the {what}s are not {letter}1, {letter}2, ..."
    if any(a > b for a, b in pairwise(places)):
        yield f"the {what}s are not in reading order"


# --- mentions -----------------------------------------------------------------------------------------------------


def _mention_faults(mention: Any, by_id: Mapping[str, Any]) -> Iterator[str]:
    if not mention.rules:
        yield "no rule made it"
    if isinstance(mention, DateMention):
        yield from _date_faults(mention)
    elif isinstance(mention, CountMention):
        yield from _count_faults(mention, by_id)
    elif isinstance(mention, PartyMention):
        if mention.party is None and mention.person is None:
            yield "it names neither a party nor a person"
        yield from _id_faults("party", mention.party)
        yield from _id_faults("person", mention.person)
        if mention.wikidata is not None and not re.fullmatch(r"Q[1-9]\d*", mention.wikidata):
            yield f"wikidata {mention.wikidata!r} is none"
    elif isinstance(mention, PhaseMention):
        for name in ("number", "of", "resolved_number"):
            number = getattr(mention, name)
            if number is not None and not 0 <= number < 1000:
                yield f"{name} {number} is none"


def _date_faults(mention: DateMention) -> Iterator[str]:
    value = mention.value
    if not _VALUES[mention.type].fullmatch(value):
        yield f"{value!r} is no {mention.type} of TIMEX3"
    full = _FULL.match(value) if mention.type in ("DATE", "TIME") else None
    if full and _day(f"{full[1]}-{full[2]}-{full[3] or '01'}") is None:
        yield f"{value!r} is not on the calendar"
    if (mention.earliest is None) != (mention.latest is None):
        yield "one of earliest and latest is known, the other is not"
    if mention.earliest is not None and mention.latest is not None:
        if mention.type not in ("DATE", "TIME"):
            yield f"a {mention.type} has no bounds"
        for bound in (mention.earliest, mention.latest):
            match = _BOUND.fullmatch(bound)
            if match is None or _day(match[1]) is None:
                yield f"{bound!r} is no day or hour"
        if mention.earliest > mention.latest:
            yield f"{mention.earliest} is after {mention.latest}"


def _count_faults(mention: CountMention, by_id: Mapping[str, Any]) -> Iterator[str]:
    numbers = [number for number in (mention.low, mention.value, mention.high) if number is not None]
    if not numbers:
        yield "it states no number"
    if not all(math.isfinite(number) and 0 <= number < MOST for number in numbers):
        yield f"{numbers} are no amounts"
    if numbers != sorted(numbers):
        yield f"low, value and high are out of order: {numbers}"
    if mention.part_of is not None and (
        mention.part_of == mention.id or not isinstance(by_id.get(mention.part_of), CountMention)
    ):
        yield f"part_of {mention.part_of!r} is no other count"


def _id_faults(what: str, value: str | None) -> Iterator[str]:
    if value is not None and not _ID.fullmatch(value):
        yield f"{what} {value!r} is no id in kebab-case"


def _day(value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return None


# --- statements and claims ----------------------------------------------------------------------------------------


def _statement_faults(statement: Statement) -> Iterator[str]:
    if not statement.rules:
        yield "no rule made it"
    parts, content = statement.content.parts, statement.content
    if not parts or (parts[0].start, parts[-1].end) != (content.start, content.end):
        yield "its parts do not make up its content"
    if any(a.end > b.start for a, b in pairwise(parts)):
        yield "its parts overlap"
    yield from _id_faults("party", statement.source.party)
    yield from _id_faults("person", statement.source.person)


def _claim_faults(claim: Claim, by_id: Mapping[str, Any], statements: Mapping[str, Statement]) -> Iterator[str]:
    if not claim.rules:
        yield "no rule made it"
    if not claim.sentence.start <= claim.trigger.start < claim.trigger.end <= claim.sentence.end:
        yield "its trigger is outside its sentence"
    else:
        at = claim.trigger.start - claim.sentence.start
        if claim.sentence.text[at : at + len(claim.trigger.text)] != claim.trigger.text:
            yield "its sentence has other words where its trigger is"
    for mention in (*claim.counts, *claim.dates, *claim.phases):
        if by_id.get(mention.id) != mention:
            yield f"{mention.id} {mention.text!r} is not the mention of that id"
    for role, parties in (("actor", claim.actors), ("target", claim.targets), ("mediator", claim.mediators)):
        if [one.party for one in claim.participants if one.role == role] != parties:
            yield f"its {role}s are not those of its participants"
    for participant in claim.participants:
        yield from _id_faults("party", participant.party)
        named = by_id.get(participant.mention or "")
        if participant.mention is not None and not (
            isinstance(named, PartyMention) and participant.party == named.party
        ):
            yield f"{participant.mention} is no mention of {participant.party}"
    if claim.source is not None:
        statement = statements.get(claim.source.statement or "")
        if statement is None:
            yield f"there is no statement {claim.source.statement}"
        elif not any(part.start <= claim.trigger.start < part.end for part in statement.content.parts):
            yield f"its trigger is not in {statement.id}, which it is said to be from"


def _event_faults(extraction: Extraction, by_id: Mapping[str, Any]) -> Iterator[str]:
    """Each claim is in one group, and a group's parts are told by claims of its own."""
    if [group.id for group in extraction.events] != [f"e{number}" for number in range(1, len(extraction.events) + 1)]:
        yield "the ids of the events are not e1, e2, ..."
    grouped = [claim for group in extraction.events for claim in group.claims]
    if extraction.events and sorted(grouped) != sorted(claim.id for claim in extraction.claims):
        yield "the claims are not each in one event"
    for group in extraction.events:
        parts = [*group.participants, *group.dates, *group.figures, *group.phases, *group.sources]
        told = {
            group.told_by,
            *(claim for part in parts for claim in part.claims),
            *(c for link in group.links for c in link.claims),
        }
        if not told <= set(group.claims):
            yield f"{group.id}: {sorted(told - set(group.claims))} are no claims of its own"
        for mention in [part.mention for part in group.dates] + [part.mention for part in group.figures]:
            if mention not in by_id:
                yield f"{group.id}: there is no mention {mention}"
        for participant in group.participants:
            yield from _id_faults(f"{group.id}: party", participant.party)
