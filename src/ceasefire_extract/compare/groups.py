"""Groups of claims over articles: from extractions to what is put out (`models.py`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from ..models import Document, Extraction
from .accounts import Account, accounts_of
from .align import Group as Aligned
from .align import Judge, align
from .differences import Contrast, contrasts
from .figures import points_of
from .knowledge import Knowledge, knowledge_with
from .models import DIFFERENCES, Difference, Group, LinkWhy, Member, OutletView, Where
from .tellings import Article, Telling, day_text, leading, tellings_of

_FILES = frozenset((".txt", ".jsonl", ".json", ".html", ".htm", ".pdf", ".warc", ".gz", ".csv", ".parquet"))


def compare(extractions: Iterable[Extraction], knowledge: Knowledge | None = None) -> list[Group]:
    """The claims of all articles in groups, each claim in one; a group of one where nothing else tells of its event.

    The order of the extractions does not matter. Articles with the same text are one article, told by several outlets. An outlet is the record's
    `source`; where that is a file, the folder that the article lies in, else the article's id.
    """
    known = knowledge or knowledge_with()
    articles, accounts = _articles(list(extractions), known)
    return groups_of(articles, accounts, known)


def groups_of(articles: Sequence[Article], accounts: Sequence[Account], knowledge: Knowledge) -> list[Group]:
    """Groups over accounts that are there already."""
    aligned, judge = align(accounts, knowledge)
    over = frozenset(
        account.article
        for account in accounts
        if account.event == "ceasefire" and account.mode == "real" and account.turn == "begins"
    )
    groups = [_group(group, articles, knowledge, over, judge) for group in aligned]
    groups.sort(key=lambda group: (-len(group.outlets), -len(group.members)))  # what most tell comes first
    for number, group in enumerate(groups, start=1):
        group.id = f"g{number}"
    return groups


def outlet_of(document: Document) -> str:
    """Who published an article: its `source`, or where that is a file, the folder below the one given, or the article's own id."""
    if document.source and PurePosixPath(document.source).suffix.lower() not in _FILES:
        return document.source
    folder = PurePosixPath(document.id).parent.as_posix()
    return folder if folder not in (".", "/") else document.id


def _articles(extractions: Sequence[Extraction], knowledge: Knowledge) -> tuple[list[Article], list[Account]]:
    """Articles in canonical order, by day, text and name, and their accounts."""
    by_text: dict[tuple[str, str], list[Extraction]] = {}
    for extraction in extractions:
        document = extraction.document
        by_text.setdefault((document.published or "", document.sha256), []).append(extraction)
    articles, accounts = [], []
    for number, key in enumerate(sorted(by_text)):
        same = sorted(by_text[key], key=lambda one: (outlet_of(one.document), one.document.id))
        documents = {(outlet_of(one.document), one.document.id): one.document for one in same}
        articles.append(Article(number, tuple((outlet, document) for (outlet, _), document in documents.items())))
        accounts += accounts_of(same[0], number, knowledge)
    return articles, accounts


def _group(
    group: Aligned, articles: Sequence[Article], knowledge: Knowledge, over: frozenset[int], judge: Judge
) -> Group:
    accounts = group.accounts
    first = leading(accounts, knowledge)
    tellings = tellings_of(accounts, articles)
    differences = [_difference(contrast, articles) for contrast in contrasts(tellings, knowledge, over, judge)]
    kinds = {difference.kind for difference in differences}
    outlets = [view for telling in tellings for view in _views(telling, articles, knowledge)]
    outlets.sort(key=lambda view: (view.published or "", view.outlet))
    members = [member for account in accounts for member in _members(account, articles[account.article])]
    members.sort(key=lambda member: (member.published or "", member.outlet, member.document, member.start))
    days = [day for account in accounts for day in account.times]
    return Group(
        id="", event=first.claim.event, what=_what(accounts, first), status=first.claim.status, polarity=first.claim.polarity,
        actors=_all(account.doers for account in accounts), targets=_all(account.sufferers for account in accounts),
        mediators=_all(account.others for account in accounts),
        earliest=day_text(min((first for first, _ in days), default=None)),
        latest=day_text(max((last for _, last in days), default=None)),
        phases=sorted({phase.text for account in accounts for phase in account.claim.phases}),
        outlets=outlets, agree=len(outlets) > 1 and not differences,
        differ=[kind for kind in DIFFERENCES if kind in kinds], differences=differences, figures=points_of(accounts, articles),
        members=members,
        links=[
            LinkWhy(claims=[_where(link.one, articles), _where(link.other, articles)], score=link.score, rules=list(link.rules))
            for link in group.links
        ],
    )  # fmt: skip


