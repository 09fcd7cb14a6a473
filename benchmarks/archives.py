"""What a batch costs, in one run: `python benchmarks/archives.py [ARTICLES]`.

Articles a second with one process and with workers, what parts cost, how long a worker takes to start, memory, and growth with the length of a text. docs/archives.md
plans from these figures; compare those of one run on one quiet machine only.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from articles import articles


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    with tempfile.TemporaryDirectory() as folder:
        news = Path(folder, "news.jsonl")
        texts = articles(number)
        news.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
        size = news.stat().st_size
        short = Path(folder, "one.txt")
        short.write_text(texts[0])

        start = seconds(str(short))[0]
        worker = seconds(str(short), "--jobs", "1", "--timeout", "600")[0]
        print(
            f"one article as a process: {start:.2f} s; with a worker: {worker:.2f} s, so a worker starts in {worker - start / 2:.2f} s"
        )
        print(f"{number} articles of {len(texts[0])} characters, {size / 1e6:.1f} MB:")
        stream, memory = seconds(str(news), "--output", f"{folder}/out.jsonl")
        print(f"  a stream, one process   {number / (stream - start):6.1f} articles a second, {memory:.0f} MB at most")
        times = {}
        for jobs in (1, 2):
            times[jobs], memory = seconds(str(news), "--out", f"{folder}/out{jobs}", "--jobs", str(jobs))
            print(
                f"  --out --jobs {jobs}          {number / (times[jobs] - worker):6.1f} articles a second, {memory:.0f} MB at most a process"
            )
        print(
            f"  two jobs are {times[1] / times[2]:.2f} times one; parts and a worker cost {100 * (times[1] - worker) / (stream - start) - 100:.0f} % of a stream"
        )
        again, _ = seconds(str(news), "--out", f"{folder}/out2", "--jobs", "2")
        made = sum(path.stat().st_size for path in Path(folder, "out2", "parts").iterdir())
        print(
            f"  run again: {again:.2f} s; output {made / number / 1e3:.1f} kB an article, {made / size:.1f} times the input"
        )
        grow, _ = seconds(str(news), "--out", f"{folder}/claims", "--jobs", "2", "--format", "claims")
        made = sum(path.stat().st_size for path in Path(folder, "claims", "parts").iterdir())
        print(
            f"  --format claims: {number / (grow - worker):.1f} articles a second, {made / number / 1e3:.1f} kB an article"
        )
        print("growth with the length of a text:")
        before = 0.0
        for characters in (10_000, 100_000, 1_000_000, 5_000_000):
            (text,) = articles(1, characters=characters, seed=7)
            short.write_text(text)
            took, memory = seconds(str(short), "--output", f"{folder}/long.json")
            more = f", {(took - start) / before:.1f} times the one before" if before > 0.2 else ""
            before = took - start
            print(f"  {characters:9,} characters {before:7.2f} s, {memory:.0f} MB{more}", flush=True)


def seconds(*words: str) -> tuple[float, float]:
    """Wall clock of the command, and the most memory that any process has taken so far, in MB."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "ceasefire_extract", "--quiet", *words], check=True, stdout=subprocess.DEVNULL
    )
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return time.perf_counter() - start, most


if __name__ == "__main__":
    main()
