"""`extract compare PATHS...`: which claims of several articles tell of one event, and where the outlets differ."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from . import complain, new_app
from .options import OutputFile, PatternFolders
from .output import file_of, opened

if TYPE_CHECKING:
    from ..compare.models import Group

app = new_app()


@app.command()
def compare(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATHS...",
            help="Articles (files, folders, - for standard input), or what `extract` printed of them (.json, .jsonl).",
            show_default=False,
        ),
    ] = None,
    format: Annotated[
        Literal["jsonl", "table", "html"],
        typer.Option("--format", "-f", help="jsonl: a group a line; table: for people; html: a page to look at."),
    ] = "jsonl",
    figures: Annotated[
        bool, typer.Option("--figures", help="Print the figures over time as CSV instead of the groups.")
    ] = False,
    patterns: PatternFolders = None,
    output: OutputFile = None,
) -> None:
    """Group claims of several articles by the event that they tell of, and show where outlets agree and differ.

    An outlet is the `source` of a record, or the folder that an article lies in.
    """
    from ..compare import compare as compared
    from ..compare.inputs import read_told
    from ..compare.knowledge import knowledge_with
    from ..errors import ArticleError

    paths = paths or ["-"]
    file = file_of(output, paths)
    folders = [str(folder) for folder in patterns or ()]
    knowledge = knowledge_with(*folders)
    failed = False
    extractions = []
    with opened(file) as out:
        stdin = sys.stdin.buffer if sys.stdin else None
        for told in read_told(paths, stdin=stdin, patterns=folders, leave_out=file):
            if isinstance(told, ArticleError):
                failed = True
                complain(told)
            else:
                extractions.append(told)
        groups = compared(extractions, knowledge)
        if figures:
            out.write(_figures(groups).encode("utf-8"))
        elif format == "jsonl":
            from ..writers.lines import one_line

            for group in groups:
                out.write(f"{one_line(group)}\n".encode())
        elif format == "html":
            from ..writers.page import page

            out.write(page(groups, extractions).encode("utf-8"))
        else:
            from ..writers.comparison import as_table

            out.write(as_table(groups, coloured=file is None and sys.stdout.isatty()))
    if failed:
        raise typer.Exit(1)


def _figures(groups: list[Group]) -> str:
    import csv
    import io

    from ..compare.figures import COLUMNS, rows

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(groups))
    return buffer.getvalue()
