"""Noun phrases beside a cue: the subject before it, the inverted subject after it. No parser: word lists and commas decide."""

from __future__ import annotations

from ...article import Article
from ...rules.packs import Packs
from ...text.tokenizer import DASHES
from .quotes import Quote

_SPAN_LIMIT = 40  # no subject is longer, in tokens
Span = tuple[int, int]  # first and last token, both included


class Words:
    """The word lists that phrases are read by, from the packs."""

    def __init__(self, packs: Packs) -> None:
        def words(name: str) -> frozenset[str]:
            return frozenset(packs.lexicon.get(name, ()))

        self.custom = {name: str(party) for name, party in packs.lexicon.get("SAY_BY_CUSTOM", {}).items()}
        self.adverbs = words("SAY_ADVERB")
        self.not_adverbs = words("SAY_NOT_ADVERB")
        self.control = words("SAY_CONTROL")
        self.breaks = words("SAY_BREAK")
        self.stops = words("SAY_STOP")
        self.relatives = words("SAY_RELATIVE")
        self.appositions = words("SAY_APPOSITION")
        self.pronouns = words("SAY_PRONOUN")
        self.voice = words("SAY_VOICE")
        self.days = words("SAY_DAY") | words("SAY_MONTH")
        self.times = words("SAY_TIME")
        self.venues = words("SAY_VENUE")
        self.acting_on = words("SAY_ACTING_ON")
        self.press = words("SAY_PRESS")
        self.anonymous = words("SAY_ANONYMOUS")
        self.media = words("SAY_MEDIA")
        self.pasts = words("SAY_PAST")
        self.issued = words("SAY_ISSUED")
        self.strong = words("SAY_STRONG")
        self.inverting = words("SAY_INVERTING")
        self.opinions = words("SAY_OPINION")
        self.noun_like = words("SAY_NOUN_LIKE")
        self.subjects = _SUBJECTS
        self.offices = words("SAY_OFFICE")
        self.adding = words("SAY_ADDING")
        self.documents = words("SAY_DOCUMENT")
        self.bodies = words("SAY_BODY")
        self.modifiers = words("SAY_MODIFIER")
        self.speakers = self.anonymous | self.bodies | self.media
        self.prepositions = words("PREPOSITION") or frozenset(
            "in on at of for from with by after before during".split()
        )
        self.auxiliaries = frozenset(
            "am is are was were be been has had have will would can could may might must should do does did".split()
        )


_DETERMINERS = frozenset(
    "the a an his her its their our my this that these those some two three four five several one another many".split()
)
_LEADING = frozenset(
    "but and or so yet also then now meanwhile however still thus moreover instead nevertheless nonetheless indeed again later earlier yesterday today or".split()
)
_SUBJECTS = frozenset(("i", "we", "he", "she", "they", "you", "it"))
_TIME_HEADS = frozenset("week month year day night morning afternoon evening time weekend hour".split())


def is_word(article: Article, index: int) -> bool:
    """Whether token `index` is a word or number; False behind the last token."""
    return index < len(article.tokens) and article.tokens.words[index][0].isalnum()


def is_cap(article: Article, index: int) -> bool:
    """Whether token `index` begins with a capital; False behind the last token."""
    return index < len(article.tokens) and article.tokens.words[index][0].isupper()


def lower_at(article: Article, index: int) -> str:
    """The word at token `index` as rules see it; empty behind the last token."""
    return article.tokens.lower[index] if index < len(article.tokens) else ""


