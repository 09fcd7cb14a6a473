"""Kill a batch at random moments and see that nothing is lost: `python benchmarks/kills.py [KILLS] [ARTICLES] [--cluster]`.

Each round kills the process that keeps account, or one of its workers, with signal 9. A last run must give byte for byte what an undisturbed one
gives. `--cluster` works with a local Dask cluster.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from articles import articles

# Small parts, so that even a run that is killed early gets something done.
_RUN = "from ceasefire_extract.batch import parts; parts.PART_PIECES = 50\nif __name__ == '__main__':\n from ceasefire_extract.cli import main; main()\n"


def main() -> None:
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    kills, number = (*numbers, *(50, 2_000)[len(numbers) :])
    how = ["--cluster", "local"] if "--cluster" in sys.argv else []
    chance = random.Random(kills)
    with tempfile.TemporaryDirectory() as folder:
        news, script = Path(folder, "news.jsonl"), Path(folder, "run.py")
        script.write_text(_RUN)
        texts = articles(number, characters=400)
        news.write_text("".join(json.dumps({"text": text, "id": str(at)}) + "\n" for at, text in enumerate(texts)))

        def words(out: str) -> list[str]:
            return [
                sys.executable,
                str(script),
                str(news),
                "--out",
                str(Path(folder, out)),
                "--jobs",
                "2",
                "--quiet",
                *how,
            ]

        start = time.monotonic()
        subprocess.run(words("undisturbed"), check=True)
        took = time.monotonic() - start
        print(f"undisturbed: {number} articles in {took:.1f} s", flush=True)
        done, runs = {"main": 0, "worker": 0}, 0
        while sum(done.values()) < kills:
            process = subprocess.Popen(words("killed"))
            runs += 1
            while sum(done.values()) < kills and process.poll() is None:
                time.sleep(chance.uniform(0, took / (4 if how else 12)))  # a cluster takes seconds to start
                workers = _below(process.pid)
                if workers and chance.random() < 0.5:
                    done["worker"] += _kill(chance.choice(workers))
                elif chance.random() < 0.5:
                    done["main"] += _kill(process.pid)
                    process.wait()
            process.kill() if sum(done.values()) == kills and chance.random() < 0.5 else None
            process.wait()
        kept = len(list(Path(folder, "killed", "parts").glob("part-*")))
        subprocess.run(words("killed"), check=True)
        one, other = _files(Path(folder, "undisturbed")), _files(Path(folder, "killed"))
        print(f"{done} killed in {runs} runs, {kept} parts kept before the last; the same bytes: {one == other}")
        sys.exit(one != other)


def _files(folder: Path) -> dict[str, bytes]:
    """All but the manifest, which tells in what order things happened."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith((".", "manifest"))}


def _below(process: int) -> list[int]:
    """The processes that this one's threads have started, and theirs."""
    children: list[int] = []
    for listed in Path(f"/proc/{process}/task").glob("*/children"):
        with contextlib.suppress(OSError):  # gone meanwhile
            children += map(int, listed.read_text().split())
    return children + [grandchild for child in children for grandchild in _below(child)]


def _kill(process: int) -> int:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return 0
    return 1


if __name__ == "__main__":
    main()
