"""Which attribution stands where? The table of all attributions and the marked articles, linked both ways."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from analysis.corpus import Article
from analysis.text import Span, counted
from analysis.views._anchors import (
    KEYNESS,
    PAIRS,
    article_anchor,
    link_across,
    link_within,
    place_anchor,
    row_anchor,
    speaker_anchor,
)
from analysis.views._articles import article_label, article_title
from analysis.views._short_names import short_names
from analysis.views.readers._article import Mark, read_article
from analysis.views.tables._table import Html

#: Rows of the table on a page; the data files have all.
_MOST_ROWS = 400

_HEADS = ("place", "speaker", "what is said", "cue", "source", "kind", "confidence")


def _addresses(doc_id: str, spans: Sequence[Span]) -> tuple[str, str]:
    """Return the addresses of an attribution in the reader and in the table: where its content stands."""
    start, end = spans[0][0], spans[-1][1]
    return place_anchor(doc_id, start, end), row_anchor(doc_id, start, end)


def quote_table(
    quotes: pd.DataFrame,
    *,
    read: Iterable[Article] | None = None,
    names: Mapping[str, str] | None = None,
    speakers: Sequence[str | None] | None = None,
) -> Html:
    """Return all attributions as a table, article by article, each with a link to its place in the article.

    The page's script lets a reader filter the rows; without it the table is whole.

    Args:
        quotes: From `find_quotes`.
        read: The articles that the page shows, to which alone a place can lead; by default every place is a link.
        names: Short names of all articles (see `short_names`); by default of those with an attribution.
        speakers: From `name_speakers`: what the speaker of each attribution is called in all articles, so that a
            filter by speaker finds all spellings.

    Example:
        >>> quote_table(found).html.count("<tr id=") == len(found)
        True
    """
    listed = quotes.head(_MOST_ROWS)
    names = names or short_names(quotes["doc_id"])
    records = listed.assign(
        common=pd.Series(speakers or quotes["speaker"].tolist(), index=quotes.index, dtype=object)
    )
    titles = None if read is None else {article.doc_id: article_title(article) for article in read}
    bodies = [
        _article_rows(str(doc_id), group, names, titles)
        for doc_id, group in records.groupby("doc_id", sort=False)
    ]
    more = ""
    if len(quotes) > len(listed):
        whole = '<a href="data/quotes.csv">data/quotes.csv</a>'
        more = f' <span class="note">The first {len(listed):,} of {len(quotes):,}; {whole} has all.</span>'
    head = "".join(f'<th scope="col">{name}</th>' for name in _HEADS)
    body = "".join(bodies) or f'<tbody><tr><td colspan="{len(_HEADS)}">none</td></tr></tbody>'
    html = (
        '<div class="table" role="region" tabindex="0" aria-label="All attributions" data-file="data/quotes.csv" '
        'data-filter="attributions"><table>'
        f"<caption>All attributions, in the order of the articles{more}</caption>"
        f"<thead><tr>{head}</tr></thead>{body}</table></div>"
    )
    return Html(
        html, listed[["doc_id", "speaker", "content", "cue", "source", "kind"]].to_string(index=False)
    )


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
            rows[name] = link_within(_addresses(str(doc_id), spans)[1])
    return rows


def _article_rows(
    doc_id: str, group: pd.DataFrame, names: Mapping[str, str], titles: Mapping[str, str] | None
) -> str:
    """Return an article's rows under its name, with links where its title is among those of the articles shown."""
    linked = titles is None or doc_id in titles
    about = "" if names.get(doc_id, doc_id) == doc_id else f' title="{escape(doc_id)}"'
    label = article_label(doc_id, names)
    shown = f'<a href="{escape(link_within(article_anchor(doc_id)))}">{label}</a>' if linked else label
    title = escape((titles or {}).get(doc_id, ""))
    called = f" <bdi>{title}</bdi>" if title else ""
    rows = "".join(_row(record, linked=linked) for record in group.to_dict("records"))
    head = f'<tr><th scope="rowgroup" colspan="{len(_HEADS)}"{about}>{shown}{called}</th></tr>'
    return f"<tbody>{head}{rows}</tbody>"


