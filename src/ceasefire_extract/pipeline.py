"""The spaCy pipeline that every text goes through: blank English, our tokenizer, and a component for each stage."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from spacy.language import Language

from . import components
from .ruler import add_ruler
from .stages import STAGES, builtin_stages, stages_of

if TYPE_CHECKING:
    from .rules.packs import Packs


def load(patterns: Iterable[str | Path] = (), *, without: Iterable[str] = ()) -> Language:
    """The whole pipeline. `patterns`: folders or files with packs of your own, added to the built-in ones; `without`: components to leave out.

    `nlp(text)` reads a text; to tell it the publication date, make the Doc first: `doc = nlp.make_doc(text); doc._.published = "2025-02-04";
    nlp(doc)`. What stands on the Doc afterwards: docs.py. Raises PackError where a pack cannot be used.
    """
    from .rules.loading import load_packs

    folders = list(patterns)
    return pipeline_of(load_packs(*folders) if folders else None, without=without)


def pipeline_of(packs: Packs | None, *, without: Iterable[str] = ()) -> Language:
    """The same over packs at hand; None for the built-in ones, as they are kept from one run to the next."""
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "ceasefire_extract.Tokenizer.v1"}}})
    nlp.max_length = 1_000_000_000  # linear in the text's length, and nothing is held for a parser
    reads = builtin_stages() if packs is None else stages_of(packs)
    left_out = set(without)
    for stage in STAGES:
        if stage.component not in left_out:
            made = nlp.add_pipe(stage.component)
            assert isinstance(made, components.Component)
            made.own, made.read = packs.own if packs else {}, reads[stage.name]
    if packs is not None and packs.spacy_patterns:
        add_ruler(nlp, packs.spacy_patterns)
    return nlp


_MOST_WORDS = 200_000  # about 60 MB
_made: dict[tuple[str, ...], Language] = {}


def pipeline_with(folders: tuple[str, ...] = ()) -> Language:
    """`load`, made once, and again when a stream has filled its vocabulary, which would grow without end.

    A memory zone of spaCy's for each article would do too, but makes every word anew each time: a tenth of the time.
    """
    nlp = _made.get(folders)
    if nlp is None:
        nlp = load(folders)
    elif len(nlp.vocab) > _MOST_WORDS:
        nlp = _again(nlp)
    _made[folders] = nlp
    return nlp


def _again(nlp: Language) -> Language:
    """The same pipeline with an empty vocabulary; the stages are shared."""
    fresh = pipeline_of(None, without=[stage.component for stage in STAGES])
    for name, made in nlp.pipeline:
        if isinstance(made, components.Component):
            again = fresh.add_pipe(name)
            assert isinstance(again, components.Component)
            again.own, again.read = made.own, made.read
        else:
            fresh.add_pipe(name, source=nlp)
    return fresh
