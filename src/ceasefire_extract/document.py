"""What is known of an article besides what it reports: its title, its language, its fingerprint."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from typing import Literal

from .errors import InputError
from .models import Document, PublishedFrom

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Frequent words of English that its neighbours do not share ("in", "was" and "on" are German, Dutch or French words too).
_FUNCTION_WORDS = frozenset(
    "the of and to that for with from by this which their they were been have has had would will after who it not "
    "but be are at as his its than said says about when there while between against over before until into under".split()
)
_LANGUAGE_SAMPLE = 20_000  # characters
_BREAK = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
_NO_HEADLINE = re.compile(
    r"(?:by|date|dated|published|updated|posted|source|from|to|subject|photo|image)\b\s*:?|[•·▪‣◦*–—-]\s|\d{1,2}[.)]\s|https?:|www\.|\W*\d", re.I
)
_DATELINE = re.compile(r"[A-Z][A-Z .'’-]{2,}(?:,[^-–—]{2,40})?\s*(?:\([^)]{1,30}\)\s*)?[-–—]\s")


def document_of(
    text: str, *, id: str, source: str | None, title: str | None, published: dt.date | None, published_from: PublishedFrom | None
) -> Document:
    """The head of an extraction. Raises InputError for text that has no UTF-8 form (lone surrogates)."""
    try:
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    except UnicodeEncodeError as error:
        raise InputError(f"character {error.start} of the text is a lone surrogate, half of a character") from None
    return Document(
        id=id, source=source, title=title or headline_of(text),
        published=published.isoformat() if published else None, published_from=published_from if published else None,
        language=language_of(text), characters=len(text), sha256=digest,
    )  # fmt: skip


def headline_of(text: str) -> str | None:
    """The first line, where it stands as a headline does: short, without a full stop, with more text below; else None."""
    head = text[:2_000].lstrip()
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


def language_of(text: str) -> Literal["en"] | None:
    """ "en" where English function words are as frequent as in English; None where nothing says so."""
    words = _WORD.findall(text[:_LANGUAGE_SAMPLE].lower())
    known = sum(word in _FUNCTION_WORDS for word in words)
    # Prose has 25 to 40 in a hundred; headlines and tables have 10.
    return "en" if words and known >= 0.1 * len(words) else None
