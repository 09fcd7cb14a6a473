"""How strong a status is where two speak: the farther from a plain fact, the stronger."""

from __future__ import annotations

STRENGTH: dict[str, int] = {
    "conditional": 7,
    "possible": 6,
    "demanded": 5,
    "proposed": 4,
    "planned": 3,
    "ongoing": 2,
    "occurred": 1,
}
