"""What did two articles share, in their own words? Tables of overlap whose rows lead into the reader of pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from analysis.overlap import compare_wordings
from analysis.text import Span, counted, listed, shorten
from analysis.views import _anchors as anchors
from analysis.views._articles import article_label
from analysis.views._overlap_styles import DRAWN, named
from analysis.views.readers._pairs import PairReader
from analysis.views.tables._table import Html

_ROWS = 50  # of a table
_GROUPS = 30  # of articles that their table lists
_LONGEST = 600  # code points of a text that a cell shows; the reader has the whole
_LONGEST_VERSION = 240  # of a whole article in another state the beginning tells which one it is
_MEMBERS = 20  # articles of a group that a row names
_OF_A_CLASS = 10  # passages of each class that are shown before more of another
_NO_WORDING = frozenset({"paraphrase", "described differently"})  # every word of theirs differs


def mark_changes(text: str, spans: Iterable[Span]) -> str:
    """Return a text escaped, with the words marked that the other wording has not."""
    pieces, at = [], 0
    for start, end in spans:
        pieces.append(f'{escape(text[at:start])}<mark class="only">{escape(text[start:end])}</mark>')
        at = end
    return "".join([*pieces, escape(text[at:])])


def _wordings(kind: str, text_a: str, text_b: str) -> tuple[str, str]:
    """Return both texts as cells show them, with what differs marked where the rest is the same."""
    most = _LONGEST_VERSION if kind == "version" else _LONGEST
    a, b = shorten(text_a, most), shorten(text_b, most)
    only: tuple[list[Span], list[Span]] = ([], [])
    # Of a text that is cut off, the end would differ without reason.
    if kind not in _NO_WORDING and max(len(text_a), len(text_b)) <= most:
        only = compare_wordings(a, b)
    return mark_changes(a, only[0]), mark_changes(b, only[1])


def linked_table(
    caption: str, heads: Sequence[str], rows: Sequence[str], total: int, *, file: str, note: str = ""
) -> Html:
    """Return a table of rows made elsewhere; where some are left out, the caption leads to the file with all."""
    all_rows = f'<a href="data/{file}.csv">data/{file}.csv</a> has all.'
    more = [f"The first {len(rows):,} of {total:,} rows; {all_rows}"] if len(rows) < total else []
    more += [escape(note)] if note else []
    said = f' <span class="note">{" ".join(more)}</span>' if more else ""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(rows) or f'<tr><td colspan="{len(heads)}">none</td></tr>'
    html = (
        f'<div class="table" role="region" tabindex="0" aria-label="{escape(caption)}" '
        f'data-file="data/{file}.csv"><table><caption>{escape(caption)}{said}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
    return Html(html, f"{caption}: {total} rows")


def _words(html: str) -> str:
    """Return a cell of words that need some room."""
    return f'<td class="words">{html}</td>'


def beside(doc_ids: Iterable[object], texts: Iterable[str], names: Mapping[str, str]) -> str:
    """Return a cell of two articles' own words beside each other, each below the article's name, which leads to it.

    Where there is no room beside, the one stands below the other.
    """
    sides = []
    for doc_id, html in zip(map(str, doc_ids), texts, strict=True):
        title = f' title="{escape(doc_id)}"' if names.get(doc_id, doc_id) != doc_id else ""
        link = link_to(article_label(doc_id, names), anchors.article_anchor(doc_id))
        sides.append(f'<div><p class="whose"{title}>{link}</p>{html}</div>')
    return f'<td class="beside"><div>{"".join(sides)}</div></td>'


def link_to(html: str, anchor: str | None) -> str:
    """Return a link to an id of this page; where the page does not have it, its maker leaves the words alone."""
    return f'<a href="{escape(anchors.link_within(anchor))}">{html}</a>' if anchor else html


def passage_table(overlaps: pd.DataFrame, names: Mapping[str, str], reader: PairReader) -> Html:
    """Return the passages that two articles share, what each has changed, and a link to where they stand.

    Those of the most telling class stand first, and of each class those with most words.

    Args:
        overlaps: From `collect_overlaps`; phrases and descriptions are passed over.
        names: What each article is called.
        reader: From `read_pairs`, for the links.
    """
    found = overlaps[overlaps["kind"].isin(list(DRAWN))]
    # What two versions of one article quote, both quote: it says nothing.
    versions = set(_pairs(found[found["kind"] == "version"]))
    trivial = [
        kind == "shared quotation" and pair in versions
        for kind, pair in zip(found["kind"], _pairs(found), strict=True)
    ]
    told = found[~np.array(trivial, dtype=bool)]
    ranks = {kind: place for place, kind in enumerate(DRAWN)}
    ordered = told.assign(rank=told["kind"].map(ranks)).sort_values(
        ["rank", "words", "number"], ascending=[True, False, True]
    )
    # Some of every class before more of any.
    later = np.array(ordered.groupby("rank").cumcount() >= _OF_A_CLASS, dtype=bool)
    shown = pd.concat([ordered[~later], ordered[later]]).head(_ROWS)
    shown = shown.sort_values(["rank", "words", "number"], ascending=[True, False, True])
    body = [_passage(record, names, reader) for record in shown.to_dict("records")]
    heads = ("no.", "what it is", "words", "in both articles")
    note = "Words that the other article has not are marked." if body else ""
    left = sum(trivial)
    note += f" {left:,} more are quoted in two versions of one article." if left else ""
    return linked_table(
        "Passages in two articles", heads, body, len(told), file="overlaps", note=note.strip()
    )


def _pairs(found: pd.DataFrame) -> Iterable[tuple[str, str]]:
    return zip(found["doc_a"], found["doc_b"], strict=True)


def _passage(record: Mapping[Any, Any], names: Mapping[str, str], reader: PairReader) -> str:
    number, kind = int(record["number"]), str(record["kind"])
    address = f"passage-{number}-a" if number in reader.numbers else None
    text_a, text_b = _wordings(kind, record["text_a"], record["text_b"])
    what = escape(named(kind, str(record["about"])))
    return (
        f'<tr id="{anchors.passage_anchor(number)}"><td>{link_to(str(number), address)}</td><td>{what}</td>'
        f'<td class="number">{int(record["words"]):,}</td>'
        f"{beside((record['doc_a'], record['doc_b']), (text_a, text_b), names)}</tr>"
    )


def derivation_table(derivation: pd.DataFrame, names: Mapping[str, str], reader: PairReader) -> Html:
    """Return who took from whom, pair by pair, with the grounds and a link to both articles; most words first.

    Args:
        derivation: From `infer_derivation`.
        names: What each article is called.
        reader: From `read_pairs`, for the links.
    """
    ordered = derivation.sort_values(["words", "doc_a", "doc_b"], ascending=[False, True, True])
    body = []
    for record in ordered.head(_ROWS).to_dict("records"):
        doc_a, doc_b = str(record["doc_a"]), str(record["doc_b"])
        a, b = names.get(doc_a, doc_a), names.get(doc_b, doc_b)
        told = {"a from b": f"{a} from {b}", "b from a": f"{b} from {a}"}
        both = " and ".join(article_label(doc_id, names) for doc_id in (doc_a, doc_b))
        pair = link_to(both, reader.pairs.get((doc_a, doc_b)))
        shares = " and ".join(f"{record[f'containment_{side}']:.0%}" for side in "ab")
        body.append(
            f'<tr><td>{pair}</td><td class="number">{int(record["words"]):,}</td><td>{shares}</td>'
            f"<td>{escape(told.get(record['direction'], str(record['direction'])))}</td>"
            f"{_words(escape(_named(record['evidence'], (doc_a, doc_b), names)))}</tr>"
        )
    heads = ("articles", "words in common", "share of each article", "who took from whom", "because")
    return linked_table("Pairs with prose in common", heads, body, len(ordered), file="derivation")


def _named(evidence: Iterable[str], doc_ids: Iterable[str], names: Mapping[str, str]) -> str:
    """Return the grounds with the articles' names as the page has them."""
    said = " ".join(evidence)
    # The longest first: one identifier can be the beginning of another.
    for doc_id in sorted(doc_ids, key=len, reverse=True):
        said = said.replace(doc_id, names.get(doc_id, doc_id))
    return said


