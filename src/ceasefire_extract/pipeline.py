"""The spaCy pipeline: blank English, our tokenizer, and one component a stage.

Each component is registered by entry point (`spacy_factories`), so that any English pipeline can have it:
`nlp.add_pipe("ceasefire_segment")`, then `ceasefire_parties`, `ceasefire_dates`, ... in the order of stages/. They read
`doc._.published` (a date, ISO text or None) and leave their finds in `doc._.ceasefire` (an Article); `doc._.ceasefire_spans` are its mentions
as spaCy spans.

spaCy imports this module whenever anybody makes a pipeline where this package is installed, so what the stages need is imported when
one of them is made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry

if TYPE_CHECKING:
    from .article import Article
    from .rules.packs import Packs
    from .text.tokenizer import SpacyTokenizer

# A component's config must be JSON, so it names the folders of the packs. These are the packs themselves, where they are read already.
_packs_at_hand: ContextVar[Packs | None] = ContextVar("_packs_at_hand", default=None)


def load(patterns: Iterable[str | Path] = (), *, without: Iterable[str] = ()) -> Language:
    """The whole pipeline. `patterns`: folders or files with packs of your own, added to the built-in ones; `without`: components to leave out.

    Raises PackError where a pack cannot be used.
    """
    from .rules.packs import load_packs
    from .stages import STAGES

    folders = list(patterns)
    packs = load_packs(*folders) if folders else None

    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "ceasefire_extract.Tokenizer.v1"}}})
    nlp.max_length = 1_000_000_000  # linear in the text's length, and nothing is held for a parser
    nlp.add_pipe("ceasefire_segment")
    left_out = set(without)
    token = _packs_at_hand.set(packs)
    try:
        for name in STAGES:
            component = f"ceasefire_{name}"
            if component not in left_out:
                nlp.add_pipe(component, config={"patterns": packs.folders if packs else []})
    finally:
        _packs_at_hand.reset(token)
    return nlp


class Segmenter:
    """The first component: cuts the document's text into tokens and sentences of our own, whatever the pipeline's tokenizer made."""

    def __call__(self, doc: Doc) -> Doc:
        from .article import read_article

        published = doc._.published
        if isinstance(published, str):
            published = dt.date.fromisoformat(published)
        doc._.ceasefire = read_article(doc.text, published, doc.user_data.get("ceasefire_tokens"))
        return doc


class Component:
    """A stage as a spaCy component."""

    def __init__(self, name: str, stage: Callable[[Article], None]) -> None:
        self.name = name
        self.stage = stage

    def __call__(self, doc: Doc) -> Doc:
        article = doc._.ceasefire
        if article is None:
            raise ValueError(f"{self.name}: put 'ceasefire_segment' before it in the pipeline")
        from .stages.crossing import leave_out_crossing

        self.stage(article)
        leave_out_crossing(article)
        return doc


def make_tokenizer() -> Callable[[Language], SpacyTokenizer]:
    """Entry point of `ceasefire_extract.Tokenizer.v1`."""
    from .text.tokenizer import SpacyTokenizer

    return lambda nlp: SpacyTokenizer(nlp.vocab, Doc)


def make_segmenter(nlp: Language, name: str) -> Segmenter:
    """Entry point of `ceasefire_segment`."""
    return Segmenter()


def _factory_of(stage: str) -> Callable[..., Component]:
    """The entry point of a stage. Its config `patterns` are folders of further packs."""

    def make(nlp: Language, name: str, patterns: list[str]) -> Component:
        from .rules.packs import load_packs
        from .stages import STAGES, make_stage, stages_with

        if not patterns:
            return Component(name, stages_with()[list(STAGES).index(stage)])
        packs = _packs_at_hand.get()
        if packs is None or packs.folders != patterns:
            packs = load_packs(*patterns)
        return Component(name, make_stage(stage, packs))

    Language.factory(f"ceasefire_{stage}", default_config={"patterns": []}, func=make)
    return make


def _spans_of(doc: Doc) -> list[Span]:
    """The mentions as spans, labelled DATE, COUNT, PARTY or PHASE, each with the tokens that it touches."""
    article: Article | None = doc._.ceasefire
    if article is None:
        return []
    mentions = (found.mention for found in article.mentions())
    spans = (doc.char_span(at.start, at.end, label=at.kind.upper(), alignment_mode="expand") for at in mentions)
    return [span for span in spans if span is not None]


Language.factory("ceasefire_segment", func=make_segmenter)
make_parties = _factory_of("parties")
make_dates = _factory_of("dates")
make_counts = _factory_of("counts")
make_phases = _factory_of("phases")
make_statements = _factory_of("statements")
make_claims = _factory_of("claims")
registry.tokenizers("ceasefire_extract.Tokenizer.v1", func=make_tokenizer)

for _name in ("published", "ceasefire"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)
if not Doc.has_extension("ceasefire_spans"):
    Doc.set_extension("ceasefire_spans", getter=_spans_of)
