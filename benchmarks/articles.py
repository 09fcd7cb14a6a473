"""Articles for measuring: generated news of many conflicts, the same for the same seed."""

from __future__ import annotations

import random

PARTIES = (
    "Sudan's army|the Rapid Support Forces|the Taliban|the Afghan government|Hamas|Israel|Hezbollah|the Houthis|Saudi Arabia|the ELN|"
    "the Colombian government|Ethiopia|the Tigray People's Liberation Front|M23|Rwanda|the Congolese army|Armenia|Azerbaijan|Ukraine|Russia|"
    "the Moro Islamic Liberation Front|the Philippine government|the Free Aceh Movement|Indonesia|the LTTE|Sri Lanka's government|Nepal's Maoists|"
    "Renamo|Frelimo|UNITA|the Syrian government|the SDF|Turkey|Myanmar's junta|the Arakan Army|India|Pakistan|Thailand|Cambodia"
).split("|")
MEDIATORS = (
    "Qatar|Egypt|the United States|Norway|the African Union|the United Nations|Kenya|Switzerland|Malaysia|Oman".split(
        "|"
    )
)
PLACES = (
    "Doha|Jeddah|Nairobi|Havana|Geneva|Goma|Juba|Marib|Mekelle|Cotabato|Cairo|Oslo|El Fasher|Shire|Bukavu|Rafah".split(
        "|"
    )
)
DAYS = "on Monday|on Tuesday|last Friday|on 14 March|on January 19|yesterday|next week|in late 2023|two weeks ago|by the end of the month".split(
    "|"
)
NUMBERS = "12|at least 33|nearly 2,000|about 1.4 million|up to 600|dozens of|more than 48,000|seven|between 20 and 25|a total of 57".split(
    "|"
)
THINGS = "prisoners|hostages|civilians|displaced people|soldiers|aid trucks|fighters|rockets|tonnes of food".split("|")
SENTENCES = [
    "{A} and {B} agreed {day} to a truce that {M} had brokered in {place}.",
    "{A} released {n} {things} {day}, and {B} will free {n} more in the second phase.",
    "“We will not withdraw before the talks resume,” a spokesman for {A} said {day}.",
    "{n} {things} were killed in {place} {day}, according to officials of {B}.",
    "{M} urged {A} and {B} to extend the ceasefire for a further six weeks.",
    "The market in {place} was busy again, and children went back to a school that had been shut for a year.",
    "{A} accused {B} of violating the ceasefire {day}, a charge that it denied.",
    "If the third round of talks fails, {A} could launch an offensive near {place}, analysts say.",
    "The convoy of {n} {things} waited at the crossing while guards checked papers and drivers drank tea in the shade.",
    "Under the accord, signed {day}, {A} must hand over its weapons within 30 days.",
    "Residents of {place} said that they had heard shelling through the night, though nobody knew who was firing.",
    "{M} said that {n} {things} had fled {place} since the fighting began {day}.",
    "The U.S. envoy, who arrived in {place} {day}, met Dr. Amina Deng, an adviser, for four hours.",
    "{A} rejected the proposal, which would have given {B} control of the road for 60 days.",
]


def articles(number: int, characters: int = 4_000, seed: int = 1) -> list[str]:
    """Texts of just that length; no two are the same."""
    chance = random.Random(seed)
    texts = []
    for _ in range(number):
        first, second = chance.sample(PARTIES, 2)
        parts = [
            f"Talks between {first} and {second} enter a new round\n\n{chance.choice(PLACES).upper()}, 4 March 2025 - "
        ]
        while sum(map(len, parts)) < characters:
            pair = chance.sample([first, second, chance.choice(PARTIES)], 2)
            sentence = chance.choice(SENTENCES).format(
                A=pair[0], B=pair[1], M=chance.choice(MEDIATORS), place=chance.choice(PLACES), day=chance.choice(DAYS),
                n=chance.choice(NUMBERS), things=chance.choice(THINGS),
            )  # fmt: skip
            parts.append(sentence[0].upper() + sentence[1:] + chance.choice([" ", " ", "\n\n"]))
        texts.append("".join(parts)[:characters])
    return texts
