"""The form of the rules of comparing (`patterns/compare/*.yaml`), and reading them.

A link rule says what speaks for or against two accounts being of one event: it looks at relations (`relations.py`), has a weight, and gives
its reason. A bar keeps two accounts apart whatever else speaks for them. Each rule carries pairs of sentences in which it speaks, and pairs in
which it must not.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ..models import Aspect, Category, Event, Polarity, Status

RELATIONS: dict[str, tuple[str, ...]] = {  # name -> its values; what each means: relations.py
    "doers": ("same", "part", "apart", "open"),
    "sufferers": ("same", "part", "apart", "open"),
    "sides": ("same", "part", "apart", "open"),
    "roles": ("swapped", "straight", "open"),
    "kinds": ("same", "apart", "open"),
    "mode": ("real", "coming", "wished", "maybe", "near", "unsure", "apart", "open"),
    "turn": ("same", "apart", "ended", "open", "none"),
    "polarity": ("same", "apart"),
    "peoples": ("same", "part", "apart", "open"),
    "groups": ("same", "apart", "open"),
    "phases": ("same", "apart", "open"),
    "time": ("same", "near", "apart", "fits", "earlier", "past", "open"),
    "news": ("same", "near", "far", "open"),
    "names": ("same", "apart", "open"),
    "figures": ("same", "other", "unlike", "open"),
    "scene": ("shared", "apart", "open"),
    "place": ("sentence", "article", "articles"),
    "words": ("all", "many", "some", "few", "none"),
}

STABLE = frozenset(RELATIONS) - {
    "figures",
    "scene",
    "place",
    "words",
}  # what a bar may look at: it is asked of many pairs


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Told(Strict):
    """A claim of a rule's example: a sentence with its trigger in [[...]], and what else is said of it."""

    text: str
    event: Event
    status: Status = "occurred"
    aspect: Aspect | None = None
    polarity: Polarity = "positive"
    actors: list[str] = Field(default_factory=list)
    targets: list[str] = Field(default_factory=list)
    counts: list[tuple[Category, str]] = Field(default_factory=list, description="(killed, '12 Israelis'), ...")
    day: str | None = Field(None, description="The day that the claim is dated, 2025-02-04.")
    phase: int | None = None
    published: str | None = None
    article: int | None = Field(None, description="1 for both where the two stand in one article.")
    rules: list[str] = Field(default_factory=list)
    scene: list[str] = Field(default_factory=list, description="Party ids that its article names.")
    truce: bool = Field(False, description="The article also tells of a truce that has begun.")


class Pair(Strict):
    """Two accounts; `why` says for a counterexample what keeps the rule silent."""

    one: Told
    other: Told
    why: str | None = None


class LinkRule(Strict):
    """What speaks for or against two accounts being of one event."""

    id: str = Field(pattern=r"^compare(\.[a-z0-9-]+)+$")
    events: list[Event] = Field(default_factory=list, description="Only for these; for all where none is named.")
    when: dict[str, list[str]] = Field(description="Relation -> the values of it that the rule asks for.")
    weight: float = 0.0
    bar: bool = False
    reason: str = Field(min_length=3)
    note: str | None = None
    examples: list[Pair] = Field(min_length=1)
    counterexamples: list[Pair] = Field(min_length=1)

    @model_validator(mode="after")
    def _known(self) -> LinkRule:
        for relation, values in self.when.items():
            unknown = [value for value in values if value not in RELATIONS.get(relation, ())]
            if relation not in RELATIONS:
                raise ValueError(f"there is no relation {relation!r}; there are {', '.join(RELATIONS)}")
            if unknown:
                raise ValueError(f"{relation} is never {unknown[0]!r}; it is {', '.join(RELATIONS[relation])}")
        if self.bar and not STABLE.issuperset(self.when):
            raise ValueError(f"a bar looks at {', '.join(sorted(STABLE))} alone")
        if self.bar == bool(self.weight):
            raise ValueError("a rule has either a weight or `bar: true`")
        return self


