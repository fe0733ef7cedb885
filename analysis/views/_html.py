"""HTML that notebooks and pages show: sentences, and parts folded under a title."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from analysis._terminal import escape_controls
from analysis.views._articles import article_rules

#: Styles of JupyterLab for what is made for the pages, which have a stylesheet of their own and drop this one:
#: tables to the left, distinct marks, links in them in the colour of the words around.
_LAB_STYLE = Markup("""<style>
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


@dataclass(frozen=True)
class Html:
    """A piece of a page: `_repr_html_` gives what notebooks show, `text` is what a terminal shows.

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
        return f"{_LAB_STYLE}<style>{article_rules()}</style>{self.html}"

    def __repr__(self) -> str:
        return escape_controls(self.text)


def fold(title: str, content: Html) -> Html:
    """Return a part of a page folded under its title, for what readers look up rather than read."""
    html = f'<details class="fold"><summary>{escape(title)}</summary>{content.html}</details>'
    return Html(html, f"{title}\n{content.text}")


def say_shown(on_page: int, total: int, parameter: str) -> Html:
    """Return a sentence that says how many of all articles a page shows, and which parameter sets their number.

    Example:
        >>> say_shown(20, 84, "top_articles")
        The first 20 of 84 articles are shown; the parameter top_articles sets how many.
    """
    if on_page == total:
        sentence = "The one article is shown." if total == 1 else f"All {total:,} articles are shown."
    else:
        sentence = (
            f"The first {on_page:,} of {total:,} articles are shown; the parameter {parameter} sets how many."
        )
    return Html(f"<p>{escape(sentence)}</p>", sentence)


def say(sentence: str) -> Html:
    """Return a sentence as a paragraph of the page, escaped.

    Example:
        >>> say("Two of three <articles> agree.").html
        '<p class="finding">Two of three &lt;articles&gt; agree.</p>'
    """
    return Html(f'<p class="finding">{escape(sentence)}</p>', sentence)
