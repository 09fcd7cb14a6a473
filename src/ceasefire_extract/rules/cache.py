"""Keep the stages as the built-in packs make them: the next start loads them in a tenth of the time that reading and checking takes.

The file lies in the user's cache folder, named by a digest of every pack, of this package's code and of the Python version, so that a
changed pack or a new release is never read from an old file. `CEASEFIRE_EXTRACT_CACHE` names another folder; set to nothing, it turns the cache
off. A cache that cannot be read or written is no error: the packs are read as ever.
"""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

_UNREADABLE = (
    OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError, IndexError, KeyError, TypeError, ValueError,
)  # fmt: skip


def cached(files: Iterable[Path], make: Callable[[], T]) -> T:
    """What `make` makes of `files`: from the cache where it is there, else made and kept."""
    folder = _folder()
    if folder is None:
        return make()
    path = folder / f"stages-{_digest(files)}.pickle"
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
    digest = hashlib.sha256(f"{sys.version}".encode())
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
        with path.open("rb") as file:
            return pickle.load(file)
    except _UNREADABLE:
        return None
    finally:
        if collecting:
            gc.enable()


def _keep(path: Path, made: object) -> None:
    """Written beside and moved into place, so that a second process never reads half a file; older ones are removed."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix="stages-", suffix=".part", delete=False) as file:
            pickle.dump(made, file, protocol=pickle.HIGHEST_PROTOCOL)
        Path(file.name).replace(path)
        for other in path.parent.glob("stages-*.pickle"):
            if other != path:
                other.unlink(missing_ok=True)
    except (OSError, pickle.PicklingError):
        return
