"""Make claims: find triggers, read their context and participants, choose among them, give them their counts, dates and phases."""

from __future__ import annotations

from ...article import Article
from ...models import Claim, ClaimSource, Cue, Participant, Role, Span
from ...rules.packs import Packs
from ..context.engine import ContextEngine, Reading
from ..events.triggers import TriggerFinder
from ..statements.citing import Citer
from ..syntax.clauses import ClauseReader, View
from ..syntax.stage import SyntaxReader
from .attachment import Attacher
from .confidence import Confidence
from .draft import Draft
from .plover import PloverCoder
from .roles import RoleReader
from .selection import Selector


class Claims:
    """The stage: sets `article.claims`."""

    def __init__(self, packs: Packs) -> None:
        self.vocabulary = packs.vocabulary()
        self.syntax = SyntaxReader(packs)
        self.clauses = ClauseReader(packs)
        self.triggers = TriggerFinder(packs)
        self.context = ContextEngine(packs)
        self.roles = RoleReader(packs)
        self.select = Selector(packs, self.clauses.finite)
        self.attach = Attacher(packs, self.clauses.saying)
        self.plover = PloverCoder(packs.codebooks["plover"])
        self.cite = Citer(packs)
        self.confidence = Confidence(packs.weights)

    def __call__(self, article: Article) -> None:
        article.assign_ids()  # claims refer to mentions and statements
        if article.syntax is None:
            self.syntax(article)  # of a Doc that has travelled, it was left behind
        assert article.syntax is not None
        view = self.clauses(article, article.syntax.encoded, article.syntax.kept)
        drafts = self.select(view, self._drafts(view))
        self.attach.share_actors(view, drafts)
        self.attach(view, drafts)
        sentences: dict[int, Span] = {}
        article.claims = [
            self._claim(view, draft, sentences) for draft in drafts if not self.select.is_bare(view, draft)
        ]
        for claim in article.claims:
            claim.plover, _ = self.plover.code(claim)
        self.confidence(article.claims, [found.mention for found in article.parties])
        least = article.facts.min_confidence
        article.claims = [claim for claim in article.claims if (claim.confidence or 0.0) >= least]

    def _drafts(self, view: View) -> list[Draft]:
        """Every trigger with its context and its participants."""
        triggers = self.triggers(view)
        context = self.context(view, triggers)
        players = self.roles.players(view, view.article.references)
        out = []
        for trigger in triggers:
            sentence = view.sentence_of[trigger.start]
            reading = context.read(trigger)
            cast = self.roles.read(view, players, context.cues.get(sentence, []), trigger, reading)
            out.append(Draft(trigger, reading, cast, sentence, view.clause_of[trigger.start]))
        return out

    def _claim(self, view: View, draft: Draft, sentences: dict[int, Span]) -> Claim:
        """The claim of a draft; claims of one sentence share its span."""
        article, trigger, reading = view.article, draft.trigger, draft.reading
        if draft.sentence not in sentences:
            whole = article.sentences[draft.sentence]
            sentences[draft.sentence] = Span(**article.span(whole.first, whole.last))
        first, last = view.encoded.first[trigger.start], view.encoded.last[trigger.end - 1]
        participants: list[Participant] = []
        parties: dict[Role, list[str]] = {"actor": [], "target": [], "mediator": []}
        for role, ids in parties.items():
            for player in draft.cast.of(role):
                if player.party not in ids:
                    ids.append(player.party)
                    mention = player.found.mention.id if player.found else None
                    participants.append(Participant(role=role, party=player.party, mention=mention))
        return Claim(
            event=trigger.event, aspect=reading.aspect, status=reading.status, polarity=reading.polarity,
            trigger=Span(**article.span(first, last)), sentence=sentences[draft.sentence],
            actors=parties["actor"], targets=parties["target"], mediators=parties["mediator"], participants=participants,
            counts=draft.counts, dates=draft.dates, phases=draft.phases, places=draft.places,
            source=self._source(view, draft, parties["actor"]),
            cues=self._cues(view, reading), rules=[trigger.rule.id, *reading.rules],
        )  # fmt: skip

    def _cues(self, view: View, reading: Reading) -> list[Cue]:
        """The words that spoke of it, in the order of the text."""
        cues: dict[tuple[int, int, str], Cue] = {}
        for overruled, spoke in ((False, reading.decided), (True, reading.overruled)):
            for cue in spoke:
                says = cue.rule.status or cue.rule.polarity or cue.rule.aspect
                if says is not None:
                    first, last = view.encoded.first[cue.start], view.encoded.last[cue.end - 1]
                    span = view.article.span(first, last)
                    told = Cue(**span, says=says, rule=cue.rule.id, overruled=overruled)
                    cues.setdefault((told.start, told.end, told.rule), told)
        return sorted(cues.values(), key=lambda cue: (cue.start, cue.end, cue.rule))

    def _source(self, view: View, draft: Draft, actors: list[str]) -> ClaimSource | None:
        """Who is cited for a claim: the source of the innermost statement around its trigger."""
        path = draft.reading.path
        return self.cite(view, draft.trigger.start, actors, relative=path is not None and path.end == "relative")
