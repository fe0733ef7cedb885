"""What is there to say of the overlap, in plain words? Also that there is nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

import pandas as pd

from analysis.text import Finding, counted, listed

_NAMED = 4  # groups, people and things that are named in the summary

#: What articles share, as a sentence says it of several pairs.
_SHARED = {
    "copied prose": "copied prose",
    "version": "versions of one article",
    "shared quotation": "the same quotation",
    "formula": "a formula or set piece",
    "paraphrase": "sentences that probably say the same in other words",
}

_ALONE = "There is one article or none, so there is nothing to compare."

_NONE_DIFFERS = (
    "In titles, names, ages, days, places and numbers given for the same person or thing, none was found to differ; "
    "what else the articles say of it, this page does not compare."
)


def summarise_passages(passages: pd.DataFrame, pairs: pd.DataFrame, min_words: int) -> str:
    """Say in a sentence or two what the articles share word for word.

    Args:
        passages: From `find_passages`; from `classify_passages`, those that are quotations are counted apart.
        pairs: From `compare_articles`.
        min_words: The length from which a passage counted.

    Example:
        >>> summarise_passages(find_passages(corpus), compare_articles(annotated, quotes=found), 8)
        'No passage of 8 words or more stands in two articles, word for word or lightly changed. The longest run ...'
    """
    if pairs.empty:
        return _ALONE
    if passages.empty:
        longest = pairs.sort_values(
            ["longest_shared_run", "doc_a", "doc_b"], ascending=[False, True, True]
        ).iloc[0]
        size = int(longest["longest_shared_run"])
        said = f"No passage of {min_words} words or more stands in two articles, word for word or lightly changed."
        if not size:
            return said
        run = f"“{' '.join(str(longest['longest_shared_text']).split())}”"
        return f"{said} The longest run of words that two share is {counted(size, 'word')}: {run}."
    involved = {*passages["doc_a"], *passages["doc_b"]}
    couples = len(set(zip(passages["doc_a"], passages["doc_b"], strict=True)))
    words = passages["words"]
    several = len(passages) > 1
    quoted = int((passages["kind"] == "shared quotation").sum()) if "kind" in passages else 0
    of_these = f" ({quoted:,} of them quoted words)" if quoted else ""
    return (
        f"{counted(len(passages), 'passage')}{of_these} stand{'' if several else 's'} in more than one article: "
        f"{len(involved):,} articles in {counted(couples, 'pair')}, with {int(words.sum()):,} shared "
        f"words, the longest passage {int(words.max()):,}."
    )


def summarise_overlap(
    overlaps: pd.DataFrame,
    descriptions: pd.DataFrame,
    derivation: pd.DataFrame,
    groups: pd.DataFrame,
    sources: pd.DataFrame,
    *,
    names: Mapping[str, str],
    numbers: pd.DataFrame | None = None,
    spellings: pd.DataFrame | None = None,
) -> list[Finding]:
    """Say in plain sentences what the articles share, who took from whom, and where they differ.

    Args:
        overlaps: From `collect_overlaps`.
        descriptions: From `compare_descriptions`.
        derivation: From `infer_derivation`.
        groups: From `group_by_source`.
        sources: From `compare_sources`.
        names: What each article is called on the page; every article of the corpus has one.
        numbers: From `compare_numbers`.
        spellings: From `compare_spellings`.

    Returns:
        Sentences, each with the heading that it is about. Where there is nothing to see, the first says so.
    """
    if len(names) < 2:
        return [Finding(_ALONE, "shared-passages")]
    took = _who_took(derivation, groups, lambda doc_id: names.get(doc_id, doc_id))
    counts = _which_numbers_differ(numbers, names) if numbers is not None else []
    if spellings is not None and len(spellings):
        said = f"In prose that they share articles spell a name differently: {_both_words(spellings, names)}."
        counts.append(said)
    differences = [*_what_differs(descriptions, not counts), *counts]
    return [
        Finding(_what_is_shared(overlaps, len(names)), "shared-passages"),
        *(Finding(sentence, "who-took-from-whom") for sentence in took),
        *(Finding(sentence, "where-the-articles-differ") for sentence in differences),
        Finding(_whom_both_quote(sources), "shared-speakers-and-quotations"),
    ]


def _couples(overlaps: pd.DataFrame) -> int:
    return len(overlaps[["doc_a", "doc_b"]].drop_duplicates())


def _what_is_shared(overlaps: pd.DataFrame, articles: int) -> str:
    """Return how many pairs share what, by class, beginning with what matters most: is anything copied?"""
    all_pairs = articles * (articles - 1) // 2
    parts = []
    for kind, what in _SHARED.items():
        found = overlaps[overlaps["kind"] == kind]
        if len(found):
            words = int(found["words"].sum())
            size = "" if kind == "paraphrase" else f" ({words:,} words in {counted(len(found), 'passage')})"
            parts.append(f"{_couples(found):,} {'has' if _couples(found) == 1 else 'have'} {what}{size}")
    copied = overlaps["kind"].isin(["copied prose", "version"]).any()
    opening = "" if copied else "Nothing here is copied: no two articles have prose of their own in common. "
    if not parts:
        return (
            f"{opening}Nor do {'the two' if all_pairs == 1 else f'any of the {all_pairs:,} pairs of'} articles share a "
            "quotation or a set piece; what they have in common are subjects, names and short phrases."
        )
    return f"{opening}Of {counted(all_pairs, 'pair')} of articles, {listed(parts)}."


def _who_took(derivation: pd.DataFrame, groups: pd.DataFrame, name: Callable[[str], str]) -> list[str]:
    if derivation.empty:
        return []
    told = derivation["direction"].value_counts()
    taken = int(told.get("a from b", 0) + told.get("b from a", 0))
    parts = (
        [f"in {counted(taken, 'pair')} one article took from the other ({_takers(derivation, name)})"]
        if taken
        else []
    )
    if told.get("common source", 0):
        parts.append(f"in {counted(int(told['common source']), 'pair')} both credit one news agency")
    if told.get("versions", 0):
        parts.append(f"in {counted(int(told['versions']), 'pair')} both are states of one article")
    if told.get("cannot tell", 0):
        parts.append(f"in {counted(int(told['cannot tell']), 'pair')} it cannot be told")
    said = [f"Who took from whom: {listed(parts)}."]
    known = groups[groups["origin"].notna() & (groups["articles"] > 2)].head(_NAMED)  # two are a pair
    for _, row in known.iterrows():
        of = f"{counted(int(row['articles']), 'article')} with {counted(int(row['words']), 'word')} in common"
        origin = row["origin"] if row["basis"] == "agency" else name(str(row["origin"]))
        said.append(f"{of} probably go back to {origin}.")
    return said


def _takers(derivation: pd.DataFrame, name: Callable[[str], str]) -> str:
    """Name who took from whom, those with most words in common first."""
    told = derivation[derivation["direction"].isin(["a from b", "b from a"])]
    ordered = told.sort_values(["words", "doc_a", "doc_b"], ascending=[False, True, True])
    named = []
    for row in ordered.to_dict("records"):
        a, b = name(str(row["doc_a"])), name(str(row["doc_b"]))
        named.append(f"{a} from {b}" if row["direction"] == "a from b" else f"{b} from {a}")
    return listed(named, most=_NAMED, between="; ")


def _what_differs(descriptions: pd.DataFrame, alone: bool) -> list[str]:
    """Say on what the articles differ; that nothing was found is said only if it is `alone`, no number differs."""
    differ = descriptions[descriptions["verdict"] == "differ"]
    if differ.empty:
        return [_NONE_DIFFERS] if alone else []
    # People first: a reader knows them by name.
    ordered = differ.sort_values(["kind", "name", "aspect"], ascending=[False, True, True])
    columns = (ordered[column] for column in ("kind", "name", "aspect"))
    points = list(dict.fromkeys(zip(*columns, strict=True)))
    aspects: dict[tuple[str, str], list[str]] = {}
    for kind, name, aspect in points:
        aspects.setdefault((kind, name), []).append(aspect)
    named = [f"{name} ({', '.join(found)})" for (_, name), found in aspects.items()]
    about = counted(len(aspects), "person or thing", "people or things")
    things = listed(named, most=_NAMED, between="; ")
    return [f"Articles differ on {counted(len(points), 'point')} about {about}: {things}."]


def _which_numbers_differ(numbers: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    differ = numbers[numbers["verdict"] == "differ"]
    if differ.empty:
        return []
    return [f"Of the same thing two articles give different numbers: {_both_words(differ, names)}."]


def _both_words(pairs: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Return both articles' words of the first few pairs of places, and how many more there are."""
    told = []
    for row in pairs.to_dict("records"):
        said = (
            f"“{' '.join(str(row[f'text_{side}']).split())}” in {names.get(row[f'doc_{side}'], row[f'doc_{side}'])}"
            for side in "ab"
        )
        told.append(" and ".join(said))
    return listed(told, most=_NAMED, between="; ")


def _whom_both_quote(sources: pd.DataFrame) -> str:
    shared = sources[sources["shared"] > 0]
    if shared.empty:
        return "No source is quoted or paraphrased by name in more than one article."
    often = Counter(name for found in shared["names"] for name in found)
    # The commonest first; a counter keeps the order of the articles among those that are alike.
    named = [f"{name} (in {count:,})" for name, count in often.most_common()]
    one = len(often) == 1
    return (
        f"{counted(len(often), 'source')} {'is' if one else 'are'} quoted or paraphrased by name in more than "
        f"one article: {listed(named, most=_NAMED)}."
    )
