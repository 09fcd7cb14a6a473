"""The spaCy pipeline: blank English, our tokenizer, and one component a stage.

Each component is registered by entry point (`spacy_factories`), so that any English pipeline can have it:
`nlp.add_pipe("ceasefire_segment")`, then `ceasefire_parties`, `ceasefire_dates`, ... in the order of STAGES. They read
`doc._.published` (a date or None) and leave their finds in `doc._.ceasefire` (an Article) and `doc.spans["ceasefire"]`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry

from .article import Article, read_article
from .claims import Claims
from .mentions.counts import Counts
from .mentions.dates import Dates
from .mentions.parties import Parties
from .mentions.phases import Phases
from .packs import Packs, builtin_packs, load_packs
from .statements import Statements
from .tokens import SpacyTokenizer

Stage = Callable[[Article], None]
STAGES: dict[str, Callable[[Packs], Stage]] = {
    "ceasefire_parties": Parties,
    "ceasefire_dates": Dates,
    "ceasefire_counts": Counts,
    "ceasefire_phases": Phases,
    "ceasefire_statements": Statements,
    "ceasefire_claims": Claims,
}

for _name in ("published", "ceasefire"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)


class Component:
    """A stage as a spaCy component."""

    def __init__(self, name: str, stage: Stage) -> None:
        self.name = name
        self.stage = stage

    def __call__(self, doc: Doc) -> Doc:
        article = doc._.ceasefire
        if article is None:
            raise ValueError(f"{self.name}: put 'ceasefire_segment' before it in the pipeline")
        self.stage(article)
        return doc


def _segment(doc: Doc) -> Doc:
    published = doc._.published
    if isinstance(published, str):
        published = dt.date.fromisoformat(published)
    doc._.ceasefire = read_article(doc.text, published, doc.user_data.get("ceasefire_tokens"))
    return doc


def load(patterns: Iterable[str | Path] = (), *, without: Iterable[str] = ()) -> Language:
    """The whole pipeline. `patterns`: folders or files with packs of your own, added to the built-in ones; `without`: components to leave out.

    Raises PackError where a pack cannot be used.
    """
    folders = list(patterns)
    return pipeline_of(load_packs(*folders) if folders else builtin_packs(), without=without)


def pipeline_of(packs: Packs, *, without: Iterable[str] = ()) -> Language:
    """The whole pipeline over packs that are read already."""
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "ceasefire_extract.Tokenizer.v1"}}})
    nlp.max_length = 1_000_000_000  # linear in the text's length, and nothing is held for a parser
    nlp.add_pipe("ceasefire_segment")
    for name in STAGES:
        if name not in set(without):
            nlp.add_pipe(name, config={} if packs is builtin_packs() else {"packs": packs})
    return nlp


def make_tokenizer() -> Callable[[Language], SpacyTokenizer]:
    """Entry point of `ceasefire_extract.Tokenizer.v1`."""
    return lambda nlp: SpacyTokenizer(nlp.vocab, Doc)


def _factory(name: str) -> Callable[..., Component]:
    def make(nlp: Language, name: str, packs: Packs | None) -> Component:
        return Component(name, STAGES[factory](packs or builtin_packs()))

    factory = name
    Language.factory(name, default_config={"packs": None}, func=make)
    return make


Language.component("ceasefire_segment", func=_segment)
make_segmenter: Any = Language.get_factory_meta("ceasefire_segment")
make_parties = _factory("ceasefire_parties")
make_dates = _factory("ceasefire_dates")
make_counts = _factory("ceasefire_counts")
make_phases = _factory("ceasefire_phases")
make_statements = _factory("ceasefire_statements")
make_claims = _factory("ceasefire_claims")
registry.tokenizers("ceasefire_extract.Tokenizer.v1", func=make_tokenizer)
