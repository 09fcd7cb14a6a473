"""`extract to FORMAT [PATHS]...`: rows and annotations from what was extracted."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from . import new_app
from .options import OutputFile, PatternFolders
from .output import file_of, opened

if TYPE_CHECKING:
    from ..readers.extractions import Told
    from ..writers.columns import Row, Table

app = new_app()


@app.command()
def to(
    format: Annotated[
        Literal[
            "csv",
            "tsv",
            "parquet",
            "sqlite",
            "duckdb",
            "label-studio",
            "label-studio-interface",
            "web-annotation",
            "schema-org",
        ],
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
    articles: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATH",
            help="The articles themselves (as for `extract`), for label-studio and web-annotation; may be given several times.",
            show_default=False,
        ),
    ] = None,
    patterns: PatternFolders = None,
    output: OutputFile = None,
) -> None:
    """Turn extractions into tables, one row a claim or the rows of a codebook, and into annotations: Label Studio's tasks (one JSON list), W3C Web
    Annotations and schema.org Claims (one a line)."""
    from ..readers.extractions import read_told
    from ..writers.tables import FORMATS, table_writer

    file = file_of(output, paths or ())

    if format == "label-studio-interface":
        from ..writers.annotations.label_studio import INTERFACE

        _write([INTERFACE], file)
        return
    told = read_told(paths or ["-"], stdin=sys.stdin.buffer if sys.stdin else None)
    if format not in FORMATS:
        if codebook is not None:
            from ..errors import UsageError

            raise UsageError(f"--codebook makes tables ({', '.join(FORMATS)}), not {format}")
        _write(_annotated(format, told, articles or []), file)
        return
    left_out: Counter[str] = Counter()
    table, rows_of = _coding(codebook, patterns or [], left_out)
    with opened(file) as output_to, table_writer(format, table, output_to) as writer:
        for article in told:
            for row in rows_of(article):
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
    from ..rules.loading import load_packs
    from ..writers import codebooks

    table, code = codebooks.codebook(codebook, load_packs(*patterns))

    def rows_of(told: Told) -> Iterable[Row]:
        coded = code(told)
        left_out.update(claim.why for claim in coded.left_out)
        return coded.rows

    return table, rows_of


def _annotated(format: str, told: Iterable[Told], articles: list[str]) -> Iterator[str]:
    """The output, piece by piece."""
    import json

    from .. import __version__
    from ..errors import InputError, UsageError
    from ..readers.texts import texts_of
    from ..writers.annotations import label_studio, schema_org, web_annotation

    texts = texts_of(articles)
    if format != "label-studio":
        for article in told:
            if format == "schema-org":
                items = schema_org.claims(article, version=__version__)
            else:
                items = web_annotation.claim_annotations(article, texts.get(article), version=__version__)
            yield from (json.dumps(item, ensure_ascii=False) + "\n" for item in items)
        return
    if not articles:
        raise UsageError("label-studio shows the articles: give them with --articles")
    opening = "["
    for article in told:
        text = texts.get(article)
        if article.extraction is None or text is None:
            lacks = (
                "whole extractions are needed, not claims"
                if article.extraction is None
                else "its article is not among --articles"
            )
            raise InputError(f"{article.id}: {lacks}")
        yield opening + json.dumps(
            label_studio.task(article.extraction, text, version=__version__), ensure_ascii=False, indent=1
        )
        opening = ",\n"
    yield "[]\n" if opening == "[" else "]\n"


def _write(pieces: Iterable[str], file: Path | None) -> None:
    with opened(file) as output:
        for piece in pieces:
            output.write(piece.encode("utf-8"))
