"""Inputs at random from a seed: texts of newsrooms and of people who mean harm, and files with bytes changed."""

from __future__ import annotations

from functools import cache
from random import Random

from tests.hostile import files
from tests.hostile.payloads import PAYLOADS

_WORDS = (
    "the of and to in said told asked according spokesman minister Mr. Ms. Dr. Anna Bell Kim Jong-un U.S. St. Kelso "
    "Reuters AP council harbour vote $2.4 3,000 16% 2025 Monday December 17 Dec. Posted Updated By who that he she"
).split()
_MARKS = (
    "“",
    "”",
    '"',
    "‘",
    "’",
    "'",
    "''",
    "«",
    "»",
    "„",
    "`",
    "”“",
    '""',
    "“‘",
    "’”",
    "(",
    ")",
    "[",
    "]",
    "—",
    "…",
)
_GAPS = (
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\t",
    "\u00a0",
    "\u2009",
    "",
    ", ",
    ". ",
    ": ",
    "\r\n",
    "\u2028",
    "\u200b",
)
_DATES = (
    "2025-12-17 17/12/2025 12/17/25 December 17, 2025 17. Dezember 2025 2025-12-17T10:00:00Z 45000 20251217 0000-00-00 "
    "31/02/2024 99999999 1e309 -1 ٣/٤/٢٠٢٥ Dec. 17 2025年12月17日"
).split()
_PAYLOADS = tuple(PAYLOADS.values())


def make_text(random: Random, most: int = 40) -> str:
    """Return a text of up to so many pieces: words, marks, gaps, days, payloads, and any characters."""
    pieces: list[str] = []
    for _ in range(random.randrange(most + 1)):
        kind = random.random()
        if kind < 0.55:
            pieces += (random.choice(_WORDS), random.choice(_GAPS))
        elif kind < 0.8:
            pieces.append(random.choice(_MARKS))
        elif kind < 0.88:
            pieces.append(random.choice(_GAPS) * random.choice((1, 1, 2, 9)))
        elif kind < 0.93:
            pieces.append(random.choice(_DATES))
        elif kind < 0.97:
            pieces.append(random.choice(_PAYLOADS))
        else:
            pieces.append(
                "".join(
                    chr(random.choice((random.randrange(128), random.randrange(0x11000)))) for _ in range(5)
                )
            )
    return "".join(pieces)


def make_date(random: Random) -> str:
    """Return something like a day."""
    text = list(random.choice(_DATES))
    for _ in range(random.randrange(4)):
        place = random.randrange(len(text) + 1)
        text[place : place + random.randrange(2)] = random.choice("0123456789-/. :TZ,年٣½²①") * random.choice(
            (1, 1, 1, 40)
        )
    return "".join(text)


def make_bytes(random: Random) -> bytes:
    """Return the bytes of a text in some encoding, with some of them changed."""
    text = make_text(random)
    encoding = random.choice(("utf-8", "utf-16", "utf-32", "cp1252", "utf-16-le", "latin-1", "mac-roman"))
    return change_bytes(random, text.encode(encoding, "replace"))


def change_bytes(random: Random, raw: bytes) -> bytes:
    """Return bytes of which some are changed, left out, doubled or taken from elsewhere."""
    out = bytearray(raw)
    for _ in range(random.choice((0, 1, 1, 2, 4, 16))):
        place = random.randrange(len(out) + 1)
        end = place + random.choice((0, 1, 1, 4, 64))
        kind = random.randrange(4)
        if kind == 0:
            out[place:end] = random.randbytes(end - place)
        elif kind == 1:
            del out[place:end]
        elif kind == 2:
            out[place:place] = out[place:end] * random.choice((1, 2, 50))
        else:
            out[place:place] = random.choice(
                (b"\x00", b"\xff\xfe", b"<", b"&#xD800;", b'"', b"\n", b"]]>", b"\x1f\x8b", b"{")
            )
    return bytes(out)


@cache
def sound_files() -> tuple[tuple[str, bytes], ...]:
    """Return a small sound file of each format, by its ending."""
    head = "<head><title>Vote</title></head>"
    page = f"<html>{head}<body><article><h1>Vote</h1><p>{files.PROSE}</p></article></body></html>"
    mail = f"MIME-Version: 1.0\nFrom: A <a@b>\nSubject: Vote\nDate: Mon, 1 Dec 2025 10:00:00 +0000\n\n{files.PROSE}"
    record = (
        '{"title": "Vote", "text": "The council met.", "published": "2025-12-01", "source": {"name": "Post"}}'
    )
    return (
        (".txt", files.PROSE.encode()),
        (".html", page.encode()),
        (".docx", files.docx(f"<w:p><w:r><w:t>{files.PROSE}</w:t></w:r></w:p>")),
        (".odt", files.odt(f"<text:p>{files.PROSE}</text:p>")),
        (".epub", files.epub(f"<html><body><p>{files.PROSE}</p><p>{files.PROSE}</p></body></html>")),
        (".rtf", b"{\\rtf1\\ansi\\ansicpg1252 The council met on \\'93Monday\\'94.\\par}"),
        (".eml", mail.encode()),
        (".xml", f"<?xml version='1.0'?><nitf><body><p>{files.PROSE}</p></body></nitf>".encode()),
        (".pdf", files.sound_pdf()),
        (".csv", f'title,text,published\nVote,"{files.PROSE}",2025-12-01\n"a","b ""c""",\n'.encode()),
        (".tsv", b"title\ttext\nVote\tThe council met.\n"),
        (".jsonl", f"{record}\n{record}\n".encode()),
        (".json", f"[{record}]".encode()),
        (".xlsx", files.xlsx(files.row(1, "text", "title") + files.row(2, "The council met.", "Vote"))),
    )
