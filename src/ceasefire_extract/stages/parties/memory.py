"""The party mentions of one article while they are made, and what its text says of itself: acronyms, surnames, who speaks in an interview."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable

from ...article import Article, Found
from ...models import PartyMention, PartyType
from ...rules.forms import PartyEntry
from .edges import Candidate
from .names import Hit, NameIndex, name_id
from .people import People
from .references import LOOK_BACK, helps

# What the last word of an unlisted name says of its type.
_TYPES: dict[PartyType, frozenset[str]] = {
    "armed_group": frozenset(
        "army front brigade brigades militia militias battalion corps tigers fighters guerrillas rebels resistance cartel "
        "gang regiment volunteers guards guard forces force faction movement".split()
    ),
    "political_party": frozenset(("party",)),
    "government": frozenset(("ministry", "junta", "directorate")),
    "authority": frozenset(("authority", "commission", "tribunal", "committee", "council", "assembly")),
    "ngo": frozenset("network foundation society observatory institute association crescent centre center".split()),
    "igo": frozenset(("organisation", "organization", "mission", "agency", "league")),
}

# Offices that are the United Nations' where nobody else's is named.
UN_OFFICES = frozenset(("secretary general", "special envoy", "special representative", "personal envoy"))


class Document:
    """The mentions made so far, in reading order, and what the text has said of itself."""

    def __init__(self, article: Article, index: NameIndex, people: People, hits: Iterable[Hit]) -> None:
        self.article = article
        self.named = frozenset(
            hit.sense.party.id for hit in hits if hit.sense.party is not None
        )  # anywhere in the text
        self.index = index
        self.people = people
        self.found: list[Found[PartyMention]] = []
        self.persons: dict[str, tuple[str, PartyEntry | None]] = {}  # a surname -> the person's id and party
        self.by_role: set[str] = set()  # persons whose party is only inferred from their title
        self._un: bool | None = None

    def add(
        self, first: int, last: int, party: PartyEntry | None, rules: list[str], *, person: str | None = None,
        place: bool = False,
    ) -> None:  # fmt: skip
        """A mention of a listed party, or of a person; none where neither is known."""
        if party is None and person is None:
            return
        mention = PartyMention(
            **self.article.span(first, last), rules=rules,
            party=party.id if party else None, name=party.name if party else None, type=party.type if party else "other",
            person=person, wikidata=party.wikidata if party else None, use="place" if place else "actor",
        )  # fmt: skip
        self.found.append(Found(first, last, self.article.sentence_of[first], mention))

    def add_unlisted(self, first: int, last: int, rule: str) -> None:
        """A mention of an organisation known by its form alone."""
        tokens = self.article.tokens
        if first == last or any(tokens.words[i].isdigit() for i in range(first, last + 1)):
            return
        text = tokens.text[tokens.starts[first] : tokens.ends[last]]
        lower = tokens.lower[last]
        if not any(lower in words for words in _TYPES.values()):
            lower = next((w for w in tokens.lower[first : last + 1] if any(w in ws for ws in _TYPES.values())), lower)
        kind = next((kind for kind, words in _TYPES.items() if lower in words), "other")
        mention = PartyMention(
            **self.article.span(first, last), rules=[rule], party=name_id(text), name=text, type=kind,  # type: ignore[arg-type]
        )  # fmt: skip
        self.found.append(Found(first, last, self.article.sentence_of[first], mention))

    def add_person(self, candidate: Candidate, hits: list[Hit]) -> None:
        """A mention of a person: who it is, and whom they speak for."""
        named = self.people.read(self, candidate, hits)
        if named is None:
            return
        person, party = named
        self.add(candidate.first, candidate.last, party, [candidate.match.rule.id], person=person)

    def add_office(self, first: int, last: int, rule: str) -> None:
        """A mention of an office that the text has named with its holder, or that only the United Nations has."""
        tokens = self.article.tokens
        title = " ".join(word for word in tokens.lower[first : last + 1] if word not in ("the", "-"))
        for found in self.found:
            words = tokens.lower[found.first : found.last + 1]
            if found.mention.person and title in " ".join(word for word in words if word != "-"):
                entry = self.index.parties.get(found.mention.party or "")
                self.add(first, last, entry, [rule])
                return
        if "of secretary general" in title or (title in UN_OFFICES and self.tells_of_un):
            self.add(first, last, self.index.parties.get("united-nations"), [rule])

    @property
    def tells_of_un(self) -> bool:
        """Whether the text names the United Nations anywhere."""
        if self._un is None:
            lower = self.article.tokens.lower
            self._un = any(
                word in ("un", "u.n.") or (word == "united" and lower[index + 1 : index + 2] == ["nations"])
                for index, word in enumerate(lower)
            )
        return self._un

    def state_before(self, token: int) -> PartyEntry | None:
        """The state that the text is about at a token: the one named most often before it, if any.

        The first one named counts more, so do the last two sentences; where something happens counts less.
        """
        sentence = self.article.sentence_of[token]
        weight: dict[str, float] = {}
        upto = bisect_left(self.found, token, key=lambda found: found.first)
        for found in self.found[max(0, upto - LOOK_BACK) : upto]:
            mention = found.mention
            if helps(mention):
                continue
            if mention.type in ("state", "government") and mention.party:
                entry = self.index.parties.get(mention.party)
                if entry is not None:
                    state = (entry.parent if entry.parent in self.index.parties else None) or entry.id
                    near = 1.0 if found.sentence >= sentence - 1 else 0.0
                    more = 0.3 if mention.use == "place" else 1.0 + near + (0.0 if weight or mention.person else 2.0)
                    weight[state] = weight.get(state, 0.0) + more
        if not weight:
            return None
        return self.index.parties[max(weight, key=lambda state: weight[state])]

    def party_before(self, token: int, saying: frozenset[str]) -> PartyEntry | None:
        """The party that spoke in the sentence before, else the one named last in this sentence or that, as an actor; None where there is none."""
        sentence = self.article.sentence_of[token]
        lower = self.article.tokens.lower
        last: PartyEntry | None = None
        for found in reversed(self.found):
            if found.sentence < sentence - 1:
                break
            entry = self.index.parties.get(found.mention.party or "")
            if found.first >= token or found.mention.use != "actor" or entry is None:
                continue
            if found.sentence == sentence or any(word in saying for word in lower[found.last + 1 : found.last + 3]):
                return entry
            last = last or entry
        return last

    def group_before(self, token: int) -> PartyEntry | None:
        """The party that is no state named last in this sentence or the two before; None where there is none."""
        sentence = self.article.sentence_of[token]
        for found in reversed(self.found):
            if found.sentence < sentence - 2:
                break
            if found.first < token and found.mention.type not in ("state", "igo", "ngo"):
                entry = self.index.parties.get(found.mention.party or "")
                if entry is not None:
                    return entry
        return None

    def acts_in_sentence(self, state: PartyEntry, token: int) -> bool:
        """Whether a state is named before a token in its sentence, as one who acts."""
        sentence = self.article.sentence_of[token]
        return any(
            found.mention.party == state.id and found.first < token and found.mention.use == "actor"
            for found in reversed(self.found[-12:])
            if found.sentence == sentence
        )

    def only_group(self) -> PartyEntry | None:
        """The one armed group that the text names so far; None where there is none, or more than one."""
        groups = {found.mention.party for found in self.found if found.mention.type == "armed_group"}
        return self.index.parties.get(next(iter(groups)) or "") if len(groups) == 1 else None

    def finish(self) -> list[Found[PartyMention]]:
        """Add what the text's own short names mean: acronyms in brackets, and surnames."""
        self._acronyms()
        self._speakers()
        self._surnames()
        self.found.sort(key=lambda found: found.first)
        return self.found

    def _acronyms(self) -> None:
        words, lower = self.article.tokens.words, self.article.tokens.lower
        by_first = {found.first: found for found in self.found}
        defined: dict[str, Found[PartyMention]] = {}
        for found in list(self.found):
            at = found.last + 1
            if at + 2 >= len(words) or words[at] != "(" or found.mention.person or not found.mention.party:
                continue
            end = self.article.sentences[found.sentence].last
            close = next((i for i in range(at + 2, min(at + 6, end) + 1) if words[i] == ")"), None)
            if close is None:
                continue
            short = self.article.text[self.article.tokens.starts[at + 1] : self.article.tokens.ends[close - 1]]
            if _defines(short, found.mention.text) and close - at <= 4:
                defined[short] = found
                if at + 1 not in by_first:
                    self._copy(at + 1, close - 1, found.mention, "party.acronym")
                else:
                    self._agree(by_first[at + 1], found.mention)
        if not defined:
            return
        taken = self._taken()
        single = {short: found for short, found in defined.items() if " " not in short and "-" not in short}
        for index, word in enumerate(words):
            if word in single and index > single[word].last and lower[index] == word.lower():
                if index in by_first and by_first[index].last == index and by_first[index].mention.person is None:
                    self._agree(by_first[index], single[word].mention)
                elif index not in taken:
                    self._copy(index, index, single[word].mention, "party.acronym")

    def _agree(self, found: Found[PartyMention], mention: PartyMention) -> None:
        """The text's own definition outweighs the packs'."""
        if found.mention.party != mention.party and found.mention.person is None:
            update = {"party": mention.party, "name": mention.name, "type": mention.type, "wikidata": mention.wikidata}
            found.mention = found.mention.model_copy(update=update | {"rules": [*found.mention.rules, "party.acronym"]})

    def _copy(self, first: int, last: int, mention: PartyMention, rule: str) -> None:
        span = self.article.span(first, last)
        copy = mention.model_copy(update={**span, "rules": [rule], "use": "actor"})
        self.found.append(Found(first, last, self.article.sentence_of[first], copy))

    def _surnames(self) -> None:
        if not self.persons:
            return
        tokens = self.article.tokens
        taken = self._taken()
        for index, word in enumerate(tokens.words):
            if index in taken or not word[0].isupper():
                continue
            key = self.index.key(tokens.lower[index])
            known = self.persons.get(key)
            if known is None or len(word) < 3 or not self.people.stands_alone(tokens, index, taken):
                continue
            first = index
            begin = self.article.sentences[self.article.sentence_of[index]].first
            if index - 2 >= begin and tokens.lower[index - 2] in ("al", "el") and tokens.words[index - 1] == "-":
                first = index - 2
            self.add(first, index, known[1], ["party.person-short"], person=known[0])

    def _speakers(self) -> None:
        """The interviewer of "Ruth Akello: ... Akello: ...": a name before a colon at the head of several sentences."""
        words, heads = self.article.tokens.words, Counter[tuple[str, ...]]()
        for sentence in self.article.sentences:
            for size in (1, 2, 3):
                colon = sentence.first + size
                if colon < sentence.last and words[colon] == ":":
                    heads[tuple(words[sentence.first : colon])] += 1
        speakers = [name for name, times in heads.items() if times > 1 and self.people.is_name(name)]
        if not speakers:
            return
        places: dict[str, list[int]] = {}  # where each surname stands
        surnames = {name[-1] for name in speakers}
        for index, word in enumerate(words):
            if word in surnames:
                places.setdefault(word, []).append(index)
        for name in speakers:
            key = self.index.key(name[-1].lower())
            if key in self.persons:
                continue
            before = (self._before(place, 1) for place in places[name[-1]])
            given = next((one for one in before if one and self.people.is_name(one)), None)
            full = (*given, name[-1]) if given else name
            person = name_id(" ".join(full))
            self.persons[key] = (person, None)
            if len(full) == 1:
                continue
            for place in places[name[-1]]:
                if self._before(place, len(full) - 1) == full[:-1]:
                    self.add(place - len(full) + 1, place, None, ["party.person-speaker"], person=person)

    def _before(self, token: int, number: int) -> tuple[str, ...]:
        """The words before a token, so many; none where its sentence has fewer."""
        first = token - number
        inside = first >= self.article.sentences[self.article.sentence_of[token]].first
        return tuple(self.article.tokens.words[first:token]) if inside else ()

    def _taken(self) -> set[int]:
        return {token for found in self.found for token in range(found.first, found.last + 1)}


_WIRES = frozenset(("AFP", "AP", "DPA", "EFE", "UPI", "CNN", "BBC", "USD", "UTC", "GMT"))


def _defines(short: str, name: str) -> bool:
    """Whether a bracket gives a name's acronym or short form: its first letter starts a word of the name."""
    if short in _WIRES or not short[:1].isupper() or len(short) < 2:
        return False
    words = name.replace("-", " ").replace("’", "'").split()
    if short in words:
        return True
    return sum(c.isupper() for c in short) >= 2 and any(word[0].upper() == short[0] for word in words if word)
