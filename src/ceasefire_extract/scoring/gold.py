"""Read a gold folder, and the extractions that are held against it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..models import Extraction
from ..readers.inputs import printable
from .figures import Score


def score_folder(gold: Path, extractions: Path | None = None, *, only: str | None = None) -> Score:
    """Hold the extractions in a folder (NAME.json) or a file (one a line, found by `document.id`) against a gold folder; without any, its articles are read now.

    Raises InputError for a folder without gold and for files that hold something else.
    """
    told = _in_file(extractions) if extractions is not None and extractions.is_file() else None
    score = Score()
    for path, marked in articles_of(gold, only=only):
        if extractions is None:
            found: Any = read_now(path, marked).model_dump(mode="json")
        elif told is not None:
            found = told.get(path.stem)
        else:
            answer = extractions / path.name
            found = _json(answer) if answer.exists() else None
        try:
            score.read(path.stem, marked, found)
        except (KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{printable(path)}: a mention or claim lacks what is compared: {error}") from None
    return score


def articles_of(gold: Path, *, only: str | None = None) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The marked articles of a gold folder: each file's path, and what it holds.

    Raises InputError for a folder without gold and for files that hold something else.
    """
    articles = [path for path in sorted(gold.glob("*.json")) if only in (None, path.stem)]
    if not articles:
        raise InputError(f"{printable(gold)}: no gold there; it is pairs of NAME.txt and NAME.json")
    for path in articles:
        marked = _json(path)
        if (
            not isinstance(marked, dict)
            or not isinstance(marked.get("mentions"), list)
            or not isinstance(marked.get("claims"), list)
        ):
            raise InputError(f'{printable(path)}: is no gold: it has no "mentions" and "claims"')
        yield path, marked


def read_now(path: Path, marked: dict[str, Any]) -> Extraction:
    """The extraction of a marked article. Raises InputError where its text is not there."""
    from ..extraction import extract

    text = path.with_suffix(".txt")
    try:
        article = text.read_bytes().decode("utf-8")  # newlines stay as they are: offsets count them
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{printable(text)}: cannot be read: {error}") from None
    return extract(article, published=marked.get("published"))


def _in_file(path: Path) -> dict[str, dict[str, Any]]:
    """Extractions by the last part of their article's id."""
    out = {}
    for number, line in enumerate(_lines(path), start=1):
        try:
            found = json.loads(line)
            out[Path(found["document"]["id"]).name] = found
        except (json.JSONDecodeError, KeyError, TypeError):
            raise InputError(f"{printable(path)}:{number}: is no extraction") from None
    return out


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="\n") as file:
        yield from (line for line in file if line.strip())


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise InputError(f"{printable(path)}: is no JSON: {error.msg.lower()} in line {error.lineno}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{printable(path)}: cannot be read: {error}") from None
