"""Turn gold annotation into training targets: the role of each word for each cue."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import DatelineError
from analysis.quotes.evaluation._gold import GoldArticle, read_polnear
from analysis.quotes.model._encoding import PieceReader, TextWords, read_words
from analysis.text import Span

#: Roles of a word for one cue.
NONE, SOURCE, CUE, CONTENT = range(4)

_LINE = re.compile(r"[^\n]*\S[^\n]*")


def paragraphs_of(text: str) -> list[Span]:
    """Return the text's lines that are not blank, as (start, end) spans."""
    return [match.span() for match in _LINE.finditer(text)]


@dataclass(frozen=True, slots=True)
class Target:
    """One gold attribution: the word that is the head of its cue, and the role of each word that has one."""

    head: int
    roles: dict[int, int]


@dataclass(frozen=True, slots=True)
class Example:
    """A text ready for training: its words and its targets, at most one a head."""

    doc_id: str
    words: TextWords
    targets: list[Target]


def read_gold(folder: Path) -> list[GoldArticle]:
    """Return the annotated texts of a part of PolNeAR, by name.

    Raises:
        DatelineError: The folder has no `text` and `attributions` in it, or no annotated text.
    """
    texts = list(read_polnear(folder).values())
    if not texts:
        raise DatelineError(
            f"No annotated text in {folder.name!r}: give a PolNeAR folder with train/text and train/attributions."
        )
    return texts


def covered(words: TextWords, spans: Iterable[Span]) -> list[int]:
    """Return the words that the spans touch, in order."""
    touched: set[int] = set()
    for start, end in spans:
        touched.update(range(bisect_right(words.ends, start), bisect_left(words.starts, end)))
    return sorted(touched)


def cue_rates(texts: Sequence[GoldArticle]) -> dict[str, float]:
    """Return how often each word (lower case) is in a cue where it occurs, smoothed by half a count."""
    total: Counter[str] = Counter()
    in_cue: Counter[str] = Counter()
    for gold in texts:
        words = read_words(gold.text, paragraphs_of(gold.text), lambda _: [])
        forms = [gold.text[s:e].lower() for s, e in zip(words.starts, words.ends, strict=True)]
        total.update(forms)
        cue_words = {w for a in gold.attributions for w in covered(words, a.cue_spans)}
        in_cue.update(forms[w] for w in cue_words)
    return {form: count / (total[form] + 4) for form, count in in_cue.items()}


def make_example(gold: GoldArticle, read_pieces: PieceReader, rates: Mapping[str, float]) -> Example:
    """Return a text's words and targets.

    The head of a cue is the first of its words with the highest rate in cues. Of attributions with the same
    head the one with the longest content stays, since a word can be the head of one cue only.
    """
    words = read_words(gold.text, paragraphs_of(gold.text), read_pieces)
    targets: dict[int, Target] = {}
    for attribution in gold.attributions:
        roles = dict.fromkeys(covered(words, attribution.content_spans), CONTENT)
        roles.update(dict.fromkeys(covered(words, attribution.source_spans), SOURCE))
        cue = covered(words, attribution.cue_spans)
        roles.update(dict.fromkeys(cue, CUE))
        if not cue:
            continue
        head = max(cue, key=lambda w: (rates.get(gold.text[words.starts[w] : words.ends[w]].lower(), 0), -w))
        if head not in targets or len(roles) > len(targets[head].roles):
            targets[head] = Target(head, roles)
    return Example(gold.doc_id, words, [targets[head] for head in sorted(targets)])
