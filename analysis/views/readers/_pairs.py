"""Reader of pairs: articles side by side, each overlap marked and linked to its counterpart.

Every article's text is in the page once. Without a script the articles stand below one another and each mark
links to its counterpart; with one, a chosen pair stands side by side.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

import pandas as pd

from analysis.corpus import Article, Corpus
from analysis.text import Span, contains, counted, cut, overlaps
from analysis.views import _anchors as anchors
from analysis.views._articles import article_heading, article_label
from analysis.views._html import Html, nothing_found
from analysis.views._overlap_styles import OVERLAP_STYLES, count_overlaps, overlap_label
from analysis.views.readers._pair_selection import Pair, choose_overlaps, choose_pairs

#: Maximum size of the articles, so that a page with its charts and tables stays below three million bytes.
_MAX_BYTES = 700_000
_MAX_OVERLAPS = 1_000
_MAX_LINKS = 40  # to single passages of a pair, in the list of pairs


@dataclass(frozen=True)
class PairReader(Html):
    """The reader, ready for a page, with the addresses in it for tables to link to.

    Attributes:
        pairs: The id of each pair in the reader.
        numbers: The numbers of the overlaps that are marked.
    """

    pairs: Mapping[Pair, str] = field(default_factory=dict)
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an overlap: its span, its class, and the link that stands before it."""

    start: int
    end: int
    number: int
    slug: str
    link: str

    @property
    def span(self) -> Span:
        """The place of this side in its article."""
        return self.start, self.end


def read_pairs(
    corpus: Corpus,
    overlaps: pd.DataFrame,
    descriptions: pd.DataFrame,
    *,
    names: Mapping[str, str],
    top: int = 30,
) -> PairReader:
    """Return a reader of the pairs of articles that share most.

    Args:
        corpus: The articles.
        overlaps: From `collect_overlaps`.
        descriptions: From `compare_descriptions`; their places in the articles get ids, for tables to link to.
        names: The name of each article, in the corpus's order.
        top: Maximum number of pairs; fewer where their texts would make the page too large.
    """
    sizes = {article.doc_id: len(escape(article.text).encode(errors="replace")) for article in corpus}
    pairs = choose_pairs(overlaps, sizes, top=top, max_bytes=_MAX_BYTES)
    if not pairs:
        nothing = nothing_found("articles that share anything to read side by side")
        return PairReader(nothing.html, nothing.text)
    chosen = choose_overlaps(overlaps, pairs, top=_MAX_OVERLAPS)
    pair_ids = {pair: f"pair-{number}" for number, pair in enumerate(pairs, start=1)}
    sides = _sides(chosen, pair_ids, names)
    doc_ids = sorted({doc_id for pair in pairs for doc_id in pair})
    anchors_at = _description_anchors(descriptions, set(doc_ids))
    articles = "".join(
        _article(corpus[doc_id], sides.get(doc_id, []), anchors_at.get(doc_id, {}), names)
        for doc_id in doc_ids
    )
    total = len(overlaps[["doc_a", "doc_b"]].drop_duplicates())
    html = (
        f'<div class="pairs" id="pair-reader">{_legend(chosen)}{_list(chosen, pair_ids, names, total)}'
        f'<div class="pair-shelf">{articles}</div></div>'
    )
    return PairReader(
        html,
        "\n".join(f"{names[a]} and {names[b]}" for a, b in pairs),
        pair_ids,
        frozenset(chosen["number"].tolist()),
    )


def _sides(
    chosen: pd.DataFrame, pair_ids: Mapping[Pair, str], names: Mapping[str, str]
) -> dict[str, list[Side]]:
    """Return the sides of overlaps in each article."""
    sides: dict[str, list[Side]] = defaultdict(list)
    for record in chosen.to_dict("records"):
        slug, number = OVERLAP_STYLES[record["kind"]].slug, int(record["number"])
        pair_id = pair_ids[record["doc_a"], record["doc_b"]]
        for side, opposite in (("a", "b"), ("b", "a")):
            label = f"Passage {number}, {_describe(record)}; go to it in {names[record[f'doc_{opposite}']]}"
            link = (
                f'<a class="jump k-{slug}" id="{anchors.overlap_anchor(number, side)}" '
                f'href="#{anchors.overlap_anchor(number, opposite)}" '
                f'data-o="{number}" data-pair="{pair_id}" data-k="{slug}" aria-label="{escape(label)}">{number}</a>'
            )
            span = int(record[f"start_{side}"]), int(record[f"end_{side}"])
            sides[record[f"doc_{side}"]].append(Side(*span, number, slug, link))
    return sides


def _describe(record: Mapping[Hashable, Any]) -> str:
    """Return an overlap in words, for screen readers: "shared quotation of Anna Berg, 13 words"."""
    kind, about, words = str(record["kind"]), str(record["about"]), int(record["words"])
    if kind == "described differently":
        return f"{kind}: {about}"
    return f"{overlap_label(kind, about)}, {counted(words, 'word')}"


def _description_anchors(descriptions: pd.DataFrame, doc_ids: set[str]) -> dict[str, dict[int, str]]:
    """Return the id of each description in some articles, by article and by where it begins."""
    anchors_at: dict[str, dict[int, str]] = defaultdict(dict)
    columns = (descriptions[name] for name in ("doc_id", "start", "end"))
    for doc_id, start, end in zip(*columns, strict=True):
        if doc_id in doc_ids:
            anchors_at[doc_id].setdefault(int(start), anchors.place_anchor(doc_id, int(start), int(end)))
    return anchors_at


