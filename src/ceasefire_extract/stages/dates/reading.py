"""What a date expression says, before it is resolved: the fields that its words fill."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ...models import TimexMod, TimexType


@dataclass(slots=True)
class Reading:
    """An expression read but not resolved.

    A date names a place on the calendar (`year` ... `part`, what is not said is None) or a step of `steps` units from a base, or has a
    `value` already. `base` says what it is counted from: "published" (today, last week, two days ago), "focus" (the following day,
    that month: the date spoken of last), "quarter" (the quarter spoken of last), "clock" (the day of an hour), "period" (the
    year that a narrative is in), or another reading (`within`: Friday of last week).
    """

    type: TimexType = "DATE"
    value: str | None = None
    mod: TimexMod | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # 1 Monday to 7 Sunday
    quarter: int | None = None
    half: int | None = None
    season: str | None = None
    week: int | None = None  # the first (1), second (2) or last (-1) week of a month or year
    steps: int | None = None
    unit: str | None = None
    base: str = "published"
    direction: int | None = None  # -1 last, 0 this, 1 next, said by the expression itself
    within: Reading | None = None
    compares: bool = False  # "a year earlier": takes the length of the period that it is compared with
    part: str | None = None  # MO MI AF EV NI DT
    clock: str | None = None  # "11:15", "17", "midnight"
    anchor: tuple[int, int] | None = None  # tokens of the event that a duration is counted from
    trap: bool = False  # no date at all, whatever its words
    rules: list[str] = field(default_factory=list)

    @property
    def is_calendar(self) -> bool:
        """Whether it names a place on the calendar, not a step or a value."""
        return self.value is None and self.steps is None

    @property
    def is_day(self) -> bool:
        """Whether it names a day, not a week, a month or a year."""
        if self.steps is not None:
            return self.unit == "D"
        return bool(self.day or self.weekday) and not self.week

    @property
    def explicit(self) -> bool:
        """Whether it is dated by its own words alone."""
        return self.year is not None or (self.within is not None and self.within.explicit)

    def with_(self, **changes: object) -> Reading:
        return replace(self, **changes)  # type: ignore[arg-type]
