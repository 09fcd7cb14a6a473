"""The stages that an article goes through, in their order. They need no spaCy: pipeline.py makes components of them for those who have one.

That halves the time that a short article takes: `import spacy` alone is most of a second.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from .article import Article, read_article

if TYPE_CHECKING:
    from .packs import Packs

Stage = Callable[[Article], None]
STAGES = {  # name -> module and class; each is made from the packs, and sets its list on the article that it is called with
    "parties": (".mentions.parties", "Parties"),
    "dates": (".mentions.dates", "Dates"),
    "counts": (".mentions.counts", "Counts"),
    "phases": (".mentions.phases", "Phases"),
    "statements": (".statements", "Statements"),
    "claims": (".claims", "Claims"),
}


def make_stage(name: str, packs: Packs) -> Stage:
    """One stage, ready to be called with an article that the ones before it have read."""
    module, stage = STAGES[name]
    made: Stage = getattr(import_module(module, __package__), stage)(packs)
    return made


@functools.lru_cache(maxsize=4)
def stages_with(folders: tuple[str, ...] = ()) -> list[Stage]:
    """All stages over the built-in packs and those in `folders`, made once. Raises PackError where a pack cannot be used."""
    from .packs import builtin_packs, load_packs

    packs = load_packs(*folders) if folders else builtin_packs()
    return [make_stage(name, packs) for name in STAGES]


def read(text: str, published: dt.date | None, stages: Sequence[Stage]) -> Article:
    """An article that has gone through `stages`."""
    article = read_article(text, published)
    for stage in stages:
        stage(article)
    return article
