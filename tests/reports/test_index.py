"""The overview of a corpus of any size: bounded, and nothing that was left out is far from the top."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus import Article, Corpus
from analysis.reports.html._index import (
    _ROWS_SHOWN,
    _TABLES_SHOWN,
    _articles,
    _aside,
    _count_words,
    _describe_columns,
    _describe_inferred,
    _describe_many,
    _frame,
    _lead,
    _summary,
    _table,
    _without_lead,
)
from analysis.schema import TABLES


def corpus_of(articles: int, rejected: int, warnings: int, day: date | None = None) -> Corpus:
    """Return a corpus of so many rows of each sort."""
    return Corpus(
        articles=tuple(Article(doc_id=f"a{at:05d}", text="x", published=day) for at in range(articles)),
        rejected=pd.DataFrame(
            {"file": [f"r{at}" for at in range(rejected)], "reason": ["empty"] * rejected}, dtype=str
        ),
        warnings=pd.DataFrame(
            {
                "file": [f"w{at // 2}" for at in range(warnings)],
                "problem": [f"column 'date': '{at}/13/2025' is not a date" for at in range(warnings)],
            },
            dtype=str,
        ),
    )


def test_lists_are_bounded_and_say_how_many_there_are() -> None:
    """Of 20,000 articles, refusals and doubts a page lists a hundred each, and says the number and the file."""
    corpus = corpus_of(20_000, 20_000, 20_000)
    assert _ROWS_SHOWN == len(_articles(corpus, {}))
    for table in (corpus.rejected, corpus.warnings):
        frame = _frame(table, "x.csv")
        assert (_ROWS_SHOWN, 20_000, "x.csv") == (len(frame.rows), frame.total, frame.file)


def test_refusals_and_doubts_are_told_by_kind() -> None:
    """What differs from row to row is one kind, with its number; a single row needs no summary."""
    assert "By kind: 101 × “empty”." == _describe_many(corpus_of(0, 101, 0).rejected["reason"])
    problems = corpus_of(0, 0, 150).warnings["problem"]
    assert "By kind: 150 × “column …: … is not a date”." == _describe_many(problems)
    assert "By kind: 2 × “column …: … is not a date”." == _describe_many(problems.head(2))
    assert "" == _describe_many(problems.head(1))


def test_the_top_of_the_page_says_what_is_missing() -> None:
    """What was left out stands below a long list of articles, so the top leads there; files are counted once."""
    assert [] == _aside(corpus_of(3, 0, 0))
    assert [
        {"href": "#left-out", "text": "One item left out"},
        {"href": "#doubts", "text": "Two items read with a warning"},
    ] == _aside(corpus_of(3, 1, 4))


def test_a_column_of_nothing_is_not_shown() -> None:
    """Dates are a column where any article has one; an untitled article is named by its first words."""
    assert ["Article"] == list(_articles(corpus_of(2, 0, 0), {}))
    assert ["Article", "Published"] == list(_articles(corpus_of(2, 0, 0, date(2025, 1, 2)), {}))


def test_columns_of_a_table_are_named_with_what_they_were_taken_for() -> None:
    """A reader sees which column was read as the text; of many tables the first few are named and the rest counted."""
    taken = [("a.csv", "text", "Full Text"), ("a.csv", "outlet", "Source")]
    assert ["Columns of a.csv: text from “Full Text” and outlet from “Source”."] == _describe_columns(
        TABLES["columns"].frame(taken)
    )
    many = [(f"{at}.csv", "text", "body") for at in range(_TABLES_SHOWN + 3)]
    sentences = _describe_columns(TABLES["columns"].frame(many))
    assert (_TABLES_SHOWN + 1, "Three more tables were read the same way, by their own columns.") == (
        len(sentences),
        sentences[-1],
    )
    assert [] == _describe_columns(TABLES["columns"].frame([]))


def test_what_was_read_without_a_table_is_counted() -> None:
    """A reader sees how many titles, outlets and dates nobody stated; of a corpus of stated facts nothing is said."""
    articles = tuple(
        Article(f"a{n}", "x", known_from={"title": "text", "published": "file name"}) for n in range(3)
    )
    stated = Article("b", "x", known_from={"title": "metadata", "published": "metadata"})
    corpus = replace(corpus_of(0, 0, 0), articles=(*articles, stated))
    (sentence,) = _describe_inferred(corpus)
    assert sentence.startswith(
        "Inferred: 3 titles from the articles’ texts; 3 dates from the names of their files. "
    )
    assert [] == _describe_inferred(replace(corpus, articles=(stated,)))


def test_words_are_those_of_the_tables(tmp_path: Path) -> None:
    """An article whose name looks like a missing value or a number has its words too; without a table none has."""
    assert {} == _count_words(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "words_by_article.csv").write_text("doc_id,words\nNA,3\n007,4\n'=a,5\n")
    assert {"NA": 3, "007": 4, "=a": 5} == _count_words(tmp_path)


D4, D5 = date(2025, 3, 4), date(2025, 3, 5)


@pytest.mark.parametrize(
    ("days", "outlets", "words", "sentence"),
    [
        ([None], [None], {}, "It is undated."),
        ([None, None], [None, None], {}, "None of them is dated."),
        ([D4], ["Post"], {"a": 1200}, "1,200 running words, from Post. It is dated 4 March 2025."),
        ([D4, D4], ["Post", "Sun"], {}, "From Post and Sun. All are dated 4 March 2025."),
        (
            [D5, D4],
            [None, None],
            {"a": 2, "b": 3},
            "5 running words. All are dated from 4 March 2025 to 5 March 2025.",
        ),
        ([D5, None], [None, None], {}, "One article is dated 5 March 2025; one other is undated."),
        (
            [D5, D4, None, None],
            [None] * 4,
            {},
            "Two articles are dated from 4 March 2025 to 5 March 2025; two others are undated.",
        ),
    ],
)
def test_a_corpus_is_summed_up(
    days: list[date | None], outlets: list[str | None], words: dict[str, int], sentence: str
) -> None:
    """Its words, its outlets, and from when to when its articles are dated."""
    articles = tuple(
        Article(f"a{at}", "x", published=day, outlet=outlet)
        for at, (day, outlet) in enumerate(zip(days, outlets, strict=True))
    )
    assert sentence == _summary(replace(corpus_of(0, 0, 0), articles=articles), words)


def test_the_lead_has_three_findings_where_few_are_telling() -> None:
    """One telling finding: the next two that are worth it join the lead and leave their cards; mere counts do not."""
    weights = {"a": (60, 0), "b": (35, 20), "c": (28, 25)}
    cards = [
        {
            "href": f"{name}.html",
            "title": name,
            "findings": [{"sentence": f"{name}{at}", "weight": at} for at in own],
        }
        for name, own in weights.items()
    ]
    lead = _lead(cards)

    assert ["a60", "b35", "c28"] == [finding["sentence"] for finding in lead]
    telling = [
        {**card, "findings": [{"sentence": f"{at}", "weight": at} for at in (50, 50)]} for card in cards
    ]
    assert 5 == len(_lead(telling))
    rests = [[finding["sentence"] for finding in _without_lead(card, lead)["findings"]] for card in cards]
    assert [["a0"], ["b20"], ["c25"]] == rests


def test_a_table_is_listed_with_what_a_row_of_it_is() -> None:
    """A table of the schema says what its rows are; of another one nothing is known."""
    assert {"name": "articles", "row": TABLES["articles"].row} == _table(Path("data/articles.csv"))
    assert {"name": "own", "row": ""} == _table(Path("data/own.csv"))
