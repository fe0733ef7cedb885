"""Which words stand in quotation marks in two articles? The same quotation, with what each changed in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
from rapidfuzz.distance import Indel, Levenshtein

from analysis.errors import DatelineError
from analysis.overlap.reuse._word_table import WordTable, index_words
from analysis.quotes import find_quotes, quotation_spans
from analysis.schema import TABLES, returns
from analysis.text import Spans, shared_length

if TYPE_CHECKING:
    from analysis.annotation import AnnotatedCorpus
    from analysis.corpus import Article

_KEY = 3  # words in a row that two quotations must share to be set side by side
_COMMON = 50  # a run that more quotations have is a set phrase
_ALIKE = 0.5  # share of the shorter quotation's words that the other must have, in order
_TELLING = 2  # of these words, how many must be more than grammar ("it's going to be a" is said by anybody)
_TELLING_APART = 4  # where the articles name two speakers,
_ALIKE_APART = 0.8  # and the share of the shorter quotation's words that the other must then have


@dataclass(frozen=True)
class _Quoted:
    """The words in quotation marks of one article: what the index of words asks of an article."""

    doc_id: str
    text: str
    body_spans: Spans


def _quoted(article: Article) -> _Quoted:
    spans = (quotation.span for quotation in quotation_spans(article))
    return _Quoted(article.doc_id, article.text, tuple(span for span in spans if article.in_body(*span)))


def _candidates(table: WordTable) -> Iterator[tuple[int, int]]:
    """Yield pairs of quotations of two articles with some words in a row in common, in order."""
    if len(table) < _KEY:
        return
    keys = np.stack([table.word[place : len(table) - _KEY + 1 + place] for place in range(_KEY)], axis=1)
    inside = table.segment[: len(keys)] == table.segment[_KEY - 1 :]
    told = ~table.grammar[keys].all(axis=1)
    holders: dict[tuple[int, ...], set[int]] = defaultdict(set)
    for at in np.flatnonzero(inside & told).tolist():
        holders[tuple(keys[at].tolist())].add(int(table.segment[at]))
    pairs = set()
    for held in holders.values():
        if 2 <= len(held) <= _COMMON:
            ordered = sorted(held)
            pairs |= {(a, b) for i, a in enumerate(ordered) for b in ordered[i + 1 :]}
    yield from sorted(pair for pair in pairs if table.article[pair[0]] != table.article[pair[1]])


def _differences(text_a: list[str], text_b: list[str]) -> list[str]:
    """Return what the second has in place of the first's words, as "these → those"; "–" is nothing."""
    changes = Levenshtein.opcodes([word.lower() for word in text_a], [word.lower() for word in text_b])
    return [
        f"{' '.join(text_a[op.src_start : op.src_end]) or '–'} → {' '.join(text_b[op.dest_start : op.dest_end]) or '–'}"
        for op in changes
        if op.tag != "equal"
    ]


class _Stretch(NamedTuple):
    """First and last word of the stretch that two quotations have, on either side.

    Also how many words are the same, how many of these are more than grammar, and the share of the shorter quotation.
    """

    first_a: int
    last_a: int
    first_b: int
    last_b: int
    same: int
    telling: int
    share: float


def _aligned(table: WordTable, one: int, other: int) -> _Stretch | None:
    """Return the stretch that two quotations have, if it is half of the shorter one or more."""
    a, b = (table.word[table.edge[which] : table.edge[which + 1]].tolist() for which in (one, other))
    equal = [op for op in Indel.opcodes(a, b) if op.tag == "equal"]
    same = sum(op.src_end - op.src_start for op in equal)
    if same < _ALIKE * min(len(a), len(b)):
        return None
    begin_a, begin_b = int(table.edge[one]), int(table.edge[other])
    first, last = equal[0], equal[-1]
    telling = sum(
        int((~table.grammar[table.word[begin_a + op.src_start : begin_a + op.src_end]]).sum()) for op in equal
    )
    return _Stretch(
        begin_a + first.src_start,
        begin_a + last.src_end - 1,
        begin_b + first.dest_start,
        begin_b + last.dest_end - 1,
        same,
        telling,
        same / min(len(a), len(b)),
    )


