"""Pages as people save them: every word of the article, once and in order, and nothing of the page around it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import Article, Corpus, load_corpus
from analysis.corpus.readers.pages._blocks import split_blocks
from analysis.corpus.readers.pages._html import _extract, _parse, read_html

HEAD = "The harbor authority will close the north pier from Monday, officials said on Friday."
QUOTE = "“We cannot wait for another storm,” said Ruth Okafor, the harbor master, and the council agreed."
WORK = "The work will take eleven weeks and cost about four million dollars, according to the budget of the city."
FERRY = "Ferries will leave from the old quay in the meantime, and the fish market beside it stays open."
END = "The council meets again in January and will hear the crews of the ferries then, the mayor said."
STORY = (HEAD, QUOTE, WORK, FERRY, END)

WORD = re.compile(r"\w+")


def page(
    body: str, *, head: str = "", title: str = "Pier closes for eleven weeks - The Estuary Ledger"
) -> str:
    """Return a page of an article's markup, with a menu above it and a notice below."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="og:site_name" content="The Estuary Ledger">{head}</head><body><nav><ul>'
        '<li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>'
        f'<article class="story"><h1>Pier closes for eleven weeks</h1>{body}</article>'
        "<footer><p>The Estuary Ledger, Harbor Point</p></footer></body></html>"
    )


def paragraphs(*texts: str) -> str:
    """Return texts as paragraphs of a page."""
    return "".join(f"<p>{text}</p>" for text in texts)


def load(folder: Path, markup: str, name: str = "page.html") -> Corpus:
    """Return the corpus of one page."""
    (folder / name).write_text(markup, encoding="utf-8")
    return load_corpus(folder)


def body(article: Article) -> list[str]:
    """Return the paragraphs of an article's body."""
    return [article.text[start:end] for start, end in article.paragraphs()]


# Laws


@st.composite
def articles(draw: st.DrawFn) -> str:
    """Draw the markup of an article in which no word comes twice: nested lists, quotations, tables, bare text."""
    forms = ("{}", "<b>{}</b>", "<a href='/x'>{}</a>", "<i>{}</i> word", "{}<br>", "<span>{}</span>")

    def line() -> str:
        text = " ".join(["word"] * draw(st.integers(1, 14)))
        return f" word word word {draw(st.sampled_from(forms)).format(text)} word. "

    def element(depth: int) -> str:
        kind = draw(st.sampled_from(["p", "p", "p", "h2", "bare", "list", "quote", "table", "div"]))
        if kind == "bare":
            return line()
        if kind == "list":
            inner = element(depth - 1) if depth else ""
            return f"<ul><li>{line()}</li><li>{line()}<ol><li>{line()}</li></ol>{line()}{inner}</li></ul>"
        if kind == "quote":
            tag = draw(st.sampled_from(["footer", "cite"]))
            return f"<blockquote><p>{line()}</p>{line()}<{tag}>{line()}</{tag}></blockquote>"
        if kind == "table":
            return (
                f"<table><tr><td>{line()}</td><td><p>{line()}</p></td></tr><tr><td>{line()}</td></tr></table>"
            )
        if kind == "div" and depth:
            return f"<div>{element(depth - 1)}{element(depth - 1)}</div>"
        return f"<{kind}>{line()}</{kind}>"

    markup = "".join(element(2) for _ in range(draw(st.integers(2, 8))))
    numbers = count()
    return re.sub(r"\bword\b", lambda _: f"word{next(numbers)}", markup)


@given(articles())
def test_a_block_has_every_word_of_its_place_once_and_in_order(markup: str) -> None:
    """What a page shows is in its blocks: nothing is lost, doubled, glued or moved."""
    tree = _parse(page(markup))
    assert tree is not None
    shown = WORD.findall(re.sub(r"<[^>]*>", " ", page(markup).partition("</head>")[2]))
    assert [word for block in split_blocks(tree) for word in WORD.findall(block.text)] == shown


@given(articles())
def test_every_word_that_the_extractor_gives_is_in_the_article_once_and_in_order(markup: str) -> None:
    """The article has the extractor's words, in the order of the page, and no word twice."""
    whole = page(paragraphs(*STORY) + markup)
    tree = _parse(whole)
    assert tree is not None
    extracted = _extract(tree)
    assert extracted is not None
    text = read_html(whole.encode()).text
    invented = [word for word in WORD.findall(text) if word.startswith("word")]
    assert sorted(invented, key=lambda word: int(word[4:])) == invented
    assert max(Counter(invented).values(), default=1) == 1
    given_words = {word for block in split_blocks(extracted.body) for word in WORD.findall(block.text)}
    assert given_words - set(WORD.findall(text)) == set()


