"""Findings: sentences whose numbers are the tables', and honest words where there is nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from analysis import findings, terms, views
from analysis.annotation import AnnotatedCorpus
from analysis.overlap import compare_descriptions, summarise_overlap
from analysis.text import Finding

ROOT = Path(__file__).parent.parent
COLUMNS = ["kind", "doc_a", "doc_b", "words", "verdict", "name", "aspect", "shared", "origin", "articles"]


def test_findings_of_the_seeds_carry_the_tables_numbers(annotated: AnnotatedCorpus) -> None:
    """What sets an article apart comes first, by its name; the most frequent terms have their counts."""
    counts = terms.count_terms(annotated)
    table, key = terms.term_frequencies(counts), terms.keyness_by_group(counts)
    found = findings.find_in_terms(table, key, views.short_names(annotated.corpus))
    assert 2 == len(found)
    assert (
        "sets ‘first consultative meeting’ apart: nine of its twelve occurrences are there."
        in found[0].sentence
    )
    for term, count in zip(table["term"][:3], table["count"][:3], strict=True):
        assert f"“{term}” ({count})" in found[1].sentence


def test_nothing_is_found_from_too_little() -> None:
    """Terms that occur once or twice, no attribution, one part: a sentence says that there is too little."""
    quotes = pd.DataFrame(columns=["doc_id", "kind", "speaker_kind"])
    assert "No attribution was found." == findings.find_in_quotes(quotes, pd.DataFrame())[0].sentence
    hapaxes = pd.DataFrame({"term": ["a", "b"], "count": [2, 1]})
    (only,) = findings.find_in_terms(hapaxes, pd.DataFrame(), {})
    assert "The corpus is too small for findings on terms: no term occurs three times." == only.sentence
    assert 0 == only.weight


def test_a_page_opens_with_what_tells_most() -> None:
    """At most four, by weight; what only describes fills up to two."""
    plain, clash = Finding("Size."), Finding("Clash.", weight=90)
    assert [clash, plain] == findings.in_short([plain, clash, Finding("More.")])
    assert 4 == len(findings.in_short([clash] * 6))


def test_the_lead_of_the_seeds_is_what_their_articles_disagree_on(annotated: AnnotatedCorpus) -> None:
    """Two people's offices and whether a body was founded, each with both wordings and the articles' names."""
    names, empty = views.short_names(annotated.corpus), pd.DataFrame(columns=COLUMNS)
    descriptions = compare_descriptions(annotated)
    summary = summarise_overlap(empty, descriptions, empty, empty, empty, names=names)
    first, second, third = (finding.sentence for finding in findings.in_short(summary)[:3])
    assert first.startswith("Articles disagree about the office of Jeong Yeon-doo: “vice minister for ")
    assert "in ‘first consultative meeting’, but “director general for " in first
    assert second.startswith("Articles disagree about the office of Kevin Kim: ")
    assert "but “chargé d’affaires at the U.S. Embassy in Seoul” in ‘South Korea-U.S. begin talks’." in second
    assert third == (
        "Articles disagree about whether a new consultative body was founded: “held the inaugural meeting of a new "
        "consultative body” in ‘first consultative meeting’, but “does not establish a new bilateral working group” "
        "in ‘summit follow-up talks’."
    )


def test_the_overview_counts_as_the_page_does() -> None:
    """The findings of overlap are the sentences of its page, in order, each with a heading of the notebook."""
    notebook = json.loads((ROOT / "notebooks" / "source_overlap.ipynb").read_text(encoding="utf-8"))
    prose = "\n".join(
        "".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown"
    )
    headings = {line[3:].lower().replace(" ", "-") for line in prose.splitlines() if line.startswith("## ")}
    empty = pd.DataFrame(columns=COLUMNS)
    derivation = pd.DataFrame([{"doc_a": "one_1", "doc_b": "two_2", "words": 90, "direction": "a from b"}])
    names = {"one_1": "one", "two_2": "two", "three_3": "three"}
    summary = summarise_overlap(empty, empty, derivation, empty, empty, names=names)
    pairs = pd.DataFrame(
        {"doc_a": ["one_1", "one_1"], "doc_b": ["two_2", "three_3"], "similarity": [0.5, 0.4]}
    )

    found = findings.find_in_overlap(summary, pairs, names)

    assert 4 == len(summary)
    assert summary == found[:4]
    assert "‘one’ and ‘two’ are the most alike in vocabulary (0.50 of 1)." == found[4].sentence
    assert {finding.link for finding in found} <= headings
    assert summary[:1] == findings.find_in_overlap(summary[:1], pairs.head(0), {})
