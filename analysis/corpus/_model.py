"""Records for articles and corpora: frozen, with every place an exact offset."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Literal

import pandas as pd

from analysis.corpus._display import describe_article, describe_corpus, show_article, show_corpus
from analysis.errors import UnknownNameError
from analysis.language import ENGLISH, Language
from analysis.schema import TABLES, returns
from analysis.text import Span, covered_length, nearest

SectionKind = Literal["title", "header", "byline", "body", "boilerplate", "correction"]

_NO_METADATA: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Section:
    """A paragraph of an article and what it is: `text[start:end]` without the white space around it."""

    start: int
    end: int
    kind: SectionKind


@dataclass(frozen=True, repr=False)
class Article:
    """One article, its text exactly as loaded and what each of its paragraphs is.

    Attributes:
        doc_id: The file's name without its ending; the table's or the database's identifier, or the file's name and a
            number (`export.docx#3`), where a file holds many.
        text: The text as loaded; all spans are (start, end) in Unicode code points into it.
        sections: Paragraphs in order, disjoint; the white space between them belongs to none.
        title, outlet, published, byline, url: What is known of the article; None where it is not.
        metadata: Further columns of the metadata table, and what a database or a format says (`section`, `page`,
            `length`, `database_id` …), as text.
        file: Where it was found: its path in the corpus, and the row or the place in it where it holds many.
        encoding: How the file's bytes were read; None where its format fixes that.
        language: What the article is read as.
        known_from: Where `title`, `outlet` and `published` are known from: "metadata" (a table, or what the file's
            format holds), "text" or "file name".

    Example:
        >>> article = corpus["002_7ee00924eb371e5f"]
        >>> article.title
        'South Korea-U.S. begin talks on North Korea policy'
        >>> start, end = article.paragraphs()[0]
        >>> article.text[start:end][:49]
        'South Korea and the United States on Tuesday held'
    """

    doc_id: str
    text: str
    sections: tuple[Section, ...] = ()
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    byline: str | None = None
    url: str | None = None
    metadata: Mapping[str, str] = field(default_factory=lambda: _NO_METADATA)
    file: str | None = None
    encoding: str | None = None
    language: Language = ENGLISH
    known_from: Mapping[str, str] = field(default_factory=lambda: _NO_METADATA)

    def paragraphs(self) -> tuple[Span, ...]:
        """Return the (start, end) of each paragraph of the body, in order."""
        return tuple((s.start, s.end) for s in self.sections if s.kind == "body")

    @cached_property
    def body_spans(self) -> tuple[Span, ...]:
        """The body as (start, end) spans; neighbouring paragraphs make one span, breaks included."""
        spans: list[Span] = []
        previous = ""
        for section in self.sections:
            if section.kind == "body":
                if previous == "body":
                    spans[-1] = (spans[-1][0], section.end)
                else:
                    spans.append((section.start, section.end))
            previous = section.kind
        return tuple(spans)

    def in_body(self, start: int, end: int) -> bool:
        """Return whether the whole of (start, end) lies in one stretch of the body."""
        index = bisect_right(self.body_spans, start, key=lambda span: span[0]) - 1
        return index >= 0 and end <= self.body_spans[index][1]

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 of the text and of what its paragraphs are, in hexadecimal."""
        layout = ";".join(f"{s.start},{s.end},{s.kind}" for s in self.sections)
        return hashlib.sha256(f"{layout}\n{self.text}".encode("utf-8", "surrogatepass")).hexdigest()

    def __repr__(self) -> str:
        return describe_article(self)

    def _repr_html_(self) -> str:
        return show_article(self)


@dataclass(frozen=True, repr=False)
class Corpus:
    """Articles in the order of their `doc_id`, and what could not be read.

    Attributes:
        articles: The articles.
        rejected: One row a file or table row that was left out: `file`, `reason`.
        warnings: One row a doubt about an article that was kept: `file`, `problem`.
        language: What the articles are read as; its lists serve the analyses.
        columns: One row a column of a table of articles that was taken for a fact: `table`, `fact`, `column`.

    Example:
        >>> len(corpus), len(corpus.rejected)
        (4, 0)
        >>> [article.doc_id for article in corpus if article.published]
        ['002_7ee00924eb371e5f']
        >>> corpus.to_frame()[["doc_id", "paragraphs"]].head(2)
                         doc_id  paragraphs
        0  000_a9ccbddb8078eaa8          11
        1  001_66396de939dc4853           6
    """

    articles: tuple[Article, ...]
    rejected: pd.DataFrame
    warnings: pd.DataFrame
    language: Language = ENGLISH
    columns: pd.DataFrame = field(default_factory=lambda: TABLES["columns"].frame([]))

    @cached_property
    def _by_id(self) -> dict[str, Article]:
        return {article.doc_id: article for article in self.articles}

    def __len__(self) -> int:
        return len(self.articles)

    def __iter__(self) -> Iterator[Article]:
        return iter(self.articles)

    def __getitem__(self, doc_id: str) -> Article:
        if doc_id not in self._by_id:
            raise UnknownNameError(self._missing(doc_id))
        return self._by_id[doc_id]

    def __contains__(self, doc_id: object) -> bool:
        return doc_id in self._by_id

    def select(self, doc_ids: Iterable[str]) -> Corpus:
        """Return the corpus of some of the articles, in the same order; what was left out stays listed.

        Raises:
            DatelineError: There is no article of one of the names.
        """
        selected = set(doc_ids)
        for doc_id in sorted(selected):
            if doc_id not in self:
                raise UnknownNameError(self._missing(doc_id))
        return replace(self, articles=tuple(a for a in self.articles if a.doc_id in selected))

    def _missing(self, doc_id: object) -> str:
        near = nearest(str(doc_id), self._by_id)
        hint = f"did you mean {near!r}?" if near else "corpus.to_frame() lists them all."
        return f"There is no article {doc_id!r} in this corpus; {hint}"

    @returns(TABLES["articles"])
    def to_frame(self) -> pd.DataFrame:
        """Return one row an article, with a further column for each further field of the metadata."""
        rows = [
            (
                *(a.doc_id, a.title, a.outlet, a.published, a.byline, a.url, a.file, a.encoding),
                *(a.known_from.get(fact) for fact in ("title", "outlet", "published")),
                len(a.text),
                covered_length(a.body_spans),
                len(a.paragraphs()),
                a.text,
            )
            for a in self.articles
        ]
        further = sorted({key for article in self.articles for key in article.metadata})
        fields = {
            key: pd.Series([article.metadata.get(key) for article in self.articles], dtype="str")
            for key in further
        }
        return TABLES["articles"].frame(rows).assign(**fields)

    def __repr__(self) -> str:
        return describe_corpus(self)

    def _repr_html_(self) -> str:
        return show_corpus(self)

    def _ipython_key_completions_(self) -> list[str]:
        """Return what may stand in `corpus[...]`, for completion by the Tab key."""
        return [article.doc_id for article in self.articles]
