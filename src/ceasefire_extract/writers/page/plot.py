"""Figures over time as a drawing: a point a figure, its bounds as a line, an outlet by its mark, what is superseded hollow."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...compare.models import FigurePoint, Group

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 440, 200, 64, 24, 16, 34
_MARKS = ("circle", "square", "diamond", "triangle", "cross")
_MOST = 24  # drawings


@dataclass(slots=True)
class Dot:
    """A figure on the drawing; `low` and `high` are where its bounds end, `open_low` and `open_high` whether they are open."""

    x: float
    y: float
    low: float
    high: float
    open_low: bool
    open_high: bool
    mark: str
    point: FigurePoint


@dataclass(slots=True)
class Plot:
    """A drawing of one thing of one event."""

    what: str
    thing: str
    group: str
    dots: list[Dot]
    days: list[tuple[float, str]]
    levels: list[tuple[float, str]]
    marks: list[tuple[str, str]]  # outlet, mark
    width: int = _WIDTH
    height: int = _HEIGHT
    left: int = _LEFT
    right: int = _WIDTH - _RIGHT
    top: int = _TOP
    bottom: int = _HEIGHT - _BOTTOM
    note: str = field(default="")


def plots_of(groups: Sequence[Group]) -> list[Plot]:
    """A drawing for each thing of which there are two figures or more, with days, the fullest first."""
    plots = []
    for group in groups:
        by_thing: dict[str, list[FigurePoint]] = defaultdict(list)
        for point in group.figures:
            if point.day and _size(point) is not None:
                by_thing[point.thing].append(point)
        plots += [_plot(group, thing, points) for thing, points in by_thing.items() if len(points) > 1]
    plots.sort(key=lambda plot: -len(plot.dots))
    return plots[:_MOST]


def _plot(group: Group, thing: str, points: Sequence[FigurePoint]) -> Plot:
    days = sorted({_ordinal(point) for point in points})
    outlets = sorted({point.outlet for point in points})
    mark_of = {outlet: _MARKS[at % len(_MARKS)] for at, outlet in enumerate(outlets)}
    sizes = [size for point in points for size in (point.low, point.high, point.value) if size is not None]
    lowest, highest = min(sizes), max(sizes)
    if lowest == highest:
        lowest, highest = lowest * 0.9, highest * 1.1 or 1
    margin = (highest - lowest) * 0.1
    lowest, highest = max(0.0, lowest - margin), highest + margin

    def x_of(day: int) -> float:
        if len(days) == 1:
            return (_LEFT + _WIDTH - _RIGHT) / 2
        return round(_LEFT + 20 + (day - days[0]) / (days[-1] - days[0]) * (_WIDTH - _RIGHT - _LEFT - 40), 1)

    def y_of(size: float) -> float:
        return round(_HEIGHT - _BOTTOM - (size - lowest) / (highest - lowest) * (_HEIGHT - _BOTTOM - _TOP), 1)

    dots = []
    beside: dict[int, int] = defaultdict(int)
    for point in points:
        day = _ordinal(point)
        size = _size(point)
        assert size is not None
        low, high = point.low, point.high
        dots.append(
            Dot(
                x=x_of(day) + 9 * beside[day], y=y_of(size), low=y_of(low) if low is not None else y_of(size) + 18,
                high=y_of(high) if high is not None else y_of(size) - 18, open_low=low is None, open_high=high is None,
                mark=mark_of[point.outlet], point=point,
            )
        )  # fmt: skip
        beside[day] += 1
    step = max(1, len(days) // 3)
    return Plot(
        what=group.what, thing=thing, group=group.id, dots=dots,
        days=[(x_of(day), dt.date.fromordinal(day).isoformat()) for day in days[::step]],
        levels=[(y_of(level), f"{level:,}") for level in _levels(lowest, highest)],
        marks=list(mark_of.items()),
    )  # fmt: skip


def _levels(lowest: float, highest: float) -> list[int]:
    """Up to four round numbers between the two."""
    step = 10.0 ** math.floor(math.log10(max(highest - lowest, 1)))
    for part in (0.5, 1, 2, 5):
        if (highest - lowest) / (step * part) <= 4:
            step *= part
            break
    step = max(1.0, step)
    first = math.ceil(lowest / step)
    return [round(step * at) for at in range(first, math.floor(highest / step) + 1)]


def _ordinal(point: FigurePoint) -> int:
    assert point.day is not None
    return dt.date.fromisoformat(point.day).toordinal()


def _size(point: FigurePoint) -> float | None:
    if point.value is not None:
        return point.value
    return point.low if point.low is not None else point.high
