"""Is a content quoted whole, in part or not at all, and which marks quote nobody?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.quotes.rules._quoted_speech import is_statement, is_term
from analysis.text import inside_any, meet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.quotes._attribution import Kind
    from analysis.quotes.marks._pairing import Quotation
    from analysis.quotes.rules._quoted_speech import SpeechMap
    from analysis.text import Span, Spans


def term_starts(speech: SpeechMap, text: str) -> set[int]:
    """Return where the quotations begin that hold a title, a term or a doubted word."""
    return {s.quotation.start for s in speech.unclaimed if is_term(s, text)}


def marked_spans(speech: SpeechMap, contents: Sequence[Spans], text: str) -> list[Span]:
    """Return the quotations that are not speech: terms, and what no attribution has in its content."""
    out = []
    for setting in speech.unclaimed:
        span = setting.quotation.span
        if is_term(setting, text) or not any(meet([span], content) for content in contents):
            out.append(span)
    return out


def kind_of(content: Spans, text: str, quotations: Sequence[Quotation], terms: set[int]) -> Kind:
    """Return how much of a content is quoted: "direct" all, "mixed" part, "indirect" nothing.

    Marks around mere terms do not count. Marks around part of a sentence that the article's own words begin
    ("committed “to work toward …”") are a partial quotation, and so "mixed".
    """
    outer = [q for q in quotations if not q.level]
    speech = [q for q in outer if q.start not in terms and meet([q.span], content)]
    if not speech:
        return "indirect"
    whole = all(inside_any(span, [q.span for q in speech]) for span in content)
    return "direct" if whole and not all(_is_fragment(q, text) for q in speech) else "mixed"


def _is_fragment(quotation: Quotation, text: str) -> bool:
    """Does the quotation finish a sentence that unquoted words began, no comma or colon leading into it?"""
    before = text[: quotation.start].rstrip(" ")[-1:]
    inner = text[quotation.inner_start : quotation.inner_end].lstrip()
    if not before.isalnum() or quotation.continued:
        return False
    return inner[:1].islower() or not is_statement(quotation, text)
