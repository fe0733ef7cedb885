"""Train teachers, and label texts with what they think: a chance for each label and role where the gold has yes or no.

Two annotators of PolNeAR agree on four attributions of five, so the gold of one is noisy. The teachers are large
encoders, each trained without a part of the articles, and an article is labelled by those alone that have not seen it
(cross-fitting), since what they have seen they know by heart. A text without gold is labelled by all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import torch
from torch import Tensor

from analysis._arrays import Floats32
from analysis.quotes.model._cue_predictions import choose_heads
from analysis.quotes.model._encoding import WINDOW_PIECES
from analysis.quotes.training._batches import (
    CueBatch,
    CueChoice,
    TargetWindow,
    collate,
    cut_windows,
    gather_cues,
    in_batches,
)
from analysis.quotes.training._data import HEAD, Example, Target
from analysis.quotes.training._model import AttributionModel
from analysis.quotes.training._train import Recipe, default_device, train

#: Number of parts of the articles; each teacher is trained on all but one.
FOLDS = 6
#: Number of teachers a part.
TEACHERS = 2
#: How the teachers are trained.
TEACHER_RECIPE = Recipe(epochs=4.0, encoder_rate=5e-5, head_rate=5e-4)
#: Share of the gold in the labels of the student, the rest being the teachers'.
GOLD_SHARE = 0.2
#: Number of trainings at a time on an accelerator, which one alone does not fill.
AT_A_TIME = 4
#: Maximum number of word pieces that teachers read together.
READ_PIECES = 16_384


@dataclass(frozen=True, slots=True)
class Job:
    """One training, as another process runs it: what it starts from and where it ends."""

    model: AttributionModel
    examples: Sequence[Example]
    recipe: Recipe
    seed: int
    checkpoint: Path


def run(jobs: Sequence[Job]) -> list[dict[str, Tensor]]:
    """Run trainings, several at a time on an accelerator, and return the weights of each."""
    if default_device().type == "cpu":
        return [_run(job) for job in jobs]
    with ProcessPoolExecutor(AT_A_TIME, mp_context=get_context("spawn")) as pool:
        list(pool.map(_run_alone, jobs))
    return [_weights(job) for job in jobs]


def _run(job: Job) -> dict[str, Tensor]:
    train(job.model, job.examples, job.recipe, seed=job.seed, checkpoint=job.checkpoint)
    return _weights(job)


def _run_alone(job: Job) -> None:
    _run(job)


def _weights(job: Job) -> dict[str, Tensor]:
    state: dict[str, Tensor] = torch.load(job.checkpoint, weights_only=True, map_location="cpu")["model"]
    return state


def train_teachers(
    start: AttributionModel, examples: Sequence[Example], *, progress: Path, seed: int
) -> list[list[dict[str, Tensor]]]:
    """Return the weights of the teachers of each part, trained on the other parts, from those of `start`."""
    jobs = []
    for fold in range(FOLDS):
        others = [example for number, example in enumerate(examples) if number % FOLDS != fold]
        for number in range(TEACHERS):
            own = seed + 1 + TEACHERS * fold + number
            checkpoint = progress / f"teacher-{fold}-{number}.pt"
            jobs.append(Job(start, others, TEACHER_RECIPE, own, checkpoint))
    weights = run(jobs)
    return [weights[TEACHERS * fold : TEACHERS * (fold + 1)] for fold in range(FOLDS)]


def label(
    start: AttributionModel,
    teachers: Sequence[Sequence[Mapping[str, Tensor]]],
    examples: Sequence[Example],
    plain: Sequence[Example],
) -> list[Example]:
    """Return the examples with the gold mixed with the teachers' chances, and the plain texts with the latter."""
    labelled: dict[int, Example] = {}
    models = [[_with_weights(start, weights) for weights in of_fold] for of_fold in teachers]
    for fold, own in enumerate(models):
        numbers = range(fold, len(examples), FOLDS)
        labelled.update(zip(numbers, soften([examples[n] for n in numbers], own, GOLD_SHARE), strict=True))
    every = [model for own in models for model in own]
    return [labelled[n] for n in range(len(examples))] + soften(plain, every, 0.0)


