"""Decode bytes as text: UTF-8 first, then only what is certain; otherwise give the reason."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.corpus._model import Section
from analysis.text import counted

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF32_MARKS = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")

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

#: Share of NUL bytes at the even or odd places of English text in UTF-16: near 1 there and 0 at the others.
_UTF16_NULS = 0.7

#: UTF-8 that was read as Windows-1252 and written as UTF-8 again: "’" has become "â€™", "é" "Ã©".
_MOJIBAKE = re.compile(
    "â€[\u2122\u0153\u201c\u201d\u009d\u02dc\u00a6\u0153]|Ã[\u00a0-\u00bf]|Â[\u00a0\u00a3\u00a9\u00ae\u00b7]"
)


#: Letters that no English word has where they stand: Mac Roman read as Windows-1252 makes "ÒopenÓ" of "open" in
#: quotation marks and "itÕs" of "it's"; the code pages of DOS make "caf‚" of "café".
_WRONG_PAGE = re.compile("[a-z.,!?][À-ÖØ-Þ](?![a-zß-ÿ])|[a-z][ÕÔ][a-z]|[a-z][‚„ƒˆ‰¤¦](?=[a-z\\s])")

#: The letters among them, of which most texts have none.
_WRONG_LETTERS = frozenset("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ‚„ƒˆ‰¤¦")


#: Halves of a character, which JSON and headers of mails may hold; no file can be written with them.
_HALF = re.compile("[\ud800-\udfff]")

#: What else no field about an article holds; line breaks are no part of a name.
_NO_FIELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ud800-\udfff]")


class UnreadableError(Exception):
    """The reason why a file is not an article, as a clause that can stand in a table."""


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file, which all offsets refer to, and the facts that its format gives.

    Attributes:
        text: The article's text, as it is loaded.
        encoding: How the bytes were read; None where the file's format fixes that.
        facts: `title`, `outlet`, `published`, `byline`, `url` as far as the format gives them; what has other names
            becomes metadata.
        doubts: What a reader should check, as clauses that can stand in a table.
        layout: What each paragraph is by where it stands in the file; the wording may still tell more of the body.
        sections: What each paragraph is, where the format says so; facts are then not looked for in the text.
        doc_id: The identifier that a database has for it.
    """

    text: str
    encoding: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()
    layout: tuple[Section, ...] = ()
    sections: tuple[Section, ...] = ()
    doc_id: str | None = None


def _is_windows_1252(raw: bytes) -> bool:
    """Return whether high bytes can only be Windows-1252: few, and marks or letters within Latin words."""
    high_bytes = [match.start() for match in re.finditer(rb"[\x80-\xff]", raw)]
    if len(high_bytes) > _MOST_HIGH_BYTES * len(raw):
        return False
    for i in high_bytes:
        neighbours = raw[max(0, i - 1) : i] + raw[i + 1 : i + 2]
        letter = raw[i] >= 0xC0 and any(byte < 0x80 and chr(byte).isalpha() for byte in neighbours)
        if not letter and raw[i] not in _WINDOWS_MARKS:
            return False
    return True


def _wide_encoding(raw: bytes) -> str | None:
    """Return the codec of two or four bytes a character that a mark, or the places of NULs, make certain."""
    if raw.startswith(_UTF32_MARKS):
        return "utf-32"
    if raw.startswith(_UTF16_MARKS):
        return "utf-16"
    if len(raw) < 16 or len(raw) % 2 or b"\x00" not in raw:
        return None
    even, odd = (raw[start::2].count(0) / (len(raw) // 2) for start in (0, 1))
    if odd >= _UTF16_NULS and even < 1 - _UTF16_NULS:
        return "utf-16-le"
    return "utf-16-be" if even >= _UTF16_NULS and odd < 1 - _UTF16_NULS else None


def decode(raw: bytes) -> tuple[str, str]:
    """Return the text and the encoding's name; a byte order mark is not part of the text.

    Raises:
        UnreadableError: The bytes are not text, or in an encoding that is uncertain.
    """
    wide = _wide_encoding(raw)
    if wide:
        encoding = wide[:6].upper()
        try:
            text = raw.decode(wide)
        except UnicodeDecodeError as error:
            raise UnreadableError(f"broken {encoding} at byte {error.start}") from None
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
    """Return whether decoded bytes were no text: a NUL, or more control characters than a slip leaves."""
    return "\x00" in text or len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text)


def replace_halves(text: str) -> str:
    """Return a text of the same length with a mark in place of each half of a character."""
    return _HALF.sub("\ufffd", text)


def printable_field(text: str) -> str:
    """Return a field about an article with a mark in place of each control character and half of a character."""
    return _NO_FIELD.sub("\ufffd", text)


def find_damage(text: str) -> list[str]:
    """Return what an earlier program did to a text that can be read: letters lost, or decoded wrongly."""
    doubts = []
    if lost := text.count("\ufffd"):
        doubts.append(
            f"{counted(lost, 'character was', 'characters were')} lost before it came here (now \ufffd)"
        )
    # Most texts have none of the three letters, a check much faster than the pattern.
    odd = _MOJIBAKE.findall(text) if any(mark in text for mark in "âÃÂ") else []
    if odd:
        were = counted(len(odd), "character was", "characters were")
        doubts.append(f"{were} decoded wrongly before it came here (such as {odd[0]!r})")
    elif not _WRONG_LETTERS.isdisjoint(text) and (match := _WRONG_PAGE.search(text)):
        start = text.rfind(" ", 0, match.start()) + 1
        word = text[start : match.end() + 20].split()[0]
        doubts.append(
            f"it has letters that English does not have ({word!r}), as where a text in Mac Roman is read as "
            "Windows-1252; open it in its own encoding and save it as UTF-8"
        )
    return doubts


def read_plain(raw: bytes) -> Document:
    """Read a text file: its bytes decoded, and nothing else.

    Raises:
        UnreadableError: The bytes are not text, or their encoding is uncertain.
    """
    text, encoding = decode(raw)
    return Document(text, encoding)
