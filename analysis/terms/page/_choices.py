"""Choose what a page shows first from the counts, and describe the corpus in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
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
from analysis.text import counted, listed, nearest

#: Maximum number of articles that are each compared with the others; more are compared by outlet or time.
FEW_ARTICLES = 12
#: Maximum number of groups in a comparison that a reader can take in.
MOST_GROUPS = 60

#: What a corpus of many articles is compared by, the first of these that has two groups or more.
_GROUPINGS = ("outlet", "month", "year")

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


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
        '4 articles with 2,073 running words in their bodies.'
    """
    articles, words = counts.articles, int(counts.words.sum())
    sentences = [
        f"{counted(len(articles), 'article')} with {counted(words, 'running word')} in their bodies."
    ]
    outlets = sorted({a.outlet for a in articles if a.outlet})
    unnamed = sum(1 for a in articles if not a.outlet)
    if not outlets:
        sentences.append("No article says which outlet published it.")
    else:
        named = f"They come from {counted(len(outlets), 'outlet')}"
        sentences.append(named + (f"; {unnamed:,} do not say from which." if unnamed else "."))
    sentences.append(describe_dates(counts))
    rejections = (
        f"{counted(len(rejected), 'file')} could not be read" if len(rejected) else "No file was left out"
    )
    doubts = (
        f"{counted(len(warnings), 'doubt')} about files that were" if len(warnings) else "none was doubtful"
    )
    return " ".join([*sentences, f"{rejections}; {doubts}."])


def describe_dates(counts: TermCounts) -> str:
    """Return a sentence on the span of publication dates and the number of undated articles.

    Example:
        >>> describe_dates(count_terms(annotated))
        '1 article is dated 17 December 2025; 3 have no date.'
    """
    days = sorted(a.published for a in counts.articles if a.published)
    undated = len(counts.articles) - len(days)
    if not days:
        return "No article has a date."
    span = _day(days[0]) if days[0] == days[-1] else f"from {_day(days[0])} to {_day(days[-1])}"
    tail = f"; {undated:,} {'has' if undated == 1 else 'have'} no date" if undated else ""
    return f"{counted(len(days), 'article')} {'is' if len(days) == 1 else 'are'} dated {span}{tail}."


@explains_keywords
def describe_parts(counts: TermCounts, by: str, parts: Sequence[str], *, drawn: int) -> str:
    """Return a sentence on the parts of a corpus that are compared, and how many are drawn.

    Args:
        counts: The counts.
        by: What the parts go by, from `choose_grouping`.
        parts: From `choose_parts`.
        drawn: How many of them are drawn at most.

    Example:
        >>> counts = count_terms(annotated)
        >>> describe_parts(counts, "doc_id", choose_parts(counts, "doc_id"), drawn=4)
        'Compared by article: each of 4 is drawn.'
    """
    group_count = len(largest_groups(counts, by))
    sentence = f"Compared by {'article' if by == 'doc_id' else by}: "
    if group_count == 0:
        return sentence + "there are no parts to compare."
    if len(parts) == 1 < group_count:
        return sentence + f"{parts[0]}, one of {group_count:,}."
    drawn_count = min(drawn, len(parts))
    if drawn_count == group_count:
        return sentence + (
            f"each of {group_count:,} is drawn." if group_count > 1 else "there is only one part."
        )
    remainder = f"; the tables have {len(parts):,}" if len(parts) > drawn_count else ""
    return sentence + f"of {group_count:,}, the {drawn_count} with the most words are drawn{remainder}."


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


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
        return "No passage of an article is copied from an earlier one: each word is counted once as it is."
    affected = int((set_aside["set_aside"] > 0).sum())
    most_changed = copies.sort_values(["set_aside", "term"], ascending=[False, True]).iloc[0]
    sentence = f"{set_aside_words:,} of {counted(words, 'running word')} ({set_aside_words / words:.1%}), in "
    sentence += f"{counted(affected, 'article')}, are copied from an earlier article. "
    term, count_once, count = most_changed["term"], most_changed["count_once"], most_changed["count"]
    return sentence + f"Without them “{term}” occurs {counted(count_once, 'time')} instead of {count:,}."
