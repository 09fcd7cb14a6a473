"""Dates: a table of phrases, a date in twenty ways of writing it, and what holds for every mention."""

from __future__ import annotations

import datetime as dt
import functools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasefire_extract.article import Found, read_article
from ceasefire_extract.errors import PackError
from ceasefire_extract.models import DateMention, PartyMention
from ceasefire_extract.rules.loading import builtin_packs, load_packs
from ceasefire_extract.stages.dates import Dates, periods
from ceasefire_extract.stages.dates.rare import read_rare

TABLE = Path(__file__).parent / "data" / "dates.tsv"


@functools.cache
def stage() -> Dates:
    return Dates(builtin_packs())


def dates_of(text: str, published: dt.date | None) -> list[DateMention]:
    article = read_article(text, published)
    stage()(article)
    return [found.mention for found in article.dates]


def rows() -> list[tuple[str, str, str, str, str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]  # type: ignore[misc]


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its [[...]], and the stretches that they marked."""
    plain, spans = "", []
    for number, part in enumerate(text.replace("[[", "\0").replace("]]", "\0").split("\0")):
        if number % 2:
            spans.append((len(plain), len(plain) + len(part)))
        plain += part
    return plain, spans


def test_the_table_is_whole() -> None:
    table = rows()
    assert len(table) >= 300
    assert len(set(table)) == len(table)


@pytest.mark.parametrize(("text", "published", "value", "earliest", "latest"), rows())
def test_table(text: str, published: str, value: str, earliest: str, latest: str) -> None:
    plain, spans = unmarked(text)
    found = dates_of(plain, None if published == "-" else dt.date.fromisoformat(published))
    if value == "-":
        assert [m.text for m in found if any(m.start < end and start < m.end for start, end in spans)] == []
        return
    marked = {(m.start, m.end): m for m in found}
    assert spans[0] in marked, [(m.text, m.value) for m in found]
    mention = marked[spans[0]]
    assert (mention.value, mention.earliest or "-", mention.latest or "-") == (value, earliest, latest)


MODS = [
    ("[[more than 17 months]] of war", "MORE_THAN"),
    ("a truce of [[at least 30 days]]", "EQUAL_OR_MORE"),
    ("they wait [[up to a month]]", "EQUAL_OR_LESS"),
    ("after [[almost 14 months]]", "LESS_THAN"),
    ("in [[about two weeks]]", "APPROX"),
    ("for [[over 15 months]]", "MORE_THAN"),
    ("flown home over [[three days]]", None),
    ("in [[early March]]", "START"),
    ("in [[mid-March]]", "MID"),
    ("in [[late March]]", "END"),
    ("by [[the end of the week]]", "END"),
    ("at [[the start of 2019]]", "START"),
    ("the [[pre-1967]] lines", "BEFORE"),
    ("the [[post-2003]] order", "AFTER"),
    ("on [[4 March]]", None),
]


@pytest.mark.parametrize(("text", "mod"), MODS)
def test_mod(text: str, mod: str | None) -> None:
    plain, (span,) = unmarked(text)
    mentions = {(m.start, m.end): m.mod for m in dates_of(plain, dt.date(2024, 4, 5))}
    assert mentions.get(span, "not found") == mod


FORMS = (
    "{d} {month} {y}", "{month} {d}, {y}", "{month} {d} {y}", "{d}{th} {month} {y}", "{month} {d}{th}, {y}", "the {d}{th} of {month} {y}",
    "the {d}{th} of {month}, {y}", "{d} of {month}, {y}", "{d} {mon}. {y}", "{mon}. {d}, {y}", "{weekday}, {d} {month} {y}",
    "{weekday} {d} {month} {y}", "{weekday}, {month} {d}, {y}", "{weekday} {month} {d}, {y}", "{y}-{m:02}-{d:02}", "{y}/{m:02}/{d:02}",
    "{d} {MONTH} {y}", "{MONTH} {d}, {y}", "{d:02} {month} {y}", "{month} the {d}{th}, {y}", "{d}-{mon}-{y}",
)  # fmt: skip
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@given(
    day=st.dates(dt.date(1800, 1, 1), dt.date(2150, 12, 31)),
    published=st.none() | st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)),
)
@settings(max_examples=60, deadline=None)
def test_a_full_date_comes_back_however_it_is_written(day: dt.date, published: dt.date | None) -> None:
    assert len(FORMS) >= 20
    th = "th" if 11 <= day.day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    name = MONTHS[day.month - 1]
    for form in FORMS:
        # the short forms of May, June and July take no full stop of their own
        mon = name if len(name) < 5 else name[:3]
        written = form.replace("{mon}.", "{mon}" if len(name) < 5 else "{mon}.").format(
            d=day.day, m=day.month, y=day.year, th=th, month=name, MONTH=name.upper(), mon=mon, weekday=f"{day:%A}"
        )
        found = dates_of(f"The sides signed it on {written} in the capital.", published)
        assert [(m.value, m.earliest, m.latest) for m in found] == [(day.isoformat(),) * 3], written


PIECES = st.sampled_from(
    "on Monday|last week|in May|by 3 June|two days later|the end of|next month|since 2011|early|the night of|at 04:00|, |. |until|had left|"
    "will meet|for three weeks|the following year|12 to 14 March 2020|in the 1990s|that day|Q3 2019|said|the rebels|noon|every Friday|"
    "late last year|a year ago|31 February|29 February|winter of 1999|the first half of".split("|")
)


@given(pieces=st.lists(PIECES, max_size=14), published=st.none() | st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)))
@settings(max_examples=200, deadline=None)
def test_whatever_is_written(pieces: list[str], published: dt.date | None) -> None:
    text = " ".join(pieces)
    found = dates_of(text, published)
    end = 0
    for mention in found:
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= end, "mentions do not overlap"
        end = mention.end
        assert mention.rules
        assert (mention.earliest is None) == (mention.latest is None)
        if mention.earliest is not None and mention.latest is not None:
            assert mention.earliest <= mention.latest
            assert mention.type in ("DATE", "TIME")
        if mention.type in ("DURATION", "SET"):
            assert mention.earliest is None
    assert [m.model_dump() for m in dates_of(text, published)] == [m.model_dump() for m in found]


@given(day=st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)), unit=st.sampled_from(sorted(periods.PERIOD_OF)))
def test_a_day_lies_in_each_of_its_periods(day: dt.date, unit: str) -> None:
    value = periods.PERIOD_OF[unit](day)
    bounds = periods.bounds(value)
    if bounds is not None and unit != "WE":  # a week at the calendar's very edge has no bounds
        assert bounds[0] <= day <= bounds[1]
        assert periods.unit_of(value) == unit


def test_no_publication_date_leaves_x() -> None:
    found = dates_of("On Monday the envoy, who had come last week, left. He will be back in June or on 4 July.", None)
    assert [m.value for m in found] == ["XXXX-WXX-1", "XXXX-WXX", "XXXX-06", "XXXX-07-04"]
    assert all(m.earliest is None for m in found)


def test_a_party_s_name_holds_no_date() -> None:
    article = read_article("Envoy June April met them in June.", dt.date(2024, 8, 1))
    name = PartyMention(text="June April", start=6, end=16, person="june-april")
    article.parties = [Found(1, 2, 0, name)]
    stage()(article)
    assert [(found.mention.start, found.mention.value) for found in article.dates] == [(29, "2024-06")]


def test_events_are_kept_as_anchors() -> None:
    text = "Lists are due within a week of the signing; a 42-day humanitarian truce; day 16 of the truce; for two days it rained."
    anchors = [(m.text, m.anchor.text if m.anchor else None) for m in dates_of(text, None)]
    assert anchors == [("a week", "the signing"), ("42-day", "truce"), ("day 16", "the truce"), ("two days", None)]


def test_a_rule_with_an_unknown_maker_is_refused(tmp_path: Path) -> None:
    pack = tmp_path / "own.yaml"
    pack.write_text(
        "stage: dates\nrules:\n- id: date.own\n  pattern: 'someday'\n  make: guess\n"
        "  examples: [{text: '[[Someday]] it ends.'}]\n  counterexamples: [{text: 'One day.', why: another word}]\n",
        encoding="utf-8",
    )
    with pytest.raises(PackError, match=r"date\.own.*guess"):
        Dates(load_packs(tmp_path))


def test_what_dateparser_reads_does_not_depend_on_the_clock() -> None:
    assert read_rare("March 2025", None) is None
    assert read_rare("5 March", dt.date(2024, 4, 4)) is None
    assert read_rare("04MAR2025", None) == read_rare("04MAR2025", dt.date(1999, 1, 1)) == dt.date(2025, 3, 4)
