"""What does the gold say of each word? PolNeAR's standoff annotation, read as training targets.

A text's gold lies in brat standoff files beside it (``T`` lines are spans, ``E`` lines attributions). Offsets
count the code points of the text as decoded. Where a text has several annotators, the first file by name counts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import DatelineError
from analysis.quotes.model._encoding import PieceReader, TextWords, read_words
from analysis.text import Span

ROLES = ("source", "cue", "content")
#: Words' roles for one cue: none, source, cue, content.
NONE, SOURCE, CUE, CONTENT = range(4)

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_SPAN = re.compile(r"T\d+\t\w+ \d")

GoldAttribution = dict[str, list[Span]]


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with its attributions; each maps a role's name to its (start, end) spans of the text."""

    doc_id: str
    text: str
    attributions: list[GoldAttribution]

    @property
    def paragraphs(self) -> list[Span]:
        """The text's lines that are not blank, as (start, end) spans."""
        return [match.span() for match in _LINE.finditer(self.text)]


@dataclass(frozen=True, slots=True)
class Target:
    """One gold attribution in words: where its cue's head is, and each word's role (words not named have none)."""

    head: int
    roles: dict[int, int]


@dataclass(frozen=True, slots=True)
class Example:
    """A text ready for training: its words and its targets, at most one a head."""

    doc_id: str
    words: TextWords
    targets: list[Target]


def read_gold(folder: Path) -> list[GoldText]:
    """Return the annotated texts of a compartment: a folder with `text/` and `attributions/`, by name.

    Raises:
        DatelineError: The folder has no such subfolders or no annotated text.
    """
    texts = []
    if (folder / "text").is_dir():
        for path in sorted((folder / "text").iterdir()):
            annotations = sorted((folder / "attributions").glob(f"{path.stem}_????.ann"))
            if annotations:
                standoff = annotations[0].read_bytes().decode()
                texts.append(GoldText(path.stem, path.read_bytes().decode(), read_standoff(standoff)))
    if not texts:
        raise DatelineError(
            f"No annotated text in {folder.name!r}: give a PolNeAR folder with train/text and train/attributions."
        )
    return texts


def read_standoff(standoff: str) -> list[GoldAttribution]:
    """Return the attributions of a standoff file that have a content."""
    spans: dict[str, list[Span]] = {}
    attributions = []
    lines = standoff.split("\n")
    for line in filter(_SPAN.match, lines):
        key, body = line.split("\t")[:2]
        pairs = (part.split() for part in body.split(" ", 1)[1].split(";"))
        spans[key] = [(int(start), int(end)) for start, end in pairs]
    for line in lines:
        if re.match(r"E\d+\t", line):
            found: GoldAttribution = {role: [] for role in ROLES}
            for part in line.split("\t")[1].split():
                role, key = part.split(":")
                name = role.rstrip("0123456789").lower()
                if name in found:
                    found[name] += spans[key]
            if found["content"]:
                attributions.append(found)
    return attributions


def covered(words: TextWords, spans: Iterable[Span]) -> list[int]:
    """Return the words that the spans touch, in order."""
    found: set[int] = set()
    for start, end in spans:
        found.update(range(bisect_right(words.ends, start), bisect_left(words.starts, end)))
    return sorted(found)


def cue_rates(texts: Sequence[GoldText]) -> dict[str, float]:
    """Return how often each word (lower case) is in a cue where it occurs, smoothed by half a count."""
    total: Counter[str] = Counter()
    in_cue: Counter[str] = Counter()
    for gold in texts:
        words = read_words(gold.text, gold.paragraphs, lambda _: [])
        forms = [gold.text[s:e].lower() for s, e in zip(words.starts, words.ends, strict=True)]
        total.update(forms)
        cue_words = {w for a in gold.attributions for w in covered(words, a["cue"])}
        in_cue.update(forms[w] for w in cue_words)
    return {form: count / (total[form] + 4) for form, count in in_cue.items()}


def make_example(gold: GoldText, read_pieces: PieceReader, rates: Mapping[str, float]) -> Example:
    """Return a text's words and targets. A cue's head is its word that is most often in cues; the first of two.

    Of attributions with the same head the one with the longest content stays: a word can announce only one.
    """
    words = read_words(gold.text, gold.paragraphs, read_pieces)
    targets: dict[int, Target] = {}
    for attribution in gold.attributions:
        roles = dict.fromkeys(covered(words, attribution["content"]), CONTENT)
        roles.update(dict.fromkeys(covered(words, attribution["source"]), SOURCE))
        cue = covered(words, attribution["cue"])
        roles.update(dict.fromkeys(cue, CUE))
        if not cue:
            continue
        head = max(cue, key=lambda w: (rates.get(gold.text[words.starts[w] : words.ends[w]].lower(), 0), -w))
        if head not in targets or len(roles) > len(targets[head].roles):
            targets[head] = Target(head, roles)
    return Example(gold.doc_id, words, [targets[head] for head in sorted(targets)])
