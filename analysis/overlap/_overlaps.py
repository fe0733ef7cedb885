"""Collect what articles share, pair by pair, in one table with the class of each overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Any, NamedTuple

import pandas as pd

from analysis.language import ENGLISH, Language
from analysis.overlap.differences._titles import relate_titles
from analysis.overlap.paraphrase._alignment import LIKELY
from analysis.overlap.reuse._word_table import split_words
from analysis.schema import TABLES, returns
from analysis.text import shared_length

#: Classes of overlap, the strongest evidence of copying first.
OVERLAP_KINDS = (
    "copied prose", "version", "shared quotation", "template", "formula", "paraphrase",
    "described differently", "shared phrase",
)  # fmt: skip

#: Minimum share of an overlap, in both articles, that another covers to be the same; flat between 0.3 and 0.7 on 84
#: articles of political news.
_MIN_COVER = 0.5
# Bounds on the table's length: articles with one phrase or description that are paired, and phrases.
_MAX_ARTICLES, _MAX_PHRASES = 12, 50


class Place(NamedTuple):
    """A span of an article, with its text."""

    doc_id: str
    start: int
    end: int
    text: str


class Overlap(NamedTuple):
    """What two articles share: its class, its places, its number of words, and what it is about."""

    kind: str
    a: Place
    b: Place
    words: int
    about: str

    @property
    def pair(self) -> tuple[str, str]:
        """Identifiers of the two articles."""
        return self.a.doc_id, self.b.doc_id


Record = Mapping[Hashable, Any]


@returns(TABLES["overlaps"])
def collect_overlaps(
    passages: pd.DataFrame,
    quotations: pd.DataFrame,
    *,
    paraphrases: pd.DataFrame | None = None,
    descriptions: pd.DataFrame | None = None,
    numbers: pd.DataFrame | None = None,
    spellings: pd.DataFrame | None = None,
    phrases: pd.DataFrame | None = None,
    language: Language = ENGLISH,
) -> pd.DataFrame:
    """Collect what articles share, pair by pair, for reading side by side.

    A quotation of which a passage of the class "shared quotation" covers half or more is merged with it. Phrases and
    paraphrases within another overlap of the pair are left out. Of a phrase or description in many articles, the
    pairs of the first twelve are returned, and of all phrases the first fifty.

    Args:
        passages: From `classify_passages`.
        quotations: From `shared_quotations`.
        paraphrases: From `align_paraphrases`; `doc_a`, `start_a`, `end_a`, `text_a` and those of b are enough.
        descriptions: From `compare_descriptions`; only those that differ are used.
        numbers: From `compare_numbers`; only those that differ are used.
        spellings: From `compare_spellings`.
        phrases: From `shared_phrases`.
        language: Language of the articles.

    Returns:
        One row an overlap, by `doc_a`, `doc_b` and place, `doc_a` before `doc_b`.

    Example:
        >>> overlaps = collect_overlaps(find_passages(corpus), shared_quotations(annotated, quotes=found))
        >>> overlaps.columns.tolist()[:3]
        ['number', 'kind', 'doc_a']
    """
    overlaps = [*_passages_and_quotations(passages, quotations)]
    if paraphrases is not None:
        overlaps += list(_paraphrases(paraphrases, overlaps))
    if descriptions is not None:
        overlaps += _differing_descriptions(descriptions, language)
    if numbers is not None:
        for record in numbers[numbers["verdict"] == "differ"].to_dict("records"):
            overlaps.append(_to_overlap("described differently", record, f"number of {record['counted']}"))
    if spellings is not None:
        for record in spellings.to_dict("records"):
            overlaps.append(_to_overlap("described differently", record, "spelling"))
    if phrases is not None:
        overlaps += list(_phrases(phrases.head(_MAX_PHRASES), overlaps))
    ordered = sorted(set(map(_order_sides, overlaps)), key=_sort_key)
    rows = (
        (number, kind, *a[:3], *b[:3], a.text, b.text, words, about)
        for number, (kind, a, b, words, about) in enumerate(ordered, start=1)
    )
    return TABLES["overlaps"].frame(rows)


def _order_sides(overlap: Overlap) -> Overlap:
    a, b = overlap.a, overlap.b
    return overlap if a.doc_id <= b.doc_id else overlap._replace(a=b, b=a)


def _sort_key(overlap: Overlap) -> tuple[Any, ...]:
    a, b = overlap.a, overlap.b
    return *overlap.pair, a[1:3], b[1:3], OVERLAP_KINDS.index(overlap.kind), overlap.about


def _sides(record: Record) -> tuple[Place, Place]:
    a, b = (
        Place(
            str(record[f"doc_{side}"]),
            int(record[f"start_{side}"]),
            int(record[f"end_{side}"]),
            str(record[f"text_{side}"]),
        )
        for side in "ab"
    )
    return a, b


def _to_overlap(kind: str, record: Record, about: str) -> Overlap:
    """Return a row of a table of pairs as an overlap; without `words`, with those of the shorter side."""
    a, b = _sides(record)
    words = record.get("words")
    return Overlap(kind, a, b, int(words) if words is not None else _words_of_shorter(a, b), about)


def _words_of_shorter(a: Place, b: Place) -> int:
    return min(len(split_words(place.text)) for place in (a, b))


def _passages_and_quotations(passages: pd.DataFrame, quotations: pd.DataFrame) -> Iterator[Overlap]:
    """Yield passages and quotations; a passage that is a quotation is one overlap with it, with its speaker."""
    quotations_of: dict[tuple[str, str], list[Overlap]] = defaultdict(list)
    for record in quotations.to_dict("records"):
        speaker = record.get("speaker")
        quotation = _to_overlap("shared quotation", record, speaker if isinstance(speaker, str) else "")
        quotations_of[quotation.pair].append(quotation)
    for record in passages.to_dict("records"):
        passage = _to_overlap(str(record["kind"]), record, "")
        if passage.kind == "shared quotation":
            candidates = quotations_of[passage.pair]
            same = [
                quotation
                for quotation in candidates
                if _covers(passage.a, quotation.a) and _covers(passage.b, quotation.b)
            ]
            candidates[:] = [quotation for quotation in candidates if quotation not in same]
            speakers = dict.fromkeys(quotation.about for quotation in same if quotation.about)
            passage = passage._replace(about=", ".join(speakers))
        yield passage
    for remaining in quotations_of.values():
        yield from remaining


@returns(TABLES["shared_phrases"])
def phrases_outside_passages(phrases: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Return the phrases that two or more articles have outside the passages they share.

    Args:
        phrases: From `shared_phrases`.
        passages: From `find_passages`.
    """
    covered: dict[str, list[Place]] = defaultdict(list)
    for record in passages.to_dict("records"):
        for place in _sides(record):
            covered[place.doc_id].append(place)
    is_outside = []
    for places in phrases["places"]:
        articles_outside = {
            doc_id
            for doc_id, start, end in places
            if not any(_covers(place, Place(doc_id, start, end, "")) for place in covered[doc_id])
        }
        is_outside.append(len(articles_outside) > 1)
    # By `loc`: an empty list in brackets alone would select no column.
    return phrases.loc[is_outside].reset_index(drop=True)


