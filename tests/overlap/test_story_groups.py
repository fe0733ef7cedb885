"""Stories: the articles that report one event, and how each tells it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.annotation import AnnotatedCorpus
from analysis.errors import DatelineError
from analysis.overlap import (
    align_counts,
    compare_descriptions,
    compare_numbers,
    describe_stories,
    group_stories,
)
from analysis.quotes import find_quotes

FIRE_A = (
    "A fire tore through a furniture warehouse in Port Ansel on Tuesday, killing 12 people, officials said. Fire "
    "Chief Marta Delgado said the blaze at the Halden Furniture warehouse injured 40 people."
)
FIRE_B = (
    "City officials in Port Ansel said 12 people died on Tuesday when flames swept a warehouse owned by Halden "
    "Furniture. Another 40 were injured, said Fire Chief Marta Delgado. Coroner Ines Mora examined the bodies."
)
SECOND_FIRE = (
    "A fire at a furniture factory in Lindow killed three people on Friday, Mayor Tomas Ruzek said. The flames in the "
    "factory of Nordmann Chairs were out by noon, according to Ruzek."
)
FERRY_A = (
    "The ferry Santa Clara sank in the Gulf of Serra on Saturday with 104 passengers, the coast guard said."
)
FERRY_B = (
    "Coast guard officials said the Santa Clara, a ferry with 104 passengers, went down in the Gulf of Serra."
)


def stories_of(annotated: AnnotatedCorpus) -> list[set[str]]:
    """Return the articles of each story, in the table's order."""
    table = group_stories(annotated)
    return [set(group["doc_id"]) for _, group in table.groupby("story", sort=True)]


def test_the_seeds(annotated: AnnotatedCorpus, root: Path) -> None:
    """The three articles on one meeting are a story; that of 2018, on the same countries, is another."""
    gold = json.loads((root / "tests/gold/seeds_entities.json").read_text(encoding="utf-8"))["one_event"]
    assert set(gold) == stories_of(annotated)[0]


def test_events_alike_are_apart(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """Two fires in two towns are two stories, and a ferry a third; those with most articles come first."""
    annotated = make_annotated(a=FIRE_A, b=FERRY_A, c=FIRE_B, d=SECOND_FIRE, e=FERRY_B)
    assert [{"a", "c"}, {"b", "e"}, {"d"}] == stories_of(annotated)


@pytest.mark.parametrize(("days", "expected"), [(3, 2), (30, 1)])
def test_days_apart(
    tmp_path: Path, make_annotated: Callable[..., AnnotatedCorpus], days: int, expected: int
) -> None:
    """Articles further apart than a story lasts are two stories, however alike."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "metadata.csv").write_text("doc_id,published\na,2025-12-01\nb,2025-12-20\n", encoding="utf-8")
    annotated = make_annotated(a=FIRE_A, b=FIRE_B)
    assert expected == group_stories(annotated, days=days)["story"].nunique()


def test_a_story_in_many_outlets(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """A story does not vanish where its own articles make its words frequent."""
    copies = {f"copy{number:03}": (FIRE_A, FIRE_B)[number % 2] for number in range(70)}
    annotated = make_annotated(**copies, ferry=FERRY_A)
    assert [set(copies), {"ferry"}] == stories_of(annotated)


def test_how_each_tells_it(tmp_path: Path, make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """Of each article of a story: what it calls it, whom it quotes, what it alone names, on how much it differs."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "metadata.csv").write_text("doc_id,published\na,2025-12-17\nb,2025-12-17\n", encoding="utf-8")
    annotated = make_annotated(a=FIRE_A, b=FIRE_B.replace("40", "64"), c=FERRY_A)
    numbers = compare_numbers(annotated, align_counts(annotated))
    stories, quotes = group_stories(annotated), find_quotes(annotated)
    accounts = describe_stories(
        annotated, stories, quotes, compare_descriptions(annotated), numbers
    ).set_index("doc_id")

    assert ["a", "b"] == accounts.index.tolist()
    assert "fire" == accounts.loc["a", "phrase"]
    assert "Ines Mora" in accounts.loc["b", "alone"]
    assert "Ines Mora" not in accounts.loc["a", "alone"]
    assert "Marta Delgado" in accounts.loc["a", "speakers"]
    assert [1, 1] == accounts["differing"].tolist()


def test_an_impossible_number_of_days(annotated: AnnotatedCorpus) -> None:
    """A negative number of days is refused in a sentence."""
    with pytest.raises(DatelineError, match="a number of days, 0 or more"):
        group_stories(annotated, days=-1)
