"""The tables of the evaluation report: every finder against gold, from gold of either form, with nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from analysis.annotation import AnnotatedCorpus, annotate
from analysis.corpus import Corpus
from analysis.errors import DatelineError
from analysis.findings import find_in_scores
from analysis.quotes import cue_tone
from analysis.quotes import evaluation as evaluate
from analysis.quotes.evaluation._scores import score_quotes
from analysis.schema import TABLES
from tests.small_gold import SEEDS_GOLD, write_relations


@pytest.fixture(scope="module")
def evaluation(annotated: AnnotatedCorpus) -> evaluate.Evaluation:
    """Both finders on the seeds."""
    gold, articles = evaluate.read_gold(SEEDS_GOLD, annotated.corpus)
    assert articles is annotated.corpus
    return evaluate.evaluate_finders(annotated, gold)


def test_scores_are_those_of_each_finder(evaluation: evaluate.Evaluation) -> None:
    """The table has what `score_quotes` says of each finder, and its classes by cue share out the whole gold."""
    scores = evaluate.score_finders(evaluation)

    for finder, found in evaluation.found.items():
        own = scores[(scores["finder"] == finder) & (scores["sorting"] == "kind")]
        alone = score_quotes(evaluation.gold, found)
        assert alone["f1"].astype(float).round(9).tolist() == own["f1"].round(9).tolist()
        by_cue = scores[(scores["finder"] == finder) & (scores["sorting"] == "cue")]
        counted = by_cue[by_cue["measure"] == "attribution"][["predicted", "gold"]].sum()
        assert (sum(map(len, found.values())), 68) == tuple(counted)
    assert not scores.duplicated(["finder", "sorting", "class", "measure"]).any()


def test_side_by_side_in_per_cent(evaluation: evaluate.Evaluation) -> None:
    """A class's rows stand together, model first, and a share of 1 is 100 %."""
    table = evaluate.compare_scores(evaluate.score_finders(evaluation), "attribution")

    assert ["all", "all", "direct", "direct"] == table["class"].tolist()[:4]
    assert ["model", "rules"] * 4 == table["finder"].tolist()
    assert [100.0, 100.0] == table.loc[table["class"] == "direct", "f1"].round(1).tolist()


def test_roles_are_counted_over_all_words(evaluation: evaluate.Evaluation) -> None:
    """Each role has a row a finder, and source of matches is a share of the attributions found."""
    scores = evaluate.score_finders(evaluation)
    roles = evaluate.score_roles(scores)
    matches = roles[roles["role"] == "source of matches"].set_index("finder")
    found = evaluate.compare_scores(scores, "attribution").query("`class` == 'all'").set_index("finder")

    assert ["content words", "source words", "cue words", "source of matches"] == list(
        dict.fromkeys(roles["role"])
    )
    assert found["right"].tolist() == matches["gold"].tolist()


def test_articles_add_up(evaluation: evaluate.Evaluation) -> None:
    """The articles' counts are those of the whole."""
    table = evaluate.score_articles(evaluation)
    whole = (
        evaluate.compare_scores(evaluate.score_finders(evaluation), "attribution").head(2).set_index("finder")
    )

    for finder, rows in table.groupby("finder"):
        for column in ("right", "predicted", "gold"):
            assert whole.loc[finder, column] == rows[column].sum()


def test_errors_are_what_is_not_right(evaluation: evaluate.Evaluation) -> None:
    """Misses, spurious ones and wrong sources of each finder are as many as its scores leave."""
    errors = evaluate.find_errors(evaluation)
    whole = evaluate.score_finders(evaluation).query("`class` == 'all'").set_index(["finder", "measure"])

    for finder in evaluation.found:
        alone, sourced = whole.loc[(finder, "attribution")], whole.loc[(finder, "attribution and source")]
        counts = errors[errors["finder"] == finder]["error"].value_counts()
        assert alone["gold"] - alone["right"] == counts["missed"]
        assert alone["predicted"] - alone["right"] == counts["spurious"]
        assert alone["right"] - sourced["right"] == counts["wrong source"]


def test_each_finder_has_its_own_bins_of_confidence(evaluation: evaluate.Evaluation) -> None:
    """The bins of the finders follow each other in one table whose rows are numbered through."""
    table = evaluate.check_confidence(evaluation)
    assert [*range(len(table))] == table.index.tolist()
    assert set(evaluation.found) == set(table["finder"])
    for finder, found in evaluation.found.items():
        own = table[table["finder"] == finder]
        assert sum(map(len, found.values())) == own["attributions"].sum()
        assert own["low"].is_monotonic_increasing


