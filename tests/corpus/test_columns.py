"""Columns of tables as other programs write them: taken for what they are, by their names and by their cells."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from analysis.corpus import Corpus
from analysis.corpus.tables._cells import describe_cut, find_cuts, is_missing, read_fact
from analysis.corpus.tables._markup import read_markup
from analysis.errors import DatelineError
from tests.corpus.making import PARAGRAPHS, make_xlsx

Load = Callable[..., Corpus]

STORY, OTHER = PARAGRAPHS[:2]
DAY = date(2025, 12, 17)


def write(*rows: dict[str, str]) -> bytes:
    """Return a .csv of rows."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


NEWSAPI = {"source": "{'id': None, 'name': 'Harbour Post'}", "author": "Abby Byrd", "title": "Pier to close"}
NEWSAPI |= {"description": "d", "url": "https://post.example/1", "publishedAt": "2025-12-17T08:00:00Z"}
PROQUEST = {"Title": "Pier to close", "Abstract": "x", "StoreId": "314500", "Authors": "Abby Byrd"}
PROQUEST |= {"entryDate": "2026-01-08", "pubdate": "Dec 17, 2025", "pubtitle": "Harbour Post", "year": "2025"}
MEDIA_CLOUD = {
    "id": "a0",
    "indexed_date": "2025-12-24 09:00",
    "media_name": "Harbour Post",
    "author": "Abby Byrd",
}
MEDIA_CLOUD |= {"publish_date": "2025-12-17", "title": "Pier to close"}
NEXIS_TOOLS = {"ID": "1", "Source_File": "a.TXT", "Newspaper": "Harbour Post", "Date": "2025-12-17"}
NEXIS_TOOLS |= {"Length": "355 words", "Author": "Abby Byrd", "Headline": "Pier to close"}
KAGGLE = {
    "": "0",
    "id": "17283",
    "title": "Pier to close",
    "publication": "Harbour Post",
    "author": "Abby Byrd",
}
KAGGLE |= {"date": "2025-12-17", "year": "2025.0", "month": "12.0"}
SCHEMA_ORG = {"headline": "Pier to close", "datePublished": "2025-12-17", "publisher": "Harbour Post"}
SCHEMA_ORG |= {"author": "Abby Byrd"}
NEWSPAPER = {"url": "https://post.example/1", "source_url": "https://post.example", "title": "Pier to close"}
NEWSPAPER |= {"authors": "['Abby Byrd']", "publish_date": "2025-12-17 00:00:00", "site": "Harbour Post"}
GDELT = {"GKGRECORDID": "20251217083000-1", "DATE": "20251217083000", "SourceCommonName": "Harbour Post"}
GDELT |= {"author": "Abby Byrd", "title": "Pier to close"}


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (NEWSAPI, "content"),
        (PROQUEST, "Full text"),
        (MEDIA_CLOUD, "story_text"),
        (NEXIS_TOOLS, "Article"),
        (KAGGLE, "content"),
        (SCHEMA_ORG, "articleBody"),
        (NEWSPAPER, "text"),
        (GDELT, "news_text"),
    ],
)
def test_the_columns_of_known_tables_need_no_naming(load: Load, row: dict[str, str], column: str) -> None:
    """Text, title, outlet, day and byline are taken from whatever a program calls them, and the choice is kept."""
    corpus = load("a.csv", write(row | {column: STORY}))
    (article,) = corpus
    assert (STORY, "Pier to close", "Harbour Post") == (article.text, article.title, article.outlet)
    assert (DAY, "Abby Byrd") == (article.published, article.byline)
    assert ["a.csv", "text", column] in corpus.columns.values.tolist()


