"""Keep loaded corpora on disk, so that a run and its notebooks read the files of one corpus once."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from analysis._store import Store, digest_code
from analysis.corpus._model import Article, Corpus, Section
from analysis.corpus.readers import _text_cache
from analysis.errors import DatelineError
from analysis.language import Language
from analysis.schema import TABLES

_KIND = "corpora"
#: Bytes of all kept corpora together; one article takes about two kilobytes.
_LIMIT = 2_000_000_000
#: What a corpus is made of beside its files.
_CODE = ("corpus", "language", "schema", "text")


@dataclass(frozen=True, slots=True)
class _KeptArticle:
    """An article without its language, which is the corpus's."""

    doc_id: str
    text: str
    sections: tuple[Section, ...]
    title: str | None
    outlet: str | None
    published: date | None
    byline: str | None
    url: str | None
    metadata: dict[str, str]
    file: str | None
    encoding: str | None
    known_from: dict[str, str]


@dataclass(frozen=True, slots=True)
class _KeptCorpus:
    """A corpus in plain types; of the tables the rows."""

    articles: list[_KeptArticle]
    rejected: list[tuple[str, ...]]
    warnings: list[tuple[str, ...]]
    columns: list[tuple[str, ...]]


def load_kept(
    folder: Path, path: Path, options: dict[str, Any], language: Language, load: Callable[[], Corpus]
) -> Corpus:
    """Return the corpus that is kept for the files at a path as they are now, or else load and keep it.

    Args:
        folder: Where corpora are kept; one that cannot be written is ignored.
        path: The corpus's folder or file.
        options: What else decides what is read. A table named here counts with its content.
        language: What the articles are read as.
        load: Reads the corpus.

    Raises:
        DatelineError: The corpus cannot be read.
    """
    store = Store(folder, limit=_LIMIT)
    key = _key(path, options)
    kept = store.load(_KIND, [key]).get(key)
    corpus = None if kept is None else _decode(kept, language)
    if corpus is None:
        corpus = load()
        if _key(path, options) == key:  # else a file changed meanwhile, and nobody knows which state was read
            _keep(store, key, corpus)
    return corpus


def _key(path: Path, options: dict[str, Any]) -> str:
    digest = hashlib.sha256(
        f"{_text_cache.fingerprint()}\n{digest_code(_CODE)}\n{path.name}".encode("utf-8", "surrogateescape")
    )
    for name, option in sorted(options.items()):
        digest.update(f"\n{name}={option}".encode("utf-8", "surrogateescape"))
        if isinstance(option, Path):
            digest.update(_digest_file(option))
    for file in _files(path):
        digest.update(b"\n" + os.fsencode(file.relative_to(path)) + b"\n" + _digest_file(file))
    return digest.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    """Yield every file and link below a path, in order, and the folders that cannot be opened."""
    if not path.is_dir():
        yield path
        return
    closed: list[Path] = []
    for root, folders, files in os.walk(path, onerror=lambda error: closed.append(Path(error.filename))):
        folders.sort()
        links = [name for name in folders if Path(root, name).is_symlink()]
        yield from (Path(root, name) for name in sorted([*files, *links]))
    yield from sorted(closed)


def _digest_file(file: Path) -> bytes:
    """Return a digest of a file's content, or of the reason why it has none."""
    digest = hashlib.sha256()
    try:
        if not file.is_file():
            return b"no file"
        with file.open("rb") as opened:
            while block := opened.read(1 << 20):
                digest.update(block)
    except OSError as error:
        return str(error.strerror).encode()
    return digest.digest()


def _keep(store: Store, key: str, corpus: Corpus) -> None:
    tables = [
        list(table.itertuples(index=False, name=None))
        for table in (corpus.rejected, corpus.warnings, corpus.columns)
    ]
    names = [field.name for field in fields(_KeptArticle)]
    articles = [
        _KeptArticle(
            **{name: getattr(article, name) for name in names}
            | {"metadata": dict(article.metadata), "known_from": dict(article.known_from)}
        )
        for article in corpus
    ]
    try:
        data = zlib.compress(msgspec.msgpack.encode(_KeptCorpus(articles, *tables)), level=1)
        store.save(_KIND, {key: data})
    except (DatelineError, UnicodeEncodeError, OverflowError, sqlite3.Error):
        return  # the next run reads the files again


def _decode(data: bytes, language: Language) -> Corpus | None:
    try:
        kept = msgspec.msgpack.decode(zlib.decompress(data), type=_KeptCorpus)
    except (zlib.error, msgspec.MsgspecError, ValueError):
        return None
    names = [field.name for field in fields(_KeptArticle)]
    return Corpus(
        articles=tuple(
            Article(**{name: getattr(article, name) for name in names}, language=language)
            for article in kept.articles
        ),
        rejected=TABLES["rejected"].frame(kept.rejected),
        warnings=TABLES["warnings"].frame(kept.warnings),
        language=language,
        columns=TABLES["columns"].frame(kept.columns),
    )
