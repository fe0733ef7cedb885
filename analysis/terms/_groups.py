"""Groups of articles, named by article, by metadata or by a function of one's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from analysis._arrays import Flags
from analysis.corpus import Article
from analysis.errors import DatelineError
from analysis.text import listed, nearest

#: A group of articles: a doc_id, "column=value", several doc_ids, {column: value or values}, or a test.
Group = str | Iterable[str] | Mapping[str, object] | Callable[[Article], bool]
#: What splits a corpus into groups: a column of the metadata, "doc_id", "year", "month", or a function.
Grouping = str | Callable[[Article], str | None]

_FACTS = ("doc_id", "title", "outlet", "published", "byline", "url")


def select_articles(articles: Sequence[Article], group: Group, *, name: str = "target") -> Flags:
    """Return which articles a group has, as one truth value an article.

    Args:
        articles: The articles to choose from.
        group: A doc_id; "column=value" for a metadata column ("outlet=Reuters"); a collection of doc_ids; a
            mapping of column to the value or values wanted, all of which must fit; or a function of an
            article. The date is compared as text from its start, so "published=2025-12" is a month.
        name: Of the parameter, for messages.

    Raises:
        DatelineError: The group names an article or column that is not there, or selects no article.
    """
    if callable(group):
        mask = np.array([bool(group(article)) for article in articles], dtype=bool)
    elif isinstance(group, Mapping):
        mask = np.ones(len(articles), dtype=bool)
        for column, value in group.items():
            mask &= _with_value(articles, str(column), value, name)
    elif isinstance(group, str) and "=" in group and group not in {a.doc_id for a in articles}:
        column, _, value = group.partition("=")
        mask = _with_value(articles, column.strip(), value.strip(), name)
    else:
        doc_ids = {group} if isinstance(group, str) else {str(doc_id) for doc_id in group}
        present = {article.doc_id for article in articles}
        missing = sorted(doc_ids - present)
        if missing:
            near = nearest(missing[0], sorted(present))
            hint = f"did you mean {near!r}?" if near else 'give a doc_id of the corpus or "column=value".'
            raise DatelineError(f"{name}: there is no article {missing[0]!r}; {hint}")
        mask = np.array([article.doc_id in doc_ids for article in articles], dtype=bool)
    if not mask.any():
        shown = repr(group) if isinstance(group, str) else "it"
        raise DatelineError(f"{name}: {shown} selects no article; give a group that has at least one.")
    return mask


def label_articles(articles: Sequence[Article], by: Grouping, *, name: str = "by") -> list[str | None]:
    """Return the name of the group that each article is in, None where its value is unknown.

    Args:
        articles: The articles.
        by: What splits them.
        name: Of the parameter, for messages.

    Raises:
        DatelineError: There is no such column.
    """
    if callable(by):
        return [by(article) for article in articles]
    if by in {"year", "month"} and not any(by in article.metadata for article in articles):
        length = 4 if by == "year" else 7
        return [article.published.isoformat()[:length] if article.published else None for article in articles]
    _check_column(articles, by, name)
    return [_value(article, by) for article in articles]


def _with_value(articles: Sequence[Article], column: str, value: object, name: str) -> Flags:
    _check_column(articles, column, name)
    values = [value] if isinstance(value, str) or not isinstance(value, Iterable) else list(value)
    accepted = {str(v) for v in values}
    if column == "published":
        return np.array(
            [(_value(a, column) or "").startswith(tuple(sorted(accepted))) for a in articles], dtype=bool
        )
    return np.array([_value(a, column) in accepted for a in articles], dtype=bool)


def _check_column(articles: Sequence[Article], column: str, name: str) -> None:
    columns = [*_FACTS, *sorted({key for article in articles for key in article.metadata})]
    if column not in columns:
        near = nearest(column, columns)
        hint = f"did you mean {near!r}?" if near else f"there are {listed(columns)}."
        raise DatelineError(f"{name}: the metadata has no column {column!r}; {hint}")


def _value(article: Article, column: str) -> str | None:
    value = getattr(article, column) if column in _FACTS else article.metadata.get(column)
    return None if value is None or value == "" else str(value)
