"""What a codebook makes of one article's claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A claim that a codebook has no row for, and why."""

    document: str
    claim: str
    why: str


@dataclass(frozen=True, slots=True)
class Coded:
    """The rows that one article's claims make, and the claims that make none."""

    rows: list[dict[str, Any]]
    left_out: list[LeftOut]
