"""Find the names that two articles spell differently in the prose that they share."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from typing import Any

import pandas as pd
from rapidfuzz.distance import Levenshtein

from analysis.corpus import normalise
from analysis.language import ENGLISH, Language
from analysis.schema import TABLES, returns

_NAME = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
#: Minimum share of letters that two spellings of one name have in common; flat between 0.5 and 0.8 on 924 articles of
#: political news, where one name is spelled differently.
_MIN_SIMILARITY = 0.7
_OF_ONE_TEXT = ("copied prose", "version", "shared quotation")


@returns(TABLES["spellings"])
def compare_spellings(passages: pd.DataFrame, *, language: Language = ENGLISH) -> pd.DataFrame:
    """Find names at the same place of a shared passage in two spellings.

    One capitalised word replaces another between equal words, and most letters are the same, in order (Levenshtein
    similarity). Formulas are left out, as their names differ on purpose.

    Args:
        passages: From `classify_passages`.
        language: Language of the articles.

    Returns:
        One row a name, by `doc_a`, `doc_b` and place: the word in either spelling and where it stands.

    Example:
        >>> compare_spellings(classify_passages(corpus, find_passages(corpus))).empty
        True
    """
    one_text = passages[passages["kind"].isin(list(_OF_ONE_TEXT))]
    rows = [row for record in one_text.to_dict("records") for row in _spellings(record, language)]
    order = ["doc_a", "doc_b", "start_a", "start_b"]
    return TABLES["spellings"].frame(sorted(set(rows))).sort_values(order, ignore_index=True)


def _spellings(record: dict[Hashable, Any], language: Language) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of one passage."""
    texts = [str(record[f"text_{side}"]) for side in "ab"]
    words = [list(_NAME.finditer(normalise(text))) for text in texts]
    names = [[language.words.without_possessive(word[0]) for word in matches] for matches in words]
    changes = Levenshtein.opcodes(*([word.lower() for word in matches] for matches in names))
    for change in changes:
        size = change.src_end - change.src_start
        if change.tag != "replace" or size != change.dest_end - change.dest_start:
            continue
        for step in range(size):
            position = change.src_start + step, change.dest_start + step
            if _is_one_name(names[0][position[0]], names[1][position[1]]):
                yield _row(record, texts, words, names, position)


def _row(
    record: dict[Hashable, Any],
    texts: list[str],
    words: list[list[re.Match[str]]],
    names: list[list[str]],
    positions: tuple[int, int],
) -> tuple[Any, ...]:
    """Return the row of the words at the given positions in the two texts."""
    places, spelled = [], []
    for side, text, matches, side_names, position in zip("ab", texts, words, names, positions, strict=True):
        start, size = matches[position].start(), len(side_names[position])
        shift = int(record[f"start_{side}"])
        places.append((record[f"doc_{side}"], start + shift, start + shift + size))
        spelled.append(text[start : start + size])
    return (*places[0], *places[1], *spelled)


def _is_one_name(left: str, right: str) -> bool:
    """Return whether two words are one name in two spellings."""
    capitalised = left[:1].isupper() and right[:1].isupper()
    return capitalised and Levenshtein.normalized_similarity(left.lower(), right.lower()) >= _MIN_SIMILARITY
