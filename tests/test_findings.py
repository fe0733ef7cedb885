"""Findings: sentences whose numbers are the tables', and honest words where there is nothing."""

from __future__ import annotations

import pandas as pd

from analysis import findings, terms
from analysis.annotation import AnnotatedCorpus


def test_findings_of_the_seeds_carry_the_tables_numbers(annotated: AnnotatedCorpus) -> None:
    """The first finding names the first rows of the table with their counts."""
    counts = terms.count_terms(annotated)
    table, key = terms.term_frequencies(counts), terms.keyness_by_group(counts)
    found = findings.find_in_terms(table, key, [article.doc_id for article in annotated.corpus])
    assert len(found) == 3
    for term, count in zip(table["term"][:3], table["count"][:3], strict=True):
        assert f"“{term}” ({count})" in found[0]["sentence"]


def test_nothing_found_is_a_finding() -> None:
    """Empty tables give one sentence each that says so."""
    quotes = pd.DataFrame(columns=["doc_id", "kind", "speaker_kind"])
    assert "No article attributes" in findings.find_in_quotes(quotes, pd.DataFrame(), [])[0]["sentence"]
    pairs = pd.DataFrame(columns=["doc_a", "doc_b", "similarity"])
    said = findings.find_in_overlap(pairs, pd.DataFrame(), pd.DataFrame(), {"min_words": 8})[0]["sentence"]
    assert "nothing to compare" in said


def test_no_copied_passage_is_said_plainly() -> None:
    """Where no passage is shared the sentence says so, with the length that was asked for."""
    pairs = pd.DataFrame({"doc_a": ["a"], "doc_b": ["b"], "similarity": [0.5]})
    cases = pd.DataFrame({"name": ["X"], "kind": ["person"], "aspect": ["title"], "verdict": ["differ"]})
    found = findings.find_in_overlap(pairs, pd.DataFrame(columns=["doc_a", "doc_b"]), cases, {"min_words": 8})
    assert "No passage of 8 words or more" in found[0]["sentence"]
    assert found[2]["sentence"] == "1 person or thing described differently: X."
