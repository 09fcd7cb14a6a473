"""How far the content of a frame reaches, and which quotes belong to it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from ...article import Article
from ...text.tokenizer import DASHES
from .frames import Frame
from .phrases import Span, is_word
from .quotes import Quote
from .turns import QUESTIONING

_SUBORDINATORS = frozenset("while although though when after before since because whereas as".split())
_NEAR = 30  # frames of one sentence that are looked at: a row of a thousand cues is no prose
_FINAL = frozenset((".", "!", "?", "...", "…", ";", ",", ":"))


class Extents:
    """Finds the contents of the frames of one article."""

    def __init__(self, article: Article, quotes: list[Quote], frames: list[Frame]) -> None:
        self.article = article
        self.low = article.tokens.lower
        self.quotes = quotes
        self.opens = {quote.open: quote for quote in quotes}
        self.closes = {quote.close: quote for quote in quotes if quote.close is not None}
        self.frames = frames
        self.quoted_from = {first for quote in quotes for first, _ in quote.parts}
        self._starts = [quote.open for quote in quotes]

    def around(self, token: int) -> Quote | None:
        """The innermost quote that a token stands in."""
        at = bisect_right(self._starts, token) - 1
        while at >= 0 and at > bisect_right(self._starts, token) - 12:
            quote = self.quotes[at]
            if (
                quote.open < token <= quote.end
                and token != quote.close
                and any(a <= token <= b for a, b in quote.parts)
            ):
                return quote
            at -= 1
        return None

    def parts(self, number: int) -> list[Span]:
        """The pieces of the content of frame `number`, in token spans; empty where there is none."""
        frame = self.frames[number]
        if frame.side == "right":
            pieces = self.right(number, frame.begin)
        elif frame.side == "left":
            pieces = self.left(number)
            pieces = pieces + self.rest(number, pieces) if pieces else []
        else:
            pieces = self.both(number)
        pieces = [(self._behind_label(first), last) for first, last in pieces]
        return [(first, last) for first, last in pieces if first <= last]  # between two cues there may be nothing

    def _behind_label(self, first: int) -> int:
        """The token behind the label of an answer: "A: Around 50, according to Qatar"."""
        labelled = self.low[first] in QUESTIONING and self.low[first + 1 : first + 2] == [":"]
        return first + 2 if labelled else first

    def _before(self, number: int) -> Iterator[Frame]:
        """The frames of the same sentence before frame `number`, the nearest first."""
        for at in range(number - 1, max(-1, number - _NEAR), -1):
            if self.frames[at].sentence != self.frames[number].sentence:
                return
            yield self.frames[at]

    def _after(self, number: int) -> Iterator[Frame]:
        """The frames of the same sentence behind frame `number`, in order."""
        for at in range(number + 1, min(len(self.frames), number + _NEAR)):
            if self.frames[at].sentence != self.frames[number].sentence:
                return
            yield self.frames[at]

    def bounds(self, frame: Frame) -> Span:
        """First and last token of the stretch that a frame's content can lie in: its sentence, or the quote it stands in."""
        sentence = self.article.sentences[frame.sentence]
        first, last = sentence.first, sentence.last
        inside = self.around(frame.verb)
        if inside is not None:
            first = max(first, inside.open + 1)
            last = min(last, inside.end - (inside.close is not None))
        return first, last

    def right(self, number: int, begin: int) -> list[Span]:
        frame = self.frames[number]
        _, last = self.bounds(frame)
        while begin <= last and self.low[begin] in (",", ":", "—", "–"):
            begin += 1
        if begin > last:
            return []
        quote = self.opens.get(begin)
        if quote is not None and self._whole(quote, last):
            return list(quote.parts)
        end = last if frame.stop is None else min(last, frame.stop)
        for index in range(begin, end):
            if self.low[index] == ";" and self.around(index) is self.around(frame.verb):
                end = index - 1
                break
        for later in self._after(number):
            if later.start > end:
                break
            cut = self._cut(frame, later)
            if cut is not None and cut > begin:
                end = min(end, cut - 1)
                break
        if self._in_relative(frame):  # "The valley, which declared itself neutral in 1991, drove them out"
            comma = next((at for at in range(begin + 1, end) if self.low[at] == "," and self.around(at) is None), None)
            end = end if comma is None else comma - 1
        if (
            frame.own
            and self.low[frame.start - 1] in _SUBORDINATORS
            and frame.start > self.article.sentences[frame.sentence].first
        ):
            # "While Oslo wants talks, ...": the subordinate clause ends at its comma
            comma = next(
                (index for index in range(begin + 1, end) if self.low[index] == "," and self.around(index) is None),
                None,
            )
            end = end if comma is None else comma - 1
        if frame.rule.args.get("stop") == "quote":
            end = next((quote.end for quote in self._opening(begin, end)), end)
        end = self._trim(begin, end)
        pieces = [(begin, end)] if end >= begin else []
        if pieces and end + 1 <= len(self.low):
            running = self._running(begin, end, last)
            if running is not None:
                pieces = [(begin, running.parts[0][1]), *running.parts[1:]]
        return pieces

    def _in_relative(self, frame: Frame) -> bool:
        """Whether a cue stands in a relative clause, or a participle that is one, between commas, before the verb of its sentence."""
        if frame.rule.id == "statement.accused" and frame.stop is None:
            return self.low[frame.verb - 1] == ","  # "Chad, accused by Libya of a raid, ..."
        if frame.source is None or frame.source[0] != frame.source[1]:
            return False
        first = self.article.sentences[frame.sentence].first
        at = frame.source[0]
        return self.low[at] in ("who", "which") and at - 1 > first and self.low[at - 1] == "," and at - first <= 8

    def _whole(self, quote: Quote, last: int) -> bool:
        """Whether a quote that begins the content is all of it: nothing of weight follows in the sentence."""
        if quote.end >= last:
            return True
        follows = quote.end + 1
        return self.low[follows] in _FINAL or self.low[quote.last] in (".", "!", "?", ",")

    def _running(self, begin: int, end: int, last: int) -> Quote | None:
        """A quote that opens inside the content and runs on over the sentence's end."""
        return next((quote for quote in self._opening(begin, end) if quote.last > last), None)

    def _opening(self, first: int, last: int) -> Iterator[Quote]:
        """The quotes that open between two tokens, both included."""
        for at in range(bisect_left(self._starts, first), len(self.quotes)):
            if self.quotes[at].open > last:
                return
            yield self.quotes[at]

    def _cut(self, frame: Frame, later: Frame) -> int | None:
        """Where the content of a frame ends because a later frame begins; None where the later one stands inside it."""
        before = later.start - 1
        if later.rule.id == "statement.according-to":
            return later.start if self.low[before] == "," else None
        if later.side == "left":  # "Oslo called for talks, sources said"
            return before if self.low[before] == "," else None
        if not later.own:
            if self.low[before] in ("and", "but", "then", "or", ","):
                return before if before - 1 < frame.begin or self.low[before - 1] != "," else before - 1
            return before if self.low[before] in ("by", "while") else None
        mark = self.low[before]
        if mark == ";" or mark in DASHES:
            return before
        if mark in ("and", "but", "while", "as", "although", "though", "whereas", "yet", "when", "after") and self.low[
            before - 1
        ] in (",", ";", "”", '"', "—"):
            return before - 1
        return before if mark in ("while", "whereas") else None

    def _trim(self, begin: int, end: int) -> int:
        while end >= begin and (
            self.low[end] in _FINAL or self.low[end] in DASHES or (end in self.closes and self.closes[end].open < begin)
        ):
            end -= 1
        return end

    def left(self, number: int) -> list[Span]:
        frame = self.frames[number]
        first, _ = self.bounds(frame)
        end = frame.start - 1
        if end in self.closes or (end - 1 in self.closes and self.low[end] == ","):
            quote = self.closes.get(end) or self.closes[end - 1]
            lead = self._lead(number, first, quote)
            if lead is None:
                return list(quote.parts)
            return [(lead, quote.end)]
        if frame.start == first and first - 1 in self.closes:
            return list(self.closes[first - 1].parts)
        begin = first
        for earlier in self._before(number):
            if earlier.side == "left":
                begin = max(begin, earlier.after)
        end = self._trim(begin, end)
        if begin == first:
            begin = self._behind_dateline(begin, end)
        while begin < end and self._no_beginning(begin):
            begin += 1
        if end < begin or (end == begin and not (frame.after < len(self.low) and self.low[frame.after] == ",")):
            return []
        opening = self.around(begin)
        if opening is not None and opening.open < begin and self.around(frame.verb) is not opening:
            begin = opening.first
        return [(begin, end)]

    def _behind_dateline(self, first: int, last: int) -> int:
        """The token behind "PORT SUDAN, 11 November 2024 - ", else `first`."""
        tokens = self.article.tokens
        if not (tokens.words[first].isupper() and len(tokens.words[first]) > 2):
            return first
        for at in range(first + 1, min(first + 14, last)):
            if self.low[at] in DASHES and not (tokens.glued(at) and tokens.glued(at + 1)):
                return at + 1
        return first

    def _no_beginning(self, token: int) -> bool:
        """Whether content cannot begin with a token: a comma, a bullet, a conjunction, a quote that ends there."""
        if token in self.closes or self.low[token] in ("and", "but"):
            return True
        return (
            not is_word(self.article, token)
            and token not in self.opens
            and self.low[token] not in ("$", "£", "€", "(", "[", "'", "’")
        )

    def _lead(self, number: int, first: int, quote: Quote) -> int | None:
        """Where the content begins if words stand before its last quote: "The deal is “dead”," he said."""
        if quote.open <= first:
            return None
        begin = first
        for earlier in self._before(number):
            if earlier.verb < quote.open:
                if earlier.side == "left":
                    begin = max(begin, earlier.after)
                else:
                    return None
        if quote.open - begin < 1 or self.low[quote.last] in (".", "?", "!") or self.low[quote.open - 1] in (":",):
            return None
        return (
            begin if any(is_word(self.article, index) for index in range(begin, min(begin + 8, quote.open))) else None
        )

    def rest(self, number: int, pieces: list[Span]) -> list[Span]:
        """What goes on behind a cue in the middle: "The truce, he said, would hold"; "..." he said. "..." """
        frame = self.frames[number]
        sentence = self.article.sentences[frame.sentence]
        at = frame.after
        out: list[Span] = []
        while at <= sentence.last and self.low[at] in (",", ":", "—", "–"):
            at += 1
        if at <= sentence.last:
            quote = self.opens.get(at)
            if quote is not None:
                out += quote.parts
            elif frame.rule.id == "statement.say.inverted" or pieces[0][0] in self.quoted_from:
                # "...," said Ana Costa, head of the mission, "..."
                later = next((one for one in self._opening(at, sentence.last) if self.low[one.open - 1] == ","), None)
                if later is not None and not any(other.verb < later.open for other in self._after(number)):
                    out += later.parts
            elif at > frame.after and self.low[frame.after] == "," and self._continues(number, at):
                out += self.right(number, at)
        return out

    def _continues(self, number: int, at: int) -> bool:
        """Whether the sentence goes on with the content: no new clause of the article's own, and no other cue."""
        word = self.low[at]
        if word in (
            "adding",
            "but",
            "and",
            "while",
            "who",
            "which",
            "as",
            "citing",
            "referring",
            "in",
            "after",
            "though",
            "although",
            "when",
            "because",
            "according",
            "a",
            "an",
            "the",
            "with",
        ):
            return False
        if word.endswith("ing"):
            return False
        frame = self.frames[number]
        sentence = self.article.sentences[frame.sentence]
        return sentence.last - at >= 2

    def both(self, number: int) -> list[Span]:
        """ "According to X, ..." and "..., according to X"."""
        frame = self.frames[number]
        first, last = self.bounds(frame)
        after = frame.after
        begin = first
        before = self._trim(first, frame.start - 1)
        if not any(is_word(self.article, index) for index in range(begin, min(begin + 8, before))):
            return self.right(number, after)
        opener = self.low[frame.start - 1]
        for earlier in self._before(number):
            if earlier.rule.id == frame.rule.id:
                begin = max(begin, earlier.after)
        if (
            opener == ","
            and first < frame.start - 1
            and self.low[frame.start - 2] in ("that", "which", "who", "and", "but", "where")
        ):
            return self.right(number, after)  # "a campaign that, according to X, has ..."
        if opener == "," and before in self.closes and self.closes[before].open >= begin:
            quote = self.closes[before]
            lead = self._lead(number, first, quote)
            if lead is None:
                return list(quote.parts)
        pieces = [(begin, before)]
        goes_on = after < last and self.low[after] == "," and opener in (",", "that", "which", "and", "but", "where")
        if goes_on and self._continues(number, after + 1):
            pieces += self.right(number, after)
        return pieces
