"""How long comparing takes, and how much memory: `python benchmarks/compare.py [CLAIMS ...]`, 100,000 claims where no number is given.

The claims are made: stories of six outlets over two years, ten claims an article, with the participants, days, tolls and wording of each story.
On one core of a machine with other work to do: 5,000 claims 3.8 CPU seconds and 126 MB, 20,000 claims 18 and 342 MB, 100,000 claims 116 and 1.45 GB, the input among it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import resource
import sys
import time
from collections.abc import Iterator

from ceasefire_extract.compare.groups import _articles, groups_of
from ceasefire_extract.compare.knowledge import knowledge_with
from ceasefire_extract.models import Claim, CountMention, DateMention, Document, Extraction, Span

OUTLETS, CLAIMS = 6, 10
EVENTS = (
    "attack",
    "casualties",
    "ceasefire",
    "talks",
    "release",
    "aid",
    "withdrawal",
    "violation",
    "displacement",
    "position",
)
PARTIES = ("chad", "niger", "mali", "sudan", "eritrea", "ethiopia", "yemen", "nepal", "colombia", "georgia")
WORDS = [a + b for a in "bal cor dun fer gal hod jar kel lom mur nar pel quor ras sil tor vul wen yar zim".split() for b in "an eth ik os um ar ent ol".split()]  # fmt: skip


def stories(claims: int) -> Iterator[Extraction]:
    """Articles with so many claims in all, the same every time."""
    chance = random.Random(7)
    for story in range(claims // (OUTLETS * CLAIMS)):
        day = dt.date(2029, 1, 1) + dt.timedelta(days=chance.randrange(730))
        sides = chance.sample(PARTIES, 2)
        told = [(event, chance.sample(WORDS, 8), chance.randrange(3, 400)) for event in chance.sample(EVENTS, CLAIMS)]
        for outlet in range(OUTLETS):
            yield _article(f"s{story}-{outlet}", day + dt.timedelta(days=chance.randrange(3)), day, sides, told, chance)


def _article(
    name: str,
    published: dt.date,
    day: dt.date,
    sides: list[str],
    told: list[tuple[str, list[str], int]],
    chance: random.Random,
) -> Extraction:
    text, claims = "", []
    for number, (event, words, toll) in enumerate(told, start=1):
        kept = [word for word in words if chance.random() < 0.7]
        sentence = f"They say the {event} near {' '.join(kept)} was told of again."
        start = len(text) + sentence.index(event)
        dates = [
            DateMention(
                text="day",
                start=len(text),
                end=len(text),
                type="DATE",
                value=day.isoformat(),
                earliest=day.isoformat(),
                latest=day.isoformat(),
            )
        ]
        counts = [
            CountMention(
                id=f"m{number}",
                text=str(toll),
                start=len(text),
                end=len(text),
                value=toll,
                low=toll,
                high=toll,
                category="killed",
            )
        ]
        claims.append(
            Claim(
                id=f"c{number}", event=event, status="occurred", trigger=Span(text=event, start=start, end=start + len(event)),
                sentence=Span(text=sentence, start=len(text), end=len(text) + len(sentence)),
                actors=sides[:1] if chance.random() < 0.6 else [], targets=sides[1:] if chance.random() < 0.4 else [],
                dates=dates if chance.random() < 0.4 else [], counts=counts if event == "casualties" else [],
            )
        )  # fmt: skip
        text += sentence + " "
    document = Document(
        id=name, source=f"Outlet {name.partition('-')[2]}", title=None, published=published.isoformat(), published_from="option",
        language="en", characters=len(text), sha256=hashlib.sha256((name + text).encode()).hexdigest(),
    )  # fmt: skip
    return Extraction(document=document, claims=claims)


def main() -> None:
    knowledge = knowledge_with()
    print("claims", "seconds", "CPU seconds", "groups", "over outlets", "peak MB", sep="\t")
    for wanted in [int(word.replace(",", "")) for word in sys.argv[1:]] or [100_000]:
        extractions = list(stories(wanted))
        wall, cpu = time.perf_counter(), time.process_time()
        articles, accounts = _articles(extractions, knowledge)
        groups = groups_of(articles, accounts, knowledge)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        several = sum(len(group.outlets) > 1 for group in groups)
        print(len(accounts), f"{wall:.1f}", f"{cpu:.1f}", len(groups), several, f"{peak:.0f}", sep="\t", flush=True)


if __name__ == "__main__":
    main()
