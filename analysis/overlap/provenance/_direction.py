"""Infer the direction of copying between two articles from containment, dates, credits and wording."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import pandas as pd

from analysis.corpus import Article, Corpus
from analysis.overlap.classes._passage_classes import classify_passages
from analysis.overlap.provenance._credits import agencies_of
from analysis.overlap.provenance._outlet_names import outlet_pattern
from analysis.overlap.provenance._source_groups import Group, find_groups
from analysis.overlap.provenance._wording_evidence import Sign, find_signs, pair_sides
from analysis.schema import TABLES, returns
from analysis.text import Span, counted, covered_length

#: Words of copied prose from which the order of the dates decides the direction. By judgement: of 13 pairs in 924
#: articles of political news 20 words would decide one more and 80 two fewer.
_MIN_WORDS = 40
#: Days between articles of two outlets for that: a printed page is dated the day after the web's; flat between 2 and 4.
_MIN_DAYS = 2
#: Share of what two articles have in common that a third has with each, to be where both may have it from.
_NEARLY = 0.75


@returns(TABLES["derivation"])
def infer_derivation(corpus: Corpus, passages: pd.DataFrame) -> pd.DataFrame:
    """Infer, for each pair of articles with copied prose in common, which article took from the other.

    Shared quotations and formulas do not count. The first rule that applies decides:

    1. Two articles that credit the same news agency both took from it.
    2. Wording (`find_signs`): an article took from the other if it credits the other's outlet beside the shared prose,
       follows the other's house style there alone, or lacks the introduction of a person that the other has. Signs
       for both directions, or dates against them, leave the direction open.
    3. An article that names the other's outlet anywhere took from it, unless the dates or the other's credit
       contradict that.
    4. With 40 words of copied prose or more, the later article took from the earlier if they are two days or more
       apart (one day within one outlet).

    Where neither names the other's outlet, a third article that is no later, and has nearly as much in common with
    both, leaves the direction open.

    Otherwise the direction stays open, as where one text is merely shorter: it may have been cut, or the other
    expanded. No rule excludes a third article outside of the corpus that both took from.

    Args:
        corpus: The articles, with `published` and `outlet` where known.
        passages: From `find_passages` or `classify_passages`.

    Returns:
        One row a pair, by `doc_a`, `doc_b`; "versions" are one outlet's article in two states.
    """
    copied = passages if "kind" in passages.columns else classify_passages(corpus, passages)
    copied = copied[copied["kind"].isin(["copied prose", "version"])]
    rows = []
    pairs = [(str(key[0]), str(key[1]), group) for key, group in copied.groupby(["doc_a", "doc_b"])]
    groups = _group_numbers(find_groups(copied))
    words_of = _words_in_common(pairs)
    for doc_a, doc_b, pair_passages in pairs:
        article_a, article_b = corpus[doc_a], corpus[doc_b]
        words, signs = int(pair_passages["words"].sum()), list[Sign]()
        sides = pair_sides(article_a, article_b, _spans_of_passages(pair_passages))
        agencies = set.intersection(*(agencies_of(side.article, side.spans) for side in sides))
        if (
            (pair_passages["kind"] == "version").any()
            and article_a.outlet is not None
            and article_a.outlet == article_b.outlet
        ):
            credit_evidence = [f"Both credit {name}." for name in sorted(agencies)]
            reason = f"Both appeared in {article_a.outlet} and share much of their text."
            direction = "versions"
            evidence = [reason, *credit_evidence, *_describe_dates(article_a, article_b)]
        else:
            signs = [] if agencies else find_signs(*sides)
            direction, evidence = _infer_direction(article_a, article_b, words, agencies, signs)
            if _may_be_of_third(direction, signs, evidence, words):
                third = _find_third(corpus, (doc_a, doc_b), words_of)
                if third is not None:
                    evidence.append(f"But both share nearly as much with {third}, which is no later.")
                    direction = "cannot tell"
        shares = [
            _containment(article, pair_passages, side)
            for article, side in ((article_a, "a"), (article_b, "b"))
        ]
        places = [list(place) for sign in signs for place in sign.places]
        rows.append((doc_a, doc_b, words, *shares, direction, evidence, places, groups[doc_a, doc_b]))
    return TABLES["derivation"].frame(rows)


def _by_days(words: int) -> str:
    return f"With {counted(words, 'word')} in common, the dates decide."


def _may_be_of_third(direction: str, signs: list[Sign], evidence: list[str], words: int) -> bool:
    """Return whether a direction rests on what would be the same if both had taken from a third article."""
    if direction not in {"a from b", "b from a"}:
        return False
    by_style = bool(signs) and not any(sign.names_source for sign in signs)
    return by_style or evidence[-1:] == [_by_days(words)]


def _words_in_common(pairs: list[tuple[str, str, pd.DataFrame]]) -> dict[str, dict[str, int]]:
    """Return the words of copied prose that each article has in common with each other."""
    words_of: dict[str, dict[str, int]] = defaultdict(dict)
    for doc_a, doc_b, pair_passages in pairs:
        words_of[doc_a][doc_b] = words_of[doc_b][doc_a] = int(pair_passages["words"].sum())
    return words_of


def _find_third(corpus: Corpus, pair: tuple[str, str], words_of: dict[str, dict[str, int]]) -> str | None:
    """Return an article from which both of a dated pair may have taken what they share.

    It is no later than the first of them, and has nearly as much in common with both as they with each other.
    """
    a, b = pair
    words = words_of[a][b]
    days = [day for doc_id in pair if (day := corpus[doc_id].published) is not None]
    if len(days) < len(pair):
        return None
    for third in sorted(words_of[a].keys() & words_of[b].keys()):
        day, shared = corpus[third].published, min(words_of[a][third], words_of[b][third])
        if day is not None and day <= min(days) and shared >= _NEARLY * words:
            return third
    return None


def _containment(article: Article, passages: pd.DataFrame, side: str) -> float:
    """Return the share of an article's body that the passages cover."""
    spans = zip(passages[f"start_{side}"].tolist(), passages[f"end_{side}"].tolist(), strict=True)
    return min(covered_length(spans) / max(covered_length(article.body_spans), 1), 1.0)


