"""Which names do two articles spell differently in the prose that they share? The one difference a copy cannot mean."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from typing import Any

import pandas as pd
from rapidfuzz.distance import Levenshtein

from analysis.corpus import normalise
from analysis.language import ENGLISH
from analysis.schema import TABLES, returns

_NAME = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_ALIKE = 0.7  # share of letters that two spellings of one name have in common, at least
_SHORTEST = 4  # letters; of shorter words most are alike
_OF_ONE_TEXT = ("copied prose", "version", "shared quotation")


@returns(TABLES["spellings"])
def compare_spellings(passages: pd.DataFrame) -> pd.DataFrame:
    """Find names that stand in the same place of a shared passage in two spellings.

    A word with a capital takes the place of another such word, the words around being the same, and most of its
    letters are the other's, in order (Levenshtein's similarity). Set pieces are passed over: they mean other names.

    Args:
        passages: From `classify_passages`.

    Returns:
        One row a name, by `doc_a`, `doc_b` and place: the word in either spelling and where it stands.

    Example:
        >>> compare_spellings(classify_passages(corpus, find_passages(corpus))).empty
        True
    """
    told = passages[passages["kind"].isin(list(_OF_ONE_TEXT))]
    rows = [row for record in told.to_dict("records") for row in _spellings(record)]
    order = ["doc_a", "doc_b", "start_a", "start_b"]
    return TABLES["spellings"].frame(sorted(set(rows))).sort_values(order, ignore_index=True)


def _spellings(record: dict[Hashable, Any]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of one passage."""
    texts = [str(record[f"text_{side}"]) for side in "ab"]
    words = [list(_NAME.finditer(normalise(text))) for text in texts]
    plain = [[ENGLISH.words.without_possessive(word[0]) for word in found] for found in words]
    changes = Levenshtein.opcodes(*([word.lower() for word in found] for found in plain))
    for change in changes:
        size = change.src_end - change.src_start
        if change.tag != "replace" or size != change.dest_end - change.dest_start:
            continue
        for step in range(size):
            at = change.src_start + step, change.dest_start + step
            if _one_name(plain[0][at[0]], plain[1][at[1]]):
                yield _row(record, texts, words, plain, at)


def _row(
    record: dict[Hashable, Any],
    texts: list[str],
    words: list[list[re.Match[str]]],
    plain: list[list[str]],
    at: tuple[int, int],
) -> tuple[Any, ...]:
    """Return the row of the words at a place of either text."""
    places, spelled = [], []
    for side, text, found, names, place in zip("ab", texts, words, plain, at, strict=True):
        begin, size = found[place].start(), len(names[place])
        shift = int(record[f"start_{side}"])
        places.append((record[f"doc_{side}"], begin + shift, begin + shift + size))
        spelled.append(text[begin : begin + size])
    return (*places[0], *places[1], *spelled)


def _one_name(one: str, other: str) -> bool:
    """Tell whether two words are one name in two spellings."""
    capital = one[:1].isupper() and other[:1].isupper()
    long = min(len(one), len(other)) >= _SHORTEST
    return capital and long and Levenshtein.normalized_similarity(one.lower(), other.lower()) >= _ALIKE
