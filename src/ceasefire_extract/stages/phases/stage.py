"""Find the phase mentions of an article: numbered or relative parts of an agreement or of talks. The rules are in patterns/phases."""

from __future__ import annotations

from ...article import Article, Found, Trapped
from ...models import PhaseMention, PhaseUnit, Relative
from ...rules.forms import MentionRule
from ...rules.grammar import Grammar, Match, fold_mentions, longest
from ...rules.packs import Packs

_UNIT_CLASSES = ("PHASE_UNIT", "PHASE_UNITS", "PHASE_STEP")
_NUMBER_CLASSES = ("PHASE_ORDINAL", "PHASE_CARDINAL", "PHASE_ROMAN")


class Phases:
    """The stage: sets `article.phases`, and adds to `article.trapped` the phases of wars and the like."""

    def __init__(self, packs: Packs) -> None:
        self.vocabulary = packs.vocabulary()
        self.mentions: Grammar[MentionRule] = packs.grammar(
            "phases", MentionRule, lambda rule: rule.make in ("phase", "phases", "elided", "trap")
        )
        self.states: Grammar[MentionRule] = packs.grammar(
            "phases", MentionRule, lambda rule: rule.make in ("in_force", "over")
        )
        lexicon = packs.lexicon
        self.units: dict[str, PhaseUnit] = {k: v for name in _UNIT_CLASSES for k, v in lexicon[name].items()}
        self.numbers: dict[str, int] = {k: v for name in _NUMBER_CLASSES for k, v in lexicon[name].items()}
        self.relatives: dict[str, Relative] = lexicon["PHASE_RELATIVE"]
        self.final = frozenset(lexicon["PHASE_FINAL"])

    def __call__(self, article: Article) -> None:
        article.phases = []
        plain = article.encoded(self.vocabulary)
        taken = {
            token for date in article.dates for token in range(date.first, date.last + 1) if date.first == date.last
        }
        for match in longest(self.mentions.find(plain)):
            if match.rule.make == "trap":
                sentence = article.sentence_of[match.first]
                article.trapped.append(Trapped(match.first, match.last, sentence, match.rule.id))
            elif match.rule.make == "phases":
                article.phases += self._several(article, match)
            elif match.rule.make == "elided":
                article.phases += self._elided(article, match)
            elif match.first not in taken:
                article.phases += self._one(article, match)
        article.phases.sort(key=lambda found: found.first)
        self._resolve(article)

    # --- mentions -------------------------------------------------------------------------------------------------

    def _one(self, article: Article, match: Match[MentionRule]) -> list[Found[PhaseMention]]:
        """A phase; none where its number cannot be read."""
        unit = self._unit(article, match)
        number = self._number(article, match, "n")
        of = self._number(article, match, "of")
        if number is None and self._words(article, match, "n")[:1].isdecimal():
            return []
        relative: Relative | None = None
        word = self._words(article, match, "relative")
        if word:
            relative = self.relatives.get(word)
            if word == "last" and unit == "round":
                relative = "previous"
            if relative == "initial":
                number = 1
        elif self._words(article, match, "n") in self.final:
            relative, number = "final", of
        return [self._found(article, match, match.first, match.last, number, of, relative, unit)]

    def _elided(self, article: Article, match: Match[MentionRule]) -> list[Found[PhaseMention]]:
        """ "In phase one ..., in the second ...": an ordinal alone, where the phase before it is the last that the sentence named."""
        span, number = match.tokens_of("n"), self._number(article, match, "n")
        if not article.phases or span is None or number is None:
            return []
        before = article.phases[-1]
        if before.sentence != article.sentence_of[span[0]] or before.mention.number != number - 1:
            return []
        return [self._found(article, match, *span, number, None, None, before.mention.unit)]

    def _several(self, article: Article, match: Match[MentionRule]) -> list[Found[PhaseMention]]:
        """ "second and third phases", "phases two and three": each number is a mention, the unit goes with the one beside it."""
        unit = self._unit(article, match)
        spans = match.tokens_of("a"), match.tokens_of("b")
        out = []
        for index, (name, span) in enumerate(zip(("a", "b"), spans, strict=True)):
            assert span is not None
            first, last = span
            unit_span = match.tokens_of("unit")
            assert unit_span is not None
            if index == 0 and unit_span[0] < first:
                first = unit_span[0]
            if index == 1 and unit_span[1] > last:
                last = unit_span[1]
            word = self._words(article, match, name)
            relative: Relative | None = "final" if word in self.final else None
            out.append(
                self._found(article, match, first, last, self._number(article, match, name), None, relative, unit)
            )
        return out

    def _found(
        self, article: Article, match: Match[MentionRule], first: int, last: int,
        number: int | None, of: int | None, relative: Relative | None, unit: PhaseUnit,
    ) -> Found[PhaseMention]:  # fmt: skip
        start, end = article.tokens.starts[first], article.tokens.ends[last]
        mention = PhaseMention(
            text=article.text[start:end], start=start, end=end, number=number, of=of, relative=relative, unit=unit, resolved_number=None,
            rules=[match.rule.id],
        )  # fmt: skip
        return Found(first, last, article.sentence_of[first], mention)

    def _words(self, article: Article, match: Match[MentionRule], name: str) -> str:
        span = match.tokens_of(name)
        return " ".join(article.tokens.lower[span[0] : span[1] + 1]) if span else ""

    def _unit(self, article: Article, match: Match[MentionRule]) -> PhaseUnit:
        return self.units.get(self._words(article, match, "unit"), "phase")  # a unit of a pack's own counts as a phase

    def _number(self, article: Article, match: Match[MentionRule], name: str) -> int | None:
        word = self._words(article, match, name)
        if word[:1].isdecimal():
            digits = word[: len(word) - len(word.lstrip("0123456789"))]  # of "2nd", "1a"
            return int(digits) if 0 < len(digits) < 4 else None
        return self.numbers.get(word)

    # --- which phase the article is in --------------------------------------------------------------------------------

    def _resolve(self, article: Article) -> None:
        """Set `resolved_number` where the article makes plain which number a relative phase has."""
        relative = [
            found.mention for found in article.phases if found.mention.relative and found.mention.number is None
        ]
        if not relative:
            return
        apart = [
            found
            for index, found in enumerate(article.phases)
            if not index or found.first > article.phases[index - 1].last
        ]
        encoded = fold_mentions(
            article.encoded(self.vocabulary), article.sentences, [("phase", f.first, f.last) for f in apart]
        )
        in_force: dict[PhaseUnit, tuple[int, str]] = {}
        over: dict[PhaseUnit, tuple[int, str]] = {}
        for match in self.states.find(encoded):
            index = match.mention_of("n")
            assert index is not None
            mention = apart[index].mention
            if mention.number is None:
                continue
            states = in_force if match.rule.make == "in_force" else over
            if mention.unit not in states or states[mention.unit][0] < mention.number:
                states[mention.unit] = (mention.number, match.rule.id)
        totals = {found.mention.unit: found.mention.of for found in article.phases if found.mention.of}
        for mention in relative:
            now, done = in_force.get(mention.unit), over.get(mention.unit)
            if done and (now is None or now[0] <= done[0]):
                now = None
            answer: tuple[int, str] | None = None
            if mention.relative == "current":
                answer = now
            elif mention.relative == "next":
                answer = (now[0] + 1, now[1]) if now else (done[0] + 1, done[1]) if done else None
            elif mention.relative == "previous":
                answer = (now[0] - 1, now[1]) if now and now[0] > 1 else done
            elif mention.relative == "final" and totals.get(mention.unit):
                mention.resolved_number = totals[mention.unit]
            if answer:
                mention.resolved_number = answer[0]
                mention.rules.append(answer[1])
