"""Quotations that a trained finder leaves out are joined to what it found, or stand by themselves."""

from __future__ import annotations

import pytest
from spacy.language import Language

from analysis.annotation._pipeline import load_pipeline, read_article
from analysis.language import ENGLISH
from analysis.quotes._attribution import Attribution, words_of
from analysis.quotes.model._join import join_speech
from tests.quotes.making import make_article

#: A text, what a finder found in it (content, cue, source; parts of a content apart by "…"), and what comes of it.
CASES: dict[str, tuple[str, list[tuple[str, str, str]], list[tuple[str, str, str]]]] = {
    "a long quotation without a finding": (
        "“We will rebuild the pier,” Keller said.",
        [],
        [("“We will rebuild the pier,”", "said", "Keller")],
    ),
    "a short one": ("“Not at all,” Keller said.", [], []),
    "one of four words": ("“Not at all, no,” Keller said.", [], [("“Not at all, no,”", "said", "Keller")]),
    "what is found": (
        "“We will rebuild the pier,” Keller said.",
        [("“We will rebuild the pier,”", "said", "Keller")],
        [("“We will rebuild the pier,”", "said", "Keller")],
    ),
    "half of it found": (
        "“We will rebuild the pier,” Keller said.",
        [("rebuild the pier,”", "said", "Keller")],
        [("rebuild the pier,”", "said", "Keller")],
    ),
    "the second half of a split quotation": (
        "“We will rebuild the pier,” Keller said, “and nobody will stop us.”",
        [("“We will rebuild the pier,”", "said", "Keller")],
        [("“We will rebuild the pier,” … “and nobody will stop us.”", "said", "Keller")],
    ),
    "the same with another cue": (
        "“We will rebuild the pier,” Keller said, “and nobody will stop us.”",
        [("“We will rebuild the pier,”", "", "")],
        [("“We will rebuild the pier,”", "", ""), ("“and nobody will stop us.”", "said", "Keller")],
    ),
    "a quotation that goes on": (
        "“We have one aim,” Keller said. “It is this.\n\n“It is the pier of our town.”",
        [("“We have one aim,” … “It is this.", "said", "Keller")],
        [("“We have one aim,” … “It is this. … “It is the pier of our town.”", "said", "Keller")],
    ),
    "a signed quotation": (
        "“The sea gives and takes.”\n\n— Maria Keller, mayor\n\nMore news.",
        [("“The sea gives and takes.”", "", "")],
        [("“The sea gives and takes.”", "—", "Maria Keller")],
    ),
    "a turn in marks": (
        "“ANN: Will you rebuild the old pier?”\n\n“BO: We will, by May next year.”",
        [],
        [
            ("Will you rebuild the old pier?", ":", "ANN"),
            ("We will, by May next year.", ":", "BO"),
        ],
    ),
}


@pytest.fixture(scope="module")
def pipeline() -> Language:
    """The language model, loaded once."""
    return load_pipeline(ENGLISH.pipeline)


@pytest.mark.parametrize("name", CASES)
def test_what_is_left_out_is_joined(pipeline: Language, name: str) -> None:
    """A quotation of four words or more is in some content, once."""
    text, found, expected = CASES[name]

    def spans(words: str) -> tuple[tuple[int, int], ...]:
        return tuple((text.index(w), text.index(w) + len(w)) for w in words.split(" … ") if w)

    given = [
        Attribution(spans(content), spans(cue), spans(source), "direct", 0.9)
        for content, cue, source in found
    ]
    article = make_article(text)
    joined = join_speech(given, article, read_article(pipeline, article))
    assert expected == [
        tuple(words_of(text, role) for role in (a.content_spans, a.cue_spans, a.source_spans)) for a in joined
    ]
