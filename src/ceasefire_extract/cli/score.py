"""`extract score GOLD [EXTRACTIONS]`: how much of a gold is found, and how much of what is found is right."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated, Literal

import typer

from . import new_app
from .options import OutputFile
from .output import file_of, opened


class Listed(str, Enum):
    """What to list. (Typer takes no list of literals.)"""

    missed = "missed"
    spurious = "spurious"
    wrong = "wrong"


app = new_app()


@app.command()
def score(
    gold: Annotated[Path, typer.Argument(help="A folder of NAME.txt and NAME.json.", show_default=False)],
    extractions: Annotated[
        Path | None,
        typer.Argument(
            help="A folder of NAME.json, or a file with an extraction a line; else the articles are read now.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[
        Literal["text", "json", "markdown"], typer.Option(help="markdown: a page of accuracy, with tables.")
    ] = "text",
    listed: Annotated[
        list[Listed] | None,
        typer.Option("--list", help="Print these, one a line, before the figures; may be given several times."),
    ] = None,
    kind: Annotated[
        Literal["date", "count", "party", "phase", "place", "claim"] | None, typer.Option(help="List only these.")
    ] = None,
    about: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What the gold is, for the head of the page.", show_default=False)
    ] = None,
    only: Annotated[str | None, typer.Option(metavar="NAME", help="Score just this article.")] = None,
    output: OutputFile = None,
) -> None:
    """Hold extractions against articles that people have marked."""
    from .. import __version__
    from ..scoring import report
    from ..scoring.gold import score_folder

    wanted = {what.value for what in listed or ()}
    scored = score_folder(gold, extractions, only=only)
    file = file_of(output)
    for miss in scored.misses:
        if miss.what in wanted and kind in (None, miss.kind):
            print(f"{miss.article}  {miss.what:8}  {miss.kind:6}  {miss.text!r}  {miss.detail}")
    if format == "json":
        text = report.as_json(scored)
    else:
        text = "\n".join(
            report.page(scored, version=__version__, about=about) if format == "markdown" else report.lines(scored)
        )
    with opened(file) as out:
        out.write(f"{text.rstrip()}\n".encode())
