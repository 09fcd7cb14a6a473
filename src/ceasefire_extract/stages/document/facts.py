"""What is known of an article besides what it reports: its title, its language, its fingerprint."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Collection
from typing import Literal

from ...errors import InputError
from ...models import Document, PublishedFrom

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Frequent words that are English and hardly anything else, and those that its neighbours share ("in", "was", "of" are German or Dutch too).
_ENGLISH = frozenset(
    "the and to that with from by this which their they were been have has would will who it not but are his its than "
    "said says about when there while between against before until into under".split()
)
_SHARED = frozenset("in on of a for at as was is after over had he no her us or an be we all".split())
_LANGUAGE_SAMPLE = 20_000  # characters
_FEW = 12  # words: "Hamas freed 3 hostages." is plain English without a small word
_FOREIGN = frozenset(
    "le la les el los las de des du der die das den und et y un une en het een di il lo con mit per por".split()
)
_BREAK = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
_NO_HEADLINE = re.compile(
    r"(?:by|date|dated|published|(?:last|first)\s+(?:updated|published|modified)|updated|posted|source|from|to|subject|photo|image)\b\s*:?|[•·▪‣◦*–—-]\s|\d{1,2}[.)]\s|https?:|www\.|\W*\d",
    re.I,
)
_STAMP = re.compile(
    r"(?:(?:last|first)\s+)?(?:updated|published|modified|posted)\b\s*:?[^\n]{0,80}\d[^\n]{0,40}\n", re.I
)
_DATELINE = re.compile(r"[A-Z][A-Z .'’-]{2,}(?:,[^-–—]{2,40})?\s*(?:\([^)]{1,30}\)\s*)?[-–—]\s")


def document_of(
    text: str,
    *,
    id: str,
    source: str | None,
    title: str | None,
    published: dt.date | None,
    published_from: PublishedFrom | None,
    known: Collection[str] = frozenset(),
) -> Document:
    """The head of an extraction. Raises InputError for text that has no UTF-8 form (lone surrogates)."""
    try:
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    except UnicodeEncodeError as error:
        raise InputError(f"character {error.start} of the text is a lone surrogate, half of a character") from None
    return Document(
        id=id, source=source, title=title or headline_of(text),
        published=published.isoformat() if published else None, published_from=published_from if published else None,
        language=language_of(text, known), characters=len(text), sha256=digest,
    )  # fmt: skip


def headline_of(text: str) -> str | None:
    """The first line, where it stands as a headline does: short, without a full stop, with more text below; else None. Lines that say when the page
    was made go before it."""
    head = text[:2_000].lstrip()
    for _ in range(2):
        stamped = _STAMP.match(head)
        if stamped is None:
            break
        head = head[stamped.end() :].lstrip()
    found = _BREAK.search(head)
    if found is None or not text[text.find(head) + found.end() :].strip():
        return None
    line = head[: found.start()].strip()
    bare = line.strip("#*_= ").strip()
    if not 8 <= len(bare) <= 200 or len(bare.split()) < 2:
        return None
    if _NO_HEADLINE.match(bare) or _NO_HEADLINE.match(line.lstrip("#")) or _DATELINE.match(bare):
        return None
    if bare[-1] in ".:;," and not bare.endswith(("...", "U.S.", "U.N.")):
        return None
    return bare


def language_of(text: str, known: Collection[str] = frozenset()) -> Literal["en"] | None:
    """ "en" where the small words are English ones, and as frequent as in English; None where nothing says so.

    A sentence of few words may have none of them: there, half of the words must be `known` English ones.
    """
    words = _WORD.findall(text[:_LANGUAGE_SAMPLE].lower())
    english = sum(word in _ENGLISH for word in words)
    shared = sum(word in _SHARED for word in words)
    # English prose has 25 to 45 in a hundred, tables and headlines 10 to 15; Dutch has about 8, most of them shared ones.
    if english and english + shared >= 0.12 * len(words) and english >= 0.04 * len(words):
        return "en"
    few = 2 <= len(words) <= _FEW and text.isascii() and _FOREIGN.isdisjoint(words)
    return "en" if few and max(2, len(words) / 2) <= sum(word in known for word in words) else None
