"""Tables of what articles share, in their own words, whose rows lead into the reader of pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from analysis.text import Span, counted, listed, shorten
from analysis.text import overlaps as spans_overlap
from analysis.views import _anchors as anchors
from analysis.views._html import Html, nothing_found
from analysis.views._overlap_styles import REUSE_KINDS, overlap_label
from analysis.views.readers._pairs import PairReader
from analysis.views.tables._linked import (
    article_link,
    link_to,
    linked_table,
    mark_spans,
    side_by_side,
    words_cell,
)
from analysis.views.tables._word_diff import compare_wordings

_MAX_ROWS = 50
_MAX_GROUPS = 12
_MAX_MEMBERS = 8  # articles of a group that a row names
_MAX_CHARACTERS = 600  # of a text that a cell shows; the reader has the whole
_MAX_OF_VERSION = 240  # characters of a version of a whole article, whose beginning identifies it
_FIRST_OF_KIND = 10  # passages of each class that are shown before more of another
_NO_COMMON_WORDING = frozenset({"paraphrase", "described differently"})

_ONLY_MARKED = "Words missing from the other article are marked."


def _wordings(kind: str, text_a: str, text_b: str) -> tuple[str, str]:
    """Return both texts escaped and shortened, with the words that differ marked where the rest is the same."""
    limit = _MAX_OF_VERSION if kind == "version" else _MAX_CHARACTERS
    a, b = shorten(text_a, limit), shorten(text_b, limit)
    # Of a text that is cut off, the end would differ without reason.
    if kind in _NO_COMMON_WORDING or max(len(text_a), len(text_b)) > limit:
        return escape(a), escape(b)
    only_a, only_b = compare_wordings(a, b)
    return mark_spans(a, only_a), mark_spans(b, only_b)


def passage_table(overlaps: pd.DataFrame, names: Mapping[str, str], reader: PairReader) -> Html:
    """Return the passages that two articles share, what each has changed, and a link to where they stand.

    Passages of the most telling class stand first, and in each class those with most words.

    Args:
        overlaps: From `collect_overlaps`; phrases and descriptions are passed over.
        names: The name of each article.
        reader: From `read_pairs`, for the links.
    """
    reused = overlaps[overlaps["kind"].isin(list(REUSE_KINDS))]
    # That two versions of one article have the same quotations says nothing.
    versions = set(_pairs(reused[reused["kind"] == "version"]))
    trivial = [
        kind == "shared quotation" and pair in versions
        for kind, pair in zip(reused["kind"], _pairs(reused), strict=True)
    ]
    passages = reused[~np.array(trivial, dtype=bool)]
    ranks = {kind: rank for rank, kind in enumerate(REUSE_KINDS)}
    ordered = passages.assign(rank=passages["kind"].map(ranks)).sort_values(
        ["rank", "words", "number"], ascending=[True, False, True]
    )
    # Some of every class come before more of any.
    later = np.array(ordered.groupby("rank").cumcount() >= _FIRST_OF_KIND, dtype=bool)
    rows = pd.concat([ordered[~later], ordered[later]]).head(_MAX_ROWS)
    rows = rows.sort_values(["rank", "words", "number"], ascending=[True, False, True])
    body = [_passage_row(record, names, reader) for record in rows.to_dict("records")]
    heads = ("no.", "what it is", "words", "in both articles")
    note = _ONLY_MARKED if body else ""
    left_out = sum(trivial)
    note += f" {left_out:,} more are quoted in two versions of one article." if left_out else ""
    if not body:  # the sentence above tells of passages word for word
        return nothing_found("sentences that say the same in different words", note.strip())
    return linked_table(
        "Passages in two articles", heads, body, len(passages), file="overlaps", note=note.strip()
    )


def _pairs(frame: pd.DataFrame) -> Iterable[tuple[str, str]]:
    return zip(frame["doc_a"], frame["doc_b"], strict=True)


def _passage_row(record: Mapping[Any, Any], names: Mapping[str, str], reader: PairReader) -> str:
    number, kind = int(record["number"]), str(record["kind"])
    anchor = anchors.overlap_anchor(number, "a") if number in reader.numbers else None
    text_a, text_b = _wordings(kind, record["text_a"], record["text_b"])
    label = escape(overlap_label(kind, str(record["about"])))
    return (
        f'<tr id="{anchors.passage_anchor(number)}"><td>{link_to(str(number), anchor)}</td><td>{label}</td>'
        f'<td class="number">{int(record["words"]):,}</td>'
        f"{side_by_side((record['doc_a'], record['doc_b']), (text_a, text_b), names)}</tr>"
    )


def derivation_table(
    derivation: pd.DataFrame, trees: pd.DataFrame, names: Mapping[str, str], reader: PairReader
) -> Html:
    """Return which article of each pair took from the other, with the grounds and a link to both; most words first.

    Of a story in three articles or more, those pairs are shown that are an article and its parent in the story's tree.

    Args:
        derivation: From `infer_derivation`.
        trees: From `trace_stories`.
        names: The name of each article.
        reader: From `read_pairs`, for the links.
    """
    ordered = derivation.sort_values(["words", "doc_a", "doc_b"], ascending=[False, True, True])
    story_of = dict(zip(trees["doc_id"], trees["story"], strict=True))
    edges = {frozenset(edge) for edge in zip(trees["doc_id"], trees["parent"], strict=True)}
    is_shown = [
        a not in story_of or story_of[a] != story_of.get(b) or frozenset((a, b)) in edges
        for a, b in _pairs(ordered)
    ]
    within_stories = len(ordered) - sum(is_shown)
    ordered = ordered[np.array(is_shown, dtype=bool)]
    body = []
    for record in ordered.head(_MAX_ROWS).to_dict("records"):
        doc_a, doc_b = str(record["doc_a"]), str(record["doc_b"])
        a, b = names.get(doc_a, doc_a), names.get(doc_b, doc_b)
        direction = str(record["direction"])
        direction = {"a from b": f"{a} from {b}", "b from a": f"{b} from {a}"}.get(direction, direction)
        both = " and ".join(article_link(doc_id, names) for doc_id in (doc_a, doc_b))
        anchor = reader.pairs.get((doc_a, doc_b))
        pair = f"{both}, {link_to('side by side', anchor)}" if anchor else both
        shares = " and ".join(f"{record[f'containment_{side}']:.0%}" for side in "ab")
        body.append(
            f'<tr><td>{pair}</td><td class="number">{int(record["words"]):,}</td><td>{shares}</td>'
            f"<td>{escape(direction)}</td>"
            f"{words_cell(escape(_with_names(record['evidence'], (doc_a, doc_b), names)))}</tr>"
        )
    heads = ("articles", "words in common", "share of each article", "who copied whom", "evidence")
    note = (
        f"{counted(within_stories, 'more pair is', 'more pairs are')} in the stories above."
        if within_stories
        else ""
    )
    return linked_table("Pairs with prose in common", heads, body, len(ordered), file="derivation", note=note)


def _with_names(evidence: Iterable[str], doc_ids: Iterable[str], names: Mapping[str, str]) -> str:
    """Return the grounds, with names in place of the articles' identifiers."""
    grounds = " ".join(evidence)
    # Longest first: one identifier can be the beginning of another.
    for doc_id in sorted(doc_ids, key=len, reverse=True):
        grounds = grounds.replace(doc_id, names.get(doc_id, doc_id))
    return grounds


