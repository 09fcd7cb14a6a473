"""What 5,000 party names of a user's pack cost: the parties stage over the same articles, with and without them.

    python benchmarks/parties.py [--names 5000] [--rounds 5]

Also times the trie of mentions/party_names.py against spaCy's PhraseMatcher with the same names over the same words.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from ceasefire_extract.article import Article, read_article
from ceasefire_extract.rules.loading import builtin_packs, load_packs
from ceasefire_extract.stages.parties.stage import Parties

TEXT = (
    "Sudan's army and the Rapid Support Forces (RSF) accused each other of breaking a truce that Saudi Arabia and the United States "
    "brokered in Jeddah. The group said its fighters would stay. Colombian President Gustavo Petro and the ELN resumed talks in Caracas. "
    "Residents of the town spent the night in cellars while shells fell on the market and the bridge. Kyiv said it had not been told. "
) * 10


def best(run: Callable[[], object], rounds: int) -> float:
    """Seconds of the fastest round."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    surfaces = [f"{first} {second} Front of Lorn {n}" for n, (first, second) in enumerate(pairs(args.names))]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.yaml"
        entries = "\n".join(f"  - {{id: lorn-{n}, name: {name}, type: armed_group}}" for n, name in enumerate(surfaces))
        path.write_text(f"stage: parties\nparties:\n{entries}\n", encoding="utf-8")
        stages = {"built in": Parties(builtin_packs()), f"and {args.names} more": Parties(load_packs(path))}
    articles = [read_article(TEXT + str(n), dt.date(2024, 1, 1)) for n in range(20)]
    times = {}
    for name, stage in stages.items():
        run(stage, articles)
        times[name] = best(lambda stage=stage: run(stage, articles), args.rounds) / len(articles) * 1000
        print(f"{name:15} {times[name]:6.2f} ms an article of {len(TEXT)} characters")
    first, second = times.values()
    print(f"slower by {(second / first - 1) * 100:.1f}%")
    index = stages["built in"].index
    trie = best(lambda: [index.find(a.tokens, a.sentence_of, a.published) for a in articles], args.rounds)
    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    known = [sense.surface for sense in index.senses()]
    matcher.add("PARTY", [nlp.make_doc(surface) for surface in known])
    made = best(lambda: [Doc(nlp.vocab, words=a.tokens.words) for a in articles], args.rounds)
    docs = [Doc(nlp.vocab, words=a.tokens.words) for a in articles]
    phrases = best(lambda: [matcher(doc) for doc in docs], args.rounds)
    print(
        f"trie {trie / len(articles) * 1000:.2f} ms with senses chosen; PhraseMatcher {phrases / len(articles) * 1000:.2f} ms, its Doc {made / len(articles) * 1000:.2f} ms"
    )


def pairs(count: int) -> list[tuple[str, str]]:
    first = [
        "United",
        "National",
        "Free",
        "Popular",
        "Northern",
        "Southern",
        "Karuli",
        "Democratic",
        "Islamic",
        "Revolutionary",
    ]
    second = ["Liberation", "People's", "Defence", "Unity", "Salvation"]
    return [(first[n % len(first)], second[n % len(second)]) for n in range(count)]


def run(stage: Parties, articles: list[Article]) -> None:
    for article in articles:
        stage(article)


if __name__ == "__main__":
    main()
