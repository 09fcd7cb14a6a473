"""Which files are read, by which reader, and what is said of the others."""

from __future__ import annotations

import gzip
import json
import os
import zipfile
from pathlib import Path

import pytest

from ceasefire_extract.errors import InputError, UsageError
from ceasefire_extract.readers import READERS, reader_for
from ceasefire_extract.readers.inputs import read_inputs
from ceasefire_extract.readers.record import Fields, Record, record_of
from ceasefire_extract.writers import WRITERS, Writer
from conftest import Command

TRUCE = "The Free Aceh Movement released 12 prisoners on Tuesday.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def record(**fields: object) -> str:
    return json.dumps(fields) + "\n"


def read(*paths: str | Path, **options: object) -> list[Record]:
    records = list(read_inputs([str(path) for path in paths], **options).records)  # type: ignore[arg-type]
    assert not [found for found in records if isinstance(found, InputError)], records
    return records  # type: ignore[return-value]


def errors(*paths: str | Path) -> list[str]:
    return [str(found) for found in read_inputs([str(path) for path in paths]).records if isinstance(found, InputError)]


class TestFormat:
    @pytest.mark.parametrize(
        ("head", "filename", "name"),
        [
            (b'{"text": "a"}\n{"text": "b"}\n', "", "jsonl"),
            (b'\xef\xbb\xbf\n {"id": 1', "news.txt", "jsonl"),
            (b'{\n  "text": "a"\n}', "", "json"),
            (b'{"status": "ok",\n "articles": [', "news.jsonl", "json"),
            (b'{"text": "a"}', "news.json", "json"),
            (b'[\n {"text": "a"}]', "news.txt", "json"),
            (b"The truce holds.", "news.jsonl.gz", "jsonl"),
            (b"The truce holds.", "news", "text"),
            (b"[Update] The truce holds.", "", "text"),
            (b"{sic} The truce holds.", "", "text"),
        ],
    )
    def test_first_bytes_tell_before_the_name_does(self, head: bytes, filename: str, name: str) -> None:
        assert reader_for(head, filename).name == name

    def test_unknown_names_list_what_there_is(self) -> None:
        with pytest.raises(UsageError, match="input format 'docx' is not one of 'jsonl', 'json', 'html'"):
            READERS.get("docx")
        with pytest.raises(UsageError, match="output format 'xml' is not one of 'json', 'jsonl', 'claims'"):
            WRITERS.get("xml")

    def test_every_reader_and_writer_bears_its_name(self) -> None:
        assert all(READERS.get(name).name == name for name in READERS.names)
        assert all(WRITERS.get(name).name == name for name in WRITERS.names)
        assert all(isinstance(WRITERS.get(name), Writer) for name in WRITERS.names)

    def test_readers_of_other_packages_are_found_by_entry_point(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A package that reads files of lines between bars, as one may write it."""
        (tmp_path / "barred.py").write_text(
            "from ceasefire_extract.readers.piece import Piece\n"
            "from ceasefire_extract.readers.record import Record\n"
            "class Barred:\n"
            "    name, suffixes, one = 'barred', ('.bar',), False\n"
            "    def claims(self, head): return head.startswith(b'|')\n"
            "    def split(self, stream, origin):\n"
            "        for at, part in enumerate(stream.read().strip(b'|').split(b'|')):\n"
            "            yield Piece('barred', part, f'{origin.name}|{at}', f'{origin.id}|{at}')\n"
            "    def parse(self, piece, fields): return Record(piece.data.decode(), piece.id)\n"
        )
        info = tmp_path / "barred-1.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: barred\nVersion: 1\n")
        (info / "entry_points.txt").write_text("[ceasefire_extract.readers]\nbarred = barred:Barred\n")
        monkeypatch.syspath_prepend(tmp_path)
        monkeypatch.delitem(READERS.__dict__, "_others", raising=False)
        try:
            news = tmp_path / "news.bar"
            news.write_text("|The truce holds.|Talks resume.|")
            assert [(found.id, found.text) for found in read(news)][1][1] == "Talks resume."
        finally:
            del READERS.__dict__["_others"]


class TestJson:
    def test_array_is_read_member_by_member(self, folder: Path) -> None:
        texts = [f"Report {number}. {TRUCE * number}" for number in range(60)]
        Path("news.json").write_text(
            json.dumps([{"text": text, "id": number} for number, text in enumerate(texts)], indent=2)
        )
        assert [found.text for found in read("news.json")] == texts
        assert read("news.json")[7].id == "7"

    def test_large_array_over_many_chunks(self, folder: Path) -> None:
        texts = [TRUCE * 5_000 + str(number) for number in range(12)]
        Path("news.json").write_text(json.dumps([{"text": text} for text in texts]))
        assert [found.text for found in read("news.json")] == texts

    @pytest.mark.parametrize("indent", [None, 1])
    def test_answer_of_a_search_holds_a_list(self, folder: Path, indent: int | None) -> None:
        answer = {"status": "ok", "response": {"total": 2, "docs": [{"body": TRUCE}, {"body": "Talks resume."}]}}
        Path("news.json").write_text(json.dumps(answer, indent=indent))
        assert [found.text for found in read("news.json")] == [TRUCE, "Talks resume."]

    def test_lines_by_the_name_of_json(self, folder: Path) -> None:
        Path("news.json").write_text(record(text="a") + record(text="b"))
        assert [found.text for found in read("news.json")] == ["a", "b"]

    @pytest.mark.parametrize("text", ['[{"text": "a"}, {"text', '[{"text": "a"}', '[{"text": "a"} {"text": "b"}]'])
    def test_broken_array_gives_what_came_before(self, folder: Path, text: str) -> None:
        Path("news.json").write_text(text)
        first, error = read_inputs(["news.json"]).records
        assert isinstance(first, Record)
        assert "news.json: broken JSON" in str(error)

    def test_line_that_is_too_long_costs_itself_alone(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("ceasefire_extract.readers.jsonl.MAX_BYTES", 1_000)
        Path("news.jsonl").write_text(record(text="a") + record(text="x" * 5_000) + record(text="b"))
        _, error, last = read_inputs(["news.jsonl"]).records
        assert str(error).startswith("news.jsonl:2: the line is larger than")
        assert isinstance(last, Record)
        assert last.id == "news.jsonl:3"


class TestFields:
    def test_plain_names_are_found(self) -> None:
        made = record_of(
            {"Headline": "T", "Full Text": "a", "pub_date": "2025-02-04", "Article ID": 7, "URL": "u"}, id="x"
        )
        assert (made.text, made.title, str(made.published), made.id, made.source) == ("a", "T", "2025-02-04", "7", "u")

    def test_our_own_names_go_first(self) -> None:
        assert record_of({"body": "b", "text": "a"}, id="x").text == "a"

    def test_named_field_must_be_there(self) -> None:
        assert record_of({"inhalt": "a"}, id="x", names=Fields(text="inhalt")).text == "a"
        with pytest.raises(InputError, match="has no field 'inhalt'; it has text, day"):
            record_of({"text": "a", "day": ""}, id="x", names=Fields(text="inhalt"))

    def test_what_there_is_is_told_where_no_text_is_found(self) -> None:
        with pytest.raises(InputError, match="it has inhalt, tag: say which is the text with --text-field"):
            record_of({"inhalt": "a", "tag": "b"}, id="x")

    def test_options_name_them(self, extract: Command) -> None:
        stream = record(inhalt=TRUCE, tag="2003-01-09", kopf="T", nummer="n7")
        done = extract(
            "-",
            "--text-field",
            "inhalt",
            "--date-field",
            "tag",
            "--title-field",
            "kopf",
            "--id-field",
            "nummer",
            stdin=stream,
        )
        document = done.lines[0]["document"]
        assert (document["id"], document["title"], document["published"]) == ("n7", "T", "2003-01-09")


class TestFolder:
    def test_order_is_that_of_the_paths_whatever_is_a_folder(self, folder: Path) -> None:
        names = ["a.txt", "a/z.txt", "a-b/c.txt", "a/b/c.txt", "b.md", "Z.txt"]
        for name in names:
            (folder / "news" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "news" / name).write_text(TRUCE)
        assert [found.source for found in read("news")] == [f"news/{name}" for name in sorted(names)]

    def test_inputs_of_one_name_get_ids_that_differ(self, folder: Path) -> None:
        for name in ("x/a.txt", "x/a.md", "y/a.txt"):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(TRUCE)
        ids = [found.id for found in read("x", "y", "x/a.txt", "x/a.txt")]
        assert len(set(ids)) == len(ids) == 5
        assert ids[0] == "a"

    def test_earlier_outputs_are_left_out(self, extract: Command, folder: Path) -> None:
        Path("aceh.txt").write_text(TRUCE)
        for form in ("json", "jsonl", "claims"):
            assert extract("aceh.txt", "--format", form, "--output", f"{form}.jsonl").status == 0
        done = extract(".")
        assert [line["document"]["id"] for line in done.lines] == ["aceh"]
        assert (done.status, done.err) == (
            0,
            "extract: skipped claims.jsonl and 2 more: an earlier output of this tool\n",
        )
        done = extract("json.jsonl")
        assert (done.status, done.err) == (1, "extract: json.jsonl: is an output of this tool, not an article\n")

    def test_what_cannot_be_entered_is_told(self, folder: Path) -> None:
        (folder / "news/deep").mkdir(parents=True)
        (folder / "news/a.txt").write_text(TRUCE)
        (folder / "news/deep/loop").symlink_to("..")
        (folder / "news/gone.txt").symlink_to("nowhere.txt")
        assert errors("news") == [
            "news/deep/loop: the link leads back to a folder that it lies in",
            "news/gone.txt: the link leads nowhere",
        ]

    @pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read anything")
    def test_unreadable_subfolder(self, folder: Path) -> None:
        (folder / "news/locked").mkdir(parents=True)
        (folder / "news/locked").chmod(0)
        assert errors("news")[0] == "news/locked: permission denied"

    def test_other_kinds_and_doubts_are_a_line_each_and_quiet_says_none(self, extract: Command, folder: Path) -> None:
        (folder / "news").mkdir()
        for name in ("a.png", "b.PNG", "c.docx", "Makefile", ".hidden"):
            (folder / "news" / name).write_text("x")
        (folder / "news/n.jsonl").write_text(record(text=TRUCE, published="soon") * 3 + "{broken\n")
        done = extract("news")
        assert done.status == 1
        assert done.err.splitlines() == [
            "extract: news/n.jsonl:4: broken JSON at column 2: expecting property name enclosed in double quotes; each line must be one object",
            "extract: warning: news/n.jsonl:1: published 'soon' is not a date; write it as 2025-02-04; it counts as absent (and 2 more of unreadable-date)",
            "extract: skipped 4 files of other kinds: 1 .docx, 2 .png, 1 without a suffix",
        ]
        done = extract("news", "--quiet")
        assert (done.status, done.err, len(done.lines)) == (1, "", 3)

    @pytest.mark.parametrize(
        ("text", "form"),
        [
            ("<p>The truce holds.</p><p>Talks resume.</p>", "HTML"),
            ("{\\rtf1\\ansi The truce holds.}", "RTF"),
            ("day;place;killed\n4 March;Goma;12\n5 March;Goma;7\n", "a table (CSV)"),
            ('["The truce holds.", "Talks resume."]', "JSON"),
        ],
    )
    def test_what_looks_like_another_form_is_told(self, extract: Command, folder: Path, text: str, form: str) -> None:
        Path("news.txt").write_text(text)
        done = extract("news.txt")
        assert (done.status, done.err) == (0, f"extract: warning: news: looks like {form} and was read as plain text\n")
        assert extract("news.txt", "--input-format", "text").err == ""


class TestPacked:
    def test_gzip_of_any_by_content(self, folder: Path) -> None:
        Path("news.jsonl.gz").write_bytes(
            gzip.compress(record(text="a").encode()) + gzip.compress(record(text="b").encode())
        )
        Path("one.txt").write_bytes(gzip.compress(TRUCE.encode()))
        assert [found.text for found in read("news.jsonl.gz")] == ["a", "b"]
        assert read("one.txt")[0].text == TRUCE
        assert read(".")[0].id == "news.jsonl.gz:1"

    def test_packed_text_is_one_object(self, extract: Command, folder: Path) -> None:
        Path("aceh.txt.gz").write_bytes(gzip.compress(TRUCE.encode()))
        assert extract("aceh.txt.gz").object["document"]["id"] == "aceh"

    def test_zip_holds_articles_of_any_kind(self, folder: Path) -> None:
        with zipfile.ZipFile("news.zip", "w") as archive:
            archive.writestr("2003/aceh.txt", TRUCE)
            archive.writestr("2003/", "")
            archive.writestr("more.jsonl.gz", gzip.compress(record(text="a").encode()))
            archive.writestr("empty.txt", "")
        *found, error = read_inputs(["news.zip"]).records
        assert [(article.id, article.source) for article in found if isinstance(article, Record)] == [
            ("news/2003/aceh", "news.zip/2003/aceh.txt"),
            ("news.zip/more.jsonl.gz:1", "news.zip/more.jsonl.gz"),
        ]
        assert str(error) == "news.zip/empty.txt: is empty"

    def test_broken_gzip_gives_what_came_before(self, folder: Path) -> None:
        whole = gzip.compress("".join(record(text=os.urandom(400).hex()) for _ in range(100)).encode())
        Path("news.jsonl.gz").write_bytes(whole[: len(whole) // 2])
        *found, error = read_inputs(["news.jsonl.gz"]).records
        assert len(found) > 10
        assert str(error).startswith("news.jsonl.gz: is broken: compressed file ended")

    def test_bomb_is_refused_without_being_held(self, folder: Path) -> None:
        import tracemalloc

        with gzip.open("bomb.txt.gz", "wb", compresslevel=1) as bomb:
            for _ in range(200):
                bomb.write(bytes(1_000_000))
        tracemalloc.start()
        assert errors("bomb.txt.gz") == ["bomb.txt.gz: is larger than the 32 MB that one article may have"]
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
        tracemalloc.stop()

    def test_packed_over_and_over_is_refused(self, folder: Path) -> None:
        data = TRUCE.encode()
        for _ in range(5):
            data = gzip.compress(data)
        Path("news.gz").write_bytes(data)
        assert errors("news.gz") == ["news.gz: is packed too many times over"]
