"""Words beside axes, in bars and at the ends of lines: whole words, in lines that fit a page and a phone."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Mapping, Sequence

import altair as alt
import pandas as pd

#: Pixels of the frame of a chart, as Vega knows them: 897 where it draws a picture ahead, without a frame.
_FRAME = "(isFinite(containerSize()[0]) ? containerSize()[0] : 897)"

#: A frame as narrow as a phone's. The frame's width, unlike the chart's, does not follow from the labels.
_NARROW_FRAME = 520
NARROW = f"{_FRAME} < {_NARROW_FRAME}"

#: Characters of a line of a label beside an axis; of one line and of two on a phone; of two beneath an axis.
_WIDE, _NARROW, _NARROW_LINES, _LEVEL = 28, 24, 18, 12

#: Backstop in pixels for a single word that is longer than a line.
_LABEL_PIXELS = 230

#: Number of articles whose names stand level below a grid.
_LEVEL_ARTICLES = 5

#: Rows up to which a label may take two lines on a phone, for which rows are a little higher.
_MAX_TALL_ROWS, _TALL_ROW = 12, 30

#: Pixels of a letter in a bar, of the space around a word, and of a frame that bars do not have: labels and values.
_LETTER, _AROUND, _BESIDE_BARS = 6.4, 10, 250

#: Pixels between a legend and its chart, and those of a legend of one row.
_LEGEND_OFFSET, _LEGEND_ROW = 18, 20

#: Width of a figure in a grid, in pixels.
_FIGURE_PIXELS = 32


def name_axis(names: Iterable[str], *, lines: int = 1, grid: bool = False) -> alt.Axis:
    """Return an axis of names, shortened to whole words.

    Args:
        names: All names on the axis.
        lines: Number of lines that a name may take on a phone.
        grid: Whether lines cross the chart from each name.
    """
    labels = list(names)
    narrow = _NARROW if lines == 1 else _NARROW_LINES
    wide_lines = {name: _wrap(name, _WIDE, 1) for name in labels}
    narrow_lines = {name: _wrap(name, narrow, lines) for name in labels}
    return alt.Axis(
        title="",
        labelLimit=_LABEL_PIXELS,
        ticks=False,
        labelPadding=6,
        grid=grid or alt.Undefined,
        labelExpr=_choose(wide_lines, narrow_lines),
    )


def article_rows(names: Sequence[str]) -> tuple[alt.Axis, int]:
    """Return an axis of articles, a row each, and the height of a row in pixels."""
    lines = 2 if len(names) <= _MAX_TALL_ROWS else 1
    is_tall = lines == 2 and any(len(_wrap(name, _NARROW_LINES, 2)) > 1 for name in names)
    return name_axis(names, lines=lines), _TALL_ROW if is_tall else 26


def article_axis(names: Iterable[str]) -> alt.Axis:
    """Return the lower axis of a grid of articles.

    Names are level, in lines, where there are few; upright where there are more, and on a phone.
    """
    labels = list(names)
    if len(labels) > _LEVEL_ARTICLES:
        return alt.Axis(title="", labelAngle=-90)
    level = {name: textwrap.wrap(name, _LEVEL) for name in labels}
    upright = {name: _wrap(name, _NARROW_LINES, 2) for name in labels}
    return alt.Axis(
        title="",
        labelExpr=_choose(level, upright),
        labelAngle=alt.ExprRef(f"{NARROW} ? -90 : 0"),
        labelAlign=alt.ExprRef(f"{NARROW} ? 'right' : 'center'"),
        labelBaseline=alt.ExprRef(f"{NARROW} ? 'middle' : 'top'"),
        labelOverlap=False,
    )


def pair_axis(pairs: Iterable[str]) -> alt.Axis:
    """Return an axis of pairs of names ("a – b"), a line each."""
    split = {pair: pair.split(" – ") for pair in pairs}
    wide = {pair: [_wrap(name, _WIDE, 1)[0] for name in names] for pair, names in split.items()}
    narrow = {pair: [_wrap(name, _NARROW, 1)[0] for name in names] for pair, names in split.items()}
    return alt.Axis(title="", labelLimit=_LABEL_PIXELS, labelExpr=_choose(wide, narrow))


def figures_where_they_fit(columns: int) -> alt.ExprRef:
    """Return the opacity of the figures of a grid: none where the columns are too narrow for them."""
    return alt.ExprRef(f"width > {_FIGURE_PIXELS * columns} ? 1 : 0")


def label_segments(
    data: pd.DataFrame, *, row: str, kind: str, value: str, colours: Mapping[str, str]
) -> tuple[pd.DataFrame, alt.Legend]:
    """Return where stacked bars can name their segments, and a legend of the kinds that fit into none.

    A kind is named in its longest segment.

    Args:
        data: One row a segment, in the order in which a row's segments are stacked.
        row: The column of the bars.
        kind: The column of the kinds.
        value: The column of the lengths.
        colours: The colour of each kind.

    Returns:
        A row for each kind: its columns, `middle` (where its name stands), `ink` (the colour of the name) and `frame`
        (pixels of the frame from which the name fits); and the legend.
    """
    middles = data.groupby(row, sort=False)[value].cumsum() - data[value] / 2
    segments = data.assign(middle=middles).sort_values(value, ascending=False, kind="stable")
    longest = segments.drop_duplicates(kind)
    whole = max(float(data.groupby(row)[value].sum().max()), 1)
    needed = longest[kind].str.len() * _LETTER + _AROUND
    longest = longest.assign(
        frame=(needed * whole / longest[value] + _BESIDE_BARS).round().astype(int),
        ink=[_ink_on(colours[name]) for name in longest[kind]],
    ).sort_values("frame", kind="stable")
    kinds, order = longest[kind].tolist(), list(colours)
    unnamed = [sorted(kinds[place:], key=order.index) for place in range(len(kinds))]
    choices = zip(longest["frame"], unnamed, strict=True)
    steps = "".join(f"{_FRAME} < {frame} ? {json.dumps(names)} : " for frame, names in choices)
    return longest, _legend_below(int(longest["frame"].max()), f"{steps}['']")


def narrow_legend(kinds: Iterable[str]) -> alt.Legend:
    """Return a legend for a frame as narrow as a phone's, where words at the ends of bars have no room."""
    return _legend_below(_NARROW_FRAME, json.dumps(list(kinds)), columns=1)


