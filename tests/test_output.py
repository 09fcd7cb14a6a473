"""`--output` is whole or as it was before, whatever happens."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ceasefire_extract.errors import UsageError
from ceasefire_extract.writers.output import WholeFile, whole_file
from conftest import Command

TRUCE = "The Free Aceh Movement released 12 prisoners on Tuesday.\n"
OLD = b"what was there before\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["gone.txt"], 1),
        (["empty.txt"], 1),
        (["aceh.txt", "--published", "someday"], 2),
        (["aceh.txt", "--patterns", "gone"], 2),
        (["aceh.txt", "--format", "nonesuch"], 2),
        (["aceh.txt", "--input-format", "nonesuch"], 2),
    ],
)
def test_where_nothing_was_read_the_old_file_stays(
    extract: Command, folder: Path, words: list[str], status: int
) -> None:
    Path("aceh.txt").write_text(TRUCE)
    Path("empty.txt").write_text("")
    Path("out.json").write_bytes(OLD)
    done = extract(*words, "--output", "out.json")
    assert (done.status, done.err.count("\n")) == (status, 1)
    assert Path("out.json").read_bytes() == OLD
    assert names() == ["aceh.txt", "empty.txt", "out.json"]


def test_interrupted_run_leaves_the_old_file(folder: Path) -> None:
    Path("out.json").write_bytes(OLD)

    def interrupted() -> None:
        with whole_file(Path("out.json")) as output:
            output.write(b"half of it")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert Path("out.json").read_bytes() == OLD
    assert names() == ["out.json"]


def test_link_and_mode_of_the_old_file_are_kept(folder: Path) -> None:
    Path("real.json").write_bytes(OLD)
    Path("real.json").chmod(0o640)
    Path("out.json").symlink_to("real.json")
    with whole_file(Path("out.json")) as output:
        output.write(b"new\n")
    assert Path("out.json").is_symlink()
    assert Path("real.json").read_bytes() == b"new\n"
    assert Path("real.json").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("path", ["", ".", "folder", "gone/out.json", "file/out.json"])
def test_place_where_no_file_can_be_is_wrong_usage(folder: Path, extract: Command, path: str) -> None:
    Path("folder").mkdir()
    Path("file").write_text("")
    done = extract("--output", path, stdin=TRUCE)
    assert (done.status, done.out, done.err.count("\n")) == (2, b"", 1)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_folder_that_cannot_be_written_to(folder: Path) -> None:
    Path("locked").mkdir(mode=0o500)
    with pytest.raises(UsageError, match="cannot be written to"):
        WholeFile(Path("locked/out.json"))


@pytest.mark.parametrize(
    ("words", "stream", "error"),
    [
        ("aceh.txt", ">&-", "standard output is closed; name a file with --output"),
        ("compare aceh.txt", ">&-", "standard output is closed; name a file with --output"),
        ("to csv told.jsonl", ">&-", "standard output is closed; name a file with --output"),
        ("parties", ">&-", "extract parties: standard output is closed"),
        ("check-output told.jsonl", ">&-", "extract check-output: standard output is closed"),
        ("check-output -", "<&-", "there is no standard input"),
        ("-", "<&-", "stdin: there is no standard input"),
    ],
)
def test_closed_stream_is_one_line(folder: Path, words: str, stream: str, error: str) -> None:
    Path("aceh.txt").write_text(TRUCE)
    Path("told.jsonl").write_text("")
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m ceasefire_extract {words} {stream}"], capture_output=True, check=False
    )
    assert done.returncode in (1, 2)
    assert done.stderr.decode() == f"extract: {error}\n"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_any_moment_the_file_is_old_or_new_and_whole(folder: Path) -> None:
    versions = [bytes([65 + number]) * 300_000 for number in range(8)]
    target = Path("out.json")
    target.write_bytes(versions[0])
    chance = random.Random(5)
    for _ in range(50):
        child = os.fork()
        if child == 0:  # writes version after version until it is killed
            while True:
                for version in versions:
                    with whole_file(target) as output:
                        for at in range(0, len(version), 50_000):
                            output.write(version[at : at + 50_000])
        time.sleep(chance.uniform(0.001, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert target.read_bytes() in versions


def test_command_killed_at_any_moment(folder: Path) -> None:
    Path("news.jsonl").write_text((json.dumps({"text": TRUCE * 5}) + "\n") * 20)
    words = [sys.executable, "-m", "ceasefire_extract", "news.jsonl", "--output", "out.jsonl"]
    Path("out.jsonl").write_bytes(OLD)
    start = time.monotonic()
    subprocess.run([*words[:-1], "whole.jsonl"], check=True, capture_output=True)
    took, whole = time.monotonic() - start, Path("whole.jsonl").read_bytes()
    chance = random.Random(7)
    for _ in range(3):
        process = subprocess.Popen(words, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.3, 1) * took)
        process.kill()
        process.wait()
        assert Path("out.jsonl").read_bytes() in (OLD, whole)


def test_what_a_killed_run_left_is_removed_by_a_later_one(folder: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    left = Path(f".out.json.{process.pid}.part")
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    with whole_file(Path("out.json")) as output:
        output.write(b"whole")
    assert names() == ["out.json"]
