"""Keyword in context: finds what is there, where it is, and stays in the body."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation import AnnotatedCorpus, annotate
from analysis.corpus import Article, Corpus, Section, find_paragraphs
from analysis.errors import DatelineError
from analysis.terms import count_terms, keyword_in_context, term_frequencies
from analysis.terms.tokens._patterns import PatternSet, compile_pattern, compile_term
from analysis.terms.tokens._word_table import read_words

Make = Callable[..., AnnotatedCorpus]
DOCUMENTED = ["doc_id", "start", "end", "left", "keyword", "right"]


def test_columns_and_offsets(annotated: AnnotatedCorpus) -> None:
    """The documented columns first; keyword and context are the article's own text."""
    frame = keyword_in_context(annotated, "north korea*", window=5)
    assert DOCUMENTED == list(frame.columns[:6])
    for row in frame.itertuples():
        text = annotated.corpus[row.doc_id].text
        assert text[row.start : row.end].split() == row.keyword.split()
        assert text[row.left_start : row.start].split() == row.left.split()
        assert text[row.end : row.right_end].split() == row.right.split()


@pytest.mark.parametrize("unit", ["word", "lemma", "noun_phrase", "entity", "ngram"])
def test_as_many_lines_as_counted(annotated: AnnotatedCorpus, unit: str) -> None:
    """A listed term has as many lines as its count, in the articles that the table counts."""
    counts = count_terms(annotated, unit=unit)
    frame = term_frequencies(counts, top=12)
    lines = keyword_in_context(counts, list(frame["term"]), ignore_case=False)
    assert frame.set_index("term")["count"].to_dict() == lines.groupby("pattern").size().to_dict()
    assert (
        frame.set_index("term")["articles"].to_dict()
        == lines.groupby("pattern")["doc_id"].nunique().to_dict()
    )


def test_wildcards_phrases_and_case(make_annotated: Make) -> None:
    """* within a word, ? for one character, phrases over marks and line breaks, capitals only when asked."""
    annotated = make_annotated(
        a="Denuclearisation, denuclearization; a nuclear-free “war\u00a0games” ‘War games’."
    )

    def keywords(pattern: str, **options: bool) -> list[str]:
        return list(keyword_in_context(annotated, pattern, **options)["keyword"])

    assert ["Denuclearisation", "denuclearization"] == keywords("denuclear*")
    assert ["Denuclearisation", "denuclearization"] == keywords("denucleari?ation")
    assert ["denuclearization"] == keywords("denuclear*", ignore_case=False)
    assert ["war games", "War games"] == keywords("war games")
    assert ["nuclear-free"] == keywords("nuclear free*") + keywords("nuclear-free")
    assert ["a nuclear-free"] == keywords("a *")
    assert [] == keywords("clear*")


def test_case_counts_where_it_is_asked_to(make_annotated: Make) -> None:
    """By default capitals make no difference."""
    annotated = make_annotated(a="Key or key, a KEY.")
    assert ["Key", "key", "KEY"] == list(keyword_in_context(annotated, "key")["keyword"])
    assert ["key"] == list(keyword_in_context(annotated, "key", ignore_case=False)["keyword"])


def test_possessives_abbreviations_and_pairs_of_names(annotated: AnnotatedCorpus) -> None:
    """What the definition of a word parts or keeps, a pattern parts or keeps."""
    lines = keyword_in_context(annotated, ["U.S.", "Korea-U.S.", "Trump’s"])
    counts = lines.groupby("pattern").size()
    words = term_frequencies(annotated, unit="word", names_together=False).set_index("term")
    assert words.loc["U.S.", "count"] == counts["U.S."]
    assert 8 == counts["Korea-U.S."]
    assert counts["Trump’s"] == len(keyword_in_context(annotated, "Trump"))


def test_context_stays_in_the_body(annotated: AnnotatedCorpus) -> None:
    """A wide window stops at the first and the last word of the body."""
    lines = keyword_in_context(annotated, "*", window=100)
    for doc_id, part in lines.groupby("doc_id"):
        spans = annotated.corpus[str(doc_id)].body_spans
        for start, end in zip(part["left_start"], part["right_end"], strict=True):
            assert any(low <= start and end <= high for low, high in spans)


