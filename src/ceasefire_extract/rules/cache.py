"""Keep the stages as the built-in packs make them, the patterns that were compiled, and the list of parties: the next start loads them in a tenth of the time.

The files lie in the user's cache folder, named by a digest of every pack, of this package's code and of the Python version, so that a
changed pack or a new release is never read from an old file. `CEASEFIRE_EXTRACT_CACHE` names another folder; set to nothing, it turns the cache
off. A cache that cannot be read, written or trusted is no error: the packs are read as ever.

They are pickles, and loading one runs what it says. So one is loaded only where nobody else can have written it (folder and file belong to the
user or to root, and others may not write), and only where its content is what was written (its own digest stands before it).
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import hashlib
import os
import pickle
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

_MAGIC = b"ceasefire-extract stages 1\n"
_DIGEST = hashlib.sha256().digest_size
_ROOT = 0  # who may write everywhere
_KEPT = 4  # files: of other Pythons and releases that are used in turns
_PART_AGE = 3600  # seconds: what is older was left by a process that was killed
_UNREADABLE = (
    OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError, IndexError, KeyError, TypeError, ValueError,
)  # fmt: skip


class CompiledPatterns:
    """Compiles a regular expression, or takes it as it was compiled in an earlier run: a hundredth of the time.

    The regex module pickles a pattern with its code. Each is kept as a pickle of its own, for an article needs a third of them.
    """

    def __init__(self) -> None:
        self._path: Path | None = None
        self._packed: dict[bytes, bytes] = {}  # digest of the expression -> the pickled pattern
        self._new: dict[bytes, Any] = {}

    def __call__(self, expression: str) -> Any:
        key = hashlib.blake2b(expression.encode("utf-8"), digest_size=16).digest()
        packed = self._packed.get(key)
        if packed is not None:
            return pickle.loads(packed)
        import regex  # compiles sets over a large alphabet three times as fast as re, and runs as fast

        made = self._new[key] = regex.compile(expression)
        return made

    def open(self, path: Path) -> None:
        """Take those kept at `path`, and keep there, when the process ends, what it has compiled besides."""
        self._path, found = path, _load(path)
        if isinstance(found, dict):
            self._packed = found
        atexit.register(self.keep)

    def keep(self) -> None:
        """Add what was compiled to what is kept now, by this process or another."""
        if self._path is not None and self._new:
            found = _load(self._path)
            kept = {key: pickle.dumps(made, pickle.HIGHEST_PROTOCOL) for key, made in self._new.items()}
            _keep(self._path, {**(found if isinstance(found, dict) else {}), **kept})
            self._new = {}


compiled = CompiledPatterns()


def cached_stages(files: Iterable[Path], make: Callable[[], T]) -> T:
    """The stages that `make` makes of `files`, as `cached` gives them; the patterns that they compile are kept too."""
    import regex

    folder = _folder()
    if folder is None:
        return make()
    digest = _digest(files)
    compiled.open(folder / f"patterns-{digest}-{regex.__version__}.pickle")
    return _kept(folder / f"stages-{digest}.pickle", make)


def cached(kind: str, files: Iterable[Path], make: Callable[[], T]) -> T:
    """What `make` makes of `files`: from the cache where it is there, else made and kept. `kind` is what it is called there."""
    folder = _folder()
    return make() if folder is None else _kept(folder / f"{kind}-{_digest(files)}.pickle", make)


def _kept(path: Path, make: Callable[[], T]) -> T:
    found = _load(path)
    if found is not None:
        return found  # type: ignore[no-any-return]
    made = make()
    _keep(path, made)
    return made


def _folder() -> Path | None:
    named = os.environ.get("CEASEFIRE_EXTRACT_CACHE")
    if named is not None:
        return Path(named) if named else None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        base = str(Path("~/Library/Caches").expanduser())
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    return Path(base) / "ceasefire-extract" if base and not base.startswith("~") else None


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256(sys.version.encode())
    code = sorted(Path(__file__).parents[1].rglob("*.py"))
    for file in [*code, *files]:
        data = file.read_bytes()
        digest.update(f"\0{file.name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()[:32]


def _load(path: Path) -> Any:
    collecting = gc.isenabled()
    gc.disable()  # many small objects at once: collecting in between doubles the time
    try:
        with _opened(path) as descriptor:
            if not (_is_ours(path.parent.stat()) and _is_ours(os.fstat(descriptor))):
                return None
            with open(descriptor, "rb", closefd=False) as file:
                data = memoryview(file.read())
        head = len(_MAGIC) + _DIGEST
        if data[: len(_MAGIC)] != _MAGIC or data[len(_MAGIC) : head] != hashlib.sha256(data[head:]).digest():
            return None
        return pickle.loads(data[head:])
    except _UNREADABLE:
        return None
    finally:
        if collecting:
            gc.enable()


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[int]:
    """The file itself, no link to another; what is looked at is what is read."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _is_ours(status: os.stat_result) -> bool:
    """Whether the user or root owns it, and nobody else may write to it. Windows keeps the user's folder to the user by itself."""
    if not hasattr(os, "getuid"):
        return True
    return status.st_uid in (_ROOT, os.getuid()) and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _keep(path: Path, made: object) -> None:
    """Written beside and moved into place, so that a second process never reads half a file; what is old is removed."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not _is_ours(path.parent.stat()):
            return
        data = pickle.dumps(made, protocol=pickle.HIGHEST_PROTOCOL)
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=f"{_kind(path)}-", suffix=".part", delete=False
        ) as file:
            file.write(_MAGIC + hashlib.sha256(data).digest() + data)
        Path(file.name).replace(path)
        _sweep(path.parent, _kind(path))
    except (OSError, pickle.PicklingError):
        return


def _kind(path: Path) -> str:
    """stages, patterns or parties: what a file holds."""
    return path.name.partition("-")[0]


def _sweep(folder: Path, kind: str) -> None:
    """Remove all but the latest files of a kind, and parts that a process left behind when it was killed."""
    kept = sorted(folder.glob(f"{kind}-*.pickle"), key=lambda file: file.stat().st_mtime, reverse=True)
    parts = [file for file in folder.glob(f"{kind}-*.part") if time.time() - file.stat().st_mtime > _PART_AGE]
    for file in [*kept[_KEPT:], *parts]:
        file.unlink(missing_ok=True)
