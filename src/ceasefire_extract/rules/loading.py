"""Read the pattern packs: every word the extractor knows, checked strictly.

A pack is a YAML file with the keys `stage` (lexicon, dates, counts, phases, parties, places, statements, context, events, claims, codebooks), `note`,
`lexicon` (CLASS: words, or words with values), `verbs` (CLASS: verbs by lemma), `words` (CLASS: words that code asks for and patterns do not,
as a list, a mapping or one text of many words), `frames` (who takes part in an event), `fragments` (NAME: a piece of pattern, used as @NAME), `rules`, `defaults` (keys that all rules of
the file share), for the parties `parties` and `blockers`, for the places `places`, for the claims `confidence`, and for the codebooks `codebook`, `codes` and `words`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import yaml
from pydantic import ValidationError

from ..errors import PackError
from .folders import builtin_folder, pack_files
from .forms import MAKES, STAGES, Blocker, Codebook, Frame, PartyEntry, PersonEntry, PlaceEntry, Rule, Weights
from .inflect import VERB_FORMS
from .packs import Packs
from .spacy_patterns import read_patterns

_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Safe):  # type: ignore[misc]
    """Safe YAML in which "no" and "on" are words and 2025-01-19 is text: packs are full of them."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {
        first: [
            (tag, regexp)
            for tag, regexp in resolvers
            if not (tag.endswith(":bool") and first in "yYnNoO") and not tag.endswith(":timestamp")
        ]
        for first, resolvers in _Safe.yaml_implicit_resolvers.items()
    }


_KEYS = frozenset(
    ("stage", "note", "lexicon", "verbs", "words", "frames", "fragments", "defaults", "rules", "parties", "people", "names",
     "blockers", "codebook", "codes", "places", "confidence")
)  # fmt: skip


def load_packs(*folders: str | Path) -> Packs:
    """The built-in packs and those of `folders`, in that order. Raises PackError with file, rule, fault and remedy."""
    return packs_with(own_packs(folders))


def packs_with(own: Mapping[str, str]) -> Packs:
    """The built-in packs and those of a user (file -> YAML). Raises PackError with file, rule, fault and remedy."""
    packs = Packs(own=dict(own))
    builtin = builtin_folder()
    for path in pack_files(builtin):
        name = path.relative_to(builtin).as_posix()
        if not name.startswith("compare/"):  # of another form: compare/rules.py
            _add(packs, name, read_pack(path, name))
    for name, text in own.items():
        if name.endswith(".jsonl"):
            _add_spacy(packs, name, text)
        else:
            _add(packs, name, _read(text, name))
    return packs


def _add_spacy(packs: Packs, name: str, text: str) -> None:
    """Patterns in spaCy's form: names of parties join the names, so that all rules know them; what else they say, spaCy's own ruler finds."""
    for pattern in read_patterns(text, name):
        known = any(party.id == pattern.id for party in packs.parties)
        if pattern.label == "PARTY" and not known:
            words = pattern.pattern if isinstance(pattern.pattern, str) else pattern.id.replace("-", " ").title()
            packs.parties.append(PartyEntry(id=pattern.id, name=words, type="other"))
            packs.file_of["party:" + pattern.id] = name
        elif pattern.label == "PARTY" and isinstance(pattern.pattern, str):
            packs.names.append((pattern.id, pattern.pattern, name))
        if pattern.label != "PARTY" or not isinstance(pattern.pattern, str):
            packs.spacy_patterns.append(pattern)
            packs.file_of[pattern.rule] = name


def own_packs(folders: Iterable[str | Path]) -> dict[str, str]:
    """What the pack files in `folders` (or files) hold, by name. Raises PackError."""
    own = {}
    for folder in folders:
        path = Path(folder)
        if not path.exists():
            raise PackError(
                "P01", str(folder), None, "there is no such folder or file", "check the path given to --patterns"
            )
        found = [path] if path.is_file() else sorted((*pack_files(path), *path.rglob("*.jsonl")))
        if not found:
            raise PackError(
                "P01", str(folder), None, "holds no .yaml, .yml or .jsonl file", "put a pack into it (CONTRIBUTING.md)"
            )
        own.update({str(file): _text_of(file, str(file)) for file in found})
    return own


