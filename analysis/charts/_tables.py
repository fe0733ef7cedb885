"""How does a table look here? Escaped, captioned, scrolling inside itself, numbers in one form."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

#: Columns that hold an article's identifier.
_IDENTIFIERS = frozenset({"doc_id", "doc_a", "doc_b", "group"})


@dataclass(frozen=True)
class Html:
    """Something ready for a page: `_repr_html_` is what notebooks show, `text` what a terminal does."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

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
    columns: Mapping[str, str] | Sequence[str] | None = None,
    rows: int = 50,
    names: Mapping[str, str] | None = None,
) -> Html:
    """Return a DataFrame as an escaped, captioned HTML table.

    Args:
        frame: The table.
        caption: What it shows, a sentence without mark-up.
        columns: The columns to show, in order; a mapping also names them for readers.
        rows: The most rows shown; a longer table says how many it leaves to the data files. Columns in
            which every cell is missing are named in the caption and not drawn.

        names: Short names of articles (see `short_names`), shown in the columns that hold their identifiers;
            the identifier itself is what a pointer sees.

    Returns:
        An object that notebooks show as HTML. Every cell and heading is escaped.
    """
    wanted = dict(columns) if isinstance(columns, Mapping) else {c: c for c in columns or list(frame.columns)}
    empty = [c for c in wanted if len(frame) and frame[c].isna().all()]
    heads = {c: label for c, label in wanted.items() if c not in empty} or wanted
    shown = frame[list(heads)].head(rows)
    numeric = {c: pd.api.types.is_numeric_dtype(shown[c]) and shown[c].dtype != bool for c in heads}
    decimals = {c: _decimals(shown[c]) if numeric[c] and len(shown) else 0 for c in heads}
    head = "".join(f'<th scope="col"{_class(numeric[c])}>{escape(label)}</th>' for c, label in heads.items())
    body = []
    for record in shown.astype(object).to_dict("records"):
        cells = [
            _article_cell(record[c], names)
            if names and c in _IDENTIFIERS
            else f"<td{_class(numeric[c])}>{_cell(record[c], decimals[c])}</td>"
            for c in heads
        ]
        body.append(f"<tr>{''.join(cells)}</tr>")
    note = _note(len(shown), len(frame), [wanted[c] for c in empty])
    nothing = "" if len(frame) else f'<tr><td colspan="{len(heads)}">none</td></tr>'
    html = (
        f'<div class="table" role="region" tabindex="0" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}{escape(note)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(body)}{nothing}</tbody></table></div>"
    )
    return Html(html, f"{caption}\n{shown.rename(columns=heads).to_string(index=False)}")


def _article_cell(value: object, names: Mapping[str, str]) -> str:
    """Return the cell of an article: its short name, and its identifier for a pointer."""
    doc_id = str(value)
    name = names.get(doc_id, doc_id)
    return (
        f"<td>{escape(name)}</td>" if name == doc_id else f'<td title="{escape(doc_id)}">{escape(name)}</td>'
    )


def _note(shown: int, rows: int, empty: Sequence[str]) -> str:
    """Return what a caption adds: rows not shown, and columns left out because nothing is known of them."""
    parts = [f". The first {shown:,} of {rows:,} rows; the data files have all"] if shown < rows else []
    parts += [f". Nothing is known of: {', '.join(empty)}"] if empty else []
    return "".join(parts) + ("." if parts else "")


def _class(numeric: bool) -> str:
    return ' class="number"' if numeric else ""
