"""Store annotations on disk, one file an article, addressed by content."""

from __future__ import annotations

import hashlib
import zlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from spacy.tokens import Doc, DocBin

from analysis.corpus import Article
from analysis.errors import DatelineError
from analysis.text import write_atomically

if TYPE_CHECKING:
    from spacy.vocab import Vocab

#: What reading a file that is missing or damaged raises, in the layers between the disk and spaCy.
_DAMAGED = (OSError, EOFError, ValueError, KeyError, IndexError, TypeError, StopIteration, zlib.error)

_ATTRIBUTES = ["TAG", "POS", "MORPH", "LEMMA", "NORM", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE"]


def encode(doc: Doc) -> bytes:
    """Return a document as bytes that hold data alone and execute nothing when read."""
    return DocBin(attrs=_ATTRIBUTES, docs=[doc]).to_bytes()


@lru_cache(maxsize=4)
def _vocabulary(language: str) -> Vocab:
    """Return a language's vocabulary without a model: reading needs the words' features, not the weights."""
    return spacy.blank(language).vocab


class Store:
    """Annotations of one pipeline in one folder.

    A file is written whole or not at all, and its name says what it holds; so two runs at once, or a run cut
    short, cannot harm it.
    """

    def __init__(self, folder: Path, pipeline: str, language: str) -> None:
        self.folder = folder
        self.pipeline = pipeline
        self.language = language

    def path(self, article: Article) -> Path:
        """Return where an article's annotation is kept."""
        key = hashlib.sha256(f"{self.pipeline}\n{article.content_hash}".encode()).hexdigest()
        return self.folder / key[:2] / f"{key[2:]}.spacy"

    def has(self, article: Article) -> bool:
        """Return whether an article has been read before."""
        return self.path(article).is_file()

    def load(self, article: Article) -> Doc | None:
        """Return an article's document, or None where there is none or its file is damaged."""
        try:
            raw = self.path(article).read_bytes()
            doc = next(DocBin().from_bytes(raw).get_docs(_vocabulary(self.language)))
        except _DAMAGED:  # missing, cut short, or of another version: the article is read again
            return None
        return doc if doc.text == article.text else None

    def save(self, article: Article, raw: bytes) -> None:
        """Keep an article's document.

        Raises:
            DatelineError: The folder cannot be written.
        """
        try:
            write_atomically(self.path(article), raw)
        except DatelineError as error:
            raise DatelineError(f"Annotations cannot be kept in the cache. {error}") from error
