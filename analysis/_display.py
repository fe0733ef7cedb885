"""Small pieces of escaped HTML with which objects show themselves in a notebook, on light and dark themes.

Only `Markup` is HTML here; every other value is text and is escaped where it is put in. Colours
are JupyterLab's own, so that a display follows its theme; elsewhere they are those of the page around.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from analysis.text import Span, excerpt

__all__ = ["facts", "fold", "mark_excerpt", "table", "view"]

#: Maximum number of rows of a table; below them stands how many more there are.
MOST_ROWS = 20

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


def view(*parts: Markup) -> str:
    """Return parts of a display with their styles, as the plain string that notebooks take.

    Its class tells JupyterLab that amounts in dollars are no formulas.
    """
    return "".join((_STYLE, '<div class="dl-view mathjax_ignore">', *parts, "</div>"))


def facts(values: Iterable[object]) -> Markup:
    """Return a line of facts; those that are empty or None are left out."""
    line = Markup(" · ").join(escape(value) for value in values if value not in (None, ""))
    return Markup('<p class="dl-facts">{}</p>').format(line)


def fold(heading: str, count: str, *parts: Markup, opened: bool = False) -> Markup:
    """Return parts folded under a heading with a count."""
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
    """Return a table with numbers aligned to the right; a note below it counts the rows that are left out.

    Args:
        heads: The columns' names.
        rows: The cells; a number may be given in words, a cell that is None is empty.
        caption: What the table shows.
        total: Number of rows in all, where `rows` are only the first of them.
        wide: Whether the columns share the whole width equally, as two texts side by side do.
    """
    numeric = [any(_is_number(row[column]) for row in rows) for column in range(len(heads))]
    head = Markup().join(
        Markup('<th scope="col"{}>{}</th>').format(_align(is_number), name)
        for name, is_number in zip(heads, numeric, strict=True)
    )
    body = Markup().join(
        Markup("<tr>{}</tr>").format(
            Markup().join(
                Markup("<td{}>{}</td>").format(_align(is_number), _cell(value))
                for value, is_number in zip(row, numeric, strict=True)
            )
        )
        for row in rows
    )
    classes = Markup(' class="dl-table dl-wide"') if wide else Markup(' class="dl-table"')
    heading = Markup("<caption>{}</caption>").format(caption) if caption else ""
    template = Markup("<table{}>{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table>")
    more = (total or 0) - len(rows)
    note = Markup('<p class="dl-note">{:,} more.</p>').format(more) if more > 0 else Markup()
    return template.format(classes, heading, head, body) + note


def mark_excerpt(text: str, span: Span) -> Markup:
    """Return the text of a span marked, between the words around it."""
    return Markup("{}<mark>{}</mark>{}").format(*excerpt(text, span))


def _cell(value: object) -> Markup:
    if value is None or value != value:  # NaN differs from itself
        return Markup()
    if isinstance(value, float):
        return Markup("{:.2f}").format(value)
    return Markup("{:,}").format(value) if _is_number(value) else escape(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _align(is_number: bool) -> Markup:
    return Markup(' class="dl-number"') if is_number else Markup()
