"""Names that two articles spell differently in shared prose, and their places."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from analysis.annotation import AnnotatedCorpus
from analysis.overlap import (
    classify_passages,
    collect_overlaps,
    compare_spellings,
    find_passages,
    summarise_overlap,
)

STORY = (
    "The harbour was closed before dawn, when {} and the last of the pilots walked off the jetty and left eleven ships "
    "waiting in the fog outside the breakwater with nobody to bring them in, and the {} market had nothing to sell."
)


def passages(annotated: AnnotatedCorpus) -> pd.DataFrame:
    """The passages of a corpus, by class."""
    return classify_passages(annotated.corpus, find_passages(annotated))


@pytest.mark.parametrize(
    ("one", "other", "spelled"),
    [
        (("Asawitiri", "fish"), ("Asawitri", "fish"), [("Asawitiri", "Asawitri")]),
        (("Chung’s men", "fish"), ("Chung's men", "fish"), []),
        (("O’Neill", "fish"), ("O'Neil", "fish"), [("O’Neill", "O'Neil")]),
        (("Holm", "fish"), ("Lund", "fish"), []),
        (("Holm", "fishery"), ("Holm", "fishers"), []),
        (("Jeong Dong-young", "fish"), ("Chung Dong-yong", "fish"), [("Dong-young", "Dong-yong")]),
        (("Anna", "fish"), ("Anna Holm", "fish"), []),
    ],
)
def test_two_spellings_of_one_name(
    make_annotated: Callable[..., AnnotatedCorpus],
    one: tuple[str, str],
    other: tuple[str, str],
    spelled: list[tuple[str, str]],
) -> None:
    """Only names that differ by a letter or two are found, not other names, common words, marks or full names."""
    annotated = make_annotated(a=f"Fog.\n\n{STORY.format(*one)}", b=f"{STORY.format(*other)}\n\nThe end.")
    found = compare_spellings(passages(annotated))

    assert spelled == list(found[["text_a", "text_b"]].itertuples(index=False, name=None))
    for row in found.to_dict("records"):
        for side in "ab":
            text = annotated.corpus[row[f"doc_{side}"]].text
            assert row[f"text_{side}"] == text[row[f"start_{side}"] : row[f"end_{side}"]]


def test_set_pieces_mean_other_names(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """Similar names in a formula are different names."""
    annotated = make_annotated(a=STORY.format("Holme", "fish"), b=STORY.format("Holm", "fish"))
    found = passages(annotated)
    assert len(compare_spellings(found.assign(kind="copied prose"))) == 1
    assert compare_spellings(found.assign(kind="formula")).empty


def test_spellings_are_marked_and_said(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """Two spellings are an overlap of the pair and are in the summary."""
    annotated = make_annotated(a=STORY.format("Asawitiri", "fish"), b=STORY.format("Asawitri", "fish"))
    spellings = compare_spellings(passages(annotated))
    none = pd.DataFrame(columns=["doc_a", "doc_b"])
    marked = collect_overlaps(none, none, spellings=spellings)
    assert [("described differently", "spelling")] == list(
        marked[["kind", "about"]].itertuples(index=False, name=None)
    )
    empty = pd.DataFrame(columns=["kind", "doc_a", "doc_b", "words", "verdict", "name", "aspect", "shared"])
    names = {"a": "A", "b": "B"}
    told = summarise_overlap(*[empty] * 5, names=names, spellings=spellings)
    said = [one.sentence for one in told if one.link == "where-the-articles-differ"]
    assert [
        "Articles spell a name differently in prose they share: “Asawitiri” in ‘A’, but “Asawitri” in ‘B’."
    ] == said[:1]
