"""RSS and Atom: each item with a text is an article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree import ElementTree

from ..errors import InputError
from .mail import day_sent
from .markup import text_of_markup
from .piece import Origin, Piece, read_limited
from .record import Fields, Record, record_of

# Where the formats put what we ask for, the fullest first; names without their namespace.
_TEXT = ("encoded", "content", "description", "summary")
_PUBLISHED = ("pubDate", "published", "issued", "date", "updated")


class FeedReader:
    name = "feed"
    suffixes = (".rss", ".atom", ".xml")
    one = False

    def claims(self, head: bytes) -> bool:
        return (
            re.match(rb"(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b", head, re.S)
            is not None
        )

    def split(self, stream: BinaryIO, origin: Origin) -> Iterator[Piece | InputError]:
        try:
            root = ElementTree.fromstring(read_limited(stream))
        except ElementTree.ParseError as error:
            raise InputError(f"is broken XML: {error}") from None
        if _name(root) not in ("rss", "feed", "RDF"):
            raise InputError("is XML, but no feed of RSS or Atom")
        outlet = next(
            (found for at in (root, *root) for child in at if _name(child) == "title" and (found := _text(child))), None
        )
        items = [element for element in root.iter() if _name(element) in ("item", "entry")]
        for number, item in enumerate(items, start=1):
            fields = {
                "text": _first(item, _TEXT), "title": _first(item, ("title",)), "published": day_sent(_first(item, _PUBLISHED)),
                "id": _first(item, ("guid", "id")) or _link(item), "source": outlet,
            }  # fmt: skip
            place = f"{origin.name}:{number}"
            yield Piece(self.name, json.dumps(fields).encode(), place, place, origin.source)
        if not items:
            raise InputError("is a feed without items")

    def parse(self, piece: Piece, fields: Fields) -> Record:
        found = json.loads(piece.data)
        if found["text"]:
            found["text"] = text_of_markup(found["text"])
        if found["title"]:
            found["title"] = " ".join(text_of_markup(found["title"]).split())
        record = record_of({name: value for name, value in found.items() if value}, id=piece.id, source=piece.source)
        record.derived = True
        return record


def _name(element: ElementTree.Element) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def _first(item: ElementTree.Element, names: tuple[str, ...]) -> str | None:
    for name in names:
        for child in item:
            if _name(child) == name and (found := _text(child)):
                return found
    return None


def _text(element: ElementTree.Element) -> str | None:
    """What stands in an element; XHTML in it as markup."""
    if len(element):
        return ElementTree.tostring(element, encoding="unicode")
    return (element.text or "").strip() or None


def _link(item: ElementTree.Element) -> str | None:
    for child in item:
        if _name(child) == "link":
            return child.get("href") or _text(child)
    return None
