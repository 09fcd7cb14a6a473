"""Find every name of a party or a person that the packs list: one walk through a trie of words.

The longest name wins, so "South Sudan" is never "Sudan", and a blocker ("Lake Chad") is a name that yields nothing. Why not spaCy's
PhraseMatcher: it is faster by itself, but it sees one attribute of a token, and names need more - folded spelling, capitals told apart,
hyphens passed over, the senses of a name told by date and context - and it needs a Doc that the stages do without. The trie costs one
dictionary look-up a word however many names there are (benchmarks/parties.py measures both).

Spelling is folded first: diacritics, apostrophes within words, hyphens between them, and the usual variants of transcription
(SPELLING in patterns/parties: mohamed, muhammad -> mohammed). Case is not: "US" is never "us".
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from ...errors import PackError
from ...rules.forms import PartyEntry, PersonEntry, Term, span_of_days, terms_of
from ...rules.packs import Packs
from ...text.tokenizer import Tokens, tokenize
from .spelling import Spelling

NameKind = Literal["party", "nation", "seat", "house", "person", "noparty"]
_END = ""  # the key of a trie node's own senses; no token is empty
_GAP = re.compile(r"[\s\-/]+")
_PLAIN = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")


@dataclass(frozen=True, slots=True)
class Sense:
    """What a name may mean: a party (or a person, whose `terms` tell the party), when, and with which words beside it."""

    kind: NameKind
    surface: str
    party: PartyEntry | None = None
    person: PersonEntry | None = None
    bare: bool = False
    cue: frozenset[str] = frozenset()
    since: dt.date | None = None
    until: dt.date | None = None
    terms: tuple[Term, ...] = ()
    words: tuple[str, ...] = ()  # those of the surface, where they are several

    @property
    def owner(self) -> str:
        if self.person is not None:
            return person_id(self.person)
        return self.party.id if self.party else "-"

    @property
    def guarded(self) -> bool:
        return bool(self.cue) or self.since is not None or self.until is not None

    def holds(self, day: dt.date | None) -> bool:
        if day is None:
            return True
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


LONG_AGO = dt.date(2004, 1, 1)  # what ended before is not meant where an article has no date


@dataclass(slots=True)
class Hit:
    """A name found: tokens `first` to `last`, both included, and the sense it has here."""

    first: int
    last: int
    sense: Sense


@dataclass(slots=True)
class NameIndex:
    """All names of the packs, ready to be found. Raises PackError where two parties claim one name and nothing tells them apart."""

    packs: Packs
    parties: dict[str, PartyEntry] = field(default_factory=dict)
    _root: dict[str, Any] = field(default_factory=dict)
    spelling: Spelling = field(default_factory=lambda: Spelling({}))
    acronyms: frozenset[str] = frozenset()  # the names of one word that are all capitals
    _acronyms: set[str] = field(default_factory=set)
    _common: frozenset[str] = frozenset()
    _given: frozenset[str] = frozenset()
    _openers: frozenset[str] = frozenset()  # words that begin a sentence, or stand in capitals with all others
    _given_states: frozenset[str] = frozenset()  # states whose names are given names too
    _american: frozenset[str] = frozenset()  # the states of the United States
    _abroad: frozenset[str] = frozenset()  # what stands before "Georgia" where the country is meant
    _kin: frozenset[str] = frozenset()  # whom one has: "his son"
    _american_offices: frozenset[str] = frozenset()
    _titles: frozenset[str] = frozenset()  # offices and institutions
    _beside: frozenset[str] = frozenset()  # capitalised words that may stand beside a surname

    def __post_init__(self) -> None:
        self.spelling = Spelling(self.packs.lexicon.get("SPELLING", {}))
        self._common = frozenset(self.packs.lexicon.get("COMMON_WORD", ()))
        self._given = frozenset(self.packs.lexicon.get("GIVEN_NAME", ()))
        lexicon = self.packs.lexicon
        self._given_states = frozenset(lexicon.get("GIVEN_STATE", ()))
        self._american = frozenset(lexicon.get("US_STATE", ()))
        self._kin = frozenset(lexicon.get("KIN_N", ()))
        self._american_offices = frozenset(lexicon.get("US_OFFICE", ()))
        self._abroad = frozenset(lexicon.get("NOT_IN_US_STATE", ()))
        self._titles = frozenset(
            word for name in ("P_ROLE", "P_HEAD", "P_ORG", "P_ADJ", "P_SOLDIERS") for word in lexicon.get(name, ())
        )
        self._openers = frozenset(self.packs.lexicon.get("P_OPENER", ()))
        words = ("P_NOTNAME", "P_OPENER", "P_DOMAIN", "P_HONORIFIC", "P_ROLEMOD", "P_DECIDE")
        self._beside = frozenset(word for name in words for word in self.packs.lexicon.get(name, ()))
        self.parties = {entry.id: entry for entry in self.packs.parties}
        for sense in self.senses():
            self._add(sense)
        self._refuse_rivals(self._root)
        self.acronyms = frozenset(self._acronyms)

    # --- building

    def senses(self) -> Iterator[Sense]:
        """Every name of the packs with what it may mean. Raises PackError where a pack names a party that none lists."""
        for entry in self.packs.parties:
            kinds: tuple[tuple[NameKind, list[str]], ...] = (
                ("party", _shortened([entry.name, *entry.aliases])), ("nation", entry.adjectives),
                ("seat", entry.seats), ("house", entry.houses), ("noparty", entry.demonyms),
            )  # fmt: skip
            for kind, surfaces in kinds:
                for surface in surfaces:
                    since, until = span_of_days(entry.dated[surface]) if surface in entry.dated else (None, None)
                    words = entry.guarded.get(surface)
                    cue = frozenset(word.strip().lower() for word in words.split("|")) if words else frozenset()
                    yield Sense(kind, surface, entry, None, False, cue, since, until, words=_words(surface))
        for party, surface, file in self.packs.names:
            if party not in self.parties:
                raise PackError("P07", file, party, "names a party that no pack lists", "add it under 'parties'")
            yield Sense("party", surface, self.parties[party], words=_words(surface))
        for person in self.packs.people:
            terms = tuple(terms_of(person.of))
            for term in terms:
                if term.party not in self.parties:
                    file = self.packs.file_of["person:" + person.name]
                    raise PackError("P07", file, person.name, f"no pack lists the party {term.party!r}", "add it")
            for bare, surfaces in ((False, [person.name, *person.aliases]), (True, person.bare)):
                for surface in surfaces:
                    yield Sense("person", surface, None, person, bare, terms=terms, words=_words(surface))
        for blocker in self.packs.blockers:
            yield Sense("noparty", blocker.phrase, words=_words(blocker.phrase))

    def _add(self, sense: Sense) -> None:
        surface = sense.surface
        if surface.isupper() and len(surface) > 1 and " " not in surface:
            self._acronyms.add(surface)
        words = surface.lower().split() if _PLAIN.fullmatch(surface) else tokenize(surface).lower
        node = self._root
        for word in words:
            key = self.key(word)
            if key:
                node = node.setdefault(key, {})
        if node is self._root:
            file = self.packs.file_of.get(f"party:{sense.owner}", "a pack")
            raise PackError("P07", file, sense.owner, f"the name {surface!r} has no word in it", "remove it")
        node.setdefault(_END, []).append(sense)

    def _refuse_rivals(self, node: dict[str, Any]) -> None:
        for key, child in node.items():
            if key == _END:
                if len(child) > 1:
                    self._refuse_if_rivals(child)
            else:
                self._refuse_rivals(child)

    def _refuse_if_rivals(self, senses: list[Sense]) -> None:
        for index, one in enumerate(senses):
            for other in senses[index + 1 :]:
                if one.owner == other.owner or "-" in (one.owner, other.owner) or not _same_case(one, other):
                    continue
                if not _told_apart(one, other):
                    kind = "person" if other.person else "party"
                    name = other.person.name if other.person else other.owner
                    raise PackError(
                        "P08", self.packs.file_of.get(f"{kind}:{name}", "a pack"), other.owner,
                        f"{other.surface!r} means {one.owner} too", "tell them apart: 'guarded' with a cue, 'dated', or other terms",
                    )  # fmt: skip

    # --- finding

    def key(self, word: str) -> str:
        """A word (lower case) as names are looked up (spelling.py)."""
        return self.spelling.key(word)

    def find(self, tokens: Tokens, sentence_of: list[int], day: dt.date | None) -> list[Hit]:
        """The names in a text, longest first, none overlapping, each with the sense that the date and the words beside it leave."""
        key, cached = self.spelling.key, self.spelling.known.get
        keys = []
        for word in tokens.lower:
            found = cached(word)
            keys.append(key(word) if found is None else found)
        root, size = self._root, len(keys)
        present: set[str] | None = None
        hits: list[Hit] = []
        weak: list[tuple[int, Hit]] = []
        at = 0
        while at < size:
            node = root.get(keys[at])
            if node is None:
                at += 1
                continue
            best: tuple[int, list[Sense]] | None = None
            index, last = at + 1, at
            while True:
                senses = node.get(_END)
                if senses:
                    fitting = [sense for sense in senses if self._case_fits(sense, tokens, at, last)]
                    if fitting:
                        best = (last, fitting)
                if index < size and not keys[index]:
                    if index + 1 >= size or not (tokens.glued(index) and tokens.glued(index + 1)):
                        break
                    index += 1
                if index >= size or not keys[index] or sentence_of[index] != sentence_of[at]:
                    break
                node = node.get(keys[index])
                if node is None:
                    break
                last = index
                index += 1
            if best is None:
                at += 1
                continue
            last, senses = best
            if any(sense.cue for sense in senses):
                present = present or set(keys)
            sense = self._choose(senses, day, present or set())
            if sense is None or (sense.bare and not self._alone(tokens, at, last)):
                at += 1
                continue
            if sense.party is not None and sense.surface in sense.party.alone and self._owned(tokens, at, sentence_of):
                at += 1  # "the Russian Security Council"
                continue
            if (
                sense.party is not None
                and at
                and tokens.lower[at - 1] in self._given
                and tokens.words[at - 1][0].isupper()
            ):
                at = last + 1  # "Michael Jordan"
                continue
            if sense.party is not None and sense.kind == "party" and self._namesake(tokens, at, last, sentence_of):
                at = last + 1
                continue
            hit = Hit(at, last, sense)
            if sense.cue and present is not None and sense.cue.isdisjoint(present):
                weak.append((len(hits), hit))  # stands only if another name of the party does
            hits.append(hit)
            at = last + 1
        hits = self._sharing(hits, tokens, keys, sentence_of)
        if weak:
            named = {
                hit.sense.owner for hit in hits if not hit.sense.cue or not hit.sense.cue.isdisjoint(present or set())
            }
            drop = {id(hit) for _, hit in weak if hit.sense.owner not in named}
            hits = [hit for hit in hits if id(hit) not in drop]
        return hits

    def _sharing(self, hits: list[Hit], tokens: Tokens, keys: list[str], sentence_of: list[int]) -> list[Hit]:
        """ "Greek and Turkish Cypriot", "North and South Korea": the word before "and" has the rest of its name behind it."""
        out = list(hits)
        for hit in hits:
            first = hit.first - 2
            joined = first >= 0 and tokens.lower[hit.first - 1] in ("and", "or") and hit.last > hit.first
            if not joined or hit.sense.person is not None or sentence_of[first] != sentence_of[hit.first]:
                continue
            node: dict[str, Any] | None = self._root
            for key in (keys[first], *(key for key in keys[hit.first + 1 : hit.last + 1] if key)):
                node = node.get(key) if node is not None else None
            senses = [sense for sense in (node or {}).get(_END, ()) if sense.kind == hit.sense.kind]
            if senses and tokens.words[first][0].isupper() and senses[0].owner != hit.sense.owner:
                out = [one for one in out if not one.first <= first <= one.last]
                out.append(Hit(first, first, senses[0]))
        out.sort(key=lambda hit: hit.first)
        return out

    def _choose(self, senses: list[Sense], day: dt.date | None, present: set[str]) -> Sense | None:
        if len(senses) == 1:
            return senses[0] if senses[0].holds(day) and _recent(senses[0], day) else None
        alive = [sense for sense in senses if sense.holds(day) and sense.kind != "noparty"]
        if not alive:
            return senses[0]
        ruled = {sense.party.parent for sense in alive if sense.party and day and (sense.since or sense.until)}
        alive = [
            sense for sense in alive if not (sense.party and sense.party.id in ruled)
        ]  # its government stands for it
        if day is None:  # nobody knows who governed, but not who has long been gone
            states = {sense.party.id for sense in alive if sense.party}
            alive = [s for s in alive if not (s.party and s.party.parent in states and (s.since or s.until))]
            alive = [s for s in alive if not (s.until and s.until < LONG_AGO)] or alive
        people = [sense for sense in alive if sense.person]
        if people and day is not None:
            in_office = [sense for sense in people if any(term.holds(day) for term in sense.terms)]
            alive = in_office or ([] if all(sense.bare for sense in people) else people)
        cued = [sense for sense in alive if sense.cue and not sense.cue.isdisjoint(present)]
        plain = [sense for sense in alive if not sense.cue]
        for group in (cued, plain, alive):
            if group:
                owners = {sense.owner for sense in group}
                return group[0] if len(owners) == 1 or group[0].kind == "party" else None
        return None

    def _namesake(self, tokens: Tokens, first: int, last: int, sentence_of: list[int]) -> bool:
        """Whether a state's name is a person's or a town's: "Jordan Weller", "Lebanon, Pennsylvania"."""
        after = last + 1
        words, lower = tokens.words, tokens.lower
        if first == last and lower[first] in self._american and first > 1 and words[first - 1] == ",":
            town = words[first - 2]  # "Macon, Georgia", but "Gori, Georgia"
            if town[0].isupper() and town[1:].islower() and lower[first - 2] not in self._abroad:
                return True
        before = first - 1 - (first > 0 and words[first - 1] == ",")
        if first == last and lower[first] in self._given_states and before > 0 and lower[before] in self._kin:
            return True  # "his son, Chad, was hurt"
        if after + 1 >= len(tokens) or sentence_of[after + 1] != sentence_of[first]:
            return False
        if lower[first] in self._american and lower[after] == "'s" and lower[after + 1] in self._american_offices:
            return True  # "Georgia's governor"
        if words[after] == ",":
            two = " ".join(lower[after + 1 : after + 3])
            return words[after + 1][0].isupper() and (
                lower[after + 1] in self._american - {"georgia"} or two in self._american
            )
        if lower[first] not in self._given_states or first != last or tokens.glued(after):
            return False
        name = words[after]
        if (
            not (name[0].isupper() and name[1:].islower() and len(name) > 2)
            or lower[after] in self._beside | self._titles
        ):
            return False
        capitals = sum(words[i][0].isupper() for i in range(max(0, first - 6), min(len(tokens), after + 6)))
        known = self._root.get(self.key(lower[after]), {}).get(_END, ())
        return capitals < 7 and all(sense.person is not None for sense in known)

    def _owned(self, tokens: Tokens, first: int, sentence_of: list[int]) -> bool:
        """Whether a name stands behind an owner or a capitalised word that belongs to it: "Iran's Security Council", "National Security Council"."""
        before = first - 1
        if before < 0 or sentence_of[before] != sentence_of[first]:
            return False
        word = tokens.words[before]
        return word in ("'s", "'", "’") or (word[0].isupper() and tokens.lower[before] not in self._openers)

    def _alone(self, tokens: Tokens, first: int, last: int) -> bool:
        """Whether a surname stands without a name beside it that the packs do not give its holder: "Mohammed Saleh", "Iqbal Park"."""
        for beside in (first - 1, last + 1):
            if not 0 <= beside < len(tokens) or tokens.glued(max(beside, first)):
                continue
            word = tokens.words[beside]
            if word[0].isupper() and not word.isupper() and tokens.lower[beside] not in self._beside:
                return False
        return True

    def _case_fits(self, sense: Sense, tokens: Tokens, first: int, last: int) -> bool:
        """Whether the text writes a name as the pack does: its capitals must be there, an acronym's all of them."""
        surface = sense.surface
        if first == last:
            word = tokens.words[first]
            if word[0].islower() and surface[0].isupper():
                # "qatar" in careless copy, but never "turkey", "us", "who" or "the pa"
                return (
                    len(word) > (6 if sense.person else 4)
                    and word.isalpha()
                    and word not in self._common
                    and not surface.isupper()
                )
            if len(surface) < 5 and any(letter.isupper() for letter in surface[1:]) and not surface.isupper():
                return word == surface  # "LeT" is not "Let"
            if surface.isupper() and len(surface) > 1 and not word.isupper():
                return len(surface) > 3 and word[0].isupper() and word.lower() not in self._common  # "Unifil", "Farc"
            if word.isupper() and not surface.isupper():
                return len(word) > 3 or len(surface) == len(word)
            if surface.isupper() and word.lower() in self._common:
                return not _shouting(tokens, first)
            return True
        wanted = sense.words
        written = [word for word in tokens.words[first : last + 1] if word[0].isalnum()]
        if len(wanted) != len(written):
            return any(word[0].isupper() for word in written) or surface.islower()
        capitals = [(w, t) for w, t in zip(wanted, written, strict=True) if w[0].isupper()]
        if not capitals:
            return True
        fits = [t[0].isupper() and (not (w.isupper() and len(w) > 1) or t.isupper()) for w, t in capitals]
        return all(fits) or (sense.person is not None and fits[0])


