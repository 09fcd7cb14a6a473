"""The stages as spaCy components, found by entry point (`spacy_factories`): any English pipeline can have them.

`nlp.add_pipe("ceasefire_document")`, then `ceasefire_parties`, `ceasefire_dates`, ... in the order of stages/. What a component finds stands on
the Doc (docs.py). Each has one setting, `patterns`: folders with packs of your own, added to the built-in ones; they travel with the pipeline
(`to_disk`, `to_bytes`).

spaCy imports this module whenever anybody makes a pipeline where this package is installed, so what the stages need is imported when one of them
is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import srsly
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry

from . import ruler
from .docs import KINDS, article_of, share
from .stages import STAGES, Stage

if TYPE_CHECKING:
    from .article import Article
    from .stages import Read
    from .text.tokenizer import SpacyTokenizer


class Component:
    """A stage as a component: it reads the Doc's article, and writes what it has found to the Doc.

    `own` are the user's packs (file -> YAML). They are read when they are first needed: PackError where one cannot be used.
    """

    def __init__(self, stage: Stage, folders: Sequence[str] = ()) -> None:
        self.stage = stage
        self.name = stage.component
        self._folders = folders
        self._own: dict[str, str] | None = None

    @property
    def own(self) -> dict[str, str]:
        if self._own is None:  # not before: a pipeline that was moved brings its packs, and the folders may be gone
            from .rules.loading import own_packs

            self._own = own_packs(self._folders)
        return self._own

    @own.setter
    def own(self, packs: Mapping[str, str]) -> None:
        self._own = dict(packs)
        self.__dict__.pop("read", None)

    @cached_property
    def read(self) -> Read:
        """The stage itself."""
        return _stages_with(tuple(self.own.items()))[self.stage.name]

    def __call__(self, doc: Doc) -> Doc:
        from .stages.crossing import leave_out_crossing

        article = article_of(doc)
        self.read(article)
        if ruler.NAME in doc.spans:
            for group in KINDS.keys() & set(self.stage.finds):
                ruler.add_ruled(doc, article, group, KINDS[group])
        leave_out_crossing(article)
        share(doc, article, (*self.stage.finds, "warnings"))
        return doc

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        packed: bytes = srsly.msgpack_dumps(self.own)
        return packed

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Component:
        self.own = srsly.msgpack_loads(data)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        srsly.write_json(Path(path).with_suffix(".json"), self.own)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Component:
        self.own = srsly.read_json(Path(path).with_suffix(".json"))
        return self


def article_read(nlp: Language, doc: Doc) -> Article:
    """A Doc's article, read by the pipeline.

    Where all its components are ours, nobody looks at the Doc before the article is done, and what is found is not written to it.
    """
    from .stages.crossing import leave_out_crossing

    ours = [component for _, component in nlp.pipeline if isinstance(component, Component)]
    if len(ours) < len(nlp.pipeline):
        return article_of(nlp(doc))
    article = article_of(doc)
    for component in ours:
        component.read(article)
        leave_out_crossing(article)
    return article


@lru_cache(maxsize=4)
def _stages_with(own: tuple[tuple[str, str], ...]) -> dict[str, Read]:
    """The stages over these packs, made once for all components of a pipeline."""
    from .rules.loading import packs_with
    from .stages import builtin_stages, stages_of

    return stages_of(packs_with(dict(own))) if own else builtin_stages()


def _factory_of(stage: Stage) -> Callable[..., Component]:
    """The entry point of a stage."""

    def make(nlp: Language, name: str, patterns: list[str]) -> Component:
        return Component(stage, patterns)

    Language.factory(
        stage.component, assigns=stage.assigns, requires=stage.requires, default_config={"patterns": []}, func=make
    )
    return make


def make_tokenizer() -> Callable[[Language], SpacyTokenizer]:
    """Entry point of `ceasefire_extract.Tokenizer.v1`."""
    from .text.tokenizer import SpacyTokenizer

    return lambda nlp: SpacyTokenizer(nlp.vocab, Doc)


(
    make_document, make_parties, make_dates, make_counts, make_phases, make_places, make_syntax, make_statements, make_claims, make_happenings
) = map(_factory_of, STAGES)  # fmt: skip
registry.tokenizers("ceasefire_extract.Tokenizer.v1", func=make_tokenizer)
