"""`--out`: parts, what a later run does, and what a kill at any moment leaves."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from ceasefire_extract.batch import parts
from ceasefire_extract.batch.results import Done, Results
from ceasefire_extract.batch.run import Stopped, in_this_process
from ceasefire_extract.batch.storage import Local
from ceasefire_extract.batch.work import Result, Settings
from ceasefire_extract.errors import UsageError
from ceasefire_extract.readers.inputs import read_inputs
from conftest import Command
from work_of_tests import Echo

TRUCE = "The Free Aceh Movement released 12 prisoners on Tuesday.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(parts, "PART_PIECES", 10)
    return tmp_path


def write(number: int, name: str = "news.jsonl", start: int = 0) -> None:
    lines = [json.dumps({"text": f"text {at}", "id": f"n{at}"}) + "\n" for at in range(start, start + number)]
    Path(name).write_text("".join(lines))


class Run:
    """A run over some inputs, with the pieces that were worked on."""

    def __init__(
        self, *paths: str, out: str = "out", settings: Settings | None = None, fail: str = "", **how: bool
    ) -> None:
        self.read: list[str] = []

        def work(piece: Any) -> Result:
            self.read.append(piece.place)
            if piece.place == fail:
                return Result(piece.place, piece.id, error="crash", message=f"{piece.place}: crashed")
            return Echo()(piece)

        storage = Local(Path(out))
        try:
            run = Results(storage, settings or Settings(), **how)
            self.done: Done = run.run(read_inputs(paths or ["news.jsonl"]).pieces, in_this_process(work))
        finally:
            storage._lock.close()


def files(out: str = "out") -> dict[str, bytes]:
    """What a user sees of a folder of results, but the manifest, which tells in what order things happened."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(Path(out).rglob("*"))
        if path.is_file() and not path.relative_to(out).as_posix().startswith((".", "manifest"))
    }


def text_of(out: str = "out") -> bytes:
    return b"".join(data for name, data in files(out).items() if name.startswith("parts/"))


def test_parts_in_the_order_of_the_input_then_manifest_and_summary(folder: Path) -> None:
    write(25)
    Run()
    names = sorted(path.name for path in Path("out/parts").iterdir())
    assert [name[:12] for name in names] == ["part-0000000", "part-0000001", "part-0000002"]
    assert text_of().count(b"\n\n") == 25
    lines = [json.loads(line) for line in Path("out/manifest.jsonl").read_text().splitlines()]
    assert [(line["first"], line["last"], line["articles"]) for line in lines][1] == (
        "news.jsonl:11",
        "news.jsonl:20",
        10,
    )
    summary = json.loads(Path("out/summary.json").read_text())
    assert (summary["articles"], summary["errors"], summary["claims"], summary["parts"]) == (25, 0, 25, 3)
    assert Path("out/errors.jsonl").read_text() == ""


def test_nothing_is_done_twice(folder: Path) -> None:
    write(25)
    first = Run()
    before = files()
    second = Run()
    assert (len(first.read), second.read, second.done.articles_before) == (25, [], 25)
    assert files() == before


def test_only_what_is_new_or_changed_is_read_wherever_it_stands(folder: Path) -> None:
    Path("news").mkdir()
    for at in range(35):
        Path(f"news/{at:02}.txt").write_text(f"text {at}")
    Run("news")
    Path("news/05.txt").write_text("another text")
    Path("news/12a.txt").write_text("a new text")
    Path("news/20.txt").unlink()
    again = Run("news")
    assert sorted(again.read) == ["news/05.txt", "news/12a.txt"]
    assert (again.done.articles, again.done.articles_before) == (2, 33)
    Run("news", out="fresh")
    assert files() == files("fresh")  # old parts are gone
    assert (again.done.parts, again.done.removed) == (3, 3)


def test_lines_added_at_the_end_change_the_last_part_alone(folder: Path) -> None:
    write(25)
    Run()
    before = files()
    write(27)
    again = Run()
    assert again.read == ["news.jsonl:26", "news.jsonl:27"]
    assert [name in files() for name in before if name.startswith("parts")] == [True, True, False]


@pytest.mark.parametrize("harm", [lambda path: path.unlink(), lambda path: path.write_bytes(path.read_bytes()[:-9])])
def test_part_that_is_gone_or_cut_is_made_again(folder: Path, harm: Any) -> None:
    write(25)
    Run()
    before = files()
    harm(sorted(Path("out/parts").iterdir())[1])
    assert len(Run().read) == 10
    assert files() == before


