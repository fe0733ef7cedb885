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

from analysis.corpus._model import Section
from analysis.corpus.readers._decode import Document
from analysis.errors import DatelineError
from analysis.language import ENGLISH
from analysis.text import write_atomically

#: The libraries that extract texts from files, and those that they depend on for it.
_LIBRARIES = (
    "htmldate",
    "justext",
    "lxml",
    "mammoth",
    "pandas",
    "pdfminer.six",
    "pyarrow",
    "python-calamine",
    "striprtf",
    "trafilatura",
    "warcio",
)


class TextCache:
    """Texts in one folder, each in a file with a checksum that is written whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, suffix: str, raw: bytes, reader: Callable[[bytes], Document]) -> Document:
        """Return the document that `reader` gives for a file's bytes, from the folder where it is stored undamaged.

        Errors are not cached, and a folder that cannot be written is ignored.
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
    """Return a digest of what a text depends on beside its file: Python, libraries, this package, the word lists."""
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
        checksum, _, content = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if checksum != _checksum(content):
        return None
    fields = json.loads(content)
    layout = tuple(Section(start, end, kind) for start, end, kind in fields["layout"])
    return Document(fields["text"], fields["encoding"], fields["facts"], tuple(fields["doubts"]), layout)


def _save(path: Path, document: Document) -> None:
    content = json.dumps(
        {
            "text": document.text,
            "encoding": document.encoding,
            "facts": dict(document.facts),
            "doubts": document.doubts,
            "layout": [(section.start, section.end, section.kind) for section in document.layout],
        }
    ).encode()
    with contextlib.suppress(DatelineError):
        write_atomically(path, _checksum(content) + b"\n" + content)


def _checksum(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
