"""Holds the extractor against the passages of data/claims.yaml.

    python tests/claims_report.py [--list missed|spurious|wrong]

An expected claim is found where the extractor has a claim of the same event in the sentence of the expected trigger; of
several, the one whose trigger overlaps, else the nearest. Slots are compared as wholes over the claims found: their
absence counts too, and `stated` is the share right where either side says anything at all.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

import ceasefire_extract

TABLE = Path(__file__).parent / "data" / "claims.yaml"
KINDS = ("missed", "spurious", "wrong")
ROLES = ("actors", "targets", "mediators")
MENTIONS = ("counts", "dates", "phases")
SLOTS = ("status", "polarity", "aspect", *ROLES, *MENTIONS, "source")
#: What a slot holds where the table leaves it out.
DEFAULTS: dict[str, Any] = {"polarity": "positive", **dict.fromkeys(ROLES + MENTIONS, ())}


def passages() -> list[dict[str, Any]]:
    """The table: one item a passage, each with `text`, `claims`, and perhaps `published`."""
    items: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return items


def occurrences(quoted: str, text: str) -> list[tuple[int, int]]:
    """Where `text` has the quoted words as whole words: code-point offsets, end exclusive."""
    return [m.span() for m in re.finditer(rf"(?<!\w){re.escape(quoted)}(?!\w)", text)]


def located(passage: dict[str, Any]) -> list[tuple[dict[str, Any], int, int]]:
    """Each expected claim with the span of its trigger.

    Two claims of one event with the same trigger stand for its successive occurrences; `nth` (from 1) names another.
    Raises ValueError where the passage does not have the trigger.
    """
    seen: Counter[tuple[str, str]] = Counter()
    out = []
    for claim in passage["claims"]:
        key = claim["event"], claim["trigger"]
        seen[key] += 1
        spans = occurrences(claim["trigger"], passage["text"])
        nth = claim.get("nth", seen[key])
        if nth > len(spans):
            raise ValueError(f"trigger {claim['trigger']!r} (number {nth}) is not in: {passage['text'][:60]}")
        out.append((claim, *spans[nth - 1]))
    return out


def overlaps(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def expected_slot(claim: dict[str, Any], slot: str) -> Any:
    return claim.get(slot, DEFAULTS.get(slot))


def same_mentions(quoted: Iterable[str], found: list[Any], text: str) -> bool:
    """Whether the mentions found lie one to one on the words quoted."""
    left = list(found)
    for words in quoted:
        spans = occurrences(words, text)
        hit = next((m for m in left if any(overlaps((m.start, m.end), span) for span in spans)), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left


def plain(words: str) -> str:
    return re.sub(r"^(the|an?|its|their) ", "", words.lower().replace("’", "'").strip(" .,;:\"'“”"))


def same_source(expected: dict[str, Any] | None, found: Any) -> bool:
    if expected is None or found is None:
        return expected is None and found is None
    if expected.get("party") or found.party:
        return bool(expected.get("party") == found.party)
    a, b = plain(expected["text"]), plain(found.text)
    return a in b or b in a


def right(claim: dict[str, Any], found: Any, slot: str, text: str) -> bool:
    """Whether the claim found has what is expected in the slot, no more and no less."""
    want, have = expected_slot(claim, slot), getattr(found, slot)
    if slot in MENTIONS:
        return same_mentions(want, have, text)
    if slot in ROLES:
        return set(want) == set(have)
    if slot == "source":
        return same_source(want, have)
    return bool(want == have)


def shown(slot: str, value: Any) -> str:
    """A slot's value in a few words, for the list of errors."""
    if slot in MENTIONS:
        return str([getattr(m, "text", m) for m in value])
    if slot in ROLES:
        return str(sorted(value))
    if slot == "source" and value is not None and not isinstance(value, dict):
        return f"{value.text!r} ({value.party})"
    return str(value)


