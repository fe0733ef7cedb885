"""What a page is given of a large corpus: bounded however many articles there are, and drawn from all of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from copy import copy
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeVar

import numpy as np
import pandas as pd
import pytest
import spacy
from spacy.tokens import Doc

from analysis import views
from analysis.annotation import Step
from analysis.corpus import Article, Section
from analysis.language import ENGLISH
from analysis.terms import (
    Limits,
    TermCounts,
    choose_grouping,
    choose_parts,
    count_terms,
    explore_terms,
    keyness_by_group,
    rank_frequencies,
    term_frequencies,
    term_timeline,
)
from analysis.terms.page._explorer import _spread

T = TypeVar("T")

ARTICLES, WORDS = 2_400, 50

#: Names of articles as files have them, outlet, date and headline: forty letters besides the number.
SLUG = "2024-01-01_what-the-council-s-vote-means-for"

#: Bytes of a page that are not its data: charts' library, styles, tables, views.
BUNDLE_AND_PAGE = 1_400_000


class MadeCorpus:
    """Articles made of numbered words whose frequencies fall off as those of English do, never all in memory."""

    language = ENGLISH

    def __init__(self, articles: int, words: int) -> None:
        self.ids = [f"outlet_{i % 7}_{SLUG}_{i:06d}" for i in range(articles)]
        self._words, self._nlp = words, spacy.blank("en")
        self._nlp.add_pipe("sentencizer")
        self._kept: dict[str, bytes] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[tuple[Article, Doc]]:
        return (self.get(doc_id) for doc_id in self.ids)

    def get(self, doc_id: str) -> tuple[Article, Doc]:
        """Return an article, the same each time."""
        number = int(doc_id.rsplit("_", 1)[1])
        ranks = np.random.default_rng(number).zipf(1.2, self._words) % 60_000
        text = " ".join(f"term{rank}" for rank in ranks) + "."
        article = Article(
            doc_id,
            text,
            (Section(0, len(text), "body"),),
            outlet=doc_id[:8],
            published=date(2024, 1, 1) + timedelta(days=number % 300),
        )
        return article, self._nlp(text)

    def select(self, doc_ids: Iterable[str]) -> MadeCorpus:
        """Return the corpus of some of the articles."""
        chosen = copy(self)
        chosen.ids = [doc_id for doc_id in self.ids if doc_id in set(doc_ids)]
        return chosen

    def records(self, step: Step[T], *, by_name: bool = False) -> Iterator[tuple[Article, T]]:
        """Yield each article with its record, kept encoded as a store keeps it."""
        for doc_id in sorted(self.ids) if by_name else self.ids:
            if doc_id not in self._kept:
                self._kept[doc_id] = step.encode(step.read(*self.get(doc_id)))
            record = step.decode(self._kept[doc_id])
            assert record is not None
            yield self.get(doc_id)[0], record


@lru_cache
def made() -> MadeCorpus:
    """The corpus of all these tests."""
    return MadeCorpus(ARTICLES, WORDS)


@lru_cache
def counts() -> TermCounts:
    """Its counts."""
    return count_terms(made(), unit="lower")  # type: ignore[arg-type]


@lru_cache
def explored() -> str:
    """The data of the page, as they stand in it."""
    data = explore_terms(counts())
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def test_data_of_a_page_are_bounded() -> None:
    """Thousands of articles give a page of less than three megabytes, and say how many terms there are in all."""
    data = json.loads(explored())
    assert len(explored().encode()) + BUNDLE_AND_PAGE < 3_000_000
    assert len(data["terms"]) == 12_000 < data["all_terms"] == len(counts().terms)
    assert sum(len(flat) // 5 for flat in data["lines"].values()) <= Limits().lines


def test_lines_come_from_the_whole_corpus() -> None:
    """The commonest term is shown with twenty lines of twenty articles, from the first tenth to the last."""
    data = json.loads(explored())
    flat = data["lines"]["0"]
    ids = [data["articles"][data["texts"][text][0]][0] for text in flat[::5]]
    places = [made().ids.index(doc_id) for doc_id in ids]
    assert 20 == len(set(ids))
    by_name = sorted(made().ids)
    order = sorted(by_name.index(made().ids[place]) for place in places)
    assert order[0] < ARTICLES / 10 < 9 * ARTICLES / 10 < order[-1]


def test_a_spread_is_cut_and_never_holds_others_than_the_highest() -> None:
    """Where the page names as many articles as it may, a list ends early, and is still that of the highest rates."""
    common = counts().totals.argsort()[::-1][:200].tolist()
    whole = _spread(counts(), common, set(), Limits(named=10**6))
    few = _spread(counts(), common, set(), Limits(named=600))
    assert 600 == len({row for pairs in few.values() for row, _ in pairs})
    assert all(pairs == whole[term][: len(pairs)] for term, pairs in few.items())
    assert any(len(pairs) < len(whole[term]) for term, pairs in few.items())


def test_a_concordance_plot_is_bounded_and_hides_no_term() -> None:
    """Of many articles those with the most occurrences are drawn whole: no term loses its last ones."""
    rows = [(f"a{at:03d}", term, 10 * n) for term in ("x", "y") for at in range(300) for n in range(1 + at)]
    places = pd.DataFrame(rows, columns=["doc_id", "pattern", "start"]).assign(keyword="x")
    drawn = views.chart_concordance(
        places, {f"a{at:03d}": 10_000 for at in range(300)}, names={}, title="Where?"
    )
    ticks = pd.DataFrame(drawn.to_dict()["data"]["values"])
    assert 1_200 >= len(ticks)
    assert ["a298", "a299"] == sorted(set(ticks["article"]))
    assert [299, 299, 300, 300] == sorted(ticks.groupby(["article", "pattern"]).size())


def test_one_article_of_too_many_occurrences_is_thinned() -> None:
    """A book of an article is drawn from its beginning to its end, and the chart says that not all of it is."""
    places = pd.DataFrame({"doc_id": "a", "pattern": "x", "start": range(0, 50_000, 10), "keyword": "x"})
    drawn = views.chart_concordance(places, {"a": 50_000}, names={}, title="Where?").to_dict()
    ticks = pd.DataFrame(drawn["data"]["values"])
    assert 1_000 == len(ticks)
    assert ticks["position"].max() > 99
    assert "One in 5 occurrences is drawn." in " ".join(drawn["title"])


def test_every_line_prints_its_keyword() -> None:
    """However the lines were chosen, each shows the term that it is a line of."""
    data = json.loads(explored())
    for key, flat in data["lines"].items():
        for at in range(0, len(flat), 5):
            text, start, length, _, _ = flat[at : at + 5]
            assert data["terms"][int(key)] == data["texts"][text][2][start : start + length]


def test_many_articles_are_compared_by_outlet() -> None:
    """A thousand comparisons of one article with the rest tell nobody anything; seven outlets do."""
    by = choose_grouping(counts())
    assert "outlet" == by
    assert 7 == len(choose_parts(counts(), by))
    assert 7 == keyness_by_group(counts(), by, top=5)["group"].nunique()


@pytest.mark.parametrize("period", ["auto", "day"])
def test_charts_draw_aggregates(period: str) -> None:
    """No chart's data follow the number of articles."""
    frequencies = term_frequencies(counts())
    top = frequencies["term"].head(30).tolist()
    by_article = term_frequencies(counts(), by_article=True)
    drawn = [
        views.chart_top_terms(frequencies),
        views.chart_terms_by_article(by_article, top, {doc_id: doc_id for doc_id in counts().doc_ids}),
        views.chart_dispersion(frequencies),
        views.chart_timeline(term_timeline(counts(), top[:5], period=period)),
        views.chart_zipf(rank_frequencies(counts(), points=300), words=len(counts().terms)),
    ]
    assert max(len(json.dumps(chart.to_dict())) for chart in drawn) < 260_000
