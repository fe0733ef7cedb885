"""How do texts become tensors? Windows of random size in random order, in batches of a bounded size."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from analysis.quotes.model._encoding import CLOSING, MASK_PIECE, OPENING, Window, pack_windows
from analysis.quotes.training._data import CUE, NONE, Example
from analysis.quotes.training._model import WORD_OUTPUTS

#: Word pieces in a batch, with padding: sixteen full windows.
BATCH_PIECES = 2048
#: Smallest limit of a window in training; the greatest is the one used at run time.
LIMITS = (64, 128)
#: Share of the words whose pieces are masked.
MASKED = 0.04
#: Cues read together.
GROUP = 20

#: A cue to read: window, head's word, and the words' roles, or None where it is no cue.
Chosen = tuple[int, int, dict[int, int] | None]


@dataclass(frozen=True, slots=True)
class Piece:
    """A window of a text with the targets whose head is in it, counted from the window's first word."""

    window: Window
    targets: list[tuple[int, dict[int, int]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cues:
    """Cues to read, in places of the batch's flattened words: see `CueReader.forward`."""

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
    windows: list[Piece]


def cut(example: Example, limit: int) -> list[Piece]:
    """Return the windows of a text with their targets."""
    heads = example.targets
    pieces, at = [], 0
    for window in pack_windows(example.words, limit):
        first, end = window.first_word, window.first_word + len(window.words)
        targets = []
        while at < len(heads) and heads[at].head < end:
            roles = {w - first: role for w, role in heads[at].roles.items() if first <= w < end}
            targets.append((heads[at].head - first, roles))
            at += 1
        pieces.append(Piece(window, targets))
    return pieces


def make_batches(examples: Sequence[Example], chance: random.Random) -> list[list[Piece]]:
    """Cut all texts anew, with a random limit each, and group windows of like length; order is random."""
    pieces = [piece for e in examples for piece in cut(e, chance.randint(*LIMITS))]
    chance.shuffle(pieces)
    batches = []
    for start in range(0, len(pieces), 320):
        chunk = sorted(pieces[start : start + 320], key=lambda p: len(p.window.pieces))
        batch: list[Piece] = []
        for piece in chunk:
            if batch and len(piece.window.pieces) * (len(batch) + 1) > BATCH_PIECES:
                batches.append(batch)
                batch = []
            batch.append(piece)
        batches.append(batch)
    chance.shuffle(batches)
    return batches


def collate(pieces: list[Piece], chance: random.Random | None = None) -> Batch:
    """Return the tensors of a batch; with `chance`, some words' pieces are masked."""
    length = max(len(p.window.pieces) for p in pieces)
    n_words = max(len(p.window.words) for p in pieces)
    ids, cases, states = (torch.zeros(len(pieces), length, dtype=torch.long) for _ in range(3))
    mask = torch.full((len(pieces), 1, 1, length), -1e4)
    words, word_states = (torch.zeros(len(pieces), n_words, dtype=torch.long) for _ in range(2))
    labels = torch.zeros(len(pieces), n_words, WORD_OUTPUTS)
    is_word, in_cue = (torch.zeros(len(pieces), n_words) for _ in range(2))
    for b, piece in enumerate(pieces):
        window = piece.window
        row = _mask_some(window, chance) if chance else window.pieces
        n, w = len(row), len(window.words)
        ids[b, :n], cases[b, :n], states[b, :n] = map(torch.tensor, (row, window.cases, window.states))
        mask[b, ..., :n] = 0
        words[b, :w], word_states[b, :w] = torch.tensor(window.words), torch.tensor(window.word_states)
        is_word[b, :w] = 1
        for head, roles in piece.targets:
            labels[b, head, 0] = 1
            for word, role in roles.items():
                labels[b, word, role] = 1
                if role == CUE:
                    in_cue[b, word] = 1
    return Batch(ids, cases, states, mask, words, word_states, labels, is_word, in_cue, pieces)


def _mask_some(window: Window, chance: random.Random) -> list[int]:
    """Return the window's pieces with some words masked, never one that is a quotation mark."""
    pieces = list(window.pieces)
    ends = [*window.words[1:], len(pieces) - 1]
    for start, end, state in zip(window.words, ends, window.word_states, strict=True):
        if state not in (OPENING, CLOSING) and chance.random() < MASKED:
            pieces[start:end] = [MASK_PIECE] * (end - start)
    return pieces


def choose_cues(batch: Batch, cue_logits: Tensor, negatives: int) -> list[Cues]:
    """Return the gold cues of a batch and the likeliest words, by `cue_logits`, that are in no gold cue.

    They come in groups of like length of region, which saves padding.
    """
    n_words = batch.words.shape[1]
    chosen: list[Chosen] = [
        (b, head, roles) for b, piece in enumerate(batch.windows) for head, roles in piece.targets
    ]
    open_to = cue_logits.float().masked_fill((batch.is_word == 0) | (batch.in_cue == 1), -1e9)
    top = torch.topk(open_to.flatten(), min(negatives, open_to.numel()))
    for value, place in zip(top.values.tolist(), top.indices.tolist(), strict=True):
        if value > -4.0:
            chosen.append((place // n_words, place % n_words, None))
    chosen.sort(key=lambda c: (_region_length(batch, c), c[0], c[1]))
    return [_gather_cues(batch, chosen[i : i + GROUP]) for i in range(0, len(chosen), GROUP)]


def _region_length(batch: Batch, chosen: Chosen) -> int:
    start, end = batch.windows[chosen[0]].window.region(chosen[1])
    return end - start


def _gather_cues(batch: Batch, chosen: list[Chosen]) -> Cues:
    """Return the tensors of the chosen cues."""
    n_words = batch.words.shape[1]
    regions = [batch.windows[b].window.region(head) for b, head, _ in chosen]
    length = max(end - start for start, end in regions)
    region, offset, roles = (torch.zeros(len(chosen), length, dtype=torch.long) for _ in range(3))
    mask = torch.zeros(len(chosen), length)
    for c, ((b, head, found), (start, end)) in enumerate(zip(chosen, regions, strict=True)):
        size = end - start
        region[c, :size] = torch.arange(start, end) + b * n_words
        offset[c, :size] = torch.arange(start, end) - head
        mask[c, :size] = 1
        if found is not None:
            roles[c, :size] = torch.tensor([found.get(word, NONE) for word in range(start, end)])
    head = torch.tensor([b * n_words + word for b, word, _ in chosen], dtype=torch.long)
    valid = torch.tensor([float(found is not None) for _, _, found in chosen])
    return Cues(region, mask, head, offset, roles, valid)
