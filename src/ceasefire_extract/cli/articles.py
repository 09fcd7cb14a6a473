"""`extract [PATHS]...`: read articles and print what they claim."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from . import COMMANDS, new_app
from .folder import into_folder
from .messages import Messages
from .options import OutputFile, PatternFolders
from .output import file_of, opened
from .progress import progress

if TYPE_CHECKING:
    from ..batch.run import Map
    from ..batch.work import Result, Settings
    from ..readers.inputs import Inputs
    from ..writers.output import Output

app = new_app()
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
            help="Files, folders, or - for standard input: text, JSON, CSV, Parquet, web pages, WARC, PDF, mail, feeds, each also as .gz, .zst or .zip.",
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
            help="json, jsonl, claims or statements: one article, claim or statement a line; csv, parquet: one row a claim; table: for people; html: a page to look at.",
        ),
    ] = "json",
    output: OutputFile = None,
    input_format: Annotated[
        str,
        typer.Option(
            metavar="FORM",
            help="What the input is, where its name and first characters mislead: text, jsonl, json, html, csv, ...",
        ),
    ] = "auto",
    text_field: Annotated[
        str | None, typer.Option(metavar="NAME", help="The field of JSON or of a table that holds the text.")
    ] = None,
    title_field: Annotated[str | None, typer.Option(metavar="NAME", help="The same for the title.")] = None,
    date_field: Annotated[str | None, typer.Option(metavar="NAME", help="The same for the publication date.")] = None,
    id_field: Annotated[str | None, typer.Option(metavar="NAME", help="The same for the id.")] = None,
    min_confidence: Annotated[
        float,
        typer.Option(metavar="P", min=0, max=1, help="Leave out claims less likely than this to be right (0 to 1)."),
    ] = 0.0,
    patterns: PatternFolders = None,
    jobs: Annotated[
        int,
        typer.Option("--jobs", "-j", min=0, help="Processes that read; 0: as many as there are cores for this one."),
    ] = 1,
    timeout: Annotated[
        float | None,
        typer.Option(
            metavar="SECONDS",
            min=0,
            help="Give up an article that takes longer. [default: 300 with --out or else none]",
        ),
    ] = None,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop at the first article that fails.")] = False,
    out: Annotated[
        str | None,
        typer.Option(
            metavar="FOLDER", help="Write parts of about 1,000 articles there, and go on where an earlier run ended."
        ),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", help='A Dask scheduler that gives out the work ("tcp://host:8786"), or "local".'
        ),
    ] = None,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Read again, with --out alone, what failed in an earlier run.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Read everything again, with --out alone.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show why each claim is as it is: its words, rules, cues, participants.")
    ] = False,
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
    from ..batch.run import Stopped
    from ..batch.work import Settings
    from ..errors import UsageError
    from ..extraction import as_date
    from ..readers.inputs import read_inputs
    from ..readers.record import Fields
    from ..writers import WRITERS

    if published == "":
        raise UsageError("--published is empty; write it as 2025-02-04")
    if out == "":
        raise UsageError("--out is empty; name a folder")
    if out is not None and output is not None:
        raise UsageError("--output names a file and --out a folder: choose one")
    if out is None and (retry_failed or force):
        raise UsageError("--retry-failed and --force are for --out")
    format = "explain" if explain else format
    paths = paths or ["-"]
    target = file_of(output, paths)
    inputs = read_inputs(
        paths,
        input_format=input_format,
        stdin=sys.stdin.buffer if sys.stdin else None,
        leave_out=target if out is None else out,
        fields=Fields(text=text_field, title=title_field, published=date_field, id=id_field),
    )
    if out is not None and format in ("table", "html", "explain"):
        raise UsageError("--out takes --format jsonl, claims, statements, csv or parquet")
    lines = format == "json" and (out is not None or not inputs.single)
    settings = Settings(
        format="jsonl" if lines else format,
        published=as_date(published), title=title, min_confidence=min_confidence,
        patterns=tuple(map(str, patterns or ())), fields=inputs.fields,
        terminal=out is None and target is None and sys.stdout is not None and sys.stdout.isatty(),
    )  # fmt: skip
    WRITERS.get(settings.format)
    messages = Messages(quiet=quiet)
    with contextlib.ExitStack() as stack:
        _end_cleanly_when_asked_to()
        if out is not None:
            limit = 300.0 if timeout is None else timeout or None
            into_folder(
                inputs, paths, settings, out, _map(stack, settings, jobs, limit, cluster), messages,
                retry_failed=retry_failed, force=force, fail_fast=fail_fast,
            )  # fmt: skip
        else:
            shown = not inputs.single and (target is not None or not settings.terminal)
            output_to = stack.enter_context(opened(target))
            advance = stack.enter_context(progress(inputs, paths, shown=shown))
            for result in _write_all(
                inputs, settings, output_to, _map(stack, settings, jobs, timeout or None, cluster)
            ):
                messages.result(result)
                advance(result)
                if result.error is not None and fail_fast:
                    raise Stopped("stopped at the first article that failed")
            messages.finish(inputs.skipped)
    if messages.failed:
        raise typer.Exit(1)


def _map(stack: contextlib.ExitStack, settings: Settings, jobs: int, timeout: float | None, cluster: str | None) -> Map:
    """What does the work: this process, or workers that last until the stack is closed."""
    from ..batch.cores import cores

    jobs = jobs or cores()
    if cluster is not None:
        from ..batch.cluster import Cluster

        return stack.enter_context(Cluster(cluster, settings, jobs=jobs, timeout=timeout)).map
    if jobs == 1 and timeout is None:
        from ..batch.garbage import collect_seldom
        from ..batch.run import in_this_process
        from ..batch.work import Work

        work = Work(settings)  # a pack that cannot be used is wrong usage, and told before anything is read
        collect_seldom()
        return in_this_process(work)
    from ..batch.crew import Crew

    return stack.enter_context(Crew("ceasefire_extract.batch.work:Work", (settings,), jobs=jobs, timeout=timeout)).map


def _write_all(inputs: Inputs, settings: Settings, output: Output, map: Map) -> Iterator[Result]:
    """Each article written, whole, as soon as it is there."""
    from ..writers import WRITERS

    writer = WRITERS.new(settings.format)
    writer.terminal = settings.terminal
    begun = False
    for _, result in map((None, piece) for piece in inputs.pieces):
        if result.error is None:
            output.write((b"" if begun else writer.begin()) + writer.write(result.data))
            begun = True
        yield result
    if begun:
        output.write(writer.end())


def _end_cleanly_when_asked_to() -> None:
    """`kill` is as good as Ctrl-C: what lies beside its place is removed."""

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, end)
