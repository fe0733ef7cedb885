"""Correct and complete a trained finder's attributions by the quotation marks, the layout and the rules.

The marks give the exact extent of a quotation and the cue beside it. Where they and the finder attribute the
same words, the marks decide the extent of a quotation and the finder everything else.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.quotes._attribution import Attribution
from analysis.quotes.marks._pairing import quotation_spans
from analysis.quotes.model._source_repair import set_sources
from analysis.quotes.rules._dialogue import read_dialogue
from analysis.quotes.rules._finder import Candidate, cue_prior, find_by_rules, speech_candidate
from analysis.quotes.rules._kinds import kind_of, term_starts
from analysis.quotes.rules._quoted_speech import read_speech
from analysis.text import covered_length, inside_any, intersect, jaccard, meet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from analysis.corpus import Article
    from analysis.text import Span, Spans

_WORD = re.compile(r"\w+")

# Each constant was tried at both ends on the development part of PolNeAR; gains and losses are in points of F1, or in
# attributions found and lost.

#: Constructions right at least this often are joined to what another finder gives; .6 adds one, .9 loses one.
_SURE = 0.8
#: Attributions by rules as sure as this are joined where they claim a quotation that is otherwise nobody's; at 0
#: precision loses .3, and with none joined recall loses .1.
_SURE_BY_RULES = 0.6
#: Shorter quotations that nobody claims may be terms; at 0 precision loses .1 and recall gains .1.
_LONG = 4
#: Words beside a name in marks that make no statement of it ("the meeting “regular consultations”"); at 0 sources lose
#: .1, without a bound recall loses .1.
_BESIDE = 2
#: What is called a name in marks is reported by somebody only where that is likelier than not; at 0 precision loses .1.
_LIKELY = 0.5
#: Words without a role between two parts of a content, beyond which the parts may be torn from two attributions;
#: at 0 quotations lose .1, at 5 nothing changes.
_GAP = 1
#: Constructions whose content is quotations and nothing else, so that the marks give its extent.
_WHOLE = frozenset(("after", "before", "signed", "introduced", "document"))
#: Constructions whose content is the whole of a sentence with quotations in it.
_SENTENCE = frozenset(("after_mixed",))


def join_speech(found: Sequence[Attribution], article: Article, doc: Doc) -> list[Attribution]:
    """Return another finder's attributions, corrected and completed by the marks and the layout."""
    text, quotations = article.text, quotation_spans(article)
    speech = read_speech(doc, article.paragraphs(), quotations)
    terms = term_starts(speech, text)
    shown = [
        speech_candidate(s)
        for s in (*speech.speeches, *read_dialogue(text, article.paragraphs(), quotations))
    ]
    shares = {n: cue_prior(c) for n, c in enumerate(shown)}
    names = [q.span for q in quotations if q.start in terms]
    joined = [a for a in found if a.confidence >= _LIKELY or not _is_name(a.content_spans, names, text)]
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
                span for span in candidate.content if not any(meet((span,), a.content_spans) for a in joined)
            ]
            spans = tuple(sorted((*joined[best].content_spans, *rest)))
            joined[best] = replace(joined[best], content_spans=spans)
    for n in lacking:
        candidate = shown[n]
        if shares[n] >= _SURE and not _is_covered(candidate.content, joined):
            roles = candidate.content, candidate.cue, candidate.source
            joined.append(Attribution(*roles, kind_of(candidate.content, text, quotations, terms), shares[n]))
    joined = set_sources(_by_rules(joined, article, doc), doc)
    return sorted(joined, key=lambda a: (a.content_spans, a.cue_spans))


def _by_rules(found: Sequence[Attribution], article: Article, doc: Doc) -> list[Attribution]:
    """Return the attributions with discontinuous contents and unclaimed quotations as the rules have them."""
    text = article.text
    torn = [len(_runs(a, text)) > 1 for a in found]
    unclaimed = [
        (q.span,)
        for q in quotation_spans(article)
        if _count_words(text, *q.span) >= _LONG and not _is_covered((q.span,), found)
    ]
    if not (any(torn) or unclaimed):
        return list(found)
    rules = find_by_rules(article, doc)
    mended = [_mend(a, rules, text) if is_torn else a for a, is_torn in zip(found, torn, strict=True)]
    for quotation in unclaimed:
        claims = (r for r in rules if r.confidence >= _SURE_BY_RULES and meet(quotation, r.content_spans))
        claim = next(claims, None)
        if claim and not _is_covered(claim.content_spans, mended):
            mended.append(claim)
    return mended


def _mend(torn: Attribution, rules: Sequence[Attribution], text: str) -> Attribution:
    """Return an attribution with the one part of its content that the rules give to the same cue, if it is one."""
    for rule in rules:
        if meet(rule.cue_spans, torn.cue_spans):
            runs = [run for run in _runs(torn, text) if meet(run, rule.content_spans)]
            if len(runs) == 1:
                return replace(torn, content_spans=runs[0])
    return torn


def _runs(attribution: Attribution, text: str) -> list[Spans]:
    """Return the content in parts that only the attribution's own cue or source, or a single word, stands between."""
    own = (*attribution.cue_spans, *attribution.source_spans)
    runs: list[list[Span]] = []
    for start, end in sorted(attribution.content_spans):
        if runs:
            before = runs[-1][-1][1]
            if _count_words(text, before, start) <= _GAP or meet(((before, start),), own):
                runs[-1].append((start, end))
                continue
        runs.append([(start, end)])
    return [tuple(run) for run in runs]


def _is_name(content: Spans, names: Sequence[Span], text: str) -> bool:
    """Return whether the content is a title or term in marks, with at most two words beside it."""
    named = sum(_count_words(text, start, end) for start, end in intersect(content, names))
    return 0 < named >= sum(_count_words(text, s, e) for s, e in content) - _BESIDE


def _count_words(text: str, start: int, end: int) -> int:
    return sum(1 for _ in _WORD.finditer(text, start, end))


def _set_right(attribution: Attribution, candidate: Candidate) -> Attribution:
    """Return the attribution with the candidate's content, and its source where it was part of the content."""
    swallowed = meet(attribution.content_spans, candidate.source)
    source = candidate.source if swallowed else attribution.source_spans
    return replace(attribution, content_spans=candidate.content, source_spans=source)


def _same_event(candidate: Candidate, attribution: Attribution) -> bool:
    """Return whether both share words of the content and of the cue."""
    cue = meet(candidate.cue, attribution.cue_spans)
    return cue and meet(candidate.content, attribution.content_spans)


def _is_blurred(attribution: Attribution, candidate: Candidate, others: Sequence[Spans]) -> bool:
    """Return whether the content extends into another's quotation or its own source, or lacks part of its sentence."""
    content = attribution.content_spans
    if candidate.pattern in _SENTENCE:
        return all(inside_any(span, candidate.content) for span in content)
    foreign = any(meet(content, other) and not meet(other, candidate.content) for other in others)
    return candidate.pattern in _WHOLE and (foreign or meet(content, candidate.source))


def _is_covered(content: Spans, found: Sequence[Attribution]) -> bool:
    """Return whether an attribution has half of the content."""
    size = covered_length(content)
    return any(2 * covered_length(intersect(content, a.content_spans)) >= size for a in found)
