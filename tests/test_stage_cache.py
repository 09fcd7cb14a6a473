"""The stages that are kept between runs: they read as those that are made anew, and a bad file is no error."""

from __future__ import annotations

import hashlib
import os
import pickle
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ceasefire_extract.rules import cache

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
    (kept,) = tmp_path.glob("stages-*")
    changed = kept.stat().st_mtime_ns
    assert extraction(str(tmp_path)) == plain
    assert kept.stat().st_mtime_ns == changed


def test_file_that_is_no_pickle_is_made_again(tmp_path: Path, plain: str) -> None:
    extraction(str(tmp_path))
    (kept,) = tmp_path.glob("stages-*")
    kept.write_bytes(b"no pickle")
    assert extraction(str(tmp_path)) == plain
    assert kept.stat().st_size > 10_000


class Planted:
    """What runs when it is loaded."""

    def __init__(self, witness: Path) -> None:
        self.witness = witness

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.witness),)


def sealed(made: object) -> bytes:
    """A file that the cache would take for one of its own."""
    data = pickle.dumps(made)
    return cache._MAGIC + hashlib.sha256(data).digest() + data


def test_what_is_not_as_it_was_written_is_made_again(tmp_path: Path, plain: str) -> None:
    extraction(str(tmp_path))
    (kept,) = tmp_path.glob("stages-*")
    whole = kept.read_bytes()
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 1
    for broken in (
        bytes(flipped),
        whole[:-100],
        whole + b"x",
        pickle.dumps([]),
        pickle.dumps(Planted(tmp_path / "ran")),
    ):
        kept.write_bytes(broken)
        assert extraction(str(tmp_path)) == plain
        assert kept.read_bytes().startswith(cache._MAGIC)
        assert kept.stat().st_size > 1_000_000
    assert [file.name for file in tmp_path.glob("stages-*")] == [kept.name]


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="owners and modes are those of POSIX")
class TestStrangers:
    """Nothing is loaded that another user may have written, and nothing is kept where others may write."""

    @pytest.fixture
    def planted(self, tmp_path: Path) -> Path:
        """A file in a cache folder that runs when it is loaded."""
        folder = tmp_path / "cache"
        folder.mkdir(mode=0o700)
        file = folder / "stages-x.pickle"
        file.write_bytes(sealed(Planted(tmp_path / "ran")))
        file.chmod(0o600)
        return file

    def test_the_users_own_file_is_loaded(self, planted: Path, tmp_path: Path) -> None:
        cache._load(planted)
        assert (tmp_path / "ran").exists()  # so that the tests below mean something

    @pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
    def test_a_file_that_others_may_write_is_not_loaded(self, planted: Path, tmp_path: Path, mode: int) -> None:
        planted.chmod(mode)
        assert cache._load(planted) is None
        assert not (tmp_path / "ran").exists()

    @pytest.mark.parametrize("mode", [0o770, 0o777, 0o1777])
    def test_a_folder_that_others_may_write_to_is_no_cache(self, planted: Path, tmp_path: Path, mode: int) -> None:
        planted.parent.chmod(mode)
        assert cache._load(planted) is None
        cache._keep(planted.parent / "stages-y.pickle", {})
        assert [file.name for file in planted.parent.iterdir()] == ["stages-x.pickle"]
        assert not (tmp_path / "ran").exists()

    def test_a_file_of_another_user_is_not_loaded(
        self, planted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        owner = planted.stat().st_uid
        monkeypatch.setattr(os, "getuid", lambda: owner + 1)
        monkeypatch.setattr(cache, "_ROOT", owner + 2)
        assert cache._load(planted) is None
        assert not (tmp_path / "ran").exists()

    def test_a_link_is_not_followed(self, planted: Path, tmp_path: Path) -> None:
        link = planted.parent / "stages-link.pickle"
        link.symlink_to(planted)
        assert cache._load(link) is None

    def test_a_new_folder_is_the_users_alone(self, tmp_path: Path) -> None:
        old = os.umask(0)
        try:
            cache._keep(tmp_path / "new" / "stages-x.pickle", {"a": 1})
        finally:
            os.umask(old)
        assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
        assert cache._load(tmp_path / "new" / "stages-x.pickle") == {"a": 1}


def test_pythons_and_releases_used_in_turns_keep_their_files_and_old_parts_go(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    for number in range(6):
        cache._keep(folder / f"stages-{number}.pickle", {"number": number})
        os.utime(folder / f"stages-{number}.pickle", (number, number))
    for name, age in (("stages-old.part", 7200), ("stages-new.part", 0)):
        (folder / name).write_bytes(b"half")
        os.utime(folder / name, (time.time() - age, time.time() - age))
    cache._keep(folder / "stages-last.pickle", {})
    assert sorted(file.name for file in folder.iterdir()) == [
        "stages-3.pickle", "stages-4.pickle", "stages-5.pickle", "stages-last.pickle", "stages-new.part",
    ]  # fmt: skip


def test_folder_that_cannot_be_written_is_no_error(tmp_path: Path, plain: str) -> None:
    taken = tmp_path / "a file, no folder"
    taken.write_text("")
    assert extraction(str(taken)) == plain


def test_no_folder_keeps_nothing(tmp_path: Path, plain: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert extraction("") == plain
    assert list(tmp_path.iterdir()) == []


class TestPatterns:
    """Those that were compiled are kept too."""

    def test_second_run_takes_what_the_first_compiled(self, tmp_path: Path, plain: str) -> None:
        assert extraction(str(tmp_path)) == plain
        (kept,) = tmp_path.glob("patterns-*")
        changed = kept.stat().st_mtime_ns
        assert extraction(str(tmp_path)) == plain
        assert kept.stat().st_mtime_ns == changed  # nothing was compiled anew

    def test_what_another_process_kept_meanwhile_stays(self, tmp_path: Path) -> None:
        one, other = cache.CompiledPatterns(), cache.CompiledPatterns()
        for patterns, expression in ((one, "a+"), (other, "b+")):
            patterns.open(tmp_path / "cache" / "patterns-x.pickle")
            assert patterns(expression).fullmatch(expression[0] * 3)
        one.keep()
        other.keep()
        later = cache.CompiledPatterns()
        later.open(tmp_path / "cache" / "patterns-x.pickle")
        assert later("a+").fullmatch("aaa")
        assert later("b+").fullmatch("bbb")
        assert not later._new

    def test_a_broken_file_is_made_again(self, tmp_path: Path, plain: str) -> None:
        extraction(str(tmp_path))
        (kept,) = tmp_path.glob("patterns-*")
        for broken in (b"", b"no pickle", sealed([1]), kept.read_bytes()[:-1]):
            kept.write_bytes(broken)
            assert extraction(str(tmp_path)) == plain
            assert kept.stat().st_size > 10_000

    def test_a_planted_file_is_not_loaded(self, tmp_path: Path) -> None:
        file = tmp_path / "patterns-x.pickle"
        file.write_bytes(sealed(Planted(tmp_path / "ran")))
        file.chmod(0o666)
        cache.CompiledPatterns().open(file)
        assert not (tmp_path / "ran").exists()