def _recent(sense: Sense, day: dt.date | None) -> bool:
    """Whether a surname by itself can still mean someone: in office, or within four years of it."""
    if not sense.bare or day is None:
        return True
    years = dt.timedelta(days=4 * 365)
    return any(
        (term.since is None or term.since - years <= day) and (term.until is None or day <= term.until + years)
        for term in sense.terms
    )


def _shortened(names: list[str]) -> list[str]:
    """Names, and "UN Protection Force" for "United Nations Protection Force"."""
    short = ["UN" + name.removeprefix("United Nations") for name in names if name.startswith("United Nations ")]
    return list(dict.fromkeys([*names, *short]))


def _words(surface: str) -> tuple[str, ...]:
    return tuple(part for part in _GAP.split(surface) if part[:1].isalnum())


def person_id(person: PersonEntry) -> str:
    return person.id or name_id(person.name)


def name_id(name: str) -> str:
    """An id made from a name: "Sana'a Brigade" -> "sanaa-brigade", "Łódź Front" -> "lodz-front". Never empty where the name has a letter or a digit."""
    plain = "".join(map(_in_ascii, unicodedata.normalize("NFKD", name))).lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


def _in_ascii(character: str) -> str:
    """A character in ASCII: a letter that does not come apart by what Unicode calls it ("LATIN SMALL LETTER L WITH STROKE"), a sign of no alphabet by its number."""
    if character.isascii() or not character.isalnum():
        return character if character.isascii() else ""
    name = unicodedata.name(character, "").partition(" WITH ")[0]
    return name.rpartition(" ")[2] if " LETTER " in name else f"{ord(character):x}"


