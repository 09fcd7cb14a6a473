"""From the matches of the rules to frames: a cue with its source, and the side on which its content stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..article import Article
from ..grammar import Match
from ..packs import Packs
from ..rules import StatementRule
from .phrases import Phrases, Span, Words, is_cap, is_word
from .quotes import Quote

_FORMS = ("BASE", "S", "PAST", "PART", "ING")
_CLASS = re.compile(r"\b[A-Z]{5,}\b")
_DEMONYM = re.compile(r"(ian|ish|ese|eli|aqi|ani|eni|iti|ali)$")
_POSSESSIVES = frozenset(
    "the a an his her its their our my your 's this that these those any no some such other more many several new of for with from in on by to".split()
)
# Verbs whose third person is as often a noun ("reports of looting"): they need a clause or a quote.
_NOUNS = frozenset(
    "states reports remarks tweets claims notes answers comments questions posts estimates demands calls promises charges hopes fears "
    "doubts pledges appeals orders requests suspects worries backs supports offers echoes signals hints protests disputes "
    "vows rules plans presses challenges mentions".split()
)
_PLURALS = frozenset(
    "police people many some others most both few several experts we they i you who those all which".split()
)


@dataclass(slots=True)
class Frame:
    """One cue: `start` is its first token with its source before it, `verb` the cue's head, `after` the first token behind the cue
    and what belongs to it, `begin` where content on the right would begin, `via` who quotes the source. `own` is false where the source is the subject of an earlier cue.
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


