"""HTML that notebooks and pages show: sentences, and parts folded under a title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import unquote

from markupsafe import Markup

from analysis._terminal import escape_controls
from analysis.text import Finding

#: Styles of JupyterLab for what is made for the pages, which have a stylesheet of their own and drop this one:
#: tables to the left, distinct marks, links in them in the colour of the words around.
_LAB_STYLE = Markup("""<style>
.jp-RenderedHTMLCommon div.table table th, .jp-RenderedHTMLCommon div.table table td { text-align: left;
  vertical-align: top; white-space: normal; max-width: 32rem; }
.jp-RenderedHTMLCommon div.table table .number { text-align: right; }
.jp-RenderedHTMLCommon div.table table caption { text-align: left; caption-side: top; }
.jp-RenderedHTMLCommon a:not([href]) { color: inherit; text-decoration: none; cursor: auto; }
.jp-RenderedHTMLCommon .page-only, .jp-RenderedHTMLCommon a.more:not([href]) { display: none; }
.jp-RenderedHTMLCommon .facts { opacity: .8; font-size: .92em; }
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


#: JupyterLab makes formulas of what stands between two dollar signs, unless it stands in an element of this class.
_NO_FORMULAS = '<div class="mathjax_ignore">'

# What leads to another page, to a data file or to an id; the HTML is ours, so that a tag holds no ">" of its own.
_PAGE_LINK = re.compile(r'(?P<tag><a\b[^>]*?)\shref="(?P<href>(?!\w+:)[^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"')
_WAITING_LINK = re.compile(r'(<a\b[^>]*?\s)data-href="')


#: The beginning of the line that stands for a table without rows.
NOTHING_FOUND = "Also checked, nothing found:"


def hold_links(html: str) -> str:
    """Return HTML in which a link that only a page can follow waits as `data-href`, which leads nowhere.

    A notebook has none of the pages and files that such links lead to; links to an id of the same piece stay.

    Example:
        >>> hold_links('<p id="one"><a href="#one">1</a> <a href="data/terms.csv">all</a></p>')
        '<p id="one"><a href="#one">1</a> <a data-href="data/terms.csv">all</a></p>'
    """
    ids = {unescape(name) for name in _ID.findall(html)}

    def hold(match: re.Match[str]) -> str:
        href = unescape(match["href"])
        if href.startswith("#") and unquote(href[1:]) in ids:
            return match[0]
        return f'{match["tag"]} data-href="{match["href"]}"'

    return _PAGE_LINK.sub(hold, html)


def release_links(html: str) -> str:
    """Return HTML of an output as a page has it: with the links that wait for one, without what JupyterLab needs.

    Example:
        >>> release_links('<a data-href="data/terms.csv">all</a>')
        '<a href="data/terms.csv">all</a>'
    """
    style, held, rest = html.partition(_NO_FORMULAS)
    return _WAITING_LINK.sub(r'\1href="', style + rest.removesuffix("</div>") if held else html)


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
        return f"{_LAB_STYLE}{_NO_FORMULAS}{hold_links(self.html)}</div>"

    def __repr__(self) -> str:
        return escape_controls(self.text)


def nothing_found(caption: str, note: str = "") -> Html:
    """Return the line that stands for a table without rows; the page's maker joins the lines of a section.

    Args:
        caption: What the table would show.
        note: A sentence to add.
    """
    what = caption[:1].lower() + caption[1:]
    sentence = f"{NOTHING_FOUND} {what}. {note}".rstrip()
    attributes = f'data-what="{escape(what)}" data-note="{escape(note)}"'
    return Html(f'<p class="nothing-found" {attributes}>{escape(sentence)}</p>', sentence)


def fold(title: str, content: Html) -> Html:
    """Return a part of a page folded under its title, for what readers look up rather than read.

    What holds nothing is not folded: its line says so.
    """
    if content.text.startswith(NOTHING_FOUND):
        return content
    html = f'<details class="fold"><summary>{escape(title)}</summary>{content.html}</details>'
    return Html(html, f"{title}\n{content.text}")


def say(sentence: str) -> Html:
    """Return a sentence as a paragraph of the page, escaped; of an empty one nothing.

    Example:
        >>> say("Two of three <articles> agree.").html
        '<p class="finding">Two of three &lt;articles&gt; agree.</p>'
    """
    return Html(f'<p class="finding">{escape(sentence)}</p>' if sentence else "", sentence)


def say_findings(findings: Iterable[Finding]) -> Html:
    """Return findings as paragraphs of the page, escaped, each with a link to where the page shows it.

    Example:
        >>> from analysis.text import Finding
        >>> say_findings([Finding("Two of four articles agree.", "where-the-articles-differ")])
        Two of four articles agree.
    """
    told = list(findings)
    paragraphs = "".join(
        f'<p class="finding"><span class="sentence">{escape(finding.sentence)}</span>{_see(finding)}</p>'
        for finding in told
    )
    return Html(paragraphs, "\n".join(finding.sentence for finding in told))


def _see(finding: Finding) -> str:
    if not finding.link:
        return ""
    label = escape(f"Where this is shown: {finding.sentence}")
    return f' <a class="more" href="#{escape(finding.link)}" aria-label="{label}">Show</a>'