def group_table(groups: pd.DataFrame, names: Mapping[str, str]) -> Html:
    """Return the groups of articles with one stretch of prose in common, and what they probably go back to.

    Those of most articles stand first. A group of two is a pair of `derivation_table`, which tells more of it; a note
    counts them.

    Args:
        groups: From `group_by_source`.
        names: What each article is called.
    """
    large = groups[groups["articles"] > 2]
    body = []
    for record in large.head(_GROUPS).to_dict("records"):
        doc_ids = [str(doc_id) for doc_id in record["doc_ids"]]
        members = listed((article_label(doc_id, names) for doc_id in doc_ids), most=_MEMBERS)
        origin = record["origin"] if isinstance(record["origin"], str) else None
        told = names.get(origin, origin) if origin else "cannot tell"
        dated = [str(record[day]) for day in ("first_day", "last_day") if not pd.isna(record[day])]
        days = " to ".join(f"<time>{escape(day)}</time>" for day in dict.fromkeys(dated))
        body.append(
            f'<tr><td class="number">{record["group"]}</td><td>{members}</td>'
            f'<td class="number">{int(record["words"]):,}</td><td>{record["similarity"]:.2f}</td>'
            f"<td>{days or 'undated'}</td><td>{escape(told)}</td>"
            f"{_words(escape(_named(record['evidence'], doc_ids, names)))}"
            f"{_words(escape(shorten(record['text'], _LONGEST)))}</tr>"
        )
    heads = ("group", "articles", "words", "likeness", "days", "likely origin", "because", "what they share")
    two = len(groups) - len(large)
    none = "" if len(large) else "No stretch of prose stands in three articles or more. "
    note = f"{none}{counted(two, 'pair is', 'pairs are')} listed above." if two else ""
    caption = "Groups of articles with one source in common"
    return linked_table(caption, heads, body, len(large), file="source_groups", note=note)


