"""Measure the resolution of speakers behind pronouns and descriptions on labelled quotations of PolNeAR.

A public module of its own, which `analysis.quotes.evaluation` does not load: no report shows these figures
(the notes beside the gold do).
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
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
        attributions: The attributions of the articles, by `doc_id`, which decide whose "I" a quotation holds; a
            source is resolved together with those of its article, alone where there are none.
        cache: The folder of stored annotations; the user's cache folder by default.

    Raises:
        DatelineError: a labelled article is not in the folder.
    """
    rows: list[tuple[object, ...]] = []
    by_doc: dict[str, list[Label]] = defaultdict(list)
    for label in read_labels(labels):
        by_doc[label["doc"]].append(label)
    corpus = _load_articles(polnear / "train" / "text", sorted(by_doc))
    for article, doc in annotate(corpus, cache=cache):
        entities = ArticleEntities(article, doc)
        in_article = (attributions or {}).get(article.doc_id, ())
        resolutions = {
            tuple(attribution.source_spans): resolution
            for attribution, resolution in zip(in_article, entities.resolve_sources(in_article), strict=True)
        }
        rows.extend(_judged(entities, label, resolutions) for label in by_doc[article.doc_id])
    return TABLES["speakers_judged"].frame(rows)


def _load_articles(folder: Path, names: Sequence[str]) -> Corpus:
    articles: list[Article] = []
    for name in names:
        file = folder / f"{name}.txt"
        if not file.is_file():
            raise DatelineError(f"{file} is missing: give the folder of PolNeAR that holds train/text.")
        articles.extend(load_corpus(file).articles)
    return Corpus(tuple(articles), TABLES["rejected"].frame([]), TABLES["warnings"].frame([]))


@returns(TABLES["speakers_right"])
def summarise(judged: pd.DataFrame) -> pd.DataFrame:
    """Return how many speakers are right, by part and kind of source, "all" for all kinds.

    The interval of 95 % is Wilson's (1927, JASA 22(158), pages 209-212).
    """
    with_all = pd.concat([judged, judged.assign(source_kind="all")])
    grouped = with_all.groupby(["part", "source_kind"])["right"]
    table = grouped.agg(quotations="size", right="sum", share="mean").reset_index()
    counts = zip(table["right"], table["quotations"], strict=True)
    intervals = [
        binomtest(int(right), int(quotations)).proportion_ci(method="wilson") for right, quotations in counts
    ]
    table["low"] = [interval.low for interval in intervals]
    table["high"] = [interval.high for interval in intervals]
    return TABLES["speakers_right"].frame(table.round({"share": 3, "low": 3, "high": 3}))


def _judged(
    entities: ArticleEntities, label: Label, resolutions: Mapping[tuple[Span, ...], Resolution]
) -> tuple[object, ...]:
    """Return the row of a labelled quotation: who speaks by the label and by the resolution."""
    spans = [(start, end) for start, end in label["spans"]]
    resolution = resolutions.get(tuple(spans)) or entities.resolve(spans)
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
    """Return whether a resolved name is that of the expected speaker: the same name or a usual short form."""
    if actual is None:
        return False
    words_expected, words_actual = _words(expected), _words(actual)
    if " and " in expected or " and " in actual:
        return words_expected == words_actual
    contained = words_expected <= words_actual or words_actual <= words_expected
    return contained or same_person(expected, actual) or could_be_short_for(actual, expected) is not None


def _words(name: str) -> set[str]:
    return set(re.findall(r"[\w-]+", re.sub(r"['’]s\b", "", name.lower()))) - ENGLISH.words.articles


def is_mentioned_at(entities: ArticleEntities, resolution: Resolution, spans: Sequence[Span]) -> bool:
    """Return whether the resolved entity is mentioned in one of the spans."""
    return meet(_mention_spans(entities, resolution), spans)


def _mention_spans(entities: ArticleEntities, resolution: Resolution) -> Iterable[Span]:
    if resolution.entity < 0:
        return [resolution.mention] if resolution.mention is not None else []
    parse = entities.parse
    return [(m.start, parse.ends[m.head]) for m in entities.mentions if m.entity == resolution.entity]
