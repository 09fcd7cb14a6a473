"""From bytes to records: encodings, titles, languages."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

import ceasefire_extract as ce
from ceasefire_extract.errors import InputError
from ceasefire_extract.readers.decoding import decode
from ceasefire_extract.readers.inputs import Record, read_inputs, record_of
from ceasefire_extract.stages.document.facts import headline_of, language_of

QUOTED = "“The truce holds,” said Bogotá’s envoy – but Señora Peña’s aides didn’t confirm it to the press.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_without_its_mark_and_without_a_notice(encoding: str) -> None:
    assert decode(QUOTED.encode(encoding)) == (QUOTED, [])


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "utf-16-le", "utf-16-be"])
def test_other_encodings_are_guessed_with_a_notice(encoding: str) -> None:
    text, notices = decode(QUOTED.encode(encoding))
    assert text == QUOTED
    assert [notice.code for notice in notices] == ["encoding-guessed"]


def test_cyrillic_names_among_english_words() -> None:
    russian = "Перемирие вступило в силу в понедельник, сообщил представитель миссии. " * 3
    assert decode(russian.encode("cp1251"))[0] == russian


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n\0\1\2",
        b"\x1f\x8b\x08\x00" + bytes(range(60)),
        b"PK\x03\x04\x14\x00\x06\x00",
        b"\x7fELF\x02\x01\x01\0\0",
    ],
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="binary"):
        decode(data)


def test_wrong_mark_is_refused() -> None:
    with pytest.raises(InputError, match="UTF-16"):
        decode(codecs.BOM_UTF16_LE + b"odd")


def test_line_ends_and_rare_characters_are_kept_as_they_are() -> None:
    text = "A\r\nB\rC\n\x0c\u2028 e\u0301 🕊 \ufeff end"
    assert decode(text.encode()) == (text, [])


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Talks resume in Doha\n\nThe envoys met.", "Talks resume in Doha"),
        ("# Talks resume in Doha\r\nThe envoys met.", "Talks resume in Doha"),
        ("\n\nWill the truce hold?\nIt may.", "Will the truce hold?"),
        ("The envoys met on Monday.\nThey parted.", None),
        ("Talks resume in Doha", None),  # nothing below it
        ("JUBA, 4 March 2025 – The government freed\n30 detainees.", None),
        ("NAIROBI (Radio Juba) - Talks resumed\nThe envoys met.", None),
        ("By Amina Deng\nThe envoys met.", None),
        ("4 March 2025\nThe envoys met.", None),
        ("• The envoys met\n• They parted", None),
        ("Published: 4 March 2025\nThe envoys met.", None),
        ("The envoys met " * 20 + "\nThey parted.", None),
        ("", None),
    ],
)
def test_headline(text: str, headline: str | None) -> None:
    assert headline_of(text) == headline


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The army withdrew from Goma.", "en"),
        ("Rebels free 12 hostages; talks to resume in Havana, the envoy says", "en"),
        ("Die Regierung verhandelt seit Dienstag in Genf mit der Miliz; was in der Stadt geschah, ist unklar.", None),
        (
            "De regering had in Den Haag over het akkoord of de aanval geen commentaar, en is er na de top over in gesprek.",
            None,
        ),
        ("El gobierno de Colombia y el ELN acordaron el martes un cese al fuego.", None),
        ("Le gouvernement a annoncé un cessez-le-feu, on attend la suite.", None),
        ("Правительство объявило перемирие.", None),
        ("12 | 40 | 7", None),
        ("", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hamas freed 3 hostages.", "en"),
        ("Talks resumed.", "en"),
        ("Colombia: ELN suspends talks", "en"),
        ("Kiev, Moscow swap prisoners", "en"),
        ("Hamas libera tre ostaggi.", None),
        ("El ELN libera tres rehenes.", None),
        ("Waffenruhe tritt in Kraft", None),
        ("Minister trekt leger terug", None),
        ("Goma, Juba", None),
    ],
)
def test_a_few_plain_words_are_english_too(text: str, language: str | None) -> None:
    assert ce.extract(text).document.language == language


def test_long_texts_are_judged_by_their_beginning() -> None:
    assert language_of("The truce holds, and the army withdrew. " * 100_000) == "en"


def test_record_takes_what_stands_in_where_it_has_none() -> None:
    record = record_of({"text": "a", "id": "", "title": None, "unknown": [1]}, id="news.jsonl:7", source="news.jsonl")
    assert record == Record("a", "news.jsonl:7", "news.jsonl")


def test_reading_is_lazy(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "first"}\n{"text": "second"}\n')
    inputs = read_inputs([str(path)])
    assert not inputs.single
    first = next(inputs.records)
    assert isinstance(first, Record)
    assert first.text == "first"
