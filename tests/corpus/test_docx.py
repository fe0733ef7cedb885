"""Word documents: paragraphs, headings and tables as a reader sees them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from analysis.corpus import Corpus
from analysis.corpus.readers._docx import read_docx
from analysis.errors import DatelineError
from tests.corpus.making import HEADLINE, PARAGRAPHS, make_docx, make_zip, paragraph

Load = Callable[..., Corpus]


def row(*cells: str) -> str:
    """Return the XML of a table's row."""
    return f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>"


def test_a_document_is_read_in_order(load: Load) -> None:
    """Title, byline, headings, paragraphs and a table of figures come as they stand."""
    body = (
        paragraph(HEADLINE, "Title")
        + paragraph("By Maria Delgado")
        + "".join(map(paragraph, PARAGRAPHS[:2]))
        + paragraph("Costs are disputed", "Heading2")
        + f"<w:tbl>{row('Year', 'Passengers')}{row('2022', '480,000')}</w:tbl>"
        + paragraph("")
        + paragraph(PARAGRAPHS[2])
    )
    assert {"title": HEADLINE} == read_docx(make_docx(body)).facts
    article = load("ferry.docx", make_docx(body))["ferry"]
    assert [
        HEADLINE,
        "By Maria Delgado",
        *PARAGRAPHS[:2],
        "Costs are disputed",
        "Year\tPassengers",
        "2022\t480,000",
        PARAGRAPHS[2],
    ] == article.text.split("\n\n")
    assert (HEADLINE, "By Maria Delgado") == (article.title, article.byline)
    assert ["title", "byline", "body"] == [section.kind for section in article.sections[:3]]


def test_tracked_changes_read_as_accepted() -> None:
    """An editor's insertion is text, what was struck out is not; a content control's words are text."""
    changed = (
        '<w:r><w:t xml:space="preserve">The figure is </w:t></w:r>'
        '<w:del w:id="1" w:author="x"><w:r><w:delText>old</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="x"><w:r><w:t>new</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r>'
    )
    control = f"<w:sdt><w:sdtContent>{paragraph('In a control.')}</w:sdtContent></w:sdt>"
    assert "The figure is new.\n\nIn a control." == read_docx(make_docx(paragraph(changed) + control)).text


def test_a_table_that_lays_out_prose_is_prose() -> None:
    """A long cell is a paragraph of its own, not part of a line of figures."""
    table = f"<w:tbl>{row(PARAGRAPHS[0], 'Aside')}</w:tbl>"
    assert f"{PARAGRAPHS[0]}\n\nAside" == read_docx(make_docx(table)).text


_RELATED = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


@pytest.mark.parametrize(
    "odd",
    [
        f'<w:p><w:hyperlink {_RELATED} r:id="rId9"><w:r><w:t>Link</w:t></w:r></w:hyperlink></w:p>',
        '<w:p><w:r><w:t>Link</w:t><w:footnoteReference w:id="7"/></w:r></w:p>',
        '<w:p><w:r><w:t>Link</w:t><w:sym w:font="Wingdings" w:char="zz"/></w:r></w:p>',
        (
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="x"/></w:tcPr><w:p><w:pPr><w:tabs>'
            '<w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>Link</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
        ),
        "<w:tbl><w:tr><w:tc>" * 60 + paragraph("Link") + "</w:tc></w:tr></w:tbl>" * 60,
    ],
)
def test_a_reference_that_leads_nowhere_costs_no_text(load: Load, odd: str) -> None:
    """Where links, notes or tables cannot be followed, the paragraphs are read all the same, with a doubt."""
    corpus = load("a.docx", make_docx("".join(map(paragraph, PARAGRAPHS)) + odd))
    assert [*PARAGRAPHS, "Link"] == corpus["a"].text.split("\n\n")
    assert ["its links and notes could not be read; check that its text is whole"] == list(
        corpus.warnings["problem"]
    )


def test_a_cell_of_many_paragraphs_is_read_once() -> None:
    """Whether a row lays out prose is found out once, not for each of ten thousand paragraphs in it."""
    cell = paragraph(PARAGRAPHS[0]) * 10_000
    text = read_docx(make_docx(f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>")).text
    assert 9_999 == text.count("\n\n")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "encrypted, or in Word's old format"),
        (b"PK\x03\x04 cut off", "damaged, or not a document"),
        (make_zip({"a.txt": "text"}), "not a document of the kind its ending says"),
        (make_docx(""), "the document holds no text"),
        (make_zip({"word/document.xml": "<w:document"}), "damaged, or no .docx file"),
        (make_zip({"word/document.xml": b"0" * 80_000_000}), "it unpacks to more than a document can hold"),
    ],
)
def test_what_is_no_document_is_listed_with_the_reason(load: Load, raw: bytes, reason: str) -> None:
    """A locked, old, broken, empty or swollen document is left out, each for its own reason."""
    corpus = load("a.docx", raw)
    assert len(corpus) == 0
    assert corpus.rejected["reason"][0].startswith(reason)


def test_a_missing_library_is_named(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who installed without the extra is told which library to install, and loses that file alone."""
    monkeypatch.setitem(__import__("sys").modules, "mammoth", None)
    rejected = load("a.docx", make_docx(paragraph("Words."))).rejected
    assert (
        "needs the package mammoth; install it with: pip install 'dateline[formats]'" in rejected["reason"][0]
    )
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    with pytest.raises(DatelineError, match="python-calamine"):
        load("a.xlsx", b"PK")
