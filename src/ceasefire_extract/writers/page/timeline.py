"""The items of the timeline: when each outlet says that an event is, with intervals, and ends that nobody gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...compare.models import Group, Member

_MOST = 500  # items; more than that nobody can look at
_BEGINS = frozenset(("start", "resume"))


def items_of(groups: Sequence[Group], anchors: Mapping[tuple[str, str], str]) -> list[dict[str, Any]]:
    """An item for each day or interval that a claim gives, in the order of the groups; the same of one outlet once.

    `open`: the end is not known: what has begun and of which nobody gives an end; `end` is then null.
    """
    items: list[dict[str, Any]] = []
    for group in groups:
        seen: set[tuple[str, str, str]] = set()
        for member in group.members:
            for start, end in _intervals(member):
                key = (member.outlet, start, end)
                if key in seen or len(items) >= _MOST:
                    continue
                seen.add(key)
                items.append(_item(group, member, start, end, anchors))
    return items


def _intervals(member: Member) -> list[tuple[str, str]]:
    return [(start, end) for start, end in zip(member.earliest, member.latest, strict=True) if start and end]


def _item(group: Group, member: Member, start: str, end: str, anchors: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    lasting = group.event in ("ceasefire", "sanctions") and member.aspect in _BEGINS and member.polarity == "positive"
    return {
        "what": group.what,
        "event": group.event,
        "group": group.id,
        "outlet": member.outlet,
        "parties": sorted({*member.actors, *member.targets}) or ["nobody named"],
        "status": member.status,
        "negative": member.polarity == "negative",
        "start": start,
        "end": None if lasting else end,
        "open": lasting,
        "anchor": anchors.get((member.document, member.claim), ""),
    }