@functools.cache
def builtin_packs() -> Packs:
    """The built-in packs, read once."""
    return load_packs()


def read_pack(file: Path, name: str) -> dict[str, Any]:
    """What a YAML file holds; `name` is what faults call it. Raises PackError."""
    return _read(_text_of(file, name), name)


def _text_of(file: Path, name: str) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError("P02", name, None, f"cannot be read: {error}", "save it as UTF-8 text") from None


def _read(text: str, name: str) -> dict[str, Any]:
    try:
        data = yaml.load(text, Loader=_Loader)  # a safe loader
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        line = f" in line {place.line + 1}" if place else ""
        raise PackError(
            "P02",
            name,
            None,
            f"is not YAML{line}: {getattr(error, 'problem', error)}",
            "quote the value, or mend the indent",
        ) from None
    if not isinstance(data, dict):
        raise PackError("P03", name, None, "is not a mapping", "begin with 'stage: ...' and 'rules:'")
    return data


def _add(packs: Packs, name: str, data: Mapping[str, Any]) -> None:
    unknown = sorted(set(data) - _KEYS)
    if unknown:
        raise PackError("P03", name, None, f"unknown key {unknown[0]!r}", f"use one of {', '.join(sorted(_KEYS))}")
    stage = data.get("stage")
    if stage not in STAGES:
        raise PackError("P03", name, None, f"unknown stage {stage!r}", f"use one of {', '.join(STAGES)}")
    if stage == "codebooks":
        _add_codebook(packs, name, data)
        return
    for cls, entries in (data.get("lexicon") or {}).items():
        _add_class(packs, name, str(cls), entries)
        verb, _, form = str(cls).rpartition("_")
        if verb.startswith("V_") and form in VERB_FORMS:  # a form that the inflector cannot know
            _add_class(packs, name, verb, entries)
    for cls, entries in (data.get("verbs") or {}).items():
        _add_verbs(packs, name, str(cls), entries)
    for cls, entries in (data.get("words") or {}).items():
        _add_class(packs, name, str(cls), entries.split() if isinstance(entries, str) else entries, packs.words)
    for raw in data.get("frames") or []:
        frame = _validated(Frame, raw, name, raw.get("event") if isinstance(raw, dict) else None)
        if packs.frames.setdefault(frame.event, frame) is not frame:
            raise PackError("P04", name, frame.event, "the event has two frames", "keep one")
    for fragment, pattern in (data.get("fragments") or {}).items():
        if packs.fragments.setdefault(fragment, pattern) != pattern:
            raise PackError("P04", name, fragment, "the fragment is defined twice", "give one another name")
    model = STAGES[stage]
    for raw in data.get("rules") or []:
        rule_id = raw.get("id") if isinstance(raw, dict) else None
        if model is None:
            raise PackError(
                "P03", name, rule_id, "a lexicon file holds no rules", "move the rule to its stage's folder"
            )
        raw = {**(data.get("defaults") or {}), **raw} if isinstance(raw, dict) else raw
        rule = _validated(model, raw, name, rule_id)
        _check_make(stage, rule, name)
        if rule.id in packs.file_of:
            raise PackError(
                "P04", name, rule.id, f"the id is taken in {packs.file_of[rule.id]}", "give the rule another id"
            )
        packs.file_of[rule.id] = name
        packs.rules[stage].append(rule)
    for raw in data.get("parties") or []:
        entry = _validated(PartyEntry, raw, name, raw.get("id") if isinstance(raw, dict) else None)
        if "party:" + entry.id in packs.file_of:
            raise PackError(
                "P04",
                name,
                entry.id,
                f"the party is in {packs.file_of['party:' + entry.id]} already",
                "merge the two entries",
            )
        packs.file_of["party:" + entry.id] = name
        packs.parties.append(entry)
    for raw in data.get("people") or []:
        person = _validated(PersonEntry, raw, name, raw.get("name") if isinstance(raw, dict) else None)
        packs.file_of["person:" + person.name] = name
        packs.people.append(person)
    for party, surfaces in (data.get("names") or {}).items():
        if not isinstance(surfaces, list) or not all(isinstance(surface, str) for surface in surfaces):
            raise PackError("P03", name, str(party), "is not a list of names", "write 'id: [name, ...]'")
        packs.names += [(str(party), surface, name) for surface in surfaces]
    packs.blockers += [_validated(Blocker, raw, name, None) for raw in data.get("blockers") or []]
    if "confidence" in data:
        packs.weights = _validated(Weights, data["confidence"], name, None)
    packs.places += [_validated(PlaceEntry, raw, name, None) for raw in data.get("places") or []]


