"""What somebody does to a thing is told from what somebody says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language

from analysis.annotation._pipeline import load_pipeline
from analysis.language import ENGLISH
from analysis.quotes._attribution import Attribution
from analysis.quotes._no_attributions import doubt, is_attribution
from analysis.quotes.rules._finder import cue_prior


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
        ("The mayor", "pushed for", "a replay of the match"),
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


@pytest.mark.parametrize(
    ("text", "source", "cue", "confidence"),
    [
        ("Do you think that the pier is safe?", "you", "think", 0.3),
        ("You think that the pier is safe.", "You", "think", 0.9),
        ("Does Keller think that the pier is safe?", "Keller", "think", 0.9),
    ],
)
def test_what_a_question_asks_somebody_is_doubted(
    pipeline: Language, text: str, source: str, cue: str, confidence: float
) -> None:
    """Whoever is asked has not said it; a question about somebody else may report."""
    attribution = _attribution(text, source, cue, "that the pier is safe", 0.9)
    assert confidence == doubt(attribution, text, pipeline(text), []).confidence


@pytest.mark.parametrize(
    ("text", "source", "cue", "said"),
    [
        ("Nobody claims that the pier is safe.", "Nobody", "claims", False),
        ("One could argue that the pier is safe.", "One", "could argue", False),
        ("One argues that the pier is safe.", "One", "argues", True),
        ("Keller could argue that the pier is safe.", "Keller", "could argue", True),
        ("Nobody dreamt that the pier is safe.", "Nobody", "dreamt", True),
    ],
)
def test_what_nobody_says_is_no_speech(
    pipeline: Language, text: str, source: str, cue: str, said: bool
) -> None:
    """Nor what anybody might say."""
    attribution = _attribution(text, source, cue, "that the pier is safe", 0.9)
    assert said is is_attribution(attribution, text, pipeline(text), [])


def test_a_name_that_is_given_is_no_speech(pipeline: Language) -> None:
    """Named a term, or known as something without anybody who says so; a naming that reports more is speech."""
    text = "They named the boat “Old Thunder” on Friday."
    name = _attribution(text, "They", "named", "the boat “Old Thunder”", 0.9)
    term = text.index("“"), text.index("”") + 1
    assert not is_attribution(name, text, pipeline(text), [term])
    assert is_attribution(name, text, pipeline(text), [])
    text = "The club, known as the Marle Rowers, won."
    known = replace(_attribution(text, "The", "known as", "the Marle Rowers", 0.9), source_spans=())
    assert not is_attribution(known, text, pipeline(text), [])


def test_a_reference_is_no_speech(pipeline: Language) -> None:
    """A headline, a dash, an outlet and a day are an item of a list of sources."""
    text = "“River rises again” — Marle Courier, March 3, 2019\nMore."
    item = _attribution(text, "Marle Courier", "—", "“River rises again”", 0.9)
    assert not is_attribution(item, text, pipeline(text), [])
    text = text.replace(", March 3, 2019", ", a newspaper")
    signed = _attribution(text, "Marle Courier", "—", "“River rises again”", 0.9)
    assert is_attribution(signed, text, pipeline(text), [])


def test_confidence_is_drawn_to_that_of_the_construction_the_rarer_a_verb() -> None:
    """A verb that was never seen has the share of its construction; every share has three decimals, as it is shown."""
    rates = ENGLISH.cues.rates
    assert ENGLISH.cues.pattern_rates["clause"] == pytest.approx(cue_prior("clause", "zzz"), abs=0.0005)
    priors = {key: cue_prior(key[1], key[0]) for key in rates}
    assert [] == [key for key, prior in priors.items() if prior != round(prior, 3)]
    for (lemma, pattern), (right, total) in rates.items():
        base, share = ENGLISH.cues.pattern_rates.get(pattern, 0.0), right / total
        assert min(base, share) - 0.0005 <= priors[lemma, pattern] <= max(base, share) + 0.0005
