"""Reader of an article: its text escaped, with spans marked, each a target for links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from analysis.corpus import Article
from analysis.text import Span, contains, cut, overlaps
from analysis.views._articles import article_heading
from analysis.views._html import Html


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked span.

    Attributes:
        start, end: Its place, in code points.
        style: Its CSS classes.
        anchor: Its id; empty for none.
        title: Its tooltip.
        href: The address that it leads to; empty for none.
    """

    start: int
    end: int
    style: str
    anchor: str = ""
    title: str = ""
    href: str = ""

    @property
    def span(self) -> Span:
        """Its place, in code points."""
        return self.start, self.end


def mark_text(text: str, start: int, end: int, marks: Iterable[Mark]) -> str:
    """Return text[start:end] escaped, with the marks that fall into it; marks may overlap.

    The text is cut wherever a mark begins or ends, and each piece carries the styles of all marks over it,
    so that overlapping marks need no nesting. A mark is a link once, in its first piece with words, and so one stop
    for the keyboard.

    Example:
        >>> mark_text("They met <today>.", 0, 17, [Mark(5, 8, "cue")])
        'They <mark class="cue">met</mark> &lt;today&gt;.'
    """
    inside = [mark for mark in marks if overlaps(mark.span, (start, end))]
    pieces = []
    linked: set[Mark] = set()
    for left, right in cut((start, end), (edge for mark in inside for edge in mark.span)):
        covering = [mark for mark in inside if contains(mark.span, (left, right))]
        pieces.append(_piece(text[left:right], left, covering, linked))
    return "".join(pieces)


def _piece(text: str, start: int, covering: Sequence[Mark], linked: set[Mark]) -> str:
    """Return a piece of text under the same marks throughout; marks that it links are added to `linked`."""
    if not covering:
        return escape(text)
    beginning = [mark for mark in covering if mark.anchor and mark.start == start]
    # The piece itself is what an address leads to; where two marks begin, one needs a place of its own.
    anchors = "".join(f'<a id="{escape(mark.anchor)}" class="anchor"></a>' for mark in beginning[1:])
    own = f' id="{escape(beginning[0].anchor)}"' if beginning else ""
    styles = " ".join(dict.fromkeys(mark.style for mark in covering))
    titles = "; ".join(dict.fromkeys(mark.title for mark in covering if mark.title))
    tooltip = f' title="{escape(titles)}"' if titles else ""
    # A link of white space alone would be one without words.
    link = next(
        (mark for mark in reversed(covering) if mark.href and mark not in linked and text.strip()), None
    )
    inner = escape(text)
    if link is not None:
        linked.add(link)
        inner = f'<a href="{escape(link.href)}">{inner}</a>'
    return f'{anchors}<mark{own} class="{escape(styles)}"{tooltip}>{inner}</mark>'


def read_paragraphs(article: Article, marks: Iterable[Mark]) -> str:
    """Return an article's paragraphs, escaped, with marks; those outside of the paragraphs are not drawn."""
    ordered = sorted(marks, key=lambda mark: (mark.start, mark.end, mark.style))
    paragraphs = []
    for section in article.sections:
        inner = mark_text(article.text, section.start, section.end, ordered)
        aside = "" if section.kind == "body" else ' class="aside"'
        # By these the page's script finds any place in the article.
        paragraphs.append(f'<p{aside} data-start="{section.start}" data-end="{section.end}">{inner}</p>')
    return "".join(paragraphs)


def read_article(
    article: Article,
    marks: Iterable[Mark],
    *,
    anchor: str,
    names: Mapping[str, str] | None = None,
    note: str = "",
) -> Html:
    """Return an article's paragraphs with marks, folded under its heading.

    Args:
        article: The article.
        marks: The spans to mark; those outside the paragraphs shown are not drawn.
        anchor: The id of this article on the page.
        names: Short names of all articles (see `short_names`), for its heading.
        note: A sentence to add to the heading.

    Example:
        >>> article = corpus["002_7ee00924eb371e5f"]
        >>> read_article(article, [Mark(0, 14, "term")], anchor="article").html.count("<mark")
        1
    """
    note = f' <span class="facts">· {escape(note)}</span>' if note else ""
    html = (
        f'<details class="reader" id="{escape(anchor)}"><summary>{article_heading(article, names)}{note}'
        f"</summary>{read_paragraphs(article, marks)}</details>"
    )
    return Html(html, article.text)
