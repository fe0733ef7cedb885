"""What do two articles share, and where? Both beside each other, each overlap marked and linked to its other half.

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
from analysis.views._articles import article_class, article_heading, article_label
from analysis.views._overlap_styles import LOOKS, count_overlaps, named
from analysis.views.readers._choice import Pair, choose_overlaps, choose_pairs
from analysis.views.tables._table import Html

#: What a page has room for besides its charts and tables, so that it stays below three million bytes.
_MOST_BYTES = 700_000
_MOST_OVERLAPS = 1_000
_MOST_LINKS = 40  # links to single passages in the list of pairs


@dataclass(frozen=True)
class PairReader(Html):
    """The reader, ready for a page, and the addresses in it for tables to link to.

    Attributes:
        pairs: The address of each pair that can be read.
        numbers: The numbers of the overlaps that are marked.
    """

    pairs: Mapping[Pair, str] = field(default_factory=dict)
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Side:
    """One half of an overlap: its span, its class, and the link that stands before it."""

    start: int
    end: int
    number: int
    slug: str
    link: str

    @property
    def span(self) -> Span:
        """Its span."""
        return self.start, self.end


def read_pairs(
    corpus: Corpus,
    overlaps: pd.DataFrame,
    descriptions: pd.DataFrame,
    *,
    names: Mapping[str, str],
    top: int = 30,
) -> PairReader:
    """Return the pairs of articles that share most, to be read side by side.

    Args:
        corpus: The articles.
        overlaps: From `collect_overlaps`.
        descriptions: From `compare_descriptions`; those of articles shown get an address, for tables.
        names: What each article of the corpus is called, in the corpus's order.
        top: Maximum number of pairs; fewer where their texts would make the page too large.
    """
    sizes = {article.doc_id: len(escape(article.text).encode(errors="replace")) for article in corpus}
    pairs = choose_pairs(overlaps, sizes, top=top, most_bytes=_MOST_BYTES)
    if not pairs:
        said = "No two articles share anything that could be read side by side."
        return PairReader(f'<p class="finding">{said}</p>', said)
    chosen = choose_overlaps(overlaps, pairs, most=_MOST_OVERLAPS)
    addresses = {pair: f"pair-{number}" for number, pair in enumerate(pairs, start=1)}
    sides = _sides(chosen, addresses, names)
    doc_ids = sorted({doc_id for pair in pairs for doc_id in pair})
    places = _places(descriptions, set(doc_ids))
    articles = "".join(
        _article(corpus[doc_id], sides.get(doc_id, []), places.get(doc_id, {}), names) for doc_id in doc_ids
    )
    total = len(overlaps[["doc_a", "doc_b"]].drop_duplicates())
    html = (
        f'<div class="pairs" id="pair-reader">{_legend(chosen)}{_list(chosen, addresses, names, total)}'
        f'<div class="pair-shelf">{articles}</div></div>'
    )
    return PairReader(
        html,
        "\n".join(f"{names[a]} and {names[b]}" for a, b in pairs),
        addresses,
        frozenset(chosen["number"].tolist()),
    )


def _sides(
    chosen: pd.DataFrame, addresses: Mapping[Pair, str], names: Mapping[str, str]
) -> dict[str, list[Side]]:
    """Return the marks of each article with the links that stand before them."""
    sides: dict[str, list[Side]] = defaultdict(list)
    for record in chosen.to_dict("records"):
        slug, number = LOOKS[record["kind"]].slug, int(record["number"])
        pair = addresses[record["doc_a"], record["doc_b"]]
        for side, other in (("a", "b"), ("b", "a")):
            label = f"Passage {number}, {describe(record)}; go to it in {names[record[f'doc_{other}']]}"
            link = (
                f'<a class="jump k-{slug}" id="passage-{number}-{side}" href="#passage-{number}-{other}" '
                f'data-o="{number}" data-pair="{pair}" data-k="{slug}" aria-label="{escape(label)}">{number}</a>'
            )
            span = int(record[f"start_{side}"]), int(record[f"end_{side}"])
            sides[record[f"doc_{side}"]].append(Side(*span, number, slug, link))
    return sides


def describe(record: Mapping[Hashable, Any]) -> str:
    """Return what an overlap is, for those who hear it: "shared quotation of Anna Berg, 13 words"."""
    kind, about, words = str(record["kind"]), str(record["about"]), int(record["words"])
    if kind == "described differently":
        return f"{kind}: {about}"
    return f"{named(kind, about)}, {counted(words, 'word')}"


def _places(descriptions: pd.DataFrame, doc_ids: set[str]) -> dict[str, dict[int, str]]:
    """Return the address of each description in some articles, by where it begins."""
    places: dict[str, dict[int, str]] = defaultdict(dict)
    columns = (descriptions[name] for name in ("doc_id", "start", "end"))
    for doc_id, start, end in zip(*columns, strict=True):
        if doc_id in doc_ids:
            places[doc_id].setdefault(int(start), anchors.place_anchor(doc_id, int(start), int(end)))
    return places


def mark_overlaps(
    text: str, start: int, end: int, sides: Iterable[Side], addresses: Mapping[int, str]
) -> str:
    """Return text[start:end] escaped, every overlap marked, its link before it; overlaps may cross each other.

    The text is cut wherever a mark or an address begins or ends; a piece names all overlaps that it is part of.

    Args:
        text: The article.
        start: Where to begin, in code points.
        end: Where to end.
        sides: What to mark.
        addresses: Ids to put at places of the text.
    """
    shown = sorted(
        (side for side in sides if overlaps(side.span, (start, end))),
        key=lambda side: (side.start, -side.end, side.number),
    )
    pieces = []
    for left, right in cut((start, end), (*addresses, *(at for side in shown for at in side.span))):
        over = [side for side in shown if contains(side.span, (left, right))]
        if left in addresses:
            pieces.append(f'<a id="{escape(addresses[left])}" class="anchor"></a>')
        pieces += [side.link for side in over if side.start == left]
        pieces.append(_piece(text[left:right], over))
    return "".join(pieces)


def _piece(text: str, over: Sequence[Side]) -> str:
    if not over:
        return escape(text)
    slugs = {side.slug for side in over}
    styles = " ".join(f"k-{look.slug}" for look in LOOKS.values() if look.slug in slugs)
    numbers = " ".join(str(side.number) for side in over)
    return f'<mark class="over {styles}" data-o="{numbers}">{escape(text)}</mark>'


def _article(
    article: Article, sides: Sequence[Side], places: Mapping[int, str], names: Mapping[str, str]
) -> str:
    """Return an article's paragraphs, marked, folded under its heading."""
    paragraphs = []
    for section in article.sections:
        here = {at: name for at, name in places.items() if section.start <= at < section.end}
        inner = mark_overlaps(article.text, section.start, section.end, sides, here)
        aside = "" if section.kind == "body" else ' class="aside"'
        paragraphs.append(f"<p{aside}>{inner}</p>")
    called = names[article.doc_id]
    address = escape(anchors.article_anchor(article.doc_id))
    style = f"reader pair-article {article_class(article.doc_id, names)}".rstrip()
    return (
        f'<details class="{style}" id="{address}" data-name="{escape(called)}">'
        f"<summary>{article_heading(article, names)}</summary>{''.join(paragraphs)}</details>"
    )


