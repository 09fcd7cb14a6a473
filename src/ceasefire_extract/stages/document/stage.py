"""What an article says of itself: when it was published, its title, its language, its fingerprint."""

from __future__ import annotations

import re

from ...article import Article
from ...models import Notice
from ...rules.packs import Packs
from .facts import document_of
from .published import published_of

_MARKUP = re.compile(
    r"&(?:#\d{2,5}|#x[0-9a-f]{2,5}|amp|nbsp|quot|[lr][sd]quo|[lg]t|[mn]dash);|</?(?:b|i|p|br|em|a|div|span|strong)\b[^<>]{0,200}>",
    re.I,
)


class Facts:
    """The stage: sets `article.published`, `title`, `document` and `warnings`. What is given from outside goes before what the text says.

    Raises InputError for text that has no UTF-8 form (lone surrogates).
    """

    def __init__(self, packs: Packs) -> None:
        self._known = frozenset(
            word for entries in packs.lexicon.values() for word in entries if len(word) > 3 and word.isalpha()
        )  # of the packs, which are English

    def __call__(self, article: Article) -> None:
        facts = article.facts
        published_from = facts.published_from
        if article.published is None:
            found = published_of(article.text, facts.filename)
            if found is not None:
                article.published, published_from = found
        article.document = document_of(
            article.text, id=facts.id, source=facts.source, title=article.title, published=article.published, published_from=published_from,
            known=self._known,
        )  # fmt: skip
        article.title = article.document.title
        article.warnings = [*facts.notices]
        if not article.text.strip():
            article.warnings.append(Notice(code="empty-text", message="the text is empty: nothing was read"))
        elif article.document.language is None:
            message = "no English was recognised; only English is read"
            article.warnings.append(Notice(code="language-unknown", message=message))
        if _MARKUP.search(article.text):
            message = "the text holds HTML (&nbsp;, <b>): its names of marks are read as the marks, its tags as they stand; give it as a page to have its plain text read"
            article.warnings.append(Notice(code="markup", message=message))
        if article.published is None:
            message = "no publication date: relative dates keep X's"
            article.warnings.append(Notice(code="no-publication-date", message=message))
