"""Why each claim is as it is, as a tree in the terminal: the rule and words that carry it, its cues, its participants, its source."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from . import Writer

if TYPE_CHECKING:
    from rich.tree import Tree

    from ..models import AnyMention, Claim, Extraction

_WIDTH = 140
_WHAT = {  # the second part of a context rule's id -> what it decides; all else of them decides the status
    "negative": "polarity", "positive": "polarity", "aspect": "aspect",
}  # fmt: skip


class Explain(Writer):
    """A tree a claim."""

    name = "explain"
    suffix = ".txt"

    def encode(self, extraction: Extraction) -> bytes:
        from rich.console import Console

        buffer = io.StringIO()
        console = Console(file=buffer, force_terminal=self.terminal, width=Console().width if self.terminal else _WIDTH)
        for tree in trees_of(extraction):
            console.print(tree)
        return buffer.getvalue().encode("utf-8")


def trees_of(extraction: Extraction) -> Iterator[Tree]:
    """A tree for each claim. What a later version tells of a verdict's losing cues has its place below `status`."""
    from rich.text import Text
    from rich.tree import Tree

    mentions = {mention.id: mention for mention in extraction.mentions}
    statements = {statement.id: statement for statement in extraction.statements}
    for claim in extraction.claims:
        state = claim.status if claim.polarity == "positive" else f"not {claim.status}"
        tree = Tree(Text(f"{claim.id} {claim.event}: {state}", style="bold"))
        tree.add(Text(" ".join(claim.sentence.text.split()), style="dim"))
        tree.add(
            Text(
                f"carried by {_quoted(claim.trigger.text)}: {_rules(rule for rule in claim.rules if _is_trigger(rule))}"
            )
        )
        for what, value, rules in _verdicts(claim):
            tree.add(Text(f"{what} {value}: {_rules(rules) or 'by default'}"))
        for participant in claim.participants:
            mention = mentions.get(participant.mention or "")
            where = f"{_quoted(mention.text)}: {_rules(mention.rules)}" if mention else "not named in the sentence"
            tree.add(Text(f"{participant.role} {participant.party}, {where}"))
        parts: list[AnyMention] = [*claim.counts, *claim.dates, *claim.phases, *claim.places]
        for found in parts:
            tree.add(Text(f"{found.kind} {_quoted(found.text)}: {_rules(found.rules)}"))
        if claim.source is not None:
            statement = statements.get(claim.source.statement or "")
            cue = f", by the cue {_quoted(statement.cue.text)}" if statement and statement.cue else ""
            said = f": {_rules(statement.rules)}" if statement else ""
            tree.add(Text(f"source {_quoted(claim.source.text)}{cue}{said}"))
        others = [rule for rule in claim.rules if not _is_trigger(rule) and not rule.startswith("context.")]
        if others:
            tree.add(Text(f"also: {_rules(others)}"))
        yield tree


def _verdicts(claim: Claim) -> Iterator[tuple[str, str, list[str]]]:
    """Status, polarity and aspect, each with the context rules that speak of it."""
    spoke: dict[str, list[str]] = {"status": [], "polarity": [], "aspect": []}
    for rule in claim.rules:
        if rule.startswith("context."):
            spoke[_WHAT.get(rule.split(".")[1], "status")].append(rule)
    yield "status", claim.status, spoke["status"]
    yield "polarity", claim.polarity, spoke["polarity"]
    if claim.aspect is not None or spoke["aspect"]:
        yield "aspect", claim.aspect or "none", spoke["aspect"]


def _is_trigger(rule: str) -> bool:
    return rule.startswith("event.")


def _quoted(text: str) -> str:
    return f"“{' '.join(text.split())}”"


def _rules(rules: Iterable[str]) -> str:
    return ", ".join(rules)
