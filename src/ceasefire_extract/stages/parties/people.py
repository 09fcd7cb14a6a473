"""Who a named person is, and for whom they speak on the day the article was published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from ...rules.forms import PartyEntry, PersonEntry, Term, terms_of
from ...rules.packs import Packs
from ...text.tokenizer import Tokens
from .names import Hit, NameIndex, Sense, name_id, person_id

if TYPE_CHECKING:
    from .edges import Candidate
    from .memory import Document

# Whose former heads and envoys are still named for them; who left a political party has left it.
_LASTING = frozenset(("state", "government", "igo"))
_OFFICE = 6  # tokens: how far behind a name the office may end
_DESCRIPTION = 8  # tokens: how far what is said of a name may reach
_OWNED = 6  # tokens: what may stand between a state and what it owns ("U.N.-recognised")
_INITIALS = frozenset("abcdefghijklmnopqrstuvwxyz.")


def says_office(lower: list[str], last: int, offices: Collection[str]) -> bool:
    """Whether the words from the end of a name on say what somebody is, up to a comma: "army spokesman,", "rebels' deputy chief,"."""
    for word in lower[last : last + _OFFICE]:
        if word in offices:
            return True
        if word in (",", ".", ";"):
            return False
    return False


class People:
    """Reads a match of a title and a name."""

    def __init__(self, packs: Packs, index: NameIndex) -> None:
        self.index = index
        lexicon = packs.lexicon
        self._honorific = frozenset(lexicon.get("P_HONORIFIC", ()))
        self._particle = frozenset(lexicon.get("P_PARTICLE", ()))
        self._not_name = frozenset(lexicon.get("P_NOTNAME", ()))
        self._given = frozenset(lexicon.get("GIVEN_NAME", ()))
        self._role = frozenset(word for phrase in lexicon.get("P_ROLE", ()) for word in phrase.split())
        self._state_role = frozenset(lexicon.get("P_STATEROLE", ()))
        self._saying = frozenset(lexicon.get("REPORT_VERB", ()))
        self._group_role = frozenset(lexicon.get("P_GROUPROLE", ()))

        self._place = frozenset(lexicon.get("P_PLACEPREP", ()))
        self._months = frozenset(lexicon.get("MONTH", ()))
        self._month_cue = frozenset(lexicon.get("SURE_MONTH_CUE", ()))
        self._meeting = frozenset(lexicon.get("P_MEETING", ()))
        self._rebel = frozenset(lexicon.get("P_REBEL", ()))
        self._family_first = frozenset(lexicon.get("FAMILY_FIRST", ()))
        self._not_name |= frozenset(lexicon.get("P_OPENER", ()))
        self._not_name |= {word for form in ("BASE", "S", "PAST") for word in lexicon.get(f"P_DECIDE_{form}", ())}

        self._surnames: dict[str, list[tuple[PersonEntry, list[Term]]]] = {}
        for person in packs.people:
            surname = self._surname(person.name)
            self._surnames.setdefault(surname, []).append((person, terms_of(person.of)))

    def _surname(self, name: str) -> str:
        """The key of a name's surname: its last word, or the first of "Kim Jong Un" and "Xi Jinping"."""
        words = name.lower().replace("-", " ").split()
        first = words[0] in self._family_first and (len(words) > 2 or (len(words) == 2 and words[0] not in self._given))
        return self.index.key(words[0] if first else words[-1])

    def party_of(self, sense: Sense, day: dt.date | None) -> PartyEntry | None:
        """The party of a listed person on a day. Without a day: theirs if all their offices were for one party.

        Who last led an armed group stays its own, and so does who has left the only state or organisation that they ever spoke for: news goes on to speak of
        the dead and the retired.
        """
        if day is None:
            parties = {term.party for term in sense.terms}
            return self.index.parties[sense.terms[0].party] if len(parties) == 1 else None
        for term in sense.terms:
            if term.holds(day):
                return self.index.parties[term.party]
        past = [term for term in sense.terms if term.until is not None and term.until < day]
        last = self.index.parties[sense.terms[-1].party]
        if last.type == "armed_group" and sense.terms[-1].since and sense.terms[-1].since <= day:
            return last  # a rebel leader who was killed is still spoken of as theirs
        if len(past) == len(sense.terms) and len({term.party for term in past}) == 1 and last.type in _LASTING:
            return last  # who has left an office is named for what was done in it
        return None

    def read(self, document: Document, candidate: Candidate, hits: list[Hit]) -> tuple[str, PartyEntry | None] | None:
        """The person's id and party; None where the words are no person's name after all."""
        match, first = candidate.match, candidate.first
        owner = self._owner(document, candidate, hits)
        index = match.mention_of("name")
        if index is not None and hits[index].sense.kind == "person":
            sense = hits[index].sense
            assert sense.person is not None
            day = document.article.published
            if owner is None and self._is_stranger(document, hits[index], hits[index + 1 :]):
                name = sense.surface
                self._remember(document, name, name_id(name), None, given=True)
                return name_id(name), None
            party = self.party_of(sense, day)
            if sense.bare and day is not None and not any(term.holds(day) for term in sense.terms):
                incumbent = self._by_surname(sense.surface.lower().split()[-1], owner, document)
                if incumbent is not None:
                    return incumbent
            if owner is not None and (
                match.rule.id == "party.person-apposition"
                or party is None
                or party.parent == owner.id
                or any(term.party == owner.id for term in sense.terms)
            ):
                party = owner
            person = person_id(sense.person)
            self._remember(document, sense.person.name, person, party, given=True)
            self._remember(document, sense.surface, person, party, given=False)
            return person, party
        span = match.tokens_of("name")
        assert span is not None
        tokens = document.article.tokens
        parts = [i for i in range(span[0], span[1] + 1) if tokens.words[i] != "."]
        while parts and (tokens.lower[parts[0]] in self._honorific or tokens.words[parts[0]] == "-"):
            parts.pop(0)
        if not parts:
            return None
        name = " ".join(tokens.words[i] for i in parts).replace(" - ", "-")
        if len(parts) == 1:
            known = document.persons.get(self.index.key(tokens.lower[parts[0]]))
            if known is not None:
                return known[0], known[1] or owner
            if tokens.words[parts[0]].isupper() or tokens.lower[parts[0]] in self._role:
                return None
            listed = self._by_surname(tokens.lower[parts[0]], owner, document)
            titled = any(
                tokens.lower[i] not in self._honorific for i in range(first, parts[0]) if tokens.words[i] != "."
            )
            if listed is not None and (titled or listed[1].id in document.named):
                person, party = listed
                self._remember(document, name, person, party, given=False)
                return person, party
        if match.rule.make == "expert":
            self._remember(document, name, name_id(name), None, given=True)
            return name_id(name), None
        if "whose" in match.groups:  # "the council's spokesman"
            party = document.group_before(first)
        else:
            party = owner or self._party_by_role(document, first, span[0])
            if owner is None:
                document.by_role.add(name_id(name))
        self._remember(document, name, name_id(name), party, given=True)
        return name_id(name), party

    def _is_stranger(self, document: Document, hit: Hit, following: Sequence[Hit]) -> bool:
        """Whether a surname is somebody else's: what is said of them is no office and no party, and the text tells of none of theirs.

        "Dr. Castro, a vet in Ohio", "Captain Castro of the Quito fire brigade".
        """
        tokens, sense = document.article.tokens, hit.sense
        known = self.index.key(tokens.lower[hit.first]) in document.persons
        if hit.last > hit.first or known or any(term.party in document.named for term in sense.terms):
            return False
        end = self._described(tokens, hit.last + 1)
        theirs = [other for other in following if hit.last < other.first < end and other.sense.kind != "seat"]
        if any(tokens.lower[other.first - 1] not in self._place for other in theirs):
            return False  # "Castro, a Cuban envoy", but "a vet from Cuba"
        return end > hit.last + 1 and self._role.isdisjoint(tokens.lower[hit.last + 1 : end])

    def _described(self, tokens: Tokens, at: int) -> int:
        """Where what a name is followed by ends: ", a ...," or "of the ...", at most so many tokens; `at` where nothing says who it is."""
        after = tokens.lower[at : at + _DESCRIPTION]
        if after[:1] == [","] and after[1:2] and after[1] in ("a", "an"):
            return at + next((n for n, word in enumerate(after) if n > 1 and word in (",", ".", "who")), len(after))
        if after[:2] == ["of", "the"] and any(word[0].isupper() for word in tokens.words[at + 2 : at + 4]):
            return at + next((n for n, word in enumerate(after) if n > 1 and word in (",", ".")), len(after))
        return at

    def _by_surname(self, surname: str, owner: PartyEntry | None, document: Document) -> tuple[str, PartyEntry] | None:
        """The listed person of a surname who is in office when the text is published: "President Santos" in 2014.

        Of several, the one whose party the text names; None where that leaves more than one, or nobody.
        """
        day = document.article.published
        if day is None:
            return None
        terms = [
            (person, term)
            for person, held in self._surnames.get(self.index.key(surname), ())
            for term in held
            if owner is None or owner.id == term.party
        ]
        people = {person_id(person): self.index.parties[term.party] for person, term in terms if term.holds(day)}
        if len(people) > 1:
            people = {person: party for person, party in people.items() if party.id in document.named}
        if not people:  # just out of office, or not in it yet
            near = dt.timedelta(days=400)
            people = {
                person_id(person): self.index.parties[term.party]
                for person, term in terms
                if term.party in document.named and term.until is not None and term.until < day <= term.until + near
            }
        return next(iter(people.items())) if len(people) == 1 else None

    def _owner(self, document: Document, candidate: Candidate, hits: list[Hit]) -> PartyEntry | None:
        captures = [candidate.match.mention_of(name) for name in ("owner2", "owner", "after", "after2")]
        if captures[0] is not None and candidate.owner is not None:
            lower, first = document.article.tokens.lower, hits[captures[0]].first
            if "to" in lower[max(first - 2, 0) : first]:
                captures[0] = None  # "the UN envoy to Tajikistan" is the UN's
        for index in (captures[0], candidate.owner, *captures[1:]):
            if index is not None:
                index = self._owned(document, index, hits)
                sense = hits[index].sense
                return sense.party or self.party_of(sense, document.article.published)
        return None

    def _owned(self, document: Document, index: int, hits: list[Hit]) -> int:
        """The name that a state owns, where one follows: "a spokesman for Libya's Government of National Accord"."""
        lower = document.article.tokens.lower
        sense = hits[index].sense
        if (
            sense.party is None
            or sense.party.type != "state"
            or lower[hits[index].last + 1 : hits[index].last + 2] != ["'s"]
        ):
            return index
        for after in range(index + 1, len(hits)):
            between = lower[hits[index].last + 2 : hits[after].first]
            if len(between) > _OWNED or "," in between:
                break
            other = hits[after].sense
            if other.kind == "party" and other.party is not None and other.party.type not in ("state", "igo", "ngo"):
                return after
        return index

    def _party_by_role(self, document: Document, first: int, name: int) -> PartyEntry | None:
        """Whose office it is where nothing beside it says: "Defence Minister" is the state's that was named last."""
        lower = document.article.tokens.lower
        words = lower[first:name]
        plain = " ".join(word for word in words if word != "-")
        if plain.endswith("secretary general") and plain != "secretary general" and document.tells_of_un:
            return self.index.parties.get("united-nations")  # "Under-Secretary-General Ana Costa"
        if not self._rebel.isdisjoint(words):
            return document.group_before(first) or document.only_group()
        phrases = {" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, len(words) + 1)}
        if phrases & self._state_role:
            state = document.state_before(first)
            speaker = document.party_before(first, self._saying)
            speaks = speaker is not None and speaker.type == "state" and document.acts_in_sentence(speaker, first)
            if speaks and self._meeting.isdisjoint(lower[first - 1 : first]):
                state = speaker  # "the Soviet spokesman said special ambassador Mikhail Orlov ..."
            if (
                state is not None
                and first
                and lower[first - 1] in self._meeting
                and document.acts_in_sentence(state, first)
            ):
                return None  # "Israel's foreign minister met President Park": not Israel's
            return state
        if phrases & self._group_role:
            return document.party_before(first, self._saying)
        return None

    def _remember(self, document: Document, name: str, person: str, party: PartyEntry | None, *, given: bool) -> None:
        surname = self._surname(name)
        words = [self.index.key(word) for word in name.lower().replace("-", " ").split()]
        if given and len(words) > 1 and surname == words[0]:
            document.persons[surname] = (person, party)
            return
        words = [word for word in words if word and word not in self._particle and len(word) > 2]
        if not words:
            return
        document.persons[words[-1]] = (person, party)
        if given and len(words) > 1 and words[0] not in self._given:
            document.persons.setdefault(words[0], (person, party))

    def stands_alone(self, tokens: Tokens, index: int, taken: set[int]) -> bool:
        """Whether a capitalised word is a name by itself, not a part of a longer one."""
        if tokens.lower[index] in self._months and index and tokens.lower[index - 1] in self._month_cue:
            return False  # "Theresa May will return in May"
        after = index + 1
        follows = (
            after < len(tokens) and after not in taken and not tokens.glued(after) and tokens.words[after][0].isupper()
        )
        if follows and tokens.lower[after] not in self._not_name and tokens.lower[after] not in self._role:
            return False
        if after + 1 < len(tokens) and tokens.words[after] == "-" and tokens.glued(after):
            return False
        before = index - 1
        if before >= 0 and before not in taken and tokens.words[before][0].isupper():
            return tokens.lower[before] in self._not_name or tokens.lower[before] in self._role
        return True

    def is_name(self, words: tuple[str, ...]) -> bool:
        """Whether words can be a person's name: capitalised, and none of them one that begins a sentence or names an office."""
        return all(
            word[0].isupper() and word.isalpha() and len(word) > 2 and not word.isupper()
            and word.lower() not in self._not_name and word.lower() not in self._role
            for word in words
        )  # fmt: skip
