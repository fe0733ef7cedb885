"""Articles that are the same text, which a reader should know before anything else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from analysis._keywords import explains_keywords
from analysis.corpus import Article


@explains_keywords
def find_same_texts(corpus: Iterable[Article]) -> list[list[str]]:
    """Return the groups of articles whose bodies are the same text, white space apart, in the order of the corpus.

    Example:
        >>> find_same_texts(corpus)
        []
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for article in corpus:
        body = " ".join(" ".join(article.text[start:end].split()) for start, end in article.paragraphs())
        if body:
            groups[body].append(article.doc_id)
    return [doc_ids for doc_ids in groups.values() if len(doc_ids) > 1]
