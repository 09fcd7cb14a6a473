"""One article costs itself alone: what once crashed is read, and whatever may still crash is one line, and the next article is read."""

from __future__ import annotations

from pathlib import Path

import pytest

import ceasefire_extract as ce
from ceasefire_extract.article import Article, Found, Reference, Trapped, read_article
from ceasefire_extract.contract import faults
from ceasefire_extract.models import Content, Offsets, PartyMention, Source, Span, Statement
from ceasefire_extract.stages.crossing import leave_out_crossing
from ceasefire_extract.stages.document import stage
from conftest import Command

CALENDAR = (
    "Yesterday, tomorrow, last week, next Friday, on Monday, this weekend, the day after Thursday, two weeks ago, in three years' time, last "
    "century, 400 years ago, over the past decade, by 31 December, in January, the coming months, at midnight tonight, next spring."
)

# A label at the head of two sentences makes a speaker; the word before the second one belongs to another sentence.
SPEAKERS = [
    "Khartoum\nExplainer: What \nExplainer: is ",
    "Juba\nUpdate: Talks \nUpdate: go on",
    "Zia ul-Haq's\nTRUDEAU\nY",
    "Kiir's\nMachar\nJuba",
    "From Goma\nRuth Akello: Why now?\nAkello: Since May.\nKampala\nAkello: Yes.",
    "Live blog\nKey points\nAnalysis: one\nKey points\nAnalysis: two",
    "Al\n- Dahabi: no\nDahabi: yes\nal\n-\nDahabi agreed.",
    "The Free Nuba Army (\n\nFNA) met. FNA said so.",
]
IDS = [
    "Ref: 5e1234.", "commit 12e4567", "1e999", "-1e999 people", "1_000 years ago", "at 9e400 GMT", "9e99am", "9" * 400 + " years ago",
    "9" * 5_000, "9" * 5_000 + "th of May", "at " + "9" * 5_000 + "am", "9" * 5_000 + "/5/2024", "day " + "9" * 5_000 + " of the truce",
    "9" * 5_000 + " people", "hundred " * 200 + "years ago", "trillion " * 40 + "days", "1." + "9" * 400 + " million dollars", "٩" * 400 + " dead",
]  # fmt: skip
# Digits and letters of other scripts: no number that cannot be read, and an id for every name.
SCRIPTS = ["stage ٣n", "phase 3٣ of ٣n", "Gen.Łł", "Gen. Łukasz Øst said", "General Шойгу met the envoy.", "Mr. 毛泽东 said", "Dr. ªº"]
HYPHENS = [
    "Iran-–", "&#17;", "&shy;", "a&shy;&#1;b", "to power", "it led to step", "Turkish-–Cypriots", "The Houthis-— backed by", "Iran--", "Iran-\u20d0x", "US-–-–-", "-–Iran–-", "Iran- -–Iraq", "Iran\u2011\u2013",
]  # fmt: skip


@pytest.mark.parametrize("text", [*SPEAKERS, *IDS, *SCRIPTS, *HYPHENS], ids=lambda text: ascii(text[:30]))
@pytest.mark.parametrize("published", [None, "2025-02-04"])
def test_what_once_crashed_is_read(text: str, published: str | None) -> None:
    read = ce.extract(text, published=published)
    assert read.document.characters == len(text)
    assert not [warning for warning in read.warnings if warning.code == "internal"]


def test_a_name_of_other_letters_has_an_id_and_a_digit_of_other_scripts_makes_no_phase() -> None:
    (mention,) = ce.extract("Gen.Łł").mentions
    assert mention.person == "ll"  # type: ignore[union-attr]
    assert not ce.extract("stage ٣n").mentions


@pytest.mark.parametrize("text", IDS, ids=lambda text: ascii(text[:30]))
def test_no_value_is_infinite_or_in_exponents(text: str) -> None:
    for mention in ce.extract(text, published="2025-02-04").mentions:
        assert "e" not in getattr(mention, "value", "") if mention.kind == "date" else True
        if mention.kind == "count":
            assert all(abs(value) < 1e24 for value in (mention.value, mention.low, mention.high) if value is not None)


@pytest.mark.parametrize("published", ["0001-01-01", "0001-12-31", "9999-01-01", "9999-12-31"])
def test_dates_at_the_calendars_ends_stay_unknown(published: str) -> None:
    mentions = ce.extract(CALENDAR, published=published).mentions
    middle = ce.extract(CALENDAR, published="2025-02-04").mentions
    assert [mention.text for mention in mentions] == [mention.text for mention in middle]


def test_what_leaves_the_calendar_is_a_date_all_the_same() -> None:
    (mention,) = ce.extract("The feud began 10,000 years ago.", published="2025-02-04").mentions
    assert (mention.text, mention.value, mention.earliest) == ("10,000 years ago", "XXXX", None)  # type: ignore[union-attr]
    (mention,) = ce.extract("A row lasting 20,000,000,000 years.").mentions
    assert mention.value == "P20000000000Y"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    ["9999999999999999999999K spent", "$999999999999999999999 million", "999999999999999999999bn of them", "9" * 24],
)
def test_what_is_no_amount_has_no_value(text: str) -> None:
    told = ce.extract(text)
    assert faults(told, text) == []
    assert all((mention.value or 0) <= 1e24 for mention in told.mentions if mention.kind == "count")


