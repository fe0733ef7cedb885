"""Counts as the parameters of a notebook ask for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from analysis._inputs import find_input
from analysis.annotation import AnnotatedCorpus
from analysis.terms._copies import copied_spans
from analysis.terms._counts import TermCounts, count_each
from analysis.terms._options import CountOptions
from analysis.terms.tokens._stop_list import choose_stop_words


class Counted(NamedTuple):
    """The terms of a notebook's corpus.

    Attributes:
        counts: What the notebook is about: one of the other two, as its parameter `copies` says.
        every: Counts of everything that the articles' bodies hold.
        once: Counts without what an earlier article of the corpus has too.
        looked_for: Whether copied passages were looked for; where not, `once` is `every`.
    """

    counts: TermCounts
    every: TermCounts
    once: TermCounts
    looked_for: bool


def count_corpus(
    settings: Mapping[str, Any],
    annotated: AnnotatedCorpus,
    find_copies: Callable[[AnnotatedCorpus], pd.DataFrame],
) -> Counted:
    """Return the counts of a corpus, with copied passages and without.

    Args:
        settings: Checked parameters of "term_frequencies".
        annotated: From `open_corpus`.
        find_copies: What finds the passages that articles took from others, such as `analysis.overlap.find_copies`;
            asked only where the parameter `copies` wants it.

    Raises:
        DatelineError: A stop list or dictionary cannot be read, or an option is out of its range.
    """
    options = CountOptions(
        unit=settings["unit"],
        n=settings["ngram_size"],
        stop_words=choose_stop_words(settings),
        expressions=settings["expressions"],
        names_together=settings["names_together"],
        dictionary=find_input(settings["dictionary"]) if settings["dictionary"] else None,
    )
    if settings["copies"] == "not looked for":
        (every,) = count_each(annotated, [options])
        return Counted(every, every, every, looked_for=False)
    copied = copied_spans(find_copies(annotated), annotated.corpus)
    every, once = count_each(annotated, [options, replace(options, without=copied)])
    return Counted(once if settings["copies"] == "set aside" else every, every, once, looked_for=True)
