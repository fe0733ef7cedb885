"""What do two articles have in common, whatever it is? Every finding of a pair in one table, each with its class."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Any

import pandas as pd

from analysis.overlap.differences._titles import relate_titles
from analysis.overlap.paraphrase._alignment import LIKELY
from analysis.overlap.reuse._word_table import split_words
from analysis.schema import TABLES, returns
from analysis.text import shared_length

#: What an overlap can be, the most telling first.
OVERLAP_KINDS = (
    "copied prose", "version", "shared quotation", "formula", "paraphrase", "described differently",
    "shared phrase",
)  # fmt: skip

_SAME = 0.5  # share of a quotation that a passage must cover in both articles to be that quotation
_MOST_ARTICLES = 12  # articles with one phrase or description that are set side by side, two by two

Place = tuple[str, int, int, str]
Overlap = tuple[str, Place, Place, int, str]
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
    top_phrases: int = 50,
) -> pd.DataFrame:
    """Gather what articles share, two by two, so that it can be read side by side.

    A quotation of which a passage of the class "shared quotation" has half or more is that passage, not another;
    phrases and paraphrases that stand within another overlap of the pair are left out. Of a phrase or a
    description in many articles, the pairs of the first twelve are given.

    Args:
        passages: From `classify_passages`.
        quotations: From `shared_quotations`.
        paraphrases: Sentences that tell the same in other words: `doc_a`, `start_a`, `end_a`, `text_a` and the
            same of b.
        descriptions: From `compare_descriptions`, of which those that differ are taken.
        numbers: From `compare_numbers`, of which those that differ are taken.
        spellings: From `compare_spellings`.
        phrases: From `shared_phrases`.
        top_phrases: Maximum number of phrases, in their order.

    Returns:
        One row an overlap, by `doc_a`, `doc_b` and place, `doc_a` before `doc_b`.

    Example:
        >>> overlaps = collect_overlaps(find_passages(corpus), shared_quotations(annotated, quotes=found))
        >>> overlaps.columns.tolist()[:3]
        ['number', 'kind', 'doc_a']
    """
    rows = [*_passages(passages, quotations)]
    if paraphrases is not None:
        rows += list(_paraphrases(paraphrases, rows))
    if descriptions is not None:
        rows += _differing(descriptions)
    if numbers is not None:
        differ = numbers[numbers["verdict"] == "differ"].to_dict("records")
        rows += [_plain("described differently", row, f"number of {row['counted']}") for row in differ]
    if spellings is not None:
        rows += [_plain("described differently", row, "spelling") for row in spellings.to_dict("records")]
    if phrases is not None:
        rows += _phrases(phrases.head(top_phrases), rows)
    rows = sorted({_in_order(row) for row in rows}, key=_by_place)
    flat = [
        (n, kind, *a[:3], *b[:3], a[3], b[3], words, about) for n, (kind, a, b, words, about) in _count(rows)
    ]
    return TABLES["overlaps"].frame(flat)


def _count(rows: Sequence[Overlap]) -> Iterator[tuple[int, Overlap]]:
    return enumerate(rows, start=1)


def _in_order(row: Overlap) -> Overlap:
    kind, a, b, words, about = row
    return row if a[0] <= b[0] else (kind, b, a, words, about)


def _by_place(row: Overlap) -> tuple[Any, ...]:
    kind, a, b, _, about = row
    return a[0], b[0], a[1:3], b[1:3], OVERLAP_KINDS.index(kind), about


def _sides(record: Record) -> tuple[Place, Place]:
    a, b = (
        (
            str(record[f"doc_{s}"]),
            int(record[f"start_{s}"]),
            int(record[f"end_{s}"]),
            str(record[f"text_{s}"]),
        )
        for s in "ab"
    )
    return a, b


def _plain(kind: str, record: Record, about: str) -> Overlap:
    """Return a row of a table of pairs as an overlap; without a number of words, the shorter side's."""
    a, b = _sides(record)
    words = record.get("words")
    return kind, a, b, int(words) if words is not None else min(_length(a[3]), _length(b[3])), about


def _length(text: str) -> int:
    return len(split_words(text))


def _passages(passages: pd.DataFrame, quotations: pd.DataFrame) -> Iterator[Overlap]:
    """Yield passages and quotations; where a passage is a quotation, both as one, with its speaker."""
    quoted: dict[tuple[str, str], list[Overlap]] = defaultdict(list)
    for record in quotations.to_dict("records"):
        speaker = record.get("speaker")
        row = _plain("shared quotation", record, speaker if isinstance(speaker, str) else "")
        quoted[row[1][0], row[2][0]].append(row)
    for record in passages.to_dict("records"):
        row = _plain(str(record["kind"]), record, "")
        known = quoted[row[1][0], row[2][0]]
        if row[0] == "shared quotation":
            same = [each for each in known if _covers(row[1], each[1]) and _covers(row[2], each[2])]
            known[:] = [each for each in known if each not in same]
            speakers = ", ".join(dict.fromkeys(each[4] for each in same if each[4]))
            row = (row[0], row[1], row[2], row[3], speakers)
        yield row
    yield from (row for rows in quoted.values() for row in rows)