def mark_overlaps(
    text: str, start: int, end: int, sides: Iterable[Side], anchors_at: Mapping[int, str]
) -> str:
    """Return text[start:end] escaped, every overlap marked, with its link before it; overlaps may cross each other.

    The text is cut wherever an overlap begins or ends and at each id; a piece names all overlaps that it is part of.

    Args:
        text: The article.
        start: Where to begin, in code points.
        end: Where to end.
        sides: What to mark.
        anchors_at: Ids to put at places of the text.
    """
    inside = sorted(
        (side for side in sides if overlaps(side.span, (start, end))),
        key=lambda side: (side.start, -side.end, side.number),
    )
    pieces = []
    for left, right in cut((start, end), (*anchors_at, *(edge for side in inside for edge in side.span))):
        covering = [side for side in inside if contains(side.span, (left, right))]
        if left in anchors_at:
            pieces.append(f'<a id="{escape(anchors_at[left])}" class="anchor"></a>')
        pieces += [side.link for side in covering if side.start == left]
        pieces.append(_piece(text[left:right], covering))
    return "".join(pieces)


def _piece(text: str, covering: Sequence[Side]) -> str:
    if not covering:
        return escape(text)
    slugs = {side.slug for side in covering}
    classes = " ".join(f"k-{style.slug}" for style in OVERLAP_STYLES.values() if style.slug in slugs)
    numbers = " ".join(str(side.number) for side in covering)
    return f'<mark class="over {classes}" data-o="{numbers}">{escape(text)}</mark>'


def _article(
    article: Article, sides: Sequence[Side], anchors_at: Mapping[int, str], names: Mapping[str, str]
) -> str:
    """Return an article's paragraphs, marked, folded under its heading."""
    paragraphs = []
    for section in article.sections:
        span = section.start, section.end
        in_section = {place: anchor for place, anchor in anchors_at.items() if span[0] <= place < span[1]}
        inner = mark_overlaps(article.text, *span, sides, in_section)
        aside = "" if section.kind == "body" else ' class="aside"'
        paragraphs.append(f"<p{aside}>{inner}</p>")
    name = escape(names[article.doc_id])
    anchor = escape(anchors.article_anchor(article.doc_id))
    return (
        f'<details class="reader pair-article" id="{anchor}" data-name="{name}">'
        f"<summary>{article_heading(article, names)}</summary>{''.join(paragraphs)}"
        f'<p class="elsewhere"><a href="{escape(anchors.link_to_article(article.doc_id))}">The page of this article'
        "</a></p></details>"
    )


def _legend(chosen: pd.DataFrame) -> str:
    """Return the legend of the marks, class by class."""
    kinds = set(chosen["kind"])
    items = "".join(
        f'<li data-k="{style.slug}"><mark class="over k-{style.slug}">{kind}</mark></li>'
        for kind, style in OVERLAP_STYLES.items()
        if kind in kinds
    )
    return f'<ul class="pair-legend" aria-label="How overlaps are marked">{items}</ul>'


def _list(chosen: pd.DataFrame, pair_ids: Mapping[Pair, str], names: Mapping[str, str], total: int) -> str:
    """Return the list of pairs: the overlaps of each in numbers, with links to the articles and to passages."""
    overlaps_of: dict[Pair, list[tuple[int, str]]] = defaultdict(list)
    columns = (chosen[name] for name in ("doc_a", "doc_b", "number", "kind"))
    for doc_a, doc_b, number, kind in zip(*columns, strict=True):
        overlaps_of[doc_a, doc_b].append((int(number), str(kind)))
    items = []
    for (doc_a, doc_b), pair_id in pair_ids.items():
        of_pair = overlaps_of[doc_a, doc_b]
        counts = Counter(kind for _, kind in of_pair)
        summary = ", ".join(count_overlaps(counts[kind], kind) for kind in OVERLAP_STYLES if counts[kind])
        numbers = [number for number, _ in of_pair]
        links = " ".join(
            f'<a href="#{anchors.overlap_anchor(number, "a")}">{number}</a>'
            for number in numbers[:_MAX_LINKS]
        )
        links += " …" if len(numbers) > _MAX_LINKS else ""
        ids = [anchors.article_anchor(doc_id) for doc_id in (doc_a, doc_b)]
        articles = " and ".join(
            f'<a href="{escape(anchors.link_within(anchor))}">{article_label(doc_id, names)}</a>'
            for anchor, doc_id in zip(ids, (doc_a, doc_b), strict=True)
        )
        label = escape(f"{names[doc_a]} and {names[doc_b]}: {summary}")
        items.append(
            f'<li id="{pair_id}" data-a="{escape(ids[0])}" data-b="{escape(ids[1])}" data-label="{label}">'
            f"{articles}: {summary}. "
            f'<span class="pair-passages">Passages {links}</span></li>'
        )
    note = (
        f"<p>These are {len(pair_ids):,} of the {total:,} pairs that share something; "
        '<a href="data/overlaps.csv">data/overlaps.csv</a> has all.</p>'
        if total > len(pair_ids)
        else ""
    )
    return (
        f'<details class="pair-list" open><summary>{counted(len(pair_ids), "pair")} to read'
        f"</summary>{note}<ol>{''.join(items)}</ol></details>"
    )