def test_context_does_not_jump_over_what_is_not_body(cache: Path) -> None:
    """Where a notice stands within the story, a window ends at it, on either side."""
    text = "One two three.\nRead more here.\nFour five six."
    kinds = ("body", "boilerplate", "body")
    spans = find_paragraphs(text)
    sections = tuple(Section(*span, kind) for span, kind in zip(spans, kinds, strict=True))
    corpus = Corpus((Article("a", text, sections),), pd.DataFrame(), pd.DataFrame())
    rows = keyword_in_context(annotate(corpus, cache=cache), ["three", "Four"]).set_index("keyword")
    assert ("One two ", "") == tuple(rows.loc["three", ["left", "right"]])
    assert ("", " five six") == tuple(rows.loc["Four", ["left", "right"]])


def test_phrases_do_not_cross_punctuation(make_annotated: Make) -> None:
    """A comma or full stop between its words ends a phrase; a quotation mark does not."""
    annotated = make_annotated(a="After the war, games began. No war. Games of “war” games.")
    assert ["war” games"] == list(keyword_in_context(annotated, "war games")["keyword"])


def test_context_runs_over_sentences_and_paragraphs(make_annotated: Make) -> None:
    """The window counts words; white space is shown as one space."""
    annotated = make_annotated(a="One two three.\n\nFour “key” five.\nSix seven.")
    (row,) = keyword_in_context(annotated, "key", window=3).itertuples()
    assert ("two three. Four “", "key", "” five. Six seven") == (row.left, row.keyword, row.right)
    (row,) = keyword_in_context(annotated, "key", window=0).itertuples()
    assert ("", "key", "") == (row.left, row.keyword, row.right)


def test_sorted_by_context(make_annotated: Make) -> None:
    """Sorting by R1 orders by the word after, by L1 by the word before."""
    annotated = make_annotated(a="big key zeta, old key alpha, new key mid")
    assert ["alpha", "mid", "zeta"] == [
        right.split()[0].strip(",") for right in keyword_in_context(annotated, "key", sort="R1")["right"]
    ]
    assert ["big", "new", "old"] == [
        left.split()[-1] for left in keyword_in_context(annotated, "key", sort=["L1"])["left"]
    ]


def test_mistakes_are_told(annotated: AnnotatedCorpus) -> None:
    """Nothing to look for, a window or a sort key out of range."""
    with pytest.raises(DatelineError, match="pattern: '—' has no letter"):
        keyword_in_context(annotated, "—")
    with pytest.raises(DatelineError, match="window: 101 is out of range"):
        keyword_in_context(annotated, "a", window=101)
    with pytest.raises(DatelineError, match="sort: 'X1' is not known"):
        keyword_in_context(annotated, "a", sort="X1")


def test_nothing_found_is_an_empty_table(annotated: AnnotatedCorpus) -> None:
    """The columns are there without rows."""
    assert DOCUMENTED == list(keyword_in_context(annotated, "zebra").columns[:6])


def test_given_counts_are_followed(annotated: AnnotatedCorpus) -> None:
    """Counts already made say which terms there are; options are then refused, but for those of the search."""
    counts = count_terms(annotated, unit="entity")
    total = int(counts.totals[counts.terms.index("North Korea")])
    assert total == len(keyword_in_context(counts, "North Korea", window=2))
    with pytest.raises(DatelineError, match="unit: the terms are counted already"):
        keyword_in_context(counts, "North Korea", unit="lemma")


@given(st.text(alphabet="KSaeou*? -'’.,", max_size=12))
def test_any_pattern_is_found_or_refused(annotated: AnnotatedCorpus, pattern: str) -> None:
    """A pattern is refused in a sentence, or its matches are words that follow each other; no text is too odd."""
    try:
        compiled = compile_pattern(pattern)
    except DatelineError:
        return
    words = read_words(annotated).joined
    for first, end, _ in PatternSet([compiled]).find(words):
        assert 0 <= first < end <= len(words)
        assert words.follows[first + 1 : end].all()


@given(st.text("ab?*.", max_size=7), st.text("ab.", max_size=9))
def test_wildcards_match_as_they_are_defined(pattern: str, word: str) -> None:
    """`*` is any characters, `?` one, every other character itself."""
    expected = re.fullmatch(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."), word)
    assert bool(expected) == bool(compile_term(pattern)(word))


def test_many_wildcards_end() -> None:
    """A pattern of stars is not tried in every way that it could lie in a long word."""
    assert not compile_term("*a*a*a*a*a*a*b")("a" * 3000)
    assert not compile_term("*" * 40 + "x")("a" * 3000)
