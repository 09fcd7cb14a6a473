"""Each reader on a file as a real tool makes it, and what is said where its library is not installed."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import mailbox
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest

from ceasefire_extract.errors import InputError
from ceasefire_extract.readers import READERS, reader_for
from ceasefire_extract.readers.inputs import read_inputs
from ceasefire_extract.readers.markup import text_of_markup
from ceasefire_extract.readers.record import Fields, Record
from conftest import Command

PROSE = [
    "The Karuli Front and the government of Lorn agreed on Tuesday to release 40 prisoners, a spokesman of the mission said in the capital.",
    "“We will not fire first,” said the commander of the front, who asked the envoys to come back to Port Ade within two weeks.",
    "Under the second phase, both armies are to leave the valley of Karu by 1 May, though neither has said how many soldiers it has there.",
]
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Truce in Lorn holds | Karu Daily</title>
<meta property="og:title" content="Truce in Lorn holds">
<meta property="article:published_time" content="2019-04-03T10:00:00+02:00">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Truce in Lorn holds",
 "datePublished": "2019-04-03", "publisher": {{"@type": "Organization", "name": "The Karu Daily"}}}}</script>
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/war">The war in maps</a></li><li><a href="/login">Log in</a></li></ul></nav>
<main><article><h1>Truce in Lorn holds</h1>{"".join(f"<p>{paragraph}</p>" for paragraph in PROSE)}
<ul><li>First phase: 40 prisoners go home</li><li>Second phase: the valley</li></ul></article></main>
<section class="comments" id="comments"><h2>Comments</h2><p>They killed 900 people last year and nobody writes about that here!</p></section>
<footer>Copyright 2024 Karu Daily. Read the terms of use.</footer></body></html>
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(path: str, **fields: str) -> list[Record]:
    records = list(read_inputs([path], fields=Fields(**fields)).records)
    assert not [found for found in records if isinstance(found, InputError)], records
    return records  # type: ignore[return-value]


def one(path: str) -> Record:
    (record,) = read(path)
    return record


def error(path: str) -> str:
    (found,) = read_inputs([path]).records
    assert isinstance(found, InputError)
    return str(found)


class TestPage:
    def test_text_without_navigation_and_comments_with_title_date_and_outlet(self, folder: Path) -> None:
        pytest.importorskip("trafilatura")
        Path("lorn.html").write_text(PAGE)
        record = one("lorn.html")
        assert all(paragraph in record.text.split("\n\n") for paragraph in PROSE)
        assert not [word for word in ("900", "Log in", "terms of use") if word in record.text]
        assert (record.title, record.published, record.source) == (
            "Truce in Lorn holds",
            dt.date(2019, 4, 3),
            "The Karu Daily",
        )

    def test_output_carries_the_text_that_its_offsets_count_in(self, extract: Command, folder: Path) -> None:
        pytest.importorskip("trafilatura")
        Path("lorn.html").write_text(PAGE)
        done = extract("lorn.html")
        assert done.text.startswith("{\n ")
        text = done.object["document"]["text"]
        assert done.object["claims"]
        for claim in done.object["claims"]:
            assert text[claim["sentence"]["start"] : claim["sentence"]["end"]] == claim["sentence"]["text"]
        assert len(text) == done.object["document"]["characters"]

    def test_plain_text_carries_none(self, extract: Command) -> None:
        assert "text" not in extract(stdin=PROSE[0]).object["document"]

    @pytest.mark.parametrize("encoding", ["windows-1252", "utf-16"])
    def test_encoding_that_the_page_declares(self, folder: Path, encoding: str) -> None:
        pytest.importorskip("trafilatura")
        Path("lorn.html").write_bytes(PAGE.replace("utf-8", encoding).encode(encoding))
        assert PROSE[1] in one("lorn.html").text

    def test_page_without_an_article(self, folder: Path) -> None:
        pytest.importorskip("trafilatura")
        Path("empty.html").write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>")
        assert error("empty.html") == "empty.html: holds no article that could be told from its navigation"

    def test_page_is_told_by_its_beginning(self) -> None:
        for head in (
            "<!doctype HTML>",
            "\ufeff\n<HTML lang=en>",
            '<?xml version="1.0"?>\n<!DOCTYPE html>',
            "<!-- saved -->\n<html>",
        ):
            assert reader_for(head.encode(), "page.txt").name == "html"


class TestTable:
    def test_csv_of_a_spreadsheet(self, folder: Path) -> None:
        """As Excel writes it where the comma is the decimal mark: semicolons, a mark at the start, line breaks in cells."""
        with Path("news.csv").open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.writer(file, delimiter=";")
            table.writerow(["Headline", "Full text", "Date", "Pages"])
            table.writerow(["Truce; holds", PROSE[0] + "\n" + PROSE[1], "2019-04-03", 4])
            table.writerow(["", "", "", ""])
            table.writerow(['The "valley"', PROSE[2], "", 1])
        first, second = read("news.csv")
        assert (first.id, first.title, first.published) == ("news.csv:2", "Truce; holds", dt.date(2019, 4, 3))
        assert first.text == PROSE[0] + "\n" + PROSE[1]
        assert (second.id, second.title, second.text) == ("news.csv:4", 'The "valley"', PROSE[2])

    def test_tabs_other_names_and_another_encoding(self, folder: Path) -> None:
        rows = ["nr\tinhalt\ttag", f"a7\t{PROSE[1]}\t2019-04-03"]
        Path("news.tsv").write_bytes("\r\n".join(rows).encode("cp1252"))
        (record,) = read("news.tsv", text="inhalt", id="nr", published="tag")
        assert (record.id, record.text, record.published) == ("a7", PROSE[1], dt.date(2019, 4, 3))

    def test_csv_on_standard_input_is_told_by_its_names(self, extract: Command) -> None:
        done = extract("-", stdin=f'id,title,body\nn1,T,"{PROSE[0]}"\n')
        assert [line["document"]["id"] for line in done.lines] == ["n1"]
        assert extract("-", stdin="Peace, truth, text\nare three words.\n").text.startswith("{\n")  # one text

    def test_row_without_text_costs_itself_alone(self, folder: Path) -> None:
        Path("news.csv").write_text('text,id\n"a",1\n')
        assert one("news.csv").text == "a"
        Path("other.csv").write_text("inhalt,nr\na,1\nb,2\n")
        first, second = read_inputs(["other.csv"]).records
        assert 'other.csv:2: has no "text"; it has inhalt, nr' in str(first)
        assert isinstance(second, InputError)

    def test_parquet_of_pandas(self, folder: Path) -> None:
        pandas = pytest.importorskip("pandas")
        pytest.importorskip("pyarrow")
        table = pandas.DataFrame(
            {
                "body": [PROSE[0], PROSE[2]], "headline": ["T", None], "tags": [["a"], ["b"]],
                "date": pandas.to_datetime(["2019-04-03T10:00:00Z", None]), "id": [7, 8],
            }
        )  # fmt: skip
        table.to_parquet("news.parquet")
        first, second = read("news.parquet")
        assert (first.id, first.title, first.published, first.text) == ("7", "T", dt.date(2019, 4, 3), PROSE[0])
        assert (second.title, second.published, second.notices) == (None, None, [])

    def test_broken_parquet(self, folder: Path) -> None:
        pytest.importorskip("pyarrow")
        Path("news.parquet").write_bytes(b"PAR1 and no more")
        assert error("news.parquet").startswith("news.parquet: is broken Parquet: ")


class TestWarc:
    def write(self, name: str, *, gzip: bool) -> None:
        """As crawlers write it, with warcio."""
        writer = pytest.importorskip("warcio.warcwriter")
        headers = pytest.importorskip("warcio.statusandheaders")
        with Path(name).open("wb") as file:
            warc = writer.WARCWriter(file, gzip=gzip)
            warc.write_record(warc.create_warcinfo_record(name, {"software": "test"}))
            for url, kind, body, status in [
                ("http://karu.example/lorn", "text/html; charset=utf-8", PAGE.encode(), "200 OK"),
                ("http://karu.example/map.png", "image/png", b"\x89PNG", "200 OK"),
                ("http://karu.example/gone", "text/html", b"<html><body>gone</body></html>", "404 Not Found"),
                (
                    "http://karu.example/old",
                    "text/html; charset=windows-1252",
                    PAGE.replace("utf-8", "").encode("cp1252"),
                    "200 OK",
                ),
            ]:
                http = headers.StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
                warc.write_record(warc.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=http))

    @pytest.mark.parametrize("gzip", [True, False])
    def test_pages_that_were_answered(self, folder: Path, gzip: bool) -> None:
        pytest.importorskip("fastwarc")
        pytest.importorskip("trafilatura")
        name = "crawl.warc.gz" if gzip else "crawl.warc"
        self.write(name, gzip=gzip)
        records = read(name)
        assert [record.id for record in records] == ["http://karu.example/lorn", "http://karu.example/old"]
        assert all(PROSE[1] in record.text for record in records)
        assert records[0].published == dt.date(2019, 4, 3)

    def test_file_without_pages(self, folder: Path) -> None:
        pytest.importorskip("fastwarc")
        Path("crawl.warc").write_bytes(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n")
        assert error("crawl.warc") == "crawl.warc: holds no pages"


class TestPdf:
    def test_text_of_all_pages(self, folder: Path) -> None:
        pytest.importorskip("pypdf")
        canvas = pytest.importorskip("reportlab.pdfgen.canvas")
        paper = canvas.Canvas("lorn.pdf")
        paper.setTitle("Truce in Lorn holds")
        for prose in (PROSE[0], PROSE[2]):
            words = prose.split()
            for row in range(0, len(words), 8):
                paper.drawString(72, 750 - 2 * row, " ".join(words[row : row + 8]))
            paper.showPage()
        paper.save()
        record = one("lorn.pdf")
        assert " ".join(record.text.split()) == f"{PROSE[0]} {PROSE[2]}"
        assert (record.title, record.derived) == ("Truce in Lorn holds", True)

    def test_page_that_is_a_picture_and_broken_file(self, folder: Path) -> None:
        pypdf = pytest.importorskip("pypdf")
        writer = pypdf.PdfWriter()
        writer.add_blank_page(100, 100)
        writer.write("blank.pdf")
        assert error("blank.pdf") == "blank.pdf: holds no text: its pages are pictures"
        Path("broken.pdf").write_bytes(Path("blank.pdf").read_bytes()[:200])
        assert "broken.pdf: is a broken PDF" in error("broken.pdf")


def message(**headers: str) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Press Office of Lorn <press@lorn.example>"
    made["Subject"] = "Truce in Lorn — statement"
    made["Date"] = "Wed, 03 Apr 2019 22:30:00 -0500"
    made["Message-ID"] = "<1@lorn.example>"
    for name, value in headers.items():
        made[name] = value
    made.set_content("\n\n".join(PROSE))
    made.add_alternative(f"<html><body><p>{PROSE[0]}</p></body></html>", subtype="html")
    return made


class TestMail:
    def test_message(self, folder: Path) -> None:
        Path("lorn.eml").write_bytes(message().as_bytes())
        record = one("lorn.eml")
        assert " ".join(record.text.split()) == " ".join(PROSE)
        assert (record.title, record.published) == ("Truce in Lorn — statement", dt.date(2019, 4, 3))
        assert record.source == "Press Office of Lorn <press@lorn.example>"
        assert reader_for(message().as_bytes()[:4096], "").name == "eml"

    def test_mailbox(self, folder: Path) -> None:
        box = mailbox.mbox("lorn.mbox")
        for text in (PROSE[0], f"From here on, talks resume.\n\nFrom Monday 2019 on.\n{PROSE[1]}"):
            mail = EmailMessage()
            mail["Subject"] = "News"
            mail.set_content(text)
            box.add(mail)
        box.flush()
        first, second = read("lorn.mbox")
        assert (first.text.strip(), first.id) == (PROSE[0], "lorn.mbox:1")
        assert second.text.startswith("From here on, talks resume.\n\nFrom Monday 2019 on.")

    def test_release_with_lines_like_headers_is_text(self) -> None:
        assert (
            reader_for(b"From: The Press Office\nSubject: Truce\nDate: 3 April 2019\n\nThe truce holds.", "").name
            == "text"
        )

    def test_message_of_markup_alone(self, folder: Path) -> None:
        mail = EmailMessage()
        mail["Message-ID"] = "<2@lorn.example>"
        mail.set_content(f"<p>{PROSE[0]}</p><p>{PROSE[2]}</p>", subtype="html")
        Path("lorn.eml").write_bytes(mail.as_bytes())
        assert one("lorn.eml").text == f"{PROSE[0]}\n\n{PROSE[2]}"


class TestFeed:
    def test_rss(self, folder: Path) -> None:
        Path("lorn.rss").write_text(
            f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Karu Daily</title>
<item><title>Truce &amp; talks</title><guid>k-1</guid><pubDate>Wed, 03 Apr 2019 10:00:00 GMT</pubDate>
<description>short</description><content:encoded><![CDATA[<p>{PROSE[0]}</p><p>{PROSE[1]}</p>]]></content:encoded></item>
<item><title>The valley</title><link>http://karu.example/2</link><description>&lt;p&gt;{PROSE[2]}&lt;/p&gt;</description></item>
<item><title>Nothing</title></item></channel></rss>"""
        )
        first, second, third = read_inputs(["lorn.rss"]).records
        assert isinstance(first, Record)
        assert isinstance(second, Record)
        assert (first.id, first.title, first.published, first.source) == (
            "k-1",
            "Truce & talks",
            dt.date(2019, 4, 3),
            "Karu Daily",
        )
        assert first.text == f"{PROSE[0]}\n\n{PROSE[1]}"
        assert (second.id, second.text) == ("http://karu.example/2", PROSE[2])
        assert str(third).startswith('lorn.rss:3: has no "text"')

    def test_atom(self, folder: Path) -> None:
        Path("lorn.xml").write_text(
            f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Karu Daily</title><entry><title>T</title><id>tag:1</id>
<updated>2019-04-03T10:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{PROSE[0]}</p></div></content></entry></feed>"""
        )
        record = one("lorn.xml")
        assert (record.id, record.text, record.published, record.source) == (
            "tag:1",
            PROSE[0],
            dt.date(2019, 4, 3),
            "Karu Daily",
        )

    @pytest.mark.parametrize(
        ("xml", "says"),
        [
            ("<rss><channel>", "is broken XML"),
            ("<note>a</note>", "no feed of RSS or Atom"),
            ("<rss><channel/></rss>", "without items"),
        ],
    )
    def test_what_is_no_feed(self, folder: Path, xml: str, says: str) -> None:
        Path("lorn.xml").write_text(xml)
        assert says in error("lorn.xml")

    def test_entities_that_grow_without_end_are_refused(self, folder: Path) -> None:
        levels = "".join(f'<!ENTITY e{at + 1} "{f"&e{at};" * 10}">' for at in range(9))
        Path("bomb.xml").write_text(
            f'<!DOCTYPE rss [<!ENTITY e0 "truce">{levels}]><rss><channel><item><title>&e9;</title></item></channel></rss>'
        )
        assert "is broken XML" in error("bomb.xml")


def test_zstandard(folder: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    Path("lorn.txt.zst").write_bytes(zstandard.compress(PROSE[0].encode()))
    assert (one("lorn.txt.zst").text, one("lorn.txt.zst").id) == (PROSE[0], "lorn")
    whole = zstandard.compress(json.dumps({"text": PROSE[0] * 50}).encode() * 100)
    Path("cut.jsonl.zst").write_bytes(whole[: len(whole) // 2])
    assert "cut.jsonl.zst: is broken" in str(list(read_inputs(["cut.jsonl.zst"]).records)[-1])


@pytest.mark.parametrize(
    ("library", "name", "head", "extra"),
    [
        ("trafilatura", "a.html", b"<html><body>a</body></html>", "html"),
        ("pypdf", "a.pdf", b"%PDF-1.7", "pdf"),
        ("fastwarc", "a.warc", b"WARC/1.0\r\n", "warc"),
        ("pyarrow", "a.parquet", b"PAR1", "parquet"),
        ("zstandard", "a.zst", b"\x28\xb5\x2f\xfd", "zst"),
    ],
)
def test_without_its_library_the_message_names_the_extra(
    extract: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, library: str, name: str, head: bytes, extra: str
) -> None:
    for module in [module for module in sys.modules if module.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, library, None)  # as if it were not installed
    Path("news").mkdir()
    Path("news", name).write_bytes(head)
    Path("news", f"b{name}").write_bytes(head)
    Path("news/z.txt").write_text(PROSE[0])
    done = extract("news")
    assert done.status == 1
    assert f"need the extra '{extra}': pip install 'ceasefire-extract[{extra}]'" in done.err
    assert "and 1 more" in done.err
    assert done.err.count("\n") == 2
    assert [line["document"]["id"] for line in done.lines] == ["z"]  # the rest is done


def test_every_extra_of_a_reader_is_declared_and_in_all() -> None:
    from conftest import ROOT

    declared = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for extra in ("html", "pdf", "warc", "parquet", "zst", "cluster", "tables"):
        assert f"\n{extra} = [" in declared
        assert extra in declared.partition('\nall = ["ceasefire-extract[')[2].partition("]")[0].split(",")


def test_all_readers_cut_nothing_from_nothing() -> None:
    for name in READERS.names:
        assert not READERS.get(name).claims(b"")


def test_text_of_markup_keeps_paragraphs_and_leaves_out_scripts() -> None:
    assert (
        text_of_markup("<style>p{}</style><p>A &amp;\n b<br>c</p>d<script>x</script><ul><li>e</li></ul>")
        == "A & b c\n\nd\n\ne"
    )
    assert text_of_markup("plain < text") == "plain < text"
