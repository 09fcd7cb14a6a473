"""`extract to FORMAT [PATHS]...`: rows and annotations from what was extracted."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def to(
    format: Annotated[
        Literal["csv", "tsv", "parquet", "sqlite", "duckdb"],
        typer.Argument(help="The form of the file.", show_default=False),
    ],
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATHS]...",
            help="What `extract` printed: extractions or claims; - is standard input.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write there; csv and tsv else go to standard output."),
    ] = None,
) -> None:
    """Turn extractions into tables: one row a claim."""
    from ..readers.extractions import read_told
    from ..writers.flat import CLAIMS, claim_rows
    from ..writers.tables import opened

    articles = read_told(paths or ["-"], stdin=sys.stdin.buffer if sys.stdin else None)
    with opened(format, CLAIMS, output, sys.stdout.buffer) as writer:
        for told in articles:
            for row in claim_rows(told):
                writer.write(row)
