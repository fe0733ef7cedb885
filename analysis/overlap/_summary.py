"""Summarise the overlap of a corpus in plain sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import pandas as pd

from analysis.overlap.reuse._families import MAX_FAMILY
from analysis.text import Finding, counted, listed

_MAX_NAMED = 4  # groups, people and things that a sentence of the summary names: a bound on length

#: What several pairs share, as phrases of a sentence.
_SHARED = {
    "copied prose": "copied prose",
    "version": "versions of one article",
    "shared quotation": "the same quotation",
    "template": "a form with other names and numbers filled in",
    "formula": "a formula or set piece",
    "paraphrase": "sentences that probably say the same in other words",
}

#: What several pairs have in common where neither article took from the other, or the direction is open.
_UNDIRECTED = {
    "common source": "both credit one news agency",
    "versions": "both are states of one article",
    "cannot tell": "it cannot be told",
}

_ALONE = "There is one article or none, so there is nothing to compare."


def summarise_passages(passages: pd.DataFrame, pairs: pd.DataFrame, min_words: int) -> str:
    """Return a sentence or two on what the articles share word for word.

    Args:
        passages: From `find_passages`, or from `classify_passages` to count quotations separately.
        pairs: From `compare_articles`.
        min_words: Minimum length of a passage, in words.

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
        sentence = f"No passage of {min_words} words or more stands in two articles, word for word or lightly changed."
        if not size:
            return sentence
        run = f"“{' '.join(str(longest['longest_shared_text']).split())}”"
        return f"{sentence} The longest run of words that two share is {counted(size, 'word')}: {run}."
    involved = {*passages["doc_a"], *passages["doc_b"]}
    pair_count = len(set(zip(passages["doc_a"], passages["doc_b"], strict=True)))
    words = passages["words"]
    is_plural = len(passages) > 1
    quoted = int((passages["kind"] == "shared quotation").sum()) if "kind" in passages else 0
    of_these = f" ({quoted:,} of them quoted words)" if quoted else ""
    return (
        f"{counted(len(passages), 'passage')}{of_these} stand{'' if is_plural else 's'} in more than one article: "
        f"{len(involved):,} articles in {counted(pair_count, 'pair')}, with {int(words.sum()):,} shared "
        f"words, the longest passage {int(words.max()):,}."
    )


def summarise_left_out(left_out: pd.DataFrame) -> str:
    """Return a sentence on what was not compared; that all pairs were, where nothing was left out.

    Args:
        left_out: From `find_left_out`.
    """
    if left_out.empty:
        return "All pairs of articles were compared."
    pieces, stories = (
        left_out[left_out["what"] == what] for what in ("set piece", "pairs of a large family")
    )
    sentences = []
    if len(pieces):
        first = pieces.iloc[0]
        sentences.append(
            f"Passages of {counted(len(pieces), 'set piece')} of many unrelated articles are left out; the most "
            f"frequent, in {int(first['articles']):,}, is “{first['text']}”."
        )
    if len(stories):
        first, pairs = stories.iloc[0], int(stories["pairs"].sum())
        sentences.append(
            f"{counted(len(stories), 'story stands', 'stories stand')} in too many articles to compare each with each, "
            f"and {counted(pairs, 'pair')} are left out: each article was compared with those that share most and with "
            f"up to {MAX_FAMILY} others. The largest, in {int(first['articles']):,}, begins “{first['text']}”."
        )
    return " ".join(sentences)


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
    same: Iterable[Sequence[str]] = (),
) -> list[Finding]:
    """Return sentences on what the articles share, which took from which, and where they differ.

    Args:
        overlaps: From `collect_overlaps`.
        descriptions: From `compare_descriptions`.
        derivation: From `infer_derivation`.
        groups: From `group_by_source`.
        sources: From `compare_sources`.
        names: Name of each article on the page, for every article of the corpus.
        numbers: From `compare_numbers`.
        spellings: From `compare_spellings`.
        same: From `find_same_texts`.

    Returns:
        Sentences, each with the heading that it belongs to: first those on articles that are the same text. If nothing
        is shared, the next says so.
    """
    if len(names) < 2:
        return [Finding(_ALONE, "shared-passages")]
    copying = _summarise_direction(derivation, groups, lambda doc_id: names.get(doc_id, doc_id))
    differences = _summarise_descriptions(descriptions)
    if numbers is not None:
        differences += _summarise_numbers(numbers, names)
    if spellings is not None and len(spellings):
        sentence = (
            f"In prose that they share articles spell a name differently: {_quote_both(spellings, names)}."
        )
        differences.append(sentence)
    differences.append(_summarise_comparisons(descriptions, numbers, found=bool(differences)))
    return [
        *(Finding(sentence, "shared-passages") for sentence in _summarise_same(list(same), names)),
        Finding(_summarise_classes(overlaps, len(names)), "shared-passages"),
        *(Finding(sentence, "who-took-from-whom") for sentence in copying),
        *(Finding(sentence, "where-the-articles-differ") for sentence in differences),
        Finding(_summarise_sources(sources), "shared-speakers-and-quotations"),
    ]


