"""Groups of claims over articles: what must hold for any input, and what a reader expects of a story."""

from __future__ import annotations

import dataclasses
import itertools
import random
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ceasefire_extract.compare import compare
from ceasefire_extract.compare.accounts import accounts_of
from ceasefire_extract.compare.align import align
from ceasefire_extract.compare.candidates import candidates
from ceasefire_extract.compare.check import check
from ceasefire_extract.compare.knowledge import knowledge_with
from ceasefire_extract.compare.models import Group
from ceasefire_extract.compare.rules import CompareFile, CompareRules
from ceasefire_extract.models import Extraction

from .made import article

WORDS = ["[[shelled]] the camp near Tarn", "[[freed]] forty pilots", "a permanent [[truce]]", "the humanitarian [[pause]]", "[[killed]] in the market",
         "rockets [[fired]] at the port", "envoys [[met]] in Lutan", "the engineer Odile Marran was [[seized]]", "Jon Eskel was [[seized]]"]  # fmt: skip
CLAIM = st.fixed_dictionaries(
    {
        "event": st.sampled_from(["attack", "ceasefire", "casualties", "talks", "release", "detention", "sanctions"]),
        "text": st.builds(
            "{} {}.".format,
            st.sampled_from(["They say", "On the coast", "The army", "Reports of"]),
            st.sampled_from(WORDS),
        ),
        "status": st.sampled_from(["occurred", "ongoing", "planned", "proposed", "possible"]),
        "polarity": st.sampled_from(["positive", "positive", "negative"]),
        "aspect": st.sampled_from([None, "start", "end"]),
        "actors": st.lists(st.sampled_from(["chad", "niger", "mali"]), max_size=2, unique=True),
        "targets": st.lists(st.sampled_from(["chad", "niger"]), max_size=1),
        "day": st.sampled_from([None, "2031-05-03", "2031-05-04", "2031-04-01"]),
        "killed": st.sampled_from([None, 3, 12, 19]),
        "whose": st.sampled_from([None, "Chadians", "Malians", "rebels"]),
    }
)
STORY = st.lists(
    st.tuples(st.lists(CLAIM, min_size=1, max_size=5), st.sampled_from(["2031-05-04", "2031-05-05", None])),
    min_size=1,
    max_size=4,
)
many = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def articles(story: list[tuple[list[dict[str, Any]], str | None]]) -> list[Extraction]:
    return [article(f"a{number}", *claims, published=published) for number, (claims, published) in enumerate(story)]


def dumped(groups: list[Group]) -> list[dict[str, Any]]:
    return [group.model_dump() for group in groups]


