"""The codebooks: claims coded by hand (data/codebooks.yaml) against the rows that they make."""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from ceasefire_extract.models import Claim, ClaimSource, CountMention, DateMention, PlaceMention, Span
from ceasefire_extract.readers.extractions import Told
from ceasefire_extract.rules.loading import builtin_packs
from ceasefire_extract.stages.claims.plover import PloverCoder
from ceasefire_extract.writers.codebooks import CODEBOOKS, codebook
from ceasefire_extract.writers.codebooks.eth_prio import days_in
from ceasefire_extract.writers.flat import claim_rows
from conftest import ROOT, Command

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "data" / "codebooks.yaml").read_text())


def bounds(value: str) -> tuple[str, str]:
    """First and last day of "2024-03-05", "2024-W10", "2024-03", "2024" or "day/day"."""
    if "/" in value:
        first, _, last = value.partition("/")
        return first, last
    if "W" in value:
        monday = dt.date.fromisocalendar(int(value[:4]), int(value[6:]), 1)
        return monday.isoformat(), (monday + dt.timedelta(days=6)).isoformat()
    if len(value) == 7:
        return f"{value}-01", f"{value}-{calendar.monthrange(int(value[:4]), int(value[5:]))[1]}"
    return (f"{value}-01-01", f"{value}-12-31") if len(value) == 4 else (value, value)


def date_of(value: str) -> DateMention:
    if value.startswith("P"):
        return DateMention(text=value, start=0, end=1, type="DURATION", value=value)
    first, last = bounds(value)
    return DateMention(text=value, start=0, end=1, type="DATE", value=value, earliest=first, latest=last)


def count_of(number: int, told: dict[str, Any]) -> CountMention:
    n = told["n"]
    part = told.get("part_of")
    return CountMention(
        id=f"m{number}", text=str(n), start=0, end=1, value=n, low=told.get("low", n), high=told.get("high", n),
        modifier=told.get("modifier", "exact"), unit=told.get("unit"), category=told["c"], affiliation=told.get("affiliation"),
        part_of=None if part is None else f"m{part}",
    )  # fmt: skip


def claim_of(case: dict[str, Any], id: str = "c1") -> Claim:
    told = dict(case["claim"])
    text = case["text"].replace("[[", "").replace("]]", "")
    trigger = told.pop("trigger", None) or re.findall(r"\[\[(.*?)\]\]", case["text"])[0]
    start = text.index(trigger)
    source = told.pop("source", None)
    return Claim(
        id=id,
        sentence=Span(text=text, start=0, end=len(text)),
        trigger=Span(text=trigger, start=start, end=start + len(trigger)),
        counts=[count_of(number, count) for number, count in enumerate(told.pop("counts", []))],
        dates=[date_of(value) for value in told.pop("dates", [])],
        source=ClaimSource(start=0, end=1, **source) if source else None,
        **told,
    )


def article(*claims: Claim) -> Told:
    return Told("a", "Radio Lorn", "Truce near, envoys say", "2024-03-12", list(claims))


@pytest.fixture(scope="module")
def coders() -> dict[str, Callable[[Told], Any]]:
    return {name: codebook(name, builtin_packs())[1] for name in CODEBOOKS}


def named(case: dict[str, Any]) -> str:
    return str(case["text"])[:60]


def test_there_are_sixty_claims_and_each_codebook_has_codes_for_many() -> None:
    assert len(CASES) >= 60
    for name, least in (("plover", 45), ("eth-prio", 12), ("ucdp-ged", 10), ("acled", 25)):
        coded = [
            case for case in CASES if isinstance(case[name], dict) or case[name].split()[0].split("/")[0].isupper()
        ]
        assert len(coded) >= least, name


@pytest.mark.parametrize("name", ["eth-prio", "ucdp-ged", "acled"])
@pytest.mark.parametrize("case", CASES, ids=named)
def test_rows(case: dict[str, Any], name: str, coders: dict[str, Callable[[Told], Any]]) -> None:
    coded = coders[name](article(claim_of(case)))
    wanted = case[name]
    if isinstance(wanted, str):
        assert ([left.why for left in coded.left_out], coded.rows) == ([wanted], [])
        return
    assert coded.left_out == []
    wanted = dict(wanted)
    assert len(coded.rows) == wanted.pop("rows", 1)
    assert {column: coded.rows[0].get(column) for column in wanted} == wanted


@pytest.mark.parametrize("case", CASES, ids=named)
def test_plover(case: dict[str, Any], coders: dict[str, Callable[[Told], Any]]) -> None:
    claim = claim_of(case)
    plover, why = PloverCoder(builtin_packs().codebooks["plover"]).code(claim)
    coded = coders["plover"](article(claim))
    if plover is None:
        assert (why, [left.why for left in coded.left_out]) == (case["plover"], [why])
        return
    kind = plover.event + (f"/{plover.mode}" if plover.mode else "")
    who = " ".join((kind, "+".join(plover.actors))).strip()
    assert who + (f" > {'+'.join(plover.recipients)}" if plover.recipients else "") == case["plover"]
    [row] = coded.rows
    assert (row["Event Type"], row["Event Mode"], row["Actor Name Raw"] or "") == (
        plover.event, plover.mode, "; ".join(plover.actors),
    )  # fmt: skip


