"""Count the cues of attributions by lemma, with their tone: neutral or loaded."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from spacy.tokens import Doc, Token

from analysis.annotation import AnnotatedCorpus
from analysis.corpus import normalise
from analysis.language import ENGLISH
from analysis.schema import TABLES, returns
from analysis.text import Span

#: Label of attributions without a cue.
NO_CUE = "(no cue)"

#: Parts of speech left out of a cue's lemmas where another word remains ("had also said" is "say").
_MINOR = frozenset({"AUX", "PART", "ADV", "PRON", "DET", "PUNCT", "SPACE", "CCONJ"})


@returns(TABLES["cues"])
def cue_frequencies(annotated: AnnotatedCorpus, quotes: pd.DataFrame) -> pd.DataFrame:
    """Return the number of attributions of each cue.

    Args:
        annotated: The articles of `quotes`.
        quotes: From `find_quotes`.

    Returns:
        One row a cue, the most frequent first, ties in alphabetical order.

    Example:
        >>> cue_frequencies(annotated, found).columns.tolist()
        ['cue', 'tone', 'count', 'articles', 'forms']
    """
    rows = []
    for doc_id, group in quotes.groupby("doc_id", sort=False):
        _, doc = annotated.get(str(doc_id))
        for spans in group["cue_spans"]:
            cue, form = _lemmas_and_form(doc, spans)
            rows.append((cue, tone_of(cue), str(doc_id), form))
    frame = pd.DataFrame(rows, columns=["cue", "tone", "doc_id", "form"])
    table = frame.groupby(["cue", "tone"], as_index=False).agg(
        count=("doc_id", "size"),
        articles=("doc_id", "nunique"),
        forms=("form", lambda forms: sorted(set(forms))),
    )
    return TABLES["cues"].frame(
        table.sort_values(["count", "cue"], ascending=[False, True], ignore_index=True)
    )


def cue_tone(doc: Doc, spans: Sequence[Span]) -> str:
    """Return the tone of the cue at some spans: "neutral", "loaded", "other", or "none" where there is no cue.

    Example:
        >>> _, doc = annotated.get(doc_ids[0])
        >>> cue_tone(doc, [(555, 564)]), doc.text[555:564]
        ('neutral', 'confirmed')
    """
    return tone_of(_lemmas_and_form(doc, spans)[0]) if spans else "none"


def tone_of(cue: str) -> str:
    """Return the tone of a cue given as lemmas: "neutral" or "loaded" by the lists of verbs, else "other"."""
    words = set(cue.split())
    if words & ENGLISH.cues.loaded_verbs:
        return "loaded"
    return "neutral" if words & (ENGLISH.cues.neutral_verbs | ENGLISH.cues.according) else "other"


def _lemmas_and_form(doc: Doc, spans: Sequence[Span]) -> tuple[str, str]:
    """Return a cue's lemmas and its form in lower case."""
    tokens = [
        token for start, end in spans for token in doc.char_span(start, end, alignment_mode="expand") or ()
    ]
    if not tokens:
        return NO_CUE, ""
    main = [token for token in tokens if token.pos_ not in _MINOR] or tokens
    cue = " ".join(_lemma(token) for token in main)
    return cue, normalise(" ".join(token.text for token in tokens)).lower()


def _lemma(token: Token) -> str:
    """Return a token's lemma; "according" in "according to" is a preposition and keeps its form."""
    word = normalise(token.lower_)
    return word if word in ENGLISH.cues.according else normalise(token.lemma_).lower()
