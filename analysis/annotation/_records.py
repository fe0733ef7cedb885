"""Define what is computed once and kept: the records of each article, and what is costly on a whole corpus.

A record is computed by a step from an article's text, sections, date of publication and parse, and from nothing else.
So it can be made in any process and kept under a key of just these. A reduction is computed from all articles of a
corpus, and kept under a key of all their names, texts, sections and dates.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import msgspec

from analysis._store import digest_code
from analysis.corpus import Article, Corpus

if TYPE_CHECKING:
    from spacy.tokens import Doc

T = TypeVar("T")


@dataclass(frozen=True)
class Step(Generic[T]):
    """A computation on one article whose result is kept.

    Attributes:
        name: The kind of the records; letters, digits and hyphens.
        read: Returns the record of an article and its parse; a function of a module, so that another process finds it.
        type: The type of the records: dataclasses, named tuples and plain types that msgspec encodes.
        code: The packages, rooms and modules of `analysis` that decide the record; a change there makes it anew.
    """

    name: str
    read: Callable[[Article, Doc], T]
    type: type[T]
    code: tuple[str, ...]

    def key(self, article: Article, pipeline: str) -> str:
        """Return what an article's record is kept under."""
        facts = (self.name, digest_code(self.code), pipeline, article.content_hash, article.language.code)
        return hashlib.sha256("\n".join((*facts, str(article.published))).encode()).hexdigest()

    def encode(self, record: T) -> bytes:
        """Return a record as bytes that hold data alone and execute nothing when read."""
        return encode(record)

    def decode(self, data: bytes) -> T | None:
        """Return the record, or None where the bytes are not one of this type."""
        return decode(data, self.type)


@dataclass(frozen=True)
class Reduction(Generic[T]):
    """A computation on the texts of a whole corpus whose result is kept.

    Attributes:
        name: The kind of the results; letters, digits and hyphens.
        type: The type of the results, as of a step.
        code: The packages, rooms and modules of `analysis` that decide the result; a change there makes it anew.
    """

    name: str
    type: type[T]
    code: tuple[str, ...]

    def key(self, corpus: Corpus, options: Iterable[object]) -> str:
        """Return what the result for a corpus is kept under.

        Args:
            corpus: The articles.
            options: Every other value that the result depends on.
        """
        digest = hashlib.sha256(repr((self.name, digest_code(self.code), *options)).encode())
        for article in sorted(corpus, key=lambda article: article.doc_id):
            facts = (article.doc_id, article.content_hash, article.language.code, article.published)
            digest.update(repr(facts).encode())
        return digest.hexdigest()


def encode(value: object) -> bytes:
    """Return plain values as bytes that hold data alone and execute nothing when read."""
    return zlib.compress(_encoder().encode(value), level=1)


def decode(data: bytes, kind: type[T]) -> T | None:
    """Return the values, or None where the bytes are not of this type."""
    try:
        value: T = _decoder(cast("Hashable", kind)).decode(zlib.decompress(data))
    except (zlib.error, msgspec.MsgspecError, ValueError):
        return None
    return value


def content_of(article: Article) -> Article:
    """Return the article as a step sees it: without name, title, outlet or metadata, which must not reach a record."""
    return Article(
        doc_id="",
        text=article.text,
        sections=article.sections,
        published=article.published,
        language=article.language,
    )


@lru_cache(maxsize=1)
def _encoder() -> msgspec.msgpack.Encoder:
    return msgspec.msgpack.Encoder(order="deterministic")


@lru_cache(maxsize=64)
def _decoder(record_type: Hashable) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(record_type)
