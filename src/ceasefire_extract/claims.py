"""Find the claims of an article."""

from __future__ import annotations

from .article import Article
from .packs import Packs


class Claims:
    """The stage: sets `article.claims`."""

    def __init__(self, packs: Packs) -> None:
        self.packs = packs

    def __call__(self, article: Article) -> None:
        article.claims = []
