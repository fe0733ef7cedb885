"""Resolve speakers by what surrounds the sentences: the labels of a transcript's turns, and the article's byline."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from analysis.entities import UNATTRIBUTED, ArticleEntities, Resolution
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
        return _interviewee(attribution.source_spans[0][0], entities)
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


def _interviewee(start: int, entities: ArticleEntities) -> Resolution:
    """Return the person whom the text before a place names most often; nobody where two are named as often."""
    named = [
        mention
        for mention in entities.mentions
        if mention.end <= start
        and mention.form == "name"
        and mention.kind == "person"
        and mention.entity >= 0
    ]
    counts = Counter(m.entity for m in named if entities.entities[m.entity].kind == "person").most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return UNATTRIBUTED
    entity = entities.entities[counts[0][0]]
    mention = next(mention for mention in named if mention.entity == entity.index)
    return Resolution(entity.name, "person", mention.span, "answer in an interview", entity.index)


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
    questions = _questions(article)
    if len(questions) < _INTERVIEW_QUESTIONS:
        return Resolution(None, "unattributed", attribution.source_spans[0], AUTHOR)
    answers = attribution.source_spans[0][0] >= questions[0][0]
    return _interviewee(questions[0][0], entities) if answers else resolution


def _questions(article: Article) -> list[Span]:
    """Return the paragraphs that ask somebody something: they end with a question mark and say "you"."""
    text = article.text
    return [
        (start, end)
        for start, end in article.paragraphs()
        if text[start:end].endswith("?")
        and ENGLISH.cues.second_person & set(text[start:end].lower().replace("’", "'").split())
    ]
