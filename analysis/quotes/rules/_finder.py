"""Who says what, read by rules alone? Marks and the dependency parse, weighed by a lexicon of cues.

This finder needs no trained weights. Every construction that might attribute becomes a candidate; the share of
such candidates that annotators agreed with (`rates.tsv` of the language's cues) decides which are kept, and is their
confidence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.quotes._attribution import Attribution
from analysis.quotes.marks._pairing import enclosing, quotation_spans
from analysis.quotes.rules._cue_priors import rate
from analysis.quotes.rules._dialogue import read_dialogue
from analysis.quotes.rules._extents import cover, text_of, token_spans
from analysis.quotes.rules._kinds import kind_of, term_starts
from analysis.quotes.rules._predicates import Predicate, find_predicates
from analysis.quotes.rules._quoted_speech import SpeechMap, read_speech
from analysis.text import inside_any, jaccard, merge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from analysis.corpus import Article
    from analysis.quotes.marks._pairing import Quotation
    from analysis.quotes.rules._quotation_cues import Speech
    from analysis.text import Span, Spans

#: Candidates whose constructions are right less often than this are not reported; on PolNeAR's training part
#: the F1 of whole attributions is flat between .38 and .5.
THRESHOLD = 0.46


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible attribution, with what its rate is looked up by: the pattern and, for verbs, the lemma."""

    content: Spans
    cue: Spans
    source: Spans
    pattern: str
    lemma: str


def find_by_rules(article: Article, doc: Doc) -> list[Attribution]:
    """Return the attributions of an article's body, in text order (a `Finder`)."""
    quotations = quotation_spans(article)
    speech = read_speech(doc, article.paragraphs(), quotations)
    kept: list[tuple[float, Candidate]] = []
    for candidate in find_candidates(article, doc, quotations, speech):
        share = rate(candidate.pattern, candidate.lemma)
        if share >= THRESHOLD:
            kept.append((share, candidate))
    terms = term_starts(speech, text_of(doc))
    found = [
        Attribution(c.content, c.cue, c.source, kind_of(c.content, text_of(doc), quotations, terms), share)
        for share, c in without_overlaps(kept)
    ]
    return sorted(found, key=lambda a: (a.content_spans, a.cue_spans))


def candidate_of(speech: Speech) -> Candidate:
    lemma = speech.verb.lemma_.lower() if speech.verb is not None else ""
    return Candidate(tuple(merge(speech.content)), speech.cue, speech.source, speech.pattern, lemma)


def find_candidates(
    article: Article, doc: Doc, quotations: Sequence[Quotation], speech: SpeechMap
) -> list[Candidate]:
    """Return every construction of the body that might attribute, whatever its rate."""
    outer = [q for q in quotations if not q.level]
    out = [candidate_of(s) for s in speech.speeches]
    dialogue = read_dialogue(text_of(doc), article.paragraphs(), quotations)
    out += [candidate_of(s) for s in dialogue]
    turns = [span for s in dialogue if s.pattern != "signed" for span in s.content]
    taken = {s.verb.i: n for n, s in enumerate(speech.speeches) if s.verb is not None}
    labels = [span for s in dialogue for span in (*s.source, *s.cue)]
    for predicate in find_predicates(doc):
        if inside_any((predicate.head.idx, predicate.head.idx + 1), labels):
            continue
        n = taken.get(predicate.head.i)
        if n is not None:
            out[n] = _widened(out[n], _from_predicate(predicate, doc, outer, turns))
        if n is not None or not article.in_body(predicate.head.idx, predicate.head.idx + 1):
            continue
        candidate = _from_predicate(predicate, doc, outer, turns)
        if candidate is not None:
            out.append(candidate)
    return out


def _widened(spoken: Candidate, parsed: Candidate | None) -> Candidate:
    """Let a quotation joined to its verb without a comma grow to the whole clause that the parse gives."""
    if not spoken.pattern.startswith("joined") or parsed is None:
        return spoken
    first, last = spoken.content[0][0], spoken.content[-1][1]
    around = parsed.content[0][0] <= first and last <= parsed.content[-1][1]
    if around and parsed.pattern in ("clause", "object"):
        return replace(spoken, content=parsed.content, pattern="joined_clause")
    return spoken


def _from_predicate(
    predicate: Predicate, doc: Doc, outer: Sequence[Quotation], turns: Sequence[Span]
) -> Candidate | None:
    at = predicate.head.idx
    inside = inside_any((at, at + 1), turns)
    around = enclosing(outer, at)
    spans = token_spans(doc, predicate.content)
    if around is None:
        spans = tuple(merge(cover(span, outer) for span in spans))
    cue, source = token_spans(doc, predicate.cue), token_spans(doc, predicate.source)
    if not spans or not cue:
        return None
    where = "quoted_" if around is not None or inside else ""
    return Candidate(spans, cue, source, where + predicate.frame, predicate.lemma)


def without_overlaps(kept: list[tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
    """Drop each candidate whose content a surer one has by .65 (Jaccard over characters)."""
    chosen: list[tuple[float, Candidate]] = []
    for share, candidate in sorted(kept, key=lambda k: (-k[0], k[1].content, k[1].cue)):
        if all(jaccard(candidate.content, other.content) < 0.65 for _, other in chosen):
            chosen.append((share, candidate))
    return chosen
