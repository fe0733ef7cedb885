"""Keyness: right tables for right groups, and plain words for wrong ones."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from analysis.annotation import AnnotatedCorpus
from analysis.errors import DatelineError
from analysis.terms import count_terms, keyness, keyness_by_group
from analysis.terms.stats._contrast import adjust_p_values, log_likelihood, log_ratio

Make = Callable[..., AnnotatedCorpus]
DOCUMENTED = [
    "term",
    "count_target",
    "count_reference",
    "log_likelihood",
    "p_value",
    "log_ratio",
    "ci_low",
    "ci_high",
]


def test_columns_and_order(annotated: AnnotatedCorpus) -> None:
    """The documented columns are there; rows by falling G², then by term."""
    frame = keyness(annotated, "004_9892b62eb0ea1784")
    assert set() == set(DOCUMENTED) - set(frame.columns)
    assert frame.equals(
        frame.sort_values(["log_likelihood", "term"], ascending=[False, True], ignore_index=True)
    )


def test_what_sets_the_2018_article_apart(annotated: AnnotatedCorpus) -> None:
    """Pompeo is in it alone and key; policy is in the others and negative."""
    frame = keyness(annotated, "004_9892b62eb0ea1784").set_index("term")
    assert (6, 0) == tuple(frame.loc["Pompeo", ["count_target", "count_reference"]])
    assert frame.loc["Pompeo", "ci_low"] > 0 > frame.loc["policy", "ci_high"]
    assert frame.loc["Pompeo", "log_odds_z"] > 1.96
    assert np.isinf(frame.loc["Pompeo", "percent_diff"])


def test_rows_are_the_formulas(annotated: AnnotatedCorpus) -> None:
    """A row is the formulas applied to the counts and sizes of the two groups."""
    counts = count_terms(annotated)
    row = keyness(counts, "001_66396de939dc4853").set_index("term").loc["ministry"]
    target_words = counts.words[counts.doc_ids.index("001_66396de939dc4853")]
    reference_words = counts.words.sum() - target_words
    a, b = row["count_target"], row["count_reference"]
    assert float(log_likelihood(a, target_words, b, reference_words)) == row["log_likelihood"]
    assert [float(x) for x in log_ratio(a, target_words, b, reference_words)] == [
        row["log_ratio"],
        row["ci_low"],
        row["ci_high"],
    ]


def test_groups_can_be_named_in_many_ways(annotated: AnnotatedCorpus) -> None:
    """A function, a list and a date say the same; an article in both groups is the target's."""
    counts = count_terms(annotated)
    article = next(a for a in counts.articles if a.published is not None)
    same_day = [a.doc_id for a in counts.articles if a.published == article.published]
    by_list = keyness(counts, same_day)
    pd.testing.assert_frame_equal(by_list, keyness(counts, lambda a: a.published == article.published))
    pd.testing.assert_frame_equal(by_list, keyness(counts, {"published": article.published.isoformat()}))
    pd.testing.assert_frame_equal(by_list, keyness(counts, f"published={article.published.isoformat()}"))
    pd.testing.assert_frame_equal(by_list, keyness(counts, same_day, reference=list(counts.doc_ids)))


def test_every_article_against_the_rest(annotated: AnnotatedCorpus) -> None:
    """One pass gives what four calls give."""
    counts = count_terms(annotated)
    whole = keyness_by_group(counts, top=5)
    for doc_id, part in whole.groupby("group"):
        single = keyness(counts, str(doc_id), direction="positive", top=5)
        pd.testing.assert_frame_equal(single, part.drop(columns="group").reset_index(drop=True))
    assert list(counts.doc_ids) == sorted(set(whole["group"]))


def test_one_group_against_another(annotated: AnnotatedCorpus) -> None:
    """With a reference, each other group is compared with it alone, as `keyness` compares the two."""
    counts = count_terms(annotated)
    first, second, third, _ = counts.doc_ids
    key = keyness_by_group(counts, "doc_id", groups=[first, second, third], reference=second)
    assert [first, third] == list(dict.fromkeys(key["group"]))
    direct = keyness(counts, first, second, direction="positive")
    pd.testing.assert_frame_equal(
        direct, key[key["group"] == first].drop(columns="group").reset_index(drop=True)
    )
    with pytest.raises(DatelineError, match="no part of the corpus is called 'nobody'"):
        keyness_by_group(counts, "doc_id", reference="nobody")


def test_unknown_values_are_in_no_group(make_annotated: Make) -> None:
    """Articles whose group is unknown are neither target nor reference."""
    annotated = make_annotated(a="Alpha wins.", b="Beta wins.", c="Gamma wins.")
    frame = keyness_by_group(annotated, lambda a: None if a.doc_id == "c" else a.doc_id, direction="both")
    assert "gamma" not in {term.lower() for term in frame["term"]}
    assert {"a", "b"} == set(frame["group"])


def test_direction_and_minimum_counts(annotated: AnnotatedCorpus) -> None:
    """Directions part the table; minimum counts cut it and shrink the family of tests."""
    counts = count_terms(annotated)
    both = keyness(counts, "004_9892b62eb0ea1784")
    up, down = (keyness(counts, "004_9892b62eb0ea1784", direction=d) for d in ("positive", "negative"))
    assert len(both) == len(up) + len(down)
    assert (up["log_ratio"] > 0).all()
    fewer = keyness(counts, "004_9892b62eb0ea1784", min_count=5, min_articles=2)
    assert (fewer["count_target"] + fewer["count_reference"]).min() >= 5
    assert adjust_p_values(fewer["p_value"]).tolist() == fewer["p_adjusted"].tolist()
    assert fewer["p_adjusted"][0] < both["p_adjusted"][0]


def test_one_article_has_nothing_to_compare_with(make_annotated: Make) -> None:
    """A corpus of one article gives an empty table with all columns."""
    annotated = make_annotated(a="Only one article here.")
    frame = keyness(annotated, "a")
    assert 0 == len(frame)
    assert set() == set(DOCUMENTED) - set(frame.columns)
    assert 0 == len(keyness_by_group(annotated))
    assert 0 == len(keyness_by_group(annotated, "outlet"))


def test_mistakes_are_told(annotated: AnnotatedCorpus) -> None:
    """A wrong name, an unknown column, an empty group, a wrong direction."""
    for target, message in [
        ("nobody", "target: there is no article 'nobody'"),
        ({"colour": "red"}, "target: the metadata has no column 'colour'"),
        (lambda article: False, "target: it selects no article"),  # noqa: ARG005
        ("outlet=Nobody Times", "target: 'outlet=Nobody Times' selects no article"),
    ]:
        with pytest.raises(DatelineError, match=message):
            keyness(annotated, target)  # type: ignore[arg-type]
    with pytest.raises(DatelineError, match="direction: 'up' is not known"):
        keyness(annotated, "004_9892b62eb0ea1784", direction="up")  # type: ignore[arg-type]
