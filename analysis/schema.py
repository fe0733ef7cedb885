"""What does every column of every table that a report writes mean, and in which unit?

The definitions go beside the tables as `datapackage.json` (Frictionless Data Package), so that a
reader of a CSV file never has to guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from analysis._evaluation_tables import EVALUATION_TABLES
from analysis._tables import TABLES as REPORT_TABLES
from analysis._tables import Column, Kind, Table
from analysis._term_tables import TERM_TABLES

__all__ = ["TABLES", "Column", "Table", "column_kind", "describe_package"]

#: Every table that a report or the evaluation writes, by file name without ending.
TABLES: dict[str, Table] = REPORT_TABLES | {table.name: table for table in (*TERM_TABLES, *EVALUATION_TABLES)}

# Names of types in the Data Package standard; lists stand in a CSV file as JSON.
_FRICTIONLESS = {"spans": "array", "strings": "array"}


def column_kind(table: str, column: str) -> Kind | None:
    """Say of which kind a column is; None where it is not defined."""
    found = TABLES[table].column(column) if table in TABLES else None
    return found.kind if found else None


def describe_package(
    columns: Mapping[str, Iterable[str]], files: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """Describe a folder of tables as a Frictionless Data Package.

    Args:
        columns: Table name to its columns, in order.
        files: File name (`quotes.csv`) to what is known of it (`bytes`, `hash`).

    Returns:
        The descriptor that goes into `datapackage.json`.
    """
    return {
        "profile": "data-package",
        "name": "dateline-tables",
        "title": "Tables behind the reports",
        "resources": [
            {
                "name": file.replace(".", "-").replace("_", "-"),
                "path": file,
                "format": file.rpartition(".")[2],
                "description": _row_sentence(file.partition(".")[0]),
                **files[file],
                "schema": {"fields": _fields(file.partition(".")[0], columns), "missingValues": [""]},
            }
            for file in sorted(files)
        ],
    }


def _row_sentence(table: str) -> str:
    return f"One row is {TABLES[table].row}." if table in TABLES else ""


def _fields(table: str, columns: Mapping[str, Iterable[str]]) -> list[dict[str, str]]:
    defined = TABLES.get(table)
    fields = []
    for name in columns[table]:
        column = defined.column(name) if defined else None
        if column is None:
            # Further columns of a metadata table are the user's own, and only they know what these mean.
            own = {"description": "a column of the corpus's metadata"} if table == "articles" else {}
            fields.append({"name": name} | own)
            continue
        field = {
            "name": name,
            "type": _FRICTIONLESS.get(column.kind, column.kind),
            "description": column.meaning,
        }
        fields.append(field | ({"unit": column.unit} if column.unit else {}))
    return fields
