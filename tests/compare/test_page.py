"""The page in a real browser: it asks for nothing, says nothing on the console, filters, links, and takes hostile text for text.

Skipped where there is no Chromium: `apt-get install chromium`, or `python -m playwright install chromium`.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import ceasefire_extract as ce
from ceasefire_extract.compare import compare
from ceasefire_extract.models import DerivedDocument, Extraction
from ceasefire_extract.writers.page import page
from conftest import ROOT, Command

from .made import article

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
HOSTILE = (
    "<script>window.stolen = 1</script> & Chad's army </mark> agreed to a truce with Niger on 3 May 2031. <img src=x onerror='window.stolen=1'>\n\n"
    "\u202eThe shelling killed 12 people\u202c, said \u0627\u0644\u062c\u064a\u0634 \U0001f600 \"</script><b>officials</b>\". {{ 7 * 7 }} ]]> --> \u2028 end.\n"
)  # fmt: skip


def with_text(text: str, **known: Any) -> Extraction:
    extraction = ce.extract(text, **known)
    extraction.document = DerivedDocument(**dict(extraction.document), text=text)
    return extraction


def told(outlets: int, claims: int = 25) -> list[Extraction]:
    """Articles of made claims on the same dozen events."""
    events = ("attack", "casualties", "ceasefire", "talks", "release")
    return [
        article(
            f"news/a{number}",
            *(
                {
                    "event": events[at % 5], "text": f"In sector {at % 12} the {events[at % 5]} [[was told]] of by {number} people again.",
                    "actors": ["chad"], "day": f"2031-05-{1 + at % 12:02}", "killed": 10 + (at + number) % 7 if at % 5 == 1 else None,
                    "whose": "Nigeriens",
                }
                for at in range(claims)
            ),
            source=f"Outlet {number}",
        )
        for number in range(outlets)
    ]  # fmt: skip


class Seen:
    """A page in the browser, and all that it said and asked for."""

    def __init__(
        self,
        browser: Any,
        path: Path,
        *,
        width: int = 1400,
        script: bool = True,
        hash: str = "",
        measured: bool = False,
    ) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script)
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        if measured:
            self.session = self.context.new_cdp_session(self.page)
            self.session.send("Performance.enable", {"timeDomain": "threadTicks"})
        self.url = path.as_uri()
        self.page.goto(self.url + hash)
        if script:
            self.page.wait_for_function("document.documentElement.dataset.ready === 'true'")

    def work(self) -> float:
        """Seconds that the page's thread has worked: what it takes to open on a machine that does nothing else."""
        metrics = self.session.send("Performance.getMetrics")["metrics"]
        return float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))

    def check_quiet(self) -> None:
        assert self.said == []
        assert {asked.partition("#")[0] for asked in self.asked} <= {self.url, "data:,"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )
    with api.sync_playwright() as running:
        try:
            made = running.chromium.launch(executable_path=path, args=["--no-sandbox"])
        except api.Error as error:
            pytest.skip(f"no Chromium to open the page with: {str(error).splitlines()[0]}")
        yield made
        made.close()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of one sample."""
    text = (ROOT / "samples" / "sudan-wire.txt").read_text(encoding="utf-8")
    extraction = with_text(text, id="sudan-wire")
    return written(tmp_path_factory.mktemp("page") / "sample.html", [extraction])


def written(path: Path, extractions: list[Extraction]) -> Path:
    path.write_text(page(compare(extractions), extractions), encoding="utf-8")
    return path


class TestWithoutABrowser:
    def test_article_is_there_whole_with_every_claim(self, extract: Command) -> None:
        source = ROOT / "samples" / "sudan-wire.txt"
        html = extract(source, "--format", "html").text
        text = re.search(r'<div class="text" dir="auto">(.*?)</div>', html, re.S)
        assert text is not None
        plain = re.sub(r'<a class="sign.*?</a>', "", text[1])
        assert unescaped(re.sub(r"<[^>]*>", "", plain)) == source.read_text(encoding="utf-8")
        claims = extract(source).object["claims"]
        assert claims
        for claim in claims:
            assert len(re.findall(rf'<tr id="[^"]*sudan-wire\.{claim["id"]}"', html)) == 1

    def test_nothing_is_asked_of_anywhere(self) -> None:
        html = page(compare(told(2)), told(2))
        assert "default-src 'none'" in unescaped(html)
        markup = re.sub(r"<(script|style)\b.*?</\1>", "", html, flags=re.S)
        assert re.findall(r'(?:src|href)="(?!#|data:,)[^"]*"', markup) == []

    def test_what_is_vendored_is_what_it_says(self) -> None:
        folder = files("ceasefire_extract.writers.page") / "vendor"
        listed = json.loads((folder / "VENDOR.json").read_text(encoding="utf-8"))
        for name, about in listed.items():
            assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == about["sha256"]
            assert "MIT" in about["licence"]
            assert "Permission is hereby granted" in (folder / about["licence_file"]).read_text(encoding="utf-8")
        code = {entry.name for entry in folder.iterdir() if entry.name.endswith((".js", ".css"))}
        assert code == set(listed)

    def test_the_same_articles_give_the_same_page(self) -> None:
        assert page(compare(told(3)), told(3)) == page(compare(told(3)), told(3))


def unescaped(text: str) -> str:
    import html

    return html.unescape(text)


class TestInTheBrowser:
    @pytest.mark.parametrize("width", [360, 800, 1400])
    def test_it_is_quiet_and_fits(self, browser: Any, sample: Path, width: int) -> None:
        seen = Seen(browser, sample, width=width)
        seen.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        seen.page.locator("#timeline").scroll_into_view_if_needed()
        seen.page.wait_for_selector("#timeline-drawing .vis-item", state="attached")
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
        seen.check_quiet()

    def test_filters_leave_what_has_the_value_and_count_the_rest(self, browser: Any, sample: Path) -> None:
        seen = Seen(browser, sample)
        box = seen.page.locator('fieldset[data-facet="event"] label', has_text="ceasefire")
        number = int(box.locator(".number").inner_text())
        box.locator("input").check()
        assert seen.page.locator("#shown").inner_text().startswith(f"{number} of ")
        rows = seen.page.locator("#claims-table tbody tr.claim")
        assert rows.count() == number
        assert set(rows.evaluate_all("rows => rows.map(row => row.dataset.event)")) == {"ceasefire"}
        signs = seen.page.locator(".sign:visible")
        assert signs.count() == number
        seen.page.locator("button[type=reset]").click()
        seen.page.wait_for_timeout(50)
        assert seen.page.locator(".sign:visible").count() > number
        seen.check_quiet()

    def test_a_claims_link_brings_it_into_view(self, browser: Any, sample: Path) -> None:
        seen = Seen(browser, sample, hash="#sudan-wire.c9")
        row = seen.page.locator("tr.at")
        assert row.get_attribute("id") == "sudan-wire.c9"
        assert in_view(row)
        row.locator("a.in-text").click()
        seen.page.wait_for_timeout(100)
        assert in_view(seen.page.locator("#text-sudan-wire\\.c9"))
        seen.check_quiet()

    def test_a_link_to_a_later_page_of_the_table_is_followed(self, browser: Any, tmp_path: Path) -> None:
        seen = Seen(browser, written(tmp_path / "many.html", told(6)), hash="#news-a5.c24")
        assert in_view(seen.page.locator("tr.at"))
        assert seen.page.locator("tr.at").get_attribute("id") == "news-a5.c24"
        seen.check_quiet()

    def test_the_panel_explains_what_the_keyboard_reaches(self, browser: Any, sample: Path) -> None:
        seen = Seen(browser, sample)
        sign = seen.page.locator(".sign").nth(2)
        seen.page.locator(".sign").nth(1).focus()
        seen.page.keyboard.press("Tab")
        assert sign.evaluate("element => element === document.activeElement")
        assert sign.get_attribute("aria-label")
        panel = seen.page.locator("#panel")
        assert panel.is_visible()
        assert "carried by" in panel.inner_text()
        assert "event." in panel.locator("code").first.inner_text()
        seen.page.keyboard.press("Escape")
        assert not panel.is_visible()
        seen.check_quiet()

    def test_hostile_text_is_text(self, browser: Any, tmp_path: Path) -> None:
        extraction = with_text(HOSTILE, id='"><script>window.stolen=1</script>', source="</title><script>window.stolen=1</script>",
                               title="<b>{{ title }}</b>", published="2031-05-04")  # fmt: skip
        assert extraction.claims
        other = with_text(
            HOSTILE + " More.", id="b", source="<img src=x onerror=window.stolen=1>", published="2031-05-04"
        )
        seen = Seen(browser, written(tmp_path / "hostile.html", [extraction, other]))
        seen.page.locator("#timeline").scroll_into_view_if_needed()
        seen.page.wait_for_selector("#timeline-drawing .vis-item", state="attached")
        for sign in seen.page.locator(".sign").all()[:3]:
            sign.focus()
        assert seen.page.evaluate("window.stolen") is None
        assert seen.page.locator("main img, main b:has-text('officials')").count() == 0
        shown = seen.page.locator(".text").first.evaluate(
            "part => { const copy = part.cloneNode(true); copy.querySelectorAll('.sign').forEach(sign => sign.remove()); return copy.textContent }"
        )
        assert shown == HOSTILE
        assert seen.page.locator("h1").inner_text() == "2 articles compared"
        seen.check_quiet()

    def test_it_can_be_read_without_script(self, browser: Any, sample: Path) -> None:
        seen = Seen(browser, sample, script=False)
        text = seen.page.locator("main").inner_text()
        assert "truce" in text
        assert seen.page.locator("tr.claim").count() > 5
        assert seen.page.locator("#timeline-list li").first.is_visible()
        assert not seen.page.locator("#facets").is_visible()

    def test_labels_and_contrast_are_there_for_who_hears_or_hardly_sees(self, browser: Any, sample: Path) -> None:
        seen = Seen(browser, sample)
        nameless = seen.page.evaluate(
            "[...document.querySelectorAll('a, button, input, select')].filter(part => !part.textContent.trim() && !part.getAttribute('aria-label')"
            " && !part.labels?.length).map(part => part.outerHTML)"
        )
        assert nameless == []
        assert seen.page.evaluate("document.querySelectorAll('h1').length") == 1
        assert seen.page.evaluate(CONTRAST) >= 4.5

    def test_two_hundred_articles_open_in_under_three_seconds(self, browser: Any, tmp_path: Path) -> None:
        path = written(tmp_path / "large.html", told(200))
        seen = Seen(browser, path, measured=True)
        assert seen.page.locator("#shown").inner_text() == "5000 of 5000 claims"
        assert seen.work() < 3
        seen.check_quiet()


CONTRAST = """
() => {
  const light = (color) => {
    const parts = color.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255).map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  let least = 21;
  for (const part of document.querySelectorAll('.state, .sign, .trigger, .meta, .hint, .verdict, .role, a, .number')) {
    let behind = part;
    while (behind && getComputedStyle(behind).backgroundColor === 'rgba(0, 0, 0, 0)') behind = behind.parentElement;
    const ground = light(behind ? getComputedStyle(behind).backgroundColor : 'rgb(255, 255, 255)');
    const ink = light(getComputedStyle(part).color);
    least = Math.min(least, (Math.max(ground, ink) + 0.05) / (Math.min(ground, ink) + 0.05));
  }
  return least;
}
"""


def in_view(locator: Any) -> bool:
    box = locator.bounding_box()
    return box is not None and -1 <= box["y"] <= 900
