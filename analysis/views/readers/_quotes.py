"""Reader of attributions: an article with its attributions marked."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.corpus import Article
from analysis.text import counted
from analysis.views._anchors import article_anchor, link_within, quote_anchors
from analysis.views._html import Html
from analysis.views.readers._article import Mark, read_article
from analysis.views.readers._marks import quote_marks
from analysis.views.tables._quotes import has_row


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
    rows = np.flatnonzero((quotes["doc_id"] == article.doc_id).to_numpy()).tolist()
    own = quotes.iloc[rows].assign(row=rows).to_dict("records")
    marks = list(quote_marks(article.doc_id, own, address=_row_address))
    terms = marked[marked["doc_id"] == article.doc_id]
    marks += [
        Mark(int(start), int(end), "term", title="marked term")
        for start, end in zip(terms["start"], terms["end"], strict=True)
    ]
    note = counted(len(own), "attribution")
    return read_article(article, marks, anchor=article_anchor(article.doc_id), names=names, note=note)


def _row_address(record: Mapping[object, object]) -> str:
    """Return the address of an attribution's row in a table on the same page; empty where that leaves it out."""
    if not has_row(int(str(record["row"]))):
        return ""
    spans = record["content_spans"]
    return link_within(quote_anchors(str(record["doc_id"]), spans)[1])  # type: ignore[arg-type]
