"""What a spaCy Doc carries of an article: extensions, span groups, entities, and how they are packed.

Our stages work on an `Article`, columns of tokens and lists of finds; `article_of` gives a Doc's, and `share` writes what a stage has found
back where spaCy's users look for it:

- `doc.sents`, through `token.is_sent_start`;
- `doc.spans["parties" | "dates" | "counts" | "phases" | "places"]`, all mentions, and `doc.ents`, of those that overlap the longest (labels PARTY, DATE,
  COUNT, PHASE, PLACE; `ent_id_` is the party's id, `kb_id_` its Wikidata id);
- `span._.party`, `.date`, `.count`, `.phase`, `.place`: the mention, with its value (models.py);
- `doc._.published` (a date, None where unknown), `.title`, `.document`, `.warnings`, `.statements`, `.claims`, `.happenings` (claims by event); for
  the curious `.references` (words that stand for a party) and `.trapped` (words that look like a mention and are none);
- `doc._.syntax`, phrases, verb groups and arguments (stages/syntax/arguments.py); it is not packed: None of a Doc that has travelled.

Offsets are Unicode code points into `doc.text`, which is the text as given. A span has all tokens that its mention touches: with our tokenizer
exactly those of the mention. The article itself is held weakly and never packed: of a Doc that has travelled (`to_bytes`, `DocBin`, another
process) it is made anew from what was packed. packing.py says how models are packed.

spaCy imports this module whenever anybody makes a pipeline where this package is installed, so what the stages need is imported late.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy
from spacy.tokens import Doc, Span, SpanGroup
from spacy.util import filter_spans

if TYPE_CHECKING:
    from .article import Article, Facts, Found
    from .models import AnyMention

KINDS = {
    "parties": "party",
    "dates": "date",
    "counts": "count",
    "phases": "phase",
    "places": "place",
}  # span group -> kind of mention
LABELS = frozenset(kind.upper() for kind in KINDS.values())
LISTS = (
    "statements",
    "claims",
    "happenings",
    "references",
    "trapped",
    "warnings",
)  # of an article, and under the same name of a Doc
_FACTS = "ceasefire_facts"  # what is known of the article from outside its text (Facts), in `doc.user_data`

_articles: WeakKeyDictionary[Doc, Article] = WeakKeyDictionary()


def register() -> None:
    """Make the extensions known to spaCy; done when this module is imported."""
    for name in ("published", "title", "document"):
        Doc.set_extension(name, default=None, force=True)
    for name in LISTS:
        Doc.set_extension(name, default=[], force=True)
    for kind in KINDS.values():
        Span.set_extension(kind, default=None, force=True)
    Doc.set_extension("syntax", getter=lambda doc: article_of(doc).syntax, force=True)


def article_of(doc: Doc) -> Article:
    """The article that a Doc holds, with all that stages have found in it; made where there is none yet."""
    from .article import Facts

    article = _articles.get(doc)
    if article is None:
        article = _articles[doc] = _restored(doc)
    article.facts = Facts(**doc.user_data.get(_FACTS, {}))
    article.published, article.title, article.document = _day(doc._.published), doc._.title, doc._.document
    return article


def set_facts(doc: Doc, facts: Facts) -> None:
    """Tell the stages what is known of the article from outside its text; before the first of them."""
    doc.user_data[_FACTS] = {name: getattr(facts, name) for name in facts.__slots__}


def share(doc: Doc, article: Article, finds: Iterable[str]) -> None:
    """Write what a stage has found to the Doc. `finds` names it: "sentences", "document", a span group, "statements" ..."""
    groups = []
    for name in finds:
        if name == "sentences":
            _set_sentences(doc, article)
        elif name == "document":
            _set_extension(doc, "published", article.published)
            _set_extension(doc, "title", article.title)
            _set_extension(doc, "document", article.document)
        elif name in KINDS:
            if getattr(article, name) or doc.spans.get(name):
                groups.append(name)
            else:  # nothing there, and nothing was: the entities stay
                doc.spans[name] = SpanGroup(doc, name=name)
        else:
            _set_extension(doc, name, getattr(article, name))
    if "counts" in groups:
        article.assign_ids()  # for now: what is part of what travels by id
    for name in groups:
        _set_spans(doc, name, getattr(article, name))
    if groups:
        _set_entities(doc)


def _extensions(doc: Doc) -> dict[Any, Any]:
    """Where spaCy keeps `doc._.name` and `span._.name`: at ("._.", name, start, end), in characters; written directly, it costs a tenth."""
    return doc.user_data


def _set_extension(doc: Doc, name: str, value: object) -> None:
    _extensions(doc)["._.", name, None, None] = value


def _day(published: object) -> dt.date | None:
    from .readers.dates import DateError, day_of

    try:
        return day_of(published)
    except DateError:  # set by a pipeline of somebody's own, where it has no place to be told
        return None


def _edges(doc: Doc) -> tuple[list[int], list[int]]:
    """Where the Doc's tokens start and end, in characters; `doc.char_span` looks for them one by one."""
    edges = doc.to_array(["IDX", "LENGTH"])
    starts: list[int] = edges[:, 0].tolist()
    ends: list[int] = (edges[:, 0] + edges[:, 1]).tolist()
    return starts, ends


