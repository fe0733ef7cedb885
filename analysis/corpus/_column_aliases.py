"""Map the column names that people use for facts about an article to the names of this package."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

#: This package's names to the other names that are common for the same fact, lower-cased, `_` for spaces.
OTHER_NAMES: dict[str, tuple[str, ...]] = {
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
OF_THE_TABLE = ("doc_id", "file", "encoding", "characters", "body_characters", "paragraphs", "text")

FACTS = ("title", "outlet", "published", "byline", "url")

_NAME_OF = {other: name for name, others in OTHER_NAMES.items() for other in others}
_SPACES = re.compile(r"[\s_-]+")


def canonical_names(columns: Iterable[str], given: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return, of a table's columns, which one holds which fact: this package's name to the table's.

    Where two columns are names of the same fact, the one of this package's own name has it, or else the one
    whose name comes first in `OTHER_NAMES`; the other column keeps its name and is a further one.

    Args:
        columns: The table's columns.
        given: This package's names to the table's, where the user has said so; they go before all others.
    """
    found: dict[str, str] = dict(given or {})
    taken = set(found.values())
    rank = {other: at for others in OTHER_NAMES.values() for at, other in enumerate(others)}
    plain = {column: _SPACES.sub("_", column.strip().lower()) for column in columns}
    for column in sorted(plain, key=lambda column: rank.get(plain[column], 0)):
        name = _NAME_OF.get(plain[column])
        if name and name not in found and column not in taken:
            found[name] = column
    return found


def own_name(column: str) -> str:
    """Return under which name a further column of the user's is kept: its own, unless that is taken."""
    return f"{column} (given)" if column in (*FACTS, *OF_THE_TABLE) else column
