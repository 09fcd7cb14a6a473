"""How counts hang together: parts of a whole, figures that others replace, whose they are."""

from __future__ import annotations

import pytest

from ceasefire_extract.models import CountMention
from ceasefire_extract.pipeline import load

NLP = load(without=["ceasefire_phases", "ceasefire_statements", "ceasefire_claims"])


def counts_of(text: str) -> list[CountMention]:
    doc = NLP(text)
    return [span._.count for span in doc.spans["counts"]]


def whole_of(text: str) -> dict[str, str | None]:
    """Each count's text and the text of the count that it is a part of."""
    counts = counts_of(text)
    by_id = {count.id: count.text for count in counts}
    return {count.text: by_id[count.part_of] if count.part_of else None for count in counts}


PARTS = [
    ("A mine in Casamance killed 12 people, among them five children.", {"12": None, "five": "12"}),
    ("They freed 38 sailors off Bosaso, including 30 Filipinos.", {"38": None, "30": "38"}),
    ("At least 14 people died in El Geneina, six of them girls.", {"At least 14": None, "six": "At least 14"}),
    ("Shells killed nine in Avdiivka, including two men and three women.", {"nine": None, "two": "nine", "three": "nine"}),
    ("Of the 50 hostages in Jolo, only about 20 are alive.", {"50": None, "about 20": "50"}),
    ("Twenty of the 50 hostages in Jolo are alive.", {"Twenty": "50", "50": None}),
    ("More than 138,000 residents left Sisaket, of whom 97,000 are back.", {"More than 138,000": None, "97,000": "More than 138,000"}),
    ("They hold 20 soldiers in Kivu. Two were sent home. The remaining 18 stay.", {"20": None, "Two": None, "18": "20"}),
    ("Nepal saw 12 killed and 30 wounded in Rolpa.", {"12": None, "30": None}),
    ("They killed 12 people in Bria and five in Bouca.", {"12": None, "five": None}),
    ("More than 1,700 were arrested in Minsk, 300 of them minors.", {"More than 1,700": None, "300": "More than 1,700"}),
    ("UN staff logged 60 casualties (23 killed) in Taiz.", {"60": None, "23": "60"}),
    ("Rebels in Cabinda freed two of the eight engineers.", {"two": "eight", "eight": None}),
    ("The dead in Aden: 40 soldiers (including 3 officers).", {"40": None, "3": "40"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PARTS, ids=[text for text, _ in PARTS])
def test_a_part_names_its_whole(text: str, expected: dict[str, str | None]) -> None:
    assert whole_of(text) == expected


SUPERSEDED = [
    ("The toll in Derna rose from 20 to 25.", ["20"]),
    ("Doctors in Sittwe raised an earlier toll of nine to 14.", ["nine"]),
    ("The dead in Beslan are 334, up from an earlier count of 322.", ["322"]),
    ("Officials in Quetta revised the toll down to 60 from 75.", ["75"]),
    ("The governor of Kharkiv had initially reported six dead; it is ten.", ["six"]),
    ("Some 200 people died in Wau, not 300.", []),
    ("From 20 to 25 people died in Wau.", []),
]


@pytest.mark.parametrize(("text", "expected"), SUPERSEDED, ids=[text for text, _ in SUPERSEDED])
def test_a_figure_that_another_replaces_is_marked(text: str, expected: list[str]) -> None:
    assert [count.text for count in counts_of(text) if count.superseded] == expected


AFFILIATIONS = [
    ("Israel freed 90 Palestinian prisoners in Ofer.", "Palestinian"),
    ("The rebels captured 20 Cambodian monks near Preah Vihear.", "Cambodian"),
    ("Up to 300 Tamils were buried in Mullaitivu.", "Tamils"),
    ("They freed 33 hostages near Khan Younis.", None),
    ("Shells hit 12 pro-Russian villages near Luhansk.", None),
]


@pytest.mark.parametrize(("text", "expected"), AFFILIATIONS, ids=[text for text, _ in AFFILIATIONS])
def test_whose_they_are(text: str, expected: str | None) -> None:
    assert [count.affiliation for count in counts_of(text)] == [expected]


def test_the_affiliation_is_a_party_where_the_phrase_names_one() -> None:
    (count,) = counts_of("Kinshasa released 700 M23 members in Goma.")
    assert count.affiliation == "m23"


def test_an_armed_group_holds_hostages_and_a_state_prisoners() -> None:
    (rebels,) = counts_of("Guerrillas of the ELN freed four soldiers.")
    (state,) = counts_of("Colombia freed four soldiers in Arauca.")
    assert (rebels.category, state.category) == ("hostages", "prisoners")
