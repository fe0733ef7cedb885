"""Proves that an article has one short name wherever it is shown, no two the same, and that colours can be seen."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import views
from analysis.corpus import Article, find_sections
from analysis.views import _articles as articles
from analysis.views.charts import _theme

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


@pytest.mark.parametrize("ground", GROUNDS)
def test_marks_can_be_seen_on_light_and_dark(ground: str) -> None:
    """Colours have a contrast of 3 to 1 with what lies behind them (WCAG 2.2, 1.4.11)."""
    for colours in (_theme.KIND_COLOURS, _theme.SPEAKER_COLOURS, _theme.TONE_COLOURS, _theme.VERDICT_COLOURS):
        assert all(contrast(colour, ground) >= 3 for colour in colours.values())
        assert len(set(colours.values())) == len(colours)
    assert min(contrast(colour, ground) for colour in (*_theme.PALETTE, _theme.AMOUNT, _theme.ALERT)) >= 3


@pytest.mark.parametrize(("paper", "ink"), [("#fcfbf8", "#1e2227"), ("#15181c", "#e8e5de")])
def test_words_on_a_cell_can_be_read(paper: str, ink: str) -> None:
    """On the strongest cell of a grid the page's ink has a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3)."""
    share = _theme.OPACITIES[1]
    parts = [
        round(share * int(_theme.AMOUNT[at : at + 2], 16) + (1 - share) * int(paper[at : at + 2], 16))
        for at in (1, 3, 5)
    ]
    assert contrast("#{:02x}{:02x}{:02x}".format(*parts), ink) >= 4.5


def named(*titles: str, **facts: object) -> list[str]:
    """The short names of articles with these titles."""
    articles_of = (
        Article(f"a{n}", "Text.", find_sections("Text."), title=title, **facts)  # type: ignore[arg-type]
        for n, title in enumerate(titles)
    )
    return list(views.short_names(articles_of).values())


def test_articles_are_called_by_outlet_and_day() -> None:
    """Where both are known; two of one outlet and day by their titles as well, and years where these differ."""
    day, facts = date(2025, 12, 17), {"outlet": "The Herald"}
    assert ["The Herald 17 Dec"] == named("Ferry sinks", published=day, **facts)
    assert ["The Herald: Ferry sinks", "The Herald: Mayor resigns"] == named(
        "Ferry sinks", "Mayor resigns", published=day, **facts
    )
    years = [article(outlet="Post", published=date(year, 3, 5)) for year in (2024, 2025)]
    years[1] = replace(years[1], doc_id="two")
    assert ["Post 5 Mar 2024", "Post 5 Mar 2025"] == list(views.short_names(years).values())


def test_else_by_the_first_distinctive_words_of_the_title() -> None:
    """From the beginning where titles begin differently, else from the first word that no other title has."""
    assert ["Ferry sinks in the Gulf", "Mayor of Elvik resigns"] == named(
        "Ferry sinks in the Gulf of Serra, killing nine", "Mayor of Elvik resigns after a vote"
    )
    same = "The government of Norland and the city of Elvik "
    assert ["agree on a new port", "quarrel over rents"] == named(
        f"{same}agree on a new port", f"{same}quarrel over rents"
    )
    assert ["Ferry sinks", "Ferry sinks (2)"] == named("Ferry sinks", "Ferry sinks")


@given(
    st.lists(
        st.tuples(
            st.text(max_size=40),
            st.none() | st.text(max_size=60),
            st.none() | st.text(max_size=20),
            st.booleans(),
        ),
        unique_by=lambda facts: facts[0],
        max_size=20,
    )
)
def test_names_are_short_and_one_for_each(known: list[tuple[str, str | None, str | None, bool]]) -> None:
    """Whatever articles are called, no two share a name, every name fits, and none holds what controls a line."""
    day = date(2025, 12, 17)
    names = views.short_names(
        Article(doc_id, "", (), title=title, outlet=outlet, published=day if dated else None)
        for doc_id, title, outlet, dated in known
    )

    assert list(names) == [doc_id for doc_id, *_ in known]
    assert len(set(names.values())) == len(names)
    assert all(0 < len(name) <= 28 for name in names.values())
    assert not any(unicodedata.category(c) in {"Cc", "Cf"} for name in names.values() for c in name)


def test_a_heading_says_what_is_known() -> None:
    """Short name, headline, outlet and day, all escaped; a direction in the headline ends with it."""
    known = article(title=HOSTILE, outlet="<b>Post</b>", published=date(2025, 12, 17))
    html = articles.article_heading(known, {"one_1": "<b>Post</b> 17 Dec"})
    assert html.startswith("<bdi>&lt;/script&gt;&lt;script&gt;alert(1)")
    assert html.endswith('</bdi> <span class="facts">&lt;b&gt;Post&lt;/b&gt; · 2025-12-17</span>')
    numbered = articles.article_heading(article(title="Ferry sinks"), {"one_1": "Ferry sinks (2)"})
    assert numbered == '<bdi>Ferry sinks</bdi> <span class="facts">Ferry sinks (2) · undated</span>'


def test_without_a_headline_the_first_words_stand_for_it() -> None:
    """They are cut at a word, and said to be no headline."""
    long = "The ferry that runs to the islands " * 9
    assert "Untitled: “The ferry was late.”" == articles.article_title(article())
    assert articles.article_title(article(long)).endswith("the islands The ferry that runs…”")
    assert len(articles.article_title(article("x" * 100_000))) < 110
