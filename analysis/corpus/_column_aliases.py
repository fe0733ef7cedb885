"""Map the column names that people use for facts about an article to the names of this package."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

#: This package's names to the common names of the same fact, lower-cased, `_` for spaces.
ALIASES: dict[str, tuple[str, ...]] = {
    "file": ("doc_id", "file", "filename", "file_name", "id", "doc", "article_id", "document_id", "name"),
    "title": ("title", "headline", "article_title"),
    "outlet": (
        "outlet",
        "source",
        "publication",
        "publisher",
        "newspaper",
        "site",
        "source_name",
        "media_name",
    ),
    "published": (
        "published",
        "date",
        "published_at",
        "publish_date",
        "publication_date",
        "published_date",
        "pub_date",
        "pubdate",
        "date_published",
        "datetime",
    ),
    "byline": ("byline", "author", "authors"),
    "url": ("url", "link", "href"),
    "text": ("text", "body", "content", "article", "full_text", "article_text", "fulltext", "maintext"),
}

#: Columns of the table of articles, whose names a column of the user's own does not take.
TABLE_COLUMNS = ("doc_id", "file", "encoding", "characters", "body_characters", "paragraphs", "text")

FACTS = ("title", "outlet", "published", "byline", "url")

_NAME_OF = {alias: name for name, aliases in ALIASES.items() for alias in aliases}
_SPACES = re.compile(r"[\s_-]+")


def canonical_names(columns: Iterable[str], user_names: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the column that holds each fact: this package's name to the table's.

    Where two columns are names of the same fact, the one of this package's own name has it, or else the one
    whose name comes first in `ALIASES`; the other column keeps its name and is a further one.

    Args:
        columns: The table's columns.
        user_names: This package's names to the table's, where the user has said so; they go before all others.
    """
    names: dict[str, str] = dict(user_names or {})
    used_columns = set(names.values())
    rank = {alias: position for aliases in ALIASES.values() for position, alias in enumerate(aliases)}
    normalised = {column: _SPACES.sub("_", column.strip().lower()) for column in columns}
    for column in sorted(normalised, key=lambda column: rank.get(normalised[column], 0)):
        name = _NAME_OF.get(normalised[column])
        if name and name not in names and column not in used_columns:
            names[name] = column
    return names


def metadata_name(column: str) -> str:
    """Return the name under which a further column of the user's is kept: its own, unless that is taken."""
    return f"{column} (given)" if column in (*FACTS, *TABLE_COLUMNS) else column
