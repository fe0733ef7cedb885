"""Cache the texts of pages and documents on disk, addressed by content.

A .pdf of a few pages takes a tenth of a second; a run and its notebooks each read the corpus.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import json
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from analysis.corpus.readers._decode import Document
from analysis.errors import DatelineError
from analysis.language import ENGLISH
from analysis.text import write_atomically

#: The libraries that take texts out of files, with those that they do it by.
_LIBRARIES = ("pdfminer.six", "trafilatura", "htmldate", "justext", "lxml", "mammoth")


class Kept:
    """Texts in one folder, each in a file that is written whole or not at all and proves its own content."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, suffix: str, raw: bytes, reader: Callable[[bytes], Document]) -> Document:
        """Return what `reader` makes of a file's bytes: from the folder where it is there, undamaged.

        What `reader` raises is not kept. A folder that cannot be written costs time and nothing else.
        """
        path = self._path(suffix, raw)
        document = _load(path)
        if document is None:
            document = reader(raw)
            _save(path, document)
        return document

    def _path(self, suffix: str, raw: bytes) -> Path:
        content = hashlib.sha256(raw).hexdigest()
        key = hashlib.sha256(f"{fingerprint()}\n{suffix}\n{content}".encode()).hexdigest()
        return self.folder / key[:2] / f"{key[2:]}.json"


@cache
def fingerprint() -> str:
    """Return what a text depends on beside its file: Python, the libraries, this package's source, the word lists."""
    digest = hashlib.sha256(sys.version.encode())
    for name in _LIBRARIES:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            digest.update(f"\n{name} {importlib.metadata.version(name)}".encode())
    for source in sorted((*Path(__file__).parent.parent.rglob("*.py"), *ENGLISH.folder.rglob("*.*"))):
        digest.update(hashlib.sha256(source.read_bytes()).digest())
    return digest.hexdigest()


def _load(path: Path) -> Document | None:
    """Return the document of a file, or None where there is none or it is not as it was written."""
    try:
        seal, _, said = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if seal != _seal(said):
        return None
    kept = json.loads(said)
    return Document(kept["text"], kept["encoding"], kept["facts"], tuple(kept["doubts"]))


def _save(path: Path, document: Document) -> None:
    said = json.dumps(
        {
            "text": document.text,
            "encoding": document.encoding,
            "facts": dict(document.facts),
            "doubts": document.doubts,
        }
    ).encode()
    with contextlib.suppress(DatelineError):
        write_atomically(path, _seal(said) + b"\n" + said)


def _seal(said: bytes) -> bytes:
    return hashlib.sha256(said).hexdigest().encode()
