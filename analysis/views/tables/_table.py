"""Tables of DataFrames as HTML: escaped, captioned, scrolling inside themselves, numbers in one form."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Mapping, Sequence
from html import escape
from typing import Any, Literal

import pandas as pd

from analysis.schema import TABLES
from analysis.text import listed
from analysis.views import _anchors as anchors
from analysis.views._articles import article_label
from analysis.views._html import Html, nothing_found

#: Columns that hold an article's identifier, and beside each those that hold its place in the article.
IDENTIFIERS = {
    "doc_id": ("start", "end"),
    "doc_a": ("start_a", "end_a"),
    "doc_b": ("start_b", "end_b"),
    "group": ("", ""),
}

#: Rows of a table so short that a column may say the same in each.
_FEW_ROWS = 2


#: What a row can be about.
Thing = Literal["article", "term", "speaker", "name", "passage"]

#: How the addresses of rows are made, where not as those of names, and the pages that links to them lead to.
_ANCHORS = {"article": anchors.article_anchor, "term": anchors.term_anchor}
_PAGES = {"term": anchors.TERMS, "speaker": anchors.SPEAKERS, "name": anchors.NAMES}


def _decimals(column: pd.Series) -> int:
    """Return the number of decimals that tells a column's numbers apart without false precision."""
    largest = column.abs().max()
    if pd.isna(largest) or largest >= 100:
        return 1
    return 2 if largest >= 1 else 3


#: A share that would be rounded to nothing.
_SMALL_SHARE = 0.005


def _shares(columns: str | Mapping[str, str] | Sequence[str] | None) -> set[str]:
    """Return the columns that are shares of a whole, which pages give in per cent."""
    declared = TABLES[columns].columns if isinstance(columns, str) else ()
    return {
        column.name for column in declared if column.unit == "share" and "share" in column.name.split("_")
    }


def _cell(value: object, decimals: int, is_share: bool = False) -> str:
    if isinstance(value, list | tuple):
        return escape(", ".join(str(item) for item in value))
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)) or value is pd.NaT:
        return ""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float) and is_share:
        return f"{value:.0%}" if not 0 < value < _SMALL_SHARE else "&lt;1%"
    if isinstance(value, float):
        small = value != 0 and abs(value) < 10**-decimals / 2
        return escape(f"{value:.1e}" if small else f"{value:,.{decimals}f}")
    return escape(str(value))


def table(
    frame: pd.DataFrame,
    caption: str,
    *,
    columns: str | Mapping[str, str] | Sequence[str] | None = None,
    top: int = 50,
    names: Mapping[str, str] | None = None,
    anchor: Thing | None = None,
    links: Mapping[str, Thing] | None = None,
    addresses: Mapping[str, Mapping[str, str]] | None = None,
    missing: Mapping[str, str] | None = None,
    file: str = "",
) -> Html:
    """Return a DataFrame as an escaped, captioned HTML table.

    Args:
        frame: The table.
        caption: What it shows, a sentence without mark-up.
        columns: The columns to show, in order: the name of a table of `analysis.schema`, which labels them, a mapping
            of columns to labels, or columns that are their own labels.
        top: Maximum number of rows; a longer table says that the data files have all. Columns in which every cell
            is missing or says the same are named in the caption and not drawn.
        names: Short names of all articles (see `short_names`), shown in the columns that hold
            their identifiers and leading to the article in the reader, at its place where the table has one;
            the identifier itself is the tooltip.
        anchor: What each row is about: gives rows addresses made of the first column shown (of a passage, of its
            number), so that links find them.
        links: Columns whose cells lead to the row about what they name, wherever that stands.
        addresses: Columns whose cells lead to a place in an article, and by cell the address (see `first_places`);
            a cell without one is no link.
        missing: What empty cells say, by column; other empty cells stay empty.
        file: Name of the data file with all rows, without its ending; the page leads to it.

    Returns:
        An object that notebooks show as HTML, without rows a line. Every cell and heading is escaped.

    Example:
        >>> frame = pd.DataFrame({"term": ["talk"], "count": [21]})
        >>> table(frame, "The most frequent term", columns={"term": "term", "count": "occurrences"})
        The most frequent term
        term  occurrences
        talk           21
    """
    if frame.empty:
        return nothing_found(caption)
    labels = labels_of(frame, columns)
    heads = drawn_columns(frame.head(top), labels, keep=IDENTIFIERS if names else ())
    visible = frame[list(heads)].head(top)
    numeric = {c: pd.api.types.is_numeric_dtype(visible[c]) and visible[c].dtype != bool for c in heads}
    decimals = {c: _decimals_of(visible[c]) for c in heads}
    shares = _shares(columns)
    empty = {c: _missing(text) for c, text in (missing or {}).items()}
    head = "".join(f'<th scope="col"{_class(numeric[c])}>{escape(label)}</th>' for c, label in heads.items())
    body = []
    used: set[str] = set()
    for number, record in enumerate(frame.head(top).astype(object).to_dict("records"), start=1):
        cells = [
            _article_cell(record, c, names)
            if names and c in IDENTIFIERS
            else _linked_cell(record[c], (links or {}).get(c))
            or _placed_cell(record[c], (addresses or {}).get(c, {}))
            or f"<td{_class(numeric[c])}>{_cell(record[c], decimals[c], c in shares) or empty.get(c, '')}</td>"
            for c in heads
        ]
        body.append(f"<tr{_row_id(anchor, record[next(iter(heads))], number, used)}>{''.join(cells)}</tr>")
    notes = [
        rows_note(len(visible), len(frame), file),
        _left_out_note(frame.head(top), {c: label for c, label in labels.items() if c not in heads}),
    ]
    html = wrap_table(caption, head, f"<tbody>{''.join(body)}</tbody>", notes=notes, file=file)
    return Html(html, f"{caption}\n{visible.rename(columns=heads).to_string(index=False)}")


