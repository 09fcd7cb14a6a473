"""All packs together, as the stages take them: every word and rule that the extractor knows. loading.py reads them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from ..errors import PackError
from .forms import STAGES, Blocker, Codebook, Frame, PartyEntry, PersonEntry, PlaceEntry, Rule, Weights
from .grammar import Grammar, PatternError, Vocabulary, parse
from .inflect import Inflector
from .spacy_patterns import SpacyPattern

R = TypeVar("R", bound=Rule)
_FRAGMENT = re.compile(r"@([A-Z_]+)")


@dataclass(slots=True)
class Packs:
    """All packs together: lexicon, rules by stage, parties, and the vocabulary that the patterns share."""

    lexicon: dict[str, dict[str, Any]] = field(default_factory=dict)
    words: dict[str, dict[str, Any]] = field(default_factory=dict)  # classes that no pattern sees
    frames: dict[str, Frame] = field(default_factory=dict)  # event -> who takes part in it
    rules: dict[str, list[Rule]] = field(default_factory=lambda: {stage: [] for stage in STAGES})
    parties: list[PartyEntry] = field(default_factory=list)
    people: list[PersonEntry] = field(default_factory=list)
    names: list[tuple[str, str, str]] = field(default_factory=list)  # party id, a further name of it, file
    blockers: list[Blocker] = field(default_factory=list)
    places: list[PlaceEntry] = field(default_factory=list)
    codebooks: dict[str, Codebook] = field(default_factory=dict)
    weights: Weights = field(
        default_factory=Weights
    )  # of a claim's confidence; those of the user's own packs replace the built-in ones
    fragments: dict[str, str] = field(default_factory=dict)
    file_of: dict[str, str] = field(default_factory=dict)  # rule or party id -> file
    spacy_patterns: list[SpacyPattern] = field(default_factory=list)  # of the user's packs, for spaCy's ruler
    own: dict[str, str] = field(default_factory=dict)  # the user's own packs, beside the built-in ones: file -> YAML
    inflector: Inflector = field(default_factory=Inflector)
    _vocabulary: Vocabulary | None = None
    _parsed: dict[str, list[Any]] = field(default_factory=dict)

    def vocabulary(self) -> Vocabulary:
        """The vocabulary of all patterns; an article is encoded with it once for every stage."""
        if self._vocabulary is None:
            for rules in self.rules.values():
                for rule in rules:
                    for pattern in rule.all_patterns:
                        if pattern not in self._parsed:
                            try:
                                self._parsed[pattern] = parse(self._filled(pattern))
                            except PatternError as error:
                                raise PackError(
                                    "P05",
                                    self.file_of[rule.id],
                                    rule.id,
                                    str(error),
                                    "mend the pattern (patterns/README.md)",
                                ) from None
            try:
                self._vocabulary = Vocabulary(self.lexicon, self._parsed.values())
            except PatternError as error:
                raise PackError("P06", "patterns", None, str(error), "mend the lexicon or the pattern") from None
        return self._vocabulary

    def _filled(self, pattern: str) -> str:
        """A pattern with its fragments (`@NAME`) written out."""
        for _ in range(5):  # fragments may hold fragments
            if "@" not in pattern:
                return pattern
            pattern = _FRAGMENT.sub(self._fragment, pattern)
        raise PatternError(f"fragments that hold themselves: {pattern!r}")

    def _fragment(self, match: re.Match[str]) -> str:
        if match.group(1) not in self.fragments:
            raise PatternError(f"no pack has the fragment @{match.group(1)}")
        return self.fragments[match.group(1)]

    def grammar(self, stage: str, kind: type[R], wanted: Callable[[R], bool] | None = None) -> Grammar[R]:
        """The rules of a stage, ready to run; `wanted` picks some of them, for a stage that runs them in turns."""
        vocabulary = self.vocabulary()
        pairs = []
        for rule in self.rules[stage]:
            assert isinstance(rule, kind)
            if wanted is not None and not wanted(rule):
                continue
            pairs += [(self._parsed[pattern], rule) for pattern in rule.all_patterns]
        try:
            return Grammar(vocabulary, pairs)
        except PatternError:
            raise self._fault(vocabulary, pairs) from None

    def _fault(self, vocabulary: Vocabulary, pairs: Sequence[tuple[list[Any], Rule]]) -> PackError:
        """Which of the rules cannot be run, and why."""
        for pair in pairs:
            try:
                Grammar(vocabulary, [pair])
            except PatternError as error:
                rule = pair[1]
                todo = "add the class to a lexicon, or mend its name"
                return PackError("P06", self.file_of[rule.id], rule.id, str(error), todo)
        raise AssertionError("every rule can be run by itself")

    def value(self, name: str, surface: str) -> Any:
        """What a lexicon class says of a surface form; None where it has it without a value, or not at all."""
        return self.lexicon.get(name, {}).get(surface)
