"""Why each claim is as it is, as a tree in the terminal: the rule and words that carry it, its cues, its participants, its source."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, get_args

from ..models import Aspect, Polarity, Status
from . import Writer

if TYPE_CHECKING:
    from rich.tree import Tree

    from ..models import AnyMention, Claim, Cue, Extraction

_WIDTH = 140


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
    """A tree for each claim."""
    from rich.text import Text
    from rich.tree import Tree

    mentions = {mention.id: mention for mention in extraction.mentions}
    statements = {statement.id: statement for statement in extraction.statements}
    for claim in extraction.claims:
        state = claim.status if claim.polarity == "positive" else f"not {claim.status}"
        sure = "" if claim.confidence is None else f", confidence {claim.confidence:.2f}"
        tree = Tree(Text(f"{claim.id} {claim.event}: {state}{sure}", style="bold"))
        tree.add(Text(" ".join(claim.sentence.text.split()), style="dim"))
        tree.add(
            Text(
                f"carried by {_quoted(claim.trigger.text)}: {_rules(rule for rule in claim.rules if _is_trigger(rule))}"
            )
        )
        for what, value, cues in _verdicts(claim):
            branch = tree.add(Text(f"{what} {value}" if cues else f"{what} {value}, by default"))
            for cue in cues:
                branch.add(
                    Text(f"{'overruled: ' if cue.overruled else ''}{cue.says} by {_quoted(cue.text)}: {cue.rule}")
                )
        for participant in claim.participants:
            mention = mentions.get(participant.mention or "")
            where = f"{_quoted(mention.text)}: {_rules(mention.rules)}" if mention else "not named in the sentence"
            tree.add(Text(f"{participant.role} {participant.party}, {where}"))
        parts: list[AnyMention] = [*claim.counts, *claim.dates, *claim.phases, *claim.places]
        for found in parts:
            tree.add(Text(f"{found.kind} {_quoted(found.text)}: {_rules(found.rules)}"))
        if claim.source is not None:
            statement = statements.get(claim.source.statement or "")
            by = f", by the cue {_quoted(statement.cue.text)}" if statement and statement.cue else ""
            said = f": {_rules(statement.rules)}" if statement else ""
            tree.add(Text(f"source {_quoted(claim.source.text)}{by}{said}"))
        others = [rule for rule in claim.rules if not _is_trigger(rule) and not rule.startswith("context.")]
        if others:
            tree.add(Text(f"also: {_rules(others)}"))
        yield tree


def _verdicts(claim: Claim) -> Iterator[tuple[str, str, list[Cue]]]:
    """Status, polarity and aspect, each with the cues that speak of it."""
    verdicts: tuple[tuple[str, str | None, tuple[str, ...]], ...] = (
        ("status", claim.status, get_args(Status)),
        ("polarity", claim.polarity, get_args(Polarity)),
        ("aspect", claim.aspect, get_args(Aspect)),
    )
    for what, value, sayings in verdicts:
        cues = [cue for cue in claim.cues if cue.says in sayings]
        if value is not None or cues:
            yield what, value or "none", cues


def _is_trigger(rule: str) -> bool:
    return rule.startswith("event.")


def _quoted(text: str) -> str:
    return f"“{' '.join(text.split())}”"


def _rules(rules: Iterable[str]) -> str:
    return ", ".join(rules)