def _covers(place: Place, other_place: Place) -> bool:
    """Return whether a place covers half or more of another one of the same article."""
    return shared_length(place[1:3], other_place[1:3]) >= _MIN_COVER * (other_place.end - other_place.start)


def _paraphrases(paraphrases: pd.DataFrame, overlaps: Sequence[Overlap]) -> Iterator[Overlap]:
    """Yield the paraphrases outside the other overlaps of their pair, where the words are the same."""
    by_pair: dict[tuple[str, str], list[Overlap]] = defaultdict(list)
    for overlap in overlaps:
        by_pair[overlap.pair].append(overlap)
    for record in paraphrases.to_dict("records"):
        paraphrase = _to_overlap("paraphrase", record, _likelihood(record))
        of_pair = by_pair[paraphrase.pair]
        if not any(
            _covers(overlap.a, paraphrase.a) and _covers(overlap.b, paraphrase.b) for overlap in of_pair
        ):
            yield paraphrase


def _likelihood(paraphrase: Record) -> str:
    """Return the class of a paraphrase's score; too few pairs are labelled for a percentage."""
    if "score" not in paraphrase:
        return ""
    return "likely" if paraphrase["score"] >= LIKELY else "unsure"


def _differing_descriptions(descriptions: pd.DataFrame, language: Language) -> Iterator[Overlap]:
    """Yield, for each thing that two articles describe differently, their first descriptions that differ."""
    differing = descriptions[descriptions["verdict"] == "differ"]
    for (_, name, aspect), group in differing.groupby(["kind", "name", "aspect"], sort=True):
        by_article: dict[str, dict[int, Place]] = defaultdict(dict)
        for row in group.to_dict("records"):
            place = Place(str(row["doc_id"]), int(row["start"]), int(row["end"]), str(row["description"]))
            by_article[place.doc_id].setdefault(int(row["variant"]), place)
        for doc_a, doc_b in combinations(sorted(by_article)[:_MAX_ARTICLES], 2):
            pair = _first_differing(str(aspect), by_article[doc_a], by_article[doc_b], language)
            if pair is not None:
                yield Overlap("described differently", *pair, _words_of_shorter(*pair), f"{aspect} of {name}")


def _first_differing(
    aspect: str, variants_a: Mapping[int, Place], variants_b: Mapping[int, Place], language: Language
) -> tuple[Place, Place] | None:
    """Return the first descriptions of two articles that differ, those in one article alone before others."""
    only_a = [variant for variant in variants_a if variant not in variants_b]
    only_b = [variant for variant in variants_b if variant not in variants_a]
    if not only_a and not only_b:
        return None
    places_a = [variants_a[variant] for variant in (*only_a, *variants_a)]
    places_b = [variants_b[variant] for variant in (*only_b, *variants_b)]
    pairs = product(places_a, places_b)
    return next(((a, b) for a, b in pairs if _may_differ(aspect, a.text, b.text, language)), None)


def _may_differ(aspect: str, text_a: str, text_b: str, language: Language) -> bool:
    """Return whether two descriptions differ; of two titles, both may hold."""
    return aspect != "title" or relate_titles(text_a, text_b, language) == "differ"


def _phrases(phrases: pd.DataFrame, overlaps: Sequence[Overlap]) -> Iterator[Overlap]:
    """Yield the first places of each phrase in two articles, outside the other overlaps of the pair."""
    by_pair: dict[tuple[str, str], list[Overlap]] = defaultdict(list)
    for overlap in overlaps:
        if overlap.kind != "described differently":
            by_pair[overlap.pair].append(overlap)
    for words, phrase, places in zip(phrases["words"], phrases["phrase"], phrases["places"], strict=True):
        first_place: dict[str, Place] = {}
        for doc_id, start, end in places:
            first_place.setdefault(str(doc_id), Place(str(doc_id), int(start), int(end), str(phrase)))
        for doc_a, doc_b in combinations(sorted(first_place)[:_MAX_ARTICLES], 2):
            a, b = first_place[doc_a], first_place[doc_b]
            if not any(_covers(overlap.a, a) or _covers(overlap.b, b) for overlap in by_pair[doc_a, doc_b]):
                yield Overlap("shared phrase", a, b, int(words), "")
