"""Decide what the names found mean here: run the rules of patterns/parties over them and make the mentions.

A name found is one item to the rules: PARTY, NATION ("Egyptian"), SEAT ("Cairo"), HOUSE ("Kremlin"), PERSON, or NOPARTY (a
blocked phrase). A state's or group's proper name is a mention by itself; the others only where a rule says so. Each rule's `make` names
what becomes of its match:

    head            the whole match is a mention of `party`: "the Egyptian mediators"
    item            `party` alone is one: "Cairo" in "Cairo said"
    person, expert  a title and a name: who it is, and for whom they speak (party_people.py)
    organisation    a name that no pack lists
    office          an office without its holder: "the Special Envoy" is whose envoy was named before
    domestic        an institution without its country: the state named before
    place           `party` only says where: its use is place
    document        made in code from what the text itself defines: acronyms and surnames
    group, army, government, pronoun, he, both      words that stand for a party (references.py)
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..article import Article, Found, Reference
from ..grammar import Match, encode, entry_words
from ..models import PartyMention, PartyType
from ..packs import Packs
from ..rules import PartyEntry, ReferenceRule
from .party_names import Hit, NameIndex, name_id
from .party_people import People
from .references import LOOK_BACK, References

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


@dataclass(slots=True)
class Candidate:
    """A mention that a rule wants: its tokens, and the match it comes from."""

    first: int
    last: int
    order: int
    match: Match[ReferenceRule]
    owner: int | None = None  # the name on the left that a title belongs to: an index into the hits


class Resolver:
    """From the names found in an article to its party mentions."""

    def __init__(self, packs: Packs, index: NameIndex) -> None:
        self.index = index
        self.vocabulary = packs.vocabulary()
        self.grammar = packs.grammar("parties", ReferenceRule)
        self.order = {rule.id: number for number, rule in enumerate(packs.rules["parties"])}
        self.people = People(packs, index)
        self.left = LeftEdge(packs)
        self.references = References(index.parties)

    def __call__(self, article: Article, hits: list[Hit]) -> tuple[list[Found[PartyMention]], list[Reference]]:
        """The party mentions, and the words that stand for a party, each in reading order."""
        spans = [(hit.sense.kind, hit.first, hit.last) for hit in hits]
        encoded = encode(self.vocabulary, article.tokens, article.sentences, spans)
        self.left.read(article)
        candidates: list[Candidate] = []
        references: list[Match[ReferenceRule]] = []
        places: dict[int, str] = {}
        for match in self.grammar.find(encoded):
            make = match.rule.make
            if make in self.references.makes:
                references.append(match)
            elif make == "place":
                index = match.mention_of("party")
                if index is not None and hits[index].sense.kind == "party" and _is_state(hits[index].sense.party):
                    places[hits[index].first] = match.rule.id
            elif make in ("head", "item", "person", "expert", "organisation", "domestic", "office"):
                candidate = self._candidate(match, hits, article)
                if candidate is not None:
                    candidates.append(candidate)
        chosen = _longest(candidates)
        taken = {token for candidate in chosen for token in range(candidate.first, candidate.last + 1)}
        names = [hit for hit in hits if hit.sense.kind == "party" and hit.first not in taken and hit.last not in taken]
        document = Document(article, self.index, self.people)
        todo: list[tuple[int, Candidate | Hit]] = [(c.first, c) for c in chosen] + [(h.first, h) for h in names]
        for _, item in sorted(todo, key=lambda pair: pair[0]):
            if isinstance(item, Hit):
                rules = ["party.name"]
                if item.first in places:
                    rules.append(places[item.first])
                document.add(item.first, item.last, item.sense.party, rules, place=item.first in places)
            else:
                self._make(item, hits, document)
        found = document.finish()
        return found, self.references(article, found, references, document.state_before)

    def _candidate(self, match: Match[ReferenceRule], hits: list[Hit], article: Article) -> Candidate | None:
        """The mention that a match wants, with the words on its left that belong to it."""
        order, make = self.order[match.rule.id], match.rule.make
        if make == "item":
            index = match.mention_of("party")
            assert index is not None
            return Candidate(hits[index].first, hits[index].last, order, match)
        if make == "organisation":
            name = match.tokens_of("name")
            if name:
                return Candidate(name[0], name[1], order, match)
            first = self.left.organisation(match, hits, article)
            if (first == match.first and match.end - match.start == 1) or self.left.of_state(first, match, hits):
                return None
            return Candidate(first, match.last, order, match)
        span = match.tokens_of("mention") or (
            match.tokens_of("name") if match.rule.args.get("span") == "name" else None
        )
        first, last = span if span else (match.first, match.last)
        candidate = Candidate(first, last, order, match)
        if make == "head":
            candidate.first = self.left.modifiers(first, article)
        elif make == "person" and span and match.rule.args.get("span") != "name":
            self.left.title(candidate, match, hits)
        return candidate

    def _make(self, candidate: Candidate, hits: list[Hit], document: Document) -> None:
        match = candidate.match
        make, rule = match.rule.make, match.rule.id
        if make in ("head", "item"):
            index = match.mention_of("party")
            assert index is not None
            sense = hits[index].sense
            entry = sense.party or document.people.party_of(sense, document.article.published)
            document.add(candidate.first, candidate.last, entry, [rule])
        elif make in ("person", "expert"):
            document.add_person(candidate, hits)
        elif make == "organisation":
            document.add_unlisted(candidate.first, candidate.last, rule)
        elif make == "office":
            document.add_office(candidate.first, candidate.last, rule)
        elif make == "domestic":
            state = document.state_before(candidate.first)
            if state is not None:
                document.add(candidate.first, candidate.last, state, [rule])


class LeftEdge:
    """Where a mention begins: rules are anchored at the word that carries them ("minister", "Front"), and the words before it that belong
    to it are taken in here; a pattern that began with them would have to be tried at every word of the text."""

    def __init__(self, packs: Packs) -> None:
        def words(*names: str) -> frozenset[str]:
            return frozenset(
                word for name in names for entry in packs.lexicon.get(name, ()) for word in entry_words(entry)
            )

        self._title = words("P_ROLE", "P_ROLEMOD", "P_DOMAIN", "P_HONORIFIC") | {"and"}
        self._modifier = words("P_MOD")
        self._before_owner = words("P_ROLEMOD") - {"new"}
        self._not_organisation = words("P_NOTORG")
        self._role = words("P_ROLE")
        self._lower: list[str] = []
        self._words: list[str] = []
        self._head = words("P_HEAD") | frozenset(("assembly", "guard", "guards", "agency", "fund", "board", "office"))
        self._institution = words("P_ADJ", "P_HEAD", "P_ORG") | {"'s", "of", "the"}

    def modifiers(self, first: int, article: Article) -> int:
        """ "the senior Egyptian officials" begins with "the", "a senior Egyptian official" with "senior"."""
        lower, sentence = article.tokens.lower, article.sentences[article.sentence_of[first]]
        while first > sentence.first and (
            lower[first - 1] in self._modifier or (lower[first - 1] == "-" and lower[first - 2] in self._modifier)
        ):
            first -= 1
        if first > sentence.first and lower[first - 1] == "the":
            first -= 1
        return first

    def title(self, candidate: Candidate, match: Match[ReferenceRule], hits: list[Hit]) -> None:
        """ "US National Security" before "Adviser X": the mention begins with the owner's name, which is kept."""
        encoded = match.encoded
        lower, item = self._lower, match.start - 1
        start = match.start
        while encoded.mention[item] < 0 and encoded.first[item] >= 0:
            word = lower[encoded.first[item]]
            if word not in self._title and not (word == "-" and lower[encoded.first[item] - 1] in self._title):
                break
            start, item = item, item - 1
        while start < match.start and lower[encoded.first[start]] in ("and", "-"):
            start += 1
        for words in (1, 2):  # "UNRWA's Gaza chief"
            mark = item - words
            if (
                mark > 0
                and encoded.first[mark] >= 0
                and lower[encoded.first[mark]] == "'s"
                and encoded.mention[mark - 1] >= 0
            ):
                if all(
                    encoded.mention[i] < 0 and self._words[encoded.first[i]][0].isupper()
                    for i in range(mark + 1, item + 1)
                ):
                    start, item = mark + 1, mark
                break
        if encoded.mention[item] < 0 and encoded.first[item] >= 0 and lower[encoded.first[item]] == "'s":
            item -= 1
        index = encoded.mention[item]
        if (
            index >= 0
            and hits[index].sense.kind in ("party", "nation", "house", "seat")
            and (start < match.start or self._titled(match))
        ):
            candidate.owner, start = index, item
            while encoded.mention[start - 1] < 0 and encoded.first[start - 1] >= 0:
                if lower[encoded.first[start - 1]] not in self._before_owner:
                    break
                start -= 1
        candidate.first = encoded.first[start]

    def _titled(self, match: Match[ReferenceRule]) -> bool:
        return self._lower[match.first] in self._role

    def organisation(self, match: Match[ReferenceRule], hits: list[Hit], article: Article) -> int:
        """ "Sudan Doctors" before "Network": capitalised words, names, and what joins them."""
        encoded, tokens = match.encoded, article.tokens
        start, item = match.start, match.start - 1
        while match.start - item <= 8:
            token, index = encoded.first[item], encoded.mention[item]
            if token < 0:
                break
            if index >= 0:
                if hits[index].sense.kind not in ("party", "nation"):
                    break
                start, item = item, item - 1
                continue
            word, lower = tokens.words[token], tokens.lower[token]
            before = tokens.lower[token - 1] if token else ""
            if word[0].isupper() and lower not in self._not_organisation:
                start, item = item, item - 1
            elif lower == "'s" and encoded.mention[item - 1] >= 0:
                break  # "the Free Syrian Army's Southern Front" is two parties
            elif (
                lower in ("for", "of", "'s", "-")
                or word in "'’"
                or (lower == "the" and before in ("of", "for"))
                or (lower == "and" and encoded.mention[item - 1] < 0)
            ):
                item -= 1
            else:
                break
        return encoded.first[start]

    def of_state(self, first: int, match: Match[ReferenceRule], hits: list[Hit]) -> bool:
        """Whether a name is a state's institution, not a party of its own: "the Royal Thai Army", "the National Assembly"."""
        encoded, item = match.encoded, match.end - 1
        state = self._lower[match.first] in self._head  # "assembly", "guard"; but "the Transitional Military Council"
        while encoded.first[item] >= first:
            index = encoded.mention[item]
            if index >= 0:
                state = state or hits[index].sense.kind == "nation" or _is_state(hits[index].sense.party)
            elif self._lower[encoded.first[item]] not in self._institution:
                return False
            item -= 1
        return state

    def read(self, article: Article) -> None:
        """Take the article whose edges are asked for next."""
        self._lower, self._words = article.tokens.lower, article.tokens.words


