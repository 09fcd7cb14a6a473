"""The stages that an article goes through, in their order. They need no spaCy: pipeline.py makes components of them for those who have one.

That halves the time that a short article takes: `import spacy` alone is most of a second.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from ..article import Article, read_article
from ..rules.cache import cached
from .crossing import leave_out_crossing

if TYPE_CHECKING:
    from ..rules.packs import Packs

Stage = Callable[[Article], None]
STAGES = {  # name -> module and class; each is made from the packs, and sets its list on the article that it is called with
    "parties": (".parties.stage", "Parties"),
    "dates": (".dates.stage", "Dates"),
    "counts": (".counts.stage", "Counts"),
    "phases": (".phases.stage", "Phases"),
    "statements": (".statements.stage", "Statements"),
    "claims": (".claims.stage", "Claims"),
}


def make_stage(name: str, packs: Packs) -> Stage:
    """One stage, ready to be called with an article that the ones before it have read."""
    module, stage = STAGES[name]
    made: Stage = getattr(import_module(module, __name__), stage)(packs)
    return made


@functools.lru_cache(maxsize=4)
def stages_with(folders: tuple[str, ...] = ()) -> list[Stage]:
    """All stages over the built-in packs and those in `folders`, made once. Raises PackError where a pack cannot be used.

    Those of the built-in packs alone are kept from one run to the next (stage_cache.py).
    """
    from ..rules.packs import builtin_folder, builtin_packs, load_packs, pack_files

    def make(packs: Packs) -> list[Stage]:
        return [make_stage(name, packs) for name in STAGES]

    if folders:
        return make(load_packs(*folders))
    return cached(pack_files(builtin_folder()), lambda: make(builtin_packs()))


def read(text: str, published: dt.date | None, stages: Sequence[Stage]) -> Article:
    """An article that has gone through `stages`."""
    article = read_article(text, published)
    for stage in stages:
        stage(article)
        leave_out_crossing(article)
    return article
