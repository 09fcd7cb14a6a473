"""`extract to FORMAT [PATHS]...`: rows and annotations from what was extracted."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from . import new_app

if TYPE_CHECKING:
    from ..readers.extractions import Told
    from ..writers.columns import Row, Table

app = new_app()


@app.command()
def to(
    format: Annotated[
        Literal["csv", "tsv", "parquet", "sqlite", "duckdb"],
        typer.Argument(help="The form of the file.", show_default=False),
    ],
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATHS",
            help="What `extract` printed: extractions or claims; - is standard input.",
            show_default=False,
        ),
    ] = None,
    codebook: Annotated[
        Literal["plover", "eth-prio", "ucdp-ged", "acled"] | None,
        typer.Option(help="Rows and columns of this codebook, instead of a row a claim."),
    ] = None,
    patterns: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FOLDER",
            help="Add the pattern packs in this folder (codes, parties); may be given several times.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write there; csv and tsv else go to standard output."),
    ] = None,
) -> None:
    """Turn extractions into tables: one row a claim, or the rows of a codebook."""
    from ..readers.extractions import read_told
    from ..writers.tables import opened

    articles = read_told(paths or ["-"], stdin=sys.stdin.buffer if sys.stdin else None)
    left_out: Counter[str] = Counter()
    table, rows_of = _coding(codebook, patterns or [], left_out)
    with opened(format, table, output, sys.stdout.buffer) as writer:
        for told in articles:
            for row in rows_of(told):
                writer.write(row)
    if left_out:
        reasons = ", ".join(f"{why} {number}" for why, number in left_out.most_common())
        print(f"left out {sum(left_out.values())} claims: {reasons}", file=sys.stderr)


def _coding(
    codebook: str | None, patterns: list[Path], left_out: Counter[str]
) -> tuple[Table, Callable[[Told], Iterable[Row]]]:
    """The form of the table, and the function that makes an article's rows; it counts in `left_out` why claims have none."""
    if codebook is None:
        from ..writers.flat import CLAIMS, claim_rows

        return CLAIMS, claim_rows
    from ..rules.packs import load_packs
    from ..writers import codebooks

    table, code = codebooks.codebook(codebook, load_packs(*patterns))

    def rows_of(told: Told) -> Iterable[Row]:
        coded = code(told)
        left_out.update(claim.why for claim in coded.left_out)
        return coded.rows

    return table, rows_of
