"""Count the cues of attributions by lemma, with their tone: neutral or loaded."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from analysis.annotation import TOKENS, AnnotatedCorpus, Tokens
from analysis.corpus import normalise
from analysis.language import ENGLISH
from analysis.schema import TABLES, returns
from analysis.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

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
    cues_of = quotes.groupby("doc_id", sort=False)["cue_spans"].apply(list).to_dict()
    rows = []
    for article, tokens in annotated.select(map(str, cues_of)).records(TOKENS):
        for spans in cues_of[article.doc_id]:
            cue, form = _lemmas_and_form(_words_at(article.text, tokens, spans))
            rows.append((cue, tone_of(cue), article.doc_id, form))
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
    words = [
        (token.text, token.lemma_, token.pos_)
        for start, end in spans
        for token in doc.char_span(start, end, alignment_mode="expand") or ()
    ]
    return tone_of(_lemmas_and_form(words)[0]) if spans else "none"


def tone_of(cue: str) -> str:
    """Return the tone of a cue given as lemmas: "neutral" or "loaded" by the lists of verbs, else "other"."""
    words = set(cue.split())
    if words & ENGLISH.cues.loaded_verbs:
        return "loaded"
    return "neutral" if words & (ENGLISH.cues.neutral_verbs | ENGLISH.cues.according) else "other"


#: A word of a cue: its form, lemma and part of speech.
_Word = tuple[str, str, str]


def _words_at(text: str, tokens: Tokens, spans: Iterable[Span]) -> list[_Word]:
    """Return the words that the spans touch."""
    return [
        (text[tokens.starts[i] : tokens.ends[i]], tokens.lemmas[i], tokens.pos[i])
        for start, end in spans
        for i in range(bisect_right(tokens.ends, start), bisect_left(tokens.starts, end))
    ]


def _lemmas_and_form(words: Sequence[_Word]) -> tuple[str, str]:
    """Return a cue's lemmas and its form in lower case."""
    if not words:
        return NO_CUE, ""
    cue = " ".join(_lemma(form, lemma) for form, lemma, _ in _main_words(words))
    return cue, normalise(" ".join(form for form, _, _ in words)).lower()


def _main_words(words: Sequence[_Word]) -> Sequence[_Word]:
    """Return the words that name a cue.

    Minor words are left out, and a preposition before a verb ("by citing"); a particle between two verbs stays
    ("declined to elaborate").
    """
    at = [i for i, word in enumerate(words) if word[2] not in _MINOR]
    if len(at) > 1 and words[at[0]][2] == "ADP" and words[at[1]][2] == "VERB":
        at = at[1:]
    return [
        word for i, word in enumerate(words) if i in at or (word[2] == "PART" and i - 1 in at and i + 1 in at)
    ] or words


def _lemma(form: str, lemma: str) -> str:
    """Return a word's lemma; "according" in "according to" is a preposition and keeps its form."""
    word = normalise(form.lower())
    return word if word in ENGLISH.cues.according else normalise(lemma).lower()