RECORD: dict[str, Any] = {"title": "Pier to close", "authors": [{"name": "Abby Byrd"}], "body": STORY}
RECORD |= {"source": {"uri": "post.example", "title": "Harbour Post"}, "dateTimePub": "2025-12-17T07:00:00Z"}
GUARDIAN = {
    "webTitle": "Pier to close",
    "webPublicationDate": "2025-12-17T08:00:00Z",
    "source": "Harbour Post",
}
FIELDS = {"fields": {"byline": "Abby Byrd", "bodyText": STORY}}


@pytest.mark.parametrize(
    "answer",
    [
        [RECORD],
        {"status": "ok", "totalResults": 1, "articles": [RECORD]},
        {"articles": {"results": [RECORD], "page": 1}},
        {"response": {"status": "ok", "results": [GUARDIAN | FIELDS]}},
        RECORD,
        {name: {"0": value} for name, value in RECORD.items()},
    ],
)
@pytest.mark.parametrize("suffix", [".json", ".jsonl"])
def test_records_are_found_in_what_a_service_answers(load: Load, answer: object, suffix: str) -> None:
    """An array, an answer with articles in it, a single article, and a table by column, on one line or many."""
    for indent in (None, 1):
        (article,) = load(f"a{suffix}", json.dumps(answer, indent=indent).encode())
        assert (STORY, "Pier to close", "Harbour Post") == (article.text, article.title, article.outlet)
        assert (DAY, "Abby Byrd") == (article.published, article.byline)


@pytest.mark.parametrize(
    "answer",
    [
        {"x": {"title": "Pier", "text": STORY}, "y": {"title": "Dam", "text": OTHER}},
        {"world": [{"id": "x", "text": STORY}], "home": [{"id": "y", "text": OTHER}]},
        {
            "articles": [{"id": "x", "text": STORY}, {"id": "y", "text": OTHER}],
            "related": [{"title": "z"}] * 5,
        },
        [[{"id": "x", "text": STORY}], [{"id": "y", "text": OTHER}]],
    ],
)
def test_no_article_of_an_answer_is_passed_over(load: Load, answer: object) -> None:
    """Articles by their identifiers, in several lists, and beside a longer list of something else are all read."""
    corpus = load("a.json", json.dumps(answer).encode())
    assert {"x": STORY, "y": OTHER} == {article.doc_id: article.text for article in corpus}


def test_what_is_no_record_is_listed_and_paragraphs_are_a_text(load: Load) -> None:
    """A list in the place of the text holds its paragraphs; an item that is no object is a row without an article."""
    corpus = load("a.json", json.dumps([{"id": "x", "body": [STORY, OTHER]}, "a word", None]).encode())
    assert f"{STORY}\n\n{OTHER}" == corpus["x"].text
    assert ["a.json, record 2", "a.json, record 3"] == corpus.rejected["file"].tolist()


@pytest.mark.parametrize(
    "lines", [["sep=;"], ["Export of 2 articles", ""], ["Query: pier; dam", "Articles: 2", "Date: today", ""]]
)
def test_a_header_is_found_below_what_an_export_puts_above_it(load: Load, lines: list[str]) -> None:
    """Rows keep the numbers that their program shows; a workbook is read alike."""
    rows = [("id", "date", "text"), ("x", "2025-12-17", STORY), ("y", "no day", OTHER)]
    raw = "\n".join([*lines, *(";".join(row) for row in rows)]).encode()
    corpora = [load("a.csv", raw), load("a.xlsx", make_xlsx({"s": [*((line,) for line in lines), *rows]}))]
    for corpus in corpora:
        assert (DAY, None) == (corpus["x"].published, corpus["y"].published)
        assert f"row {len(lines) + 3}" == corpus.warnings["file"][0].rpartition(", ")[2]