class Phrases:
    """Reads noun phrases of one article."""

    def __init__(self, article: Article, words: Words, quotes: list[Quote]) -> None:
        self.article = article
        self.marks = frozenset(mark for quote in quotes for mark in (quote.open, quote.close) if mark is not None)
        self._opened_at = {quote.close: quote.open for quote in quotes if quote.close is not None}
        self._quoted = {
            token
            for quote in quotes
            if quote.outer is None
            for first, last in quote.parts
            if last - first > 3
            for token in range(first, last + 1)
        }
        self.count_ends = frozenset(found.last for found in article.counts)
        self.party_tokens = frozenset(
            index for found in article.parties for index in range(found.first, found.last + 1)
        )
        self.words = words
        self.low = article.tokens.lower
        self.text = article.tokens.words

    def behind_quote(self, token: int) -> bool:
        """Whether a quote's mark stands right before a token, or before the comma before it."""
        return token - 1 in self.marks or (token > 1 and self.low[token - 1] == "," and token - 2 in self.marks)

    def behind_whole_quote(self, token: int, floor: int) -> bool:
        """Whether what stands right before a token is a quote that began its sentence, or an earlier one: no title ("in “The Long Truce,” ...")."""
        closing = token - 1 if token - 1 in self.marks else token - 2
        return self._opened_at.get(closing, closing) <= floor

    def inside_quote(self, token: int) -> bool:
        """Whether a token stands in a quote of more than a few words."""
        return token in self._quoted

    def adverb(self, index: int) -> bool:
        """Whether a token may stand between a subject and its verb: an adverb, an auxiliary, a negation."""
        word = self.low[index]
        if word in self.words.adverbs:
            return True
        return (
            word.endswith("ly")
            and len(word) > 4
            and word not in self.words.not_adverbs
            and self.text[index][0].islower()
        )

    def group_start(self, verb: int, floor: int) -> int:
        """The first token of the verb group that ends in `verb`: "has also repeatedly said", "continues to demand"."""
        at = verb
        while at > floor:
            if self.adverb(at - 1) and not self._relative_that(at - 1):
                at -= 1
            elif (
                self.low[at - 1] == "to"
                and at - 3 >= floor
                and self.low[at - 2] == "on"
                and self.low[at - 3] in ("went", "goes", "go", "gone")
            ):
                at -= 3
            elif self.low[at - 1] == "to" and at - 2 >= floor and self.low[at - 2] in self.words.control:
                at -= 2
            else:
                break
        # A comma or a sentence's start before an adverb: the adverb belongs there ("Later, ...").
        return at

    def _relative_that(self, index: int) -> bool:
        return self.low[index] == "that"

    def subject(self, group: int, floor: int) -> Span | None:
        """The noun phrase before a verb group, with appositions stepped over; None where none stands there."""
        last = self._before_time(group - 1, floor)
        if last < floor:
            return None
        if self.low[last] == "," or self.text[last] in DASHES:
            return self._subject_over_comma(last, floor)
        if self.low[last] in self.words.relatives:
            return last, last
        if self.low[last] == "that" and last > floor and self.low[last - 1] not in self.words.prepositions:
            return None
        return self.phrase_before(last, floor)

    def _before_time(self, last: int, floor: int) -> int:
        """Step back over a day between a subject and its verb: "the general on Saturday ruled out ..." """
        at = last
        while at > floor and (self.low[at] in self.words.days or self.low[at].isdigit()):
            at -= 1
        if at < last and self.low[at] == "on":
            return at - 1
        if at < last and self.low[at] in ("last", "late", "early", "this") and at > floor:
            return at - 1 - (self.low[at - 1] == "on")
        return at if self.low[last] in ("yesterday", "today", "tonight") else last

    def _subject_over_comma(self, comma: int, floor: int) -> Span | None:
        """ "Hamas, which rules Gaza, said": the phrase before the insertion between two commas (or dashes)."""
        mark = self.low[comma]
        at = comma - 1
        tried = 0
        while at > floor and comma - at < _SPAN_LIMIT and tried < 3:
            if self.low[at] == mark and at not in self.marks:
                tried += 1
                inside = at + 1
                name = is_cap(self.article, inside) and self._all_name(inside, comma - 1)
                if (
                    name
                    or self.low[inside] in self.words.appositions
                    or self.low[inside].isdigit()
                    or self.low[inside].endswith(("ed", "ing"))
                    or self.adverb(inside)
                    or mark != ","
                ):
                    head = self.phrase_before(at - 1, floor)
                    if head is not None:
                        if name and not self._all_name(*head):
                            return head[0], comma - 1  # "its envoy, Ana Costa, said"
                        return head
            at -= 1
        return None

    def head(self, span: Span) -> range:
        """The tokens of a phrase up to its first preposition or relative clause."""
        first, last = span
        for index in range(first + 1, last + 1):
            if self.low[index] in self.words.prepositions or self.low[index] in self.words.relatives:
                return range(first, index)
        return range(first, last + 1)

    def _all_name(self, first: int, last: int) -> bool:
        return last - first < 6 and all(
            is_cap(self.article, i)
            or self.low[i] in ("al", "bin", "de", "van", "von", "el", "-", "of", "ibn", "ag", "da", "dos", "di")
            for i in range(first, last + 1)
        )

    def phrase_before(self, last: int, floor: int, *, object: bool = False) -> Span | None:
        """The noun phrase that ends at token `last`: a subject, or (with `object`) what a relative clause hangs on, behind any preposition but "of"."""
        low, words = self.low, self.words
        if low[last] in _SUBJECTS:
            return last, last
        if low[last] in words.breaks or low[last] in words.prepositions:
            return None
        at = last
        closed = 0
        while at >= floor and last - at < _SPAN_LIMIT:
            word = low[at]
            if word in _SUBJECTS and at < last and at > floor and low[at - 1] in ("whom", "which", "that", "who"):
                at -= 2  # "refugees whom we reached by phone"
                continue
            if word in _SUBJECTS or (
                object and at < last and word in words.prepositions and not self._postmodifies(at, floor)
            ):
                break
            first_char = self.text[at][0]
            if first_char.isalnum():
                if word in ("and", "or", "&"):
                    if not self._coordinated(at, last, floor):
                        break
                elif word == "then" and at > floor and self.low[at - 1] in ("'s", "the"):
                    pass  # "Ukraine's then foreign minister"
                elif word in words.breaks:
                    jump = self._relative_before(at, floor)
                    if jump is None:
                        break
                    at = jump
            elif word == ")":
                closed += 1
            elif word == "(":
                closed -= 1
                if closed < 0:
                    break
            elif word == ",":
                if closed == 0 and not self._listed(at, last, floor):
                    break
            elif at in self.marks:
                jump = self._short_quote(at, floor)
                if jump is None:
                    break
                at = jump
            elif word == ".":
                if at == last or not self._initial(at):
                    break
            elif word not in ("-", "'s", "'", "&", "/", "–") or (word == "–" and not self.article.tokens.glued(at)):
                break  # "MINSK, Feb 12 - The leaders": a dash that stands free ends the phrase
            at -= 1
        first = self._trim(at + 1, last)
        if first > last or (not is_word(self.article, first) and self.text[first] not in "\"“‘'"):
            return None
        return first, last

    def _postmodifies(self, at: int, floor: int) -> bool:
        """Whether a preposition goes on with the noun before it: "a source close to the rebels", "officials at the ministry"."""
        if self.low[at] in ("of", "for"):
            return True
        return at > floor and (
            self.low[at - 1] in self.words.anonymous or self.low[at - 1] in ("close", "familiar", "loyal", "linked")
        )

    def _initial(self, at: int) -> bool:
        """ "Ronald R. Ochieng": the full stop of an initial."""
        return at > 0 and len(self.text[at - 1]) == 1 and self.text[at - 1].isupper()

    def _trim(self, first: int, last: int) -> int:
        """Leave out what leads a clause in: "On Tuesday", "But", "In Geneva", "Last week"."""
        low, words = self.low, self.words
        while first < last:
            word = low[first]
            if word in _LEADING or word == "with" or (word.endswith("ly") and word not in words.not_adverbs):
                first += 1
                continue
            if word in words.days or (
                word in ("last", "this", "next", "late", "early")
                and first + 1 < last
                and (low[first + 1] in _TIME_HEADS or low[first + 1] in words.days)
            ):
                first += 1 + (word in ("last", "this", "next", "late", "early"))
                continue
            if word in words.prepositions:
                after = self._after_preposition(first, last)
                if after is None:
                    return last + 1
                first = after
                continue
            break
        return first

    def _after_preposition(self, first: int, last: int) -> int | None:
        """Where the subject begins behind a prepositional phrase without a comma: "In a statement Hamas", "On Tuesday the army"."""
        low, words = self.low, self.words
        for at in range(first + 1, last):
            if low[at] in words.days or low[at] in words.venues or low[at].isdigit() or low[at] in _TIME_HEADS:
                rest = at + 1
                while rest < last and (
                    low[rest].isdigit()
                    or low[rest] in words.days
                    or low[rest] in ("morning", "evening", "night", "afternoon")
                ):
                    rest += 1
                if low[rest] not in words.prepositions and low[rest] != "'s":
                    return rest
            if at > first + 1 and low[at] in _DETERMINERS and low[at - 1] not in words.prepositions:
                return at
        return None

    def _relative_before(self, at: int, floor: int) -> int | None:
        """ "officials who have seen the text": from the verb back to the token before "who"."""
        if self.low[at] in ("who", "which", "whose", "whom"):
            if self.low[at - 1] in self.words.prepositions:
                return None  # "a lawsuit in which the state argued"
            return (
                at
                if at - 1 >= floor and is_word(self.article, at - 1) and self.low[at - 1] not in self.words.breaks
                else None
            )
        for back in range(at - 1, max(floor, at - 14), -1):
            if self.low[back] in ("who", "which", "whose"):
                if back - 1 >= floor and (is_word(self.article, back - 1) or self.low[back - 1] == ")"):
                    return back
                return None
            if not is_word(self.article, back) and self.low[back] not in ("-", "'s"):
                return None
        return None

    def _short_quote(self, at: int, floor: int) -> int | None:
        """A nickname or scare quote inside a name: Jose "Pepe" Diaz."""
        if self.low[at - 1] in (",", ".", "!", "?"):
            return None
        for back in range(at - 1, max(floor, at - 6) - 1, -1):
            if back in self.marks:
                return back if back > floor and is_word(self.article, back - 1) else None
        return None

    def _coordinated(self, at: int, last: int, floor: int) -> bool:
        """Whether "and" joins two sources ("the army and the police said"), not two clauses ("the rains came and the army said")."""
        left = at - 1
        if left < floor or not (is_word(self.article, left) or self.low[left] in (")", "'s")):
            return False
        begin = left
        while (
            begin > floor
            and at - begin < 9
            and (is_word(self.article, begin - 1) or self.low[begin - 1] in ("-", "'s"))
            and self.low[begin - 1] not in self.words.breaks
        ):
            begin -= 1
        if any(self._verblike(index) for index in range(begin, at)):
            return False
        if at - begin >= 9:
            return False
        head = self.low[begin]
        return head not in self.words.prepositions and not (
            begin > floor and self.low[begin - 1] in self.words.auxiliaries
        )

    def _listed(self, at: int, last: int, floor: int) -> bool:
        """Whether a comma stands in a list of names that ends in "and": "Egypt, Qatar and the United States"."""
        follows = at + 1
        seen_and = any(self.low[i] == "and" for i in range(follows, last))
        if not seen_and or at - 1 < floor:
            return False
        if self.low[at - 1] in self.words.days or self.low[at - 1].isdigit():
            return False
        return is_cap(self.article, at - 1) and (is_cap(self.article, follows) or self.low[follows] == "the")

    def _verblike(self, index: int) -> bool:
        word = self.low[index]
        return (
            word in self.words.pasts
            or (word.endswith("ed") and len(word) > 4 and self.text[index][0].islower())
            or word in self.words.breaks
            or (word.endswith("ing") and len(word) > 5)
        )

    def name_before(self, last: int, floor: int) -> Span | None:
        """The owner before a possessive mark: a name ("U.S. President Ana Costa"), or a noun with its article ("the general")."""
        first = last
        if is_cap(self.article, last):
            while first > floor and (
                (is_cap(self.article, first - 1) and first - 1 > floor)
                or self.low[first - 1] in ("-", "al", "bin", "de", "of")
                or self._initial(first - 1)
                or (self.low[first - 1] == "." and first - 1 > floor)
            ):
                first -= 1
            if (
                first - 1 == floor
                and is_cap(self.article, floor)
                and self.low[floor] not in self.words.prepositions | self.words.breaks
            ):
                first = floor
            if first > floor and self.low[first - 1] == "the":
                first -= 1
            return first, last
        while (
            first > floor and last - first < 5 and is_word(self.article, first) and self.low[first] not in _DETERMINERS
        ):
            first -= 1
        return (first, last) if self.low[first] in _DETERMINERS else (last, last)

    def main_subject(self, floor: int, before: int) -> Span | None:
        """The subject of the clause that a sentence begins with: of "Smiling, the envoy left, saying ..." it is "the envoy"."""
        low, words = self.low, self.words
        at = floor
        while at < before and (low[at] in _LEADING or not is_word(self.article, at)):
            at += 1
        if (
            at < before
            and (low[at] in words.prepositions or low[at] in words.breaks or low[at].endswith("ing"))
            and low[at] not in words.relatives
        ):
            while at < before and low[at] != ",":
                at += 1
            at += 1
        if at >= before:
            return None
        if low[at] in _SUBJECTS:
            return at, at
        end = at
        while end < before:
            word = low[end]
            if (
                (word in words.breaks and word not in ("and", "or"))
                or not (is_word(self.article, end) or word in ("-", "'s", "'", ".", "&", "(", ")"))
                or end in self.marks
            ):
                break
            if end > at and self._verblike(end) and low[end - 1] not in _DETERMINERS:
                break
            if end > at and word in words.adverbs:
                break
            if (
                end > at
                and word.endswith("s")
                and self.text[end][0].islower()
                and is_cap(self.article, end - 1)
                and low[end - 1] not in _DETERMINERS
            ):
                break
            end += 1
        if end >= before or end == at:
            return None
        span = at, end - 1
        return span if is_word(self.article, end - 1) else None

    def phrase_after(self, first: int, ceiling: int) -> Span | None:
        """The noun phrase that begins at token `first`, as an inverted subject: up to a comma, a time, or a new clause."""
        low, words = self.low, self.words
        at = first
        if at > ceiling or not (is_word(self.article, at) or self.text[at][0] in "\"“‘'"):
            return None
        while at <= ceiling and at - first < _SPAN_LIMIT:
            word = low[at]
            if is_word(self.article, at):
                if at > first and (
                    word in words.stops
                    or word in words.relatives
                    or word in ("will", "would", "has", "had", "is", "was", "were", "are")
                ):
                    break
                if word in words.days and at > first and low[at + 1 if at < ceiling else at] != "'s":
                    break
                if (
                    word
                    in (
                        "in",
                        "on",
                        "at",
                        "to",
                        "from",
                        "by",
                        "last",
                        "this",
                        "late",
                        "early",
                        "earlier",
                        "later",
                        "with",
                    )
                    and at > first
                    and self._adjunct(at, ceiling)
                ):
                    break
            elif word == ",":
                if not self._goes_on(at, ceiling):
                    break
            elif word == "." and self._initial(at) and at > first:
                pass
            elif word in ("(", ")", "-", "'s", "'", "&", "/"):
                if word == "(" and at == first:
                    break
            elif at in self.marks:
                end = next((i for i in range(at + 1, min(ceiling, at + 6) + 1) if i in self.marks), None)
                if end is None:
                    break
                at = end
            else:
                break
            at += 1
        last = at - 1
        while last >= first and (
            low[last] in words.prepositions or low[last] in ("and", ",", "(") or (self.adverb(last) and last > first)
        ):
            last -= 1
        return (first, last) if last >= first else None

    def _adjunct(self, at: int, ceiling: int) -> bool:
        """Whether a time, a place of saying, or the listeners begin here: not part of the source."""
        words = self.words
        for ahead in range(at, min(ceiling, at + 8) + 1):
            word = self.low[ahead]
            place = word in words.venues or word in words.press
            if (
                word in words.days
                or (place and self.low[at] not in ("on", "with", "from", "by"))
                or word in ("earlier", "later", "week", "month", "year", "night")
                or word in ("condition", "twitter", "facebook", "telegram")
            ):
                return True
            if ahead > at and not is_word(self.article, ahead) and word not in ("-", "'s"):
                return False
            if ahead > at and word in ("of", "for", "and"):
                return False
        return False

    def _goes_on(self, comma: int, ceiling: int) -> bool:
        """Whether the source goes on behind a comma: a name after its role ("the envoy, Ana Costa"), a list."""
        ahead = comma + 1
        run = ahead
        while run <= ceiling and (is_cap(self.article, run) or self.low[run] in ("al", "-", "bin", "de", "el", "van")):
            run += 1
        if run == ahead:
            return False
        if self.low[run] == "and" if run <= ceiling else False:
            return True
        ends = run > ceiling or (not is_word(self.article, run) and self.low[run] != "'s")
        return ends and run - ahead <= 5 and not is_cap(self.article, comma - 1)