@returns(TABLES["shared_phrases"])
def phrases_outside_passages(phrases: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Return the phrases that two or more articles have outside of the passages they share.

    Args:
        phrases: From `shared_phrases`.
        passages: From `find_passages`.
    """
    taken: dict[str, list[Place]] = defaultdict(list)
    for record in passages.to_dict("records"):
        for place in _sides(record):
            taken[place[0]].append(place)
    outside = []
    for places in phrases["places"]:
        free = {
            doc_id
            for doc_id, start, end in places
            if not any(_covers(place, (doc_id, start, end, "")) for place in taken[doc_id])
        }
        outside.append(len(free) > 1)
    # By `loc`: an empty list in brackets alone would choose no column.
    return phrases.loc[outside].reset_index(drop=True)


def _covers(place: Place, other: Place) -> bool:
    """Tell whether a place has a good part of another one of the same article."""
    return shared_length(place[1:3], other[1:3]) >= _SAME * (other[2] - other[1])


def _paraphrases(paraphrases: pd.DataFrame, others: Sequence[Overlap]) -> Iterator[Overlap]:
    """Yield the paraphrases that are not part of a passage of their pair: there the words are the same."""
    taken: dict[tuple[str, str], list[tuple[Place, Place]]] = defaultdict(list)
    for _, a, b, _, _ in others:
        taken[a[0], b[0]].append((a, b))
    for record in paraphrases.to_dict("records"):
        row = _plain("paraphrase", record, _sureness(record))
        pair = taken[row[1][0], row[2][0]]
        if not any(_covers(a, row[1]) and _covers(b, row[2]) for a, b in pair):
            yield row


def _sureness(paraphrase: Record) -> str:
    """Return the class of a paraphrase's score: so few pairs are labelled that a per cent would say too much."""
    if "score" not in paraphrase:
        return ""
    return "likely" if paraphrase["score"] >= LIKELY else "unsure"


def _differing(descriptions: pd.DataFrame) -> Iterator[Overlap]:
    """Yield, for each thing that two articles describe differently, the first words of each that differ."""
    differ = descriptions[descriptions["verdict"] == "differ"]
    for (_, name, aspect), found in differ.groupby(["kind", "name", "aspect"], sort=True):
        said: dict[str, dict[int, Place]] = defaultdict(dict)
        for record in found.to_dict("records"):
            place = (
                str(record["doc_id"]), int(record["start"]), int(record["end"]), str(record["description"])
            )  # fmt: skip
            said[place[0]].setdefault(int(record["variant"]), place)
        for one, other in combinations(sorted(said)[:_MOST_ARTICLES], 2):
            own = [variant for variant in said[one] if variant not in said[other]]
            others = [variant for variant in said[other] if variant not in said[one]]
            if not own and not others:
                continue
            # What one article says besides is set against what both say.
            sides = (
                [said[doc_id][v] for v in [*only, *said[doc_id]]]
                for doc_id, only in ((one, own), (other, others))
            )
            pair = next(((a, b) for a, b in product(*sides) if _differ(str(aspect), a[3], b[3])), None)
            if pair is not None:
                a, b = pair
                yield "described differently", a, b, min(_length(a[3]), _length(b[3])), f"{aspect} of {name}"


def _differ(aspect: str, one: str, other: str) -> bool:
    """Tell whether what two articles say of one thing differs; of two titles, both may hold."""
    return aspect != "title" or relate_titles(one, other) == "differ"


def _phrases(phrases: pd.DataFrame, others: Sequence[Overlap]) -> Iterator[Overlap]:
    """Yield the first place of each phrase in either article, where it stands in no other overlap of theirs."""
    taken: dict[tuple[str, str], list[tuple[Place, Place]]] = defaultdict(list)
    for kind, a, b, _, _ in others:
        if kind != "described differently":
            taken[a[0], b[0]].append((a, b))
    for words, phrase, places in zip(phrases["words"], phrases["phrase"], phrases["places"], strict=True):
        first: dict[str, Place] = {}
        for doc_id, start, end in places:
            first.setdefault(str(doc_id), (str(doc_id), int(start), int(end), str(phrase)))
        for one, other in combinations(sorted(first)[:_MOST_ARTICLES], 2):
            a, b = first[one], first[other]
            if not any(_covers(x, a) or _covers(y, b) for x, y in taken[one, other]):
                yield "shared phrase", a, b, int(words), ""
