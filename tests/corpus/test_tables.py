"""Tables of articles: every format alike, names recognised or given, a line for each cell that is wrong."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from analysis.corpus import Corpus, load_corpus
from analysis.corpus._validation import ARTICLES, find_problems
from analysis.corpus.readers._bounds import check_sheets
from analysis.corpus.readers._table import EXCEL_CELL, cell_text
from analysis.errors import DatelineError
from tests.corpus.making import PARAGRAPHS, make_xlsx, make_zip

Load = Callable[..., Corpus]

HEADER = ("ID", "Headline", "Publication Date", "Source", "Full Text", "desk")
ROWS = (
    (7, "A title", date(2025, 12, 17), "The Ledger", PARAGRAPHS[0], "Metro"),
    (8, "Another", None, "The Ledger", PARAGRAPHS[1], None),
)


def test_a_workbook_is_read_sheet_by_sheet(load: Load) -> None:
    """Each sheet with texts is read, its days as days and its numbers as they show; the other is named."""
    raw = make_xlsx({"Notes": [("about", "this"), ("x", "y")], "March": [HEADER, *ROWS], "Empty": []})
    corpus = load("a.xlsx", raw)
    article = corpus["7"]
    assert ("A title", date(2025, 12, 17), "The Ledger") == (article.title, article.published, article.outlet)
    assert (PARAGRAPHS[0], {"desk": "Metro"}) == (article.text, dict(article.metadata))
    assert corpus["8"].published is None
    assert "a.xlsx, sheet 'March', row 2" == article.file
    assert [["a.xlsx, sheet 'Notes'", "no column of articles' texts; call it 'text' if it has one"]] == (
        corpus.rejected.values.tolist()
    )


def test_a_part_that_lists_cells_is_no_sheet() -> None:
    """The list of a workbook's formulas names as many cells as there are, one below the other."""
    listed = "".join(f'<c r="A{number}" i="1"/>' for number in range(1, 10_001))
    check_sheets(make_zip({"xl/calcChain.xml": f"<calcChain>{listed}</calcChain>"}), ".xlsx")


def test_a_cell_that_excel_has_cut_is_a_warning(load: Load) -> None:
    """A text just as long as a cell can be has most likely lost its end."""
    corpus = load("a.xlsx", make_xlsx({"s": [("id", "text"), ("x", ("of the word " * 7000)[:EXCEL_CELL])]}))
    assert 1 == len(corpus)
    assert "column 'text': exactly as long as a cell of Excel can be" in corpus.warnings["problem"][0]


@pytest.mark.parametrize(
    ("value", "kind", "style", "text"),
    [
        (1e18, "n", "[h]:mm:ss", "1000000000000000000"),
        (-1e300, "n", "[h]:mm:ss", str(int(-1e300))),
        (0.5, "n", "[h]:mm:ss", "12:00:00"),
        *((error, "e", "General", "") for error in ("#SPILL!", "#CALC!", "#GETTING_DATA", "#FIELD!", "#N/A")),
    ],
)
def test_a_value_that_no_program_knows_costs_no_sheet(
    load: Load, value: object, kind: str, style: str, text: str
) -> None:
    """A duration of any length is text, an error of any name is nothing, and the articles around it are read."""
    book = load_workbook(io.BytesIO(make_xlsx({"s": [("id", "desk", "text"), ("x", 1, "One story.")]})))
    cell = book["s"]["B2"]
    cell.value, cell.data_type, cell.number_format = value, kind, style
    book.save(out := io.BytesIO())
    article = load("a.xlsx", out.getvalue())["x"]
    assert ("One story.", text) == (article.text, article.metadata.get("desk", ""))


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (pa.array([0, 86_400], pa.timestamp("s", "Mars/Olympus")), [date(1970, 1, 1), date(1970, 1, 2)]),
        (pa.array([0, 86_400], pa.timestamp("s", "+99:99")), [date(1970, 1, 1), date(1970, 1, 2)]),
        (pa.array([253_402_300_800, 0], pa.timestamp("s")), [None, date(1970, 1, 1)]),
        (pa.array([2**31 - 1, 0], pa.date32()), [None, date(1970, 1, 1)]),
        (pa.array([2**62, 0], pa.duration("s")), [None, None]),
        (pa.array([[2**40], [0]], pa.list_(pa.timestamp("s"))), [None, date(1970, 1, 1)]),
    ],
)
def test_a_time_that_is_none_costs_its_own_cell_alone(
    load: Load, cells: pa.Array, days: list[date | None]
) -> None:
    """A Parquet table with a year of five figures, or in the zone of no place, is read with all its articles."""
    pq.write_table(pa.table({"id": ["x", "y"], "text": ["One.", "Two."], "date": cells}), out := io.BytesIO())
    corpus = load("a.parquet", out.getvalue())
    assert days == [article.published for article in corpus]


