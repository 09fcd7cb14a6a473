"""Which words tell an event: senses of other fields, words that need one told before, lists, and what is only spoken of."""

from __future__ import annotations

import pytest

import ceasefire_extract


def told(text: str) -> list[tuple[str, str]]:
    return [(claim.event, claim.trigger.text) for claim in ceasefire_extract.extract(text).claims]


@pytest.mark.parametrize(
    "text",
    [
        "The manager called a truce with his goalkeeper after the derby.",
        "The supermarkets agreed a ceasefire in their price war.",
        "Airlines declared a truce in the fare war.",
        "The play was attacked by reviewers.",
        "The striker fired a shot wide in the second half.",
        "The band released three songs on Friday.",
        "The chess player retreated and surrendered in move 40.",
        "A bidding war broke out between the two banks.",
    ],
)
def test_words_of_war_elsewhere_tell_nothing(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Gunmen attacked a cricket team on its way to Lahore.", "attack"),
        ("The rebels released a singer whom they had taken hostage.", "release"),
        ("A rocket hit a theatre in Benghazi.", "attack"),
    ],
)
def test_in_earnest_they_do(text: str, event: str) -> None:
    assert event in {name for name, _ in told(text)}


@pytest.mark.parametrize(
    ("before", "text", "claim"),
    [
        ("Jets bombed Tobruk on Monday.", "The operation lasted an hour.", ("attack", "operation")),
        ("Two nuns were kidnapped in Kaduna.", "Now they are coming home.", ("release", "coming home")),
        ("The army shelled Bunia.", "The Lendu promised to reduce violence.", ("ceasefire", "reduce violence")),
    ],
)
def test_some_words_need_an_event_told_before(before: str, text: str, claim: tuple[str, str]) -> None:
    assert claim not in told(text)
    assert claim in told(f"{before} {text}")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("A 72-hour truce, a 30-day pause and a two-month ceasefire were all proposed.", 3),
        ("A 24-hour truce and a 10-day pause were offered.", 2),
        ("A truce was proposed by the envoy, and then rejected.", 1),
    ],
)
def test_truces_with_articles_of_their_own_are_several(text: str, number: int) -> None:
    assert sum(event == "ceasefire" for event, _ in told(text)) == number


@pytest.mark.parametrize(
    "text",
    [
        "The clause is a threat to the accord.",
        "Togo explained its position on the truce.",
        "Nobody liked the idea of a ceasefire.",
    ],
)
def test_what_is_only_spoken_of_is_no_claim(text: str) -> None:
    assert not {event for event, _ in told(text)} & {"ceasefire", "agreement"}


def test_an_agreement_told_as_new_is_no_truce() -> None:
    text = "A truce between Mali and the rebels holds. Mali and Niger have reached an agreement on the wells."
    assert ("agreement", "agreement") in told(text)
    assert ("ceasefire", "ceasefire") not in told(text)
