"""Options that several commands take, each said once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

PatternFolders = Annotated[
    list[Path] | None,
    typer.Option(
        "--patterns",
        metavar="FOLDER",
        help="Add the pattern packs in this folder; may be given several times.",
        show_default=False,
    ),
]
OutputFile = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write there instead of to standard output; the file is whole or as it was before.",
    ),
]
