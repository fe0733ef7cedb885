"""The small tables of a report: what each article contributes, and words in their contexts."""

from __future__ import annotations

from analysis.annotation import AnnotatedCorpus
from analysis.terms import contexts, corpus_overview, count_terms, term_frequencies, unit_name
from analysis.terms.page._overview import _UNIT_NAMES
from analysis.terms.tokens._units import UNITS


def test_overview_is_the_counts_by_article(annotated: AnnotatedCorpus) -> None:
    """Words, occurrences and different terms of each article."""
    counts = count_terms(annotated)
    frame = corpus_overview(counts)
    long = term_frequencies(counts, by_article=True).groupby("doc_id")
    assert counts.words.tolist() == frame["words"].tolist()
    assert long["count"].sum().tolist() == frame["terms"].tolist()
    assert long.size().tolist() == frame["distinct_terms"].tolist()


def test_contexts_of_terms_and_of_keywords(annotated: AnnotatedCorpus) -> None:
    """Terms as counted, keywords as written, in the order asked for."""
    counted = count_terms(annotated)
    frame = contexts(counted, ["say", "policy"], ["working group"], window=4)
    assert ["say", "policy", "working group"] == list(dict.fromkeys(frame["pattern"]))
    counts = term_frequencies(annotated).set_index("term")["count"]
    assert counts["say"] == (frame["pattern"] == "say").sum()
    assert len(contexts(counted, [])) == 0


def test_every_unit_has_a_name() -> None:
    """Titles know all units."""
    assert set(UNITS) == set(_UNIT_NAMES)
    assert unit_name("lemma") == "lemmas"
