"""What can be added by name from outside: the package's own classes, and those of other packages by entry point."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from importlib import import_module
from typing import Any, Generic, TypeVar, cast

from .errors import UsageError

T = TypeVar("T")


class Registry(Generic[T]):
    """Classes by name, each made when it is first asked for. A name of our own cannot be taken by another package."""

    def __init__(self, kind: str, package: str, homes: Mapping[str, str]) -> None:
        """`kind` is what messages call one of them, `package` where the modules of `homes` (name -> "module:Class") lie.

        The entry point group is the package's name: "ceasefire_extract.readers".
        """
        self._kind, self._package, self._homes = kind, package, homes
        self._made: dict[str, T] = {}

    @property
    def names(self) -> list[str]:
        """All that there are, our own first."""
        return [*self._homes, *sorted(set(self._others) - set(self._homes))]

    def get(self, name: str) -> T:
        """The one of that name. Raises UsageError, which lists them, where there is none."""
        if name not in self._made:
            self._made[name] = self._class(name)()
        return self._made[name]

    def new(self, name: str) -> T:
        """One of one's own of that name."""
        return cast(T, self._class(name)())

    def _class(self, name: str) -> Any:
        if name in self._homes:
            module, attribute = self._homes[name].split(":")
            return getattr(import_module(f".{module}", self._package), attribute)
        if name in self._others:
            return self._others[name].load()
        raise UsageError(f"{self._kind} {name!r} is not one of {', '.join(map(repr, self.names))}")

    @cached_property
    def _others(self) -> dict[str, Any]:
        from importlib.metadata import entry_points  # reads every installed package's metadata: not before it is needed

        return {point.name: point for point in entry_points(group=self._package)}
