"""Reading takes time in proportion to a text's length, whatever piece it repeats."""

from __future__ import annotations

import math
import time

import ceasefire_extract as ce

from .texts import LETTERS, LINE_ENDS, MARKS, NUMBERS, SPACES

FEW, MANY = 5_000, 20_000  # times that a piece is repeated
MOST = 1.3  # the exponent: 1 is in proportion, 2 is quadratic
_QUICK = 0.25  # seconds: what takes no longer is not measured against anything
PIECES = [
    *LINE_ENDS, *SPACES, *MARKS, *(number for number in NUMBERS if len(number) < 12), *LETTERS,
    "“said ", "“said” ", '"he said ', "‘s ", "the ", "and ", "that ", "said ", "he said ", ", said", "U.S. ", "Iran ", "Iran-", "Iran, ", "A: ", "A: b\n", "Ana: Bo\n", "Q: ", "1. ",
    "(AB) ", "Iran (", "the group ", "they said ", "army ", "Minister ", "Minister Ana Costa ", "the spokesman ", "on Monday ", "the next day ", "12 ", "12 people ", "dozens ",
    "2 of 3 ", "phase 2 ", "the next phase ", "truce ", "the truce holds ", "if ", "not ", "which ", ", which ", "will ", "to ", "who ", "of the ", "after ", "'s ", "because ",
    "Hamas said Israel freed 3 on Monday. ", "“We agreed,” he said.\n\n", "“We agreed.\n\n", "He said, “we agreed. ", "Ana Costa: “Yes. ", "10:15 Talks resume\n", "| a | 12 |\n",
    "and Hamas freed 3 ", "the UN's ", "aa\nBb: ", "x (Hamas) ", "United Nations Special Envoy ", "A. ", "Al-", "5 and ", "5, ", "million ", "a ", "- ", "— said ", "“ ", "( ", "(a ",
]  # fmt: skip


def seconds(piece: str, times: int) -> float:
    text = piece * times
    ce.extract(piece)  # what is made or compiled once is no matter of length
    start = time.process_time()
    ce.extract(text, published="2025-02-04")
    return time.process_time() - start


def exponent(piece: str) -> float:
    """By which power of the length the time grows; of three measurements the least, for other processes disturb."""
    least = math.inf
    for _ in range(3):
        many = seconds(piece, MANY)
        if many <= _QUICK:
            return 0.0
        least = min(least, math.log(many / max(seconds(piece, FEW), 0.01), MANY / FEW))
        if least < MOST:
            break
    return least
