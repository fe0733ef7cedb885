"""Which news agencies does an article credit with the prose that it shares with another?"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from analysis.corpus import Article
from analysis.language import ENGLISH
from analysis.overlap.provenance._wording_evidence import around, credits_of
from analysis.text import Span


@lru_cache(maxsize=1024)
def _credited(text: str) -> frozenset[str]:
    """The agencies that a text credits as a whole; an article is asked anew for each pair it is in."""
    return frozenset(name for name, form in ENGLISH.newsroom.agency_credits.items() if form.search(text))


def agencies_of(article: Article, spans: Iterable[Span] = ()) -> set[str]:
    """Return the news agencies that an article credits.

    It does so in a dateline, a byline or a line of thanks; or, in or beside the prose it shares, by saying that the
    agency reported or was told something. An agency's poll or count is no credit: anyone may quote it.

    Args:
        article: The article.
        spans: Where the prose stands that it shares.
    """
    text = article.text
    named = set(_credited(text))
    for span in spans:
        stretch = around(text, span)
        for name, form in ENGLISH.newsroom.agency_names.items():
            told = (text[slice(*place)] for place in credits_of(form, text, stretch))
            if any(ENGLISH.newsroom.asked_people.search(words) is None for words in told):
                named.add(name)
    return named
