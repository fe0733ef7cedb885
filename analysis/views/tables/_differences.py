"""Where do articles say different things of the same? Tables with each article's own words."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from analysis.corpus import Corpus
from analysis.text import Span, contains, counted, excerpt, listed
from analysis.views import _anchors as anchors
from analysis.views._articles import article_label
from analysis.views.tables._overlap import beside, link_to, linked_table
from analysis.views.tables._table import Html

_THINGS = 60  # that articles describe, in their table
_ROWS = 30  # of the other tables
_WORDINGS = 12  # of one thing that a row lists
_AROUND = 300  # code points of a sentence on either side of a number
_NEAR = 80  # and of the prose on either side of a name
_TELLERS = 4  # articles that a wording names


def description_table(descriptions: pd.DataFrame, caption: str, names: Mapping[str, str]) -> Html:
    """Return how the articles describe each thing, in their own words, each with a link to where it stands.

    What articles say in the same words stands once, before their names; a wording leads to its first place, a name
    to the place in that article. Wordings that agree stand together.

    Args:
        descriptions: From `compare_descriptions`.
        caption: What the table shows.
        names: What each article is called.
    """
    things = list(descriptions.groupby(["kind", "name", "aspect"], sort=False))
    body = []
    for (_, name, aspect), found in things[:_THINGS]:
        said = "".join(f"<li>{wording}</li>" for wording in _wordings_of(found, names))
        verdict = escape(str(found["verdict"].iloc[0]))
        body.append(
            f'<tr><td class="thing">{escape(str(name))}</td><td>{escape(str(aspect))}</td>'
            f'<td>{verdict}</td><td class="words"><ul class="said">{said}</ul></td></tr>'
        )
    heads = ("of", "what", "the articles", "in each article’s words")
    return linked_table(caption, heads, body, len(things), file="descriptions")


def _wordings_of(found: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    """Return each wording of one thing once, escaped, with the articles that have it, those that agree together."""
    told: dict[tuple[int, str], dict[str, Mapping[Any, Any]]] = {}
    for record in found.to_dict("records"):
        key = int(record["variant"]), " ".join(str(record["description"]).split()).casefold()
        told.setdefault(key, {}).setdefault(str(record["doc_id"]), record)
    wordings = []
    for _, tellers in sorted(told.items(), key=lambda item: item[0][0])[:_WORDINGS]:
        records = list(tellers.values())
        who = (link_to(article_label(doc_id, names), _place_of(record)) for doc_id, record in tellers.items())
        words = link_to(escape(str(records[0]["description"])), _place_of(records[0]))
        wordings.append(f'{words} <span class="who">{listed(who, most=_TELLERS)}</span>')
    if len(told) > _WORDINGS:
        wordings.append(f"and {counted(len(told) - _WORDINGS, 'more wording')}")
    return wordings


def _place_of(record: Mapping[Any, Any]) -> str:
    return anchors.place_anchor(str(record["doc_id"]), int(record["start"]), int(record["end"]))


def number_table(numbers: pd.DataFrame, counts: pd.DataFrame, names: Mapping[str, str]) -> Html:
    """Return the different numbers that two articles give for the same thing, each marked in its sentence.

    Those that differ stand first; those on which they agree are counted in a note.

    Args:
        numbers: From `compare_numbers`.
        counts: From `align_counts`, for the sentences.
        names: What each article is called.
    """
    sentences = {side: _sentences(counts, side) for side in "ab"}
    other = numbers[numbers["verdict"].isin(["differ", "cannot tell"])]
    rank = other["verdict"] != "differ"
    ordered = other.assign(rank=rank).sort_values(["rank", "doc_a", "doc_b", "start_a", "start_b"])
    body = []
    for record in ordered.head(_ROWS).to_dict("records"):
        texts = [_in_its_sentence(record, side, sentences[side]) for side in "ab"]
        both = beside((record["doc_a"], record["doc_b"]), texts, names)
        body.append(
            f"<tr><td>{escape(str(record['counted']))}</td><td>{escape(str(record['verdict']))}</td>{both}</tr>"
        )
    heads = ("what is counted", "the articles", "in both articles")
    agreed = int((numbers["verdict"] == "agree").sum())
    note = f"On {counted(agreed, 'number')} two articles agree." if agreed else ""
    caption = "Different numbers for the same thing"
    return linked_table(caption, heads, body, len(other), file="numbers", note=note)


def spelling_table(spellings: pd.DataFrame, corpus: Corpus, names: Mapping[str, str]) -> Html:
    """Return the names that two articles spell differently in prose that they share, each marked among its words.

    Args:
        spellings: From `compare_spellings`.
        corpus: The articles.
        names: What each article is called.
    """
    body = []
    for record in spellings.head(_ROWS).to_dict("records"):
        doc_ids = [str(record[f"doc_{side}"]) for side in "ab"]
        spans = [(int(record[f"start_{side}"]), int(record[f"end_{side}"])) for side in "ab"]
        texts = [
            _mark_excerpt(corpus[doc_id].text, span, _NEAR)
            for doc_id, span in zip(doc_ids, spans, strict=True)
        ]
        body.append(f"<tr>{beside(doc_ids, texts, names)}</tr>")
    caption = "Names spelled differently in prose that two articles share"
    return linked_table(caption, ("in both articles",), body, len(spellings), file="spellings")


def _mark_excerpt(text: str, span: Span, around: int) -> str:
    """Return the words of a span marked, between so much of the text around it, escaped."""
    before, words, after = map(escape, excerpt(text, span, around=around))
    return f'{before}<mark class="only">{words}</mark>{after}'


def _in_its_sentence(
    record: Mapping[Any, Any], side: str, sentences: Mapping[tuple[str, str], list[tuple[int, str]]]
) -> str:
    """Return a sentence escaped, with the number marked; the number's words alone where the sentence is not known."""
    span = start, end = int(record[f"start_{side}"]), int(record[f"end_{side}"])
    known = sentences.get((str(record["doc_a"]), str(record["doc_b"])), [])
    around = ((at, text) for at, text in known if contains((at, at + len(text)), span))
    at, text = next(around, (start, str(record[f"text_{side}"])))
    return _mark_excerpt(text, (start - at, end - at), _AROUND)


def _sentences(counts: pd.DataFrame, side: str) -> dict[tuple[str, str], list[tuple[int, str]]]:
    """Return the sentences of one side by pair of articles, each with where it begins."""
    found: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for record in counts.to_dict("records"):
        pair = str(record["doc_a"]), str(record["doc_b"])
        found.setdefault(pair, []).append((int(record[f"start_{side}"]), str(record[f"text_{side}"])))
    return found
