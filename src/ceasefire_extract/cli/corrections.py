"""`extract from label-studio EXPORT -o GOLD/`: corrections read back into gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from . import complain, new_app

app = new_app()


@app.command()
def from_(
    format: Annotated[
        Literal["label-studio"], typer.Argument(help="The tool that they were made with.", show_default=False)
    ],
    export: Annotated[Path, typer.Argument(help="What it exported, as JSON.", show_default=False)],
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="FOLDER", help="The gold folder: NAME.txt and NAME.json for each article."
        ),
    ],
) -> None:
    """Read corrections back into gold that `extract score` measures."""
    from ..errors import InputError, UsageError
    from ..readers.label_studio import read_tasks

    failed = False
    try:
        output.mkdir(parents=True, exist_ok=True)
        for gold in read_tasks(export):
            if isinstance(gold, InputError):
                failed = True
                complain(gold)
                continue
            (output / f"{gold.name}.txt").write_bytes(gold.text.encode("utf-8"))
            marked = json.dumps(gold.marked, ensure_ascii=False, indent=1) + "\n"
            (output / f"{gold.name}.json").write_bytes(marked.encode("utf-8"))
    except OSError as error:
        raise UsageError(f"--output {output}: {(error.strerror or str(error)).lower()}") from None
    if failed:
        raise typer.Exit(1)
