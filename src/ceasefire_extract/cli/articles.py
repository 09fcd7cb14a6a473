"""`extract [PATHS]...`: read articles and print what they claim."""

from __future__ import annotations

import contextlib
import gc
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, Literal

import typer

from . import COMMANDS, complain

if TYPE_CHECKING:
    from ..models import Extraction
    from ..readers.inputs import Inputs

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
_EPILOG = "Commands:\n\n" + "\n\n".join(f"extract {name}: {what}" for name, what in COMMANDS.items())


def _print_version(wanted: bool) -> None:
    if wanted:
        from .. import __version__

        print(f"extract {__version__}")
        raise typer.Exit


@app.command(epilog=_EPILOG)
def articles(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATHS]...", help="Files, folders (*.txt, *.jsonl), or - for standard input.", show_default=False
        ),
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Publication date (2025-02-04); overrules the article's own.")
    ] = None,
    title: Annotated[
        str | None, typer.Option(help="Title of the article; else its first line, where that is a headline.")
    ] = None,
    format: Annotated[
        Literal["json", "jsonl", "claims", "statements", "table"],
        typer.Option(help="jsonl, claims, statements: one article, claim or statement a line; table: for people."),
    ] = "json",
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write there instead of to standard output.")
    ] = None,
    input_format: Annotated[
        Literal["auto", "text", "jsonl"],
        typer.Option(help="What the input is, where its name and first character mislead."),
    ] = "auto",
    patterns: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FOLDER",
            help="Add the pattern packs in this folder; may be given several times.",
            show_default=False,
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read news of ceasefires and peace talks into grounded JSON claims.

    One text prints one indented object; several paths, a folder or JSON Lines ({"text", "id"?, "title"?, "published"?, "source"?} a line)
    print one object a line, in the order of the input.
    """
    from ..errors import ArticleError, UsageError
    from ..extraction import as_date
    from ..readers.inputs import read_inputs

    if published == "":
        raise UsageError("--published is empty; write it as 2025-02-04")
    day = as_date(published)
    paths = paths or ["-"]
    _refuse_overwriting(paths, output)
    inputs = read_inputs(
        paths, input_format=input_format, stdin=sys.stdin.buffer if sys.stdin else None, leave_out=output
    )
    failed = False
    with _opened(output) as out:
        from ..batch.run import extract_records
        from ..pipeline import pipeline_with

        folders = [str(folder) for folder in patterns or ()]
        pipeline_with(tuple(folders))  # a pack that cannot be used is wrong usage, and told before anything is read
        gc.freeze()  # the packs last as long as the process: nothing in them is garbage to be looked for
        write = _writer(format, single=inputs.single, out=out, to_terminal=output is None)
        with _progress(inputs, to_terminal=output is None) as advance:
            for result in extract_records(inputs.records, published=day, title=title, patterns=folders):
                if isinstance(result, ArticleError):
                    failed = True
                    complain(result)
                else:
                    write(result)
                advance()
    if failed:
        raise typer.Exit(1)


def _refuse_overwriting(paths: list[str], output: Path | None) -> None:
    """Opening the output would empty an input that has not been read yet."""
    from ..errors import UsageError

    if (
        output is not None
        and output.is_file()
        and any(Path(path).is_file() and output.samefile(path) for path in paths)
    ):
        raise UsageError(f"--output {output} is one of the inputs; choose another file")


@contextlib.contextmanager
def _opened(output: Path | None) -> Iterator[BinaryIO]:
    """Where to write. What cannot be opened is a wrong option; what fails later (a full disk) is not."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    from ..errors import UsageError

    try:
        stream = output.open("wb")
    except OSError as error:
        raise UsageError(f"--output {output}: {(error.strerror or str(error)).lower()}") from None
    with stream:
        yield stream


def _writer(format: str, *, single: bool, out: BinaryIO, to_terminal: bool) -> Any:
    """A function that writes one extraction, whole, as soon as it is there."""
    from ..writers import lines as render

    if format == "table":
        return _table_writer(out, to_terminal)

    def lines_of(extraction: Extraction) -> Iterator[str]:
        if format == "claims":
            return render.claim_lines(extraction)
        if format == "statements":
            return render.statement_lines(extraction)
        return iter([render.json_object(extraction) if format == "json" and single else render.json_line(extraction)])

    def write(extraction: Extraction) -> None:
        # Bytes: the output is UTF-8 with plain line ends, whatever the locale says.
        out.write("".join(f"{line}\n" for line in lines_of(extraction)).encode("utf-8"))
        out.flush()

    return write


def _table_writer(out: BinaryIO, to_terminal: bool) -> Any:
    import io

    from rich.console import Console

    from ..writers import lines as render

    coloured = to_terminal and sys.stdout.isatty()
    width = None if coloured else 160

    def write(extraction: Extraction) -> None:
        buffer = io.StringIO()
        console = Console(file=buffer, force_terminal=coloured, width=width or Console().width)
        console.print(render.table(extraction))
        out.write(buffer.getvalue().encode("utf-8"))
        out.flush()

    return write


@contextlib.contextmanager
def _progress(inputs: Inputs, *, to_terminal: bool) -> Iterator[Any]:
    """A bar on stderr, where there are several articles, and where it cannot come between the lines of the output."""
    if inputs.single or not sys.stderr.isatty() or (to_terminal and sys.stdout.isatty()):
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=inputs.count)
        yield lambda: progress.advance(task)
