"""Which attributions follow from the readings of an article's cues? Spans, what the marks say, confidence.

Each possible cue gives one attribution: its words' likeliest roles, with the content's edges set to the
quotation marks. A logistic regression, fitted on held-out articles, turns what the network says of it into
the chance that it is right; of two that report the same words the surer one stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.quotes._attribution import Attribution, Kind
from analysis.quotes.model._cue_readings import CueReading, Floats
from analysis.quotes.model._encoding import CLOSING, LEFT_OPEN, LONG, OPENING, OUTSIDE, SHORT, TextWords
from analysis.quotes.rules._extents import trim
from analysis.text import Spans

Flags = NDArray[np.bool_]

_SOURCE, _CUE, _CONTENT = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Settings:
    """Numbers found on held-out articles: see the training's `_calibrate`."""

    content: float = 0.45  # a word this likely is content
    quoted: float = 0.5  # a quotation with this share of content words is content whole
    source: float = 0.25  # the likeliest source word must be this likely
    duplicate: float = 0.5  # contents with this share of words in common (Jaccard) are one
    threshold: float = 0.4  # attributions with less confidence are left out
    weights: tuple[float, ...] = ()  # of `features`, the constant first


@dataclass(slots=True)
class Candidate:
    """A possible attribution in words of the article."""

    content: list[int]
    cue: list[int]
    source: list[int]
    kind: Kind
    features: list[float]
    score: float  # decides between candidates with the same content


def read_candidate(reading: CueReading, words: TextWords, text: str, settings: Settings) -> Candidate | None:
    """Return what a cue's reading says in words, None where no word is content."""
    first, chances = reading.first, reading.roles
    states = words.states[first : first + len(chances)]
    content = chances[:, _CONTENT] >= settings.content
    content &= chances.argmax(1) != _CUE
    _follow_marks(content, chances[:, _CONTENT], states, settings.quoted)
    content[reading.head - first] = False
    counted = np.asarray(
        [text[words.starts[first + i]].isalnum() for i in range(len(chances))], dtype=np.bool_
    )
    if not (content & counted).any():
        return None
    kind = _kind(content & counted, states)
    cue = _cue_words(chances, reading.head - first)
    source = _source_words(chances, content, settings.source)
    features = _features(reading, content & counted, counted, kind)
    place = [[first + int(i) for i in np.flatnonzero(chosen)] for chosen in (content, cue, source)]
    score = (reading.cue * reading.valid) ** 0.5 * float(chances[content & counted, _CONTENT].mean())
    return Candidate(place[0], place[1], place[2], kind, features, round(score, 4))


def _follow_marks(content: Flags, chances: Floats, states: Sequence[int], share: float) -> None:
    """Let what stands in marks be content whole or not at all, by the mean chance of its words."""
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


def _cue_words(chances: Floats, head: int) -> Flags:
    """Return the words of the cue: the likeliest ones and the head."""
    chosen: Flags = chances.argmax(1) == _CUE
    chosen[head] = True
    return chosen


def _source_words(chances: Floats, content: Flags, least: float) -> Flags:
    """Return the words of the source: those around the likeliest, none where even that is unlikely."""
    source = np.where(content, 0.0, chances[:, _SOURCE])
    best = int(source.argmax())
    if source[best] < least:
        return np.zeros(len(source), dtype=np.bool_)
    return source >= min(0.5, 0.6 * float(source[best]))


def _features(
    reading: CueReading,
    content: Flags,
    counted: Flags,
    kind: Kind,
) -> list[float]:
    """Return what confidence is computed from, the constant first."""
    chances = reading.roles[:, _CONTENT]
    inside = float(chances[content].sum())
    expected = inside / (
        int(content.sum()) + float(chances[counted & ~content].sum())
    )  # of the Jaccard overlap
    source = float(reading.roles[:, _SOURCE].max())
    return [
        1.0,
        _logit(reading.cue),
        _logit(reading.valid),
        _logit(inside / int(content.sum())),
        _logit(expected),
        float(np.log(int(content.sum()))),
        source,
        float(kind == "direct"),
        float(kind == "mixed"),
        _logit(float(reading.words[content, _CONTENT].mean())),
    ]


def _logit(chance: float) -> float:
    clipped = min(max(chance, 0.002), 0.998)
    return float(np.log(clipped / (1 - clipped)))


def drop_repeats(
    candidates: Sequence[Candidate], words: TextWords, text: str, settings: Settings
) -> list[Candidate]:
    """Return the candidates, the likeliest first, without those whose content a likelier one has already."""
    kept: list[tuple[Candidate, set[int]]] = []
    for candidate in sorted(candidates, key=lambda c: (-c.score, c.content, c.cue)):
        content = counted_words(candidate.content, words, text)
        if all(_jaccard(content, other) < settings.duplicate for _, other in kept):
            kept.append((candidate, content))
    return [candidate for candidate, _ in kept]


def confidence_of(candidate: Candidate, weights: Sequence[float]) -> float:
    """Return the chance, to three decimals, that a candidate is right."""
    total = sum(w * f for w, f in zip(weights, candidate.features, strict=True))
    return round(float(1 / (1 + np.exp(-total))), 3)


def counted_words(chosen: Sequence[int], words: TextWords, text: str) -> set[int]:
    """Return those of the words that are letters or digits."""
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
        if runs and word - runs[-1][1] <= 3 and not _has_word(words, text, runs[-1][1] + 1, word):
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
    known = {name: config[name] for name in Settings.__slots__ if name in config}
    known["weights"] = tuple(known.get("weights", ()))  # type: ignore[arg-type]
    return Settings(**known)  # type: ignore[arg-type]
