"""Annotation: over the text as loaded, once an article, alike however it is run."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation import AnnotatedCorpus, annotate, fingerprint
from analysis.annotation._pipeline import load_pipeline, read_article, split_words
from analysis.annotation._workers import encode_parse
from analysis.corpus import Article, Corpus, find_sections
from analysis.errors import DatelineError
from analysis.language import ENGLISH

Make = Callable[..., AnnotatedCorpus]


def encoded(annotated: AnnotatedCorpus) -> list[bytes]:
    """Return the parses of a corpus as bytes."""
    return [encode_parse(doc) for _, doc in annotated]


def test_documents_are_the_articles_as_loaded(annotated: AnnotatedCorpus) -> None:
    """Each token stands in the article's text where it says, no-break spaces and curly marks and all."""
    for article, doc in annotated:
        assert doc.text == article.text
        assert all(article.text[t.idx : t.idx + len(t)] == t.text for t in doc)
        assert doc.has_annotation("DEP")
        assert any(doc.ents)


def test_a_paragraph_starts_a_sentence(annotated: AnnotatedCorpus) -> None:
    """No sentence runs from a headline into the line of its date."""
    for article, doc in annotated:
        starts = {section.start for section in article.sections}
        assert starts == {t.idx for t in doc if t.idx in starts and t.is_sent_start}


def test_typing_does_not_change_the_reading(make_annotated: Make) -> None:
    """Straight or curly, plain space or no-break space: the same lemmas and the same names."""
    plain = 'Donald Trump said "we\'ll see" in New York.'
    odd = "Donald\u00a0Trump said “we’ll see” in New\u00a0York."
    annotated = make_annotated(odd=odd, plain=plain)
    (_, first), (_, second) = annotated
    assert [t.lemma_ for t in first if not t.is_space] == [t.lemma_ for t in second]
    assert [(e.start_char, e.end_char, e.label_) for e in first.ents] == [
        (e.start_char, e.end_char, e.label_) for e in second.ents
    ]


@given(st.text(alphabet=st.sampled_from(list("abc .,\n\t\u00a0\u2009“”’'\"—é😀\u200b")), max_size=60))
def test_any_text_is_read(text: str) -> None:
    """Odd spaces at any place, emoji and marks never break the document or its offsets."""
    article = Article("a", text, find_sections(text))
    doc = read_article(load_pipeline(ENGLISH.pipeline), article)
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)


def test_a_second_run_reads_nothing(
    short_seeds: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once cached, an article is not parsed again, and its document is the same."""
    first = encoded(annotate(short_seeds, cache=tmp_path))
    monkeypatch.setattr("analysis.annotation._pipeline.read_article", None)
    assert encoded(annotate(short_seeds, cache=tmp_path)) == first


def test_processes_and_schedulers_change_nothing(short_seeds: Corpus, tmp_path: Path) -> None:
    """One process, two, or another's executor: the same bytes."""
    expected = encoded(annotate(short_seeds, cache=tmp_path / "one", processes=1))
    assert encoded(annotate(short_seeds, cache=tmp_path / "two", processes=2)) == expected
    with ThreadPoolExecutor(1) as executor:
        assert encoded(annotate(short_seeds, cache=tmp_path / "x", scheduler=executor)) == expected


def test_only_new_articles_are_read(short_seeds: Corpus, tmp_path: Path) -> None:
    """Adding an article to a corpus costs that article alone."""
    calls: list[tuple[int, int]] = []
    half = Corpus(short_seeds.articles[:2], short_seeds.rejected, short_seeds.warnings)
    annotate(half, cache=tmp_path)
    annotate(short_seeds, cache=tmp_path, progress=lambda done, total: calls.append((done, total)))
    assert calls == [(2, 2)]


def test_what_a_user_mistakes_is_one_sentence(short_seeds: Corpus, tmp_path: Path) -> None:
    """A model that is not there and a cache that cannot be written each say what to do."""
    with pytest.raises(DatelineError, match="'en_core_web_huge' is not installed"):
        annotate(short_seeds, model="en_core_web_huge", cache=tmp_path)
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(DatelineError, match="can be kept"):
        annotate(short_seeds, cache=blocked)


def test_fingerprint_names_the_pipeline() -> None:
    """A pipeline is known by name, versions and a digest of its files."""
    assert fingerprint(ENGLISH.pipeline).startswith("en_core_web_sm")


def test_words_too_long_are_read_in_pieces() -> None:
    """Around a long address, or 20,000 marks in a row, a text has its words as without them, at their places."""
    nlp = load_pipeline(ENGLISH.pipeline)
    before, after = "“Can't we go?” Anna asked at 9 a.m.", "The U.S. didn't answer.\n\nShe left."
    alone = [(token.text, token.norm_) for token in nlp.make_doc(f"{before} {after}")]
    for long in ("http://x.org/" + "a/" * 200, "“‘" * 10_000, "a" * 201, "“" * 999):
        text = f"{before} {long} {after}"
        doc = split_words(nlp, text)
        assert text == doc.text
        assert all(len(token.text) <= 200 for token in doc)
        around = [t for t in doc if not len(before) < t.idx < len(before) + len(long) + 1]
        assert alone == [(token.text, token.norm_) for token in around]
    assert ["a" * 200, "."] == [token.text for token in split_words(nlp, "a" * 200 + ".")]
