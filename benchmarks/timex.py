"""How well, and how fast, dates are found and resolved in a folder of TimeML files.

    python benchmarks/timex.py FOLDER [FOLDER ...] [--speed] [--errors FILE]

For each folder: precision, recall and F1 of the extents (strict: the same edges; relaxed: they overlap) and of the values (overlapping, and
the TIMEX3 value the same), micro-averaged, as TempEval-3 measures them (UzZaman et al. 2013). The creation time is what dates are resolved
from, and is not scored. `--speed` prints articles a second for dates alone, on one core, on articles cut to 4,000 characters.
`--errors` writes what went wrong, one a line: document, kind, gold text and value, text and value found.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import re
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ceasefire_extract.article import read_article
from ceasefire_extract.rules.loading import builtin_packs
from ceasefire_extract.stages.dates import Dates

OUTER = ' \t\r\n\u00a0"\u201c\u201d,;:()[].'
ARTICLE = 4_000  # characters
MEASURES = ("strict", "relaxed", "value")


@dataclass(frozen=True)
class Timex:
    start: int
    end: int
    value: str


@dataclass
class TimeML:
    name: str
    created: dt.date | None = None
    text: str = ""
    timexes: list[Timex] = field(default_factory=list)
    unscored: list[Timex] = field(default_factory=list)


def read_timeml(path: Path) -> TimeML:
    """The text of a TimeML file with its TIMEX3 marks. Raises ET.ParseError where it is no XML."""
    source = re.sub(r"<!DOCTYPE[^>]*>", "", path.read_text(encoding="utf-8"))
    root = ET.fromstring(source.strip().encode())
    document = TimeML(path.stem)
    for mark in root.iter("TIMEX3"):
        if mark.get("functionInDocument") == "CREATION_TIME":
            document.created = dt.date.fromisoformat((mark.get("value") or "")[:10])
            break
    body = root.find("TEXT")
    if body is not None:
        _read_element(body, document)
    return document


def _read_element(element: ET.Element, document: TimeML) -> None:
    start = len(document.text)
    document.text += element.text or ""
    for child in element:
        _read_element(child, document)
        document.text += child.tail or ""
    if element.tag == "TIMEX3":
        creation = element.get("functionInDocument") == "CREATION_TIME"
        (document.unscored if creation else document.timexes).append(
            Timex(start, len(document.text), element.get("value") or "")
        )


def found_in(stage: Dates, document: TimeML) -> list[Timex]:
    article = read_article(document.text, document.created)
    stage(article)
    every = [Timex(found.mention.start, found.mention.end, found.mention.value) for found in article.dates]
    return [timex for timex in every if not any(_shared(timex, other) > 0 for other in document.unscored)]


def pairs_of(gold: list[Timex], found: list[Timex], text: str) -> Iterator[tuple[Timex, Timex]]:
    """One-to-one: the same extent first, then the larger overlap, from left to right."""
    possible = [
        (_core(g, text) != _core(f, text), -_shared(g, f), g.start, f.start, g, f)
        for g in gold
        for f in found
        if _shared(g, f) > 0
    ]
    taken: set[tuple[str, Timex]] = set()
    for *_, g, f in sorted(possible, key=lambda item: item[:4]):
        if ("gold", g) not in taken and ("found", f) not in taken:
            taken |= {("gold", g), ("found", f)}
            yield g, f


def _shared(a: Timex, b: Timex) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def _core(timex: Timex, text: str) -> tuple[int, int]:
    """The extent without outer marks and white space."""
    words = text[timex.start : timex.end]
    return timex.start + len(words) - len(words.lstrip(OUTER)), timex.start + len(words.rstrip(OUTER))


def score(documents: list[TimeML], stage: Dates, errors: list[str]) -> Counter[str]:
    tally: Counter[str] = Counter()
    for document in documents:
        found = found_in(stage, document)
        tally["gold"] += len(document.timexes)
        tally["found"] += len(found)
        pairs = list(pairs_of(document.timexes, found, document.text))
        for g, f in pairs:
            tally["relaxed"] += 1
            tally["strict"] += _core(g, document.text) == _core(f, document.text)
            tally["value"] += g.value == f.value
            if g.value != f.value:
                errors.append(_line(document, "value", g, f))
        errors += [_line(document, "missed", g, None) for g in document.timexes if g not in {pair[0] for pair in pairs}]
        errors += [_line(document, "spurious", None, f) for f in found if f not in {pair[1] for pair in pairs}]
    return tally


def _line(document: TimeML, kind: str, gold: Timex | None, found: Timex | None) -> str:
    cells = [document.name, kind]
    for timex in (gold, found):
        cells += [" ".join(document.text[timex.start : timex.end].split()), timex.value] if timex else ["", ""]
    return "\t".join(cells)


def speed(documents: list[TimeML], stage: Dates, seconds: float = 5.0) -> float:
    """Articles a second for dates alone: tokens and sentences are there already."""
    texts = [(document.text[:ARTICLE], document.created) for document in documents]
    characters = sum(len(text) for text, _ in texts)
    spent, rounds = 0.0, 0
    for number in itertools.count():
        articles = [read_article(text, created) for text, created in texts]
        begin = time.process_time()
        for article in articles:
            stage(article)
        if number:  # the first round compiles the patterns
            spent += time.process_time() - begin
            rounds += 1
        if spent >= seconds or number >= 50:
            break
    return rounds * characters / ARTICLE / spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--speed", action="store_true", help="measure articles a second as well")
    parser.add_argument("--errors", type=Path, help="write what went wrong to this file")
    options = parser.parse_args()
    stage = Dates(builtin_packs())
    errors: list[str] = []
    for folder in options.folders:
        documents = [read_timeml(path) for path in sorted(folder.glob("*.tml"))]
        if not documents:
            parser.error(f"{folder} holds no .tml file")
        tally = score(documents, stage, errors)
        print(f"{folder.name}: {len(documents)} articles, {tally['gold']} timexes, {tally['found']} found")
        for name in MEASURES:
            precision, recall = tally[name] / max(tally["found"], 1), tally[name] / max(tally["gold"], 1)
            f1 = 2 * precision * recall / (precision + recall) if tally[name] else 0.0
            print(f"  {name:8} P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1:5.1f}")
        if options.speed:
            print(f"  {speed(documents, stage):.0f} articles of {ARTICLE} characters a second, dates alone")
    if options.errors:
        options.errors.write_text("".join(line + "\n" for line in errors), encoding="utf-8")


if __name__ == "__main__":
    main()
