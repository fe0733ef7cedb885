"""Which articles go back to one source, and which is it? Groups around one passage, never chains of strangers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.corpus import Article, Corpus
from analysis.overlap.provenance._credits import agencies_of
from analysis.schema import TABLES, returns
from analysis.text import Span, listed, shared_length

_SAME_PLACE = 0.5  # share of the longer of two stretches that both must have to be one place
_MOST_EVIDENCE = 3  # sentences of evidence given for a group

Place = tuple[str, int, int]
Pair = tuple[str, str]


@dataclass(frozen=True)
class Group:
    """Articles that have one stretch of prose in common: its places, words and likeness."""

    places: tuple[Place, ...]
    words: int
    similarity: float

    @property
    def doc_ids(self) -> tuple[str, ...]:
        """The articles, each once."""
        return tuple(sorted({doc_id for doc_id, _, _ in self.places}))

    def spans(self, doc_id: str) -> list[Span]:
        """Return where the stretch stands in one article."""
        return [(start, end) for name, start, end in self.places if name == doc_id]


def _find_places(copied: pd.DataFrame) -> dict[Place, Place]:
    """Return for each stretch the place it is: stretches of one article that are nearly the same are one."""
    spans = {
        place
        for side in "ab"
        for place in zip(copied[f"doc_{side}"], copied[f"start_{side}"], copied[f"end_{side}"], strict=True)
    }
    place_of: dict[Place, Place] = {}
    open_places: dict[str, list[Place]] = defaultdict(list)
    for doc_id, start, end in sorted(spans):
        span = str(doc_id), int(start), int(end)
        # Sorted by their beginnings: what ended before this one begins has nothing of later ones either.
        known = open_places[span[0]] = [place for place in open_places[span[0]] if place[2] > span[1]]
        same = [place for place in known if _same(place, span)]
        place_of[span] = same[0] if same else span
        if not same:
            known.append(span)
    return place_of


def _same(one: Place, other: Place) -> bool:
    return shared_length(one[1:], other[1:]) >= _SAME_PLACE * max(one[2] - one[1], other[2] - other[1])


def find_groups(copied: pd.DataFrame) -> list[Group]:
    """Group articles that have the same stretch of prose, the largest groups first.

    The stretch, not the pair, is what makes a group: an article that shares its first paragraph with one
    article and its last with another stands in two groups. A place joins a group when more than half of its
    members, and both of the first two, share the stretch with it; in a chain of pairs strangers therefore
    stay apart. Groups of the same articles are one group.

    Args:
        copied: Rows of `find_passages` that are copied prose.
    """
    place_of = _find_places(copied)
    links: dict[tuple[Place, Place], tuple[int, float]] = {}
    for record in copied.to_dict("records"):
        ends = (place_of[(record[f"doc_{s}"], record[f"start_{s}"], record[f"end_{s}"])] for s in "ab")
        first, second = sorted(ends)
        found = int(record["words"]), float(record["similarity"])
        links[first, second] = max(found, links.get((first, second), found))
    beside: dict[Place, set[Place]] = defaultdict(set)
    for first, second in links:
        beside[first].add(second)
        beside[second].add(first)
    covered: set[tuple[Place, Place]] = set()
    groups = []
    for link in sorted(links, key=lambda each: (-links[each][0], each)):
        if link not in covered:
            members = _grow(link, beside)
            inside = [pair for pair in _pairs(members) if pair in links]
            covered.update(inside)
            sizes, alike = zip(*(links[pair] for pair in inside), strict=True)
            groups.append(Group(tuple(sorted(members)), max(sizes), sum(alike) / len(alike)))
    return _join_same(groups)


def _pairs(members: Iterable[Place]) -> list[tuple[Place, Place]]:
    ordered = sorted(members)
    return [(one, other) for at, one in enumerate(ordered) for other in ordered[at + 1 :]]


def _grow(link: tuple[Place, Place], beside: Mapping[Place, set[Place]]) -> set[Place]:
    """Return a link's places and all that share the stretch with most of them, one of each article."""
    members = set(link)
    seen: Counter[Place] = Counter()
    for member in members:
        seen.update(beside[member])
    while True:
        articles = {place[0] for place in members}
        fitting = [p for p, count in seen.items() if p[0] not in articles and 2 * count > len(members)]
        if not fitting:
            return members
        best = min(fitting, key=lambda place: (-seen[place], place))
        members.add(best)
        seen.update(beside[best])


