"""Speakers that a label names: turns of interviews and transcripts ("Editor: ...", "Q:"), headlines ("Kyiv: ..."), signed quotes ("— X"),
and the author of a document in the first person ("Statement by ...").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ...article import Article
from ...text.tokenizer import DASHES
from .phrases import Phrases, Span, is_cap

_LABEL_LIMIT = 6  # tokens before the colon
_ANSWER = frozenset(("a", "answer", "ans"))
QUESTIONING = frozenset(("q", "question", "ques")) | _ANSWER
_NOT_LABELS = frozenset(
    "note update editor's correction photo photos image source sources read watch video related topics tags caption contact date subject location fact "
    "background analysis breaking live location opinion published updated summary step phase stage part article annex chapter table figure p.s ps location for".split()
)
_INTERVIEWING = frozenset(("interview", "interviewed", "interviews", "conversation", "q&a", "questions", "exclusive"))
# "Statement on the Sudan Talks": who speaks is said below
_JOINT = re.compile(r"\b[Jj](?:oint|OINT)\b")
_JOINED = 8  # words: how long an office between two authors may be
_ABOUT = re.compile(
    r"\b(?:statement|remarks|declaration) (?:on|about|regarding|concerning)\b(?![^\n]*\b(?:by|from)\b)", re.IGNORECASE
)
_AUTHORED = re.compile(
    r"\b(?:statement|remarks?|press release|message|communiqu[eé]|address|speech|letter|declaration|readout|transcript|comments|briefing)\b[^.\n]{0,60}?\b(?:by|from|of)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Turn:
    """What one speaker says at a stretch: the label's tokens, those of the speech, one pair a paragraph, and the name that "A:" stands for."""

    label: Span
    parts: list[Span]
    name: Span | None = None


def turns(article: Article, phrases: Phrases) -> list[Turn]:
    """The turns of an interview or transcript: labels that stand at a paragraph's start, at least two of one speaker or two speakers.

    "Q:" and "A:" count only where the text before them names who answers: an explainer that asks and answers itself has no speaker but its author.
    """
    labels: list[tuple[int, Span]] = []  # sentence number, label
    for number, sentence in enumerate(article.sentences):
        if number and article.sentences[number - 1].paragraph == sentence.paragraph:
            continue
        label = _label(article, sentence.first, sentence.last)
        if label is not None:
            labels.append((number, label))
    if not labels:
        return _quoted_answers(article, phrases)
    names = Counter(_name(article, label) for _, label in labels)
    if set(names) <= QUESTIONING and names.total() > 1:
        names["q"] += 1  # "Q:" once and "A:" once are an interview
    if max(names.values()) < 2 and not _transcript(article, labels[0][1], phrases) and not _asked(article, labels):
        return _quoted_answers(article, phrases)  # headings with a colon: nobody speaks twice, and nobody asks
    out: list[Turn] = []
    answers = _who_answers(article, labels[0][0], phrases) or _interviewed(article, labels[0][0])
    for place, (number, label) in enumerate(labels):
        name = _name(article, label)
        if name in QUESTIONING and (answers is None or name not in _ANSWER):
            continue
        stop = labels[place + 1][0] if place + 1 < len(labels) else len(article.sentences)
        parts = _speech(article, number, stop, label)
        if parts:
            out.append(Turn(label, parts, answers if name in QUESTIONING else None))
    return out


def _quoted_answers(article: Article, phrases: Phrases) -> list[Turn]:
    """An interview without labels: questions that are paragraphs of their own, answered by quotes, after "X spoke to Y"."""
    sentences = article.sentences
    first_of: dict[int, int] = {}
    last_of: dict[int, int] = {}
    for number, sentence in enumerate(sentences):
        first_of.setdefault(sentence.paragraph, number)
        last_of[sentence.paragraph] = number
    words = article.tokens.words
    asked = [
        paragraph
        for paragraph, number in last_of.items()
        if words[sentences[number].last] == "?"
        and first_of[paragraph] == number
        and paragraph + 1 in first_of
        and _opens_quote(article, first_of[paragraph + 1], last_of[paragraph + 1])
    ]
    answers = _who_answers(article, first_of[asked[0]], phrases) if len(asked) > 1 else None
    if answers is None:
        return []
    return [
        Turn(answers, [(sentences[first_of[paragraph + 1]].first, sentences[last_of[paragraph + 1]].last)])
        for paragraph in asked
    ]


def _opens_quote(article: Article, first: int, last: int) -> bool:
    """Whether a paragraph, from sentence to sentence, begins with a quote, but for what stands in brackets before it."""
    words = article.tokens.words
    begin = article.sentences[first].first
    if words[begin] == "(":
        begin = next((at + 1 for at in range(begin, article.sentences[last].last) if words[at] == ")"), begin)
    return words[begin] in ("“", '"', "«")


