"""Who is cited for a claim: the source of the innermost statement around it that somebody else could be asked about.

A stance or an act is not cited to its own doer ("the rebels declared a truce", "promised to withdraw"), nor is what a document says of its
own author ("we declare a truce"); then the report around it counts, if there is one.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from ...article import Article
from ...models import ClaimSource, Statement
from ...rules.packs import Packs
from .phrases import Words
from .stage import claim_source, statements_around

# What marks a clause in what is said ("that it would ..."), and not the bare object of the verb ("a truce").
_CLAUSE = re.compile(r"\b(?:that|will|would|is|are|was|were|has|have|had|to)\b", re.IGNORECASE)
# What is cited even from a document's own author: "we demand that the army withdraw".
_WANTED = frozenset(("demands", "accuses"))


class Citer:
    """Finds the source of claims; the words come from the packs."""

    def __init__(self, packs: Packs) -> None:
        self._performing = frozenset(packs.lexicon["PERFORMATIVE"])
        self._commanding = frozenset(packs.lexicon["COMMANDING"])
        self._first_person = frozenset(packs.lexicon["SAY_FIRST_PERSON"])
        self._documents = Words(packs).documents

    def __call__(self, article: Article, start: int, actors: Collection[str]) -> ClaimSource | None:
        """The source of a claim whose trigger begins at character `start` and whose actors are these; None where nobody is cited."""
        for statement in statements_around(article, start):
            if not (
                self._is_own_act(statement, actors)
                or self._is_author(statement)
                or self._is_document(article, statement)
            ):
                return claim_source(article, statement)
        return None

    def _is_own_act(self, statement: Statement, actors: Collection[str]) -> bool:
        """Whether who speaks does by it what the claim tells: announces a truce, orders the troops out, promises to leave."""
        if statement.cue is None:
            return False
        content = statement.content.text
        word = statement.cue.text.lower().split()[-1]
        own = statement.source.party in actors
        if statement.effect == "promises" and content.lower().startswith("to "):
            return True
        if own and word in self._commanding:
            return True
        acts = word in self._performing or statement.cue.text.lower() in self._performing  # "ruled out talks"
        return own and acts and not _CLAUSE.search(content)

    def _is_author(self, statement: Statement) -> bool:
        """Whether a document tells of its own author, or a speaker within their own speech, and wants nothing of others by it."""
        return statement.effect not in _WANTED and statement.source.text.lower().split()[0] in self._first_person

    def _is_document(self, article: Article, statement: Statement) -> bool:
        """Whether a text that nobody speaks is all that is named: "according to a plan"."""
        source = statement.source
        return source.party is None and source.text.lower().split()[-1] in self._documents
