"""Choose what a page shows first from the counts, and describe the corpus in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from analysis._keywords import explains_keywords
from analysis.corpus import Corpus
from analysis.errors import DatelineError
from analysis.terms._counts import TermCounts, count_each
from analysis.terms._frequencies import term_frequencies
from analysis.terms._groups import label_articles
from analysis.terms._keyness import largest_groups
from analysis.terms.tokens._patterns import compile_pattern
from analysis.terms.tokens._stop_list import choose_stop_words
from analysis.terms.tokens._units import WORD_UNITS
from analysis.text import counted, counted_in_words, in_words, listed, nearest, written_day

#: Maximum number of articles that are each compared with the others; more are compared by outlet or time.
FEW_ARTICLES = 12
#: Maximum number of groups in a comparison that a reader can take in.
MOST_GROUPS = 60

#: What a corpus of many articles is compared by, the first of these that has two groups or more.
_GROUPINGS = ("outlet", "month", "year")


def choose_grouping(counts: TermCounts, requested: str = "", target: str = "") -> str:
    """Return the grouping to compare a corpus by.

    Args:
        counts: From `count_terms`.
        requested: What the user asks for; empty leaves the choice: the articles where they are few or one of them
            is the target, else outlets, months or years, where there are two groups or more.
        target: The part that the user wants to see.

    Example:
        >>> choose_grouping(count_terms(annotated))
        'doc_id'
    """
    if requested:
        return requested
    if target in counts.doc_ids or (len(counts.articles) <= FEW_ARTICLES and not target):
        return "doc_id"
    for by in _GROUPINGS:
        groups = largest_groups(counts, by)
        if target in groups or (not target and 2 <= len(groups) <= MOST_GROUPS):
            return by
    return "doc_id"


@explains_keywords
def choose_parts(counts: TermCounts, by: str, target: str = "", *, top: int = MOST_GROUPS) -> list[str]:
    """Return the parts to compare with the rest: the target alone, or those with the most words.

    Raises:
        DatelineError: There is no such part.

    Example:
        >>> choose_parts(count_terms(annotated), "doc_id", top=2)
        ['004_9892b62eb0ea1784', '002_7ee00924eb371e5f']
    """
    groups = largest_groups(counts, by)
    if not target:
        return groups[:top]
    _check_part("target", target, groups)
    return [target]


def check_choices(corpus: Corpus, settings: Mapping[str, Any]) -> None:
    """Check what parameters choose, before the articles are parsed: parts of the corpus, words, expressions.

    Args:
        corpus: The articles.
        settings: Checked parameters, of which `compare_by`, `target`, `reference`, `expressions`, `keywords` and those
            of the stop list are used.

    Raises:
        DatelineError: The metadata has no such column, no part is called so, or a word cannot be one.
    """
    groupings = [settings["compare_by"]] if settings["compare_by"] else ["doc_id", *_GROUPINGS]
    labels = [label_articles(corpus.articles, by, name="Parameter 'compare_by'") for by in groupings]
    parts = list(dict.fromkeys(label for of_grouping in labels for label in of_grouping if label))
    for name in ("target", "reference"):
        if settings[name]:
            _check_part(f"Parameter {name!r}", settings[name], parts)
    choose_stop_words(settings)
    for name in ("expressions", "keywords"):
        for pattern in settings[name]:
            compile_pattern(pattern, name=f"Parameter {name!r}")


def _check_part(name: str, part: str, parts: Sequence[str]) -> None:
    if part not in parts:
        near = nearest(part, parts)
        hint = f"did you mean {near!r}?" if near else f"there are {listed(parts, most=5)}."
        raise DatelineError(f"{name}: no part of the corpus is called {part!r}; {hint}")


@explains_keywords
def choose_nodes(counts: TermCounts, keywords: Sequence[str] = (), *, top: int = 5) -> list[str]:
    """Return the words whose collocates are shown: the user's own that are counted, then the most frequent.

    Example:
        >>> choose_nodes(count_terms(annotated), ["talk", "nowhere"], top=3)
        ['talk', 'United States', 'North Korea']
    """
    user_words = [word for word in keywords if word in counts.terms]
    frequent = term_frequencies(counts, top=top, confidence=None)["term"]
    return list(dict.fromkeys([*user_words, *frequent]))[:top]


def count_words_of(counts: TermCounts) -> TermCounts:
    """Return counts of words: those given where words are counted, else counts of lemmas in the same articles.

    Example:
        >>> count_words_of(count_terms(annotated, unit="noun_phrase")).unit
        'lemma'
    """
    if counts.unit in WORD_UNITS:
        return counts
    return count_each(counts.annotated, [replace(counts.options, unit="lemma")])[0]


def describe_corpus(counts: TermCounts, rejected: pd.DataFrame, warnings: pd.DataFrame) -> str:
    """Return a few sentences on a corpus: its size, outlets and dates, and what was left out.

    Example:
        >>> describe_corpus(count_terms(annotated), corpus.rejected, corpus.warnings)[:52]
        'Four articles with 2,073 running words, headlines as'
    """
    articles, words = counts.articles, int(counts.words.sum())
    sentences = [
        f"{counted_in_words(len(articles), 'article')} with {counted(words, 'running word')}, headlines aside."
    ]
    outlets = sorted({a.outlet for a in articles if a.outlet})
    unnamed = sum(1 for a in articles if not a.outlet)
    if not outlets:
        sentences.append("No article says which outlet published it.")
    else:
        they = "They come" if len(articles) > 1 else "It comes"
        unnamed_too = (
            f"; {in_words(unnamed)} {'names' if unnamed == 1 else 'name'} no outlet" if unnamed else ""
        )
        sentences.append(
            f"{they} from {counted_in_words(len(outlets), 'outlet', begins=False)}{unnamed_too}."
        )
    sentences.append(describe_dates(counts))
    rejections = (
        f"{counted_in_words(len(rejected), 'file was', 'files were')} left out"
        if len(rejected)
        else "No file was left out"
    )
    warned = (
        f"{counted_in_words(len(warnings), 'warning', begins=False)} about files that were read"
        if len(warnings)
        else "no warnings"
    )
    return " ".join([*sentences, f"{rejections}; {warned}."])


def describe_dates(counts: TermCounts) -> str:
    """Return a sentence on the span of publication dates and the number of undated articles.

    Example:
        >>> describe_dates(count_terms(annotated))
        'One article is dated 17 December 2025; three have no date.'
    """
    days = sorted(a.published for a in counts.articles if a.published)
    undated = len(counts.articles) - len(days)
    if not days:
        return "No article has a date."
    span = (
        written_day(days[0])
        if days[0] == days[-1]
        else f"from {written_day(days[0])} to {written_day(days[-1])}"
    )
    tail = f"; {in_words(undated)} {'has' if undated == 1 else 'have'} no date" if undated else ""
    if not undated and len(days) > 1:
        return f"All are dated {span}."
    return f"{counted_in_words(len(days), 'article is', 'articles are')} dated {span}{tail}."


@explains_keywords
def describe_parts(counts: TermCounts, by: str, parts: Sequence[str], *, drawn: int) -> str:
    """Return a sentence on the parts of a corpus that are compared, and how many are drawn; empty for one part alone.

    Args:
        counts: The counts.
        by: What the parts go by, from `choose_grouping`.
        parts: From `choose_parts`.
        drawn: How many of them are drawn at most.

    Example:
        >>> counts = count_terms(annotated)
        >>> describe_parts(counts, "doc_id", choose_parts(counts, "doc_id"), drawn=4)
        'Compared by article: all four are drawn.'
    """
    group_count = len(largest_groups(counts, by))
    sentence = f"Compared by {'article' if by == 'doc_id' else by}: "
    if group_count < 2:
        return ""
    if len(parts) == 1 < group_count:
        return sentence + f"{parts[0]}, one of {in_words(group_count)}."
    drawn_count = min(drawn, len(parts))
    if drawn_count == group_count:
        return sentence + (
            "both are drawn." if group_count == 2 else f"all {in_words(group_count)} are drawn."
        )
    remainder = f"; the tables have {in_words(len(parts))}" if len(parts) > drawn_count else ""
    return (
        sentence
        + f"the {in_words(drawn_count)} with the most words of {in_words(group_count)} are drawn{remainder}."
    )


@explains_keywords
def describe_copies(set_aside: pd.DataFrame, copies: pd.DataFrame, *, looked_for: bool = True) -> str:
    """Return sentences on how much of a corpus is copied, and the term that this changes most.

    Args:
        set_aside: From `words_set_aside`.
        copies: From `compare_copies`.
        looked_for: Whether copied passages were looked for.
    """
    if not looked_for:
        return "Copied passages were not looked for."
    words, set_aside_words = int(set_aside["words"].sum()), int(set_aside["set_aside"].sum())
    if not set_aside_words:
        return "No copied passages found, so the figures are the same with and without copies."
    affected = int((set_aside["set_aside"] > 0).sum())
    most_changed = copies.sort_values(["set_aside", "term"], ascending=[False, True]).iloc[0]
    sentence = f"{set_aside_words:,} of {counted(words, 'running word')} ({set_aside_words / words:.1%}), in "
    sentence += f"{counted_in_words(affected, 'article', begins=False)}, are copied from an earlier article. "
    term, count_once, count = most_changed["term"], most_changed["count_once"], most_changed["count"]
    return sentence + f"Without them “{term}” occurs {counted(count_once, 'time')} instead of {count:,}."