def _who_answers(article: Article, number: int, phrases: Phrases) -> Span | None:
    """Who is interviewed: the subject of "X answers our questions" or "X spoke to us", in the sentences before the first label."""
    low = article.tokens.lower
    for place in range(max(0, number - 12), number):
        sentence = article.sentences[place]
        for at in range(sentence.first, sentence.last):
            questions = low[at] in ("answers", "answered") and "questions" in low[at : at + 5]
            if questions or (low[at] in ("spoke", "talked", "speaks", "talks") and low[at + 1] in ("to", "with")):
                subject = phrases.main_subject(sentence.first, at)
                if subject is not None and low[subject[1]] in ("he", "she") and place:
                    subject = _opening_person(article, place - 1)
                if subject is not None and (is_cap(article, subject[1]) or is_cap(article, subject[0])):
                    return subject
    return None


def _interviewed(article: Article, number: int) -> Span | None:
    """The person whom the sentences before the first label speak with: "interview with Ana Costa", "we talked with the envoy, Ana Costa"."""
    low = article.tokens.lower
    for place in range(max(0, number - 12), number):
        sentence = article.sentences[place]
        words = low[sentence.first : sentence.last + 1]
        if not _INTERVIEWING.isdisjoint(words):
            with_whom = next(
                (at for at in range(sentence.first, sentence.last) if low[at] in ("with", "to", "interviewed", "of")),
                sentence.first,
            )
            people = [
                found
                for found in article.parties_from(sentence.first, sentence.last)
                if found.mention.person is not None
            ]
            behind = [found for found in people if found.first > with_whom] or people
            if behind:
                best = next((found for found in behind if found.mention.party is not None), behind[0])
                return best.first, best.last
    return None


def _opening_person(article: Article, number: int) -> Span | None:
    """The name that a sentence begins with, with the party that it is of: "Amir Hasan of the Free Aceh Movement"."""
    low, sentence = article.tokens.lower, article.sentences[number]
    last = sentence.first
    while last < sentence.last and is_cap(article, last + 1):
        last += 1
    if last == sentence.first or not is_cap(article, sentence.first):
        return None
    if low[last + 1] == "of":
        after = last + 2 + (low[last + 2] == "the")
        last = next((found.last for found in article.parties if found.first == after), last)
    return sentence.first, last


def _name(article: Article, label: Span) -> str:
    words = article.tokens.lower[label[0] : label[1] + 1]
    if words[0] in QUESTIONING and len(words) == 2 and words[1].isdigit():
        words = words[:1]  # "Question 3:"
    name = " ".join(words)
    return name.rstrip("0123456789") if name.rstrip("0123456789") in QUESTIONING else name


def _label(article: Article, first: int, last: int) -> Span | None:
    tokens = article.tokens
    if tokens.words[first] in ("Q", "A") and first < last:
        if tokens.words[first + 1] in (".", ")") and tokens.glued(first + 1):
            return first, first  # "Q. Why did it fail?"
        if (
            tokens.words[first] == "Q"
            and is_cap(article, first + 1)
            and tokens.starts[first + 1] > tokens.ends[first] + 1
        ):
            return first, first  # "Q    Did they agree?"
    at = first
    while at <= last and at - first <= _LABEL_LIMIT:
        word = tokens.words[at]
        if word == ":":
            break
        if not (word[0].isalnum() or word in (".", "-", "'", ",") or tokens.lower[at] == "'s"):
            return None
        at += 1
    else:
        return None
    if at == first or at >= last or tokens.words[at] != ":" or not tokens.glued(at):
        return None
    if tokens.lower[first] in _NOT_LABELS or tokens.words[first][0].isdigit():
        return None
    rest = [word for word in tokens.words[at + 1 : last + 1] if word[0].isalpha()]
    if rest and all(word.isupper() for word in rest):
        return None  # "SOUTH SUDAN: ANOTHER SIGNATURE": a heading
    label = first, at - 1
    names = [i for i in range(first, at) if tokens.words[i][0].isalpha()]
    if not names or not all(
        is_cap(article, i) or tokens.lower[i].rstrip(".") in ("dr", "of", "the", "al", "bin", "de", "for")
        for i in names
    ):
        return None
    return label


def _asked(article: Article, labels: list[tuple[int, Span]]) -> bool:
    """Whether the second of two labels answers the first: a question mark ends what stands between them."""
    if len(labels) != 2:
        return False
    last = article.sentences[labels[1][0] - 1].last
    return article.tokens.words[last][0] == "?" or article.tokens.words[max(last - 1, 0)] == "?"


def _transcript(article: Article, label: Span, phrases: Phrases) -> bool:
    """Whether one label alone makes a transcript: it is all in capitals ("THE PRESIDENT: ...")."""
    words = [w for w in article.tokens.words[label[0] : label[1] + 1] if w[0].isalpha()]
    offices = phrases.words.offices | phrases.words.anonymous
    office = any(word.lower().rstrip(".") in offices for word in words)  # "KUALA LUMPUR: ..." says where
    return len(words) > 1 and office and all(word.isupper() for word in words)