@pytest.mark.parametrize("blank", ["\n", "\r\n \r\n", "\n" * 40])
@pytest.mark.parametrize("header", ["text", "text,date", "Export\ntext,date"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_a_header_is_found_below_blank_lines(load: Load, name: str, header: str, blank: str) -> None:
    """Lines with nothing in them are no header, and the rows keep their numbers."""
    rows = header if name == "a.csv" else header.removeprefix("Export\n").replace(",", "\t")
    corpus = load(name, f"{blank}{rows}\n{STORY.replace(',', '')}\n".encode())
    assert [f"{name}, row {(blank + rows).count(chr(10)) + 2}"] == [article.file for article in corpus]


def test_a_column_is_taken_only_where_its_cells_fit(load: Load) -> None:
    """Addresses are no outlets, an identifier does not recur, and a text that was cut yields to the whole one."""
    rows = [
        {
            "id": "world",
            "source": f"https://post.example/{n}",
            "hostname": "post.example",
            "date": "5 min read",
            "pubdate": "2025-12-17",
            "content": f"{STORY[:180]}… [+{n}00 chars]",
            "full_content": f"{n} {STORY}",
        }
        for n in range(1, 6)
    ]
    corpus = load("a.csv", write(*rows))
    assert {"text": "full_content", "outlet": "hostname", "published": "pubdate"} == dict(
        zip(corpus.columns["fact"], corpus.columns["column"], strict=True)
    )
    assert 5 == len(corpus)
    assert {"id": "world", "source": "https://post.example/1"}.items() <= corpus["a-0001"].metadata.items()
    assert corpus.warnings.empty


def test_cells_that_say_there_is_nothing_are_no_facts(load: Load) -> None:
    """What programs write for nothing is neither a text nor an outlet called "nan"."""
    rows = [
        {"id": str(n), "source": "nan", "author": "None", "text": text}
        for n, text in enumerate([STORY, OTHER])
    ]
    gone = ["NULL", "nan", "N/A", "[Removed]", "#N/A", " "]
    rows += [{"id": f"g{n}", "source": "Post", "author": "A B", "text": text} for n, text in enumerate(gone)]
    corpus = load("a.csv", write(*rows))
    assert [(None, None)] * 2 == [(article.outlet, article.byline) for article in corpus]
    assert len(gone) == len(corpus.rejected)
    assert (
        "column 'text': 'NULL' is not text; fill the cell or leave the row out"
        == corpus.rejected["reason"][0]
    )


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        (
            {"url": "https://post.example/1", "title": "Pier"},
            "lists addresses .column 'url'. .* save the pages as",
        ),
        ({"title": "Pier", "article": "https://post.example/1"}, "lists addresses .column 'article'"),
        ({"headline": "Pier", "short_description": "A pier."}, "Column 'short_description' holds excerpts"),
    ],
)
def test_a_table_without_texts_says_what_it_has(load: Load, columns: dict[str, str], says: str) -> None:
    """The next step depends on what is there in the place of texts."""
    with pytest.raises(DatelineError, match=says):
        load("a.csv", write(columns))


