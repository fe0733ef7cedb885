"""Tables of what articles say differently of the same thing, in each article's own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from analysis.corpus import Corpus
from analysis.text import Span, contains, counted, excerpt, listed
from analysis.views import _anchors as anchors
from analysis.views._html import Html
from analysis.views.tables._linked import article_link, link_to, linked_table, side_by_side

_MAX_DESCRIBED = 60  # rows of the table of descriptions
_MAX_ROWS = 30  # of the other tables
_MAX_WORDINGS = 12  # that a row lists
_MAX_ARTICLES = 4  # that a wording names
_UNEQUAL = ("differ", "update", "cannot tell")  # verdicts on numbers that are shown, in order
_AROUND_NUMBER = 300  # code points of a sentence on either side of a number
_AROUND_NAME = 80  # code points of prose on either side of a name


def description_table(descriptions: pd.DataFrame, caption: str, names: Mapping[str, str]) -> Html:
    """Return how the articles describe each person, organisation or event, in their own words, linked to their places.

    A wording stands once, before the names of the articles that have it. It leads to its first place side by side,
    a name to the place on that article's page. Wordings that agree stand together.

    Args:
        descriptions: From `compare_descriptions`.
        caption: What the table shows.
        names: The name of each article.
    """
    points = list(descriptions.groupby(["kind", "name", "aspect"], sort=False))
    body = []
    for (_, name, aspect), rows in points[:_MAX_DESCRIBED]:
        wordings = "".join(f"<li>{wording}</li>" for wording in _wordings(rows, names))
        verdict = escape(str(rows["verdict"].iloc[0]))
        body.append(
            f'<tr><td class="thing">{escape(str(name))}</td><td>{escape(str(aspect))}</td>'
            f'<td>{verdict}</td><td class="words"><ul class="said">{wordings}</ul></td></tr>'
        )
    heads = ("about", "point", "the articles", "in each article’s words")
    return linked_table(caption, heads, body, len(points), file="descriptions")


def _wordings(rows: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    """Return each wording of a point once, escaped, with the articles that have it, those that agree together."""
    records: dict[tuple[int, str], dict[str, Mapping[Any, Any]]] = defaultdict(dict)
    for record in rows.to_dict("records"):
        wording = " ".join(str(record["description"]).split()).casefold()
        records[int(record["variant"]), wording].setdefault(str(record["doc_id"]), record)
    items = []
    for _, by_article in sorted(records.items(), key=lambda item: item[0][0])[:_MAX_WORDINGS]:
        first = next(iter(by_article.values()))
        articles = (
            article_link(doc_id, names, int(record["start"]), int(record["end"]))
            for doc_id, record in by_article.items()
        )
        words = link_to(escape(str(first["description"])), _anchor(first))
        items.append(f'{words} <span class="who">{listed(articles, most=_MAX_ARTICLES)}</span>')
    if len(records) > _MAX_WORDINGS:
        items.append(f"and {counted(len(records) - _MAX_WORDINGS, 'more wording')}")
    return items


def _anchor(record: Mapping[Any, Any]) -> str:
    return anchors.place_anchor(str(record["doc_id"]), int(record["start"]), int(record["end"]))


def number_table(numbers: pd.DataFrame, counts: pd.DataFrame, names: Mapping[str, str]) -> Html:
    """Return the different numbers that two articles give for the same thing, each marked in its sentence.

    Numbers that differ stand first; those on which the articles agree are only counted in a note.

    Args:
        numbers: From `compare_numbers`.
        counts: From `align_counts`, for the sentences.
        names: The name of each article.
    """
    sentences = {side: _sentences(counts, side) for side in "ab"}
    unequal = numbers[numbers["verdict"].isin(_UNEQUAL)]
    ordered = unequal.assign(rank=unequal["verdict"].map(_UNEQUAL.index)).sort_values(
        ["rank", "doc_a", "doc_b", "start_a", "start_b"]
    )
    body = []
    for record in ordered.head(_MAX_ROWS).to_dict("records"):
        texts = [_mark_in_sentence(record, side, sentences[side]) for side in "ab"]
        cell = side_by_side((record["doc_a"], record["doc_b"]), texts, names)
        body.append(
            f"<tr><td>{escape(str(record['counted']))}</td><td>{escape(_verdict(record))}</td>{cell}</tr>"
        )
    heads = ("what is counted", "the articles", "in both articles")
    agreements = int((numbers["verdict"] == "agree").sum())
    note = f"Articles agree on {counted(agreements, 'number')}." if agreements else ""
    caption = "Different numbers for the same thing"
    return linked_table(caption, heads, body, len(unequal), file="numbers", note=note)


def _verdict(record: Mapping[Any, Any]) -> str:
    """Return the verdict on two numbers, of an update with the days of both articles."""
    verdict = str(record["verdict"])
    days = [record[f"published_{side}"] for side in "ab"]
    return f"{verdict}: {' and '.join(map(str, days))}" if verdict == "update" and all(days) else verdict


def spelling_table(spellings: pd.DataFrame, corpus: Corpus, names: Mapping[str, str]) -> Html:
    """Return the names that two articles spell differently in shared prose, each marked in its context.

    Args:
        spellings: From `compare_spellings`.
        corpus: The articles.
        names: The name of each article.
    """
    body = []
    for record in spellings.head(_MAX_ROWS).to_dict("records"):
        doc_ids = [str(record[f"doc_{side}"]) for side in "ab"]
        spans = [(int(record[f"start_{side}"]), int(record[f"end_{side}"])) for side in "ab"]
        texts = [
            _mark_excerpt(corpus[doc_id].text, span, _AROUND_NAME)
            for doc_id, span in zip(doc_ids, spans, strict=True)
        ]
        body.append(f"<tr>{side_by_side(doc_ids, texts, names)}</tr>")
    caption = "Names spelled differently in prose that two articles share"
    return linked_table(caption, ("in both articles",), body, len(spellings), file="spellings")


def _mark_excerpt(text: str, span: Span, around: int) -> str:
    """Return a span marked, between `around` code points of the text on either side, escaped."""
    before, words, after = map(escape, excerpt(text, span, around=around))
    return f'{before}<mark class="only">{words}</mark>{after}'


def _mark_in_sentence(
    record: Mapping[Any, Any], side: str, sentences: Mapping[tuple[str, str], list[tuple[int, str]]]
) -> str:
    """Return a sentence escaped, with the number marked; the number alone where the sentence is missing."""
    start, end = int(record[f"start_{side}"]), int(record[f"end_{side}"])
    of_pair = sentences.get((str(record["doc_a"]), str(record["doc_b"])), [])
    holding = ((begin, text) for begin, text in of_pair if contains((begin, begin + len(text)), (start, end)))
    begin, text = next(holding, (start, str(record[f"text_{side}"])))
    return _mark_excerpt(text, (start - begin, end - begin), _AROUND_NUMBER)


def _sentences(counts: pd.DataFrame, side: str) -> dict[tuple[str, str], list[tuple[int, str]]]:
    """Return the sentences of one side by pair of articles, each with the place where it begins."""
    sentences: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for record in counts.to_dict("records"):
        pair = str(record["doc_a"]), str(record["doc_b"])
        sentences[pair].append((int(record[f"start_{side}"]), str(record[f"text_{side}"])))
    return sentences
