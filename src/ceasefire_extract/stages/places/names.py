"""Names of the gazetteer in an article: where they stand, and whether they are places there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ...article import Article
from .choice import best
from .evidence import Evidence
from .gazetteer import Gazetteer, Place, folded

LARGE = 400_000  # inhabitants of a town that every reader knows
MIDDLE = 40_000
SMALL_TOWN = 3_000
WIDE = frozenset(("US", "GB", "CA", "AU"))  # whose towns have the names of persons and of things


@dataclass(frozen=True, slots=True)
class Name:
    """A place's name from token `first` to `last`, both included, and the rule that read it."""

    first: int
    last: int
    place: Place
    rule: str


@dataclass(slots=True)
class _Reading:
    """One article, while its names are looked for. `known` are the places that something beside them has shown, by folded name."""

    article: Article
    scene: Counter[str]
    taken: set[int]
    known: dict[str, Place]
    before: int | None = None  # where the last place found ends
    country: str | None = None  # and which country it is in
    begun: set[str] = field(default_factory=set)  # the first words of the names that are known
    surnames: frozenset[str] = frozenset()

    def know(self, name: str, place: Place) -> None:
        self.known.setdefault(name, place)
        self.begun.add(name.partition(" ")[0])


class NameFinder:
    """Finds the places that the gazetteer knows, and those that the article itself has shown to be places."""

    def __init__(self, gazetteer: Gazetteer, evidence: Evidence) -> None:
        self.gazetteer = gazetteer
        self.evidence = evidence

    def __call__(self, article: Article, scene: Counter[str], taken: set[int], known: dict[str, Place]) -> list[Name]:
        """The places named, none over another. What is shown to be a place once is one wherever it is named in the article."""
        begun = {name.partition(" ")[0] for name in known}
        surnames = self.evidence.surnames(article)
        reading = _Reading(article, scene, taken, known, begun=begun, surnames=surnames)
        words, lower = article.tokens.words, article.tokens.lower
        found: list[Name] = []
        waiting: list[tuple[int, int, str]] = []  # names that nothing beside them shows to be places
        after = 0
        for index, word in enumerate(words):
            if not (word[0].isupper() or (lower[index] in self.evidence.small and self.evidence.opens(article, index))):
                continue
            if index < after or index in taken:
                continue
            begins = lower[index] in reading.begun or self.gazetteer.begins(lower[index])
            hit = self._longest(reading, index) if begins else None
            if hit is None:
                name = self._unknown(reading, index)
            else:
                last, places = hit
                after = last + 1
                name = self._named(reading, index, last, places, waiting)
            if name is not None:
                found.append(name)
                after = name.last + 1
                reading.before, reading.country = name.last, name.place.country
        again = [Name(first, last, known[name], "place.again") for first, last, name in waiting if name in known]
        return sorted([*found, *again], key=lambda name: name.first)

    def _longest(self, reading: _Reading, first: int) -> tuple[int, tuple[Place, ...]] | None:
        """The longest name that begins here, with its places."""
        tokens = reading.article.tokens
        for end in reversed(self.evidence.ends(reading.article, first, reading.taken)):
            name, places = self.gazetteer.find_text(tokens.span_text(first, end))
            if name in reading.known:
                places = (reading.known[name],)
            if places:
                return end, places
        return None

    def _unknown(self, reading: _Reading, first: int) -> Name | None:
        """A name that the gazetteer lacks, but that something is in, and whose country is named: "in Tel Sifr, Afghanistan"."""
        article, evidence = reading.article, self.evidence
        if not evidence.may_be_inside(article, first):
            return None
        last = evidence.ends(article, first, reading.taken)[-1]
        country = evidence.country_beside(article, last)
        if country is None or not (
            evidence.is_inside(article, first) or evidence.is_beside(article, first, reading.before)
        ):
            return None
        if "and" in article.tokens.lower[first:last]:  # "in Tel Sifr and Tel Kum, Afghanistan"
            last = article.tokens.lower.index("and", first) - 1
        if evidence.proper_end(article, first, last) is None:
            return None
        place = Place(article.tokens.span_text(first, last), "city", None, country, None, None, listed=True)
        reading.know(folded(place.name), place)
        return Name(first, last, place, "place.in-country")

    def _named(
        self, reading: _Reading, first: int, last: int, places: tuple[Place, ...], waiting: list[tuple[int, int, str]]
    ) -> Name | None:
        article = reading.article
        if not self.evidence.stands_alone(article, first, last, reading.before):
            return None
        name = folded(article.tokens.span_text(first, last))
        if name in reading.known:
            return Name(first, last, reading.known[name], "place.again")
        place, shown = self._accepted(reading, first, last, name, places)
        if place is None:
            waiting.append((first, last, name))
            return None
        if shown and name not in self.evidence.seats:
            reading.know(name, place)
        return Name(first, last, place, "place.gazetteer")

    def _accepted(
        self, reading: _Reading, first: int, last: int, name: str, places: tuple[Place, ...]
    ) -> tuple[Place | None, bool]:
        """Which place it is, None where it is none, and whether something beside it shows it; else how well it is known, and whether the article plays there."""
        article, evidence = reading.article, self.evidence
        lower = article.tokens.lower
        near = evidence.country_beside(article, last)
        place = best(
            places,
            reading.scene,
            near=near,
            here=evidence.countries_in_sentence(article, first),
            capital_of=evidence.seats.get(name),
        )
        assert place is not None
        single, opening = first == last, first == article.sentences[article.sentence_of[first]].first
        if single and lower[first] in evidence.no_name:
            return None, False
        if near is not None and place.country == near:
            return place, True
        spoken = bool(reading.scene.get(place.country or "", 0))
        inside = evidence.is_inside(article, first) or evidence.is_gone_to(article, first)
        beside = evidence.is_beside(article, first, reading.before) and (
            place.country == reading.country or place.people >= LARGE
        )
        dateline, held = evidence.is_dateline(article, first, last), evidence.is_held(article, last)
        if place.listed:
            return (
                (place, True) if inside or beside or dateline or held or name not in evidence.seats else (None, False)
            )
        if single:
            if lower[first] in evidence.words and not (inside and spoken and place.people > MIDDLE):
                return None, False
            if not (inside and spoken) and lower[first] in reading.surnames:
                return None, False
            if not opening and lower[first - 1] == "the" and not held:
                return None, False
        if inside or held:
            well_known = place.people >= LARGE or (place.people >= MIDDLE and place.first)
            return (place, True) if spoken or well_known else (None, False)
        if dateline:
            return (place, True) if spoken or place.people >= MIDDLE else (None, False)
        if beside:
            return place, True
        if name in evidence.seats or evidence.is_shouted(article, first):
            return None, False  # a capital may stand for its government
        toward = not opening and lower[first - 1] in evidence.toward
        enough = (
            place.people >= MIDDLE
            or place.type == "region"
            or (toward and place.people >= SMALL_TOWN)
            or (toward and not single)
        )
        if spoken and enough and (place.first or toward) and (place.country not in WIDE or place.people >= LARGE):
            return place, False
        return (place, False) if place.people >= LARGE and place.first and not opening else (None, False)
