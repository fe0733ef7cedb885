"""Training reads the gold as it stands, and the network, its losses and its export work on small examples."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from analysis.errors import DatelineError
from analysis.quotes._attribution import Attribution
from analysis.quotes.evaluation._gold import GoldArticle
from analysis.quotes.model._cue_predictions import CuePrediction
from analysis.quotes.model._decoding import Settings
from analysis.quotes.model._encoding import LEFT_OPEN, OPENING, OUTSIDE, UNKNOWN_PIECE, read_words
from analysis.quotes.training._calibrate import ArticlePredictions, best_threshold, fit, match_gold
from analysis.quotes.training._data import (
    CONTENT,
    CUE,
    HEAD,
    NONE,
    SOURCE,
    cue_rates,
    make_example,
    paragraphs_of,
    read_gold,
    turns_of,
    without_marks,
)

if TYPE_CHECKING:
    from analysis.quotes.training._model import AttributionModel

TEXT = "Harbour tolls rise.\n\nThe mayor said on Monday that “tolls will rise”, he added.\nRead more.\n"
STANDOFF = """T1\tSource 21 30\tThe mayor
T2\tCue 31 35\tsaid
T3\tContent 46 68;70 70\tthat “tolls will rise”
T4\tAttribution 31 35\tsaid
E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3
T5\tSource 70 72\the
T6\tCue 73 78\tadded
E2\tAttribution:T6 Source2:T5 Cue:T6
"""


@pytest.fixture
def compartment(tmp_path: Path) -> Path:
    """A folder of gold with one text of two annotators."""
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "harbour.txt").write_bytes(TEXT.encode())
    (tmp_path / "attributions" / "harbour_bbbb.ann").write_bytes(b"")
    (tmp_path / "attributions" / "harbour_aaaa.ann").write_bytes(STANDOFF.encode())
    return tmp_path


def one_piece(_: str) -> list[int]:
    """Give every word one unknown piece."""
    return [UNKNOWN_PIECE]


def test_gold_is_read(compartment: Path) -> None:
    """The first annotator's attributions count; one without content does not."""
    (gold,) = read_gold(compartment)
    assert gold.doc_id == "harbour"
    assert [gold.text[s:e] for s, e in paragraphs_of(gold.text)][-1] == "Read more."
    (attribution,) = gold.attributions
    assert [gold.text[s:e] for s, e in attribution.source_spans] == ["The mayor"]
    assert gold.text[slice(*attribution.content_spans[0])] == "that “tolls will rise”"


def test_missing_gold_is_a_user_error(tmp_path: Path) -> None:
    """A folder that is no part of PolNeAR, or one without annotation, stops with a sentence."""
    with pytest.raises(DatelineError, match="not a part of PolNeAR"):
        read_gold(tmp_path)
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    with pytest.raises(DatelineError, match="No annotated text"):
        read_gold(tmp_path)


def test_targets_are_words(compartment: Path) -> None:
    """Each role's words are those its spans touch, and the head is the cue's."""
    texts = read_gold(compartment)
    example = make_example(texts[0], lambda _: [UNKNOWN_PIECE], cue_rates(texts))
    (target,) = example.targets
    words = example.words
    named = {role: [] for role in (SOURCE, CUE, CONTENT)}  # type: dict[int, list[str]]
    for word, role in enumerate(target.roles.argmax(1), start=target.first):
        if role != NONE:
            named[role].append(TEXT[words.starts[word] : words.ends[word]])
    assert named == {
        SOURCE: ["The", "mayor"],
        CUE: ["said"],
        CONTENT: ["that", "“", "tolls", "will", "rise", "”"],
    }
    assert TEXT[words.starts[target.head] : words.ends[target.head]] == "said"
    assert [TEXT[words.starts[w] :][:4] for w in np.flatnonzero(example.labels[:, HEAD])] == ["said"]
    assert example.labels.sum(0).tolist() == [1, 2, 1, 6]


