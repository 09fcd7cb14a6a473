"""Find the party mentions of an article: names (party_names.py), what they mean here (party_resolution.py), and the words that stand
for a party without naming it (references.py)."""

from __future__ import annotations

from ...article import Article
from ...rules.packs import Packs
from .names import NameIndex
from .resolution import Resolver


class Parties:
    """The stage: sets `article.parties` and `article.references`. Raises PackError where two parties claim one name."""

    def __init__(self, packs: Packs) -> None:
        self.index = NameIndex(packs)
        self.resolve = Resolver(packs, self.index)

    def __call__(self, article: Article) -> None:
        hits = self.index.find(article.tokens, article.sentence_of, article.published)
        article.parties, article.references = self.resolve(article, hits)
