"""What do these bytes say? UTF-8 first, then only what is certain; otherwise the reason why not."""

from __future__ import annotations

import re
from pathlib import Path

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

#: Control characters that no article holds; tabs, line breaks and form feeds are fine.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")

#: In Windows-1252, what newsrooms' systems really write: marks, dashes, a few signs and Latin letters.
_WINDOWS_MARKS = frozenset(
    b"\x80\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa7\xa9\xab\xad\xae\xb0\xb7\xbb\xbd"
)

#: A stray control character is a slip of somebody's system; more than this share of them is no text.
_MOST_CONTROLS = 0.005

#: Above this share of high bytes a text is another code page's, not English with a few odd marks.
_MOST_HIGH_BYTES = 0.15


class UnreadableError(Exception):
    """The reason why a file is not an article, as a clause that can stand in a table."""


def _is_windows_1252(raw: bytes) -> bool:
    """Tell whether high bytes can only be Windows-1252: few, and marks or letters within Latin words."""
    high = [i for i, byte in enumerate(raw) if byte >= 0x80]
    if len(high) > _MOST_HIGH_BYTES * len(raw):
        return False
    for i in high:
        beside = raw[max(0, i - 1) : i] + raw[i + 1 : i + 2]
        letter = raw[i] >= 0xC0 and any(byte < 0x80 and chr(byte).isalpha() for byte in beside)
        if not letter and raw[i] not in _WINDOWS_MARKS:
            return False
    return True


def decode(raw: bytes) -> tuple[str, str]:
    """Return the text and the encoding's name; a byte order mark is not part of the text.

    Raises:
        UnreadableError: The bytes are not text, or in an encoding that cannot be told with certainty.
    """
    if raw.startswith(_UTF16_MARKS) and not raw.startswith(b"\xff\xfe\x00\x00"):
        try:
            text, encoding = raw.decode("utf-16"), "UTF-16"
        except UnicodeDecodeError as error:
            raise UnreadableError(f"broken UTF-16 at byte {error.start}") from None
    else:
        try:
            text, encoding = raw.decode("utf-8-sig"), "UTF-8"
        except UnicodeDecodeError as error:
            if is_binary(raw.decode("latin-1")) or not _is_windows_1252(raw):
                raise UnreadableError(f"not UTF-8 text (byte {error.start}); save it as UTF-8") from None
            text, encoding = raw.decode("cp1252"), "Windows-1252"
    if is_binary(text):
        raise UnreadableError("not a text file (it holds control characters)")
    return text, encoding


def is_binary(text: str) -> bool:
    """Tell whether decoded bytes were no text: a NUL, or more control characters than a slip leaves."""
    return "\x00" in text or len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text)


def read_text(path: Path) -> tuple[str, str]:
    """Return a file's text and its encoding's name.

    Raises:
        UnreadableError: The file cannot be opened, is not text, or is empty.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"cannot be opened ({(error.strerror or 'unknown reason').lower()})") from None
    text, encoding = decode(raw)
    if not text.strip():
        raise UnreadableError("empty")
    return text, encoding