def test_texts_kept_as_bytes_are_texts(load: Load) -> None:
    """Parquet has columns of bytes, in which some programs keep their texts."""
    pq.write_table(pa.table({"id": ["x"], "text": [PARAGRAPHS[2].encode()]}), out := io.BytesIO())
    assert PARAGRAPHS[2] == load("a.parquet", out.getvalue())["x"].text


@pytest.mark.parametrize("name", ["x", ""])
def test_columns_of_one_name_are_numbered_however_many(load: Load, name: str) -> None:
    """Ten thousand columns of one name, or of none, take no longer than as many of different names."""
    metadata = load("a.csv", f"text{f',{name}' * 10_000}\nOne story.{',1' * 10_000}\n".encode())["a"].metadata
    first, last = ("x", "x 10000") if name else ("column 2", "column 10001")
    assert 10_000 == len(metadata)
    assert {first, last} <= metadata.keys()


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(512), "encrypted, or in Excel's old format"),
        (b"PK\x03\x04", "damaged, or not a document"),
        (make_zip({"a.txt": "text"}), "not a document of the kind its ending says"),
        (make_zip({"xl/workbook.xml": "<workbook"}), "not an Excel table"),
        (make_xlsx({"s": []}), "has no rows"),
        (make_xlsx({"s": [("a", "b"), (1, 2)]}), r"no column of articles' texts \(there are: a, b\)"),
    ],
)
def test_a_workbook_that_will_not_do_stops_with_one_sentence(load: Load, raw: bytes, says: str) -> None:
    """The table is the corpus, so without it there is nothing to go on with."""
    with pytest.raises(DatelineError, match=says):
        load("a.xlsx", raw)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_cells_of_a_csv_are_told_apart_by_its_header(load: Load, delimiter: str) -> None:
    """Excel in much of Europe writes semicolons and calls it .csv."""
    raw = f'id{delimiter}text{delimiter}date\nx{delimiter}"One, two; three"{delimiter}2025-01-02\n'.encode()
    article = load("a.csv", raw)["x"]
    assert ("One, two; three", date(2025, 1, 2)) == (article.text, article.published)


@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
def test_a_cell_may_be_longer_than_the_csv_module_lets_it(load: Load, suffix: str) -> None:
    """A title of a megabyte in the first rows is read, in a process that has read no table before."""
    csv.field_size_limit(131_072)  # as it is when a process begins
    delimiter = "\t" if suffix == ".tsv" else ","
    rows = ("id", "notes", "text"), ("7", "W" * 1_000_000, f'"{PARAGRAPHS[0]}"')
    raw = "\n".join(map(delimiter.join, rows)).encode()
    assert {"notes": "W" * 1_000_000} == dict(load(f"a{suffix}", raw)["7"].metadata)


def test_facts_too_long_for_a_page_are_cut_and_listed(load: Load) -> None:
    """A title, outlet or author of a megabyte, of a table or of a page; an identifier that long leaves the row out."""
    long = "Summit " * 150_000
    rows = [("id", "title", "outlet", "author", "text"), ("7", long, long, long, PARAGRAPHS[0])]
    corpus = load("a.xlsx", make_xlsx({"All": [*rows, ("i" * 256, "A", "B", "C", PARAGRAPHS[1])]}))
    article = corpus["7"]
    for fact in (article.title, article.outlet, article.byline):
        assert fact is not None
        assert fact.startswith("Summit Summit")
        assert 480 < len(fact) <= 501
    assert [f"its {fact} has" for fact in ("byline", "outlet", "title")] == [
        " ".join(problem.split()[:3]) for problem in corpus.warnings["problem"]
    ]
    assert ["identifier of more than 255 characters"] == re.findall(
        "identifier of[^;]*", corpus.rejected["reason"].item()
    )


