"""The term explorer: a place on a page where any term is looked up, and apart from it the data for the search.

The data are JSON beside the page's text, never part of it: the page's script writes them as text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from analysis.views import _anchors as anchors
from analysis.views._html import Html
from analysis.views.tables._table import IDENTIFIERS, Thing, drawn_columns, labels_of, table

#: The media type of data that a page's script reads: `name` and `content`.
DATA_TYPE = "application/vnd.dateline.data+json"

#: Columns whose cells are terms that can be looked up.
_TERM_COLUMNS = frozenset({"term", "pattern", "node", "collocate"})


@dataclass(frozen=True)
class PageData:
    """A piece of a page and the data that its script fills it with; a notebook has no such script and shows `note`."""

    html: str
    text: str
    name: str
    content: Mapping[str, Any]
    note: str

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        data = {"name": self.name, "content": dict(self.content), "html": self.html}
        return {"text/html": self.note, "text/plain": self.text, DATA_TYPE: data}


def term_explorer(explored: Mapping[str, Any], *, names: Mapping[str, str], unit: str = "terms") -> PageData:
    """Return the place where any term is looked up: its context, spread and collocates.

    Args:
        explored: From `analysis.terms.explore_terms`.
        names: Short names of all articles (see `short_names`).
        unit: The unit of counting, in the plural ("lemmas").
    """
    articles = []
    for doc_id, words, points in explored["articles"]:
        name, file = names.get(doc_id, doc_id), anchors.article_file(doc_id)
        articles.append([name, words, points, file])
    # The script makes an anchor of a term by changing spaces to low lines; the data hold those that differ.
    odd_anchors = {
        str(number): anchor
        for number, term in enumerate(explored["terms"])
        if (anchor := anchors.term_anchor(term)) != f"term-{term.replace(' ', '_')}"
    }
    content = {
        **explored,
        "articles": articles,
        "address": [f"{anchors.ARTICLES}/", f"#{anchors.TEXT}"],
        "anchors": odd_anchors,
        "unit_name": unit,
    }
    offered, total = len(explored["terms"]), explored["all_terms"]
    limit = f" The {offered:,} most frequent of {total:,} can be looked up; data/ has all."
    note = limit if offered < total else ""
    html = (
        '<div class="term-search" data-terms="data-terms">'
        f'<p class="needs-script">With JavaScript on, any of the {unit} can be looked up here.'
        f"{note} The tables below show the most important ones.</p></div>"
    )
    lookup = (
        "<p>Look up any term with <code>terms.keyword_in_context(annotated, &quot;summit&quot;)</code>.</p>"
    )
    return PageData(html, f"{offered:,} {escape(unit)} to look up", "terms", content, lookup)


def term_table(
    frame: pd.DataFrame,
    caption: str,
    *,
    columns: str | Mapping[str, str] | Sequence[str] | None = None,
    top: int = 50,
    names: Mapping[str, str] | None = None,
    anchor: Thing | None = None,
    file: str = "",
) -> Html:
    """Return a table in which the page's script opens each term in the explorer.

    Args:
        frame: The table.
        caption: As for `table`.
        columns: As for `table`.
        top: As for `table`, as are the keywords that follow.
        names: Short names of articles.
        anchor: What each row is about.
        file: Name of the data file with all rows.
    """
    made = table(frame, caption, columns=columns, top=top, names=names, anchor=anchor, file=file)
    if frame.empty:
        return made
    drawn = drawn_columns(frame.head(top), labels_of(frame, columns), keep=IDENTIFIERS if names else ())
    places = " ".join(str(place) for place, column in enumerate(drawn) if column in _TERM_COLUMNS)
    return Html(f'<div class="term-table" data-columns="{places}">{made.html}</div>', made.text)
