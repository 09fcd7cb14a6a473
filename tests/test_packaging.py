"""The package as it is installed: a wheel in an empty environment, an editable install, and the packs found in both."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT

TEXT = "JUBA, 4 March 2025 - The government of South Sudan released 30 prisoners on Monday.\n"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made from the source distribution as an installer would make it."""
    made = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", made],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    unpacked = tmp_path_factory.mktemp("sdist")
    subprocess.run(
        [sys.executable, "-m", "tarfile", "-e", next(made.glob("*.tar.gz")), unpacked], check=True, capture_output=True
    )
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", made],
        cwd=next(unpacked.iterdir()),
        check=True,
        capture_output=True,
    )
    return next(made.glob("*.whl"))


def empty_environment(folder: Path) -> Path:
    """An environment with the dependencies in sight, but not the package under test; returns its Python."""
    venv.create(folder, with_pip=True, symlinks=True)
    python = folder / "bin" / "python"
    site = subprocess.run(
        [python, "-c", "import site; print(site.getsitepackages()[0])"], capture_output=True, text=True, check=True
    )
    # A .pth inside a folder named by a .pth is not read, so an editable install there stays out of sight.
    (Path(site.stdout.strip()) / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python


def check_installed(python: Path, elsewhere: Path) -> str:
    """Run the command from another folder; returns the folder that it found its packs in."""
    run = [python, "-I", "-m", "ceasefire_extract"]  # -I: nothing of the surroundings leads back to the checkout
    done = subprocess.run(run, input=TEXT.encode(), capture_output=True, cwd=elsewhere, check=False)
    assert done.returncode == 0, done.stderr.decode()
    output = json.loads(done.stdout)
    assert "release" in {claim["event"] for claim in output["claims"]}
    script = python.parent / "extract"
    listed = subprocess.run([script, "patterns"], capture_output=True, text=True, cwd=elsewhere, check=True)
    here = subprocess.run(
        [sys.executable, "-m", "ceasefire_extract", "patterns"], capture_output=True, text=True, check=True
    )
    assert listed.stdout == here.stdout != ""
    code = "from ceasefire_extract.rules.folders import builtin_folder; print(builtin_folder())"
    return subprocess.run(
        [python, "-I", "-c", code], capture_output=True, text=True, cwd=elsewhere, check=True
    ).stdout.strip()


def test_wheel_runs_in_an_empty_environment_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    python = empty_environment(tmp_path / "env")
    subprocess.run([python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", wheel], check=True)
    (tmp_path / "elsewhere").mkdir()
    folder = Path(check_installed(python, tmp_path / "elsewhere"))
    assert folder.is_relative_to(tmp_path / "env")
    run = [python, "-I", "-m", "ceasefire_extract", "-", "--format", "claims"]
    alone, together = (
        subprocess.run([*run, "--jobs", jobs], input=TEXT.encode(), capture_output=True, cwd=tmp_path, check=True)
        for jobs in ("1", "2")
    )
    assert together.stdout == alone.stdout != b""  # workers find the package that started them


def test_editable_install_finds_the_packs_beside_the_source(tmp_path: Path) -> None:
    """Not the copy that an editable install leaves in site-packages, which would grow stale."""
    python = empty_environment(tmp_path / "env")
    subprocess.run(
        [python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--no-build-isolation", "-e", ROOT],
        check=True,
    )
    (tmp_path / "elsewhere").mkdir()
    assert Path(check_installed(python, tmp_path / "elsewhere")) == ROOT / "patterns"


def test_wheel_holds_the_packs_the_types_and_the_licence_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    packs = {name.removeprefix("ceasefire_extract/patterns/") for name in names if name.endswith(".yaml")}
    assert (
        packs
        == {path.relative_to(ROOT / "patterns").as_posix() for path in (ROOT / "patterns").rglob("*.yaml")}
        != set()
    )
    assert "ceasefire_extract/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"ceasefire_extract"}


def test_version_is_the_one_in_the_metadata() -> None:
    from importlib.metadata import version

    import ceasefire_extract

    assert version("ceasefire-extract") == ceasefire_extract.__version__
