"""Make claims: triggers, their context, their participants, and the counts, dates and phases that belong to them."""

from __future__ import annotations

from ..article import Article, Found
from ..models import Claim, ClaimSource, CountMention, DateMention, Participant, PartyMention, PhaseMention, Span
from ..packs import Packs
from .clauses import ClauseReader, View
from .context import ContextEngine, Reading
from .roles import Cast, Player, RoleReader
from .triggers import Trigger, TriggerFinder

# Which counts an event can own, by category.
COUNTED: dict[str, frozenset[str]] = {
    "talks": frozenset(("other", "states", "people")),
    "ceasefire": frozenset(("other",)),
    "agreement": frozenset(("other", "states")),
    "violation": frozenset(("attacks", "other")),
    "release": frozenset(("hostages", "prisoners", "killed", "people", "troops", "other", "displaced")),
    "detention": frozenset(("hostages", "prisoners", "people", "troops", "other")),
    "withdrawal": frozenset(("troops", "other", "people")),
    "disarmament": frozenset(("troops", "other", "people", "attacks")),
    "aid": frozenset(("aid", "money", "people", "other", "displaced")),
    "attack": frozenset(("attacks", "other", "troops", "people")),
    "casualties": frozenset(("killed", "injured", "missing", "people", "troops", "other", "hostages")),
    "displacement": frozenset(("displaced", "people", "other")),
    "reconstruction": frozenset(("money", "other")),
    "governance": frozenset(("other", "people", "states")),
    "sanctions": frozenset(("people", "other")),
    "position": frozenset(("states", "other")),
}
VAGUE_DATES = frozenset(("PRESENT_REF", "PAST_REF", "FUTURE_REF"))


