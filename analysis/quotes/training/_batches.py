"""Turn texts into tensors: windows of random size in random order, in batches of bounded size."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from analysis.quotes.model._encoding import CLOSING, MASK_PIECE, OPENING, Window, pack_windows
from analysis.quotes.training._data import CUE, NONE, Example
from analysis.quotes.training._model import WORD_OUTPUTS

#: Maximum number of word pieces in a batch, with padding: sixteen full windows.
BATCH_PIECES = 2048
#: Range of the size limit of windows in training, in word pieces; the greatest is that of run time.
LIMITS = (64, 128)
#: Share of the words whose pieces are masked.
MASKED = 0.04
#: Number of cues in a batch of cues.
GROUP = 20

#: A chosen cue: its window, the word of its head, and the words' roles, or None where it is no cue.
CueChoice = tuple[int, int, dict[int, int] | None]


@dataclass(frozen=True, slots=True)
class TargetWindow:
    """A window of a text with the targets whose head is in it, as word indices of the window."""

    window: Window
    targets: list[tuple[int, dict[int, int]]] = field(default_factory=list)


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
    in_cue: Tensor
    windows: list[TargetWindow]


def cut_windows(example: Example, limit: int) -> list[TargetWindow]:
    """Return the windows of a text with their targets."""
    heads = example.targets
    windows, next_target = [], 0
    for window in pack_windows(example.words, limit):
        first, end = window.first_word, window.first_word + len(window.words)
        targets = []
        while next_target < len(heads) and heads[next_target].head < end:
            target = heads[next_target]
            roles = {w - first: role for w, role in target.roles.items() if first <= w < end}
            targets.append((target.head - first, roles))
            next_target += 1
        windows.append(TargetWindow(window, targets))
    return windows


def make_batches(examples: Sequence[Example], rng: random.Random) -> list[list[TargetWindow]]:
    """Return batches of windows of similar length in random order, each text cut with a random limit."""
    windows = [target_window for e in examples for target_window in cut_windows(e, rng.randint(*LIMITS))]
    rng.shuffle(windows)
    batches = []
    for start in range(0, len(windows), 320):
        chunk = sorted(windows[start : start + 320], key=lambda p: len(p.window.pieces))
        batch: list[TargetWindow] = []
        for target_window in chunk:
            if batch and len(target_window.window.pieces) * (len(batch) + 1) > BATCH_PIECES:
                batches.append(batch)
                batch = []
            batch.append(target_window)
        batches.append(batch)
    rng.shuffle(batches)
    return batches


def collate(windows: list[TargetWindow], rng: random.Random | None = None) -> Batch:
    """Return the tensors of a batch; with `rng`, some words are masked."""
    length = max(len(p.window.pieces) for p in windows)
    n_words = max(len(p.window.words) for p in windows)
    ids, cases, states = (torch.zeros(len(windows), length, dtype=torch.long) for _ in range(3))
    mask = torch.full((len(windows), 1, 1, length), -1e4)
    words, word_states = (torch.zeros(len(windows), n_words, dtype=torch.long) for _ in range(2))
    labels = torch.zeros(len(windows), n_words, WORD_OUTPUTS)
    is_word, in_cue = (torch.zeros(len(windows), n_words) for _ in range(2))
    for b, target_window in enumerate(windows):
        window = target_window.window
        row = _mask_some(window, rng) if rng else window.pieces
        n, w = len(row), len(window.words)
        ids[b, :n], cases[b, :n], states[b, :n] = map(torch.tensor, (row, window.cases, window.states))
        mask[b, ..., :n] = 0
        words[b, :w], word_states[b, :w] = torch.tensor(window.words), torch.tensor(window.word_states)
        is_word[b, :w] = 1
        for head, roles in target_window.targets:
            labels[b, head, 0] = 1
            for word, role in roles.items():
                labels[b, word, role] = 1
                if role == CUE:
                    in_cue[b, word] = 1
    return Batch(ids, cases, states, mask, words, word_states, labels, is_word, in_cue, windows)


def _mask_some(window: Window, rng: random.Random) -> list[int]:
    """Return the window's pieces with some words masked, never one that is a quotation mark."""
    pieces = list(window.pieces)
    ends = [*window.words[1:], len(pieces) - 1]
    for start, end, state in zip(window.words, ends, window.word_states, strict=True):
        if state not in (OPENING, CLOSING) and rng.random() < MASKED:
            pieces[start:end] = [MASK_PIECE] * (end - start)
    return pieces


def choose_cues(batch: Batch, cue_logits: Tensor, negatives: int) -> list[CueBatch]:
    """Return the gold cues of a batch and the likeliest words, by `cue_logits`, outside gold cues.

    They are grouped by the length of their region, which saves padding.
    """
    n_words = batch.words.shape[1]
    chosen: list[CueChoice] = [
        (b, head, roles)
        for b, target_window in enumerate(batch.windows)
        for head, roles in target_window.targets
    ]
    open_to = cue_logits.float().masked_fill((batch.is_word == 0) | (batch.in_cue == 1), -1e9)
    top = torch.topk(open_to.flatten(), min(negatives, open_to.numel()))
    for value, place in zip(top.values.tolist(), top.indices.tolist(), strict=True):
        if value > -4.0:
            chosen.append((place // n_words, place % n_words, None))
    chosen.sort(key=lambda c: (_region_length(batch, c), c[0], c[1]))
    return [_gather_cues(batch, chosen[i : i + GROUP]) for i in range(0, len(chosen), GROUP)]


def _region_length(batch: Batch, chosen: CueChoice) -> int:
    start, end = batch.windows[chosen[0]].window.region(chosen[1])
    return end - start


def _gather_cues(batch: Batch, chosen: list[CueChoice]) -> CueBatch:
    """Return the tensors of the chosen cues."""
    n_words = batch.words.shape[1]
    regions = [batch.windows[b].window.region(head) for b, head, _ in chosen]
    length = max(end - start for start, end in regions)
    region, offset, roles = (torch.zeros(len(chosen), length, dtype=torch.long) for _ in range(3))
    mask = torch.zeros(len(chosen), length)
    for c, ((b, head, targets), (start, end)) in enumerate(zip(chosen, regions, strict=True)):
        size = end - start
        region[c, :size] = torch.arange(start, end) + b * n_words
        offset[c, :size] = torch.arange(start, end) - head
        mask[c, :size] = 1
        if targets is not None:
            roles[c, :size] = torch.tensor([targets.get(word, NONE) for word in range(start, end)])
    head = torch.tensor([b * n_words + word for b, word, _ in chosen], dtype=torch.long)
    valid = torch.tensor([float(targets is not None) for _, _, targets in chosen])
    return CueBatch(region, mask, head, offset, roles, valid)
