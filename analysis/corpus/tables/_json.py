"""Find the records in JSON: a line each, an array of them, or an array within what a service answered."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from analysis.corpus._column_aliases import canonical_names

#: Maximum depth at which the records of a service's answer are looked for.
_DEEPEST = 3
_MOST_FIGURES = 300  # of a whole number: as many as the greatest of a double has

#: A record by its number; None for a line that is none.
NumberedRecord = tuple[int, Mapping[str, Any] | None]


def read_json_records(text: str) -> tuple[str, list[NumberedRecord]]:
    """Return what a record is called, "line" or "record", and the records with their numbers from 1."""
    lines = [(number, _parse(line)) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    values = [value for _, value in lines]
    if len(values) == 1 or not all(isinstance(value, dict) for value in values):
        whole = (
            values if len(values) > 1 and all(isinstance(value, list) for value in values) else _parse(text)
        )
        records = _find_records(whole, _DEEPEST)
        if records is not None:
            return "record", [(number, _complete(record)) for number, record in enumerate(records, start=1)]
    return "line", [(number, _complete(value)) for number, value in lines]


def _parse(text: str) -> Any:  # noqa: ANN401 - JSON is of any type
    try:
        return json.loads(text, parse_int=_whole_number)
    except (ValueError, RecursionError):
        return None


def _whole_number(figures: str) -> int | str:
    """Return a whole number, or its figures where there are more of them than Python takes for a number (4,300)."""
    return int(figures) if len(figures) <= _MOST_FIGURES else figures


def _is_nested(value: Any) -> bool:  # noqa: ANN401 - as above
    return isinstance(value, dict | list)


def _find_records(value: Any, depth: int) -> list[Any] | None:  # noqa: ANN401 - as above
    """Return the records in a value: all in it that hold texts, or else those of its longest list."""
    if isinstance(value, list):
        lists = [item for item in value if isinstance(item, list)]
        return [record for item in lists for record in item] if lists else value
    if not isinstance(value, dict) or not depth:
        return None
    if _is_by_column(value):
        return list(_by_row(value))
    if _has_text(value):
        return [value]
    nested = {name: _find_records(item, depth - 1) for name, item in value.items() if _is_nested(item)}
    parts = {name: records for name, records in nested.items() if records}
    holding = [
        {"doc_id": name, **record} if isinstance(value[name], dict) and len(records) == 1 else record
        for name, records in parts.items()
        if any(isinstance(record, dict) and _has_text(_lift_text(record)) for record in records)
        for record in records
    ]
    return holding or (max(parts.values(), key=len) if parts else None)


def _has_text(record: Mapping[str, Any]) -> bool:
    return "text" in canonical_names(name for name, value in record.items() if _is_text(value))


def _is_text(value: Any) -> bool:  # noqa: ANN401 - as above
    """Return whether a value is a text, whole or as a list of its paragraphs."""
    return isinstance(value, str) or (
        isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)
    )


def _is_by_column(value: Mapping[str, Any]) -> bool:
    """Return whether a table was written as pandas does it: {"title": {"0": …}, "text": {"0": …}}."""
    columns = list(value.values())
    alike = all(isinstance(column, dict) and column.keys() == columns[0].keys() for column in columns)
    return alike and "text" in canonical_names(value)


def _by_row(value: Mapping[str, Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in next(iter(value.values())):
        yield {name: column[row] for name, column in value.items()}


def _complete(record: Any) -> Mapping[str, Any] | None:  # noqa: ANN401 - as above
    """Return a record with its text among its own fields, lists of paragraphs as texts; None for what is no record."""
    if not isinstance(record, dict):
        return None
    lifted = _lift_text(record)
    column = canonical_names(
        name for name, value in lifted.items() if isinstance(value, list) and _is_text(value)
    )
    if "text" not in column:
        return lifted
    return {**lifted, column["text"]: "\n\n".join(lifted[column["text"]])}


def _lift_text(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a record with the fields of the part that holds its text put beside its own."""
    if _has_text(record):
        return record
    part = next((part for part in record.values() if isinstance(part, dict) and _has_text(part)), None)
    return {**part, **record} if part else record