def quotation_table(
    quotations: pd.DataFrame,
    names: Mapping[str, str],
    overlaps: pd.DataFrame,
    reader: PairReader,
) -> Html:
    """Return the quotations that two articles have, with the words marked that only one of them has.

    Those with most words stand first; those of two versions of one article are counted in a note, since both have
    what the one quotes.

    Args:
        quotations: From `shared_quotations`.
        names: What each article is called.
        overlaps: From `collect_overlaps`, for the links.
        reader: From `read_pairs`, for the links.
    """
    versions = set(_pairs(overlaps[overlaps["kind"] == "version"]))
    told = quotations[np.array([pair not in versions for pair in _pairs(quotations)], dtype=bool)]
    ordered = told.sort_values(
        ["words", "doc_a", "doc_b", "start_a", "start_b"], ascending=[False, True, True, True, True]
    )
    find = _finder(overlaps, reader)
    body = []
    for record in ordered.head(_ROWS).to_dict("records"):
        text_a, text_b = _wordings("shared quotation", record["text_a"], record["text_b"])
        speakers = [who for side in "ab" if isinstance(who := record[f"speaker_{side}"], str)]
        one = (
            record["speaker"] if isinstance(record["speaker"], str) else " or ".join(dict.fromkeys(speakers))
        )
        body.append(
            f"<tr><td>{link_to(escape(one or 'unattributed'), find(record))}</td>"
            f"{beside((record['doc_a'], record['doc_b']), (text_a, text_b), names)}"
            f'<td class="number">{int(record["words"]):,}</td></tr>'
        )
    heads = ("speaker", "in both articles", "words in both")
    note = "Words that the other article has not are marked." if body else ""
    left = len(quotations) - len(told)
    note += f" {left:,} more stand in two versions of one article." if left else ""
    caption = "Quotations in two or more articles"
    return linked_table(caption, heads, body, len(told), file="shared_quotations", note=note.strip())


def _finder(overlaps: pd.DataFrame, reader: PairReader) -> Callable[[Mapping[Any, Any]], str | None]:
    """Return a function that gives the address of a quotation in the reader, None where it is not there."""
    known: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
    found = overlaps[overlaps["kind"] == "shared quotation"]
    for record in found.to_dict("records"):
        if record["number"] in reader.numbers:
            span = record["start_a"], record["end_a"], record["number"]
            known.setdefault((record["doc_a"], record["doc_b"]), []).append(span)

    def find(record: Mapping[Any, Any]) -> str | None:
        here = known.get((record["doc_a"], record["doc_b"]), [])
        touching = [n for start, end, n in here if start < record["end_a"] and end > record["start_a"]]
        return f"passage-{touching[0]}-a" if touching else None

    return find
