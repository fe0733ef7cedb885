"""Counts as the parameters of a notebook ask for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analysis import annotate, load_corpus, overlap
from analysis.annotation import AnnotatedCorpus
from analysis.parameters import check_parameters
from analysis.terms import Counted, count_corpus
from tests.copied_articles import write_articles


def count(annotated: AnnotatedCorpus, **values: Any) -> Counted:
    """Return the counts by the notebook's defaults, with some values changed."""
    return count_corpus(check_parameters("term_frequencies", values), annotated, overlap.find_copies)


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> AnnotatedCorpus:
    """Articles of which some copy others."""
    folder = tmp_path_factory.mktemp("copied")
    return annotate(load_corpus(write_articles(folder / "articles")), cache=cache)


def test_copies_are_counted_set_aside_or_not_looked_for(copied: AnnotatedCorpus) -> None:
    """What a notebook is about follows its parameter; both counts are there beside it."""
    counted = count(copied)
    assert counted.counts is counted.every
    assert counted.once.words.sum() < counted.every.words.sum()
    aside = count(copied, copies="set aside")
    assert aside.counts is aside.once
    assert not count(copied, copies="not looked for").looked_for


def test_parameters_reach_the_counts(copied: AnnotatedCorpus) -> None:
    """Unit, length of n-grams, stop list and expressions are those of the notebook."""
    counts = count(
        copied, unit="ngram", ngram_size=3, extra_stop_words=["Harbour"], names_together=False
    ).counts
    assert ("ngram", 3, False) == (counts.unit, counts.options.n, counts.options.names_together)
    assert all(len(term.split()) == 3 and not term.startswith("harbour") for term in counts.terms)
