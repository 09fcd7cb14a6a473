"""Find the place mentions of an article: names that their form shows (patterns/places/forms.yaml), names of the gazetteer (names.py), and
countries and lands whose name only says where. What is a party or a person is no place."""

from __future__ import annotations

from collections import Counter

from ...article import Article, Found
from ...models import PartyMention, PlaceMention
from ...rules.forms import MentionRule
from ...rules.grammar import Grammar, Match, longest
from ...rules.packs import Packs
from .choice import best
from .evidence import Evidence
from .gazetteer import Gazetteer, Place, folded
from .names import NameFinder
from .scene import Scenes


class Places:
    """The stage: sets `article.places`."""

    def __init__(self, packs: Packs) -> None:
        self.vocabulary = packs.vocabulary()
        self.forms: Grammar[MentionRule] = packs.grammar("places", MentionRule)
        self.gazetteer = Gazetteer(packs.places)
        self.evidence = Evidence(packs)
        self.scenes = Scenes(packs)
        self.names = NameFinder(self.gazetteer, self.evidence)

    def __call__(self, article: Article) -> None:
        scene = self.scenes(article)
        spans = [(found.first, found.last) for found in article.parties] + [
            (found.first, found.last) for found in article.dates
        ]
        taken = {token for first, last in spans for token in range(first, last + 1)}
        known: dict[str, Place] = {}
        finds: list[Found[PlaceMention]] = []
        for match in longest(self.forms.find(article.encoded(self.vocabulary))):
            found = self._formed(article, match, scene, taken, known)
            if found is not None:
                finds.append(found)
                taken.update(range(found.first, found.last + 1))
        finds += [
            _found(article, name.first, name.last, name.place, name.rule)
            for name in self.names(article, scene, taken, known)
        ]
        ends = {found.last: found for found in finds}
        for party in article.parties:
            before = ends.get(party.first - 2)
            if self._only_says_where(article, party, before):
                place = self._where(article, party, scene)
                if place is not None:
                    ends[place.last] = place
                    finds.append(place)
        article.places = sorted(finds, key=lambda found: (found.first, -found.last))

    def _formed(
        self, article: Article, match: Match[MentionRule], scene: Counter[str], taken: set[int], known: dict[str, Place]
    ) -> Found[PlaceMention] | None:
        """A name with the word that says what it is: the gazetteer's place of the whole name, or of the name and that kind, else what the form alone tells."""
        span = match.tokens_of("place")
        assert span is not None
        first, last = self.evidence.trimmed(article, *span), span[1]
        end = self.evidence.proper_end(article, first, last) if first <= last else None
        if end is None or taken.intersection(range(first, last + 1)) or self.evidence.goes_on(article, last):
            return None
        if article.tokens.lower[last] in self.evidence.held:
            return None  # "a Damascus suburb" is Damascus
        kind, text, name = (
            match.rule.args["type"],
            article.tokens.span_text(first, last),
            article.tokens.span_text(first, end),
        )
        whole = best(self.gazetteer.find(folded(text)), scene)
        named = best(self.gazetteer.find(folded(name)), scene, kind=kind)
        if whole is not None:
            place = whole
        elif named is not None and named.type == kind:
            place = named
        else:
            country = named.country if named is not None and scene.get(named.country or "") else None
            place = Place(text, kind, None, country, None, None, listed=True)
        if kind == "city":
            known[folded(name)] = place
        return _found(article, first, last, place, match.rule.id)

    def _only_says_where(
        self, article: Article, party: Found[PartyMention], before: Found[PlaceMention] | None
    ) -> bool:
        """Whether a party's name says where; that of a land whose authorities are a party does too, where something is in it: "in South Ossetia and Abkhazia"; a country behind a comma that its town stands before."""
        mention = party.mention
        if mention.use == "place":
            return True
        if (
            mention.person
            or mention.type not in ("authority", "state")
            or folded(mention.text) != folded(mention.name or "")
        ):
            return False
        after = self.evidence.link(article, party.first, before.last if before else None)
        if mention.type == "authority":
            return self.evidence.is_inside(article, party.first) or after in ("and", ",")
        if after in (",", "("):  # "Goma, Congo"
            countries = self.scenes.countries.get(mention.party or "", ())
            return (
                before is not None and before.mention.country in countries and self.evidence.closes(article, party.last)
            )
        return (
            after == "and"
            and before is not None
            and before.mention.type == "country"
            and self.evidence.closes(article, party.last)
        )

    def _where(self, article: Article, party: Found[PartyMention], scene: Counter[str]) -> Found[PlaceMention] | None:
        """The place that a party's name stands for where it only says where: a country, or a land that the gazetteer knows."""
        mention = party.mention
        if mention.type == "state":
            countries = self.scenes.countries.get(mention.party or "", ())
            place = self.gazetteer.country(countries[0]) if len(countries) == 1 else None
        else:
            place = best(self.gazetteer.find(folded(mention.text)), scene)
        if place is None:
            return None
        name = mention.name if place.type == "country" else None
        return _found(article, party.first, party.last, place, "place.country", name=name)


def _found(
    article: Article, first: int, last: int, place: Place, rule: str, *, name: str | None = None
) -> Found[PlaceMention]:
    span = article.span(first, last)
    mention = PlaceMention(
        **span, rules=[rule], type=place.type, name=name or (place.name if place.listed else span["text"]),
        geonames=place.geonames, country=place.country, latitude=place.latitude, longitude=place.longitude,
    )  # fmt: skip
    return Found(first, last, article.sentence_of[first], mention)
