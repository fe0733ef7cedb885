"""Measure how many contradicting numbers are found, by planting contradictions in real sentences.

    python tests/bench/numbers_bench.py --text FOLDER

Real news hardly ever has contradictions, so they are planted: wherever two articles of `FOLDER` agree on a number, it
is replaced in the second article, both are read again, and the verdicts on it are counted. Articles more than a week
apart may both be right and are counted separately. Days are read from the file names ("outlet_2016-03-05_title")
where the folder's table lacks them. Numbers that differ in the unchanged corpus are printed with both sentences, to
be judged by reading.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from analysis.annotation import AnnotatedCorpus, annotate
from analysis.corpus import Article, Corpus, load_corpus
from analysis.language import ENGLISH
from analysis.overlap import align_counts, compare_numbers

_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_NEAR = 7  # days
_OTHER_WORDS = ("nineteen", "seventeen")


def load(folder: Path) -> Corpus:
    """Return the articles of a folder, each with the day of its table or of its name."""
    loaded = load_corpus(folder)
    return Corpus(tuple(map(_dated, loaded)), loaded.rejected, loaded.warnings)


def _dated(article: Article) -> Article:
    day = _DAY.search(article.doc_id)
    return replace(article, published=article.published or (date.fromisoformat(day[0]) if day else None))


def compare(annotated: AnnotatedCorpus) -> pd.DataFrame:
    """Return the numbers that two articles of a corpus give for the same thing."""
    return compare_numbers(annotated, align_counts(annotated))


def replace_number(words: str) -> str | None:
    """Return words with their number replaced by another; None where there is no number of one word.

    >>> replace_number("some 6,000 residents"), replace_number("Three delegates")
    ('some 8,000 residents', 'nineteen delegates')
    """
    digits = re.search(r"\d", words)
    if digits is not None:
        digit = str((int(digits[0]) + 1) % 8 + 1)
        return words[: digits.start()] + digit + words[digits.end() :]
    number_words = ENGLISH.numbers.number_words
    spelled = next((word for word in re.findall(r"[\w-]+", words) if word.lower() in number_words), None)
    if spelled is None:
        return None
    replacement = next(word for word in _OTHER_WORDS if word != spelled.lower())
    return words.replace(spelled, replacement, 1)


def plant(corpus: Corpus, agreed: pd.DataFrame) -> Iterator[tuple[str, bool]]:
    """Yield the verdict on each number after replacing it in the second article, and whether both are near in time."""
    for row in agreed.to_dict("records"):
        article_a, article_b = corpus[row["doc_a"]], corpus[row["doc_b"]]
        replacement = replace_number(row["text_b"])
        if replacement is None:
            continue
        changed = article_b.text[: row["start_b"]] + replacement + article_b.text[row["end_b"] :]
        with TemporaryDirectory() as folder:
            for article, text in ((article_a, article_a.text), (article_b, changed)):
                (Path(folder) / f"{article.doc_id}.txt").write_text(text, encoding="utf-8")
            loaded = load_corpus(Path(folder))
            days = {article_a.doc_id: article_a.published, article_b.doc_id: article_b.published}
            articles = tuple(replace(article, published=days[article.doc_id]) for article in loaded)
            numbers = compare(annotate(Corpus(articles, loaded.rejected, loaded.warnings)))
        here = numbers[(numbers["start_a"] == row["start_a"]) | (numbers["start_b"] == row["start_b"])]
        verdicts = Counter(here["verdict"])
        near = None not in days.values() and abs((article_a.published - article_b.published).days) <= _NEAR
        yield (
            next(
                (verdict for verdict in ("differ", "cannot tell", "agree") if verdicts[verdict]), "not found"
            ),
            near,
        )


def main() -> None:
    """Print the verdicts on planted contradictions, and the contradictions that the corpus has."""
    parser = argparse.ArgumentParser(description="Score the comparison of numbers.")
    parser.add_argument("--text", type=Path, required=True, help="folder of articles")
    corpus = load(parser.parse_args().text)
    numbers = compare(annotate(corpus))
    print(f"{len(corpus)} articles: {dict(Counter(numbers['verdict']))}")
    for row in numbers[numbers["verdict"] == "differ"].to_dict("records"):
        for side in "ab":
            text, start, end = corpus[row[f"doc_{side}"]].text, row[f"start_{side}"], row[f"end_{side}"]
            around = text[max(start - 120, 0) : start], text[start:end], text[end : end + 80]
            print(f"  {row[f'doc_{side}']}: {' '.join('{}[{}]{}'.format(*around).split())}")
    verdicts = Counter(plant(corpus, numbers[numbers["verdict"] == "agree"]))
    for near, label in (
        (True, f"articles at most {_NEAR} days apart"),
        (False, "articles further apart, or undated"),
    ):
        counts = {verdict: count for (verdict, is_near), count in sorted(verdicts.items()) if is_near == near}
        print(f"planted, {label}: {counts}")


if __name__ == "__main__":
    main()