def _set_sentences(doc: Doc, article: Article) -> None:
    """Each of our sentences starts with the token that holds its first character; white space belongs to the sentence before."""
    starts = _edges(doc)[0]
    opens = numpy.full((len(doc), 1), -1, dtype="int64")
    opens[[bisect_right(starts, sentence.start) - 1 for sentence in article.sentences]] = 1
    opens[:1] = 1
    # `token.is_sent_start = ...` asks the whole Doc each time
    doc.from_array(["SENT_START"], opens.view("uint64"))  # type: ignore[arg-type]


def _set_spans(doc: Doc, name: str, finds: Sequence[Found[Any]]) -> None:
    kind = KINDS[name]
    starts, ends = _edges(doc)
    extensions, spans = _extensions(doc), []
    for found in finds:
        mention = found.mention
        party, wikidata = (mention.party or "", mention.wikidata or "") if kind == "party" else ("", "")
        first, after = bisect_right(starts, mention.start) - 1, bisect_left(ends, mention.end) + 1
        spans.append(Span(doc, first, after, label=kind.upper(), kb_id=wikidata, span_id=party))
        extensions["._.", kind, starts[first], ends[after - 1]] = mention
    doc.spans[name] = SpanGroup(doc, name=name, spans=spans)


def _set_entities(doc: Doc) -> None:
    """All mentions so far that do not overlap, the longest first, beside the entities that other components have set."""
    ours = [span for name in KINDS if name in doc.spans for span in doc.spans[name]]
    kept = filter_spans(ours)
    taken = {place for span in kept for place in range(span.start, span.end)}
    others = [
        span
        for span in doc.ents
        if span.label_ not in LABELS and not taken.intersection(range(span.start, span.end))
    ]  # fmt: skip
    doc.set_ents([*kept, *others])


def _restored(doc: Doc) -> Article:
    """An article of the Doc's text, with what travelled with the Doc."""
    from .article import read_article
    from .text.tokenizer import tokens_of

    tokens = tokens_of(doc)
    article, extensions = (
        read_article(tokens.text, tokens=tokens),
        _extensions(doc),
    )  # `doc.text` makes a Token of each word
    for name, kind in KINDS.items():
        if name in doc.spans:
            at = [("._.", kind, span.start_char, span.end_char) for span in doc.spans[name]]
            mentions = [extensions[key] for key in at if key in extensions]
            setattr(article, name, [_found(article, mention) for mention in mentions])
    for name in LISTS:
        kept = extensions.get(("._.", name, None, None))
        if kept is not None:
            setattr(article, name, list(kept))
    article.set_statements(article.statements)
    places = {found.mention.id: place for place, found in enumerate(article.counts)}
    for place, found in enumerate(article.counts):
        if found.mention.part_of in places:
            article.count_wholes[place] = places[found.mention.part_of]
    return article


def _found(article: Article, mention: AnyMention) -> Found[Any]:
    from .article import Found

    first = bisect_right(article.tokens.starts, mention.start) - 1
    last = bisect_left(article.tokens.ends, mention.end)
    return Found(first, last, article.sentence_of[first], mention)


register()
