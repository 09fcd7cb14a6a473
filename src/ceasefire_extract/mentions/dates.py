"""Find the date mentions of an article."""

from __future__ import annotations

from ..article import Article
from ..packs import Packs


class Dates:
    """The stage: sets `article.dates`."""

    def __init__(self, packs: Packs) -> None:
        self.packs = packs

    def __call__(self, article: Article) -> None:
        article.dates = []