def _row(record: Mapping[Hashable, Any], *, linked: bool) -> str:
    doc_id, spans = str(record["doc_id"]), record["content_spans"]
    place, row = _addresses(doc_id, spans)
    at = str(spans[0][0])
    cells = [
        f'<td><a href="{escape(link_within(place))}">{at}</a></td>' if linked else f"<td>{at}</td>",
        _speaker_cell(record),
        *(f"<td>{escape(str(record[column] or ''))}</td>" for column in ("content", "cue", "source", "kind")),
        f"<td>{record['confidence']:.2f}</td>",
    ]
    # Nothing leads to a row of an article that is not shown.
    return f'<tr id="{escape(row)}">{"".join(cells)}</tr>' if linked else f"<tr>{''.join(cells)}</tr>"


def _speaker_cell(record: Mapping[Hashable, Any]) -> str:
    speaker, common = record["speaker"], record["common"]
    kind = f'<span class="facts">{escape(str(record["speaker_kind"]))}</span>'
    if not isinstance(speaker, str):
        return "<td><em>unattributed</em></td>"
    name = str(common) if isinstance(common, str) else speaker
    about = escape(link_within(speaker_anchor(name)))
    same = "" if name == speaker else f' data-speaker="{escape(name)}"'
    return f'<td{same}><a href="{about}">{escape(speaker)}</a> {kind}</td>'


def _spans(spans: object) -> Iterable[Span]:
    return spans if isinstance(spans, Sequence) else ()


def read_quotes(
    article: Article, quotes: pd.DataFrame, marked: pd.DataFrame, *, names: Mapping[str, str] | None = None
) -> Html:
    """Return an article with its attributions marked: content, cue, source, and terms in quotation marks.

    Args:
        article: The article.
        quotes: From `find_quotes`, as given to `quote_table`; rows of other articles are passed over.
        marked: From `marked_terms`.
        names: Short names of all articles (see `short_names`), for its name and colour.

    Example:
        >>> from analysis.quotes import marked_terms
        >>> shown = read_quotes(corpus[doc_ids[3]], found, marked_terms(annotated, quotes=found))
        >>> shown.text == corpus[doc_ids[3]].text
        True
    """
    marks: list[Mark] = []
    places = np.flatnonzero((quotes["doc_id"] == article.doc_id).to_numpy())
    own = quotes.iloc[places]
    for number, record in zip(places, own.to_dict("records"), strict=True):
        place, row = _addresses(article.doc_id, record["content_spans"])
        who = record["speaker"] if isinstance(record["speaker"], str) else "unattributed"
        about = f"{record['kind']}: {who}"
        for at, (start, end) in enumerate(_spans(record["content_spans"])):
            anchor = place if at == 0 else ""
            href = link_within(row) if at == 0 and number < _MOST_ROWS else ""
            marks.append(Mark(start, end, f"content {record['kind']}", anchor, about, href))
        marks += [Mark(s, e, "cue", title="cue") for s, e in _spans(record["cue_spans"])]
        marks += [Mark(s, e, "source", title=f"source: {who}") for s, e in _spans(record["source_spans"])]
    terms = marked[marked["doc_id"] == article.doc_id]
    marks += [
        Mark(int(s), int(e), "term", title="marked term")
        for s, e in zip(terms["start"], terms["end"], strict=True)
    ]
    note = counted(len(own), "attribution")
    anchor = article_anchor(article.doc_id)
    links = {
        "Terms that set it apart": link_across(KEYNESS, anchor),
        "What it shares with others": link_across(PAIRS, anchor),
    }
    return read_article(article, marks, anchor=anchor, names=names, note=note, links=links)


def fold(title: str, inside: Html) -> Html:
    """Return a part of a page folded under its title: for what a reader may want to look up, but need not pass."""
    html = f'<details class="fold"><summary>{escape(title)}</summary>{inside.html}</details>'
    return Html(html, f"{title}\n{inside.text}")


def say_shown(shown: int, total: int, parameter: str) -> Html:
    """Return how many of all articles a page shows whole, and what sets how many.

    Example:
        >>> say_shown(20, 84, "top_articles")
        The first 20 of 84 articles are shown; the parameter top_articles sets how many.
    """
    if shown == total:
        sentence = "The one article is shown." if total == 1 else f"All {total:,} articles are shown."
    else:
        sentence = (
            f"The first {shown:,} of {total:,} articles are shown; the parameter {parameter} sets how many."
        )
    return Html(f"<p>{escape(sentence)}</p>", sentence)


def say(sentence: str) -> Html:
    """Return a sentence as a paragraph of the page, escaped.

    Example:
        >>> say("Two of three <articles> agree.").html
        '<p class="finding">Two of three &lt;articles&gt; agree.</p>'
    """
    return Html(f'<p class="finding">{escape(sentence)}</p>', sentence)