@pytest.mark.parametrize(
    ("closing", "content", "states"),
    [
        (False, ["that", "tolls", "will", "rise"], {OUTSIDE}),
        (True, ["that", "“", "tolls", "will", "rise"], {OUTSIDE, OPENING, LEFT_OPEN}),
    ],
)
def test_marks_are_lost(compartment: Path, closing: bool, content: list[str], states: set[int]) -> None:
    """Without marks, or without those that close, the same words have the same roles; what was opened stays open."""
    texts = read_gold(compartment)
    example = without_marks(make_example(texts[0], one_piece, cue_rates(texts)), closing=closing)
    words, (target,) = example.words, example.targets
    chosen = target.first + np.flatnonzero(target.roles[:, CONTENT])
    assert [TEXT[words.starts[w] : words.ends[w]] for w in chosen] == content
    assert TEXT[words.starts[target.head] : words.ends[target.head]] == "said"
    assert set(words.states) == states
    assert words.parts[-1][1] == len(words.starts) == len(example.labels) == len(words.pieces)


def test_direct_quotations_are_turns() -> None:
    """Long quotations become paragraphs without their marks; short ones and indirect speech are left out."""
    said = "We will not raise the tolls of the harbour before the spring of next year"
    text = f"“{said},” he said. “No,” she said. He thinks that {said.lower()}."
    spans = [
        (text.index(part), text.index(part) + len(part)) for part in (f"“{said},”", "“No,”", said.lower())
    ]
    kinds = ("direct", "direct", "indirect")
    attributions = [Attribution((span,), (), (), kind, 1.0) for span, kind in zip(spans, kinds, strict=True)]
    assert turns_of(GoldArticle("harbour", text, tuple(attributions))) == f"{said},"


def test_matching_is_one_to_one(compartment: Path) -> None:
    """Of two candidates over one gold content, only the better is right."""
    from analysis.quotes.model._decoding import Candidate

    (gold,) = read_gold(compartment)
    words = read_words(gold.text, paragraphs_of(gold.text), lambda _: [UNKNOWN_PIECE])
    whole = [i for i, start in enumerate(words.starts) if 46 <= start < 68]
    found = [Candidate(whole[:4], [], [], "mixed", [], 0.0), Candidate(whole, [], [], "mixed", [], 0.0)]
    assert match_gold(ArticlePredictions(gold, words, []), found) == [False, True]


def test_logistic_regression_finds_the_slope() -> None:
    """On data drawn from known weights the fit comes near them."""
    chance = np.random.default_rng(1)
    features = np.column_stack([np.ones(4000), chance.normal(size=4000)])
    right = (chance.random(4000) < 1 / (1 + np.exp(-(0.5 + 2 * features[:, 1])))).astype(float)
    assert np.allclose(fit(features, right), [0.5, 2.0], atol=0.2)


def test_the_best_threshold_is_half_the_best_f1() -> None:
    """Where confidence is calibrated, saying less or more than what is above half the best F1 makes it worse."""
    threshold, best = best_threshold(np.linspace(0.005, 0.995, 199), 120)
    assert abs(threshold - best / 2) < 0.02
    assert 0.6 < best < 0.8


def tiny_model(**sizes: int) -> AttributionModel:
    """A network that trains in no time."""
    torch = pytest.importorskip("torch")
    from analysis.quotes.training._model import AttributionModel, Shape

    torch.manual_seed(3)
    small = {"width": 64, "layers": 1, "heads": 2, "inner": 128, "cue_width": 64, "cue_layers": 1}
    return AttributionModel(Shape(50, **small, cue_heads=2, cue_inner=64, **sizes))


def test_teachers_mix_with_the_gold(compartment: Path) -> None:
    """Labels and roles are the given share of the gold and the rest the teachers', window by window."""
    pytest.importorskip("torch")
    from analysis.quotes.training._distil import soften

    texts = read_gold(compartment)
    example = make_example(texts[0], lambda word: [5 + len(word)], cue_rates(texts))
    teachers = [tiny_model().eval(), tiny_model(distances=32).eval()]
    (gold,), (half,), (theirs,) = (soften([example], teachers, share) for share in (1.0, 0.5, 0.0))
    assert np.array_equal(gold.labels, example.labels)
    assert np.allclose(half.labels, (example.labels + theirs.labels) / 2, atol=1e-6)
    said = example.targets[0]
    mixed = next(t for t in half.targets if t.head == said.head)
    own = next(t for t in theirs.targets if t.head == said.head)
    assert mixed.valid == pytest.approx(0.5 + own.valid / 2)
    words = slice(said.first - mixed.first, said.first - mixed.first + len(said.roles))
    assert np.allclose(mixed.roles[words], (said.roles + own.roles[words]) / 2, atol=1e-6)
    assert [t.head for t in half.targets] == sorted({t.head for t in half.targets})
    assert soften([], teachers, 0.5) == []


