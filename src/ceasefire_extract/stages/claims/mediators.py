"""Who brings the parties of an event together: "brokered by X", "X-mediated", "X hosted the talks", "under X's auspices", "X helped arrange"."""

from __future__ import annotations

from ...rules.packs import Packs
from ..events.triggers import Trigger
from ..syntax.arguments import Syntax
from ..syntax.clauses import View
from ..syntax.phrases import Phrase, VerbGroup
from .players import Player, Players


class MediatorReader:
    """Reads the mediators of a trigger."""

    def __init__(self, packs: Packs) -> None:
        self.mediating = frozenset(packs.words["MEDIATE"])
        self.participles = frozenset(packs.lexicon["MEDIATING"])
        self.mediation = frozenset(packs.words["MEDIATION_N"])
        self.bringing = frozenset(packs.words["BRING_ABOUT"])
        self.helping = frozenset(packs.words["HELP"])
        self.source = frozenset(packs.words["SOURCE_PREPOSITION"])
        self.by = frozenset(packs.words["BY"])

    def __call__(self, view: View, syntax: Syntax, players: Players, trigger: Trigger) -> list[Player]:
        """Those who mediate, in reading order."""
        start, end = view.sentence(trigger.start)
        phrase = syntax.phrase_at(trigger.end - 1)
        acted = self._acted(syntax, trigger) if phrase is None else []
        own = acted[0] if acted and not self._is_behind(syntax, trigger, acted[0]) else None
        out: list[Player] = []
        for item in range(start, end):
            group = syntax.group_at(item)
            if group is not None and group.verb == item:
                if trigger.start <= group.verb < trigger.end:
                    continue
                if self._mediates(group) and self._is_about(syntax, group, trigger, phrase or own):
                    subjects = group.subjects
                    if group.passive:
                        subjects = [oblique for oblique in group.obliques if view.words[oblique.preposition] in self.by]
                    out += players.of_group(subjects)
            elif item in players.at and self._is_attribute(view, syntax, item):
                if any(self._describes(syntax, item, one) for one in ([phrase] if phrase else acted)):
                    out.append(players.at[item])  # "the X-brokered truce"
            elif view.words[item] in self.mediation:
                out += self._of_noun(view, syntax, players, item)
        return out

    def _is_attribute(self, view: View, syntax: Syntax, item: int) -> bool:
        """ "The X-brokered truce", "X mediated talks" within one noun phrase."""
        words = view.words
        if words[item + 1] == ")" and words[item + 2] == "-":  # "the African Union (AU)-sponsored talks"
            return words[item + 3] in self.participles
        if words[item + 1] == "-":
            return words[item + 2] in self.participles
        return words[item + 1] in self.participles and syntax.group_at(item + 1) is None

    def _acted(self, syntax: Syntax, trigger: Trigger) -> list[Phrase]:
        """What a verb acts on, and what does it: "complied with the X-brokered accord", "the X-brokered accord ended the war"."""
        group = syntax.group_at(trigger.start)
        return [] if group is None else [*group.objects, *group.subjects, *group.obliques[:1]]

    def _is_behind(self, syntax: Syntax, trigger: Trigger, phrase: Phrase) -> bool:
        """Whether a phrase stands behind a preposition after the trigger: "handed over to the body that X chairs" tells of the body."""
        group = syntax.group_at(trigger.start)
        return group is not None and phrase in group.obliques

    def _mediates(self, group: VerbGroup) -> bool:
        if group.lemma in self.mediating:
            return True
        governor = group.governor
        return (
            group.lemma in self.bringing
            and governor is not None
            and governor.lemma in self.helping
            and group.link in ("control", "gerund")
        )

    def _is_about(self, syntax: Syntax, group: VerbGroup, trigger: Trigger, phrase: Phrase | None) -> bool:
        """Whether what a verb of mediating acts on is the trigger, or nothing else is said."""
        acted = [*group.objects, *(group.subjects if group.passive else ())]
        if phrase is not None and any(self._belongs(one, phrase) for one in acted):
            return True
        if any(one.first <= trigger.start <= one.last for one in group.obliques):
            return True
        return not group.objects and not group.passive

    def _belongs(self, one: Phrase, phrase: Phrase) -> bool:
        """Whether a phrase is the trigger's, or hangs on it: "consultations on detainees, hosted by"."""
        above: Phrase | None = one
        while above is not None:
            if above is phrase or phrase in above.group:
                return True
            above = above.hangs_on
        return False

    def _describes(self, syntax: Syntax, item: int, phrase: Phrase | None) -> bool:
        own = syntax.phrase_at(item)
        while phrase is not None and phrase is not own:
            phrase = phrase.hangs_on  # "the X-brokered plan for a truce"
        return own is phrase

    def _of_noun(self, view: View, syntax: Syntax, players: Players, item: int) -> list[Player]:
        """ "Under X's mediation", "with the mediation of X", "through X mediation"."""
        phrase = syntax.phrase_at(item)
        if phrase is None or phrase.role == "subject":
            return []
        if phrase.owner is not None:
            return players.of_group(phrase.owner.group)
        inside = players.inside(phrase)
        if inside:
            return inside if phrase.preposition >= 0 else []
        after = syntax.after(phrase)
        if not after or after[0].hangs_on is not phrase or view.words[after[0].preposition] not in self.source:
            return []
        return players.of_group(after[0].group)
