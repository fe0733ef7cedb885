"""Classify contents as direct, mixed or indirect, and list the quotations that are not speech."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.quotes.rules._quoted_speech import is_statement, is_term
from analysis.text import inside_any, meet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.quotes._attribution import Kind
    from analysis.quotes.marks._pairing import Quotation
    from analysis.quotes.rules._quoted_speech import QuotedSpeech
    from analysis.text import Spans


def term_starts(speech: QuotedSpeech, text: str) -> set[int]:
    """Return the starts of the quotations that are a title, a term or a scare quote."""
    return {context.quotation.start for context in speech.unclaimed if is_term(context, text)}


def kind_of(content: Spans, text: str, quotations: Sequence[Quotation], terms: set[int]) -> Kind:
    """Return the kind of a content: "direct" where all of it is quoted, "mixed" part, "indirect" nothing.

    Marks around terms do not count. A quotation that completes a sentence begun in the article's own words
    ("committed “to work toward …”") is partial, and so "mixed".
    """
    outer = [q for q in quotations if not q.level]
    speech = [q for q in outer if q.start not in terms and meet([q.span], content)]
    if not speech:
        return "indirect"
    whole = all(inside_any(span, [q.span for q in speech]) for span in content)
    return "direct" if whole and not all(_is_fragment(q, text) for q in speech) else "mixed"


def _is_fragment(quotation: Quotation, text: str) -> bool:
    """Return whether the quotation completes a sentence of unquoted words, without a comma or colon before it."""
    before = text[: quotation.start].rstrip(" ")[-1:]
    inner = text[quotation.inner_start : quotation.inner_end].lstrip()
    if not before.isalnum() or quotation.continued:
        return False
    return inner[:1].islower() or not is_statement(quotation, text)
