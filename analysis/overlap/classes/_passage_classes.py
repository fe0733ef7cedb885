"""Classify passages: copied prose, a shared quotation, a formula, a template, or two versions of one article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from math import ceil
from typing import Any

import pandas as pd

from analysis.annotation import AnnotatedCorpus
from analysis.corpus import Article, Corpus
from analysis.language import Language
from analysis.overlap.classes._furniture import find_furniture, is_listing
from analysis.overlap.classes._templates import is_template
from analysis.overlap.reuse._passages import find_passages
from analysis.overlap.reuse._word_table import fold, split_words
from analysis.quotes import quotation_spans
from analysis.schema import TABLES, returns
from analysis.text import Span, covered_length, intersect

#: The classes in which one article has its words from another.
_COPIES = ("version", "copied prose")

# Chosen by reading passages of political news (gold overlap_classes.csv and overlap_classes_short.csv; measured
# by overlap_classes_bench.py): 276 of 283 are right. Flat: as many, or one fewer.
#: Share of the shorter article in common that makes two versions of one, of one outlet and of any; flat between 0.1 and
#: 0.4, and between 0.6 and 0.9.
_SAME_OUTLET_SHARE, _ANY_OUTLET_SHARE = 0.2, 0.8
#: Share of a passage in quotation marks, in either article, that makes it a quotation; flat between 0.3 and 0.5.
_MIN_QUOTED = 0.5
#: Share of words with a capital that makes it a list of names and titles; flat between 0.4 and 0.8.
_MIN_CAPITALS = 0.6
#: Words above which a passage is no formula, whatever stands in it; flat between 40 and 80.
_MAX_FORMULA = 60
#: Places with the same words that make a short passage a set phrase, words such a phrase has at most, and the share of
#: a passage that it must be to make it a formula. For lines that all articles of an outlet carry, of which the labelled
#: articles have none: flat between 3 and 5, 15 and 60, 0 and 0.6.
_MIN_REPEATS, _MAX_SET_PHRASE, _MIN_PART = 3, 25, 0.3
#: Words in a row below which two reporters may have come to a wording by themselves; flat between 13 and 15.
_CHANCE_RUN = 13
#: Words in all from which they have not; flat between 30 and 45, four fewer are right at 25.
_CHANCE_WORDS = 30
#: Words of an apposition ("…, director of the … Center at …"), at most; flat between 15 and 40.
_MAX_APPOSITION = 25
#: The share of them with a capital; flat between 0.1 and 0.4.
_APPOSITION_CAPITALS = 0.2

_MARKUP = re.compile(r"\w=[\"“”]\S")  # attributes of markup, whose quotation marks quote nobody


def _quoted_spans(article: Article) -> list[Span]:
    return [quotation.span for quotation in quotation_spans(article) if quotation.level == 0]


def _containment(corpus: Corpus, passages: pd.DataFrame) -> dict[tuple[str, str], float]:
    """Return the share of the shorter article's body that is also in the other, by pair."""
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
    """Classify passages. Only copied prose is evidence that one article took from another.

    All passages of a pair are `version` where the one article is nearly whole in the other, whatever it holds, or
    where two articles of one outlet have a good part of the shorter one's prose in common. Furniture and templates do
    not count for that. A passage is a `template` where both articles fill one form with other names and numbers. It is
    a `shared quotation` where half of it or more is in quotation marks in either article. It is a `formula` where it
    is the same paragraph beside unrelated bodies, a line of no prose, or short and a note, an invitation, a poll's
    method or another set piece of the newsroom, a list of names, an apposition, a phrase that several articles repeat,
    or without a run of words too long for two reporters to have chosen it independently. Else it is `copied prose`.

    Args:
        corpus: The articles.
        passages: From `find_passages`.

    Returns:
        The passages with `kind` and `quoted`.
    """
    quoted = {doc_id: _quoted_spans(corpus[doc_id]) for doc_id in {*passages["doc_a"], *passages["doc_b"]}}
    phrases, furniture = _set_phrases(passages), find_furniture(corpus, passages)
    kinds, shares = [], []
    for row in passages.to_dict("records"):
        sides = ((row[f"doc_{side}"], (row[f"start_{side}"], row[f"end_{side}"])) for side in "ab")
        share = max(
            covered_length(intersect([span], quoted[doc_id])) / max(span[1] - span[0], 1)
            for doc_id, span in sides
        )
        is_furniture = any((row[f"doc_{s}"], row[f"start_{s}"], row[f"end_{s}"]) in furniture for s in "ab")
        kinds.append("furniture" if is_furniture else _classify(corpus, row, share, phrases))
        shares.append(share)
    versions = _find_versions(corpus, passages, kinds)
    pairs = zip(passages["doc_a"], passages["doc_b"], strict=True)
    final_kinds = [
        kind
        if kind == "template"
        else "version"
        if pair in versions
        else "formula"
        if kind == "furniture"
        else kind
        for pair, kind in zip(pairs, kinds, strict=True)
    ]
    return TABLES["passages"].frame(passages.assign(kind=final_kinds, quoted=shares))


