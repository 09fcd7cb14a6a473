"""Pair quotation marks: “curly”, "straight", ‘single’, „low”, «angled» and ``typewritten''; nested, and over paragraphs.

A quote ends at its paragraph at the latest, unless the next paragraph reopens it (the convention of English print for speech of
several paragraphs): one mark too many never swallows an article.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ...article import Article
from ...text.tokenizer import Tokens

# What opens a quote -> what may close it. Marks that do both are told apart by the white space beside them.
_PAIRS = {
    "“": "”",
    '"': '"',
    "‘": "’",
    "'": "'",
    "’": "’",
    "„": "“”",
    "‚": "‘’",
    "«": "»",
    "»": "«",
    "‹": "›",
    "``": "''",
    "''": "''",
    "”": "”",
}
_MARK_CHARACTERS = frozenset("".join(_PAIRS))
# The same the other way round: what closes a quote -> what may have opened it.
_OPENERS: dict[str, list[str]] = {}
for _opener, _closers in _PAIRS.items():
    for _closer in [_closers] if _closers == "''" else _closers:
        _OPENERS.setdefault(_closer, []).append(_opener)
_SINGLE = frozenset("‘'’‚`")  # marks of one character that may be apostrophes


@dataclass(slots=True)
class Quote:
    """A quoted stretch: the tokens of its outer marks, and those inside it, one pair (first, last) a paragraph.

    `close` is None where the closing mark is missing; `outer` is the index of the quote that this one stands in, or None.
    """

    open: int
    close: int | None
    parts: list[tuple[int, int]] = field(default_factory=list)
    outer: int | None = None

    @property
    def first(self) -> int:
        return self.parts[0][0]

    @property
    def last(self) -> int:
        return self.parts[-1][1]

    @property
    def end(self) -> int:
        """The last token that belongs to it, mark included."""
        return self.last if self.close is None else self.close


def pair_quotes(article: Article) -> list[Quote]:
    """The quotes of an article in reading order, outer ones before those inside them."""
    tokens = article.tokens
    marks = [i for i, word in enumerate(tokens.words) if word[0] in _MARK_CHARACTERS]
    if not marks:
        return []
    paragraph_of = _paragraphs(article)
    out: list[Quote] = []
    reopened: Quote | None = None  # the quote that the paragraph before left open
    at = 0
    while at < len(marks):
        paragraph = paragraph_of(marks[at])
        stop = at
        while stop < len(marks) and paragraph_of(marks[stop]) == paragraph:
            stop += 1
        first, last = _paragraph_bounds(article, marks[at])
        before = len(out)
        left_open = _pair_paragraph(tokens, marks[at:stop], first, last, out)
        if reopened is not None and first == reopened.last + 1:
            joined = next((quote for quote in out[before:] if quote.open == first and quote.parts), None)
            if joined is not None:
                reopened.parts += joined.parts
                reopened.close = joined.close
                joined.parts = []
                left_open = reopened if left_open is joined else left_open
        reopened = left_open
        at = stop
    out = [quote for quote in out if quote.parts]
    out.sort(key=lambda quote: (quote.open, -quote.end))
    _nest(out)
    return out


def _paragraphs(article: Article) -> Callable[[int], int]:
    return lambda token: article.sentences[article.sentence_of[token]].paragraph


def _paragraph_bounds(article: Article, token: int) -> tuple[int, int]:
    """First and last token of the paragraph that a token is in."""
    sentences = article.sentences
    low = high = article.sentence_of[token]
    paragraph = sentences[low].paragraph
    while low > 0 and sentences[low - 1].paragraph == paragraph:
        low -= 1
    while high + 1 < len(sentences) and sentences[high + 1].paragraph == paragraph:
        high += 1
    return sentences[low].first, sentences[high].last


def _pair_paragraph(tokens: Tokens, marks: list[int], first: int, last: int, out: list[Quote]) -> Quote | None:
    """Pair the marks of one paragraph; the outermost quote that stays open is returned (and runs to the paragraph's end)."""
    stack: list[int] = []
    places: dict[str, list[int]] = {word: [] for word in _PAIRS}  # where in the stack each kind of mark is
    last_glued = {tokens.words[mark]: mark for mark in marks if tokens.glued(mark)}
    for mark in marks:
        word = tokens.words[mark]
        opener = max((places[kind][-1] for kind in _OPENERS.get(word, ()) if places[kind]), default=None)
        if opener is not None and _closes(tokens, mark, stack[opener], last_glued):
            for lost in stack[opener + 1 :]:  # an inner mark without its partner is no quote
                if tokens.words[lost] not in _SINGLE:
                    _add(out, lost, None, mark - 1)
            _add(out, stack[opener], mark, mark - 1)
            while len(stack) > opener:
                places[tokens.words[stack.pop()]].pop()
        elif word in _PAIRS and _opens(tokens, mark, first):
            places[word].append(len(stack))
            stack.append(mark)
    # Single marks that nothing closes are apostrophes ("'em"); of the others the outermost holds to the end.
    left = [mark for mark in stack if tokens.words[mark] not in _SINGLE]
    if left and last > left[0]:
        return _add(out, left[0], None, last)
    return None


def _add(out: list[Quote], opening: int, closing: int | None, last: int) -> Quote | None:
    if last <= opening:
        return None
    quote = Quote(opening, closing, [(opening + 1, last)])
    out.append(quote)
    return quote


def _closes(tokens: Tokens, mark: int, opener: int, last_glued: dict[str, int]) -> bool:
    """Whether a mark that could close does: glued to what stands before it, and no apostrophe of a plural."""
    if mark == opener + 1 or not tokens.glued(mark):
        return tokens.words[mark][0] in "”»›" and mark > opener + 1
    if tokens.words[mark] not in ("'", "’"):
        return True
    if mark + 1 < len(tokens) and tokens.glued(mark + 1) and tokens.words[mark + 1][0].isalnum():
        return False
    # ‘the fighters’ families will return’: a plural's apostrophe, where another mark can close after it
    plural = tokens.lower[mark - 1].endswith("s") and mark + 1 < len(tokens) and tokens.words[mark + 1][0].islower()
    return not (plural and last_glued[tokens.words[mark]] > mark)


def _opens(tokens: Tokens, mark: int, first: int) -> bool:
    """Whether a mark opens: glued to what follows, and not to what stands before."""
    if mark + 1 >= len(tokens) or (not tokens.glued(mark + 1) and tokens.words[mark] not in ("“", "«", "„", "``")):
        return False
    word = tokens.words[mark]
    if mark == first:
        return True
    before = tokens.words[mark - 1]
    free = not tokens.glued(mark) or not before[-1].isalnum()
    if word in ("“", "„", "«", "``"):
        return True
    if word in ("’", "”", "»"):
        return free and word == "»"
    return free


def _nest(quotes: list[Quote]) -> None:
    stack: list[int] = []
    for number, quote in enumerate(quotes):
        while stack and quotes[stack[-1]].end < quote.open:
            stack.pop()
        quote.outer = stack[-1] if stack else None
        stack.append(number)
