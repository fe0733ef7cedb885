"""What kind of overlap is a passage: copied prose, a quotation both carry, a formula, or one article twice?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.corpus import Article, Corpus
from analysis.language import Language
from analysis.overlap.reuse._passages import find_passages
from analysis.overlap.reuse._word_table import fold, split_words
from analysis.quotes import quotation_spans
from analysis.schema import TABLES, returns
from analysis.text import Span, covered_length, intersect

#: The classes, in the order in which they are tried.
PASSAGE_CLASSES = ("version", "shared quotation", "formula", "copied prose")

#: Those in which one article has its words from another.
_COPIES = ("version", "copied prose")

# Chosen by reading the passages of 840 articles of political news, and labelling some.
_SAME_OUTLET, _ANY_OUTLET = 0.2, 0.8  # share of the shorter article in common that makes two versions of one
_QUOTED = 0.5  # share of a passage in quotation marks, in either article, that makes it a quotation
_NAMES = 0.6  # share of words with a capital that makes it a list of names and titles
_SHORT = 60  # words above which a passage is no formula, whatever stands in it
_REPEATED = 3  # places with the same words that make a short passage a set phrase
_SET = 25  # words such a set phrase has, at most
_PART = 0.3  # share of a passage that such a phrase must be to make it a formula
_CHANCE_RUN = 13  # words in a row below which two reporters may have come to a wording by themselves,
_CHANCE = 30  # unless the passage has so many words
_WHO = 25  # words of a passage that says who somebody is ("…, director of the … Center at …"), at most
_CAPITALS = 0.2  # and the share of them with a capital


_MARKUP = re.compile(r"\w=[\"“”]\S")  # its marks quote nobody


def _quoted_spans(article: Article) -> list[Span]:
    return [quotation.span for quotation in quotation_spans(article) if quotation.level == 0]


def _containment(corpus: Corpus, passages: pd.DataFrame) -> dict[tuple[str, str], float]:
    """Return the share of the shorter article's body that stands in the other, by pair."""
    covered: dict[tuple[str, str], list[list[Span]]] = {}
    for row in passages.to_dict("records"):
        sides = covered.setdefault((row["doc_a"], row["doc_b"]), [[], []])
        sides[0].append((row["start_a"], row["end_a"]))
        sides[1].append((row["start_b"], row["end_b"]))
    shares = {}
    for pair, sides in covered.items():
        sizes = [covered_length(corpus[doc_id].body_spans) for doc_id in pair]
        shares[pair] = max(
            covered_length(spans) / max(size, 1) for spans, size in zip(sides, sizes, strict=True)
        )
    return shares


@returns(TABLES["passages"])
def classify_passages(corpus: Corpus, passages: pd.DataFrame) -> pd.DataFrame:
    """Say of each passage what kind of overlap it is. Only copied prose tells of one article taking from another.

    A passage is a `shared quotation` where half of it or more stands in quotation marks in either article; a
    `formula` where it is short and a note, an invitation, a poll's method or another set piece of the
    newsroom, a list of names, a line that says who somebody is, a phrase that several articles repeat, or has
    no run of words too long for two reporters to have come to it by themselves; else `copied prose`. But all
    passages of a pair are `version` where two articles of one outlet have a good part of the shorter one's
    prose in common (or of any outlets, nearly all of it).

    Args:
        corpus: The articles.
        passages: From `find_passages`.

    Returns:
        The passages with `kind` and `quoted`.
    """
    quoted = {doc_id: _quoted_spans(corpus[doc_id]) for doc_id in {*passages["doc_a"], *passages["doc_b"]}}
    phrases = _set_phrases(passages)
    kinds, shares = [], []
    for row in passages.to_dict("records"):
        sides = ((row[f"doc_{side}"], (row[f"start_{side}"], row[f"end_{side}"])) for side in "ab")
        share = max(
            covered_length(intersect([span], quoted[doc_id])) / max(span[1] - span[0], 1)
            for doc_id, span in sides
        )
        kinds.append(_kind(corpus, row, share, phrases))
        shares.append(share)
    prose = passages[[kind == "copied prose" for kind in kinds]]
    versions = {pair for pair, share in _containment(corpus, prose).items() if share >= _needed(corpus, pair)}
    pairs = zip(passages["doc_a"], passages["doc_b"], strict=True)
    final = ["version" if pair in versions else kind for pair, kind in zip(pairs, kinds, strict=True)]
    return TABLES["passages"].frame(passages.assign(kind=final, quoted=shares))