def labels_of(frame: pd.DataFrame, columns: str | Mapping[str, str] | Sequence[str] | None) -> dict[str, str]:
    """Return the columns asked for, in order, each with its label; see `table`."""
    if isinstance(columns, str):
        return TABLES[columns].labels
    if isinstance(columns, Mapping):
        return dict(columns)
    return {name: name for name in columns or list(frame.columns)}


def _article_cell(record: Mapping[Any, Any], column: str, names: Mapping[str, str]) -> str:
    """Return the cell of an article: its short name, leading to the reader, with its identifier as tooltip."""
    doc_id = str(record[column])
    if doc_id not in names:
        return f"<td>{escape(doc_id)}</td>"
    start, end = (record.get(edge) for edge in IDENTIFIERS[column])
    has_place = not (pd.isna(start) or pd.isna(end))
    address = anchors.link_to_article(doc_id, start, end) if has_place else anchors.link_to_article(doc_id)
    title = "" if names[doc_id] == doc_id else f' title="{escape(doc_id)}"'
    return f'<td class="article"{title}><a href="{escape(address)}">{article_label(doc_id, names)}</a></td>'


def _linked_cell(value: object, thing: Thing | None) -> str:
    """Return a cell that leads to the row about what it names; empty where it leads nowhere."""
    if thing is None or not isinstance(value, str) or not value.strip():
        return ""
    anchor = _ANCHORS.get(thing, anchors.speaker_anchor)(value)
    return f'<td><a href="{escape(anchors.link_across(_PAGES[thing], anchor))}">{escape(value)}</a></td>'


def _placed_cell(value: object, addresses: Mapping[str, str]) -> str:
    """Return a cell that leads to a place in an article; empty where it has no address."""
    address = addresses.get(value) if isinstance(value, str) else None
    return f'<td><a href="{escape(address)}">{escape(str(value))}</a></td>' if address else ""


def first_places(places: pd.DataFrame, column: str) -> dict[str, str]:
    """Return the first place of each name or phrase, as an address of the article reader.

    Args:
        places: A row for each place: `column`, `doc_id`, `start`, `end`, in the order of the corpus; or a row for each
            name or phrase: `column`, and `places`, a list of `(doc_id, start, end)`.
        column: The column of the names or phrases.

    Example:
        >>> places = pd.DataFrame({"name": ["A"], "doc_id": ["one"], "start": [3], "end": [9]})
        >>> first_places(places, "name")
        {'A': 'articles/one.html?at=3-9#the-text'}
    """
    first = places.drop_duplicates(column)
    if "places" in first:
        starts = [places_of[0] for places_of in first["places"]]
    else:
        starts = list(zip(first["doc_id"], first["start"], first["end"], strict=True))
    return {
        str(name): anchors.link_to_article(str(doc_id), int(start), int(end))
        for name, (doc_id, start, end) in zip(first[column], starts, strict=True)
    }


