"""Findings: sentences whose numbers are the tables', and honest words where there is nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from analysis import findings, terms
from analysis.annotation import AnnotatedCorpus
from analysis.overlap import summarise_overlap

ROOT = Path(__file__).parent.parent


def test_findings_of_the_seeds_carry_the_tables_numbers(annotated: AnnotatedCorpus) -> None:
    """The first finding names the first rows of the table with their counts."""
    counts = terms.count_terms(annotated)
    table, key = terms.term_frequencies(counts), terms.keyness_by_group(counts)
    found = findings.find_in_terms(table, key, [article.doc_id for article in annotated.corpus])
    assert len(found) == 3
    for term, count in zip(table["term"][:3], table["count"][:3], strict=True):
        assert f"“{term}” ({count})" in found[0].sentence


def test_nothing_found_is_a_finding() -> None:
    """Empty tables give one sentence each that says so."""
    quotes = pd.DataFrame(columns=["doc_id", "kind", "speaker_kind"])
    assert "No article attributes" in findings.find_in_quotes(quotes, pd.DataFrame(), [])[0].sentence


def test_the_overview_counts_as_the_page_does() -> None:
    """The findings of overlap are the sentences of its page, in order, each with a heading of the notebook."""
    notebook = json.loads((ROOT / "notebooks" / "source_overlap.ipynb").read_text(encoding="utf-8"))
    prose = "\n".join(
        "".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown"
    )
    headings = {line[3:].lower().replace(" ", "-") for line in prose.splitlines() if line.startswith("## ")}
    columns = ["kind", "doc_a", "doc_b", "words", "verdict", "name", "aspect", "shared", "origin", "articles"]
    empty = pd.DataFrame(columns=columns)
    derivation = pd.DataFrame([{"doc_a": "one_1", "doc_b": "two_2", "words": 90, "direction": "a from b"}])
    names = {"one_1": "one", "two_2": "two", "three_3": "three"}
    summary = summarise_overlap(empty, empty, derivation, empty, empty, names=names)
    pairs = pd.DataFrame(
        {"doc_a": ["one_1", "one_1"], "doc_b": ["two_2", "three_3"], "similarity": [0.5, 0.4]}
    )

    found = findings.find_in_overlap(summary, pairs, ["one_1", "two_2", "three_3"])

    assert 4 == len(summary)
    assert summary == found[:4]
    assert "one and two are the closest pair (similarity of vocabulary 0.50 of 1)." == found[4].sentence
    assert {finding.link for finding in found} <= headings
    assert summary[:1] == findings.find_in_overlap(summary[:1], pairs.head(0), [])
