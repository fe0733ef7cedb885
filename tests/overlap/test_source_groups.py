"""Groups of articles around one stretch of prose, and their likely origin."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import Corpus, load_corpus
from analysis.overlap import classify_passages, find_passages, group_by_source, infer_derivation
from analysis.overlap.provenance._source_groups import find_groups
from tests.copied_articles import write_articles


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Seven articles with known directions of copying."""
    return load_corpus(write_articles(tmp_path_factory.mktemp("copied")))


def grouped(corpus: Corpus) -> pd.DataFrame:
    """The groups of a corpus."""
    passages = classify_passages(corpus, find_passages(corpus))
    return group_by_source(corpus, passages, infer_derivation(corpus, passages))


def passage(doc_a: str, span_a: tuple[int, int], doc_b: str, span_b: tuple[int, int], words: int = 40) -> Any:
    """A row that `find_groups` reads."""
    return {
        "doc_a": doc_a, "start_a": span_a[0], "end_a": span_a[1],
        "doc_b": doc_b, "start_b": span_b[0], "end_b": span_b[1],
        "words": words, "similarity": 0.9,
    }  # fmt: skip


def test_each_group_goes_back_to_what_it_goes_back_to(copied: Corpus) -> None:
    """The origin is the first article that is credited, else an agency that both credit, else null."""
    groups = grouped(copied).set_index(grouped(copied)["doc_ids"].map(" ".join))
    assert {
        "courier herald": ("herald", "article"),
        "gazette tribune": ("Reuters", "agency"),
        "courier market": (None, "cannot tell"),
    } == {
        name: (row.origin if isinstance(row.origin, str) else None, row.basis)
        for name, row in groups.iterrows()
    }


def test_sharing_with_one_article_makes_no_group_of_its_partners(copied: Corpus) -> None:
    """An article that shares different prose with two others does not join these two."""
    assert not any({"herald", "market"} <= set(doc_ids) for doc_ids in grouped(copied)["doc_ids"])


def test_places_hold_the_words(copied: Corpus) -> None:
    """Every place of a group is within the article, and the text is what stands at one of them."""
    for row in grouped(copied).itertuples():
        texts = [copied[doc_id].text[start:end] for doc_id, start, end in row.places]
        assert row.text in texts
        assert set(row.doc_ids) == {doc_id for doc_id, _, _ in row.places}


def test_a_paragraph_that_goes_round_is_a_group_beside_the_whole_copy() -> None:
    """Two articles share all, a third only a paragraph of it: a pair and a group of three."""
    rows = [
        passage("a", (0, 500), "b", (0, 500), 90),
        passage("a", (100, 200), "c", (0, 100)),
        passage("b", (100, 200), "c", (0, 100)),
        passage("a", (100, 200), "b", (100, 200)),
    ]
    assert [("a", "b", "c"), ("a", "b")] == [group.doc_ids for group in find_groups(pd.DataFrame(rows))]


def test_a_missed_pair_does_not_part_a_group() -> None:
    """Of four articles with one paragraph, two too unlike to be found as a pair still stand in one group."""
    pairs = [pair for pair in combinations("abcd", 2) if pair != ("a", "d")]
    rows = [passage(one, (0, 100), other, (0, 100)) for one, other in pairs]
    assert [("a", "b", "c", "d")] == [group.doc_ids for group in find_groups(pd.DataFrame(rows))]


def test_a_chain_is_no_group() -> None:
    """In a chain of changed copies the ends, which share nothing, are not in one group."""
    rows = [passage(one, (0, 100), other, (0, 100)) for one, other in zip("abcd", "bcde", strict=True)]
    assert all(len(group.doc_ids) == 2 for group in find_groups(pd.DataFrame(rows)))


def test_two_first_ones_leave_the_origin_open(copied: Corpus) -> None:
    """Where two articles of one day gave to a third, which of them was first cannot be told."""
    base = copied["courier"]
    days = {"x": date(2025, 1, 1), "y": date(2025, 1, 1), "z": date(2025, 1, 5)}
    articles = tuple(replace(base, doc_id=name, published=day, outlet=name * 3) for name, day in days.items())
    table = grouped(Corpus(articles, copied.rejected, copied.warnings))
    assert table["doc_ids"].tolist() == [["x", "y", "z"]]
    assert pd.isna(table["origin"][0])


def test_states_of_one_article(copied: Corpus) -> None:
    """Two states of one outlet's article go back to the earlier."""
    base = copied["courier"]
    one, two = (replace(base, doc_id=f"state{day}", published=date(2025, 1, day)) for day in (2, 1))
    row = grouped(Corpus((two, one), copied.rejected, copied.warnings)).iloc[0]
    assert ("state1", "versions") == (row.origin, row.basis)


def test_nothing_copied(seeds: Corpus) -> None:
    """Without copied prose there are no groups, but the columns are there."""
    table = grouped(seeds)
    assert table.empty
    assert {"group", "origin", "evidence"} <= set(table.columns)


@given(
    st.sets(
        st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]), max_size=20
    )
)
def test_every_pair_is_in_a_group_and_every_member_knows_most(pairs: set[tuple[int, int]]) -> None:
    """Whatever is linked: each pair stands in a group, and each member shares with half of the others at least."""
    rows = [passage(f"d{a}", (0, 100), f"d{b}", (0, 100)) for a, b in sorted(pairs)]
    groups = find_groups(pd.DataFrame(rows, columns=list(passage("", (0, 0), "", (0, 0)))))
    linked = {(f"d{a}", f"d{b}") for a, b in pairs}
    assert all(any({a, b} <= set(group.doc_ids) for group in groups) for a, b in linked)
    for group in groups:
        ties = [pair for pair in combinations(group.doc_ids, 2) if pair in linked]
        assert 2 * len(ties) >= len(list(combinations(group.doc_ids, 2)))


def test_the_order_of_rows_changes_nothing(copied: Corpus) -> None:
    """The same passages in another order give the same groups."""
    passages = find_passages(copied)
    assert find_groups(passages) == find_groups(passages.iloc[::-1])
