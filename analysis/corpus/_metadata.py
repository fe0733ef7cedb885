"""What is known of each article beside its text? The rows of a metadata table, by article."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

from analysis.corpus._decode import UnreadableError, read_text
from analysis.errors import DatelineError

#: Other names under which people keep the same fact, lower-cased.
COLUMN_NAMES: dict[str, str] = {
    **dict.fromkeys(("file", "filename", "file_name", "doc_id", "id", "doc", "article_id", "name"), "file"),
    **dict.fromkeys(("title", "headline"), "title"),
    **dict.fromkeys(("outlet", "source", "publication", "publisher", "newspaper", "site"), "outlet"),
    **dict.fromkeys(
        ("published", "date", "published_at", "publish_date", "pubdate", "datetime"), "published"
    ),
    **dict.fromkeys(("byline", "author", "authors"), "byline"),
    **dict.fromkeys(("url", "link", "href"), "url"),
    **dict.fromkeys(("text", "body", "content", "article", "full_text"), "text"),
}

Facts = dict[str, str]


def canonical_row(row: Mapping[str, object]) -> Facts:
    """Return a table's row under this package's column names, empty cells left out.

    Where two columns mean the same fact, the first keeps the name and the other its own.
    """
    facts: Facts = {}
    for column, value in row.items():
        text = "" if value is None or value != value else str(value).strip()
        name = COLUMN_NAMES.get(str(column).strip().lower(), str(column).strip())
        if text:
            facts[name if name not in facts else str(column).strip()] = text
    return facts


def parse_date(value: str) -> date | None:
    """Return the day of an ISO 8601 date, or date and time ("2025-12-17", "2025-12-17T08:34"), or None."""
    try:
        return datetime.fromisoformat(value.strip()).date()
    except ValueError:
        return None


def read_metadata(path: Path) -> dict[str, Facts]:
    """Return the rows of a metadata table (.csv) by the article's identifier (`file` without its ending).

    Raises:
        DatelineError: The table cannot be read, names no article in a row, or names one twice.
    """
    try:
        text, _ = read_text(path)
    except UnreadableError as reason:
        raise DatelineError(f"{path.name}: {reason}. Mend the table or leave it out.") from None
    rows = csv.DictReader(io.StringIO(text, newline=""))
    table: dict[str, Facts] = {}
    for number, row in enumerate(rows, start=2):
        if None in row:
            raise DatelineError(
                f"{path.name}, row {number}: more cells than columns. Quote cells that hold a comma."
            )
        facts = canonical_row(row)
        if not facts:
            continue
        name = facts.pop("file", "")
        if not name:
            raise DatelineError(f"{path.name}, row {number}: no article named. Fill its column 'file'.")
        key = Path(name).stem if Path(name).suffix else name
        if key in table:
            raise DatelineError(
                f"{path.name}, row {number}: {name} is named twice. Keep one row for each article."
            )
        table[key] = facts
    return table


def unused_rows(table: Mapping[str, Facts], doc_ids: Iterable[str]) -> list[str]:
    """Return the identifiers in a metadata table that no article has, in order."""
    return sorted(set(table) - set(doc_ids))
