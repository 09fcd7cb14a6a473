"""Write extractions down: as one object, a line each, a claim or statement a line, or a table for people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..models import Claim, Extraction, Model

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

# JSON allows these inside strings, but much software takes them for line ends, and a line must be an object.
_LINE_BREAKS = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029", "\x85": "\\u0085"})


def json_object(extraction: Extraction) -> str:
    """One indented object."""
    return extraction.model_dump_json(indent=1)


def json_line(extraction: Extraction) -> str:
    """One object without a line break in it."""
    return one_line(extraction)


def one_line(model: Model) -> str:
    """Any output object without a line break in it."""
    return model.model_dump_json().translate(_LINE_BREAKS)


def claim_lines(extraction: Extraction) -> Iterator[str]:
    """A line for each claim, which stands on its own: `document` says which article it is from."""
    return _lines(extraction, extraction.claims)


def statement_lines(extraction: Extraction) -> Iterator[str]:
    """A line for each statement, with its article as `document`."""
    return _lines(extraction, extraction.statements)


def _lines(extraction: Extraction, items: list[Any]) -> Iterator[str]:
    document = extraction.document
    head = json.dumps(
        {
            "id": document.id,
            "source": document.source,
            "title": document.title,
            "published": document.published,
            "warnings": [notice.model_dump() for notice in extraction.warnings],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    for item in items:
        yield f'{{"document":{head},{item.model_dump_json()[1:]}'.translate(_LINE_BREAKS)


def table(extraction: Extraction) -> RenderableType:
    """The claims of an article for people; those without participant, number, date or phase are counted below, not shown."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    document = extraction.document
    title = f"{document.title or document.id} · {document.published or 'no publication date'}"
    grid = Table(title=Text(title), title_justify="left", title_style="bold")
    for name in ("status", "event", "who", "how many", "when", "source", "words"):
        grid.add_column(name, overflow="fold")
    bare: dict[str, int] = {}
    for claim in extraction.claims:
        if not has_content(claim):
            bare[claim.event] = bare.get(claim.event, 0) + 1
            continue
        grid.add_row(*(_cell(text) for text in _cells(claim)), _in_context(claim))
    parts: list[RenderableType] = [grid] if grid.row_count else [Text(title, style="bold"), Text("no claims to show")]
    if bare:
        listed = ", ".join(f"{event} {number}" for event, number in sorted(bare.items()))
        parts.append(
            Text(f"and {sum(bare.values())} without participant, number, date or phase: {listed}", style="dim")
        )
    parts += [Text(f"warning: {notice.message}", style="yellow") for notice in extraction.warnings]
    return Group(*parts)


def has_content(claim: Claim) -> bool:
    """Whether a claim names a participant, number, date or phase."""
    return bool(claim.actors or claim.targets or claim.mediators or claim.counts or claim.dates or claim.phases)


def _cells(claim: Claim) -> list[str]:
    event = f"{claim.event}: {claim.aspect}" if claim.aspect else claim.event
    who = " and ".join(claim.actors)
    if claim.targets:
        who = f"{who} → {' and '.join(claim.targets)}".strip()
    if claim.mediators:
        who = f"{who} (by {' and '.join(claim.mediators)})".strip()
    numbers = [
        f"{count.text} {count.unit}" if count.unit and count.unit not in count.text else count.text
        for count in claim.counts
    ]
    when = [date.value for date in claim.dates] + [phase.text for phase in claim.phases]
    source = ""
    if claim.source:
        source = claim.source.party or claim.source.text
    return [
        claim.status if claim.polarity == "positive" else f"not {claim.status}",
        event,
        who,
        ", ".join(numbers),
        ", ".join(when),
        source,
    ]


def _cell(text: str) -> Text:
    """Text that rich must not read as its own markup."""
    from rich.text import Text

    return Text(" ".join(text.split()))


def _in_context(claim: Claim) -> Text:
    """The trigger, in bold, with some of its sentence around it."""
    from rich.text import Text

    sentence = claim.sentence.text
    start, end = claim.trigger.start - claim.sentence.start, claim.trigger.end - claim.sentence.start
    left, right = sentence[:start].split()[-5:], sentence[end:].split()[:5]
    text = Text(" ".join(left))
    text.append(" " if start and sentence[start - 1].isspace() else "")
    text.append(" ".join(claim.trigger.text.split()), style="bold")
    return text.append(" " if sentence[end : end + 1].isspace() else "").append(" ".join(right))
