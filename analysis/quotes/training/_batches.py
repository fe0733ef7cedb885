"""Turn examples into tensors: windows of random size in random order, in batches of bounded size."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from analysis._arrays import Floats32
from analysis.quotes.model._encoding import CLOSING, MASK_PIECE, OPENING, Window, pack_windows
from analysis.quotes.training._data import CUE, Example, Target, no_roles
from analysis.quotes.training._model import WORD_OUTPUTS

#: Maximum number of word pieces in a batch, with padding, where a recipe says no other: sixteen full windows.
BATCH_PIECES = 2048
#: Range of the size limit of windows in training, in word pieces; the greatest is that of run time.
LIMITS = (64, 128)
#: Share of the words whose pieces are masked.
MASKED = 0.12
#: Maximum number of cues that are read together.
GROUP = 48
#: Minimum logit of a word that is read as a cue that is none; below it, it is told from cues well enough.
UNLIKELY = -4.0

#: A chosen cue: its window, the word of its head, and its target, or None where it is no cue.
CueChoice = tuple[int, int, Target | None]


@dataclass(frozen=True, slots=True)
class TargetWindow:
    """A window of a text with its words' labels and the targets whose head is in it, as indices of its words."""

    window: Window
    labels: Floats32
    targets: list[Target]


@dataclass(frozen=True, slots=True)
class CueBatch:
    """Cues as tensors, with indices into the batch's flattened words: see `CueReader.forward`."""

    region: Tensor
    mask: Tensor
    head: Tensor
    offset: Tensor
    roles: Tensor
    valid: Tensor


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as tensors; `labels` (batch, words, 4) and `is_word` (batch, words)."""

    pieces: Tensor
    cases: Tensor
    states: Tensor
    mask: Tensor
    words: Tensor
    word_states: Tensor
    labels: Tensor
    is_word: Tensor
    windows: list[TargetWindow]


def cut_windows(example: Example, limit: int) -> list[TargetWindow]:
    """Return the windows of a text with their labels and targets."""
    windows, number = [], 0
    for window in pack_windows(example.words, limit):
        first, end = window.first_word, window.first_word + len(window.words)
        targets = []
        while number < len(example.targets) and example.targets[number].head < end:
            target = example.targets[number]
            targets.append(replace(target, head=target.head - first, first=target.first - first))
            number += 1
        windows.append(TargetWindow(window, example.labels[first:end], targets))
    return windows


def make_batches(
    examples: Sequence[Example], rng: random.Random, size: int = BATCH_PIECES
) -> list[list[TargetWindow]]:
    """Return batches of windows of similar length in random order, each text cut with a random limit."""
    windows = [target_window for e in examples for target_window in cut_windows(e, rng.randint(*LIMITS))]
    rng.shuffle(windows)
    batches = []
    for start in range(0, len(windows), 320):
        batches += in_batches(windows[start : start + 320], size)
    rng.shuffle(batches)
    return batches


def in_batches(windows: Sequence[TargetWindow], size: int) -> list[list[TargetWindow]]:
    """Return the windows, the shortest first, in batches of at most `size` pieces with padding."""
    batches: list[list[TargetWindow]] = []
    for target_window in sorted(windows, key=lambda w: len(w.window.pieces)):
        if not batches or len(target_window.window.pieces) * (len(batches[-1]) + 1) > size:
            batches.append([])
        batches[-1].append(target_window)
    return batches


def collate(
    windows: list[TargetWindow], rng: random.Random | None = None, device: torch.device | str = "cpu"
) -> Batch:
    """Return the tensors of a batch; with `rng`, some words are masked."""
    length = max(len(w.window.pieces) for w in windows)
    n_words = max(len(w.window.words) for w in windows)
    pieces, cases, states = (np.zeros((len(windows), length), dtype=np.int64) for _ in range(3))
    mask = np.full((len(windows), 1, 1, length), -1e4, dtype=np.float32)
    words, word_states = (np.zeros((len(windows), n_words), dtype=np.int64) for _ in range(2))
    labels = np.zeros((len(windows), n_words, WORD_OUTPUTS), dtype=np.float32)
    is_word = np.zeros((len(windows), n_words), dtype=np.float32)
    for b, target_window in enumerate(windows):
        window = target_window.window
        n, w = len(window.pieces), len(window.words)
        pieces[b, :n] = _mask_some(window, rng) if rng else window.pieces
        cases[b, :n], states[b, :n], mask[b, ..., :n] = window.cases, window.states, 0
        words[b, :w], word_states[b, :w], is_word[b, :w] = window.words, window.word_states, 1
        labels[b, :w] = target_window.labels
    arrays = {
        "pieces": pieces, "cases": cases, "states": states, "mask": mask,
        "words": words, "word_states": word_states, "labels": labels, "is_word": is_word,
    }  # fmt: skip
    tensors = {name: torch.from_numpy(array).to(device) for name, array in arrays.items()}
    return Batch(**tensors, windows=windows)


def _mask_some(window: Window, rng: random.Random) -> list[int]:
    """Return the window's pieces with some words masked, never one that is a quotation mark."""
    pieces = list(window.pieces)
    ends = [*window.words[1:], len(pieces) - 1]
    for start, end, state in zip(window.words, ends, window.word_states, strict=True):
        if state not in (OPENING, CLOSING) and rng.random() < MASKED:
            pieces[start:end] = [MASK_PIECE] * (end - start)
    return pieces


