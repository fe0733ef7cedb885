"""Show a pair of articles side by side in a notebook, with what they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import pandas as pd
from markupsafe import Markup

from analysis._display import fold, mark_excerpt, table, view
from analysis.corpus import count_running_words
from analysis.text import counted, shorten

if TYPE_CHECKING:
    from analysis.corpus import Article
    from analysis.overlap._compare_pair import ArticlePair

# Bounds on what is shown; the pair's own tables have all: rows of each part and of names, what a speaker is shown to
# say in each article, characters of a list of names and of a content or description.
_MAX_ROWS = 10
_MAX_NAMES = 20
_MAX_CONTENTS = 3
_MAX_NAMES_LENGTH, _MAX_LENGTH = 120, 160


def describe_pair(pair: ArticlePair) -> str:
    """Return a pair in one line of text."""
    counts = ", ".join(f"{count:,} {name}" for name, count in _counts(pair))
    return f"<ArticlePair {pair.article_a.doc_id} and {pair.article_b.doc_id}: {counts}>"


def show_pair(pair: ArticlePair) -> str:
    """Return a pair as HTML: the facts of both articles, then what they share, in a column for each."""
    parts = [table(("", "a", "b"), _facts(pair.article_a, pair.article_b), wide=True)]
    tables = (
        *(_places(pair, pair.passages), _places(pair, pair.quotations), _phrases(pair)),
        *(_names(pair.names), _speakers(pair.speakers), _descriptions(pair)),
    )
    for (name, count), (headings, rows) in zip(_counts(pair), tables, strict=True):
        if count:
            markup = table(headings, rows, total=max(count, len(rows)), wide=True)
            parts.append(fold(name.capitalize(), f"{count:,}", markup, opened=True))
    empty = [name for name, count in _counts(pair) if not count]
    if empty:
        parts.append(Markup('<p class="dl-note">None of: {}.</p>').format("; ".join(empty)))
    return view(*parts)


def _counts(pair: ArticlePair) -> list[tuple[str, int]]:
    described = pair.descriptions[["name", "aspect"]].drop_duplicates()
    return [
        ("shared passages", len(pair.passages)),
        ("shared quotations", len(pair.quotations)),
        ("shared phrases", len(pair.phrases)),
        ("named in both", len(pair.names)),
        ("quoted in both", len(pair.speakers)),
        ("described differently", len(described)),
    ]


Rows = tuple[Sequence[str], Sequence[Sequence[object]]]


def _facts(article_a: Article, article_b: Article) -> list[Sequence[object]]:
    def fact_row(name: str, value_a: object, value_b: object) -> list[Sequence[object]]:
        return [(name, value_a, value_b)] if value_a or value_b else []

    lengths = (counted(count_running_words(article), "word") for article in (article_a, article_b))
    return [
        ("article", _heading(article_a), _heading(article_b)),
        *fact_row("outlet", article_a.outlet, article_b.outlet),
        ("published", article_a.published or "undated", article_b.published or "undated"),
        ("length", *lengths),
    ]


def _heading(article: Article) -> Markup:
    if not article.title:
        return Markup("<strong>{}</strong>").format(article.doc_id)
    return _labelled(article.title, article.doc_id)


def _places(pair: ArticlePair, places: pd.DataFrame) -> Rows:
    rows = []
    for record in places.head(_MAX_ROWS).to_dict("records"):
        excerpt_a = mark_excerpt(pair.article_a.text, (int(record["start_a"]), int(record["end_a"])))
        excerpt_b = mark_excerpt(pair.article_b.text, (int(record["start_b"]), int(record["end_b"])))
        speaker = record.get("speaker")
        rows.append((speaker if isinstance(speaker, str) else "", excerpt_a, excerpt_b))
    return ("speaker" if "speaker" in places else "", "a", "b"), rows


def _phrases(pair: ArticlePair) -> Rows:
    rows = []
    for words, places in zip(
        pair.phrases["words"][:_MAX_ROWS], pair.phrases["places"][:_MAX_ROWS], strict=True
    ):
        sides = []
        for article in (pair.article_a, pair.article_b):
            span = next((start, end) for doc_id, start, end in places if doc_id == article.doc_id)
            sides.append(mark_excerpt(article.text, span))
        rows.append((counted(words, "word"), *sides))
    return ("", "a", "b"), rows


def _names(names: pd.DataFrame) -> Rows:
    columns = ("name", "kind", "written_a", "mentions_a", "written_b", "mentions_b")
    rows = [
        (_labelled(name, kind), _format_names(written_a, mentions_a), _format_names(written_b, mentions_b))
        for name, kind, written_a, mentions_a, written_b, mentions_b in zip(
            *(names[column].head(_MAX_NAMES) for column in columns), strict=True
        )
    ]
    return ("", "a (mentions)", "b (mentions)"), rows


def _format_names(written: Sequence[str], mentions: int) -> str:
    return f"{shorten(', '.join(written), _MAX_NAMES_LENGTH)} ({mentions:,})"


def _speakers(speakers: pd.DataFrame) -> Rows:
    rows = [
        (
            Markup("<strong>{}</strong>").format(record["speaker"]),
            _format_contents(record["said_a"]),
            _format_contents(record["said_b"]),
        )
        for record in speakers.head(_MAX_ROWS).to_dict("records")
    ]
    return ("", "says in a", "says in b"), rows


def _format_contents(contents: Sequence[str]) -> Markup:
    paragraphs = [
        Markup("<p>{}</p>").format(shorten(content, _MAX_LENGTH)) for content in contents[:_MAX_CONTENTS]
    ]
    remaining = len(contents) - len(paragraphs)
    return Markup().join(paragraphs) + (
        Markup('<p class="dl-note">{:,} more.</p>').format(remaining) if remaining > 0 else ""
    )


def _descriptions(pair: ArticlePair) -> Rows:
    rows = []
    groups = pair.descriptions.groupby(["name", "aspect"], sort=False)
    for index, ((name, aspect), group) in enumerate(groups):
        if index == _MAX_ROWS:
            break
        sides = (
            _join_distinct(group.loc[group["doc_id"] == article.doc_id, "description"])
            for article in (pair.article_a, pair.article_b)
        )
        rows.append((_labelled(str(name), str(aspect)), *sides))
    return ("", "a", "b"), rows


def _labelled(name: str, label: str) -> Markup:
    return Markup('<strong>{}</strong><br><span class="dl-note">{}</span>').format(name, label)


def _join_distinct(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(shorten(text, _MAX_LENGTH) for text in texts))