class Claims:
    """The stage: sets `article.claims`."""

    def __init__(self, packs: Packs) -> None:
        self.vocabulary = packs.vocabulary()
        self.clauses = ClauseReader(packs)
        self.triggers = TriggerFinder(packs)
        self.context = ContextEngine(packs)
        self.roles = RoleReader(packs)
        self.saying = self.clauses.saying

    def __call__(self, article: Article) -> None:
        view = self.clauses(article, *article.encoded_with_mentions(self.vocabulary))
        cues = self.context.cues(view)
        players = self.roles.players(view, {reference.first: reference for reference in article.references})
        made: list[tuple[Trigger, Reading, Cast]] = []
        for trigger in self.triggers(view):
            reading = self.context.read(view, cues, trigger)
            here = cues.get(view.sentence_of[trigger.start], [])
            made.append((trigger, reading, self.roles.read(view, players, here, trigger, reading)))
        made = self._select(view, made)
        counts, dates, phases = self._attach(view, made)
        claims = []
        for index, (trigger, reading, cast) in enumerate(made):
            claim = self._claim(view, trigger, reading, cast)
            claim.counts = counts[index]
            claim.dates = dates[index]
            claim.phases = phases[index]
            claims.append(claim)
        article.claims = [claim for claim in claims if not self._is_bare(view, claim)]

    # --- which triggers stand -------------------------------------------------------------------------------------

    def _select(self, view: View, made: list[tuple[Trigger, Reading, Cast]]) -> list[tuple[Trigger, Reading, Cast]]:
        """One event, one claim: a second trigger of the same event in the same clause is the same event, unless coordinated or exchanged."""
        out: list[tuple[Trigger, Reading, Cast]] = []
        for item in made:
            trigger = item[0]
            same = [other for other in out if other[0].event == trigger.event and view.clause_of[other[0].start] == view.clause_of[trigger.start]]
            if same and trigger.event not in ("release", "sanctions"):
                between = view.words[same[-1][0].end : trigger.start]
                if "and" not in between or trigger.event in ("talks", "attack", "casualties") or len(between) < 3:
                    continue
            if trigger.rule.args.get("only_alone") and any(
                other[0] is not trigger and view.sentence_of[other[0].start] == view.sentence_of[trigger.start] and other[0].start > trigger.start and other[1].status == "demanded"
                for other in made
            ):
                continue
            out.append(item)
        stances = [item for item in out if item[0].rule.args.get("stance")]
        return [item for item in out if item in stances or not self._is_object_of_stance(view, item[0], stances)]

    def _is_object_of_stance(self, view: View, trigger: Trigger, stances: list[tuple[Trigger, Reading, Cast]]) -> bool:
        """'Medvedev rejected the truce' is a stance, and no truce."""
        for stance, _, _ in stances:
            if stance.end <= trigger.start < stance.end + 7 and view.clause_of[stance.start] == view.clause_of[trigger.start]:
                return stance.event == "position" and stance.verb
        return False

    def _is_bare(self, view: View, claim: Claim) -> bool:
        return False

    # --- counts, dates, phases ------------------------------------------------------------------------------------

    def _attach(self, view: View, made: list[tuple[Trigger, Reading, Cast]]) -> tuple[list[list[CountMention]], list[list[DateMention]], list[list[PhaseMention]]]:
        counts: list[list[CountMention]] = [[] for _ in made]
        dates: list[list[DateMention]] = [[] for _ in made]
        phases: list[list[PhaseMention]] = [[] for _ in made]
        by_sentence: dict[int, list[int]] = {}
        for index, (trigger, _, _) in enumerate(made):
            by_sentence.setdefault(view.sentence_of[trigger.start], []).append(index)
        article = view.article
        for found in article.mentions():
            mention = found.mention
            if isinstance(mention, PartyMention):
                continue
            here = by_sentence.get(found.sentence, [])
            if not here:
                continue
            item = view.item_of[found.first]
            if isinstance(mention, CountMention):
                best = self._nearest(view, made, here, item, lambda t, m=mention: m.category in COUNTED[t.event])
                if best is not None:
                    counts[best].append(mention)
            elif isinstance(mention, DateMention):
                if mention.value in VAGUE_DATES:
                    continue
                for best in self._dated(view, made, here, item):
                    dates[best].append(mention)
            elif isinstance(mention, PhaseMention):
                for best in self._phased(view, made, here, item):
                    phases[best].append(mention)
        return counts, dates, phases

    def _nearest(self, view, made, here, item, fits):  # type: ignore[no-untyped-def]
        options = [index for index in here if fits(made[index][0])]
        if not options:
            return None
        clause = view.clause_of[item]

        def cost(index: int) -> tuple[int, int]:
            trigger = made[index][0]
            other = view.clause_of[trigger.start]
            distance = item - trigger.end if item >= trigger.end else trigger.start - item
            return (0 if other == clause else 6) + distance, index

        return min(options, key=cost)

    def _dated(self, view, made, here, item):  # type: ignore[no-untyped-def]
        """The events of a date's clause; none where the date says when something was said."""
        clause = view.clause(item)
        if self._is_saying_date(view, item):
            return []
        same = [index for index in here if view.clause_of[made[index][0].start] == clause.number]
        if not same:
            if clause.kind in ("report",):
                return []
            best = self._nearest(view, made, here, item, lambda t: t.event != "position")
            return [best] if best is not None and abs(made[best][0].start - item) < 12 else []
        if len(same) == 1:
            return same
        best = min(same, key=lambda index: (abs(made[index][0].start - item) if item < made[index][0].start else item - made[index][0].end, index))
        kinds = {made[index][0].event for index in same}
        if kinds <= {"attack", "casualties", "detention"}:
            return same
        return [best]

    def _is_saying_date(self, view: View, item: int) -> bool:
        words = view.words
        at = item - 1
        while at > 0 and (words[at] in ("on", "late", "early", "in", "reporters", "journalists") or words[at] in self.context.skip):
            at -= 1
        return words[at] in self.saying

    def _phased(self, view, made, here, item):  # type: ignore[no-untyped-def]
        clause = view.clause_of[item]
        same = [index for index in here if view.clause_of[made[index][0].start] == clause]
        return same or [index for index in here if made[index][0].start > item][:1] or here[:1]

    # --- the claim ------------------------------------------------------------------------------------------------

    def _claim(self, view: View, trigger: Trigger, reading: Reading, cast: Cast) -> Claim:
        article = view.article
        sentence = article.sentences[view.sentence_of[trigger.start]]
        first, last = view.encoded.first[trigger.start], view.encoded.last[trigger.end - 1]
        participants: list[Participant] = []
        lists: dict[str, list[str]] = {"actor": [], "target": [], "mediator": []}
        for role, group in (("actor", cast.actors), ("target", cast.targets), ("mediator", cast.mediators)):
            for player in group:
                if player.party not in lists[role]:
                    lists[role].append(player.party)
                    participants.append(Participant(role=role, party=player.party, mention=None))
        return Claim(
            event=trigger.event, aspect=reading.aspect, status=reading.status, polarity=reading.polarity,
            trigger=Span(**article.span(first, last)), sentence=Span(**article.span(sentence.first, sentence.last)),
            actors=lists["actor"], targets=lists["target"], mediators=lists["mediator"], participants=participants,
            source=None, rules=[trigger.rule.id, *reading.rules],
        )  # fmt: skip
