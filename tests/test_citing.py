"""Who is cited for a claim, in sentences of our own: the wish, the demand and the accusation are, the act and the stance of their own doer are not."""

from __future__ import annotations

import pytest

import ceasefire_extract as ce

# text, event, the party cited ("" for nobody, "-" for somebody without a party)
CITED = [
    # accused in the passive
    ("Rwanda, accused by Uganda of shelling a village, freed two soldiers.", "attack", "uganda"),
    ("Rwanda, accused by Uganda of shelling a village, freed two soldiers.", "release", ""),
    ("Chad, suspected by Libya of shelling a camp, said nothing.", "attack", "libya"),
    ("Renamo was accused of shelling a village by Malawi.", "attack", "malawi"),
    # wishes
    ("Kenya wants to extend the ceasefire.", "ceasefire", "kenya"),
    ("The government of Chad first wants to sign a truce.", "ceasefire", "chad"),
    ("Two Kenyan ministers sent fresh signals on Sunday that Kenya wants to withdraw its troops.", "withdrawal", "kenya"),
    ("Angola's government has renewed its calls on UNITA to disarm.", "disarmament", "angola"),
    ("Kenyan President William Ruto held a press conference to announce that Kenya would observe a ceasefire.", "ceasefire", "kenya"),
    # acts and stances of their own doer
    ("Rwanda promised to withdraw its troops.", "withdrawal", ""),
    ("Rwanda ordered its troops to withdraw from the town.", "withdrawal", ""),
    ("The ELN announced a truce.", "ceasefire", ""),
    ("Uganda said that Rwanda had promised to withdraw its troops.", "withdrawal", "uganda"),
    # what is told beside a thing that somebody speaks of
    ("Kenya outlined a plan for the camp, which was shelled in May.", "attack", ""),
    ("Kenya promised Uganda a share of the system that shot down two drones.", "attack", ""),
    ("Kenya said that the camp, which was shelled in May, had been closed.", "attack", "kenya"),
    ("Kenya announced the withdrawal of its troops.", "withdrawal", ""),
    # a relative clause between commas says who, not what is said
    ("The Karens, who declared independence in 1949, attacked Burmese troops near the river.", "attack", ""),
    # a plan speaks for nobody
    ("The troops left the camps according to a plan.", "withdrawal", ""),
    # descriptions
    ("Kenyan envoy Ana Odera met both sides. The envoy said the rebels had shelled a town.", "attack", "kenya"),
    ("The M23 rejected the plan. The rebel leader said his men had freed ten prisoners.", "release", "m23"),
    ("Saudi and Kenyan mediators met. The mediators said the rebels had shelled a town.", "attack", "-"),
    # quotes that stand alone
    ("The Kenyan envoy had this to say:\n\n“The rebels attacked the camp on Friday.”", "attack", "kenya"),
    ("The Angolan minister shrugged. “The rebels have attacked the camp again.”", "attack", "angola"),
    ("“Uganda has attacked our camp again.” Rwandan spokeswoman Yola Mako did not smile.", "attack", "rwanda"),
    # labels
    ("Here is what they said:\n\n- Kenyan Foreign Minister Ana Odera: “Kenya will free ten prisoners.”", "release", "kenya"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "event", "party"), CITED, ids=lambda value: str(value)[:50])
def test_who_is_cited(text: str, event: str, party: str) -> None:
    claims = [claim for claim in ce.extract(text, published="2023-05-15").claims if claim.event == event]
    assert claims, text
    source = claims[0].source
    assert ("" if source is None else source.party or "-") == party


def test_a_document_is_not_cited_to_its_author_but_for_its_demands() -> None:
    text = "Statement by the Government of Kenya\n\nWe freed ten prisoners on Friday. We demand that Somalia withdraw its troops."
    cited = {
        claim.event: claim.source and claim.source.text for claim in ce.extract(text, published="2023-05-15").claims
    }
    assert cited.get("release", "none") is None
    assert cited.get("withdrawal") == "We"


def test_answers_of_an_interview_are_cited_to_who_answers() -> None:
    text = (
        "Interview with Ana Costa, spokeswoman of Renamo\n\nQ: Why did the truce fail?\n\n"
        "A: The government of Mozambique attacked our camp.\n\nQ: And now?\n\nA: We wait."
    )
    claims = [claim for claim in ce.extract(text, published="2023-05-15").claims if claim.event == "attack"]
    assert [claim.source and claim.source.party for claim in claims] == ["renamo"]


def test_a_text_in_capitals_is_read_like_another() -> None:
    text = (
        "THE RENAMO GENERAL COMMAND ANNOUNCED ON FRIDAY THAT ITS MEN HAD FREED TEN SOLDIERS NEAR THE TOWN OF BEIRA. "
        "PRESIDENT JOAQUIM CHISSANO SAID THE ARMY WOULD NOT ATTACK THE CAMPS. CHISSANO ADDED THAT TALKS WOULD GO ON."
    )
    parties = [
        mention.party for mention in ce.extract(text, published="1992-05-15").mentions if mention.kind == "party"
    ]
    assert parties == ["renamo", "mozambique", "mozambique"]


def test_counted_suspects_are_no_speakers() -> None:
    assert ce.extract("Troops killed two suspected rebels near the port.").statements == []
