"""Printed pages: columns in order, broken words whole, and no word where there is no text layer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from analysis.corpus import Corpus
from analysis.corpus.readers._pdf import read_pdf
from analysis.corpus.readers._pdf_layout import Line, Page, order_lines
from analysis.corpus.readers._pdf_paragraphs import join_paragraphs
from tests.corpus.making import HEADLINE, PARAGRAPHS, make_pdf, make_picture_pdf

Load = Callable[..., Corpus]


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("indent", [True, False])
def test_a_printed_article_is_the_article(columns: int, indent: bool) -> None:
    """Through columns, pages and hyphens every paragraph comes out as it went in, and no running head does."""
    text = read_pdf(make_pdf(columns=columns, times=4, indent=indent)).text
    assert [HEADLINE, *PARAGRAPHS * 4] == text.split("\n\n")


def test_the_same_file_gives_the_same_text_and_its_headline(load: Load) -> None:
    """Offsets count in a text that does not change; the largest letters are the title, above it is the header."""
    raw = make_pdf()
    article = load("a.pdf", raw)["a"]
    assert read_pdf(raw).text == article.text == read_pdf(raw).text
    assert HEADLINE == article.title
    assert [("THE ESTUARY LEDGER", "header"), (HEADLINE, "title")] == [
        (article.text[s.start : s.end], s.kind) for s in article.sections[:2]
    ]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (make_picture_pdf(), "no text layer"),
        (make_pdf(password="open"), "encrypted"),  # noqa: S106
        (b"%PDF-1.4\nnothing of the kind", "damaged, or no .pdf file"),
        (b"Rain fell.", "not a .pdf file"),
    ],
)
def test_what_has_no_words_is_listed_with_the_reason(load: Load, raw: bytes, reason: str) -> None:
    """A picture, a locked file and a broken one are left out, each for its own reason."""
    corpus = load("a.pdf", raw)
    assert len(corpus) == 0
    assert corpus.rejected["reason"][0].startswith(reason)


def test_one_page_without_text_is_a_warning(load: Load) -> None:
    """Of an article with a scanned page the rest is read, and the page is named."""
    import io

    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for at, words in enumerate(PARAGRAPHS[0].split(". ")[0].split(",")):
        canvas.drawString(60, 700 - 14 * at, words)
    canvas.showPage()
    canvas.rect(100, 100, 300, 300, fill=1)
    canvas.showPage()
    canvas.save()
    corpus = load("a.pdf", out.getvalue())
    assert ["page 2 of 2 has no text layer; its words are missing"] == corpus.warnings["problem"].tolist()


def lines_of(*texts: str) -> list[Line]:
    """Return lines of one justified column."""
    return [
        Line(text, 0.0, 12.0 * at, 200.0, 12.0 * at + 10, 10.0, edges=(0.0, 200.0))
        for at, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("texts", "joined"),
    [
        (("the govern-", "ment said"), "the government said"),
        (("a well-", "known man"), "a well-known man"),
        (("the North-", "South line"), "the North-South line"),
        (("the U.S.-", "led force"), "the U.S.-led force"),
        (("a 20-", "year term"), "a 20-year term"),
        (("the state-", "ment said"), "the statement said"),
        (("the co-operative; a co-", "operative of x"), "the co-operative; a co-operative of x"),
        (("the redhead saw a red-", "head and left"), "the redhead saw a redhead and left"),
        (("their counter\u00ad", "part"), "their counterpart"),
        (("he left—", "and came"), "he left—and came"),
        (("an eﬃcient oﬀ-", "shore ﬂeet"), "an efficient offshore fleet"),
        (("it was the end", "of it"), "it was the end of it"),
    ],
)
def test_a_word_broken_by_a_line_is_whole(texts: tuple[str, ...], joined: str) -> None:
    """The hyphen goes where the line put it and stays where the word has it."""
    assert joined == join_paragraphs(lines_of(*texts))


def test_a_large_initial_belongs_to_its_word() -> None:
    """The letter that a story begins with, set over two lines, is part of its first word."""
    page = Page(
        300,
        800,
        (
            Line("T", 60, 100, 80, 126, 26.0),
            Line("he council met on Thursday for an", 82, 102, 280, 112, 10.0),
            Line("hour and went home.", 82, 114, 200, 124, 10.0),
        ),
    )
    assert "The council met on Thursday for an hour and went home." == join_paragraphs(order_lines([page]))
