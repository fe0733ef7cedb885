"""What are the most important findings of each analysis? Sentences with numbers, from the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.charts import short_names

Finding = dict[str, str]


def _finding(sentence: str, link: str) -> Finding:
    return {"sentence": sentence, "link": link}


def _counted(count: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: "1 attribution", "2 attributions"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {plural or noun + 's'}"


def find_in_terms(frequencies: pd.DataFrame, keyness: pd.DataFrame, doc_ids: Sequence[str]) -> list[Finding]:
    """Return what the counts say: the leading terms, the most even one, the most distinctive ones.

    Args:
        frequencies: From `term_frequencies`.
        keyness: From `keyness_by_group`: columns `group`, `term`, `log_ratio`, `p_adjusted`.
        doc_ids: All articles in the corpus's order.

    Returns:
        Mappings of `sentence` and `link` (the id of the heading that shows it).
    """
    if frequencies.empty:
        return [_finding("No term is left to count after the stop list.", "the-most-frequent-terms")]
    names = short_names(doc_ids)
    first = frequencies.head(3)
    listed = ", ".join(f"“{t}” ({c})" for t, c in zip(first["term"], first["count"], strict=True))
    found = [_finding(f"The most frequent terms are {listed}.", "the-most-frequent-terms")]
    everywhere = int((frequencies["articles"] == len(doc_ids)).sum())
    if len(doc_ids) > 1:
        sentence = (
            f"{everywhere:,} of {len(frequencies):,} terms stand in every one of the {len(doc_ids)} articles."
        )
        found.append(_finding(sentence, "terms-by-article"))
    sure = keyness[(keyness["p_adjusted"] < 0.05) & (keyness["log_ratio"] > 0)]
    if len(sure):
        top = sure.sort_values(["log_likelihood", "term"], ascending=[False, True]).iloc[0]
        sentence = f"“{top['term']}” sets {names.get(top['group'], top['group'])} apart most "
        sentence += f"({top['count_target']} times there, {top['count_reference']} in all others; "
        sentence += f"log-likelihood {top['log_likelihood']:.1f})."
        found.append(_finding(sentence, "what-sets-each-part-apart"))
    elif len(doc_ids) > 1:
        sentence = (
            "No term sets one part apart beyond chance (p adjusted for many comparisons is 0.05 or more)."
        )
        found.append(_finding(sentence, "what-sets-each-part-apart"))
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
    cut = f" {_counted(left_out, 'less sure one')} left out." if left_out else ""
    if quotes.empty:
        sentence = (
            "No article attributes anything to anyone." if not left_out else "No attribution is sure enough."
        )
        return [_finding(sentence + cut, "who-speaks")]
    kinds = quotes["kind"].value_counts()
    parts = ", ".join(f"{int(kinds.get(kind, 0))} {kind}" for kind in ("direct", "mixed", "indirect"))
    silent = len(set(doc_ids) - set(quotes["doc_id"]))
    tail = f"; {silent} of {len(doc_ids)} articles have none" if silent else ""
    found = [
        _finding(
            f"{_counted(len(quotes), 'attribution')} found: {parts}{tail}.{cut}", "direct-mixed-or-indirect"
        )
    ]
    if len(speakers):
        lead = speakers.sort_values(["words", "quotes", "name"], ascending=[False, False, True]).iloc[0]
        often, much = _counted(lead["quotes"], "time"), _counted(lead["words"], "word")
        sentence = f"{lead['name']} is given the most words: {much}, attributed {often}."
        found.append(_finding(sentence, "who-speaks"))
    hidden = int((quotes["speaker_kind"] == "anonymous").sum())
    nobody = int((quotes["speaker_kind"] == "unattributed").sum())
    sentence = f"{_counted(hidden, 'attribution')} from anonymous people; {nobody} ascribed to nobody."
    found.append(_finding(sentence, "what-kinds-of-speaker"))
    return found


def find_in_scores(scores: pd.DataFrame) -> list[Finding]:
    """Return how well each finder of attributions agrees with the gold.

    Args:
        scores: From `analysis.quotes.evaluate.score_finders`.
    """
    found = []
    whole = scores[scores["class"] == "all"].set_index(["finder", "measure"])
    for finder in dict.fromkeys(scores["finder"]):
        alone, sourced = whole.loc[(finder, "attribution")], whole.loc[(finder, "attribution and source")]
        sentence = f"The {finder}: {100 * alone['precision']:.1f} % of what it finds is right, and it finds "
        sentence += f"{100 * alone['recall']:.1f} % of {_counted(int(alone['gold']), 'attribution')} "
        sentence += f"(F1 {100 * alone['f1']:.1f}; with the right source {100 * sourced['f1']:.1f})."
        found.append(_finding(sentence, "attributions-found"))
    return found


def find_in_overlap(
    pairs: pd.DataFrame, passages: pd.DataFrame, descriptions: pd.DataFrame, settings: Mapping[str, object]
) -> list[Finding]:
    """Return what the comparison says: copied passages or none, the closest pair, where articles differ.

    Args:
        pairs: From `compare_articles`.
        passages: From `classify_passages`.
        descriptions: From `compare_descriptions`.
        settings: The notebook's parameters, of which `min_words` is named.
    """
    if pairs.empty:
        return [
            _finding(
                "There is one article or none, so there is nothing to compare.", "which-articles-are-alike"
            )
        ]
    names = short_names(sorted({*pairs["doc_a"], *pairs["doc_b"]}))
    count = len(passages)
    if count:
        involved = len({*passages["doc_a"], *passages["doc_b"]})
        sentence = f"{count} passage{'s' if count > 1 else ''} of {settings['min_words']} words or more "
        sentence += f"stand{'' if count > 1 else 's'} in more than one article ({involved} articles involved)"
        kinds = passages["kind"].value_counts(sort=False).sort_index().items()
        sentence += f"; by class: {', '.join(f'{kind} {number}' for kind, number in kinds)}."
    else:
        sentence = f"No passage of {settings['min_words']} words or more stands in two articles."
    found = [_finding(sentence, "shared-passages")]
    top = pairs.sort_values(["similarity", "doc_a", "doc_b"], ascending=[False, True, True]).iloc[0]
    sentence = f"{names[top['doc_a']]} and {names[top['doc_b']]} are the closest pair "
    found.append(
        _finding(
            sentence + f"(similarity of vocabulary {top['similarity']:.2f}).", "which-articles-are-alike"
        )
    )
    differ = descriptions[descriptions["verdict"] == "differ"].drop_duplicates(["kind", "name"])
    if len(differ):
        # People first: a reader knows them by name.
        named = differ.sort_values(["kind", "name"], ascending=[False, True])["name"].head(4)
        listed = ", ".join(named)
        sentence = (
            f"{_counted(len(differ), 'person or thing', 'people or things')} described differently: {listed}"
        )
        sentence += " and others." if len(differ) > len(named) else "."
    else:
        sentence = "Nothing that several articles describe is described differently."
    found.append(_finding(sentence, "where-the-articles-differ"))
    return found