def _legend(chosen: pd.DataFrame) -> str:
    """Return the classes that are marked, each as it is marked."""
    kinds = set(chosen["kind"])
    items = "".join(
        f'<li data-k="{look.slug}"><mark class="over k-{look.slug}">{kind}</mark></li>'
        for kind, look in LOOKS.items()
        if kind in kinds
    )
    return f'<ul class="pair-legend" aria-label="How overlaps are marked">{items}</ul>'


def _list(chosen: pd.DataFrame, addresses: Mapping[Pair, str], names: Mapping[str, str], total: int) -> str:
    """Return the list of pairs: what each shares, with links to the articles and to every passage."""
    rows: dict[Pair, list[tuple[int, str]]] = defaultdict(list)
    columns = (chosen[name] for name in ("doc_a", "doc_b", "number", "kind"))
    for doc_a, doc_b, number, kind in zip(*columns, strict=True):
        rows[doc_a, doc_b].append((int(number), str(kind)))
    items = []
    for (doc_a, doc_b), address in addresses.items():
        found = rows[doc_a, doc_b]
        counts = Counter(kind for _, kind in found)
        what = ", ".join(count_overlaps(counts[kind], kind) for kind in LOOKS if counts[kind])
        links = " ".join(f'<a href="#passage-{n}-a">{n}</a>' for n, _ in found[:_MOST_LINKS])
        links += " …" if len(found) > _MOST_LINKS else ""
        ids = [anchors.article_anchor(doc_id) for doc_id in (doc_a, doc_b)]
        ends = " and ".join(
            f'<a href="{escape(anchors.link_within(name))}">{article_label(doc_id, names)}</a>'
            for name, doc_id in zip(ids, (doc_a, doc_b), strict=True)
        )
        label = escape(f"{names[doc_a]} and {names[doc_b]}: {what}")
        articles = f'data-a="{escape(ids[0])}" data-b="{escape(ids[1])}"'
        items.append(
            f'<li id="{address}" {articles} data-label="{label}">{ends}: {what}. '
            f'<span class="pair-passages">Passages {links}</span></li>'
        )
    more = (
        f"<p>These are {len(addresses):,} of the {total:,} pairs that share something; "
        '<a href="data/overlaps.csv">data/overlaps.csv</a> has all.</p>'
        if total > len(addresses)
        else ""
    )
    return (
        f'<details class="pair-list" open><summary>{counted(len(addresses), "pair")} to read'
        f"</summary>{more}<ol>{''.join(items)}</ol></details>"
    )
