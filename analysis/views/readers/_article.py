"""Where in the article does it stand? Its text with spans marked, escaped, each a target for links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from analysis.corpus import Article
from analysis.text import Span, contains, cut, overlaps
from analysis.views._articles import article_class, article_heading
from analysis.views.tables._table import Html


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked span: its place, style (a CSS class), anchor, and what a pointer sees."""

    start: int
    end: int
    style: str
    anchor: str = ""
    title: str = ""
    href: str = ""

    @property
    def span(self) -> Span:
        """Its place."""
        return self.start, self.end


def mark_text(text: str, start: int, end: int, marks: Iterable[Mark]) -> str:
    """Return text[start:end] escaped, with every mark's part of it wrapped; marks may overlap.

    The text is cut wherever a mark begins or ends, and each piece carries the styles of all marks over it,
    so that overlapping marks need no nesting. A mark is a link once, in its first piece with words: one stop for
    the keyboard. Line breaks inside the stretch become spaces of the page.

    Example:
        >>> mark_text("They met <today>.", 0, 17, [Mark(5, 8, "cue")])
        'They <mark class="cue">met</mark> &lt;today&gt;.'
    """
    shown = [mark for mark in marks if overlaps(mark.span, (start, end))]
    pieces = []
    linked: set[Mark] = set()
    for left, right in cut((start, end), (edge for mark in shown for edge in mark.span)):
        over = [mark for mark in shown if contains(mark.span, (left, right))]
        pieces.append(_piece(text[left:right], left, start, over, linked))
    return "".join(pieces)


def _piece(text: str, at: int, stretch: int, over: Sequence[Mark], linked: set[Mark]) -> str:
    if not over:
        return escape(text)
    begins = [mark for mark in over if mark.anchor and mark.start == max(at, stretch) == at]
    # The piece itself is what an address leads to; where two marks begin, one needs a place of its own.
    anchors = "".join(f'<a id="{escape(mark.anchor)}" class="anchor"></a>' for mark in begins[1:])
    own = f' id="{escape(begins[0].anchor)}"' if begins else ""
    styles = " ".join(dict.fromkeys(mark.style for mark in over))
    titles = "; ".join(dict.fromkeys(mark.title for mark in over if mark.title))
    label = f' title="{escape(titles)}"' if titles else ""
    # A link of white space alone would be one without words.
    link = next((mark for mark in reversed(over) if mark.href and mark not in linked and text.strip()), None)
    inner = escape(text)
    if link is not None:
        linked.add(link)
        inner = f'<a href="{escape(link.href)}">{inner}</a>'
    return f'{anchors}<mark{own} class="{escape(styles)}"{label}>{inner}</mark>'


def read_article(
    article: Article,
    marks: Iterable[Mark],
    *,
    anchor: str,
    names: Mapping[str, str] | None = None,
    note: str = "",
    links: Mapping[str, str] | None = None,
) -> Html:
    """Return an article's paragraphs with marks, folded under its heading.

    Args:
        article: The article.
        marks: The spans to mark; those outside the paragraphs shown are not drawn.
        anchor: The page's address of this article.
        names: Short names of all articles (see `short_names`), for its name and colour.
        note: What its heading says besides.
        links: Words to address: where else this article can be looked at.

    Example:
        >>> article = corpus["002_7ee00924eb371e5f"]
        >>> read_article(article, [Mark(0, 14, "term")], anchor="article").html.count("<mark")
        1
    """
    every = sorted(marks, key=lambda mark: (mark.start, mark.end, mark.style))
    paragraphs = []
    for section in article.sections:
        inner = mark_text(article.text, section.start, section.end, every)
        aside = "" if section.kind == "body" else ' class="aside"'
        # The script of the page finds any place in the article by these.
        paragraphs.append(f'<p{aside} data-start="{section.start}" data-end="{section.end}">{inner}</p>')
    elsewhere = " · ".join(f'<a href="{escape(to)}">{escape(said)}</a>' for said, to in (links or {}).items())
    paragraphs += [f'<p class="elsewhere">{elsewhere}</p>'] if elsewhere else []
    reader = f"reader {article_class(article.doc_id, names or ())}".rstrip()
    more = f' <span class="facts">· {escape(note)}</span>' if note else ""
    html = (
        f'<details class="{reader}" id="{escape(anchor)}"><summary>{article_heading(article, names)}{more}'
        f"</summary>{''.join(paragraphs)}</details>"
    )
    return Html(html, article.text)
