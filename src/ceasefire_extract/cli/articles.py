"""`extract [PATHS]...`: read articles and print what they claim."""

from __future__ import annotations

import contextlib
import gc
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from . import COMMANDS
from .messages import Messages

if TYPE_CHECKING:
    from ..batch.work import Result, Settings
    from ..readers.inputs import Inputs
    from ..writers.output import Output

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
_EPILOG = "Commands:\n\n" + "\n\n".join(f"extract {name}: {what}" for name, what in COMMANDS.items())


def _print_version(wanted: bool) -> None:
    if wanted:
        from .. import __version__

        print(f"extract {__version__}")
        raise typer.Exit


@app.command(epilog=_EPILOG, context_settings={"help_option_names": ["--help", "-h"]})
def articles(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATHS",
            help="Files, folders, or - for standard input: text, Markdown, JSON and JSON Lines, each also as .gz, .zst or .zip.",
            show_default=False,
        ),
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Publication date (2025-02-04); overrules the article's own.")
    ] = None,
    title: Annotated[
        str | None, typer.Option(help="Title of the article; else its first line, where that is a headline.")
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORM",
            help="json, jsonl, claims or statements: one article, claim or statement a line; table: for people.",
        ),
    ] = "json",
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write there instead of to standard output; the file is whole or as it was before.",
        ),
    ] = None,
    input_format: Annotated[
        str,
        typer.Option(
            metavar="FORM",
            help="What the input is, where its name and first characters mislead: text, jsonl, json.",
        ),
    ] = "auto",
    text_field: Annotated[
        str | None, typer.Option(metavar="NAME", help="The field of JSON or of a table that holds the text.")
    ] = None,
    title_field: Annotated[str | None, typer.Option(metavar="NAME", help="The same for the title.")] = None,
    date_field: Annotated[str | None, typer.Option(metavar="NAME", help="The same for the publication date.")] = None,
    id_field: Annotated[str | None, typer.Option(metavar="NAME", help="The same for the id.")] = None,
    patterns: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FOLDER",
            help="Add the pattern packs in this folder; may be given several times.",
            show_default=False,
        ),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Say nothing of what was skipped, failed or doubtful.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read news of ceasefires and peace talks into grounded JSON claims.

    One text prints one indented object; several paths, a folder or JSON Lines ({"text", "id"?, "title"?, "published"?, "source"?} a line)
    print one object a line, in the order of the input.
    """
    from ..batch.work import Settings
    from ..errors import UsageError
    from ..extraction import as_date
    from ..readers.inputs import read_inputs
    from ..readers.record import Fields
    from ..writers import WRITERS

    if published == "":
        raise UsageError("--published is empty; write it as 2025-02-04")
    if output == "":
        raise UsageError("--output is empty; name a file")
    paths = paths or ["-"]
    target = Path(output) if output is not None else None
    _refuse_overwriting(paths, target)
    inputs = read_inputs(
        paths,
        input_format=input_format,
        stdin=sys.stdin.buffer if sys.stdin else None,
        leave_out=target,
        fields=Fields(text=text_field, title=title_field, published=date_field, id=id_field),
    )
    settings = Settings(
        format="jsonl" if format == "json" and not inputs.single else format,
        published=as_date(published), title=title, patterns=tuple(map(str, patterns or ())), fields=inputs.fields,
        terminal=target is None and sys.stdout is not None and sys.stdout.isatty(),
    )  # fmt: skip
    WRITERS.get(settings.format)
    messages = Messages(quiet=quiet)
    with _opened(target) as out, _progress(inputs, to_terminal=target is None) as advance:
        for result in _write_all(inputs, settings, out):
            messages.result(result)
            advance()
    messages.finish(inputs.skipped)
    if messages.failed:
        raise typer.Exit(1)


def _write_all(inputs: Inputs, settings: Settings, out: Output) -> Iterator[Result]:
    """Each article written, whole, as soon as it is there."""
    from ..batch.run import read_pieces
    from ..batch.work import Work
    from ..writers import WRITERS

    work = Work(settings)  # a pack that cannot be used is wrong usage, and told before anything is read
    gc.freeze()  # the packs last as long as the process: nothing in them is garbage to be looked for
    writer = WRITERS.new(settings.format)
    begun = False
    for result in read_pieces(inputs.pieces, work):
        if result.error is None:
            out.write((b"" if begun else writer.begin()) + writer.write(result.data))
            begun = True
        yield result
    if begun:
        out.write(writer.end())


def _refuse_overwriting(paths: list[str], output: Path | None) -> None:
    """Moving the output into its place would take away an input."""
    from ..errors import UsageError

    if (
        output is not None
        and output.is_file()
        and any(Path(path).is_file() and output.samefile(path) for path in paths)
    ):
        raise UsageError(f"--output {output} is one of the inputs; choose another file")


@contextlib.contextmanager
def _opened(output: Path | None) -> Iterator[Output]:
    from ..errors import UsageError
    from ..writers.output import Stream, whole_file

    if output is not None:
        with whole_file(output) as file:
            yield file
    elif sys.stdout is None:
        raise UsageError("standard output is closed; name a file with --output")
    else:
        yield Stream(sys.stdout.buffer)


@contextlib.contextmanager
def _progress(inputs: Inputs, *, to_terminal: bool) -> Iterator[Any]:
    """A counter on stderr, where there are several articles, and where it cannot come between the lines of the output."""
    if inputs.single or not sys.stderr.isatty() or (to_terminal and sys.stdout.isatty()):
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("reading"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None)
        yield lambda: progress.advance(task)
