"""The publication date from the text's own head or the file's name."""

from __future__ import annotations

import datetime as dt

import pytest

from ceasefire_extract.stages.document.published import published_in_filename, published_in_text, published_of


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("date 2025-02-04\n\nTalks resume\n\nThe two sides met.", "2025-02-04"),
        ("Talks resume in Nairobi\nPublished: 4 March 2025\nThe sides met.", "2025-03-04"),
        ("Talks resume\n\nUpdated 10:15 GMT on May 5, 2023\n\nBody.", "2023-05-05"),
        ("JUBA, 4 March 2025 (Wire) - The government said fighting had stopped.", "2025-03-04"),
        ("Army quits town\n\nBANGUI, March 4, 2025 – The army left.", "2025-03-04"),
        ("Communique\n\nHavana, 8 February 2024\n\nTo the people of Colombia:", "2024-02-08"),
        ("Nairobi, 12 May 2003 - The sides met.", "2003-05-12"),
        ("Monday 2 June 2025. Times are local.\n\nIt begins.", "2025-06-02"),
        ("Explainer: the draft\n20 August 2025 · By our correspondent\nWhat does it say?", "2025-08-20"),
        ("By A. Writer | June 3, 2019\n\nThe junta broke off talks.", "2019-06-03"),
        ("Sept. 14, 2020\nThe talks opened.", "2020-09-14"),
        ("Report #14\nReporting period: 16–31 May 2022\nDate of issue: 2 June 2022\nHighlights", "2022-06-02"),
        ("Rebels sign a pact\n\nFrom our archive: 22 November 2006\n\nThe rebels signed.", "2006-11-22"),
        ("Date: 23/05/2024\nBody.", "2024-05-23"),
        ("Date: 05/05/2024\nBody.", "2024-05-05"),
        ("**Date**\n5 May 2024\nBody.", "2024-05-05"),
    ],
)
def test_found_in_text(text: str, day: str) -> None:
    assert published_in_text(text) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Report #14\nReporting period: 16–31 May 2022\nHighlights",
        "What happened on October 7, 2023\n\nA look back.",  # a date the headline speaks of
        "The accord of 10 April 1998 ended the Troubles. It was signed in Belfast.",
        "PORT SUDAN, Nov 9 (Wire) - The army has yet to reply.",  # no year
        "Date: 04/03/2025\nBody.",  # two readings
        "Date: 31 February 2025\nBody.",
        "\n".join(["A line of text that goes on."] * 40) + "\nPublished: 4 March 2025",  # not in the head
        "The ceasefire, which took effect on 19 January 2025, is holding.",
    ],
)
def test_not_found_in_text(text: str) -> None:
    assert published_in_text(text) is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2025-02-04-doha.txt", "2025-02-04"),
        ("in/2024/wire_20250204.txt", "2025-02-04"),
        ("talks_4-feb-2025.txt", "2025-02-04"),
        ("march-4-2025_juba.txt", "2025-03-04"),
        ("25.12.2024.txt", "2024-12-25"),
        ("04-03-2025.txt", None),
        ("2025.txt", None),
        ("resolution2735.txt", None),
        ("20251399.txt", None),
    ],
)
def test_filename(name: str, day: str | None) -> None:
    assert published_in_filename(name) == (dt.date.fromisoformat(day) if day else None)


def test_text_before_filename() -> None:
    text = "JUBA, 4 March 2025 - The army left."
    assert published_of(text, "2025-03-09.txt") == (dt.date(2025, 3, 4), "text")
    assert published_of("The army left.", "2025-03-09.txt") == (dt.date(2025, 3, 9), "filename")
    assert published_of("The army left.", None) is None


def test_dateline_without_year_needs_the_year_from_the_file_name() -> None:
    text = "Army yet to reply\n\nPORT SUDAN, Nov 9 (Wire) - The army has yet to reply."
    assert published_of(text, "sudan-2025.txt") == (dt.date(2025, 11, 9), "text")
    assert published_of(text, "sudan.txt") is None
