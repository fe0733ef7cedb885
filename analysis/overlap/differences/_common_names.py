"""Tell whether two sentences name the same person, body or place."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from analysis.language import Language
from analysis.overlap.paraphrase._sentences import Sentence


def have_a_name_in_common(
    row: Mapping[Hashable, Any], pair: Sequence[Sentence], texts: Mapping[str, str], language: Language
) -> bool:
    """Return whether two sentences share a name other than a state's, under its identity or in the same words.

    Args:
        row: The aligned sentences, from `align_reports` or `align_counts`.
        pair: The sentences.
        texts: The text of each article.
        language: Language of the articles.
    """
    states = language.places.states
    if any(name.lower() not in states for name in row["shared"]):
        return True
    written = [
        {" ".join(texts[sentence.doc_id][slice(*name.span)].lower().split()) for name in sentence.names}
        for sentence in pair
    ]
    return bool(written[0] & written[1] - states.keys())