def _all(sets: Iterable[frozenset[str]]) -> list[str]:
    return sorted({party for one in sets for party in one})


def _what(accounts: Sequence[Account], first: Account) -> str:
    """A name for people: who does what to whom, by the account that leads and, where that is silent, by the others."""
    doers = sorted(first.doers) or _commonest(account.doers for account in accounts)
    sufferers = sorted(first.sufferers) or _commonest(account.sufferers for account in accounts)
    peoples = sorted(first.peoples - set(doers) - set(sufferers))
    if first.event == "casualties" and peoples:
        doers, sufferers = doers if doers != peoples else [], peoples
    head = " ".join(first.claim.trigger.text.split())
    name = f"{first.event}: {head}" if head.lower() != first.event else first.event
    who = " and ".join(doers)
    if sufferers:
        who = f"{who} → {' and '.join(sufferers)}".strip()
    return f"{name} ({who})" if who else name


def _commonest(sets: Iterable[frozenset[str]]) -> list[str]:
    counted: dict[tuple[str, ...], int] = {}
    for one in filter(None, sets):
        parties = tuple(sorted(one))
        counted[parties] = counted.get(parties, 0) + 1
    return list(min(counted.items(), key=lambda item: (-item[1], item[0]))[0]) if counted else []


def _views(telling: Telling, articles: Sequence[Article], knowledge: Knowledge) -> list[OutletView]:
    """What an outlet tells; the same again for each that printed the same text."""
    lead = leading(telling.accounts, knowledge)
    documents: dict[str, list[Document]] = {}
    for number in dict.fromkeys(account.article for account in telling.accounts):
        for outlet, document in articles[number].documents:
            documents.setdefault(outlet, []).append(document)
    return [
        OutletView(
            outlet=outlet, documents=[document.id for document in own],
            published=max((document.published for document in own if document.published), default=None),
            status=lead.claim.status, polarity=lead.claim.polarity,
            figures=list(dict.fromkeys(_count_text(account, at) for account in telling.accounts for at in range(len(account.figures)))),
            dates=list(dict.fromkeys(date.value for account in telling.accounts for date in account.claim.dates)),
            sources=list(dict.fromkeys(account.claim.source.text for account in telling.accounts if account.claim.source)),
            quote=" ".join(lead.claim.sentence.text.split()), claim=_where(lead, articles),
        )
        for outlet, own in documents.items()
    ]  # fmt: skip


def _count_text(account: Account, at: int) -> str:
    mention = account.figures[at].mention
    return mention.text if not mention.unit or mention.unit in mention.text else f"{mention.text} {mention.unit}"


def _members(account: Account, article: Article) -> list[Member]:
    claim = account.claim
    base = claim.sentence.start
    return [
        Member(
            document=document.id, claim=claim.id, event=claim.event, start=claim.trigger.start, outlet=outlet,
            published=document.published, status=claim.status, polarity=claim.polarity, aspect=claim.aspect, actors=claim.actors,
            targets=claim.targets, mediators=claim.mediators,
            counts=[_count_text(account, at) for at in range(len(account.figures))], dates=[date.value for date in claim.dates],
            earliest=[date.earliest for date in claim.dates], latest=[date.latest for date in claim.dates],
            source=claim.source.text if claim.source else None, source_party=claim.source.party if claim.source else None,
            quote=claim.sentence.text, at=claim.trigger.start - base, end=claim.trigger.end - base,
        )
        for outlet, document in article.documents
    ]  # fmt: skip


def _difference(contrast: Contrast, articles: Sequence[Article]) -> Difference:
    pair = (contrast.one, contrast.other)
    return Difference(
        kind=contrast.rule.kind, outlets=[articles[account.article].outlet for account in pair], values=list(contrast.values),
        quotes=[" ".join(account.claim.sentence.text.split()) for account in pair],
        claims=[_where(account, articles) for account in pair], rules=[contrast.rule.id], reason=contrast.rule.reason,
    )  # fmt: skip


def _where(account: Account, articles: Sequence[Article]) -> Where:
    claim = account.claim
    return Where(
        document=articles[account.article].document.id, claim=claim.id, event=claim.event, start=claim.trigger.start
    )
