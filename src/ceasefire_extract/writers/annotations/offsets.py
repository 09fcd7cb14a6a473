"""Offsets in code points (ours) and in UTF-16 code units (JavaScript's, so Label Studio's): an emoji is one of the former and two of the latter."""

from __future__ import annotations

from bisect import bisect_left


class Utf16:
    """Converts offsets into one text."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._wide = [at for at, character in enumerate(text) if character > "\uffff"]  # take two units
        self._units = [at + number for number, at in enumerate(self._wide)]  # where those begin, in units

    def units(self, offset: int) -> int:
        """An offset in code points as one in units."""
        return offset + bisect_left(self._wide, offset)

    def points(self, units: int) -> int:
        """An offset in units as one in code points; one that falls into a character is its start."""
        before = bisect_left(self._units, units)
        if before and self._units[before - 1] == units - 1:
            return self._wide[before - 1]
        return min(units - before, self._length)
