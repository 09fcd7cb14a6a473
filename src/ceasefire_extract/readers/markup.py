"""The text of a piece of HTML, as feeds and mails hold it: nothing is left out but marks, and blocks are paragraphs."""

from __future__ import annotations

from html.parser import HTMLParser

_BLOCKS = frozenset(
    "address article aside blockquote div dl dd dt figure footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section table td th tr ul".split()
)
_SILENT = frozenset(("script", "style", "head", "template"))


def text_of_markup(markup: str) -> str:
    """Paragraphs with an empty line between them; without marks it is the text itself."""
    parser = _Text()
    parser.feed(markup)
    parser.close()
    paragraphs = (" ".join(part.split()) for part in "".join(parser.parts).split("\n\n"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag == "br":
            self.parts.append("\n\n" if self.parts and self.parts[-1] == "\n" else "\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)
