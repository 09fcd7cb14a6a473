"""The stages that an article goes through, in their order: the one list that the pipeline, its entry points and the documents are held to.

A stage is a class in the room of its name, made once from the packs and then called with an `Article` (article.py), on which it sets its finds.
It may import what an earlier room has, never a later one. None of them knows spaCy: components.py makes a component of each.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ..article import Article
    from ..rules.packs import Packs

    Read = Callable[[Article], None]


class Stage(NamedTuple):
    """Where a stage lives, and what it sets and needs, in spaCy's terms (`Language.factory`). `finds`: what docs.share writes after it (warnings always)."""

    name: str
    home: str  # module:class, within this package
    finds: tuple[str, ...]
    assigns: tuple[str, ...]
    requires: tuple[str, ...] = ()

    @property
    def component(self) -> str:
        """Its name in a spaCy pipeline."""
        return f"ceasefire_{self.name}"


_MENTIONS = ("doc.spans", "doc.ents")
STAGES = (
    Stage(
        "document", "document.stage:Facts", finds=("sentences", "document"),
        assigns=("token.is_sent_start", "doc._.published", "doc._.title", "doc._.document", "doc._.warnings"),
    ),
    Stage(
        "parties", "parties.stage:Parties", finds=("parties", "references"),
        assigns=(*_MENTIONS, "span._.party", "doc._.references"), requires=("token.is_sent_start", "doc._.published"),
    ),
    Stage(
        "dates", "dates.stage:Dates", finds=("dates", "trapped"),
        assigns=(*_MENTIONS, "span._.date", "doc._.trapped"), requires=("doc._.published", "span._.party"),
    ),
    Stage(
        "counts", "counts.stage:Counts", finds=("counts", "trapped"),
        assigns=(*_MENTIONS, "span._.count", "doc._.trapped"), requires=("span._.party", "span._.date"),
    ),
    Stage(
        "phases", "phases.stage:Phases", finds=("phases", "trapped"),
        assigns=(*_MENTIONS, "span._.phase", "doc._.trapped"), requires=("span._.date", "span._.count"),
    ),
    Stage(
        "places", "places.stage:Places", finds=("places",),
        assigns=(*_MENTIONS, "span._.place"), requires=("span._.party", "span._.date", "span._.count", "span._.phase"),
    ),
    Stage(
        "syntax", "syntax.stage:SyntaxReader", finds=(), assigns=("doc._.syntax",),
        requires=("span._.party", "span._.date", "span._.count", "span._.phase"),
    ),
    Stage(
        "statements", "statements.stage:Statements", finds=("statements",),
        assigns=("doc._.statements",), requires=("span._.party", "doc._.references"),
    ),
    Stage(
        "claims", "claims.stage:Claims", finds=("claims",),
        assigns=("doc._.claims",),
        requires=(
            "span._.party", "span._.date", "span._.count", "span._.phase", "span._.place", "doc._.syntax", "doc._.statements",
        ),
    ),
    Stage(
        "happenings", "happenings.stage:Happenings", finds=("happenings",),
        assigns=("doc._.happenings",), requires=("doc._.claims", "doc._.published"),
    ),
)  # fmt: skip


def make_stage(stage: Stage, packs: Packs) -> Read:
    """One stage, ready to be called with an article that the ones before it have read."""
    module, name = stage.home.split(":")
    made: Read = getattr(import_module(f".{module}", __name__), name)(packs)
    return made


@functools.cache
def builtin_stages() -> dict[str, Read]:
    """All stages by name over the built-in packs, made once and kept from one run to the next (rules/cache.py)."""
    from ..rules.cache import cached_stages
    from ..rules.folders import builtin_folder, pack_files
    from ..rules.loading import builtin_packs

    return cached_stages(pack_files(builtin_folder()), lambda: stages_of(builtin_packs()))


def stages_of(packs: Packs) -> dict[str, Read]:
    """All stages by name, made of packs at hand."""
    return {stage.name: make_stage(stage, packs) for stage in STAGES}
