"""Proves that an article has one name and one colour wherever it is shown, and no two articles the same."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import views
from analysis.corpus import Article, find_sections
from analysis.views import _articles as articles

#: The background of the pages, light and dark (see the styles), and of panels on them.
GROUNDS = ("#fcfbf8", "#f4f1ea", "#15181c", "#1e2329")
HOSTILE = "</script><script>alert(1)</script> {{7*7}} \u202egnp"


def luminance(colour: str) -> float:
    """The relative luminance of a colour, as WCAG 2.2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(left: str, right: str) -> float:
    """The contrast of two colours, as WCAG 2.2 defines it."""
    low, high = sorted((luminance(left), luminance(right)))
    return (high + 0.05) / (low + 0.05)


def article(text: str = "The ferry was late.", **known: object) -> Article:
    """An article."""
    return Article("one_1", text, find_sections(text), **known)  # type: ignore[arg-type]


@given(st.lists(st.text(min_size=1, max_size=5), max_size=40))
def test_a_colour_is_never_used_twice(doc_ids: list[str]) -> None:
    """As many articles as there are colours have one of their own; the rest have none."""
    colours = views.article_colours(doc_ids)
    assert len(set(colours.values())) == len(colours) == min(len(set(doc_ids)), 8)
    assert list(dict.fromkeys(doc_ids))[:8] == list(colours)


@given(st.integers(1, 30))
def test_charts_and_pages_have_the_same_colours(count: int) -> None:
    """The class beside a name has in the styles the colour that views give the article."""
    names = {f"article_{n}": str(n) for n in range(count)}
    styles = dict(re.findall(r"\.(of-\d+)\{--of:(#\w{6})\}", articles.article_rules()))
    shown = {
        doc_id: styles[articles.article_class(doc_id, names).split()[1]]
        for doc_id in names
        if articles.article_class(doc_id, names)
    }
    assert views.article_colours(names) == shown
    scale = views.colour_scale(names).to_dict()
    assert [colour for _, colour in zip(range(8), scale["range"], strict=False)] == list(shown.values())


@pytest.mark.parametrize("ground", GROUNDS)
def test_marks_can_be_seen_on_light_and_dark(ground: str) -> None:
    """Every colour has a contrast of 3 to 1 with what lies behind it (WCAG 2.2, 1.4.11)."""
    for colour in views.article_colours(map(str, range(8))).values():
        assert contrast(colour, ground) >= 3


def test_an_article_beyond_the_colours_has_its_name_alone() -> None:
    """The ninth article is named without a mark."""
    names = {f"article_{n}": f"<{n}>" for n in range(9)}
    assert '<span class="of of-8">&lt;7&gt;</span>' == articles.article_label("article_7", names)
    assert "&lt;8&gt;" == articles.article_label("article_8", names)


def test_a_heading_says_what_is_known() -> None:
    """Short name, headline, outlet and day, all escaped; a direction in the headline ends with it."""
    known = article(title=HOSTILE, outlet="<b>Post</b>", published=date(2025, 12, 17))
    html = articles.article_heading(known, {"one_1": "one"})
    assert html.startswith('<span class="of of-1">one</span> <bdi>&lt;/script&gt;&lt;script&gt;alert(1)')
    assert html.endswith('</bdi> <span class="facts">&lt;b&gt;Post&lt;/b&gt; · 2025-12-17</span>')
    assert articles.article_heading(known).startswith("one_1 <bdi>")


def test_without_a_headline_the_first_words_stand_for_it() -> None:
    """They are cut at a word, and said to be no headline."""
    long = "The ferry that runs to the islands " * 9
    assert "untitled: “The ferry was late.”" == articles.article_title(article())
    assert articles.article_title(article(long)).endswith("The ferry that runs to…”")
    assert len(articles.article_title(article("x" * 100_000))) < 80
