"""Train cue detection and cue reading jointly, with linear decay of the learning rate to zero."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, distributed, multiprocessing, nn
from torch.nn import functional

from analysis.quotes.training._batches import Batch, choose_cues, collate, make_batches
from analysis.quotes.training._data import Example
from analysis.quotes.training._model import AttributionModel

#: Number of training processes, of one thread each; the weights that ship depend on it.
_WORKERS = 2


@dataclass(frozen=True, slots=True)
class Recipe:
    """The recipe of training: passes over the data, learning rates, warm-up and weights of the losses."""

    epochs: float = 2.4
    stop: int | None = None  # last step of this run; the decay spans all epochs
    encoder_rate: float = 1.5e-4
    head_rate: float = 6e-4
    warm_up: int = 80
    clip: float = 2.0
    weight_decay: float = 0.01
    negatives: int = 8
    role_weight: float = 3.0
    valid_weight: float = 0.5
    helper_weight: float = 1.0
    bfloat16: bool = True


def loss_of(model: AttributionModel, batch: Batch, recipe: Recipe) -> dict[str, Tensor]:
    """Return the losses of a batch by name: cue heads, helper roles, roles by cue, validity of cues."""
    with torch.autocast("cpu", torch.bfloat16, enabled=recipe.bfloat16):
        vectors, logits = model.encoder(batch.pieces, batch.cases, batch.states, batch.mask, batch.words)
        groups = choose_cues(batch, logits[..., 0].detach(), recipe.negatives)
        flat, states = vectors.flatten(0, 1), batch.word_states.flatten()
        readings = [model.reader(flat, states, c.region, c.mask, c.head, c.offset) for c in groups]
    each = functional.binary_cross_entropy_with_logits(logits.float(), batch.labels, reduction="none")
    each = each * batch.is_word.unsqueeze(-1)
    n_gold = batch.labels[..., 0].sum().clamp(min=4)
    losses = {
        "cue": each[..., 0].sum() / n_gold,
        "helpers": recipe.helper_weight * each[..., 1:].sum() / batch.is_word.sum(),
    }
    n_read = sum(len(cues.head) for cues in groups)
    for cues, (roles, valid) in zip(groups, readings, strict=True):
        per_word = functional.cross_entropy(roles.float().transpose(1, 2), cues.roles, reduction="none")
        per_cue = (per_word * cues.mask).sum(1) / cues.mask.sum(1) * cues.valid
        wrong = functional.binary_cross_entropy_with_logits(valid.float(), cues.valid, reduction="sum")
        losses["roles"] = losses.get("roles", 0.0) + recipe.role_weight * per_cue.sum() / n_gold
        losses["valid"] = losses.get("valid", 0.0) + recipe.valid_weight * wrong / n_read
    return losses


def make_optimizer(model: AttributionModel, recipe: Recipe) -> torch.optim.AdamW:
    """Return AdamW with the encoder's and the heads' rates; no decay for vectors (norms, biases)."""
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        pretrained = name.startswith(("encoder.layers", "encoder.norm"))
        rate = recipe.encoder_rate if pretrained else recipe.head_rate
        decay = recipe.weight_decay if parameter.ndim > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return torch.optim.AdamW(
        [
            {"params": ps, "lr": rate, "weight_decay": decay, "full_rate": rate}
            for (rate, decay), ps in groups.items()
        ],
        betas=(0.9, 0.98),
    )


def train(
    model: AttributionModel,
    examples: Sequence[Example],
    recipe: Recipe,
    *,
    seed: int,
    checkpoint: Path,
) -> None:
    """Train the model in place, in two processes of one thread that share each batch and average their gradients.

    Progress is kept at `checkpoint`, from which a later call resumes. The order of the batches, masking and dropout
    follow from `seed` alone.
    """
    with tempfile.TemporaryDirectory() as folder:
        meeting = f"file://{folder}/meeting"
        arguments = (_WORKERS, meeting, model, examples, recipe, seed, checkpoint)
        multiprocessing.start_processes(_work, arguments, nprocs=_WORKERS, start_method="fork")
    model.load_state_dict(torch.load(checkpoint, weights_only=True)["model"])
    model.eval()


def _work(
    rank: int,
    workers: int,
    meeting: str,
    model: AttributionModel,
    examples: Sequence[Example],
    recipe: Recipe,
    seed: int,
    checkpoint: Path,
) -> None:
    """Run one of the training processes, which takes every `workers`-th window of a batch."""
    torch.set_num_threads(1)
    distributed.init_process_group("gloo", init_method=meeting, rank=rank, world_size=workers)
    chance = random.Random(seed)  # noqa: S311 (an order, no secret)
    batches = make_batches(examples, chance)
    steps = round(len(batches) * recipe.epochs)
    last = recipe.stop or steps
    optimizer = make_optimizer(model, recipe)
    first = _resume(checkpoint, model, optimizer)
    model.train()
    trained = [p for p in model.parameters() if p.requires_grad]
    sums: Counter[str] = Counter()
    for step in range(last):
        if not batches:
            batches = make_batches(examples, chance)
        batch = batches.pop()
        if step < first:
            continue
        own = seed * 1_000_003 + step * workers + rank
        torch.manual_seed(own)
        masking = random.Random(own)  # noqa: S311
        losses = loss_of(model, collate(batch[rank::workers] or batch, masking), recipe)
        optimizer.zero_grad(set_to_none=True)
        torch.stack(list(losses.values())).sum().backward()
        _share_gradients(trained, workers)
        nn.utils.clip_grad_norm_(trained, recipe.clip)
        for group in optimizer.param_groups:
            group["lr"] = group["full_rate"] * _decay(step, steps, recipe.warm_up)
        optimizer.step()
        sums.update({name: float(loss.detach()) for name, loss in losses.items()})
        done = step + 1
        if rank == 0 and done % 25 == 0:
            print(f"step {done}/{steps} " + " ".join(f"{n} {s / 25:.3f}" for n, s in sums.items()))
            sums.clear()
        if rank == 0 and (done % 100 == 0 or done == last):
            state = {"step": done, "model": model.state_dict(), "optimizer": optimizer.state_dict()}
            torch.save(state, checkpoint.with_suffix(".new"))
            checkpoint.with_suffix(".new").replace(checkpoint)
    distributed.destroy_process_group()


def _decay(step: int, steps: int, warm_up: int) -> float:
    """Return the factor of the learning rate: linear up in `warm_up` steps, then linear down to zero."""
    return min((step + 1) / warm_up, (steps - step) / max(1, steps - warm_up))


def _share_gradients(parameters: Sequence[nn.Parameter], workers: int) -> None:
    """Replace each gradient by the mean over the processes."""
    gradients = [torch.zeros_like(p) if p.grad is None else p.grad for p in parameters]
    flat = torch.cat([g.flatten() for g in gradients])
    distributed.all_reduce(flat)
    flat /= workers
    for parameter, part in zip(parameters, flat.split([g.numel() for g in gradients]), strict=True):
        parameter.grad = part.view_as(parameter)


def _resume(checkpoint: Path, model: AttributionModel, optimizer: torch.optim.AdamW) -> int:
    """Load the state kept at `checkpoint`, if any, and return the step to resume from."""
    if not checkpoint.exists():
        return 0
    state = torch.load(checkpoint, weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    return int(state["step"])