class Document:
    """The mentions made so far, in reading order, and what the text has said of itself."""

    def __init__(self, article: Article, index: NameIndex, people: People) -> None:
        self.article = article
        self.index = index
        self.people = people
        self.found: list[Found[PartyMention]] = []
        self.local: dict[str, PartyMention] = {}  # an acronym or short name that the text defines
        self.persons: dict[str, tuple[str, PartyEntry | None]] = {}  # a surname -> the person's id and party

    def add(
        self, first: int, last: int, party: PartyEntry | None, rules: list[str], *, person: str | None = None,
        place: bool = False,
    ) -> None:  # fmt: skip
        """A mention of a listed party, or of a person."""
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
        united = self.index.parties.get("united-nations")
        if "of secretary general" in title or (
            title == "secretary general" and any(one.mention.party == "united-nations" for one in self.found)
        ):
            self.add(first, last, united, [rule])

    def state_before(self, token: int) -> PartyEntry | None:
        """The state that the text is about at a token: the one named most often before it, if any.

        The first one named counts more, so do the last two sentences; where something happens counts less.
        """
        sentence = self.article.sentence_of[token]
        weight: dict[str, float] = {}
        upto = bisect_left(self.found, token, key=lambda found: found.first)
        for found in self.found[max(0, upto - LOOK_BACK) : upto]:
            mention = found.mention
            if mention.type in ("state", "government") and mention.party:
                entry = self.index.parties.get(mention.party)
                if entry is not None:
                    state = (entry.parent if entry.parent in self.index.parties else None) or entry.id
                    near = 1.0 if found.sentence >= sentence - 1 else 0.0
                    more = 0.3 if mention.use == "place" else 1.0 + near + (0.0 if weight else 2.0)
                    weight[state] = weight.get(state, 0.0) + more
        if not weight:
            return None
        return self.index.parties[max(weight, key=lambda state: weight[state])]

    def party_before(self, token: int) -> PartyEntry | None:
        """The party named last in this sentence or the one before, as an actor; None where there is none."""
        sentence = self.article.sentence_of[token]
        for found in reversed(self.found):
            if found.first < token and found.sentence >= sentence - 1 and found.mention.use == "actor":
                if found.mention.party in self.index.parties:
                    return self.index.parties[found.mention.party]
            elif found.first < token and found.sentence < sentence - 1:
                return None
        return None

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
            close = next((i for i in range(at + 2, min(at + 7, len(words))) if words[i] == ")"), None)
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
            if index >= 2 and tokens.lower[index - 2] in ("al", "el") and tokens.words[index - 1] == "-":
                first = index - 2
            self.add(first, index, known[1], ["party.person-short"], person=known[0])

    def _speakers(self) -> None:
        """The interviewer of "Ruth Akello: ... Akello: ...": a name before a colon at the head of several sentences."""
        tokens, heads = self.article.tokens, Counter[tuple[str, ...]]()
        for sentence in self.article.sentences:
            for size in (1, 2, 3):
                colon = sentence.first + size
                if colon < sentence.last and tokens.words[colon] == ":":
                    heads[tuple(tokens.words[sentence.first : colon])] += 1
        for name, times in heads.items():
            key = self.index.key(name[-1].lower())
            if times < 2 or key in self.persons or not self.people.is_name(name):
                continue
            full = self.people.full_name(tokens, name[-1]) or " ".join(name)
            self.persons[key] = (name_id(full), None)
            if " " in full:
                words = full.split()
                for index in range(len(tokens) - len(words) + 1):
                    if tokens.words[index : index + len(words)] == words:
                        self.add(index, index + len(words) - 1, None, ["party.person-speaker"], person=name_id(full))

    def _taken(self) -> set[int]:
        return {token for found in self.found for token in range(found.first, found.last + 1)}


def _longest(candidates: Iterable[Candidate]) -> list[Candidate]:
    taken: set[int] = set()
    chosen: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (c.first - c.last, c.order, c.first)):
        span = range(candidate.first, candidate.last + 1)
        if taken.isdisjoint(span):
            taken.update(span)
            chosen.append(candidate)
    return chosen


def _is_state(entry: PartyEntry | None) -> bool:
    return entry is not None and entry.type == "state"


_WIRES = frozenset(("AFP", "AP", "DPA", "EFE", "UPI", "CNN", "BBC", "USD", "UTC", "GMT"))


def _defines(short: str, name: str) -> bool:
    """Whether a bracket gives a name's acronym or short form: its first letter starts a word of the name."""
    if short in _WIRES or not short[:1].isupper() or len(short) < 2:
        return False
    words = name.replace("-", " ").replace("’", "'").split()
    if short in words:
        return True
    return sum(c.isupper() for c in short) >= 2 and any(word[0].upper() == short[0] for word in words if word)