def group_table(groups: pd.DataFrame, names: Mapping[str, str]) -> Html:
    """Return the groups of articles with one stretch of prose in common, and their likely origin.

    Groups of most articles stand first. A group of two is a pair of `derivation_table`, which says more of it, and one
    whose articles all stand in a group above is a part of it; a note counts them.

    Args:
        groups: From `group_by_source`.
        names: The name of each article.
    """
    large = groups.loc[_is_own_group(groups)]
    body = []
    for record in large.head(_MAX_GROUPS).to_dict("records"):
        doc_ids = [str(doc_id) for doc_id in record["doc_ids"]]
        members = listed((article_link(doc_id, names) for doc_id in doc_ids), most=_MAX_MEMBERS)
        origin = record["origin"] if isinstance(record["origin"], str) else None
        origin = names.get(origin, origin) if origin else "cannot tell"
        dated = [str(record[day]) for day in ("first_day", "last_day") if not pd.isna(record[day])]
        days = " to ".join(f"<time>{escape(day)}</time>" for day in dict.fromkeys(dated))
        body.append(
            f'<tr><td class="number">{record["group"]}</td><td>{members}</td>'
            f'<td class="number">{int(record["words"]):,}</td><td>{record["similarity"]:.2f}</td>'
            f"<td>{days or 'undated'}</td><td>{escape(origin)}</td>"
            f"{words_cell(escape(_with_names(record['evidence'], doc_ids, names)))}"
            f"{words_cell(escape(shorten(record['text'], _MAX_CHARACTERS)))}</tr>"
        )
    heads = (
        "group",
        "articles",
        "words",
        "similarity",
        "dates",
        "likely origin",
        "evidence",
        "what they share",
    )
    pairs = int((groups["articles"] == 2).sum())
    parts = len(groups) - len(large) - pairs
    notes = [
        "" if len(large) else "No passage appears in three or more articles.",
        f"{counted(pairs, 'pair is', 'pairs are')} listed above." if pairs else "",
        f"{counted(parts, 'group')} within a larger one left out." if parts else "",
    ]
    note = " ".join(filter(None, notes)) if pairs or parts else ""
    caption = "Groups of articles with a common source"
    return linked_table(caption, heads, body, len(large), file="source_groups", note=note)


