"""Read the rows of a table as articles: every row becomes an article, or a reason why it is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from analysis.corpus._builder import CorpusBuilder
from analysis.corpus._column_aliases import ALIASES, EXCERPTS, are_addresses, choose_columns
from analysis.corpus._formats import open_table
from analysis.corpus._metadata import Metadata, canonical_rows, resolve_published
from analysis.corpus._validation import ARTICLES, find_problems
from analysis.corpus.readers._archive import Entry
from analysis.corpus.readers._decode import Document, UnreadableError
from analysis.corpus.readers._table import Sheet, read_table
from analysis.corpus.tables._cells import find_cuts
from analysis.corpus.tables._markup import read_markup
from analysis.errors import DatelineError
from analysis.text import counted, listed, nearest


def read_table_of_articles(
    entry: Entry, metadata: Metadata, columns: Mapping[str, str] | None, builder: CorpusBuilder
) -> None:
    """Add the rows of a table's sheets to a corpus.

    Args:
        entry: The table's file.
        metadata: What another table says of the articles, which takes precedence.
        columns: This package's names to the table's, where the user has said so.
        builder: The corpus.

    Raises:
        DatelineError: The table cannot be read, or none of its columns holds articles' texts.
    """
    try:
        kind, raw = open_table(entry)
        sheets = read_table(entry.name, raw, kind)
    except UnreadableError as reason:
        raise DatelineError(f"{entry.name}: {reason}.") from None
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        raise DatelineError(f"{entry.name} has no rows. Give a table with a header and an article a row.")
    mapped = [(sheet, _column_names(sheet, columns)) for sheet in sheets]
    if not any("text" in names for _, names in mapped):
        raise _no_text_error(entry.name, *mapped[0])
    for sheet, names in mapped:
        if "text" in names:
            _read_sheet(sheet, names, metadata, builder)
        else:
            builder.rejected.append(
                (sheet.name, "no column of articles' texts; call it 'text' if it has one")
            )


def describe_encoding(encoding: str | None) -> str | None:
    """Return the doubt about bytes that were read as another encoding than UTF-8."""
    return f"read as {encoding}; check its marks and accents" if encoding not in (None, "UTF-8") else None


def _no_text_error(table: str, sheet: Sheet, names: Mapping[str, str]) -> DatelineError:
    """Return the error of a table without texts, which says what it has in their place."""
    available = ", ".join(sheet.columns[:20])
    excerpt = next((column for column in sheet.columns if column.strip().lower() in EXCERPTS), None)
    columns = [names["url"]] if "url" in names else sheet.columns
    rows = [cells for _, cells, _ in sheet.rows]
    addresses = next((c for c in columns if are_addresses([cells.get(c, "") for cells in rows])), None)
    if addresses:
        advice = (
            f"It lists addresses (column {addresses!r}) and not what stands there: save the pages as .html into a "
            "folder and give that"
        )
    else:
        advice = "Call it 'text'"
    extra = f" Column {excerpt!r} holds excerpts; if they are to count, text={excerpt}." if excerpt else ""
    return DatelineError(
        f"{table} has no column of articles' texts (there are: {available}). {advice}, or say which it is: --column "
        f"text=NAME, or load_corpus(…, columns={{'text': 'NAME'}}).{extra}"
    )


def _column_names(sheet: Sheet, columns: Mapping[str, str] | None) -> dict[str, str]:
    """Return the column of a sheet that holds each fact.

    Raises:
        DatelineError: The user names a fact or column that does not exist.
    """
    allowed = {"doc_id" if name == "file" else name for name in ALIASES}
    unknown = sorted(set(columns or ()) - allowed)
    if unknown:
        near = nearest(unknown[0], sorted(allowed))
        hint = f"did you mean {near!r}?" if near else f"the names are {listed(sorted(allowed))}."
        raise DatelineError(f"columns: {unknown[0]!r} is not the name of a fact; {hint}")
    for column in (columns or {}).values():
        if column not in sheet.columns:
            raise DatelineError(f"{sheet.name} has no column {column!r}; it has {listed(sheet.columns)}.")
    chosen = {"file" if name == "doc_id" else name: column for name, column in (columns or {}).items()}
    return choose_columns(sheet.columns, [cells for _, cells, _ in sheet.rows], chosen)


def _read_sheet(sheet: Sheet, names: Mapping[str, str], metadata: Metadata, builder: CorpusBuilder) -> None:
    builder.note_columns(sheet.name, names)
    if warning := describe_encoding(sheet.encoding):
        builder.warnings.append((sheet.name, warning))
    rows = canonical_rows(sheet, names)
    for message in resolve_published(rows):
        builder.warnings.append((sheet.name, f"column {names['published']!r}: {message}"))
    places = [f"{sheet.name}, {sheet.unit} {number}" for number, _, _ in sheet.rows]
    texts = [read_markup(cells.get(names["text"], "")) for _, cells, _ in sheet.rows]
    reasons, doubts = _check_rows(sheet, names, rows, texts)
    builder.warnings.extend((places[index], doubt) for index, doubt in doubts)
    cuts = find_cuts(texts)
    stem = PurePosixPath(sheet.name).stem
    for index, (place, row, text) in enumerate(zip(places, rows, texts, strict=True)):
        doc_id = row.pop("file", "") or (stem if len(rows) == 1 else f"{stem}-{index + 1:04d}")
        row.pop("text", None)
        if index in reasons:
            builder.rejected.append((place, reasons[index]))
            continue
        document = Document(text, sheet.encoding)
        number = sheet.rows[index][0]
        row_doubts = (sheet.doubts.get(number), cuts.get(index))
        document = replace(document, doubts=tuple(doubt for doubt in row_doubts if doubt))
        builder.add(doc_id, place, document, {**row, **metadata.facts.get(doc_id, {})})


def _check_rows(
    sheet: Sheet, names: Mapping[str, str], rows: Sequence[Mapping[str, str]], texts: Sequence[str]
) -> tuple[dict[int, str], list[tuple[int, str]]]:
    """Return why rows are no articles, by their place, and what is doubtful in those that are."""
    reasons: dict[int, str] = {}
    doubts: list[tuple[int, str]] = []
    for index, (_, cells, defect) in enumerate(sheet.rows):
        if defect:
            reasons[index] = defect
        elif names["text"] not in cells and len(cells) < len(sheet.columns) and sheet.unit == "row":
            reasons[index] = (
                f"{len(cells)} of {counted(len(sheet.columns), 'cell')}, and none for the text; if it belongs "
                "to the row above, put the text of that row in quotation marks"
            )
            if index and index - 1 not in reasons:
                doubts.append(
                    (index - 1, "its text may go on in the next line, which is not a row; check its end")
                )
    problems = find_problems([{**row, "text": text} for row, text in zip(rows, texts, strict=True)], ARTICLES)
    for problem in problems:
        if problem.row in reasons and sheet.rows[problem.row][2]:
            continue  # cells of a row that is out of form stand in the wrong columns
        message = f"column {names[problem.column]!r}: {problem.message}"
        if problem.rejects:
            reasons.setdefault(problem.row, message)
        else:
            doubts.append((problem.row, message))
    return reasons, doubts
