"""Which triggers make claims: no questions, no page furniture, one claim an event, and no claim for what is only talked about."""

from __future__ import annotations

from ...models import DateMention, PartyMention
from ...rules.packs import Packs
from ...text.tokenizer import Tokens
from ..context.engine import DEFINITE, KNOWN
from ..events.triggers import Trigger
from ..syntax.clauses import View
from .draft import Draft

# "after the fighting", "of the talks": a noun behind these is seldom the news
BACKGROUND = frozenset(("of", "against", "after", "during", "before", "since", "until", "despite", "amid"))
PARTNER_LINK = frozenset(("with", "the", "both", "his", "its", "their"))
LABEL = 3  # tokens: a heading that is no headline
LASTING = frozenset(("fighting", "hostilities", "violence", "clashes"))


class Selector:
    """Leaves out what is no claim of its own."""

    def __init__(self, packs: Packs, finite: frozenset[str]) -> None:
        frames = packs.frames.items()
        self.shared = frozenset(event for event, frame in frames if frame.shared)
        self.stances = frozenset(event for event, frame in frames if frame.stance)
        self.settlements = frozenset(event for event, frame in frames if frame.settlement)
        self.tolls = frozenset(event for event, frame in frames if frame.toll)
        self.holding = frozenset(event for event, frame in frames if frame.holds)
        self.releasing = frozenset(event for event, frame in frames if frame.holder)
        self.repeatable = frozenset(event for event, frame in frames if frame.repeatable)
        self.meetings = frozenset(event for event, frame in frames if frame.meeting)
        self.fights = frozenset(event for event, frame in frames if frame.fight)
        self.noise = tuple(packs.lexicon["NOISE"])
        self.prepositions = frozenset(packs.lexicon["PREPOSITION"])
        self.auxiliaries = frozenset(packs.lexicon["AUX"])
        self.news_of = frozenset(packs.lexicon["NEWS_OF"])
        self.actors = frozenset(packs.lexicon["ACTOR_N"]) | frozenset(packs.lexicon["SIDE_N"])
        self.about = frozenset(packs.lexicon["ABOUT_N"])
        self.part_of = frozenset(packs.words["PART_OF_FIGHT"])
        self.finite = finite

    def __call__(self, view: View, drafts: list[Draft]) -> list[Draft]:
        silent = self._silent(view)
        out: list[Draft] = []
        beside: dict[int, list[Draft]] = {}
        for draft in drafts:
            here = beside.setdefault(draft.sentence, [])
            if here and self._says_more(draft, here[-1]):
                here.pop()
                out.pop()
            if draft.sentence in silent or self._is_topic(view, draft, here):
                continue
            if self._repeats(view, draft, here):
                last = self._same_fight(draft, here)
                if last is None or not draft.cast.actors:
                    continue
                if last.trigger.verb or last.has_content:
                    if self._is_part(view, draft):
                        self._complete(last, draft)
                    continue
                # "in the heaviest fighting in months, Togo launched an attack on Lomé": the one that says who
                here.remove(last)
                out.remove(last)
            out.append(draft)
            here.append(draft)
        return [
            draft
            for draft in out
            if not self._yields(view, draft, beside[draft.sentence])
            and not self._is_anaphor(view, draft, beside[draft.sentence])
        ]

    def is_bare(self, view: View, draft: Draft) -> bool:
        """'The talks', 'the deal': a noun spoken of before, of which nothing new is said."""
        trigger, reading = draft.trigger, draft.reading
        if self._is_background(view, draft) or self._is_spoken_of(view, draft) or self._is_span(view, draft):
            return True
        if trigger.verb or draft.has_content or reading.cued or trigger.rule.status or reading.aspect:
            return False
        if trigger.rule.args.follows:
            return False  # "the process is stalled": told for what is said of it
        if reading.polarity == "negative" or (
            draft.event not in self.shared and view.words[trigger.start] not in LASTING
        ):
            return False
        definite = False
        for word in reversed(view.words[trigger.start - 4 : trigger.start]):
            definite = definite or word in DEFINITE
            if word in self.prepositions:  # "the first strike since peace deal", "after a truce has been agreed": news
                return definite or (word in BACKGROUND and draft.event not in self.settlements)
            if word in self.finite or word in (",", "."):
                break
        return definite

    def _is_spoken_of(self, view: View, draft: Draft) -> bool:
        """'A threat to the accord', 'the idea of a truce', 'their position on the talks': the noun before says what the sentence is about."""
        trigger, words = draft.trigger, view.words
        if trigger.verb or (draft.event not in self.shared | self.fights):
            return False
        if draft.reading.polarity == "negative" or words[trigger.end] in self.news_of or draft.cast.mediators:
            return False
        for item in range(trigger.start - 1, max(trigger.start - 6, 0), -1):
            word = words[item]
            if word in self.prepositions:
                return words[item - 1] in self.about
            if word in self.finite or word in (",", ".", "and"):
                return False
        return False

    def _is_span(self, view: View, draft: Draft) -> bool:
        """'After eight days of fierce fighting': how long it was, and no news of it."""
        start, words = draft.trigger.start, view.words
        if words[start] not in LASTING:
            return False
        of = next((item for item in range(start - 1, max(start - 4, 0), -1) if words[item] == "of"), None)
        found = view.mention(of - 1) if of is not None else None
        return found is not None and isinstance(found.mention, DateMention)

    def _is_anaphor(self, view: View, draft: Draft, beside: list[Draft]) -> bool:
        """'The attack drove 2,000 from their homes': an attack spoken of before, in a clause that tells of something else."""
        trigger = draft.trigger
        if (
            trigger.verb
            or draft.event not in self.fights
            or draft.has_content
            or draft.reading.cued
            or draft.reading.aspect
        ):
            return False
        if trigger.rule.args.follows or view.words[trigger.start - 1] not in DEFINITE:
            return False
        if view.words[trigger.end] in self.prepositions:
            return False  # "the capture of Huambo", "the attack on Goma"
        others = [other.event for other in beside if other is not draft and other.clause == draft.clause]
        return bool(others) and self.tolls.isdisjoint(
            others
        )  # "these bombs killed nine": the attack is told with its dead

    def _is_background(self, view: View, draft: Draft) -> bool:
        """'Under the terms of the agreement, Hamas is to ...', 'the second phase of the deal': a settlement known already, and nothing new of it."""
        trigger, reading, words = draft.trigger, draft.reading, view.words
        if trigger.verb or draft.event not in self.shared or reading.aspect or reading.polarity == "negative":
            return False
        if draft.cast.mediators or draft.phases or words[trigger.end] in self.news_of:
            return False
        definite = False
        assert view.article.syntax is not None
        for item in range(trigger.start - 1, max(trigger.start - 6, 0), -1):
            word = words[item]
            if view.article.syntax.group_at(item) is not None:
                return False  # "joined it in signing the accord"
            definite = definite or word in KNOWN
            if word in self.prepositions:
                return definite and (word == "under" or not reading.cued)
            if word in self.finite or word in (",", ".", "", "and"):
                return False
        return False

    def _silent(self, view: View) -> frozenset[int]:
        """Sentences that claim nothing: questions, and lines of the page around the article."""
        tokens = view.article.tokens
        telling = {
            view.sentence_of[item]
            for item in range(len(view.words))
            if view.finite[item] or view.mention(item) is not None
        }
        out = set()
        for number, sentence in enumerate(view.article.sentences):
            opening = " ".join(tokens.lower[sentence.first : sentence.first + 4])
            if number not in telling and self._is_label(tokens, sentence.first, sentence.last):
                out.add(number)
            if tokens.words[sentence.last].startswith("?") or opening.startswith(self.noise):
                out.add(number)
        return frozenset(out)

    def _is_label(self, tokens: Tokens, first: int, last: int) -> bool:
        """'A. Ceasefire', 'Political process': a heading of a few words without a verb, which says nothing of what it names."""
        if last - first >= LABEL or tokens.words[last][-1] in ".!":
            return False
        return not any(
            word.endswith(("s", "ed", "ing")) and not word.endswith("ss") for word in tokens.lower[first : last + 1]
        )

    def _says_more(self, draft: Draft, last: Draft) -> bool:
        """'Relief convoys were blocked': of the two words for one event the verb says more."""
        turned = draft.trigger.rule.polarity is not None and draft.event not in self.stances
        turned = turned or (
            draft.trigger.verb and bool(draft.reading.aspect) and not last.reading.aspect and not last.has_content
        )
        return turned and last.event == draft.event and last.clause == draft.clause and not last.trigger.verb

    def _same_fight(self, draft: Draft, before: list[Draft]) -> Draft | None:
        """The draft of one clause that told of a fight before."""
        if draft.event not in self.fights:
            return None
        same = [other for other in before if other.event == draft.event and other.clause == draft.clause]
        return same[-1] if same else None

    def _is_part(self, view: View, draft: Draft) -> bool:
        """ "... was retaken in an Angolan offensive": the preposition before the second word for it."""
        before = view.words[draft.trigger.start - 4 : draft.trigger.start]
        said = [word for word in before if word in self.prepositions]
        return bool(said) and said[-1] in self.part_of

    def _complete(self, told: Draft, again: Draft) -> None:
        """ "Huambo was retaken in an Angolan offensive": the second word for it says who."""
        parties = {player.party for player in told.cast.targets}
        if not told.cast.actors and parties.isdisjoint(player.party for player in again.cast.actors):
            told.cast.actors.extend(again.cast.actors)

    def _repeats(self, view: View, draft: Draft, before: list[Draft]) -> bool:
        """One event, one claim: a second trigger of the event in its clause is the same event, unless coordinated or exchanged."""
        trigger, event = draft.trigger, draft.event
        if event in self.tolls:  # a toll with its parts is one claim
            return any(other.event == event and other.reading.polarity == draft.reading.polarity for other in before)
        told = any(other.event not in self.stances for other in before)
        if told and trigger.verb and trigger.rule.subject == "mediator" and self._is_attribute(view, trigger):
            return True
        attribute = (
            event in self.holding
            and "PART" in trigger.forms
            and view.words[trigger.start - 1] not in self.auxiliaries
            and view.words[trigger.start - 1] not in ("and", "but", "or")
        )
        if attribute and any(other.event in self.releasing for other in before):
            return True  # "the release of ten prisoners held by Hamas": says which
        if event in self.fights and trigger.verb and self._tells_of(view, trigger, event, before):
            return True
        same = [other for other in before if other.event == event and other.clause == draft.clause]
        if not same or event in self.repeatable:
            return False
        if event not in self.shared and event not in self.stances and self._is_anothers(view, same[-1], draft):
            return False
        if event in self.meetings and trigger.verb and self._has_partner(view, trigger):
            return False  # "will hold talks with Mali and meet the Tuareg chiefs"
        between = view.words[same[-1].trigger.end : trigger.start]
        if self._is_listed(same[-1].trigger, trigger, between):
            return False
        if "and" not in between or len(between) < 3:
            return True
        first = between[: between.index("and")]  # "shelling went on and a strike left nine dead" are two
        return event in self.meetings | self.fights and not any(word in self.finite for word in first)

    def _tells_of(self, view: View, trigger: Trigger, event: str, before: list[Draft]) -> bool:
        """ "An air raid that hit a school": what the attack did is the attack."""
        clause = view.clause(trigger.start)
        at = clause.antecedent
        if clause.kind != "relative" or at is None:
            return False
        return any(
            other.event == event and not other.trigger.verb and other.trigger.start <= at < other.trigger.end
            for other in before
        )

    def _is_anothers(self, view: View, last: Draft, draft: Draft) -> bool:
        """ "With the PLO's withdrawal completed, France leaves": what another party does is an event of its own."""
        between = view.words[last.trigger.end : draft.trigger.start]
        acted_on = last.trigger.verb and not draft.trigger.verb and self.prepositions.isdisjoint(between)
        mine = {player.party for player in draft.cast.actors}
        if acted_on or not mine or not last.cast.actors:
            return False  # "crushed the Tuareg revolt": one fight
        return mine.isdisjoint(player.party for player in last.cast.actors)

    def _is_listed(self, last: Trigger, trigger: Trigger, between: list[str]) -> bool:
        """'A 72-hour truce, a 30-day pause and a two-month ceasefire': each with an article of its own."""
        if last.verb or trigger.verb or not between or between[0] not in (",", "and", "or"):
            return False
        own = any(word in ("a", "an", "another") for word in between)
        return own and not any(word in self.finite or word in self.prepositions for word in between)

    def _has_partner(self, view: View, trigger: Trigger) -> bool:
        """Whether a party stands right behind a verb of meeting."""
        for item in range(trigger.end, min(trigger.end + 4, len(view.words))):
            found = view.mention(item)
            if found is not None:
                return isinstance(found.mention, PartyMention)
            if view.words[item] in self.actors:
                return True  # "held consultations in Dili and met bishops"
            if view.words[item] not in PARTNER_LINK:
                return False
        return False

    def _is_attribute(self, view: View, trigger: Trigger) -> bool:
        """'The truce, mediated by France', 'with Oman mediating': who mediates, no event beside the truce."""
        return view.words[trigger.end] in ("by", "jointly") or "ING" in trigger.forms

    def _is_topic(self, view: View, draft: Draft, before: list[Draft]) -> bool:
        """'Talks on a wider truce': what talks are about is no event beside them."""
        trigger = draft.trigger
        if trigger.verb or draft.event not in self.settlements:
            return False
        number = view.clause_of[trigger.end] if trigger.end < len(view.words) else -1
        if (
            number >= 0
            and view.clauses[number].kind == "relative"
            and view.clauses[number].antecedent == trigger.end - 1
        ):
            return False  # "talks on a truce that is to begin on Monday": something is said of the truce
        for other in before:
            if other.event in self.meetings and other.clause == draft.clause:
                between = view.words[other.trigger.end : trigger.start]
                about = any(word in ("on", "for", "of", "over", "about") for word in between)
                if about and not any(word in ("to", "and", ",") or word in self.finite for word in between):
                    return True
        return False

    def _yields(self, view: View, draft: Draft, beside: list[Draft]) -> bool:
        """Whether a stance is only the frame of another event, or an event only the object of a stance."""
        trigger = draft.trigger
        if draft.event in self.fights and view.words[trigger.start] in LASTING:  # "the fighting is to stop": a truce
            return any(other.trigger.rule.args.ends_war and other.clause == draft.clause for other in beside)
        if draft.event in self.stances:
            told_of = view.clause(trigger.start).kind == "relative"  # "a demand that Hamas has rejected"
            if (
                not told_of
                and draft.reading.cued
                and trigger.verb
                and draft.reading.status in ("demanded", "proposed", "planned")
            ):
                return True
            frames = trigger.rule.args.frames
            return any(
                trigger.end <= other.trigger.start < trigger.end + 14
                and other.event not in self.stances
                and (frames == "all" or other.event in frames)
                and draft.clause in (other.clause, view.clauses[other.clause].parent)
                for other in beside
            )
        for stance in beside:
            if (
                stance.event in self.stances
                and stance.trigger.passive
                and stance.clause == draft.clause
                and trigger.end <= stance.trigger.start < trigger.end + 6
                and not trigger.verb
            ):
                return True  # "the truce was praised by both"
            near = stance.trigger.end <= trigger.start < stance.trigger.end + 6 and stance.clause == draft.clause
            if near and stance.event in self.stances and stance.trigger.verb:
                if trigger.rule.status == "proposed" and not trigger.verb:
                    return False  # "accepted the French ceasefire proposal": who proposes is told too
                args = stance.trigger.rule.args
                return args.hides_object and draft.event not in args.frames
        return False