# Kinds of markup


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            "<h2>What failed</h2>The pumps failed in the first hour, the engineers said.",
            "The pumps failed in the first",
        ),
        (
            "<blockquote><p>“Nobody asked us.”</p><footer>Paul Novak, captain</footer></blockquote>",
            "Paul Novak, captain",
        ),
        (
            "<blockquote>“Nobody asked us.”<cite>Paul Novak</cite></blockquote>",
            "Paul Novak",
        ),
        (
            "<ul><li>Divers in March.<ul><li>Two of them.</li></ul></li><li>Painters in May.</li></ul>",
            "Two of them.",
        ),
        ("<table><tr><td><p>Deck</p></td><td><p>Rails</p></td></tr></table>", "Rails"),
        (
            "<div><div><p>The pier was built by hand in 1911 by forty men.</p></div></div>",
            "The pier was built by hand",
        ),
    ],
)
def test_markup_within_an_article_is_body(tmp_path: Path, markup: str, expected: str) -> None:
    """Text without a paragraph of its own, names under quotations, nested lists and tables are kept."""
    corpus = load(tmp_path, page(paragraphs(HEAD, QUOTE) + markup + paragraphs(WORK, FERRY, END)))
    found = body(corpus["page"])
    assert any(paragraph.startswith(expected) for paragraph in found)
    assert [paragraph for paragraph in found if paragraph in STORY] == list(STORY)


def test_a_second_column_of_the_article_is_body(tmp_path: Path) -> None:
    """Pages cut an article into parts around an advertisement, of which extractors take the first."""
    part = '<div class="chunk"><div class="article__body">{}</div></div>'
    second = (
        "The pier was built by hand in 1911, and forty men worked on it.",
        "It was closed once, in 1953.",
    )
    advert = '<div class="ad"><p>Open an account today and get a toaster.</p></div>'
    markup = part.format(paragraphs(*STORY)) + advert + part.format(paragraphs(*second))
    assert body(load(tmp_path, page(markup))["page"]) == [*STORY, *second]


def test_a_list_of_links_within_a_line_stands_below_it(tmp_path: Path) -> None:
    """A pop-up beside a name does not cut the sentence, and is no body."""
    popup = (
        '<span><a href="/o">Ruth Okafor</a><span class="box"><a href="/1">Okafor wins prize</a> '
        '<a href="/2">Harbor in debt</a> <a href="/3">More</a></span></span>'
    )
    line = f"The harbor master, {popup}, had asked for the money since last year."
    article = load(tmp_path, page(paragraphs(HEAD, line, WORK, FERRY, END)))["page"]
    assert "The harbor master, Ruth Okafor, had asked for the money since last year." in body(article)
    assert not any("Okafor wins prize" in paragraph for paragraph in body(article))
    assert "Okafor wins prize" in article.text


def test_blocks_of_links_and_blocks_apart_are_furniture_whatever_they_say(tmp_path: Path) -> None:
    """A teaser in the article and a box beside it are told from the story by where they lead and stand."""
    teaser = '<p><a href="/x">Mayor of Harbor Point faces a third inquiry</a></p>'
    corpus = load(tmp_path, page(paragraphs(HEAD, QUOTE) + teaser + paragraphs(WORK, FERRY, END)))
    assert body(corpus["page"]) == list(STORY)


def test_the_line_below_a_picture_is_furniture(tmp_path: Path) -> None:
    """Captions are set as paragraphs of the article and are told by what the page calls them."""
    picture = '<div><p class="imageCaption">The pier in the storm of 1953, which tore off its head.</p></div>'
    corpus = load(tmp_path, page(paragraphs(HEAD, QUOTE) + picture + paragraphs(WORK, FERRY, END)))
    assert body(corpus["page"]) == list(STORY)


def test_a_second_copy_of_the_article_is_left_out(tmp_path: Path) -> None:
    """Pages repeat their article for telephones and for printing."""
    twice = f'<div class="wide">{paragraphs(*STORY)}</div><div class="narrow">{paragraphs(*STORY)}</div>'
    assert body(load(tmp_path, page(twice))["page"]) == list(STORY)


def test_what_a_second_copy_adds_is_kept_though_not_as_body(tmp_path: Path) -> None:
    """A copy of a paragraph with more to say loses none of its words."""
    longer = f"{END} So they wait."
    corpus = load(tmp_path, page(paragraphs(*STORY) + paragraphs(longer)))
    assert body(corpus["page"]) == list(STORY)
    assert corpus["page"].text.endswith(longer)


def test_a_short_first_line_of_a_page_is_body(tmp_path: Path) -> None:
    """A page says what its headline is; a place name above the story is none."""
    article = load(tmp_path, page(paragraphs("HARBOR POINT, MAINE", *STORY)))["page"]
    assert body(article)[0] == "HARBOR POINT, MAINE"


