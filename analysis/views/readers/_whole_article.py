"""Views of one article for a page of its own: its text with all that was found in it marked, and what is known of it.

They are made from the tables that the reports have written; what no report has made is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from analysis.corpus import Article
from analysis.text import counted, listed, shorten
from analysis.views import _anchors as anchors
from analysis.views._articles import article_label
from analysis.views._html import Html
from analysis.views._overlap_styles import OVERLAP_STYLES, REUSE_KINDS, overlap_label
from analysis.views.readers._article import Mark, read_paragraphs
from analysis.views.readers._marks import mark_key, quote_marks, term_marks
from analysis.views.tables._quotes import has_row
from analysis.views.tables._table import wrap_table

_MAX_OVERLAPS = 40  # that are listed; all are marked
_MAX_NEAREST = 5
_MAX_CHARACTERS = 240  # of a shared text

Record = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class ArticlePart:
    """A section of an article's page: its heading, the id of that, and what stands below."""

    title: str
    anchor: str
    html: str


@dataclass(frozen=True, slots=True)
class ArticleViews:
    """The views of an article.

    Attributes:
        facts: Pairs of a name and HTML: words, attributions, what is shared, the nearest article.
        key: How the text is marked, as a list; empty where nothing is.
        text: The paragraphs, with marks.
        parts: Who speaks in it, what it shares, which terms set it apart, which articles are nearest.
    """

    facts: tuple[tuple[str, str], ...]
    key: str
    text: Html
    parts: tuple[ArticlePart, ...]


