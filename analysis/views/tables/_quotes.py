"""The table of all attributions, each row linked to its place in the article."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from analysis.corpus import Article
from analysis.views._anchors import link_to_article, link_to_place, link_within, quote_anchors, speaker_anchor
from analysis.views._articles import article_label, article_title
from analysis.views._html import Html, nothing_found
from analysis.views.tables._table import rows_note, wrap_table

#: Maximum number of rows on a page; the data files have all.
_MAX_ROWS = 400

#: What a row says that pages leave out by default.
_UNSURE = ' <span class="facts">unsure</span>'
#: What the article of a row says that stands in the headline.
_HEADLINE = ' <span class="facts">headline</span>'
#: Title of the table of all attributions.
ALL = "All attributions"

_NUMERIC = {"confidence": ' class="number"'}
_LABELS = ("speaker", "what is said", "cue", "source", "kind", "confidence", "article")


def quote_table(
    quotes: pd.DataFrame,
    articles: Iterable[Article] = (),
    *,
    names: Mapping[str, str] | None = None,
    speakers: Sequence[str | None] | None = None,
    title: str = ALL,
) -> Html:
    """Return attributions as a table, in the order of the articles, each with a link to its place in its article.

    The page's script lets a reader filter and sort the rows of the table of all, and copy one with its source;
    without it the table is whole. Rows that pages leave out by default are said to be unsure.

    Args:
        quotes: From `find_quotes`.
        articles: The articles, by whose title, outlet and day a copied quotation is cited.
        names: Short names of all articles (see `short_names`); by default identifiers stand.
        speakers: From `name_speakers`: the common name of each attribution's speaker across the articles, by which
            a filter finds all spellings.
        title: What the table has; only that of all attributions has filters.

    Example:
        >>> quote_table(found).html.count("<tr id=") == len(found)
        True
    """
    if quotes.empty:
        return nothing_found(title)
    listed = quotes.head(_MAX_ROWS)
    names = names or {}
    records = listed.assign(
        common=pd.Series(speakers or quotes["speaker"].tolist(), index=quotes.index, dtype=object)
    )
    body = "".join(_row(record, names) for record in records.to_dict("records"))
    whole = title == ALL
    cited = json.dumps(_citations(articles, set(listed["doc_id"]), names), ensure_ascii=False)
    html = wrap_table(
        f"{title}, in the order of the articles",
        "".join(f'<th scope="col"{_NUMERIC.get(label, "")}>{label}</th>' for label in _LABELS),
        f"<tbody>{body}</tbody>",
        notes=[rows_note(len(listed), len(quotes), "quotes", noun="")],
        file="quotes",
        label=title,
        attributes=f' data-filter="attributions" data-cited="{escape(cited)}"' if whole else "",
    )
    plain = listed[["doc_id", "speaker", "content", "cue", "source", "kind"]].to_string(index=False)
    return Html(html, plain)


def _citations(articles: Iterable[Article], doc_ids: set[str], names: Mapping[str, str]) -> dict[str, str]:
    """Return how each article is cited, by its short name: title, outlet and day."""
    citations = {}
    for article in articles:
        if article.doc_id in doc_ids:
            title = article_title(article)
            title = title if "“" in title else f"“{title}”"
            facts = [title, article.outlet, str(article.published or "undated"), article.url]
            citations[names.get(article.doc_id, article.doc_id)] = ", ".join(filter(None, facts))
    return citations


def has_row(number: int) -> bool:
    """Return whether the table shows an attribution, by its number among all, counted from 0."""
    return number < _MAX_ROWS


def speaker_rows(quotes: pd.DataFrame, speakers: Sequence[str | None]) -> dict[str, str]:
    """Return the address of each speaker's first attribution in the table of all attributions.

    Args:
        quotes: From `find_quotes`, as given to `quote_table`.
        speakers: From `name_speakers`.

    Example:
        >>> from analysis.quotes import name_speakers
        >>> len(speaker_rows(found, name_speakers(found))) == len(analysis.speakers(found))
        True
    """
    rows: dict[str, str] = {}
    for name, doc_id, spans in zip(speakers, quotes["doc_id"], quotes["content_spans"], strict=True):
        if isinstance(name, str) and name not in rows:
            rows[name] = link_within(quote_anchors(str(doc_id), spans)[1])
    return rows


def _row(record: Mapping[Hashable, Any], names: Mapping[str, str]) -> str:
    doc_id, spans = str(record["doc_id"]), record["content_spans"]
    _, row_id = quote_anchors(doc_id, spans)
    start, end = spans[0][0], spans[-1][1]
    # What pages leave out by default is not marked in the article.
    address = escape((link_to_place if record["shown"] else link_to_article)(doc_id, start, end))
    place = f'<a href="{address}">{article_label(doc_id, names)}</a>{_HEADLINE if record["headline"] else ""}'
    cells = [
        _speaker_cell(record),
        *(f"<td>{escape(str(record[column] or ''))}</td>" for column in ("content", "cue", "source", "kind")),
        f'<td class="number">{record["confidence"]:.2f}{"" if record["shown"] else _UNSURE}</td>',
        f"<td>{place}</td>",
    ]
    return f'<tr id="{escape(row_id)}">{"".join(cells)}</tr>'


def _speaker_cell(record: Mapping[Hashable, Any]) -> str:
    speaker, common_name = record["speaker"], record["common"]
    kind = f'<span class="facts">{escape(str(record["speaker_kind"]))}</span>'
    if not isinstance(speaker, str):
        return "<td><em>unattributed</em></td>"
    name = common_name if isinstance(common_name, str) else speaker
    address = escape(link_within(speaker_anchor(name)))
    return f'<td><a href="{address}">{escape(name)}</a> {kind}</td>'