def _needed(corpus: Corpus, pair: tuple[str, str]) -> float:
    """Return the share of the shorter article that two must have in common to be versions of one."""
    outlets = {corpus[doc_id].outlet for doc_id in pair}
    return _SAME_OUTLET if len(outlets) == 1 and None not in outlets else _ANY_OUTLET


def _kind(corpus: Corpus, row: Mapping[Hashable, Any], quoted: float, phrases: Sequence[str]) -> str:
    texts = [row[f"text_{side}"] for side in "ab"]
    if any(map(_MARKUP.search, texts)):
        return "formula"
    if quoted >= _QUOTED:
        return "shared quotation"
    language = corpus.language
    if row["words"] <= _SHORT and any(_is_formula(text, phrases, language) for text in texts):
        return "formula"
    if any(_in_a_note(corpus[row[f"doc_{side}"]].text, row[f"start_{side}"], language) for side in "ab"):
        return "formula"
    if row["longest_run"] < _CHANCE_RUN and row["words"] < _CHANCE:
        return "formula"
    if row["words"] <= _WHO and all(_says_who(text, language) for text in texts):
        return "formula"
    return "copied prose"


def _in_a_note(text: str, start: int, language: Language) -> bool:
    """Tell whether the paragraph that a place stands in is a note of the newsroom, by its first words."""
    return language.newsroom.note_heads.match(text, text.rfind("\n", 0, start) + 1) is not None


def _says_who(text: str, language: Language) -> bool:
    """Tell whether a text is an apposition: a noun for an office beside names, by their capitals."""
    words = split_words(fold(text))
    return _capitals(text) >= _CAPITALS and not language.nouns.titles.isdisjoint(words)


def _is_formula(text: str, phrases: Sequence[str], language: Language) -> bool:
    """Tell whether a text is a note, a list of names, or for a good part a phrase that articles repeat."""
    if language.newsroom.note_phrases.search(text) or _capitals(text) >= _NAMES:
        return True
    words = f" {' '.join(split_words(fold(text)))} "
    return any(phrase in words and len(phrase) >= _PART * len(words) for phrase in phrases)


def _set_phrases(passages: pd.DataFrame) -> list[str]:
    """Return the words of short passages that stand at several places, by alphabet."""
    short = passages[passages["words"] <= _SET]
    places: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for row in short.to_dict("records"):
        for side in "ab":
            phrase = f" {' '.join(split_words(fold(row[f'text_{side}'])))} "
            places[phrase].add((row[f"doc_{side}"], row[f"start_{side}"]))
    return sorted(phrase for phrase, known in places.items() if len(known) >= _REPEATED)


def _capitals(text: str) -> float:
    """Return the share of words with a capital or of figures."""
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    return sum(word.lstrip("“\"'(‘")[:1].isupper() or word[:1].isdigit() for word in words) / max(
        len(words), 1
    )


@returns(TABLES["passages"])
def find_copies(corpus: Corpus) -> pd.DataFrame:
    """Return the passages of a corpus that one article has from another: copied prose, and versions of one article.

    Returns:
        The rows of `find_passages` that are of these classes, as `classify_passages` gives them.
    """
    passages = classify_passages(corpus, find_passages(corpus))
    return passages[passages["kind"].isin(_COPIES)]
