"""Train cue detection and cue reading jointly, with linear decay of the learning rate to zero."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from analysis.quotes.training._batches import BATCH_PIECES, Batch, choose_cues, collate, make_batches
from analysis.quotes.training._data import Example
from analysis.quotes.training._model import AttributionModel

#: Steps between two lines of progress, and between two checkpoints.
_SHOWN, _KEPT = 100, 500


@dataclass(frozen=True, slots=True)
class Recipe:
    """The recipe of training: passes over the data, learning rates, warm-up and weights of the losses."""

    epochs: float
    encoder_rate: float
    head_rate: float
    stop: int | None = None  # last step of this run; the decay spans all epochs
    batch_pieces: int = BATCH_PIECES
    warm_up: int = 80
    clip: float = 2.0
    weight_decay: float = 0.01
    negatives: int = 8
    role_weight: float = 3.0
    valid_weight: float = 0.5
    helper_weight: float = 1.0
    bfloat16: bool = True


def default_device() -> torch.device:
    """Return the accelerator, where there is one, else the processor."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def loss_of(model: AttributionModel, batch: Batch, recipe: Recipe) -> dict[str, Tensor]:
    """Return the losses of a batch by name: cue heads, helper roles, roles by cue, validity of cues."""
    with torch.autocast(batch.words.device.type, torch.bfloat16, enabled=recipe.bfloat16):
        vectors, logits = model.encoder(batch.pieces, batch.cases, batch.states, batch.mask, batch.words)
        groups = choose_cues(batch, logits[..., 0].detach(), recipe.negatives)
        flat, states = vectors.flatten(0, 1), batch.word_states.flatten()
        readings = [model.reader(flat, states, c.region, c.mask, c.head, c.offset) for c in groups]
    each = functional.binary_cross_entropy_with_logits(logits.float(), batch.labels, reduction="none")
    each = each * batch.is_word.unsqueeze(-1)
    n_cues = batch.labels[..., 0].sum().clamp(min=4)
    losses = {
        "cue": each[..., 0].sum() / n_cues,
        "helpers": recipe.helper_weight * each[..., 1:].sum() / batch.is_word.sum(),
    }
    n_read = sum(len(cues.head) for cues in groups)
    for cues, (roles, valid) in zip(groups, readings, strict=True):
        per_word = functional.cross_entropy(
            roles.float().transpose(1, 2), cues.roles.transpose(1, 2), reduction="none"
        )
        per_cue = (per_word * cues.mask).sum(1) / cues.mask.sum(1) * cues.valid
        wrong = functional.binary_cross_entropy_with_logits(valid.float(), cues.valid, reduction="sum")
        losses["roles"] = losses.get("roles", 0.0) + recipe.role_weight * per_cue.sum() / n_cues
        losses["valid"] = losses.get("valid", 0.0) + recipe.valid_weight * wrong / n_read
    return losses


def make_optimizer(model: AttributionModel, recipe: Recipe) -> torch.optim.AdamW:
    """Return AdamW with the encoder's and the heads' rates; no decay for vectors (norms, biases)."""
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        pretrained = name.startswith(("encoder.layers", "encoder.norm", "encoder.distance"))
        rate = recipe.encoder_rate if pretrained else recipe.head_rate
        decay = recipe.weight_decay if parameter.ndim > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return torch.optim.AdamW(
        [
            {"params": ps, "lr": rate, "weight_decay": decay, "full_rate": rate}
            for (rate, decay), ps in groups.items()
        ],
        betas=(0.9, 0.98),
        fused=True,
    )


def train(
    model: AttributionModel,
    examples: Sequence[Example],
    recipe: Recipe,
    *,
    seed: int,
    checkpoint: Path,
) -> None:
    """Train the model in place, on the accelerator where there is one, and move it back.

    Progress is kept at `checkpoint`, from which a later call resumes. The order of the batches, masking and dropout
    follow from `seed` alone.
    """
    device = default_device()
    chance = random.Random(seed)  # noqa: S311 (an order, no secret)
    batches = make_batches(examples, chance, recipe.batch_pieces)
    steps = round(len(batches) * recipe.epochs)
    last = recipe.stop or steps
    model.to(device)
    optimizer = make_optimizer(model, recipe)
    first = _resume(checkpoint, model, optimizer, device)
    model.train()
    trained = [p for p in model.parameters() if p.requires_grad]
    sums: Counter[str] = Counter()
    for step in range(last):
        if not batches:
            batches = make_batches(examples, chance, recipe.batch_pieces)
        windows = batches.pop()
        if step < first:
            continue
        own = seed * 1_000_003 + step
        torch.manual_seed(own)
        batch = collate(windows, random.Random(own), device)  # noqa: S311
        losses = loss_of(model, batch, recipe)
        optimizer.zero_grad(set_to_none=True)
        torch.stack(list(losses.values())).sum().backward()
        nn.utils.clip_grad_norm_(trained, recipe.clip)
        for group in optimizer.param_groups:
            group["lr"] = group["full_rate"] * _decay(step, steps, recipe.warm_up)
        optimizer.step()
        sums.update({name: loss.detach() for name, loss in losses.items()})
        done = step + 1
        if done % _SHOWN == 0:
            shown = " ".join(f"{name} {float(total) / _SHOWN:.3f}" for name, total in sums.items())
            print(f"{checkpoint.stem}: step {done}/{steps} {shown}", flush=True)
            sums.clear()
        if done % _KEPT == 0 or done == last:
            _keep(checkpoint, done, model, optimizer)
    model.to("cpu").eval()


def _decay(step: int, steps: int, warm_up: int) -> float:
    """Return the factor of the learning rate: linear up in `warm_up` steps, then linear down to zero."""
    return min((step + 1) / warm_up, (steps - step) / max(1, steps - warm_up))


def _keep(checkpoint: Path, step: int, model: AttributionModel, optimizer: torch.optim.AdamW) -> None:
    """Write the state of the training to `checkpoint`, whole or not at all."""
    state = {"step": step, "model": model.state_dict(), "optimizer": optimizer.state_dict()}
    torch.save(state, checkpoint.with_suffix(".new"))
    checkpoint.with_suffix(".new").replace(checkpoint)


def _resume(
    checkpoint: Path, model: AttributionModel, optimizer: torch.optim.AdamW, device: torch.device
) -> int:
    """Load the state kept at `checkpoint`, if any, and return the step to resume from."""
    if not checkpoint.exists():
        return 0
    state = torch.load(checkpoint, weights_only=True, map_location=device)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    return int(state["step"])
