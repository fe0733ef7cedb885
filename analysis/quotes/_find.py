"""Who is quoted in each article, saying what? One row an attribution, whichever finder is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from analysis.entities import Resolution, resolve_sources
from analysis.errors import DatelineError
from analysis.quotes._kinds import kind_of, marked_spans, term_starts
from analysis.quotes._marks import quotation_spans
from analysis.quotes._rules import find_by_rules
from analysis.quotes._speech import read_speech

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from analysis.annotation import AnnotatedCorpus
    from analysis.corpus import Article
    from analysis.quotes._attribution import Attribution, Finder, Spans

#: What stands between the parts of a role that several spans make up.
JOINT = " … "

_COLUMNS = (
    "doc_id", "kind", "content", "content_spans", "cue", "cue_spans", "source", "source_spans",
    "speaker", "speaker_kind", "confidence", "speaker_rule", "speaker_mention", "speaker_mention_span",
)  # fmt: skip


def find_quotes(
    annotated: AnnotatedCorpus, *, model: str = "rules", min_confidence: float = 0.0
) -> pd.DataFrame:
    """Return the attributions of a corpus, one row each, by `doc_id`, then by place.

    Args:
        annotated: The articles with their parses.
        model: "default" (the trained finder) or "rules" (no weights needed).
        min_confidence: Attributions with less confidence than this, in [0, 1], are left out.

    Columns: `doc_id`; `kind` (direct, mixed, indirect); `content`, `cue` and `source`, each the words as they
    stand in the text, the parts of a role in several places joined by " … ", empty where there is none;
    `content_spans`, `cue_spans`, `source_spans`, lists of (start, end) into the article's text; `speaker`,
    the resolved name or null; `speaker_kind` (person, organisation, anonymous, group, document,
    unattributed); `confidence` in [0, 1]; and the evidence for the speaker: `speaker_rule`, the rule's name,
    `speaker_mention` and `speaker_mention_span`, the words that settled it and their place, null where none.

    Raises:
        DatelineError: `model` or `min_confidence` is not one of the values above.
    """
    finder = choose_finder(model)
    if not 0.0 <= min_confidence <= 1.0:
        raise DatelineError(f"min_confidence is {min_confidence}: give a number from 0 to 1.")
    rows: list[dict[str, object]] = []
    for article, doc in annotated:
        found = read_article(article, doc, finder)
        resolutions = resolve_sources(article, doc, found)
        for attribution, resolution in zip(found, resolutions, strict=True):
            if attribution.confidence >= min_confidence:
                rows.append(_row(article, attribution, resolution))
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def choose_finder(model: str) -> Finder:
    """Return the finder of that name."""
    if model == "rules":
        return find_by_rules
    raise DatelineError(f'model is "{model}": it must be "default" or "rules".')


def read_article(article: Article, doc: Doc, finder: Finder) -> list[Attribution]:
    """Return one article's attributions in text order, their kind read from the marks."""
    quotations = quotation_spans(article)
    terms = term_starts(read_speech(doc, article.paragraphs(), quotations), article.text)
    found = [
        replace(a, kind=kind_of(a.content_spans, article.text, quotations, terms)) for a in finder(article, doc)
    ]
    return sorted(found, key=lambda a: (a.content_spans, a.cue_spans, a.source_spans))


def marked_terms(annotated: AnnotatedCorpus, *, model: str = "rules") -> pd.DataFrame:
    """Return what stands in quotation marks and is not speech: titles, terms, scare quotes.

    Columns: `doc_id`; `start` and `end`, code points into the article's text, the marks included; `text`.
    Ordered by article and place. A quotation is speech where a cue claims it, or where it is part of what an
    attribution reports and more than a term of up to three words.
    """
    finder = choose_finder(model)
    rows = []
    for article, doc in annotated:
        speech = read_speech(doc, article.paragraphs(), quotation_spans(article))
        contents = [a.content_spans for a in read_article(article, doc, finder)]
        for start, end in marked_spans(speech, contents, article.text):
            rows.append((article.doc_id, start, end, article.text[start:end]))
    return pd.DataFrame(rows, columns=["doc_id", "start", "end", "text"])


def _row(article: Article, attribution: Attribution, resolution: Resolution) -> dict[str, object]:
    text = article.text
    roles = {
        "content": attribution.content_spans,
        "cue": attribution.cue_spans,
        "source": attribution.source_spans,
    }
    row: dict[str, object] = {"doc_id": article.doc_id, "kind": attribution.kind}
    for role, spans in roles.items():
        row[role] = _words(text, spans)
        row[f"{role}_spans"] = list(spans)
    mention = resolution.mention
    return row | {
        "speaker": resolution.name,
        "speaker_kind": resolution.kind,
        "confidence": attribution.confidence,
        "speaker_rule": resolution.rule,
        "speaker_mention": text[mention[0] : mention[1]] if mention is not None else None,
        "speaker_mention_span": mention,
    }


def _words(text: str, spans: Spans | Sequence[tuple[int, int]]) -> str:
    return JOINT.join(text[start:end] for start, end in spans)
