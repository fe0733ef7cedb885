"""What a page says of its article: names, titles and days that cannot be true are left empty and said."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.corpus import load_corpus
from tests.corpus.test_pages import STORY, load, page, paragraphs


def author(name: str) -> str:
    """Return a page whose metadata names an author."""
    return page(paragraphs(*STORY), head=f'<meta name="author" content="{name}">')


@pytest.mark.parametrize(
    ("stated", "byline"),
    [
        ("Maria Delgado", "Maria Delgado"),
        ("By Maria Delgado", "Maria Delgado"),
        ("Maria Delgado, Estuary Ledger", "Maria Delgado"),
        ("Maria Delgado, City Reporter", "Maria Delgado"),
        ("MARIA DELGADO Associated Press", "MARIA DELGADO"),
        ("Maria Delgado November 18, 2019", "Maria Delgado"),
        ("Maria Delgado and Tom Whitfield", "Maria Delgado and Tom Whitfield"),
        ("Anneke van der Meer", "Anneke van der Meer"),
        ("Theresa May", "Theresa May"),
        ("Bill Press and Tom Whitfield", "Bill Press and Tom Whitfield"),
        ("The Associated Press", "The Associated Press"),
        ("Editorial Staff", "Editorial Staff"),
    ],
)
def test_a_byline_is_people_or_the_desk_alone(tmp_path: Path, stated: str, byline: str) -> None:
    """Posts, days, agencies and the outlet behind a name are cut; a desk stands where nobody is named."""
    corpus = load(tmp_path, author(stated))
    assert (corpus["page"].byline, corpus.warnings.empty) == (byline, True)


@pytest.mark.parametrize(
    "stated",
    ["Follow Author", "View all posts by Maria", "Getty Images", "News Comments", "Sign in"],
)
def test_a_byline_that_is_no_name_is_left_empty_and_said(tmp_path: Path, stated: str) -> None:
    """What a button says is nobody's name."""
    corpus = load(tmp_path, author(stated))
    assert corpus["page"].byline is None
    assert "is not a name; left empty" in corpus.warnings["problem"][0]


@pytest.mark.parametrize(
    "title",
    [
        "Pier closes for eleven weeks - The Estuary Ledger",
        "Pier closes for eleven weeks | The Estuary Ledger",
        "The Estuary Ledger: Pier closes for eleven weeks",
        "Pier closes for eleven weeks – estuaryledger.example",
        "The Estuary Ledger",
    ],
)
def test_a_title_is_the_headline_without_the_site(tmp_path: Path, title: str) -> None:
    """The site's name before or behind the headline is cut; where it is all there is, the heading is the title."""
    link = '<link rel="canonical" href="https://www.estuaryledger.example/pier">'
    markup = page(paragraphs(*STORY), title=title, head=f'{link}<meta property="og:title" content="{title}">')
    corpus = load(tmp_path, markup)
    assert (corpus["page"].title, corpus.warnings.empty) == ("Pier closes for eleven weeks", True)


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("The Estuary Ledger", "The Estuary Ledger"),
        ("Copyright 2014 The Estuary Ledger", "The Estuary Ledger"),
        ("© 2019 The Estuary Ledger. All rights reserved.", "The Estuary Ledger"),
        ("https://www.estuaryledger.example/news", "estuaryledger.example"),
        ("Copyright 2014", "news.estuaryledger.example"),
        ("News", "news.estuaryledger.example"),
    ],
)
def test_an_outlet_is_a_name_or_the_address_of_the_site(tmp_path: Path, name: str, outlet: str) -> None:
    """Rights, whole addresses and parts of addresses are no names of outlets."""
    link = '<link rel="canonical" href="https://news.estuaryledger.example/pier">'
    markup = page(paragraphs(*STORY), head=link, title="Pier closes for eleven weeks")
    markup = markup.replace('content="The Estuary Ledger"', f'content="{name}"')
    assert load(tmp_path, markup)["page"].outlet == outlet


def test_the_day_of_a_change_is_not_that_of_publication(tmp_path: Path) -> None:
    """A page that says no more than when it was changed is undated, and that is said."""
    changed = '<meta property="article:modified_time" content="2019-11-20T08:00:00Z">'
    corpus = load(tmp_path, page(paragraphs(*STORY), head=changed))
    assert corpus["page"].published is None
    assert "last changed (2019-11-20)" in corpus.warnings["problem"][0]


def test_the_day_in_an_address_goes_before_another(tmp_path: Path) -> None:
    """Sites put the day of first publication in the address; another in the metadata is said."""
    link = '<link rel="canonical" href="https://estuaryledger.example/2019/nov/18/pier/">'
    stated = '<meta property="article:published_time" content="2019-10-13T08:00:00Z">'
    corpus = load(tmp_path, page(paragraphs(*STORY), head=link + stated))
    assert str(corpus["page"].published) == "2019-11-18"
    assert "the address is used" in corpus.warnings["problem"][0]


def test_one_site_has_one_name(tmp_path: Path) -> None:
    """Two forms of an outlet's name on one site are one outlet, by the commoner form, and that is said."""
    for number, name in enumerate(["The Estuary Ledger", "TheEstuaryLedger", "The Estuary Ledger"]):
        link = f'<link rel="canonical" href="https://estuaryledger.example/{number}">'
        story = page(paragraphs(f"Day {number} of the flood has begun in town.", *STORY), head=link)
        markup = story.replace('content="The Estuary Ledger"', f'content="{name}"')
        (tmp_path / f"{number}.html").write_text(markup)
    corpus = load_corpus(tmp_path)
    assert {article.outlet for article in corpus} == {"The Estuary Ledger"}
    doubt = "“TheEstuaryLedger” in 1 article and “The Estuary Ledger” are one outlet; read as “The Estuary Ledger”"
    assert ["estuaryledger.example", doubt] in corpus.warnings.values.tolist()
