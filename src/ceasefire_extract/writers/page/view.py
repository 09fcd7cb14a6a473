"""What the page shows, made from extractions and groups: articles, claims as cards, facets, timeline, figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...compare.groups import outlet_of
from ...compare.models import Difference, FigurePoint, Group, Where
from ...models import Claim, Extraction, Statement
from .highlight import Piece, pieces_of
from .plot import Plot, plots_of
from .timeline import items_of

SIGNS = {  # a sign for each status, so that colour alone carries nothing
    "occurred": "●", "ongoing": "◐", "planned": "▷", "proposed": "◇", "demanded": "▲", "conditional": "◫", "possible": "?",
}  # fmt: skip
FACETS = ("event", "status", "party", "outlet", "phase")


@dataclass(slots=True)
class Card:
    """A claim with all that explains it. `facets` are its values for each facet, by which it is filtered."""

    anchor: str
    claim: Claim
    outlet: str
    document: str
    sign: str
    before: str
    after: str
    participants: list[tuple[str, str, str]]  # role, party, words
    cues: list[tuple[str, str, str]]  # what, words, whose
    more: list[tuple[str, str]]  # what else a claim says of itself: its confidence
    group: str | None
    facets: dict[str, list[str]]

    @property
    def state(self) -> str:
        return self.claim.status if self.claim.polarity == "positive" else f"not {self.claim.status}"

    @property
    def label(self) -> str:
        """For those who hear the page."""
        return f"{self.claim.event}, {self.state}: {' '.join(self.claim.trigger.text.split())}"


@dataclass(slots=True)
class ArticleView:
    anchor: str
    outlet: str
    title: str
    published: str | None
    pieces: list[Piece]
    cards: dict[str, Card]


@dataclass(slots=True)
class GroupView:
    anchor: str
    group: Group
    sign: str
    links: list[tuple[str, list[str]]]  # the claim's anchor and its outlet
    points: list[FigurePoint]


@dataclass(slots=True)
class View:
    title: str
    articles: list[ArticleView]
    cards: list[Card]
    groups: list[GroupView]
    differences: list[tuple[GroupView, Difference, list[str]]]
    facets: list[tuple[str, list[tuple[str, int]]]]
    plots: list[Plot]
    outlets: int
    documents: int
    data: dict[str, Any] = field(default_factory=dict)
    signs: dict[str, str] = field(default_factory=lambda: dict(SIGNS))


def view_of(groups: Sequence[Group], extractions: Sequence[Extraction]) -> View:
    """Everything that the template asks for."""
    slugs = _slugs(extractions)
    group_of = {
        (member.document, member.claim): group.id
        for group in groups
        if len(group.members) > 1
        for member in group.members
    }
    cards: dict[tuple[str, str], Card] = {}
    articles = []
    for extraction in extractions:
        own = {card.claim.id: card for card in _cards(extraction, slugs[extraction.document.id], group_of)}
        cards.update({(extraction.document.id, id): card for id, card in own.items()})
        text = getattr(extraction.document, "text", None)
        if text is not None:
            articles.append(_article(text, extraction, slugs[extraction.document.id], own))
    anchors = {key: card.anchor for key, card in cards.items()}
    shown = [_group(group, anchors) for group in groups if len(group.members) > 1]
    by_id = {view.group.id: view for view in shown}
    titles = [extraction.document.title for extraction in extractions if extraction.document.title]
    view = View(
        title=titles[0] if len(extractions) == 1 and titles else f"{len(extractions)} articles compared",
        articles=articles,
        cards=list(cards.values()),
        groups=shown,
        differences=[
            (by_id[group.id], difference, [_anchor(where, anchors) for where in difference.claims])
            for group in groups
            for difference in group.differences
        ],
        facets=_facets(cards.values()),
        plots=plots_of(groups),
        outlets=len({outlet_of(extraction.document) for extraction in extractions}),
        documents=len(extractions),
    )
    view.data = {
        "items": items_of(groups, anchors),
        "cards": {card.anchor: _explained(card) for card in cards.values()},
    }
    return view


def _article(text: str, extraction: Extraction, slug: str, cards: dict[str, Card]) -> ArticleView:
    document = extraction.document
    return ArticleView(
        f"article-{slug}", outlet_of(document), document.title or document.id, document.published, pieces_of(text, extraction), cards
    )  # fmt: skip


def _cards(extraction: Extraction, slug: str, group_of: dict[tuple[str, str], str]) -> Iterable[Card]:
    mentions = {mention.id: mention for mention in extraction.mentions}
    statements = {statement.id: statement for statement in extraction.statements}
    document = extraction.document
    outlet = outlet_of(document)
    for claim in extraction.claims:
        start, end = claim.trigger.start - claim.sentence.start, claim.trigger.end - claim.sentence.start
        sentence = claim.sentence.text
        cues = _cues(claim, statements)
        yield Card(
            anchor=f"{slug}.{claim.id}", claim=claim, outlet=outlet, document=document.id, sign=SIGNS[claim.status],
            before=sentence[:start], after=sentence[end:],
            participants=[
                (one.role, one.party, mentions[one.mention].text if one.mention in mentions else "")
                for one in claim.participants
            ],
            cues=cues, more=[] if claim.confidence is None else [("confidence", f"{claim.confidence:.2f}")],
            group=group_of.get((document.id, claim.id)),
            facets={
                "event": [claim.event], "status": [claim.status if claim.polarity == "positive" else f"not {claim.status}"],
                "party": sorted({*claim.actors, *claim.targets, *claim.mediators}), "outlet": [outlet],
                "phase": sorted({_phase(phase) for phase in claim.phases}),
            },
        )  # fmt: skip


def _cues(claim: Claim, statements: dict[str, Statement]) -> list[tuple[str, str, str]]:
    """The words that a claim's readings were made from: what they are, the words, what they say."""
    cues = [
        ("overruled" if cue.overruled else "cue", " ".join(cue.text.split()), f"{cue.says} ({cue.rule})")
        for cue in claim.cues
    ]
    if claim.source is None:
        return cues
    cues += [("source", " ".join(claim.source.text.split()), claim.source.resolved or claim.source.party or "")]
    statement = statements.get(claim.source.statement or "")
    if statement is not None and statement.cue is not None:
        cues.append(("cue", " ".join(statement.cue.text.split()), statement.effect))
    return cues


