"""Who took from whom? Containment, dates, credits and wording of the articles that have copied prose in common."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from analysis.corpus import Article, Corpus
from analysis.overlap.provenance._credits import agencies_of
from analysis.overlap.provenance._outlet_names import outlet_form
from analysis.overlap.provenance._source_groups import Group, find_groups
from analysis.overlap.provenance._wording_evidence import Sign, find_signs, sides_of
from analysis.overlap.reuse._passage_classes import classify_passages
from analysis.schema import TABLES, returns
from analysis.text import Span, covered_length

_ENOUGH = 40  # words of copied prose from which the order of the dates is taken to tell the direction
_DAYS = 2  # that must be between the articles of two outlets for it: a printed page is dated the day after the web's


@returns(TABLES["derivation"])
def infer_derivation(corpus: Corpus, passages: pd.DataFrame) -> pd.DataFrame:
    """Say of each pair of articles with copied prose in common which took from which, where that can be told.

    Shared quotations and formulas count for nothing here. Two articles that credit one news agency both took
    from it. Else the wording is asked (`find_signs`): an article that beside the shared prose names the other's
    outlet as who wrote it, that keeps the other's house style there alone, or lacks the introduction of a person whom
    the other introduces, took from it; signs for both directions, or dates against them, leave the question open. Else
    an article that names the other's outlet anywhere took from it, unless the dates or the other's credit speak against
    it. Else, with 40 words of copied prose or more, the later article took from the earlier if two days or more are
    between them (of one outlet, one day). Else the direction cannot be told, as where one text is merely shorter: it
    may have been cut, or the other added to. Nothing here excludes a third article that both had.

    Args:
        corpus: The articles, with `published` and `outlet` where known.
        passages: From `find_passages` or `classify_passages`.

    Returns:
        One row a pair, by `doc_a`, `doc_b`; "versions" are one outlet's article in two states.
    """
    table = passages if "kind" in passages.columns else classify_passages(corpus, passages)
    table = table[table["kind"].isin(["copied prose", "version"])]
    rows = []
    pairs = [(str(pair[0]), str(pair[1]), rows_) for pair, rows_ in table.groupby(["doc_a", "doc_b"])]
    groups = _numbers(find_groups(table))
    for doc_a, doc_b, found in pairs:
        a, b = corpus[doc_a], corpus[doc_b]
        words, signs = int(found["words"].sum()), list[Sign]()
        sides = sides_of(a, b, _places(found))
        both = set.intersection(*(agencies_of(side.article, side.spans) for side in sides))
        if (found["kind"] == "version").any() and a.outlet is not None and a.outlet == b.outlet:
            thanks = [f"Both credit {name}." for name in sorted(both)]
            said = f"Both are of {a.outlet} and have much in common."
            direction, evidence = "versions", [said, *thanks, *_dates(a, b)]
        else:
            signs = [] if both else find_signs(*sides)
            direction, evidence = _direction(a, b, words, both, signs)
        shares = [_share(article, found, side) for article, side in ((a, "a"), (b, "b"))]
        places = [list(place) for sign in signs for place in sign.places]
        rows.append((doc_a, doc_b, words, *shares, direction, evidence, places, groups[doc_a, doc_b]))
    return TABLES["derivation"].frame(rows)


def _share(article: Article, found: pd.DataFrame, side: str) -> float:
    """Return the share of an article's body that its passages cover."""
    spans = zip(found[f"start_{side}"].tolist(), found[f"end_{side}"].tolist(), strict=True)
    return min(covered_length(spans) / max(covered_length(article.body_spans), 1), 1.0)


def _credits(article: Article, other: Article) -> bool:
    """Tell whether an article names the other's outlet, which is not its own."""
    if other.outlet is None or other.outlet == article.outlet:
        return False
    return outlet_form(other.outlet).search(article.text) is not None


def _places(found: pd.DataFrame) -> list[tuple[Span, Span]]:
    """Return where the passages of a pair stand in either article."""
    columns = (found[name].tolist() for name in ("start_a", "end_a", "start_b", "end_b"))
    return [
        ((start_a, end_a), (start_b, end_b)) for start_a, end_a, start_b, end_b in zip(*columns, strict=True)
    ]


def _direction(
    a: Article, b: Article, words: int, agencies: set[str], signs: list[Sign]
) -> tuple[str, list[str]]:
    evidence = [f"Both credit {name}." for name in sorted(agencies)]
    if evidence:
        return "common source", evidence
    evidence = [*(sign.said for sign in signs), *_dates(a, b)]
    later = _days_later(a, b)  # days by which a is the later; 0 where that is not known
    needed = 1 if a.outlet is not None and a.outlet == b.outlet else _DAYS
    if signs:
        return _by_wording(a, signs, later, needed, evidence)
    from_b, from_a = _credits(a, b), _credits(b, a)
    named = [f"{a.doc_id} names {b.outlet}."] * from_b + [f"{b.doc_id} names {a.outlet}."] * from_a
    evidence = [*named, *evidence]
    if from_b != from_a:
        against = later < 0 if from_b else later > 0
        return ("cannot tell" if against else "a from b" if from_b else "b from a"), evidence
    if not from_b and words >= _ENOUGH and abs(later) >= needed:
        return ("a from b" if later > 0 else "b from a"), [
            *evidence,
            f"With {words:,} words, the days decide.",
        ]
    return "cannot tell", evidence if from_b else [*evidence, *_why_not(words, later, needed)]


def _why_not(words: int, later: int, needed: int) -> list[str]:
    """Return why the days of publication do not tell, where they are known."""
    if not later:
        return []
    few = words < _ENOUGH
    return [
        "So few words could have come by a third text." if few else f"Less than {needed} days tell nothing."
    ]


def _by_wording(
    a: Article, signs: list[Sign], later: int, needed: int, evidence: list[str]
) -> tuple[str, list[str]]:
    """Return what the signs agree on, unless they do not, or the dates are against it."""
    takers = {sign.taker for sign in signs}
    if len(takers) > 1:
        return "cannot tell", [*evidence, "The wording speaks for either direction."]
    from_b = takers == {a.doc_id}
    if (-later if from_b else later) >= needed:
        return "cannot tell", [*evidence, "Wording and dates contradict each other."]
    # A printed page is dated the day after the web's: by less than the days needed, dates may run the other way.
    other_way = (-later if from_b else later) > 0
    so = ["The days run the other way, but by less than outlets differ in dating."] if other_way else []
    return ("a from b" if from_b else "b from a"), [*evidence, *so]


def _dates(a: Article, b: Article) -> list[str]:
    if a.published is None or b.published is None:
        return []
    return [f"{a.doc_id} is of {a.published}, {b.doc_id} of {b.published}."]


def _days_later(a: Article, b: Article) -> int:
    return 0 if a.published is None or b.published is None else (a.published - b.published).days


def _numbers(groups: list[Group]) -> dict[tuple[str, str], int]:
    """Return, for each two articles of a group, the number of the first group that has both."""
    numbers: dict[tuple[str, str], int] = {}
    for number, group in enumerate(groups, start=1):
        for pair in combinations(group.doc_ids, 2):
            numbers.setdefault(pair, number)
    return numbers
