"""Quotation marks in tables: rows are never swallowed, whatever a writer did with marks."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import Corpus, load_corpus

Load = Callable[..., Corpus]

NOT_CLOSED = "a quotation mark in it is never closed; read as far as the next row"

#: A table of council reports whose rows differ in number alone.
REPORTS = [
    f"{n},Council {n},Report number {n}: the council met on Monday in the old hall." for n in range(1, 11)
]


def table(changed: dict[int, str], header: str = "id,title,text", rows: Sequence[str] = REPORTS) -> bytes:
    """Return the table with some of its rows replaced, by number."""
    lines = [changed.get(number, row) for number, row in enumerate(rows, start=1)]
    return "\n".join([header, *lines, ""]).encode()


def texts(corpus: Corpus) -> dict[str, str]:
    """Return the articles' texts by identifier."""
    return {article.doc_id: article.text for article in corpus}


@pytest.mark.parametrize("row", [1, 4, 10])
def test_a_mark_that_is_never_closed_costs_its_own_row_at_most(load: Load, row: int) -> None:
    """The rows behind an open mark are read; its own is read as far as the next row begins, and that is a doubt."""
    corpus = load("a.csv", table({row: f'{row},Council {row},"The mayor left the hall at noon'}))
    assert 10 == len(corpus)
    assert '"The mayor left the hall at noon' == corpus[str(row)].text
    assert corpus.rejected.empty


def test_an_open_mark_among_cells_that_are_quoted_is_a_doubt(load: Load) -> None:
    """Where the table quotes its texts, an open mark is none of the text's; the text keeps all its lines."""
    quoted = [f'{n},2025-12-0{n},"The council met, he said.\n\nThen it agreed on {n}."' for n in range(1, 8)]
    raw = table({3: '3,2025-12-03,"The mayor left, he said.\n\nNobody closed this.'}, "id,date,text", quoted)
    corpus = load("a.csv", raw)
    assert 7 == len(corpus)
    assert "The mayor left, he said.\n\nNobody closed this." == corpus["3"].text
    assert [["a.csv, row 4", NOT_CLOSED]] == corpus.warnings.values.tolist()


@pytest.mark.parametrize(
    "text",
    [
        '"We are done" the mayor said on Monday.',
        'The council called the plan "sound"',
        '"We are done"',
        '"We are done, the mayor said on Monday.',
    ],
)
def test_marks_are_text_where_a_table_quotes_no_cells(load: Load, text: str) -> None:
    """A quotation at either end of a cell stays as it is in a table whose other marks show that it quotes none."""
    rows = [row.replace(",", "\t") for row in REPORTS]
    raw = table({4: f"4\tCouncil 4\t{text}", 7: '7\tCouncil 7\t"No" they said'}, "id\ttitle\ttext", rows)
    corpus = load("a.tsv", raw)
    assert (10, text, '"No" they said') == (len(corpus), corpus["4"].text, corpus["7"].text)


def test_a_mark_opened_in_one_row_and_closed_in_another(load: Load) -> None:
    """A cell that holds lines of the table's own shape is several rows, though every mark is in order."""
    raw = table({3: '3,Council 3,"The mayor left', 7: '7,Council 7,The council called it sound"'})
    corpus = load("a.csv", raw)
    assert [str(n) for n in range(1, 11)] == sorted(texts(corpus), key=int)
    assert 'The council called it sound"' == corpus["7"].text


@pytest.mark.parametrize(
    "text",
    [
        'He said "we are done" twice.\n\nThen he left.',
        'He said: "We are done."\n\n"No", she said, and "yes".\n\nThen they left.',
    ],
)
def test_marks_within_a_quoted_cell_need_not_be_doubled(load: Load, text: str) -> None:
    """A mark closes the last cell only at the end of a line behind which a row begins."""
    quoted = [f'{n},"The council met, he said.\n\nThen it agreed on {n}."' for n in range(1, 8)]
    corpus = load("a.csv", table({3: f'3,"{text}"'}, "id,text", quoted))
    assert (7, text) == (len(corpus), corpus["3"].text)
    assert corpus.warnings.empty


def test_a_row_whose_own_cells_lack_a_mark_is_not_taken_in(load: Load) -> None:
    """The row before it ends where it does, though a cell of the next one is out of order."""
    quoted = [f'"{n}","2025-12-0{n}","The council met, he said, and agreed on {n}."' for n in range(1, 8)]
    raw = table({3: '"3","2025-12-03,"The mayor left."'}, "id,date,text", quoted)
    corpus = load("a.csv", raw)
    assert "The council met, he said, and agreed on 2." == corpus["2"].text
    assert 7 == len(corpus) + len(corpus.rejected)


def test_marks_behind_backslashes_are_marks(load: Load) -> None:
    """As databases export them; a comma behind one ends no cell."""
    corpus = load("a.csv", b'id,text\n"1","He said \\"no\\", and left.\nThen \\"yes\\"."\n"2","It rained."\n')
    assert {"1": 'He said "no", and left.\nThen "yes".', "2": "It rained."} == texts(corpus)
    assert corpus.warnings.empty