def test_calibration_error_by_hand() -> None:
    """Ten of 0.9 of which eight are right, and thirty of 0.5 of which half are: a tenth in a quarter of them."""
    table = pd.DataFrame(
        {
            "mean_confidence": [0.9, 0.5],
            "share_right": [0.8, 0.5],
            "attributions": [10, 30],
            "finder": "model",
        }
    )

    assert 0.025 == pytest.approx(evaluate.calibration_error(table))
    assert "Calibration error: 2.5 points (model)." == evaluate.describe_calibration(table)
    assert "nothing to check" in evaluate.describe_calibration(table.head(0))


def test_tone_of_a_cue_by_its_place(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """Where no cue stands the tone is none; a verb of saying is neutral, one that judges loaded, a word else other."""
    text = "The mayor had said it was late. Her deputy claims that it was not, opting for a walk."
    ((_, doc),) = make_annotated(late=text)
    tones = [
        cue_tone(doc, [(text.index(cue), text.index(cue) + len(cue))])
        for cue in ("had said", "claims", "opting")
    ]

    assert ["neutral", "loaded", "other"] == tones
    assert "none" == cue_tone(doc, [])


def test_findings_say_what_the_table_says(evaluation: evaluate.Evaluation) -> None:
    """One sentence a finder, its F1 that of the table."""
    scores, nothing = evaluate.score_finders(evaluation), TABLES["news_scores"].frame([])
    sentences = [finding.sentence for finding in find_in_scores(scores, nothing)]
    f1 = evaluate.compare_scores(scores, "attribution").head(2)["f1"]

    assert [True, True] == [f"F1 {value:.1f};" in said for value, said in zip(f1, sentences, strict=True)]


@pytest.mark.parametrize("what", ["missing", "other articles", "no annotation"])
def test_gold_that_will_not_do_is_one_sentence(what: str, tmp_path: Path, seeds: Corpus) -> None:
    """A path without gold, gold of other articles and a folder that is no PolNeAR are each said plainly."""
    path = tmp_path / "gold.jsonl"
    if what == "other articles":
        path.write_text('{"doc_id": "x", "kind": "direct", "content": [[0, 1]], "cue": [], "source": []}\n')
    if what == "no annotation":
        path = tmp_path
    with pytest.raises(DatelineError) as caught:
        evaluate.read_gold(path, seeds)

    assert str(path) in str(caught.value)


def test_relations_stand_beside_the_gold_by_news(tmp_path: Path, evaluation: evaluate.Evaluation) -> None:
    """Each kind of other news has a row a finder, without precision, and a recorded recall; the gold's rows stay."""
    gold = evaluate.read_relations(write_relations(tmp_path))
    elsewhere = evaluate.evaluate_finders(annotate(evaluate.gold_corpus(gold)), gold)
    table = evaluate.score_news(evaluation, elsewhere)
    clauses = table[table["marked"] == "clauses only"]
    figures = evaluate.measure_recall(gold, {"default": elsewhere.found["rules"]})
    told = find_in_scores(evaluate.score_finders(evaluation), table)

    kinds = ["Small interview", "Small news"]
    assert [(kind, finder) for kind in kinds for finder in ("model", "rules")] == list(
        zip(clauses["news"], clauses["finder"], strict=True)
    )
    assert "(Small interview, 1 article) and" in told[1].sentence
    assert [100.0] * 2 == clauses.loc[clauses["finder"] == "rules", "recall"].tolist()
    assert clauses[["precision", "f1"]].isna().all(axis=None)
    assert 68 == table.loc[(table["finder"] == "model") & (table["marked"] != "clauses only"), "gold"].sum()
    assert table[table["marked"] != "clauses only"].notna().all(axis=None)
    assert kinds == [figure["news"] for figure in figures]
    assert {"found": 1, "right_source": 1, "gold": 1} == figures[0]["finders"]["default"]


def test_relations_that_are_none(tmp_path: Path) -> None:
    """A file of relations without its fields is named in one sentence."""
    folder = write_relations(tmp_path)
    (folder / "gold.json").write_text('{"documents": [{"doc_id": "pier"}]}', encoding="utf-8")
    with pytest.raises(DatelineError, match=r"gold\.json is no gold of relations"):
        evaluate.read_relations(folder)
