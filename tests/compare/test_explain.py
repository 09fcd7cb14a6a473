"""`--explain`: each claim with the rules and words that made it."""

from __future__ import annotations

from conftest import Command

TEXT = "The army agreed to release 40 prisoners, the United Nations said on 4 May 2031.\n"


def test_every_rule_of_every_claim_is_shown(extract: Command) -> None:
    shown = " ".join(extract("--explain", stdin=TEXT).text.replace("│", " ").split())
    claims = extract(stdin=TEXT).object["claims"]
    assert claims
    for claim in claims:
        assert f"{claim['id']} {claim['event']}: " in shown
        assert f"carried by “{claim['trigger']['text']}”" in shown
        assert all(rule in shown for rule in claim["rules"])
    assert "count “40”" in shown
    assert "by the cue “said”" in shown
