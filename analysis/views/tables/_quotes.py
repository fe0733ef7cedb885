"""The table of all attributions, each row linked to its place in the article."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from analysis.corpus import Article
from analysis.views._anchors import article_anchor, link_within, quote_anchors, speaker_anchor
from analysis.views._articles import article_label, article_title
from analysis.views._html import Html
from analysis.views.tables._table import rows_note, wrap_table

#: Maximum number of rows on a page; the data files have all.
_MAX_ROWS = 400

#: What a row says that pages leave out by default.
_UNSURE = ' <span class="facts">unsure</span>'
#: What the place of a row says that stands in the headline.
_HEADLINE = ' <span class="facts">headline</span>'
#: Title of the table of all attributions.
ALL = "All attributions"

_LABELS = ("place", "speaker", "what is said", "cue", "source", "kind", "confidence")


def quote_table(
    quotes: pd.DataFrame,
    *,
    read: Iterable[Article] | None = None,
    names: Mapping[str, str] | None = None,
    speakers: Sequence[str | None] | None = None,
    title: str = ALL,
) -> Html:
    """Return attributions as a table, article by article, each with a link to its place in the article.

    The page's script lets a reader filter the rows of the table of all; without it the table is whole. Rows that
    pages leave out by default are said to be unsure.

    Args:
        quotes: From `find_quotes`.
        read: The articles that the page shows; places in other articles are no links. By default all are links.
        names: Short names of all articles (see `short_names`); by default identifiers stand.
        speakers: From `name_speakers`: the common name of each attribution's speaker across the articles, by which
            a filter finds all spellings.
        title: What the table has; only that of all attributions has filters.

    Example:
        >>> quote_table(found).html.count("<tr id=") == len(found)
        True
    """
    listed = quotes.head(_MAX_ROWS)
    names = names or {}
    titles = None if read is None else {article.doc_id: article_title(article) for article in read}
    records = listed.assign(
        common=pd.Series(speakers or quotes["speaker"].tolist(), index=quotes.index, dtype=object)
    )
    bodies = [
        _article_rows(str(doc_id), rows, names, titles)
        for doc_id, rows in records.groupby("doc_id", sort=False)
    ]
    html = wrap_table(
        f"{title}, in the order of the articles",
        "".join(f'<th scope="col">{label}</th>' for label in _LABELS),
        "".join(bodies) or f'<tbody><tr><td colspan="{len(_LABELS)}">none</td></tr></tbody>',
        notes=[rows_note(len(listed), len(quotes), "quotes", noun="")],
        file="quotes",
        label=title,
        attributes=' data-filter="attributions"' if title == ALL else "",
    )
    plain = listed[["doc_id", "speaker", "content", "cue", "source", "kind"]].to_string(index=False)
    return Html(html, plain)


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


def _article_rows(
    doc_id: str, rows: pd.DataFrame, names: Mapping[str, str], titles: Mapping[str, str] | None
) -> str:
    """Return an article's rows under its name, with links where `titles` has the article."""
    linked = titles is None or doc_id in titles
    tooltip = "" if names.get(doc_id, doc_id) == doc_id else f' title="{escape(doc_id)}"'
    label = article_label(doc_id, names)
    label = f'<a href="{escape(link_within(article_anchor(doc_id)))}">{label}</a>' if linked else label
    title = escape((titles or {}).get(doc_id, ""))
    title = f" <bdi>{title}</bdi>" if title else ""
    body = "".join(_row(record, linked=linked) for record in rows.to_dict("records"))
    head = f'<tr><th scope="rowgroup" colspan="{len(_LABELS)}"{tooltip}>{label}{title}</th></tr>'
    return f"<tbody>{head}{body}</tbody>"


def _row(record: Mapping[Hashable, Any], *, linked: bool) -> str:
    doc_id, spans = str(record["doc_id"]), record["content_spans"]
    place_id, row_id = quote_anchors(doc_id, spans)
    start = str(spans[0][0])
    place = f'<a href="{escape(link_within(place_id))}">{start}</a>' if linked else start
    cells = [
        f"<td>{place}{_HEADLINE if record['headline'] else ''}</td>",
        _speaker_cell(record),
        *(f"<td>{escape(str(record[column] or ''))}</td>" for column in ("content", "cue", "source", "kind")),
        f"<td>{record['confidence']:.2f}{'' if record['shown'] else _UNSURE}</td>",
    ]
    # Nothing leads to a row of an article that is not shown.
    return f'<tr id="{escape(row_id)}">{"".join(cells)}</tr>' if linked else f"<tr>{''.join(cells)}</tr>"


def _speaker_cell(record: Mapping[Hashable, Any]) -> str:
    speaker, common_name = record["speaker"], record["common"]
    kind = f'<span class="facts">{escape(str(record["speaker_kind"]))}</span>'
    if not isinstance(speaker, str):
        return "<td><em>unattributed</em></td>"
    name = common_name if isinstance(common_name, str) else speaker
    address = escape(link_within(speaker_anchor(name)))
    filtered_by = "" if name == speaker else f' data-speaker="{escape(name)}"'
    return f'<td{filtered_by}><a href="{address}">{escape(speaker)}</a> {kind}</td>'
