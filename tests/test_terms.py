"""What a deal or a proposal says of its stages, in the present tense, is to come; and which stage holds what."""

from __future__ import annotations

import pytest

import ceasefire_extract as ce


def told(text: str) -> list[tuple[str, str, list[str]]]:
    """Trigger, status and phases of each claim."""
    claims = ce.extract(text).claims
    return [(claim.trigger.text, claim.status, [phase.text for phase in claim.phases]) for claim in claims]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("In stage one, the rebels free 33 hostages.", "planned"),
        ("Under the accord, foreign troops are withdrawn by June.", "planned"),
        ("During the second phase the army leaves Bor.", "planned"),
        ("Under the proposal, foreign troops are withdrawn by June.", "proposed"),
        ("The draft has two stages: in stage one, the rebels free 33 hostages.", "proposed"),
        ("In stage one, the rebels freed 33 hostages.", "occurred"),
        ("Under the accord, foreign troops were withdrawn by June.", "occurred"),
        ("Rebels free 33 hostages in stage one", "occurred"),  # a headline
        ("In June the rebels free 33 hostages: so the diary says.", "occurred"),
    ],
)
def test_terms_in_the_present_are_to_come(text: str, status: str) -> None:
    assert [one[1] for one in told(text) if one[0] != "accord"][-1] == status


def test_each_phase_holds_what_follows_it() -> None:
    text = (
        "In phase one the prisoners are freed, in the second the army withdraws, and in the third the town is rebuilt."
    )
    assert [(trigger, phases) for trigger, _, phases in told(text)] == [
        ("freed", ["phase one"]), ("withdraws", ["second"]), ("rebuilt", ["third"]),
    ]  # fmt: skip


def test_a_phase_behind_its_verb_is_its_own() -> None:
    text = "Troops leave Bor in the first phase and prisoners are freed in the second phase."
    assert [(trigger, phases) for trigger, _, phases in told(text)] == [
        ("leave", ["first phase"]), ("freed", ["second phase"]),
    ]  # fmt: skip


def test_who_accuses_is_no_doer() -> None:
    (violation,) = (
        one
        for one in ce.extract("Chad was accused of violating the truce by Libya.").claims
        if one.event == "violation"
    )
    assert (violation.actors, violation.source and violation.source.party) == (["chad"], "libya")


def test_the_label_of_an_answer_is_not_said() -> None:
    (statement,) = ce.extract("Q: How many will go?\nA: Around 50, according to Qatar.").statements
    assert statement.content.text == "Around 50"


def test_a_list_of_places_acts_in_nothing() -> None:
    (claim,) = ce.extract("In Chad, Sudan and Libya talks went on.").claims
    assert claim.actors == []
