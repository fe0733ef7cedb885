"""What one article says was founded and another denies: told where both may mean one body, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from analysis.annotation import AnnotatedCorpus
from analysis.overlap import compare_descriptions

OPENING = "in Port Ansel on Tuesday over the fishing dispute in the Gulf of Serra. "
REST = (
    " Norland and Elvania have argued over the fishing grounds of the Gulf of Serra since 2019. Fishermen in Port Ansel"
    " welcomed the talks between Norland and Elvania."
)


def founded(
    make_annotated: Callable[..., AnnotatedCorpus], left: str, right: str
) -> list[tuple[str, str, int]]:
    """What two reports of one meeting are said to differ on: the body, the words, and which of the two it is."""
    texts = {
        "a": f"Ministers of Norland and Elvania met {OPENING}{left}{REST}",
        "b": f"Norland and Elvania held talks {OPENING}{right}{REST}",
    }
    table = compare_descriptions(make_annotated(**texts))
    rows = table[(table["aspect"] == "founding") & (table["verdict"] == "differ")]
    return list(rows[["name", "description", "variant"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("left", "right", "name"),
    [
        (
            "They agreed to set up a new joint committee on quotas.",
            "The two sides did not establish a new committee, officials said.",
            "new joint committee",
        ),
        (
            "A joint commission was created on Tuesday to settle quotas.",
            "No joint commission was created, the ministry said.",
            "joint commission",
        ),
        (
            "The ministers launched a new permanent council on fisheries.",
            "The deal does not create a new body.",
            "new permanent council",
        ),
    ],
)
def test_a_denial_is_told(
    make_annotated: Callable[..., AnnotatedCorpus], left: str, right: str, name: str
) -> None:
    """The affirmed body names the point; the words of both are the articles' own, the affirming ones first."""
    rows = founded(make_annotated, left, right)
    assert [(name, 1), (name, 2)] == [(row[0], row[2]) for row in rows]
    assert rows[0][1] in left
    assert rows[1][1] in right


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("They agreed to set up a new joint committee.", "A new committee was set up to look at quotas."),
        (
            "Norland founded a national council last year.",
            "The ministers did not establish a regional council.",
        ),
        ("They established a new school for fishermen.", "The deal does not create a new agency."),
        (
            "They agreed to set up a new joint committee.",
            "The ministers did not approve a new committee budget.",
        ),
        (
            "A new council was set up. An earlier plan did not create a new council at all.",
            "The deal does not create a new council.",
        ),
    ],
)
def test_other_bodies_contradict_nobody(
    make_annotated: Callable[..., AnnotatedCorpus], left: str, right: str
) -> None:
    """Both affirm, another quality, another noun, another verb, or an article that says both: no point."""
    assert [] == founded(make_annotated, left, right)