def _find_versions(corpus: Corpus, passages: pd.DataFrame, kinds: Sequence[str]) -> set[tuple[str, str]]:
    """Return the pairs of articles that are versions of one, by what passages of these classes they share."""
    own_words = passages[[kind not in {"furniture", "template"} for kind in kinds]]
    prose = passages[[kind == "copied prose" for kind in kinds]]
    whole = {pair for pair, share in _containment(corpus, own_words).items() if share >= _ANY_OUTLET_SHARE}
    return whole | {
        pair for pair, share in _containment(corpus, prose).items() if share >= _min_containment(corpus, pair)
    }


def _min_containment(corpus: Corpus, pair: tuple[str, str]) -> float:
    """Return the minimum share of the shorter article in common for two articles to be versions of one."""
    outlets = {corpus[doc_id].outlet for doc_id in pair}
    return _SAME_OUTLET_SHARE if len(outlets) == 1 and None not in outlets else _ANY_OUTLET_SHARE


def _classify(corpus: Corpus, row: Mapping[Hashable, Any], quoted: float, phrases: Set[str]) -> str:
    texts = [row[f"text_{side}"] for side in "ab"]
    spans = [(corpus[row[f"doc_{side}"]].text, (row[f"start_{side}"], row[f"end_{side}"])) for side in "ab"]
    if is_template(*spans):
        return "template"
    if any(map(_MARKUP.search, texts)):
        return "formula"
    if quoted >= _MIN_QUOTED:
        return "shared quotation"
    language = corpus.language
    if all(is_listing(corpus[row[f"doc_{s}"]], (row[f"start_{s}"], row[f"end_{s}"])) for s in "ab"):
        return "formula"
    if row["words"] <= _MAX_FORMULA and any(_is_formula(text, phrases, language) for text in texts):
        return "formula"
    if any(_is_in_note(corpus[row[f"doc_{side}"]].text, row[f"start_{side}"], language) for side in "ab"):
        return "formula"
    if row["longest_run"] < _CHANCE_RUN and row["words"] < _CHANCE_WORDS:
        return "formula"
    if row["words"] <= _MAX_APPOSITION and all(_is_apposition(text, language) for text in texts):
        return "formula"
    return "copied prose"


def _is_in_note(text: str, start: int, language: Language) -> bool:
    """Return whether the paragraph at an index is a note of the newsroom, by its first words."""
    return language.newsroom.note_heads.match(text, text.rfind("\n", 0, start) + 1) is not None


def _is_apposition(text: str, language: Language) -> bool:
    """Return whether a text is an apposition: a noun for an office beside capitalised names."""
    words = split_words(fold(text))
    return _capital_share(text) >= _APPOSITION_CAPITALS and not language.nouns.titles.isdisjoint(words)


@lru_cache(maxsize=4096)
def _is_formula(text: str, phrases: Set[str], language: Language) -> bool:
    """Return whether a text is a note, a list of names, or largely a phrase that articles repeat.

    Cached: a set piece is in many pairs.
    """
    if language.newsroom.note_phrases.search(text) or _capital_share(text) >= _MIN_CAPITALS:
        return True
    words = split_words(fold(text))
    plain = " ".join(words)
    ends = list(accumulate(map(len, words), lambda end, length: end + 1 + length))
    least = ceil(_MIN_PART * len(f" {plain} ")) - len("  ")
    # The runs of the text are looked up among the phrases: a large corpus has far more phrases than a passage runs.
    return any(
        plain[end - len(word) : last] in phrases
        for word, end in zip(words, ends, strict=True)
        for last in ends[bisect_left(ends, max(end, end - len(word) + least)) :]
    )


def _set_phrases(passages: pd.DataFrame) -> frozenset[str]:
    """Return the words of short passages that stand at several places."""
    short_passages = passages[passages["words"] <= _MAX_SET_PHRASE]
    places: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for row in short_passages.to_dict("records"):
        for side in "ab":
            phrase = " ".join(split_words(fold(row[f"text_{side}"])))
            places[phrase].add((row[f"doc_{side}"], row[f"start_{side}"]))
    return frozenset(phrase for phrase, occurrences in places.items() if len(occurrences) >= _MIN_REPEATS)


def _capital_share(text: str) -> float:
    """Return the share of words that begin with a capital or a digit."""
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    return sum(word.lstrip("“\"'(‘")[:1].isupper() or word[:1].isdigit() for word in words) / max(
        len(words), 1
    )


@returns(TABLES["passages"])
def find_copies(corpus: Corpus | AnnotatedCorpus) -> pd.DataFrame:
    """Return the passages that one article has from another: copied prose, and versions of one article.

    Args:
        corpus: The articles; of annotated ones the search is made once, and kept.

    Returns:
        The rows of `find_passages` that are of these classes, as `classify_passages` gives them.
    """
    # Classified in a corpus of its own, with which goes what is kept of every article.
    articles = replace(corpus.corpus if isinstance(corpus, AnnotatedCorpus) else corpus)
    passages = classify_passages(articles, find_passages(corpus))
    return passages[passages["kind"].isin(_COPIES)]
