"""Find the governments, cabinets and campaigns that an article names after a person: "the Lee administration"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from analysis.corpus import Article
from analysis.entities import Mention
from analysis.language import Language


@cache
def _government_pattern(language: Language) -> re.Pattern[str]:
    """Return the pattern of a government after a person's name: "'s own administration"."""
    nouns = "|".join(sorted(language.nouns.governments))
    own = "|".join(sorted(language.people.own))
    return re.compile(rf"(?:['’]s)?[ \u00a0](?:(?:{own}) )?({nouns})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Government:
    """A government, cabinet or campaign named after a person.

    Attributes:
        person: The number of the person's entity in the article.
        noun: Its kind: one noun for synonyms such as "administration" and "government".
        start, end: Span of its mention, in code points.
    """

    person: int
    noun: str
    start: int
    end: int


def governments(article: Article, mentions: Iterable[Mention]) -> Iterator[Government]:
    """Yield the governments, cabinets and campaigns named after a person, each wording once."""
    language = article.language
    seen: set[tuple[int, str]] = set()
    for mention in mentions:
        if mention.entity < 0 or mention.kind != "person" or mention.form != "name":
            continue
        # The recogniser marks either "Lee" alone or "Lee administration" as the person.
        government = _government_pattern(language).match(article.text, mention.end)
        if government is None or not article.in_body(mention.start, government.end()):
            continue
        key = mention.entity, article.text[mention.start : government.end()].lower()
        if key not in seen:
            seen.add(key)
            noun = language.nouns.governments[government.group(1).lower()]
            yield Government(mention.entity, noun, mention.start, government.end())
