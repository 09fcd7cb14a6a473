"""Mail: a message (`.eml`) or a mailbox (`.mbox`). The subject is the title, the day it was sent the publication date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from ..errors import InputError
from .markup import text_of_markup
from .piece import MAX_BYTES, Origin, Piece, too_large, whole
from .record import Fields, Record, set_published

if TYPE_CHECKING:
    from email.message import EmailMessage

_FIELD = rb"(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)"
# Headers that only mail has: a press release may begin with "From:" and "Subject:" too.
_HEADERS = re.compile(rb"%b{0,60}?(?:message-id|mime-version|received|return-path|delivered-to):" % _FIELD, re.I)
_SEPARATOR = re.compile(rb"From \S+@?\S* .*\d{4}")


class MailReader:
    name = "eml"
    suffixes = (".eml",)
    one = True

    def claims(self, head: bytes) -> bool:
        return _HEADERS.match(head.replace(b"\r\n", b"\n")) is not None

    def split(self, stream: BinaryIO, origin: Origin) -> Iterator[Piece | InputError]:
        return whole(self.name, stream, origin)

    def parse(self, piece: Piece, fields: Fields) -> Record:
        from email import message_from_bytes, policy  # takes a while, and most inputs are no mail

        message = message_from_bytes(piece.data, policy=policy.default)
        body = message.get_body(("plain", "html"))
        if body is None:
            raise InputError("is a message without text")
        text = str(body.get_content()).replace("\r\n", "\n")
        if body.get_content_subtype() == "html":
            text = text_of_markup(text)
        if not text.strip():
            raise InputError("is a message without text")
        record = Record(
            text, piece.id, _header(message, "From") or piece.source, _header(message, "Subject"), derived=True
        )
        set_published(record, day_sent(_header(message, "Date")))
        return record


class MailboxReader:
    name = "mbox"
    suffixes = (".mbox",)
    one = False

    def claims(self, head: bytes) -> bool:
        first, _, rest = head.replace(b"\r\n", b"\n").partition(b"\n")
        return _SEPARATOR.match(first) is not None and re.match(rb"[A-Za-z][\w-]*:", rest) is not None

    def split(self, stream: BinaryIO, origin: Origin) -> Iterator[Piece | InputError]:
        message: list[bytes] = []
        number, size, blank = 0, 0, True
        for line in iter(lambda: stream.readline(MAX_BYTES), b""):
            if blank and _SEPARATOR.match(line):
                if number:
                    yield self._piece(message, size, number, origin)
                number, size, message = number + 1, 0, []
            else:
                size += len(line)
                if size <= MAX_BYTES:
                    message.append(line[1:] if re.match(rb">+From ", line) else line)
            blank = not line.strip()
        if not number:
            raise InputError("is no mailbox")
        yield self._piece(message, size, number, origin)

    def parse(self, piece: Piece, fields: Fields) -> Record:
        return MailReader().parse(piece, fields)

    def _piece(self, message: list[bytes], size: int, number: int, origin: Origin) -> Piece | InputError:
        place = f"{origin.name}:{number}"
        if size > MAX_BYTES:
            return InputError(f"{place}: the message {too_large()}")
        return Piece("eml", b"".join(message), place, place, origin.source)


def day_sent(date: str | None) -> str | None:
    """A date as mails and feeds write it ("Wed, 03 Apr 2019 22:30:00 -0500") as its ISO day, as written there; any other as it is."""
    from email.utils import parsedate

    found = parsedate(date) if date else None
    return f"{found[0]:04}-{found[1]:02}-{found[2]:02}" if found else date


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
    except (ValueError, IndexError, AttributeError):  # the standard library fails on some broken headers
        return None
    return " ".join(str(value).split()) or None if value is not None else None
