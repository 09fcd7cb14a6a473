"""Workers: the order of what they give, and what one that hangs or dies costs."""

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

import pytest

from ceasefire_extract.batch.cores import cores
from ceasefire_extract.batch.crew import Crew, WorkersFailed
from ceasefire_extract.batch.work import Result
from ceasefire_extract.errors import InputError, UsageError
from ceasefire_extract.readers.piece import Piece

WORK = "work_of_tests:Echo"


def tasks(*texts: str) -> Iterator[tuple[int, Piece | InputError]]:
    for number, text in enumerate(texts):
        yield number, Piece("text", text.encode(), f"p{number}", f"p{number}")


def results(crew: Crew, *texts: str) -> list[Result]:
    given = list(crew.map(tasks(*texts)))
    assert [tag for tag, _ in given] == list(range(len(texts)))
    return [result for _, result in given]


def test_results_come_in_the_order_of_the_tasks_whatever_each_takes() -> None:
    texts = [f"sleep {0.05 * (number % 3 == 0)} {number}" for number in range(30)] + ["x" * 3_000_000]
    with Crew(WORK, (), jobs=3) as crew:
        assert [result.data.decode() for result in results(crew, *texts)] == [f"{text}\n" for text in texts]
        assert results(crew, "again")[0].data == b"again\n"


def test_what_could_not_be_read_keeps_its_place_and_starts_no_worker() -> None:
    mixed: list[tuple[int, Piece | InputError]] = [(0, InputError("gone: no such file")), *tasks("a", "b")]
    with Crew(WORK, (), jobs=2) as crew:
        assert [result.message for _, result in crew.map(mixed[:1])] == ["gone: no such file"]
        assert crew._workers == []
        assert [result.error for _, result in crew.map(mixed)] == ["input", None, None]


def test_poison_costs_itself_alone() -> None:
    with Crew(WORK, (), jobs=2) as crew:
        given = results(crew, "a", "poison", "b", "c", "poison", "d")
    assert [result.error for result in given] == [None, "crash", None, None, "crash", None]
    assert given[1].message == "p1: ended 3 workers that read it (signal 9 each time; memory ran out, perhaps)"


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of a process's memory is Linux's")
def test_worker_out_of_memory_costs_the_article_alone() -> None:
    with Crew(WORK, (), jobs=2) as crew:
        given = results(crew, "a", "glut", "b", "c")
    assert [result.error for result in given] == [None, "crash", None, None]
    assert "memory ran out" in given[1].message


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of a process's memory is Linux's")
def test_article_that_fills_the_memory_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    line = "The rebels freed 12 prisoners on Tuesday in Goma.\n"
    for name, times in (("a", 1), ("b", 20_000), ("c", 1)):
        (tmp_path / f"{name}.txt").write_text(line * times)
    command = f"ulimit -v 450000; {sys.executable} -m ceasefire_extract {tmp_path} --jobs 2 --format jsonl"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[0] == "extract: b: memory ran out while it was read"
    assert ([json.loads(one)["document"]["id"] for one in done.stdout.splitlines()], done.returncode) == (["a", "c"], 1)


def test_what_hangs_is_stopped_and_the_rest_goes_on() -> None:
    with Crew(WORK, (), jobs=2, timeout=0.5) as crew:
        start = time.monotonic()
        given = results(crew, "a", "hang", "b", *"cdefgh", "hang " + "x" * 200_000, "y" * 2_000_000)
        assert time.monotonic() - start < 20
    assert [result.error for result in given].count("timeout") == 2
    assert given[1].message == "p1: took longer than 0.5 seconds and was stopped"
    assert len(given) == 11


def test_worker_killed_from_outside_costs_nothing() -> None:
    chance = iter([0.3, 0.2, 0.4, 0.3])
    with Crew(WORK, (), jobs=2) as crew:

        def kill() -> None:
            for pause in chance:
                time.sleep(pause)
                for worker in crew._workers[:1]:
                    os.kill(worker._process.pid, signal.SIGKILL)

        thread = threading.Thread(target=kill)
        thread.start()
        given = results(crew, *[f"sleep 0.02 {number}" for number in range(150)])
        thread.join()
    assert [result.error for result in given] == [None] * 150


def test_what_a_library_prints_does_not_come_between() -> None:
    with Crew(WORK, (), jobs=1) as crew:
        assert [result.data for result in results(crew, "chatty", "a")] == [b"chatty\n", b"a\n"]


def test_wrong_usage_in_a_worker_is_told_as_such() -> None:
    with Crew(WORK, ("wrong",), jobs=2) as crew, pytest.raises(UsageError, match="there is no such pack"):
        results(crew, "a")


def test_workers_that_never_start_end_the_run() -> None:
    with Crew(WORK, ("dies",), jobs=2) as crew, pytest.raises(WorkersFailed, match="the library is missing a part"):
        results(crew, "a")


def test_what_the_tasks_raise_is_raised() -> None:
    def broken() -> Iterator[tuple[int, Piece | InputError]]:
        yield from tasks("a")
        raise UsageError("no such format")

    with Crew(WORK, (), jobs=1) as crew, pytest.raises(UsageError, match="no such format"):
        list(crew.map(broken()))


def test_what_is_done_comes_out_while_the_stream_is_still_open() -> None:
    goes_on = threading.Event()

    def stream() -> Iterator[tuple[int, Piece | InputError]]:
        yield from tasks("a")
        assert goes_on.wait(60)  # nothing new until the first has come out

    with Crew(WORK, (), jobs=2) as crew:
        given = crew.map(stream())
        assert next(given)[1].data == b"a\n"
        goes_on.set()
        assert list(given) == []


def test_waiting_takes_no_time_of_its_own() -> None:
    with Crew(WORK, (), jobs=1) as crew:
        results(crew, "a")
        before = time.process_time()
        results(crew, "sleep 1.5")  # the tasks have ended, and their result is still to come
        assert time.process_time() - before < 0.5


def test_workers_end_with_the_crew() -> None:
    with Crew(WORK, (), jobs=2) as crew:
        results(crew, "a")
        processes = [worker._process for worker in crew._workers]
    assert all(process.poll() is not None for process in processes)


@pytest.mark.parametrize(
    ("quota", "most"), [("150000 100000", 2), ("50000 100000", 1), ("max 100000", None), ("?", None)]
)
def test_cores_are_those_of_the_quota(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quota: str, most: int | None
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)), raising=False)
    (tmp_path / "cpu.max").write_text(quota + "\n")
    assert cores(tmp_path) == (most or 8)


def test_cores_by_the_older_control_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)), raising=False)
    (tmp_path / "cpu").mkdir()
    (tmp_path / "cpu/cpu.cfs_quota_us").write_text("300000\n")
    (tmp_path / "cpu/cpu.cfs_period_us").write_text("100000\n")
    assert cores(tmp_path) == 3