@many
@given(STORY, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(story: Any, chance: random.Random) -> None:
    given_order = articles(story)
    other_order = list(given_order)
    chance.shuffle(other_order)
    assert dumped(compare(given_order)) == dumped(compare(other_order))


@many
@given(STORY)
def test_every_claim_is_in_one_group(story: Any) -> None:
    read = {article.document.sha256: article for article in articles(story)}.values()
    members = [(member.document, member.claim) for group in compare(read) for member in group.members]
    assert sorted(members) == sorted((article.document.id, claim.id) for article in read for claim in article.claims)


@many
@given(STORY)
def test_a_reprint_changes_no_group_and_makes_no_difference(story: Any) -> None:
    once = articles(story)
    reprinted = [
        *once,
        once[0].model_copy(
            update={"document": once[0].document.model_copy(update={"id": "reprint", "source": "Reprint"})}
        ),
    ]

    def shape(groups: list[Group]) -> list[tuple[list[tuple[str, str]], list[str]]]:
        return sorted(
            (sorted((m.document, m.claim) for m in group.members if m.document != "reprint"), list(group.differ))
            for group in groups
        )

    assert shape(compare(once)) == shape(compare(reprinted))


@many
@given(st.lists(CLAIM, min_size=1, max_size=6))
def test_an_article_does_not_differ_from_itself(claims: list[dict[str, Any]]) -> None:
    for end in ("", "\n"):  # the same file twice, and a copy that an editor has saved
        groups = compare([article("a", *claims), article("b", *claims, end=end)])
        assert [group.differences for group in groups if group.differences] == []


@many
@given(STORY)
def test_no_group_holds_two_claims_that_exclude_each_other(story: Any) -> None:
    known = knowledge_with()
    accounts = [account for number, one in enumerate(articles(story)) for account in accounts_of(one, number, known)]
    groups, judge = align(accounts, known)
    for group in groups:
        for one, other in itertools.combinations(group.accounts, 2):
            assert one.event == other.event
            assert not judge.of(one, other).barred
            assert judge.of(one, other) == judge.of(other, one)


def many_told(claims: int) -> list[Extraction]:
    """Articles that tell of much alike, four claims each."""
    chance = random.Random(3)
    places = ["bridge", "harbour", "convoy", "quarry", "mill", "orchard", "depot", "chapel", "ferry", "kiln"]
    told = [
        {
            "event": "attack",
            "actors": [chance.choice(["chad", "niger", "mali"])],
            "text": f"They [[shelled]] the {chance.choice(places)} and the {chance.choice(places)} at dawn.",
        }
        for _ in range(claims)
    ]
    return [article(f"a{first}", *told[first : first + 4]) for first in range(0, claims, 4)]


@pytest.mark.parametrize("claims", [200, 800])
def test_a_claim_has_no_more_candidates_in_a_larger_input(claims: int) -> None:
    known = knowledge_with()
    told = [account for number, one in enumerate(many_told(claims)) for account in accounts_of(one, number, known)]
    pairs = [(one.key, other.key) for one, other in candidates(told)]
    assert len(set(pairs)) == len(pairs)
    assert all(one < other for one, other in pairs)
    assert claims < len(pairs) <= 10 * claims


def test_the_order_of_a_large_input_does_not_matter() -> None:
    told = many_told(200)
    shuffled = random.Random(5).sample(told, len(told))
    assert dumped(compare(told)) == dumped(compare(shuffled))


def test_every_rule_speaks_of_its_examples_alone() -> None:
    assert list(check()) == []


def test_an_example_that_does_not_hold_is_a_failure_of_its_rule() -> None:
    known = knowledge_with()
    turned = [
        rule.model_copy(update={"examples": rule.counterexamples, "counterexamples": rule.examples})
        for rule in known.rules.rules[:2]
    ]
    words = CompareFile(stage="compare", note="", words=known.rules.words)
    rules = CompareRules(
        {"words": words, "turned": CompareFile(stage="compare", note="", base=known.rules.base, rules=turned)}
    )
    failures = list(check(dataclasses.replace(known, rules=rules)))
    assert [(failure.file, failure.rule) for failure in failures] == [
        ("turned", rule.id) for rule in turned for _ in range(2)
    ]
    assert [failure.wrong for failure in failures][:2] == [
        "the rule says nothing of the pair",
        "must say nothing (None)",
    ]


class TestStory:
    """Three outlets on one night."""

    STRIKE: ClassVar[dict[str, Any]] = {
        "event": "attack",
        "actors": ["chad"],
        "targets": ["niger"],
        "day": "2031-05-03",
    }

    def groups(self, *told: Extraction) -> list[Group]:
        return compare(told)

    def test_one_event_told_by_two_is_one_group_and_they_agree(self) -> None:
        groups = self.groups(
            article("a", {**self.STRIKE, "text": "Chad [[shelled]] the border post of Assam late on Saturday."}),
            article("b", {**self.STRIKE, "text": "A border post at Assam came under Chadian [[shelling]]."}),
        )
        assert [(len(group.members), group.agree, group.differ) for group in groups] == [(2, True, [])]
        assert [outlet.outlet for outlet in groups[0].outlets] == ["a", "b"]

    def test_another_toll_at_the_same_time_is_a_difference_with_both_quotes(self) -> None:
        groups = self.groups(
            article(
                "a",
                {
                    "event": "casualties",
                    "text": "The shelling [[killed]] 12 Nigeriens.",
                    "killed": 12,
                    "whose": "Nigeriens",
                },
            ),
            article(
                "b",
                {
                    "event": "casualties",
                    "text": "The shelling of Assam [[killed]] 19 Nigeriens.",
                    "killed": 19,
                    "whose": "Nigeriens",
                },
            ),
        )
        (group,) = groups
        assert not group.agree
        (difference,) = group.differences
        assert (difference.kind, sorted(difference.values)) == ("count", ["12", "19"])
        assert sorted(difference.quotes) == ["The shelling [[killed]] 12 Nigeriens.".replace("[[", "").replace("]]", ""),
                                             "The shelling of Assam killed 19 Nigeriens."]  # fmt: skip
        assert difference.rules == ["compare.differ.count"]

    @pytest.mark.parametrize("day", ["2031-05-05", "2031-05-06"])
    def test_a_toll_that_grows_from_day_to_day_is_none_and_the_old_one_is_superseded(self, day: str) -> None:
        (group,) = self.groups(
            article(
                "a",
                {
                    "event": "casualties",
                    "text": "The shelling [[killed]] 12 Nigeriens.",
                    "killed": 12,
                    "whose": "Nigeriens",
                },
            ),
            article(
                "b",
                {
                    "event": "casualties",
                    "text": "The shelling [[killed]] 19 Nigeriens.",
                    "killed": 19,
                    "whose": "Nigeriens",
                },
                published=day,
            ),
        )
        assert group.differ == []
        assert [(point.day, point.value, point.superseded) for point in group.figures] == [
            ("2031-05-04", 12, True),
            (day, 19, False),
        ]

    def test_the_dead_of_two_peoples_are_two_groups(self) -> None:
        groups = self.groups(
            article(
                "a",
                {
                    "event": "casualties",
                    "text": "The shelling [[killed]] 12 Nigeriens.",
                    "killed": 12,
                    "whose": "Nigeriens",
                },
            ),
            article(
                "b",
                {
                    "event": "casualties",
                    "text": "The shelling [[killed]] 12 Chadians.",
                    "killed": 12,
                    "whose": "Chadians",
                },
            ),
        )
        assert [len(group.members) for group in groups] == [1, 1]

    def test_a_truce_of_another_decade_is_another(self) -> None:
        truce = {
            "event": "ceasefire",
            "actors": ["chad", "niger"],
            "aspect": "start",
            "text": "The [[truce]] between Chad and Niger began.",
        }
        groups = self.groups(
            article("a", truce),
            article("b", {**truce, "text": "Chad and Niger began a [[truce]]."}, published="2041-05-04"),
        )
        assert [len(group.members) for group in groups] == [1, 1]

    def test_being_less_specific_is_no_difference(self) -> None:
        (group,) = self.groups(
            article(
                "a",
                {
                    "event": "withdrawal",
                    "actors": ["chad"],
                    "day": "2031-05-03",
                    "text": "Chad's army [[left]] Assam on Saturday.",
                },
            ),
            article("b", {"event": "withdrawal", "actors": ["chad"], "text": "Chad's army [[left]] Assam."}),
        )
        assert group.agree

    SANCTIONS: ClassVar[dict[str, Any]] = {
        "event": "sanctions",
        "aspect": "end",
        "actors": ["chad"],
        "targets": ["niger"],
    }

    def test_what_goes_on_and_is_still_due_is_not_done(self) -> None:
        (group,) = self.groups(
            article("a", {**self.SANCTIONS, "text": "Chad has lifted its [[embargo]] on Niger."}),
            article(
                "b",
                {**self.SANCTIONS, "status": "ongoing", "text": "Chad is lifting its [[embargo]] on Niger."},
                {**self.SANCTIONS, "status": "planned", "text": "Chad will lift the [[embargo]] on Niger in steps."},
            ),
        )
        assert group.differ == ["status"]
        assert sorted(group.differences[0].values) == ["occurred", "planned"]

    def test_what_goes_on_is_no_other_status_than_what_has_begun(self) -> None:
        (group,) = self.groups(
            article("a", {**self.SANCTIONS, "text": "Chad has lifted its [[embargo]] on Niger."}),
            article("b", {**self.SANCTIONS, "status": "ongoing", "text": "Chad is lifting its [[embargo]] on Niger."}),
        )
        assert group.differ == []

    def test_another_turn_of_a_truce_to_come_is_no_other_status(self) -> None:
        truce = {"event": "ceasefire", "actors": ["chad", "niger"]}
        (group,) = self.groups(
            article("a", {**truce, "aspect": "start", "text": "The [[truce]] between Chad and Niger began."}),
            article(
                "b",
                {
                    **truce,
                    "aspect": "end",
                    "status": "planned",
                    "text": "The [[truce]] between Chad and Niger will end in June.",
                },
            ),
        )
        assert group.differ == []

    def test_more_than_a_round_number_is_said_up_to_the_next(self) -> None:
        (group,) = self.groups(
            article(
                "a",
                {"event": "casualties", "killed": 170, "whose": "Nigeriens", "text": "It [[killed]] 170 Nigeriens."},
            ),
            article(
                "b",
                {
                    "event": "casualties",
                    "killed": 100,
                    "more": True,
                    "whose": "Nigeriens",
                    "text": "It [[killed]] more than 100 Nigeriens.",
                },
            ),
        )
        assert group.differ == []

    def test_denial_is_a_difference(self) -> None:
        (group,) = self.groups(
            article(
                "a", {"event": "withdrawal", "actors": ["chad"], "text": "Chad's army [[left]] the post of Assam."}
            ),
            article(
                "b",
                {
                    "event": "withdrawal",
                    "actors": ["chad"],
                    "polarity": "negative",
                    "text": "Chad's army has not [[left]] the post of Assam.",
                },
            ),
        )
        assert group.differ == ["polarity"]


class TestOutlets:
    def test_the_source_of_a_record_is_its_outlet(self) -> None:
        assert self.outlet("x", "The Courier") == "The Courier"

    def test_a_file_is_of_the_outlet_that_its_folder_names(self) -> None:
        assert self.outlet("courier/one", "news/courier/one.txt") == "courier"

    def test_a_file_in_no_folder_is_its_own(self) -> None:
        assert self.outlet("one", "news/one.txt") == "one"

    def outlet(self, id: str, source: str) -> str:
        claim = {"event": "attack", "text": "They [[shelled]] the camp."}
        return compare([article(id, claim, source=source)])[0].outlets[0].outlet
