"""The measurement of speakers: what counts as right, and that it reads a corpus folder and labels."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.annotation._pipeline import load_pipeline, read_article
from analysis.entities import ArticleEntities, Resolution
from analysis.errors import DatelineError
from analysis.language import ENGLISH
from analysis.quotes.evaluation.speakers import (
    evaluate_speakers,
    is_mentioned_at,
    read_labels,
    same_speaker,
    summarise,
)
from tests.quotes.making import make_article


@pytest.mark.parametrize(
    ("expected", "actual", "right"),
    [
        ("Ann Berg", "Ann Berg", True),
        ("Ann Berg", "Berg", True),
        ("Ann Berg", "Ann K. Berg", True),
        ("Ann Berg", "Tom Berg", False),
        ("Ann Berg", None, False),
        ("Ann Berg and Tom Holm", "Tom Holm and Ann Berg", True),
        ("Ann Berg and Tom Holm", "Tom Holm", False),
        ("Tom Holm", "Ann Berg and Tom Holm", False),
        ("Ann Berg's campaign", "Berg campaign", True),
    ],
)
def test_what_counts_as_the_same_speaker(expected: str, actual: str | None, right: bool) -> None:
    """Short forms count, other people and parts of a pair do not."""
    assert right is same_speaker(expected, actual)


def test_labels_are_judged_by_name_place_and_absence(tmp_path: Path) -> None:
    """One label of each sort, one of them wrong, in a folder laid out as the corpus is."""
    text = "Mayor Ann Berg spoke. She said it rained. A witness left. The witness said so. I wonder."
    (tmp_path / "train" / "text").mkdir(parents=True)
    (tmp_path / "train" / "text" / "a.txt").write_text(text, encoding="utf-8")

    def span(words: str) -> list[int]:
        return [text.index(words), text.index(words) + len(words)]

    labels = [
        {"doc": "a", "spans": [span("She")], "part": "tune", "speaker": "Ann Berg"},
        {"doc": "a", "spans": [span("She")], "part": "held_out", "speaker": "Tom Holm"},
        {"doc": "a", "spans": [span("The witness")], "part": "held_out", "antecedent": [span("A witness")]},
        {"doc": "a", "spans": [[text.index("I wonder"), text.index("I wonder") + 1]], "part": "held_out"},
    ]
    file = tmp_path / "labels.jsonl"
    file.write_text("".join(json.dumps(label) + "\n" for label in labels), encoding="utf-8")
    judged = evaluate_speakers(tmp_path, file, cache=tmp_path / "cache")
    table = summarise(judged).set_index(["part", "source_kind"])

    assert [True, False, True, True] == list(judged["right"])
    assert ["pronoun", "pronoun", "description", "pronoun"] == list(judged["source_kind"])
    assert 0.667 == table.loc[("held_out", "all"), "share"]
    assert 1 == table.loc[("tune", "pronoun"), "quotations"]
    assert (0.208, 0.939) == tuple(table.loc[("held_out", "all"), ["low", "high"]])


def test_a_missing_article_is_named(tmp_path: Path) -> None:
    """A path that is not the corpus is a user's error with the file's name."""
    file = tmp_path / "labels.jsonl"
    file.write_text('{"doc": "gone", "spans": [[0, 1]], "part": "tune"}\n', encoding="utf-8")

    with pytest.raises(DatelineError, match=r"gone\.txt"):
        evaluate_speakers(tmp_path, file)


def test_the_labels_of_the_project_are_well_formed(root: Path) -> None:
    """At least 200 labels in five parts, no article in two, spans in order, a name or a place for nearly all."""
    labels = read_labels(root / "tests/gold/polnear_speakers.jsonl")

    assert len(labels) >= 200
    parts: dict[str, set[str]] = {}
    for label in labels:
        parts.setdefault(label["part"], set()).add(label["doc"])
    assert {"tune", "held_out", "development", "final", "fresh"} == set(parts)
    assert sum(map(len, parts.values())) == len(set().union(*parts.values()))
    assert sum(label["part"] == "final" for label in labels) >= 60
    assert all(start < end for label in labels for start, end in label["spans"])
    assert sum("speaker" in label or "antecedent" in label for label in labels) >= 0.95 * len(labels)


def test_a_speaker_is_right_where_it_is_mentioned() -> None:
    """Any mention of its entity counts; of what is no entity, the mention that decided."""
    text = "Ann Berg spoke. She said it rained."
    article = make_article(text)
    entities = ArticleEntities(article, read_article(load_pipeline(ENGLISH.pipeline), article))
    (berg,) = (entity.index for entity in entities.entities if entity.name == "Ann Berg")
    resolved = Resolution("Ann Berg", "person", (16, 19), "pronoun", berg)
    assert [True, True, False] == [
        is_mentioned_at(entities, resolved, [s]) for s in ((4, 8), (16, 19), (25, 34))
    ]
    unnamed = Resolution(None, "unattributed", (16, 19), "none")
    assert is_mentioned_at(entities, unnamed, [(16, 19)])
    assert not is_mentioned_at(entities, unnamed, [(0, 8)])
    assert not is_mentioned_at(entities, Resolution(None, "unattributed", None, "none"), [(16, 19)])