def _row_id(thing: Thing | None, value: object, number: int, used: set[str]) -> str:
    """Return the id of a row, where rows have one; of several rows about one thing the first has it."""
    if thing is None or (thing != "passage" and not isinstance(value, str)):
        return ""
    make = _ANCHORS.get(thing, anchors.speaker_anchor)
    anchor = anchors.passage_anchor(number) if thing == "passage" else make(str(value))
    if anchor in used:
        return ""
    used.add(anchor)
    return f' id="{escape(anchor)}"'


def wrap_table(
    caption: str,
    head: str,
    bodies: str,
    *,
    notes: Iterable[str] = (),
    file: str = "",
    label: str = "",
    attributes: str = "",
) -> str:
    """Return a table of rows of HTML in the region that it scrolls in.

    Args:
        caption: What it shows, without mark-up.
        head: The cells of its head.
        bodies: Its `tbody` elements.
        notes: Sentences of HTML to add to the caption; empty ones are left out.
        file: Name of the data file with all rows, without its ending.
        label: The accessible name; by default the caption.
        attributes: Further attributes of the region.
    """
    note = " ".join(filter(None, notes))
    note = f' <span class="note">{note}</span>' if note else ""
    data_file = f' data-file="data/{escape(file)}.csv"' if file else ""
    return (
        f'<div class="table" role="region" tabindex="0" aria-label="{escape(label or caption)}"{data_file}'
        f"{attributes}><table><caption>{escape(caption)}{note}</caption><thead><tr>{head}</tr></thead>"
        f"{bodies}</table></div>"
    )


def rows_note(listed: int, total: int, file: str, *, noun: str = " rows") -> str:
    """Return a sentence that leads from some rows of a table to the file with all; empty where all are shown."""
    if listed >= total:
        return ""
    path = f"data/{escape(file)}.csv"
    source = f'<a href="{path}">{path}</a> has' if file else "the data files have"
    return f'The first {listed:,} of {total:,}{noun}<span class="page-only">; {source} all</span>.'


def drawn_columns(
    frame: pd.DataFrame, labels: Mapping[str, str], *, keep: Container[str] = ()
) -> dict[str, str]:
    """Return the columns that are drawn, each with its label: those that tell rows apart, and the first.

    Left out is a column without anything in it and, of three rows or more, one that says the same in every row.

    Args:
        frame: The rows that are shown.
        labels: The columns asked for.
        keep: Columns that are drawn where there is anything in them.
    """
    filled = {name: label for name, label in labels.items() if frame.empty or _is_filled(frame[name])}
    telling = {
        name: label
        for place, (name, label) in enumerate(filled.items())
        if place == 0 or name in keep or not _says_the_same(frame[name])
    }
    return telling or dict(labels)


def _is_filled(column: pd.Series) -> bool:
    """Return whether a column says anything."""
    return any(not (isinstance(value, str) and not value) for value in column.dropna().tolist())


def _says_the_same(column: pd.Series) -> bool:
    values = column.astype(object).tolist()
    if len(values) <= _FEW_ROWS or not bool(column.notna().all()):
        return False
    return all(bool(value == values[0]) for value in values)


def _left_out_note(frame: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Return sentences that name the columns left out, and what each says; empty where there is none."""
    empty = [f"“{escape(label)}”" for name, label in labels.items() if not _is_filled(frame[name])]
    same = [
        f"“{escape(label)}” is {_cell(frame[name].astype(object).iloc[0], _decimals_of(frame[name]))}"
        for name, label in labels.items()
        if _is_filled(frame[name])
    ]
    sentences = [f"Empty in every row, so left out: {listed(empty)}."] if empty else []
    sentences += [f"In every row, {listed(same)}."] if same else []
    return " ".join(sentences)


def _decimals_of(column: pd.Series) -> int:
    return _decimals(column) if pd.api.types.is_numeric_dtype(column) and column.dtype != bool else 0


def _missing(text: str) -> str:
    """Return what an empty cell says."""
    return f'<em class="facts">{escape(text)}</em>' if text else ""


def _class(numeric: bool) -> str:
    return ' class="number"' if numeric else ""
