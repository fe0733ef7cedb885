"""Tables whose cells lead into the readers, and cells of articles' own words beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from analysis.text import Span, counted
from analysis.views import _anchors as anchors
from analysis.views._articles import article_label
from analysis.views._html import Html, nothing_found
from analysis.views.tables._table import rows_note, wrap_table


def linked_table(
    caption: str, heads: Sequence[str], rows: Sequence[str], total: int, *, file: str, note: str = ""
) -> Html:
    """Return a table of rows of HTML; where some are left out, the caption leads to the file with all.

    Args:
        caption: What it shows, a sentence without mark-up.
        heads: The labels of its columns.
        rows: The rows that are shown.
        total: Number of rows in the file.
        file: Name of the data file with all rows, without its ending.
        note: A sentence to add to the caption.
    """
    if not rows:
        return nothing_found(caption, note)
    notes = [rows_note(len(rows), total, file), escape(note)]
    head = "".join(f'<th scope="col">{escape(label)}</th>' for label in heads)
    # Texts make rows high: such a table scrolls within a window's height, so that a page has a bound.
    html = wrap_table(
        caption, head, f"<tbody>{''.join(rows)}</tbody>", notes=notes, file=file, attributes=" data-tall"
    )
    return Html(html, f"{caption}: {counted(total, 'row')}")


def link_to(html: str, anchor: str | None) -> str:
    """Return a link to an id of this page; where the page lacks it, its maker leaves the words alone."""
    return f'<a href="{escape(anchors.link_within(anchor))}">{html}</a>' if anchor else html


def article_link(
    doc_id: str, names: Mapping[str, str], start: int | None = None, end: int | None = None
) -> str:
    """Return an article's name, which leads to its page, or to a place there; its identifier is the tooltip."""
    title = f' title="{escape(doc_id)}"' if names.get(doc_id, doc_id) != doc_id else ""
    address = escape(anchors.link_to_article(doc_id, start, end))
    return f'<a href="{address}"{title}>{article_label(doc_id, names)}</a>'


def words_cell(html: str) -> str:
    """Return a cell of words that need some room."""
    return f'<td class="words">{html}</td>'


def side_by_side(doc_ids: Iterable[object], texts: Iterable[str], names: Mapping[str, str]) -> str:
    """Return a cell of two articles' own words, each below the article's name, which leads to the article's page.

    They stand beside each other, or where there is no room, one below the other.

    Args:
        doc_ids: The articles.
        texts: The words of each as HTML.
        names: The name of each article.
    """
    sides = []
    for doc_id, html in zip(map(str, doc_ids), texts, strict=True):
        sides.append(f'<div><p class="whose">{article_link(doc_id, names)}</p>{html}</div>')
    return f'<td class="beside"><div>{"".join(sides)}</div></td>'


def mark_spans(text: str, spans: Iterable[Span]) -> str:
    """Return a text escaped, with disjoint spans in order marked as words that only this side has."""
    pieces, position = [], 0
    for start, end in spans:
        pieces.append(f'{escape(text[position:start])}<mark class="only">{escape(text[start:end])}</mark>')
        position = end
    return "".join([*pieces, escape(text[position:])])
