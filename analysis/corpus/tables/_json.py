"""Find the records in JSON: a line each, an array of them, or an array within what a service answered."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from analysis.corpus._column_aliases import canonical_names

#: Maximum depth at which the records of a service's answer are looked for.
_DEEPEST = 3

#: A record by its number; None for a line that is none.
NumberedRecord = tuple[int, Mapping[str, Any] | None]


def read_json_records(text: str) -> tuple[str, list[NumberedRecord]]:
    """Return what a record is called, "line" or "record", and the records with their numbers from 1."""
    lines = [(number, _parse(line)) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if not all(isinstance(record, dict) for _, record in lines) or len(lines) == 1:
        whole = _parse(text)
        records = _find_records(whole, _DEEPEST)
        if records is not None:
            return "record", [(number, _lift_text(record)) for number, record in enumerate(records, start=1)]
    return "line", [
        (number, _lift_text(record) if isinstance(record, dict) else None) for number, record in lines
    ]


def _parse(text: str) -> Any:  # noqa: ANN401 - JSON is of any type
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _find_records(value: Any, depth: int) -> list[dict[str, Any]] | None:  # noqa: ANN401 - as above
    """Return the records in a value: an array's, a table's that is written by column, those of an answer, or itself."""
    if isinstance(value, list):
        return value if all(isinstance(item, dict) for item in value) else None
    if not isinstance(value, dict):
        return None
    if _is_by_column(value):
        return list(_by_row(value))
    if _has_text(value):
        return [value]
    nested = (_find_records(item, depth - 1) for item in value.values() if isinstance(item, dict | list))
    return max((records for records in nested if records), key=len, default=None) if depth else None


def _has_text(record: Mapping[str, Any]) -> bool:
    return "text" in canonical_names(name for name, value in record.items() if isinstance(value, str))


def _is_by_column(value: Mapping[str, Any]) -> bool:
    """Return whether a table was written as pandas does it: {"title": {"0": …}, "text": {"0": …}}."""
    columns = list(value.values())
    alike = all(isinstance(column, dict) and column.keys() == columns[0].keys() for column in columns)
    return alike and "text" in canonical_names(value)


def _by_row(value: Mapping[str, Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in next(iter(value.values())):
        yield {name: column[row] for name, column in value.items()}


def _lift_text(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a record with the fields of the part that holds its text put beside its own."""
    if _has_text(record):
        return record
    part = next((part for part in record.values() if isinstance(part, dict) and _has_text(part)), None)
    return {**part, **record} if part else record
