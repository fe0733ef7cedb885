"""Find attributions by rules over quotation marks and the dependency parse, weighed by priors of cues.

This finder needs no trained weights. Every construction that might attribute becomes a candidate; its prior,
the share of such candidates that annotators marked (`rates.tsv` of the language's cues), decides whether it is
kept and is its confidence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.language import ENGLISH
from analysis.quotes._attribution import Attribution
from analysis.quotes.marks._pairing import enclosing, quotation_spans
from analysis.quotes.rules._dialogue import read_citations, read_dialogue
from analysis.quotes.rules._extents import cover, text_of, token_spans
from analysis.quotes.rules._kinds import kind_of, term_starts
from analysis.quotes.rules._predicates import Predicate, find_predicates
from analysis.quotes.rules._quoted_speech import QuotedSpeech, read_speech
from analysis.text import inside_any, jaccard, merge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from analysis.corpus import Article
    from analysis.quotes.marks._pairing import Quotation
    from analysis.quotes.rules._quotation_cues import Speech
    from analysis.text import Span, Spans

#: Candidates with a lower prior are not reported; on PolNeAR's training part the F1 of whole attributions is flat
#: between .38 and .5.
THRESHOLD = 0.46
#: A lemma's own count weighs as much against its construction's average as this many occurrences. F1 of whole
#: attributions by rules is flat (within .2 points) between 0 and 3 on PolNeAR's development part and half of the
#: training part's labelled articles; at 6 it loses .5 and .3 points.
_PRIOR_WEIGHT = 3.0
#: Minimum Jaccard overlap of the contents of two attributions that are one. At .65 F1 loses .9 and .6 points on these
#: articles, as much is found twice; at .3 it gains .4 and .3, but 2 points of the mixed quotations are lost.
_DUPLICATE = 0.5
#: Characters of a place: contents that are in no place together share nothing, and are not compared.
_PLACE = 256


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible attribution, with the keys of its prior: the pattern and, for verbs, the lemma."""

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
        prior = cue_prior(candidate.pattern, candidate.lemma)
        if prior >= THRESHOLD:
            kept.append((prior, candidate))
    terms = term_starts(speech, text_of(doc))
    attributions = [
        Attribution(c.content, c.cue, c.source, kind_of(c.content, text_of(doc), quotations, terms), prior)
        for prior, c in drop_overlaps(kept)
    ]
    return sorted(attributions, key=lambda a: (a.content_spans, a.cue_spans))


def find_citations(article: Article) -> list[Attribution]:
    """Return the speech of an article's body that a line beside it cites, in text order."""
    text, quotations = article.text, quotation_spans(article)
    candidates = map(_speech_candidate, read_citations(text, article.paragraphs(), quotations))
    return [
        Attribution(
            c.content,
            c.cue,
            c.source,
            kind_of(c.content, text, quotations, set()),
            cue_prior(c.pattern, c.lemma),
        )
        for c in candidates
    ]


def cue_prior(pattern: str, lemma: str) -> float:
    """Return the share of a pattern's candidates with this lemma that are right, in [0, 1].

    The lemma's own share is drawn towards that of unlisted lemmas in the pattern, the more the rarer it is.
    """
    base = ENGLISH.cues.pattern_rates.get(pattern, 0.0)
    right, total = ENGLISH.cues.rates.get((lemma, pattern), (0, 0))
    return round((right + _PRIOR_WEIGHT * base) / (total + _PRIOR_WEIGHT), 3)


def _speech_candidate(speech: Speech) -> Candidate:
    """Return quoted speech as a candidate."""
    lemma = speech.verb.lemma_.lower() if speech.verb is not None else ""
    return Candidate(tuple(merge(speech.content)), speech.cue, speech.source, speech.pattern, lemma)


def find_candidates(
    article: Article, doc: Doc, quotations: Sequence[Quotation], speech: QuotedSpeech
) -> list[Candidate]:
    """Return every construction of the body that might attribute, whatever its prior."""
    outer = [q for q in quotations if not q.level]
    dialogue = read_dialogue(text_of(doc), article.paragraphs(), quotations)
    candidates = [_speech_candidate(s) for s in (*speech.speeches, *dialogue)]
    turns = [span for s in dialogue if s.pattern != "signed" for span in s.content]
    by_verb = {s.verb.i: n for n, s in enumerate(speech.speeches) if s.verb is not None}
    labels = [span for s in dialogue for span in (*s.source, *s.cue)]
    for predicate in find_predicates(doc):
        if inside_any((predicate.head.idx, predicate.head.idx + 1), labels):
            continue
        n = by_verb.get(predicate.head.i)
        if n is not None:
            candidates[n] = _widen(candidates[n], _from_predicate(predicate, doc, outer, turns))
        if n is not None or not article.in_body(predicate.head.idx, predicate.head.idx + 1):
            continue
        candidate = _from_predicate(predicate, doc, outer, turns)
        if candidate is not None:
            candidates.append(candidate)
    return candidates


def _widen(spoken: Candidate, parsed: Candidate | None) -> Candidate:
    """Return a quotation joined to its verb without a comma, widened to the clause of the parse."""
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
    start = predicate.head.idx
    inside = inside_any((start, start + 1), turns)
    around = enclosing(outer, start)
    spans = token_spans(doc, predicate.content)
    if around is None:
        spans = tuple(merge(cover(span, outer) for span in spans))
    cue, source = token_spans(doc, predicate.cue), token_spans(doc, predicate.source)
    if not spans or not cue:
        return None
    prefix = "quoted_" if around is not None or inside else ""
    return Candidate(spans, cue, source, prefix + predicate.frame, predicate.lemma)


def drop_overlaps(kept: list[tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
    """Return the candidates by falling prior, without those whose content is a better one's (Jaccard overlap)."""
    chosen: list[tuple[float, Candidate]] = []
    near: dict[int, list[Spans]] = {}  # the contents chosen so far, by the places that they reach into
    for prior, candidate in sorted(kept, key=lambda k: (-k[0], k[1].content, k[1].cue)):
        places = {n for start, end in candidate.content for n in range(start // _PLACE, end // _PLACE + 1)}
        better = (content for place in places for content in near.get(place, ()))
        if all(jaccard(candidate.content, content) < _DUPLICATE for content in better):
            chosen.append((prior, candidate))
            for place in places:
                near.setdefault(place, []).append(candidate.content)
    return chosen
