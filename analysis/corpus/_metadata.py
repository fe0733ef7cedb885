"""Read the metadata table of a corpus and match its rows to articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from analysis.corpus._column_aliases import FACTS, choose_columns, metadata_name
from analysis.corpus._dates import resolve_dates
from analysis.corpus._validation import METADATA, find_problems
from analysis.corpus.readers._archive import replace_unprintable
from analysis.corpus.readers._decode import UnreadableError
from analysis.corpus.readers._table import Sheet, read_table
from analysis.corpus.tables._cells import is_missing, read_fact
from analysis.errors import DatelineError
from analysis.text import counted

Facts = dict[str, str]

#: Maximum number of problems that an error message names.
_PROBLEMS_NAMED = 10


@dataclass(frozen=True, slots=True)
class Metadata:
    """Facts about articles from a table.

    Attributes:
        facts: Article identifier (`file` without its ending) to facts under this package's names.
        warnings: Place in the table and problem of each cell that is left out.
    """

    facts: Mapping[str, Facts] = field(default_factory=dict)
    warnings: tuple[tuple[str, str], ...] = ()


def canonical_rows(sheet: Sheet, names: Mapping[str, str]) -> list[Facts]:
    """Return a sheet's rows under this package's names of columns, cells that hold nothing left out.

    Args:
        sheet: The rows as read.
        names: This package's names to the table's.
    """
    name_of = {column: name for name, column in names.items()}
    rows: list[Facts] = []
    for _, cells, _ in sheet.rows:
        facts: Facts = {}
        for column, cell in cells.items():
            name = name_of.get(column)
            if name in FACTS:
                facts[name] = "" if is_missing(cell) else read_fact(name, cell)
            else:
                facts[name or metadata_name(column)] = cell.strip()
        rows.append({name: fact for name, fact in facts.items() if fact})
    return rows


def resolve_published(rows: Sequence[Facts]) -> list[str]:
    """Write the days that the column as a whole resolves into `rows`, and return what was concluded."""
    cells, notes = resolve_dates([row.get("published", "") for row in rows])
    for row, cell in zip(rows, cells, strict=True):
        if cell:
            row["published"] = cell
    return notes


def read_metadata(name: str, raw: bytes, endings: Iterable[str]) -> Metadata:
    """Read a table about articles: a column `file` (or another name of it) and facts beside it.

    Args:
        name: The table's name, whose ending says what it is.
        raw: Its bytes.
        endings: What an article's file may end in, and its identifier does not.

    Raises:
        DatelineError: The table cannot be read, names no article in a row, or names one twice.
    """
    try:
        (sheet, *_) = read_table(name, raw) or [Sheet(name, "row", (), ())]
    except UnreadableError as reason:
        raise DatelineError(f"{name}: {reason}. Fix the table or leave it out.") from None
    names = choose_columns(sheet.columns, [cells for _, cells, _ in sheet.rows])
    if sheet.rows and "file" not in names:
        raise DatelineError(
            f"{name}: no column names the articles' files. Call one of them 'file' "
            f"(there are: {', '.join(sheet.columns)})."
        )
    rows = canonical_rows(sheet, names)
    warnings = [
        (sheet.name, f"column {names['published']!r}: {message}") for message in resolve_published(rows)
    ]
    errors = [(number, defect) for number, _, defect in sheet.rows if defect]
    for problem in find_problems(rows, METADATA):
        number = sheet.rows[problem.row][0]
        message = f"column {names[problem.column]!r}: {problem.message}"
        if problem.rejects:
            errors.append((number, message))
        else:
            warnings.append((f"{sheet.name}, {sheet.unit} {number}", message))
    facts: dict[str, Facts] = {}
    for (number, _, _), row in zip(sheet.rows, rows, strict=True):
        file = row.pop("file", "")
        if file and _stem(file, endings) in facts:
            errors.append((number, f"column {names['file']!r}: {file!r} is named twice"))
        facts.setdefault(_stem(file, endings), row)
    if errors:
        raise DatelineError(_describe(sheet, sorted(errors)))
    return Metadata(facts, tuple(warnings))


def _stem(file: str, endings: Iterable[str]) -> str:
    """Return an article's identifier: its file's name without folders and without a known ending."""
    # Named as the listing of a folder names it.
    path = PurePosixPath(replace_unprintable(file.replace("\\", "/")))
    return path.stem if path.suffix.lower() in tuple(endings) else path.name


def _describe(sheet: Sheet, errors: list[tuple[int, str]]) -> str:
    lines = [
        f"{sheet.name}, {sheet.unit} {number}: {message}." for number, message in errors[:_PROBLEMS_NAMED]
    ]
    if len(errors) > _PROBLEMS_NAMED:
        lines.append(f"{sheet.name}: {counted(len(errors) - _PROBLEMS_NAMED, 'more problem')}.")
    return "\n".join([*lines, "Fix the table, with one row for each article, or leave it out."])


def unused_rows(metadata: Metadata, doc_ids: Iterable[str]) -> list[str]:
    """Return the identifiers in a metadata table that no article has, in order."""
    return sorted(set(metadata.facts) - set(doc_ids))