def test_a_cell_s_last_line_is_no_row(load: Load) -> None:
    """Where the text stands in front, its last line has the cells behind it, and belongs to its first all the same."""
    good = '"The pier closed, he said.\n\nThen it rained.",{}'
    raw = table({2: '"Nobody closed this one\n,2'}, "text,id", [good.format(n) for n in range(1, 6)])
    corpus = load("a.csv", raw)
    assert "The pier closed, he said.\n\nThen it rained." == corpus["1"].text == corpus["5"].text


def test_blanks_behind_the_delimiters_are_no_part_of_the_cells(load: Load) -> None:
    """As people type tables: the header shows it."""
    corpus = load("a.csv", b'id, date, text\nx, 2025-12-17, "The pier, closed."\n')
    assert ("The pier, closed.", "2025-12-17") == (corpus["x"].text, str(corpus["x"].published))


def test_lines_of_prose_in_a_cell_are_no_rows(load: Load) -> None:
    """A paragraph may have as many commas as the table has columns."""
    out = io.StringIO()
    prose = "One, two\nthree, four\nHowever, the mayor left."
    csv.writer(out).writerows([("title", "text"), ("Pier", prose), ("Dam", "a,b\nc,d\ne,f")])
    corpus = load("a.csv", out.getvalue().encode())
    assert [prose, "a,b\nc,d\ne,f"] == [article.text for article in corpus]
    assert corpus.warnings.empty


def test_lines_that_are_no_rows_are_said_on_both_sides(load: Load) -> None:
    """A text of two lines without marks loses its second; the line is listed, and the row before it is doubted."""
    corpus = load(
        "a.csv", b"id,title,text\n1,Pier,The pier closed.\nIt opened again.\n2,Dam,The dam stays.\n"
    )
    assert {"1": "The pier closed.", "2": "The dam stays."} == texts(corpus)
    assert ["a.csv, row 3"] == corpus.rejected["file"].tolist()
    assert ["a.csv, row 2"] == corpus.warnings["file"].tolist()


#: What a cell may hold: words, marks, delimiters and line ends in any order.
CELLS = st.lists(
    st.sampled_from(
        ["the mayor", "left", '"', "'", ",", ";", "\t", "\n", "\n\n", " ", "1,200", "“no”", "\\", "|"]
    ),
    max_size=12,
).map("".join)


@given(
    cells=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=8),
    delimiter=st.sampled_from(",;\t"),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_a_table_in_order_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory,
    cells: list[tuple[str, str]],
    delimiter: str,
    quoting: int,
    end: str,
) -> None:
    """N rows in, N articles out, each with its text, whatever stands in the cells."""
    rows = [
        (f"n{number}", "2025-12-17", title, f"Story {number} {text}.")
        for number, (title, text) in enumerate(cells)
    ]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end)  # type: ignore[arg-type]
    writer.writerows([("doc_id", "published", "title", "text"), *rows])
    file = tmp_path_factory.mktemp("table") / "a.csv"
    file.write_bytes(out.getvalue().encode())
    corpus = load_corpus(file, language=None)
    assert {row[0]: row[3] for row in rows} == texts(corpus)
    assert corpus.rejected.empty


LINES = st.lists(
    st.sampled_from(["the mayor", "left", "said so", '"no"', '"', "a, b", " ", "1,200 people", "\n", "\n\n"]),
    max_size=10,
).map("".join)


@given(
    stories=st.lists(LINES, min_size=2, max_size=8),
    quoted=st.booleans(),
    doubled=st.booleans(),
    lost=st.integers(0, 400),
)
def test_every_row_of_a_broken_table_is_an_article_or_a_reason(
    tmp_path_factory: pytest.TempPathFactory, stories: list[str], quoted: bool, doubled: bool, lost: int
) -> None:
    """N rows in, N articles or reasons out: no article silently holds two rows, whichever mark is lost or too many."""
    mark = '"' if quoted else ""
    if not quoted:
        stories = [story.replace("\n", " ") for story in stories]
    if doubled:
        stories = [story.replace('"', '""') for story in stories]
    lines = [
        f"{n},2025-12-17,{mark}Story{n} of the council that met in the old hall {story}.{mark}"
        for n, story in enumerate(stories, start=1)
    ]
    raw = "\n".join(["id,date,text", *lines, ""])
    marks = [place for place, character in enumerate(raw) if character == '"']
    if marks:
        place = marks[lost % len(marks)]
        raw = raw[:place] + raw[place + 1 :]
    file = tmp_path_factory.mktemp("table") / "a.csv"
    file.write_text(raw)
    corpus = load_corpus(file, language=None)
    assert len(corpus) + len(corpus.rejected) >= len(stories)
    doubted = set(corpus.warnings["file"])
    for article in corpus:
        assert 1 == article.text.count("Story") or ("Story" not in article.text and article.file in doubted)
