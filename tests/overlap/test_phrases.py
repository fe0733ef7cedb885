"""Shared phrases: maximal runs and their places, whatever their case and marks."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import Corpus
from analysis.errors import DatelineError
from analysis.overlap import shared_phrases
from analysis.overlap.reuse import _phrases
from analysis.overlap.reuse._longest_run import _longest_by_bisection, longest_run
from analysis.overlap.reuse._phrases import longest_runs
from analysis.overlap.reuse._word_table import index_words
from tests.plain_text import Text


def runs_by_hand(a: list[str], b: list[str]) -> int:
    """The longest run of equal words, the slow way."""
    best = 0
    for i in range(len(a)):
        for j in range(len(b)):
            size = 0
            while i + size < len(a) and j + size < len(b) and a[i + size] == b[j + size]:
                size += 1
            best = max(best, size)
    return best


def test_the_seeds_longest_phrases(seeds: Corpus) -> None:
    """What a reader finds by hand: one opening in two articles, one name of the parties in three."""
    phrases = shared_phrases(seeds)
    first, second = phrases.iloc[0], phrases.iloc[1]
    assert (first.phrase, first.words, first.articles) == ("South Korea and the United States launched", 7, 2)
    assert (second.phrase, second.words, second.articles) == ("South Korea and the United States", 6, 3)
    assert phrases["words"].max() < 8


def test_places_cut_out_the_phrase(seeds: Corpus) -> None:
    """Each place holds the phrase's words, in two or more articles, and no phrase continues alike everywhere."""
    for row in shared_phrases(seeds, min_words=2).itertuples():
        texts = [seeds[doc_id].text[start:end] for doc_id, start, end in row.places]
        word = r"(?:[a-z]\.){2,}|[^\W_]+(?:'[^\W_]+)*"
        plain = {tuple(re.findall(word, text.lower().replace("’", "'"))) for text in texts}
        assert len(plain) == 1
        assert len(plain.pop()) == row.words
        assert len({doc_id for doc_id, _, _ in row.places}) == row.articles >= 2
        before = {seeds[doc_id].text[:start].split()[-1:] == [] for doc_id, start, _ in row.places}
        assert before


def test_a_phrase_that_always_goes_on_is_left_out() -> None:
    """Where every place of a phrase has the same neighbour, only the longer phrase is a row."""
    texts = [
        Text("a", "red green blue, yellow"),
        Text("b", "Red green blue! White"),
        Text("c", "black green blue"),
    ]
    phrases = shared_phrases(texts, min_words=2)
    assert list(zip(phrases["phrase"], phrases["articles"], strict=True)) == [
        ("red green blue", 2),
        ("green blue", 3),
    ]


def test_stop_words_alone_are_no_phrase() -> None:
    """A run of stop words alone is left out."""
    assert shared_phrases([Text("a", "one of the"), Text("b", "one of the")]).empty


def test_a_length_of_nothing() -> None:
    """The message names the parameter."""
    with pytest.raises(DatelineError, match="min_words is 0"):
        shared_phrases([], min_words=0)


@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abc"), max_size=12))
def test_the_longest_run(a: list[str], b: list[str]) -> None:
    """Both ways of finding the longest run agree with the slow one, and the run stands where they say."""
    numbers_a, numbers_b = (np.array([ord(each) for each in side], dtype=np.int32) for side in (a, b))
    run = longest_run(numbers_a, numbers_b)
    assert run.words == runs_by_hand(a, b) == _longest_by_bisection(numbers_a, numbers_b).words
    assert a[run.first_a : run.first_a + run.words] == b[run.first_b : run.first_b + run.words]


def test_nothing_in_common_has_no_place() -> None:
    """Both ways of finding the longest run say the same where there is none."""
    a, b = np.array([1, 2, 3], dtype=np.int32), np.array([4, 5], dtype=np.int32)
    assert longest_run(a, b) == _longest_by_bisection(a, b)
    assert 0 == longest_run(a, b).words == longest_run(a, b).first_a == longest_run(a, b).first_b