def _speech(article: Article, number: int, stop: int, label: Span) -> list[Span]:
    """The paragraphs of a turn. One that is a heading, or the first that follows a blank line after a short interview's turn, ends it."""
    sentences = article.sentences
    parts: list[Span] = []
    paragraph = -1
    for index in range(number, stop):
        sentence = sentences[index]
        first = label[1] + 2 if index == number else sentence.first
        if first > sentence.last:
            continue
        if sentence.paragraph != paragraph and index > number and _outside(article, index):
            break
        if sentence.paragraph == paragraph:
            parts[-1] = parts[-1][0], sentence.last
        else:
            parts.append((first, sentence.last))
        paragraph = sentence.paragraph
    return parts


def _outside(article: Article, index: int) -> bool:
    """Whether a paragraph without a label is the article's again: a heading, or a note ("This interview has been edited")."""
    sentence = article.sentences[index]
    last = article.tokens.words[sentence.last]
    return last[-1] not in ".!?”\"'’)…—-" or (
        article.tokens.lower[sentence.first] in ("this", "read")
        and "interview" in article.tokens.lower[sentence.first : sentence.last]
    )


def headlines(article: Article, voice: frozenset[str]) -> Iterator[tuple[int, Span, Span]]:
    """ "Kyiv: talks will go on": sentence, source and content of the lines that begin with a party that says the rest.

    A state's own name before a capital says what a line is about, unless it holds a word of `voice` or a quote.
    """
    tokens = article.tokens
    for found in article.parties:
        sentence = article.sentences[found.sentence]
        if found.last + 1 >= sentence.last or tokens.words[found.last + 1] != ":":
            continue
        quoted = tokens.words[found.last + 2] in ("“", '"', "«", "‘")
        if tokens.words[sentence.last] == "." and not quoted:
            continue
        rest = [word for word in tokens.words[found.last + 2 : sentence.last + 1] if word[0].isalpha()]
        if all(word.isupper() for word in rest):
            continue  # "COLOMBIA: REBELS FREE TWO": a heading of a section
        topic = found.mention.type == "state" and found.mention.person is None and "party.name" in found.mention.rules
        if topic and not quoted and is_cap(article, found.last + 2) and voice.isdisjoint(word.lower() for word in rest):
            continue  # "Syria: truce begins"
        if not any(tokens.words[index][0].isalpha() for index in range(sentence.first, found.first)):
            yield found.sentence, (found.first, found.last), (found.last + 2, sentence.last)


def signature(article: Article, number: int) -> Span | None:
    """The name on a line of its own after a dash: "— President Ortega"."""
    sentence = article.sentences[number]
    tokens = article.tokens
    if tokens.words[sentence.first] not in DASHES | {"--"} or not 1 <= sentence.last - sentence.first <= 14:
        return None
    first = sentence.first + 1
    if not is_cap(article, first) or tokens.words[sentence.last] in (".", "?", "!"):
        return None
    if ":" in tokens.words[first : sentence.last]:
        return None  # a bullet that is a label and what it says
    return first, sentence.last


def author(article: Article) -> str | None:
    """The party that a document in the first person speaks for: named in its heading ("Statement by ...", or a letterhead)."""
    head = [s for s in article.sentences[:4] if article.tokens.words[s.last][-1] not in ".!?"]
    if not head:
        return None
    end = head[-1].end
    if _ABOUT.search(article.text, 0, end):
        return _opening_party(article, end)
    match = _AUTHORED.search(article.text, 0, end)
    for found in article.parties:
        if found.mention.party is None:
            continue
        if found.mention.start >= end:
            break
        if match is None or found.mention.start >= match.end() - 1:
            return found.mention.party
    return None


def authors(article: Article) -> list[str]:
    """All that a document in the first person speaks for: a joint one has two that its heading joins ("Joint Declaration by A and B")."""
    first = author(article)
    if first is None:
        return []
    for sentence in article.sentences[:4]:
        if not _JOINT.search(article.text, sentence.start, sentence.end):
            continue
        for one, other in pairwise(article.parties_from(sentence.first, sentence.last)):
            between = article.tokens.lower[one.last + 1 : other.first]
            joined = "and" in between and len(between) <= _JOINED
            if joined and one.mention.party == first and other.mention.party not in (None, first):
                return [first, other.mention.party or ""]
    return [first]


def _opening_party(article: Article, begin: int) -> str | None:
    """The party that the first sentence from a character on begins with: "The United States today concluded ..."."""
    for found in article.parties:
        if found.mention.start >= begin and found.mention.party is not None:
            opens = found.first - article.sentences[found.sentence].first <= 1
            return found.mention.party if opens else None
    return None
