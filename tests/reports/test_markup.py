"""Proves that nothing in an article can run in a page, and that addresses in a page stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reports.html._markup import Anchors, render_output_markdown, render_prose, sanitise

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>alert(1)</script>-->",
    '<img src=x onerror="alert(1)">',
    '<svg onload="alert(1)"><use href="#x"/></svg>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<math><mtext><style><img src=x onerror="alert(1)"></style></mtext></math>',
    '<form action="https://example.org"><button formaction="javascript:alert(1)">x</button></form>',
    "<style>body{display:none}</style>",
    '<td style="background:url(https://example.org)">x</td>',
    '<base href="https://example.org"><link rel=stylesheet href=x><meta http-equiv=refresh content=0>',
    "[x](javascript:alert(1))",
    "![x](https://example.org/x.png)",
]
FORBIDDEN = (
    "<script",
    "onerror=",
    "onload=",
    "javascript:",
    "<iframe",
    "<style",
    "style=",
    "<form",
    "<base",
    "srcdoc=",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_html_that_a_cell_puts_out_cannot_run(text: str) -> None:
    """Of HTML nothing is left that runs, loads or styles."""
    html = str(sanitise(text)).lower()

    # Markdown is only text to HTML, and stands there as it is.
    forbidden = FORBIDDEN if text.startswith("<") else FORBIDDEN[:3]
    assert [] == [mark for mark in forbidden if mark in html]


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_that_a_cell_puts_out_cannot_run(text: str) -> None:
    """HTML in an output's Markdown is text, and its links go nowhere harmful."""
    html = str(render_output_markdown(text, Anchors())).lower()

    assert [] == [
        mark for mark in ("<script", "<img onerror", "<svg", "<iframe", "<style", "<form") if mark in html
    ]
    assert '<a href="javascript' not in html


def test_tables_keep_what_readers_need() -> None:
    """Captions, scopes, classes, ids, labels and folds survive; a table that scrolls not is put into one."""
    html = (
        '<table><caption>A &amp; B</caption><tr><th scope="col" class="number">n</th></tr>'
        '<tr id="row-1"><td data-x="1" aria-label="one">1</td></tr></table>'
    )
    cleaned = str(sanitise(html))

    for kept in ('scope="col"', 'class="number"', 'id="row-1"', 'data-x="1"', 'aria-label="one"'):
        assert kept in cleaned
    assert cleaned.startswith('<div class="scroll" role="group" tabindex="0" aria-label="A &amp; B"><table>')


def test_link_without_words_goes_and_target_stays() -> None:
    """A link that nobody could see or name is only its space; a target without words keeps its address."""
    html = '<mark><a href="#x"> </a></mark><a id="y" class="anchor"></a><a href="#y">y</a>'

    assert '<mark> </mark><a id="y" class="anchor" rel="noopener"></a><a href="#y">y</a>' == str(
        sanitise(html)
    )


def test_only_a_link_that_leaves_the_page_is_told_not_to_reach_back() -> None:
    """A link to another place cannot reach the page that opened it; one within the page has nothing to reach."""
    html = '<a href="https://example.org/">there</a><a href="#y">here</a>'

    assert '<a href="https://example.org/" rel="noopener">there</a><a href="#y">here</a>' == str(
        sanitise(html)
    )


def test_headings_have_addresses_made_of_their_words() -> None:
    """An address follows from the heading's words, and the second of the same words gets a number."""
    anchors = Anchors()
    html, headings = render_prose("## Who is *quoted*?\n\n## Who is quoted?\n\n### Où?", anchors)

    assert ["who-is-quoted", "who-is-quoted-2", "ou"] == [heading.anchor for heading in headings]
    assert '<h2 id="who-is-quoted">Who is <em>quoted</em>?' in html


def test_formulas_are_mathml() -> None:
    """A formula needs no script to be read."""
    html, _ = render_prose("The rate is $\\frac{a}{b}$ and\n\n$$\nG^2 = 2 \\sum_i O_i\n$$\n", Anchors())

    assert 2 == html.count("<math")
    assert "<mfrac>" in html
    assert "$" not in html


@given(st.lists(st.text(max_size=20), max_size=8))
def test_anchor_is_never_given_twice(texts: list[str]) -> None:
    """Any headings get addresses that are safe in HTML and all different."""
    anchors = Anchors()
    given_out = [anchors.claim(text) for text in texts]

    assert len(set(given_out)) == len(given_out)
    assert all(name.replace("-", "").isalnum() and name.isascii() for name in given_out)


@given(st.text())
def test_text_is_never_an_error(text: str) -> None:
    """No text stops a page from being made."""
    sanitise(text)
    render_output_markdown(text, Anchors())


def test_marks_of_html_in_what_a_cell_shows_are_text() -> None:
    """A headline with a tag in it shows the tag, however harmless; Markdown around it is set."""
    html = str(render_output_markdown("*Rates* <b>fell</b>", Anchors()))
    assert "<em>Rates</em> &lt;b&gt;fell&lt;/b&gt;" in html
