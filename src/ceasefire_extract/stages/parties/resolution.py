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
    group, institution, army, government, pronoun, he, both, holder, again    words that stand for a party (references.py)
"""

from __future__ import annotations

from collections.abc import Iterable

from ...article import Article, Found, Reference
from ...models import PartyMention
from ...rules.forms import ReferenceRule
from ...rules.grammar import Match, fold_mentions
from ...rules.packs import Packs
from .edges import Candidate, LeftEdge, is_state
from .memory import Document
from .names import Hit, NameIndex
from .people import People, says_office
from .references import References


class Resolver:
    """From the names found in an article to its party mentions."""

    def __init__(self, packs: Packs, index: NameIndex) -> None:
        self.index = index
        self.vocabulary = packs.vocabulary()
        self.grammar = packs.grammar("parties", ReferenceRule)
        self.order = {rule.id: number for number, rule in enumerate(packs.rules["parties"])}
        self.people = People(packs, index)
        self.left = LeftEdge(packs)
        lexicon = packs.lexicon
        names = (
            "AUX",
            "FINITE",
            "PRETERITE",
            "P_DECIDE_S",
            "P_DECIDE_PAST",
            "P_DECIDE_BASE",
            "REPORT_VERB",
            "P_HIT_PAST",
        )
        self._verbs = frozenset(word for name in names for word in lexicon.get(name, ())) | {"'s", "'"}
        self._offices = frozenset(word for phrase in lexicon["P_ROLE"] for word in phrase.split())
        self._rebels = frozenset(lexicon["NOT_THE_STATE"])
        self.references = References(index.parties, lexicon)

    def __call__(self, article: Article, hits: list[Hit]) -> tuple[list[Found[PartyMention]], list[Reference]]:
        """The party mentions, and the words that stand for a party, each in reading order."""
        spans = [(hit.sense.kind, hit.first, hit.last) for hit in hits]
        encoded = fold_mentions(article.encoded(self.vocabulary), article.sentences, spans)
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
                if index is not None and hits[index].sense.kind == "party" and is_state(hits[index].sense.party):
                    places[hits[index].first] = match.rule.id
            elif make in ("head", "item", "person", "expert", "organisation", "domestic", "office"):
                candidate = self._candidate(match, hits, article)
                if candidate is not None:
                    candidates.append(candidate)
        chosen = _longest(candidates)
        taken = {token for candidate in chosen for token in range(candidate.first, candidate.last + 1)}
        names = [hit for hit in hits if hit.sense.kind == "party" and hit.first not in taken and hit.last not in taken]
        self._spread_places(article, hits, places)
        document = Document(article, self.index, self.people, hits)
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
        referred = self.references(article, found, references, document.state_before)
        self._apposed(article, found, referred, document.by_role)
        return found, referred

    def _apposed(
        self, article: Article, found: list[Found[PartyMention]], referred: list[Reference], inferred: set[str]
    ) -> None:
        """ "Anand, an Indian army spokesman, said", "Tabley, the rebels' deputy chief": for whom a person speaks, told behind the name."""
        lower, told = article.tokens.lower, dict[str, tuple[str, Found[PartyMention] | None]]()
        named = {one.first: one for one in found}
        stands = {reference.first: reference for reference in referred if reference.person is None}
        for one in found:
            person = one.mention.person
            known_already = one.mention.party is not None and person not in inferred
            if person is None or known_already or person in told:
                continue
            if lower[one.last + 1 : one.last + 2] != [","]:
                continue
            for at in (one.last + 2, one.last + 3):
                other, reference = named.get(at), stands.get(at)
                last = other.last if other else reference.last if reference else -1
                if last < 0 or not says_office(lower, last, self._offices):
                    continue
                party = other.mention.party if other else reference.party if reference else None
                if party is not None and (other is None or other.mention.person is None):
                    told[person] = (party, other)
                    break
        for one in found:
            known = told.get(one.mention.person or "")
            if known is not None:
                entry = self.index.parties.get(known[0])
                if entry is not None:
                    update = {"party": entry.id, "name": entry.name, "type": entry.type, "wikidata": entry.wikidata}
                    one.mention = one.mention.model_copy(update=update)

    def _spread_places(self, article: Article, hits: list[Hit], places: dict[int, str]) -> None:
        """ "in Chad, Sudan and Libya talks went on": what is joined to a place is one too, unless a verb follows the last."""
        lower = article.tokens.lower
        for index, hit in enumerate(hits):
            if hit.first not in places:
                continue
            run = [hit]
            for other in hits[index + 1 :]:
                between = lower[run[-1].last + 1 : other.first]
                known = other.sense.kind == "party" and is_state(other.sense.party)
                if between not in ([","], ["and"], [",", "and"], ["or"]) or not known:
                    break
                run.append(other)
            if len(run) < 2 or "and" not in lower[run[-2].last + 1 : run[-1].first]:
                continue
            after = lower[run[-1].last + 1] if run[-1].last + 1 < len(lower) else "."
            direct = len(run) == 2 and lower[run[0].last + 1] == "and"
            if (direct and hit.first - 1 >= 0) or (len(run) > 2 and after not in self._verbs):
                for other in run[1:]:
                    places.setdefault(other.first, places[hit.first])

    def _candidate(self, match: Match[ReferenceRule], hits: list[Hit], article: Article) -> Candidate | None:
        """The mention that a match wants, with the words on its left that belong to it."""
        order, make = self.order[match.rule.id], match.rule.make
        if make == "item":
            index = match.mention_of("party")
            assert index is not None
            return Candidate(hits[index].first, hits[index].last, order, match)
        if make == "organisation":
            here = article.sentences[article.sentence_of[match.first]]
            if all(word.isupper() or not word.isalpha() for word in article.tokens.words[here.first : here.last + 1]):
                return None  # a heading in capitals, where none tells a name
            name = match.tokens_of("name")
            if name:
                return Candidate(name[0], name[1], order, match)
            first = self.left.organisation(match, hits, article)
            if (
                first is None
                or (first == match.first and match.end - match.start == 1)
                or self.left.of_state(first, match, hits)
            ):
                return None
            return Candidate(first, match.last, order, match)
        span = match.tokens_of("mention") or (
            match.tokens_of("name") if match.rule.args.get("span") == "name" else None
        )
        first, last = span if span else (match.first, match.last)
        candidate = Candidate(first, last, order, match)
        if make == "head" and self._is_against(match, hits, article.tokens.lower[last]):
            return None
        if make == "head":
            candidate.first = self.left.modifiers(first, article)
        elif make == "person" and span and match.rule.args.get("span") != "name":
            self.left.title(candidate, match, hits)
        return candidate

    def _is_against(self, match: Match[ReferenceRule], hits: list[Hit], head: str) -> bool:
        """ "Ivorian rebels", "Nepal's insurgents": those who fight a state do not act for it."""
        index = match.mention_of("party")
        return index is not None and is_state(hits[index].sense.party) and head in self._rebels

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


def _longest(candidates: Iterable[Candidate]) -> list[Candidate]:
    taken: set[int] = set()
    chosen: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (c.first - c.last, c.order, c.first)):
        span = range(candidate.first, candidate.last + 1)
        if taken.isdisjoint(span):
            taken.update(span)
            chosen.append(candidate)
    return chosen
