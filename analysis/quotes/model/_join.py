"""Attribute the quotations that a trained finder leaves out: to the speech that they continue, or as the rules do.

Speech that a line beside it cites, such as a tweet, is its author's whatever else is found.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.quotes.marks._pairing import covers, quotation_spans
from analysis.quotes.rules._finder import find_by_rules, find_citations
from analysis.text import count_words, covered_length, intersect, jaccard, meet, merge, subtract

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from spacy.tokens import Doc

    from analysis.corpus import Article
    from analysis.quotes._attribution import Attribution
    from analysis.quotes.marks._pairing import Quotation
    from analysis.text import Span

#: Minimum share in common (Jaccard overlap) of a content and cited speech that are the same.
_SAME_SPEECH = 0.5
#: Minimum number of words of a quotation that is in the table of attributions or in that of marked terms.
_QUOTATION_WORDS = 4


def join_speech(attributions: Sequence[Attribution], article: Article, doc: Doc) -> list[Attribution]:
    """Return a trained finder's attributions with the quotations that they leave out.

    A quotation that continues one of the previous paragraph belongs to the same attribution. Of the others, those
    that the rules attribute are added: to the attribution that the rules agree with, else as one of their own.
    """
    quotations = [quotation for quotation in quotation_spans(article) if not quotation.level]
    citations = find_citations(article)
    labels = {citation.source_spans[0][0] for citation in citations if citation.source_spans}
    turns = {quotation.span for quotation in quotations if quotation.inner_start in labels}
    joined = _continue_speech(_cite(attributions, citations), quotations, turns)
    left_out = [span for span in _left_out(article.text, quotations, joined) if span not in turns]
    if left_out:
        for claim in find_by_rules(article, doc):
            missing = [span for span in left_out if meet([span], claim.content_spans)]
            if missing:
                _add(joined, claim, missing, article.text)
                left_out = [span for span in left_out if span not in missing]
    return sorted(joined, key=lambda a: (a.content_spans, a.cue_spans))


def _cite(attributions: Sequence[Attribution], citations: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions with those that a line cites, in place of any with their content or their line."""
    kept, added = list(attributions), []
    lines = [span for citation in citations for span in (*citation.cue_spans, *citation.source_spans)]
    for citation in citations:
        same = [a for a in kept if jaccard(a.content_spans, citation.content_spans) >= _SAME_SPEECH]
        if not any(meet(a.source_spans, citation.source_spans) for a in same):
            added.append(citation)
    replaced = [a for a in kept if _repeats(a, added, lines)]
    return [*(a for a in kept if a not in replaced), *added]


def _repeats(attribution: Attribution, citations: Sequence[Attribution], lines: Sequence[Span]) -> bool:
    """Return whether a content is that of the citations that it meets, or part of it with a line that cites."""
    content = attribution.content_spans
    cited = merge(span for c in citations if meet(c.content_spans, content) for span in c.content_spans)
    own = subtract(content, lines)
    if not own or jaccard(content, cited) >= _SAME_SPEECH:
        return True
    inside = covered_length(intersect(content, cited))
    return meet(content, lines) and inside >= _SAME_SPEECH * covered_length(content)


def _continue_speech(
    attributions: list[Attribution], quotations: Sequence[Quotation], turns: Collection[Span]
) -> list[Attribution]:
    """Return the attributions with the paragraphs that continue a quotation of theirs and are no turn of their own."""
    for before, quotation in pairwise(quotations):
        begins = not quotation.continued or quotation.span in turns
        if begins or any(covers(a.content_spans, quotation.span) for a in attributions):
            continue
        for n, attribution in enumerate(attributions):
            if covers(attribution.content_spans, before.span):
                attributions[n] = _extended(attribution, [quotation.span])
                break
    return attributions


def _left_out(text: str, quotations: Sequence[Quotation], attributions: Sequence[Attribution]) -> list[Span]:
    """Return the quotations of several words that no content covers."""
    contents = merge(span for attribution in attributions for span in attribution.content_spans)
    spans = [quotation.span for quotation in quotations]
    return [
        span for span in spans if count_words(text, [span]) >= _QUOTATION_WORDS and not covers(contents, span)
    ]


def _add(attributions: list[Attribution], claim: Attribution, missing: Sequence[Span], text: str) -> None:
    """Add the missing quotations of a claim to the attribution that shares its content and cue, else the claim.

    Nothing is added to a content of a few words, which no quotation continues.
    """
    sharing = [n for n, a in enumerate(attributions) if meet(a.content_spans, claim.content_spans)]
    for n in sharing:
        long = count_words(text, attributions[n].content_spans) >= _QUOTATION_WORDS
        if long and meet(attributions[n].cue_spans, claim.cue_spans):
            attributions[n] = _extended(attributions[n], missing)
            return
    attributions.append(replace(claim, content_spans=tuple(missing)) if sharing else claim)


def _extended(attribution: Attribution, spans: Sequence[Span]) -> Attribution:
    return replace(attribution, content_spans=tuple(merge([*attribution.content_spans, *spans])))
