"""The table of attributions: its columns, order and laws, whatever the text; speakers counted from it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from analysis.annotation import AnnotatedCorpus
from analysis.annotation._pipeline import load_pipeline, read_article
from analysis.errors import DatelineError
from analysis.language import ENGLISH
from analysis.parameters import PARAMETERS
from analysis.quotes import _records, find_quotes, marked_terms, speakers
from analysis.quotes._find import SHOWN_FROM
from analysis.quotes.marks._pairing import quotation_spans
from analysis.quotes.model._join import join_speech
from analysis.quotes.rules._finder import find_by_rules, find_candidates
from analysis.quotes.rules._quoted_speech import read_speech
from analysis.schema import TABLES
from analysis.text import count_words
from tests.quotes.making import make_article

#: Words and marks that attributions are made of, in any order.
PIECES = st.sampled_from(
    ["“", "”", '"', "‘", "’", "''", ",", ".", "?", ":", "—", "\n", "\n\n", "said", "told", "he", "Keller",
     "Maria", "according", "to", "that", "the", "pier", "will", "fall", "TRUMP:", "Q:", "(@mk)", "claim", "…"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map(" ".join)


@pytest.fixture(scope="module")
def pipeline() -> Language:
    """The language model, loaded once."""
    return load_pipeline(ENGLISH.pipeline)


@given(TEXTS)
def test_any_text_gives_exact_spans(pipeline: Language, text: str) -> None:
    """No text raises; roles lie in the text, hold words, are in order; every confidence is a probability."""
    article = make_article(text)
    doc = read_article(pipeline, article)

    found = find_by_rules(article, doc)
    for a in found:
        assert a.content_spans
        assert 0 <= a.confidence <= 1
        for spans in (a.content_spans, a.cue_spans, a.source_spans):
            assert list(spans) == sorted(spans)
            assert all(0 <= start < end <= len(text) for start, end in spans)
            assert all(text[start:end].strip() == text[start:end] for start, end in spans)
    assert found == sorted(found, key=lambda a: (a.content_spans, a.cue_spans))


@given(TEXTS)
def test_joining_is_done_once(pipeline: Language, text: str) -> None:
    """Quotations are attributed by the rules where nothing was found, and a second joining adds nothing."""
    article = make_article(text)
    doc = read_article(pipeline, article)

    once = join_speech([], article, doc)
    assert once == join_speech(once, article, doc)


def test_a_quotation_joined_to_its_verb_is_a_clause_where_the_parse_says_so(pipeline: Language) -> None:
    """The clause may end where the marks end."""
    article = make_article("Keller said “the pier is ours for ever”.")
    doc = read_article(pipeline, article)
    quotations = quotation_spans(article)
    found = find_candidates(article, doc, quotations, read_speech(doc, article.paragraphs(), quotations))
    (joined,) = (each for each in found if each.pattern.startswith("joined"))
    assert "joined_clause" == joined.pattern
    assert all(each.pattern.startswith("quoted_") for each in found if each is not joined)
    assert len(found) > 1
    assert ["“the pier is ours for ever”"] == [article.text[slice(*span)] for span in joined.content]


def test_without_its_weights_the_rules_stand_in_for_the_trained_finder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An installation without the weights finds quotations all the same."""
    monkeypatch.setattr(_records, "has_weights", lambda: False)
    assert find_by_rules is _records.choose_finder("default") is _records.choose_finder("rules")


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "Pier.", "“", "said", "“Yes,” he said.", "🙂", "“\u202e,” said"]
)
def test_short_articles(
    make_annotated: Callable[..., AnnotatedCorpus], pipeline: Language, text: str
) -> None:
    """Empty and one-word articles give no more than they hold, and no exception."""
    article = make_article(text)
    find_by_rules(article, read_article(pipeline, article))
    annotated = make_annotated(short=text, other="A word.")

    found = find_quotes(annotated)
    assert len(speakers(found)) <= len(found) <= 1
    assert len(marked_terms(annotated)) <= 1


def test_a_pipeline_without_a_parser() -> None:
    """A parse that says nothing of grammar gives what the marks and words alone can tell, and no exception."""
    article = make_article("“We will go,” said Keller.\n\nAccording to Keller, we will go.")

    find_by_rules(article, spacy.blank("en")(article.text))


def test_order_of_rows(annotated: AnnotatedCorpus) -> None:
    """Rows are ordered by article, then by place."""
    quotes = find_quotes(annotated)
    places = [(row.doc_id, row.content_spans) for row in quotes.itertuples()]

    assert sorted(places) == places


def test_nothing_but_the_body(annotated: AnnotatedCorpus) -> None:
    """Datelines, bylines and corrections hold no attribution; what the headline holds is marked as such."""
    for row in find_quotes(annotated).itertuples():
        article = annotated.corpus[row.doc_id]
        headline = [(section.start, section.end) for section in article.sections if section.kind == "title"]
        places = headline if row.headline else article.body_spans
        for start, end in row.content_spans + row.cue_spans:
            assert any(s <= start and end <= e for s, e in places)


def test_min_confidence(annotated: AnnotatedCorpus) -> None:
    """The threshold leaves out indirect attributions that are less sure, and nothing else."""
    everything = find_quotes(annotated, finder="rules")
    sure = find_quotes(annotated, finder="rules", min_confidence=0.8)

    unsure = (everything["kind"] == "indirect") & (everything["confidence"] < 0.8)
    expected = everything[~unsure]["content"].tolist()
    assert 0 < len(expected) < len(everything)
    assert expected == sure["content"].tolist()


def test_rows_say_whether_pages_show_them(annotated: AnnotatedCorpus) -> None:
    """`shown` is what the page's default leaves, and that default is the parameter's."""
    everything = find_quotes(annotated)
    default = next(p.default for p in PARAMETERS["quote_attributions"] if p.name == "min_confidence")

    assert default == SHOWN_FROM
    assert everything[everything["shown"]]["content"].tolist() == (
        find_quotes(annotated, min_confidence=SHOWN_FROM)["content"].tolist()
    )
    assert 0 < everything["shown"].sum() < len(everything)


@pytest.mark.parametrize(
    ("name", "value"), [("finder", "nobody"), ("min_confidence", 1.5), ("min_confidence", -1)]
)
def test_wrong_parameter(annotated: AnnotatedCorpus, name: str, value: object) -> None:
    """A parameter out of range is named in one sentence."""
    with pytest.raises(DatelineError, match=name):
        find_quotes(annotated, **{name: value})  # type: ignore[arg-type]


def test_candidates_hold_every_finding(annotated: AnnotatedCorpus) -> None:
    """Each attribution found is one of the candidates: weighing drops, it does not invent."""
    for article, doc in annotated:
        quotations = quotation_spans(article)
        speech = read_speech(doc, article.paragraphs(), quotations)
        candidates = {(c.content, c.cue) for c in find_candidates(article, doc, quotations, speech)}

        assert {(a.content_spans, a.cue_spans) for a in find_by_rules(article, doc)} <= candidates


def test_speakers_count_every_attribution_once(annotated: AnnotatedCorpus) -> None:
    """Quotes and words add up to those of the attributions that have a speaker."""
    quotes = find_quotes(annotated)
    table = speakers(quotes)
    named = quotes[quotes["speaker"].notna()]

    assert len(named) == table["quotes"].sum()
    assert sum(count_words(content) for content in named["content"]) == table["words"].sum()
    assert table["articles"].tolist() == [len(ids) for ids in table["doc_ids"]]


def test_speakers_of_no_quotes() -> None:
    """No attributions make no speakers."""
    assert speakers(TABLES["quotes"].frame([])).empty
