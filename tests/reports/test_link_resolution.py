"""Proves that a page's links lead somewhere, and that a link which cannot loses only itself."""

from __future__ import annotations

from analysis.reports.html._link_resolution import lead_out, name_tables, resolve_links
from analysis.reports.html._markup import Anchors


def settle(*pieces: str, page: str = "here.html", taken: frozenset[str] = frozenset({"part"})) -> list[str]:
    """Settle pieces of one page."""
    return [str(piece) for piece in resolve_links(pieces, page, taken)]


def test_link_to_what_is_there_stays() -> None:
    """Also where the target comes later, has letters of another script or is a heading of the page."""
    pieces = [
        '<a href="#b" rel="noopener">x</a>',
        '<p id="b">y</p><a href="#part">z</a><a href="#%C3%A9">é</a>',
    ]
    assert [*pieces, '<p id="é">w</p>'] == settle(*pieces, '<p id="é">w</p>')


def test_link_to_nothing_keeps_its_words() -> None:
    """The words stay as they are, marked or not; an anchor that is a target itself stays one."""
    assert ["<td>a <em>b</em></td>"] == settle('<td><a href="#gone" rel="noopener">a <em>b</em></a></td>')
    assert ['<a id="x"></a>y'] == settle('<a id="x" href="#gone">y</a>')


def test_second_of_an_id_goes() -> None:
    """The first thing keeps the address, also against a heading."""
    assert ['<tr id="a"><td>1</td></tr>', '<tr class="c"><td>2</td></tr>', "<p>3</p>"] == settle(
        '<tr id="a"><td>1</td></tr>', '<tr id="a" class="c"><td>2</td></tr>', '<p id="part">3</p>'
    )


def test_address_from_outside_becomes_one_from_within() -> None:
    """A link to the page that it stands on does not load the page again, unless it chooses rows by its query."""
    row = '<tr id="term-a"><td>a</td></tr>'
    assert [f'{row}<a href="#term-a">a</a>'] == settle(f'{row}<a href="here.html?to=term-a#part">a</a>')
    assert [f"{row}b"] == settle(f'{row}<a href="here.html?to=term-b#part">b</a>')
    chosen = f'{row}<a href="here.html?article=a#part">c</a>'
    assert [chosen] == settle(chosen)


def test_articles_without_pages_are_named_alone() -> None:
    """Of a large corpus the names of articles are no links; from an article's page links lead out, if they lead on."""
    piece = '<a href="articles/a.html?at=1-2#the-text">a</a><a href="data/x.csv">b</a>'
    assert ['a<a href="data/x.csv">b</a>'] == resolve_links([piece], "here.html", set(), article_pages=False)
    own = '<a href="#at-1">c</a><a href="gone.html?to=d#e">d</a>'
    assert (
        '<a href="../articles/a.html?at=1-2#the-text">a</a><a href="../data/x.csv">b</a><a href="#at-1">c</a>d'
        == lead_out(piece + own, {"articles/a.html"})
    )


def test_links_to_other_pages_are_left_alone() -> None:
    """What another page has is for the other page to say."""
    piece = '<a href="there.html?to=term-a#part">a</a><a href="https://example.org/#x">b</a>'
    assert [piece] == settle(piece)


def test_tables_have_addresses_made_of_their_labels() -> None:
    """A region without an id gets one, the second of a label a number; other elements are left alone."""
    table = '<div class="table" role="region" tabindex="0" aria-label="A &amp; B"><table></table></div>'
    anchors = Anchors()

    assert '<div id="table-a-b" class="table"' in name_tables(table, anchors)
    assert '<div id="table-a-b-2" class="table"' in name_tables(table, anchors)
    for other in (
        '<div class="tabled" aria-label="x">',
        '<div id="own" class="table" aria-label="x">',
        "<div>",
    ):
        assert other == name_tables(other, anchors)
