"""The figures of accuracy that pages and model card give: one place, of these weights, and the words made of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.annotation import AnnotatedCorpus
from analysis.corpus import Corpus
from analysis.errors import DatelineError
from analysis.quotes import _accuracy as accuracy
from analysis.quotes._records import choose_finder, read_article
from analysis.quotes.evaluation import _figures as recording
from analysis.quotes.evaluation._gold import read_gold_lines
from analysis.quotes.evaluation._scores import score_quotes
from tests.small_gold import SEEDS_GOLD


def test_the_model_card_repeats_the_figures() -> None:
    """What the card says between its marks is what the figures give; `nox -s evaluate -- --record` writes both."""
    card = recording.CARD.read_text(encoding="utf-8")

    assert recording.describe_figures(accuracy.read_figures()) == (
        card.split(recording.BEGIN)[1].split(recording.END)[0].strip()
    )


def test_the_figures_are_of_these_weights() -> None:
    """Weights that change want new figures: nox -s evaluate -- --polnear PATH --record."""
    assert accuracy.weights_digest() == accuracy.read_figures()["weights"]


@pytest.mark.parametrize("model", ["default", "rules"])
def test_the_figures_hang_together(model: str) -> None:
    """Kinds add up to all, no cut shows all, and a higher cut never shows or gets right more."""
    figures = accuracy.read_figures()
    finder = figures["finders"][model]
    kinds, cuts = finder["kinds"], finder["cuts"]

    for count in ("shown", "gold", "right", "found"):
        assert kinds["all"][count] == sum(kinds[kind][count] for kind in ("direct", "mixed", "indirect"))
    assert figures["attributions"] == kinds["all"]["gold"]
    assert kinds["all"]["shown"] == cuts[0]["shown"]
    assert list(recording.CUTS) == [cut["from"] for cut in cuts]
    for count in ("shown", "right"):
        counts = [cut[count] for cut in cuts]
        assert counts == sorted(counts, reverse=True)


def test_measuring_is_scoring(seeds: Corpus, annotated: AnnotatedCorpus) -> None:
    """The counts are those of `score_quotes`, at a cut those of what is left."""
    gold = read_gold_lines(SEEDS_GOLD, seeds)
    found = {article.doc_id: read_article(article, doc, choose_finder("rules")) for article, doc in annotated}
    figures = recording.measure_accuracy(gold, {"rules": found}, "seeds")
    scores = score_quotes(gold, found).set_index(["measure", "kind"])
    cut = next(cut for cut in figures["finders"]["rules"]["cuts"] if cut["from"] == 0.7)
    sure = {
        doc_id: [a for a in own if a.kind != "indirect" or a.confidence >= 0.7]
        for doc_id, own in found.items()
    }

    counts = figures["finders"]["rules"]["kinds"]["mixed"]
    assert scores.loc[("attribution", "mixed"), "precision"] == counts["right"] / counts["shown"]
    assert scores.loc[("attribution", "mixed"), "recall"] == counts["found"] / counts["gold"]
    assert (
        scores.loc[("content words", "all"), "right"]
        == figures["finders"]["rules"]["words"]["content"]["right"]
    )
    assert score_quotes(gold, sure)["right"].iloc[0] == cut["right"] < counts["shown"] + 68


def test_recording_writes_figures_and_card(tmp_path: Path) -> None:
    """Both files change together, the rest of the card stays, and a card without the place is refused."""
    card, to = tmp_path / "CARD.md", tmp_path / "accuracy.json"
    card.write_text(f"# Card\n\n{recording.BEGIN}\nold\n{recording.END}\n\nThe end.\n")
    figures = accuracy.read_figures()
    recording.record_accuracy(figures, to=to, card=card)

    assert figures == json.loads(to.read_text())
    assert accuracy.FIGURES.read_bytes() == to.read_bytes()
    assert card.read_text().startswith(f"# Card\n\n{recording.BEGIN}\nOn ")
    assert card.read_text().endswith(f"\n{recording.END}\n\nThe end.\n")
    card.write_text("# Card\n")
    to.unlink()
    with pytest.raises(DatelineError, match="no place for the figures"):
        recording.record_accuracy(figures, to=to, card=card)
    assert not to.exists()


def test_words_say_the_figures() -> None:
    """The sentences and tables have the figures' shares, and a cut says what it leaves out and what that gives."""
    cuts = accuracy.read_figures()["finders"]["default"]["cuts"]
    kinds = accuracy.accuracy_by_kind().set_index("kind")
    plain = accuracy.describe_accuracy()
    cut = accuracy.describe_accuracy(min_confidence=0.72, left_out=12)
    at_70 = next(one for one in cuts if one["from"] == 0.7)

    assert f"About {kinds.loc['all', 'right']}% of the attributions shown are right" in plain[0]
    assert f"about {kinds.loc['all', 'found']}% of those in the text are found" in plain[0]
    assert f"{kinds.loc['direct', 'found']}% of direct quotations" in plain[1]
    assert "84 American political news articles" in plain[2]
    assert f"About {100 * at_70['right'] / at_70['shown']:.0f}% of" in cut[0]
    assert "below 0.72 are hidden: 12 in this corpus" in cut[1]


def test_cuts_that_change_nothing_are_left_out() -> None:
    """The table begins without a cut, and each further one keeps less and gets more right of what it shows."""
    table = accuracy.accuracy_by_confidence()

    assert 0.0 == table["min_confidence"].iloc[0]
    assert 100 == table["kept"].iloc[0]
    assert table["kept"].is_monotonic_decreasing
    assert table["found"].is_monotonic_decreasing
    assert table["right"].iloc[0] < table["right"].iloc[-1]


def test_figures_of_other_weights_are_called_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who trains weights of their own is told that the figures are not theirs."""
    monkeypatch.setattr(accuracy, "weights_digest", lambda: "other")

    assert "different model weights" in accuracy.describe_accuracy()[-1]
    assert "different model weights" not in accuracy.describe_accuracy(finder="rules")[-1]
