"""Turn gold annotation and plain texts into training examples: what each word is, and its role for each cue.

Labels and roles are chances, so that the gold's certainties and what teachers think can be mixed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from analysis._arrays import Flags, Floats32
from analysis.errors import DatelineError
from analysis.quotes.evaluation._gold import GoldArticle, read_polnear
from analysis.quotes.model._encoding import (
    CLOSING,
    LEFT_OPEN,
    NESTED,
    OPENING,
    OUTSIDE,
    PieceReader,
    TextWords,
    read_words,
)
from analysis.text import Span

#: Roles of a word for one cue.
NONE, SOURCE, CUE, CONTENT = range(4)
#: Labels of a word apart from any cue: head of a cue (in the place of NONE), in a source, in a cue, in a content.
HEAD = NONE

#: A direct quotation of at least this many characters is also read as a turn of a conversation.
TURN_LENGTH = 60

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_MARKS = " \"“”'‘’"


def paragraphs_of(text: str) -> list[Span]:
    """Return the text's lines that are not blank, as (start, end) spans."""
    return [match.span() for match in _LINE.finditer(text)]


@dataclass(frozen=True, slots=True)
class Target:
    """A possible attribution: the head of its cue, and from word `first` on each word's chances of the four roles."""

    head: int
    first: int
    roles: Floats32  # (words, 4)
    valid: float = 1.0  # chance to be an attribution


@dataclass(frozen=True, slots=True)
class Example:
    """A text ready for training: its words, their labels (words, 4) and its targets by head, at most one a head."""

    doc_id: str
    words: TextWords
    labels: Floats32
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
    """Return a text's words, labels and targets.

    The head of a cue is the first of its words with the highest rate in cues. Of attributions with the same
    head the one with the longest content stays, since a word can be the head of one cue only.
    """
    words = read_words(gold.text, paragraphs_of(gold.text), read_pieces)
    roles_by_head: dict[int, dict[int, int]] = {}
    for attribution in gold.attributions:
        roles = dict.fromkeys(covered(words, attribution.content_spans), CONTENT)
        roles.update(dict.fromkeys(covered(words, attribution.source_spans), SOURCE))
        cue = covered(words, attribution.cue_spans)
        roles.update(dict.fromkeys(cue, CUE))
        if not cue:
            continue
        head = max(cue, key=lambda w: (rates.get(gold.text[words.starts[w] : words.ends[w]].lower(), 0), -w))
        if head not in roles_by_head or len(roles) > len(roles_by_head[head]):
            roles_by_head[head] = roles
    labels = np.zeros((len(words.starts), 4), dtype=np.float32)
    targets = []
    for head, roles in sorted(roles_by_head.items()):
        labels[head, HEAD] = 1
        first = min(roles)
        chances = no_roles(max(roles) + 1 - first)
        for word, role in roles.items():
            labels[word, role] = 1
            chances[word - first] = np.eye(4)[role]
        targets.append(Target(head, first, chances))
    return Example(gold.doc_id, words, labels, targets)


def no_roles(n_words: int) -> Floats32:
    """Return the chances of words that have no role."""
    chances = np.zeros((n_words, 4), dtype=np.float32)
    chances[:, NONE] = 1
    return chances


def plain_example(doc_id: str, text: str, read_pieces: PieceReader) -> Example:
    """Return a text without annotation, for teachers to label."""
    words = read_words(text, paragraphs_of(text), read_pieces)
    return Example(doc_id, words, np.zeros((len(words.starts), 4), dtype=np.float32), [])


def turns_of(gold: GoldArticle) -> str:
    """Return the article's direct quotations without their marks, a paragraph each, as an interview has turns."""
    spans = sorted({span for a in gold.attributions if a.kind == "direct" for span in a.content_spans})
    turns = (" ".join(gold.text[start:end].split()).strip(_MARKS) for start, end in spans)
    return "\n\n".join(turn for turn in turns if len(turn) >= TURN_LENGTH)


def without_marks(example: Example, *, closing: bool = False) -> Example:
    """Return the example without its quotation marks, or only without those that close a quotation."""
    lost = (CLOSING,) if closing else (OPENING, CLOSING, NESTED)
    old = example.words
    kept = np.asarray([state not in lost for state in old.states], dtype=np.bool_)
    places = np.concatenate([[0], np.cumsum(kept)])
    parts = [(int(places[start]), int(places[end])) for start, end in old.parts]
    with_words = [number for number, (start, end) in enumerate(parts) if start < end]
    states = _states_left_open(old) if closing else [OUTSIDE] * len(old.states)
    words = TextWords(
        starts=_kept(old.starts, kept),
        ends=_kept(old.ends, kept),
        cases=_kept(old.cases, kept),
        states=_kept(states, kept),
        pieces=_kept(old.pieces, kept),
        parts=[parts[number] for number in with_words],
        colons=[old.colons[number] for number in with_words],
    )
    targets = [
        replace(
            target,
            head=int(places[target.head]),
            first=int(places[target.first]),
            roles=target.roles[kept[target.first : target.first + len(target.roles)]],
        )
        for target in example.targets
        if kept[target.head]
    ]
    return replace(example, words=words, labels=example.labels[kept], targets=targets)


def _kept(column: Sequence[Any], kept: Flags) -> list[Any]:
    """Return the values of the words that stay."""
    return [value for value, stays in zip(column, kept, strict=True) if stays]


def _states_left_open(words: TextWords) -> list[int]:
    """Return the words' states as they are where no quotation is closed: each goes on to its part's end."""
    states = list(words.states)
    for start, end in words.parts:
        is_open = False
        for word in range(start, end):
            if states[word] == OPENING:
                is_open = True
            elif is_open and states[word] != NESTED:
                states[word] = LEFT_OPEN
    return states
