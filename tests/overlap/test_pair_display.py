"""What a notebook shows of two articles side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from analysis.corpus import Article, Section
from analysis.overlap import ArticlePair
from analysis.schema import TABLES

A_TEXT = "Keller said the old pier would stand. “We will pay,” she told Anna Berg."
B_TEXT = "The old pier would stand, Keller said. “We shall pay,” Keller told Berg."


def article(doc_id: str, text: str, **facts: object) -> Article:
    """Return an article that is all body."""
    return Article(doc_id, text, (Section(0, len(text), "body"),), **facts)  # type: ignore[arg-type]


A = article("a", A_TEXT, title="The pier stands", outlet="Post", published=date(2024, 5, 4))
B = article("b", B_TEXT)


def empty(**tables: Sequence[tuple[object, ...]]) -> ArticlePair:
    """Return a pair that shares nothing but what is given, by table."""
    frames = {
        name: TABLES[table].frame(tables.get(name, []))
        for name, table in {
            "passages": "passages",
            "quotations": "shared_quotations",
            "phrases": "shared_phrases",
            "names": "names_of_pair",
            "speakers": "speakers_of_pair",
            "descriptions": "descriptions",
        }.items()
    }
    return ArticlePair(A, B, **frames)


@pytest.fixture(scope="module")
def pair() -> ArticlePair:
    """Two articles that share a passage, a quotation, a phrase, names, a speaker and a contradiction."""
    passage = ("a", 12, 36, "b", 0, 24, A_TEXT[12:36], B_TEXT[:24], 0.9, 5, 5)
    quotation: tuple[object, ...] = (
        "Keller",
        "a",
        39,
        50,
        "We will pay",
        None,
        "b",
        40,
        52,
        "We shall pay",
        None,
        3,
        0.8,
        [],
    )
    phrase = ("old pier would stand", 4, 2, 2, [("a", 16, 36), ("b", 4, 24)])
    names = ("Anna Berg", "person", ["Anna Berg", "Berg"], 2, ["Berg"], 1200)
    speaker = ("Keller", 5, ["one", "two", "three", "four", "five"], 1, ["six"])
    descriptions = [
        ("Keller", "person", "title", "a", "the mayor", 0, 6, "differ", 1),
        ("Keller", "person", "title", "a", "the mayor", 0, 6, "differ", 1),
        ("Keller", "person", "title", "a", "a lawyer", 0, 6, "differ", 1),
        ("Keller", "person", "title", "b", "the deputy", 26, 32, "differ", 2),
    ]
    return empty(
        passages=[passage],
        quotations=[quotation],
        phrases=[phrase],
        names=[names],
        speakers=[speaker],
        descriptions=descriptions,
    )


def test_a_line_counts_what_is_shared(pair: ArticlePair) -> None:
    """What two articles say of one thing is one difference, however many rows it has."""
    assert repr(pair) == (
        "<ArticlePair a and b: 1 shared passages, 1 shared quotations, 1 shared phrases, 1 named in both, "
        "1 quoted in both, 1 described differently>"
    )


def test_both_sides_stand_beside_each_other(pair: ArticlePair) -> None:
    """Facts, passages with their marks, who says what, names with their mentions, contradictions."""
    html = pair._repr_html_()
    for words in (
        '<strong>The pier stands</strong><br><span class="dl-note">a</span>',
        "<strong>b</strong>",
        "<td>outlet</td><td>Post</td><td></td>",
        "<td>published</td><td>2024-05-04</td><td>undated</td>",
        "<td>length</td><td>14 words</td><td>13 words</td>",
        f"<mark>{A_TEXT[12:36]}</mark>",
        f"<mark>{B_TEXT[:24]}</mark>",
        "<td>Keller</td><td>Keller said the old pier would stand. “<mark>We will pay</mark>",
        "<td>4 words</td>",
        "<mark>old pier would stand</mark>",
        "<td>Anna Berg, Berg (2)</td><td>Berg (1,200)</td>",
        "<p>one</p><p>two</p><p>three</p>",
        "<td>the mayor; a lawyer</td><td>the deputy</td>",
    ):
        assert words in html, words
    assert "None of" not in html


def test_what_two_articles_do_not_share_is_named() -> None:
    """A pair without anything in common is its facts and a sentence."""
    html = empty()._repr_html_()
    assert (
        "None of: shared passages; shared quotations; shared phrases; named in both; quoted in both; "
        "described differently."
    ) in html
    assert "<mark>" not in html
