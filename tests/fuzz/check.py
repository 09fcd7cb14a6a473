"""Is a text read as it must be? And the smallest one that is not."""

from __future__ import annotations

import datetime as dt
import functools
import re
import time
from collections.abc import Callable

import ceasefire_extract as ce
from ceasefire_extract.contract import faults

SLOW = 2.0  # seconds of computing for a text of some thousand characters: twenty times what one takes
_NUMBERS = re.compile(r"\d+|'[^']*'|\"[^\"]*\"|\[.*?\]")


def problem(text: str, published: dt.date | None) -> str | None:
    """What is wrong with the reading of a text: an error, a broken contract, a second reading that differs, or that it takes too long."""
    _warm_up()
    start = time.process_time()
    try:
        extraction = ce.extract(text, published=published)
    except ce.CeasefireExtractError as error:
        return str(error)
    seconds = time.process_time() - start
    wrong = faults(extraction, text)
    if wrong:
        return wrong[0]
    if len(text) % 16 == 0 and ce.extract(text, published=published) != extraction:
        return "a second reading differs from the first"
    return f"slow: {seconds:.1f} s" if seconds > SLOW else None


@functools.cache
def _warm_up() -> None:
    """Make the stages, which is no text's own time."""
    ce.extract("The talks resumed.")


def kind(said: str) -> str:
    """A problem without the numbers and words of its text: those that are alike are one fault."""
    return _NUMBERS.sub("_", said)


def smallest(text: str, fails: Callable[[str], bool]) -> str:
    """A text that fails as the one given does, and no longer does without any piece of it that was tried (ddmin, by halves down to characters)."""
    size = max(len(text) // 2, 1)
    while True:
        at, changed = 0, False
        while at < len(text):
            shorter = text[:at] + text[at + size :]
            if shorter != text and fails(shorter):
                text, changed = shorter, True
            else:
                at += size
        if size == 1 and not changed:
            return text
        size = max(size // 2, 1) if not changed or size > 1 else 1
