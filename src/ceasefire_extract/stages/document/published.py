"""Find the day on which an article was published from what it says of itself: its date line, its dateline, or its file name.

Only the head of the text is read, and only lines whose form is that of a date line ("Published: 4 March 2025",
"JUBA, 4 March 2025 - ...", "2025-03-04"). A date that the prose mentions ("What happened on 7 October 2023") is none. What can
be read in two ways ("04/03/2025") is not read at all: unknown is None.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import PurePath
from typing import Literal

_HEAD_LINES = 15  # lines with text in them; below that, news pages have left their head
_TOP_LINES = 3  # of these, where a dateline in brackets may stand: a headline, a line below it, the first sentence
_HEAD_CHARACTERS = 3_000
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=lambda name: (-len(name), name)))
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+)?"
_FULL = re.compile(
    rf"""{_WEEKDAY}(?:
      (?P<y1>\d{{4}})[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})(?!\d)(?:T\d\d:\d\d\S*)?
    | (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{_MONTH})\.?,?\s+(?P<y2>\d{{4}})\b
    | (?P<m3>{_MONTH})\.?\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>\d{{4}})\b
    | (?P<a4>\d{{1,2}})(?P<sep>[./-])(?P<b4>\d{{1,2}})(?P=sep)(?P<y4>\d{{4}})\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_YEAR = re.compile(r"\d{4}")
_LABEL = re.compile(
    r"\W*(?:date|dated|date\s+of\s+(?:issue|publication|release)|issue\s+date|from\s+(?:our|the)\s+archives?|published|updated|posted|issued|released|last\s+(?:updated|modified)|(?:date\s+)?first\s+published|"
    r"publication\s+date|date\s+published|pubdate|release\s+date)\b[\s:*|=]*(?:on\s+|at\s+)?(?:\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?,?\s*(?:[A-Z]{2,4},?\s+)?(?:on\s+)?)?$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\W*(?:[A-Z][\w.'’-]*(?:[\s/,]+(?:(?:and|de|el|al|of|the)\s+)?|\s*$)){1,6}$")
_CAPITALS = re.compile(r"\W*[A-Z][A-Z .'’/-]{2,40}(?:,\s*[A-Z][\w .]{1,25})?,?\s*(?:\([^)]{1,30}\)\s*)?$")
_NAME = r"[A-Z][\w.'’-]*(?:\s+(?:(?:of|de|el|al|the|la)\s+)?[A-Z][\w.'’-]*){0,3}"
# "GENEVA and NAIROBI (", "KHARTOUM (Agency, " with the date in brackets after it, or a bracket that opens the text
_BRACKETED = re.compile(
    rf"\W*(?:(?!The\s|After\s){_NAME}(?:(?:\s*[,/&]\s*|\s+and\s+){_NAME}){{0,3}}\s+)?\((?:[A-Z][\w .]{{1,25}},\s*)?$"
)
_DATELINE_END = re.compile(r"\s*(?:[–—−-]+|\(|:|\.\s|$|\|)")
_LINE_END = re.compile(r"\s*(?:$|[·•|–—.]|-\s|\(|,?\s*(?:at\s+)?\d{1,2}[:.]\d\d)")
_PREPOSITION = re.compile(
    r"\b(?:on|of|since|after|in|before|from|to|until|till|through|and|between|the|for|during|around)\s*$", re.IGNORECASE
)
_RANGE = re.compile(r"\d\s*[-–—]\s*$")  # "Reporting period: 16–31 May 2022"
_SHORT_DATELINE = re.compile(
    rf"^\W*(?P<place>[A-Z][A-Z .'’/-]{{2,40}})(?:,\s*[A-Z][\w .]{{1,25}})?,\s*(?:(?P<m>{_MONTH})\.?\s+(?P<d>\d{{1,2}})|(?P<d_>\d{{1,2}})\s+(?P<m_>{_MONTH})\.?)\b",
    re.IGNORECASE,
)
_IN_NAME = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-_.]?(?P<m>0[1-9]|1[0-2])[-_.]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"(?<!\d)(?P<a>\d{1,2})[-_.](?P<b>\d{1,2})[-_.](?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})[-_. ]?(?P<name>{_MONTH})[a-z]*[-_. ]?(?P<y>(?:19|20)\d\d)(?!\d)", re.IGNORECASE
    ),
    re.compile(
        rf"(?<![a-z])(?P<name>{_MONTH})[-_. ]?(?P<d>\d{{1,2}})[-_., ]+(?P<y>(?:19|20)\d\d)(?!\d)", re.IGNORECASE
    ),
)
_YEAR_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def published_of(text: str, filename: str | None) -> tuple[dt.date, Literal["text", "filename"]] | None:
    """The publication date and where it was found, the text's own word before the file name's; None where neither says.

    A dateline without a year ("PORT SUDAN, Nov 9") counts where the file name gives the year, and counts as the text's.
    """
    found = published_in_text(text)
    if found is not None:
        return found, "text"
    if filename is None:
        return None
    found = published_in_filename(filename)
    if found is not None:
        return found, "filename"
    year = _YEAR_IN_NAME.search(PurePath(filename).name)
    found = _short_dateline(text, int(year.group(1))) if year else None
    return (found, "text") if found is not None else None


