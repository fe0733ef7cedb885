"""Sources that the parse surely shows, where a finder took another or none; and those that must stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from analysis.annotation import AnnotatedCorpus
from analysis.quotes._attribution import Attribution
from analysis.quotes.model._source_repair import set_sources

Make = Callable[..., AnnotatedCorpus]


@pytest.mark.parametrize(
    ("text", "content", "cue", "source", "expected"),
    [
        ("Holm was criticized by Ann Berg for the delay.", "the delay", "was criticized", "Holm", "Ann Berg"),
        ("Holm was accused of fraud on Monday.", "fraud", "was accused", "Holm", ""),
        ("Executives are expected to resign soon.", "to resign soon", "are expected", "Executives", ""),
        ("When asked by a reporter whether it rained, she left.", "whether it rained", "asked", "", "a reporter"),
        ("There have been concerns about the budget.", "the budget", "concerns", "There", ""),
        ("They wore shirts that said nothing had changed.", "nothing had changed", "said", "", "that"),
        ("The mayor was shocked that prices rose.", "that prices rose", "was shocked", "The mayor", "The mayor"),
        ("The mayor was quoted as saying it rained.", "it rained", "was quoted", "The mayor", "The mayor"),
        ("She's already shown how it ends.", "how it ends", "shown", "She", "She"),
        ("Ann Berg said it rained.", "it rained", "said", "Ann Berg", "Ann Berg"),
    ],
)  # fmt: skip
def test_sources(make_annotated: Make, text: str, content: str, cue: str, source: str, expected: str) -> None:
    """Passives go to their agent or to nobody, feelings stay, "there" is nobody, what is not sure is untouched."""

    def at(words: str) -> tuple[tuple[int, int], ...]:
        return ((text.index(words), text.index(words) + len(words)),) if words else ()

    _, doc = next(iter(make_annotated(text=text)))
    one = Attribution(at(content), at(cue), at(source), "indirect", 0.9)
    (found,) = set_sources([one], doc)

    assert at(expected) == found.source_spans
    assert (one.content_spans, one.cue_spans) == (found.content_spans, found.cue_spans)


def test_an_adjunct_has_the_subject_of_its_clause(make_annotated: Make) -> None:
    """A cue in "besides attacking …, Holm" speaks for the subject of the main clause, where a finder gave none."""
    text = "Besides attacking the plan, Holm met farmers."
    _, doc = next(iter(make_annotated(text=text)))
    start = text.index("attacking")
    (found,) = set_sources([Attribution(((18, 26),), ((start, start + 9),), (), "indirect", 0.9)], doc)

    assert "Holm" == text[slice(*found.source_spans[0])]