def test_other_options_and_another_version_read_everything_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(5)
    Run()
    assert len(Run(settings=Settings(title="T")).read) == 5
    assert len(Run(settings=Settings(title="T")).read) == 0
    monkeypatch.setattr("ceasefire_extract.__version__", "9.9.9")
    assert len(Run(settings=Settings(title="T")).read) == 5


def test_changed_pack_reads_everything_again(folder: Path) -> None:
    write(5)
    Path("packs").mkdir()
    Path("packs/mine.yaml").write_text("stage: dates\n")
    settings = Settings(patterns=("packs",))
    assert [len(Run(settings=settings).read) for _ in range(2)] == [5, 0]
    Path("packs/mine.yaml").write_text("stage: counts\n")
    assert len(Run(settings=settings).read) == 5


def test_failed_articles_are_noted_and_read_again_when_asked(folder: Path) -> None:
    write(25)
    Path("news.jsonl").write_text(
        Path("news.jsonl").read_text().replace('{"text": "text 13"', 'fail {"text": "text 13"')
    )
    assert Run().done.errors == 1
    error = json.loads(Path("out/errors.jsonl").read_text())
    assert (error["place"], error["kind"], error["part"][:18]) == ("news.jsonl:14", "input", "parts/part-0000001")
    before = files()
    again = Run()
    assert (again.read, again.done.errors) == ([], 1)
    assert Run(retry_failed=True).read == ["news.jsonl:14"]
    assert files() == before


def test_what_a_crash_cost_is_tried_again_by_the_next_run(folder: Path) -> None:
    write(25)
    assert Run(fail="news.jsonl:14").done.errors == 1
    again = Run()
    assert (again.read, again.done.errors) == (["news.jsonl:14"], 0)
    Run(out="fresh")
    assert files() == files("fresh")


def test_force_reads_everything(folder: Path) -> None:
    write(25)
    Run()
    assert len(Run(force=True).read) == 25


def test_fail_fast_keeps_what_was_done_before(folder: Path) -> None:
    write(25)
    with pytest.raises(Stopped):
        Run(fail="news.jsonl:14", fail_fast=True)
    assert [name[:18] for name in files()] == ["parts/part-0000000"]
    assert len(Run().read) == 15


def test_one_run_at_a_time(folder: Path) -> None:
    write(5)
    storage = Local(Path("out"))
    with pytest.raises(UsageError, match="another run is writing there"):
        Run()
    storage._lock.close()


def test_line_of_the_manifest_that_was_cut_off_is_passed_over(folder: Path) -> None:
    write(25)
    Run()
    before = files()
    manifest = Path("out/manifest.jsonl")
    manifest.write_bytes(manifest.read_bytes()[:-30])
    assert len(Run().read) == 5
    assert files() == before


def test_inputs_are_cut_by_size_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "PART_BYTES", 60)
    write(6)
    Run()
    assert len(list(Path("out/parts").iterdir())) == 3


def test_killed_at_random_moments_the_last_run_gives_what_an_undisturbed_one_does(folder: Path) -> None:
    """The process, and now and then one of its workers; the same with the pipeline and 2,000 articles is in benchmarks/kills.py."""
    write(400)
    words = [sys.executable, str(Path(__file__).with_name("kill_results.py")), "news.jsonl"]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]),
    }
    start = time.monotonic()
    subprocess.run([*words, "undisturbed", "2"], check=True, env=environment)
    took = time.monotonic() - start
    chance = random.Random(4)
    for at in range(8):
        process = subprocess.Popen([*words, "out", "2"], env=environment)
        time.sleep(chance.uniform(0.2, 0.9) * took)
        workers = _children(process.pid)
        if at % 3 == 2 and workers:
            os.kill(chance.choice(workers), signal.SIGKILL)
            time.sleep(chance.uniform(0.05, 0.3) * took)
        process.kill()
        process.wait()
    subprocess.run([*words, "out", "2"], check=True, env=environment)
    assert files() == files("undisturbed")
    assert not list(Path("out/parts").glob(".*"))


