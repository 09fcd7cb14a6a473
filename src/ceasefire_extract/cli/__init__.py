"""The command `extract`. Each command is a file of its own; nothing heavy is imported before it is needed.

If the first word names a command, it is that command; all else are articles to read (a file of that name is written `./schema`).
"""

from __future__ import annotations

import importlib
import os
import sys

from ..errors import ArticleError, CeasefireExtractError

COMMANDS = {
    "compare": "which claims of several articles tell of one event, and where outlets differ",
    "schema": "print the JSON Schema of the output",
    "patterns": "list the pattern rules, or check a pack's examples",
    "parties": "look up the parties that are known",
    "to": "turn what was extracted into tables and annotations",
}


def main() -> None:
    """Entry point of the console command. Every error that can be foreseen is one line on stderr."""
    words = sys.argv[1:]
    command = words.pop(0) if words and words[0] in COMMANDS else None
    if command is None and not words and sys.stdin is not None and sys.stdin.isatty():
        words = ["--help"]
    name = f"extract {command}" if command else "extract"
    try:
        try:
            importlib.import_module(f".{command or 'articles'}", __name__).app(words, prog_name=name)
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


def complain(message: object) -> None:
    """One line on stderr."""
    if sys.stderr is not None:  # closed
        print("extract:", " ".join(str(message).splitlines()), file=sys.stderr)


def _drop_output() -> None:
    """Point stdout at nothing: what is left in its buffer cannot be written, and Python would say so at its end."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, 1)
    os.close(devnull)