@dataclass
class Report:
    """Counts over the table, and the errors in its order as (kind, group, words)."""

    expected: int = 0
    found: int = 0
    paired: int = 0
    exact: int = 0
    right: Counter[str] = field(default_factory=Counter)
    stated: Counter[str] = field(default_factory=Counter)
    stated_right: Counter[str] = field(default_factory=Counter)
    errors: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.paired / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.paired / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.paired / (self.found + self.expected) if self.found + self.expected else 0.0

    def accuracy(self, slot: str) -> float:
        return self.right[slot] / self.paired if self.paired else 0.0

    def lines(self) -> Iterator[str]:
        yield f"claims     P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}   expected {self.expected}, found {self.found}"
        yield f"exact      {self.exact} of {self.paired} claims found have every slot right"
        for slot in SLOTS:
            stated = f"{self.stated_right[slot]} of {self.stated[slot]} where stated"
            yield f"{slot:10} {self.accuracy(slot):.3f}   {stated}"


def pairs(expected: list[tuple[dict[str, Any], int, int]], found: list[Any]) -> list[tuple[int, int]]:
    """One-to-one pairs of indices: overlapping triggers first, then the nearest."""
    ranked = []
    for i, (claim, start, end) in enumerate(expected):
        for j, other in enumerate(found):
            if other.event == claim["event"] and other.sentence.start <= start < other.sentence.end:
                apart = not overlaps((start, end), (other.trigger.start, other.trigger.end))
                ranked.append((apart, abs(other.trigger.start - start), i, j))
    out: dict[int, int] = {}
    for _, _, i, j in sorted(ranked):
        if i not in out and j not in out.values():
            out[i] = j
    return sorted(out.items())


def add(report: Report, passage: dict[str, Any]) -> None:
    """Extracts one passage and counts what came of it."""
    text = passage["text"]
    found = ceasefire_extract.extract(text, published=passage.get("published")).claims
    expected = located(passage)
    matched = pairs(expected, found)
    report.expected += len(expected)
    report.found += len(found)
    report.paired += len(matched)
    for i in sorted(set(range(len(expected))) - {i for i, _ in matched}):
        claim = expected[i][0]
        report.errors.append(("missed", claim["event"], f"{claim['trigger']!r} {claim['status']}  in  {text}"))
    for j in sorted(set(range(len(found))) - {j for _, j in matched}):
        extra = found[j]
        report.errors.append(
            ("spurious", extra.event, f"{extra.trigger.text!r} {extra.status} {extra.rules}  in  {text}")
        )
    for i, j in matched:
        claim, other = expected[i][0], found[j]
        wrong = [slot for slot in SLOTS if not right(claim, other, slot, text)]
        report.exact += not wrong
        for slot in SLOTS:
            ok = slot not in wrong
            report.right[slot] += ok
            if expected_slot(claim, slot) != DEFAULTS.get(slot) or getattr(other, slot) not in (DEFAULTS.get(slot), []):
                report.stated[slot] += 1
                report.stated_right[slot] += ok
        for slot in wrong:
            change = f"{shown(slot, expected_slot(claim, slot))} read as {shown(slot, getattr(other, slot))}"
            report.errors.append(("wrong", slot, f"{claim['event']} {claim['trigger']!r}: {change}  in  {text}"))


def measure(table: Iterable[dict[str, Any]]) -> Report:
    """The report over passages."""
    report = Report()
    for passage in table:
        add(report, passage)
    return report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", choices=KINDS, action="append", default=[], help="list these errors, grouped")
    args = parser.parse_args()
    table = passages()
    report = measure(table)
    for kind in args.list:
        for group in sorted({g for k, g, _ in report.errors if k == kind}):
            words = [w.replace("\n", " / ") for k, g, w in report.errors if (k, g) == (kind, group)]
            print(f"\n{kind} {group}: {len(words)}")
            print(*(f"  {w}" for w in words), sep="\n")
    silent = sum(not passage["claims"] for passage in table)
    print(f"\n{len(table)} passages, {silent} of them without a claim")
    print(*report.lines(), sep="\n")


if __name__ == "__main__":
    main()
