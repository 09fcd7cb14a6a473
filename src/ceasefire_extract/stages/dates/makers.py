"""Turn a rule's captures into readings: one function for each `make:` of the date rules.

A maker gets the captures of one match and returns readings with their extents (first and last token), or nothing where the words
turn out to be no date ("31/04/2020").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .calendar import (
    calendar,
    century,
    days_of_month,
    decade,
    months_of_year,
    named_day,
    nine_eleven,
    numeric,
    rare,
    year_of_era,
    years,
)
from .captures import Captures, Made
from .clock import clock, clock_range, iso_time, on_day, part_of, range_on_day
from .compounds import anchored, before_date, edge_day, ended, from_date, modified, next_to, same_week, within
from .spans import day_of_event, deictic, fixed, offset, relative, repeated, span, trap

MAKERS: Mapping[str, Callable[[Captures], Made]] = {
    function.__name__: function
    for function in (
        calendar, named_day, year_of_era, numeric, nine_eleven, days_of_month, months_of_year, years, decade, century, rare,
        relative, deictic, offset, span, repeated, fixed, trap, day_of_event, clock, clock_range, iso_time, on_day, part_of, range_on_day,
        modified, within, from_date, before_date, edge_day, next_to, same_week, ended, anchored,
    )
}  # fmt: skip