class ArticleReader:
    """Views of the articles of a corpus, one article at a time.

    Args:
        tables: The reports' tables by name: `quotes`, `marked_terms`, `speakers_by_article`, `overlaps`, `pairs`,
            `distinctive_terms`, `words_by_article`; any may be missing.
        names: Short names of all articles (see `short_names`).
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame], names: Mapping[str, str]) -> None:
        self.names = names
        self._made = frozenset(tables)
        quotes = tables.get("quotes", pd.DataFrame())
        if len(quotes):
            quotes = quotes[quotes["shown"]].assign(row=range(int(quotes["shown"].sum())))
        self._quotes = _by_article(quotes, "doc_id")
        self._marked = _by_article(tables.get("marked_terms"), "doc_id")
        self._speakers = _by_article(tables.get("speakers_by_article"), "doc_id")
        self._overlaps = _by_article(tables.get("overlaps"), "doc_a", "doc_b")
        self._pairs = _by_article(tables.get("pairs"), "doc_a", "doc_b")
        self._terms = _by_article(tables.get("distinctive_terms"), "doc_id")
        self._words = _by_article(tables.get("words_by_article"), "doc_id")

    def read(self, article: Article) -> ArticleViews:
        """Return the views of an article."""
        doc_id = article.doc_id
        quotes, overlaps = self._quotes[doc_id], _ordered(self._overlaps[doc_id])
        marks = [
            *quote_marks(doc_id, quotes, address=_row_address),
            *(
                Mark(int(r["start"]), int(r["end"]), "term", title="marked term")
                for r in self._marked[doc_id]
            ),
            *self._overlap_marks(doc_id, overlaps),
            *term_marks(self._terms[doc_id]),
        ]
        parts = (
            self._speakers_part(doc_id),
            self._overlaps_part(doc_id, overlaps),
            self._terms_part(doc_id),
            self._nearest_part(doc_id),
        )
        return ArticleViews(
            tuple(self._facts(doc_id, quotes, overlaps)),
            mark_key(marks),
            Html(read_paragraphs(article, marks), article.text),
            tuple(part for part in parts if part.html),
        )

    def _facts(
        self, doc_id: str, quotes: Sequence[Record], overlaps: Sequence[Record]
    ) -> Iterator[tuple[str, str]]:
        for record in self._words[doc_id][:1]:
            yield "Running words", f"{int(record['words']):,}"
        if "quotes" in self._made:
            in_marks = sum(record["kind"] != "indirect" for record in quotes)
            yield "Attributions", f"{len(quotes):,}, {in_marks or 'none'} in quotation marks"
        for record in [record for record in self._speakers[doc_id] if record["speaker"]][:1]:
            words = f"{counted(int(record['words']), 'word')}, {record['share']:.0%} of its attributed words"
            yield "Quoted most", f"{_speaker_link(str(record['speaker']))}: {words}"
        if "overlaps" in self._made:
            reused = [record for record in overlaps if record["kind"] in REUSE_KINDS]
            others = {_other(record, doc_id)[0] for record in reused}
            shared = f"{counted(len(reused), 'passage')} with {counted(len(others), 'article')}"
            yield "Shared", shared if reused else "no passage"
        for record in _nearest(self._pairs[doc_id])[:1]:
            yield "Nearest article", self._link(_other(record, doc_id)[0])

    def _link(self, doc_id: str, start: int | None = None, end: int | None = None) -> str:
        address = anchors.link_to_article(doc_id, start, end)
        return f'<a href="{escape(address)}">{article_label(doc_id, self.names)}</a>'

    def _overlap_marks(self, doc_id: str, overlaps: Sequence[Record]) -> Iterator[Mark]:
        for record in overlaps:
            other, sides = _other(record, doc_id)
            own, there = sides
            kind, about = str(record["kind"]), str(record["about"] or "")
            title = f"{overlap_label(kind, about)}: also in {self.names.get(other, other)}"
            start, end = int(record[f"start_{own}"]), int(record[f"end_{own}"])
            address = anchors.link_to_article(other, record[f"start_{there}"], record[f"end_{there}"])
            style = f"over k-{OVERLAP_STYLES[kind].slug}"
            yield Mark(start, end, style, "", title, address if kind in REUSE_KINDS else "")

    def _speakers_part(self, doc_id: str) -> ArticlePart:
        rows = [
            f'<tr><th scope="row">{_speaker_link(r["speaker"]) if r["speaker"] else "no source named"}</th>'
            f"<td>{escape(str(r['speaker_kind']))}</td>"
            f'<td class="number">{int(r["quotes"]):,}</td><td class="number">{int(r["words"]):,}</td>'
            f'<td class="number">{r["share"]:.0%}</td></tr>'
            for r in self._speakers[doc_id]
        ]
        heads = ("speaker", "kind", "#attributions", "#words", "#share of attributed words")
        html = _table("Speakers in this article", heads, rows)
        address = anchors.link_to_attributions(article=self.names.get(doc_id, doc_id))
        more = f'<p><a href="{escape(address)}">All attributions of this article</a></p>'
        return ArticlePart("Who speaks", "who-speaks", html and html + more)

    def _overlaps_part(self, doc_id: str, overlaps: Sequence[Record]) -> ArticlePart:
        rows = []
        for record in overlaps[:_MAX_OVERLAPS]:
            other, (own, there) = _other(record, doc_id)
            span = int(record[f"start_{own}"]), int(record[f"end_{own}"])
            words = escape(shorten(str(record[f"text_{own}"]), _MAX_CHARACTERS))
            here = f'<a href="{escape(anchors.link_to_article(doc_id, *span))}">{words}</a>'
            link = self._link(other, record[f"start_{there}"], record[f"end_{there}"])
            label = escape(overlap_label(str(record["kind"]), str(record["about"] or "")))
            rows.append(
                f'<tr><td class="words">{here}</td><td>{label}</td><td>{link}</td>'
                f'<td class="number">{int(record["words"]):,}</td></tr>'
            )
        more = len(overlaps) - len(rows)
        note = f'{more:,} more are in <a href="data/overlaps.csv">data/overlaps.csv</a>.' if more else ""
        heads = ("here", "what it is", "also in", "#words")
        html = _table("Shared with other articles", heads, rows, note=note)
        return ArticlePart("What it shares", "what-it-shares", html)

    def _terms_part(self, doc_id: str) -> ArticlePart:
        rows = [
            f'<tr><th scope="row"><a href="{escape(_term_address(str(r["term"])))}">{escape(str(r["term"]))}</a></th>'
            f'<td class="number">{int(r["count"]):,}</td><td class="number">{r["per_10k"]:,.1f}</td>'
            f'<td class="number">{r["per_10k_elsewhere"]:,.1f}</td></tr>'
            for r in self._terms[doc_id]
        ]
        heads = ("term", "#occurrences", "#per 10,000 words", "#in all other articles")
        html = _table("Terms more frequent here than in all other articles together", heads, rows)
        return ArticlePart("Terms that set it apart", "terms-that-set-it-apart", html)

    def _nearest_part(self, doc_id: str) -> ArticlePart:
        rows = []
        for record in _nearest(self._pairs[doc_id])[:_MAX_NEAREST]:
            other, _ = _other(record, doc_id)
            speakers = listed([escape(str(name)) for name in record["speakers"]], most=4) or "none"
            rows.append(
                f'<tr><td>{self._link(other)}</td><td class="number">{record["similarity"]:.2f}</td>'
                f'<td class="number">{int(record["shared_words"]):,}</td><td>{speakers}</td></tr>'
            )
        heads = ("article", "#similarity (0 to 1)", "#words in common", "speakers in common")
        return ArticlePart(
            "Nearest articles", "nearest-articles", _table("Most similar in vocabulary", heads, rows)
        )


def _speaker_link(name: str) -> str:
    """Return a speaker's name, which leads to all that the articles attribute to that speaker."""
    return f'<a href="{escape(anchors.link_to_attributions(speaker=name))}">{escape(name)}</a>'


