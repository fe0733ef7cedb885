"""Collocations: counted by hand on small texts, and lawful on the seeds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from analysis.annotation import AnnotatedCorpus
from analysis.errors import DatelineError
from analysis.terms import TermCounts, collocation_network, collocations, count_terms, term_frequencies
from analysis.terms.stats._association import association_g2, expected_count

Make = Callable[..., AnnotatedCorpus]


def plain(annotated: AnnotatedCorpus) -> TermCounts:
    """Return counts of all words as they are written, but for capitals."""
    return count_terms(annotated, unit="lower", stop_words=None)


def test_window_by_hand(make_annotated: Make) -> None:
    """Two nodes, two words each side: every place once, on the side of the nearer node, within the sentence."""
    annotated = make_annotated(a="big red car near small red car today. Blue sky and red.")
    rows = collocations(plain(annotated), "car", window=2, min_count=1).set_index("collocate")
    # Places near a car: big red (1st car) near small red (either) today; the second sentence is apart.
    assert {"big": 1, "red": 2, "near": 1, "small": 1, "today": 1} == rows["count"].to_dict()
    red = rows.loc["red"]
    assert (2, 3, 2, 0, 1) == tuple(red[["count_node", "count_collocate", "left", "right", "articles"]])
    assert (1, 0) == tuple(rows.loc["near", ["right", "left"]])
    # 12 words, 2 of them nodes: N = 10; 6 places within the windows; "red" stands 3 times.
    assert red["expected"] == pytest.approx(float(expected_count(6, 3, 10)))
    assert red["log_likelihood"] == pytest.approx(float(association_g2(2, 6, 3, 10)))


def test_a_word_between_two_nodes_is_on_the_side_of_the_nearer(make_annotated: Make) -> None:
    """Alpha follows the first node, gamma comes before the second, whichever is met first."""
    annotated = make_annotated(a="car alpha beta gamma car")
    rows = collocations(plain(annotated), "car", window=4, min_count=1).set_index("collocate")
    assert (0, 1) == tuple(rows.loc["alpha", ["left", "right"]])
    assert (1, 0) == tuple(rows.loc["gamma", ["left", "right"]])
    assert {"alpha": 1, "beta": 1, "gamma": 1} == rows["count"].to_dict()


def test_dependencies_by_hand(make_annotated: Make) -> None:
    """The relation names the node's part in it; words that are merely near are no collocates."""
    annotated = make_annotated(
        a="The minister praised the careful envoy.", b="The minister praised reporters."
    )
    rows = collocations(annotated, "praise", relation="dependency", min_count=1)
    counts = dict(zip(zip(rows["relation"], rows["collocate"], strict=True), rows["count"], strict=True))
    assert {("has nsubj", "minister"): 2, ("has dobj", "envoy"): 1, ("has dobj", "reporter"): 1} == counts
    rows = collocations(annotated, "minister", relation="dependency", min_count=1)
    assert [("nsubj of", "praise", 2, 2)] == list(
        rows[["relation", "collocate", "count", "articles"]].itertuples(index=False, name=None)
    )


def test_counts_are_those_of_the_frequency_table(annotated: AnnotatedCorpus) -> None:
    """Node and collocate are counted as everywhere else; sides and articles add up."""
    rows = collocations(annotated, ["policy", "talk"])
    counts = term_frequencies(annotated).set_index("term")["count"]
    assert [counts[node] for node in rows["node"]] == rows["count_node"].tolist()
    assert [counts[term] for term in rows["collocate"]] == rows["count_collocate"].tolist()
    assert (rows["left"] + rows["right"] == rows["count"]).all()
    assert (rows["articles"] <= rows["count"]).all()
    for _, part in rows.groupby("node"):
        assert part["log_likelihood"].is_monotonic_decreasing


def test_north_korea_policy(annotated: AnnotatedCorpus) -> None:
    """What a reader of the seeds sees: policy goes with North Korea."""
    assert ["North Korea"] == collocations(annotated, "policy", top=1)["collocate"].tolist()


def test_network_expands_each_word_once(annotated: AnnotatedCorpus) -> None:
    """The first step is the node's collocates, the second theirs; nobody is expanded twice."""
    edges = collocation_network(annotated, "policy", top=3)
    first, second = (edges[edges["step"] == step] for step in (1, 2))
    assert {"policy"} == set(first["node"])
    assert set(second["node"]) <= set(first["collocate"])
    assert not edges.duplicated(["node", "collocate"]).any()


def test_nothing_found_is_an_empty_table(annotated: AnnotatedCorpus) -> None:
    """A word that is not there has no company, and the columns stay."""
    rows = collocations(annotated, ["zebra"])
    assert len(rows) == 0
    assert {"node", "relation", "collocate", "log_dice"} <= set(rows.columns)
    assert len(collocation_network(annotated, "zebra")) == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"window": 0}, "window: 0 is out of range"),
        ({"sort": "mi"}, "sort: 'mi' is not known"),
        ({"relation": "near"}, "relation: 'near' is not known"),
        ({"min_count": 0}, "min_count: 0 is out of range"),
    ],
)
def test_mistakes_are_told(annotated: AnnotatedCorpus, options: dict[str, object], message: str) -> None:
    """Each mistake names the parameter and what is allowed."""
    with pytest.raises(DatelineError, match=message):
        collocations(annotated, "policy", **options)  # type: ignore[arg-type]


def test_phrases_have_no_collocates(annotated: AnnotatedCorpus) -> None:
    """Counts of what is no word are refused, with the units that will do."""
    with pytest.raises(DatelineError, match="unit: 'ngram' has no collocates"):
        collocations(count_terms(annotated, unit="ngram"), "policy")