class FrameReader:
    """Turns the matches of an article's cues into frames, the first rule that holds winning at each cue."""

    def __init__(self, packs: Packs, words: Words, rules: list[StatementRule]) -> None:
        self.words = words
        self.order = {rule.id: number for number, rule in enumerate(rules)}
        self.effects: dict[str, dict[str, str]] = {}
        self.forms: dict[str, set[str]] = {}
        self.inverts = frozenset(
            "say says said report reports reported warned warns writes wrote announced announces added adds".split()
        )
        self.strong = frozenset("say says said saying told tell tells telling".split())
        for rule in rules:
            lexicon: dict[str, str] = {}
            for pattern in rule.all_patterns:
                for name in _CLASS.findall(pattern):
                    if f"{name}_PAST" not in packs.lexicon:
                        continue
                    for surface, effect in packs.lexicon[name].items():
                        lexicon.setdefault(surface, effect)
                    for form in _FORMS:
                        for surface in packs.lexicon[f"{name}_{form}"]:
                            self.forms.setdefault(surface.split()[0], set()).add(form)
            if "SAY_NOUN" in (rule.pattern or ""):
                lexicon.update(packs.lexicon.get("SAY_NOUN", {}))
            self.effects[rule.id] = lexicon
        free = {
            surface.split()[0]
            for name in ("SAYING", "REMARKING", "THINKING")
            for surface in packs.lexicon.get(name, ())
        }
        self.quote_only = frozenset(surface.split()[0] for surface in packs.lexicon.get("QUOTING", ())) - free

    def read(
        self, article: Article, matches: list[Match[StatementRule]], quotes: list[Quote], phrases: Phrases
    ) -> list[Frame]:
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
            for match in sorted(by_verb[verb], key=lambda m: self.order[m.rule.id]):
                frame = self._frame(article, match, verb, phrases, out)
                if frame is not None and not (
                    match.rule.id == "statement.colon" and out and out[-1].begin >= frame.begin - 1
                ):
                    out.append(frame)
                    taken = frame.cue[1]
                    break
        return out

    def _frame(
        self, article: Article, match: Match[StatementRule], verb: int, phrases: Phrases, before: list[Frame]
    ) -> Frame | None:
        rule = match.rule
        cue = match.tokens_of("cue")
        assert cue is not None
        number = article.sentence_of[verb]
        sentence = article.sentences[number]
        content = match.tokens_of("content")
        after = match.last + 1 if content is None else content[0]
        begin = after
        low = article.tokens.lower
        surface = " ".join(low[cue[0] : cue[1] + 1])
        effect = str(rule.args.get("effect") or self.effects[rule.id].get(surface) or "says")
        which = rule.args.get("source", "left")
        side = str(rule.args.get("content", "right"))
        if which == "after":
            found = phrases.phrase_after(cue[1] + 1, sentence.last)
            if found is None or (
                found[1] == found[0]
                and not is_cap(article, found[0])
                and low[found[0]] not in self.words.anonymous | self.words.pronouns | self.words.media
            ):
                return None
            return Frame(rule, number, cue[0], verb, cue, found, True, side, found[1] + 1, found[1] + 1, effect)
        if which == "quoted":
            return self._quoted_as(article, match, verb, cue, phrases, effect)
        if which == "possessor":
            owner = self._possessor(article, verb, sentence.first, phrases)
            if owner is None or not self._speaks(article, owner, phrases):
                return None
            return Frame(rule, number, owner[0], verb, cue, owner, True, side, begin, after, effect)
        if which == "subject":
            subject = phrases.main_subject(sentence.first, cue[0])
            if subject is None or not self._speaks(article, subject, phrases):
                return None
            return Frame(rule, number, subject[0], verb, cue, subject, True, side, begin, after, effect)
        if which == "right":
            return self._inverted(article, match, verb, cue, phrases, effect)
        group = phrases.group_start(verb, sentence.first)
        form = self._form(article, verb, group, phrases)
        if form is None:
            return None
        helpers = set(low[group:verb])
        source: Span | None = None
        own = True
        start = group
        if low[verb] == "briefed" and low[verb + 1] in ("on", "about", "by"):
            return None
        if form == "participle":
            left = low[group - 1] if group > sentence.first else ""
            if (
                left
                and (
                    is_word(article, group - 1)
                    and left
                    not in ("by", "after", "before", "in", "while", "without", "and", "or", "when", "but", "as", "then")
                )
                and left not in self.words.prepositions
            ):
                source = phrases.subject(group, sentence.first)
                if source is None or left in _POSSESSIVES:
                    return None
                start = source[0]
            elif left in ("of", "without", "from", "for", "about", "with", "on"):
                return None
            else:
                if left == "as":
                    return None
                own = False
                if not any(earlier.sentence == number for earlier in before):
                    source = phrases.main_subject(sentence.first, group)
                    if source is None:
                        return None
        else:
            source = phrases.subject(group, sentence.first)
            if source is not None and rule.id == "statement.think" and low[source[1]] in ("i", "we", "you", "who"):
                return None
            if source is None:
                if low[verb] in _NOUNS and low[verb + 1] != "that":
                    return None
                joined = group > sentence.first and low[group - 1] in ("and", "but", "then", "or", ",", "while")
                if not joined or form == "bare":
                    return None
                own = False
                if not any(earlier.sentence == number for earlier in before):
                    source = phrases.main_subject(sentence.first, group)
                    if source is None:
                        return None
            else:
                start = source[0]
                if not self._agrees(article, form, source, verb, rule):
                    return None
        if source is not None:
            if low[source[1]] in _POSSESSIVES and low[source[1]] not in (
                "this",
                "that",
                "these",
                "those",
                "many",
                "more",
                "other",
                "several",
                "some",
            ):
                return None
            if rule.args.get("party") and (
                phrases.inside_quote(verb) or phrases.party_tokens.isdisjoint(range(source[0], source[1] + 1))
            ):
                return None
            if rule.args.get("first") and low[source[0]] not in ("i", "we", "my"):
                return None
            document = any(low[index] in self.words.documents for index in phrases.head(source))
            if (
                source[0] - 1 not in phrases.marks
                and (
                    document
                    or (
                        effect in ("says", "demands", "proposes", "denies")
                        and low[verb] not in self.strong
                        and rule.id != "statement.say.that"
                    )
                )
                and not self._speaks(article, source, phrases)
            ):
                return None
        elif rule.args.get("first") or rule.args.get("party"):
            return None
        if rule.id == "statement.think" and phrases.inside_quote(verb):
            return None
        if low[source[1] if source else group] in ("i", "we") and phrases.inside_quote(verb):
            return None
        if start > sentence.first and low[start - 1] in ("if", "unless", "whether", "lest"):
            return None
        if (
            side == "right"
            and rule.id.startswith(("statement.say", "statement.tell"))
            and start - 1 in phrases.marks
            and low[start - 2] in (",", "!", "?")
        ):
            side, after = "left", cue[1] + 1  # "...," she said to the crowd
        if (
            side == "right"
            and rule.id in ("statement.say.clause", "statement.tell")
            and self._no_clause(article, begin, sentence.last)
        ):
            return None
        if side == "left" and low[verb] in self.quote_only and start - 1 not in phrases.marks:
            return None
        if side == "left" and helpers & {"not", "n't", "never"}:
            return None
        if side == "left" and not self._content_before(article, start, sentence.first, phrases):
            return None
        return Frame(
            rule, number, start, verb, (group if False else cue[0], cue[1]), source, own, side, begin, after, effect
        )

    def _form(self, article: Article, verb: int, group: int, phrases: Phrases) -> str | None:
        """finite, participle or bare (a base form that needs a plural subject); None where the word is no active verb here."""
        low = article.tokens.lower
        forms = self.forms.get(low[verb], set())
        helpers = set(low[group:verb])
        be = helpers & {"is", "are", "was", "were", "be", "been", "being", "'re", "'m", "am", "'s"}
        have = helpers & {"has", "have", "had", "'ve", "having"}
        modal = helpers & {
            "will",
            "would",
            "can",
            "could",
            "may",
            "might",
            "must",
            "should",
            "shall",
            "'ll",
            "'d",
            "did",
            "do",
            "does",
            "to",
            "cannot",
        }
        if "ING" in forms and forms <= {"ING"}:
            return "finite" if be else "participle"
        if forms & {"PAST", "PART"}:
            if be and not (be <= {"'s"}):
                return None  # passive
            if (
                article.tokens.words[verb][0].isupper()
                and verb > article.sentences[article.sentence_of[verb]].first
                and article.tokens.words[verb].isupper() is False
                and not have
            ):
                return "finite"
            nxt = low[verb + 1] if verb + 1 < len(low) else ""
            if (
                nxt == "to"
                and low[verb]
                in ("believed", "thought", "expected", "feared", "suspected", "said", "reported", "considered")
                and not have
                and (low[verb] != "said" or low[verb + 2] in ("be", "have"))
            ):
                return None
            if nxt == "by" or (verb > group and False):
                return None
            if "BASE" in forms and not have and not modal and low[verb] in ("read", "put"):
                return "finite"
            return "finite"
        before = low[group - 1] if group > 0 else ""
        if "S" in forms:
            return None if before in _POSSESSIVES or be else "finite"
        if "BASE" in forms:
            if modal:
                return "finite"
            return None if before in _POSSESSIVES or be or have else "bare"
        return None

    def _agrees(self, article: Article, form: str, source: Span, verb: int, rule: StatementRule) -> bool:
        """Whether the subject can be one: no noun that only looks like a verb ("Israeli demands for")."""
        low = article.tokens.lower
        last = source[1]
        head = next((index - 1 for index in range(source[0] + 1, last) if low[index] in self.words.prepositions), last)
        word = low[head]
        forms = self.forms.get(low[verb], set())
        following = low[verb + 1] if verb + 1 < len(low) else ""
        if form == "bare":
            plural = (
                word in _PLURALS
                or (word.endswith("s") and not word.endswith(("ss", "'s")))
                or "and" in low[source[0] : last]
                or (low[last].endswith("s") and is_cap(article, last))
            )
            return (plural and following not in ("of", "from", "by", "s")) or word in ("we", "i", "they", "you")
        if low[verb] in _NOUNS and "S" in forms:
            proper = (
                is_cap(article, last)
                or low[last] in ("he", "she", "it", "who", "which")
                or low[source[0]] in _POSSESSIVES
            )
            token = following
            clause = (
                token
                in (
                    "that",
                    "the",
                    "a",
                    "an",
                    "its",
                    "his",
                    "her",
                    "their",
                    "it",
                    "he",
                    "she",
                    "they",
                    "to",
                    "no",
                    "for",
                    "on",
                    "upon",
                    "out",
                    "there",
                    "both",
                    "all",
                    "more",
                    "what",
                    "how",
                    "i",
                    "we",
                    "israeli",
                    "an",
                    "immediate",
                    "full",
                )
                or not token[:1].isalpha()
                or is_cap(article, verb + 1)
            )
            if not proper or not clause or low[last] in ("united", "swing") or token in ("'s", "'"):
                return False
        elif (
            "S" in forms
            and word.endswith("s")
            and not is_cap(article, last)
            and not word.endswith(("ss", "us", "'s"))
            and low[verb] not in ("says", "tells")
        ):
            return False
        return word not in self.words.days or source[0] != last

    def _quoted_as(
        self, article: Article, match: Match[StatementRule], verb: int, cue: Span, phrases: Phrases, effect: str
    ) -> Frame | None:
        """ "Radio Bukavu quoted a bishop as saying ..."; "a bishop was quoted (by Radio Bukavu) as saying ..." """
        sentence = article.sentences[article.sentence_of[verb]]
        group = phrases.group_start(verb, sentence.first)
        passive = not {"is", "are", "was", "were", "been"}.isdisjoint(article.tokens.lower[group:verb])
        subject = phrases.subject(group, sentence.first)
        whom = match.tokens_of("whom")
        source, via = (subject, whom) if passive else (whom, subject)
        content = match.tokens_of("content")
        begin = match.last + 1 if content is None else content[0]
        if source is None or begin > sentence.last:
            return None
        start = min(source[0], via[0] if via else source[0])
        return Frame(
            match.rule, article.sentence_of[verb], start, verb, cue, source, True, "right", begin, begin, effect, via
        )

    def _no_clause(self, article: Article, begin: int, last: int) -> bool:
        """Whether what follows a cue is but the rest of a name ("brief the Special | Council") or a time ("said | on Tuesday.")."""
        low = article.tokens.lower
        if (
            is_cap(article, begin)
            and is_cap(article, begin - 1)
            and low[begin] not in ("i", "he", "she", "they", "we", "it")
        ):
            return low[begin - 1] not in self.words.days
        if (
            low[begin] not in self.words.prepositions
            and low[begin] not in self.words.days
            and low[begin] not in ("late", "early", "last", "this")
        ):
            return False
        end = begin
        while end <= last and (is_word(article, end) or low[end] in ("-", "'s")):
            end += 1
        known = self.words.days | self.words.venues | self.words.press
        return end - begin <= 6 and any(low[index] in known for index in range(begin, end))

    def _possessor(self, article: Article, noun: int, floor: int, phrases: Phrases) -> Span | None:
        """Whose noun it is: "the general's (repeated) threat", "its demand"; the words before the possessive mark."""
        low = article.tokens.lower
        for at in range(noun - 1, max(floor, noun - 5) - 1, -1):
            if low[at] in ("'s", "'", "’") and at > floor:
                return phrases.name_before(at - 1, floor)
            if low[at] in ("his", "her", "its", "their"):
                return at, at
            if not is_word(article, at) and low[at] != "-":
                return None
        return None

    def _speaks(self, article: Article, source: Span, phrases: Phrases) -> bool:
        """Whether a subject can speak: a name, a person, a body; "this meeting underscores ..." is nobody's word."""
        low = article.tokens.lower
        first, last = source
        if first == last and low[first] in ("his", "her", "its", "their"):
            return True
        if first == last and low[first] in self.words.relatives:
            floor = article.sentences[article.sentence_of[first]].first
            before = first - 1 - (low[first - 1] == ",") if first > floor else floor - 1
            named = phrases.phrase_before(before, floor, object=True) if before >= floor else None
            return low[first] == "who" or (
                named is not None
                and low[named[1]] not in self.words.relatives
                and self._speaks(article, named, phrases)
            )
        if (
            any(low[index] in self.words.documents for index in phrases.head(source))
            and last not in phrases.party_tokens
        ):
            return False
        if first == last and (
            (low[first] in self.words.pronouns and low[first] not in ("this", "that", "it", "which"))
            or low[first] in ("it", "which")
        ):
            return low[first] not in ("this", "that")
        if last in phrases.party_tokens:
            return True
        for index in range(first, last + 1):
            if index > first and low[index] in self.words.prepositions | self.words.modifiers and low[index] != "of":
                break
            if (
                low[index] in self.words.anonymous
                or low[index] in self.words.bodies
                or low[index].removesuffix("s") in self.words.bodies
                or low[index] in self.words.media
                or (index in phrases.party_tokens and low[first] not in ("this", "these"))
            ):
                return True
            if is_cap(article, index) and (
                index > first or first > article.sentences[article.sentence_of[first]].first
            ):
                return True
        return (is_cap(article, last) and low[last] not in ("this", "these")) or low[last].endswith(
            ("ists", "ers", "ors", "ants", "ents", "ians")
        )

    def _inverted(
        self, article: Article, match: Match[StatementRule], verb: int, cue: Span, phrases: Phrases, effect: str
    ) -> Frame | None:
        sentence = article.sentences[article.sentence_of[verb]]
        low = article.tokens.lower
        if not self.forms.get(low[verb], set()) & {"PAST", "S", "BASE"}:
            return None
        found = phrases.phrase_after(cue[1] + 1, sentence.last)
        if (
            found is None
            or low[found[0]]
            in (
                "that",
                "it",
                "its",
                "their",
                "his",
                "her",
                "there",
                "in",
                "on",
                "at",
                "to",
                "he",
                "she",
                "they",
                "we",
                "i",
                "by",
            )
            or low[found[0]] in self.words.prepositions
        ):
            if not (found and low[found[0]] in ("its", "their", "his", "her")):
                return None
        quoted = article.tokens.starts and (verb - 1) in phrases.marks
        nxt = found[1] + 1
        if nxt <= sentence.last and is_word(article, nxt) and not quoted:
            following = low[nxt]
            if (
                following not in self.words.stops
                and following not in self.words.relatives
                and following not in self.words.days
                and following not in self.words.prepositions
                and following not in ("and", "last", "this", "late", "early", "earlier", "later")
            ):
                return None
        if not quoted and low[verb] not in self.inverts:
            return None
        if not quoted:
            head = phrases.subject(verb, sentence.first)
            if (
                head is not None
                and head[0] <= sentence.first + 2
                and not phrases.clause_inside(head[1] + 1, verb - 1, head)
            ):
                return None
        if not quoted and (verb - sentence.first < 3 or low[verb] in self.quote_only or nxt in phrases.marks):
            return None
        return Frame(match.rule, article.sentence_of[verb], verb, verb, cue, found, True, "left", nxt, nxt, effect)

    def _content_before(self, article: Article, start: int, floor: int, phrases: Phrases) -> bool:
        """Whether content stands before a source: a comma, a dash or a quote ends it."""
        if start <= floor:
            return start - 1 in phrases.marks
        mark = article.tokens.lower[start - 1]
        return (
            mark in (",", "—", "–", "-", "?", "!", "...", "…", "--") and start - floor >= 3
        ) or start - 1 in phrases.marks
