"""Read the syntax of an article: word kinds, phrases, verb groups, and who belongs to whom. No model: patterns/syntax/ has the words."""

from __future__ import annotations

from ...article import Article
from ...rules.packs import Packs
from . import kinds as k
from .arguments import Syntax
from .kinds import KindReader
from .lexicon import VerbLexicon
from .phrases import Chunk, Chunker, Phrase, VerbGroup
from .tree import TreeBuilder


class SyntaxReader:
    """The stage: sets `article.syntax`. It comes after the mentions: each is one item."""

    def __init__(self, packs: Packs) -> None:
        self.vocabulary = packs.vocabulary()
        verbs = VerbLexicon(packs)
        self.kinds = KindReader(packs, verbs)
        self.chunks = Chunker(packs, verbs)
        self.build = TreeBuilder(packs, verbs)

    def __call__(self, article: Article) -> None:
        encoded, kept = article.encoded_with_mentions(self.vocabulary)
        lower = article.tokens.lower
        mentions = [kept[index] if index >= 0 else None for index in encoded.mention]
        words = [
            lower[first] if first >= 0 and mention is None else ""
            for first, mention in zip(encoded.first, mentions, strict=True)
        ]
        kinds = self.kinds(words, mentions, encoded, article.tokens.words)
        syntax = Syntax(encoded, kept, words, kinds, [], [], [-1] * len(words), [-1] * len(words))
        start = 1
        for item in range(1, len(kinds)):
            if kinds[item] == k.EDGE:
                chunks = self.chunks(words, kinds, start, item)
                _register(syntax, chunks)
                self.build(words, kinds, chunks)
                _join_split(kinds, [chunk for chunk in chunks if isinstance(chunk, VerbGroup)])
                start = item + 1
        article.syntax = syntax


def _join_split(kinds: list[str], groups: list[VerbGroup]) -> None:
    """A verb that who is quoted is named within: of "Chad has," the envoy said, "broken it", it is Chad that has broken it."""
    for helper, saying, verb in zip(groups, groups[1:], groups[2:], strict=False):
        alone = helper.first == helper.verb == helper.last and kinds[helper.verb] in k.AUXILIARY
        interrupts = kinds[helper.verb + 1] == k.COMMA and kinds[helper.verb + 2] == k.QUOTE and saying.finite
        if not (alone and interrupts and helper.subjects and kinds[verb.first - 1] == k.QUOTE) or verb.finite:
            continue
        if verb.form == "ING":
            verb.progressive, verb.tense = True, helper.tense
        elif helper.lemma == "have":
            verb.passive, verb.perfect, verb.tense = False, True, "past"
        else:
            verb.passive, verb.tense = True, helper.tense
        verb.subjects, verb.finite, verb.link, verb.governor, verb.noun = helper.subjects, True, "main", None, None


def _register(syntax: Syntax, chunks: list[Chunk]) -> None:
    for chunk in chunks:
        if isinstance(chunk, Phrase):
            _register_phrase(syntax, chunk)
        elif isinstance(chunk, VerbGroup):
            syntax.group_of[chunk.first : chunk.last + 1] = [len(syntax.groups)] * (chunk.last + 1 - chunk.first)
            syntax.groups.append(chunk)


def _register_phrase(syntax: Syntax, phrase: Phrase) -> None:
    """A phrase, behind those that own it."""
    chain = [phrase]
    while chain[-1].owner is not None:
        chain.append(chain[-1].owner)
    for one in reversed(chain):
        syntax.phrase_of[one.first : one.last + 1] = [len(syntax.phrases)] * (one.last + 1 - one.first)
        syntax.phrases.append(one)
