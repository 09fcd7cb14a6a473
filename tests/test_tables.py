"""`extract to`: claims as rows of CSV, TSV, Parquet, SQLite and DuckDB files."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import Command

NEWS = (
    "Truce holds in Aceh\n\nThe Free Aceh Movement released between 12 and 15 prisoners on Tuesday.\n\n"
    "The army will release 40 rebels 🕊 in\tMarch, the mediators said.\n"
)


@pytest.fixture
def claims(extract: Command, tmp_path: Path) -> Path:
    """Two articles' claims, a line each."""
    path = tmp_path / "claims.jsonl"
    lines = [{"id": name, "text": NEWS, "published": "2005-02-03", "source": "Radio Lorn"} for name in ("a", "b")]
    done = extract("-", "--format", "claims", stdin="".join(json.dumps(line) + "\n" for line in lines))
    path.write_bytes(done.out)
    return path


def rows_of(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


class TestFlat:
    def test_a_row_says_what_the_claim_says(self, extract: Command, claims: Path) -> None:
        rows = rows_of(extract("to", "csv", claims).text)
        assert len(rows) == len(claims.read_text().splitlines())
        row = next(row for row in rows if row["event"] == "release")
        assert (row["document"], row["outlet"], row["published"]) == ("a", "Radio Lorn", "2005-02-03")
        assert (row["title"], row["status"], row["polarity"]) == ("Truce holds in Aceh", "occurred", "positive")
        assert json.loads(row["actors"]) == ["free-aceh-movement"]
        assert (row["count_low"], row["count_high"], row["count_category"]) == ("12", "15", "prisoners")
        assert (row["date_earliest"], row["date_latest"], row["date_precision"]) == ("2005-02-01", "2005-02-01", "day")
        assert NEWS[int(row["start"]) : int(row["end"])] == row["trigger"] == "released"
        assert NEWS[int(row["quote_start"]) : int(row["quote_end"])] == row["quote"]
        assert row["source"] == row["phase"] == ""

    def test_claims_and_extractions_give_the_same_rows(self, extract: Command, claims: Path, tmp_path: Path) -> None:
        record = json.dumps({"id": "a", "text": NEWS, "published": "2005-02-03", "source": "Radio Lorn"})
        Path(tmp_path, "one.jsonl").write_bytes(extract("-", stdin=record).out)
        Path(tmp_path, "news.txt").write_text(NEWS)
        Path(tmp_path, "indented.json").write_bytes(extract(tmp_path / "news.txt", "--published", "2005-02-03").out)
        lines = extract("to", "csv", tmp_path / "one.jsonl").text
        assert extract("to", "csv", claims).text.startswith(lines)
        assert extract("to", "csv", stdin=Path(tmp_path, "one.jsonl").read_bytes()).text == lines
        indented = rows_of(extract("to", "csv", tmp_path / "indented.json").text)
        assert [row["trigger"] for row in indented] == [row["trigger"] for row in rows_of(lines)]

    def test_tabs_and_line_breaks_inside_a_field_stay_in_it(self, extract: Command, claims: Path) -> None:
        rows = rows_of(extract("to", "tsv", claims).text, "\t")
        assert any("🕊 in\tMarch" in row["quote"] for row in rows)
        assert rows == rows_of(extract("to", "csv", claims).text)

    @pytest.mark.parametrize(
        ("first", "last", "precision"),
        [
            ("2024-03-05", "2024-03-05", "day"),
            ("2024-03-05", "2024-03-10", "days"),
            ("2024-03-04", "2024-03-10", "week"),
            ("2024-02-01", "2024-02-29", "month"),
            ("2024-01-01", "2024-12-31", "year"),
            ("2020-01-01", "2029-12-31", "years"),
        ],
    )
    def test_precision_is_how_many_days_it_may_be(self, first: str, last: str, precision: str) -> None:
        import datetime as dt

        from ceasefire_extract.writers.days import Days

        assert Days(dt.date.fromisoformat(first), dt.date.fromisoformat(last)).precision == precision


class TestFiles:
    """The same rows in every form."""

    def read(self, path: Path) -> list[tuple[Any, ...]]:
        ask = "SELECT document, claim, actors, count_low, date_latest, start, quote FROM "
        if path.suffix == ".sqlite":
            return sqlite3.connect(path).execute(ask + "claims").fetchall()
        duckdb = pytest.importorskip("duckdb")
        if path.suffix == ".duckdb":
            return list(duckdb.connect(str(path), read_only=True).execute(ask + "claims").fetchall())
        return list(duckdb.connect().execute(ask + f"'{path}'").fetchall())

    @pytest.mark.parametrize("format", ["sqlite", "duckdb", "parquet"])
    def test_holds_the_rows_of_the_csv(self, extract: Command, claims: Path, tmp_path: Path, format: str) -> None:
        if format != "sqlite":
            pytest.importorskip("pyarrow")
        path = tmp_path / f"claims.{format}"
        path.write_text("what was there before")
        done = extract("to", format, claims, "-o", path)
        assert (done.status, done.out, done.err) == (0, b"", "")
        rows = self.read(path)
        wanted = rows_of(extract("to", "csv", claims).text)
        assert len(rows) == len(wanted) > 4
        for row, want in zip(rows, wanted, strict=True):
            actors = list(row[2]) if format == "parquet" else json.loads(row[2])
            assert [row[0], row[1], actors] == [want["document"], want["claim"], json.loads(want["actors"])]
            assert row[3] == (float(want["count_low"]) if want["count_low"] else None)
            assert (row[4] or "", str(row[5]), row[6]) == (want["date_latest"], want["start"], want["quote"])
        assert sorted(child.name for child in tmp_path.iterdir()) == sorted(["claims.jsonl", path.name])

    def test_more_rows_than_are_handed_on_at_once(self, extract: Command, claims: Path, tmp_path: Path) -> None:
        pytest.importorskip("duckdb")
        many = tmp_path / "many.jsonl"
        many.write_bytes(claims.read_bytes() * 200)
        for format in ("duckdb", "sqlite"):
            extract("to", format, many, "-o", tmp_path / f"many.{format}")
            assert len(self.read(tmp_path / f"many.{format}")) == 200 * len(claims.read_text().splitlines()) > 1000

    def test_a_failure_leaves_the_file_as_it_was(self, extract: Command, claims: Path, tmp_path: Path) -> None:
        path = tmp_path / "claims.sqlite"
        path.write_text("before")
        broken = tmp_path / "broken.jsonl"
        broken.write_bytes(claims.read_bytes() + b'{"no": "claim"}\n')
        done = extract("to", "sqlite", broken, "-o", path)
        line = len(claims.read_text().splitlines()) + 1
        assert done.status == 1
        assert f"{broken}:{line}: neither an extraction nor a claim" in done.err
        assert path.read_text() == "before"
        assert not [child for child in tmp_path.iterdir() if child.name.startswith(".")]


class TestErrors:
    @pytest.mark.parametrize("text", ["", "\n"])
    def test_nothing_gives_a_table_without_rows(self, extract: Command, text: str) -> None:
        assert extract("to", "csv", stdin=text).text.count("\n") == 1

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("The truce holds.\n", "stdin:1: is no JSON"),
            ("[1]\n", "stdin:1: is JSON, but no extraction"),
            ('{"claims": []}\n', "document: field required"),
            ('{"document": {"id": "a"}, "event": "picnic"}\n', "event: input should be 'talks'"),
        ],
    )
    def test_what_is_no_extraction(self, extract: Command, text: str, told: str) -> None:
        done = extract("to", "csv", stdin=text)
        assert done.status == 1
        assert told in done.err
        assert done.err.count("\n") == 1

    def test_files_that_cannot_be(self, extract: Command, claims: Path, tmp_path: Path) -> None:
        assert "no such file" in extract("to", "csv", tmp_path / "none.jsonl").err
        done = extract("to", "sqlite", claims)
        assert (done.status, done.err) == (2, "extract: sqlite needs a file to write: --output FILE\n")
        for output in (tmp_path, tmp_path / "none" / "claims.csv"):
            done = extract("to", "csv", claims, "-o", output)
            assert done.status == 2
            assert done.err.startswith(f"extract: --output {output}: ")

    def test_a_package_that_is_not_there_is_named(
        self, extract: Command, claims: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "pyarrow", None)
        done = extract("to", "parquet", claims, "-o", tmp_path / "claims.parquet")
        assert (done.status, done.err.count("\n")) == (2, 1)
        assert "pip install pyarrow" in done.err