def _add_codebook(packs: Packs, name: str, data: Mapping[str, Any]) -> None:
    """The rows of a user's pack stand before the built-in ones, since the first that fits decides; its words join theirs."""
    title = data.get("codebook")
    if not isinstance(title, str):
        raise PackError("P03", name, None, "names no codebook", "write 'codebook: plover'")
    added = _validated(Codebook, {key: data[key] for key in ("codes", "words") if key in data}, name, title)
    book = packs.codebooks.setdefault(title, Codebook())
    for words, listed in added.words.items():
        book.words.setdefault(words, []).extend(listed)
    book.codes[:0] = added.codes
    for row in book.codes:
        if row.says is not None and row.says not in book.words:
            raise PackError("P06", name, title, f"there are no words {row.says!r}", "list them under 'words'")


def _check_make(stage: str, rule: Rule, name: str) -> None:
    """Whether the stage can make what the rule wants of it."""
    makes = MAKES.get(stage)
    make = getattr(rule, "make", None)
    if makes is None:
        return
    if make not in makes:
        raise PackError("P07", name, rule.id, f"no maker is called {make!r}", f"use one of {', '.join(sorted(makes))}")
    capture = makes[make]
    if capture and not all(f"{capture}:" in pattern for pattern in rule.all_patterns):
        raise PackError(
            "P07",
            name,
            rule.id,
            f"a pattern captures no {capture!r}",
            f"write '{capture}:' before the item that is the {capture}",
        )


V = TypeVar("V", bound=Any)


def _validated(model: type[V], raw: object, name: str, rule: str | None) -> V:
    try:
        return model.model_validate(raw)  # type: ignore[no-any-return]
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        todo = "see the form of a rule in patterns/README.md"
        if first["type"] == "extra_forbidden":
            todo = f"take it out, or mend its spelling; {model.__name__} has {', '.join(model.model_fields)}"
        elif where in ("examples", "counterexamples"):
            todo = "give the rule at least one example and one counterexample"
        raise PackError("P03", name, rule, f"{where}: {first['msg'].lower()}", todo) from None


def _add_class(
    packs: Packs, name: str, cls: str, entries: object, classes: dict[str, dict[str, Any]] | None = None
) -> None:
    """Entries are a list (no values) or a mapping; a class may be spread over several files."""
    if isinstance(entries, list):
        entries = dict.fromkeys(entries)
    if not isinstance(entries, dict):
        raise PackError("P03", name, cls, "is neither a list nor a mapping", "write '[word, ...]' or 'word: value'")
    target = (packs.lexicon if classes is None else classes).setdefault(cls, {})
    for surface, value in entries.items():
        if not isinstance(surface, str):
            raise PackError("P03", name, cls, f"{surface!r} is not text to YAML", "put it in quotes")
        key = " ".join(surface.lower().replace("’", "'").split())
        if key in target and target[key] != value:
            raise PackError("P04", name, cls, f"{surface!r} has two values", "keep one")
        target[key] = value


def _add_verbs(packs: Packs, name: str, cls: str, entries: object) -> None:
    """A class of verbs by lemma ("release", "hand over"): makes CLASS (every form) and CLASS_BASE, _S, _PAST, _PART, _ING."""
    if not isinstance(entries, list | dict):
        raise PackError("P03", name, cls, "is neither a list nor a mapping", "write '[verb, ...]' or 'verb: value'")
    values: Mapping[str, Any] = entries if isinstance(entries, dict) else dict.fromkeys(entries)
    for lemma, value in values.items():
        for form, surface in packs.inflector.forms(str(lemma)):
            _add_class(packs, name, f"{cls}_{form}", {surface: value})
            if packs.lexicon.setdefault(cls, {}).get(surface, value) == value:
                _add_class(packs, name, cls, {surface: value})
