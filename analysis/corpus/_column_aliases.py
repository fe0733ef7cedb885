"""Map the column names that people and programs use for facts about an article to the names of this package."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from analysis.corpus._dates import is_ambiguous, parse_date
from analysis.corpus.tables._cells import describe_cut, is_missing, read_fact

#: This package's names to other names of the same fact, best first: lower-cased, `_` between words. Case and what
#: stands between the words make no difference (`datePublished`). From the tables of NewsAPI, GNews, mediastack, World
#: News API, news-please, newspaper, trafilatura, Media Cloud, GDELT, Event Registry, the Guardian's API, ProQuest
#: and LexisNexisTools, and from the usual ones on Kaggle.
ALIASES: dict[str, tuple[str, ...]] = {
    "file": (
        *("doc_id", "file", "filename", "file_name", "id", "doc", "article_id", "document_id", "name"),
        *("story_id", "stories_id", "uri", "uuid", "store_id", "proquest_document_id"),
    ),
    "title": (
        *("title", "headline", "article_title", "headlines", "heading", "news_title", "web_title", "header"),
        *("headline_main", "article_headline", "document_title"),
    ),
    "outlet": (
        *("outlet", "publication", "publisher", "newspaper", "media_name", "pub_title", "publication_title"),
        *(
            "source_name",
            "source_common_name",
            "site_name",
            "sitename",
            "news_source",
            "source_title",
            "source",
        ),
        *("newspaper_name", "publication_name", "media_outlet", "site", "source_hostname", "hostname"),
        *("source_domain", "domain", "clean_url", "paper"),
    ),
    "published": (
        *("published", "published_at", "date_published", "publish_date", "date_publish", "publication_date"),
        *("published_date", "pub_date", "date", "date_time", "date_time_pub", "web_publication_date"),
        *("publish_time", "published_time", "published_on", "posted_date", "date_posted", "article_date"),
        *("seendate", "day", "timestamp", "time", "created_at"),
    ),
    "byline": ("byline", "author", "authors", "author_name", "creator", "writer", "journalist"),
    "url": (
        *(
            "url",
            "link",
            "href",
            "web_url",
            "article_url",
            "document_identifier",
            "document_url",
            "permalink",
        ),
        *("source_url", "news_url", "story_url"),
    ),
    "text": (
        *("text", "full_text", "article_text", "maintext", "body", "article_body", "body_text", "content"),
        *("full_content", "article_content", "article", "news_text", "news_content", "story_text", "texts"),
        *("plain_text", "clean_text", "cleaned_text", "text_content", "content_text", "news_body", "story"),
        *("news_article", "article_full_text", "document_text", "raw_text", "contents", "news"),
    ),
}

#: Names of columns that hold less than an article: never taken for its text, but named where there is no other.
EXCERPTS = (
    "description",
    "summary",
    "abstract",
    "excerpt",
    "lead",
    "lead_paragraph",
    "snippet",
    "short_description",
)

#: Columns of the table of articles, whose names a column of the user's own does not take.
TABLE_COLUMNS = ("doc_id", "file", "encoding", "characters", "body_characters", "paragraphs", "text")

FACTS = ("title", "outlet", "published", "byline", "url")

#: A column of other names is kept from being a fact where more than this share of its cells do not fit it.
_MOST_UNFIT = 0.5

#: Rows by which columns are judged.
_ROWS_JUDGED = 1_000

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def _plain_name(column: str) -> str:
    return _BETWEEN_WORDS.sub("", column).lower()


_RANKS = {
    name: {_plain_name(alias): rank for rank, alias in enumerate(aliases)}
    for name, aliases in ALIASES.items()
}


def _candidates(columns: Iterable[str]) -> dict[str, list[str]]:
    """Return the columns whose names are those of each fact, best first."""
    plain_names = {column: _plain_name(column) for column in columns}
    return {
        name: sorted((c for c in plain_names if plain_names[c] in ranks), key=lambda c: ranks[plain_names[c]])
        for name, ranks in _RANKS.items()
    }


def canonical_names(columns: Iterable[str]) -> dict[str, str]:
    """Return the column that holds each fact by names alone: this package's name to the table's.

    Where two columns are names of the same fact, the one whose name comes first in `ALIASES` has it; the other
    column keeps its name and is a further one.
    """
    return {name: candidates[0] for name, candidates in _candidates(columns).items() if candidates}


def choose_columns(
    columns: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    user_names: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Return the column that holds each fact, by names and by what stands in the cells.

    Of several columns that may hold the text the first is taken whose whole texts have at least half the characters of
    the longest.
    A column is passed over where most of its cells are missing or are not what the fact is (no days, addresses for
    outlets, the same identifier again and again).

    Args:
        columns: The table's columns.
        rows: Its rows.
        user_names: This package's names to the table's, where the user has said so; they go before all others.
    """
    names: dict[str, str] = dict(user_names or {})
    judged = rows[:_ROWS_JUDGED]
    for name, candidates in _candidates(columns).items():
        free = [column for column in candidates if column not in names.values()]
        if name in names or not free:
            continue
        if name == "text":
            free = [column for column in free if not are_addresses([row.get(column, "") for row in judged])]
            lengths = [sum(_whole_length(row.get(column, "")) for row in judged) for column in free]
            fitting = [c for c, length in zip(free, lengths, strict=True) if 2 * length >= max(lengths)]
        else:
            fitting = [column for column in free if _fits(name, [row.get(column, "") for row in judged])]
            if name == "published":  # where none fits, each cell is told to be no day
                fitting += free
        if fitting:
            names[name] = fitting[0]
    return names


def are_addresses(cells: Sequence[str]) -> bool:
    """Return whether most of the cells that hold something are addresses on the web."""
    given = [cell for cell in cells if not is_missing(cell)]
    return sum(bool(_ADDRESS.fullmatch(cell.strip())) for cell in given) > _MOST_UNFIT * len(given)


def _whole_length(text: str) -> int:
    """Return the length of a text, or 0 of one that its source cut off."""
    return 0 if describe_cut(text) else len(text)


def _fits(name: str, cells: Sequence[str]) -> bool:
    """Return whether a column can be what its name says."""
    given = [cell for cell in cells if not is_missing(cell)]
    if not given:
        return not any(cell.strip() for cell in cells)
    if name == "file":
        return len(set(given)) >= _MOST_UNFIT * len(given)
    unfit = sum(1 for cell in given if not _is_fact(name, cell))
    return unfit <= _MOST_UNFIT * len(given)


def _is_fact(name: str, cell: str) -> bool:
    if name == "published":
        return is_ambiguous(cell) or parse_date(cell) is not None
    return name != "outlet" or "://" not in read_fact(name, cell)


def metadata_name(column: str) -> str:
    """Return the name under which a further column of the user's is kept: its own, unless that is taken."""
    return f"{column} (given)" if column in (*FACTS, *TABLE_COLUMNS) else column
