"""Decode the predictions of an article's cues into attributions with spans, a kind and a confidence.

Each possible cue gives one attribution: the likeliest roles of its words, with the edges of the content set to
the quotation marks. A logistic regression, fitted on held-out articles, estimates the chance that it is right;
of two attributions with the same content the more likely one stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis._arrays import Flags, Floats32
from analysis.quotes._attribution import Attribution, Kind
from analysis.quotes.model._cue_predictions import CuePrediction
from analysis.quotes.model._encoding import CLOSING, LEFT_OPEN, LONG, OPENING, OUTSIDE, SHORT, TextWords
from analysis.quotes.rules._extents import trim
from analysis.text import Spans

_SOURCE, _CUE, _CONTENT = 1, 2, 3

#: Minimum chance of a word of the source, as a share of the likeliest word's. F1 with the source on the development
#: part of PolNeAR moves by a tenth of a point between .5 and .7; the words of sources are delimited best at .6.
_SOURCE_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Settings:
    """Numbers of the decoding; `threshold` and `weights` are fitted on held-out articles by the training.

    The others were chosen on articles of PolNeAR's training part. The loss beside each is that of the F1 of whole
    attributions (with the source, for `source`) on the development part, in points, at a neighbouring value.
    """

    content: float = 0.45  # minimum chance of a word of the content; .4 loses .3, .5 loses .2
    quoted: float = 0.5  # minimum mean chance of a quotation that is content as a whole; flat from .3 to .6
    source: float = 0.25  # minimum chance of the likeliest word of the source; .1 loses .3, .4 loses .2
    duplicate: float = 0.5  # minimum Jaccard overlap of two contents that are one; .4 loses .1, .65 loses .4
    threshold: float = 0.4  # minimum confidence of an attribution
    weights: tuple[float, ...] = ()  # of `features`, the constant first


@dataclass(slots=True)
class Candidate:
    """A possible attribution, its roles as word indices of the article."""

    content: list[int]
    cue: list[int]
    source: list[int]
    kind: Kind
    features: list[float]
    score: float  # ranks candidates with the same content


def decode_cue(
    prediction: CuePrediction, words: TextWords, text: str, settings: Settings
) -> Candidate | None:
    """Return the candidate of a predicted cue, None where no word is content."""
    first, chances = prediction.first, prediction.roles
    states = words.states[first : first + len(chances)]
    content = chances[:, _CONTENT] >= settings.content
    content &= chances.argmax(1) != _CUE
    _follow_marks(content, chances[:, _CONTENT], states, settings.quoted)
    content[prediction.head - first] = False
    is_word = np.asarray(
        [text[words.starts[first + i]].isalnum() for i in range(len(chances))], dtype=np.bool_
    )
    if not (content & is_word).any():
        return None
    kind = _kind(content & is_word, states)
    cue = _cue_words(chances, prediction.head - first)
    source = _source_words(chances, content, settings.source)
    features = _features(prediction, content & is_word, is_word, kind)
    content_words, cue_words, source_words = (
        [first + int(i) for i in np.flatnonzero(chosen)] for chosen in (content, cue, source)
    )
    score = prediction.cue * prediction.valid * float(chances[content & is_word, _CONTENT].mean())
    return Candidate(content_words, cue_words, source_words, kind, features, round(score, 4))


def _follow_marks(content: Flags, chances: Floats32, states: Sequence[int], share: float) -> None:
    """Make each quotation content as a whole or not at all, by the mean chance of its words."""
    start = None
    for i in range(len(states) + 1):
        state = states[i] if i < len(states) else OUTSIDE
        inside = state in (SHORT, LONG, LEFT_OPEN, OPENING, CLOSING) or (
            state != OUTSIDE and start is not None
        )
        if start is not None and (not inside or state == OPENING):
            content[start:i] = bool(chances[start:i].mean() >= share)
            start = None
        if inside and start is None:
            start = i
        if state == CLOSING and start is not None:
            content[start : i + 1] = bool(chances[start : i + 1].mean() >= share)
            start = None


def _kind(content: Flags, states: Sequence[int]) -> Kind:
    quoted = np.asarray([state not in (OUTSIDE, OPENING, CLOSING) for state in states])
    share = float(quoted[content].mean())
    return "direct" if share == 1.0 else "mixed" if share else "indirect"


def _cue_words(chances: Floats32, head: int) -> Flags:
    """Return the words of the cue: the likeliest ones and the head."""
    chosen: Flags = chances.argmax(1) == _CUE
    chosen[head] = True
    return chosen


def _source_words(chances: Floats32, content: Flags, least: float) -> Flags:
    """Return the words of the source: those around the likeliest, none where even that is unlikely."""
    source = np.where(content, 0.0, chances[:, _SOURCE])
    best = int(source.argmax())
    if source[best] < least:
        return np.zeros(len(source), dtype=np.bool_)
    return source >= _SOURCE_SHARE * float(source[best])


def _features(
    prediction: CuePrediction,
    content: Flags,
    is_word: Flags,
    kind: Kind,
) -> list[float]:
    """Return the features of the regression that gives the confidence, the constant first."""
    chances = prediction.roles[:, _CONTENT]
    inside = float(chances[content].sum())
    outside = float(chances[is_word & ~content].sum())
    expected_jaccard = inside / (int(content.sum()) + outside)
    source = float(prediction.roles[:, _SOURCE].max())
    return [
        1.0,
        _logit(prediction.cue),
        _logit(prediction.valid),
        _logit(inside / int(content.sum())),
        _logit(expected_jaccard),
        float(np.log(int(content.sum()))),
        source,
        float(kind == "direct"),
        float(kind == "mixed"),
        _logit(float(prediction.words[content, _CONTENT].mean())),
    ]


def _logit(chance: float) -> float:
    """Return the log odds of a chance, within the bounds that the weights were fitted with."""
    clipped = min(max(chance, 0.002), 0.998)
    return float(np.log(clipped / (1 - clipped)))


def decode_cues(
    predictions: Iterable[CuePrediction], words: TextWords, text: str, settings: Settings
) -> list[Candidate]:
    """Return the candidates of the predicted cues of an article, each content once, the likeliest first."""
    candidates = (decode_cue(prediction, words, text, settings) for prediction in predictions)
    return drop_duplicates([c for c in candidates if c is not None], words, text, settings)


def drop_duplicates(
    candidates: Sequence[Candidate], words: TextWords, text: str, settings: Settings
) -> list[Candidate]:
    """Return the candidates, the likeliest first, without those that have the content of a likelier one."""
    kept: list[tuple[Candidate, set[int]]] = []
    for candidate in sorted(candidates, key=lambda c: (-c.score, c.content, c.cue)):
        content = alphanumeric(candidate.content, words, text)
        if all(_jaccard(content, likelier) < settings.duplicate for _, likelier in kept):
            kept.append((candidate, content))
    return [candidate for candidate, _ in kept]


def confidence_of(candidate: Candidate, weights: Sequence[float]) -> float:
    """Return the chance, to three decimals, that a candidate is right."""
    total = sum(w * f for w, f in zip(weights, candidate.features, strict=True))
    return round(float(1 / (1 + np.exp(-total))), 3)


def alphanumeric(chosen: Sequence[int], words: TextWords, text: str) -> set[int]:
    """Return the words of the list that are letters or digits, without the signs."""
    return {word for word in chosen if text[words.starts[word]].isalnum()}


def _jaccard(a: set[int], b: set[int]) -> float:
    common = len(a & b)
    return common / (len(a) + len(b) - common)


def to_attribution(candidate: Candidate, confidence: float, words: TextWords, text: str) -> Attribution:
    """Return the candidate with its spans in the text."""
    return Attribution(
        _spans(candidate.content, words, text),
        _spans(candidate.cue, words, text, edges=False),
        _spans(candidate.source, words, text),
        candidate.kind,
        confidence,
    )


def _spans(chosen: Sequence[int], words: TextWords, text: str, *, edges: bool = True) -> Spans:
    """Return runs of words as spans, with signs between two of them bridged and commas at the edges cut off."""
    runs: list[list[int]] = []
    for word in chosen:
        if runs and not _has_word(words, text, runs[-1][1] + 1, word):
            runs[-1][1] = word
        else:
            runs.append([word, word])
    spans = [
        (words.starts[a], words.ends[b]) for a, b in runs if not edges or _has_word(words, text, a, b + 1)
    ]
    if edges:
        spans = [trim(text, start, end) for start, end in spans]
    return tuple((start, end) for start, end in spans if start < end)


def _has_word(words: TextWords, text: str, start: int, end: int) -> bool:
    return any(text[words.starts[i]].isalnum() for i in range(start, end))


def settings_of(config: Mapping[str, object]) -> Settings:
    """Return the settings kept in the model's configuration."""
    values = {name: config[name] for name in Settings.__slots__ if name in config}
    values["weights"] = tuple(values.get("weights", ()))  # type: ignore[arg-type]
    return Settings(**values)  # type: ignore[arg-type]