@pytest.mark.parametrize("number", ["7", "9" * 5000, "-" + "9" * 5000, "1e999"])
def test_a_number_of_any_length_is_read(load: Load, number: str) -> None:
    """JSON with a number of more figures than Python takes is read like other JSON, the number as it stands."""
    raw = f'[{{"id": "a", "text": {json.dumps(PARAGRAPHS[0])}, "reach": {number}}}]'
    metadata = load("a.json", raw.encode())["a"].metadata
    assert metadata["reach"] == ("inf" if number == "1e999" else number)


def test_the_title_of_a_page_is_cut_too(load: Load) -> None:
    """A page that gives far more than a headline as its title has the beginning as title."""
    story = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS * 3)
    head = f"<head><title>{'Summit ' * 1000}</title></head>"
    corpus = load("a.html", f"<html>{head}<body><article>{story}</article></body></html>".encode())
    assert (corpus["a"].title or "").startswith("Summit Summit")
    assert len(corpus["a"].title or "") <= 501


def test_names_of_columns_may_be_given(load: Load) -> None:
    """A column of any name serves once the user says what it is; a wrong name is told."""
    raw = b"nr,Volltext,text\n1,One story.,a summary\n"
    article = load("a.csv", raw, columns={"text": "Volltext", "doc_id": "nr"})["1"]
    assert ("One story.", {"text (given)": "a summary"}) == (article.text, dict(article.metadata))
    with pytest.raises(DatelineError, match="has no column 'Text'; it has nr, Volltext and text"):
        load("a.csv", raw, columns={"text": "Text"})
    with pytest.raises(DatelineError, match="columns: 'txt' is not the name of a fact; did you mean 'text'"):
        load("a.csv", raw, columns={"txt": "Volltext"})


def test_every_problem_has_its_row_and_column(load: Load) -> None:
    """Each cell that is wrong is one line, with the column under the name the table gives it."""
    raw = (
        b"id,Body,Date,Link\n"
        b"x,One story.,2025-02-30,https://ledger.example/x\n"
        b"x,Another.,2025-02-03,\n"
        b"y,  ,2025-02-03,\n"
        b"z,A third.,3/4/2025,not an address\n"
        b"w,A fourth, too many,2025-01-01,x.org\n"
    )
    corpus = load("a.csv", raw)
    assert [
        ["a.csv, row 3", "column 'id': 'x' is named twice"],
        ["a.csv, row 4", "column 'Body': no text; fill the cell"],
        ["a.csv, row 6", "5 cells for 4 columns; quote cells that hold a comma"],
    ] == corpus.rejected.values.tolist()
    assert [
        ["a.csv, row 2", "column 'Date': '2025-02-30' is not a date like 2025-12-17; undated"],
        [
            "a.csv, row 5",
            (
                "column 'Date': '3/4/2025' may be either of two days, and nothing else in the column "
                "tells which; write it like 2025-12-17; undated"
            ),
        ],
        ["a.csv, row 5", "column 'Link': 'not an address' is not a web address"],
    ] == corpus.warnings.values.tolist()
    assert ["x", "z"] == [article.doc_id for article in corpus]


def test_a_table_in_order_does_not_load_the_checker() -> None:
    """Pandera takes half a second to import, and a table without a problem has nothing for it to report."""
    import subprocess
    import sys

    code = (
        "import sys; from analysis import load_corpus; load_corpus('seeds');"
        "sys.exit(any(m.split('.')[0] in {'pandera', 'trafilatura', 'mammoth', 'pdfminer'} for m in sys.modules))"
    )
    root = Path(__file__).parent.parent.parent
    assert 0 == subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode


def test_the_checker_names_cells_in_order() -> None:
    """Problems come by row, then by rule, whatever order they are found in."""
    rows = [{"text": "x", "published": "never"}, {"text": " "}, {"text": "", "published": "soon"}]
    problems = [(p.row, p.column, p.rejects) for p in find_problems(rows, ARTICLES)]
    assert [
        (0, "published", False),
        (1, "text", True),
        (2, "text", True),
        (2, "published", False),
    ] == problems


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("file,title\n,X\n", "row 2: column 'file': no article named"),
        ("file,title\na.txt,X\na.txt,Y\n", "row 3: column 'file': 'a.txt' is named twice"),
        ("file,title\na.txt,X,Y\n", "row 2: 3 cells for 2 columns"),
        ("name of it,title\na.txt,X\n", "no column names the articles' files"),
    ],
)
def test_a_metadata_table_that_cannot_be_believed_stops(tmp_path: Path, table: str, says: str) -> None:
    """Facts of which nobody knows the article are the user's to mend, each with row and column."""
    (tmp_path / "a.txt").write_text("One story.")
    (tmp_path / "metadata.csv").write_text(table)
    with pytest.raises(DatelineError, match=says):
        load_corpus(tmp_path)