def _join_same(groups: list[Group]) -> list[Group]:
    """Make one group of those with the same articles, and order them by size."""
    by_articles: dict[tuple[str, ...], list[Group]] = defaultdict(list)
    for group in groups:
        by_articles[group.doc_ids].append(group)
    joined = [
        Group(
            tuple(sorted({place for group in same for place in group.places})),
            sum(group.words for group in same),
            sum(group.similarity * group.words for group in same)
            / max(sum(group.words for group in same), 1),
        )
        for same in by_articles.values()
    ]
    return sorted(joined, key=lambda group: (-len(group.doc_ids), -group.words, group.places))


@returns(TABLES["source_groups"])
def group_by_source(corpus: Corpus, passages: pd.DataFrame, derivation: pd.DataFrame) -> pd.DataFrame:
    """Say which articles have one source in common, and which is likely to be it.

    An article is the likely origin when it took from none of the group, more than half of the others took
    from it, and of no other member both holds. Where most pairs credit one news agency, it is the agency.
    Otherwise the origin cannot be told: the articles may all go back to one that is not in the corpus.

    Args:
        corpus: The articles.
        passages: From `classify_passages`.
        derivation: From `infer_derivation` with these passages.

    Returns:
        One row a group, the one with most articles first; the origin is null where it cannot be told.
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
        credited = Counter(
            name for article in articles for name in agencies_of(article, group.spans(article.doc_id))
        )
        origin, basis, evidence = _origin(articles, directions, credited)
        longest = max(group.places, key=lambda p: (p[0] == origin, p[2] - p[1], p[0] == group.doc_ids[0], p))
        text = corpus[longest[0]].text[longest[1] : longest[2]]
        outlets = sorted({article.outlet for article in articles if article.outlet})
        span = (days[0], days[-1]) if days else (None, None)
        facts = len(articles), list(group.doc_ids), outlets, group.words, group.similarity, *span
        rows.append((number, *facts, origin, basis, evidence, text, [list(place) for place in group.places]))
    return TABLES["source_groups"].frame(rows)


def _origin(
    articles: list[Article], directions: Mapping[Pair, tuple[str, list[str]]], credited: Mapping[str, int]
) -> tuple[str | None, str, list[str]]:
    """Return what a group goes back to, what kind of thing that is, and why."""
    names = [article.doc_id for article in articles]
    inside = {(a, b): directions[a, b] for a in names for b in names if (a, b) in directions}
    told = [direction for direction, _ in inside.values()]
    if told and all(direction == "versions" for direction in told):
        return _first_state(articles)
    takers: dict[str, set[str]] = defaultdict(set)
    for (a, b), (direction, _) in inside.items():
        if direction in {"a from b", "b from a"}:
            source, taker = (b, a) if direction == "a from b" else (a, b)
            takers[source].add(taker)
    took = {taker for found in takers.values() for taker in found}
    free = [name for name in sorted(takers) if name not in took]
    if len(free) == 1 and 2 * len(takers[free[0]]) > len(names) - 1:
        origin = free[0]
        why = [sentence for pair, (_, said) in sorted(inside.items()) if origin in pair for sentence in said]
        count = (
            f"{len(takers[origin])} of the {len(names) - 1} others took from it." if len(names) > 2 else ""
        )
        return origin, "article", [*filter(None, [count]), *dict.fromkeys(why)][:_MOST_EVIDENCE]
    if credited and 2 * told.count("common source") > len(told):
        agency = min(credited, key=lambda name: (-credited[name], name))
        return agency, "agency", [f"{credited[agency]} of {len(names)} credit {agency}."]
    if len(free) > 1:
        return None, "cannot tell", [f"{len(free)} of them took from none: {listed(free)}."]
    return None, "cannot tell", ["Dates and credits do not tell."]


def _first_state(articles: list[Article]) -> tuple[str | None, str, list[str]]:
    """Return the earliest of several states of one article, where the days tell."""
    dated = sorted((a.published, a.doc_id) for a in articles if a.published is not None)
    if len(dated) == len(articles) and (len(dated) == 1 or dated[0][0] < dated[1][0]):
        return dated[0][1], "versions", [f"Of one article's states it is the earliest, of {dated[0][0]}."]
    return None, "versions", ["The articles are states of one; which is the earliest the days do not tell."]
