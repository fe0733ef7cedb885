"""What did two articles share, in their own words? Tables of overlap whose rows lead into the reader of pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from analysis.charts import _anchors as anchors
from analysis.charts._articles import article_label
from analysis.charts._overlap_kinds import DRAWN
from analysis.charts._overlap_reader import PairReader
from analysis.charts._tables import Html
from analysis.overlap import compare_wordings

_LONGEST = 600  # code points of a text that a cell shows; the reader has the whole
_WORDINGS = 12  # of one thing that a row lists
_TELLERS = 4  # articles that a wording names
_NO_WORDING = frozenset({"paraphrase", "described differently"})  # every word of theirs differs


def _clip(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def mark_changes(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text escaped, with the words marked that the other wording has not."""
    pieces, at = [], 0
    for start, end in spans:
        pieces.append(f'{escape(text[at:start])}<mark class="only">{escape(text[start:end])}</mark>')
        at = end
    return "".join([*pieces, escape(text[at:])])


def _wordings(kind: str, text_a: str, text_b: str) -> tuple[str, str]:
    """Return both texts as cells show them, with what differs marked where the rest is the same."""
    a, b = _clip(text_a), _clip(text_b)
    only: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    # Of a text that is cut off, the end would differ without reason.
    if kind not in _NO_WORDING and (a, b) == (text_a, text_b):
        only = compare_wordings(a, b)
    return mark_changes(a, only[0]), mark_changes(b, only[1])


