"""The claims of an article for people: a row each where the page is wide enough for it, else two lines each.

Parties have the names that the article gives them. Columns that nothing stands in are left out, and no word is broken that fits into its column.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from . import Writer

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

    from ..models import Claim, DateMention, Extraction, PartyMention

WIDTH = 120  # of a file
_HEADS = ("status", "event", "who", "how many", "when", "source", "words")
_ROOM = {2: 16, 6: 24}  # characters that who and words have at the least, where they need them
_GAP = 2  # between columns: one of the grid's own, the rest padding
_LONGEST = 28  # characters that a column makes room for in one word; an address may be longer
_LONG_NAME = 30  # characters: a party that is named by more words has its shortest name instead


class Table(Writer):
    """The claims of an article for people, as wide as the terminal."""

    name = "table"
    suffix = ".txt"

    def encode(self, extraction: Extraction) -> bytes:
        from rich.console import Console

        buffer = io.StringIO()
        width = Console().width if self.terminal else WIDTH
        draw(extraction, Console(file=buffer, force_terminal=self.terminal, width=width))
        lines = (line.rstrip(" ") for line in buffer.getvalue().split("\n"))
        return "\n".join(lines).encode("utf-8")


def draw(extraction: Extraction, console: Console) -> None:
    """Print the table; claims without participant, number, date or phase are counted below it, not shown."""
    from rich.text import Text

    document = extraction.document
    console.print(
        Text(f"{document.title or document.id} · {document.published or 'no publication date'}", style="bold")
    )
    shown = [claim for claim in extraction.claims if has_content(claim)]
    names = _names(extraction)
    rows = [[*map(_cell, _cells(claim, names)), _in_context(claim, max(5, console.width // 25))] for claim in shown]
    widths = _widths(rows, console.width)
    if not rows:
        console.print("no claims to show")
    elif widths is not None:
        console.print(_grid(rows, widths))
    else:
        for row in rows:
            console.print(*_two_lines(row, console), sep="\n")
    bare = Counter(claim.event for claim in extraction.claims if not has_content(claim))
    if bare:
        listed = ", ".join(f"{event} {number}" for event, number in sorted(bare.items()))
        console.print(Text(f"and {bare.total()} without participant, number, date or phase: {listed}", style="dim"))
    for notice in extraction.warnings:
        console.print(Text(f"warning: {notice.message}", style="yellow"))


def has_content(claim: Claim) -> bool:
    """Whether a claim names a participant, number, date or phase."""
    return bool(claim.actors or claim.targets or claim.mediators or claim.counts or claim.dates or claim.phases)


# --- what stands in a row -----------------------------------------------------------------------------------------


def _names(extraction: Extraction) -> dict[str, str]:
    """What the article calls each mention of a party, by the mention's id, and each party, by its own."""
    mentions: list[PartyMention] = [mention for mention in extraction.mentions if mention.kind == "party"]
    names: dict[str, str] = {}
    for mention in sorted(mentions, key=lambda mention: (mention.person is not None, len(mention.text))):
        if mention.party is not None:
            names.setdefault(mention.party, mention.text)  # the shortest name that is no person's
    for mention in mentions:
        long = len(mention.text) > _LONG_NAME and mention.party is not None
        names[mention.id] = names[mention.party or ""] if long else mention.text
    return names


def _cells(claim: Claim, names: Mapping[str, str]) -> list[str]:
    event = f"{claim.event}: {claim.aspect}" if claim.aspect else claim.event
    roles = {
        role: _and(
            names.get(one.mention or one.party, names.get(one.party, one.party))
            for one in claim.participants
            if one.role == role
        )
        for role in ("actor", "target", "mediator")
    }
    who = roles["actor"]
    if roles["target"]:
        who = f"{who} → {roles['target']}".strip()
    if roles["mediator"]:
        who = f"{who} (by {roles['mediator']})".strip()
    numbers = [
        f"{count.text} {count.unit}" if count.unit and count.unit not in count.text else count.text
        for count in claim.counts
    ]
    when = [*map(_when, claim.dates), *(phase.text for phase in claim.phases)]
    source = ""
    if claim.source:
        source = (
            claim.source.text
            if len(claim.source.text) <= _LONG_NAME
            else names.get(claim.source.party or "", claim.source.text)
        )
    status = claim.status if claim.polarity == "positive" else f"not {claim.status}"
    return [status, event, who, ", ".join(numbers), ", ".join(when), source]


