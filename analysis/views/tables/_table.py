"""How does a table look here? Escaped, captioned, scrolling inside itself, numbers in one form."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

import pandas as pd

from analysis._display import LAB_STYLE
from analysis.schema import TABLES
from analysis.text import listed
from analysis.views import _anchors as anchors
from analysis.views._articles import article_label, article_rules

#: Columns that hold an article's identifier, and beside each those that hold its place in the article.
_IDENTIFIERS = {
    "doc_id": ("start", "end"),
    "doc_a": ("start_a", "end_a"),
    "doc_b": ("start_b", "end_b"),
    "group": ("", ""),
}

#: What a row can be about: its address, and where links to it lead.
Thing = Literal["article", "term", "speaker", "name", "passage"]
_ANCHORS = {"article": anchors.article_anchor, "term": anchors.term_anchor}
_PLACES = {"term": anchors.TERMS, "speaker": anchors.SPEAKERS, "name": anchors.NAMES}


@dataclass(frozen=True)
class Html:
    """Something ready for a page: `_repr_html_` is what notebooks show, `text` what a terminal does.

    Example:
        >>> note = Html("<p>Two articles</p>", "Two articles")
        >>> note
        Two articles
        >>> note.html
        '<p>Two articles</p>'
    """

    html: str
    text: str

    def _repr_html_(self) -> str:
        # The pages have these styles in their own stylesheet, and drop the ones that come with an output.
        return f"{LAB_STYLE}<style>{article_rules()}</style>{self.html}"

    def __repr__(self) -> str:
        return self.text


def _decimals(column: pd.Series) -> int:
    """Return how many decimals tell a column's numbers apart without pretending to more."""
    largest = column.abs().max()
    if pd.isna(largest) or largest >= 100:
        return 1
    return 2 if largest >= 1 else 3


