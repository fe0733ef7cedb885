"""Nothing between quotation marks is lost: every quotation is an attribution's or a marked term."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from analysis.annotation._pipeline import load_pipeline, read_article
from analysis.language import ENGLISH
from analysis.quotes import _records
from analysis.quotes.marks._pairing import covers, quotation_spans
from analysis.quotes.model._weights import has_weights
from analysis.text import count_words, meet
from tests.quotes.making import make_article

FINDERS = ["rules", pytest.param("default", marks=pytest.mark.skipif(not has_weights(), reason="no weights"))]

STATEMENTS = st.sampled_from(
    [
        "We were never asked about the timetable.",
        "The tower leans by a hand every year. I will not wait.",
        "Who is going to pay for the new pier?",
        "frequent talks with both of the harbours",
        "Nobody told the tenants that the heating had failed!",
        "the roof will not last another winter",
    ]
)
MARKS = st.sampled_from(["“{}”", '"{}"', "‘{}’", "''{}''", "«{}»", "“{}", '"{}'])
FRAMES = st.sampled_from(
    [
        "{0} said Paul Novak, the ferryman.",
        "Paul Novak was blunt. {0} He left without shaking hands.",
        "{0}",
        "Asked why, Ines Adler replied,\n\n{0}",
        "{0} Ms. Adler said. {1}",
        "The film {0} opens on Friday.",
        "Adler offered {0} and went home.",
        "{0}\n\n{1}",
        "The council met on Monday. Photo: Harbour Archive.",
        "She called it {0}, and the mayor (who had {1}) laughed.",
    ]
)
PARAGRAPHS = st.builds(
    lambda frame, marks, first, second: frame.format(marks.format(first), marks.format(second)),
    FRAMES,
    MARKS,
    STATEMENTS,
    STATEMENTS,
)
ARTICLES = st.lists(PARAGRAPHS, min_size=1, max_size=6).map("\n\n".join)


@pytest.fixture(scope="module")
def pipeline() -> Language:
    """The language model, loaded once."""
    return load_pipeline(ENGLISH.pipeline)


@pytest.mark.parametrize("finder", FINDERS)
@given(text=ARTICLES)
@settings(max_examples=40)
def test_every_quotation_is_in_a_table(pipeline: Language, finder: str, text: str) -> None:
    """Each quotation of four words or more is half or more of it a content's, or among the unclaimed."""
    article = make_article(text)
    doc = read_article(pipeline, article)

    attributions = _records.read_article(article, doc, _records.choose_finder(finder))
    unclaimed = {q.span for q in _records.list_unclaimed(article, doc, attributions)}
    for quotation in quotation_spans(article):
        if not quotation.level and count_words(text, [quotation.span]) >= 4:
            claimed = any(covers(a.content_spans, quotation.span) for a in attributions)
            assert claimed or quotation.span in unclaimed


@pytest.mark.parametrize("finder", FINDERS)
@given(text=ARTICLES)
@settings(max_examples=25)
def test_roles_never_overlap(pipeline: Language, finder: str, text: str) -> None:
    """No content shares a character with its cue or its source."""
    article = make_article(text)
    doc = read_article(pipeline, article)
    for a in _records.read_article(article, doc, _records.choose_finder(finder)):
        assert not meet(a.content_spans, (*a.cue_spans, *a.source_spans))
