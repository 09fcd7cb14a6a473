"""`extract patterns`: list the pattern rules; `extract patterns check [FOLDER]`: run the examples that they carry."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from . import new_app
from .options import PatternFolders

app = new_app()


@app.callback(invoke_without_command=True)
def patterns(context: typer.Context, folders: PatternFolders = None) -> None:
    """List the pattern rules: id, stage and file, a line each, separated by tabs."""
    if context.invoked_subcommand is not None:
        return
    from ..compare.rules import compare_rules
    from ..rules.loading import load_packs

    packs = load_packs(*(folders or ()))
    for stage, rules in packs.rules.items():
        for rule in rules:
            print(rule.id, stage, packs.file_of[rule.id], sep="\t")
    for id, file in compare_rules().file_of.items():
        print(id, "compare", file, sep="\t")


@app.command()
def check(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="FOLDER",
            help="A folder or file with packs of your own; the built-in ones where none is given.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Run the examples and counterexamples of every rule of a pack; exit status 1 where one does not hold."""
    from ..check import check as failures_of
    from ..compare.check import check as failures_of_compare
    from ..compare.rules import compare_rules
    from ..rules.loading import load_packs

    built_in = _built_in(folder)
    packs = load_packs(*() if folder is None or built_in else (folder,))
    files = set(built_in or packs.own)
    file_of = {**packs.file_of, **compare_rules().file_of}
    checked = [name for name, file in file_of.items() if file in files]
    failures = failures_of(packs, files=files)
    if not files.isdisjoint(compare_rules().file_of.values()):
        failures += [failure for failure in failures_of_compare() if failure.file in files]
    for failure in failures:
        print(failure)
    kinds = Counter(name.partition(":")[0] if ":" in name else "rule" for name in checked)
    counts = [
        _number(len(files), "file"),
        _number(kinds["party"], "party", "parties"),
        _number(kinds["person"], "person", "people"),
        _number(kinds["rule"], "rule"),
    ]
    print(f"{', '.join(counts)} checked, {_number(len(failures), 'failure')}")
    if failures:
        raise typer.Exit(1)


@app.command()
def export(
    spacy: Annotated[bool, typer.Option("--spacy", help="As JSON Lines for spaCy's EntityRuler or SpanRuler.")] = False,
    folders: PatternFolders = None,
) -> None:
    """Print the names of parties and the numbered phases for spaCy's EntityRuler, as far as they can be said in its form: a pattern a line."""
    from ..errors import UsageError
    from ..rules.loading import load_packs
    from ..rules.spacy_patterns import exported

    if not spacy:
        raise UsageError("extract patterns export: name the form, --spacy")
    for pattern in exported(load_packs(*(folders or ()))):
        print(json.dumps(pattern, ensure_ascii=False))


def _built_in(folder: Path | None) -> list[str]:
    """The names of the built-in packs that a folder or file is, or holds (all where none is given); empty where it has packs of its own."""
    from ..rules.folders import builtin_folder, pack_files

    root = builtin_folder().resolve()
    path = root if folder is None else folder.resolve()
    if not path.exists() or not path.is_relative_to(root):
        return []
    files = [path] if path.is_file() else pack_files(path)
    return [file.relative_to(root).as_posix() for file in files]


def _number(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
