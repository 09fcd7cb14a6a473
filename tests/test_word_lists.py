"""The word classes of the packs say each word once, and say words: a YAML reader that makes "no" a boolean would lose one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ceasefire_extract.rules.loading import builtin_packs

PACKS = sorted((Path(__file__).parents[1] / "patterns").rglob("*.yaml"))


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.stem)
def test_no_class_says_a_word_twice(pack: Path) -> None:
    data = yaml.load(pack.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # every scalar as it is written
    for key in ("lexicon", "verbs"):
        for name, words in (data.get(key) or {}).items():
            if isinstance(words, list):
                assert len(words) == len({word.lower() for word in words}), f"{name} says a word twice"


def test_no_word_has_become_a_boolean() -> None:
    for name, words in builtin_packs().lexicon.items():
        assert not {"true", "false"} & words.keys(), name
