"""Compare whether articles on one story say that a new body was founded.

One that says so and one that denies it differ where both may mean one body: the same noun, or one that stands for any
("body", "group"), with a quality in common ("new", "bilateral"). An article that says both contradicts nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from analysis.overlap.facts._model import Founding
from analysis.overlap.paraphrase._pair_features import read_corpus
from analysis.overlap.stories._groups import story_of_articles

if TYPE_CHECKING:
    from analysis.annotation import AnnotatedCorpus

#: An article's identifier with what it says of a body.
Said = tuple[str, Founding]


def contradicting_foundings(annotated: AnnotatedCorpus) -> Iterator[tuple[Said, Said]]:
    """Yield what one article says was founded with what another denies, the first of each two articles."""
    story_of = story_of_articles(annotated)
    by_story: dict[int, dict[str, list[Founding]]] = defaultdict(lambda: defaultdict(list))
    for sentence in read_corpus(annotated).sentences:
        if sentence.foundings:  # few articles tell of any, so that few pairs are compared
            by_story[story_of[sentence.doc_id]][sentence.doc_id] += sentence.foundings
    general = annotated.language.nouns.any_body
    for number in sorted(by_story):
        by_article = by_story[number]
        for affirming in sorted(by_article):
            for denying in sorted(by_article.keys() - {affirming}):
                pair = _first_pair(by_article[affirming], by_article[denying], general)
                if pair is not None:
                    yield (affirming, pair[0]), (denying, pair[1])


def _first_pair(
    affirmed: Sequence[Founding], denied: Sequence[Founding], general: frozenset[str]
) -> tuple[Founding, Founding] | None:
    """Return the first founding that one article affirms and the other denies, where neither says both."""
    pairs = (
        (a, b)
        for a in affirmed
        for b in denied
        if not a.is_denied
        and b.is_denied
        and a.may_be(b, general)
        and not any(founding.is_denied and founding.may_be(a, general) for founding in affirmed)
        and not any(not founding.is_denied and founding.may_be(b, general) for founding in denied)
    )
    return next(pairs, None)
