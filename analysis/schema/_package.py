"""The Frictionless Data Package that defines the columns of the tables in a folder.

It goes beside the tables as `datapackage.json`, so that a reader of a CSV file never has to guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from analysis.schema._model import Kind
from analysis.schema._tables import TABLES

# Names of types in the Data Package standard; lists stand in a CSV file as JSON.
_FRICTIONLESS: dict[Kind, str] = {"spans": "array", "strings": "array"}


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
            fallback = {"description": "a column of the corpus's metadata"} if table == "articles" else {}
            fields.append({"name": name} | fallback)
            continue
        field = {
            "name": name,
            "type": _FRICTIONLESS.get(column.kind, column.kind),
            "description": column.meaning,
        }
        fields.append(field | ({"unit": column.unit} if column.unit else {}))
    return fields
