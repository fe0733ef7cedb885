"""The public contract: the names, columns and meanings that users' code and notebooks rely on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import analysis
from analysis import (
    annotate,
    compare_articles,
    compare_descriptions,
    find_passages,
    find_quotes,
    keyness,
    keyword_in_context,
    load_corpus,
    marked_terms,
    speakers,
    term_frequencies,
)
from analysis.annotation import AnnotatedCorpus

FIRST, SECOND, THIRD, LAST = (
    "000_a9ccbddb8078eaa8",
    "001_66396de939dc4853",
    "002_7ee00924eb371e5f",
    "004_9892b62eb0ea1784",
)

KINDS = {"direct", "mixed", "indirect"}
SPEAKER_KINDS = {"person", "organisation", "anonymous", "group", "document", "unattributed"}


def has(frame: pd.DataFrame, columns: str) -> None:
    """Assert that a table has the columns named."""
    assert set(columns.split()) <= set(frame.columns)


def test_every_promised_name_is_there() -> None:
    """`from analysis import …` gives each name, and `dir` shows it for completion."""
    assert set(analysis.__all__) <= set(dir(analysis))
    for name in analysis.__all__:
        assert getattr(analysis, name).__doc__
    with pytest.raises(AttributeError, match="no attribute"):
        analysis.no_such_name  # noqa: B018 (the access is the test)


def test_importing_the_package_is_cheap() -> None:
    """Nothing heavy is imported before a name is used, nor by the process that runs a report's notebook."""
    heavy = "'spacy', 'pandas', 'altair', 'nbconvert', 'papermill'"
    code = f"import sys, analysis, analysis.reports._worker; print(*({{{heavy}}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "" == done.stdout.strip()


def test_term_tables(annotated: AnnotatedCorpus) -> None:
    """Frequencies, by article, keyness and contexts have their columns, whatever the unit."""
    for unit in ("word", "lemma", "ngram", "noun_phrase", "entity"):
        has(term_frequencies(annotated, unit=unit), "term count per_10k articles dispersion")
    long = term_frequencies(annotated, by_article=True)
    has(long, "doc_id term count per_10k")
    assert long["count"].sum() == term_frequencies(annotated)["count"].sum()
    has(
        keyness(annotated, SECOND),
        "term count_target count_reference log_likelihood p_value log_ratio ci_low ci_high",
    )
    contexts = keyword_in_context(annotated, "polic*", window=8)
    has(contexts, "doc_id start end left keyword right")
    for row in contexts.itertuples():
        assert annotated.corpus[row.doc_id].text[row.start : row.end] == row.keyword


def test_quote_tables(annotated: AnnotatedCorpus) -> None:
    """Attributions have their columns, kinds and exact spans; speakers and marked terms too."""
    quotes = find_quotes(annotated)
    has(
        quotes,
        "doc_id kind content content_spans cue cue_spans source source_spans speaker speaker_kind confidence",
    )
    assert set(quotes["kind"]) <= KINDS
    assert set(quotes["speaker_kind"]) <= SPEAKER_KINDS
    assert quotes["confidence"].between(0, 1).all()
    for row in quotes.itertuples():
        text = annotated.corpus[row.doc_id].text
        for words, spans in (
            (row.content, row.content_spans),
            (row.cue, row.cue_spans),
            (row.source, row.source_spans),
        ):
            assert all(text[start:end] in words for start, end in spans)
            assert bool(words) == bool(spans)
    terms = marked_terms(annotated)
    has(terms, "doc_id start end text")
    assert all(annotated.corpus[r.doc_id].text[r.start : r.end] == r.text for r in terms.itertuples())
    people = speakers(quotes)
    has(people, "name variants quotes words articles")
    assert people["quotes"].sum() == quotes["speaker"].notna().sum()


def test_overlap_tables(annotated: AnnotatedCorpus) -> None:
    """Passages, pairs and descriptions have their columns; every pair has a row."""
    passages = find_passages(annotated.corpus)
    has(passages, "doc_a start_a end_a doc_b start_b end_b text_a text_b similarity")
    assert passages.empty  # no passage of eight words or more stands in two of the seeds
    pairs = compare_articles(annotated)
    has(pairs, "doc_a doc_b similarity shared_entities shared_speakers shared_quotations shared_passages")
    has(pairs, "longest_shared_run")
    assert len(pairs) == 6
    ranked = pairs.sort_values("similarity", ascending=False)
    assert {ranked.iloc[0]["doc_a"], ranked.iloc[0]["doc_b"]} == {SECOND, THIRD}
    assert all(LAST in (row.doc_a, row.doc_b) for row in ranked.tail(3).itertuples())
    has(compare_descriptions(annotated), "name kind aspect doc_id description verdict")


@pytest.mark.parametrize(
    "texts",
    [
        {"a": "Word."},
        {"a": "“"},
        {"a": 'He said "no'},
        {"a": "One story.", "b": "One story."},
        {"a": "😀 ’ “ ” ‘ «", "b": "\u00a0\n\u2028x"},
    ],
    ids=["one word", "one mark", "open mark", "twins", "signs"],
)
def test_no_analysis_fails_on_odd_articles(make_annotated: Any, texts: dict[str, str]) -> None:
    """Empty tables at worst, never an exception."""
    odd = make_annotated(**texts)
    term_frequencies(odd, by_article=True)
    keyness(odd, "a")
    quotes = find_quotes(odd)
    speakers(quotes)
    marked_terms(odd)
    find_passages(odd.corpus)
    compare_articles(odd)
    compare_descriptions(odd)


def test_the_order_of_files_does_not_matter(tmp_path: Any, seeds: Any, cache: Any) -> None:
    """A corpus given as a table in another order gives the same tables."""
    frame = pd.DataFrame({"doc_id": [a.doc_id for a in seeds], "text": [a.text for a in seeds]})
    forward, backward = tmp_path / "f.parquet", tmp_path / "b.parquet"
    frame.to_parquet(forward)
    frame.iloc[::-1].to_parquet(backward)
    one, other = (annotate(load_corpus(path), cache=cache) for path in (forward, backward))
    pd.testing.assert_frame_equal(term_frequencies(one), term_frequencies(other))
    pd.testing.assert_frame_equal(find_quotes(one), find_quotes(other))
    pd.testing.assert_frame_equal(compare_articles(one), compare_articles(other))
    pd.testing.assert_frame_equal(compare_descriptions(one), compare_descriptions(other))


def test_nothing_that_is_installed_points_into_the_tests(root: Path) -> None:
    """Package, notebooks and their data work, and can be read, where there are no tests."""
    files = [*(root / "analysis").rglob("*"), *(root / "notebooks").rglob("*.ipynb")]
    written = [file for file in files if file.suffix in {".py", ".ipynb", ".md", ".json", ".txt"}]
    assert [] == [file for file in written if "tests/" in file.read_text(encoding="utf-8")]
