"""How do two articles look side by side in a notebook? What both have, marked where it stands in each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import pandas as pd
from markupsafe import Markup

from analysis._display import fold, mark_excerpt, table, view
from analysis.corpus import count_running_words
from analysis.text import shorten

if TYPE_CHECKING:
    from analysis.corpus import Article
    from analysis.overlap._compare_pair import ArticlePair

#: Rows of each part; the pair's own tables have all.
_MOST = 10

#: What a speaker is shown to say in each article.
_CONTENTS = 3


def describe_pair(pair: ArticlePair) -> str:
    """Return a pair in a line."""
    counts = ", ".join(f"{count:,} {name}" for name, count in _counts(pair))
    return f"<ArticlePair {pair.article_a.doc_id} and {pair.article_b.doc_id}: {counts}>"


def show_pair(pair: ArticlePair) -> str:
    """Return a pair as HTML: both articles' facts, then what they share, the words of each on its side."""
    parts = [table(("", "a", "b"), _facts(pair.article_a, pair.article_b), wide=True)]
    shown = (
        *(_places(pair, pair.passages), _places(pair, pair.quotations), _phrases(pair)),
        *(_names(pair.names), _speakers(pair.speakers), _descriptions(pair)),
    )
    for (name, count), (heads, rows) in zip(_counts(pair), shown, strict=True):
        if count:
            drawn = table(heads, rows, total=max(count, len(rows)), wide=True)
            parts.append(fold(name.capitalize(), f"{count:,}", drawn, opened=True))
    nothing = [name for name, count in _counts(pair) if not count]
    if nothing:
        parts.append(Markup('<p class="dl-note">None of: {}.</p>').format("; ".join(nothing)))
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


def _facts(one: Article, other: Article) -> list[Sequence[object]]:
    def both(name: str, value_a: object, value_b: object) -> list[Sequence[object]]:
        return [(name, value_a, value_b)] if value_a or value_b else []

    words = (f"{count_running_words(article):,} words" for article in (one, other))
    return [
        ("article", _heading(one), _heading(other)),
        *both("outlet", one.outlet, other.outlet),
        ("published", one.published or "undated", other.published or "undated"),
        ("length", *words),
    ]


def _heading(article: Article) -> Markup:
    if not article.title:
        return Markup("<strong>{}</strong>").format(article.doc_id)
    return _labelled(article.title, article.doc_id)


def _places(pair: ArticlePair, found: pd.DataFrame) -> Rows:
    rows = []
    for record in found.head(_MOST).to_dict("records"):
        a = mark_excerpt(pair.article_a.text, (int(record["start_a"]), int(record["end_a"])))
        b = mark_excerpt(pair.article_b.text, (int(record["start_b"]), int(record["end_b"])))
        speaker = record.get("speaker")
        rows.append((speaker if isinstance(speaker, str) else "", a, b))
    return ("speaker" if "speaker" in found else "", "a", "b"), rows


def _phrases(pair: ArticlePair) -> Rows:
    rows = []
    for words, places in zip(pair.phrases["words"][:_MOST], pair.phrases["places"][:_MOST], strict=True):
        sides = []
        for article in (pair.article_a, pair.article_b):
            span = next((start, end) for doc_id, start, end in places if doc_id == article.doc_id)
            sides.append(mark_excerpt(article.text, span))
        rows.append((f"{words} words", *sides))
    return ("", "a", "b"), rows


def _names(names: pd.DataFrame) -> Rows:
    columns = ("name", "kind", "written_a", "mentions_a", "written_b", "mentions_b")
    rows = [
        (_labelled(name, kind), _written(ways_a, count_a), _written(ways_b, count_b))
        for name, kind, ways_a, count_a, ways_b, count_b in zip(
            *(names[column].head(2 * _MOST) for column in columns), strict=True
        )
    ]
    return ("", "a (mentions)", "b (mentions)"), rows


def _written(ways: Sequence[str], mentions: int) -> str:
    return f"{shorten(', '.join(ways), 120)} ({mentions:,})"


def _speakers(speakers: pd.DataFrame) -> Rows:
    rows = [
        (
            Markup("<strong>{}</strong>").format(record["speaker"]),
            _said(record["said_a"]),
            _said(record["said_b"]),
        )
        for record in speakers.head(_MOST).to_dict("records")
    ]
    return ("", "says in a", "says in b"), rows


def _said(contents: Sequence[str]) -> Markup:
    parts = [Markup("<p>{}</p>").format(shorten(content, 160)) for content in contents[:_CONTENTS]]
    more = len(contents) - len(parts)
    return Markup().join(parts) + (
        Markup('<p class="dl-note">{:,} more.</p>').format(more) if more > 0 else ""
    )


def _descriptions(pair: ArticlePair) -> Rows:
    rows = []
    groups = pair.descriptions.groupby(["name", "aspect"], sort=False)
    for at, ((name, aspect), group) in enumerate(groups):
        if at == _MOST:
            break
        sides = (
            _distinct(group.loc[group["doc_id"] == article.doc_id, "description"])
            for article in (pair.article_a, pair.article_b)
        )
        rows.append((_labelled(str(name), str(aspect)), *sides))
    return ("", "a", "b"), rows


def _labelled(name: str, label: str) -> Markup:
    return Markup('<strong>{}</strong><br><span class="dl-note">{}</span>').format(name, label)


def _distinct(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(shorten(text, 160) for text in texts))