class _Speakers:
    """What is said and by whom, by the table of attributions."""

    def __init__(self, quotes: pd.DataFrame) -> None:
        self._said: dict[str, list[tuple[int, int, str | None, Any]]] = defaultdict(list)
        # Words in marks within indirect speech are the reporter's, most often a title or a term.
        direct = quotes[quotes["kind"] != "indirect"]
        columns = (direct[name] for name in ("doc_id", "content_spans", "speaker", "speaker_identity"))
        for doc_id, spans, speaker, identity in zip(*columns, strict=True):
            known = (speaker, identity) if isinstance(speaker, str) else (None, None)
            self._said[doc_id] += [(start, end, *known) for start, end in spans]

    def at(self, doc_id: str, start: int, end: int) -> tuple[str | None, Any] | None:
        """Return name and identity of the speaker whose content covers most of a span; None for no speech."""
        best: tuple[int, tuple[str | None, Any] | None] = (0, None)
        for said_start, said_end, name, identity in self._said[doc_id]:
            shared = shared_length((start, end), (said_start, said_end))
            if shared > best[0]:
                best = shared, (name, identity)
        return best[1]


@returns(TABLES["shared_quotations"])
def shared_quotations(
    annotated: AnnotatedCorpus, *, quotes: pd.DataFrame | None = None, min_words: int = 5
) -> pd.DataFrame:
    """Find the words that stand in quotation marks in two articles, and how their wording differs.

    Quotations of two articles that have three words in a row in common are aligned word by word, and count as
    the same where at least half of the shorter one's words are in the other, in order, two of them more than grammar.
    Words of two speakers are the same quotation only where they are much alike. What stands in marks without being
    anybody's speech (titles, terms, scare quotes) is left out.

    Args:
        annotated: The articles with their parses.
        quotes: From `find_quotes`; found with its defaults where none are given.
        min_words: Words both must have in common, at least.

    Returns:
        One row a quotation and pair of articles, by `doc_a`, `doc_b` and place.

    Raises:
        DatelineError: `min_words` is less than 1.

    Example:
        >>> shared_quotations(annotated, quotes=found).columns.tolist()[:5]
        ['speaker', 'doc_a', 'start_a', 'end_a', 'text_a']
    """
    if min_words < 1:
        raise DatelineError(f"min_words is {min_words}, which is no number of words: give 1 or more.")
    speakers = _Speakers(find_quotes(annotated) if quotes is None else quotes)
    quoted = [_quoted(article) for article in sorted(annotated.corpus, key=lambda article: article.doc_id)]
    table = index_words(quoted, annotated.language)
    rows = []
    for one, other in _candidates(table):
        found = _aligned(table, one, other)
        if found is not None and found.same >= min_words and found.telling >= _TELLING:
            rows += _rows(table, quoted, speakers, found)
    frame = TABLES["shared_quotations"].frame(rows)
    return frame.sort_values(["doc_a", "doc_b", "start_a", "start_b"], ignore_index=True)


def _rows(
    table: WordTable, quoted: list[_Quoted], speakers: _Speakers, found: _Stretch
) -> list[tuple[Any, ...]]:
    """Return the row of a quotation that two articles have; none where either has a title or a term.

    Nor where two speakers are named and the words are not so alike that one of the articles must be wrong.
    """
    first_a, last_a, first_b, last_b, same, telling, share = found
    sides, identities, texts = [], [], []
    for first, last in ((first_a, last_a), (first_b, last_b)):
        article = quoted[table.article[table.segment[first]]]
        start, end = int(table.start[first]), int(table.end[last])
        said = speakers.at(article.doc_id, start, end)
        if said is None:
            return []
        name, identity = said
        sides.append((article.doc_id, start, end, article.text[start:end], name))
        identities.append(identity)
        places = zip(
            table.start[first : last + 1].tolist(), table.end[first : last + 1].tolist(), strict=True
        )
        texts.append([article.text[slice(*place)] for place in places])
    agreed = sides[0][4] if identities[0] is not None and identities[0] == identities[1] else None
    length = last_a - first_a + last_b - first_b + 2
    named = [identity for identity in identities if identity is not None]
    if len(set(named)) == 2 and (telling < _TELLING_APART or share < _ALIKE_APART):
        return []
    return [(agreed, *sides[0], *sides[1], same, 2 * same / length, _differences(*texts))]
