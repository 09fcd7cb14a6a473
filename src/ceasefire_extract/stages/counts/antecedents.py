"""Which earlier count a count without a noun of its own stands for ("22 had arrived", "six of them")."""

from __future__ import annotations

from collections.abc import Iterator

from .drafts import Draft

PERSONS = frozenset(("people", "troops", "killed", "injured", "missing", "displaced", "hostages", "prisoners"))


def before(drafts: list[Draft], index: int) -> Iterator[Draft]:
    """The drafts before one, the nearest first; as many as a reader keeps in mind, so that long tables take no longer than prose."""
    for place in range(index - 1, max(-1, index - 41), -1):
        yield drafts[place]


def antecedent(
    drafts: list[Draft], index: int, *, persons: bool, larger: bool = False, elliptic: bool = False
) -> Draft | None:
    """The nearest earlier count whose noun this one can stand for: in its sentence, else in the two before. `elliptic`: it may lack a noun itself."""
    draft = drafts[index]
    best: tuple[tuple[int, int], Draft] | None = None
    for candidate in before(drafts, index):
        distance = draft.sentence - candidate.sentence
        if distance > 2:
            break
        # A part stands back behind its whole: after "1,400 detainees, among them 15 Saudis", "a further 300" are detainees.
        other = candidate.whole if candidate.whole is not None and candidate.whole.unit is not None else candidate
        bare = (
            elliptic and other.unit is None and other.ellipsis is not None and distance == 0
        )  # "1,700 were held, 300 of them boys"
        if (other.unit is None and not bare) or other.kind or other is draft or other is draft.whole:
            continue
        category = other.category or other.base
        person = category in PERSONS or bare
        if persons and not person:
            continue
        if larger and other.low is not None and draft.low is not None and other.low <= draft.low:
            continue
        concrete = person or category in ("attacks", "aid")
        rank = (0 if concrete and distance == 0 else 1 if concrete else 2 if distance == 0 else 3, distance)
        if other.hyphenated:
            rank = (4, distance)  # "an 18-nation group ... 12 of the 18"
        if best is None or rank < best[0]:
            best = (rank, other)
    return best[1] if best else None