def _is_own_group(groups: pd.DataFrame) -> list[bool]:
    """Return which groups have three articles or more that are not all in a group before."""
    kept: list[set[str]] = []
    is_own = []
    for articles, doc_ids in zip(groups["articles"], groups["doc_ids"], strict=True):
        members = set(doc_ids)
        is_own.append(articles > 2 and not any(members <= larger for larger in kept))
        if is_own[-1]:
            kept.append(members)
    return is_own


def quotation_table(
    quotations: pd.DataFrame,
    names: Mapping[str, str],
    overlaps: pd.DataFrame,
    reader: PairReader,
) -> Html:
    """Return the quotations that two articles share, with the words marked that only one of them has.

    Those with most words stand first; those of two versions of one article are only counted in a note, since both
    have the same quotations.

    Args:
        quotations: From `shared_quotations`.
        names: The name of each article.
        overlaps: From `collect_overlaps`, for the links.
        reader: From `read_pairs`, for the links.
    """
    versions = set(_pairs(overlaps[overlaps["kind"] == "version"]))
    independent = quotations[np.array([pair not in versions for pair in _pairs(quotations)], dtype=bool)]
    ordered = independent.sort_values(
        ["words", "doc_a", "doc_b", "start_a", "start_b"], ascending=[False, True, True, True, True]
    )
    anchor_of = _quotation_anchors(overlaps, reader)
    body = []
    for record in ordered.head(_MAX_ROWS).to_dict("records"):
        text_a, text_b = _wordings("shared quotation", record["text_a"], record["text_b"])
        speakers = [record[f"speaker_{side}"] for side in "ab"]
        speakers = [record["speaker"]] if isinstance(record["speaker"], str) else speakers
        speaker = " or ".join(dict.fromkeys(name for name in speakers if isinstance(name, str)))
        body.append(
            f"<tr><td>{link_to(escape(speaker or 'unattributed'), anchor_of(record))}</td>"
            f"{side_by_side((record['doc_a'], record['doc_b']), (text_a, text_b), names)}"
            f'<td class="number">{int(record["words"]):,}</td></tr>'
        )
    heads = ("speaker", "in both articles", "words in both")
    note = _ONLY_MARKED if body else ""
    left_out = len(quotations) - len(independent)
    note += f" {left_out:,} more appear in two versions of one article." if left_out else ""
    caption = "Quotations in two or more articles"
    return linked_table(caption, heads, body, len(independent), file="shared_quotations", note=note.strip())


def _quotation_anchors(
    overlaps: pd.DataFrame, reader: PairReader
) -> Callable[[Mapping[Any, Any]], str | None]:
    """Return a function that gives the anchor of a quotation in the reader, None where the reader lacks it."""
    spans: dict[tuple[str, str], list[tuple[Span, int]]] = defaultdict(list)
    for record in overlaps[overlaps["kind"] == "shared quotation"].to_dict("records"):
        if record["number"] in reader.numbers:
            span = record["start_a"], record["end_a"]
            spans[record["doc_a"], record["doc_b"]].append((span, record["number"]))

    def anchor_of(quotation: Mapping[Any, Any]) -> str | None:
        span = quotation["start_a"], quotation["end_a"]
        of_pair = spans.get((quotation["doc_a"], quotation["doc_b"]), [])
        number = next((number for quoted, number in of_pair if spans_overlap(span, quoted)), None)
        return anchors.overlap_anchor(number, "a") if number is not None else None

    return anchor_of