def _explained(card: Card) -> dict[str, Any]:
    """What the panel says of a claim."""
    claim = card.claim
    return {
        "event": f"{claim.event}, {claim.aspect}" if claim.aspect else claim.event,
        "trigger": " ".join(claim.trigger.text.split()),
        "roles": card.participants,
        "counts": [
            f"{count.text} {count.unit}" if count.unit and count.unit not in count.text else count.text
            for count in claim.counts
        ],
        "dates": [f"{date.text} ({date.value})" for date in claim.dates],
        "phases": [phase.text for phase in claim.phases],
        "cues": card.cues,
        "more": card.more,
        "rules": claim.rules,
        "group": card.group,
    }


def _phase(phase: Any) -> str:
    number = phase.resolved_number or phase.number
    return f"{phase.unit} {number}" if number else f"{phase.relative or 'some'} {phase.unit}"


def _group(group: Group, anchors: dict[tuple[str, str], str]) -> GroupView:
    links: dict[str, list[str]] = {}
    for member in group.members:
        links.setdefault(member.outlet, []).append(_anchor(member, anchors))
    return GroupView(f"event-{group.id}", group, SIGNS[group.status], list(links.items()), group.figures)


def _anchor(where: Where, anchors: dict[tuple[str, str], str]) -> str:
    return anchors.get((where.document, where.claim), "")


def _facets(cards: Iterable[Card]) -> list[tuple[str, list[tuple[str, int]]]]:
    """Values with how many claims have them, the commonest first; a facet with one value filters nothing."""
    counters: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    for card in cards:
        for facet, values in card.facets.items():
            counters[facet].update(values)
    return [
        (facet, sorted(counter.items(), key=lambda item: (-item[1], item[0])))
        for facet, counter in counters.items()
        if len(counter) > 1
    ]


def _slugs(extractions: Sequence[Extraction]) -> dict[str, str]:
    """An article's part of its claims' anchors: its id, in letters that a link can have. Two never have one."""
    out: dict[str, str] = {}
    taken: set[str] = set()
    for extraction in extractions:
        base = re.sub(r"[^A-Za-z0-9_-]+", "-", extraction.document.id).strip("-") or "article"
        slug, number = base, 1
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        taken.add(slug)
        out.setdefault(extraction.document.id, slug)
    return out
