"""Run the examples and counterexamples that the rules carry: `extract patterns check`, and the test of every pack.

An example must yield a mention, statement or claim that names the rule, whose span is the marked one (a claim's is its trigger, a
statement's its content) and whose fields agree with `value`. A counterexample must yield nothing that names the rule. A known gap must
still fail: once it works, it belongs among the examples.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from spacy.language import Language

from .article import Article
from .contexts import context_of
from .docs import article_of
from .pipeline import pipeline_of
from .rules.forms import ContextRule, Example, Rule
from .rules.loading import builtin_packs
from .rules.packs import Packs


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule's example that does not hold: which, and what was read instead."""

    file: str
    rule: str
    text: str
    wrong: str

    def __str__(self) -> str:
        return f"{self.file}: {self.rule}: {self.text!r}: {self.wrong}"


def check(
    packs: Packs | None = None, stages: Iterable[str] = (), *, files: Container[str] | None = None
) -> list[Failure]:
    """The failures of the rules of `stages` (all where none is named), and of `files` alone where they are given, in the order of the packs."""
    packs = packs or builtin_packs()
    nlp = pipeline_of(packs)
    wanted = list(stages) or list(packs.rules)
    rules = [
        rule for stage in wanted for rule in packs.rules[stage] if files is None or packs.file_of[rule.id] in files
    ]
    return [failure for rule in rules for failure in _check_rule(rule, packs, nlp)]


def _check_rule(rule: Rule, packs: Packs, nlp: Language) -> Iterator[Failure]:
    file = packs.file_of[rule.id]
    for example in rule.examples:
        wrong = _example_fault(rule, example, nlp)
        if wrong:
            yield Failure(file, rule.id, example.text, wrong)
    for gap in rule.known_gaps:
        if not _example_fault(rule, gap, nlp):
            yield Failure(file, rule.id, gap.text, "a known gap that works now: move it to the examples")
    for counter in rule.counterexamples:
        made = _made_by(rule.id, _read(nlp, counter.text, counter.published))
        if made:
            yield Failure(file, rule.id, counter.text, f"must make nothing ({counter.why}), made {_show(made)}")


def _read(nlp: Language, text: str, published: dt.date | None) -> Article:
    doc = nlp.make_doc(text)
    doc._.published = published
    return article_of(nlp(doc))


def _made_by(rule: str, article: Article) -> list[tuple[int, int, dict[str, Any]]]:
    """(start, end, fields) of all that names the rule."""
    out: list[tuple[int, int, dict[str, Any]]] = []
    for found in article.mentions():
        if rule in found.mention.rules:
            out.append((found.mention.start, found.mention.end, found.mention.model_dump(mode="json")))
    for skipped in article.trapped:
        if skipped.rule == rule:
            start, end = article.tokens.starts[skipped.first], article.tokens.ends[skipped.last]
            out.append((start, end, {"text": article.text[start:end]}))
    for reference in article.references:
        if reference.rule == rule:
            start, end = article.tokens.starts[reference.first], article.tokens.ends[reference.last]
            out.append((start, end, {"party": reference.party, "person": reference.person}))
    for statement in article.statements:
        if rule in statement.rules:
            out.append((statement.content.start, statement.content.end, statement.model_dump(mode="json")))
    for claim in article.claims:
        if rule in claim.rules:
            out.append((claim.trigger.start, claim.trigger.end, claim.model_dump(mode="json")))
    return out


def _example_fault(rule: Rule, example: Example, nlp: Language) -> str | None:
    article = _read(nlp, example.plain, example.published)
    made = _made_by(rule.id, article)
    if not made:
        return "the rule makes nothing" + _overruling(rule, example, article)
    span = example.span
    there = [item for item in made if span is None or item[:2] == span]
    if not there:
        return f"the rule makes {_show(made)}, not the marked span"
    faults = [_disagreement(example.value, fields) for _, _, fields in there]
    return None if None in faults else f"{faults[0]}{_overruling(rule, example, article)}"


def _overruling(rule: Rule, example: Example, article: Article) -> str:
    """Which cues decided where a context rule lost: "; overruled by context.possible.modal ('may': possible)"."""
    if not isinstance(rule, ContextRule) or example.span is None:
        return ""
    event = example.value.get("event") or next(
        (claim.event for claim in article.claims if claim.trigger.start == example.span[0]), None
    )
    context = context_of(article, *example.span, event)
    if any(cue.rule == rule.id for cue in context.overruled):
        return "; overruled by " + ", ".join(map(str, context.spoke))
    if not any(claim.trigger.start == example.span[0] for claim in article.claims):
        return "; no claim has the marked span for its trigger"
    return "; it does not reach the marked span" if not any(cue.rule == rule.id for cue in context.spoke) else ""


def _disagreement(expected: dict[str, Any], fields: dict[str, Any]) -> str | None:
    for name, value in expected.items():
        if name not in fields:
            return f"there is no field {name!r}"
        if not _agrees(value, fields[name]):
            return f"{name} is {_brief(fields[name])!r}, not {value!r}"
    return None


def _agrees(expected: Any, actual: Any) -> bool:
    """A text stands for a span that quotes it; a mapping for the fields that it names."""
    if isinstance(actual, dict):
        if isinstance(expected, dict):
            return all(name in actual and _agrees(value, actual[name]) for name, value in expected.items())
        return bool(actual.get("text") == expected)
    if isinstance(actual, list):
        return isinstance(expected, list) and len(expected) == len(actual) and all(map(_agrees, expected, actual))
    if actual is None or isinstance(actual, bool | int | float):
        return bool(expected == actual)
    return str(expected) == str(actual)


def _brief(value: Any) -> Any:
    if isinstance(value, dict):
        return value.get("text", value)
    return [_brief(item) for item in value] if isinstance(value, list) else value


def _show(made: list[tuple[int, int, dict[str, Any]]]) -> str:
    texts = []
    for start, end, fields in made:
        span = fields.get("trigger") or fields.get("content") or fields
        texts.append(repr(span.get("text", f"{start}-{end}")))
    return ", ".join(texts)


if __name__ == "__main__":
    failures = check(stages=sys.argv[1:])
    for failure in failures:
        print(failure)
    rules = sum(len(builtin_packs().rules[stage]) for stage in sys.argv[1:] or builtin_packs().rules)
    print(f"{rules} rules, {len(failures)} failures")
    sys.exit(bool(failures))
