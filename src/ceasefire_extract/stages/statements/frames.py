"""From the matches of the rules to frames: a cue with its source, and the side on which its content stands."""

from __future__ import annotations

from dataclasses import dataclass

from ...article import Article
from ...rules.forms import StatementRule
from ...rules.grammar import Match
from ...rules.packs import Packs
from .cues import Cues
from .phrases import Phrases, Span, Words, is_cap, is_word, lower_at

# A participle behind one of these has the subject of the clause: "left after saying ...", "and accusing ..."
_JOINS = frozenset(("by", "after", "before", "in", "while", "without", "and", "or", "when", "but", "then"))
_NO_SPEECH = frozenset(("between", "of", "without", "from", "for", "about", "with", "on", "as"))
_CONDITIONS = frozenset(("if", "unless", "whether", "lest"))
_OWNERS = frozenset(("his", "her", "its", "their"))
_DETERMINERS = frozenset(
    ("the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "'s", "any", "no", "such", "new")
)
_NOBODY = frozenset(("nobody", "no", "neither", "none"))
_QUESTIONS = frozenset("who what when where how why whether if which".split())
_DASHES = frozenset(("—", "–", "-", "--"))


@dataclass(slots=True)
class Frame:
    """One cue. `start` is its first token or its source's, `verb` the cue's head, `begin` where content on the right would begin, `after` the
    first token behind the cue and what belongs to it. `source` is None, or a subject farther back, where the cue has none of its own (`own` false);
    `via` is who quotes the source.
    """

    rule: StatementRule
    sentence: int
    start: int
    verb: int
    cue: Span
    source: Span | None
    own: bool
    side: str
    begin: int
    after: int
    effect: str
    via: Span | None = None
    stop: int | None = None  # the last token that the content can reach, where the frame itself knows


class FrameReader:
    """Turns the matches of an article's cues into frames; at each cue the first rule that holds wins."""

    def __init__(self, packs: Packs, words: Words, rules: list[StatementRule]) -> None:
        self.words = words
        self.cues = Cues(packs, words, rules)
        self._order = {rule.id: number for number, rule in enumerate(rules)}

    def read(self, article: Article, matches: list[Match[StatementRule]], phrases: Phrases) -> list[Frame]:
        """The frames of an article, in the order of their cues."""
        by_verb: dict[int, list[Match[StatementRule]]] = {}
        for match in matches:
            cue = match.tokens_of("cue")
            if cue is not None:
                by_verb.setdefault(cue[0], []).append(match)
        out: list[Frame] = []
        taken = -1
        for verb in sorted(by_verb):
            if verb <= taken:
                continue
            for match in sorted(by_verb[verb], key=lambda m: self._order[m.rule.id]):
                frame = self._frame(article, match, phrases, out[-1] if out else None)
                if frame is not None:
                    out.append(frame)
                    taken = frame.cue[1]
                    break
        return out

    def _frame(
        self, article: Article, match: Match[StatementRule], phrases: Phrases, last: Frame | None
    ) -> Frame | None:
        cue = match.tokens_of("cue")
        assert cue is not None  # every rule's pattern captures it
        content = match.tokens_of("content")
        begin = match.last + 1 if content is None else content[0]
        surface = " ".join(article.tokens.lower[cue[0] : cue[1] + 1])
        frame = Frame(
            rule=match.rule, sentence=article.sentence_of[cue[0]], start=cue[0], verb=cue[0], cue=cue, source=None, own=True,
            side=str(match.rule.args.get("content", "right")), begin=begin, after=begin, effect=str(match.rule.args.get("effect") or self.cues.effect(match.rule, surface)),
        )  # fmt: skip
        where = match.rule.args.get("source", "left")
        if where == "left":
            previous = last if last is not None and last.sentence == frame.sentence else None
            return self._with_subject(article, frame, phrases, previous)
        if where == "right":
            return self._inverted(article, frame, phrases)
        if where == "after":
            return self._after(article, frame, phrases)
        if where == "agent":
            return self._by_agent(article, frame, match.tokens_of("whom"))
        if where == "quoted":
            return self._quoted_as(article, frame, match.tokens_of("whom"), phrases)
        if where == "possessor":
            found = self._possessor(article, frame.verb, phrases)
        else:
            if last is not None and last.begin >= frame.begin - 1:
                return None  # a colon that belongs to a cue before it
            found = phrases.main_subject(article.sentences[frame.sentence].first, cue[0])
        if found is None or not self._speaks(article, found, phrases):
            return None
        frame.start, frame.source = found[0], found
        return frame

    # --- a subject before the cue

    def _with_subject(self, article: Article, frame: Frame, phrases: Phrases, previous: Frame | None) -> Frame | None:
        low = article.tokens.lower
        floor = article.sentences[frame.sentence].first
        group = frame.start = phrases.group_start(frame.verb, floor)
        form = self.cues.form(article, frame.verb, group)
        left = low[group - 1] if group > floor else ""
        if form is None and left == "to" and self._convener(article, group, floor, phrases) is not None:
            form = "bare"
        if form is None or (
            low[frame.verb] in self.words.acting_on and lower_at(article, frame.cue[1] + 1) in ("of", "to")
        ):
            return None  # without an object it is passive: "prisoners suspected of a raid", "Authorities Urged to End Raids"
        if form == "participle":
            if left in _NO_SPEECH:
                return None
            if left and is_word(article, group - 1) and left not in _JOINS and left not in self.words.prepositions:
                frame.source = phrases.subject(group, floor)
                if frame.source is None or left in _DETERMINERS:
                    return None
        else:
            frame.source = phrases.subject(group, floor)
            if frame.source is not None and not self.cues.agrees(article, form, frame.source, frame.verb):
                return None
        if frame.source is None and left == "to" and form == "bare":
            frame.source = self._convener(article, group, floor, phrases)
            frame.own = frame.source is None
        if frame.source is not None:
            frame.start = frame.source[0] if frame.own else group
        elif not self._shares_subject(article, frame, form, left, phrases, previous):
            return None
        if not self._fits(article, frame, phrases):
            return None
        if frame.rule.id == "statement.think" and previous is not None and self._own_thought(article, frame, previous):
            previous.effect = frame.effect if previous.effect == "says" else previous.effect
            return None
        return self._with_side(article, frame, set(low[group : frame.verb]), phrases)

    def _convener(self, article: Article, group: int, floor: int, phrases: Phrases) -> Span | None:
        """Who "held a press conference to announce that ...", "issued a statement to say that ...": the subject of the sentence."""
        low = article.tokens.lower
        venues = self.words.venues
        if any(low[at] in venues for at in range(max(floor, group - 5), group - 1)):
            return phrases.main_subject(floor, group)
        return None

    def _own_thought(self, article: Article, frame: Frame, previous: Frame) -> bool:
        """Whether a thought is what its thinker is quoted for: "she said she hopes the truce lasts" is one statement, a hope."""
        source = frame.source
        if source is None or source[0] != source[1] or article.tokens.lower[source[0]] not in self.words.subjects:
            return False
        return previous.side == "right" and 0 <= source[0] - previous.begin <= 1

    def _shares_subject(
        self, article: Article, frame: Frame, form: str, left: str, phrases: Phrases, previous: Frame | None
    ) -> bool:
        """Whether a cue without a subject of its own has one farther back: that of the cue before it, or of its sentence."""
        low = article.tokens.lower
        if form != "participle":
            joined = previous is not None and left in ("and", "but") and lower_at(article, frame.verb + 1) == "that"
            if (form == "bare" and not joined) or left not in ("and", "but", "then", "or", ",", "while"):
                return False
            if self.cues.noun_like(low[frame.verb]) and lower_at(article, frame.verb + 1) != "that":
                return False
        frame.own = False
        if previous is None:
            frame.source = phrases.main_subject(article.sentences[frame.sentence].first, frame.start)
        return previous is not None or frame.source is not None

    def _fits(self, article: Article, frame: Frame, phrases: Phrases) -> bool:
        """Whether the source can be one of this rule's, and the cue is no condition ("if the army says ...")."""
        low = article.tokens.lower
        args = frame.rule.args
        source = frame.source
        quoted = phrases.inside_quote(frame.verb)
        thought = frame.rule.id == "statement.think"
        if args.get("stop") == "quote" and low[max(frame.start - 1, 0)] == "what":
            return False  # "freed what he called “guests”": a name, no statement
        if frame.start > article.sentences[frame.sentence].first and low[frame.start - 1] in _CONDITIONS:
            return False
        if thought and quoted:
            return False
        if source is None:
            return not (args.get("first") or args.get("party"))
        speaker = low[source[1]]
        if low[source[0]] in _NOBODY and lower_at(article, frame.begin) in _QUESTIONS:
            return False  # "nobody will say whether ..."
        if (speaker.isdigit() or source[1] in phrases.count_ends) and low[frame.verb] not in self.words.strong:
            return False  # "19 alleged violations", "two suspected rebels"
        if (
            speaker in _DETERMINERS
            or (speaker in ("i", "we") and quoted)
            or (thought and speaker in ("i", "we", "you", "who"))
        ):
            return False
        if args.get("first"):
            return low[source[0]] in ("i", "we", "my")
        side = low[source[0]] == "the" and speaker in self.words.bodies  # "the rebels want ..."
        named = not phrases.party_tokens.isdisjoint(range(source[0], source[1] + 1))
        if args.get("party") and (quoted or not (named or side)):
            return False
        if source[0] - 1 in phrases.marks or self._speaks(article, source, phrases):
            return True
        strong = low[frame.verb] in self.words.strong or frame.rule.id == "statement.say.that"
        weak = frame.effect in ("says", "demands", "proposes", "denies") and not strong
        return not weak and not self._document(article, source, phrases)

    def _with_side(self, article: Article, frame: Frame, helpers: set[str], phrases: Phrases) -> Frame | None:
        """Settle on which side the content stands; None where none can stand there."""
        low = article.tokens.lower
        sentence = article.sentences[frame.sentence]
        spoken = frame.rule.id.startswith(("statement.say", "statement.tell"))
        behind_quote = phrases.behind_quote(frame.start)
        if behind_quote and frame.start == sentence.first:  # “Never again!” Ms Diaz said
            before = article.sentences[frame.sentence - 1]
            behind_quote = before.paragraph == sentence.paragraph and not frame.rule.args.get("behind")
        if frame.side == "right" and spoken:
            whole = behind_quote and phrases.behind_whole_quote(frame.start, sentence.first)
            if whole and not {",", "!", "?"}.isdisjoint(low[frame.start - 2 : frame.start]):
                frame.side = "left"  # "...," she said to the crowd, "..."
                frame.after = frame.begin if frame.begin in phrases.marks else frame.cue[1] + 1
            elif frame.rule.id in ("statement.say.clause", "statement.tell") and self._no_clause(
                article, frame.begin, sentence.last
            ):
                return None
        if helpers & {"not", "n't", "never", "declined", "refused"} and lower_at(article, frame.begin) in _QUESTIONS:
            return None  # "would not say who had sent them"
        if (
            frame.start > sentence.first
            and low[frame.start - 1] == "what"
            and lower_at(article, frame.begin) in ("is", "was")
        ):
            frame.begin += 1  # "what officials say is that ..."
        opens = frame.start == sentence.first + 1 and low[sentence.first] == "as"
        if frame.side == "left" and opens and frame.after < sentence.last and low[frame.after] == ",":
            frame.side, frame.begin = "right", frame.after + 1  # "As one mediator said, ..."
        if frame.side == "left":
            if frame.rule.args.get("behind") and (not behind_quote or low[frame.start - 2] not in (",", "!", "?")):
                return None
            if helpers & {"not", "n't", "never"} or (low[frame.verb] in self.cues.quote_only and not behind_quote):
                return None
            inserted = frame.start - sentence.first >= 2 and frame.after <= sentence.last and low[frame.after] == ","
            ends = (frame.start - sentence.first >= 3 or inserted) and low[frame.start - 1] in {
                ",",
                "?",
                "!",
                "...",
                "…",
            } | _DASHES
            if not ends and not behind_quote:
                return None
        return frame

    def _no_clause(self, article: Article, begin: int, last: int) -> bool:
        """Whether what follows a cue is but the rest of a name ("brief the Special | Council") or a time ("said | on Tuesday.")."""
        low = article.tokens.lower
        words = self.words
        if begin > last:
            return True
        if is_cap(article, begin) and is_cap(article, begin - 1) and low[begin] not in words.subjects:
            return low[begin - 1] not in words.days
        if low[begin] in words.issued:
            return True
        if low[begin] not in words.prepositions | words.days and low[begin] not in ("late", "early", "last", "this"):
            return False
        end = begin
        while end <= last and (is_word(article, end) or low[end] in ("-", "'s")):
            end += 1
        names = low[begin] in ("in", "from", "at", "near") and end - begin <= 4 and end > begin + 1
        if names and all(is_cap(article, index) for index in range(begin + 1, end) if is_word(article, index)):
            return True  # "said | in Jeddah."
        known = words.days | words.venues | (words.press if low[begin] == "to" else frozenset())
        return end - begin <= 6 and any(low[index] in known for index in range(begin, end))

    # --- other places of a source

    def _inverted(self, article: Article, frame: Frame, phrases: Phrases) -> Frame | None:
        """ "...," said Ana Costa: the subject behind the cue."""
        low = article.tokens.lower
        words = self.words
        sentence = article.sentences[frame.sentence]
        verb = frame.verb
        found = phrases.phrase_after(frame.cue[1] + 1, sentence.last)
        if not self.cues.is_finite(low[verb]) or found is None:
            return None
        opening = low[found[0]]
        if opening in words.subjects | words.prepositions | words.stops or opening == "there":
            return None
        follows = found[1] + 1
        if not phrases.behind_quote(verb):
            # Without a quote the order alone tells: "The road is shut, says the army", but not "The group, which ..., says the army is gone"
            if low[verb] not in words.inverting or verb - sentence.first < 3 or follows in phrases.marks:
                return None
            if follows <= sentence.last and is_word(article, follows):
                ends = words.stops | words.relatives | words.days | words.prepositions
                if low[follows] not in ends and low[follows] not in (
                    "and",
                    "last",
                    "this",
                    "late",
                    "early",
                    "earlier",
                    "later",
                ):
                    return None
            head = phrases.subject(verb, sentence.first)
            if (
                head is not None
                and head[0] <= sentence.first + 2
                and head[1] - head[0] <= 8
                and low[head[1] + 1] == ","
            ):
                return None
        frame.source, frame.begin, frame.after = found, follows, follows
        return frame

    def _after(self, article: Article, frame: Frame, phrases: Phrases) -> Frame | None:
        """ "according to the police": the phrase behind the cue."""
        low = article.tokens.lower
        found = phrases.phrase_after(frame.cue[1] + 1, article.sentences[frame.sentence].last)
        if found is None:
            return None
        bare = found[0] == found[1] and not is_cap(article, found[0])
        if bare and low[found[0]] not in self.words.anonymous | self.words.pronouns | self.words.media:
            return None  # "sorted according to age"
        behind = found[1] + 1
        last = article.sentences[frame.sentence].last
        if behind < last and low[behind] == "," and low[behind + 1] in self.words.relatives:
            # "according to the union, which counts the dead, ..."
            behind = next((at for at in range(behind + 1, last) if low[at] == ","), behind)
        frame.source, frame.begin, frame.after = found, behind, behind
        return frame

    def _quoted_as(self, article: Article, frame: Frame, whom: Span | None, phrases: Phrases) -> Frame | None:
        """ "Radio Bukavu quoted a bishop as saying ..."; "a bishop was quoted (by Radio Bukavu) as saying ..." """
        low = article.tokens.lower
        sentence = article.sentences[frame.sentence]
        group = phrases.group_start(frame.verb, sentence.first)
        subject = phrases.subject(group, sentence.first)
        passive = not {"is", "are", "was", "were", "been"}.isdisjoint(low[group : frame.verb])
        if passive and whom is not None and low[whom[0]] == "by":
            whom = (whom[0] + 1, whom[1]) if whom[1] > whom[0] else None
        frame.source, frame.via = (subject, whom) if passive else (whom, subject)
        if frame.source is None or frame.begin > sentence.last:
            return None
        frame.start = min(frame.source[0], subject[0] if subject else frame.source[0])
        if frame.start - 1 in phrases.marks:  # "...," the bishop was quoted as saying (by Radio Bukavu)
            frame.side, frame.after = "left", frame.begin
        return frame

    def _by_agent(self, article: Article, frame: Frame, whom: Span | None) -> Frame | None:
        """ "accused by Uganda of shelling a village", "accused of shelling a village by Uganda": who accuses is the source."""
        if whom is None:
            return None
        low = article.tokens.lower
        frame.source = whom
        if whom[0] > frame.begin:
            frame.stop = whom[0] - (2 if low[whom[0] - 1] == "by" else 1)
        frame.start = min(frame.start, whom[0])
        return frame

    def _possessor(self, article: Article, noun: int, phrases: Phrases) -> Span | None:
        """Whose noun it is: "the general's (repeated) threat", "its demand"; the words before the possessive mark."""
        low = article.tokens.lower
        floor = article.sentences[article.sentence_of[noun]].first
        for at in range(noun - 1, max(floor, noun - 5) - 1, -1):
            if low[at] in ("'s", "'", "’") and at > floor:
                return phrases.name_before(at - 1, floor)
            if low[at] in _OWNERS:
                return at, at
            if not is_word(article, at) and low[at] != "-":
                return None
        return None

    # --- who can speak

    def _document(self, article: Article, source: Span, phrases: Phrases) -> bool:
        """Whether a phrase is a text that nobody speaks: "the agreement", or "it" where the sentence before begins with one."""
        if source[0] == source[1] and article.tokens.lower[source[0]] == "it":
            before = article.sentences[max(0, article.sentence_of[source[0]] - 1)]
            opening = range(before.first, min(before.first + 4, before.last))
            return any(article.tokens.lower[index] in self.words.documents for index in opening)
        if source[1] in phrases.party_tokens:
            return False
        return any(article.tokens.lower[index] in self.words.documents for index in phrases.head(source))

    def _speaks(self, article: Article, source: Span, phrases: Phrases) -> bool:
        """Whether a subject can speak: a name, a person, a body; "this meeting underscores ..." is nobody's word."""
        low = article.tokens.lower
        words = self.words
        first, last = source
        word = low[last]
        if first == last:
            if word == "which":
                named = self._before_relative(article, first, phrases)
                return (
                    named is not None and low[named[1]] not in words.relatives and self._speaks(article, named, phrases)
                )
            if word in words.pronouns or word in _OWNERS:
                return word not in ("this", "that") and not self._document(article, source, phrases)
        if self._document(article, source, phrases) or low[first] == "this":
            return False
        if last in phrases.party_tokens:
            return True
        opening = article.sentences[article.sentence_of[first]].first
        for index in range(first, last + 1):
            if index > first and low[index] in words.prepositions | words.modifiers and low[index] != "of":
                break
            here = low[index]
            if here in words.speakers or here.removesuffix("s") in words.bodies or index in phrases.party_tokens:
                return True
            if is_cap(article, index) and index > opening:
                return True
        return is_cap(article, last) or word.endswith(("ists", "ers", "ors", "ants", "ents", "ians"))

    def _before_relative(self, article: Article, token: int, phrases: Phrases) -> Span | None:
        floor = article.sentences[article.sentence_of[token]].first
        last = token - 1
        if last > floor and article.tokens.lower[last] in {","} | _DASHES:
            last -= 1
        return phrases.phrase_before(last, floor, object=True) if last >= floor else None
