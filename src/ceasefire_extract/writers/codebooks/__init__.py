"""The codebooks of the field: claims as rows of PLOVER / POLECAT, ETH/PRIO, UCDP GED and ACLED.

Each is a pure function from one article's claims to rows (`rows(told, parties)`), with its columns beside it, and its table of codes in
`patterns/codebooks/`. A claim that a codebook has no row for is left out, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from ...readers.extractions import Told
    from ...rules.packs import Packs
    from ..columns import Table
    from .coded import Coded


class _Home(NamedTuple):
    module: str
    coder: str
    table: str


CODEBOOKS = {
    "plover": _Home(".plover", "PolecatCoder", "POLECAT"),
    "eth-prio": _Home(".eth_prio", "CeasefireCoder", "CEASEFIRES"),
    "ucdp-ged": _Home(".ucdp_ged", "GedCoder", "GED"),
    "acled": _Home(".acled", "AcledCoder", "ACLED"),
}


def codebook(name: str, packs: Packs) -> tuple[Table, Callable[[Told], Coded]]:
    """The columns of a codebook, and the function that codes one article by the tables and parties of these packs."""
    from .parties import Parties

    home = CODEBOOKS[name]
    module: Any = import_module(home.module, __name__)
    coder = getattr(module, home.coder)(packs.codebooks[name])
    parties = Parties(packs)
    return getattr(module, home.table), lambda told: coder.rows(told, parties)
