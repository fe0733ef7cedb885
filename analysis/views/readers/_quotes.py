"""Reader of attributions: an article with its attributions marked, linked to the table of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.corpus import Article
from analysis.text import Span, counted
from analysis.views._anchors import KEYNESS, PAIRS, article_anchor, link_across, link_within, quote_anchors
from analysis.views._html import Html
from analysis.views.readers._article import Mark, read_article
from analysis.views.tables._quotes import has_row


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
        names: Short names of all articles (see `short_names`), for its heading.

    Example:
        >>> from analysis.quotes import marked_terms
        >>> shown = read_quotes(corpus[doc_ids[3]], found, marked_terms(annotated, quotes=found))
        >>> shown.text == corpus[doc_ids[3]].text
        True
    """
    marks: list[Mark] = []
    rows = np.flatnonzero((quotes["doc_id"] == article.doc_id).to_numpy()).tolist()
    own = quotes.iloc[rows]
    for row, record in zip(rows, own.to_dict("records"), strict=True):
        place_id, row_id = quote_anchors(article.doc_id, record["content_spans"])
        speaker = record["speaker"] if isinstance(record["speaker"], str) else "unattributed"
        title = f"{record['kind']}: {speaker}"
        for index, span in enumerate(_spans(record["content_spans"])):
            anchor = place_id if index == 0 else ""
            href = link_within(row_id) if index == 0 and has_row(row) else ""
            marks.append(Mark(*span, f"content {record['kind']}", anchor, title, href))
        marks += [Mark(*span, "cue", title="cue") for span in _spans(record["cue_spans"])]
        marks += [
            Mark(*span, "source", title=f"source: {speaker}") for span in _spans(record["source_spans"])
        ]
    terms = marked[marked["doc_id"] == article.doc_id]
    marks += [
        Mark(int(start), int(end), "term", title="marked term")
        for start, end in zip(terms["start"], terms["end"], strict=True)
    ]
    note = counted(len(own), "attribution")
    anchor = article_anchor(article.doc_id)
    links = {
        "Terms that set it apart": link_across(KEYNESS, anchor),
        "What it shares with others": link_across(PAIRS, anchor),
    }
    return read_article(article, marks, anchor=anchor, names=names, note=note, links=links)
