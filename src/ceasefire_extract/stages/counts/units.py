"""Find what a number counts: the noun phrase after it, its head, and the category the head belongs to by itself.

There is no tagger here. A counted noun is plural, so the phrase runs to the first plural noun, and words that cannot be
inside a noun phrase (prepositions, auxiliaries, finite verbs) end it. Where no plural is found the number stands alone
("22 had arrived") and the unit is that of an earlier count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from ...models import Category
from ...rules.packs import Packs
from ...text.tokenizer import Tokens

_LINKS = frozenset((",", "and", "or"))
_DETERMINERS = frozenset("the its their his her our those these such all said".split())
_QUOTES = frozenset("“”\"‘’'`«»")
_DISTANCES = frozenset("km kilometre kilometer mile metre meter yard".split())
_PRONOUNS = frozenset("them whom those these which us you".split())


@dataclass(slots=True)
class Phrase:
    """A counted noun phrase: tokens `first` to `last` (both included), with its head noun at `head`.

    `text` is the unit where it is not the stretch as written; `partitive` says that it stands after "of the", `pronoun` after
    "of them", `strong` after "5,000-strong".
    """

    first: int
    last: int
    head: int
    partitive: bool = False
    hyphenated: bool = False
    pronoun: bool = False
    strong: bool = False
    text: str | None = None


@dataclass(slots=True)
class Elliptic:
    """No noun follows: `pronoun` for "of them", `state` for a participle that says what became of them ("nine injured")."""

    pronoun: bool = False
    state: str | None = None
    of_what: tuple[int, int] | None = None  # "three of medicine": the tokens after the unit that is left out


class Units:
    """Reads the noun phrase after a number."""

    def __init__(self, packs: Packs) -> None:
        lexicon = packs.lexicon
        self.nouns = {noun: str(category) for noun, category in lexicon["COUNT_NOUN"].items()}
        self.stop = frozenset(lexicon["COUNT_STOP"])
        self.irregular = frozenset(lexicon["COUNT_IRREGULAR"])
        self.not_plural = frozenset(lexicon["COUNT_NOT_PLURAL"])
        self.modified = frozenset(lexicon["COUNT_MODIFIED"])
        self.more = frozenset(lexicon["COUNT_MORE"])
        self.containers = frozenset(lexicon["COUNT_CONTAINER"])
        self.not_member = frozenset(lexicon["COUNT_NOT_MEMBER"])
        self.states = frozenset(lexicon["COUNT_STATE"])
        self.plural_names = frozenset(lexicon["COUNT_PLURAL_NAME"])
        self.not_person = frozenset(lexicon["COUNT_NOT_PERSON"])
        self.person_endings = tuple(lexicon["COUNT_PERSON_ENDING"])
        self.peoples = frozenset(lexicon["COUNT_PEOPLE"])
        for party in packs.parties:
            self.peoples |= {name.lower() for name in (*party.adjectives, *party.demonyms)}
        self.numbers = frozenset(
            (*lexicon["COUNT_ONES"], *lexicon["COUNT_TENS"], *lexicon["COUNT_SCALE"], *lexicon["COUNT_VAGUE"])
        )

    # --- words ----------------------------------------------------------------------------------------------------

    def is_plural(self, word: str) -> bool:
        """Whether a lower-case word can be a plural noun."""
        if word in self.irregular:
            return True
        if word in self.not_plural or len(word) < 3:
            return False
        if word.endswith(("men", "people", "children")):
            return True
        return word.endswith("s") and not word.endswith(("ss", "'s", "ous"))

    def singulars(self, word: str) -> list[str]:
        """The forms under which a noun may stand in the lexicon."""
        out = [word]
        if word.endswith("ies"):
            out.append(word[:-3] + "y")
        if word.endswith("ves"):
            out.append(word[:-3] + "fe")
        if word.endswith("es"):
            out.append(word[:-2])
        if word.endswith("s"):
            out.append(word[:-1])
        if word.endswith("men"):
            out.append(word[:-3] + "man")
        if word.endswith("children"):
            out.append(word[:-3])
        return out

    def category(self, words: list[str]) -> str | None:
        """The category of a noun phrase by its last words; None where the lexicon lacks them."""
        if not words:
            return None
        for form in self.singulars(words[-1]):
            if len(words) > 1 and f"{words[-2]} {form}" in self.nouns:
                return self.nouns[f"{words[-2]} {form}"]
        for form in self.singulars(words[-1]):
            if form in self.nouns:
                return self.nouns[form]
        word = words[-1]
        if word.endswith(("men", "women", "people", "children")) or (
            len(word) > 5 and word.endswith(self.person_endings) and word not in self.not_person
        ):
            return "people"
        return None

    def is_people(self, word: str) -> bool:
        """Whether a word with a capital is a demonym ("Tamils") or its adjective ("Rwandan")."""
        low = word.lower()
        if not word[0].isupper() or word.isupper():
            return False
        return (
            low in self.peoples
            or low.removesuffix("s") in self.peoples
            or low.removesuffix("s").endswith(("ian", "ese", "ish", "ani", "aqi"))
        )

    # --- phrases --------------------------------------------------------------------------------------------------

    def after(self, tokens: Tokens, at: int, last: int, *, vague: bool, single: bool) -> Phrase | Elliptic | None:
        """What the number before token `at` counts, up to token `last`; None for a hyphen compound that counts nothing.

        `vague`: the number is a plural such as "dozens", whose "of" links the noun; `single`: it is "one".
        """
        lower = tokens.lower
        if at > last:
            return Elliptic()
        if (
            lower[at] in ("-", "–")
            and at < last
            and tokens.glued(at)
            and tokens.glued(at + 1)
            and lower[at + 1][0].isalpha()
        ):
            return self._hyphenated(tokens, at + 1, last)
        while at <= last and lower[at] in self.more:
            if lower[at] == "others":
                return self._state(tokens, min(at + 1, last), last)  # "wounded six others", "six others wounded"
            at += 1
        if at > last:
            return Elliptic()
        if lower[at] == "of":
            return self._after_of(tokens, at + 1, last, vague=vague)
        return self._phrase(tokens, at, last, single=single) or self._state(tokens, at, last)

    def _opens(self, tokens: Tokens, at: int, last: int) -> bool:
        return isinstance(self._phrase(tokens, at, last, single=False), Phrase)

    def _hyphenated(self, tokens: Tokens, at: int, last: int) -> Phrase | Elliptic | None:
        word = tokens.lower[at]
        if word in ("strong", "odd", "plus"):
            phrase = self._phrase(tokens, at + 1, last, single=False, loose=word == "strong")
            if phrase is None and word == "strong":
                end = self._noun_run(tokens, at + 1, last)
                phrase = Phrase(at + 1, end, end) if end is not None else None
            if phrase is not None:
                phrase.strong = word == "strong"
            return phrase or Elliptic()
        if word in self.not_member:
            return None
        return Phrase(at, at, at, hyphenated=True)

    def _after_of(self, tokens: Tokens, at: int, last: int, *, vague: bool) -> Phrase | Elliptic | None:
        lower = tokens.lower
        if at > last:
            return Elliptic()
        if lower[at] in _PRONOUNS and not (lower[at] in ("those", "these") and self._opens(tokens, at + 1, last)):
            named = (
                self._phrase(tokens, at + 1, last, single=False)
                if at < last and lower[at] in ("them", "whom", "us")
                else None
            )
            if named is not None and (
                self.category(lower[at + 1 : named.head + 1])
                or named.last == last
                or lower[named.last + 1] not in self.stop
            ):
                named.pronoun = True  # "six of them children"
                return named
            return Elliptic(pronoun=True)
        if lower[at] in _DETERMINERS:
            while at < last and lower[at] in _DETERMINERS:
                at += 1
            phrase = self._phrase(tokens, at, last, single=False)
            if phrase is None:
                return Elliptic(pronoun=True)
            phrase.partitive = True
            return phrase
        phrase = self._phrase(tokens, at, last, single=False)
        if vague:
            return phrase or Elliptic()
        if phrase is not None and "'s" in lower[phrase.first : phrase.last]:
            phrase.partitive = True  # "two of Hezbollah's commanders"
            return phrase
        end = self._noun_run(tokens, at, last)
        return Elliptic(of_what=(at, end)) if end is not None else Elliptic()

    def _phrase(self, tokens: Tokens, at: int, last: int, *, single: bool, loose: bool = False) -> Phrase | None:
        lower, words = tokens.lower, tokens.words
        if at < last and words[at] in _QUOTES:
            at += 1  # "dozens of" shells, in quotation marks
        index = at
        head = -1
        limit = min(last, at + 9)
        while index <= limit:
            word = lower[index]
            if not word[0].isalnum():
                if (
                    word in ("-", "–")
                    and index > at
                    and tokens.glued(index)
                    and index < limit
                    and tokens.glued(index + 1)
                ):
                    index += 1
                    continue
                if (
                    word in _LINKS
                    and index > at
                    and index < limit
                    and words[index - 1][0].isupper()
                    and words[index + 1][0].isupper()
                ):
                    index += 1  # "4,000 US, British and French troops"
                    continue
                if word[0] in "\"“”‘’'" and index < limit and self._plain(lower[index + 1]):
                    index += 1
                    continue
                break
            if word in _LINKS:
                if (
                    index > at
                    and index < limit
                    and words[index - 1][0].isupper()
                    and words[index + 1][0].isupper()
                    and lower[index + 1] not in self.numbers
                ):
                    index += 1
                    continue
                break
            if word == "'s" and index > at:
                index += 1
                continue
            after_hyphen = index > at and lower[index - 1] in ("-", "–") and tokens.glued(index)
            before_hyphen = (
                index < limit and lower[index + 1] in ("-", "–") and tokens.glued(index + 1) and tokens.glued(index + 2)
            )
            if (
                not after_hyphen
                and not before_hyphen
                and (not self._plain(word) or self._verb_like(tokens, index, limit))
            ):
                break
            possessive = index < last and lower[index + 1] in ("'s", "'", "’")
            if not possessive and not before_hyphen:
                if (single or loose) and self._known_singular(lower, at, index):
                    head = index
                    if not self._continues(tokens, index, limit):
                        break
                elif (
                    not single
                    and self.is_plural(word)
                    and not (
                        words[index][0].isupper()
                        and word in self.plural_names
                        and index < limit
                        and self._plain(lower[index + 1])
                    )
                    and not (word in self.modified and self._goes_on(tokens, index, limit))
                ):
                    head = index
                    if not (
                        index < limit
                        and self._plain(lower[index + 1])
                        and self.is_plural(lower[index + 1])
                        and self._fits(tokens, index)
                    ):
                        break
            index += 1
        if head < 0:
            return self._nationality(tokens, at, last)
        phrase = Phrase(at, head, head)
        self._extend(tokens, phrase, last)
        return phrase

    def _fits(self, tokens: Tokens, index: int) -> bool:
        """Whether the plural at `index` can go before another: "women prisoners", "Nations personnel"; no time words."""
        return tokens.lower[index + 1] not in self.not_plural and tokens.lower[index + 1] not in self.modified

    def _known_singular(self, lower: list[str], at: int, index: int) -> bool:
        return self.category(lower[at : index + 1]) is not None

    def _continues(self, tokens: Tokens, index: int, limit: int) -> bool:
        """Whether a known noun follows at once: "one police officer", "one child soldier"."""
        return (
            index < limit
            and self._plain(tokens.lower[index + 1])
            and self.category(tokens.lower[index : index + 2]) is not None
        )

    def _plain(self, word: str) -> bool:
        return word not in self.stop and word not in self.numbers and not word[0].isdigit() and word[0].isalpha()

    def _verb_like(self, tokens: Tokens, index: int, limit: int) -> bool:
        """A word in -ed or -ing that no list has as an adjective ends the phrase."""
        word = tokens.lower[index]
        if word in self.modified:
            return word != "dead" and not self._goes_on(tokens, index, limit)
        if word.startswith("un") and word.endswith("ed"):
            return False
        return (
            len(word) > 4
            and word.endswith(("ed", "ing"))
            and not self.singular_noun(word)
            and not tokens.words[index][0].isupper()
        )

    def _goes_on(self, tokens: Tokens, index: int, limit: int) -> bool:
        """Whether the phrase can go on after an adjective: "dead soldiers", but not "six dead in"."""
        following = tokens.lower[index + 1] if index < limit else ""
        return bool(following) and (self._plain(following) or following in ("-", "–"))

    def singular_noun(self, word: str) -> bool:
        return word in self.nouns

    def _state(self, tokens: Tokens, at: int, last: int) -> Elliptic:
        """ "nine injured", "five captured", "three missing": the number stands for people of whom this is said."""
        word = tokens.lower[at]
        return Elliptic(state=word) if word in self.states else Elliptic()

    def _nationality(self, tokens: Tokens, at: int, last: int) -> Phrase | None:
        """ "nine Chadian and two Libyan nationals": a capitalised adjective stands for its people."""
        words, lower = tokens.words, tokens.lower
        if (
            at > last
            or not words[at][0].isupper()
            or lower[at] in self.stop
            or lower[at] in self.numbers
            or words[at].isupper()
        ):
            return None
        if not self.is_people(words[at]):
            return None
        return Phrase(at, at, at)

    def _extend(self, tokens: Tokens, phrase: Phrase, last: int) -> None:
        """Take in "of food" after trucks, "and children" after women."""
        lower = tokens.lower
        at = phrase.last + 1
        forms = self.singulars(lower[phrase.head])
        distance = any(form in _DISTANCES for form in forms) and (
            lower[at + 1 : at + 2] and (lower[at + 1] in _DETERMINERS or tokens.words[at + 1][0].isupper())
        )
        if at < last and lower[at] == "of" and not distance and any(form in self.containers for form in forms):
            end = self._noun_run(tokens, at + 1, last)
            if end is not None:
                phrase.last = end
        elif at + 1 <= last and lower[at] == "and" and self._pairs(tokens, phrase.head, at + 1, last):
            phrase.last = at + 1
            if (
                at + 2 <= last
                and self._plain(lower[at + 2])
                and self.is_plural(lower[at + 2])
                and self._fits(tokens, at + 1)
            ):
                phrase.last = at + 2  # "soldiers and police officers"

    def _pairs(self, tokens: Tokens, head: int, at: int, last: int) -> bool:
        """Whether both are nouns of people, "women and children"."""
        lower = tokens.lower
        if lower[at] not in self.irregular and not lower[at].endswith("s"):
            return False
        mine, other = self.category([lower[head]]), self.category([lower[at]])
        return mine in ("people", "troops") and other in ("people", "troops") and tokens.words[at][0].islower()

    def _noun_run(self, tokens: Tokens, at: int, last: int) -> int | None:
        """The last token of the noun phrase that begins at `at` ("the territory's infrastructure"), plural or not."""
        lower = tokens.lower
        index = at
        while index <= last and lower[index] in _DETERMINERS:
            index += 1
        begin = index
        end: int | None = None
        while index <= min(last, begin + 6):
            word = lower[index]
            if word in ("'s", "-", "–", "’", "'") and index > begin and (word == "'s" or tokens.glued(index)):
                index += 1
                continue
            if not self._plain(word) or (index > begin and self._verb_like(tokens, index, last)):
                break
            end = index
            possessive = index < last and lower[index + 1] in ("'s", "'", "’")
            if (
                self.is_plural(word)
                and not possessive
                and not (index < last and self._plain(lower[index + 1]) and self.is_plural(lower[index + 1]))
            ):
                break
            index += 1
        return end

    def phrase_of_share(self, tokens: Tokens, at: int, last: int) -> tuple[int, int] | None:
        """ "half of the city's bridges": the phrase after "of", determiner included."""
        if at >= last or tokens.lower[at] != "of":
            return None
        end = self._noun_run(tokens, at + 1, last)
        return (at + 1, end) if end is not None else None


def as_category(name: str) -> Category:
    """The category of that name; the lexicon's "carrier" is decided elsewhere."""
    return cast(Category, name)
