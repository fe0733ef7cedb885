"""Group articles around one stretch of shared prose and infer the likely origin of each group."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.corpus import Article, Corpus
from analysis.overlap.classes._places import Place, canonical_places
from analysis.overlap.provenance._credits import agencies_of
from analysis.schema import TABLES, returns
from analysis.text import Span, listed

_MAX_EVIDENCE = 3  # maximum number of sentences of evidence shown for a group

Pair = tuple[str, str]


@dataclass(frozen=True)
class Group:
    """Articles that have one stretch of prose in common: its places, words and mean similarity."""

    places: tuple[Place, ...]
    words: int
    similarity: float

    @property
    def doc_ids(self) -> tuple[str, ...]:
        """Identifiers of the articles, sorted."""
        return tuple(sorted({doc_id for doc_id, _, _ in self.places}))

    def spans(self, doc_id: str) -> list[Span]:
        """Return the spans of the stretch in one article."""
        return [(start, end) for name, start, end in self.places if name == doc_id]


def find_groups(copied: pd.DataFrame) -> list[Group]:
    """Group articles that have the same stretch of prose, the largest groups first.

    A group is made by the stretch, not by the pair: an article that shares its first paragraph with one article and
    its last with another is in two groups. A place joins a group when more than half of its members, and both of the
    first two, share the stretch with it, so that a chain of pairs is no group. Groups of the same articles are
    merged.

    Args:
        copied: Rows of `find_passages` that are copied prose.
    """
    place_of = canonical_places(copied)
    links: dict[tuple[Place, Place], tuple[int, float]] = {}
    for record in copied.to_dict("records"):
        record_places = (
            place_of[(record[f"doc_{s}"], record[f"start_{s}"], record[f"end_{s}"])] for s in "ab"
        )
        first, second = sorted(record_places)
        measures = int(record["words"]), float(record["similarity"])
        links[first, second] = max(measures, links.get((first, second), measures))
    beside: dict[Place, set[Place]] = defaultdict(set)
    for first, second in links:
        beside[first].add(second)
        beside[second].add(first)
    covered: set[tuple[Place, Place]] = set()
    groups = []
    for link in sorted(links, key=lambda pair: (-links[pair][0], pair)):
        if link not in covered:
            members = _grow_group(link, beside)
            member_links = [pair for pair in _pairs(members) if pair in links]
            covered.update(member_links)
            word_counts, similarities = zip(*(links[pair] for pair in member_links), strict=True)
            groups.append(
                Group(tuple(sorted(members)), max(word_counts), sum(similarities) / len(similarities))
            )
    return _merge_groups(groups)


def _pairs(members: Iterable[Place]) -> list[tuple[Place, Place]]:
    ordered = sorted(members)
    return [(first, second) for index, first in enumerate(ordered) for second in ordered[index + 1 :]]


def _grow_group(link: tuple[Place, Place], beside: Mapping[Place, set[Place]]) -> set[Place]:
    """Return the places of a link and those that share the stretch with most of them, one per article."""
    members = set(link)
    link_counts: Counter[Place] = Counter()
    for member in members:
        link_counts.update(beside[member])
    while True:
        articles = {place[0] for place in members}
        candidates = [
            place
            for place, count in link_counts.items()
            if place[0] not in articles and 2 * count > len(members)
        ]
        if not candidates:
            return members
        best = min(candidates, key=lambda place: (-link_counts[place], place))
        members.add(best)
        link_counts.update(beside[best])


def _merge_groups(groups: list[Group]) -> list[Group]:
    """Merge the groups of the same articles and order them by size."""
    by_articles: dict[tuple[str, ...], list[Group]] = defaultdict(list)
    for group in groups:
        by_articles[group.doc_ids].append(group)
    joined = [
        Group(
            tuple(sorted({place for group in members for place in group.places})),
            sum(group.words for group in members),
            sum(group.similarity * group.words for group in members)
            / max(sum(group.words for group in members), 1),
        )
        for members in by_articles.values()
    ]
    return sorted(joined, key=lambda group: (-len(group.doc_ids), -group.words, group.places))


@returns(TABLES["source_groups"])
def group_by_source(corpus: Corpus, passages: pd.DataFrame, derivation: pd.DataFrame) -> pd.DataFrame:
    """Group the articles that go back to one source, with their likely origin.

    An article is the likely origin when it took from none of the group, more than half of the others took from it,
    and no other member meets both conditions. Where most pairs credit one news agency, the origin is the agency.
    Otherwise it stays open: the articles may all go back to one that is not in the corpus.

    Args:
        corpus: The articles.
        passages: From `classify_passages`.
        derivation: From `infer_derivation` with these passages.

    Returns:
        One row a group, the one with most articles first; the origin is null where it stays open.
    """
    copied = passages[passages["kind"].isin(["copied prose", "version"])]
    directions = {
        (str(row["doc_a"]), str(row["doc_b"])): (str(row["direction"]), list(row["evidence"]))
        for row in derivation.to_dict("records")
    }
    rows = []
    for number, group in enumerate(find_groups(copied), start=1):
        articles = [corpus[doc_id] for doc_id in group.doc_ids]
        days = sorted(article.published for article in articles if article.published is not None)
        credit_counts = Counter(
            name for article in articles for name in agencies_of(article, group.spans(article.doc_id))
        )
        origin, basis, evidence = _infer_origin(articles, directions, credit_counts)
        longest_place = max(
            group.places,
            key=lambda place: (place[0] == origin, place[2] - place[1], place[0] == group.doc_ids[0], place),
        )
        text = corpus[longest_place[0]].text[longest_place[1] : longest_place[2]]
        outlets = sorted({article.outlet for article in articles if article.outlet})
        date_range = (days[0], days[-1]) if days else (None, None)
        columns = len(articles), list(group.doc_ids), outlets, group.words, group.similarity, *date_range
        rows.append(
            (number, *columns, origin, basis, evidence, text, [list(place) for place in group.places])
        )
    return TABLES["source_groups"].frame(rows)


def _infer_origin(
    articles: list[Article],
    directions: Mapping[Pair, tuple[str, list[str]]],
    credit_counts: Mapping[str, int],
) -> tuple[str | None, str, list[str]]:
    """Return the origin of a group (an article or an agency), its basis, and the evidence."""
    doc_ids = [article.doc_id for article in articles]
    group_directions = {(a, b): directions[a, b] for a in doc_ids for b in doc_ids if (a, b) in directions}
    found_directions = [direction for direction, _ in group_directions.values()]
    if found_directions and all(direction == "versions" for direction in found_directions):
        return _earliest_version(articles)
    takers: dict[str, set[str]] = defaultdict(set)
    for (a, b), (direction, _) in group_directions.items():
        if direction in {"a from b", "b from a"}:
            source, taker = (b, a) if direction == "a from b" else (a, b)
            takers[source].add(taker)
    all_takers = {taker for source_takers in takers.values() for taker in source_takers}
    untaken = [doc_id for doc_id in sorted(takers) if doc_id not in all_takers]
    if len(untaken) == 1 and 2 * len(takers[untaken[0]]) > len(doc_ids) - 1:
        origin = untaken[0]
        reasons = [
            sentence
            for pair, (_, evidence) in sorted(group_directions.items())
            if origin in pair
            for sentence in evidence
        ]
        summary = (
            f"{len(takers[origin])} of the {len(doc_ids) - 1} others copied it." if len(doc_ids) > 2 else ""
        )
        return origin, "article", [*filter(None, [summary]), *dict.fromkeys(reasons)][:_MAX_EVIDENCE]
    if credit_counts and 2 * found_directions.count("common source") > len(found_directions):
        agency = min(credit_counts, key=lambda name: (-credit_counts[name], name))
        return agency, "agency", [f"{credit_counts[agency]} of {len(doc_ids)} credit {agency}."]
    if len(untaken) > 1:
        return None, "cannot tell", [f"{len(untaken)} of them copied none of the others: {listed(untaken)}."]
    return None, "cannot tell", ["Dates and credits do not settle it."]


def _earliest_version(articles: list[Article]) -> tuple[str | None, str, list[str]]:
    """Return the earliest of several versions of one article, where the days decide."""
    dates = sorted(
        (article.published, article.doc_id) for article in articles if article.published is not None
    )
    if len(dates) == len(articles) and (len(dates) == 1 or dates[0][0] < dates[1][0]):
        return dates[0][1], "versions", [f"It is the earliest version of one article, dated {dates[0][0]}."]
    return None, "versions", ["They are versions of one article; the dates do not show which came first."]
