"""Places: where they are found, which of one name, and what is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ceasefire_extract import extract
from ceasefire_extract.models import Extraction, PartyMention, PlaceMention
from ceasefire_extract.stages.places.gazetteer import folded

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "data" / "places.yaml").read_text())


def read(text: str) -> Extraction:
    return extract(text, published="2024-03-12")


def places_of(text: str) -> list[PlaceMention]:
    return [mention for mention in read(text).mentions if isinstance(mention, PlaceMention)]


def test_there_are_forty_sentences_and_twenty_traps() -> None:
    assert len(CASES) >= 40
    assert sum(not case["places"] for case in CASES) >= 20


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["text"])[:50])
def test_places(case: dict[str, Any]) -> None:
    found = places_of(case["text"])
    wanted = [row.split(" = ") for row in case["places"]]
    assert [place.text for place in found] == [text for text, _ in wanted]
    for place, (_, row) in zip(found, wanted, strict=True):
        assert case["text"][place.start : place.end] == place.text
        for actual, value in zip((place.geonames, place.country, place.type), row.split(", "), strict=True):
            assert value == "*" or str(actual if actual is not None else "-") == value


class TestValues:
    def test_a_town_has_all_that_the_gazetteer_knows(self) -> None:
        [place] = places_of("Rebels of M23 entered Goma.")
        assert (place.name, place.geonames, place.country, place.rules) == ("Goma", 216281, "CD", ["place.gazetteer"])
        assert (place.latitude, place.longitude) == (pytest.approx(-1.67, abs=0.1), pytest.approx(29.23, abs=0.1))

    def test_what_only_its_form_shows_has_no_coordinates(self) -> None:
        [place] = places_of("They were held at Camp Sirocco.")
        assert (place.name, place.type, place.geonames, place.country) == ("Camp Sirocco", "camp", None, None)
        assert (place.latitude, place.longitude) == (None, None)

    def test_a_name_shown_once_is_known_for_the_article(self) -> None:
        text = (
            "Tel Sifr is calm again.\n\nGunmen raided the village of Tel Sifr. Nobody was hurt. Tel Sifr was rebuilt."
        )
        assert [place.text for place in places_of(text)] == ["Tel Sifr"] * 3
        text = "Gunmen raided the village of Saraqib in Syria. Saraqib was rebuilt."
        assert [(place.text, place.country) for place in places_of(text)][::2] == [("Saraqib", "SY"), ("Saraqib", "SY")]

    @pytest.mark.parametrize(
        ("name", "form"),
        [
            ("Tall Abyaḑ", "tal abyad"),
            ("Tal  Abyad", "tal abyad"),
            ("Deir al-Balah", "deir al balah"),
            ("Sana’a", "sanaa"),
        ],
    )
    def test_names_are_looked_up_without_marks(self, name: str, form: str) -> None:
        assert folded(name) == form


class TestParties:
    """A place alters no party."""

    def test_a_country_that_only_says_where_is_both(self) -> None:
        mentions = read("Shells fell in southern Lebanon overnight.").mentions
        assert [(mention.kind, mention.text) for mention in mentions if mention.text == "Lebanon"] == [
            ("party", "Lebanon"), ("place", "Lebanon"),
        ]  # fmt: skip
        [party] = [mention for mention in mentions if isinstance(mention, PartyMention)]
        assert (party.party, party.use) == ("lebanon", "place")

    @pytest.mark.parametrize("text", [case["text"] for case in CASES])
    def test_no_place_lies_over_a_party_that_acts(self, text: str) -> None:
        mentions = read(text).mentions
        acting = [
            mention
            for mention in mentions
            if isinstance(mention, PartyMention) and mention.use == "actor" and mention.type != "authority"
        ]
        beside = {"Colombia", "Ukraine"}  # a dateline's country
        for place in (mention for mention in mentions if isinstance(mention, PlaceMention)):
            over = [party for party in acting if party.start < place.end and place.start < party.end]
            assert not over or place.text in beside


class TestClaims:
    """A claim's places are those of its clause, as its dates are."""

    @pytest.mark.parametrize(
        ("text", "event", "places"),
        [
            ("M23 shelled Goma on Monday, killing nine.", "attack", ["Goma"]),
            ("The army freed 40 rebels in Bor on Friday.", "release", ["Bor"]),
            ("Delegates of Sudan and South Sudan met in Addis Ababa.", "talks", ["Addis Ababa"]),
            ("The RSF killed 30 people in El Fasher, and the army freed 12 in Omdurman.", "casualties", ["El Fasher"]),
            (
                "The RSF killed 30 people in El Fasher, and the army freed 12 prisoners in Omdurman.",
                "release",
                ["Omdurman"],
            ),
            ("Hamas will free 12 hostages, a spokesman told reporters in Doha.", "release", []),
        ],
    )
    def test_places_of_a_claim(self, text: str, event: str, places: list[str]) -> None:
        claims = [claim for claim in read(text).claims if claim.event == event]
        assert [place.text for claim in claims for place in claim.places] == places
