"""What is not installed with the package itself: a library that one format or one way of working needs, and the extra that brings it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from .errors import InputError


class MissingExtra(InputError):
    """A library that is not there. `extra` is the name of what brings it."""

    def __init__(self, extra: str, what: str) -> None:
        self.extra = extra
        super().__init__(f"{what} need the extra {extra!r}: pip install 'ceasefire-extract[{extra}]'")


def needed(module: str, extra: str, what: str) -> Any:
    """The module. Raises MissingExtra, which names the extra, where it is not installed.

    `what` is what needs it, in the plural ("web pages").
    """
    try:
        return import_module(module)
    except ImportError:
        raise MissingExtra(extra, what) from None
