"""Define the network that detects cues and reads the source and content of each: an encoder with two heads, in torch.

The encoder is BERT's architecture (Devlin et al. 2019) at MiniLM's size (Wang et al. 2020), with learned
embeddings of a word's case and quotation state beside those of words and positions; that of the teachers is
MPNet's (Song et al. 2020), which adds a bias by the distance of two pieces to the attention. The joint design, cue
detection on the words and then one light transformer per cue, shares the encoder's work among all cues.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from analysis.quotes.model._encoding import CASES, STATES

#: Outputs of a word: head of a cue, in a source, in a cue, in a content.
WORD_OUTPUTS = 4
#: Maximum distance between a word and its cue; greater distances share its embedding.
REACH = 96


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network; the encoder's are MiniLM's.

    `distances` is the number of embeddings of the distance of two pieces, 0 for none; `bits` is that of the weights
    of linear maps while training, 0 for as they are.
    """

    vocabulary: int
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    positions: int = 264
    cue_width: int = 192
    cue_layers: int = 2
    cue_heads: int = 6
    cue_inner: int = 576
    dropout: float = 0.1
    distances: int = 0
    epsilon: float = 1e-12
    bits: int = 0

    def as_dict(self) -> dict[str, float]:
        """Return the sizes by name."""
        return asdict(self)


class Linear(nn.Linear):  # type: ignore[misc, unused-ignore]  # torch is not there when types are checked
    """A linear map whose weights are rounded as the exported ones are, so that training makes up for the loss."""

    def __init__(self, inputs: int, outputs: int, bits: int) -> None:
        super().__init__(inputs, outputs)
        self.bits = bits

    def forward(self, x: Tensor) -> Tensor:
        """Return the map of `x`; gradients pass the rounding as if it were not there."""
        weight = self.weight
        if self.bits:
            scale = weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-12) / (2 ** (self.bits - 1) - 1)
            weight = weight + (torch.round(weight.detach() / scale) * scale - weight.detach())
        return functional.linear(x, weight, self.bias)


