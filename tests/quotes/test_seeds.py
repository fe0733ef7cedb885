"""The four seeds against their gold: every quotation is found, with its speaker."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.annotation import AnnotatedCorpus
from analysis.quotes import find_quotes, marked_terms, speakers
from tests.small_gold import SEEDS_GOLD

MARKED = Path(__file__).parent.parent / "gold" / "seeds_marked_terms.jsonl"
Record = dict[str, Any]


def read_lines(file: Path) -> list[Record]:
    """The records of a gold file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


QUOTATIONS = [g for g in read_lines(SEEDS_GOLD) if g["kind"] != "indirect"]
#: "… a September 2005 statement in which Pyongyang “committed to …”": the trained finder takes Pyongyang for content.
MISSED = ("default", "004_9892b62eb0ea1784", [[1470, 1546]])
INDIRECT = [g for g in read_lines(SEEDS_GOLD) if g["kind"] == "indirect"]


def characters(spans: Iterable[Iterable[int]]) -> set[int]:
    """The places that spans cover."""
    return {i for start, end in spans for i in range(start, end)}


def overlap(one: set[int], other: set[int]) -> float:
    """Jaccard overlap of two sets of places."""
    return len(one & other) / len(one | other) if one | other else 0.0


def best_row(quotes: pd.DataFrame, gold: Record) -> Any:
    """The row whose content is most like the gold's."""
    wanted = characters(gold["content"])
    rows = [row for row in quotes.itertuples() if row.doc_id == gold["doc_id"]]
    return max(rows, key=lambda row: overlap(wanted, characters(row.content_spans)))


@pytest.fixture(scope="module", params=["rules", "default"])
def quotes(annotated: AnnotatedCorpus, request: pytest.FixtureRequest) -> pd.DataFrame:
    """The attributions of the seeds, by each finder."""
    return find_quotes(annotated, finder=request.param)


@pytest.mark.parametrize("gold", QUOTATIONS, ids=lambda g: f"{g['doc_id'][:3]}-{g['content'][0][0]}")
def test_every_quotation_is_found(request: pytest.FixtureRequest, quotes: pd.DataFrame, gold: Record) -> None:
    """Each direct and partial quotation has its row: kind, content, cue, source and speaker."""
    if (request.node.callspec.params["quotes"], gold["doc_id"], gold["content"]) == MISSED:
        request.applymarker(pytest.mark.xfail(reason="the word before the quotation counts as content"))
    row = best_row(quotes, gold)

    assert overlap(characters(gold["content"]), characters(row.content_spans)) >= 0.9
    assert row.kind == gold["kind"]
    assert characters(gold["cue"]) & characters(row.cue_spans)
    assert characters(gold["source"]) & characters(row.source_spans)
    assert row.speaker == gold["speaker"]
    assert row.speaker_kind == gold["speaker_kind"]


def test_nine_direct_and_seven_partial_stretches(annotated: AnnotatedCorpus, quotes: pd.DataFrame) -> None:
    """Counted by stretches in marks the seeds have nine direct quotations and seven partial ones."""
    stretches = {"direct": 0, "mixed": 0}
    terms = {(row.doc_id, row.start) for row in marked_terms(annotated, finder="rules").itertuples()}
    for row in quotes[quotes["kind"] != "indirect"].itertuples():
        text = annotated.corpus[row.doc_id].text
        opening = [i for i in sorted(characters(row.content_spans)) if text[i] in '"“']
        opening = [i for i in opening if (row.doc_id, i) not in terms]
        stretches[row.kind] += len(opening) if "“" in row.content else len(opening) // 2

    assert stretches == {"direct": 9, "mixed": 7}


@pytest.mark.parametrize("model", ["rules", "default"])
def test_marked_terms(annotated: AnnotatedCorpus, model: str) -> None:
    """Marked terms are exactly the four that quote nobody."""
    wanted = [(g["doc_id"], g["start"], g["end"]) for g in read_lines(MARKED)]
    found = marked_terms(annotated, finder=model)

    assert wanted == list(zip(found["doc_id"], found["start"], found["end"], strict=True))
    for row in found.itertuples():
        assert annotated.corpus[row.doc_id].text[row.start : row.end] == row.text


def test_most_indirect_attributions_are_found(quotes: pd.DataFrame) -> None:
    """Of the indirect attributions that a reader finds, two in three are there, most with the right speaker."""
    found = [(g, best_row(quotes, g)) for g in INDIRECT]
    found = [
        (g, r) for g, r in found if overlap(characters(g["content"]), characters(r.content_spans)) >= 0.5
    ]
    speaker = [(g["speaker"] or "", r.speaker if pd.notna(r.speaker) else "") for g, r in found]
    right = [gold for gold, name in speaker if gold.lower() == name.lower()]

    assert len(found) >= 2 * len(INDIRECT) / 3
    assert len(right) >= 0.8 * len(found)


def test_people_of_one_family_name_are_apart(annotated: AnnotatedCorpus) -> None:
    """Jeong Dong-young speaks under no name of Jeong Yeon-doo's."""
    table = speakers(find_quotes(annotated, finder="rules"))
    ministers = [names for names in table["variants"] if "Jeong Dong-young" in names]

    assert ministers == [["Jeong Dong-young"]]


def test_the_unnamed_official_is_one_person(annotated: AnnotatedCorpus) -> None:
    """Both quotations of the unnamed official in the second article are one anonymous speaker's, and no other's."""
    table = speakers(find_quotes(annotated, finder="rules"))
    anonymous = table[table["kind"] == "anonymous"]

    second = anonymous[[ids == ["001_66396de939dc4853"] for ids in anonymous["doc_ids"]]]
    assert second["quotes"].tolist() == [2]


@pytest.mark.parametrize("model", ["default", "rules"])
def test_sources_are_named_by_whole_words(annotated: AnnotatedCorpus, model: str) -> None:
    """No span cuts a name in two, and nobody is called by an article alone."""
    quotes = find_quotes(annotated, finder=model)
    for row in quotes.itertuples():
        text = annotated.corpus[row.doc_id].text
        for start, end in (*row.source_spans, *row.content_spans):
            assert not (text[end - 1].isalnum() and text[end : end + 1].isalnum())
            assert not (start and text[start - 1].isalnum() and text[start].isalnum())
            assert text[end : end + 4] != "-you"
    assert not {"the", "a", "an"} & set(quotes["source"].str.lower())