def _summarise_same(groups: Sequence[Sequence[str]], names: Mapping[str, str]) -> list[str]:
    sentences = [
        f"{listed([names.get(doc_id, doc_id) for doc_id in group], most=_MAX_NAMED)} are the same text."
        for group in groups[:_MAX_NAMED]
    ]
    more = len(groups) - len(sentences)
    if more:
        are = counted(more, "more group of articles is", "more groups of articles are")
        sentences.append(f"{are} the same text each.")
    return sentences


def _count_pairs(overlaps: pd.DataFrame) -> int:
    return len(overlaps[["doc_a", "doc_b"]].drop_duplicates())


def _summarise_classes(overlaps: pd.DataFrame, articles: int) -> str:
    """Return how many pairs share each class of overlap, beginning with copied prose."""
    all_pairs = articles * (articles - 1) // 2
    parts = []
    for kind, phrase in _SHARED.items():
        of_kind = overlaps[overlaps["kind"] == kind]
        if len(of_kind):
            words = int(of_kind["words"].sum())
            size = (
                ""
                if kind == "paraphrase"
                else f" ({counted(words, 'word')} in {counted(len(of_kind), 'passage')})"
            )
            parts.append(
                f"{_count_pairs(of_kind):,} {'has' if _count_pairs(of_kind) == 1 else 'have'} {phrase}{size}"
            )
    copied = overlaps["kind"].isin(["copied prose", "version"]).any()
    opening = "" if copied else "Nothing here is copied: no two articles have prose of their own in common. "
    if not parts:
        return (
            f"{opening}Nor do {'the two' if all_pairs == 1 else f'any of the {all_pairs:,} pairs of'} articles share a "
            "quotation or a set piece; what they have in common are subjects, names and short phrases."
        )
    return f"{opening}Of {counted(all_pairs, 'pair')} of articles, {listed(parts)}."


def _summarise_direction(
    derivation: pd.DataFrame, groups: pd.DataFrame, name: Callable[[str], str]
) -> list[str]:
    if derivation.empty:
        return []
    directions = derivation["direction"].value_counts()
    copied = int(directions.get("a from b", 0) + directions.get("b from a", 0))
    parts = []
    if copied:
        named = _name_directions(derivation, name)
        parts.append(f"in {counted(copied, 'pair')} one article took from the other ({named})")
    for direction, phrase in _UNDIRECTED.items():
        if directions.get(direction, 0):
            parts.append(f"in {counted(int(directions[direction]), 'pair')} {phrase}")
    sentences = [f"Who took from whom: {listed(parts)}."]
    # A group of two is a pair, which is in the sentence above.
    known_groups = groups[groups["origin"].notna() & (groups["articles"] > 2)].head(_MAX_NAMED)
    for _, row in known_groups.iterrows():
        shared = (
            f"{counted(int(row['articles']), 'article')} with {counted(int(row['words']), 'word')} in common"
        )
        origin = row["origin"] if row["basis"] == "agency" else name(str(row["origin"]))
        sentences.append(f"{shared} probably go back to {origin}.")
    return sentences