class TestColumns:
    """The columns are exactly the data sets' own, in their order."""

    @pytest.mark.parametrize(
        ("name", "number", "first", "last"),
        [
            ("plover", 40, "Event ID", "Version"),
            ("eth-prio", 48, "id", "comment"),
            ("ucdp-ged", 49, "id", "gwnob"),
            ("acled", 31, "event_id_cnty", "timestamp"),
        ],
    )
    def test_number_and_ends(self, name: str, number: int, first: str, last: str) -> None:
        columns = [column.name for column in codebook(name, builtin_packs())[0].columns]
        assert (len(columns), columns[0], columns[-1]) == (number, first, last)
        assert len(set(columns)) == number

    @pytest.mark.parametrize("name", list(CODEBOOKS))
    def test_no_row_has_a_column_that_the_table_lacks(self, name: str) -> None:
        table, rows_of = codebook(name, builtin_packs())
        columns = {column.name for column in table.columns}
        for case in CASES:
            for row in rows_of(article(claim_of(case))).rows:
                assert set(row) <= columns


class TestTruces:
    """Rows of ETH/PRIO over several claims of one article."""

    def rows(self, *claims: dict[str, Any]) -> list[dict[str, Any]]:
        made = []
        for number, claim in enumerate(claims, start=1):
            text = claim.pop("text", "A [[truce]] of the two.")
            made.append(
                claim_of({"text": text, "claim": {"event": "ceasefire", "status": "occurred", **claim}}, f"c{number}")
            )
        rows: list[dict[str, Any]] = codebook("eth-prio", builtin_packs())[1](article(*made)).rows
        return rows

    def test_declared_in_force_and_ended_are_one_truce(self) -> None:
        both = ["angola", "unita"]
        rows = self.rows(
            {"aspect": "start", "actors": both, "dates": ["1994-11-20"]},
            {
                "aspect": "start",
                "actors": ["unita", "angola"],
                "dates": ["1994-11-22"],
                "text": "The [[truce]] took effect.",
            },
            {"aspect": "end", "actors": both, "dates": ["1998-12"]},
        )
        assert [row["actor_name"] for row in rows] == ["Angola", "UNITA"]
        assert {row["cf_id"] for row in rows} == {"a:c1"}
        assert rows[0]["id"] != rows[1]["id"]
        days = [
            rows[0].get(f"{column}_{part}")
            for column in ("cf_dec", "cf_effect", "end")
            for part in ("yr", "month", "day")
        ]
        assert days == [1994, 11, 20, 1994, 11, 22, 1998, 12, None]

    def test_the_truce_after_one_that_ended_is_another(self) -> None:
        rows = self.rows(
            {"aspect": "end", "actors": ["ira"], "dates": ["1996-02-09"]},
            {"aspect": "start", "actors": ["ira"], "dates": ["1997-07-20"]},
        )
        assert [(row["cf_id"], row.get("end_yr"), row.get("cf_dec_yr")) for row in rows] == [
            ("a:c1", 1996, None), ("a:c2", None, 1997),
        ]  # fmt: skip

    def test_other_actors_and_other_dates_are_other_truces(self) -> None:
        rows = self.rows(
            {"aspect": "start", "actors": ["eln"], "dates": ["2016-10-01"]},
            {"aspect": "start", "actors": ["farc"], "dates": ["2016-10-01"]},
            {"aspect": "start", "actors": ["eln"], "dates": ["2017-10-01"]},
        )
        assert [(row["cf_id"], row["actor_name"]) for row in rows] == [
            ("a:c1", "ELN"),
            ("a:c2", "FARC"),
            ("a:c3", "ELN"),
        ]

    @pytest.mark.parametrize(
        ("value", "days"),
        [("P7D", 7), ("P6W", 42), ("P3M", 90), ("P1Y", 365), ("PT48H", 2), ("PT6H", 1), ("PXD", None), ("P", None)],
    )
    def test_durations_in_days(self, value: str, days: int | None) -> None:
        assert days_in(value) == days


