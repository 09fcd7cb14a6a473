"""How our models travel with a Doc: srsly, which packs what spaCy keeps, finds `encode` and `decode` by entry point.

It calls them while spaCy is still being imported, so this module imports nothing that needs spaCy, and the models only when one is there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

_MARK = "ceasefire_extract"


def encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """What msgpack cannot pack by itself, as plain data: models, references, days. Entry point of `srsly_msgpack_encoders`."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return {_MARK: "date", "value": value.isoformat()}
    kind = type(value)
    if kind.__module__ in (f"{__package__}.models", f"{__package__}.article"):
        if hasattr(value, "model_dump"):
            return {_MARK: kind.__name__, "value": value.model_dump(mode="json")}
        return {_MARK: kind.__name__, "value": [getattr(value, name) for name in kind.__slots__]}
    return value if chain is None else chain(value)


def decode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """The reverse of `encode`. Entry point of `srsly_msgpack_decoders`."""
    kind = value.get(_MARK) if isinstance(value, dict) else None
    if kind is None:
        return value if chain is None else chain(value)
    if kind == "date":
        return dt.date.fromisoformat(value["value"])
    from . import article, models

    made: Any
    if hasattr(models, kind):
        made = getattr(models, kind).model_validate(value["value"])
    else:
        made = getattr(article, kind)(*value["value"])
    return made
