"""Find the count mentions of an article: how many of what, with its bounds.

In order: numerals (numbers.py); traps, which are numbers that count nothing; bounds and ranges; the thing counted
(units.py); what became of it and how counts hang together (tallies.py). The rules are in patterns/counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...article import Article, Found, Trapped
from ...rules.forms import MentionRule
from ...rules.grammar import Grammar, Match, fold_mentions, longest
from ...rules.packs import Packs
from .drafts import Draft, to_mention
from .numbers import Numeral, Numerals, times
from .tallies import Tallies
from .units import Elliptic, Phrase, Units

_GROUPING = ("bound", "range", "change", "topic", "share")


_COMPACT_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$")  # 20240514


class Counts:
    """The stage: sets `article.counts`, and adds to `article.trapped` the numbers that a trap left out."""

    def __init__(self, packs: Packs) -> None:
        self.vocabulary = packs.vocabulary()
        self.numerals = Numerals(packs)
        self.units = Units(packs)
        self.tallies = Tallies(packs, self.units)
        self.traps: Grammar[MentionRule] = packs.grammar("counts", MentionRule, lambda rule: rule.make == "trap")
        self.bounds: Grammar[MentionRule] = packs.grammar("counts", MentionRule, lambda rule: rule.make in _GROUPING)
        lexicon = packs.lexicon
        self.bound_words: dict[str, str] = {**lexicon["COUNT_BOUND"], **lexicon["COUNT_AFTER"]}
        self.currency = frozenset(lexicon["COUNT_CURRENCY"])
        self.currency_names = frozenset(lexicon["COUNT_CURRENCY_NAME"])
        self.percent = frozenset(lexicon["COUNT_PERCENT"])
        self.metric: dict[str, str] = lexicon["COUNT_METRIC"]
        self.forces = frozenset(lexicon["COUNT_FORCE"])
        self.distances = frozenset(("kilometres", "centimetres", "feet", "miles", "square kilometres"))
        self.fates = frozenset(
            word for name in ("COUNT_KILL", "COUNT_WOUND", "COUNT_ABDUCT", "COUNT_ARREST") for word in lexicon[name]
        )

    def __call__(self, article: Article) -> None:
        article.counts = []
        article.count_wholes = {}
        numerals = self.numerals.find(article)
        if not numerals:
            return
        numerals = self._untaken(article, self._untrapped(article, numerals))
        drafts = [self._draft(article, numeral) for numeral in numerals]
        drafts = self._bounded(article, drafts)
        drafts = [draft for draft in drafts if self._measured(article, draft)]
        self.tallies.read(article, drafts)
        article.counts = [
            Found(draft.first, draft.last, draft.sentence, to_mention(article, draft)) for draft in drafts
        ]
        places = {id(draft): index for index, draft in enumerate(drafts)}
        article.count_wholes = {
            index: places[id(draft.whole)] for index, draft in enumerate(drafts) if draft.whole is not None
        }

    # --- what is no count -----------------------------------------------------------------------------------------

    def _untaken(self, article: Article, numerals: list[Numeral]) -> list[Numeral]:
        """Those outside dates and names."""
        taken: set[int] = set()
        for date in article.dates:
            taken.update(range(date.first, date.last + 1))
        for party in article.parties:
            taken.update(range(party.first + 1, party.last + 1))  # "16-nation Contact Group" may begin a name
        return [numeral for numeral in numerals if taken.isdisjoint(range(numeral.first, numeral.last + 1))]

    def _untrapped(self, article: Article, numerals: list[Numeral]) -> list[Numeral]:
        trapped: dict[int, MentionRule] = {}
        sentences = sorted({article.sentence_of[numeral.first] for numeral in numerals})
        for match in self.traps.find(fold_mentions(article.encoded(self.vocabulary), article.sentences, [], sentences)):
            for token in range(match.first, match.last + 1):
                trapped.setdefault(token, match.rule)
        kept = []
        for numeral in numerals:
            rule = next((trapped[t] for t in range(numeral.first, numeral.last + 1) if t in trapped), None)
            if rule is not None:
                sentence = article.sentence_of[numeral.first]
                article.trapped.append(Trapped(numeral.first, numeral.last, sentence, rule.id))
            elif not self._is_name(article, numeral):
                kept.append(numeral)
        return kept

    def _is_name(self, article: Article, numeral: Numeral) -> bool:
        """Digits that cannot be an amount, and number words that are part of a name ("Air Force One", "the Five Eyes")."""
        tokens = article.tokens
        first = tokens.words[numeral.first]
        if numeral.suffix and numeral.suffix not in self.metric:
            return True
        if first[0].isdigit():
            plain = first.isdecimal()
            return plain and (
                len(first) > 9 or (len(first) > 1 and first[0] == "0") or _COMPACT_DAY.match(first) is not None
            )
        if not first[0].isupper() or first.isupper():
            return False
        sentence = article.sentences[article.sentence_of[numeral.first]]
        if numeral.first == sentence.first or not tokens.words[numeral.first - 1][-1].isalnum():
            return False
        words = [
            word for word in tokens.words[sentence.first : sentence.last + 1] if len(word) > 3 and word[0].isalpha()
        ]
        return sum(word[0].isupper() for word in words) < 0.8 * len(words)

    # --- numbers and their bounds -----------------------------------------------------------------------------------

    def _draft(self, article: Article, numeral: Numeral) -> Draft:
        """A numeral with its currency or percent sign."""
        tokens = article.tokens
        lower = tokens.lower
        sentence = article.sentence_of[numeral.first]
        bounds = article.sentences[sentence]
        first, last = numeral.first, numeral.last
        draft = Draft(
            first, last, sentence, numeral.value, numeral.low, numeral.scale, core=(first, last), words=numeral.words
        )
        draft.rules.append("count.vague" if numeral.value is None else "count.number")
        if numeral.value is not None:
            draft.low = draft.high = numeral.value
        else:
            draft.modifier = "vague"
        sign = self._currency_before(article, first, bounds.first)
        if sign is not None:
            draft.kind, draft.unit, draft.first = "money", tokens.span_text(*sign), sign[0]
        after = last + 1
        if after <= bounds.last and lower[after] in ("-", "–") and after < bounds.last and tokens.glued(after + 1):
            after += 1
        two = lower[after : min(after + 2, bounds.last + 1)]
        if numeral.suffix:
            draft.kind, draft.unit = "metric", self.metric[numeral.suffix]
            if numeral.suffix == "pc":
                draft.kind = "percent"
        elif after <= bounds.last and (lower[after] in self.percent or two == ["per", "cent"]):
            draft.kind = "percent"
            draft.last = after + (lower[after] == "per")
            if draft.last < bounds.last and lower[draft.last + 1] in ("point", "points"):
                draft.last += 1
            draft.unit = "%" if lower[after] == "%" else "percent"
        elif two in (["percentage", "points"], ["percentage", "point"]):
            draft.kind, draft.unit, draft.last = "percent", "percentage points", after + 1
        elif draft.kind != "money" and after <= bounds.last:
            named = after + (tokens.words[after].isupper() and len(lower[after]) > 1 and after < bounds.last)
            named += (
                tokens.words[named][0].isupper() and named < bounds.last and lower[named + 1] in self.currency_names
            )
            link = vague_of = lower[after] == "of" and numeral.value is None and after + 1 <= bounds.last
            if vague_of and lower[after + 1] in self.currency_names:
                draft.kind, draft.unit, draft.last = "money", lower[after + 1], after + 1
            elif (
                not link
                and lower[named] in self.currency_names
                and not (lower[named] == "pounds" and lower[named + 1 : named + 2] == ["of"])
            ):
                draft.kind, draft.unit, draft.last = "money", tokens.span_text(after, named), named
        if numeral.value is None and draft.last < bounds.last and lower[draft.last + 1] == "of":
            draft.last += 1  # "hundreds of"
            draft.of_linked = True
        return draft

    def _currency_before(self, article: Article, first: int, begin: int) -> tuple[int, int] | None:
        """The tokens of the currency before a number, in a sentence that begins at `begin`: "$", "US$", "$US", "Rs."."""
        tokens = article.tokens
        last = first - 1
        if last < begin:
            return None
        before = last - 1 if last > begin and tokens.glued(last) else last
        upper = tokens.words[before].isupper() if before < last else False
        if tokens.lower[last] in self.currency:
            return (before if upper else last), last
        if before < last and tokens.lower[before] in self.currency and tokens.words[last].isupper():
            return before, last
        return None

    def _bounded(self, article: Article, drafts: list[Draft]) -> list[Draft]:
        """Apply the rules of bounds.yaml; drafts that a range takes in, or that are a share, are gone."""
        encoded = fold_mentions(
            article.encoded(self.vocabulary), article.sentences, [("count", d.first, d.last) for d in drafts],
            sorted({draft.sentence for draft in drafts}),
        )  # fmt: skip
        gone: set[int] = set()
        for match in longest(self._sound(article, drafts, self.bounds.find(encoded), gone)):
            make = match.rule.make
            if make == "bound":
                self._bound(article, drafts, match)
            elif make == "range":
                a, b = _indices(match, "a", "b")
                self._make_range(drafts[a], drafts[b], match)
                gone.add(b)
            elif make == "change":
                a, b = _indices(match, "a", "b")
                drafts[a].superseded = True
                drafts[a].rules.append(match.rule.id)
            elif make == "topic":
                (index,) = _indices(match, "n")
                drafts[index].rules.append(match.rule.id)
        return [draft for index, draft in enumerate(drafts) if index not in gone]

    def _sound(
        self, article: Article, drafts: list[Draft], matches: Iterable[Match[MentionRule]], gone: set[int]
    ) -> Iterator[Match[MentionRule]]:
        """Leave out ranges that fall and "over two bridges"; the numbers of a score or a share are `gone`."""
        for match in matches:
            if match.rule.make == "range" and not self._is_range(article, drafts, match):
                gone.update(self._score(article, drafts, match))
                continue
            if match.rule.make == "share":
                a, b = (drafts[i] for i in _indices(match, "a", "b"))
                if _is_share(a, b):
                    gone.update(_indices(match, "a", "b"))
                    article.trapped.append(Trapped(a.first, b.last, a.sentence, match.rule.id))
                continue
            if match.rule.make == "bound":
                span = match.tokens_of("bound")
                word = " ".join(article.tokens.lower[span[0] : span[1] + 1]) if span else ""
                (index,) = _indices(match, "n")
                small = drafts[index].value is not None and drafts[index].words and (drafts[index].value or 0) < 10
                if small and word in ("over", "above", "under", "below", "beyond"):
                    continue
            yield match

    def _score(self, article: Article, drafts: list[Draft], match: Match[MentionRule]) -> list[int]:
        """Both numbers of a score ("2-1", "14-0", "50-50"), which count nothing."""
        a, b = _indices(match, "a", "b")
        between = article.tokens.lower[drafts[a].last + 1 : drafts[b].first]
        dashed = between in (["-"], ["–"]) and article.tokens.glued(drafts[b].first)
        small = all(drafts[i].value is not None and (drafts[i].value or 0) <= 1000 for i in (a, b))
        return [a, b] if dashed and small else []

    def _is_range(self, article: Article, drafts: list[Draft], match: Match[MentionRule]) -> bool:
        a, b = (drafts[i] for i in _indices(match, "a", "b"))
        if a.kind != b.kind and (a.kind == "percent" or (a.kind and b.kind)):
            return False  # "rose 12 per cent to 300"
        low, high = a.low, b.low
        if low is None or high is None:
            return False
        if _shares_scale(a, b):
            low = times(low, b.scale)
        if low >= high:
            return False
        between = article.tokens.lower[a.last + 1 : b.first]
        if "or" in between and "," not in between and a.value is not None and b.value is not None:
            return high <= 2 * low + 1
        return True

    def _make_range(self, low: Draft, high: Draft, match: Match[MentionRule]) -> None:
        least = low.low
        if _shares_scale(low, high) and least is not None:
            least = times(least, high.scale)
        vague = low.value is None
        low.low, low.high, low.value = least, (high.high if not vague else None), None
        low.modifier = "vague" if vague else "range"
        low.first, low.last = min(match.first, low.first), max(high.last, match.last)
        low.core = (low.core[0], high.core[1])
        low.kind = low.kind or high.kind
        low.unit = high.unit or low.unit
        low.of_linked = high.of_linked
        low.rules.append(match.rule.id)

    def _bound(self, article: Article, drafts: list[Draft], match: Match[MentionRule]) -> None:
        (index,) = _indices(match, "n")
        draft = drafts[index]
        span = match.tokens_of("bound")
        assert span is not None
        modifier = self.bound_words[" ".join(article.tokens.lower[span[0] : span[1] + 1])]
        draft.bind(modifier)
        draft.first = min(draft.first, match.first)
        between = article.tokens.lower[draft.last + 1 : span[0]]
        if match.last > draft.last and between in ([], ["-"]):  # not in "a dozen families or so"
            draft.last = match.last
        draft.rules.append(match.rule.id)

    # --- what is counted ----------------------------------------------------------------------------------------------

    def _measured(self, article: Article, draft: Draft) -> bool:
        """Read the unit; False where the number turns out to be a year or to count nothing."""
        tokens = article.tokens
        last = article.sentences[draft.sentence].last
        if draft.kind == "percent":
            span = self.units.phrase_of_share(tokens, draft.last + 1, last)
            if span:
                draft.unit, draft.phrase = tokens.span_text(*span), span
            return True
        if draft.kind == "money":
            return True
        at = draft.last + 1
        if draft.of_linked:
            at = draft.last  # the "of" itself
        single = draft.value == 1
        vague = draft.of_linked or draft.modifier == "vague"
        if draft.kind == "metric":
            weight = draft.unit not in self.distances
            span = self.units.phrase_of_share(tokens, draft.last + 1, last) if weight else None
            if span:
                draft.unit = f"{draft.unit} of {tokens.span_text(*span)}"
            return True
        found = self.units.after(tokens, at, last, vague=vague, single=single)
        if found is None:
            return False
        if isinstance(found, Phrase):
            draft.take(found, tokens)
            draft.base = self.units.category(tokens.lower[found.first : found.head + 1])
            if found.strong and draft.base in (None, "other"):
                draft.base = "troops" if tokens.lower[found.head] in self.forces else "people"
            if draft.base is None and self.units.is_people(tokens.words[found.head]):
                draft.base = "people"
        else:
            draft.ellipsis = found
        if single and draft.words and draft.modifier == "exact" and not self._one_of_them(article, draft):
            return False
        return not self._is_year(article, draft)

    def _one_of_them(self, article: Article, draft: Draft) -> bool:
        """ "one" is a count only before a noun of people, attacks or aid,, before what became of someone ("one dead"), or after it ("killing one")."""
        if isinstance(draft.ellipsis, Elliptic):
            return draft.ellipsis.state is not None or article.tokens.lower[draft.first - 1] in self.fates
        return draft.base not in (None, "other")

    def _is_year(self, article: Article, draft: Draft) -> bool:
        """A bare four-digit number from 1900 to 2039, unless it counts people or attacks: "in 2014", but "1900 Palestinians"."""
        tokens = article.tokens
        for word in (tokens.words[draft.core[0]], tokens.words[draft.core[1]]):
            if len(word) != 4 or not word.isdecimal() or not 1900 <= int(word) < 2040:
                return False
        if draft.modifier not in ("exact", "range") and (draft.value or 0) % 100 == 0:
            return False  # "nearly 2000 homes", but "below 2005 levels"
        if draft.base in (None, "other", "states"):
            return True
        before = tokens.lower[draft.core[0] - 1] if draft.core[0] > article.sentences[draft.sentence].first else ""
        return before in (
            "in",
            "since",
            "the",
            "from",
            "until",
            "till",
            "by",
            "after",
            "before",
            "during",
            "early",
            "late",
            "mid",
            "-",
        )


def _is_share(part: Draft, whole: Draft) -> bool:
    """ "One in four", "nine out of ten": how large a part, and no count of either; "20 out of 50 captives" are two."""
    if part.value is None or whole.value is None or part.value >= whole.value or part.kind or whole.kind:
        return False
    if part.value == 1:
        return whole.value <= 100 and part.modifier == whole.modifier == "exact"
    return whole.value in (10, 100)


def _shares_scale(low: Draft, high: Draft) -> bool:
    """Whether "million" goes with both: "2 to 3 million", but not "800,000 to one million"."""
    if high.scale == 1 or low.scale > 1 or low.value is None or high.value is None:
        return False
    return low.value * high.scale < high.value


def _indices(match: Match[MentionRule], *names: str) -> list[int]:
    """Which drafts the captures are."""
    out = []
    for name in names:
        index = match.mention_of(name)
        assert index is not None, match.rule.id
        out.append(index)
    return out