def _name_directions(derivation: pd.DataFrame, name: Callable[[str], str]) -> str:
    """Return the directions of copying, the pairs with most words in common first."""
    decided = derivation[derivation["direction"].isin(["a from b", "b from a"])]
    ordered = decided.sort_values(["words", "doc_a", "doc_b"], ascending=[False, True, True])
    directions = []
    for row in ordered.to_dict("records"):
        a, b = name(str(row["doc_a"])), name(str(row["doc_b"]))
        directions.append(f"{a} from {b}" if row["direction"] == "a from b" else f"{b} from {a}")
    return listed(directions, most=_MAX_NAMED, between="; ")


def _summarise_comparisons(descriptions: pd.DataFrame, numbers: pd.DataFrame | None, *, found: bool) -> str:
    """Return how many comparisons were possible, of what, and that none differs unless some were `found` to."""
    compared = descriptions[descriptions["verdict"] != "only one says"]
    points = compared.drop_duplicates(["kind", "name", "aspect"])["aspect"].value_counts()
    counts = {str(aspect): int(count) for aspect, count in sorted(points.items())}
    if numbers is not None and len(numbers):
        counts["number"] = len(numbers)
    if not counts:
        return "Nothing that two articles say of the same person, body or event could be compared."
    of_what = listed(counted(count, aspect) for aspect, count in counts.items())
    sentence = f"{of_what} could be compared between articles that tell of the same person, body or event"
    return f"{sentence}." if found else f"{sentence}; none was found to differ."


def _summarise_descriptions(descriptions: pd.DataFrame) -> list[str]:
    """Return what descriptions differ on."""
    differing = descriptions[descriptions["verdict"] == "differ"]
    if differing.empty:
        return []
    # People first, as readers know them by name.
    ordered = differing.sort_values(["kind", "name", "aspect"], ascending=[False, True, True])
    columns = (ordered[column] for column in ("kind", "name", "aspect"))
    points = list(dict.fromkeys(zip(*columns, strict=True)))
    aspects: dict[tuple[str, str], list[str]] = {}
    for kind, name, aspect in points:
        aspects.setdefault((kind, name), []).append(aspect)
    named = [f"{name} ({', '.join(aspect_names)})" for (_, name), aspect_names in aspects.items()]
    about = counted(len(aspects), "person or thing", "people or things")
    things = listed(named, most=_MAX_NAMED, between="; ")
    return [f"Articles differ on {counted(len(points), 'point')} about {about}: {things}."]


def _summarise_numbers(numbers: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    """Return the numbers that differ, the surest first, and the tolls that rose."""
    ordered = numbers.sort_values(["score", "doc_a", "doc_b", "start_a"], ascending=[False, True, True, True])
    differing = ordered[ordered["verdict"] == "differ"]
    risen = ordered[ordered["verdict"] == "update"]
    sentences = []
    if len(differing):
        sentences.append(
            f"Of the same thing two articles give different numbers: {_quote_both(differing, names)}."
        )
    if len(risen):
        sentences.append(f"A toll that was counted anew, not a contradiction: {_quote_both(risen, names)}.")
    return sentences


def _quote_both(pairs: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Return the words of both articles for the first few pairs, and the number of further pairs."""
    quoted_pairs = []
    for row in pairs.to_dict("records"):
        quoted = []
        for side in "ab":
            day = row.get(f"published_{side}")
            when = f" ({day})" if row.get("verdict") == "update" and day else ""
            article = names.get(row[f"doc_{side}"], row[f"doc_{side}"])
            quoted.append(f"“{' '.join(str(row[f'text_{side}']).split())}” in {article}{when}")
        quoted_pairs.append(" and ".join(quoted))
    return listed(quoted_pairs, most=_MAX_NAMED, between="; ")


def _summarise_sources(sources: pd.DataFrame) -> str:
    shared = sources[sources["shared"] > 0]
    if shared.empty:
        return "No source is quoted or paraphrased by name in more than one article."
    counts = Counter(name for names in shared["names"] for name in names)
    # The most frequent first; a counter keeps the order of the articles among equals.
    named = [f"{name} (in {count:,})" for name, count in counts.most_common()]
    single = len(counts) == 1
    return (
        f"{counted(len(counts), 'source')} {'is' if single else 'are'} quoted or paraphrased by name in more than "
        f"one article: {listed(named, most=_MAX_NAMED)}."
    )
