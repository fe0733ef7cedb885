"""What is there to say of the passages, in plain words? Also that there is nothing."""

from __future__ import annotations

import pandas as pd


def describe_passages(passages: pd.DataFrame, pairs: pd.DataFrame, min_words: int) -> str:
    """Say in a sentence or two what the articles share word for word.

    Args:
        passages: From `find_passages`.
        pairs: From `compare_articles`.
        min_words: The length from which a passage counted.
    """
    if pairs.empty:
        return "There is one article or none, so there is nothing to compare."
    if passages.empty:
        longest = pairs.sort_values(
            ["longest_shared_run", "doc_a", "doc_b"], ascending=[False, True, True]
        ).iloc[0]
        size = int(longest["longest_shared_run"])
        said = f"No passage of {min_words} words or more stands in two articles."
        if not size:
            return said
        run = f"“{' '.join(str(longest['longest_shared_text']).split())}”"
        return f"{said} The longest run of words that two share is {size} word{'s' * (size > 1)}: {run}."
    involved = {*passages["doc_a"], *passages["doc_b"]}
    couples = len(set(zip(passages["doc_a"], passages["doc_b"], strict=True)))
    words = passages["words"]
    several = len(passages) > 1
    return (
        f"{len(passages)} passage{'s' * several} {'stand' if several else 'stands'} in more than one article: "
        f"{len(involved)} articles in {couples} pair{'s' * (couples > 1)}, with {int(words.sum())} shared words, "
        f"the longest passage {int(words.max())}."
    )
