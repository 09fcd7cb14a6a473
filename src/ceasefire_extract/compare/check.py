"""Run the examples of the rules of comparing: part of `extract patterns check`, and a test of each rule.

An example is two sentences with what is known of them; the rule must speak of the pair, in either order. In a counterexample it must be silent.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from ..check import Failure
from ..models import (
    AnyMention,
    Claim,
    CountMention,
    DateMention,
    Document,
    Extraction,
    PartyMention,
    PhaseMention,
    Span,
)
from .accounts import accounts_of
from .align import Judge
from .differences import contrasts
from .knowledge import Knowledge, knowledge_with
from .rules import DifferenceRule, LinkRule, Pair, Told
from .tellings import Article, tellings_of

_COUNT = re.compile(r"(?P<modifier>more than |at least |about |up to |nearly )?(?P<number>\d+)(?: (?P<unit>.+))?$")
_MODIFIERS: dict[str, Any] = {
    "more than ": "more_than", "at least ": "at_least", "about ": "about", "up to ": "up_to", "nearly ": "less_than"
}  # fmt: skip


def check(knowledge: Knowledge | None = None) -> Iterator[Failure]:
    """Every example that does not hold, in the order of the rules."""
    known = knowledge or knowledge_with()
    rules: list[LinkRule | DifferenceRule] = [*known.rules.rules, *known.rules.differences]
    for rule in rules:
        pairs = [(pair, True) for pair in rule.examples] + [(pair, False) for pair in rule.counterexamples]
        for pair, wanted in pairs:
            answers = speaks(rule, pair, known)
            if len(answers) > 1:
                wrong = "it depends on which of the two comes first"
            elif wanted in answers:
                continue
            else:
                wrong = "the rule says nothing of the pair" if wanted else f"must say nothing ({pair.why})"
            yield Failure(known.rules.file_of[rule.id], rule.id, f"{pair.one.text} / {pair.other.text}", wrong)


def speaks(rule: LinkRule | DifferenceRule, pair: Pair, knowledge: Knowledge) -> set[bool]:
    """Whether a rule speaks of a pair, asked in both orders: two answers are a fault of the rule."""
    return {_speaks(rule, one, other, knowledge) for one, other in ((pair.one, pair.other), (pair.other, pair.one))}


def _speaks(rule: LinkRule | DifferenceRule, one: Told, other: Told, knowledge: Knowledge) -> bool:
    if one.article is not None and one.article == other.article:
        accounts = accounts_of(_extraction("a", one, other), 0, knowledge)
    else:
        accounts = [
            accounts_of(_extraction(name, told), number, knowledge)[0]
            for number, (name, told) in enumerate((("a", one), ("b", other)))
        ]
    if isinstance(rule, LinkRule):
        return rule.id in Judge(knowledge, accounts).of(*accounts[:2]).rules
    articles = [
        Article(number, ((name, _extraction(name, told).document),))
        for number, (name, told) in enumerate((("a", one), ("b", other)))
    ]
    over = [number for number, told in enumerate((one, other)) if told.truce]
    return any(contrast.rule is rule for contrast in contrasts(tellings_of(accounts, articles), knowledge, over))


def _extraction(name: str, *told: Told) -> Extraction:
    """An article of the sentences alone; two that are the same but for the mark are one sentence with two triggers."""
    plain = [re.sub(r"\[\[|\]\]", "", one.text) for one in told]
    sentences = list(dict.fromkeys(plain))
    text = " ".join(sentences)
    claims = [
        _claim(one, text.index(sentence), sentence, f"c{n}")
        for n, (one, sentence) in enumerate(zip(told, plain, strict=True))
    ]
    published = told[0].published
    document = Document(
        id=name, source=name, title=None, published=published, published_from="option" if published else None, language="en",
        characters=len(text), sha256=hashlib.sha256((name + text).encode()).hexdigest(),
    )  # fmt: skip
    mentions: list[AnyMention] = [
        PartyMention(text=party, start=0, end=0, party=party, name=party, type="state")
        for one in told
        for party in one.scene
    ]
    return Extraction(document=document, mentions=mentions, claims=claims)


def _claim(told: Told, base: int, sentence: str, id: str) -> Claim:
    start = told.text.index("[[")
    trigger = told.text[start + 2 : told.text.index("]]")]
    dates = []
    if told.day:
        dates = [
            DateMention(
                text=told.day, start=base, end=base, type="DATE", value=told.day, earliest=told.day, latest=told.day
            )
        ]
    return Claim(
        id=id, event=told.event, aspect=told.aspect, status=told.status, polarity=told.polarity,
        trigger=Span(text=trigger, start=base + start, end=base + start + len(trigger)),
        sentence=Span(text=sentence, start=base, end=base + len(sentence)), actors=told.actors, targets=told.targets,
        counts=[_count(category, text, base, f"m{n}") for n, (category, text) in enumerate(told.counts)], dates=dates,
        phases=[PhaseMention(text="phase", start=base, end=base, number=told.phase)] if told.phase else [], rules=told.rules,
    )  # fmt: skip


def _count(category: Any, text: str, base: int, id: str) -> CountMention:
    match = _COUNT.match(text)
    assert match, f"not a count: {text!r}"
    number, modifier = int(match["number"]), _MODIFIERS.get(match["modifier"] or "", "exact")
    return CountMention(
        id=id, text=text.removesuffix(match["unit"] or "").rstrip(), start=base, end=base, value=number, unit=match["unit"], category=category,
        modifier=modifier, low=None if modifier in ("up_to", "less_than") else number,
        high=None if modifier in ("more_than", "at_least") else number,
    )  # fmt: skip
