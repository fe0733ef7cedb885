"""Marks in an article: what is said, by whom, in which words; terms; and the key that explains them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from analysis.text import Span
from analysis.views._anchors import quote_anchors
from analysis.views._overlap_styles import OVERLAP_STYLES
from analysis.views.readers._article import Mark

#: The marks with what each means, in the order of the key: a CSS class, and the words that it marks.
_MEANINGS = {
    "direct": "said, in quotation marks",
    "mixed": "said, partly in quotation marks",
    "indirect": "said, in the article’s words",
    "cue": "words that report it",
    "source": "who says it",
    "term": "other words in quotation marks",
    "key": "a term that sets it apart",
    **{f"k-{style.slug}": kind for kind, style in OVERLAP_STYLES.items()},
}


def quote_marks(
    doc_id: str, quotes: Iterable[Mapping[Any, Any]], *, address: Callable[[Mapping[Any, Any]], str]
) -> Iterator[Mark]:
    """Yield the marks of an article's attributions: content, cue and source.

    Args:
        doc_id: The article.
        quotes: The rows of `find_quotes` of the article.
        address: Returns where the content of a row leads to; empty for nowhere.
    """
    for record in quotes:
        place_id, _ = quote_anchors(doc_id, record["content_spans"])
        speaker = record["speaker"] if isinstance(record["speaker"], str) else "unattributed"
        title = f"{record['kind']}: {speaker}"
        for index, span in enumerate(_spans(record["content_spans"])):
            own = (place_id, title, address(record)) if index == 0 else ("", title, "")
            yield Mark(*span, f"content {record['kind']}", *own)
        for span in _spans(record["cue_spans"]):
            yield Mark(*span, "cue", title="cue")
        for span in _spans(record["source_spans"]):
            yield Mark(*span, "source", title=f"source: {speaker}")


def term_marks(terms: Iterable[Mapping[Any, Any]]) -> Iterator[Mark]:
    """Yield the marks of an article's distinctive terms, the rows of `distinctive_terms`."""
    for record in terms:
        for span in _spans(record["places"]):
            yield Mark(*span, "key", title=f"sets this article apart: {record['term']}")


def mark_key(marks: Iterable[Mark]) -> str:
    """Return a list of the marks in use with what each means; empty without marks."""
    used = {style for mark in marks for style in mark.style.split()}
    classes = {"direct": "content ", "mixed": "content ", "indirect": "content "}
    items = "".join(
        f'<li data-mark="{name}"><mark class="{_class(name, classes)}">{escape(meaning)}</mark></li>'
        for name, meaning in _MEANINGS.items()
        if name in used
    )
    return f'<ul class="mark-key" aria-label="How the text is marked">{items}</ul>' if items else ""


def _class(name: str, prefixes: Mapping[str, str]) -> str:
    return f"over {name}" if name.startswith("k-") else f"{prefixes.get(name, '')}{name}"


def _spans(spans: object) -> Iterator[Span]:
    """Yield spans as pairs: tables hold lists of tuples, files of them arrays."""
    if isinstance(spans, Sequence) or hasattr(spans, "__iter__"):
        for start, end in spans:
            yield int(start), int(end)
