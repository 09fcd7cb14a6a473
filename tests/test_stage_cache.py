"""The stages that are kept between runs: they read as those that are made anew, and a bad file is no error."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "Hamas agreed to release 33 hostages on Tuesday, an Egyptian official said."


def extraction(cache: str) -> str:
    """What a new process prints for the text, with this cache folder."""
    env = {**os.environ, "CEASEFIRE_EXTRACT_CACHE": cache}
    command = [sys.executable, "-m", "ceasefire_extract", "--published", "2025-02-04", "-"]
    done = subprocess.run(command, input=TEXT, env=env, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    return done.stdout


@pytest.fixture(scope="module")
def plain() -> str:
    """Without a cache."""
    return extraction("")


def test_second_run_reads_what_the_first_kept(tmp_path: Path, plain: str) -> None:
    assert extraction(str(tmp_path)) == plain
    (kept,) = tmp_path.iterdir()
    changed = kept.stat().st_mtime_ns
    assert extraction(str(tmp_path)) == plain
    assert kept.stat().st_mtime_ns == changed


def test_file_that_is_no_pickle_is_made_again(tmp_path: Path, plain: str) -> None:
    extraction(str(tmp_path))
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(b"no pickle")
    assert extraction(str(tmp_path)) == plain
    assert kept.stat().st_size > 10_000


def test_folder_that_cannot_be_written_is_no_error(tmp_path: Path, plain: str) -> None:
    taken = tmp_path / "a file, no folder"
    taken.write_text("")
    assert extraction(str(taken)) == plain


def test_no_folder_keeps_nothing(tmp_path: Path, plain: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert extraction("") == plain
    assert list(tmp_path.iterdir()) == []
