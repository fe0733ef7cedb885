"""Laws that hold on any article: counts and concordance lines are two views of the same words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotation import AnnotatedCorpus, annotate
from analysis.corpus import Article, Corpus, Section, find_paragraphs
from analysis.terms import (
    body_words,
    collocations,
    count_terms,
    keyness,
    keyword_in_context,
    term_frequencies,
    vocabulary_measures,
)
from analysis.text import inside_any, intersect, subtract

FRAGMENTS = [
    "Seoul’s plan", "the U.S.", "don't", "“war games”", "Lee-Trump", "follow-up talks", "9/11", "1,200", "—", "’",
    "\u00a0", "\n", ". ", ", ", "Trump's", "he said", "(", ")", "AT&T", "\u200b", "é", "ǅ", "٣", "日本", "🙂", "x" * 40,
]  # fmt: skip
texts = st.lists(st.sampled_from(FRAGMENTS), max_size=14).map(" ".join)


def annotate_texts(cache: Path, *contents: str) -> AnnotatedCorpus:
    """Annotate texts that are all body."""
    articles = tuple(
        Article(f"a{i}", text, tuple(Section(start, end, "body") for start, end in find_paragraphs(text)))
        for i, text in enumerate(contents)
    )
    return annotate(Corpus(articles, pd.DataFrame(), pd.DataFrame()), cache=cache)


@settings(max_examples=25)
@given(first=texts, second=texts)
def test_counts_and_lines_of_the_same_words(cache: Path, first: str, second: str) -> None:
    """Every listed word has its concordance lines, at least as many as its count, and all words are counted."""
    annotated = annotate_texts(cache, first, second)
    counts = count_terms(annotated, unit="word", stop_words=None, names_together=False)
    listed = dict(zip(counts.terms, counts.totals.tolist(), strict=True))
    assert counts.words.sum() == sum(listed.values())
    lines = keyword_in_context(annotated, list(listed), ignore_case=False, unit="word")
    for word, lines_of_word in lines.groupby("pattern").size().items():
        assert listed[str(word)] <= lines_of_word
    assert set(listed) == set(lines["pattern"])


@settings(max_examples=15)
@given(first=texts, second=texts)
def test_no_text_raises(cache: Path, first: str, second: str) -> None:
    """Whatever stands in two articles, every table can be made."""
    annotated = annotate_texts(cache, first, second)
    for unit in ("lemma", "ngram", "skipgram", "noun_phrase", "entity"):
        frame = term_frequencies(annotated, unit=unit, confidence=0.9)  # type: ignore[arg-type]
        assert (frame["count"] >= frame["articles"]).all()
    assert (keyness(annotated, "a0")["log_likelihood"] >= 0).all()
    assert len(vocabulary_measures(annotated)) == 2
    for relation in ("window", "dependency"):
        rows = collocations(annotated, "*", relation=relation, min_count=1)  # type: ignore[arg-type]
        assert (rows["count"] > 0).all()


@settings(max_examples=25)
@given(
    text=texts, marks=st.lists(st.integers(0, 160), max_size=8, unique=True).map(sorted), inside=st.booleans()
)
def test_a_word_counts_where_it_lies_wholly_in_scope(
    cache: Path, text: str, marks: list[int], inside: bool
) -> None:
    """Of the words of a text those count that lie in one of the stretches to count, or in none of those set aside."""
    spans = [(start, min(end, len(text))) for start, end in zip(marks[::2], marks[1::2], strict=False)]
    spans = [(start, end) for start, end in spans if start < end]
    annotated = annotate_texts(cache, text)
    scope = {"within" if inside else "without": {"a0": spans}}
    counts = count_terms(annotated, unit="lower", stop_words=None, names_together=False, **scope)  # type: ignore[arg-type]
    article, doc = annotated.get("a0")
    body = article.body_spans
    stretches = intersect(body, spans) if inside else subtract(body, spans)
    words = [w.form.lower() for w in body_words(article, doc) if inside_any((w.start, w.end), stretches)]
    assert Counter(words) == dict(zip(counts.terms, counts.totals.tolist(), strict=True))
