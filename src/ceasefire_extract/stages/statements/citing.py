"""Who is cited for a claim: the source of the innermost statement around it that somebody else could be asked about.

A stance or an act is not cited to its own doer ("the rebels declared a truce", "promised to withdraw"), nor is what a document says of its
own author ("we declare a truce"), nor what the writer tells of a thing that somebody speaks of ("announced a plan for the camp, which was shelled
in May"); then the report around it counts, if there is one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection

from ...article import Article
from ...models import ClaimSource, Statement
from ...rules.packs import Packs
from ..syntax.clauses import View
from .phrases import Words
from .stage import claim_source, statements_around

# What is cited even from a document's own author: "we demand that the army withdraw".
_WANTED = frozenset(("demands", "accuses"))
# Clauses that tell of a thing, or of when it was, beside the bare object of a verb of saying.
_ASIDE = frozenset(("relative", "time"))


class Citer:
    """Finds the source of claims; the words come from the packs."""

    def __init__(self, packs: Packs) -> None:
        self._performing = frozenset(packs.lexicon["PERFORMATIVE"])
        self._commanding = frozenset(packs.lexicon["COMMANDING"])
        self._first_person = frozenset(packs.lexicon["SAY_FIRST_PERSON"])
        self._documents = Words(packs).documents

    def __call__(self, view: View, item: int, actors: Collection[str], *, relative: bool) -> ClaimSource | None:
        """The source of a claim whose trigger begins at `item` of the view and whose actors are these; None where nobody is cited.
        `relative`: the trigger stands in a clause that tells of a noun.
        """
        article = view.article
        for statement in statements_around(article, article.tokens.starts[view.encoded.first[item]]):
            verb = self._object_of(view, item, statement)
            beside = verb is not None and (relative or self._clause_below(view, item, verb) in _ASIDE)
            if not (
                beside
                or self._is_own_act(statement, actors, bare=verb is not None)
                or self._is_author(statement)
                or self._is_document(article, statement)
            ):
                return claim_source(article, statement)
        return None

    def _object_of(self, view: View, item: int, statement: Statement) -> int | None:
        """The verb in the sentence of an item whose bare object is what is said: "*announced* a plan for the camp". None where a clause or a quote is said."""
        article = view.article
        if statement.cue is None or statement.kind != "indirect":
            return None
        verb = view.item_of[bisect_right(article.tokens.starts, statement.cue.end - 1) - 1]
        assert article.syntax is not None
        group = article.syntax.group_at(verb)
        if group is None or view.sentence_of[verb] != view.sentence_of[item]:
            return None
        begins = view.item_of[bisect_right(article.tokens.starts, statement.content.start) - 1]
        return verb if any(phrase.start <= begins <= phrase.head for phrase in group.objects) else None

    def _clause_below(self, view: View, item: int, verb: int) -> str:
        """The kind of the clause, of those that hang on a verb's, in which an item stands; "" where it stands in the verb's own, or in none of them."""
        at, kind = view.clause_of[item], ""
        while at != view.clause_of[verb]:
            clause = view.clauses[at]
            if clause.parent is None:
                return ""
            at, kind = clause.parent, clause.kind
        return kind

    def _is_own_act(self, statement: Statement, actors: Collection[str], *, bare: bool) -> bool:
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
        return own and acts and bare

    def _is_author(self, statement: Statement) -> bool:
        """Whether a document tells of its own author, or a speaker within their own speech, and wants nothing of others by it."""
        return statement.effect not in _WANTED and statement.source.text.lower().split()[0] in self._first_person

    def _is_document(self, article: Article, statement: Statement) -> bool:
        """Whether a text that nobody speaks is all that is named: "according to a plan"."""
        source = statement.source
        return source.party is None and source.text.lower().split()[-1] in self._documents
