"""Reader of errors: attributions that a finder gets wrong, marked in their context."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from analysis.text import Span
from analysis.views._html import Html
from analysis.views.readers._article import Mark, mark_text

#: Code points of the article shown on either side of an error.
_CONTEXT = 160

#: The sorts of error with their headings.
_ERRORS = {
    "spurious": "Found, but not in the gold",
    "wrong source": "Found, with the wrong source",
    "missed": "Missed",
}


def read_errors(errors: pd.DataFrame, texts: Mapping[str, str], *, finder: str, top: int) -> Html:
    """Return errors by sort, each marked in its context.

    Args:
        errors: From `find_errors`.
        texts: Article texts by `doc_id`.
        finder: The finder whose errors are shown.
        top: Maximum number of each sort; the heading of each says how many there are.
    """
    own = errors[errors["finder"] == finder]
    parts = []
    for error, title in _ERRORS.items():
        of_sort = own[own["error"] == error]
        listed = of_sort.head(top)
        note = f"; the first {len(listed):,} are shown" if len(listed) < len(of_sort) else ""
        head = f'<summary>{escape(title)} <span class="facts">{len(of_sort):,} in all{note}</span></summary>'
        items = "".join(_error(record, texts[str(record["doc_id"])]) for record in listed.to_dict("records"))
        body = f'<ol class="errors">{items}</ol>' if items else "<p>None.</p>"
        parts.append(
            f'<details class="reader"{" open" if error == "spurious" else ""}>{head}{body}</details>'
        )
    counts = own.groupby("error", sort=False).size().to_dict()
    return Html("".join(parts), f"errors of {finder}: {counts}")


def _error(record: Mapping[Hashable, Any], text: str) -> str:
    """Return an error as an item of a list: its facts, and the text around it with marks."""
    roles = ("content", "cue", "source", "gold_source", "other")
    spans = {role: list(_spans(record[f"{role}_spans"])) for role in roles}
    marks = [Mark(*span, f"content {record['kind']}", title="content") for span in spans["content"]]
    marks += [Mark(*span, role, title=role) for role in ("cue", "source") for span in spans[role]]
    marks += [Mark(*span, "gold", title="the right source") for span in spans["gold_source"]]
    facing = "what was found" if record["error"] == "missed" else "what is in the gold"
    marks += [Mark(*span, "gold", title=facing) for span in spans["other"]]
    own_spans = [span for role in roles[:4] for span in spans[role]]
    first, last = min(start for start, _ in own_spans), max(end for _, end in own_spans)
    start, end = max(0, first - _CONTEXT), min(len(text), last + _CONTEXT)
    if start:
        start += text[start:first].find(" ") + 1
    if end < len(text):
        end = last + max(text[last:end].rfind(" "), 0)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    facts = [str(record["doc_id"]), str(record["kind"])]
    if record["confidence"] == record["confidence"]:  # not missing
        facts.append(f"confidence {record['confidence']:.2f}")
    if spans["other"]:
        facts.append(f"{facing} there (framed) overlaps by less than half")
    if record["error"] == "wrong source":
        facts.append(f"source in the gold: {record['gold_source'] or 'none'}")
    note = f'<span class="facts">{escape(" · ".join(facts))}</span>'
    return f"<li>{note}<p>{before}{mark_text(text, start, end, marks)}{after}</p></li>"


def _spans(spans: object) -> Iterator[Span]:
    if isinstance(spans, Sequence):
        for start, end in spans:
            yield int(start), int(end)
