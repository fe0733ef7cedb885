"""Copied passages set aside: each text is counted once, and what was set aside is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analysis.annotation import AnnotatedCorpus
from analysis.corpus import Corpus
from analysis.errors import DatelineError
from analysis.terms import copied_spans, count_terms, words_set_aside

Make = Callable[..., AnnotatedCorpus]
COPY = "Talks between the two countries resumed in Seoul."


@pytest.fixture
def annotated_copies(make_annotated: Make) -> AnnotatedCorpus:
    """Three articles that share a sentence; two of them share it with words of their own."""
    return make_annotated(a=f"Here first. {COPY}", b=COPY, c=f"{COPY} And then?")


def passages(annotated: AnnotatedCorpus) -> pd.DataFrame:
    """The shared sentence of each pair, as a table of reused passages."""
    starts = {article.doc_id: article.text.index(COPY) for article in annotated.corpus}
    rows = [
        (x, starts[x], starts[x] + len(COPY), y, starts[y], starts[y] + len(COPY))
        for x, y in ("ab", "ac", "bc")
    ]
    return pd.DataFrame(rows, columns=["doc_a", "start_a", "end_a", "doc_b", "start_b", "end_b"])


def with_dates(corpus: Corpus, **days: date) -> Corpus:
    """The same corpus with some dates of publication."""
    return replace(corpus, articles=tuple(replace(a, published=days.get(a.doc_id)) for a in corpus))


def test_each_passage_counts_once(annotated_copies: AnnotatedCorpus) -> None:
    """Without dates the first by name keeps it; the others lose its words, and that is shown."""
    spans = copied_spans(passages(annotated_copies), annotated_copies.corpus)
    assert ["b", "c"] == list(spans)
    everything = count_terms(annotated_copies, unit="word")
    once = count_terms(annotated_copies, unit="word", without=spans)
    seoul = [dict(zip(c.terms, c.totals.tolist(), strict=True))["Seoul"] for c in (everything, once)]
    assert [3, 1] == seoul
    aside = words_set_aside(everything, once).set_index("doc_id")
    assert [0, 8, 8] == aside["set_aside"].tolist()
    assert aside.loc["b", "share"] == 1.0


def test_the_earliest_keeps_the_passage(annotated_copies: AnnotatedCorpus) -> None:
    """The first published keeps it; undated articles come after dated ones."""
    corpus = with_dates(annotated_copies.corpus, b=date(2025, 1, 1), c=date(2025, 1, 2))
    assert ["a", "c"] == list(copied_spans(passages(annotated_copies), corpus))


def test_overlapping_passages_are_merged(annotated_copies: AnnotatedCorpus) -> None:
    """Stretches that touch are one."""
    table = pd.concat([passages(annotated_copies), passages(annotated_copies).assign(end_b=10)])
    assert all(len(spans) == 1 for spans in copied_spans(table, annotated_copies.corpus).values())


def test_mistakes_are_told(annotated_copies: AnnotatedCorpus) -> None:
    """A table of another shape or of another corpus."""
    with pytest.raises(DatelineError, match="no column 'start_a'"):
        copied_spans(pd.DataFrame({"doc_a": ["a"]}), annotated_copies.corpus)
    with pytest.raises(DatelineError, match="'z' is not in the corpus"):
        copied_spans(passages(annotated_copies).assign(doc_b="z"), annotated_copies.corpus)
