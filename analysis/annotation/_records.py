"""Define what is derived from each article alone, once, and kept: its parse, and the records of the analyses.

A record is computed by a step from an article's text, sections, date of publication and parse, and from nothing else.
So it can be made in any process and kept under a key of just these.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import msgspec

from analysis._store import digest_code
from analysis.corpus import Article

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
        return zlib.compress(_encoder().encode(record), level=1)

    def decode(self, data: bytes) -> T | None:
        """Return the record, or None where the bytes are not one of this type."""
        try:
            record: T = _decoder(cast("Hashable", self.type)).decode(zlib.decompress(data))
        except (zlib.error, msgspec.MsgspecError, ValueError):
            return None
        return record


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
