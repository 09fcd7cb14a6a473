"""One event in every shape of sentence: whatever the verb, the frame around it decides status, polarity, actor and source.

`A` and `B` are parties; a verb is given as past, infinitive, participle, -ing form and object.
"""

from __future__ import annotations

import pytest

import ceasefire_extract as ce

A, B = "Rwanda", "Uganda"
VERBS = {
    "release": ("freed", "free", "freed", "freeing", "20 prisoners"),
    "withdrawal": ("withdrew", "withdraw", "withdrawn", "withdrawing", "its troops from the city"),
    "attack": ("shelled", "shell", "shelled", "shelling", "the town"),
    "detention": ("detained", "detain", "detained", "detaining", "20 activists"),
    "disarmament": ("handed over", "hand over", "handed over", "handing over", "its weapons"),
    "casualties": ("killed", "kill", "killed", "killing", "12 civilians"),
}
# frame: status, polarity, who acts, who is cited ("-": somebody without a party)
FRAMES: dict[str, tuple[str, str, str, str]] = {
    # what happened
    "{A} {past} {object}.": ("occurred", "positive", "A", ""),
    "On Friday {A} {past} {object}.": ("occurred", "positive", "A", ""),
    "{A} on Friday {past} {object}.": ("occurred", "positive", "A", ""),
    "{A} has {part} {object}.": ("occurred", "positive", "A", ""),
    "{A} had {part} {object} before the visit.": ("occurred", "positive", "A", ""),
    "{A}, which borders Congo, {past} {object}.": ("occurred", "positive", "A", ""),
    "{A}, citing security concerns, {past} {object}.": ("occurred", "positive", "A", ""),
    "{A}’s army {past} {object} on Friday.": ("occurred", "positive", "A", ""),
    "The government of {A} {past} {object}.": ("occurred", "positive", "A", ""),
    "{A} and {B} {past} {object}.": ("occurred", "positive", "AB", ""),
    "Both {A} and {B} have {part} {object}.": ("occurred", "positive", "AB", ""),
    "{B} blinked and {A} {past} {object}.": ("occurred", "positive", "A", ""),
    "{A} blinked and {past} {object}.": ("occurred", "positive", "A", ""),
    "After talks in Kigali, {A} {past} {object}.": ("occurred", "positive", "A", ""),
    "Despite the truce, {A} {past} {object}.": ("occurred", "positive", "A", ""),
    "It was the first time that {A} had {part} {object}.": ("occurred", "positive", "A", ""),
    "{A} is reported to have {part} {object}.": ("occurred", "positive", "A", ""),
    "{A} appears to have {part} {object}.": ("occurred", "positive", "A", ""),
    "{A} reportedly {past} {object}.": ("occurred", "positive", "A", ""),
    "{A} was accused of {ing} {object}.": ("occurred", "positive", "A", ""),
    "{A} is {ing} {object}.": ("ongoing", "positive", "A", ""),
    "{A} has been {ing} {object} since March.": ("ongoing", "positive", "A", ""),
    # who says so
    "According to {B}, {A} {past} {object}.": ("occurred", "positive", "A", "B"),
    "{A} {past} {object}, according to {B}.": ("occurred", "positive", "A", "B"),
    "{A} {past} {object}, {B} said on Friday.": ("occurred", "positive", "A", "B"),
    "{A}, {B} said, had {part} {object}.": ("occurred", "positive", "A", "B"),
    "{B} said {A} had {part} {object}.": ("occurred", "positive", "A", "B"),
    "{B} accused {A} of {ing} {object}.": ("occurred", "positive", "A", "B"),
    "{A} said on Friday it had {part} {object}.": ("occurred", "positive", "A", "A"),
    "A spokesman for {A} said it had {part} {object}.": ("occurred", "positive", "A", "A"),
    "{A} announced that it had {part} {object}.": ("occurred", "positive", "A", "A"),
    "Witnesses said {A} had {part} {object}.": ("occurred", "positive", "A", "-"),
    # what did not happen
    "{A} has not {part} {object}.": ("occurred", "negative", "A", ""),
    "{A} did not {base} {object}.": ("occurred", "negative", "A", ""),
    "{A} failed to {base} {object}.": ("occurred", "negative", "A", ""),
    "{A} has yet to {base} {object}.": ("occurred", "negative", "A", ""),
    "{A} denied {ing} {object}.": ("occurred", "negative", "A", "A"),
    "{A} denied having {part} {object}.": ("occurred", "negative", "A", "A"),
    "{A} denied that it had {part} {object}.": ("occurred", "negative", "A", "A"),
    "{A} insisted it had not {part} {object}.": ("occurred", "negative", "A", "A"),
    "{A} refused to {base} {object}.": ("planned", "negative", "A", ""),
    "{A} will never {base} {object}, its president said.": ("planned", "negative", "A", "A"),
    # what is to come
    "{A} plans to {base} {object}.": ("planned", "positive", "A", ""),
    "{A} is to {base} {object} on Monday.": ("planned", "positive", "A", ""),
    "{A} will {base} {object} on Monday.": ("planned", "positive", "A", ""),
    "{A} was due to {base} {object} on Monday.": ("planned", "positive", "A", ""),
    "{A} agreed to {base} {object}.": ("planned", "positive", "A", ""),
    "{A} promised to {base} {object}.": ("planned", "positive", "A", ""),
    "{A} intends to {base} {object}.": ("planned", "positive", "A", ""),
    "{A} said it would {base} {object} next week.": ("planned", "positive", "A", "A"),
    "Under the deal, {A} is to {base} {object} within 60 days.": ("planned", "positive", "A", ""),
    "{A} offered to {base} {object}.": ("proposed", "positive", "A", ""),
    "{A} proposed to {base} {object}.": ("proposed", "positive", "A", "A"),
    "{A} is ready to {base} {object}.": ("proposed", "positive", "A", ""),
    "{A} threatened to {base} {object}.": ("possible", "positive", "A", ""),
    "{A} hopes to {base} {object}.": ("possible", "positive", "A", ""),
    "{A} may {base} {object}.": ("possible", "positive", "A", ""),
    "{A} might {base} {object}, {B} said.": ("possible", "positive", "A", "B"),
    "{A} could {base} {object} as early as Monday.": ("possible", "positive", "A", ""),
    # what is asked for
    "{B} urged {A} to {base} {object}.": ("demanded", "positive", "A", "B"),
    "{B} urged {A} not to {base} {object}.": ("demanded", "negative", "A", "B"),
    "{B} called on {A} to {base} {object}.": ("demanded", "positive", "A", "B"),
    "{B} wants {A} to {base} {object}.": ("demanded", "positive", "A", "B"),
    "{A} must {base} {object}, {B} said.": ("demanded", "positive", "A", "B"),
    # on a condition
    "If {B} blinks, {A} will {base} {object}.": ("conditional", "positive", "A", ""),
    "Once {B} blinks, {A} will {base} {object}.": ("conditional", "positive", "A", ""),
    "Should {B} blink, {A} will {base} {object}.": ("conditional", "positive", "A", ""),
    "{A} would {base} {object} only if {B} blinked.": ("conditional", "positive", "A", ""),
    "{A} will not {base} {object} unless {B} blinks.": ("conditional", "negative", "A", ""),
    "{A} warned that it would {base} {object} if attacked.": ("conditional", "positive", "A", "A"),
}


@pytest.mark.parametrize("event", VERBS)
@pytest.mark.parametrize("frame", FRAMES)
def test_frame(frame: str, event: str) -> None:
    past, base, part, ing, obj = VERBS[event]
    text = frame.format(A=A, B=B, past=past, base=base, part=part, ing=ing, object=obj)
    status, polarity, acting, cited = FRAMES[frame]
    told = [claim for claim in ce.extract(text, published="2025-06-01").claims if claim.event == event]
    assert told, text
    claim = told[0]
    assert (claim.status, claim.polarity) == (status, polarity), text
    assert set(claim.actors) == {{"A": A, "B": B}[letter].lower() for letter in acting}, text
    source = "" if claim.source is None else (claim.source.party or "-")
    assert source == {"A": A.lower(), "B": B.lower()}.get(cited, cited), text
