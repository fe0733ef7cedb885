"""All tables, by name."""

from __future__ import annotations

from analysis.schema._corpus import CORPUS_TABLES
from analysis.schema._entities import ENTITY_TABLES
from analysis.schema._evaluation import EVALUATION_TABLES
from analysis.schema._model import Kind, Table
from analysis.schema._overlap import OVERLAP_TABLES
from analysis.schema._provenance import PROVENANCE_TABLES
from analysis.schema._quotes import QUOTE_TABLES
from analysis.schema._terms import TERM_TABLES
from analysis.schema._terms_by_article import ARTICLE_TERM_TABLES

#: Every table that a function returns or a report writes.
TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        *CORPUS_TABLES,
        *ENTITY_TABLES,
        *QUOTE_TABLES,
        *TERM_TABLES,
        *ARTICLE_TERM_TABLES,
        *OVERLAP_TABLES,
        *PROVENANCE_TABLES,
        *EVALUATION_TABLES,
    )
}


def column_kind(table: str, column: str) -> Kind | None:
    """Return the kind of a column; None where it is not defined."""
    defined = TABLES[table].column(column) if table in TABLES else None
    return defined.kind if defined else None
