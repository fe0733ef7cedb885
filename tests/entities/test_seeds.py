"""The entities of the seeds against gold made by reading: speakers, identities, and names that stay apart."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.annotation import AnnotatedCorpus
from analysis.entities import (
    ArticleEntities,
    identities,
    local_identities,
    mentions,
    unify,
)


@pytest.fixture(scope="module")
def gold(root: Path) -> dict[str, Any]:
    """The gold of the seeds."""
    loaded: dict[str, Any] = json.loads((root / "tests/gold/seeds_entities.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def found_identities(annotated: AnnotatedCorpus) -> pd.DataFrame:
    """The identities found in the seeds."""
    return identities(annotated)


def plain(name: str | None) -> str | None:
    """Return a name as the gold compares it: without case and a leading "the"."""
    return name.lower().removeprefix("the ") if name is not None else None


def test_every_source_of_the_gold_has_the_right_speaker_and_kind(
    annotated: AnnotatedCorpus, gold: dict[str, Any]
) -> None:
    """Names, titles, pronouns, descriptions, capitals and "the two sides" lead to the speaker the reader sees."""
    entities = {article.doc_id: ArticleEntities(article, doc) for article, doc in annotated}
    expected, actual = [], []
    for source in gold["sources"]:
        resolution = entities[source["doc_id"]].resolve(((source["start"], source["end"]),))
        key = (source["doc_id"], source["start"], source["source"])
        expected.append((*key, plain(source["speaker"]), source["kind"]))
        actual.append((*key, plain(resolution.name), resolution.kind))

    assert expected == actual


def test_both_quotations_of_the_unnamed_official_are_one_persons(annotated: AnnotatedCorpus) -> None:
    """Both ways of wording "the official" lead to one entity, and the evidence is kept."""
    article, doc = annotated.get("001_66396de939dc4853")
    entities = ArticleEntities(article, doc)
    spans = [
        (article.text.index(words), article.text.index(words) + len(words))
        for words in ("An anonymous unification ministry official", "The official")
    ]
    first, second = (entities.resolve((span,)) for span in spans)

    assert first.entity == second.entity
    assert (first.mention, second.mention) == (spans[0], spans[1])
    assert "same noun" == second.rule


def test_identities_of_the_gold_are_found_with_their_forms(
    found_identities: pd.DataFrame, gold: dict[str, Any]
) -> None:
    """Each identity has all its spellings and no other, and its articles."""
    for identity in gold["identities"]:
        rows = found_identities[
            (found_identities["kind"] == identity["kind"]) & (found_identities["name"] == identity["name"])
        ]

        assert 1 == len(rows), identity["name"]
        assert identity["variants"] == sorted(rows.iloc[0]["variants"])
        assert identity["doc_ids"] == rows.iloc[0]["doc_ids"]


def test_different_identities_stay_apart(found_identities: pd.DataFrame, gold: dict[str, Any]) -> None:
    """Names that look alike are not one identity."""
    for name_a, name_b in gold["distinct"]:
        holders = [
            set(found_identities.index[found_identities["variants"].map(lambda v, n=name: n in v)])
            for name in (name_a, name_b)
        ]

        assert all(holders)
        assert set() == holders[0] & holders[1]


def test_offsets_of_mentions_slice_to_their_text(annotated: AnnotatedCorpus) -> None:
    """What is shown is what stands in the article, and it stands in the body."""
    table = mentions(annotated)
    articles = {article.doc_id: article for article, _ in annotated}

    assert len(table) > 300
    for row in table.itertuples():
        assert row.text == articles[row.doc_id].text[row.start : row.end]
        assert articles[row.doc_id].in_body(row.start, row.end)


def test_order_of_articles_does_not_matter(annotated: AnnotatedCorpus) -> None:
    """The reduction gives the same names whatever the order of the records."""
    records = []
    for article, doc in annotated:
        records.extend(local_identities(ArticleEntities(article, doc)))

    assert unify(records) == unify(reversed(records))


def test_the_north_is_a_state_only_beside_its_south(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """Where an article names both Koreas, "the North" is one; an American South stays a part of the country."""
    table = mentions(
        make_annotated(
            a="North Korea fired a rocket on Monday. South Korea accused the North's leader of recklessness.",
            b="Clinton won in North Carolina on Monday. She has dominated Sanders in the South.",
            c="North Korea fired a rocket on Monday. Voters in the South did not care.",
        )
    )
    halves = table[table["text"].isin(["North", "South"])]

    assert [("a", "North Korea"), ("b", "South"), ("c", "South")] == list(
        zip(halves["doc_id"], halves["name"], strict=True)
    )
