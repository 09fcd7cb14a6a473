"""The house: which module may import which, and that every list of the stages is the one list."""

from __future__ import annotations

import ast
import graphlib
import re
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from ceasefire_extract.stages import STAGES

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "ceasefire_extract"
ROOMS = [stage.home.partition(".")[0] for stage in STAGES]
ROOMS[ROOMS.index("claims") : ROOMS.index("claims")] = ["events", "context"]  # whose readers the claims run


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in PACKAGE.rglob("*.py")}


def imports_of(path: Path) -> set[str]:
    """The modules of this package that a module imports when it is imported; not those for types alone, and not those that a function imports."""
    package = path.relative_to(PACKAGE).parent.parts
    found: set[str] = set()
    for node in top_level(ast.parse(path.read_text(encoding="utf-8")).body):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = ".".join((*package[: len(package) - node.level + 1], *(node.module or "").split("."))).strip(".")
            for alias in node.names:
                inner = f"{base}.{alias.name}".strip(".")
                found.add(inner if inner in MODULES else base)
    return found - {name_of(path)}


def top_level(body: list[ast.stmt]) -> list[ast.stmt]:
    out: list[ast.stmt] = []
    for node in body:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, (ast.If, ast.Try)):
            out += top_level(node.body) + top_level(node.orelse)
        elif not isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            out.append(node)
    return out


GRAPH = {name: imports_of(path) for name, path in MODULES.items()}


def test_imports_have_no_circles() -> None:
    graphlib.TopologicalSorter(GRAPH).prepare()  # raises CycleError, which names the circle


def test_there_are_imports_to_be_looked_at() -> None:
    assert len(GRAPH) > 100
    assert "rules.packs" in GRAPH["rules.packs"] | GRAPH["stages.claims.stage"]


@pytest.mark.parametrize("room", ROOMS)
def test_stage_imports_no_later_one(room: str) -> None:
    later = ROOMS[ROOMS.index(room) + 1 :]
    for name, imported in GRAPH.items():
        if name.startswith(f"stages.{room}."):
            wrong = [one for one in imported if any(one.startswith(f"stages.{other}") for other in later)]
            assert not wrong, f"{name} imports {wrong}"


@pytest.mark.parametrize("room", ["text", "rules", "models", "errors"])
def test_tools_know_nothing_of_the_stages(room: str) -> None:
    for name, imported in GRAPH.items():
        if name == room or name.startswith(f"{room}."):
            assert not [
                one for one in imported if one.partition(".")[0] in ("stages", "readers", "writers", "batch", "cli")
            ]


def test_no_stage_knows_spacy() -> None:
    for name, path in MODULES.items():
        if name.startswith("stages."):
            imports = top_level(ast.parse(path.read_text(encoding="utf-8")).body)
            assert not [one for one in imports if "spacy" in ast.unparse(one)], name


def test_stages_are_the_entry_points() -> None:
    ours = {
        point.name: point.value
        for point in entry_points(group="spacy_factories")
        if point.name.startswith("ceasefire_")
    }
    assert ours == {stage.component: f"ceasefire_extract.components:make_{stage.name}" for stage in STAGES}


def test_architecture_names_the_stages_in_their_order() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    drawn = re.search(r"document ─▶.*?\n\n", text, re.DOTALL)
    assert drawn is not None
    assert re.findall(r"[a-z]+", drawn[0])[: len(STAGES)] == [stage.name for stage in STAGES]


def test_architecture_names_every_room() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = sorted(path.name for path in PACKAGE.iterdir() if path.is_dir() and (path / "__init__.py").exists())
    assert [room for room in rooms if f"`{room}/" not in text] == []
    assert [room for room in ROOMS if f"`{room}/`" not in text] == []
