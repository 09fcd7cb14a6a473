"""The command: what it reads, in which form it answers, and how it treats bad input."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ceasefire_extract.cli import COMMANDS
from conftest import ROOT, Command, run_process

TRUCE = "Truce holds in Aceh\n\nThe Free Aceh Movement released 12 prisoners on Tuesday.\n"
DATED = "JUBA, 4 March 2025 - The government freed 30 detainees on Monday.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the command is run in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def record(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


class TestForm:
    """The kind of input decides the form of the output, not the number."""

    def test_one_text_file_is_one_indented_object(self, extract: Command, folder: Path) -> None:
        Path("aceh.txt").write_text(TRUCE)
        done = extract("aceh.txt")
        assert (done.status, done.err) == (0, "")
        assert done.text.startswith("{\n ")
        document = done.object["document"]
        assert (document["id"], document["source"], document["title"]) == ("aceh", "aceh.txt", "Truce holds in Aceh")
        assert (document["language"], document["characters"]) == ("en", len(TRUCE))

    def test_plain_text_on_standard_input_is_one_indented_object(self, extract: Command) -> None:
        for words in ((), ("-",)):
            done = extract(*words, stdin=TRUCE)
            assert done.text.startswith("{\n ")
            assert (done.object["document"]["id"], done.object["document"]["source"]) == ("stdin", None)

    def test_one_record_is_one_line(self, extract: Command) -> None:
        done = extract("-", stdin=record(text=TRUCE))
        assert done.text.count("\n") == 1
        assert done.lines[0]["document"]["id"] == "stdin:1"

    def test_two_text_files_are_two_lines_in_the_order_given(self, extract: Command, folder: Path) -> None:
        Path("b.txt").write_text(TRUCE)
        Path("a.txt").write_text(DATED)
        assert [line["document"]["id"] for line in extract("b.txt", "a.txt").lines] == ["b", "a"]

    def test_folder_is_read_by_name_with_ids_below_it(self, extract: Command, folder: Path) -> None:
        for name in ("news/b.txt", "news/a/z.txt", "news/c.jsonl", "news/notes.md", "news/map.png"):
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(record(id="of its own", text=TRUCE) if name.endswith("jsonl") else TRUCE)
        done = extract("news")
        assert [line["document"]["id"] for line in done.lines] == ["a/z", "b", "of its own", "notes"]
        assert done.err == "extract: skipped 1 files of other kinds: 1 .png\n"
        assert done.lines[0]["document"]["source"] == "news/a/z.txt"

    def test_folder_of_one_text_is_still_a_line(self, extract: Command, folder: Path) -> None:
        Path("news").mkdir()
        Path("news/only.txt").write_text(TRUCE)
        assert extract("news").text.count("\n") == 1

    def test_records_without_id_are_named_by_file_and_line(self, extract: Command, folder: Path) -> None:
        Path("news.jsonl").write_text(record(text=TRUCE) + "\n" + record(text=TRUCE, source="Radio Juba"))
        documents = [line["document"] for line in extract("news.jsonl").lines]
        assert [document["id"] for document in documents] == ["news.jsonl:1", "news.jsonl:3"]
        assert [document["source"] for document in documents] == ["news.jsonl", "Radio Juba"]

    def test_input_format_overrules_the_first_character(self, extract: Command, folder: Path) -> None:
        braces = '{"text": "no record, but how a text begins"}\nThe truce holds.\n'
        assert extract("--input-format", "text", stdin=braces).object["document"]["characters"] == len(braces)
        Path("news.ndjson").write_text(record(id="n1", text=TRUCE))
        assert extract("--input-format", "jsonl", "news.ndjson").lines[0]["document"]["id"] == "n1"

    def test_format_jsonl_puts_one_text_on_one_line(self, extract: Command) -> None:
        assert extract("--format", "jsonl", stdin=TRUCE).text.count("\n") == 1

    def test_line_breaks_inside_strings_never_break_a_line(self, extract: Command) -> None:
        text = "The truce\u2028holds.\x85Talks\u2029resume.\x0bToday."
        done = extract("-", stdin=record(text=text, title=text))
        assert len(done.text.splitlines()) == 1
        assert done.lines[0]["document"]["title"] == text

    def test_output_keeps_what_is_not_ascii(self, extract: Command) -> None:
        assert "Bogotá’s 🕊" in extract("-", stdin=record(text="The truce holds.", title="Bogotá’s 🕊")).text

    def test_claims_are_a_line_each_with_their_document(self, extract: Command) -> None:
        stream = record(id="a", text=TRUCE, title="T", source="S", published="2003-01-09")
        whole = extract("-", stdin=stream).lines[0]
        lines = extract("-", "--format", "claims", stdin=stream).lines
        assert len(lines) == len(whole["claims"]) > 0
        for line, claim in zip(lines, whole["claims"], strict=True):
            assert line.pop("document") == {
                "id": "a", "source": "S", "title": "T", "published": "2003-01-09", "warnings": whole["warnings"],
            }  # fmt: skip
            assert line == claim

    def test_statements_are_a_line_each_with_their_document(self, extract: Command) -> None:
        stream = record(id="a", text='"The truce holds," the spokesman of the United Nations said on Monday.')
        whole = extract("-", stdin=stream).lines[0]
        lines = extract("-", "--format", "statements", stdin=stream).lines
        assert len(lines) == len(whole["statements"]) > 0
        assert lines[0].pop("document")["id"] == "a"
        assert lines == whole["statements"]

    def test_table_shows_status_and_source_and_folds_bare_claims(self, extract: Command) -> None:
        text = "The Free Aceh Movement will release 12 prisoners on Tuesday, the United Nations said.\n\nAttacks were reported.\n"
        claims = extract(stdin=text).object["claims"]
        done = extract("--format", "table", stdin=text)
        assert done.status == 0
        assert "planned" in done.text
        assert "United Nations" in done.text
        assert [claim["event"] for claim in claims].count("attack") == 1
        assert "and 1 without participant, number, date or phase: attack 1" in done.text

    def test_table_reads_no_markup_in_what_an_article_says(self, extract: Command) -> None:
        assert "[bold]truce[/bold]" in extract("--format", "table", "--title", "[bold]truce[/bold]", stdin=TRUCE).text


class TestPublicationDate:
    def read(self, extract: Command, *words: str, **fields: object) -> tuple[str | None, str | None]:
        done = extract("-", *words, stdin=record(**fields))
        assert done.status == 0
        document = done.lines[0]["document"]
        return document["published"], document["published_from"]

    def test_option_overrules_record_overrules_text(self, extract: Command) -> None:
        assert self.read(extract, text=DATED) == ("2025-03-04", "text")
        assert self.read(extract, text=DATED, published="2025-03-05") == ("2025-03-05", "metadata")
        assert self.read(extract, "--published", "2025-03-06", text=DATED, published="2025-03-05") == (
            "2025-03-06",
            "option",
        )

    def test_file_name_says_it_last(self, extract: Command, folder: Path) -> None:
        Path("2025-02-04-talks.txt").write_text(TRUCE)
        document = extract("2025-02-04-talks.txt").object["document"]
        assert (document["published"], document["published_from"]) == ("2025-02-04", "filename")

    def test_nothing_says_it(self, extract: Command) -> None:
        done = extract(stdin=TRUCE)
        assert (done.object["document"]["published"], done.object["document"]["published_from"]) == (None, None)
        assert [notice["code"] for notice in done.object["warnings"]] == ["no-publication-date"]

    @pytest.mark.parametrize("empty", ["", "  ", None])
    def test_empty_is_absent(self, extract: Command, empty: str | None) -> None:
        warnings = extract("-", stdin=record(text=TRUCE, published=empty)).lines[0]["warnings"]
        assert [notice["code"] for notice in warnings] == ["no-publication-date"]

    @pytest.mark.parametrize("wrong", ["yesterday", "2025-02-30", "2025-02-04 or so", ["2025-02-04"], False, "\ud800"])
    def test_unreadable_is_a_warning_and_counts_as_absent(self, extract: Command, wrong: object) -> None:
        done = extract("-", stdin=json.dumps({"text": DATED, "published": wrong}))
        assert done.status == 0
        assert done.lines[0]["document"]["published_from"] == "text"
        assert [notice["code"] for notice in done.lines[0]["warnings"]] == ["unreadable-date"]

    @pytest.mark.parametrize("form", ["2025-02-04T23:59:59Z", "2025-02-04 10:00", "2025-02-04T10:00:00.123+05:30"])
    def test_time_of_day_is_dropped(self, extract: Command, form: str) -> None:
        assert self.read(extract, text=TRUCE, published=form) == ("2025-02-04", "metadata")

    @pytest.mark.parametrize("wrong", ["", "tomorrow", "2025-13-01", "04/02/2025"])
    def test_wrong_option_is_wrong_usage(self, extract: Command, wrong: str) -> None:
        done = extract("--published", wrong, stdin=TRUCE)
        assert (done.status, done.out, done.err.count("\n")) == (2, b"", 1)
        assert "2025-02-04" in done.err  # how to write it


class TestBadInput:
    """One line on stderr for what fails; the rest goes on."""

    def check(self, extract: Command, *words: str, stdin: bytes | str = b"", says: str, answers: int = 0) -> None:
        done = extract(*words, stdin=stdin)
        assert done.status == 1
        assert done.err.count("\n") == 1, done.err
        assert says in done.err
        assert len(done.lines) == answers

    def test_missing_file(self, extract: Command, folder: Path) -> None:
        Path("aceh.txt").write_text(TRUCE)
        self.check(extract, "gone.txt", "aceh.txt", says="gone.txt: no such file", answers=1)

    def test_folder_with_nothing_to_read(self, extract: Command, folder: Path) -> None:
        Path("news").mkdir()
        self.check(extract, "news", says="news: the folder holds nothing to read")

    @pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
    @pytest.mark.parametrize("name", ["empty.txt", "empty.jsonl"])
    def test_empty_file(self, extract: Command, folder: Path, name: str, content: bytes) -> None:
        Path(name).write_bytes(content)
        if name.endswith("jsonl") and content.startswith(b"\xef"):
            pytest.skip("a line that holds a mark only is broken JSON")
        self.check(extract, name, says=f"{name}: is empty")

    def test_empty_standard_input(self, extract: Command) -> None:
        self.check(extract, "-", says="stdin: is empty")

    def test_empty_text_of_a_record_is_an_empty_extraction(self, extract: Command) -> None:
        done = extract("-", stdin=record(text=""))
        assert done.status == 0
        assert "empty-text" in [notice["code"] for notice in done.lines[0]["warnings"]]
        assert (done.lines[0]["mentions"], done.lines[0]["claims"], done.lines[0]["document"]["characters"]) == (
            [],
            [],
            0,
        )

    @pytest.mark.parametrize("name", ["photo.txt", "photo.jsonl"])
    def test_binary_file(self, extract: Command, folder: Path, name: str) -> None:
        Path(name).write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)).replace(b"\n", b"") * 4)
        done = extract(name)
        assert (done.status, done.out) == (1, b"")
        assert "is a binary file, not text" in done.err

    @pytest.mark.parametrize(
        ("line", "says"),
        [
            ('{"text": "cut off', "broken JSON at column"),
            ('{"title": "no text"}', 'has no "text"'),
            ('{"text": null}', 'has no "text"'),
            ('{"text": 5}', '"text" is a number, not text'),
            ('{"text": ["a"]}', '"text" is a list, not text'),
            ('{"text": "a", "title": 5}', '"title" is a number, not text'),
            ('{"text": "a", "id": {"of": 1}}', '"id" is an object, not text'),
            ('{"text": "a", "source": true}', '"source" is true or false, not text'),
            ('["text"]', "is a list, not an object"),
            ('"text"', "is text, not an object"),
            ("7", "is a number, not an object"),
            ("null", "is null, not an object"),
            ('{"text": "a \\ud83d b"}', "character 2 of the text is a lone surrogate"),
            ('{"text": "a", "title": "\\udc00"}', 'character 0 of "title" is a lone surrogate'),
            ("[" * 100_000, "broken JSON"),
            ('{"text": "a", "id": ' + "9" * 10_000 + "}", "broken JSON"),
        ],
    )
    def test_broken_line_is_named_by_its_number(self, extract: Command, line: str, says: str) -> None:
        stream = record(id="first", text=TRUCE) + line + "\n" + record(id="last", text=TRUCE)
        done = extract("--input-format", "jsonl", stdin=stream)
        assert (done.status, done.err.count("\n")) == (1, 1)
        assert f"stdin:2: {says}" in done.err
        assert [line["document"]["id"] for line in done.lines] == ["first", "last"]

    def test_number_as_id_is_taken_as_written(self, extract: Command) -> None:
        assert extract("-", stdin=record(id=17, text=TRUCE)).lines[0]["document"]["id"] == "17"

    def test_missing_pack_and_broken_pack_are_wrong_usage(self, extract: Command, folder: Path) -> None:
        Path("packs").mkdir()
        Path("packs/mine.yaml").write_text("stage: dates\nruls: []\n")
        for words, says in ((("--patterns", "gone"), "P01 gone"), (("--patterns", "packs"), "unknown key 'ruls'")):
            done = extract(*words, stdin=TRUCE)
            assert (done.status, done.err.count("\n")) == (2, 1)
            assert says in done.err

    def test_unreadable_file(self, extract: Command, folder: Path) -> None:
        Path("loop.txt").symlink_to("loop.txt")
        self.check(extract, "loop.txt", says="loop.txt: ")

    def test_file_name_with_a_line_break_is_reported_on_one_line(self, extract: Command, folder: Path) -> None:
        self.check(extract, "no\nsuch.txt", says="no such.txt: no such file")

    @pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
    def test_file_name_that_is_not_utf8(self, extract: Command, folder: Path) -> None:
        name = os.fsdecode(b"truce-\xff.txt")
        Path(name).write_text(TRUCE)
        done = extract(name)
        assert (done.status, done.object["document"]["id"]) == (0, "truce-\ufffd")


class TestOutput:
    def test_output_file(self, extract: Command, folder: Path) -> None:
        printed = extract("--published", "2003-01-09", stdin=TRUCE).out
        done = extract("--published", "2003-01-09", "--output", "out.json", stdin=TRUCE)
        assert (done.status, done.out) == (0, b"")
        assert Path("out.json").read_bytes() == printed

    def test_missing_folder_is_wrong_usage(self, extract: Command, folder: Path) -> None:
        done = extract("--output", "gone/out.json", stdin=TRUCE)
        assert (done.status, done.out, done.err.count("\n")) == (2, b"", 1)
        assert "--output gone/out.json: no such file or directory" in done.err

    def test_input_is_not_overwritten(self, extract: Command, folder: Path) -> None:
        Path("aceh.txt").write_text(TRUCE)
        assert extract("aceh.txt", "--output", "./aceh.txt").status == 2
        assert Path("aceh.txt").read_text() == TRUCE

    def test_output_inside_the_folder_read_is_no_input(self, extract: Command, folder: Path) -> None:
        Path("aceh.txt").write_text(TRUCE)
        for _ in range(2):
            assert extract(".", "--output", "out.jsonl").status == 0
            assert Path("out.jsonl").read_text().count("\n") == 1

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
    @pytest.mark.parametrize("by_option", [True, False])
    def test_full_disk(self, folder: Path, by_option: bool) -> None:
        words = [sys.executable, "-m", "ceasefire_extract", *(["--output", "/dev/full"] if by_option else [])]
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(words, input=TRUCE.encode(), stdout=full, stderr=subprocess.PIPE, check=False)
        assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
        assert b"no space left on device" in done.stderr

    def test_closed_pipe_is_quiet(self, folder: Path) -> None:
        Path("news.jsonl").write_text(record(text=TRUCE * 20) * 60)
        process = subprocess.Popen(
            [sys.executable, "-m", "ceasefire_extract", "news.jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0

    def test_each_line_is_written_as_soon_as_it_is_ready(self) -> None:
        process = subprocess.Popen(
            [sys.executable, "-m", "ceasefire_extract", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert process.stdin is not None
        assert process.stdout is not None
        for name in ("first", "second"):
            process.stdin.write(record(id=name, text=TRUCE).encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["document"]["id"] == name  # while the stream is still open
        process.stdin.close()
        assert process.stdout.read() == b""
        process.stdout.close()
        assert process.wait() == 0


class TestCommands:
    def test_no_arguments_on_a_terminal_is_help(self, extract: Command) -> None:
        done = extract(terminal=True)
        assert done.status == 0
        assert done.text.startswith("Usage: extract ")

    def test_help_names_every_command(self, extract: Command) -> None:
        text = extract("--help").text
        assert all(f"extract {name}:" in text for name in COMMANDS)

    def test_readme_names_every_command_and_option(self, extract: Command) -> None:
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        words = extract("--help").text.split()
        options = {word.strip(",") for word in words if word.startswith("--")} - {"--help"}
        assert options
        assert [name for name in [*COMMANDS, *sorted(options)] if name not in readme] == []

    def test_file_named_as_a_command_is_written_with_its_folder(self, extract: Command, folder: Path) -> None:
        Path("schema").write_text(TRUCE)
        assert "$schema" in extract("schema").object
        assert extract("./schema").object["document"]["id"] == "schema"

    def test_version(self, extract: Command) -> None:
        import ceasefire_extract

        assert extract("--version").text == f"extract {ceasefire_extract.__version__}\n"

    def test_unknown_option_is_wrong_usage(self, extract: Command) -> None:
        assert extract("--no-such-option").status == 2

    @pytest.mark.parametrize(("words", "needed"), [(["--help"], []), (["--version"], []), (["schema"], ["pydantic"])])
    def test_imports_nothing_that_it_does_not_need(self, words: list[str], needed: list[str]) -> None:
        code = f"import sys\nsys.argv=['extract',*{words}]\nfrom ceasefire_extract.cli import main\ntry: main()\nexcept SystemExit: pass\n"
        code += "print([name for name in ('spacy', 'yaml', 'pydantic', 'dateparser', 'rich', 'regex') if name in sys.modules])"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == str(needed)

    def test_parties_are_looked_up_without_a_pack_being_read(self, tmp_path: Path) -> None:
        """From the second time on: the first makes what is kept. Pydantic is there where Typer reads arguments with it."""
        code = "import sys\nsys.argv=['extract','parties','hezbollah']\nfrom ceasefire_extract.cli import main\ntry: main()\nexcept SystemExit: pass\n"
        code += "print([name for name in ('spacy', 'yaml', 'rich', 'regex') if name in sys.modules])"
        first, second = (
            subprocess.run(
                [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8",
                env={**os.environ, "CEASEFIRE_EXTRACT_CACHE": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
            ).stdout.splitlines()
            for _ in range(2)
        )  # fmt: skip
        assert "yaml" in first[-1]
        assert second[-1] == "[]"
        assert second[:-1] == first[:-1]
        assert second[0].startswith("hezbollah\t")

    def test_patterns_lists_every_rule(self, extract: Command) -> None:
        from ceasefire_extract.compare.rules import compare_rules
        from ceasefire_extract.rules.loading import builtin_packs

        rules = {rule.id for rules in builtin_packs().rules.values() for rule in rules} | set(compare_rules().file_of)
        lines = extract("patterns").text.splitlines()
        assert {line.split("\t")[0] for line in lines} == rules
        assert len(lines) == len(rules) > 0

    def test_patterns_check_runs_the_examples_of_a_pack(self, extract: Command, folder: Path) -> None:
        rule = {
            "id": "phase.tranche", "make": "phase", "pattern": "unit:tranche number n:INT",
            "examples": [{"text": "Then [[tranche number 2]] of the Havana plan begins.", "value": {"number": 2}}],
            "counterexamples": [{"text": "A tranche of documents was leaked.", "why": "no number"}],
        }  # fmt: skip
        pack = {"stage": "phases", "lexicon": {"PHASE_UNIT": {"tranche": "stage"}}, "rules": [rule]}
        Path("mine").mkdir()
        Path("mine/tranches.yaml").write_text(json.dumps(pack))  # JSON is YAML
        done = extract("patterns", "check", "mine")
        assert (done.status, done.text) == (0, "1 file, 0 parties, 0 people, 1 rule checked, 0 failures\n")
        assert "phase.tranche\tphases\tmine/tranches.yaml\n" in extract("patterns", "--patterns", "mine").text

        rule["examples"] = [{"text": "Then [[tranche number 3]] of the Havana plan begins.", "value": {"number": 2}}]
        rule["counterexamples"] = [{"text": "Then tranche number 4 of the documents was leaked.", "why": "no phase"}]
        Path("mine/tranches.yaml").write_text(json.dumps(pack))
        done = extract("patterns", "check", "mine")
        assert done.status == 1
        assert "number is 3, not 2" in done.text
        assert "must make nothing (no phase), made 'tranche number 4'" in done.text
        assert done.text.endswith("0 people, 1 rule checked, 2 failures\n")

    @pytest.mark.parametrize("query", ["gam", "Free Aceh", "gerakan aceh merdeka"])
    def test_parties_are_found_by_any_name(self, extract: Command, query: str) -> None:
        done = extract("parties", query)
        assert done.status == 0
        assert "free-aceh-movement\tarmed_group\tFree Aceh Movement\n" in done.text
        assert "Gerakan Aceh Merdeka" in done.text
        assert "pack: parties/conflicts/indonesia.yaml" in done.text

    def test_parties_lists_all_a_line_each(self, extract: Command) -> None:
        from ceasefire_extract.rules.loading import builtin_packs

        lines = extract("parties").text.splitlines()
        assert {line.split("\t")[0] for line in lines} == {party.id for party in builtin_packs().parties}

    def test_parties_knows_nobody(self, extract: Command) -> None:
        done = extract("parties", "zzzz-nobody")
        assert (done.status, done.out, done.err.count("\n")) == (1, b"", 1)


def test_same_bytes_for_every_hash_seed() -> None:
    inputs = sorted((ROOT / "samples").glob("*.txt"))
    assert inputs
    outputs = {run_process(*inputs, PYTHONHASHSEED=seed).out for seed in ("0", "1", "42")}
    assert len(outputs) == 1
    assert outputs.pop().count(b"\n") == len(inputs)


def test_text_on_one_line_takes_time_linear_in_its_length(extract: Command) -> None:
    """Rows of marks, and megabytes in one sentence, cost no more than their length."""
    prose = "The army and the rebels agreed on Monday to release 40 prisoners, the United Nations said. "

    def seconds(text: str) -> float:
        start = time.process_time()
        assert extract(stdin=text).status == 0
        return time.process_time() - start

    seconds(prose)  # the pipeline is built once
    base = seconds(prose * 500)
    assert seconds(prose * 2_000) < 8 * base
    for row in ("!" * 45_000, "— " * 22_500, "-" * 45_000, "|" * 45_000, "x" * 45_000, ". " * 22_500, "(" * 45_000):
        assert seconds(row) < 8 * base


class TestStumbles:
    """What a new user types; one line says what is wrong, and what to type instead."""

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (["--fromat", "json"], "no such option: --fromat"),
            (["--format", "xml"], "'xml' is not one of 'json'"),
            (["--published"], "requires an argument"),
            (["patterns", "chekc"], "no such command 'chekc'"),
            (["patterns", "--all"], "(see extract patterns --help)"),
            (["parties", "a", "b"], "unexpected extra argument"),
            (["schema", "x"], "(see extract schema --help)"),
            (["pattern"], "is the command meant, `extract patterns`?"),
            (["shema"], "is the command meant, `extract schema`?"),
            (["check"], "is the command meant, `extract check-output`?"),
        ],
    )
    def test_wrong_words_are_one_line(self, extract: Command, words: list[str], says: str) -> None:
        done = extract(*words)
        assert (done.status, done.out, done.err.count("\n")) == (2, b"", 1)
        assert says in done.err

    def test_a_file_of_a_near_name_is_read(
        self, extract: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path("pattern").write_text(TRUCE)
        assert extract("pattern").object["document"]["id"] == "pattern"

    @pytest.mark.parametrize("words", [["help"], ["-h"], ["help", "parties"], ["parties", "-h"]])
    def test_help_by_any_name(self, extract: Command, words: list[str]) -> None:
        done = extract(*words)
        assert done.status == 0
        usage = done.text.splitlines()[0]
        assert usage.startswith(
            "Usage: extract parties [OPTIONS]" if "parties" in words else "Usage: extract [OPTIONS] "
        )
        assert "[[" not in usage

    def test_built_in_packs_are_checked_by_folder_or_file(self, extract: Command) -> None:
        done = extract("patterns", "check", ROOT / "patterns" / "phases")
        assert done.status == 0
        assert re.fullmatch(r"2 files, 0 parties, 0 people, [1-9]\d* rules checked, 0 failures\n", done.text)
        done = extract("patterns", "check", ROOT / "patterns" / "compare")
        assert re.fullmatch(r"3 files, 0 parties, 0 people, [1-9]\d+ rules checked, 0 failures\n", done.text)
        done = extract("patterns", "check", ROOT / "patterns" / "parties" / "conflicts" / "nepal.yaml")
        assert re.fullmatch(r"1 file, [1-9]\d* parties, [1-9]\d* people, 0 rules checked, 0 failures\n", done.text)

    def test_a_pack_may_end_in_yml(self, extract: Command, tmp_path: Path) -> None:
        (tmp_path / "mine.yml").write_text(
            "stage: parties\nparties:\n  - {id: karuli-front, name: Karuli Front, type: armed_group}\n"
        )
        assert extract("patterns", "check", tmp_path).text == "1 file, 1 party, 0 people, 0 rules checked, 0 failures\n"
        found = extract("--patterns", tmp_path, "-", stdin="The Karuli Front left.").object["mentions"]
        assert [mention["party"] for mention in found] == ["karuli-front"]
