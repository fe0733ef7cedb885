"""What somebody does to a thing is told from what somebody says."""

from __future__ import annotations

import pytest
from spacy.language import Language

from analysis.annotation._pipeline import load_pipeline
from analysis.language import ENGLISH
from analysis.quotes._attribution import Attribution
from analysis.quotes._no_attributions import doubt, is_attribution


@pytest.fixture(scope="module")
def pipeline() -> Language:
    """The language model, loaded once."""
    return load_pipeline(ENGLISH.pipeline)


def _attribution(text: str, source: str, cue: str, content: str, confidence: float) -> Attribution:
    starts = (text.index(words) for words in (content, cue, source))
    lengths = (len(words) for words in (content, cue, source))
    spans = (((start, start + length),) for start, length in zip(starts, lengths, strict=True))
    return Attribution(*spans, "indirect", confidence)


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("Nordland", "imposed", "a ban on imports of timber"),
        ("The governor", "vetoed", "a law on dog licences"),
        ("The harbour board", "launched", "talks on a second ferry line"),
        ("The railway", "is moving forward with", "the sale of its sleeper trains"),
    ],
)
def test_an_act_is_doubted_or_none(pipeline: Language, source: str, cue: str, content: str) -> None:
    """A thing that a verb of doing acts on is hidden by default where the finder is sure, else no attribution."""
    text = f"{source} {cue} {content} on Friday."
    sure = _attribution(text, source, cue, content, 0.9)
    unsure = _attribution(text, source, cue, content, 0.5)
    doc = pipeline(text)
    assert is_attribution(sure, text, doc, [])
    assert doubt(sure, text, doc, []).confidence < 0.7
    assert not is_attribution(unsure, text, doc, [])


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("The union", "criticised", "the plan to close the market"),
        ("Mayor Ada Wren", "announced", "a second ferry line"),
        ("The coach", "called for", "a replay of the match"),
        ("The mayor", "conceded", "that the market had lost its charm"),
        ("The two leaders", "promised", "to keep the border open"),
    ],
)
def test_speech_about_a_thing_is_no_act(pipeline: Language, source: str, cue: str, content: str) -> None:
    """Verbs of saying keep their confidence, whether a thing or a clause is what they report."""
    text = f"{source} {cue} {content} on Friday."
    attribution = _attribution(text, source, cue, content, 0.9)
    assert is_attribution(attribution, text, pipeline(text), [])
    assert doubt(attribution, text, pipeline(text), []) == attribution


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("sought", "to ease fears that the border would close"),
        ("also sought to", "blunt criticism that the mayor gave away too much"),
        ("tried to fend off charges", "that the deal was too cheap"),
    ],
)
def test_an_answered_view_is_not_the_speakers(pipeline: Language, cue: str, content: str) -> None:
    """What the envoy wants others to stop thinking is not what the envoy says."""
    text = f"The envoy {cue} {content}."
    attribution = _attribution(text, "The envoy", cue, content, 0.9)
    assert not is_attribution(attribution, text, pipeline(text), [])


def test_a_rejected_view_is_speech(pipeline: Language) -> None:
    """Whoever rejects a view says so."""
    text = "Hane rejected claims that the deal was too cheap."
    attribution = _attribution(text, "Hane", "rejected", "claims that the deal was too cheap", 0.9)
    assert is_attribution(attribution, text, pipeline(text), [])
    assert doubt(attribution, text, pipeline(text), []) == attribution
