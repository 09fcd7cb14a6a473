"""Read what was corrected in Label Studio back into gold: articles as text, with mentions and claims as `extract score` compares them.

The form is that of writers/annotations/label_studio.py, exported as JSON. Offsets come in UTF-16 code units. A claim's sentence is the one that holds its trigger.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..writers.annotations.label_studio import CHOICES, CLAIM, FIELDS, MENTION, PARTIES, RELATIONS, TEXT, VALUE
from ..writers.annotations.offsets import Utf16
from .inputs import printable


@dataclass(slots=True)
class Gold:
    """One article's gold: its name for a file, its text, and what was marked in it."""

    name: str
    text: str
    marked: dict[str, Any]


def read_tasks(path: Path) -> Iterator[Gold | InputError]:
    """The tasks of an export that somebody has annotated (of several annotations the last that was not cancelled); of one that nobody has, or that cannot be read, an InputError in its place.

    Raises InputError for a file that is no export.
    """
    try:
        tasks = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = "no such file" if isinstance(error, FileNotFoundError) else str(error)
        raise InputError(f"{printable(path)}: {reason}") from None
    except json.JSONDecodeError as error:
        raise InputError(f"{printable(path)}: is no JSON: {error.msg.lower()} in line {error.lineno}") from None
    if not isinstance(tasks, list):
        raise InputError(f"{printable(path)}: is no export of tasks: not a list")
    for number, task in enumerate(tasks, start=1):
        place = f"{printable(path)}: task {number}"
        try:
            yield _gold(task, place)
        except InputError as error:
            yield error
        except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
            yield InputError(f"{place}: is not of the form that `extract to label-studio` writes: {error!r}")


def _gold(task: Mapping[str, Any], place: str) -> Gold:
    data = task["data"]
    done = [annotation for annotation in task.get("annotations") or () if not annotation.get("was_cancelled")]
    if not done:
        raise InputError(f"{place}: nobody has annotated it")
    text: str = data[TEXT]
    name = Path(str(data.get("id") or task.get("id"))).name
    regions, relations = _regions(done[-1]["result"], Utf16(text))
    mentions = {id: _mention(region, text) for id, region in regions.items() if MENTION in region["of"]}
    claims = [_claim(id, region, text, mentions, relations) for id, region in regions.items() if CLAIM in region["of"]]
    marked = {
        "published": data.get("published"),
        "mentions": sorted(mentions.values(), key=lambda mention: (mention["start"], -mention["end"])),
        "claims": sorted(claims, key=lambda claim: (claim["trigger"]["start"], claim["event"])),
    }
    return Gold(name, text, marked)


def _regions(
    results: list[dict[str, Any]], offsets: Utf16
) -> tuple[dict[str, dict[str, Any]], list[tuple[str, str, str]]]:
    """Regions by id, each with its edges and what is said of it, and the relations (from, to, label)."""
    regions: dict[str, dict[str, Any]] = {}
    relations: list[tuple[str, str, str]] = []
    for result in results:
        if result["type"] == "relation":
            relations += [(result["from_id"], result["to_id"], label) for label in result.get("labels") or ("",)]
            continue
        value = result["value"]
        region = regions.setdefault(result["id"], {"of": {}})
        if "start" in value:
            region["start"], region["end"] = offsets.points(value["start"]), offsets.points(value["end"])
        region["of"][result["from_name"]] = value.get(result["type"]) or value.get("text") or []
    return regions, relations


def _mention(region: dict[str, Any], text: str) -> dict[str, Any]:
    kind = region["of"][MENTION][0]
    said = region["of"].get(VALUE)
    fields = json.loads(said[0] if isinstance(said, list) else said) if said else {}
    return {"kind": kind, **_span(region, text), **{name: fields.get(name) for name in FIELDS[kind]}}


def _claim(
    id: str,
    region: dict[str, Any],
    text: str,
    mentions: dict[str, dict[str, Any]],
    relations: list[tuple[str, str, str]],
) -> dict[str, Any]:
    said = region["of"]
    trigger = _span(region, text)
    own = [mentions[to] for start, to, _ in relations if start == id and to in mentions]
    source = said.get("source")
    return {
        "event": said[CLAIM][0],
        **{name: said[name][0] if said.get(name) else None for name in CHOICES},
        "trigger": trigger,
        "sentence": _sentence(text, trigger["start"]),
        **{name: list(said.get(name) or ()) for name in PARTIES},
        **{slot: [mention for mention in own if mention["kind"] == kind] for slot, kind in RELATIONS.items()},
        "source": {"text": source[0], "party": (said.get("source_party") or [None])[0]} if source else None,
    }


def _span(region: dict[str, Any], text: str) -> dict[str, Any]:
    start, end = region["start"], region["end"]
    return {"text": text[start:end], "start": start, "end": end}


def _sentence(text: str, at: int) -> dict[str, Any]:
    from ..text.sentences import segment
    from ..text.tokenizer import tokenize

    tokens = tokenize(text)
    for sentence in segment(tokens):
        start, end = tokens.starts[sentence.first], tokens.ends[sentence.last]
        if start <= at < end:
            return {"text": text[start:end], "start": start, "end": end}
    raise ValueError(f"no sentence at {at}")
