"""What do the marks show that a trained finder has missed or blurred? Its findings set right by the marks.

Marks and layout give the exact extent of what stands in quotation marks and whose cue is beside it; a trained
finder knows better what else is an attribution. Where both speak of the same words, the marks have the last
word on the extent of a quotation, the finder on everything else.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.quotes._attribution import Attribution
from analysis.quotes._dialogue import read_dialogue
from analysis.quotes._kinds import kind_of, term_starts
from analysis.quotes._marks import quotation_spans
from analysis.quotes._rates import rate
from analysis.quotes._rules import Candidate, candidate_of, jaccard
from analysis.quotes._speech import read_speech

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from analysis.corpus import Article
    from analysis.quotes._attribution import Spans

#: Constructions right at least this often are joined to what another finder gives.
_SURE = 0.8
#: Constructions whose content is quotations and nothing else, so that the marks give its extent.
_WHOLE = frozenset(("after", "before", "signed", "introduced", "document"))
#: Constructions whose content is the whole of a sentence with quotations in it.
_SENTENCE = frozenset(("after_mixed",))


def join_speech(found: Sequence[Attribution], article: Article, doc: Doc) -> list[Attribution]:
    """Return another finder's attributions, set right and completed by what the marks and the layout show."""
    text, quotations = article.text, quotation_spans(article)
    speech = read_speech(doc, article.paragraphs(), quotations)
    terms = term_starts(speech, text)
    shown = [
        candidate_of(s) for s in (*speech.speeches, *read_dialogue(text, article.paragraphs(), quotations))
    ]
    shares = {n: rate(c.pattern, c.lemma) for n, c in enumerate(shown)}
    joined = list(found)
    lacking = []
    for n, candidate in enumerate(shown):
        near = [i for i, a in enumerate(joined) if _same_event(candidate, a)]
        if not near:
            lacking.append(n)
            continue
        best = max(near, key=lambda i: jaccard(joined[i].content_spans, candidate.content))
        others = [c.content for c in shown if c.cue != candidate.cue]
        if _is_blurred(joined[best], candidate, others):
            joined[best] = _set_right(joined[best], candidate)
        elif candidate.pattern in _WHOLE:
            rest = [
                span for span in candidate.content if not any(_meet((span,), a.content_spans) for a in joined)
            ]
            spans = tuple(sorted((*joined[best].content_spans, *rest)))
            joined[best] = replace(joined[best], content_spans=spans)
    for n in lacking:
        candidate = shown[n]
        if shares[n] >= _SURE and not _is_covered(candidate.content, joined):
            roles = candidate.content, candidate.cue, candidate.source
            joined.append(Attribution(*roles, kind_of(candidate.content, text, quotations, terms), shares[n]))
    return sorted(joined, key=lambda a: (a.content_spans, a.cue_spans))


def _set_right(attribution: Attribution, candidate: Candidate) -> Attribution:
    """Give the attribution the extent that the marks show, and the source, where it took that for content."""
    swallowed = _meet(attribution.content_spans, candidate.source)
    source = candidate.source if swallowed else attribution.source_spans
    return replace(attribution, content_spans=candidate.content, source_spans=source)


def _same_event(candidate: Candidate, attribution: Attribution) -> bool:
    """Are both about the same words and, where the marks show one, the same cue?"""
    cue = _meet(candidate.cue, attribution.cue_spans)
    return cue and _meet(candidate.content, attribution.content_spans)


def _is_blurred(attribution: Attribution, candidate: Candidate, others: Sequence[Spans]) -> bool:
    """Does the attribution run into another speaker's quotation or its own source, or skip words of its sentence?"""
    content = attribution.content_spans
    if candidate.pattern in _SENTENCE:
        return all(any(s <= start and end <= e for s, e in candidate.content) for start, end in content)
    foreign = any(_meet(content, other) and not _meet(other, candidate.content) for other in others)
    return candidate.pattern in _WHOLE and (foreign or _meet(content, candidate.source))


def _meet(one: Spans, other: Spans) -> bool:
    return any(s1 < e2 and s2 < e1 for s1, e1 in one for s2, e2 in other)


def _is_covered(content: Spans, found: Sequence[Attribution]) -> bool:
    """Does some attribution have half of the content already?"""
    size = sum(end - start for start, end in content)
    return any(
        2 * sum(max(0, min(e1, e2) - max(s1, s2)) for s1, e1 in content for s2, e2 in a.content_spans) >= size
        for a in found
    )
