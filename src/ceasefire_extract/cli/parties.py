"""`extract parties [QUERY]`: look up the parties that are known."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def parties(
    query: Annotated[str, typer.Argument(metavar="[QUERY]", help="Part of an id, a name or an alias; all where none is given.")] = "",
    patterns: Annotated[
        list[Path] | None, typer.Option(metavar="FOLDER", help="Add the pattern packs in this folder; may be given several times.", show_default=False)
    ] = None,
) -> None:
    """List the parties and people that are known: id, type, name and aliases, a line each, separated by tabs."""
    from ..packs import load_packs

    wanted = " ".join(query.lower().split())
    found = 0
    for entry in load_packs(*(patterns or ())).parties:
        names = [entry.id, entry.name, *entry.aliases]
        if any(wanted in name.lower() for name in names):
            found += 1
            print(entry.id, entry.type, entry.name, ", ".join(entry.aliases), sep="\t")
    if not found:
        from ..errors import InputError

        raise InputError(f"no party is known by {query!r}")
