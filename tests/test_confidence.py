"""The confidence of claims: its weights, the filter, the fit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import ceasefire_extract as ce
from ceasefire_extract.models import PartyMention
from ceasefire_extract.rules.forms import Weight, Weights
from ceasefire_extract.rules.loading import builtin_packs
from ceasefire_extract.scoring.confidence import Seen, as_yaml, fit, held_out, probability
from ceasefire_extract.scoring.figures import reliability
from ceasefire_extract.stages.claims.confidence import Confidence, Scene
from conftest import Command

TEXT = "Eritrea freed 40 prisoners on Monday, Ethiopia said. Talks on the border, which both had asked for, may follow."


def test_each_claim_has_the_probability_of_its_evidence() -> None:
    told = ce.extract(TEXT, published="2018-07-10")
    scene = Scene(told.claims, [one for one in told.mentions if isinstance(one, PartyMention)])
    judge = Confidence(builtin_packs().weights)
    assert len(told.claims) > 1
    assert [claim.confidence for claim in told.claims] == [judge.of(scene.evidence(claim)) for claim in told.claims]
    assert all(claim.confidence is not None and 0 < claim.confidence < 1 for claim in told.claims)


def test_evidence_says_what_the_claim_has() -> None:
    (release, *_) = (told := ce.extract(TEXT, published="2018-07-10")).claims
    parties = [one for one in told.mentions if isinstance(one, PartyMention)]
    evidence = set(Scene(told.claims, parties).evidence(release))
    assert {
        "event release",
        "status occurred",
        "actors 1",
        "an actor before",
        "an actor near",
        "has counts",
    } <= evidence
    assert {"source is a party", "has dates", "parties in the sentence 2", "short sentence"} <= evidence
    assert "has targets" not in evidence


def test_weights_that_are_named_in_the_table_are_evidence_that_there_is() -> None:
    """A weight whose evidence was renamed would be dead."""
    known = ("event ", "status ", "polarity ", "actors ", "an actor ", "has ", "source is ", "claims in the sentence ",
             "parties in the sentence ", "its event again", "short sentence", "long sentence", "sentence")  # fmt: skip
    assert builtin_packs().weights.evidence
    assert [name for name in builtin_packs().weights.evidence if not name.startswith(known)] == []


def test_odds_add_up_and_unknown_evidence_says_nothing() -> None:
    judge = Confidence(Weights(base=0.0, evidence={"has counts": Weight(weight=2.0, claims=9, right=8)}))
    assert [judge.of([]), judge.of(["anything"]), judge.of(["has counts", "has counts"])] == [0.5, 0.5, 0.88]


def test_claims_that_are_less_sure_are_left_out() -> None:
    claims = ce.extract(TEXT, published="2018-07-10").claims
    least = sorted(claim.confidence or 0 for claim in claims)[1]
    sure = ce.extract(TEXT, published="2018-07-10", min_confidence=least)
    left = [claim.trigger.text for claim in claims if (claim.confidence or 0) >= least]
    assert [claim.trigger.text for claim in sure.claims] == left
    assert {id for event in sure.events for id in event.claims} == {claim.id for claim in sure.claims}
    assert ce.extract(TEXT, min_confidence=1.0).claims == []


def test_command(extract: Command, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(TEXT)
    whole = [json.loads(line) for line in extract(str(article), "--format", "claims").text.splitlines()]
    sure = [json.loads(line) for line in extract(str(article), "--format", "claims", "--min-confidence", "0.5").text.splitlines()]  # fmt: skip
    assert [claim["trigger"] for claim in sure] == [claim["trigger"] for claim in whole if claim["confidence"] >= 0.5]
    assert 0 < len(sure) < len(whole)
    wrong = extract(str(article), "--min-confidence", "1.5")
    assert (wrong.status, wrong.err.count("\n")) == (2, 1)


def test_pack_of_the_user_replaces_the_weights(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("stage: claims\nconfidence: {base: 10.0}\n")
    claims = ce.extract(TEXT, patterns=[tmp_path]).claims
    assert claims
    assert {claim.confidence for claim in claims} == {1.0}


@pytest.fixture(scope="module")
def seen() -> list[Seen]:
    """Claims of news, one in two of them right, nine in ten where they have counts; and of exercises, where all are right."""
    news = [Seen("news", f"n{at % 16}", ("has counts",) if at % 2 else ("long sentence",), at % 20 in (1, 3, 5, 7, 9, 11, 13, 15, 17, 2))
            for at in range(320)]  # fmt: skip
    return news + [Seen("exercises", f"e{at}", ("long sentence",), True) for at in range(160)]


def test_fit_finds_what_makes_the_difference(seen: list[Seen]) -> None:
    weights = fit(seen)
    assert 0.8 < probability(weights, ["has counts"]) < 0.92
    assert (
        0.08 < probability(weights, ["long sentence"]) < 0.2
    )  # how often claims are right in exercises is not learned
    assert set(weights) == {"", "has counts", "long sentence"}
    assert fit(seen) == weights


def test_fit_is_kept_with_its_counts(seen: list[Seen]) -> None:
    table = "\n".join(as_yaml(seen))
    assert '"has counts": {weight: ' in table
    assert "claims: 160, right: 144}" in table


def test_reliability_is_measured_on_articles_left_out(seen: list[Seen]) -> None:
    judged = held_out(seen)
    assert len(judged) == 320
    for row in reliability(judged):
        assert abs(row.told - row.right) < 0.12


def test_reliability_is_by_fifths() -> None:
    rows = reliability([(0.1, False), (0.15, True), (1.0, True), (0.85, False)])
    assert [(row.low, row.high, row.claims, row.right) for row in rows] == [(0.0, 0.2, 2, 0.5), (0.8, 1.0, 2, 0.5)]
    assert rows[1].told == pytest.approx(0.925)
