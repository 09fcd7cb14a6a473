"""Custom entity rules in spaCy's own form: JSON Lines as EntityRuler and SpanRuler have them, a file `*.jsonl` in a pack folder.

    {"label": "PARTY", "pattern": "Karuli Front", "id": "karuli-front"}
    {"label": "PARTY", "pattern": [{"LOWER": "karuli"}, {"LOWER": {"IN": ["front", "army"]}}], "id": "karuli-front"}
    {"label": "PHASE", "pattern": "Track Two", "id": "2"}
    {"label": "DATE", "pattern": "Karuli Day", "id": "2025-05-04"}
    {"label": "COUNT", "pattern": [{"LOWER": "a"}, {"LOWER": "busload"}], "id": "50"}

What `id` says: of a PARTY the party, one that is known or a new one (without it, the name in kebab-case is the id); of a PHASE its number or a relative
(next, final ...); of a DATE its TIMEX3 value, of a COUNT its number, both required. A phrase matches as written, token by token
of our tokenizer; what a token pattern may say: https://spacy.io/usage/rule-based-matching.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from ..errors import PackError
from ..models import Relative

if TYPE_CHECKING:
    from .packs import Packs

Label = Literal["PARTY", "DATE", "COUNT", "PHASE"]
_KEYS = frozenset(("label", "pattern", "id"))
_VALUE = {
    "PARTY": (re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"), "a party's id in kebab-case"),
    "DATE": (re.compile(r"[\dXPT][\dA-Z:.+-]*"), "a TIMEX3 value, 2025-02-04 or P6W"),
    "COUNT": (re.compile(r"\d+(\.\d+)?"), "a number"),
    "PHASE": (re.compile("|".join((r"\d+", *get_args(Relative)))), "a number, or next, current, final, initial, ..."),
}


@dataclass(frozen=True, slots=True)
class SpacyPattern:
    """One line. `rule` is the id that the mentions name it by."""

    label: Label
    pattern: str | list[dict[str, Any]]
    id: str
    rule: str


def read_patterns(text: str, name: str) -> Iterator[SpacyPattern]:
    """The patterns of a JSON Lines file. Raises PackError with file and line."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield _read(line, f"{name}:{number}")


def _read(line: str, place: str) -> SpacyPattern:
    try:
        raw = json.loads(line)
    except ValueError as error:
        raise PackError("P02", place, None, f"is not JSON: {error}", "write one object a line") from None
    if not isinstance(raw, dict) or not {"label", "pattern"} <= set(raw) <= _KEYS:
        raise PackError("P03", place, None, "is no pattern", 'write {"label": ..., "pattern": ..., "id": ...}')
    label, pattern, id = raw["label"], raw["pattern"], raw.get("id")
    if label not in get_args(Label):
        raise PackError("P03", place, None, f"unknown label {label!r}", f"use one of {', '.join(get_args(Label))}")
    if isinstance(pattern, str) and pattern.strip():
        words = pattern
    elif isinstance(pattern, list) and pattern and all(isinstance(token, dict) for token in pattern):
        words = "-".join(str(value) for token in pattern for value in token.values() if isinstance(value, str))
        _check_tokens(pattern, place)
    else:
        raise PackError("P03", place, None, "the pattern is neither text nor a list of tokens", "write one of them")
    name = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
    if id is None:
        if label in ("DATE", "COUNT"):
            raise PackError("P03", place, None, f"a {label} needs an id that says its value", f"add {_VALUE[label][1]}")
        id = name if label == "PARTY" else ""
    if id and not (isinstance(id, str) and _VALUE[label][0].fullmatch(id)):
        raise PackError("P03", place, None, f"the id {id!r} is no value of a {label}", f"write {_VALUE[label][1]}")
    return SpacyPattern(label, pattern, id, f"{label.lower()}.own.{name or id}")


def _check_tokens(pattern: list[dict[str, Any]], place: str) -> None:
    from spacy.errors import MatchPatternError
    from spacy.matcher import Matcher
    from spacy.vocab import Vocab

    try:
        Matcher(Vocab(), validate=True).add("pattern", [pattern])
    except (MatchPatternError, ValueError) as error:
        told = " ".join(str(error).split())
        raise PackError("P05", place, None, told, "mend the tokens (spaCy's Matcher)") from None


def exported(packs: Packs) -> Iterator[dict[str, Any]]:
    """What of the packs can be said in this form: the parties' names that need no guard, time or person, and numbered phases."""
    for party in packs.parties:
        for surface in dict.fromkeys((party.name, *party.aliases)):
            if surface in party.guarded or surface in party.dated or surface in party.alone:
                continue
            if surface.islower():  # these match in any case
                tokens: list[dict[str, Any]] = [{"LOWER": word} for word in surface.split()]
                yield {"label": "PARTY", "pattern": tokens, "id": party.id}
            else:
                yield {"label": "PARTY", "pattern": surface, "id": party.id}
    units = [*packs.lexicon.get("PHASE_UNIT", ()), *packs.lexicon.get("PHASE_STEP", ())]
    for ordinal, number in packs.lexicon.get("PHASE_ORDINAL", {}).items():
        yield {"label": "PHASE", "pattern": [{"LOWER": ordinal}, {"LOWER": {"IN": units}}], "id": str(number)}
    for word, number in packs.lexicon.get("PHASE_CARDINAL", {}).items():
        tokens = [{"LOWER": {"IN": units}}, {"LOWER": {"IN": [word, str(number)]}}]
        yield {"label": "PHASE", "pattern": tokens, "id": str(number)}