class TestWhere:
    """The columns of the place, in each codebook and in the flat table."""

    GOMA = PlaceMention(
        text="Goma", start=0, end=4, name="Goma", geonames=216281, country="CD", latitude=-1.67, longitude=29.23
    )
    CONGO = PlaceMention(
        text="Congo",
        start=0,
        end=5,
        type="country",
        name="DR Congo",
        geonames=203312,
        country="CD",
        latitude=-4.0,
        longitude=23.0,
    )

    def killing(self, *places: PlaceMention) -> Told:
        told = {
            "event": "casualties",
            "status": "occurred",
            "actors": ["m23"],
            "counts": [{"c": "killed", "n": 3, "unit": "farmers"}],
        }
        return article(
            claim_of({"text": "M23 [[killed]] three farmers.", "claim": told}).model_copy(
                update={"places": list(places)}
            )
        )

    def row(self, name: str, *places: PlaceMention) -> dict[str, Any]:
        rows: list[dict[str, Any]] = codebook(name, builtin_packs())[1](self.killing(*places)).rows
        return rows[0]

    def test_a_town_goes_before_its_country(self) -> None:
        row = self.row("ucdp-ged", self.CONGO, self.GOMA)
        assert (row["where_prec"], row["where_coordinates"], row["latitude"], row["country"]) == (
            1,
            "Goma",
            -1.67,
            "DR Congo",
        )
        row = self.row("acled", self.CONGO, self.GOMA)
        assert (row["geo_precision"], row["location"], row["longitude"], row["country"]) == (
            1,
            "Goma",
            29.23,
            "DR Congo",
        )
        row = self.row("plover", self.CONGO, self.GOMA)
        assert (row["Placename"], row["City"], row["Country"], row["GeoNames ID"]) == ("Goma", "Goma", "COD", "216281")
        [flat] = claim_rows(self.killing(self.CONGO, self.GOMA))
        assert (flat["place"], flat["country"], flat["geonames"], flat["latitude"]) == ("Goma", "CD", 216281, -1.67)

    def test_a_country_alone_and_no_place(self) -> None:
        assert (self.row("ucdp-ged", self.CONGO)["where_prec"], self.row("acled", self.CONGO)["geo_precision"]) == (
            6,
            3,
        )
        assert "where_prec" not in self.row("ucdp-ged")


class TestCommand:
    def test_rows_and_reasons(self, extract: Command, tmp_path: Path) -> None:
        news = "The Free Aceh Movement killed 12 civilians on 3 May 2003.\n\nIndonesia may release 40 rebels.\n"
        claims = tmp_path / "claims.jsonl"
        record = json.dumps({"id": "a", "text": news, "source": "Radio Lorn", "published": "2003-05-06"})
        claims.write_bytes(extract("-", "--format", "claims", stdin=record).out)
        done = extract("to", "csv", "--codebook", "ucdp-ged", claims)
        [row] = csv.DictReader(io.StringIO(done.text))
        assert (row["best"], row["date_start"], row["source_office"]) == ("12", "2003-05-03", "Radio Lorn")
        assert done.err == "left out 1 claims: no event of violence 1\n"

    def test_a_pack_of_ones_own_goes_before(self, extract: Command, tmp_path: Path) -> None:
        pack = tmp_path / "codes.yaml"
        pack.write_text(
            "stage: codebooks\ncodebook: plover\nwords: {POEM: [ode]}\n"
            "codes: [{event: talks, says: POEM, gives: {act: COOPERATE}}]\n"
        )
        case = {
            "text": "They [[met]] over an ode.",
            "claim": {"event": "talks", "status": "occurred", "actors": ["mali"]},
        }
        line = {"document": {"id": "a"}, **claim_of(case).model_dump()}
        for extra, kind in (((), "CONSULT"), (("--patterns", pack), "COOPERATE")):
            done = extract("to", "csv", "--codebook", "plover", *extra, stdin=json.dumps(line))
            assert next(csv.DictReader(io.StringIO(done.text)))["Event Type"] == kind

    @pytest.mark.parametrize(
        ("body", "told"),
        [
            ("codes: []", "names no codebook"),
            ("codebook: plover\ncodes: [{event: talks}]", "what it gives or why"),
            ("codebook: plover\ncodes: [{event: talks, says: NOWHERE, why: x}]", "no words 'NOWHERE'"),
            ("codebook: plover\ncodes: [{event: picnic, why: x}]", "event"),
        ],
    )
    def test_a_table_that_cannot_be_used_is_refused(
        self, extract: Command, tmp_path: Path, body: str, told: str
    ) -> None:
        pack = tmp_path / "codes.yaml"
        pack.write_text(f"stage: codebooks\n{body}\n")
        done = extract("patterns", "check", pack)
        assert done.status != 0
        assert told in done.err


def test_claims_carry_their_plover_event() -> None:
    found = json.loads((ROOT / "samples" / "sudan-wire.json").read_text())
    coder = PloverCoder(builtin_packs().codebooks["plover"])
    assert any(claim["plover"] for claim in found["claims"])
    for claim in found["claims"]:
        plover, _ = coder.code(Claim.model_validate(claim))
        assert claim["plover"] == (plover.model_dump() if plover else None)
