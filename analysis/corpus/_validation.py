"""Validate the cells of a metadata table against a schema, and report each cell that breaks it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.corpus._dates import is_ambiguous, parse_date
from analysis.corpus.readers._table import EXCEL_CELL
from analysis.corpus.tables._cells import is_missing

Test = Callable[["pd.Series[str]"], "pd.Series[bool]"]

_ADDRESS = re.compile(r"https?://\S+\.\S+|[\w-]+(\.[\w-]+)+(/\S*)?", re.IGNORECASE)


#: Longest identifier of an article in a table, in characters: a file's name may have 255 bytes.
LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Rule:
    """A test for the cells of a column; `message` is the clause about a cell that fails, `{cell}` its content."""

    column: str
    test: Test
    message: str
    rejects: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that breaks a rule: the row's place in the table (from 0), this package's name of the column."""

    row: int
    column: str
    message: str
    rejects: bool


def _cell_test(test: Callable[[str], bool]) -> Test:
    return lambda cells: cells.map(test).astype(bool)


def _is_json(cell: str) -> bool:
    if cell[:1] not in ("{", "["):
        return False
    try:
        return isinstance(json.loads(cell), dict | list)
    except (ValueError, RecursionError):
        return False


_DATED = Rule(
    "published",
    _cell_test(lambda cell: not cell.strip() or is_ambiguous(cell) or parse_date(cell) is not None),
    "{cell} is not a date like 2025-12-17; undated",
)
_CERTAIN = Rule(
    "published",
    _cell_test(lambda cell: not is_ambiguous(cell)),
    "{cell} may be either of two days, and nothing else in the column tells which; write it like 2025-12-17; undated",
)
_ADDRESSED = Rule(
    "url",
    _cell_test(lambda cell: not cell.strip() or bool(_ADDRESS.fullmatch(cell.strip()))),
    "{cell} is not a web address",
)

#: Of a table of articles.
ARTICLES = (
    Rule("text", lambda cells: cells.str.strip() != "", "no text; fill the cell", rejects=True),
    Rule(
        "text",
        _cell_test(lambda cell: not cell.strip() or not is_missing(cell)),
        "{cell} is not text; fill the cell or leave the row out",
        rejects=True,
    ),
    Rule("text", _cell_test(lambda cell: not _is_json(cell)), "a JSON object in place of text", rejects=True),
    Rule(
        "text",
        lambda cells: cells.str.len() != EXCEL_CELL,
        f"exactly as long as a cell of Excel can be ({EXCEL_CELL:,} characters); its end may be lost",
    ),
    Rule(
        "file",
        lambda cells: cells.str.len() <= LONGEST_NAME,
        f"an identifier of more than {LONGEST_NAME} characters; give a shorter one",
        rejects=True,
    ),
    Rule(
        "file",
        lambda cells: ~(cells.duplicated() & (cells.str.strip() != "")),
        "{cell} is named twice",
        rejects=True,
    ),
    _DATED,
    _CERTAIN,
    _ADDRESSED,
)

#: Of a table about articles.
METADATA = (
    Rule("file", lambda cells: cells.str.strip() != "", "no article named", rejects=True),
    _DATED,
    _CERTAIN,
    _ADDRESSED,
)


def find_problems(rows: Sequence[Mapping[str, str]], rules: Sequence[Rule]) -> list[Problem]:
    """Check rows against rules; return the cells that break them, by row, then in the order of the rules.

    Args:
        rows: Cells as text by this package's names of columns; a cell that is missing is empty.
        rules: `ARTICLES` or `METADATA`.
    """
    columns = {name: [row.get(name, "") for row in rows] for name in {rule.column for rule in rules}}
    frame = pd.DataFrame(columns, dtype=object, index=range(len(rows)))
    # pandera takes half a second to load, so it is loaded only where there is something to report.
    broken = [rule for rule in rules if any(frame[rule.column]) or rule.rejects]
    broken = [rule for rule in broken if not rule.test(frame[rule.column]).all()]
    return _report(frame, broken) if broken else []


def _report(frame: pd.DataFrame, rules: Sequence[Rule]) -> list[Problem]:
    import pandera.pandas as pa

    checks: dict[str, list[Any]] = {}
    for index, rule in enumerate(rules):
        checks.setdefault(rule.column, []).append(pa.Check(rule.test, name=str(index)))
    schema = pa.DataFrameSchema({name: pa.Column(object, tests) for name, tests in checks.items()})
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        failures = sorted(
            (int(row), int(index)) for row, index in zip(cases["index"], cases["check"], strict=True)
        )
        return [_problem(row, rules[index], frame) for row, index in failures]
    return []


def _problem(row: int, rule: Rule, frame: pd.DataFrame) -> Problem:
    message = _message(rule, frame[rule.column][row])
    return Problem(row, rule.column, message, rule.rejects)


def _message(rule: Rule, cell: str) -> str:
    excerpt = cell if len(cell) <= 40 else f"{cell[:40]}…"
    return rule.message.replace("{cell}", repr(excerpt))
