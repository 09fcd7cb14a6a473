"""The parties stage: dates, cues, the document's own names, references, and what the loader refuses."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml

from ceasefire_extract.article import Article, read_article
from ceasefire_extract.errors import PackError
from ceasefire_extract.rules.folders import builtin_folder
from ceasefire_extract.rules.forms import span_of_days, terms_of
from ceasefire_extract.rules.loading import builtin_packs, load_packs
from ceasefire_extract.stages.parties.catalogue import parties_known
from ceasefire_extract.stages.parties.names import NameIndex, name_id
from ceasefire_extract.stages.parties.stage import Parties


@pytest.fixture(scope="module")
def stage() -> Parties:
    return Parties(builtin_packs())


def read(stage: Parties, text: str, published: str | None = None) -> Article:
    article = read_article(text, dt.date.fromisoformat(published) if published else None)
    stage(article)
    return article


def values(article: Article) -> list[tuple[str, str | None]]:
    return [(one.mention.text, one.mention.party) for one in article.parties]


def references(article: Article) -> list[tuple[str, str]]:
    return [(str(article.span(one.first, one.last)["text"]), one.party) for one in article.references]


@pytest.mark.parametrize(
    ("published", "party"), [("1999-05-05", "israel"), ("2000-05-05", None), ("2010-05-05", "israel"), (None, "israel")]
)
def test_a_person_speaks_for_the_party_of_the_day(stage: Parties, published: str | None, party: str | None) -> None:
    article = read(stage, "Benjamin Netanyahu spoke.", published)
    assert [(one.mention.party, one.mention.person) for one in article.parties] == [(party, "benjamin-netanyahu")]


def test_a_surname_is_told_by_who_was_in_office(stage: Parties) -> None:
    assert read(stage, "President Aoun spoke.", "2020-05-05").parties[0].mention.person == "michel-aoun"
    assert read(stage, "President Aoun spoke.", "2025-05-05").parties[0].mention.person == "joseph-aoun"


def test_a_guarded_name_needs_its_cue(stage: Parties) -> None:
    assert values(read(stage, "The CMA signed.")) == []
    assert values(read(stage, "In Mali the CMA signed.")) == [("Mali", "mali"), ("CMA", "azawad-cma")]


def test_an_acronym_defined_by_the_text_outweighs_the_packs(stage: Parties) -> None:
    article = read(
        stage,
        "The Army of Lorn Union (ALU) fought on. The ALU lost. The Karuli Defence Force (KDF) won; the KDF stayed.",
    )
    assert [party for text, party in values(article) if text == "KDF"] == ["karuli-defence-force"] * 2


def test_transcriptions_are_one(stage: Parties) -> None:
    for name in ("Abdel Fattah al-Burhan", "Abdul Fattah al-Burhan", "Abdel-Fattah Al Burhan"):
        people = [one.mention.person for one in read(stage, f"{name} spoke.", "2024-01-01").parties]
        assert people == ["abdel-fattah-al-burhan"], name


def test_the_two_sides_are_the_pair_named_before(stage: Parties) -> None:
    article = read(stage, "Talks between Armenia and Azerbaijan resumed. The two sides exchanged maps.")
    assert references(article) == [("The two sides", "armenia"), ("The two sides", "azerbaijan")]


def test_the_group_is_the_only_group(stage: Parties) -> None:
    article = read(stage, "Israel and Hamas traded blame. Qatar mediated. The movement said no.", "2024-01-01")
    assert references(article) == [("The movement", "hamas")]


def test_a_reference_is_no_mention(stage: Parties) -> None:
    article = read(stage, "The ELN freed two soldiers. It called this a gesture.")
    assert values(article) == [("ELN", "eln")]
    assert references(article) == [("It", "eln")]


def test_nothing_is_inferred_where_two_can_be_meant(stage: Parties) -> None:
    assert references(read(stage, "Russia and Ukraine traded fire. It lasted all night.")) == []


def test_mentions_quote_the_text_and_do_not_overlap(stage: Parties) -> None:
    text = "US President Donald Trump's envoy met Sudan's army (SAF) and the Rapid Support Forces (RSF) in Port Sudan, Sudan."
    article = read(stage, text, "2025-11-01")
    ends = 0
    for one in article.parties:
        assert text[one.mention.start : one.mention.end] == one.mention.text
        assert one.mention.start >= ends
        ends = one.mention.end


def pack(folder: Path, data: dict[str, object]) -> Path:
    path = folder / "pack.yaml"
    path.write_text(yaml.safe_dump({"stage": "parties", **data}), encoding="utf-8")
    return path


def test_a_pack_of_ones_own_adds_a_conflict(tmp_path: Path) -> None:
    file = pack(tmp_path, {
        "parties": [{"id": "karuli-front", "name": "Karuli Front", "type": "armed_group", "aliases": ["KF"], "guarded": {"KF": "Karuli"}}],
        "people": [{"name": "Ada Karu", "of": "karuli-front 2020.."}],
        "names": {"norway": ["Norge"]},
    })  # fmt: skip
    stage = Parties(load_packs(file))
    assert values(read(stage, "Ada Karu of Karuli thanked Norge.", "2021-01-01"))[::2] == [("Ada Karu", "karuli-front")]
    assert ("Norge", "norway") in values(read(stage, "They thanked Norge."))


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({"id": "other-hamas", "name": "Hamas", "type": "armed_group"}, "P08"),
        ({"id": "hamas", "name": "Something", "type": "armed_group"}, "P04"),
        ({"id": "lorn", "name": "Lorn", "type": "kingdom"}, "P03"),
        ({"id": "lorn", "name": "Lorn", "type": "state", "dated": {"Lorn": "since 2001"}}, "P03"),
    ],
)
def test_the_loader_refuses(tmp_path: Path, entry: dict[str, object], code: str) -> None:
    with pytest.raises(PackError) as caught:
        NameIndex(load_packs(pack(tmp_path, {"parties": [entry]})))
    assert caught.value.code == code


def test_a_date_or_a_cue_tells_two_parties_apart(tmp_path: Path) -> None:
    entry = {
        "id": "lorn-army",
        "name": "Lorn Army",
        "type": "armed_group",
        "aliases": ["Hamas"],
        "guarded": {"Hamas": "Lorn"},
    }
    stage = Parties(load_packs(pack(tmp_path, {"parties": [entry]})))
    assert values(read(stage, "Hamas waited."))[0][1] == "hamas"
    assert ("Hamas", "lorn-army") in values(read(stage, "In Lorn, Hamas waited."))


def test_a_person_of_an_unknown_party_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        NameIndex(load_packs(pack(tmp_path, {"people": [{"name": "Ada Karu", "of": "nowhere 2020.."}]})))
    assert caught.value.code == "P07"


def test_every_party_person_and_parent_is_known() -> None:
    packs = builtin_packs()
    ids = {entry.id for entry in packs.parties}
    assert {entry.parent for entry in packs.parties if entry.parent} <= ids
    assert {term.party for person in packs.people for term in terms_of(person.of)} <= ids
    for person in packs.people:
        assert all(not term.since or not term.until or term.since <= term.until for term in terms_of(person.of)), (
            person.name
        )


def test_all_states_have_their_codes() -> None:
    states = [entry for entry in builtin_packs().parties if entry.type == "state" and entry.iso2]
    assert len(states) >= 195
    assert len({entry.iso2 for entry in states}) == len({entry.wikidata for entry in states}) == len(states)


def test_ucdp_is_credited_where_its_ids_are_shipped() -> None:
    shipping = [entry for entry in builtin_packs().parties if entry.ucdp]
    assert len(shipping) > 50
    credit = (builtin_folder() / "README.md").read_text(encoding="utf-8")
    assert "UCDP" in credit
    assert "CC BY 4.0" in credit


def test_what_is_known_of_a_party() -> None:
    (known,) = parties_known("Tamil Tigers")
    assert (known.id, known.type, known.ids["ucdp"]) == ("ltte", "armed_group", "320")
    assert "velupillai-prabhakaran" in [person.id for person in known.people]
    assert known.pack.endswith("sri_lanka.yaml")
    assert [party.id for party in parties_known("gerry adams")] == ["sinn-fein"]
    assert {"m23"} <= {party.id for party in parties_known("march 23")}
    assert parties_known("no such party") == []
    assert len(parties_known()) == len(builtin_packs().parties)


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        ("2014..2016", dt.date(2014, 1, 1), dt.date(2016, 12, 31)),
        ("2014-02..2016-02", dt.date(2014, 2, 1), dt.date(2016, 2, 29)),
        ("..2016-02-03", None, dt.date(2016, 2, 3)),
        ("2014-12..", dt.date(2014, 12, 1), None),
    ],
)
def test_span_of_days(days: str, first: dt.date | None, last: dt.date | None) -> None:
    assert span_of_days(days) == (first, last)


@pytest.mark.parametrize("days", ["2014", "May 2014..", "2014-1..", "2014-02-30.."])
def test_span_of_days_refuses(days: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        span_of_days(days)


def test_an_id_is_made_from_a_name() -> None:
    assert name_id("Sana'a Défense Brigade") == "sanaa-defense-brigade"
