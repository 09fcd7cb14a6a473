"""Where packs lie: the built-in ones, and those in a folder. No pack is read here, so that what needs none imports no YAML."""

from __future__ import annotations

from pathlib import Path

from ..errors import PackError


def builtin_folder() -> Path:
    """The packs shipped with the package: inside it in a wheel, beside `src/` in a checkout."""
    inside = Path(__file__).parents[1] / "patterns"
    if inside.is_dir():
        return inside
    beside = Path(__file__).parents[3] / "patterns"
    if beside.is_dir():
        return beside
    raise PackError("P00", str(inside), None, "the built-in patterns are missing", "install the package again")


def pack_files(folder: Path) -> list[Path]:
    """The packs in a folder and those below it, in the order of their names."""
    return sorted(path for suffix in ("*.yaml", "*.yml") for path in folder.rglob(suffix) if path.is_file())