def _children(process: int) -> list[int]:
    try:
        return [int(word) for word in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


class TestCommand:
    """The whole way, with the pipeline."""

    def test_bytes_are_the_same_for_every_number_of_jobs_and_for_the_stream(
        self, extract: Command, folder: Path
    ) -> None:
        Path("news.jsonl").write_text(
            "".join(json.dumps({"text": TRUCE * (at % 4 + 1), "id": str(at)}) + "\n" for at in range(24))
        )
        stream = extract("news.jsonl").out
        assert extract("news.jsonl", "--jobs", "2").out == stream
        for jobs in ("1", "2"):
            done = extract("news.jsonl", "--out", f"out{jobs}", "--jobs", jobs)
            assert (done.status, done.out) == (0, b"")
            assert "24 articles read" in done.err
        assert files("out1") == files("out2")
        assert text_of("out1") == stream

    @pytest.mark.parametrize("form", ["claims", "csv", "parquet"])
    def test_forms(self, extract: Command, folder: Path, form: str) -> None:
        if form == "parquet":
            pytest.importorskip("pyarrow")
        Path("news.jsonl").write_text("".join(json.dumps({"text": TRUCE}) + "\n" for _ in range(12)))
        assert extract("news.jsonl", "--out", "out", "--format", form).status == 0
        made = sorted(Path("out/parts").iterdir())
        assert len(made) == 2
        if form == "parquet":
            from pyarrow import parquet

            assert [parquet.read_table(part).num_rows for part in made] == [10, 2]
            assert extract("news.jsonl", "--format", form, "--output", "whole.parquet").status == 0
            assert parquet.read_table("whole.parquet").num_rows == 12
        else:
            assert [part.read_bytes().count(b"\n") for part in made] == ([11, 3] if form == "csv" else [10, 2])

    def test_results_in_the_folder_that_is_read_are_no_input(self, extract: Command, folder: Path) -> None:
        Path("aceh.txt").write_text(TRUCE)
        assert extract(".", "--out", "results").status == 0
        assert "0 articles read" in extract(".", "--out", "results").err
        done = extract(".", "--format", "claims")
        assert [line["document"]["id"] for line in done.lines] == ["aceh"]
        assert done.err == "extract: skipped results: an earlier output of this tool\n"

    def test_article_that_takes_too_long_costs_itself_alone(self, extract: Command, folder: Path) -> None:
        texts = [TRUCE, TRUCE * 20_000, TRUCE]
        Path("news.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
        done = extract("news.jsonl", "--timeout", "1.5")
        assert done.status == 1
        assert done.err == "extract: news.jsonl:2: took longer than 1.5 seconds and was stopped\n"
        assert [line["document"]["id"] for line in done.lines] == ["news.jsonl:1", "news.jsonl:3"]

    def test_fail_fast_of_a_stream(self, extract: Command, folder: Path) -> None:
        done = extract("-", "--fail-fast", "--output", "out.jsonl", stdin=json.dumps({"text": TRUCE}) + "\n{broken\n")
        assert (done.status, done.err.count("\n")) == (1, 2)
        assert not Path("out.jsonl").exists()

    @pytest.mark.parametrize(
        "words",
        [("--out", ""), ("--out", "o", "--output", "p"), ("--force",), ("--retry-failed",), ("--out", "file/o"), ("--out", "o", "--format", "table"), ("--jobs", "-1")],
    )  # fmt: skip
    def test_wrong_usage(self, extract: Command, folder: Path, words: tuple[str, ...]) -> None:
        Path("file").write_text("")
        done = extract(*words, stdin=TRUCE)
        assert (done.status, done.out) == (2, b"")

    def test_stream_of_two_jobs_answers_article_by_article(self) -> None:
        process = subprocess.Popen(
            [sys.executable, "-m", "ceasefire_extract", "-", "--jobs", "2"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        for name in ("first", "second"):
            process.stdin.write(json.dumps({"id": name, "text": TRUCE}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["document"]["id"] == name  # while the stream is still open
        process.stdin.close()
        assert process.stdout.read() == b""
        process.stdout.close()
        assert process.wait() == 0

    def test_interrupt_ends_cleanly(self, folder: Path) -> None:
        Path("news.jsonl").write_text("".join(json.dumps({"text": TRUCE * 50}) + "\n" for _ in range(2000)))
        process = subprocess.Popen(
            [sys.executable, "-m", "ceasefire_extract", "news.jsonl", "--out", "out", "--jobs", "2"],
            stderr=subprocess.PIPE,
        )
        assert process.stderr is not None
        while not list(Path("out/parts").glob("*")) if Path("out/parts").exists() else True:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        said = process.stderr.read().decode()
        process.stderr.close()
        assert (process.wait(), said.count("\n")) == (130, 1)
        assert "run again to go on" in said
        assert not list(Path("out/parts").glob(".*"))
