"""Summarise the overlap of a corpus in plain sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import pandas as pd

from analysis.overlap.reuse._candidates import MAX_PAIRS
from analysis.overlap.reuse._families import MAX_FAMILY
from analysis.overlap.reuse._left_out import COPIES, LARGE_FAMILY, QUOTATIONS, SET_PIECE, UNRELATED
from analysis.overlap.reuse._quotations import MAX_PAIRS as MAX_QUOTATION_PAIRS
from analysis.overlap.reuse._same_words import MAX_COPIES
from analysis.text import Finding, counted, counted_in_words, in_words, listed

_MAX_NAMED = 4  # groups, people and things that a sentence of the summary names: a bound on length
_MAX_CLASHES = 4  # points of each sort on which articles differ that have a sentence of their own

#: How telling a sentence is, see `Finding`: contradictions first, then copying.
_SAME, _NUMBERS_DIFFER, _ACCOUNTS_DIFFER, _COPIED, _UPDATED, _SPELLED = 97, 95, 90, 80, 45, 40
_CLASSES, _SHARED_SOURCES, _UNDECIDED = 35, 30, 28

#: What of a thing two articles give differently.
_ASPECTS = {"title": "office", "name": "name", "day": "day", "place": "place"}

#: What a pair shares, and what several do, as phrases of a sentence.
_SHARED = {
    "copied prose": ("shares copied prose", "share copied prose"),
    "version": ("is two versions of one article", "are versions of one article"),
    "shared quotation": ("has a quotation in common", "have quotations in common"),
    "template": (
        "fills in one template with different names and numbers",
        "fill in one template with different names and numbers",
    ),
    "formula": ("shares a standard phrase or set piece", "share a standard phrase or set piece"),
    "paraphrase": (
        "has sentences that probably say the same thing in different words",
        "have sentences that probably say the same thing in different words",
    ),
}

#: What several pairs have in common where neither article took from the other, or the direction is open.
_UNDIRECTED = {
    "common source": "both articles credit the same news agency",
    "versions": "both are versions of one article",
    "cannot tell": "the direction is unknown",
}

_ALONE = "With fewer than two articles there is nothing to compare."


def summarise_passages(passages: pd.DataFrame, pairs: pd.DataFrame, min_words: int) -> str:
    """Return a sentence or two on what the articles share word for word.

    Args:
        passages: From `find_passages`, or from `classify_passages` to count quotations separately.
        pairs: From `compare_articles`.
        min_words: Minimum length of a passage, in words.

    Example:
        >>> summarise_passages(find_passages(corpus), compare_articles(annotated, quotes=found), 8)
        'No two articles share a passage of eight words or more, even with small changes. The longest run ...'
    """
    if pairs.empty:
        return _ALONE
    if passages.empty:
        longest = pairs.sort_values(
            ["longest_shared_run", "doc_a", "doc_b"], ascending=[False, True, True]
        ).iloc[0]
        size = int(longest["longest_shared_run"])
        least = counted_in_words(min_words, "word", begins=False)
        sentence = f"No two articles share a passage of {least} or more, even with small changes."
        if not size:
            return sentence
        run = f"“{' '.join(str(longest['longest_shared_text']).split())}”"
        return f"{sentence} The longest run of words in common has {in_words(size)}: {run}."
    involved = {*passages["doc_a"], *passages["doc_b"]}
    pair_count = len(set(zip(passages["doc_a"], passages["doc_b"], strict=True)))
    words = passages["words"]
    is_plural = len(passages) > 1
    quoted = int((passages["kind"] == "shared quotation").sum()) if "kind" in passages else 0
    of_these = f" ({in_words(quoted)} of them quoted)" if quoted else ""
    if quoted == len(passages):
        of_these = " (all of them quotations)" if is_plural else " (a quotation)"
    if not is_plural:
        return f"One passage of {counted(int(words.sum()), 'word')} appears in two articles{of_these}."
    articles = counted_in_words(len(involved), "article", begins=False)
    in_pairs = counted_in_words(pair_count, "pair", begins=False)
    return (
        f"{counted_in_words(len(passages), 'passage')} appear in more than one article{of_these}. They involve "
        f"{articles} in {in_pairs}, {counted(int(words.sum()), 'word')} in all; the longest has {int(words.max()):,}."
    )


def summarise_left_out(left_out: pd.DataFrame) -> str:
    """Return a sentence on what was not compared; that all pairs were, where nothing was left out.

    Args:
        left_out: From `find_left_out`.
    """
    if left_out.empty:
        return "All pairs of articles were compared."
    kinds = SET_PIECE, LARGE_FAMILY, COPIES, UNRELATED, QUOTATIONS
    pieces, stories, copies, unrelated, quotations = (left_out[left_out["what"] == kind] for kind in kinds)
    sentences = []
    if len(pieces):
        first = pieces.iloc[0]
        sentences.append(
            f"{counted_in_words(len(pieces), 'set piece is', 'set pieces are')} in many unrelated articles and left "
            f"out; the most frequent, in {counted(int(first['articles']), 'article')}, is “{first['text']}”."
        )
    if len(stories):
        first, pairs = stories.iloc[0], int(stories["pairs"].sum())
        sentences.append(
            f"{counted_in_words(len(stories), 'story is', 'stories are')} in too many articles to compare every pair: "
            f"{counted(pairs, 'pair')} {'was' if pairs == 1 else 'were'} skipped. Each article was compared with those "
            f"that share most with it and with up to {MAX_FAMILY} others. The largest story, in "
            f"{counted(int(first['articles']), 'article')}, begins “{first['text']}”."
        )
    if len(copies):
        first, pairs = copies.iloc[0], int(copies["pairs"].sum())
        sentences.append(
            f"{counted_in_words(len(copies), 'text is', 'texts are')} repeated word for word by more than {MAX_COPIES} "
            f"articles: each copy was compared with the earliest alone, and {pairs:,} pairs were skipped. The most "
            f"frequent, in {counted(int(first['articles']), 'article')}, begins “{first['text']}”."
        )
    bounds = (("unrelated articles", unrelated, MAX_PAIRS), ("quotations", quotations, MAX_QUOTATION_PAIRS))
    sentences += [
        f"Of {what}, the {bound:,} pairs with most in common were compared; "
        f"the others, {counted(int(rows['pairs'].sum()), 'pair')}, were skipped."
        for what, rows, bound in bounds
        if len(rows)
    ]
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
    differences = _summarise_descriptions(descriptions, names)
    if numbers is not None:
        differences += _summarise_numbers(numbers, names)
    if spellings is not None and len(spellings):
        sentence = f"Articles spell a name differently in prose they share: {_quote_both(spellings, names)}."
        differences.append((sentence, _SPELLED))
    differences.append((_summarise_comparisons(descriptions, numbers, found=bool(differences)), 0))
    copying = _summarise_direction(derivation, groups, lambda doc_id: f"‘{names.get(doc_id, doc_id)}’")
    return [
        *(Finding(sentence, "shared-passages", _SAME) for sentence in _summarise_same(list(same), names)),
        *(Finding(sentence, "where-the-articles-differ", weight) for sentence, weight in differences),
        *(Finding(sentence, "who-copied-whom", weight) for sentence, weight in copying),
        Finding(_summarise_classes(overlaps, len(names)), "shared-passages", _CLASSES),
        _summarise_sources(sources),
    ]


def _summarise_same(groups: Sequence[Sequence[str]], names: Mapping[str, str]) -> list[str]:
    sentences = [
        f"{listed([f'‘{names.get(doc_id, doc_id)}’' for doc_id in group], most=_MAX_NAMED)} are the same text."
        for group in groups[:_MAX_NAMED]
    ]
    more = len(groups) - len(sentences)
    if more:
        groups_are = counted_in_words(more, "more group of articles is", "more groups of articles are")
        sentences.append(f"{groups_are} one text each.")
    return sentences


def _count_pairs(overlaps: pd.DataFrame) -> int:
    return len(overlaps[["doc_a", "doc_b"]].drop_duplicates())


def _summarise_classes(overlaps: pd.DataFrame, articles: int) -> str:
    """Return how many pairs share each class of overlap, beginning with copied prose."""
    all_pairs = articles * (articles - 1) // 2
    parts = []
    for kind, phrases in _SHARED.items():
        of_kind = overlaps[overlaps["kind"] == kind]
        if len(of_kind):
            words = int(of_kind["words"].sum())
            size = (
                ""
                if kind == "paraphrase"
                else f" ({counted(words, 'word')} in {counted_in_words(len(of_kind), 'passage', begins=False)})"
            )
            parts.append(
                f"{phrases[1]}{size}"
                if all_pairs == 1
                else f"{counted_in_words(_count_pairs(of_kind), *phrases, begins=False)}{size}"
            )
    pairs = counted_in_words(all_pairs, "pair", begins=False)
    if not parts:
        return f"No copied passages, shared quotations or set pieces found in {pairs} of articles."
    copied = overlaps["kind"].isin(["copied prose", "version"]).any()
    opening = "" if copied else "No copied passages found. "
    if all_pairs == 1:
        return f"{opening}The two articles {listed(parts)}."
    return f"{opening}Of {pairs} of articles, {listed(parts)}."


def _summarise_direction(
    derivation: pd.DataFrame, groups: pd.DataFrame, name: Callable[[str], str]
) -> list[tuple[str, int]]:
    """Return who copied whom, with the weight of each sentence: less where no direction is known."""
    if derivation.empty:
        return []
    directions = derivation["direction"].value_counts()
    copied = int(directions.get("a from b", 0) + directions.get("b from a", 0))
    parts = []
    if copied:
        named = _name_directions(derivation, name)
        parts.append(
            f"in {counted_in_words(copied, 'pair', begins=False)} one article copied the other ({named})"
        )
    for direction, phrase in _UNDIRECTED.items():
        if directions.get(direction, 0):
            pairs = counted_in_words(int(directions[direction]), "pair", begins=False)
            parts.append(f"in {pairs} {phrase}")
    sentences = [(f"Who copied whom: {listed(parts)}.", _COPIED if copied else _UNDECIDED)]
    # A group of two is a pair, which is in the sentence above.
    known_groups = groups[groups["origin"].notna() & (groups["articles"] > 2)].head(_MAX_NAMED)
    for _, row in known_groups.iterrows():
        articles = counted_in_words(int(row["articles"]), "article")
        shared = f"{articles} that share {counted(int(row['words']), 'word')}"
        origin = row["origin"] if row["basis"] == "agency" else name(str(row["origin"]))
        sentences.append((f"{shared} probably derive from {origin}.", _COPIED))
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
        return (
            "No two articles describe the same person, organisation or event in terms that can be compared."
        )
    compared_points = counted_in_words(sum(counts.values()), "point", begins=False)
    most_first = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    of_what = listed(counted(count, _ASPECTS.get(aspect, aspect)) for aspect, count in most_first)
    if not found:
        return f"No contradictions found on {compared_points} that two articles or more give: {of_what}."
    return f"Two articles or more could be compared on {compared_points}: {of_what}."


def _summarise_descriptions(descriptions: pd.DataFrame, names: Mapping[str, str]) -> list[tuple[str, int]]:
    """Return the points on which descriptions differ, a sentence each with both wordings, and their weight."""
    differing = descriptions[descriptions["verdict"] == "differ"]
    if differing.empty:
        return []
    # People first, as readers know them by name.
    ordered = differing.sort_values(
        ["kind", "name", "aspect", "variant", "doc_id", "start"], ascending=[False, *[True] * 5]
    )
    points = list(ordered.groupby(["kind", "name", "aspect"], sort=False))
    sentences = [
        (_describe_point(str(name), str(aspect), point, names), _ACCOUNTS_DIFFER)
        for (_, name, aspect), point in points[:_MAX_CLASHES]
    ]
    if len(points) > _MAX_CLASHES:
        sentences.append(
            (
                f"Articles contradict each other on {counted_in_words(len(points), 'point', begins=False)} in all.",
                _ACCOUNTS_DIFFER - 1,
            )
        )
    return sentences


def _describe_point(name: str, aspect: str, point: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Return what articles give as one thing's office, name, day or place: a wording of each variant and who has it."""
    wordings = []
    for _, variant in point.groupby("variant", sort=True):
        by_length = variant.sort_values("description", key=lambda texts: -texts.str.len(), kind="stable")
        description, doc_id = by_length[["description", "doc_id"]].iloc[0]
        further = variant["doc_id"].nunique() - 1
        also = f" and {in_words(further)} more" if further else ""
        wordings.append(f"“{' '.join(description.split())}” in ‘{names.get(doc_id, doc_id)}’{also}")
    if aspect == "founding":
        return f"Articles disagree about whether a {name} was founded: {', but '.join(wordings)}."
    what = _ASPECTS.get(aspect, aspect)
    return f"Articles disagree about the {what} of {name}: {', but '.join(wordings)}."


