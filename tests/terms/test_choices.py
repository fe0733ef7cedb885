"""What a page of terms shows first, and the sentences that say so, on corpora of a few short articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

import pandas as pd
import pytest
import spacy

from analysis.annotation import Step
from analysis.corpus import Article, Corpus, Section
from analysis.errors import DatelineError
from analysis.language import ENGLISH, Language
from analysis.parameters import PARAMETERS
from analysis.schema import TABLES
from analysis.terms import (
    TermCounts,
    check_choices,
    choose_grouping,
    choose_nodes,
    choose_parts,
    compare_copies,
    count_terms,
    count_words_of,
    describe_copies,
    describe_corpus,
    describe_parts,
    words_set_aside,
)
from analysis.terms.page._choices import describe_dates

T = TypeVar("T")

NLP = spacy.blank("en")
NLP.add_pipe("sentencizer")


@dataclass
class Few:
    """A corpus of articles that are read with no more than a tokenizer."""

    articles: Sequence[Article]
    language: Language = ENGLISH

    def __len__(self) -> int:
        return len(self.articles)

    def records(self, step: Step[T], *, by_name: bool = False) -> Iterator[tuple[Article, T]]:
        """Yield each article with its record."""
        for article in sorted(self.articles, key=lambda a: a.doc_id) if by_name else self.articles:
            yield article, step.read(article, NLP(article.text))


def article(doc_id: str, text: str, **facts: Any) -> Article:
    """Return an article that is all body."""
    return Article(doc_id, text, (Section(0, len(text), "body"),), **facts)


def count(*articles: Article) -> TermCounts:
    """Return the counts of articles."""
    return count_terms(Few(articles), unit="lower", stop_words=None, names_together=False)  # type: ignore[arg-type]


def many(number: int, **facts: Any) -> list[Article]:
    """Return so many articles, each with a word more than the one before."""
    return [article(f"a{i:02}", "word " * (i + 1), **facts) for i in range(number)]


def by_outlet(number: int, outlets: int) -> list[Article]:
    """Return so many articles of so many outlets in turn."""
    return [replace(a, outlet=f"Post {i % outlets}") for i, a in enumerate(many(number))]


def test_few_articles_are_compared_with_one_another() -> None:
    """Twelve are few, and a thirteenth makes outlets of them, where there are two or more."""
    assert "doc_id" == choose_grouping(count(*by_outlet(12, 2)))
    assert "outlet" == choose_grouping(count(*by_outlet(13, 2)))
    assert "outlet" == choose_grouping(count(*by_outlet(60, 60)))
    assert "doc_id" == choose_grouping(count(*by_outlet(61, 61)))
    assert "doc_id" == choose_grouping(count(*by_outlet(13, 1)))


def test_time_where_outlets_do_not_tell_apart() -> None:
    """Months come before years, and either only if there are two."""
    days = [date(2024, 1 + i % 3, 5) for i in range(13)]
    assert "month" == choose_grouping(
        count(*(replace(a, published=day) for a, day in zip(many(13), days, strict=True)))
    )
    years = [date(2020 + i % 2, 1, 5) for i in range(13)]
    assert "month" == choose_grouping(
        count(*(replace(a, published=day) for a, day in zip(many(13), years, strict=True)))
    )


def test_what_is_asked_for_decides() -> None:
    """A grouping that is named is taken; a target names that which it is a part of."""
    counts = count(*by_outlet(13, 2))
    assert "month" == choose_grouping(counts, "month")
    assert "doc_id" == choose_grouping(counts, target="a03")
    assert "outlet" == choose_grouping(counts, target="Post 1")
    assert "outlet" == choose_grouping(count(*by_outlet(4, 2)), target="Post 1")
    assert "outlet" == choose_grouping(count(*by_outlet(13, 1)), target="Post 0")


def test_parts_are_those_with_the_most_words() -> None:
    """The longest first, as many as asked for; a target alone, if there is one of that name."""
    counts = count(*many(4))
    assert ["a03", "a02", "a01", "a00"] == choose_parts(counts, "doc_id")
    assert ["a03", "a02"] == choose_parts(counts, "doc_id", top=2)
    assert ["a01"] == choose_parts(counts, "doc_id", "a01")
    with pytest.raises(
        DatelineError, match="target: no part of the corpus is called 'a1'; did you mean 'a01'"
    ):
        choose_parts(counts, "doc_id", "a1")
    with pytest.raises(DatelineError, match="'Gazette'; there are a03, a02, a01 and a00"):
        choose_parts(counts, "doc_id", "Gazette")


def test_nodes_are_the_users_words_then_the_frequent() -> None:
    """Words that are not counted are left out, and none stands twice."""
    counts = count(article("a", "pier pier pier boat boat mill"))
    assert ["boat", "pier"] == choose_nodes(counts, ["boat", "gone"], top=2)
    assert ["pier", "boat", "mill"] == choose_nodes(counts)
    assert counts is count_words_of(counts)


@pytest.mark.parametrize(
    ("articles", "by", "target", "drawn", "sentence"),
    [
        (1, "doc_id", "", 4, ""),
        (2, "doc_id", "", 4, "Compared by article: both are drawn."),
        (3, "doc_id", "", 4, "Compared by article: all three are drawn."),
        (4, "doc_id", "", 4, "Compared by article: all four are drawn."),
        (3, "doc_id", "a01", 4, "Compared by article: a01, one of three."),
        (
            5,
            "doc_id",
            "",
            4,
            "Compared by article: the four with the most words of five are drawn; the tables have five.",
        ),
        (4, "outlet", "", 4, "Compared by outlet: both are drawn."),
    ],
)
def test_parts_are_told(articles: int, by: str, target: str, drawn: int, sentence: str) -> None:
    """How many parts there are, and how many of them a chart draws."""
    counts = count(*by_outlet(articles, 2))
    parts = choose_parts(counts, by, target)
    assert sentence == describe_parts(counts, by, parts, drawn=drawn)


def test_parts_that_the_tables_lack_are_not_told() -> None:
    """Where no more are in the tables than are drawn, nothing is said of tables."""
    counts = count(*many(5))
    told = "Compared by article: the four with the most words of five are drawn."
    assert told == describe_parts(counts, "doc_id", choose_parts(counts, "doc_id", top=4), drawn=4)


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ([None, None], "No article has a date."),
        ([date(2024, 5, 4)], "One article is dated 4 May 2024."),
        ([date(2024, 5, 4), date(2024, 5, 4)], "All are dated 4 May 2024."),
        ([date(2024, 6, 4), date(2024, 5, 4)], "All are dated from 4 May 2024 to 4 June 2024."),
        ([date(2024, 5, 4), None], "One article is dated 4 May 2024; one has no date."),
        ([date(2024, 5, 4), None, None], "One article is dated 4 May 2024; two have no date."),
        (
            [date(2024, 6, 4), date(2024, 5, 4), None],
            "Two articles are dated from 4 May 2024 to 4 June 2024; one has no date.",
        ),
    ],
)
def test_dates_are_told(days: list[date | None], sentence: str) -> None:
    """The span of days, and how many articles have none."""
    assert sentence == describe_dates(
        count(*(replace(a, published=day) for a, day in zip(many(len(days)), days, strict=True)))
    )


def test_a_corpus_is_told() -> None:
    """Its size and outlets, and what was left out."""
    none, one = TABLES["rejected"].frame([]), TABLES["rejected"].frame([("a.txt", "is empty")])
    calm, doubt = TABLES["warnings"].frame([]), TABLES["warnings"].frame([("a.txt", "is short")])
    assert (
        "Two articles with 3 running words, headlines aside. No article says which outlet published it. "
        "No article has a date. No file was left out; no warnings."
    ) == describe_corpus(count(*many(2)), none, calm)
    said = describe_corpus(count(*by_outlet(3, 2)[:2], *many(3)[2:]), one, doubt)
    assert "They come from two outlets; one names no outlet. " in said
    assert said.endswith("One file was left out; one warning about files that were read.")
    assert "It comes from one outlet. " in describe_corpus(count(*by_outlet(1, 1)), none, calm)
    named = by_outlet(1, 1)
    assert "They come from one outlet; two name no outlet. " in describe_corpus(
        count(*named, *many(3)[1:]), none, calm
    )


def test_copies_are_told() -> None:
    """How many of the words were copied, and which term they change most."""
    aside = pd.DataFrame({"words": [100, 60, 40], "set_aside": [0, 20, 5]})
    copies = pd.DataFrame(
        {
            "term": ["mill", "boat", "pier"],
            "count": [9, 9, 3],
            "count_once": [4, 4, 3],
            "set_aside": [5, 5, 0],
        }
    )
    assert describe_copies(aside, copies) == (
        "25 of 200 running words (12.5%), in two articles, are copied from an earlier article. "
        "Without them “boat” occurs 4 times instead of 9."
    )
    assert "No copied passages found" in describe_copies(aside.assign(set_aside=0), copies)
    assert "not looked for" in describe_copies(aside, copies, looked_for=False)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, ""),
        ({"target": "Post 1"}, ""),
        ({"target": "a03", "reference": "2024"}, ""),
        (
            {"compare_by": "outlet", "target": "a03"},
            "Parameter 'target': no part of the corpus is called 'a03'",
        ),
        ({"reference": "Post 9"}, "Parameter 'reference': no part"),
        ({"compare_by": "mood"}, "Parameter 'compare_by'"),
        ({"expressions": [""]}, "Parameter 'expressions'"),
        ({"keywords": ["..."]}, "Parameter 'keywords'"),
    ],
)
def test_choices_are_checked_before_anything_is_read(changed: dict[str, Any], said: str) -> None:
    """A part, a column or a word that there is not is a sentence with the parameter's name."""
    articles = tuple(replace(a, published=date(2024, 5, 4)) for a in by_outlet(4, 2))
    corpus = Corpus(articles, TABLES["rejected"].frame([]), TABLES["warnings"].frame([]))
    settings = {parameter.name: parameter.default for parameter in PARAMETERS["term_frequencies"]} | changed
    if not said:
        check_choices(corpus, settings)
        return
    with pytest.raises(DatelineError, match=said):
        check_choices(corpus, settings)


def test_counts_with_and_without_copies() -> None:
    """Rates are of the words that are left; a term that is gone has no rank; another corpus is refused."""
    every = count(article("a", "pier pier boat"), article("b", "pier"))
    once = count(article("a", "pier"), article("b", ""))
    table = compare_copies(every, once).set_index("term")
    assert [3, 1] == table["count"].tolist()
    assert [7500.0, 2500.0] == table["per_10k"].tolist()
    assert [10_000.0, 0.0] == table["per_10k_once"].tolist()
    assert [2, 1] == table["set_aside"].tolist()
    assert [1, 2] == table["rank"].tolist()
    assert [1, None] == [None if pd.isna(rank) else rank for rank in table["rank_once"]]
    aside = words_set_aside(every, once)
    assert ([3, 1], [2, 1]) == (aside["words"].tolist(), aside["set_aside"].tolist())
    assert [2 / 3, 1.0] == pytest.approx(aside["share"].tolist())
    with pytest.raises(DatelineError, match="it counts other articles than everything"):
        compare_copies(every, count(article("a", "pier")))
