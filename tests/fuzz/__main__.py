"""`python -m tests.fuzz`: read texts that nobody would write, and print the smallest of those that are not read as they must be.

python -m tests.fuzz --minutes 60             # one hour, from a seed of the clock
python -m tests.fuzz --inputs 300000 --seed 0 # texts 0 to 299,999
python -m tests.fuzz --growth                 # each piece of the alphabet, 5,000 and 20,000 times
"""

from __future__ import annotations

import argparse
import gc
import sys
import time

from .check import kind, problem, smallest
from .growth import MOST, PIECES, exponent
from .texts import text_of


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__.splitlines()[0])
    parser.add_argument("--inputs", type=int, help="how many texts")
    parser.add_argument("--minutes", type=float, default=1.0, help="how long, where --inputs is not given (default 1)")
    parser.add_argument("--seed", type=int, help="the number of the first text (default: from the clock)")
    parser.add_argument("--growth", action="store_true", help="measure how time grows with length instead")
    options = parser.parse_args()
    gc.freeze()
    if options.growth:
        return grow()
    first = options.seed if options.seed is not None else int(time.time()) * 1_000_000
    end = time.monotonic() + 60 * options.minutes
    seen: dict[str, str] = {}
    number = 0
    while number < options.inputs if options.inputs else time.monotonic() < end:
        text, published = text_of(first + number)
        said = problem(text, published)
        if said is not None and kind(said) not in seen:
            wanted = kind(said)
            small = smallest(text, lambda shorter: kind(problem(shorter, published) or "") == wanted)  # noqa: B023
            seen[wanted] = small
            print(f"seed {first + number}, published {published}: {said}\n    {small!r}", flush=True)
        number += 1
        if number % 5_000 == 0:
            print(f"{number:,} texts", file=sys.stderr, flush=True)
    print(f"{number:,} texts from seed {first}, {len(seen)} kinds of fault")
    return bool(seen)


def grow() -> int:
    steep = 0
    for piece in PIECES:
        power = exponent(piece)
        if power >= MOST:
            steep += 1
            print(f"{piece!r}: time grows with length to the power {power:.2f}", flush=True)
    print(f"{len(PIECES)} pieces, {steep} of them too steep")
    return bool(steep)


if __name__ == "__main__":
    sys.exit(main())