def _legend_below(frame: int, values: str, *, columns: int = 2) -> alt.Legend:
    """Return a legend of some values that is there where the frame is narrower than some pixels.

    Vega lays a legend without entries out wrongly: where it is not needed it has an entry that is not seen, and an
    offset that takes back its room.
    """
    is_needed = f"{_FRAME} < {frame}"
    return alt.Legend(
        title=None,
        columns=columns,
        values=alt.ExprRef(f"{is_needed} ? {values} : ['']"),
        symbolOpacity=alt.ExprRef(f"{is_needed} ? 1 : 0"),
        offset=alt.ExprRef(f"{is_needed} ? {_LEGEND_OFFSET} : -{_LEGEND_ROW}"),
    )


def name_segments(longest: pd.DataFrame, *, y: alt.Y, kind: str, value: str) -> alt.Chart:
    """Return the names of the kinds in the segments that :func:`label_segments` chose, where they fit."""
    names: alt.Chart = (
        alt.Chart(longest)
        .mark_text(fontSize=11, opacity=alt.ExprRef(f"{_FRAME} < datum.frame ? 0 : 1"))
        .encode(
            x=alt.X("middle:Q", title=value),
            y=y,
            text=f"{kind}:N",
            color=alt.Color("ink:N", scale=None, legend=None),
            tooltip=alt.value(None),
        )
    )
    return names


def _wrap(name: str, characters: int, lines: int) -> list[str]:
    """Return a name in lines of whole words, the last of which ends in an ellipsis where words are left out."""
    kept = textwrap.wrap(name, characters, max_lines=lines, placeholder="…", break_long_words=False)
    if kept == ["…"]:  # of a word that is longer than a line, its beginning
        return [f"{name[: characters - 1]}…"]
    return kept or [name]


def _choose(wide: Mapping[str, list[str]], narrow: Mapping[str, list[str]]) -> str | alt.UndefinedType:
    """Return the expression of a label's lines: those of a wide frame or of a narrow one."""
    # With a mark before them, no name is one that every object has, such as "constructor".
    tables = [
        {f"={name}": "\n".join(lines) for name, lines in table.items() if lines != [name]}
        for table in (narrow, wide)
    ]
    if not any(tables):
        return alt.Undefined
    narrow_texts, wide_texts = (json.dumps(table, ensure_ascii=False) for table in tables)
    return f"split(({NARROW} ? {narrow_texts} : {wide_texts})['=' + datum.label] || datum.label, '\\n')"


def _ink_on(colour: str) -> str:
    """Return black or white, whichever has more contrast with a colour: 4.5:1 at least."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    luminance = sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    # Not plain black, which the page's dark style turns into the colour of its words.
    return "#ffffff" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 else "#010101"
