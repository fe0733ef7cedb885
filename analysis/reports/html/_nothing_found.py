"""Join the lines that stand for tables without rows: one a section; sections of nothing else are one list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape, unescape

from markupsafe import Markup

from analysis.text import listed
from analysis.views import NOTHING_FOUND

_LINE = re.compile(
    r'\s*<p class="nothing-found" data-what="(?P<what>[^"]*)" data-note="(?P<note>[^"]*)">[^<]*</p>\s*'
)


def join_lines(pieces: Iterable[str]) -> list[str | None]:
    """Return pieces of HTML with the lines among them joined in the last; None for the others.

    Example:
        >>> line = '<p class="nothing-found" data-what="{0}" data-note="">Also checked, nothing found: {0}.</p>'
        >>> join_lines([line.format("versions"), "<p>Text.</p>", line.format("headlines")])
        [None, '<p>Text.</p>', '<p class="nothing-found">Also checked, nothing found: versions and headlines.</p>']
    """
    joined: list[str | None] = list(pieces)
    lines = {place: match for place, html in enumerate(joined) if (match := _LINE.fullmatch(html or ""))}
    if not lines:
        return joined
    notes = " ".join(filter(None, (unescape(match["note"]) for match in lines.values())))
    whats = [unescape(match["what"]) for match in lines.values()]
    what = "; ".join(whats) if any("," in what or " and " in what for what in whats) else listed(whats)
    for place in lines:
        joined[place] = None
    sentence = escape(f"{NOTHING_FOUND} {what}. {notes}".rstrip())
    joined[max(lines)] = Markup(f'<p class="nothing-found">{sentence}</p>')  # noqa: S704 - escaped here
    return joined


_JOINED = re.compile(rf'<p class="nothing-found">{re.escape(NOTHING_FOUND)} (.*)</p>', re.DOTALL)


def missing_from(pieces: Sequence[str]) -> str | None:
    """Return what was not found, where the outputs of a section say nothing else; None where they do.

    Args:
        pieces: The section's outputs, after :func:`join_lines`.

    Example:
        >>> missing_from(['<p class="nothing-found">Also checked, nothing found: headlines.</p>', ""])
        'headlines.'
        >>> missing_from(["<p>Text.</p>"]) is None
        True
    """
    lines = [_JOINED.fullmatch(html.strip()) for html in pieces if html.strip()]
    matches = [line for line in lines if line]
    return " ".join(line[1] for line in matches) if matches and len(matches) == len(lines) else None


def list_missing(sections: Iterable[tuple[str, str, str]]) -> Markup:
    """Return a list of sections in which nothing was found; their addresses lead there.

    Args:
        sections: The title, the id and what was not found, as HTML, of each.
    """
    items = (
        f'<li id="{escape(anchor)}">{escape(title)}: {missing}</li>' for title, anchor, missing in sections
    )
    return Markup(f'<ul class="nothing-found">{"".join(items)}</ul>')  # noqa: S704 - escaped here and before
