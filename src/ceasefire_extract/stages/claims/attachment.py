"""Which counts, dates and phases belong to which claim, and what claims of one story share."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from ...models import CountMention, DateMention, PhaseMention, PlaceMention
from ...rules.packs import Packs
from ..syntax import kinds as k
from ..syntax.clauses import Clause, View
from .draft import Draft, by_sentence, distance
from .players import Player

VAGUE_DATES = frozenset(("PRESENT_REF", "PAST_REF", "FUTURE_REF"))
DASHES = ("-", "–", "—")
FEW = 3
REACH = 12  # how far a date of a clause without an event may belong, in items


class Attacher:
    """Gives each draft its counts, dates and phases."""

    def __init__(self, packs: Packs, saying: frozenset[str]) -> None:
        lexicon = packs.lexicon
        self.saying = saying
        self.frames = frames = packs.frames
        self.violent = frozenset(event for event, frame in frames.items() if frame.violent)
        self.harmful = frozenset(event for event, frame in frames.items() if frame.harmful)
        self.between = frozenset(("on", "late", "early", "in", "reporters", "journalists"))
        self.prepositions = frozenset(lexicon["PREPOSITION"])
        self.terms = frozenset(lexicon["TERM_N"])
        self.definite = frozenset(packs.words["THE"])
        self.distances = frozenset(lexicon["DISTANCE_UNIT"])
        self.agents = (
            frozenset(lexicon["HEAD_OF_PARTY"]) | frozenset(lexicon["ACTOR_N"]) | frozenset(packs.words["DOER_N"])
        )
        self.since = frozenset(packs.words["SINCE"])
        self.before_place = frozenset(packs.words["PLACE_SAID"])
        self.between |= frozenset(lexicon["ADVERB"]) | frozenset(lexicon["NOT"])

    def __call__(self, view: View, drafts: list[Draft]) -> None:
        beside = by_sentence(drafts)
        begun: list[Draft] = []
        begun_at = -9  # whose the date before is, and where it stands: of a range both ends are told
        for found in view.article.mentions():
            mention, here = found.mention, beside.get(found.sentence)
            if not here:
                continue
            item = view.item_of[found.first]
            if isinstance(mention, CountMention):
                if self._is_known_pair(view, item, mention) or self._is_distance(mention):
                    continue
                able = [draft for draft in here if mention.category in self.frames[draft.event].owns]
                if mention.category == "other":
                    able = [draft for draft in able if not self._acts_elsewhere(view, draft, item)]
                for draft in self._nearest(view, able, item):
                    draft.counts.append(mention)
            elif isinstance(mention, DateMention) and mention.value not in VAGUE_DATES:
                dated = self._dated(view, here, item, mention)
                if not dated and item - begun_at == 2 and view.words[item - 1] in DASHES:
                    dated = begun  # "from 26 July - 22 August"
                begun, begun_at = dated, item
                for draft in dated:
                    draft.dates.append(mention)
            elif isinstance(mention, PhaseMention):
                for draft in self._phased(view, here, item):
                    draft.phases.append(mention)
            elif isinstance(mention, PlaceMention):
                for draft in self._placed(view, here, item):
                    draft.places.append(mention)
        self._share_dates(view, drafts, beside)

    def share_actors(self, view: View, drafts: list[Draft]) -> None:
        """Who is not said again: the victims of an attack have its attacker, talks that go on have those who talked before."""
        beside = by_sentence(drafts)
        for draft in drafts:
            if draft.cast.actors or draft.trigger.rule.subject == "mediator":
                continue
            for other in reversed([*beside.get(draft.sentence - 1, ()), *beside[draft.sentence]]):
                if other.cast.actors and other is not draft and self._has_same_actors(view, draft, other):
                    draft.cast.actors += self._foes_of(draft, other.cast.actors)
                    break

    def _foes_of(self, draft: Draft, actors: list[Player]) -> list[Player]:
        """Those of `actors` whose loss a loss is not: "ten soldiers died in clashes with the rebels"."""
        lost = {player.party for player in draft.cast.targets}
        return [player for player in actors if player.party not in lost] or actors

    def _is_since(self, view: View, draft: Draft) -> bool:
        """Whether an event only says from when on something is counted."""
        if view.clauses[draft.clause].opener in self.since:
            return True
        assert view.article.syntax is not None
        phrase = view.article.syntax.phrase_at(draft.trigger.end - 1)
        return phrase is not None and phrase.preposition >= 0 and view.words[phrase.preposition] in self.since

    def _has_same_actors(self, view: View, draft: Draft, other: Draft) -> bool:
        frame = self.frames[draft.event]
        if frame.fight and other.event == draft.event and not draft.trigger.verb and not draft.cast.targets:
            definite = view.words[draft.trigger.start - 1] in self.definite  # "The raid": the one just told of
            return definite and other.trigger.start < draft.trigger.start and other.reading.polarity == "positive"
        if other.event in frame.follows:
            if self._is_since(view, other):
                return False  # "have died since the offensive began"
            told_of = other.sentence == draft.sentence and other.reading.polarity == "positive"
            return told_of and not self._has_doer(view, draft)
        told = draft.reading.status in ("occurred", "ongoing", "planned")
        return told and frame.shared and self.frames[other.event].shared and len(other.cast.actors) > 1

    def _has_doer(self, view: View, draft: Draft) -> bool:
        """Whether somebody is said to do it, of whatever party: "*gunmen* killed him during a raid"."""
        assert view.article.syntax is not None
        group = view.article.syntax.group_at(draft.trigger.start)
        if not draft.trigger.verb or group is None or group.passive:
            return False
        return any(view.words[one.head] in self.agents for one in group.subjects)

    def _is_known_pair(self, view: View, item: int, count: CountMention) -> bool:
        """ "The two sides", "the three leaders": who they are is known, and their number no news."""
        few = count.value is not None and count.value <= FEW and count.category in ("other", "people")
        return few and view.words[item - 1] in self.definite

    def _acts_elsewhere(self, view: View, draft: Draft, item: int) -> bool:
        """Whether what is counted at an item is what another verb acts on: "held two rounds and freed 20" freed no rounds."""
        syntax = view.article.syntax
        assert syntax is not None
        phrase, group = syntax.phrase_at(item), syntax.group_at(draft.trigger.start)
        if phrase is None or phrase.role != "object" or phrase.verb is None or group is None or not draft.trigger.verb:
            return False
        return phrase.verb is not group and phrase.verb.governor is not group and group.governor is not phrase.verb

    def _is_distance(self, count: CountMention) -> bool:
        """ "30 km from the capital": how far something is."""
        return (count.unit or "").partition(" ")[0].lower() in self.distances

    def _nearest(self, view: View, drafts: list[Draft], item: int) -> list[Draft]:
        """The draft nearest to an item; the first of two as near."""
        return [min(drafts, key=lambda draft: distance(view, draft, item))] if drafts else []

    def _dated(self, view: View, here: list[Draft], item: int, date: DateMention) -> list[Draft]:
        """The drafts that a date belongs to: what it measures or describes, else those of its clause; none where it says when something was said."""
        words, clause = view.words, view.clause(item)
        if self._is_stamp(view, item, date):
            return []
        if self._is_label(view, item, date):
            return here
        if date.type == "DURATION":
            measured = self._measured(view, here, item, date)
            if measured is not None:
                return measured
        if self._is_attribute(view, item, date):
            return [draft for draft in here if item < draft.trigger.start and self._describes(view, item, draft)]
        at = item - 1
        while at > 0 and words[at] in self.between:
            at -= 1
        told = [draft for draft in here if not draft.trigger.verb and draft.trigger.end == at]
        if words[at].endswith("ed") and told:
            return told  # "the ceasefire declared three days ago"
        if words[at] in self.saying and date.type != "DURATION" and words[at - 1] not in ("been", "was", "were"):
            return []  # "said on Monday", but "concluded ten days of talks", "clashes were reported on Monday"
        same = [draft for draft in here if draft.clause == clause.number]
        if not same:
            return self._of_other_clauses(view, here, item, clause)
        if {draft.event for draft in same} <= self.violent:
            return same
        return self._nearest(view, [draft for draft in same if not self._is_object(view, draft, same, item)], item)

    def _is_attribute(self, view: View, item: int, date: DateMention) -> bool:
        """ "The 1994 agreement": a year before its noun, which dates that alone."""
        assert view.article.syntax is not None
        kinds = view.article.syntax.kinds
        named = kinds[item + 1] in k.NOMINAL
        return date.type == "DATE" and date.value.isdecimal() and kinds[item - 1] in (k.DETERMINER, k.OWNER) and named

    def _measured(self, view: View, here: list[Draft], item: int, date: DateMention) -> list[Draft] | None:
        """The drafts that a length of time measures or describes; None where it does neither."""
        words, clause = view.words, view.clause_of[item]
        if words[item + 1] in ("after", "before") and "X" in date.value:
            return []  # "hours after the truce began": it dates nothing by itself
        if words[item - 1] == "within" and words[item + 1] == "of":
            return self._of_clause(here, clause)[:1]  # "within days of the truce they returned"
        if words[item + 1] in ("after", "before"):  # "two weeks after the sides signed": it dates the signing
            return self._of_clause(here, view.clause_of[item + 2])[:1]
        own = self._of_clause(here, clause)
        if words[item + 1] == "of":  # "after ten days of talks", "the end of ten years of war"
            of_what = [draft for draft in here if item + 1 < draft.trigger.start < item + 6]
            verbs = [draft for draft in own if draft.trigger.verb]
            ended = [draft for draft in verbs if draft.trigger.start < item <= draft.trigger.end + 1]
            suffered = [draft for draft in verbs if draft.trigger.start > item and draft.event in self.harmful]
            return of_what[:1] or ended or suffered
        if "-" not in date.text:
            return None
        described = [draft for draft in here if self._describes(view, item, draft)]
        if date.text.endswith("-old"):
            return described[:1]  # "the decades-old conflict"
        if not described and words[item + 1] in self.terms:
            return None  # "a 60-day deadline"
        # "a three-month humanitarian truce", "thousands died in the two-year war", but not "a two-year vacuum"
        return described[:1] or [draft for draft in own if draft.event in self.harmful]

    def _is_object(self, view: View, draft: Draft, beside: list[Draft], item: int) -> bool:
        """Whether a noun before a date is what another one is of: "violations of the truce since May", "talks on a truce in Doha on Friday"."""
        if draft.trigger.verb or draft.trigger.end > item or view.words[item - 1] == "of":
            return False
        for other in beside:
            between = view.words[other.trigger.end : draft.trigger.start]
            if not other.trigger.verb and 0 < len(between) < 4 and between[0] in ("of", "on", "over", "for", "about"):
                return True
        return False

    def _of_other_clauses(self, view: View, here: list[Draft], item: int, clause: Clause) -> list[Draft]:
        """Whose a date is in whose clause no event is told."""
        if clause.kind == "relative" and clause.antecedent is not None:  # "the truce that took effect on May 22"
            told = [draft for draft in here if draft.trigger.start <= clause.antecedent < draft.trigger.end + 1]
            if told:
                return told
        if clause.opener == "when" and clause.parent is not None:  # "were killed when a bridge fell on Saturday"
            return self._of_clause(here, clause.parent)
        hanging = [
            draft
            for draft in here
            if view.clauses[draft.clause].parent == clause.number
            and view.clauses[draft.clause].kind in ("participle", "coordinate")
        ]
        if hanging:
            return hanging  # "On Wednesday a mine tore through a bus, killing ten"
        opened = view.clause_of[item + 1 + (view.words[item + 1] == ",")]
        if opened >= 0 and view.clauses[opened].opener == "when":  # "It began on 7 May, when gunmen attacked ..."
            return self._of_clause(here, opened)
        if clause.kind in ("report", "main"):
            return []  # a dateline, or a clause without an event: the date is its own
        able = [draft for draft in here if not self.frames[draft.event].stance]
        return [draft for draft in self._nearest(view, able, item) if abs(draft.trigger.start - item) < REACH]

    def _is_stamp(self, view: View, item: int, date: DateMention) -> bool:
        """ "17:42 Rebels free two", "GENEVA (13 May 2024) — The sides met": when an entry or the article was written."""
        sentence, published, words = view.article.sentences[view.sentence_of[item]], view.article.published, view.words
        if words[item - 1] == "(" and words[item + 1] == ")" and words[item + 2] in DASHES:
            return published is not None and date.value == published.isoformat()
        return date.type == "TIME" and date.start == sentence.start and view.words[item + 1] not in (",", ".")

    def _is_label(self, view: View, item: int, date: DateMention) -> bool:
        """ "7 October 2023: Rebels attack ...": the label of a line in a chronology, not the day of the whole report."""
        published, sentence = view.article.published, view.article.sentences[view.sentence_of[item]]
        if date.type != "DATE" or view.article.tokens.starts[sentence.first] < date.start - 3:
            return False
        return view.words[item + 1] in (":", *DASHES) and date.value != (published.isoformat() if published else None)

    def _of_clause(self, here: list[Draft], clause: int) -> list[Draft]:
        return [draft for draft in here if draft.clause == clause]

    def _describes(self, view: View, item: int, draft: Draft) -> bool:
        """Whether a date is an adjective of the noun that tells of an event."""
        between = view.words[item + 1 : draft.trigger.start]
        return (
            not draft.trigger.verb
            and item < draft.trigger.start < item + 5
            and not any(word in self.prepositions or word in (",", "and", "") for word in between)
        )

    def _phased(self, view: View, here: list[Draft], item: int) -> list[Draft]:
        """All drafts of a phase's clause, else the next one. Of several phases each has the drafts up to the next phase, or since the last."""
        sentence = view.sentence_of[item]
        found = view.article.phases
        first, last = (find(found, sentence, key=lambda one: one.sentence) for find in (bisect_left, bisect_right))
        phases = [view.item_of[one.first] for one in found[first:last]]
        if len(phases) > 1:
            before = max((one for one in phases if one < item), default=-1)
            after = min((one for one in phases if one > item), default=len(view.words))
            fronted = phases[0] < here[0].trigger.start  # "in stage one A goes, in the second B"
            first, last = (item, after) if fronted else (before, item)
            held = [draft for draft in here if first < draft.trigger.start < last]
            if held:
                return held
        same = [draft for draft in here if draft.clause == view.clause_of[item]]
        return same or [draft for draft in here if draft.trigger.start > item][:1] or here[:1]

    def _placed(self, view: View, here: list[Draft], item: int) -> list[Draft]:
        """The drafts that a place belongs to, by the structure that gives dates: those of its clause; none where it says where something was said.

        Violence in one clause shares its place; of other events the nearest has it. A stance is nowhere.
        """
        words, clause = view.words, view.clause(item)
        at = item - 1
        while at > 0 and words[at] in self.before_place:
            at -= 1
        if words[at] in self.saying and at < item - 1:
            return []  # "told reporters in Doha", "said in Geneva"
        able = [draft for draft in here if not self.frames[draft.event].stance]
        same = [draft for draft in able if draft.clause == clause.number]
        if not same:
            return self._of_other_clauses(view, able, item, clause)
        if {draft.event for draft in same} <= self.violent:
            return same
        return self._nearest(view, same, item)

    def _share_dates(self, view: View, drafts: list[Draft], beside: dict[int, list[Draft]]) -> None:
        """What is told in one breath shares a date."""
        for draft in drafts:
            if not draft.dates:
                for other in beside[draft.sentence]:
                    dates = [date for date in other.dates if date.type != "DURATION" or draft.event in self.harmful]
                    if other is not draft and dates and self._in_one_breath(view, other, draft):
                        draft.dates = dates
                        break

    def _in_one_breath(self, view: View, dated: Draft, draft: Draft) -> bool:
        """An attack and its victims; "attacked a camp on Friday, killing two and taking five"; "killed 20 on Friday and seized four"; "on Friday Baku freed two and Yerevan freed three"."""
        if {draft.event, dated.event} <= self.violent & self.harmful:
            return True
        clause = view.clauses[draft.clause]
        if clause.parent != dated.clause or not draft.trigger.verb:
            return False
        if clause.kind == "participle":
            return clause.opener == "ing"
        same = draft.event == dated.event or {draft.event, dated.event} <= self.violent | self.harmful
        return same and clause.opener == "and" and draft.reading.status == dated.reading.status
