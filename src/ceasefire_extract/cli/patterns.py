"""`extract patterns`: list the pattern rules; `extract patterns check [FOLDER]`: run the examples that they carry."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
_Folders = Annotated[
    list[Path] | None,
    typer.Option(
        "--patterns",
        metavar="FOLDER",
        help="Add the pattern packs in this folder; may be given several times.",
        show_default=False,
    ),
]


@app.callback(invoke_without_command=True)
def patterns(context: typer.Context, folders: _Folders = None) -> None:
    """List the pattern rules: id, stage and file, a line each, separated by tabs."""
    if context.invoked_subcommand is not None:
        return
    from ..rules.packs import load_packs

    packs = load_packs(*(folders or ()))
    for stage, rules in packs.rules.items():
        for rule in rules:
            print(rule.id, stage, packs.file_of[rule.id], sep="\t")


@app.command()
def check(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FOLDER]",
            help="A folder or file with packs of your own; the built-in ones where none is given.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Run the examples and counterexamples of every rule of a pack; exit status 1 where one does not hold."""
    from ..check import check as failures_of
    from ..rules.packs import load_packs

    packs = load_packs(folder) if folder else load_packs()
    own = None if folder is None else {id for id, file in packs.file_of.items() if Path(file).is_relative_to(folder)}
    failures = [failure for failure in failures_of(packs) if own is None or failure.rule in own]
    for failure in failures:
        print(failure)
    rules = sum(own is None or rule.id in own for stage in packs.rules.values() for rule in stage)
    print(f"{rules} rules checked, {len(failures)} failures")
    if failures:
        raise typer.Exit(1)
