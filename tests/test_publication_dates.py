"""Publication dates as people have them, in records, in `published=` and in --published; and those that a text's head states."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import pytest

import ceasefire_extract as ce
from ceasefire_extract.readers.dates import DateError, day_of
from ceasefire_extract.stages.document.facts import headline_of
from ceasefire_extract.stages.document.published import published_in_text
from conftest import Command

READ = [
    "2025-02-04", " 2025-02-04 ", "2025-2-4", "2025-02-04T10:00:00Z", "2025-02-04T10:00:00.123+01:00", "2025-02-04 10:00", "20250204", "20250204T120000Z", "2025/02/04",
    "2025.02.04", "Tue, 04 Feb 2025 10:00:00 GMT", "Tue, 04 Feb 2025 23:30:00 -0500", "4 Feb 2025 10:00 EST", "Tue Feb  4 10:00:00 2025", "4 Feb 2025", "4th February 2025",
    "February 4, 2025", "Feb. 4, 2025, 9:15 p.m.", "Tuesday, February 4, 2025 at 9:00 PM ET", "04-Feb-2025", "1738627200", "1738627200000", 1738627200, 1738627200.5,
    1738627200000, 20250204, dt.date(2025, 2, 4), dt.datetime(2025, 2, 4, 23),
]  # fmt: skip
REFUSED = {
    "04/05/2025": "may be 4 May 2025 (2025-05-04) or 5 April 2025 (2025-04-05); write which",
    "4.5.2025": "may be 4 May 2025", "04/05/25": "is not a date", "31/31/2025": "is not a day of any month", "2025-02-30": "is not a day of the calendar",
    "Tue, 31 Feb 2025 10:00:00 GMT": "is not a day of the calendar", "soon": "write it as 2025-02-04", "yesterday": "is not a date", "Feb 2025": "is not a date", "2025": "is not a date",
    "4 Feb": "is not a date", "9" * 400: "is not a date",
}  # fmt: skip


class NaTType:
    """As pandas has it: of no value, and no relation of any other type."""


@pytest.mark.parametrize("value", READ, ids=repr)
def test_a_date_is_read_in_every_form(value: Any) -> None:
    assert day_of(value) == dt.date(2025, 2, 4)


@pytest.mark.parametrize("value", ["13/05/2025", "05/13/2025", "13.5.2025"])
def test_digits_are_read_where_one_order_alone_is_possible(value: str) -> None:
    assert day_of(value) == dt.date(2025, 5, 13)


@pytest.mark.parametrize("value", [None, "", "  ", math.nan, "NaN", "NaT", "null", NaTType()], ids=repr)
def test_what_stands_for_nothing_is_absent(value: Any) -> None:
    assert day_of(value) is None


@pytest.mark.parametrize("value", REFUSED)
def test_what_is_no_day_or_two_is_refused_with_a_reason(value: str, extract: Command) -> None:
    with pytest.raises(DateError) as refused:
        day_of(value)
    assert REFUSED[value] in str(refused.value)
    with pytest.raises(ce.UsageError):
        ce.extract("Talks resumed.", published=value)
    done = extract("--published", value, "-", stdin="Talks resumed.")
    assert (done.status, done.out, done.err.count("\n")) == (2, b"", 1)
    assert REFUSED[value] in done.err


@pytest.mark.parametrize("value", [True, [1], {"y": 2025}, 5, -5, 1e300, math.inf])
def test_other_values_are_refused(value: Any) -> None:
    with pytest.raises(DateError, match="is not a date"):
        day_of(value)


def test_records_and_option_read_the_same(extract: Command) -> None:
    feed = "Tue, 04 Feb 2025 10:00:00 GMT"
    assert extract("--published", feed, "-", stdin="Talks resumed.").object["document"]["published"] == "2025-02-04"
    records = [
        {"text": "Talks resumed.", "published": value, "title": math.nan} for value in (feed, math.nan, "04/05/2025")
    ]
    read, absent, ambiguous = ce.extract_many(records)
    assert (read.document.published, read.document.title) == ("2025-02-04", None)
    assert not [warning for warning in absent.warnings if warning.code == "unreadable-date"]
    (warning,) = [warning for warning in ambiguous.warnings if warning.code == "unreadable-date"]
    assert warning.message.startswith("published '04/05/2025' may be 4 May 2025")


@pytest.mark.parametrize(
    "head",
    [
        "KISANGANI (14 May 2024) — The envoys resumed their work.",
        "KISANGANI and GOMA (14 May 2024) — The envoys resumed their work.",
        "KISANGANI/GOMA (14 May 2024) - The envoys resumed their work.",
        "Goma, North Kivu (14 May 2024) – The envoys resumed their work.",
        "NEW GOMA (May 14, 2024): The envoys resumed their work.",
        "KISANGANI (Lake Agency, 14 May 2024) — The envoys resumed their work.",
        "(Tuesday, 14 May 2024) The envoys resumed their work.",
        "Envoys are back\n\n(14 May 2024)\nThe envoys resumed their work.",
    ],
)
def test_datelines_with_the_date_in_brackets(head: str) -> None:
    assert published_in_text(head + "\n\nMore.") == dt.date(2024, 5, 14)


@pytest.mark.parametrize(
    "text",
    [
        "The envoys (14 May 2024) — a first — resumed.",
        "The Goma Accord (14 May 2024) — a first — failed.",
        "He came back (14 May 2024) to Goma.",
        "Goma (signed 14 May 2024) — nothing held.",
        "One\nTwo\nThree\nFour\n(14 May 2024) The fifth line.",
    ],
)
def test_brackets_in_prose_are_no_dateline(text: str) -> None:
    assert published_in_text(text) is None


@pytest.mark.parametrize(
    "line", ["Last updated on 14 May 2024", "First published: 14 May 2024", "Last modified May 14, 2024 at noon"]
)
def test_when_a_page_was_updated_is_no_title(line: str) -> None:
    assert headline_of(f"{line}\n\nThe envoys resumed their work.") is None


def test_dateline_in_brackets_dates_no_claim() -> None:
    (claim, *_) = ce.extract("GENEVA (18 February 2020) – Both delegations met in the palace.").claims
    assert claim.dates == []
    (claim, *_) = ce.extract("The delegations met (18 February 2020) – and parted.", published="2020-02-19").claims
    assert [date.text for date in claim.dates] == ["18 February 2020"]
