"""Find attributions with the trained model, the default finder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.quotes.marks._pairing import title_spans
from analysis.quotes.model._cue_predictions import Network, predict_cues
from analysis.quotes.model._decoding import (
    Candidate,
    Settings,
    confidence_of,
    decode_cues,
    to_attribution,
)
from analysis.quotes.model._encoding import PieceReader, TextWords, read_words
from analysis.quotes.model._network import load_model
from analysis.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from analysis.corpus import Article
    from analysis.quotes._attribution import Attribution


def find_by_encoder(article: Article, doc: Doc) -> list[Attribution]:  # noqa: ARG001 (a Finder gets the parse)
    """Return the attributions of an article's headline and body, in text order; the parse is not read.

    The headline is read alone, so that what the body says does not depend on it.
    """
    network, read_pieces, settings = load_model()
    return [
        attribution
        for paragraphs in (title_spans(article), article.paragraphs())
        for attribution in find_in_text(article.text, paragraphs, network, read_pieces, settings)
    ]


def find_in_text(
    text: str, paragraphs: Sequence[Span], network: Network, read_pieces: PieceReader, settings: Settings
) -> list[Attribution]:
    """Return the attributions of the paragraphs, given as (start, end) spans of the text, in text order."""
    words = read_words(text, paragraphs, read_pieces)
    candidates = find_candidates(text, words, network, settings)
    attributions = []
    for candidate in candidates:
        confidence = confidence_of(candidate, settings.weights)
        if confidence >= settings.threshold:
            attributions.append(to_attribution(candidate, confidence, words, text))
    return sorted((a for a in attributions if a.content_spans), key=lambda a: (a.content_spans, a.cue_spans))


def find_candidates(text: str, words: TextWords, network: Network, settings: Settings) -> list[Candidate]:
    """Return the possible attributions of an article, each content once, the likeliest first."""
    return decode_cues(predict_cues(words, network), words, text, settings)
