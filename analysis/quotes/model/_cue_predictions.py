"""Predict the likely cues of an article and the role of each word around them with the trained network.

Each window goes through the network alone, so that an article's predictions do not depend on other articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from analysis._arrays import Floats32, Ints
from analysis.quotes.model._encoding import TextWords, Window, pack_windows
from analysis.text import Span

#: Minimum chance to be the head of a cue; on held-out text one in a hundred words below it is a head.
MIN_CUE = 0.08
#: Maximum number of cues in a window of 128 word pieces, the likeliest.
MAX_CUES = 24


@dataclass(frozen=True, slots=True)
class CuePrediction:
    """A possible cue: the word of its head, and from word `first` on each word's chances of the four roles."""

    head: int
    first: int
    roles: Floats32  # (words, 4): none, source, cue, content
    cue: float
    valid: float
    words: Floats32  # (words, 4): chances, apart from this cue, to be a head and to be in a source, cue or content


class Network(Protocol):
    """The two halves of the model, as exported for run time or as in training."""

    def encode(self, window: Window) -> tuple[Floats32, Floats32]:
        """Return the words' vectors (words, width) and logits (words, 4)."""
        ...

    def read(
        self, vectors: Floats32, states: Ints, region: Ints, mask: Floats32, cue: Ints, offset: Ints
    ) -> tuple[Floats32, Floats32]:
        """Return role logits (cues, region, 4) and validity logits (cues) of the cues."""
        ...


def predict_cues(words: TextWords, network: Network) -> Iterator[CuePrediction]:
    """Yield the likely cues of an article in the order of its words."""
    for window in pack_windows(words):
        vectors, logits = network.encode(window)
        chances = _sigmoid(logits)
        heads = choose_heads(chances[:, 0], len(window.pieces))
        if not heads:
            continue
        regions = [window.region(head) for head in heads]
        region, mask, offset = _pad_regions(heads, regions)
        states = np.asarray(window.word_states, dtype=np.int64)
        cue = np.asarray(heads, dtype=np.int64)
        roles, valid = network.read(vectors, states, region, mask, cue, offset)
        role_chances, valid_chances = _softmax(roles), _sigmoid(valid)
        for c, (head, (start, end)) in enumerate(zip(heads, regions, strict=True)):
            yield CuePrediction(
                window.first_word + head,
                window.first_word + start,
                role_chances[c, : end - start],
                float(chances[head, 0]),
                float(valid_chances[c]),
                chances[start:end],
            )


def choose_heads(chances: Floats32, n_pieces: int) -> list[int]:
    """Return the words that may be heads of cues, in order."""
    limit = max(1, MAX_CUES * n_pieces // 128)
    likely = np.flatnonzero(chances >= MIN_CUE)
    best = likely[np.argsort(-chances[likely], kind="stable")[:limit]]
    return sorted(int(word) for word in best)


def _pad_regions(heads: Sequence[int], regions: Sequence[Span]) -> tuple[Ints, Floats32, Ints]:
    """Return the regions as rows of equal length: word indices, their mask, and distances from the head."""
    length = max(end - start for start, end in regions)
    steps = np.arange(length, dtype=np.int64)
    starts = np.asarray([start for start, _ in regions], dtype=np.int64)[:, None]
    ends = np.asarray([end for _, end in regions], dtype=np.int64)[:, None]
    inside = starts + steps < ends
    region = np.where(inside, starts + steps, 0)
    offset = np.where(inside, region - np.asarray(heads, dtype=np.int64)[:, None], 0)
    return region, inside.astype(np.float32), offset


def _sigmoid(logits: Floats32) -> Floats32:
    return (1 / (1 + np.exp(-np.clip(logits, -30, 30)))).astype(np.float32)


def _softmax(logits: Floats32) -> Floats32:
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    chances: Floats32 = powers / powers.sum(-1, keepdims=True)
    return chances