def published_in_text(text: str) -> dt.date | None:
    """The day of the text's own date line or dateline, which must state the year; None where there is none."""
    lines = _head(text)
    found = None
    for number, line in enumerate(lines):
        if not _YEAR.search(line):
            continue  # as nearly all lines: to look for a whole date costs fifty times as much
        above = lines[number - 1] if number else ""
        for match in _FULL.finditer(line):
            day = _day_of(match)
            top = number < _TOP_LINES
            if day is None or not (_is_date_line(line, match, above) or (top and _in_brackets(line, match))):
                continue
            if _LABEL.match(line[: match.start()]):
                return day  # "Date of issue: 2 June 2022" goes before a dateline above it
            found = found or day
    return found


def published_in_filename(name: str) -> dt.date | None:
    """The day that a file name states in full ("2025-02-04-doha.txt", "20250204.txt", "talks_4-feb-2025.txt"), or None."""
    stem = PurePath(name).name
    for pattern in _IN_NAME:
        match = pattern.search(stem)
        if match is None:
            continue
        parts = match.groupdict()
        if "a" in parts:
            day = _two_orders(int(parts["a"]), int(parts["b"]), int(parts["y"]))
        elif "name" in parts:
            day = _date(int(parts["y"]), _MONTHS[parts["name"].lower()], int(parts["d"]))
        else:
            day = _date(int(parts["y"]), int(parts["m"]), int(parts["d"]))
        if day is not None:
            return day
    return None


def _head(text: str) -> list[str]:
    lines = (line.strip() for line in text[:_HEAD_CHARACTERS].lstrip("\ufeff").splitlines())
    return [line for line in lines if line][:_HEAD_LINES]


def _is_date_line(line: str, match: re.Match[str], above: str) -> bool:
    before, after = line[: match.start()], line[match.end() :]
    if _LABEL.match(before):
        return True
    if not before.strip(' *_#>|[(“"'):  # the line begins with the date
        # "4 March 2025" alone, or with a byline or the hour after it; "Date" may stand on the line above
        return bool(_LINE_END.match(after)) or bool(_LABEL.match(above))
    if _PREPOSITION.search(before) or _RANGE.search(before):
        return False
    if _CAPITALS.match(before) and (_DATELINE_END.match(after) or len(line) <= 120):
        return True  # "JUBA, 4 March 2025 - The government ..."
    if before.rstrip().endswith((",", "|", "·", "•", "–", "—", "-", "/")) and len(line) <= 120:
        if not after.strip(" .)|*_"):
            return True  # "Havana, 8 February 2024"; "Joint statement - 5 May 2025"
        return bool(_PLACE.match(before.rstrip(" ,|·•–—-/") + " ")) and bool(
            _DATELINE_END.match(after) or _LINE_END.match(after)
        )
    if _PLACE.match(before) and before.rstrip().endswith(","):
        return bool(re.match(r"\s*(?:[–—]|-\s|\()", after))  # "Juba, 4 March 2025 – The government ..."
    return False


def _in_brackets(line: str, match: re.Match[str]) -> bool:
    """Whether the date stands in brackets after the places of a dateline, or alone at the line's head: "GENEVA (13 May 2024) — ..."."""
    before = _BRACKETED.match(line[: match.start()])
    if before is None:
        return False
    alone = not line[: match.start()].strip(" *_#>(")
    return bool(re.match(r"\)" if alone else r"\)\s*(?:[–—−:]|-+\s|$)", line[match.end() :]))


def _short_dateline(text: str, year: int) -> dt.date | None:
    for line in _head(text):
        match = _SHORT_DATELINE.match(line)
        if match and match["place"].isupper():
            month = _MONTHS[(match["m"] or match["m_"]).lower()]
            return _date(year, month, int(match["d"] or match["d_"]))
    return None


def _day_of(match: re.Match[str]) -> dt.date | None:
    if match["y1"]:
        return _date(int(match["y1"]), int(match["m1"]), int(match["d1"]))
    if match["y2"]:
        return _date(int(match["y2"]), _MONTHS[match["m2"].lower()], int(match["d2"]))
    if match["y3"]:
        return _date(int(match["y3"]), _MONTHS[match["m3"].lower()], int(match["d3"]))
    return _two_orders(int(match["a4"]), int(match["b4"]), int(match["y4"]))


def _two_orders(a: int, b: int, year: int) -> dt.date | None:
    """Day and month in either order: read only where one order alone is possible, or both are the same."""
    days = {day for day in (_date(year, b, a), _date(year, a, b)) if day is not None}
    return days.pop() if len(days) == 1 else None


def _date(year: int, month: int, day: int) -> dt.date | None:
    if not 1800 <= year <= 2199:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
