"""Groups of claims as a table for people: an event, what each outlet says of it, and in what they differ."""

from __future__ import annotations

import io
from collections.abc import Sequence

from rich.console import Console, RenderableType
from rich.console import Group as Stacked
from rich.table import Table
from rich.text import Text

from ..compare.models import Group, OutletView

_WIDTH = 160
_QUOTE = 140  # characters of a quote that are shown


def as_table(groups: Sequence[Group], *, coloured: bool) -> bytes:
    """The groups that more than one outlet tells; how many others there are stands below."""
    buffer = io.StringIO()
    console = Console(file=buffer, force_terminal=coloured, width=Console().width if coloured else _WIDTH)
    console.print(table(groups))
    return buffer.getvalue().encode("utf-8")


def table(groups: Sequence[Group]) -> RenderableType:
    told = [group for group in groups if len(group.outlets) > 1]
    parts: list[RenderableType] = [_group(group) for group in told]
    if not told:
        parts.append(Text("no event is told by more than one outlet"))
    alone = len(groups) - len(told)
    if alone:
        parts.append(Text(f"and {alone} events that one outlet alone tells of", style="dim"))
    return Stacked(*parts)


def _group(group: Group) -> RenderableType:
    verdict = "agree" if group.agree else f"differ: {', '.join(group.differ)}"
    title = Text(f"{group.id} {group.what} · {_state(group.status, group.polarity)} · {verdict}")
    grid = Table(title=title, title_justify="left", title_style="bold" if group.agree else "bold yellow")
    for name in ("outlet", "status", "figures", "when", "source", "words"):
        grid.add_column(name, overflow="fold")
    for view in group.outlets:
        grid.add_row(*(Text(cell) for cell in _cells(view)))
    lines = [
        Text(f"  {difference.kind}: {difference.outlets[0]} {difference.values[0]!r}, {difference.outlets[1]} {difference.values[1]!r}"
             f" ({difference.reason})", style="yellow")
        for difference in group.differences
    ]  # fmt: skip
    return Stacked(grid, *lines, Text(""))


def _cells(view: OutletView) -> list[str]:
    quote = view.quote if len(view.quote) <= _QUOTE else view.quote[: _QUOTE - 1] + "…"
    return [
        view.outlet,
        _state(view.status, view.polarity),
        ", ".join(view.figures),
        ", ".join(view.dates),
        ", ".join(view.sources),
        quote,
    ]


def _state(status: str, polarity: str) -> str:
    return status if polarity == "positive" else f"not {status}"
