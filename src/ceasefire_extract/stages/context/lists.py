"""Lists: what the line above says of each item. "They agreed to:", "The accord provides for:", "The draft has three points:"."""

from __future__ import annotations

from ...models import Status
from ...rules.packs import Packs
from ...text.sentences import BULLET
from ..syntax.clauses import View
from .cues import FAR, Cue
from .strength import STRENGTH

LABEL = 10  # items: how long the words before the colon of a list may be
LEAD = 8  # items: how near to a list a cue of the line above it stands


class LeadReader:
    """Reads the lines above lists."""

    def __init__(self, packs: Packs) -> None:
        self.settled = frozenset(packs.lexicon["SETTLED_N"])
        self.lists: dict[Status, frozenset[str]] = {
            "demanded": frozenset(packs.words["DEMANDS_N"]),
            "proposed": frozenset(packs.words["DRAFT_W"]),
            "planned": frozenset(packs.words["TERMS_N"]),
        }
        holding = frozenset(packs.lexicon["CONTAIN_V"]) | frozenset(packs.words["HOLDS_V"])
        self.in_label = holding.union(*self.lists.values())  # "demands" is a verb too

    def label(self, view: View, sentence: int) -> tuple[int, Status] | None:
        """The colon of a sentence whose first words say what is listed behind it, and the status that gives: "Terms: the release of ...".

        None where the sentence has none.
        """
        begin, end = view.sentence(view.item_of[view.article.sentences[sentence].first])
        colon = next((item for item in range(begin, min(begin + LABEL, end - 1)) if view.words[item] == ":"), None)
        if colon is None or any(
            view.finite[item] and view.words[item] not in self.in_label for item in range(begin, colon)
        ):
            return None
        words = view.words[begin:colon]
        for status, names in self.lists.items():
            listed = not names.isdisjoint(words)
            if listed and (status != "proposed" or not self.lists["planned"].isdisjoint(words)):
                return colon, status
        return None

    def __call__(self, view: View, cues: dict[int, list[Cue]]) -> dict[int, Status]:
        """List item (by its sentence) -> the status that the line above the list gives it: "They agreed to:", "The accord provides for:"."""
        out: dict[int, Status] = {}
        lead: Status | None = None
        for number, sentence in enumerate(view.article.sentences):
            text = view.article.text[sentence.start : sentence.end]
            if BULLET.match(text):
                if lead is not None:
                    out[number] = lead
                continue
            lead = None
            if text.endswith(":"):
                colon = view.item_of[sentence.last]
                near = [
                    cue for cue in cues.get(number, ()) if cue.rule.direction != "backward" and colon - cue.end < LEAD
                ]
                for cue in near:
                    status = cue.rule.status
                    if status is not None and (lead is None or STRENGTH[status] > STRENGTH[lead]):
                        lead = status
                if lead is None and any(view.words[item] in self.settled for item in range(max(colon - FAR, 0), colon)):
                    lead = "planned"
        return out