def choose_cues(batch: Batch, cue_logits: Tensor, negatives: int) -> list[CueBatch]:
    """Return the targets of a batch and the likeliest words, by `cue_logits`, that are in no cue."""
    n_words = batch.words.shape[1]
    chosen: list[CueChoice] = [
        (b, target.head, target)
        for b, target_window in enumerate(batch.windows)
        for target in target_window.targets
    ]
    targets = {(b, head) for b, head, _ in chosen}
    closed = (batch.is_word == 0) | (batch.labels[..., CUE] >= 0.5)
    top = torch.topk(cue_logits.float().masked_fill(closed, -1e9).flatten(), min(negatives, closed.numel()))
    for value, place in zip(top.values.tolist(), top.indices.tolist(), strict=True):
        if value > UNLIKELY and divmod(place, n_words) not in targets:
            chosen.append((*divmod(place, n_words), None))
    return gather_cues(batch, chosen)


def gather_cues(batch: Batch, chosen: list[CueChoice]) -> list[CueBatch]:
    """Return the tensors of the chosen cues, grouped by the length of their region, which saves padding."""
    device = batch.words.device
    chosen = sorted(chosen, key=lambda c: (_region_length(batch, c), c[0], c[1]))
    return [_gather_group(batch, chosen[i : i + GROUP], device) for i in range(0, len(chosen), GROUP)]


def _region_length(batch: Batch, chosen: CueChoice) -> int:
    start, end = batch.windows[chosen[0]].window.region(chosen[1])
    return end - start


def _gather_group(batch: Batch, chosen: list[CueChoice], device: torch.device) -> CueBatch:
    """Return the tensors of some chosen cues."""
    n_words = batch.words.shape[1]
    regions = [batch.windows[b].window.region(head) for b, head, _ in chosen]
    length = max(end - start for start, end in regions)
    region, offset = (np.zeros((len(chosen), length), dtype=np.int64) for _ in range(2))
    mask = np.zeros((len(chosen), length), dtype=np.float32)
    roles = np.tile(no_roles(length), (len(chosen), 1, 1))
    for c, ((b, head, target), (start, end)) in enumerate(zip(chosen, regions, strict=True)):
        size = end - start
        region[c, :size] = np.arange(start, end) + b * n_words
        offset[c, :size] = np.arange(start, end) - head
        mask[c, :size] = 1
        if target is not None:
            low, high = max(start, target.first), min(end, target.first + len(target.roles))
            roles[c, low - start : high - start] = target.roles[low - target.first : high - target.first]
    arrays = {
        "region": region,
        "mask": mask,
        "head": np.asarray([b * n_words + word for b, word, _ in chosen], dtype=np.int64),
        "offset": offset,
        "roles": roles,
        "valid": np.asarray([target.valid if target else 0.0 for _, _, target in chosen], dtype=np.float32),
    }
    return CueBatch(**{name: torch.from_numpy(array).to(device) for name, array in arrays.items()})