class DifferenceRule(Strict):
    """What counts as a difference between two outlets. `when` names the cases of `differences.py` that do."""

    id: str = Field(pattern=r"^compare\.differ(\.[a-z0-9-]+)+$")
    kind: Literal["status", "polarity", "count", "date", "actor"]
    events: list[Event] = Field(default_factory=list, description="Only for these; for all where none is named.")
    when: list[Literal["undone", "denied", "another", "grown", "closed"]] = Field(min_length=1)
    reason: str = Field(min_length=3)
    note: str | None = None
    examples: list[Pair] = Field(min_length=1)
    counterexamples: list[Pair] = Field(min_length=1)


class Words(Strict):
    """The word lists of comparing."""

    kinds: dict[Event, dict[str, list[str]]]
    groups: dict[str, list[str]]
    modes: dict[Status, str]
    turns: dict[Aspect, str]
    strength: list[Status] = Field(
        description="From the strongest: which status a group takes where days do not decide."
    )
    suffered: list[Event] = Field(description="Events that are told by whom they befell.")
    shared: list[Event] = Field(description="Events of both sides, in which nobody is the doer alone.")
    kin: list[list[str]] = Field(default_factory=list, description="Parties that reports take for one another.")
    places_follow: list[str] = Field(description="Prepositions behind which a name says where.")
    since: list[str] = Field(description="Words before a date that make it the start of what lasts until the news.")
    steps: dict[str, float] = Field(
        default_factory=dict, description="Words of round numbers -> how far it is to the next."
    )
    common: list[str]

    @model_validator(mode="after")
    def _whole(self) -> Words:
        for name, given, all_of in (
            ("modes", self.modes, Status),
            ("turns", self.turns, Aspect),
            ("strength", self.strength, Status),
        ):
            missing = set(get_args(all_of)) - set(given)
            if missing:
                raise ValueError(f"{name}: {min(missing)!r} is missing")
        return self


class CompareFile(Strict):
    """A file of `patterns/compare/`."""

    stage: Literal["compare"]
    note: str
    words: Words | None = None
    base: dict[Event, float] = Field(
        default_factory=dict, description="How likely two accounts of such an event are one."
    )
    rules: list[LinkRule] = Field(default_factory=list)
    differences: list[DifferenceRule] = Field(default_factory=list)


class CompareRules:
    """All rules of comparing together."""

    def __init__(self, by_name: dict[str, CompareFile]) -> None:
        files = list(by_name.values())
        words = [file.words for file in files if file.words is not None]
        if len(words) != 1:
            raise ValueError(f"{len(words)} files of patterns/compare have `words`; exactly one must")
        self.words = words[0]
        self.base: dict[str, float] = {str(event): value for file in files for event, value in file.base.items()}
        self.rules = [rule for file in files for rule in file.rules]
        self.differences = [rule for file in files for rule in file.differences]
        self.file_of: dict[str, str] = {}
        for name, file in by_name.items():
            rules: list[LinkRule | DifferenceRule] = [*file.rules, *file.differences]
            for rule in rules:
                if rule.id in self.file_of:
                    raise ValueError(f"the id {rule.id} is taken twice")
                self.file_of[rule.id] = name


@functools.lru_cache(maxsize=1)
def compare_rules() -> CompareRules:
    """The built-in rules of comparing, read once. Raises PackError with file and fault."""
    from pydantic import ValidationError

    from ..errors import PackError
    from ..rules.folders import builtin_folder

    files: dict[str, CompareFile] = {}
    folder = builtin_folder() / "compare"
    for path in sorted(folder.glob("*.yaml")):
        name = f"compare/{path.name}"
        try:
            files[name] = CompareFile.model_validate(_loaded(path))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise PackError(
                "P03", name, None, f"{where}: {first['msg']}", "mend the file (patterns/README.md)"
            ) from None
    try:
        return CompareRules(files)
    except ValueError as error:
        raise PackError("P03", "compare", None, str(error), "mend the files (patterns/README.md)") from None


def _loaded(path: Path) -> Any:
    from ..rules.loading import read_pack

    return read_pack(path, f"compare/{path.name}")