def _cell(value: object, decimals: int) -> str:
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
        columns: The columns to show, in order; a mapping also names them for readers. The name of a table of
            `analysis.schema` shows and names them as defined there.
        top: Maximum number of rows shown; a longer table says how many it leaves to the data files. Columns in
            which every cell is missing are named in the caption and not drawn.
        names: Short names of all articles (see `short_names`), shown with their colours in the columns that hold
            their identifiers and leading to the article in the reader, at its place where the table has one;
            the identifier itself is what a pointer sees.
        anchor: What each row is about: gives rows addresses made of the first column shown (a passage's of
            its number), so that links find them.
        links: Columns whose cells lead to the row about what they name, wherever that stands.
        addresses: Columns whose cells lead to where what they name stands, and the address of each (see
            `first_places`); a cell without one is no link.
        missing: Columns whose empty cells say something, and what; other empty cells stay empty.
        file: Name of the data file with all rows, without its ending; the page leads to it.

    Returns:
        An object that notebooks show as HTML. Every cell and heading is escaped.

    Example:
        >>> frame = pd.DataFrame({"term": ["talk"], "count": [21]})
        >>> table(frame, "The most frequent term", columns={"term": "term", "count": "occurrences"})
        The most frequent term
        term  occurrences
        talk           21
    """
    wanted = labels_of(frame, columns)
    empty = [c for c in wanted if len(frame) and frame[c].isna().all()]
    heads = {c: label for c, label in wanted.items() if c not in empty} or wanted
    shown = frame[list(heads)].head(top)
    numeric = {c: pd.api.types.is_numeric_dtype(shown[c]) and shown[c].dtype != bool for c in heads}
    decimals = {c: _decimals(shown[c]) if numeric[c] and len(shown) else 0 for c in heads}
    head = "".join(f'<th scope="col"{_class(numeric[c])}>{escape(label)}</th>' for c, label in heads.items())
    body = []
    told: set[str] = set()
    for number, record in enumerate(frame.head(top).astype(object).to_dict("records"), start=1):
        cells = [
            _article_cell(record, c, names)
            if names and c in _IDENTIFIERS
            else _linked_cell(record[c], (links or {}).get(c))
            or _placed_cell(record[c], (addresses or {}).get(c, {}))
            or f"<td{_class(numeric[c])}>{_cell(record[c], decimals[c]) or _absent(c, missing)}</td>"
            for c in heads
        ]
        body.append(f"<tr{_row_id(anchor, record[next(iter(heads))], number, told)}>{''.join(cells)}</tr>")
    note = _note(len(shown), len(frame), [wanted[c] for c in empty], file)
    nothing = "" if len(frame) else f'<tr><td colspan="{len(heads)}">none</td></tr>'
    html = (
        f'<div class="table" role="region" tabindex="0" aria-label="{escape(caption)}"{_data_file(file)}><table>'
        f"<caption>{escape(caption)}{note}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(body)}{nothing}</tbody></table></div>"
    )
    return Html(html, f"{caption}\n{shown.rename(columns=heads).to_string(index=False)}")


def labels_of(frame: pd.DataFrame, columns: str | Mapping[str, str] | Sequence[str] | None) -> dict[str, str]:
    """Return the columns to show, in order, each with its label; see `table`."""
    if isinstance(columns, str):
        return TABLES[columns].labels
    if isinstance(columns, Mapping):
        return dict(columns)
    return {name: name for name in columns or list(frame.columns)}


def _article_cell(record: Mapping[Any, Any], column: str, names: Mapping[str, str]) -> str:
    """Return the cell of an article: its short name, leading to the reader, and its identifier for a pointer."""
    doc_id = str(record[column])
    if doc_id not in names:
        return f"<td>{escape(doc_id)}</td>"
    start, end = (record.get(edge) for edge in _IDENTIFIERS[column])
    placed = not (pd.isna(start) or pd.isna(end))
    address = anchors.link_to_article(doc_id, start, end) if placed else anchors.link_to_article(doc_id)
    title = "" if names[doc_id] == doc_id else f' title="{escape(doc_id)}"'
    return f'<td{title}><a href="{escape(address)}">{article_label(doc_id, names)}</a></td>'


def _linked_cell(value: object, thing: Thing | None) -> str:
    """Return a cell that leads to the row about what it names; empty where it leads nowhere."""
    if thing is None or not isinstance(value, str) or not value.strip():
        return ""
    anchor = _ANCHORS.get(thing, anchors.speaker_anchor)(value)
    return f'<td><a href="{escape(anchors.link_across(_PLACES[thing], anchor))}">{escape(value)}</a></td>'


def _placed_cell(value: object, addresses: Mapping[str, str]) -> str:
    """Return a cell that leads to where what it names stands; empty where nothing is known of that."""
    address = addresses.get(value) if isinstance(value, str) else None
    return f'<td><a href="{escape(address)}">{escape(str(value))}</a></td>' if address else ""


def first_places(places: pd.DataFrame, column: str) -> dict[str, str]:
    """Return where each thing stands first, as an address of the article reader.

    Args:
        places: A row a place: `column`, `doc_id`, `start`, `end`, in the order of the corpus; or a row a thing:
            `column`, and `places`, a list of `(doc_id, start, end)`.
        column: What stands there.

    Example:
        >>> places = pd.DataFrame({"name": ["A"], "doc_id": ["one"], "start": [3], "end": [9]})
        >>> first_places(places, "name")
        {'A': 'quote_attributions.html?to=article-one&at=3-9#the-articles'}
    """
    first = places.drop_duplicates(column)
    if "places" in first:
        found = [listed[0] for listed in first["places"]]
    else:
        found = list(zip(first["doc_id"], first["start"], first["end"], strict=True))
    return {
        str(thing): anchors.link_to_article(str(doc_id), int(start), int(end))
        for thing, (doc_id, start, end) in zip(first[column], found, strict=True)
    }


def _row_id(thing: Thing | None, value: object, number: int, told: set[str]) -> str:
    """Return the id of a row, where rows are to have one; of several rows about one thing the first has it."""
    if thing is None or (thing != "passage" and not isinstance(value, str)):
        return ""
    make = _ANCHORS.get(thing, anchors.speaker_anchor)
    anchor = anchors.passage_anchor(number) if thing == "passage" else make(str(value))
    if anchor in told:
        return ""
    told.add(anchor)
    return f' id="{escape(anchor)}"'


def _note(shown: int, rows: int, empty: Sequence[str], file: str) -> str:
    """Return what a caption adds: rows not shown, and columns left out because nothing is known of them."""
    where = (
        f'<a href="data/{escape(file)}.csv">data/{escape(file)}.csv</a> has'
        if file
        else "the data files have"
    )
    parts = [f"The first {shown:,} of {rows:,} rows; {where} all."] if shown < rows else []
    if empty:
        named = listed(f"“{escape(name)}”" for name in empty)
        parts.append(f"Empty in every row, so left out: {named}.")
    return f' <span class="note">{" ".join(parts)}</span>' if parts else ""


def _absent(column: str, missing: Mapping[str, str] | None) -> str:
    """Return what an empty cell of a column says."""
    said = (missing or {}).get(column, "")
    return f'<em class="facts">{escape(said)}</em>' if said else ""


def _data_file(file: str) -> str:
    return f' data-file="data/{escape(file)}.csv"' if file else ""


def _class(numeric: bool) -> str:
    return ' class="number"' if numeric else ""
