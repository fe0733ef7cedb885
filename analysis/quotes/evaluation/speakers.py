"""How often is the speaker behind a pronoun or a description right? Measured on labelled quotations of PolNeAR."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from scipy.stats import binomtest

from analysis.annotation import annotate
from analysis.corpus import Article, Corpus, load_corpus
from analysis.entities import (
    ArticleEntities,
    Resolution,
    SourcedAttribution,
    could_be_short_for,
    same_person,
)
from analysis.errors import DatelineError
from analysis.language import ENGLISH
from analysis.schema import TABLES, returns
from analysis.text import Span, meet

Label = Mapping[str, Any]


def read_labels(path: Path) -> list[dict[str, Any]]:
    """Return the labels of a file, one a line.

    A label has `doc` (the article's file name without its ending), `spans` (the source's offsets in it), `part`, and
    the right `speaker` (a name) or `antecedent` (the offsets of a mention that describes the speaker), or neither.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


@returns(TABLES["speakers_judged"])
def evaluate_speakers(
    polnear: Path,
    labels: Path,
    *,
    attributions: Mapping[str, Sequence[SourcedAttribution]] | None = None,
    cache: Path | None = None,
) -> pd.DataFrame:
    """Return, for each labelled quotation, who speaks by the label and by the resolution.

    Args:
        polnear: The folder of the corpus, which holds `train/text`.
        labels: The labels, one JSON object a line.
        attributions: The attributions of the articles, by `doc_id`, which tell whose "I" a quotation holds; a
            source is resolved among those of its article, alone where there are none.
        cache: Where annotations are kept; the user's cache folder by default.

    Raises:
        DatelineError: a labelled article is not in the folder.
    """
    rows: list[tuple[object, ...]] = []
    wanted = read_labels(labels)
    articles: list[Article] = []
    for doc in sorted({label["doc"] for label in wanted}):
        file = polnear / "train" / "text" / f"{doc}.txt"
        if not file.is_file():
            raise DatelineError(f"{file} is missing: give the folder of PolNeAR that holds train/text.")
        articles.extend(load_corpus(file).articles)
    corpus = Corpus(tuple(articles), TABLES["rejected"].frame([]), TABLES["warnings"].frame([]))
    by_doc: dict[str, list[dict[str, Any]]] = {}
    for label in wanted:
        by_doc.setdefault(label["doc"], []).append(label)
    for article, parsed in annotate(corpus, cache=cache):
        entities = ArticleEntities(article, parsed)
        known = (attributions or {}).get(article.doc_id, ())
        found = {
            tuple(a.source_spans): r for a, r in zip(known, entities.resolve_sources(known), strict=True)
        }
        rows.extend(_judged(entities, label, found) for label in by_doc[article.doc_id])
    return TABLES["speakers_judged"].frame(rows)


@returns(TABLES["speakers_right"])
def summarise(judged: pd.DataFrame) -> pd.DataFrame:
    """Return how many speakers are right, by part and kind of source, "all" for all kinds.

    The interval of 95 % is Wilson's (1927, JASA 22(158), pages 209-212).
    """
    both = pd.concat([judged, judged.assign(source_kind="all")])
    grouped = both.groupby(["part", "source_kind"])["right"]
    table = grouped.agg(quotations="size", right="sum", share="mean").reset_index()
    counts = zip(table["right"], table["quotations"], strict=True)
    bounds = [binomtest(int(right), int(of)).proportion_ci(method="wilson") for right, of in counts]
    table["low"] = [interval.low for interval in bounds]
    table["high"] = [interval.high for interval in bounds]
    return TABLES["speakers_right"].frame(table.round({"share": 3, "low": 3, "high": 3}))


def _judged(
    entities: ArticleEntities, label: Label, found: Mapping[tuple[Span, ...], Resolution]
) -> tuple[object, ...]:
    spans = [(start, end) for start, end in label["spans"]]
    resolution = found.get(tuple(spans)) or entities.resolve(spans)
    words = entities.parse.text[spans[0][0] : spans[-1][1]].strip().lower()
    antecedents = [(start, end) for start, end in label.get("antecedent", [])]
    if "speaker" in label:
        expected: str | None = label["speaker"]
        right = same_speaker(label["speaker"], resolution.name)
    elif antecedents:
        expected = f"at {antecedents[0][0]}-{antecedents[0][1]}"
        right = is_mentioned_at(entities, resolution, antecedents)
    else:
        expected, right = None, resolution.name is None
    kind = (
        "pronoun" if words in ENGLISH.people.pronouns or words in ENGLISH.people.relatives else "description"
    )
    return (
        entities.parse.article.doc_id, *spans[0], label["part"], kind, expected, resolution.name,
        resolution.rule, right,
    )  # fmt: skip


def same_speaker(expected: str, actual: str | None) -> bool:
    """Tell whether a resolved name is the expected speaker's: the same name, or a usual short form of it."""
    if actual is None:
        return False
    mine, theirs = _words(expected), _words(actual)
    if " and " in expected or " and " in actual:
        return mine == theirs
    return mine == theirs or same_person(expected, actual) or mine <= theirs or _is_short(actual, expected)


def _is_short(actual: str, expected: str) -> bool:
    return _words(actual) <= _words(expected) or could_be_short_for(actual, expected) is not None


def _words(name: str) -> set[str]:
    return set(re.findall(r"[\w-]+", re.sub(r"['’]s\b", "", name.lower()))) - {"the", "a", "an"}


def is_mentioned_at(entities: ArticleEntities, resolution: Resolution, spans: Sequence[Span]) -> bool:
    """Tell whether the resolved entity is mentioned in one of the spans."""
    return meet(_places(entities, resolution), spans)


def _places(entities: ArticleEntities, resolution: Resolution) -> Iterable[Span]:
    if resolution.entity < 0:
        return [resolution.mention] if resolution.mention is not None else []
    parse = entities.parse
    return [(m.start, parse.ends[m.head]) for m in entities.mentions if m.entity == resolution.entity]
