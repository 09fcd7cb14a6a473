"""Find the party mentions of an article: names (names.py), what they mean here (resolution.py), and the words that stand
for a party without naming it (references.py)."""

from __future__ import annotations

from ...article import Article
from ...rules.packs import Packs
from ...text.capitals import in_capitals, recase
from .names import NameIndex
from .resolution import Resolver


class Parties:
    """The stage: sets `article.parties` and `article.references`. Raises PackError where two parties claim one name."""

    def __init__(self, packs: Packs) -> None:
        self.index = NameIndex(packs)
        self.resolve = Resolver(packs, self.index)
        self.vocabulary = packs.vocabulary()
        days = (packs.lexicon.get(name, {}) for name in ("MONTH", "WEEKDAY", "WEEKDAYS"))
        self._names = frozenset().union(*days)

    def __call__(self, article: Article) -> None:
        hits = self.index.find(article.tokens, article.sentence_of, article.published)
        if in_capitals(article.tokens):  # names were found by their capitals; from here on a capital tells a name again
            article.write_words(recase(article.tokens, self._is_small, self.index.acronyms))
        article.parties, article.references = self.resolve(article, hits)

    def _is_small(self, word: str) -> bool:
        return self.vocabulary.knows(word) and word not in self._names
