"""Make claims: triggers, their context, their participants, and the counts, dates and phases that belong to them."""

from __future__ import annotations

import re

from ..article import Article
from ..models import Claim, ClaimSource, CountMention, DateMention, Participant, PartyMention, PhaseMention, Role, Span
from ..packs import Packs
from ..statements import claim_source, statement_at
from .clauses import ClauseReader, View
from .context import ContextEngine, Reading
from .roles import SHARED, Cast, RoleReader
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


_CLAUSE = re.compile(r"\b(?:that|will|would|is|are|was|were|has|have|had|to)\b", re.IGNORECASE)
REJECTING = (
    "reject",
    "oppos",
    "rul",
    "turn",
    "dismiss",
    "rebuff",
    "spurn",
    "accept",
    "veto",
    "hesitan",
    "reluctan",
    "agree",
)
Made = tuple[Trigger, Reading, Cast]


class Claims:
    """The stage: sets `article.claims`."""

    def __init__(self, packs: Packs) -> None:
        self.vocabulary = packs.vocabulary()
        self.clauses = ClauseReader(packs)
        self.triggers = TriggerFinder(packs)
        self.context = ContextEngine(packs)
        self.roles = RoleReader(packs)
        self.saying = self.clauses.saying
        self.performing = frozenset(packs.lexicon["PERFORMATIVE"])
        self.noise = tuple(packs.lexicon["NOISE"])

    def __call__(self, article: Article) -> None:
        view = self.clauses(article, *article.encoded_with_mentions(self.vocabulary))
        cues = self.context.cues(view)
        players = self.roles.players(view, article.references)
        article.assign_ids()  # claims refer to mentions and statements
        made: list[Made] = []
        triggers = self.triggers(view)
        courses = self.context.courses(view, cues, triggers)
        for trigger in triggers:
            reading = self.context.read(view, cues, trigger, courses)
            here = cues.get(view.sentence_of[trigger.start], [])
            made.append((trigger, reading, self.roles.read(view, players, here, trigger, reading)))
        made = self._select(view, made)
        self._share(view, made)
        counts, dates, phases = self._attach(view, made)
        self._date(view, made, dates)
        article.claims = []
        for index, (trigger, reading, cast) in enumerate(made):
            claim = self._claim(view, trigger, reading, cast)
            claim.counts = counts[index]
            claim.dates = dates[index]
            claim.phases = phases[index]
            if not self._is_bare(view, trigger, reading, claim):
                article.claims.append(claim)

    # --- which triggers stand -------------------------------------------------------------------------------------

    def _select(self, view: View, made: list[Made]) -> list[Made]:
        """Leave out what is no claim of its own: a question, page furniture, a second word for the same event, a mere topic."""
        out: list[Made] = []
        beside: dict[int, list[Made]] = {}  # by sentence: long articles must not be searched for each trigger
        for item in made:
            trigger = item[0]
            here = beside.setdefault(view.sentence_of[trigger.start], [])
            if (
                trigger.rule.polarity and trigger.event != "position" and out
            ):  # "relief convoys were blocked": the verb says more
                last = out[-1][0]
                if (
                    last.event == trigger.event
                    and not last.verb
                    and view.clause_of[last.start] == view.clause_of[trigger.start]
                ):
                    out.pop()
                    here.pop()
            if (
                view.sentence_of[trigger.start] in self._silent(view)
                or self._repeats(view, trigger, here)
                or self._is_topic(view, trigger, here)
            ):
                continue
            out.append(item)
            here.append(item)
        return [item for item in out if not self._yields(view, item, beside[view.sentence_of[item[0].start]])]

    def _silent(self, view: View) -> frozenset[int]:
        """Sentences that claim nothing: questions, and lines of the page around the article."""
        if view.silent is None:
            lines = set()
            for number, sentence in enumerate(view.article.sentences):
                tokens = view.article.tokens
                opening = " ".join(tokens.lower[sentence.first : sentence.first + 4])
                if tokens.words[sentence.last].startswith("?") or any(
                    opening.startswith(phrase) for phrase in self.noise
                ):
                    lines.add(number)
            view.silent = frozenset(lines)
        return view.silent

    def _repeats(self, view: View, trigger: Trigger, before: list[Made]) -> bool:
        """One event, one claim: a second trigger of the same event in the clause is the same event, unless coordinated or exchanged."""
        event = trigger.event
        sentence = view.sentence_of[trigger.start]
        if event == "casualties":  # a toll with its parts is one claim
            return any(other[0].event == event and view.sentence_of[other[0].start] == sentence for other in before)
        same = [
            other
            for other in before
            if other[0].event == event and view.clause_of[other[0].start] == view.clause_of[trigger.start]
        ]
        # "the truce, mediated by France": who mediates, no event beside the truce
        beside = trigger.verb and trigger.rule.subject == "mediator" and event in ("talks", "ceasefire")
        by = view.words[trigger.end] in ("by", "jointly") or "ING" in trigger.forms
        told = any(other[0].event != "position" and view.sentence_of[other[0].start] == sentence for other in before)
        if beside and by and told:
            return True
        if not same or event in ("release", "sanctions"):
            return False
        between = view.words[same[-1][0].end : trigger.start]
        return "and" not in between or event in ("talks", "attack") or len(between) < 3

    def _share(self, view: View, made: list[Made]) -> None:
        """Who is not said again: the victims of an attack have its attacker, talks that go on have those who talked before."""
        beside: dict[int, list[Made]] = {}
        for item in made:
            beside.setdefault(view.sentence_of[item[0].start], []).append(item)
        for trigger, reading, cast in made:
            if cast.actors or trigger.rule.subject == "mediator":
                continue
            sentence = view.sentence_of[trigger.start]
            for other, other_reading, other_cast in reversed([*beside.get(sentence - 1, ()), *beside[sentence]]):
                if not other_cast.actors or other is trigger:
                    continue
                there = view.sentence_of[other.start]
                if (
                    trigger.event in ("casualties", "displacement", "detention")
                    and other.event == "attack"
                    and there == sentence
                    and other_reading.polarity == "positive"
                ):
                    cast.actors += other_cast.actors
                    break
                if (
                    trigger.event in SHARED
                    and other.event in SHARED
                    and reading.status in ("occurred", "ongoing", "planned")
                    and there in (sentence, sentence - 1)
                    and len(other_cast.actors) > 1
                ):
                    cast.actors += other_cast.actors
                    break

    def _date(self, view: View, made: list[Made], dates: list[list[DateMention]]) -> None:
        """What an attack did happened when it happened; what is dated after the day of publication is still to come."""
        violent: dict[int, list[int]] = {}
        for index, (trigger, _, _) in enumerate(made):
            if trigger.event in ("attack", "casualties"):
                violent.setdefault(view.sentence_of[trigger.start], []).append(index)
        for index, (trigger, reading, _) in enumerate(made):
            if trigger.event in ("attack", "casualties") and not dates[index]:
                for other in violent[view.sentence_of[trigger.start]]:
                    if dates[other]:
                        dates[index] = list(dates[other])
                        break
            published = view.article.published
            if published and reading.status == "occurred" and not reading.cued and reading.polarity == "positive":
                days = [date.earliest for date in dates[index] if date.earliest]
                if days and min(days)[:10] > published.isoformat():
                    reading.status = "planned"

    def _is_topic(self, view: View, trigger: Trigger, before: list[Made]) -> bool:
        """ "Talks on the second phase of the truce": what talks are about is no event beside them."""
        if trigger.verb or trigger.event not in ("ceasefire", "agreement"):
            return False
        following = view.clauses[view.clause_of[trigger.end]] if trigger.end < len(view.words) and view.clause_of[trigger.end] >= 0 else None
        if following is not None and following.kind == "relative" and following.antecedent == trigger.end - 1:
            return False  # "talks on a truce that is to begin on Monday": something is said of the truce
        for other, _, _ in before:
            if other.event == "talks" and view.clause_of[other.start] == view.clause_of[trigger.start]:
                between = view.words[other.end : trigger.start]
                if any(word in ("on", "for", "of", "over", "about") for word in between) and not any(
                    word in ("to", "and", ",") or word in self.clauses.finite for word in between
                ):
                    return True
        return False

    def _yields(self, view: View, item: Made, all_made: list[Made]) -> bool:
        """Whether a stance is only the frame of another event, or an event only the object of a stance."""
        trigger, reading, _ = item
        clause = view.clause_of[trigger.start]
        if trigger.event == "position":
            if reading.status in ("demanded", "proposed", "planned") and trigger.verb and reading.cued:
                return True
            frames = trigger.rule.args.get("only_alone") or any(
                view.words[trigger.start].startswith(stem) for stem in ("accus", "blam")
            )
            return bool(frames) and any(
                other is not item and trigger.end <= other[0].start < trigger.end + 14 and other[0].event != "position"
                and (view.clause_of[other[0].start] == clause or view.clauses[view.clause_of[other[0].start]].parent == clause)
                and (trigger.rule.args.get("only_alone") or other[0].event == "violation")
                for other in all_made
            )  # fmt: skip
        for stance, _, _ in all_made:
            if (
                stance.event == "position"
                and stance.verb
                and stance.end <= trigger.start < stance.end + 6
                and view.clause_of[stance.start] == clause
            ):
                return any(view.words[stance.start].startswith(stem) for stem in REJECTING)
        return False

    def _is_bare(self, view: View, trigger: Trigger, reading: Reading, claim: Claim) -> bool:
        """ "The talks", "the deal": a noun spoken of before, of which nothing new is said."""
        if (
            trigger.verb
            or claim.actors
            or claim.targets
            or claim.mediators
            or claim.counts
            or claim.dates
            or claim.phases
        ):
            return False
        if reading.cued or trigger.rule.status or reading.polarity == "negative" or reading.aspect:
            return False
        if trigger.event not in SHARED and view.words[trigger.start] not in (
            "fighting",
            "hostilities",
            "violence",
            "clashes",
        ):
            return False
        at = trigger.start - 1
        definite = False
        words = view.words
        for _ in range(4):
            if words[at] in ("the", "this", "that", "these", "those", "such", "its", "their", "his"):
                definite = True
            if words[at] in self.clauses.prepositions:
                return definite or words[at] in (
                    "of",
                    "against",
                    "after",
                    "during",
                    "before",
                    "since",
                    "until",
                    "despite",
                    "amid",
                )
            if words[at] in self.clauses.finite or words[at] in (",", "."):
                break
            at -= 1
        return definite

    # --- counts, dates, phases ------------------------------------------------------------------------------------

    def _attach(
        self, view: View, made: list[Made]
    ) -> tuple[list[list[CountMention]], list[list[DateMention]], list[list[PhaseMention]]]:
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
                able = [index for index in here if mention.category in COUNTED[made[index][0].event]]
                best = self._nearest(view, made, able, item)
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

    def _nearest(self, view: View, made: list[Made], here: list[int], item: int) -> int | None:
        """Of the claims `here` the one nearest to an item; one of the item's own clause before others."""
        clause = view.clause_of[item]

        def cost(index: int) -> tuple[int, int]:
            trigger = made[index][0]
            distance = item - trigger.end if item >= trigger.end else trigger.start - item
            return (0 if view.clause_of[trigger.start] == clause else 6) + distance, index

        return min(here, key=cost, default=None)

    def _dated(self, view: View, made: list[Made], here: list[int], item: int) -> list[int]:
        """The claims of a date's clause; none where the date says when something was said."""
        clause = view.clause(item)
        if self._is_saying_date(view, item):
            return []
        same = [index for index in here if view.clause_of[made[index][0].start] == clause.number]
        if not same:
            if clause.kind in ("report", "main"):
                return []  # a dateline, or a clause without an event: the date is its own
            best = self._nearest(view, made, [index for index in here if made[index][0].event != "position"], item)
            return [best] if best is not None and abs(made[best][0].start - item) < 12 else []
        nearest = self._nearest(view, made, same, item)
        if nearest is None or {made[index][0].event for index in same} <= {"attack", "casualties", "detention"}:
            return same  # what an attack did happened when it happened
        return [nearest]

    def _is_saying_date(self, view: View, item: int) -> bool:
        words = view.words
        at = item - 1
        while at > 0 and (
            words[at] in ("on", "late", "early", "in", "reporters", "journalists") or words[at] in self.context.skip
        ):
            at -= 1
        return words[at] in self.saying

    def _phased(self, view: View, made: list[Made], here: list[int], item: int) -> list[int]:
        """All claims of a phase's clause, else the next one."""
        clause = view.clause_of[item]
        same = [index for index in here if view.clause_of[made[index][0].start] == clause]
        return same or [index for index in here if made[index][0].start > item][:1] or here[:1]

    # --- the claim ------------------------------------------------------------------------------------------------

    def _source(self, article: Article, start: int, actors: list[str]) -> ClaimSource | None:
        """Who is cited for what stands at a character: the source of the innermost statement around it."""
        statement = statement_at(article, start)
        if statement is None:
            return None
        performed = statement.cue is not None and statement.cue.text.lower().split()[-1] in self.performing
        if performed and statement.source.party in actors and not _has_clause(statement.content.text):
            return None  # "the ELN announced a truce": it acts, and need not be cited
        return claim_source(article, statement)

    def _claim(self, view: View, trigger: Trigger, reading: Reading, cast: Cast) -> Claim:
        article = view.article
        sentence = article.sentences[view.sentence_of[trigger.start]]
        first, last = view.encoded.first[trigger.start], view.encoded.last[trigger.end - 1]
        participants: list[Participant] = []
        lists: dict[Role, list[str]] = {"actor": [], "target": [], "mediator": []}
        for role in lists:
            group = cast.of(role)
            for player in group:
                if player.party not in lists[role]:
                    lists[role].append(player.party)
                    mention = player.found.mention.id if player.found else None
                    participants.append(Participant(role=role, party=player.party, mention=mention))
        return Claim(
            event=trigger.event, aspect=reading.aspect, status=reading.status, polarity=reading.polarity,
            trigger=Span(**article.span(first, last)), sentence=Span(**article.span(sentence.first, sentence.last)),
            actors=lists["actor"], targets=lists["target"], mediators=lists["mediator"], participants=participants,
            source=self._source(article, article.tokens.starts[first], lists["actor"]), rules=[trigger.rule.id, *reading.rules],
        )  # fmt: skip


def _has_clause(content: str) -> bool:
    """Whether what is said is a clause ("that it would ..."), not the bare object of the verb."""
    return bool(_CLAUSE.search(content))
