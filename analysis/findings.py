"""The most important findings of each analysis: sentences with numbers, from the tables.

A finding has a weight, by which pages lead with what tells most: contradictions, then copying, then who is quoted most,
then what sets a part apart. From too little nothing is found: the sentence says that the corpus is too small.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from analysis.text import Finding, counted, counted_in_words, in_words, listed, say_leader

__all__ = ["find_in_overlap", "find_in_quotes", "find_in_scores", "find_in_terms", "in_short"]

#: Findings at most that open a page, and the fewest.
_IN_SHORT, _FEWEST = 4, 2

#: Occurrences from which a term is frequent, and from which it can set a part apart.
_MIN_OCCURRENCES, _MIN_DISTINCTIVE = 3, 5

#: Attributions from which it can be told who is quoted most, and of how many at least.
_MIN_ATTRIBUTIONS, _MIN_OF_SPEAKER = 10, 2

#: Numbers up to this one are written in words.
_IN_WORDS = 12

#: How telling a finding is.
_QUOTED_MOST, _SETS_APART, _NAMELESS, _FREQUENT = 60, 50, 25, 20


def in_short(findings: Sequence[Finding], most: int = _IN_SHORT) -> list[Finding]:
    """Return the findings that tell most, at most four, the most telling first; mere descriptions where they are few.

    Example:
        >>> from analysis.text import Finding
        >>> [finding.sentence for finding in in_short([Finding("Size."), Finding("Clash.", weight=90)], 1)]
        ['Clash.']
    """
    ordered = sorted(findings, key=lambda finding: -finding.weight)
    telling = sum(finding.weight > 0 for finding in ordered)
    return ordered[: min(most, max(telling, _FEWEST))]


def find_in_terms(
    frequencies: pd.DataFrame, keyness: pd.DataFrame, names: Mapping[str, str]
) -> list[Finding]:
    """Return the findings on terms: the most frequent ones, and the one that sets a part of the corpus apart most.

    Args:
        frequencies: From `term_frequencies`.
        keyness: From `keyness_by_group`: columns `group`, `term`, `log_ratio`, `ci_low`, `p_adjusted`.
        names: Short names of all articles.

    Returns:
        The findings; of a corpus in which no term occurs three times, one that says so.
    """
    link = "the-most-frequent-terms"
    if frequencies.empty:
        return [Finding("No term is left to count after the stop list.", link)]
    frequent = frequencies[frequencies["count"] >= _MIN_OCCURRENCES].head(3)
    if frequent.empty:
        return [Finding("The corpus is too small for findings on terms: no term occurs three times.", link)]
    leading = listed(
        f"“{term}” ({count:,})" for term, count in zip(frequent["term"], frequent["count"], strict=True)
    )
    noun = "terms are" if len(frequent) > 1 else "term is"
    frequent_terms = Finding(f"The most frequent {noun} {leading}.", link, _FREQUENT)
    return [*_find_distinctive(keyness, names), frequent_terms]


def _find_distinctive(keyness: pd.DataFrame, names: Mapping[str, str]) -> list[Finding]:
    """Return the term that sets a part apart most, or that none does; nothing where there is one part alone."""
    link = "what-sets-each-part-apart"
    if keyness.empty:
        return []
    clear = keyness[(keyness["p_adjusted"] < 0.05) & (keyness["ci_low"] > 0)]
    clear = clear[clear["count_target"] >= _MIN_DISTINCTIVE]
    if clear.empty:
        sentence = "No term clearly sets one part of the corpus apart from the rest."
        return [Finding(sentence, link)]
    top = clear.sort_values(["log_likelihood", "term"], ascending=[False, True]).iloc[0]
    here, elsewhere = int(top["count_target"]), int(top["count_reference"])
    spelled = _spelling(here + elsewhere)
    rest = (
        f"{spelled(here)} of its {spelled(here + elsewhere)} occurrences are"
        if elsewhere
        else f"all {spelled(here)} occurrences are"
    )
    sentence = f"“{top['term']}” sets ‘{names.get(top['group'], top['group'])}’ apart: {rest} there."
    return [Finding(sentence, link, _SETS_APART)]


def find_in_quotes(quotes: pd.DataFrame, speakers: pd.DataFrame, *, left_out: int = 0) -> list[Finding]:
    """Return the findings on attributions: who is quoted most, how many name no source, their number and kinds.

    Args:
        quotes: From `find_quotes`.
        speakers: From `speakers`.
        left_out: Number of attributions that a threshold of confidence leaves out.
    """
    are = "is" if left_out == 1 else "are"
    cut = f" {counted_in_words(left_out, 'less certain one')} {are} left out." if left_out else ""
    if quotes.empty:
        return [Finding(f"No attribution was found.{cut}", "who-is-quoted")]
    kinds = quotes["kind"].value_counts()
    parts = listed(
        f"{int(kinds[kind]):,} {kind}" for kind in ("direct", "mixed", "indirect") if kind in kinds
    )
    of_kinds = f": {parts}" if len(kinds) > 1 else f", {'all ' if len(quotes) > 1 else ''}{kinds.index[0]}"
    number = Finding(f"{counted(len(quotes), 'attribution')}{of_kinds}.{cut}", "direct-mixed-or-indirect")
    if len(quotes) < _MIN_ATTRIBUTIONS:
        size = counted_in_words(len(quotes), "attribution", begins=False)
        sentence = f"The corpus is too small to tell who is quoted most: it has {size}."
        return [Finding(sentence, "who-is-quoted"), number]
    return [*_find_leader(speakers), *_find_nameless(quotes), number]


def _find_leader(speakers: pd.DataFrame) -> list[Finding]:
    """Return who is quoted most, of those who are quoted more than once."""
    repeated = speakers[speakers["quotes"] >= _MIN_OF_SPEAKER]
    if repeated.empty:
        return [Finding("No speaker is quoted more than once.", "who-is-quoted")]
    lead = repeated.sort_values(["words", "quotes", "name"], ascending=[False, False, True]).iloc[0]
    sentence = f"{say_leader(lead['name'], lead['kind'])}: {counted(int(lead['words']), 'word')} in "
    sentence += f"{in_words(int(lead['quotes']))} attributions, "
    return [Finding(f"{sentence}{lead['share']:.0%} of all attributed words.", "who-is-quoted", _QUOTED_MOST)]


def _find_nameless(quotes: pd.DataFrame) -> list[Finding]:
    """Return how many attributions are to anonymous sources, and how many to nobody."""
    link = "kinds-of-speaker"
    anonymous, nobody = (
        int((quotes["speaker_kind"] == kind).sum()) for kind in ("anonymous", "unattributed")
    )
    if not anonymous and not nobody:
        return [Finding("Every attribution names its source.", link)]
    clauses = []
    if anonymous:
        sources = "is from an anonymous source" if anonymous == 1 else "are from anonymous sources"
        clauses.append((anonymous, sources))
    if nobody:
        clauses.append((nobody, f"{'names' if nobody == 1 else 'name'} no source"))
    spelled = _spelling(max(anonymous, nobody))
    (first, told), *rest = clauses
    sentence = f"{spelled(first).capitalize()} of {counted(len(quotes), 'attribution')} {told}"
    sentence += "".join(f"; {spelled(number)} {told}" for number, told in rest)
    return [Finding(f"{sentence}.", link, _NAMELESS)]


def _spelling(largest: int) -> Callable[[int], str]:
    """Return how the numbers of a sentence are spelled: all in words or, if the largest is above twelve, in digits."""
    return in_words if largest <= _IN_WORDS else "{:,}".format


def find_in_scores(scores: pd.DataFrame, by_news: pd.DataFrame) -> list[Finding]:
    """Return the agreement of each finder of attributions with the gold, and the recall of the first in other news.

    Args:
        scores: From `analysis.quotes.evaluation.score_finders`.
        by_news: From `analysis.quotes.evaluation.score_news`.
    """
    findings = []
    overall = scores[scores["class"] == "all"].set_index(["finder", "measure"])
    for finder in dict.fromkeys(scores["finder"]):
        matched, sourced = (
            overall.loc[(finder, "attribution")],
            overall.loc[(finder, "attribution and source")],
        )
        sentence = f"The {finder}: {matched['precision']:.1%} of what it finds is right, and it finds "
        sentence += f"{matched['recall']:.1%} of {counted(int(matched['gold']), 'attribution')} "
        sentence += f"(F1 {100 * matched['f1']:.1f}; with the right source {100 * sourced['f1']:.1f})."
        findings.append(Finding(sentence, "attributions-found"))
    elsewhere = by_news[
        (by_news["marked"] == "clauses only") & (by_news["finder"] == scores["finder"].iloc[0])
    ]
    if len(elsewhere):
        shares = [
            f"{row.recall:.1f}% ({row.news}, {counted(int(row.articles), 'article')})"
            for row in elsewhere.itertuples()
        ]
        sentence = f"Of the clauses that annotators marked in other texts, it finds {listed(shares)}."
        findings.insert(1, Finding(sentence, "by-news"))
    return findings


def find_in_overlap(
    summary: Sequence[Finding], pairs: pd.DataFrame, names: Mapping[str, str]
) -> list[Finding]:
    """Return the findings on overlap: the page's own summary, and the pair with the most similar vocabulary.

    Args:
        summary: From `summarise_overlap`.
        pairs: From `compare_articles`.
        names: Short names of all articles.
    """
    findings = list(summary)
    if len(pairs) > 1:
        top = pairs.sort_values(["similarity", "doc_a", "doc_b"], ascending=[False, True, True]).iloc[0]
        sentence = f"‘{names[top['doc_a']]}’ and ‘{names[top['doc_b']]}’ are the most alike in vocabulary "
        sentence += f"({top['similarity']:.2f} of 1)."
        findings.append(Finding(sentence, "most-similar-articles"))
    return findings
