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


def resolve_turn(
    article: Article, attribution: Attribution, resolution: Resolution, entities: ArticleEntities
) -> Resolution:
    """Return the speaker of a transcript's label: of "KELLER:" the article's Keller, of "A:" who is interviewed."""
    label = words_of(article.text, attribution.source_spans)
    if label in ENGLISH.cues.answer_labels:
        return _interviewee(attribution, entities)
    if words_of(article.text, attribution.cue_spans) != ":" or not label.isupper():
        return resolution
    family = label.split()[-1].casefold()
    people = [e for e in entities.entities if e.kind == "person" and e.name.split()[-1].casefold() == family]
    person = max(people, key=lambda e: len(e.name), default=None)
    if person is not None and person.name != resolution.name:
        return Resolution(person.name, "person", attribution.source_spans[0], "label", person.index)
    if resolution.name is None:
        return Resolution(label, "person", attribution.source_spans[0], "label")
    return resolution


def _interviewee(attribution: Attribution, entities: ArticleEntities) -> Resolution:
    """Return the person whom the text before an answer names most often; nobody where two are named as often."""
    start = attribution.source_spans[0][0]
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


def mark_author(
    article: Article, attribution: Attribution, resolution: Resolution, quotations: Sequence[Span]
) -> Resolution:
    """Return the resolution of an "I" in the article's own words as its author's, which the byline names."""
    pronoun = ENGLISH.people.pronouns.get(words_of(article.text, attribution.source_spans).lower())
    own = pronoun is not None and pronoun[1:] == ("singular", True)
    if resolution.name is None and own and not inside_any(attribution.source_spans[0], quotations):
        return Resolution(None, "unattributed", attribution.source_spans[0], AUTHOR)
    return resolution
