"""`extract check-output FILE [ARTICLES]...`: check what `extract` printed against its contract (contract.py)."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from . import complain, new_app

app = new_app()


@app.command()
def check_output(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="What `extract` printed as json or jsonl; - for standard input.")
    ],
    articles: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ARTICLES",
            help="The files and folders that it was made from, so that its quotes can be looked up.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Check that an output keeps its contract: schema, ids, offsets, values; and with its ARTICLES, that it quotes them.

    Prints a line for each fault, and a summary. Exit status 1 where there is a fault, or an extraction whose article is not among ARTICLES.
    """
    from ..contract import faults

    texts = _texts(articles or [])
    checked = found = 0
    for place, output in _outputs(file):
        checked += 1
        text = texts.get(_fingerprint(output))
        wrong = faults(output, text)
        if articles and text is None:
            wrong.append("its article is not among those given")
        for fault in wrong:
            print(f"{place}: {fault}")
        found += len(wrong)
    print(f"{checked} extraction{'' if checked == 1 else 's'} checked, {found} fault{'' if found == 1 else 's'}")
    if found:
        raise typer.Exit(1)


def _texts(paths: list[str]) -> dict[str, str]:
    """The articles by their fingerprints, as `document.sha256` has them; what cannot be read is told."""
    from hashlib import sha256

    from ..errors import ArticleError
    from ..readers.inputs import read_inputs

    texts: dict[str, str] = {}
    for record in read_inputs(paths).records if paths else ():
        if isinstance(record, ArticleError):
            complain(record)
        else:
            texts[sha256(record.text.encode("utf-8", "replace")).hexdigest()] = record.text
    return texts


def _fingerprint(output: Any) -> str:
    document = output.get("document") if isinstance(output, dict) else None
    return str(document.get("sha256")) if isinstance(document, dict) else ""


def _outputs(file: str) -> Iterator[tuple[str, Any]]:
    """Each object of a file and its place: the one that the whole file is, or one a line. Raises InputError for what is no JSON."""
    from ..errors import InputError

    def parsed(raw: bytes, place: str) -> Any:
        try:
            return json.loads(raw)
        except ValueError as error:
            raise InputError(f"{place}: is no JSON ({str(error).splitlines()[0].lower()})") from None

    with _opened(file) as stream:
        first = stream.readline()
        if _is_json(first):
            for number, raw in enumerate(chain([first], stream), start=1):
                if raw.strip():
                    yield f"{file}:{number}", parsed(raw, f"{file}:{number}")
        else:  # the beginning of one object over many lines
            yield file, parsed(first + stream.read(), file)


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


@contextlib.contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    from ..errors import InputError

    if file == "-":
        if sys.stdin is None:
            raise InputError("there is no standard input")
        yield sys.stdin.buffer
        return
    try:
        stream = Path(file).open("rb")  # noqa: SIM115 - closed below
    except OSError as error:
        raise InputError(f"{file}: {(error.strerror or str(error)).lower()}") from None
    with stream:
        yield stream
