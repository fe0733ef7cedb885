"""What a speaker may be called: names without torn signs and of few words, or nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from analysis.annotation import AnnotatedCorpus
from analysis.entities import Resolution, resolve_sources
from analysis.entities._parsed_article import ParsedArticle
from analysis.entities.speakers._plausible_names import make_plausible


class _Said:
    """An attribution with a source alone."""

    content_spans = ()
    cue_spans = ()

    def __init__(self, start: int, end: int) -> None:
        self.source_spans = ((start, end),)


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Reports from the far north of\nthe island said it rained.", "Reports from the far north of\nthe island",
         "Reports from the far north of the island"),
        ("R) said that the vote was lost.", "R)", None),
        ('<a href="x">Staff said that the door was shut.', '<a href="x">Staff', None),
        ("A driver for the late owner of the mill at the edge of town said so.",
         "A driver for the late owner of the mill at the edge of town", "A driver for the late owner"),
        ("A spokesman for Mayor Frank G. Jackson of East Elmport Bay said so.",
         "A spokesman for Mayor Frank G. Jackson of East Elmport Bay", "A spokesman for Mayor Frank G. Jackson"),
        ("An elderly retired city official familiar with the report of the new board said so.",
         "An elderly retired city official familiar with the report of the new board",
         "An elderly retired city official"),
    ],
)  # fmt: skip
def test_names_are_plausible(
    make_annotated: Callable[..., AnnotatedCorpus], text: str, source: str, name: str | None
) -> None:
    """A name has no line break, torn bracket or markup and at most eight words; where it cannot, nobody speaks."""
    article, doc = next(iter(make_annotated(text=text)))
    start = text.index(source)
    (resolution,) = resolve_sources(article, doc, [_Said(start, start + len(source))])
    assert resolution.name == name
    assert (resolution.kind == "unattributed") == (name is None)


def test_a_written_name_is_a_person(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """A name in full that is no mention is a person's, without the title."""
    text = "The pier is ours.\n\n— Mayor Ines Falk (@MayorFalk)"
    article, doc = next(iter(make_annotated(text=text)))
    start = text.index("Mayor")
    (resolution,) = resolve_sources(article, doc, [_Said(start, start + len("Mayor Ines Falk (@MayorFalk)"))])
    assert (resolution.name, resolution.kind) == ("Ines Falk", "person")


@pytest.mark.parametrize(
    ("torn", "name"),
    [
        ("Mick Berg (R", "Mick Berg"),
        ("“Harbour Watch", "Harbour Watch"),
        ("the mayor’s “pier", None),
        ("N.Y.)", None),
    ],
)
def test_torn_signs_are_no_part_of_a_name(
    make_annotated: Callable[..., AnnotatedCorpus], torn: str, name: str | None
) -> None:
    """A bracket or mark without its partner ends the name; what only closes one, or only owns, is no name."""
    parse = ParsedArticle(*next(iter(make_annotated(text="Berg of the mayor’s party spoke."))))
    assert make_plausible(parse, Resolution(torn, "organisation", None, "own words")).name == name


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        (
            "“We lost,” said Earl “Skip” Barnes, the trainer.",
            "Earl “Skip” Barnes, the trainer",
            "Earl Barnes",
        ),
        (
            "Fire\n\nMarta Lima, a welder from Elmport, called the station in June. Lima said the gate was locked.",
            "Lima said",
            "Marta Lima",
        ),
        (
            "Fire\n\nDelia Rome, a cook from Elmport, wrote to the paper in May.",
            "Delia Rome, a cook from Elmport",
            "Delia Rome",
        ),
        (
            "Talks\n\nBoris Moscow, a baker, flew to Moscow on Monday. Moscow said it would not sign in Geneva.",
            "Moscow said",
            "Russia",
        ),
    ],
)
def test_who_is_called_so(
    make_annotated: Callable[..., AnnotatedCorpus], text: str, source: str, name: str
) -> None:
    """A nickname is no name of its own; a capital is a surname where the article speaks of no such place."""
    article, doc = next(iter(make_annotated(text=text)))
    start = text.rindex(source)
    (resolution,) = resolve_sources(article, doc, [_Said(start, start + len(source.removesuffix(" said")))])
    assert resolution.name == name
