"""Delimit sources, cues and contents: from tokens of the parse to spans of the text."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from analysis.language import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Doc, Token

    from analysis.quotes.marks._pairing import Quotation
    from analysis.text import Span, Spans

_GRAMMAR = ENGLISH.grammar

#: Punctuation that a content or source may not begin or end with; quotation marks are not among them.
_EDGES = " \t\r\n,;:–—-.*•|"


@lru_cache(maxsize=2)
def text_of(doc: Doc) -> str:
    """Return a document's text, kept because spaCy joins it from the tokens at each access."""
    return doc.text


def token_spans(doc: Doc, indices: Iterable[int]) -> Spans:
    """Return the spans of a set of token indices, neighbours joined (also across white space), edges trimmed."""
    runs: list[list[int]] = []
    for i in sorted(indices):
        if doc[i].is_space:
            continue
        if runs and all(doc[j].is_space for j in range(runs[-1][1] + 1, i)):
            runs[-1][1] = i
        else:
            runs.append([i, i])
    text = text_of(doc)
    spans = (trim(text, doc[a].idx, doc[b].idx + len(doc[b])) for a, b in runs)
    return tuple(span for span in spans if span[0] < span[1])


def trim(text: str, start: int, end: int) -> Span:
    """Return the span without white space, commas, dashes and full stops at its edges.

    A full stop stays where it ends an abbreviation's run of letters ("Jan. 6" is not cut; "U.S." keeps its
    own), an ellipsis stays.
    """
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        if text[end - 1] == "." and (text[end - 3 : end - 2] == "." or text[end - 2 : end - 1] == "."):
            break
        end -= 1
    return start, end


def cover(span: Span, quotations: Sequence[Quotation]) -> Span:
    """Return the span widened to whole quotations."""
    start, end = span
    for q in quotations:
        if q.start < end < q.end or end == q.inner_end:
            end = q.end
        if q.start < start < q.end or start == q.inner_start:
            start = q.start
    return start, end


def noun_phrase(head: Token) -> list[int]:
    """Return the token indices of the noun phrase of `head`, with title and apposition, without asides.

    As in PolNeAR, "Shin Beomchul, senior fellow at an institute" is one source, and a relative clause set off
    by a comma ("Murphy, who thinks often …") is not part of it.
    """
    asides: set[int] = set()
    for child in head.children:
        if _is_aside(child):
            asides.update(t.i for t in child.subtree)
    kept = [t.i for t in head.subtree if t.i not in asides]
    return _block_around(kept, head.i)


def _is_aside(child: Token) -> bool:
    before = child.doc[child.left_edge.i - 1] if child.left_edge.i else None
    if child.dep_ in _GRAMMAR.describing_clauses:
        return before is not None and before.text in (",", "-", "–", "—", "(") and child.i > child.head.i
    return child.dep_ in _GRAMMAR.loose_clauses and child.i > child.head.i


def _block_around(indices: list[int], centre: int) -> list[int]:
    """Return the run of adjacent indices around `centre`: of a discontinuous phrase, the part with its head."""
    present = set(indices)
    low = high = centre
    while low - 1 in present:
        low -= 1
    while high + 1 in present:
        high += 1
    return list(range(low, high + 1))


def verb_group(verb: Token) -> list[int]:
    """Return the token indices of the verb with its auxiliaries, negation, particles and close adverbs."""
    group = {verb.i}
    helpers = _GRAMMAR.auxiliaries | _GRAMMAR.passive_auxiliaries | _GRAMMAR.negations
    for child in verb.children:
        if child.dep_ in helpers and child.i < verb.i:
            group.update(range(child.i, verb.i + 1))
        elif (child.dep_ in _GRAMMAR.particles and child.i > verb.i) or _is_close_adverb(child, verb):
            group.add(child.i)
    subjects = (c for c in verb.children if c.dep_ in _GRAMMAR.noun_subjects)
    return sorted(group - {t.i for subject in subjects for t in subject.subtree})


def _is_close_adverb(child: Token, verb: Token) -> bool:
    alone = child.n_lefts == 0 and child.pos_ == "ADV"
    return child.dep_ in _GRAMMAR.adverbs and child.i == verb.i - 1 and alone
