"""The syntax of data/syntax.yaml's sentences, the open vocabulary, and that no room of syntax or claims keeps words or events in code."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from ceasefire_extract import models
from ceasefire_extract.article import Article
from ceasefire_extract.rules.loading import builtin_packs
from ceasefire_extract.stages.syntax.lexicon import VerbLexicon
from syntax_report import groups_of, reader

SENTENCES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "syntax.yaml").read_text(encoding="utf-8")
)
STAGES = Path(__file__).parents[1] / "src" / "ceasefire_extract" / "stages"
ROOMS = [
    *sorted((STAGES / "syntax").glob("*.py")),
    *(STAGES / "claims" / f"{name}.py" for name in ("roles", "players", "mediators")),
]
OLDER = {"clauses.py", "verbs.py"}  # readers of an earlier day, for those that do not ask the syntax yet
EVENTS_IN_CODE = 10  # how often stages name an event; it only goes down


@pytest.fixture(scope="module")
def read() -> Callable[[str], Article]:
    return reader()


def _case(sentence: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason="a known gap", strict=True)] if sentence.get("gap") else []
    return pytest.param(sentence, id=sentence["text"][:60], marks=marks)


@pytest.mark.parametrize("sentence", [_case(sentence) for sentence in SENTENCES])
def test_sentence(read: Callable[[str], Article], sentence: dict[str, Any]) -> None:
    assert groups_of(read(sentence["text"])) == sentence["groups"]


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("struck", {"PAST": "strike", "PART": "strike"}),
        ("strikes", {"S": "strike"}),
        ("left", {"PAST": "leave", "PART": "leave"}),
        ("hit", {"BASE": "hit", "PAST": "hit", "PART": "hit"}),
        ("agreeing", {"ING": "agree"}),
        ("dying", {"ING": "die"}),
        ("using", {"ING": "use"}),
        ("died", {"PAST": "die", "PART": "die"}),
        ("carried", {"PAST": "carry", "PART": "carry"}),
        ("stopped", {"PAST": "stop", "PART": "stop"}),
        ("seized", {"PAST": "seize", "PART": "seize"}),
        ("thing", {}),
        ("ceasefire", {}),
    ],
)
def test_verb_forms(word: str, forms: dict[str, str]) -> None:
    assert VerbLexicon(builtin_packs()).forms(word) == forms


def test_nouns_among_verbs() -> None:
    verbs = VerbLexicon(builtin_packs())
    assert verbs.is_noun("attack")
    assert verbs.is_noun("talks")
    assert not verbs.is_noun("agree")
    assert not verbs.is_noun("believes")


def _word_lists(tree: ast.AST) -> Iterator[list[str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            yield [one.value for one in node.elts if isinstance(one, ast.Constant) and isinstance(one.value, str)]


@pytest.mark.parametrize("room", [room for room in ROOMS if room.name not in OLDER], ids=lambda room: room.name)
def test_no_words_in_code(room: Path) -> None:
    """A list of function words belongs into patterns/syntax."""
    packs = builtin_packs()
    names = (
        "DETERMINER",
        "PRONOUN",
        "PREPOSITION",
        "COORDINATOR",
        "SUBORDINATOR",
        "BE",
        "HAVE",
        "DO",
        "MODAL",
        "NOT",
        "ADVERB",
    )
    known = {word for name in names for word in packs.words[name]}
    for words in _word_lists(ast.parse(room.read_text(encoding="utf-8"))):
        assert len([word for word in words if word in known]) < 2, words


def test_events_are_data() -> None:
    """What is so of some events is told by patterns/events/frames.yaml, not by their names in code."""
    events = set(get_args(models.Event))
    named = 0
    for path in STAGES.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named += sum(isinstance(node, ast.Constant) and node.value in events for node in ast.walk(tree))
    assert named <= EVENTS_IN_CODE


def test_a_frame_for_each_event() -> None:
    assert set(builtin_packs().frames) == set(get_args(models.Event))