def _linked_table(
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


def _quoted(doc_id: object, names: Mapping[str, str], html: str) -> str:
    """Return a cell of an article's own words, below its name, which leads to it."""
    name = names.get(str(doc_id), str(doc_id))
    title = f' title="{escape(str(doc_id))}"' if name != doc_id else ""
    link = _link(article_label(str(doc_id), names), anchors.article_anchor(str(doc_id)))
    return f'<td class="words"><p class="whose"{title}>{link}</p>{html}</td>'


def _link(html: str, anchor: str | None) -> str:
    """Return a link to an id of this page; where the page does not have it, its maker leaves the words alone."""
    return f'<a href="{escape(anchors.link_within(anchor))}">{html}</a>' if anchor else html


def passage_table(
    overlaps: pd.DataFrame, names: Mapping[str, str], reader: PairReader, *, rows: int = 50
) -> Html:
    """Return the passages that two articles share, what each has changed, and a link to where they stand.

    Args:
        overlaps: From `gather_overlaps`; phrases and descriptions are passed over.
        names: What each article is called.
        reader: From `read_pairs`, for the links.
        rows: The most rows; those of the most telling class and with most words first.
    """
    found = overlaps[overlaps["kind"].isin(list(DRAWN))]
    rank = found["kind"].map({kind: place for place, kind in enumerate(DRAWN)})
    ordered = found.assign(rank=rank).sort_values(["rank", "words", "number"], ascending=[True, False, True])
    body = [_passage(record, names, reader) for record in ordered.head(rows).to_dict("records")]
    heads = ("no.", "what it is", "words", "in one article", "in the other")
    note = "Words that the other article has not are marked." if body else ""
    return _linked_table("Passages in two articles", heads, body, len(found), file="overlaps", note=note)


def _passage(record: Mapping[Any, Any], names: Mapping[str, str], reader: PairReader) -> str:
    number, kind = int(record["number"]), str(record["kind"])
    address = f"passage-{number}-a" if number in reader.numbers else None
    text_a, text_b = _wordings(kind, record["text_a"], record["text_b"])
    what = escape(f"{kind} of {record['about']}" if record["about"] else kind)
    return (
        f'<tr id="{anchors.passage_anchor(number)}"><td>{_link(str(number), address)}</td><td>{what}</td>'
        f'<td class="number">{int(record["words"]):,}</td>{_quoted(record["doc_a"], names, text_a)}'
        f"{_quoted(record['doc_b'], names, text_b)}</tr>"
    )


def derivation_table(
    derivation: pd.DataFrame, names: Mapping[str, str], reader: PairReader, *, rows: int = 50
) -> Html:
    """Return who took from whom, pair by pair, with the grounds and a link to both articles.

    Args:
        derivation: From `derive_copies`.
        names: What each article is called.
        reader: From `read_pairs`, for the links.
        rows: The most rows, those with most words first.
    """
    ordered = derivation.sort_values(["words", "doc_a", "doc_b"], ascending=[False, True, True])
    body = []
    for record in ordered.head(rows).to_dict("records"):
        doc_a, doc_b = str(record["doc_a"]), str(record["doc_b"])
        a, b = names.get(doc_a, doc_a), names.get(doc_b, doc_b)
        told = {"a from b": f"{a} from {b}", "b from a": f"{b} from {a}"}
        both = " and ".join(article_label(doc_id, names) for doc_id in (doc_a, doc_b))
        pair = _link(both, reader.pairs.get((doc_a, doc_b)))
        shares = " and ".join(f"{record[f'containment_{side}']:.0%}" for side in "ab")
        body.append(
            f'<tr><td>{pair}</td><td class="number">{int(record["words"]):,}</td><td>{shares}</td>'
            f"<td>{escape(told.get(record['direction'], str(record['direction'])))}</td>"
            f"{_words(escape(_named(record['evidence'], (doc_a, doc_b), names)))}</tr>"
        )
    heads = ("articles", "words of copied prose", "share of each article", "who took from whom", "because")
    return _linked_table("Pairs with copied prose in common", heads, body, len(ordered), file="derivation")


def _named(evidence: Iterable[str], doc_ids: Iterable[str], names: Mapping[str, str]) -> str:
    """Return the grounds with the articles' names as the page has them."""
    said = " ".join(evidence)
    # The longest first: one identifier can be the beginning of another.
    for doc_id in sorted(doc_ids, key=len, reverse=True):
        said = said.replace(doc_id, names.get(doc_id, doc_id))
    return said


def group_table(groups: pd.DataFrame, names: Mapping[str, str], *, rows: int = 30) -> Html:
    """Return the groups of articles with one stretch of prose in common, and what they probably go back to.

    A group of two is a pair of `derivation_table`, which tells more of it; a note counts them.

    Args:
        groups: From `group_copies`.
        names: What each article is called.
        rows: The most rows, those with most articles first.
    """
    large = groups[groups["articles"] > 2]
    body = []
    for record in large.head(rows).to_dict("records"):
        doc_ids = [str(doc_id) for doc_id in record["doc_ids"]]
        listed = ", ".join(article_label(doc_id, names) for doc_id in doc_ids[:20])
        listed += f" and {len(doc_ids) - 20} more" if len(doc_ids) > 20 else ""
        origin = record["origin"] if isinstance(record["origin"], str) else None
        told = names.get(origin, origin) if origin else "cannot tell"
        dated = [str(record[day]) for day in ("first_day", "last_day") if not pd.isna(record[day])]
        days = " to ".join(f"<time>{escape(day)}</time>" for day in dict.fromkeys(dated))
        body.append(
            f'<tr><td class="number">{record["group"]}</td><td>{listed}</td>'
            f'<td class="number">{int(record["words"]):,}</td><td>{record["similarity"]:.2f}</td>'
            f"<td>{days or 'undated'}</td><td>{escape(told)}</td>"
            f"{_words(escape(_named(record['evidence'], doc_ids, names)))}"
            f"{_words(escape(_clip(record['text'])))}</tr>"
        )
    heads = ("group", "articles", "words", "likeness", "days", "likely origin", "because", "what they share")
    two = len(groups) - len(large)
    note = (
        f"{two:,} more of two articles: {'a pair' if two == 1 else 'pairs'} of the table above."
        if two
        else ""
    )
    caption = "Groups of articles with one source in common"
    return _linked_table(caption, heads, body, len(large), file="source_groups", note=note)


def description_table(
    descriptions: pd.DataFrame, caption: str, names: Mapping[str, str], *, rows: int = 60
) -> Html:
    """Return how the articles describe each thing, in their own words, each with a link to where it stands.

    What articles say in the same words stands once, before their names; a wording leads to its first place, a name
    to the place in that article. Wordings that agree stand together.

    Args:
        descriptions: From `compare_descriptions`.
        caption: What the table shows.
        names: What each article is called.
        rows: The most things.
    """
    things = list(descriptions.groupby(["kind", "name", "aspect"], sort=False))
    body = []
    for (_, name, aspect), found in things[:rows]:
        said = "".join(f"<li>{wording}</li>" for wording in _wordings_of(found, names))
        verdict = escape(str(found["verdict"].iloc[0]))
        body.append(
            f'<tr><td class="thing">{escape(str(name))}</td><td>{escape(str(aspect))}</td>'
            f'<td>{verdict}</td><td class="words"><ul class="said">{said}</ul></td></tr>'
        )
    heads = ("of", "what", "the articles", "in each article’s words")
    return _linked_table(caption, heads, body, len(things), file="descriptions")


def _wordings_of(found: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    """Return each wording of one thing once, escaped, with the articles that have it, those that agree together."""
    told: dict[tuple[int, str], dict[str, Mapping[Any, Any]]] = {}
    for record in found.to_dict("records"):
        key = int(record["variant"]), " ".join(str(record["description"]).split()).casefold()
        told.setdefault(key, {}).setdefault(str(record["doc_id"]), record)
    listed = []
    for _, tellers in sorted(told.items(), key=lambda item: item[0][0])[:_WORDINGS]:
        records = list(tellers.values())
        who = ", ".join(
            _link(article_label(doc_id, names), _place_of(record))
            for doc_id, record in list(tellers.items())[:_TELLERS]
        )
        more = f" and {len(tellers) - _TELLERS:,} more" if len(tellers) > _TELLERS else ""
        words = _link(escape(str(records[0]["description"])), _place_of(records[0]))
        listed.append(f'{words} <span class="who">{who}{more}</span>')
    if len(told) > _WORDINGS:
        listed.append(f"and {len(told) - _WORDINGS:,} more wordings")
    return listed


def _place_of(record: Mapping[Any, Any]) -> str:
    return anchors.place_anchor(str(record["doc_id"]), int(record["start"]), int(record["end"]))


def number_table(
    numbers: pd.DataFrame, counts: pd.DataFrame, names: Mapping[str, str], *, rows: int = 30
) -> Html:
    """Return the numbers that two articles give otherwise for the same thing, each marked in its sentence.

    Those on which they agree, or that one alone gives, are counted in a note.

    Args:
        numbers: From `compare_numbers`.
        counts: From `align_counts`, for the sentences.
        names: What each article is called.
        rows: The most rows, those that differ first.
    """
    sentences = {side: _sentences(counts, side) for side in "ab"}
    other = numbers[numbers["verdict"].isin(["differ", "cannot tell"])]
    rank = other["verdict"] != "differ"
    ordered = other.assign(rank=rank).sort_values(["rank", "doc_a", "doc_b", "start_a", "start_b"])
    body = []
    for record in ordered.head(rows).to_dict("records"):
        cells = []
        for side in "ab":
            doc_id, start, end = (
                str(record[f"doc_{side}"]),
                int(record[f"start_{side}"]),
                int(record[f"end_{side}"]),
            )
            known = sentences[side].get((str(record["doc_a"]), str(record["doc_b"])), [])
            first, text = next(
                ((at, said) for at, said in known if at <= start and end <= at + len(said)),
                (start, str(record[f"text_{side}"])),
            )
            cells.append(_quoted(doc_id, names, mark_changes(text, [(start - first, end - first)])))
        body.append(
            f"<tr><td>{escape(str(record['counted']))}</td><td>{escape(str(record['verdict']))}</td>{''.join(cells)}</tr>"
        )
    heads = ("what is counted", "the articles", "in one article", "in the other")
    told = numbers["verdict"].value_counts()
    agreed, alone = int(told.get("agree", 0)), int(told.get("only one says", 0))
    note = (
        f"On {agreed:,} more they agree, {alone:,} one article gives alone (data/numbers.csv)."
        if agreed + alone
        else ""
    )
    caption = "Numbers given otherwise for the same thing"
    return _linked_table(
        caption, heads, body, len(other), file="numbers", note=note if agreed + alone else ""
    )


def _sentences(counts: pd.DataFrame, side: str) -> dict[tuple[str, str], list[tuple[int, str]]]:
    """Return the sentences of one side by pair of articles, each with where it begins."""
    found: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for record in counts.to_dict("records"):
        pair = str(record["doc_a"]), str(record["doc_b"])
        found.setdefault(pair, []).append((int(record[f"start_{side}"]), str(record[f"text_{side}"])))
    return found


def quotation_table(
    quotations: pd.DataFrame,
    names: Mapping[str, str],
    overlaps: pd.DataFrame,
    reader: PairReader,
    *,
    rows: int = 50,
) -> Html:
    """Return the quotations that two articles have, with the words marked that only one of them has.

    Args:
        quotations: From `shared_quotations`.
        names: What each article is called.
        overlaps: From `gather_overlaps`, for the links.
        reader: From `read_pairs`, for the links.
        rows: The most rows, those with most words first.
    """
    ordered = quotations.sort_values(
        ["words", "doc_a", "doc_b", "start_a", "start_b"], ascending=[False, True, True, True, True]
    )
    find = _finder(overlaps, reader)
    body = []
    for record in ordered.head(rows).to_dict("records"):
        text_a, text_b = _wordings("shared quotation", record["text_a"], record["text_b"])
        speakers = [who for side in "ab" if isinstance(who := record[f"speaker_{side}"], str)]
        one = (
            record["speaker"] if isinstance(record["speaker"], str) else " or ".join(dict.fromkeys(speakers))
        )
        body.append(
            f"<tr><td>{_link(escape(one or 'unattributed'), find(record))}</td>"
            f"{_quoted(record['doc_a'], names, text_a)}{_quoted(record['doc_b'], names, text_b)}"
            f'<td class="number">{int(record["words"]):,}</td></tr>'
        )
    heads = ("speaker", "in one article", "in the other", "words in both")
    note = "Words that the other article has not are marked." if body else ""
    caption = "Quotations in two or more articles"
    return _linked_table(caption, heads, body, len(quotations), file="shared_quotations", note=note)


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