def _by_article(frame: pd.DataFrame | None, *columns: str) -> defaultdict[str, list[Record]]:
    """Return a table's rows by the article, or each of the two articles, that they are about."""
    rows: defaultdict[str, list[Record]] = defaultdict(list)
    for record in () if frame is None else frame.astype(object).where(frame.notna(), None).to_dict("records"):
        for column in columns:
            rows[str(record[column])].append(record)
    return rows


def _ordered(overlaps: Iterable[Record]) -> list[Record]:
    """Return overlaps, those of the most telling class first, and in each those with most words."""
    ranks = {kind: rank for rank, kind in enumerate(OVERLAP_STYLES)}
    return sorted(overlaps, key=lambda record: (ranks[record["kind"]], -record["words"], record["number"]))


def _nearest(pairs: Iterable[Record]) -> list[Record]:
    return sorted(pairs, key=lambda record: (-record["similarity"], record["doc_a"], record["doc_b"]))


def _other(record: Record, doc_id: str) -> tuple[str, tuple[str, str]]:
    """Return the other article of a pair, and the letters of this article's side and the other's."""
    return (
        (str(record["doc_b"]), ("a", "b"))
        if record["doc_a"] == doc_id
        else (str(record["doc_a"]), ("b", "a"))
    )


def _row_address(record: Record) -> str:
    """Return the address of an attribution's row in the table of all; empty where the page has no such row."""
    if not has_row(int(record["row"])):
        return ""
    _, row_id = anchors.quote_anchors(str(record["doc_id"]), record["content_spans"])
    return anchors.link_across(anchors.QUOTES, row_id)


def _term_address(term: str) -> str:
    return anchors.link_across(anchors.TERMS, anchors.term_anchor(term))


def _table(caption: str, heads: Sequence[str], rows: Sequence[str], *, note: str = "") -> str:
    """Return a table; empty without rows. The head of a column of numbers begins with "#"."""
    if not rows:
        return ""
    head = "".join(
        f'<th scope="col"{" class=number" if label[0] == "#" else ""}>{escape(label.lstrip("#"))}</th>'
        for label in heads
    )
    return wrap_table(caption, head, f"<tbody>{''.join(rows)}</tbody>", notes=[note])