# Saved pages


@pytest.mark.parametrize("folder", ["Pier closes_files", "Pier closes.files", "Pier closes-Dateien"])
def test_the_folder_of_a_saved_page_is_passed_over_and_said(tmp_path: Path, folder: str) -> None:
    """Frames and styles that a browser saves beside a page are no articles; other folders are read."""
    for place in (folder, "More_files"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "frame.html").write_text(page(paragraphs(*STORY)))
    corpus = load(tmp_path, page(paragraphs(*STORY)), "Pier closes.html")
    assert [article.file for article in corpus] == ["Pier closes.html", "More_files/frame.html"]
    assert corpus.rejected.values.tolist() == [
        [folder, "the folder of files that belongs to the page Pier closes.html; no articles"]
    ]


def test_a_page_of_the_wayback_machine_is_the_page_it_keeps(tmp_path: Path) -> None:
    """The archive's banner, addresses and day are none of the article's."""
    archived = "https://web.archive.org/web/20230506070809/https://ledger.example/2019/11/18/pier.html"
    banner = '<div id="wm-ipp-base"><p>The Wayback Machine has 12 captures of this page since 2019.</p></div>'
    markup = page(banner + paragraphs(*STORY), head=f'<link rel="canonical" href="{archived}">')
    article = load(tmp_path, markup)["page"]
    assert (article.url, str(article.published)) == (
        "https://ledger.example/2019/11/18/pier.html",
        "2019-11-18",
    )
    assert body(article) == list(STORY)


@pytest.mark.parametrize(
    "note",
    [
        "<!-- saved from url=(0039)https://ledger.example/pier-closes.html -->",
        "<!--\n Page saved with SingleFile \n url: https://ledger.example/pier-closes.html \n saved date: Fri -->",
    ],
)
def test_whoever_saved_a_page_notes_its_address(tmp_path: Path, note: str) -> None:
    """Browsers and SingleFile write down where the page was; pictures within it are no text."""
    picture = f'<img src="data:image/png;base64,{"A" * 5000}">'
    article = load(tmp_path, page(picture + paragraphs(*STORY)).replace("<head>", f"<head>{note}"))["page"]
    assert article.url == "https://ledger.example/pier-closes.html"
    assert body(article) == list(STORY)


# Doubts


@pytest.mark.parametrize(
    ("markup", "doubt"),
    [
        (page(paragraphs(HEAD, "To read the full story, subscribe or sign in.")), "an offer to subscribe"),
        (
            page(
                paragraphs(HEAD, QUOTE),
                head='<script type="application/ld+json">{"isAccessibleForFree": false}</script>',
            ),
            "for subscribers, and the page holds",
        ),
        (
            page(paragraphs(*STORY), head='<link rel="canonical" href="https://ledger.example/">'),
            "that of a front page",
        ),
    ],
)
def test_a_page_that_may_not_hold_its_article_is_doubted(tmp_path: Path, markup: str, doubt: str) -> None:
    """A stub before a paywall and a front page are told of."""
    assert any(doubt in problem for problem in load(tmp_path, markup).warnings["problem"])


def test_an_article_without_marks_of_a_stub_is_not_doubted(tmp_path: Path) -> None:
    """A plain article raises no doubt."""
    assert load(tmp_path, page(paragraphs(*STORY))).warnings.empty


@pytest.mark.parametrize(
    ("title", "doubted"),
    [
        ("Page not found", True),
        ("Just a moment...", True),
        ("Are you a robot?", True),
        ("404 - Not Found", True),
        ("Sign in to your account", True),
        ("404 houses lost to the flood", False),
        ("Access denied to ferry crews at the north pier", False),
        ("Are you a robot? A harbor tries machines", False),
    ],
)
def test_a_page_in_an_article_s_place_is_doubted(tmp_path: Path, title: str, doubted: bool) -> None:
    """Errors and checks for robots are told by their whole title, which no headline has."""
    markup = page(paragraphs(*STORY), title=title).replace("Pier closes for eleven weeks", title)
    problems = load(tmp_path, markup).warnings["problem"].tolist()
    assert any("in the article's place" in problem for problem in problems) == doubted


def test_a_page_that_a_script_writes_gives_the_article_in_its_data(tmp_path: Path) -> None:
    """Where the page shows no words, those of its data are the article, and nothing fails."""
    data = f'{{"@type": "NewsArticle", "articleBody": "{" ".join(STORY)}"}}'
    script = f'<script type="application/ld+json">{data}</script>'
    markup = f'<html><head><title>Pier closes</title>{script}</head><body><div id="root"></div></body></html>'
    assert load(tmp_path, markup)["page"].text == " ".join(STORY)
