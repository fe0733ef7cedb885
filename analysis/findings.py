"""The most important findings of each analysis: sentences with numbers, from the tables."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.text import Finding, counted, listed
from analysis.views import short_names


def find_in_terms(frequencies: pd.DataFrame, keyness: pd.DataFrame, doc_ids: Sequence[str]) -> list[Finding]:
    """Return what the counts say: the leading terms, the most even one, the most distinctive ones.

    Args:
        frequencies: From `term_frequencies`.
        keyness: From `keyness_by_group`: columns `group`, `term`, `log_ratio`, `p_adjusted`.
        doc_ids: All articles in the corpus's order.

    Returns:
        The findings, the most important first.
    """
    if frequencies.empty:
        return [Finding("No term is left to count after the stop list.", "the-most-frequent-terms")]
    names = short_names(doc_ids)
    first = frequencies.head(3)
    leading = listed(f"“{t}” ({c:,})" for t, c in zip(first["term"], first["count"], strict=True))
    found = [Finding(f"The most frequent terms are {leading}.", "the-most-frequent-terms")]
    sure = keyness[(keyness["p_adjusted"] < 0.05) & (keyness["log_ratio"] > 0)]
    if len(sure):
        top = sure.sort_values(["log_likelihood", "term"], ascending=[False, True]).iloc[0]
        sentence = f"“{top['term']}” sets {names.get(top['group'], top['group'])} apart most: "
        sentence += f"{counted(int(top['count_target']), 'time')} there, "
        sentence += f"{int(top['count_reference']):,} in all others together."
        found.append(Finding(sentence, "what-sets-each-part-apart"))
    elif len(doc_ids) > 1:
        sentence = (
            "No term sets one part apart beyond chance (p adjusted for many comparisons is 0.05 or more)."
        )
        found.append(Finding(sentence, "what-sets-each-part-apart"))
    everywhere = int((frequencies["articles"] == len(doc_ids)).sum())
    if len(doc_ids) > 1:
        sentence = f"{everywhere:,} of {counted(len(frequencies), 'term')} "
        sentence += (
            f"{'stands' if everywhere == 1 else 'stand'} in every one of the {len(doc_ids):,} articles."
        )
        found.append(Finding(sentence, "terms-by-article"))
    return found


def find_in_quotes(
    quotes: pd.DataFrame, speakers: pd.DataFrame, doc_ids: Sequence[str], *, left_out: int = 0
) -> list[Finding]:
    """Return what the attributions say: how many and of what kind, who leads, what stays unattributed.

    Args:
        quotes: From `find_quotes`.
        speakers: From `speakers`.
        doc_ids: All articles in the corpus's order.
        left_out: How many more attributions a cut by confidence leaves out.
    """
    cut = f" {counted(left_out, 'less sure one')} left out." if left_out else ""
    if quotes.empty:
        sentence = (
            "No article attributes anything to anyone." if not left_out else "No attribution is sure enough."
        )
        return [Finding(sentence + cut, "who-speaks")]
    kinds = quotes["kind"].value_counts()
    parts = listed(f"{int(kinds.get(kind, 0)):,} {kind}" for kind in ("direct", "mixed", "indirect"))
    silent = len(set(doc_ids) - set(quotes["doc_id"]))
    tail = f"; {silent:,} of {len(doc_ids):,} articles have none" if silent else ""
    found = [
        Finding(
            f"{counted(len(quotes), 'attribution')} found: {parts}{tail}.{cut}", "direct-mixed-or-indirect"
        )
    ]
    if len(speakers):
        lead = speakers.sort_values(["words", "quotes", "name"], ascending=[False, False, True]).iloc[0]
        often, much = counted(int(lead["quotes"]), "attribution"), counted(int(lead["words"]), "word")
        sentence = f"{lead['name']} is given the most room: {much} in {often}, "
        sentence += f"{lead['share']:.0%} of all words attributed."
        found.append(Finding(sentence, "who-speaks"))
    hidden = int((quotes["speaker_kind"] == "anonymous").sum())
    nobody = int((quotes["speaker_kind"] == "unattributed").sum())
    sentence = f"{hidden:,} of {counted(len(quotes), 'attribution')} "
    sentence += (
        f"{'goes' if hidden == 1 else 'go'} to people who stay anonymous, {nobody:,} to nobody at all."
    )
    found.append(Finding(sentence, "what-kinds-of-speaker"))
    return found


def find_in_scores(scores: pd.DataFrame) -> list[Finding]:
    """Return how well each finder of attributions agrees with the gold.

    Args:
        scores: From `analysis.quotes.evaluation.score_finders`.
    """
    found = []
    whole = scores[scores["class"] == "all"].set_index(["finder", "measure"])
    for finder in dict.fromkeys(scores["finder"]):
        alone, sourced = whole.loc[(finder, "attribution")], whole.loc[(finder, "attribution and source")]
        sentence = f"The {finder}: {alone['precision']:.1%} of what it finds is right, and it finds "
        sentence += f"{alone['recall']:.1%} of {counted(int(alone['gold']), 'attribution')} "
        sentence += f"(F1 {100 * alone['f1']:.1f}; with the right source {100 * sourced['f1']:.1f})."
        found.append(Finding(sentence, "attributions-found"))
    return found


def find_in_overlap(told: Sequence[Finding], pairs: pd.DataFrame, doc_ids: Sequence[str]) -> list[Finding]:
    """Return what the comparison says: the page's own summary, and the pair whose vocabulary is most alike.

    Args:
        told: From `summarise_overlap`.
        pairs: From `compare_articles`.
        doc_ids: All articles in the corpus's order.
    """
    found = list(told)
    if len(pairs):
        names = short_names(doc_ids)
        top = pairs.sort_values(["similarity", "doc_a", "doc_b"], ascending=[False, True, True]).iloc[0]
        sentence = f"{names[top['doc_a']]} and {names[top['doc_b']]} are the closest pair "
        sentence += f"(similarity of vocabulary {top['similarity']:.2f} of 1)."
        found.append(Finding(sentence, "which-articles-are-alike"))
    return found
