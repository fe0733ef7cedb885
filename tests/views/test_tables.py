"""Tables and readers on pages: everything escaped, nothing lost, marks where the spans are."""

from __future__ import annotations

import re
from html import unescape

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import Article, Corpus, find_sections
from analysis.views import Mark, article_file, mark_text, quote_table, read_article, read_quotes, say, table

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> & \"quotes\" 'single' </table>"


def shown(html: str) -> str:
    """Return what a reader sees of HTML: tags gone, entities read."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def test_cells_headings_and_captions_are_escaped() -> None:
    """Article text in any part of a table is text and not mark-up."""
    html = table(pd.DataFrame({HOSTILE: [HOSTILE]}), HOSTILE)._repr_html_()
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("</table>") == 1
    assert shown(html).count(HOSTILE) == 3


def test_a_long_table_says_what_it_leaves_out() -> None:
    """Rows beyond the limit are counted in the caption."""
    html = table(pd.DataFrame({"n": range(60)}), "Numbers", top=50).html
    assert html.count("<tr>") == 51
    assert "The first 50 of 60 rows" in html


def test_a_column_of_nothing_is_named_and_not_drawn() -> None:
    """An empty column takes no room, and the caption says so."""
    frame = pd.DataFrame({"a": [1, 2], "b": [None, None]})
    html = table(frame, "Table", columns={"a": "first", "b": "second"}).html
    assert "<th" in html
    assert 'scope="col">second' not in html
    assert "Empty in every row, so left out: “second”." in html


def test_an_empty_table_is_a_line() -> None:
    """A table without rows says what was looked for, without headings, escaped."""
    html = table(pd.DataFrame(columns=["file", "reason"]), f"Files left out {HOSTILE}").html
    assert shown(html).startswith("Also checked, nothing found: files left out")
    assert "<th" not in html
    assert "<script" not in html


def test_a_column_that_says_the_same_everywhere_is_a_sentence() -> None:
    """Of three rows or more such a column is told in the caption and not drawn; the first column stays."""
    frame = pd.DataFrame(
        {"kind": ["x"] * 3, "name": ["a", "b", "c"], "articles": [1, 1, 1], "who": [HOSTILE] * 3}
    )
    html = table(frame, "Table").html
    assert ["kind", "name"] == re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', html)
    assert "In every row, “articles” is 1 and “who” is &lt;script" in html
    assert "<script" not in html
    assert 4 == table(frame.head(2), "Table").html.count('<th scope="col"')


def test_numbers_are_rounded_to_their_size_and_missing_cells_empty() -> None:
    """Small shares keep three decimals, large numbers one; what is not known is not a number."""
    frame = pd.DataFrame({"share": [0.12345, None], "rate": [1234.56, 2.0], "p": [1e-9, 0.5]})
    text = shown(table(frame, "t").html)
    assert "0.123" in text
    assert "1,234.6" in text
    assert "1.0e-09" in text
    assert "nan" not in text


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6)


@given(st.text(max_size=60), spans)
def test_marking_loses_and_adds_no_character(text: str, places: list[tuple[int, int]]) -> None:
    """Whatever the text and however marks overlap, what is read is the text."""
    marks = [Mark(a, b, "content", anchor=f"m-{i}") for i, (a, b) in enumerate(places) if a < b]
    html = mark_text(text, 0, len(text), marks)
    assert shown(html) == text
    assert html.count("<mark") == html.count("</mark>")


@given(st.text(min_size=1, max_size=60), st.data())
def test_a_mark_covers_its_span_exactly(text: str, data: st.DataObject) -> None:
    """The marked pieces together are text[start:end]."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    html = mark_text(text, 0, len(text), [Mark(start, end, "cue")])
    assert (
        "".join(unescape(piece) for piece in re.findall(r"<mark[^>]*>([^<]*)</mark>", html))
        == text[start:end]
    )


def test_an_article_is_shown_whole(seeds: Corpus) -> None:
    """Every paragraph of a real article is there, headline and credits included."""
    article = seeds["004_9892b62eb0ea1784"]
    text = shown(read_article(article, [], anchor="a").html)
    assert all(article.text[s.start : s.end] in text for s in article.sections)


def test_attributions_are_linked_both_ways() -> None:
    """The table's link has its place marked in the article, and the article's link its row in the table."""
    text = f'He said: "{HOSTILE}" and left.'
    article = Article("a_1", text, find_sections(text))
    quotes = pd.DataFrame(
        {
            "doc_id": ["a_1"],
            "kind": ["direct"],
            "content": [HOSTILE],
            "content_spans": [[(9, 20)]],
            "cue": ["said"],
            "cue_spans": [[(3, 7)]],
            "source": ["He"],
            "source_spans": [[(0, 2)]],
            "speaker": [None],
            "speaker_kind": ["unattributed"],
            "confidence": [0.5],
            "headline": [False],
            "shown": [True],
        }
    )
    marked = pd.DataFrame({"doc_id": ["a_1"], "start": [12], "end": [15], "text": ["x"]})
    listed, read = quote_table(quotes).html, read_quotes(article, quotes, marked).html
    assert "<script" not in listed + read
    (place,) = re.findall(r'href="articles/a_1.html#([^"]+)"', listed)
    assert f'id="{place}"' in read
    (row,) = re.findall(r'href="#([^"]+)"', read)
    assert f'id="{row}"' in listed


def test_a_sentence_is_escaped() -> None:
    """Words of an article inside a summary stay words."""
    assert "<script" not in say(HOSTILE).html


def test_an_article_leads_to_its_page() -> None:
    """A short name leads to the article's page, and to its place where the table has one."""
    frame = pd.DataFrame({"doc_id": ["001_x", "y y"], "start": [3, None], "end": [9, None], "n": [1, 2]})
    html = table(frame, "Table", columns=["doc_id", "n"], names={"001_x": "001", "y y": "y y"}).html
    assert '<a href="articles/001_x.html?at=3-9#the-text"><bdi>001</bdi></a>' in html
    file = article_file("y y")
    assert f'<a href="articles/{file}.html"><bdi>y y</bdi></a>' in html


def test_rows_have_addresses_and_cells_lead_to_them() -> None:
    """The first row about a thing has its address; a cell that names it leads there."""
    frame = pd.DataFrame({"term": ["martial law", "martial law", HOSTILE], "n": [1, 2, 3]})
    html = table(frame, "Table", anchor="term").html
    assert html.count('<tr id="term-martial_law">') == 1
    assert html.count("<tr id=") == 2
    linked = table(frame, "Table", links={"term": "term"}).html
    assert (
        'href="term_frequencies.html?to=term-martial_law#the-most-frequent-terms">martial law</a>' in linked
    )
    assert "<script" not in html + linked


def test_a_table_cut_short_leads_to_the_whole_file() -> None:
    """Where the page has the first rows only, the caption has the link to all of them."""
    frame = pd.DataFrame({"n": range(3)})
    assert (
        '<a href="data/numbers.csv">data/numbers.csv</a> has all'
        in table(frame, "T", top=2, file="numbers").html
    )
    assert "<a" not in table(frame, "T", top=3, file="numbers").html
