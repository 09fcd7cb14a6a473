"""What the link rules say of two accounts that stand to each other in a certain way."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from .rules import RELATIONS, CompareRules, LinkRule

_KEPT = 50_000  # verdicts; a news archive has some thousands of ways in which two accounts stand to each other


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of a pair: the sum of their weights, whether one bars it, and which spoke."""

    score: float
    barred: bool
    rules: tuple[str, ...]


class Verdicts:
    """The link rules over relations. Pairs that stand alike are judged once, in whichever articles they are."""

    def __init__(self, rules: CompareRules) -> None:
        self._base = rules.base
        self._rules: dict[str, list[tuple[LinkRule, list[tuple[int, frozenset[str]]]]]] = defaultdict(list)
        names = list(RELATIONS)
        for rule in rules.rules:
            asked = [(names.index(relation), frozenset(values)) for relation, values in rule.when.items()]
            for event in rule.events or self._base:
                self._rules[event].append((rule, asked))
        self._known: dict[tuple[str, tuple[str, ...]], Verdict] = {}
        self._barred: dict[tuple[str, tuple[str, ...]], bool] = {}
        self._hopeless: dict[tuple[str, tuple[str, ...]], bool] = {}

    def of(self, event: str, relations: tuple[str, ...]) -> Verdict:
        """The verdict on two accounts of one kind of event, by their relations in the order of RELATIONS."""
        key = (event, relations)
        verdict = self._known.get(key)
        if verdict is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            verdict = self._known[key] = self._judge(event, relations)
        return verdict

    def barred(self, event: str, stable: tuple[str, ...]) -> bool:
        """Whether a rule keeps two accounts apart, by the relations that a bar may look at, which come first in RELATIONS."""
        key = (event, stable)
        barred = self._barred.get(key)
        if barred is None:
            if len(self._barred) >= _KEPT:
                self._barred.clear()
            barred = self._barred[key] = any(
                rule.bar and all(stable[at] in values for at, values in asked)
                for rule, asked in self._rules.get(event, ())
            )
        return barred

    def hopeless(self, event: str, known: tuple[str, ...]) -> bool:
        """Whether nothing can speak for two accounts of different sentences, whatever words they share; `known` are all relations but the last, `words`."""
        key = (event, known)
        hopeless = self._hopeless.get(key)
        if hopeless is None:
            if len(self._hopeless) >= _KEPT:
                self._hopeless.clear()
            verdicts = [self._judge(event, (*known, words)) for words in RELATIONS["words"] if words != "all"]
            hopeless = self._hopeless[key] = all(verdict.barred or verdict.score <= 0 for verdict in verdicts)
        return hopeless

    def _judge(self, event: str, relations: tuple[str, ...]) -> Verdict:
        spoke = [
            rule
            for rule, asked in self._rules.get(event, ())
            if all(relations[at] in values for at, values in asked)
        ]  # fmt: skip
        return Verdict(
            score=round(self._base.get(event, 0.0) + sum(rule.weight for rule in spoke), 6),
            barred=any(rule.bar for rule in spoke),
            rules=tuple(rule.id for rule in spoke),
        )