def _summarise_numbers(numbers: pd.DataFrame, names: Mapping[str, str]) -> list[tuple[str, int]]:
    """Return the numbers that differ, the surest first, and the tolls that rose, with their weights."""
    ordered = numbers.sort_values(["score", "doc_a", "doc_b", "start_a"], ascending=[False, True, True, True])
    differing = ordered[ordered["verdict"] == "differ"]
    risen = ordered[ordered["verdict"] == "update"]
    sentences = []
    if len(differing):
        sentence = f"Articles give different numbers for the same thing: {_quote_both(differing, names)}."
        sentences.append((sentence, _NUMBERS_DIFFER))
    if len(risen):
        sentence = f"A toll that rose over time, not a contradiction: {_quote_both(risen, names)}."
        sentences.append((sentence, _UPDATED))
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
            quoted.append(f"“{' '.join(str(row[f'text_{side}']).split())}” in ‘{article}’{when}")
        quoted_pairs.append(", but ".join(quoted))
    return listed(quoted_pairs, most=_MAX_NAMED, between="; ")


def _summarise_sources(sources: pd.DataFrame) -> Finding:
    """Return which sources more than one article relies on."""
    link = "shared-speakers-and-quotations"
    shared = sources[sources["shared"] > 0]
    if shared.empty:
        return Finding("No named source is quoted or paraphrased in more than one article.", link)
    counts = Counter(name for names in shared["names"] for name in names)
    # The most frequent first; a counter keeps the order of the articles among equals.
    named = [f"{name} (in {count:,})" for name, count in counts.most_common()]
    subject = counted_in_words(len(counts), "named source")
    are = "is" if len(counts) == 1 else "are"
    sentence = (
        f"{subject} {are} quoted or paraphrased in more than one article: {listed(named, most=_MAX_NAMED)}."
    )
    return Finding(sentence, link, _SHARED_SOURCES)