def test_markup_in_a_cell_is_read_as_what_it_shows(load: Load) -> None:
    """Elements make paragraphs, entities are the signs they stand for, and scripts are not read."""
    markup = (
        "<div><style>p{color:red}</style><p>The river rose by <b>two\nmetres</b>.</p><!-- ad -->"
        "<p>A dose &lt; 5 mg &amp; a dog &gt; 10 kg.<br>&ldquo;Done&rdquo;</p><script>go('<p>')</script></div>"
    )
    (article,) = load("a.csv", write({"title": "Q&amp;A", "text": markup}))
    assert "The river rose by two metres.\n\nA dose < 5 mg & a dog > 10 kg.\n“Done”" == article.text
    assert "Q&A" == article.title


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("The wall &amp; the pumps&nbsp;failed.", "The wall & the pumps\u00a0failed."),
        ("&lt;p&gt;It rained.&lt;/p&gt;&lt;p&gt;It stopped.&lt;/p&gt;", "It rained.\n\nIt stopped."),
        *(
            (text, text)
            for text in ("A dose < 5 mg for a > 10 kg dog", "AT&T, R&D; <strong words>", "x <- y")
        ),
    ],
)
def test_signs_that_only_look_like_markup_are_kept(load: Load, cell: str, text: str) -> None:
    """Nothing is taken out of a text that holds no element's end, break or paragraph."""
    (article,) = load("a.csv", write({"text": cell}), language=None)
    assert text == article.text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("a<!-- b --><br> <script >c</script\n><br/>\td<style>", "a\n\nd<style>"),
        ("<p>a<SCRIPT src='b'>c</noscript></script><!-->d<!-- e --> f</p>", "a f"),
        *(
            (f"<p>a</p>{mark * 200_000}", f"a\n\n{mark * 200_000}")
            for mark in ("<!--", "<script>", "<svg <!--")
        ),
        (f"<p>a</p>{'<script' * 200_000}", f"a\n\n{'<script' * 200_000}"),
        (f"a<br>b{' ' * 500_000}c", f"a\nb{' ' * 500_000}c"),
    ],
    ids=lambda cell: str(len(cell)),
)
def test_markup_that_never_ends_is_read_in_no_time(markup: str, text: str) -> None:
    """What is not shown is left out where it ends, and looked for once where it never does."""
    assert text == read_markup(markup)


@pytest.mark.parametrize("end", ["… [+2534 chars]", " […]", " [...]", "… Continue reading", "...Read more »"])
def test_a_text_that_its_source_cut_off_is_a_doubt(load: Load, end: str) -> None:
    """The text stays as it is, and the table of doubts names its row."""
    corpus = load("a.csv", write({"text": STORY + end}, {"text": OTHER}))
    assert ["a.csv, row 2"] == corpus.warnings["file"].tolist()
    assert corpus.warnings["problem"][0].startswith("cut off by its source")


def test_texts_cut_at_one_length_are_doubts() -> None:
    """Several texts of just the greatest length were cut there; copies of one text prove nothing."""
    texts = [f"{n} {STORY * 9}"[:500] for n in range(4)]
    assert [0, 1, 2, 3] == list(find_cuts([*texts, OTHER]))
    assert "one of 4 texts of exactly 500 characters" in find_cuts(texts)[0]
    assert {} == find_cuts([texts[0]] * 4)
    assert describe_cut('He said: "Well …"') is None
    assert describe_cut("The end [+, chars]") is None


@pytest.mark.parametrize(
    ("name", "cell", "fact"),
    [
        ("outlet", '{"id": "bbc", "name": "BBC News"}', "BBC News"),
        ("outlet", "{'id': 'x', 'name': None}", "x"),
        ("byline", "['Abby Byrd', 'Tom Kirby']", "Abby Byrd, Tom Kirby"),
        ("byline", '[{"name": {"name": ["Abby Byrd"]}}]', "Abby Byrd"),
        *(("outlet", cell, cell) for cell in ("[" * 900 + "]" * 900, '{"name":' * 900 + "1" + "}" * 900)),
        *(("byline", cell, cell) for cell in ("(" * 3 + "[" * 4000, "[" + "-" * 5000 + "1]")),
        ("byline", "[sic] Abby Byrd", "[sic] Abby Byrd"),
        ("title", "[Update] Pier", "[Update] Pier"),
        ("url", "https://post.example/?a=1&amp=2", "https://post.example/?a=1&amp=2"),
    ],
)
def test_a_fact_is_the_name_within_a_record(name: str, cell: str, fact: str) -> None:
    """Of JSON, and of what Python prints, the names are read; what is no record is left alone."""
    assert fact == read_fact(name, cell)


def test_words_that_mean_nothing_are_known_in_any_case() -> None:
    """Only where they are the whole cell."""
    assert all(is_missing(cell) for cell in ("", " nan ", "NULL", "None", "[REMOVED]", "n/a"))
    assert not any(is_missing(cell) for cell in ("Null Island", "0", "none of them came"))
