"""Web pages: the article's own words and facts, and nothing of the page around it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analysis.corpus import Article, load_corpus

PAGE = Path(__file__).parent / "files" / "ferry.html"


def load_page(folder: Path, raw: bytes) -> Article:
    """Return the article of a page."""
    (folder / "page.html").write_bytes(raw)
    corpus = load_corpus(folder)
    assert corpus.rejected.values.tolist() == []
    return corpus["page"]


def test_a_page_gives_its_article_alone(tmp_path: Path) -> None:
    """Headline, paragraphs, list and table come in order; navigation, notices, comments, scripts do not."""
    article = load_page(tmp_path, PAGE.read_bytes())
    paragraphs = article.text.split("\n\n")
    assert paragraphs[0] == "Harbor city votes to keep its ferry"
    assert [paragraph[:12] for paragraph in paragraphs[1:5]] == [
        "The city cou",
        "“We heard fr",
        "Costs are di",
        "The transpor",
    ]
    assert "The ferry carries 1,900 people on a weekday." in paragraphs
    assert "2023\t512,000" in paragraphs
    for notice in ("Home", "cookies", "never seen", "Anchor42", "Related", "All rights reserved"):
        assert notice not in article.text


def test_a_page_s_facts_are_known(tmp_path: Path) -> None:
    """Title, outlet, day of first publication, byline and address come from the page's metadata."""
    article = load_page(tmp_path, PAGE.read_bytes())
    assert (article.title, article.outlet) == ("Harbor city votes to keep its ferry", "The Estuary Ledger")
    assert article.published == date(2024, 3, 14)
    assert article.byline == "Maria Delgado and Tom Whitfield"
    assert article.url == "https://ledger.example/2024/03/14/ferry-vote.html"
    assert article.sections[0].kind == "title"


def test_markup_in_a_page_s_words_is_words(tmp_path: Path) -> None:
    """Escaped markup is text, as the page shows it."""
    assert "<script>alert(1)</script>" in load_page(tmp_path, PAGE.read_bytes()).text


def test_no_date_is_taken_from_the_clock(tmp_path: Path) -> None:
    """A date after today is what the page says, and "two hours ago" is no date."""
    raw = PAGE.read_bytes().replace(b"2024", b"2087")
    assert load_page(tmp_path, raw).published == date(2087, 3, 14)
    start, end = raw.index(b'"datePublished"'), raw.index(b'"author"')
    vague = (raw[:start] + raw[end:]).replace(
        b'<time datetime="2087-03-14">March 14, 2087</time>', b'<time class="date">two hours ago</time>'
    )
    assert load_page(tmp_path, vague.replace(b"/2087/03/14/", b"/news/")).published is None


@pytest.mark.parametrize(
    ("declared", "codec", "encoding"),
    [("iso-8859-1", "cp1252", "Windows-1252"), ("windows-1252", "cp1252", "Windows-1252")],
)
def test_a_page_s_declared_encoding_is_believed_where_it_fits(
    tmp_path: Path, declared: str, codec: str, encoding: str
) -> None:
    """On the web Latin-1 means Windows-1252, so curly marks come out as such; the table says it."""
    text = PAGE.read_text().replace('charset="utf-8"', f'charset="{declared}"')
    article = load_page(tmp_path, text.encode(codec))
    assert article.encoding == encoding
    assert "“We heard from nurses" in article.text


def test_a_page_without_an_article_is_listed(tmp_path: Path) -> None:
    """A page of links is no article, and the reason says what to do."""
    (tmp_path / "a.html").write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>")
    rejected = load_corpus(tmp_path).rejected
    assert rejected.values.tolist() == [["a.html", "no article is found in the page; save its text as .txt"]]


def test_what_a_table_says_goes_before_what_the_page_says(tmp_path: Path) -> None:
    """`metadata.csv` corrects a page."""
    (tmp_path / "page.html").write_bytes(PAGE.read_bytes())
    (tmp_path / "metadata.csv").write_text("file,date\npage.html,2024-03-15\n")
    article = load_corpus(tmp_path)["page"]
    assert (article.published, article.outlet) == (date(2024, 3, 15), "The Estuary Ledger")