@pytest.mark.parametrize(
    "text", ["According to According to C,", "As per As per Chad.", "In the words of according to Mali, said Oman,"]
)
def test_between_two_cues_there_may_be_nothing(text: str) -> None:
    assert faults(ce.extract(text), text) == []


# --- nothing crosses a sentence


@pytest.mark.parametrize("text", ["Prices rose 5 per\ncent.", "A rise of 5 percentage\x0bpoints.", "Of 40 per\n\ncent"])
def test_unit_that_the_next_line_completes(text: str) -> None:
    extraction = ce.extract(text)
    assert "internal" not in [warning.code for warning in extraction.warnings]
    assert not [mention for mention in extraction.mentions if "\n" in mention.text or "\x0b" in mention.text]


def _crossed(article: Article) -> tuple[int, int, int]:
    """A stretch of tokens with a sentence's end in it."""
    return article.sentences[0].last, article.sentences[1].first, 0


def test_what_crosses_a_sentence_is_left_out_and_told() -> None:
    article = read_article("Delegates met Hamas. Israel did not.")
    first, last, number = _crossed(article)
    inside = PartyMention(**article.span(2, 2), rules=["a.right"], party="hamas")
    across = PartyMention(**article.span(first, last), rules=["a.wrong"], party="hamas")
    article.parties = [Found(2, 2, 0, inside), Found(first, last, number, across)]
    article.references = [Reference(first, last, number, "hamas", None, "b.wrong")]
    article.trapped = [Trapped(first, last, number, "c.wrong"), Trapped(1, 1, 0, "c.right")]
    content = Content(**article.span(first, last), parts=[Offsets(start=0, end=5)])
    good = Statement(
        kind="indirect",
        source=Source(**article.span(2, 2)),
        cue=Span(**article.span(1, 1)),
        content=content,
        rules=["d.right"],
    )
    bad = good.model_copy(update={"cue": Span(**article.span(first, last)), "rules": ["d.wrong"]})
    article.set_statements([bad, good])
    leave_out_crossing(article)
    assert [found.mention.party for found in article.parties] == ["hamas"]
    assert (article.references, [one.rule for one in article.trapped]) == ([], ["c.right"])
    assert (article.statements, article.statement_around) == ([good], [-1])
    (warning,) = article.warnings
    assert warning.code == "internal"
    assert warning.message.endswith(": a.wrong, b.wrong, c.wrong, d.wrong")


# --- an article that fails


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in the middle of reading: an article that holds the word `poison` fails as no text should."""
    whole = stage.published_of

    def published_of(text: str, filename: str | None) -> object:
        if "poison" in text:
            [].pop()
        return whole(text, filename)

    monkeypatch.setattr(stage, "published_of", published_of)


RECORDS = [
    {"id": "a", "text": "Hamas freed three."},
    {"id": "b", "text": "poison"},
    {"title": "none"},
    "Talks resumed.",
]


@pytest.mark.usefixtures("poison")
def test_errors_can_be_had_in_their_place() -> None:
    first, broken, missing, last = ce.extract_many(RECORDS, errors="yield")
    assert isinstance(first, ce.Extraction)
    assert isinstance(broken, ce.InternalError)
    assert str(broken).startswith("article 2: internal error (IndexError")
    assert str(broken).endswith("please report it with this text")
    assert isinstance(broken.__cause__, IndexError)
    assert isinstance(missing, ce.InputError)
    assert isinstance(last, ce.Extraction)
    assert last.document.id == "4"


@pytest.mark.usefixtures("poison")
def test_stream_goes_on_after_an_error_that_it_raised() -> None:
    stream = ce.extract_many(RECORDS)
    assert next(stream).document.id == "a"
    with pytest.raises(ce.InternalError, match="article 2"):
        next(stream)
    with pytest.raises(ce.InputError, match='article 3: has no "text"'):
        next(stream)
    assert next(stream).document.id == "4"
    assert next(stream, None) is None


@pytest.mark.usefixtures("poison")
def test_one_article_that_fails_is_one_line_and_the_rest_is_read(extract: Command, tmp_path: Path) -> None:
    for name, text in (("a", "Hamas freed three hostages."), ("b", "poison"), ("c", "The talks resumed in Doha.")):
        (tmp_path / f"{name}.txt").write_text(text)
    run = extract(tmp_path)
    assert [line["document"]["id"] for line in run.lines] == ["a", "c"]
    assert run.status == 1
    assert run.err.startswith("extract: b: internal error (IndexError")
    assert run.err.count("\n") == 1
    single = extract(tmp_path / "b.txt")
    assert (single.status, single.out, single.err.count("\n")) == (1, b"", 1)


# --- what is no article at all


def test_wrong_arguments_are_told_in_words() -> None:
    with pytest.raises(ce.UsageError, match="a str, not NoneType"):
        ce.extract(None)  # type: ignore[arg-type]
    with pytest.raises(ce.UsageError, match="a str, not bytes; decode"):
        ce.extract(b"")  # type: ignore[arg-type]
    with pytest.raises(ce.UsageError, match=r"give a list of folders, \['mine'\]"):
        ce.extract("Talks.", patterns="mine")
    with pytest.raises(ce.UsageError, match="for one article, call extract"):
        ce.extract_many("Talks.")  # type: ignore[arg-type]
    with pytest.raises(ce.UsageError, match="for one article, call extract"):
        ce.extract_many({"text": "Talks."})  # type: ignore[arg-type]
    with pytest.raises(ce.UsageError, match='"raise" or "yield"'):
        ce.extract_many([], errors="ignore")  # type: ignore[call-overload]
