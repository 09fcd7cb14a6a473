"""Compare claims: which tell of one event, within an article and over articles, where outlets part, and how a figure grew.

>>> from ceasefire_extract.compare import compare
>>> groups = compare([("Outlet A", extraction), ("Outlet B", another)])  # doctest: +SKIP
"""

from __future__ import annotations

from .groups import compare, groups_of

__all__ = ["compare", "groups_of"]
