"""Attribute the quotations that a trained finder leaves out to the speakers that the rules find for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.quotes.marks._pairing import quotation_spans
from analysis.quotes.rules._finder import find_by_rules
from analysis.text import count_words, meet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from analysis.corpus import Article
    from analysis.quotes._attribution import Attribution
    from analysis.text import Spans

#: Minimum number of words of a quotation that is in the table of attributions or in that of marked terms.
_QUOTATION_WORDS = 4


def join_speech(attributions: Sequence[Attribution], article: Article, doc: Doc) -> list[Attribution]:
    """Return a trained finder's attributions with those by rules of quotations that share no character with them."""
    quotations = [(quotation.span,) for quotation in quotation_spans(article)]
    unclaimed = [
        quotation
        for quotation in quotations
        if count_words(article.text, quotation) >= _QUOTATION_WORDS
        and not _is_claimed(quotation, attributions)
    ]
    if not unclaimed:
        return list(attributions)
    joined = list(attributions)
    for claim in find_by_rules(article, doc):
        speaks = any(meet(quotation, claim.content_spans) for quotation in unclaimed)
        if speaks and not _is_claimed(claim.content_spans, joined):
            joined.append(claim)
    return sorted(joined, key=lambda a: (a.content_spans, a.cue_spans))


def _is_claimed(content: Spans, attributions: Sequence[Attribution]) -> bool:
    return any(meet(content, attribution.content_spans) for attribution in attributions)
