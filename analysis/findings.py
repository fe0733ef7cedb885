"""The most important findings of each analysis: sentences with numbers, from the tables."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.text import Finding, counted, listed
from analysis.views import short_names


def find_in_terms(frequencies: pd.DataFrame, keyness: pd.DataFrame, doc_ids: Sequence[str]) -> list[Finding]:
    """Return the findings on terms: the most frequent ones, the most distinctive one, those in every article.

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
    top_terms = frequencies.head(3)
    leading = listed(
        f"“{term}” ({count:,})" for term, count in zip(top_terms["term"], top_terms["count"], strict=True)
    )
    findings = [Finding(f"The most frequent terms are {leading}.", "the-most-frequent-terms")]
    distinctive = keyness[(keyness["p_adjusted"] < 0.05) & (keyness["log_ratio"] > 0)]
    if len(distinctive):
        top = distinctive.sort_values(["log_likelihood", "term"], ascending=[False, True]).iloc[0]
        sentence = f"“{top['term']}” sets {names.get(top['group'], top['group'])} apart most: "
        sentence += f"{counted(int(top['count_target']), 'time')} there, "
        sentence += f"{int(top['count_reference']):,} in all others together."
        findings.append(Finding(sentence, "what-sets-each-part-apart"))
    elif len(doc_ids) > 1:
        sentence = (
            "No term sets one part apart beyond chance (p adjusted for many comparisons is 0.05 or more)."
        )
        findings.append(Finding(sentence, "what-sets-each-part-apart"))
    everywhere = int((frequencies["articles"] == len(doc_ids)).sum())
    if len(doc_ids) > 1:
        sentence = f"{everywhere:,} of {counted(len(frequencies), 'term')} "
        sentence += (
            f"{'stands' if everywhere == 1 else 'stand'} in every one of the {len(doc_ids):,} articles."
        )
        findings.append(Finding(sentence, "terms-by-article"))
    return findings


def find_in_quotes(
    quotes: pd.DataFrame, speakers: pd.DataFrame, doc_ids: Sequence[str], *, left_out: int = 0
) -> list[Finding]:
    """Return the findings on attributions: their number and kinds, the leading speaker, those without a named speaker.

    Args:
        quotes: From `find_quotes`.
        speakers: From `speakers`.
        doc_ids: All articles in the corpus's order.
        left_out: Number of attributions that a cut by confidence leaves out.
    """
    cut = f" {counted(left_out, 'less sure one')} left out." if left_out else ""
    if quotes.empty:
        sentence = (
            "No article attributes anything to anyone." if not left_out else "No attribution is sure enough."
        )
        return [Finding(sentence + cut, "who-speaks")]
    kinds = quotes["kind"].value_counts()
    parts = listed(f"{int(kinds.get(kind, 0)):,} {kind}" for kind in ("direct", "mixed", "indirect"))
    without = len(set(doc_ids) - set(quotes["doc_id"]))
    tail = f"; {without:,} of {len(doc_ids):,} articles have none" if without else ""
    findings = [
        Finding(
            f"{counted(len(quotes), 'attribution')} found: {parts}{tail}.{cut}", "direct-mixed-or-indirect"
        )
    ]
    if len(speakers):
        lead = speakers.sort_values(["words", "quotes", "name"], ascending=[False, False, True]).iloc[0]
        attributions, words = counted(int(lead["quotes"]), "attribution"), counted(int(lead["words"]), "word")
        sentence = f"{lead['name']} is given the most room: {words} in {attributions}, "
        sentence += f"{lead['share']:.0%} of all words attributed."
        findings.append(Finding(sentence, "who-speaks"))
    anonymous = int((quotes["speaker_kind"] == "anonymous").sum())
    unattributed = int((quotes["speaker_kind"] == "unattributed").sum())
    sentence = f"{anonymous:,} of {counted(len(quotes), 'attribution')} "
    sentence += f"{'goes' if anonymous == 1 else 'go'} to people who stay anonymous, {unattributed:,} to nobody at all."
    findings.append(Finding(sentence, "what-kinds-of-speaker"))
    return findings


def find_in_scores(scores: pd.DataFrame) -> list[Finding]:
    """Return the agreement of each finder of attributions with the gold.

    Args:
        scores: From `analysis.quotes.evaluation.score_finders`.
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
    return findings


def find_in_overlap(summary: Sequence[Finding], pairs: pd.DataFrame, doc_ids: Sequence[str]) -> list[Finding]:
    """Return the findings on overlap: the page's own summary, and the pair with the most similar vocabulary.

    Args:
        summary: From `summarise_overlap`.
        pairs: From `compare_articles`.
        doc_ids: All articles in the corpus's order.
    """
    findings = list(summary)
    if len(pairs):
        names = short_names(doc_ids)
        top = pairs.sort_values(["similarity", "doc_a", "doc_b"], ascending=[False, True, True]).iloc[0]
        sentence = f"{names[top['doc_a']]} and {names[top['doc_b']]} are the closest pair "
        sentence += f"(similarity of vocabulary {top['similarity']:.2f} of 1)."
        findings.append(Finding(sentence, "which-articles-are-alike"))
    return findings
