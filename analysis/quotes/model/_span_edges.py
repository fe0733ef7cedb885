"""Move the edges of a trained finder's spans out of words, compounds, abbreviations and clitics."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from analysis.language import ENGLISH, SINGLE_MARKS
from analysis.quotes._attribution import Attribution, words_of
from analysis.text import Span, Spans, merge

_APOSTROPHE = f"['{SINGLE_MARKS}]"


@cache
def _unbreakable() -> re.Pattern[str]:
    """Return the pattern of units that no span may cut: a clitic, an abbreviation with its stops, a compound."""
    ending = rf"(?:{'|'.join(sorted(ENGLISH.words.clitics))})\b"
    return re.compile(
        rf"(?P<ending>{_APOSTROPHE}{ending}|(?<=s){_APOSTROPHE}(?!\w))"
        r"|\b(?:[^\W\d_]\.){2,}"
        rf"|\w+(?:(?:[-\u2010\u2011&.](?=\w)|{_APOSTROPHE}(?!{ending}))\w+)*"
    )


@cache
def _empty_source() -> re.Pattern[str]:
    """Return the pattern of words that name nobody: an article, or the day of a statement ("a September 2005")."""
    article = "|".join(sorted(ENGLISH.cues.empty_sources))
    name = "|".join((*ENGLISH.calendar.month_names, *ENGLISH.calendar.weekdays))
    day = rf"(?:(?:{name})\b\s*(?:\d{{1,2}}\b,?)?\s*)?(?:\d{{4}})?"
    return re.compile(rf"(?:(?:{article})\b\s*)?{day}", re.IGNORECASE)


def set_edges(attributions: Sequence[Attribution], text: str) -> list[Attribution]:
    """Return the attributions with spans of whole words, and without sources that name nobody."""
    words = [(m.start(), m.end(), m.group("ending") is not None) for m in _unbreakable().finditer(text)]
    starts = [start for start, _, _ in words]

    def snap(spans: Spans, *, outward: bool) -> Spans:
        return _join([_snap(span, words, starts, outward) for span in spans], text)

    snapped = []
    for a in attributions:
        source = snap(a.source_spans, outward=True)
        label = words_of(text, a.cue_spans) == ":"
        if _empty_source().fullmatch(words_of(text, source)) and not label:
            source = ()
        content, cue = snap(a.content_spans, outward=True), snap(a.cue_spans, outward=False)
        snapped.append(
            replace(a, content_spans=content or a.content_spans, cue_spans=cue, source_spans=source)
        )
    return snapped


def _snap(span: Span, words: Sequence[tuple[int, int, bool]], starts: Sequence[int], outward: bool) -> Span:
    """Return the span with edges inside a word moved to the word's end; a clitic stays with its word."""
    start, end = span
    index = bisect_right(starts, start) - 1
    if index >= 0 and words[index][0] < start < words[index][1]:
        start = words[index][1] if words[index][2] else words[index][0]
    index = bisect_right(starts, end) - 1
    if index >= 0 and words[index][0] < end < words[index][1]:
        end = words[index][1] if outward or not words[index][2] else words[index][0]
    return start, end


def _join(spans: Sequence[Span], text: str) -> Spans:
    """Return the spans in order, merged where they meet or only white space is between them."""
    trimmed = ((end - len(text[start:end].lstrip()), end) for start, end in spans)
    return tuple(merge(((start, end) for start, end in trimmed if start < end), text=text))
