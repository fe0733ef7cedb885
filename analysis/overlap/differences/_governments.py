"""Find the governments, cabinets and campaigns that an article names after a person: "the Lee administration"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from analysis.entities import ArticleEntities
from analysis.language import ENGLISH


# "administration" and "government" of one person are one body; "cabinet", "campaign" are each their own.
@cache
def _government() -> re.Pattern[str]:
    """Return what may follow a person's name: "'s own administration"."""
    nouns = "|".join(sorted(ENGLISH.nouns.governments))
    own = "|".join(sorted(ENGLISH.people.own - {"'s"}))
    return re.compile(rf"(?:['’]s)?[ \u00a0](?:(?:{own}) )?({nouns})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Government:
    """What an article names after a person.

    Attributes:
        person: The number of the person's entity in the article.
        noun: What it is; one noun for those that mean the same.
        start, end: Where the words stand, in code points.
    """

    person: int
    noun: str
    start: int
    end: int


def governments(entities: ArticleEntities) -> Iterator[Government]:
    """Yield the governments, cabinets and campaigns that are named after a person, each wording once."""
    article = entities.reading.article
    seen: set[tuple[int, str]] = set()
    for mention in entities.mentions:
        if mention.entity < 0 or mention.kind != "person" or mention.form != "name":
            continue
        # The recogniser takes "Lee administration" now for the person alone, now for both words.
        tail = _government().match(article.text, mention.end)
        if tail is None or not article.in_body(mention.start, tail.end()):
            continue
        wording = mention.entity, article.text[mention.start : tail.end()].lower()
        if wording not in seen:
            seen.add(wording)
            noun = ENGLISH.nouns.governments[tail.group(1).lower()]
            yield Government(mention.entity, noun, mention.start, tail.end())
