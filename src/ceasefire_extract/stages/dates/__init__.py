"""Find the date mentions of an article and resolve them: TIMEX3 DATE, TIME, DURATION and SET.

Three steps: rules (patterns/dates) find expressions, and rules over what was found put them together ("the end of" + "next week");
makers.py turns captures into readings; resolve.py turns readings into values, in reading order.
"""

from __future__ import annotations

from .stage import Dates

__all__ = ["Dates"]
