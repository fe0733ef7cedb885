"""How does something show itself in a notebook? Small pieces of escaped HTML, right on light and dark.

Only what is `Markup` here is HTML; every other value is text and is escaped where it is put in. Colours
are JupyterLab's own, so that a display follows its theme; elsewhere they are those of the page around.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

__all__ = ["LAB_STYLE", "excerpt", "facts", "fold", "shorten", "table", "view"]

#: Rows of a table before it says how many more there are.
MOST_ROWS = 20


_SPACE = re.compile(r"\s+")

_STYLE = Markup("""<style>
.dl-view { max-width: 64rem; line-height: 1.5; overflow-x: auto; color: var(--jp-content-font-color1, inherit); }
.dl-view p { margin: 0 0 .5em; }
.dl-view .dl-title { font-size: 1.15em; font-weight: 600; margin: 0; }
.dl-view caption { color: inherit; }
.dl-view .dl-note { font-size: .92em; }
.dl-view .dl-aside { padding-left: .75em; border-left: 3px solid var(--jp-border-color2, rgba(128, 128, 128, .5)); }
.dl-view .dl-kind { font-size: .85em; margin-right: .5em; padding: 0 .4em; border-radius: .25em;
  border: 1px solid var(--jp-border-color2, rgba(128, 128, 128, .5)); }
.dl-view mark { color: inherit; background: rgba(230, 150, 0, .28); border-radius: .15em; padding: 0 .1em; }
.dl-view summary { cursor: pointer; font-weight: 600; margin: .5em 0 .25em; }
.dl-view summary .dl-count { font-weight: 400; }
.dl-view .dl-table { border-collapse: collapse; border: 0; margin: 0 0 .5em; width: auto; table-layout: auto;
  font-size: inherit; }
.dl-view .dl-table caption { text-align: left; caption-side: top; padding: 0 0 .35em; }
.dl-view .dl-table th, .dl-view .dl-table td { text-align: left; vertical-align: top; padding: .3em .75em .3em 0;
  max-width: 32rem; min-width: 3.5em; white-space: normal; overflow-wrap: break-word; border: 0;
  border-bottom: 1px solid var(--jp-border-color2, rgba(128, 128, 128, .35)); }
.dl-view .dl-table th { font-weight: 600; }
.dl-view .dl-table .dl-number { text-align: right; font-variant-numeric: tabular-nums; min-width: 0; }
.dl-view .dl-table tbody tr:nth-child(n) { background: transparent; }
.dl-view .dl-wide { width: 100%; table-layout: fixed; }
.dl-view .dl-wide th:first-child { width: 22%; }
</style>""")

#: How JupyterLab shows what is made for the pages, which have a stylesheet of their own and drop this one:
#: tables to the left, marks that can be told apart, links in them in the colour of the words around.
LAB_STYLE = Markup("""<style>
.jp-RenderedHTMLCommon div.table table th, .jp-RenderedHTMLCommon div.table table td { text-align: left;
  vertical-align: top; white-space: normal; max-width: 32rem; }
.jp-RenderedHTMLCommon div.table table .number { text-align: right; }
.jp-RenderedHTMLCommon div.table table caption { text-align: left; caption-side: top; }
.jp-RenderedHTMLCommon mark[class] { color: inherit; background: none; }
.jp-RenderedHTMLCommon mark[class] a { color: inherit; text-decoration: none; }
.jp-RenderedHTMLCommon mark.direct, .jp-RenderedHTMLCommon mark.passage, .jp-RenderedHTMLCommon mark.keyword {
  background: rgba(230, 150, 0, .28); }
.jp-RenderedHTMLCommon mark.mixed { background: rgba(230, 150, 0, .16); }
.jp-RenderedHTMLCommon mark.mixed, .jp-RenderedHTMLCommon mark.indirect { border-bottom: 2px solid #b58900; }
.jp-RenderedHTMLCommon mark.cue { font-style: italic; text-decoration: underline dotted; }
.jp-RenderedHTMLCommon mark.source { font-weight: 700; }
.jp-RenderedHTMLCommon mark.term { border-bottom: 2px dotted currentColor; }
</style>""")


def view(*parts: Markup) -> str:
    """Return parts of a display as one, with the look they need, as the plain text that notebooks take."""
    return "".join((_STYLE, '<div class="dl-view">', *parts, "</div>"))


def facts(values: Iterable[object]) -> Markup:
    """Return a line of facts, those that are empty or None left out."""
    known = Markup(" · ").join(escape(value) for value in values if value not in (None, ""))
    return Markup('<p class="dl-facts">{}</p>').format(known)


def fold(heading: str, count: str, *parts: Markup, opened: bool = False) -> Markup:
    """Return parts folded under a heading that says how much there is."""
    return Markup('<details{}><summary>{} <span class="dl-count">{}</span></summary>{}</details>').format(
        Markup(" open") if opened else "", heading, count, Markup().join(parts)
    )


def table(
    heads: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    caption: str = "",
    total: int | None = None,
    wide: bool = False,
) -> Markup:
    """Return a table; numbers stand on the right, and what is cut off is said below.

    Args:
        heads: The columns' names.
        rows: The cells; a number may be given in words, a cell that is None is empty.
        caption: What the table shows.
        total: How many rows there are where `rows` are only the first of them.
        wide: Whether the columns share the whole width equally, as two texts side by side do.
    """
    right = [any(_is_number(row[at]) for row in rows) for at in range(len(heads))]
    head = Markup().join(
        Markup('<th scope="col"{}>{}</th>').format(_side(number), name)
        for name, number in zip(heads, right, strict=True)
    )
    body = Markup().join(
        Markup("<tr>{}</tr>").format(
            Markup().join(
                Markup("<td{}>{}</td>").format(_side(number), _cell(value))
                for value, number in zip(row, right, strict=True)
            )
        )
        for row in rows
    )
    shape = Markup(' class="dl-table dl-wide"') if wide else Markup(' class="dl-table"')
    above = Markup("<caption>{}</caption>").format(caption) if caption else ""
    drawn = Markup("<table{}>{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table>")
    more = (total or 0) - len(rows)
    note = Markup('<p class="dl-note">{:,} more.</p>').format(more) if more > 0 else Markup()
    return drawn.format(shape, above, head, body) + note


def excerpt(text: str, start: int, end: int, *, around: int = 60) -> Markup:
    """Return text[start:end] marked, between the words around it, white space as one space."""
    low, high = max(start - around, 0), min(end + around, len(text))
    before, after = text[low:start], text[end:high]
    if low:
        before = "…" + before.partition(" ")[2]
    if high < len(text):
        after = after.rpartition(" ")[0] + "…"
    return Markup("{}<mark>{}</mark>{}").format(
        _SPACE.sub(" ", before), _SPACE.sub(" ", text[start:end]), _SPACE.sub(" ", after)
    )


def shorten(text: str, most: int = 280) -> str:
    """Return a text with white space as one space, cut at a word where it is longer than `most` characters."""
    plain = _SPACE.sub(" ", text).strip()
    if len(plain) <= most:
        return plain
    return (plain[:most].rpartition(" ")[0] or plain[:most]) + "…"


def _cell(value: object) -> Markup:
    if value is None or value != value:  # not a number, the one that differs from itself
        return Markup()
    if isinstance(value, float):
        return Markup("{:.2f}").format(value)
    return Markup("{:,}").format(value) if _is_number(value) else escape(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _side(number: bool) -> Markup:
    return Markup(' class="dl-number"') if number else Markup()