@pytest.mark.parametrize("suffix", [".tsv", ".xlsx", ".jsonl", ".parquet"])
def test_metadata_may_be_a_table_of_any_kind(tmp_path: Path, suffix: str) -> None:
    """Facts beside a folder's articles come from whatever table is there, by file name with or without folder."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "Dr. No.txt").write_text("One story.")
    frame = pd.DataFrame({"filename": ["in/Dr. No.txt"], "title": ["X"], "date": ["17 December 2025"]})
    path = tmp_path / f"metadata{suffix}"
    if suffix == ".xlsx":
        path.write_bytes(make_xlsx({"s": [list(frame), *frame.values.tolist()]}))
    elif suffix == ".parquet":
        frame.to_parquet(path)
    elif suffix == ".jsonl":
        path.write_text(json.dumps(frame.iloc[0].to_dict()))
    else:
        frame.to_csv(path, sep="\t", index=False)
    corpus = load_corpus(tmp_path)
    assert ("X", date(2025, 12, 17)) == (corpus["Dr. No"].title, corpus["Dr. No"].published)
    assert corpus.warnings.empty


def test_whole_numbers_stay_whole(tmp_path: Path) -> None:
    """An identifier beside a gap is 7, not 7.0; a list of authors is a byline."""
    frame = pd.DataFrame(
        {"id": [7.0, None], "text": ["One story.", "Another."], "authors": [["A B", "C D"], None]}
    )
    frame.to_parquet(tmp_path / "t.parquet")
    corpus = load_corpus(tmp_path / "t.parquet")
    assert ["7", "t-0002"] == [article.doc_id for article in corpus]
    assert "A B, C D" == corpus["7"].byline


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (float("nan"), ""),
        (7.5, "7.5"),
        (True, "true"),
        (datetime(2025, 1, 2), "2025-01-02"),
        (datetime(2025, 1, 2, 8, 30), "2025-01-02T08:30:00"),
        (time(12), "12:00:00"),
        (timedelta(days=2, hours=1), "2 days, 1:00:00"),
        (Decimal("1.50"), "1.50"),
        ("The café".encode(), "The café"),
        (b"caf\xe9", "caf\ufffd"),
        ({"b": 1, "a": None}, '{"a": null, "b": 1}'),
        ({"b": b"x"}, '{"b": "x"}'),
    ],
)
def test_a_cell_of_any_kind_is_text(cell: object, text: str) -> None:
    """What a program keeps as a number or a day reads as people write it."""
    assert text == cell_text(cell)


def test_a_user_s_column_never_takes_a_name_of_ours(load: Load) -> None:
    """A column "characters" or "encoding" of the user's own stands beside this package's."""
    frame = load("a.csv", b"id,text,characters,encoding\nx,One story.,seven,odd\n").to_frame()
    assert not frame.columns.duplicated().any()
    assert (10, "UTF-8") == (frame["characters"][0], frame["encoding"][0])
    assert ("seven", "odd") == (frame["characters (given)"][0], frame["encoding (given)"][0])


def test_marks_that_are_not_doubled_do_no_harm(load: Load) -> None:
    """Many programs write marks within a cell as they are; a last article of several lines is one all the same."""
    corpus = load("a.csv", b'id,text\nx,"One ""story"".\n\nIts end."\ny,5\'11" tall\n')
    assert 'One "story".\n\nIts end.' == corpus["x"].text
    assert 0 == len(corpus.rejected)


def test_an_object_is_no_text(load: Load) -> None:
    """A nested record in the place of the text is not an article of braces."""
    corpus = load(
        "a.jsonl", b'{"id": "x", "text": {"body": "One story."}}\n{"id": "y", "text": "[sic] One."}\n'
    )
    assert ["y"] == [article.doc_id for article in corpus]
    assert ["column 'text': a JSON object in place of text"] == corpus.rejected["reason"].tolist()
