"""The same work elsewhere: storage by fsspec, a Dask cluster, and batches of records for other engines."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ceasefire_extract as ce
from ceasefire_extract.batch import parts
from ceasefire_extract.batch.results import Results
from ceasefire_extract.batch.run import in_this_process
from ceasefire_extract.batch.storage import storage_of
from ceasefire_extract.batch.work import Settings
from ceasefire_extract.readers.inputs import read_inputs
from ceasefire_extract.readers.piece import Piece
from conftest import ROOT, Command
from work_of_tests import Echo

TRUCE = "The Free Aceh Movement released 12 prisoners on Tuesday.\n"


@pytest.fixture
def memory() -> Iterator[Any]:
    fsspec = pytest.importorskip("fsspec")
    files = fsspec.filesystem("memory")
    files.store.clear()
    yield files
    files.store.clear()


class TestStorage:
    def run(self, out: str, **how: bool) -> int:
        run = Results(storage_of(out), Settings(), **how)
        return run.run(read_inputs(["memory://news"], leave_out=out).pieces, in_this_process(Echo())).articles

    def test_inputs_and_results_of_an_object_store(self, memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(parts, "PART_PIECES", 10)
        lines = "".join(json.dumps({"text": f"text {at}"}) + "\n" for at in range(24))
        memory.pipe("/news/2003/a.jsonl", lines.encode())
        memory.pipe("/news/b.txt", b"the last")
        memory.pipe("/news/map.png", b"x")
        assert self.run("memory://news/results") == 25
        assert self.run("memory://news/results") == 0
        memory.rm(memory.ls("/news/results/parts", detail=False)[1])
        assert self.run("memory://news/results") == 10
        summary = json.loads(memory.cat("/news/results/summary.json"))
        assert (summary["articles"], summary["parts"]) == (25, 3)
        whole = b"".join(memory.cat(part) for part in sorted(memory.ls("/news/results/parts", detail=False)))
        assert whole.endswith(b"the last\n")

    def test_command_reads_urls(self, memory: Any, extract: Command) -> None:
        memory.pipe("/news/aceh.txt", TRUCE.encode())
        memory.pipe("/news/b.jsonl", json.dumps({"text": TRUCE}).encode())
        done = extract("memory://news")
        assert [line["document"]["id"] for line in done.lines] == ["aceh", "memory:///news/b.jsonl:1"]
        assert extract("memory://news/*.jsonl").text.count("\n") == 1
        done = extract("memory://gone/a.txt")
        assert (done.status, done.err.count("\n")) == (1, 1)

    def test_what_has_no_package_is_wrong_usage(self, extract: Command) -> None:
        pytest.importorskip("fsspec")
        done = extract("nonesuch://bucket/a.txt")
        assert (done.status, done.err.count("\n")) == (2, 1)
        assert "nonesuch" in done.err

    def test_without_fsspec_the_extra_is_named(self, extract: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "fsspec", None)
        assert "pip install 'ceasefire-extract[cluster]'" in extract("s3://bucket/a.txt").err


class TestDask:
    def test_worker_killed_while_it_works_loses_and_doubles_nothing(self) -> None:
        pytest.importorskip("distributed")
        from ceasefire_extract.batch.cluster import Cluster

        pieces = [Piece("text", f"sleep 0.01 {at}".encode(), f"p{at}", f"p{at}") for at in range(400)]
        pieces[7] = Piece("text", b"poison", "p7", "p7")
        with Cluster("local", Settings(), jobs=2, timeout=30, work="work_of_tests:Echo") as cluster:

            def kill() -> None:
                for _ in range(2):
                    time.sleep(1)
                    processes = list(cluster._client.run(os.getpid).values())
                    os.kill(processes[0], signal.SIGKILL)

            thread = threading.Thread(target=kill)
            thread.start()
            results = list(cluster.map(enumerate(pieces)))
            thread.join()
        assert [tag for tag, _ in results] == list(range(400))
        assert [tag for tag, result in results if result.error] == [7]
        assert [result.data for tag, result in results if tag != 7] == [
            piece.data + b"\n" for piece in pieces if piece.place != "p7"
        ]

    def test_nobody_answers(self, extract: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        distributed = pytest.importorskip("distributed")

        def client(*_: object, **__: object) -> None:
            raise OSError("Timed out trying to connect")

        monkeypatch.setattr(distributed, "Client", client)
        done = extract("--cluster", "tcp://nowhere:8786", stdin=TRUCE)
        assert (done.status, done.err.count("\n")) == (2, 1)
        assert "no scheduler answers there" in done.err

    def test_without_dask_the_extra_is_named(self, extract: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "distributed", None)
        assert "pip install 'ceasefire-extract[cluster]'" in extract("--cluster", "local", stdin=TRUCE).err


class TestRecords:
    def test_row_for_each_record_whatever_is_wrong_with_it(self) -> None:
        rows = ce.extract_batch([{"text": TRUCE, "id": "a"}, {"title": "no text"}, {"body": "x", "date": "2003-01-09"}])
        assert [(row["id"], row["error"] is None) for row in rows] == [
            ("a", True),
            ("record 2", False),
            ("record 3", True),
        ]
        assert ce.Extraction.model_validate_json(rows[0]["extraction"] or "") == ce.extract(TRUCE, id="a")
        assert json.loads(rows[2]["extraction"] or "")["document"]["published"] == "2003-01-09"

    @pytest.mark.parametrize(("name", "library"), [("futures", None), ("spark", "pyspark"), ("ray", "ray")])
    def test_examples_of_the_documentation_run(self, tmp_path: Path, name: str, library: str | None) -> None:
        if library is not None:
            pytest.importorskip(library, reason=f"{library} is a thousand megabytes and no dependency of the tests")
            pytest.importorskip("pandas")
        text = (ROOT / "docs" / "archives.md").read_text(encoding="utf-8")
        (example,) = [block for block in text.split("```python\n")[1:] if block.startswith(f"# {name}.py")]
        (tmp_path / f"{name}.py").write_text(example.partition("```")[0])
        (tmp_path / "news.jsonl").write_text(
            "".join(json.dumps({"id": str(at), "text": TRUCE}) + "\n" for at in range(6))
        )
        environment = {**os.environ, "PYSPARK_PYTHON": sys.executable}
        words = [sys.executable, f"{name}.py"]
        done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        assert done.stdout.splitlines()[-1] == "6 read, 0 failed"
