"""A folder of articles of which some are broken, in twelve ways; what is broken is known beforehand."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from tests.hostile.files import PROSE, docx, pack, pdf

_TOWNS = ("Ashford", "Kelso", "Lewes", "Marlow", "Oakham", "Penrith", "Thirsk")


def text_of(number: int) -> str:
    """Return the text of an article that is whole; each has its own."""
    town = _TOWNS[number % 7]
    return f"Number {number} votes in {town}\n\n{PROSE}\n\nThe mayor of {town} counted {number} boats in the harbour."


def _write(path: Path, raw: bytes) -> Path:
    path.write_bytes(raw)
    return path


#: How a file can be broken: makes one of a number in a folder, and what its reason says.
_WAYS: tuple[tuple[Callable[[Path, int], Path], str], ...] = (
    (lambda f, n: _write(f / f"b{n}.txt", b""), "empty"),
    (lambda f, n: _write(f / f"b{n}.txt", b"\x00\x01\x02" * 200), "control characters"),
    (lambda f, n: _write(f / f"b{n}.txt", b"\xff\xfe\x00\xd8" + b"\x00\xd8" * 9), "broken UTF-16"),
    (lambda f, n: _write(f / f"b{n}.docx", docx(f"<w:p>{n}</w:p>")[:200]), "damaged"),
    (lambda f, n: _write(f / f"b{n}.docx", pack({"a.txt": PROSE})), "not a document of the kind"),
    (lambda f, n: _write(f / f"b{n}.pdf", pdf({1: b"<</Type /Catalog>>"})), "no text layer"),
    (lambda f, n: _write(f / f"b{n}.pdf", b"%PDF-1.4 and then nothing"), "damaged, or no .pdf file"),
    (
        lambda f, n: _write(f / f"b{n}.html", b"<html><body><nav><a href=/>Home</a></nav></body></html>"),
        "no article",
    ),
    (lambda f, n: _write(f / f"b{n}.xml", b"<?xml version='1.0'?><nitf><body>"), "not XML that can be read"),
    (lambda f, n: _write(f / f"b{n}.eml", b"no mail\n"), "not a mail"),
    (lambda f, n: _link(f / f"b{n}.txt", "nowhere.txt"), "a broken link"),
    (lambda f, n: _link(f / f"b{n}", "."), "a link to a folder"),
)


def _link(path: Path, target: str) -> Path:
    path.symlink_to(target)
    return path


def write_corpus(folder: Path, size: int) -> tuple[dict[str, str], dict[str, str]]:
    """Write so many files, every hundredth broken in the next of the ways.

    Returns:
        Name to text of each file that is whole, and name to words of the reason of each that is broken.
    """
    folder.mkdir()
    whole: dict[str, str] = {}
    broken: dict[str, str] = {}
    for number in range(size):
        if number % 100 == 57:
            make, reason = _WAYS[number // 100 % len(_WAYS)]
            broken[make(folder, number).name] = reason
        else:
            name = f"a{number:05}.txt"
            whole[name] = text_of(number)
            (folder / name).write_text(whole[name], encoding="utf-8")
    return whole, broken


def write_odd_names(folder: Path) -> dict[bytes, str]:
    """Write articles under names that are not UTF-8, differ in case or in form only, or look like orders."""
    names = [
        b"a.txt",
        b"A.txt",
        b"caf\xe9.txt",
        b"caf\xc3\xa9.txt",
        b"cafe\xcc\x81.txt",
        b"\xff\xfe.txt",
        b"\xe9\xe8.txt",
    ]
    names += [
        b"-rf.txt",
        b"%s%n.txt",
        b"{corpus}.txt",
        b"new\nline.txt",
        b"\x1b[2J.txt",
        b" .txt",
        b"$(id).txt",
        b"CON.txt",
    ]
    folder.mkdir()
    texts = {}
    for number, name in enumerate(names):
        texts[name] = text_of(number)
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(texts[name], encoding="utf-8")
    return texts
