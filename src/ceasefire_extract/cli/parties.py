"""`extract parties [QUERY]`: look up the parties that are known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from . import new_app
from .options import PatternFolders

if TYPE_CHECKING:
    from pathlib import Path

    from ..rules.packs import Packs
    from ..stages.parties.catalogue import KnownParty

app = new_app()


@app.command()
def parties(
    query: Annotated[
        str | None,
        typer.Argument(
            metavar="QUERY",
            help="An id, a name, a person's name, or the beginning of a word of one.",
            show_default=False,
        ),
    ] = None,
    patterns: PatternFolders = None,
) -> None:
    """Say what is known of the parties that match; without a QUERY, list all: id, type and name, a line each, separated by tabs."""
    from ..errors import InputError
    from ..stages.parties.catalogue import parties_known

    known = parties_known(query, _packs(patterns) if patterns else None)
    if not known:
        raise InputError(f"no party is known by {query!r}")
    for party in known:
        print("\t".join((party.id, party.type, party.name)))
        if query is not None:
            print("".join(f"    {line}\n" for line in _details(party)), end="")


def _packs(folders: list[Path]) -> Packs:
    from ..rules.loading import load_packs

    return load_packs(*folders)


def _details(party: KnownParty) -> Iterator[str]:
    for name, words in (("names", party.names), ("adjectives", party.adjectives), ("seats", party.seats)):
        if words:
            yield f"{name}: {', '.join(words)}"
    if party.parent:
        yield f"part of: {party.parent}"
    for name, value in party.ids.items():
        yield f"{name}: {value}"
    for person in party.people:
        office = ", ".join(part for part in (person.office, person.terms) if part)
        yield f"person: {person.id}: {person.name}" + (f" ({office})" if office else "")
    yield f"pack: {party.pack}"