@given(st.lists(st.text(alphabet="ab c.", max_size=40), max_size=4))
def test_the_longest_phrase_is_the_longest_run(texts: list[str]) -> None:
    """The longest shared phrase is as long as the longest run of any pair, stop words aside."""
    named = [Text(str(n), text.replace("a", "alpha").replace("b", "beta")) for n, text in enumerate(texts)]
    words = [re.findall(r"\w+", each.text) for each in named]
    longest = max((runs_by_hand(a, b) for i, a in enumerate(words) for b in words[i + 1 :]), default=0)
    phrases = shared_phrases(named, min_words=1)
    assert (int(phrases["words"].max()) if len(phrases) else 0) == longest


@given(
    st.lists(st.lists(st.sampled_from(["alpha", "beta", "gamma", "."]), max_size=30), min_size=2, max_size=4),
    st.sampled_from([0, 1, 3, 16]),
)
def test_the_longest_run_of_each_pair(texts: list[list[str]], followed: int) -> None:
    """Each pair's run is the longest there is and stands on both sides, however far pairs are followed, if at all."""
    named = [Text(str(n), " ".join(words)) for n, words in enumerate(texts)]
    pairs = list(combinations(range(len(texts)), 2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_phrases, "_FOLLOWED", followed)
        patch.setattr(_phrases, "_FEW_PAIRS", 1_000 if followed else 0)
        table = index_words(named)
        runs = longest_runs(table, pairs)
    assert pairs == sorted(runs)
    for (first, second), (size, at_first, at_second) in runs.items():
        words = [[word for word in texts[side] if word != "."] for side in (first, second)]
        assert size == runs_by_hand(*words)
        theirs = {tuple(words[1][at : at + size]) for at in range(len(words[1]))}
        foremost = next(
            at for at in range(len(words[0]) + 1) if tuple(words[0][at : at + size]) in {*theirs, ()}
        )
        begin = int(np.searchsorted(table.article[table.segment], first))
        assert not size or at_first == begin + foremost
        assert (table.word[at_first : at_first + size] == table.word[at_second : at_second + size]).all()
        sides = [table.article[table.segment[at : at + size]] for at in (at_first, at_second)]
        assert set(sides[0]) <= {first}
        assert set(sides[1]) <= {second}


def phrases_by_definition(texts: list[list[str]], least: int) -> set[tuple[str, int, int]]:
    """Return the maximal runs that two texts or more share, with their texts and occurrences, the slow way."""
    places: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for text, words in enumerate(texts):
        for start, end in combinations(range(len(words) + 1), 2):
            places.setdefault(tuple(words[start:end]), []).append((text, start))
    found = set()
    for run, at in places.items():
        if len(run) < least or len({text for text, _ in at}) < 2 or set(run) <= {"the"}:
            continue
        before = [texts[text][start - 1] if start else f"edge {text}" for text, start in at]
        ends = [(text, start + len(run)) for text, start in at]
        after = [texts[text][end] if end < len(texts[text]) else f"edge {text}" for text, end in ends]
        if len(set(before)) > 1 and len(set(after)) > 1:
            found.add((" ".join(run), len({text for text, _ in at}), len(at)))
    return found


@given(
    st.lists(st.lists(st.sampled_from(["pier", "boat", "mill", "the"]), max_size=12), min_size=2, max_size=4),
    st.integers(1, 3),
)
def test_phrases_are_all_maximal_runs(texts: list[list[str]], least: int) -> None:
    """Each run that two texts share and that goes on differently on both sides is there once, and no other."""
    found = shared_phrases([Text(str(n), " ".join(words)) for n, words in enumerate(texts)], min_words=least)
    rows = list(found[["phrase", "articles", "occurrences"]].itertuples(index=False, name=None))
    assert len(rows) == len(set(rows))
    assert phrases_by_definition(texts, least) == set(rows)
    assert found["words"].tolist() == [len(phrase.split()) for phrase in found["phrase"]]
    order = [(-row.words, -row.articles, -row.occurrences, row.phrase) for row in found.itertuples()]
    assert order == sorted(order)