def _same_case(one: Sense, other: Sense) -> bool:
    return one.surface.isupper() == other.surface.isupper() or one.surface == other.surface


def _told_apart(one: Sense, other: Sense) -> bool:
    if one.person and other.person:
        return not any(_overlap(a.since, a.until, b.since, b.until) for a in one.terms for b in other.terms)
    if one.person or other.person:
        return False
    if one.kind != other.kind and "noparty" in (one.kind, other.kind):
        return True
    if one.cue != other.cue or _governs(one, other) or _governs(other, one):
        return True
    dated = (one.since, one.until, other.since, other.until) != (None, None, None, None)
    return dated and not _overlap(one.since, one.until, other.since, other.until)


def _governs(one: Sense, other: Sense) -> bool:
    """Whether one is the government of the other for a while: "Kabul" of the Republic and of Afghanistan."""
    dated = one.since is not None or one.until is not None
    return dated and one.party is not None and other.party is not None and one.party.parent == other.party.id


def _overlap(since: dt.date | None, until: dt.date | None, since2: dt.date | None, until2: dt.date | None) -> bool:
    return (since is None or until2 is None or since < until2) and (since2 is None or until is None or since2 < until)


def _shouting(tokens: Tokens, index: int) -> bool:
    """Whether the words beside are in capitals too, so that WHO may be a pronoun."""
    beside = [tokens.words[i] for i in (index - 1, index + 1) if 0 <= i < len(tokens.words)]
    return any(word.isupper() and len(word) > 1 and word.isalpha() for word in beside)
