"""What a page shows of a term: its lines print it, its numbers are the tables', and nothing grows without bound."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pandas as pd
import pytest
import scipy.sparse
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation import AnnotatedCorpus
from analysis.corpus import Article, Corpus
from analysis.terms import (
    CountOptions,
    Limits,
    TermCounts,
    collocations,
    count_terms,
    explore_terms,
    keyword_in_context,
)
from analysis.terms.page._explorer import plan_lines


def keywords(explored: dict, term: str) -> list[str]:
    """Return what the lines of a term print, as the page's script cuts it out."""
    flat = explored["lines"].get(str(explored["terms"].index(term)), [])
    lines = zip(*[iter(flat)] * 5, strict=True)
    return [explored["texts"][text][2][start : start + length] for text, start, length, _, _ in lines]


@pytest.mark.parametrize("unit", ["lemma", "lower", "ngram", "noun_phrase", "entity"])
def test_every_occurrence_of_a_small_corpus(annotated: AnnotatedCorpus, unit: str) -> None:
    """Every term has as many lines as it has occurrences, with the context that a concordance gives."""
    counts = count_terms(annotated, unit=unit)
    explored = explore_terms(counts)
    for term, count in list(zip(explored["terms"], explored["counts"], strict=True))[:150]:
        assert count == len(keywords(explored, term)), term
    term = explored["terms"][0]
    lines = keyword_in_context(annotated, term, unit=unit, ignore_case=unit == "lower")
    assert [" ".join(k.split()) for k in keywords(explored, term)] == lines["keyword"].tolist()


def test_lines_lie_in_their_articles(annotated: AnnotatedCorpus) -> None:
    """Each stretch is the article's own text from where it says, and each line's context lies inside it."""
    counts = count_terms(annotated, unit="lower")
    explored = explore_terms(counts, limits=Limits(lines=300, lines_of_term=4))
    for at, start, text in explored["texts"]:
        article = annotated.corpus[explored["articles"][at][0]]
        assert text == article.text[start : start + len(text)]
    for key, flat in explored["lines"].items():
        term = explored["terms"][int(key)]
        for text, start, length, left, right in zip(*[iter(flat)] * 5, strict=True):
            whole = explored["texts"][text][2]
            assert term == whole[start : start + length].lower().replace("’", "'")
            assert 0 <= start - left
            assert start + length + right <= len(whole)


def test_company_is_that_of_the_collocations(annotated: AnnotatedCorpus) -> None:
    """The collocates and their numbers are those of `collocations`."""
    counts = count_terms(annotated)
    explored = explore_terms(counts)
    table = collocations(annotated, "policy", sort="log_dice", top=12)
    rows = explored["collocates"][str(explored["terms"].index("policy"))]
    assert table["collocate"].tolist() == [row[0] for row in rows]
    assert table["count"].tolist() == [row[1] for row in rows]


def test_same_bytes_again(annotated: AnnotatedCorpus) -> None:
    """The data of a page follow from the corpus alone."""
    counts = count_terms(annotated)
    assert json.dumps(explore_terms(counts)) == json.dumps(explore_terms(counts))


def made_counts(matrix: np.ndarray) -> TermCounts:
    """Return counts of articles without text, for what is planned from counts alone."""
    articles = tuple(Article(f"a{i:05d}", "", published=date(2025, 1, 1)) for i in range(len(matrix)))
    terms = tuple(f"t{i:05d}" for i in range(matrix.shape[1]))
    words = matrix.sum(axis=1) + 1
    corpus = AnnotatedCorpus(Corpus(articles, pd.DataFrame(), pd.DataFrame()), None, None)  # type: ignore[arg-type]
    tags = ("",) * len(terms)
    return TermCounts(articles, terms, tags, scipy.sparse.csr_array(matrix), words, CountOptions(), corpus)


matrices = st.integers(1, 12).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 9), min_size=width, max_size=width), min_size=1, max_size=20
    )
)


@given(matrices, st.integers(1, 80), st.integers(1, 12))
def test_plan_keeps_within_its_bounds(rows: list[list[int]], lines: int, each: int) -> None:
    """No more lines than allowed, of no term more than allowed, and only of occurrences that there are."""
    counts = made_counts(np.array(rows, dtype=np.int64))
    limits = Limits(lines=lines, lines_of_term=each, lines_of_foremost=each, lines_of_others=1, foremost=3)
    order = list(np.argsort(-counts.totals, kind="stable"))
    plan = plan_lines(counts, order, limits)
    by_term: dict[str, int] = {}
    for row, terms in plan.items():
        for term, places in terms.items():
            column = counts.terms.index(term)
            assert places
            assert max(places) < rows[row][column]
            by_term[term] = by_term.get(term, 0) + len(places)
    assert sum(by_term.values()) <= lines
    assert max(by_term.values(), default=0) <= each
    if counts.totals.sum() <= lines and counts.totals.max(initial=0) <= each:
        assert int(counts.totals.sum()) == sum(by_term.values())


def test_lines_are_drawn_evenly_over_articles() -> None:
    """Of a term in 1,000 articles the lines come from all parts of the corpus, at most one from each article."""
    counts = made_counts(np.ones((1000, 300), dtype=np.int64))
    plan = plan_lines(counts, list(range(300)), Limits(lines=2_000))
    rows = sorted(row for row, terms in plan.items() if "t00000" in terms)
    assert 20 == len(rows)
    assert {50} == set(np.diff(rows).tolist())
    assert sum(map(len, plan.values())) == 2_000
