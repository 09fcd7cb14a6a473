"""Every error that a user can meet, each one line that says what is wrong and what to do."""

from __future__ import annotations


class CeasefireExtractError(Exception):
    """Base of all errors that this package raises on purpose; `str(error)` is one line for people."""


class ArticleError(CeasefireExtractError):
    """What goes wrong with one article, and with that one alone."""


class InputError(ArticleError, ValueError):
    """An input that cannot be read: missing, empty, binary, not an article."""


class InternalError(ArticleError, RuntimeError):
    """A fault of this package that an article has brought to light; the exception that it was is its `__cause__`."""


class UsageError(CeasefireExtractError, ValueError):
    """A wrong option or argument."""


class PackError(CeasefireExtractError, ValueError):
    """A pattern pack that cannot be used. `code` names the kind of fault (P01, ...)."""

    def __init__(self, code: str, file: str, rule: str | None, wrong: str, todo: str) -> None:
        self.code, self.file, self.rule, self.wrong, self.todo = code, file, rule, wrong, todo
        where = f"{file}: {rule}" if rule else file
        super().__init__(f"{code} {where}: {wrong}; {todo}")
