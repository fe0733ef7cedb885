"""Resolve speakers by what surrounds the sentences: the labels of a transcript's turns, and the article's byline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.entities import ArticleEntities, Resolution
from analysis.language import ENGLISH
from analysis.quotes._attribution import Attribution, words_of
from analysis.text import inside_any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.corpus import Article
    from analysis.text import Span

#: The rule of a speaker who is the article's own author, named by its byline.
AUTHOR = "first person of the author"
#: Minimum number of paragraphs that ask somebody something in an interview without labels. No article of PolNeAR's
#: development part and of 168 of its training part has three; with two, two opinion pieces would be interviews.
_INTERVIEW_QUESTIONS = 3


def resolve_turn(
    article: Article, attribution: Attribution, resolution: Resolution, entities: ArticleEntities
) -> Resolution:
    """Return the speaker of a transcript's label: of "KELLER:" the article's Keller, of "A:" who is interviewed."""
    label = words_of(article.text, attribution.source_spans)
    if label in ENGLISH.cues.answer_labels:
        return entities.most_named(attribution.source_spans[0][0])
    if words_of(article.text, attribution.cue_spans) != ":" or not label.isupper():
        return resolution
    family = label.split()[-1].casefold()
    people = [e for e in entities.entities if e.kind == "person" and e.name.split()[-1].casefold() == family]
    person = max(people, key=lambda e: len(e.name), default=None)
    if person is not None and person.name != resolution.name:
        return Resolution(person.name, "person", attribution.source_spans[0], "label", person.index)
    if resolution.name is None or resolution.rule == "own words":
        return Resolution(label, "person", attribution.source_spans[0], "label")
    return resolution


def resolve_first_person(
    article: Article,
    attribution: Attribution,
    resolution: Resolution,
    entities: ArticleEntities,
    quoted: Sequence[Span],
) -> Resolution:
    """Return the speaker of an "I" in nobody's quotation: who is interviewed, else the author that a byline names."""
    pronoun = ENGLISH.people.pronouns.get(words_of(article.text, attribution.source_spans).lower())
    own = pronoun is not None and pronoun[1:] == ("singular", True)
    if resolution.name is not None or not own or inside_any(attribution.source_spans[0], quoted):
        return resolution
    turns = _turns_to_somebody(article)
    questions = [turn for turn in turns if article.text[slice(*turn)].endswith("?")]
    if len(questions) < _INTERVIEW_QUESTIONS:
        return Resolution(None, "unattributed", attribution.source_spans[0], AUTHOR)
    answers = attribution.source_spans[0][0] >= turns[0][0]
    return entities.most_named(questions[0][0]) if answers else resolution


def _turns_to_somebody(article: Article) -> list[Span]:
    """Return the paragraphs that say "you"."""
    text = article.text
    return [
        (start, end)
        for start, end in article.paragraphs()
        if ENGLISH.cues.second_person & set(text[start:end].lower().replace("’", "'").split())
    ]