def _with_weights(start: AttributionModel, weights: Mapping[str, Tensor]) -> AttributionModel:
    """Return a copy of a model with other weights."""
    model: AttributionModel = deepcopy(start)
    model.load_state_dict(weights)
    model.to(default_device()).eval()
    return model


def soften(
    examples: Sequence[Example], teachers: Sequence[AttributionModel], gold_share: float
) -> list[Example]:
    """Return the examples with labels and targets mixed of the gold and the mean of the teachers' chances.

    The targets are the gold ones and what the teachers together take for likely cues.
    """
    windows = [(n, w) for n, example in enumerate(examples) for w in cut_windows(example, WINDOW_PIECES)]
    numbers = {id(w): n for n, w in windows}
    labels = [gold_share * example.labels for example in examples]
    targets: list[list[Target]] = [[] for _ in examples]
    for batch in in_batches([w for _, w in windows], READ_PIECES):
        with torch.no_grad():
            read = _read(batch, teachers, gold_share)
        for target_window, (chances, found) in zip(batch, read, strict=True):
            number, first = numbers[id(target_window)], target_window.window.first_word
            labels[number][first : first + len(chances)] += (1 - gold_share) * chances
            targets[number] += [replace(t, head=t.head + first, first=t.first + first) for t in found]
    return [
        replace(example, labels=own, targets=sorted(found, key=lambda t: t.head))
        for example, own, found in zip(examples, labels, targets, strict=True)
    ]


def _read(
    windows: list[TargetWindow], teachers: Sequence[AttributionModel], gold_share: float
) -> list[tuple[Floats32, list[Target]]]:
    """Return for each window the teachers' mean labels, and the targets mixed of theirs and the gold."""
    device = default_device()
    batch = collate(windows, device=device)
    with torch.autocast(device.type, torch.bfloat16):
        read = [t.encoder(batch.pieces, batch.cases, batch.states, batch.mask, batch.words) for t in teachers]
    chances = torch.stack([torch.sigmoid(logits.float()) for _, logits in read]).mean(0).cpu().numpy()
    chosen: list[CueChoice] = []
    for b, (window, gold) in enumerate((w.window, w.targets) for w in windows):
        own = chances[b, : len(window.words), HEAD]
        by_head = {target.head: target for target in gold}
        heads = sorted({*choose_heads(own, len(window.pieces)), *by_head})
        chosen += [(b, head, by_head.get(head)) for head in heads]
    targets: list[list[Target]] = [[] for _ in windows]
    states = batch.word_states.flatten()
    for cues in gather_cues(batch, chosen):
        roles, valid = _read_cues(cues, [v.flatten(0, 1) for v, _ in read], states, teachers)
        for c, place in enumerate(cues.head.tolist()):
            b, head = divmod(place, batch.words.shape[1])
            start, end = windows[b].window.region(head)
            gold_valid, gold_roles = float(cues.valid[c]), cues.roles[c, : end - start].cpu().numpy()
            share = gold_share * gold_valid  # what is no cue in the gold has no roles there
            mixed = share * gold_roles + (1 - share) * roles[c, : end - start]
            chance = gold_share * gold_valid + (1 - gold_share) * float(valid[c])
            targets[b].append(Target(head, start, mixed, chance))
    return [(chances[b, : len(w.window.words)], targets[b]) for b, w in enumerate(windows)]


def _read_cues(
    cues: CueBatch, vectors: Sequence[Tensor], states: Tensor, teachers: Sequence[AttributionModel]
) -> tuple[Floats32, Floats32]:
    """Return the teachers' mean chances of the roles (cues, length, 4) and of validity (cues)."""
    with torch.autocast(cues.mask.device.type, torch.bfloat16):
        read = [
            teacher.reader(own, states, cues.region, cues.mask, cues.head, cues.offset)
            for teacher, own in zip(teachers, vectors, strict=True)
        ]
    roles = torch.stack([torch.softmax(roles.float(), -1) for roles, _ in read]).mean(0)
    valid = torch.stack([torch.sigmoid(valid.float()) for _, valid in read]).mean(0)
    return roles.cpu().numpy(), valid.cpu().numpy()