def _names_outlet_of(article: Article, other_article: Article) -> bool:
    """Return whether an article names the other's outlet, where that is not its own."""
    if other_article.outlet is None or other_article.outlet == article.outlet:
        return False
    return outlet_pattern(other_article.outlet, article.language).search(article.text) is not None


def _spans_of_passages(passages: pd.DataFrame) -> list[tuple[Span, Span]]:
    """Return the spans of each passage in both articles."""
    columns = (passages[name].tolist() for name in ("start_a", "end_a", "start_b", "end_b"))
    return [
        ((start_a, end_a), (start_b, end_b)) for start_a, end_a, start_b, end_b in zip(*columns, strict=True)
    ]


def _infer_direction(
    article_a: Article, article_b: Article, words: int, agencies: set[str], signs: list[Sign]
) -> tuple[str, list[str]]:
    evidence = [f"Both credit {name}." for name in sorted(agencies)]
    if evidence:
        return "common source", evidence
    evidence = [*(sign.sentence for sign in signs), *_describe_dates(article_a, article_b)]
    days_later = _days_later(article_a, article_b)  # 0 where a date is missing
    days_needed = 1 if article_a.outlet is not None and article_a.outlet == article_b.outlet else _MIN_DAYS
    if signs:
        return _by_wording(article_a, signs, days_later, days_needed, evidence)
    from_b, from_a = _names_outlet_of(article_a, article_b), _names_outlet_of(article_b, article_a)
    if from_a:
        evidence = [f"{article_b.doc_id} names {article_a.outlet}.", *evidence]
    if from_b:
        evidence = [f"{article_a.doc_id} names {article_b.outlet}.", *evidence]
    if from_b != from_a:
        contradicted = days_later < 0 if from_b else days_later > 0
        return ("cannot tell" if contradicted else "a from b" if from_b else "b from a"), evidence
    if not from_b and words >= _MIN_WORDS and abs(days_later) >= days_needed:
        evidence.append(_by_days(words))
        return ("a from b" if days_later > 0 else "b from a"), evidence
    if not from_b:
        evidence += _describe_doubt(words, days_later, days_needed)
    return "cannot tell", evidence


def _describe_doubt(words: int, days_later: int, days_needed: int) -> list[str]:
    """Return why the days of publication do not decide, where they are known."""
    if not days_later:
        return []
    is_short = words < _MIN_WORDS
    return [
        "So few words could come from a third text."
        if is_short
        else f"A gap of less than {counted(days_needed, 'day')} proves nothing."
    ]


def _by_wording(
    article_a: Article, signs: list[Sign], days_later: int, days_needed: int, evidence: list[str]
) -> tuple[str, list[str]]:
    """Return the direction that the signs agree on; open where they disagree or the dates contradict them."""
    takers = {sign.taker for sign in signs}
    if len(takers) > 1:
        return "cannot tell", [*evidence, "The wording points both ways."]
    from_b = takers == {article_a.doc_id}
    if (-days_later if from_b else days_later) >= days_needed:
        return "cannot tell", [*evidence, "Wording and dates contradict each other."]
    # A printed page is dated the day after the web's, so the dates may be reversed by less than the days needed.
    dates_reversed = (-days_later if from_b else days_later) > 0
    remarks = (
        ["The dates point the other way, but by no more than outlets differ in dating."]
        if dates_reversed
        else []
    )
    return ("a from b" if from_b else "b from a"), [*evidence, *remarks]


def _describe_dates(article_a: Article, article_b: Article) -> list[str]:
    if article_a.published is None or article_b.published is None:
        return []
    return [f"{article_a.doc_id} is dated {article_a.published}, {article_b.doc_id} {article_b.published}."]


def _days_later(article_a: Article, article_b: Article) -> int:
    return (
        0
        if article_a.published is None or article_b.published is None
        else (article_a.published - article_b.published).days
    )


def _group_numbers(groups: list[Group]) -> dict[tuple[str, str], int]:
    """Return the number of the first group that holds both articles, by pair."""
    numbers: dict[tuple[str, str], int] = {}
    for number, group in enumerate(groups, start=1):
        for pair in combinations(group.doc_ids, 2):
            numbers.setdefault(pair, number)
    return numbers
