"""The small tables of a report: what each article contributes, and words in their contexts."""

from __future__ import annotations

from analysis.annotation import AnnotatedCorpus
from analysis.terms import contexts, corpus_overview, count_terms, spread_table, term_frequencies, unit_name
from analysis.terms._overview import _UNIT_NAMES
from analysis.terms._units import UNITS


def test_overview_is_the_counts_by_article(annotated: AnnotatedCorpus) -> None:
    """Words, occurrences and different terms of each article."""
    counts = count_terms(annotated)
    frame = corpus_overview(counts)
    long = term_frequencies(counts, by_article=True).groupby("doc_id")
    assert counts.words.tolist() == frame["words"].tolist()
    assert long["count"].sum().tolist() == frame["terms"].tolist()
    assert long.size().tolist() == frame["distinct_terms"].tolist()


def test_spread_is_wide_and_whole(annotated: AnnotatedCorpus) -> None:
    """Rows and columns in the order asked for, zero where an article lacks a term."""
    by_article = term_frequencies(annotated, by_article=True)
    doc_ids = [article.doc_id for article in annotated.corpus]
    frame = spread_table(by_article, ["policy", "Pompeo", "zebra"], doc_ids)
    assert ["term", *doc_ids] == list(frame.columns)
    assert [0, 0, 0, 6] == frame.set_index("term").loc["Pompeo"].tolist()
    assert [0, 0, 0, 0] == frame.set_index("term").loc["zebra"].tolist()


def test_contexts_of_terms_and_of_keywords(annotated: AnnotatedCorpus) -> None:
    """Terms as counted, keywords as written, in the order asked for."""
    frame = contexts(annotated, ["say", "policy"], ["working group"], window=4)
    assert ["say", "policy", "working group"] == list(dict.fromkeys(frame["pattern"]))
    counts = term_frequencies(annotated).set_index("term")["count"]
    assert counts["say"] == (frame["pattern"] == "say").sum()
    assert len(contexts(annotated, [])) == 0


def test_every_unit_has_a_name() -> None:
    """Titles know all units."""
    assert set(UNITS) == set(_UNIT_NAMES)
    assert unit_name("lemma") == "lemmas"
