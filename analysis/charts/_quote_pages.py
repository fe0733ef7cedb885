"""Which attribution stands where? The table of all attributions and the marked articles, linked both ways."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from analysis.charts._anchors import article_anchor, link_within, place_anchor, row_anchor, speaker_anchor
from analysis.charts._reader import Mark, read_article
from analysis.charts._tables import Html
from analysis.charts._theme import short_names
from analysis.corpus import Article, Span

#: Rows of the table on a page; the data files have all.
_MOST_ROWS = 1000


def _addresses(doc_id: str, spans: Sequence[Span]) -> tuple[str, str]:
    """Return the addresses of an attribution in the reader and in the table: where its content stands."""
    start, end = spans[0][0], spans[-1][1]
    return place_anchor(doc_id, start, end), row_anchor(doc_id, start, end)


def quote_table(quotes: pd.DataFrame) -> Html:
    """Return all attributions as a table, each with a link to its place in the article.

    Args:
        quotes: From `find_quotes`.

    Example:
        >>> quote_table(found).html.count("<tr id=") == len(found)
        True
    """
    names = short_names(quotes["doc_id"])
    shown = quotes.head(_MOST_ROWS)
    rows = [_row(record, names) for record in shown.to_dict("records")]
    more = (
        f" The first {len(shown):,} of {len(quotes):,}; the data files have all."
        if len(quotes) > len(shown)
        else ""
    )
    heads = ("place", "speaker", "what is said", "cue", "source", "kind", "confidence")
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    body = "".join(rows) or f'<tr><td colspan="{len(heads)}">none</td></tr>'
    html = (
        '<div class="table" role="region" tabindex="0" aria-label="All attributions"><table>'
        f"<caption>All attributions, in the order of the articles.{more}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
    return Html(html, shown[["doc_id", "speaker", "content", "cue", "source", "kind"]].to_string(index=False))


def _row(record: Mapping[Hashable, Any], names: dict[str, str]) -> str:
    doc_id, spans = str(record["doc_id"]), record["content_spans"]
    place, row = _addresses(doc_id, spans)
    speaker = record["speaker"]
    known = isinstance(speaker, str)
    about = escape(link_within(speaker_anchor(str(speaker))))
    named = f'<a href="{about}">{escape(str(speaker))}</a>' if known else "<em>unattributed</em>"
    kind = escape(str(record["speaker_kind"]))
    cells = [
        f'<a href="{escape(link_within(place))}">{escape(names[doc_id])}:{spans[0][0]}</a>',
        f'{named} <span class="facts">{kind}</span>' if known else named,
        *(escape(str(record[column] or "")) for column in ("content", "cue", "source", "kind")),
        f"{record['confidence']:.2f}",
    ]
    return f'<tr id="{escape(row)}">' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _spans(spans: object) -> Iterable[Span]:
    return spans if isinstance(spans, Sequence) else ()


def read_quotes(article: Article, quotes: pd.DataFrame, marked: pd.DataFrame) -> Html:
    """Return an article with its attributions marked: content, cue, source, and terms in quotation marks.

    Args:
        article: The article.
        quotes: From `find_quotes`; rows of other articles are passed over.
        marked: From `marked_terms`.

    Example:
        >>> from analysis.quotes import marked_terms
        >>> shown = read_quotes(corpus[doc_ids[3]], found, marked_terms(annotated, quotes=found))
        >>> shown.text == corpus[doc_ids[3]].text
        True
    """
    marks: list[Mark] = []
    own = quotes[quotes["doc_id"] == article.doc_id]
    for record in own.to_dict("records"):
        place, row = _addresses(article.doc_id, record["content_spans"])
        who = record["speaker"] if isinstance(record["speaker"], str) else "unattributed"
        about = f"{record['kind']}: {who}"
        for at, (start, end) in enumerate(_spans(record["content_spans"])):
            anchor = place if at == 0 else ""
            marks.append(Mark(start, end, f"content {record['kind']}", anchor, about, link_within(row)))
        marks += [Mark(s, e, "cue", title=f"cue: {who}") for s, e in _spans(record["cue_spans"])]
        marks += [Mark(s, e, "source", title=f"source: {who}") for s, e in _spans(record["source_spans"])]
    terms = marked[marked["doc_id"] == article.doc_id]
    marks += [
        Mark(int(s), int(e), "term", title="marked term")
        for s, e in zip(terms["start"], terms["end"], strict=True)
    ]
    name = f"{article.title or article.doc_id} ({len(own)} attributions)"
    return read_article(article, marks, anchor=article_anchor(article.doc_id), heading=name)


def say(sentence: str) -> Html:
    """Return a sentence as a paragraph of the page, escaped.

    Example:
        >>> say("Two of three <articles> agree.").html
        '<p class="finding">Two of three &lt;articles&gt; agree.</p>'
    """
    return Html(f'<p class="finding">{escape(sentence)}</p>', sentence)
