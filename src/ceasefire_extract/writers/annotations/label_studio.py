"""Label Studio: tasks with what was extracted as predictions, to be corrected there; readers/label_studio.py reads them back.

A mention is a region labelled with its kind, and what it says (its value's fields, as JSON) a text of that region; a claim is a region on its trigger, labelled with its event,
with choices for status, polarity and aspect, the parties as texts, and relations to its counts, dates and phases. INTERFACE is the labelling interface for them.
Label Studio counts offsets in UTF-16 code units.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from ...models import AnyMention, Aspect, Claim, Event, Extraction, Polarity, Status
from .offsets import Utf16

MENTION, VALUE, CLAIM, TEXT = "mention", "value", "claim", "text"  # names in the interface
CHOICES: dict[str, tuple[str, ...]] = {
    "status": get_args(Status), "polarity": get_args(Polarity), "aspect": get_args(Aspect),
}  # fmt: skip
PARTIES = ("actors", "targets", "mediators")
RELATIONS = {"counts": "count", "dates": "date", "phases": "phase", "places": "place"}
FIELDS = {  # of a mention's value, by kind
    "date": ("type", "value", "mod"),
    "count": ("value", "low", "high", "modifier", "unit", "category"),
    "party": ("party", "person"),
    "phase": ("number", "of", "relative", "unit"),
    "place": ("type", "name", "geonames", "country"),
}


def task(extraction: Extraction, text: str, *, version: str) -> dict[str, Any]:
    """One article as a task with a prediction."""
    document = extraction.document
    return {
        "data": {TEXT: text, "id": document.id, "title": document.title, "published": document.published, "source": document.source},
        "predictions": [{"model_version": f"ceasefire-extract {version}", "result": list(_results(extraction, Utf16(text)))}],
    }  # fmt: skip


def _results(extraction: Extraction, offsets: Utf16) -> Iterator[dict[str, Any]]:
    for mention in extraction.mentions:
        region = _region(mention.id, mention.start, mention.end, mention.text, offsets)
        yield _result(region, MENTION, "labels", labels=[mention.kind])
        yield _result(region, VALUE, "textarea", text=[_value(mention)])
    for claim in extraction.claims:
        trigger = claim.trigger
        region = _region(claim.id, trigger.start, trigger.end, trigger.text, offsets)
        yield _result(region, CLAIM, "labels", labels=[claim.event])
        for name in CHOICES:
            if getattr(claim, name) is not None:
                yield _result(region, name, "choices", choices=[getattr(claim, name)])
        for name in PARTIES:
            if getattr(claim, name):
                yield _result(region, name, "textarea", text=list(getattr(claim, name)))
        if claim.source is not None:
            yield _result(region, "source", "textarea", text=[claim.source.text])
            if claim.source.party is not None:
                yield _result(region, "source_party", "textarea", text=[claim.source.party])
        yield from _relations(claim)


def _relations(claim: Claim) -> Iterator[dict[str, Any]]:
    for slot, label in RELATIONS.items():
        for mention in getattr(claim, slot):
            yield {
                "type": "relation",
                "from_id": claim.id,
                "to_id": mention.id,
                "direction": "right",
                "labels": [label],
            }


def _region(id: str, start: int, end: int, text: str, offsets: Utf16) -> dict[str, Any]:
    return {"id": id, "start": offsets.units(start), "end": offsets.units(end), "text": text}


def _result(region: dict[str, Any], name: str, kind: str, **value: Any) -> dict[str, Any]:
    where = {"start": region["start"], "end": region["end"], "text": region["text"]}
    return {"id": region["id"], "from_name": name, "to_name": TEXT, "type": kind, "value": {**where, **value}}


def _value(mention: AnyMention) -> str:
    import json

    return json.dumps({name: getattr(mention, name) for name in FIELDS[mention.kind]}, ensure_ascii=False)


def _interface() -> str:
    kinds = "".join(f'    <Label value="{kind}"/>\n' for kind in FIELDS)
    events = "".join(f'    <Label value="{event}"/>\n' for event in get_args(Event))
    choices = "".join(
        f'  <Choices name="{name}" toName="{TEXT}" perRegion="true" whenTagName="{CLAIM}">\n'
        + "".join(f'    <Choice value="{value}"/>\n' for value in values)
        + "  </Choices>\n"
        for name, values in CHOICES.items()
    )
    texts = "".join(
        f'  <TextArea name="{name}" toName="{TEXT}" perRegion="true" editable="true" displayMode="region-list" whenTagName="{tag}"/>\n'
        for name, tag in [(VALUE, MENTION), *((name, CLAIM) for name in (*PARTIES, "source", "source_party"))]
    )
    relations = "".join(f'    <Relation value="{label}"/>\n' for label in RELATIONS.values())
    return (
        "<View>\n  <Style>.htx-text { white-space: pre-wrap; }</Style>\n"
        f'  <Labels name="{MENTION}" toName="{TEXT}">\n{kinds}  </Labels>\n'
        f'  <Labels name="{CLAIM}" toName="{TEXT}">\n{events}  </Labels>\n'
        f'  <Text name="{TEXT}" value="${TEXT}"/>\n{choices}{texts}'
        f"  <Relations>\n{relations}  </Relations>\n</View>\n"
    )


INTERFACE = _interface()