def test_training_resumes_where_it_stopped(compartment: Path, tmp_path: Path) -> None:
    """Stopped and resumed, training ends with the weights of an uninterrupted run."""
    torch = pytest.importorskip("torch")
    from analysis.quotes.training._train import Recipe, train

    texts = read_gold(compartment)
    example = make_example(texts[0], lambda word: [5 + len(word)], cue_rates(texts))
    recipe = Recipe(epochs=4.0, encoder_rate=1e-3, head_rate=1e-3, warm_up=1, bfloat16=False)
    once, twice = tiny_model(bits=7), tiny_model(bits=7)
    train(once, [example], recipe, seed=1, checkpoint=tmp_path / "once.pt")
    train(twice, [example], replace(recipe, stop=2), seed=1, checkpoint=tmp_path / "twice.pt")
    train(twice, [example], recipe, seed=1, checkpoint=tmp_path / "twice.pt")
    start = tiny_model(bits=7).state_dict()
    assert all(torch.equal(value, twice.state_dict()[name]) for name, value in once.state_dict().items())
    assert not torch.equal(start["encoder.outputs.weight"], once.state_dict()["encoder.outputs.weight"])


def test_losses_are_finite_and_export_agrees(compartment: Path, tmp_path: Path) -> None:
    """A tiny network has finite losses and, exported, says what it says in torch up to 8-bit rounding."""
    torch = pytest.importorskip("torch")
    pytest.importorskip("onnx")
    from analysis.quotes.model._encoding import pack_windows
    from analysis.quotes.model._network import OnnxNetwork
    from analysis.quotes.training._batches import collate, cut_windows
    from analysis.quotes.training._export import export_encoder, export_reader
    from analysis.quotes.training._train import Recipe, loss_of

    model = tiny_model(bits=7)
    shape = model.shape
    texts = read_gold(compartment)
    example = make_example(texts[0], lambda word: [5 + len(word)], cue_rates(texts))
    batch = collate(cut_windows(example, 128))
    losses = loss_of(model, batch, Recipe(epochs=1.0, encoder_rate=1e-4, head_rate=1e-4, bfloat16=False))
    assert set(losses) == {"cue", "helpers", "roles", "valid"}
    assert all(torch.isfinite(loss) for loss in losses.values())

    arrays = {name: value.detach().numpy() for name, value in model.eval().state_dict().items()}
    export_encoder(arrays, shape, tmp_path / "encoder.onnx")
    export_reader(arrays, shape, tmp_path / "reader.onnx")
    network = OnnxNetwork((tmp_path / "encoder.onnx").read_bytes(), (tmp_path / "reader.onnx").read_bytes())
    (window,) = pack_windows(example.words)
    vectors, logits = network.encode(window)
    rows = [torch.tensor(x)[None] for x in (window.pieces, window.cases, window.states)]
    with torch.no_grad():
        ours, our_logits = model.encoder(*rows, torch.zeros(1, 1, 1, 1), torch.tensor(window.words)[None])
    assert np.abs(vectors - ours[0].numpy()).max() < 0.1
    assert np.abs(logits - our_logits[0].numpy()).max() < 0.1


def test_a_reading_without_content_is_no_candidate(compartment: Path) -> None:
    """A cue none of whose words is content gives nothing."""
    from analysis.quotes.model._decoding import decode_cue

    (gold,) = read_gold(compartment)
    words = read_words(gold.text, paragraphs_of(gold.text), lambda _: [UNKNOWN_PIECE])
    n = len(words.starts)
    roles = np.tile(np.asarray([1, 0, 0, 0], dtype=np.float32), (n, 1))
    reading = CuePrediction(6, 0, roles, 0.9, 0.9, np.zeros((n, 4), dtype=np.float32))
    assert decode_cue(reading, words, gold.text, Settings()) is None
