"""From bytes to text: UTF-8 where it is that, else what the bytes themselves suggest, else an error."""

from __future__ import annotations

import codecs

from ..errors import InputError
from ..models import Notice

# Encodings that news text is found in, in the order in which they are believed where the bytes fit several. Most of what
# English-language sites save as "latin-1" is Windows-1252: it has the curly quotes.
_CANDIDATES = ["cp1252", "mac_roman", "cp1250", "cp1251", "cp1254", "cp1256", "utf_16_le", "utf_16_be"]
_MARKS = [
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_CONTROLS = bytes(set(range(32)) - {*b"\t\n\r\x0b\x0c\x1a\x1b\x1c\x1d\x1e\x1f"})
_SAMPLE = 100_000  # bytes that the guess is made from


def decode(data: bytes) -> tuple[str, list[Notice]]:
    """The text of a file without its byte order mark, and a notice where its encoding had to be guessed.

    Raises InputError for what is no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), []
            except UnicodeDecodeError as error:
                raise InputError(f"begins as {encoding.upper()} but is not: {error.reason}") from None
    wide = _wide(data)
    if wide is None and _is_binary(data):
        raise InputError("is a binary file, not text")
    try:
        if wide is None:
            return data.removeprefix(codecs.BOM_UTF8).decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    guess = wide or _guess(data)
    try:
        if guess is not None:
            return data.decode(guess), [Notice(code="encoding-guessed", message=f"not UTF-8: read as {guess}")]
    except UnicodeDecodeError:
        pass
    raise InputError("is not UTF-8, and its encoding cannot be told; save it as UTF-8")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: in English text every second byte is zero."""
    sample = data[:4096]
    if len(sample) < 8 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0) / len(sample[::2]), sample[1::2].count(0) / len(sample[1::2])
    if odd > 0.7 and even < 0.1:
        return "utf_16_le"
    return "utf_16_be" if even > 0.7 and odd < 0.1 else None


def _is_binary(data: bytes) -> bool:
    """A zero byte, or more control characters than a stray one, is no text in any encoding of one byte a character."""
    if b"\0" in data:
        return True
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return controls > 2 + len(data) // 1000


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    matches = from_bytes(data[:_SAMPLE], cp_isolation=_CANDIDATES, enable_fallback=False)
    best = matches.best()
    if best is None:
        return None
    equal = {match.encoding for match in matches if match.chaos <= best.chaos}
    return min(equal, key=_CANDIDATES.index, default=None)
