"""Find the credits that an article gives to news agencies and outlets for its prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from analysis.corpus import Article
from analysis.language import Language
from analysis.text import Span

# Bounds on cost, not on findings: characters before and after a passage in which the sentence around it is looked for,
# and before a name in which the words that make it a credit end.
_BEFORE, _AFTER = 400, 200
_CREDIT = 40
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n")
#: Articles of which the agencies are kept. An article is in many pairs, which come in the order of one side.
_ARTICLES = 1 << 16
_EDGES = " \t\r\n\u00a0\"'“‘(["  # characters before a sentence's first word


@lru_cache(maxsize=_ARTICLES)
def _agencies_credited(text: str, language: Language) -> frozenset[str]:
    """Return the agencies that a text credits as a whole."""
    credit_patterns = language.newsroom.agency_credits
    return frozenset(name for name, pattern in credit_patterns.items() if pattern.search(text))


@lru_cache(maxsize=_ARTICLES)
def _agencies_named(text: str, language: Language) -> dict[str, re.Pattern[str]]:
    """Return the agencies whose name stands anywhere in a text, with its pattern."""
    return {name: pattern for name, pattern in language.newsroom.agency_names.items() if pattern.search(text)}


def agencies_of(article: Article, spans: Iterable[Span] = ()) -> set[str]:
    """Return the news agencies that an article credits.

    A dateline, a byline or a line of thanks is a credit. So is a statement, in the shared prose or beside it, that
    the agency reported or was told something. An agency's poll or count is no credit: anyone may quote it.

    Args:
        article: The article.
        spans: The spans of the prose that it shares.
    """
    text, newsroom = article.text, article.language.newsroom
    agencies = set(_agencies_credited(text, article.language))
    for span in spans:
        surroundings = surrounding_sentences(text, span)
        for name, name_pattern in _agencies_named(text, article.language).items():
            mentions = (text[slice(*place)] for place in credits_of(name_pattern, article, surroundings))
            if any(newsroom.asked_people.search(mention) is None for mention in mentions):
                agencies.add(name)
    return agencies


def surrounding_sentences(text: str, span: Span) -> Span:
    """Return the span of a passage with the rest of its first and last sentence, or the sentence before it."""
    start, end = span
    earliest = max(start - _BEFORE, 0)
    sentence_starts = [earliest, *(match.end() for match in _SENTENCE_END.finditer(text, earliest, start))]
    # The empty line between two paragraphs is no sentence.
    start_around = next(
        (
            sentence_start
            for sentence_start in reversed(sentence_starts)
            if text[sentence_start:start].strip(_EDGES)
        ),
        earliest,
    )
    sentence_end = _SENTENCE_END.search(text, max(end - 2, start), min(end + _AFTER, len(text)))
    return start_around, sentence_end.start() + 1 if sentence_end else min(end + _AFTER, len(text))


def credits_of(name_pattern: re.Pattern[str], article: Article, within: Span) -> Iterator[Span]:
    """Yield the spans in a window of an article that credit a name with writing or being told something."""
    text, newsroom = article.text, article.language.newsroom
    window_start, window_end = within
    for match in name_pattern.finditer(text, window_start, window_end):
        before = newsroom.credit_before.search(
            text, max(window_start, match.start() - _CREDIT), match.start()
        )
        after = newsroom.credit_after.match(text, match.end(), window_end)
        if before or after:
            yield (before.start() if before else match.start(), after.end() if after else match.end())
