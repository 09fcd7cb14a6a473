"""One short article as a whole process, beside the least that spaCy takes: `python benchmarks/startup.py [RUNS]`.

The two take turns, so that what else the machine does falls on both. CPU seconds of the process; the median of all runs.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys

TEXT = b"JUBA, 4 March 2025 - The government freed 30 detainees on Monday, the United Nations said. Talks resume next week.\n"
COMMANDS = {
    "spacy.blank('en')": ["-c", "import spacy; spacy.blank('en')"],
    "extract": ["-m", "ceasefire_extract", "-"],
    "import spacy": ["-c", "import spacy"],
    "extract --help": ["-m", "ceasefire_extract", "--help"],
}


def seconds(words: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *words], input=TEXT, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(runs):
        for name, words in COMMANDS.items():
            taken[name].append(seconds(words))
    base = statistics.median(taken["spacy.blank('en')"])
    for name, times in taken.items():
        median = statistics.median(times)
        print(f"{name:28} {median:5.2f} s  {median / base:4.2f}x")


if __name__ == "__main__":
    main()
