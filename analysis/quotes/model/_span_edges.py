"""Do the spans of a trained finder end where words do? Edges moved out of compounds, abbreviations, endings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from analysis.language import ENGLISH, SINGLE_MARKS
from analysis.quotes._attribution import Attribution
from analysis.text import Span, Spans, merge

_APOSTROPHE = f"['{SINGLE_MARKS}]"


@cache
def _whole() -> re.Pattern[str]:
    """Return what no span may cut: a clitic, an abbreviation with its stops, a compound."""
    ending = rf"(?:{'|'.join(sorted(ENGLISH.words.clitics))})\b"
    return re.compile(
        rf"(?P<ending>{_APOSTROPHE}{ending}|(?<=s){_APOSTROPHE}(?!\w))"
        r"|\b(?:[^\W\d_]\.){2,}"
        rf"|\w+(?:(?:[-\u2010\u2011&.](?=\w)|{_APOSTROPHE}(?!{ending}))\w+)*"
    )


def set_edges(found: Sequence[Attribution], text: str) -> list[Attribution]:
    """Return the attributions with each role's spans on whole words, and sources that name nobody left out."""
    words = [(m.start(), m.end(), m.group("ending") is not None) for m in _whole().finditer(text)]
    starts = [start for start, _, _ in words]

    def snap(spans: Spans, *, outward: bool) -> Spans:
        return _join([_snap(span, words, starts, outward) for span in spans], text)

    tidy = []
    for a in found:
        source = snap(a.source_spans, outward=True)
        if " ".join(text[s:e] for s, e in source).lower() in ENGLISH.cues.empty_sources:
            source = ()
        content, cue = snap(a.content_spans, outward=True), snap(a.cue_spans, outward=False)
        tidy.append(replace(a, content_spans=content or a.content_spans, cue_spans=cue, source_spans=source))
    return tidy


def _snap(span: Span, words: Sequence[tuple[int, int, bool]], starts: Sequence[int], outward: bool) -> Span:
    """Move an edge that lies within a word to the word's end; an ending goes to what it hangs on."""
    start, end = span
    at = bisect_right(starts, start) - 1
    if at >= 0 and words[at][0] < start < words[at][1]:
        start = words[at][1] if words[at][2] else words[at][0]
    at = bisect_right(starts, end) - 1
    if at >= 0 and words[at][0] < end < words[at][1]:
        end = words[at][1] if outward or not words[at][2] else words[at][0]
    return start, end


def _join(spans: Sequence[Span], text: str) -> Spans:
    """Return spans in order, those that meet or have white space alone between them as one."""
    trimmed = ((end - len(text[start:end].lstrip()), end) for start, end in spans)
    return tuple(merge(((start, end) for start, end in trimmed if start < end), text=text))