class Layer(nn.Module):  # type: ignore[misc, unused-ignore]  # torch is not there when types are checked
    """One post-norm transformer layer."""

    def __init__(self, width: int, heads: int, inner: int, shape: Shape) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = Linear(width, 3 * width, shape.bits)
        self.out = Linear(width, width, shape.bits)
        self.norm1 = nn.LayerNorm(width, eps=shape.epsilon)
        self.up = Linear(width, inner, shape.bits)
        self.down = Linear(inner, width, shape.bits)
        self.norm2 = nn.LayerNorm(width, eps=shape.epsilon)
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Attend and transform `x` (batch, length, width).

        `mask` (batch, 1 or heads, 1 or length, length) is added to the scores of the attention; it is very negative
        at padding.
        """
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        # Written out: on a CPU in bfloat16 the fused attention's backward pass takes a third of the training.
        scores = q @ k.transpose(-1, -2) * (width // self.heads) ** -0.5 + mask.to(q.dtype)
        attended = torch.softmax(scores, -1, dtype=q.dtype) @ v
        x = self.norm1(x + self.dropout(self.out(attended.transpose(1, 2).reshape(batch, length, width))))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):  # type: ignore[misc, unused-ignore]  # torch is not there when types are checked
    """The encoder: from word pieces to a vector and `WORD_OUTPUTS` logits a word."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.word = nn.Embedding(shape.vocabulary, shape.width)
        self.position = nn.Embedding(shape.positions, shape.width)
        self.case = nn.Embedding(CASES, shape.width)
        self.state = nn.Embedding(STATES, shape.width)
        nn.init.normal_(self.case.weight, std=0.02)
        nn.init.normal_(self.state.weight, std=0.02)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.dropout = nn.Dropout(shape.dropout)
        self.layers = nn.ModuleList(
            Layer(shape.width, shape.heads, shape.inner, shape) for _ in range(shape.layers)
        )
        self.distance = nn.Embedding(shape.distances, shape.heads) if shape.distances else None
        self.outputs = nn.Linear(shape.width, WORD_OUTPUTS)

    def forward(
        self, pieces: Tensor, cases: Tensor, states: Tensor, mask: Tensor, words: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return vectors (batch, words, width) and logits (batch, words, 4); `words` are indices of first pieces."""
        x = self.word(pieces) + self.position.weight[: pieces.shape[1]]
        x = self.dropout(self.norm(x + self.case(cases) + self.state(states)))
        if self.distance is not None:
            mask = mask + self.distance(_distance_classes(pieces.shape[1], x.device)).permute(2, 0, 1)
        for layer in self.layers:
            x = layer(x, mask)
        vectors = torch.gather(x, 1, words.unsqueeze(-1).expand(-1, -1, x.shape[-1]))
        return vectors, self.outputs(vectors)


def _distance_classes(length: int, device: torch.device) -> Tensor:
    """Return the class of the distance from each piece to each other, of MPNet's 32 (those of T5, Raffel et al. 2020).

    A half is for each direction; there the first eight are distances of their own, the others grow by powers up to
    128 and beyond.
    """
    places = torch.arange(length, device=device)
    distance = places[:, None] - places[None, :]
    size = distance.abs()
    far = 8 + (torch.log(size.clamp(min=1) / 8) / math.log(128 / 8) * 8).long()
    return torch.where(distance < 0, 16, 0) + torch.where(size < 8, size, far.clamp(max=15))


class CueReader(nn.Module):  # type: ignore[misc, unused-ignore]  # torch is not there when types are checked
    """The reader of cues: the role of each word of a cue's region (none, source, cue, content), and validity."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        d = shape.cue_width
        self.own, self.cue, self.left, self.right = (Linear(shape.width, d, shape.bits) for _ in range(4))
        self.distance = nn.Embedding(2 * REACH + 1, d)
        self.state = nn.Embedding(STATES, d)
        for table in (self.distance, self.state):
            nn.init.normal_(table.weight, std=0.1)
        self.norm = nn.LayerNorm(d)
        self.dropout = nn.Dropout(shape.dropout)
        self.layers = nn.ModuleList(
            Layer(d, shape.cue_heads, shape.cue_inner, shape) for _ in range(shape.cue_layers)
        )
        self.roles = nn.Linear(d, 4)
        self.valid = nn.Linear(2 * d, 1)

    def forward(
        self, vectors: Tensor, states: Tensor, region: Tensor, mask: Tensor, cue: Tensor, offset: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return role logits (cues, region, 4) and validity logits (cues).

        `vectors` (words, width) and `states` (words) describe all words; `region` (cues, length) holds the
        indices of each cue's words, `mask` (cues, length) is 1 for these and 0 for padding, `cue` (cues) is
        the index of the head and `offset` (cues, length) each word's distance from it.
        """
        own, left = self.own(vectors), self.left(vectors)
        cue_own, cue_right = self.cue(vectors[cue]), self.right(vectors[cue])
        x = own[region] + cue_own.unsqueeze(1) + left[region] * cue_right.unsqueeze(1)
        x = x + self.distance(offset.clamp(-REACH, REACH) + REACH) + self.state(states[region])
        x = self.dropout(self.norm(x))
        blocked = (1.0 - mask)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, blocked)
        at_cue = ((offset == 0) * mask).unsqueeze(1) @ x.float()
        mean = (mask / mask.sum(1, keepdim=True)).unsqueeze(1) @ x.float()
        return self.roles(x), self.valid(torch.cat([at_cue, mean], -1).squeeze(1)).squeeze(-1)


class AttributionModel(nn.Module):  # type: ignore[misc, unused-ignore]  # torch is not there when types are checked
    """The encoder and the reader of its cues."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape)
        self.reader = CueReader(shape)


#: The names of MiniLM's parts (BERT's) and of MPNet's, by ours.
_BERT = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}
_MPNET = _BERT | {
    "query": "attention.attn.q",
    "key": "attention.attn.k",
    "value": "attention.attn.v",
    "out": "attention.attn.o",
    "norm1": "attention.LayerNorm",
}
#: MPNet's first position, after two rows for padding.
_FIRST_POSITION = 2


def load_minilm(model: AttributionModel, weights: Mapping[str, Tensor], kept_pieces: Sequence[int]) -> None:
    """Copy MiniLM's weights into the encoder; `kept_pieces` are the rows of its vocabulary to keep."""
    positions = weights["embeddings.position_embeddings.weight"][: model.shape.positions]
    # Every piece is in the first segment, so its embedding is added to the positions.
    positions = positions + weights["embeddings.token_type_embeddings.weight"][0]
    _load(model, weights, kept_pieces, positions, _BERT)


def load_mpnet(model: AttributionModel, weights: Mapping[str, Tensor], kept_pieces: Sequence[int]) -> None:
    """Copy MPNet's weights into the encoder; `kept_pieces` are the rows of its vocabulary to keep."""
    end = _FIRST_POSITION + model.shape.positions
    positions = weights["embeddings.position_embeddings.weight"][_FIRST_POSITION:end]
    _load(model, weights, kept_pieces, positions, _MPNET)
    with torch.no_grad():
        model.get_parameter("encoder.distance.weight").copy_(
            weights["encoder.relative_attention_bias.weight"]
        )


def _load(
    model: AttributionModel,
    weights: Mapping[str, Tensor],
    kept_pieces: Sequence[int],
    positions: Tensor,
    names: Mapping[str, str],
) -> None:
    """Copy a pre-trained encoder's weights; the embeddings of pieces and positions stay as they are."""
    encoder = model.encoder
    with torch.no_grad():
        encoder.word.weight.copy_(weights["embeddings.word_embeddings.weight"][list(kept_pieces)])
        encoder.position.weight.copy_(positions)
        encoder.norm.weight.copy_(weights["embeddings.LayerNorm.weight"])
        encoder.norm.bias.copy_(weights["embeddings.LayerNorm.bias"])
        for i, layer in enumerate(encoder.layers):
            prefix = f"encoder.layer.{i}."
            for part in ("weight", "bias"):
                heads = [f"{prefix}{names[name]}.{part}" for name in ("query", "key", "value")]
                getattr(layer.qkv, part).copy_(torch.cat([weights[name] for name in heads]))
                for name in ("out", "norm1", "up", "down", "norm2"):
                    getattr(getattr(layer, name), part).copy_(weights[f"{prefix}{names[name]}.{part}"])
    encoder.word.weight.requires_grad = False
    encoder.position.weight.requires_grad = False
