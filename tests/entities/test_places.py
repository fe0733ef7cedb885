"""Places: which names are one place, what descriptions of them mean, and which names are no place or no body."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from analysis.annotation import AnnotatedCorpus
from analysis.entities import ArticleEntities, mentions

Make = Callable[..., AnnotatedCorpus]


def names(annotated: AnnotatedCorpus, words: str) -> list[tuple[str, str, str]]:
    """Return the article, kind and name of each mention of these words, in the order of the text."""
    table = mentions(annotated)
    own = table[table["text"].str.split().str.join(" ") == words]
    return [(row.doc_id, row.kind, row.name) for row in own.itertuples(name="Row", index=False)]


def names_by_article(annotated: AnnotatedCorpus, words: dict[str, str]) -> list[tuple[str, str]]:
    """Return the kind and name of the first mention of some words in each article."""
    found = [next(row for row in names(annotated, text) if row[0] == doc) for doc, text in words.items()]
    return [(kind, name) for _, kind, name in found]


@pytest.mark.parametrize(
    ("a", "b", "words", "name"),
    [
        ("Rockets came from Gaza.", "Trucks entered the Gaza Strip.", ("Gaza", "Gaza Strip"), "Gaza"),
        (
            "Tourists left Crimea in August.",
            "Ferries to the Crimean Peninsula were full.",
            ("Crimea", "Crimean Peninsula"),
            "Crimea",
        ),
        (
            "Homes in Los Angeles burned. Firefighters in Los Angeles worked through the night.",
            "The singer lives in LA with two dogs.",
            ("Los Angeles", "LA"),
            "Los Angeles",
        ),
        (
            "South Sudan accused its neighbour.",
            "The Republic of South Sudan is young, and South Sudan is poor.",
            ("South Sudan", "Republic of South Sudan"),
            "South Sudan",
        ),
    ],
)
def test_names_in_use_for_one_place_are_one(
    make_annotated: Make, a: str, b: str, words: tuple[str, str], name: str
) -> None:
    """Another name, a full name and initials mean the place that the corpus names elsewhere."""
    annotated = make_annotated(a=a, b=b)
    assert [("place", name)] * 2 == names_by_article(annotated, dict(zip("ab", words, strict=True)))


def test_a_longer_name_is_another_place(make_annotated: Make) -> None:
    """Kansas City is not Kansas, and initials that two places have are neither."""
    annotated = make_annotated(
        a="Farmers in Kansas sold wheat. The band played in Kansas City.",
        b="It rained in Santa Monica and in San Mateo, and the station of SM was closed in SM.",
    )
    assert [("a", "place", "Kansas City")] == names(annotated, "Kansas City")
    assert {name for _, _, name in names(annotated, "SM")} <= {"SM"}


def test_a_capital_in_which_more_happens_than_it_does_is_the_city(make_annotated: Make) -> None:
    """Athens burns as a city after streets and shops in Athens; Seoul that rejects is South Korea."""
    annotated = make_annotated(
        a="Thousands marched in Athens. Shops in Athens closed as Athens burned.",
        b="Seoul rejected the offer. Seoul's position has not changed, a diplomat said.",
    )
    assert [("a", "place", "Athens")] * 3 == names(annotated, "Athens")
    assert [("b", "place", "South Korea")] * 2 == names(annotated, "Seoul")


def test_the_country_is_a_state_and_no_company(make_annotated: Make) -> None:
    """A state that an article is about is "the country"; a company it is about is not."""
    annotated = make_annotated(
        a="Kenya is short of rain. Kenya buys maize abroad. The country needs help, farmers say.",
        b="Toyota will close its plant in the north. The country was surprised.",
    )
    assert ("a", "place", "Kenya") in names(annotated, "The country")
    assert "Toyota" not in {name for _, _, name in names(annotated, "The country")}


def test_a_name_has_one_kind_in_an_article(make_annotated: Make) -> None:
    """A town that a recogniser takes for a body now and then is a town throughout."""
    annotated = make_annotated(
        a="Shells hit Kurmala at dawn. People in Kurmala fled. A doctor in Kurmala treated them."
    )
    assert 1 == len(set(names(annotated, "Kurmala")))


def test_parliament_is_that_of_the_state_in_the_news(make_annotated: Make) -> None:
    """In an article on Greece "parliament" is the Greek one; in an article on Germany it is not."""
    annotated = make_annotated(
        a="Protesters in Greece tried to storm the Greek Parliament.",
        b="The prime minister of Greece told parliament that Greece will pay.",
        c="The chancellor of Germany told parliament that Germany will pay.",
    )
    assert [("b", "organisation", "Greek Parliament")] == names(annotated, "parliament")[:1]
    assert "Greek Parliament" not in {name for doc, _, name in names(annotated, "parliament") if doc == "c"}


def test_a_camp_is_the_place_it_is_named_after(make_annotated: Make) -> None:
    """The camp of a text is the one named before; where none is named it is nobody's."""
    annotated = make_annotated(
        a="A bomb fell near the Yida refugee camp. Nobody in the camp was hurt.",
        b="Aid workers left the Yida camp on Monday.",
        c="Nobody in the camp was hurt. The city closed its schools.",
    )
    assert [("place", "Yida")] * 2 == names_by_article(annotated, {"a": "the camp", "b": "the Yida camp"})
    assert [] == [row for row in names(annotated, "the camp") if row[0] == "c"]


def test_a_city_without_a_name_speaks_for_itself(make_annotated: Make) -> None:
    """The source "the city" of an article that names none keeps its own words."""
    annotated = make_annotated(a="The city said on Monday that the fee would stay.")
    article, doc = next(iter(annotated))
    assert "city" in (ArticleEntities(article, doc).resolve([(0, 8)]).name or "")
