"""The command `extract`. Each command is a file of its own; nothing heavy is imported before it is needed.

If the first word names a command, it is that command; all else are articles to read (a file of that name is written `./schema`).
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING, Any, cast

from ..errors import ArticleError, CeasefireExtractError, UsageError

if TYPE_CHECKING:
    import typer

COMMANDS = {
    "compare": "which claims of several articles tell of one event, and where outlets differ",
    "schema": "print the JSON Schema of the output",
    "patterns": "list the pattern rules, or check a pack's examples",
    "parties": "look up the parties that are known",
    "to": "turn what was extracted into tables and annotations",
    "from": "read corrections made in an annotation tool back into gold",
    "score": "hold extractions against articles that people have marked",
    "check-output": "check that an output keeps the contract, and quotes its articles",
}


def main() -> None:
    """Entry point of the console command. Every error that can be foreseen is one line on stderr."""
    try:
        try:
            command, words = _command_of(sys.argv[1:])
            status = _run(command, words)
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()  # here, where an error can still be told as one
    except SystemExit as leaving:
        if not isinstance(leaving.__context__, BrokenPipeError):
            raise
        _drop_output()  # typer leaves with 1 where a pipe is closed, but nothing failed:
        sys.exit(0)  # the reader, `head` perhaps, has had enough
    except BrokenPipeError:
        _drop_output()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
    except CeasefireExtractError as error:
        complain(error)
        sys.exit(1 if isinstance(error, ArticleError) else 2)
    except OSError as error:  # a full disk, most often
        complain(f"{error.filename or 'output'}: {(error.strerror or str(error)).lower()}")
        _drop_output()
        sys.exit(1)
    if status:
        sys.exit(status)


def new_app(**settings: Any) -> typer.Typer:
    """A typer application as all commands are: plain help, `-h` too, and errors left to `main`."""
    import typer

    return typer.Typer(
        add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]}, **settings,
    )  # fmt: skip


def complain(message: object) -> None:
    """One line on stderr."""
    if sys.stderr is not None:  # closed
        print("extract:", " ".join(str(message).splitlines()), file=sys.stderr)


def _command_of(words: list[str]) -> tuple[str | None, list[str]]:
    """The command that the words name (None: read articles), and the words left for it."""
    first = words[0] if words else None
    if first in COMMANDS:
        return first, words[1:]
    if first is None:
        asked = sys.stdin is not None and sys.stdin.isatty()
        return None, ["--help"] if asked else []
    plain = first[:1].isalpha() and first.replace("-", "").isalpha()
    if not plain or os.path.exists(first):  # noqa: PTH110 - pathlib is slow to import
        return None, words
    if first == "help":
        return (words[1], ["--help"]) if words[1:] and words[1] in COMMANDS else (None, ["--help"])
    from difflib import get_close_matches

    near = [name for name in COMMANDS if name.startswith(first)] or get_close_matches(first, COMMANDS, 1, 0.85)
    if near:
        raise UsageError(f"{first}: no such file or folder; is the command meant, `extract {near[0]}`?")
    return None, words


def _run(command: str | None, words: list[str]) -> int:
    """Run a command; its exit status. What is wrong with an option is a UsageError, one line instead of typer's four."""
    name = f"extract {command}" if command else "extract"
    if sys.stdout is None and command in ("schema", "patterns", "parties", "check-output"):  # others may write to files
        raise UsageError(f"{name}: standard output is closed")
    app = importlib.import_module(f".{_module_of(command or 'articles')}", __name__).app
    import typer

    wrong_usage = cast(type[typer.BadParameter], typer.BadParameter.__mro__[1])  # click's, its own or the one imported
    try:
        return app(words, prog_name=name, standalone_mode=False) or 0
    except wrong_usage as error:
        said = " ".join(error.format_message().replace("Value error, ", "").split()).rstrip(".")
        command_path = error.ctx.command_path if error.ctx else name
        raise UsageError(f"{said[0].lower()}{said[1:]} (see {command_path} --help)") from None
    except typer.Abort:
        return 130


def _module_of(command: str) -> str:
    """The file that a command is in."""
    return "corrections" if command == "from" else command.replace("-", "_")  # a module cannot be called "from"


def _drop_output() -> None:
    """Point stdout at nothing: what is left in its buffer cannot be written, and Python would say so at its end."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, 1)
    os.close(devnull)
