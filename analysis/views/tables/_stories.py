"""Trees of stories that several articles have, as nested lists."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from analysis.text import counted
from analysis.views._html import Html, nothing_found
from analysis.views.tables._linked import article_link

# Bounds on the length of a page: stories, and articles of each.
_MAX_STORIES, _MAX_ARTICLES = 12, 30

#: What a relation to the article above says to a reader.
_RELATIONS = {
    "took it": "copied it from there",
    "gave it": "the article above copied it from here",
    "common source": "both are agency copy",
    "versions": "another version of that article",
    "cannot tell": "unknown which came first",
    "source": "the others copied it from here",
    "shares most": "shares most with the others",
}


def story_trees(trees: pd.DataFrame, names: Mapping[str, str], agency_copy: pd.DataFrame) -> Html:
    """Return each story as a nested list: an article below the one with which it has most words in common.

    Args:
        trees: From `trace_stories`.
        names: The name of each article.
        agency_copy: From `find_agency_copy`; the agency stands behind an article's name.
    """
    if trees.empty:
        return nothing_found("stories in three or more articles")
    agencies = {
        str(doc_id): str(agency)
        for doc_id, agency in zip(agency_copy["doc_id"], agency_copy["agency"], strict=True)
        if isinstance(agency, str)
    }
    stories = list(trees.groupby("story", sort=True))
    shown = [_story(rows, names, agencies) for _, rows in stories[:_MAX_STORIES]]
    more = len(stories) - len(shown)
    note = f"<p>{counted(more, 'smaller story', 'smaller stories')} more: {_FILE}.</p>" if more else ""
    return Html(
        f'<div class="stories">{"".join(shown)}{note}</div>', f"{counted(len(stories), 'story', 'stories')}"
    )


_FILE = '<a href="data/story_trees.csv">data/story_trees.csv</a>'


def _story(rows: pd.DataFrame, names: Mapping[str, str], agencies: Mapping[str, str]) -> str:
    """Return one story, folded but for its first line."""
    records = rows.head(_MAX_ARTICLES).to_dict("records")
    days = sorted(day for day in rows["published"] if not pd.isna(day))
    when = f", {_time(days[0])}" if days else ""
    when += f" to {_time(days[-1])}" if days and days[-1] != days[0] else ""
    root = names.get(str(records[0]["doc_id"]), str(records[0]["doc_id"]))
    summary = f"{counted(len(rows), 'article')}{when}: {escape(root)} and others"
    items: list[str] = []
    depth = 0
    for record in records:
        below = int(record["depth"])
        up = "</li></ul>" * (depth - below) + ("</li><li>" if items else "<li>")
        items.append("<ul><li>" if below > depth else up)
        items.append(_line(record, names, agencies))
        depth = below
    items.append("</li></ul>" * depth + "</li>")
    left_out = len(rows) - len(records)
    note = f"<p>{counted(left_out, 'article')} more: {_FILE}.</p>" if left_out else ""
    return f"<details><summary>{summary}</summary><ul>{''.join(items)}</ul>{note}</details>"


def _line(record: Mapping[Any, Any], names: Mapping[str, str], agencies: Mapping[str, str]) -> str:
    """Return an article of a story: its name, day and agency, and how it comes to the words."""
    doc_id = str(record["doc_id"])
    facts = [] if pd.isna(record["published"]) else [_time(record["published"])]
    facts += [escape(agencies[doc_id])] if doc_id in agencies else []
    if not pd.isna(record["words"]):
        facts.append(f"{counted(int(record['words']), 'word')} in common, {record['share']:.0%} of it")
    facts.append(_RELATIONS[str(record["relation"])])
    label = article_link(doc_id, names)
    return f'{label} <span class="note">{"; ".join(facts)}</span>'


def _time(day: object) -> str:
    return f"<time>{escape(str(day))}</time>"