def _and(names: Iterable[str]) -> str:
    return " and ".join(dict.fromkeys(names))


def _when(date: DateMention) -> str:
    """The day where it is known, else the article's words."""
    return date.value if date.earliest and date.type == "DATE" else date.text


def _cell(text: str) -> Text:
    """Text that rich must not read as its own markup."""
    from rich.text import Text

    return Text(" ".join(text.split()))


def _in_context(claim: Claim, words: int) -> Text:
    """The trigger, in bold, with so many words of its sentence on either side."""
    from rich.text import Text

    sentence = claim.sentence.text
    start, end = claim.trigger.start - claim.sentence.start, claim.trigger.end - claim.sentence.start
    left, right = sentence[:start].split(), sentence[end:].split()
    text = Text("… " * (len(left) > words) + " ".join(left[-words:]))
    text.append(" " if start and sentence[start - 1].isspace() else "")
    text.append(" ".join(claim.trigger.text.split()), style="bold")
    text.append(" " if sentence[end : end + 1].isspace() else "").append(" ".join(right[:words]))
    return text.append(" …" * (len(right) > words))


# --- how it is laid out -------------------------------------------------------------------------------------------


def _widths(rows: list[list[Text]], width: int) -> list[int] | None:
    """How wide each column is, 0 where nothing stands in it; None where their longest words do not fit beside one another."""
    least, most = [], []
    for head, column in zip(_HEADS, zip(*rows, strict=True), strict=True) if rows else ():
        words = [len(word) for cell in column for word in cell.plain.split()]
        least.append(max(min(max(words), _LONGEST), *map(len, head.split())) if words else 0)
        most.append(max(len(head), *(cell.cell_len for cell in column)) if words else 0)
    if not rows:
        return None
    for place, room in _ROOM.items():
        least[place] = max(least[place], min(room, most[place]))
    left = width - sum(least) - _GAP * (sum(map(bool, least)) - 1)
    if left < 0:
        return None
    widths = list(least)
    wanted = sorted(
        (high - low, place) for place, (low, high) in enumerate(zip(least, most, strict=True)) if high > low
    )
    for number, (more, place) in enumerate(wanted):  # what wants little gets it, what wants much shares the rest
        given = min(more, left // (len(wanted) - number))
        widths[place] += given
        left -= given
    return widths


def _grid(rows: list[list[Text]], widths: list[int]) -> RenderableType:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table as Grid

    grid = Grid(box=SIMPLE_HEAD, padding=(0, _GAP - 1, 0, 0), pad_edge=False, show_edge=False, collapse_padding=True)
    for head, width in zip(_HEADS, widths, strict=True):
        if width:
            grid.add_column(head, width=width, overflow="fold")
    for row in rows:
        grid.add_row(*(cell for cell, width in zip(row, widths, strict=True) if width))
    return grid


def _two_lines(row: list[Text], console: Console) -> list[Text]:
    """What is claimed, and below it who says it in which words; what does not fit into a line goes on set in."""
    from rich.text import Text

    status, event, who, numbers, when, source, words = row
    claimed = [Text(f"{status} {event}", style="bold"), *(cell for cell in (who, numbers, when) if cell.plain)]
    said = [cell for cell in (source, words) if cell.plain]
    first, *rest = Text(" · ").join(claimed).wrap(console, console.width - 4)
    set_in = [*rest, *Text(": ").join(said).wrap(console, console.width - 4)]
    for line in (first, *set_in):
        line.rstrip()
    return [first, *(Text("    ").append_text(line) for line in set_in)]
