"""Is it found when two articles give different numbers for one thing? Contradictions planted in real sentences.

    python tests/bench/numbers_bench.py --text FOLDER

Real news hardly ever has them, so they are made: wherever two articles of `FOLDER` agree on a number, the second
article's is replaced by another one, both are read again, and it is counted what is said of that place. Articles
further apart than a week may both be right and are counted by themselves. Days are read from the files' names
("outlet_2016-03-05_title") where the folder's table does not tell them. What is said to differ in the corpus as it
stands is printed with both sentences, to be judged by reading.
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


def another(words: str) -> str | None:
    """Return a number's words with another number in them; None where there is no number of one word.

    >>> another("some 6,000 residents"), another("Three delegates")
    ('some 8,000 residents', 'nineteen delegates')
    """
    digits = re.search(r"\d", words)
    if digits is not None:
        other = str((int(digits[0]) + 1) % 8 + 1)
        return words[: digits.start()] + other + words[digits.end() :]
    known = ENGLISH.numbers.number_words
    spelled = next((word for word in re.findall(r"[\w-]+", words) if word.lower() in known), None)
    if spelled is None:
        return None
    instead = next(word for word in _OTHER_WORDS if word != spelled.lower())
    return words.replace(spelled, instead, 1)


def plant(corpus: Corpus, agreed: pd.DataFrame) -> Iterator[tuple[str, bool]]:
    """Yield what is said of each number both articles agree on once the second has another, and if both are near."""
    for row in agreed.to_dict("records"):
        one, other = corpus[row["doc_a"]], corpus[row["doc_b"]]
        instead = another(row["text_b"])
        if instead is None:
            continue
        changed = other.text[: row["start_b"]] + instead + other.text[row["end_b"] :]
        with TemporaryDirectory() as folder:
            for article, text in ((one, one.text), (other, changed)):
                (Path(folder) / f"{article.doc_id}.txt").write_text(text, encoding="utf-8")
            made = load_corpus(Path(folder))
            days = {one.doc_id: one.published, other.doc_id: other.published}
            both = tuple(replace(article, published=days[article.doc_id]) for article in made)
            found = compare(annotate(Corpus(both, made.rejected, made.warnings)))
        here = found[(found["start_a"] == row["start_a"]) | (found["start_b"] == row["start_b"])]
        said = Counter(here["verdict"])
        near = None not in days.values() and abs((one.published - other.published).days) <= _NEAR
        yield (
            next((verdict for verdict in ("differ", "cannot tell", "agree") if said[verdict]), "not found"),
            near,
        )


def main() -> None:
    """Print what is said of planted contradictions, and which ones the corpus has by itself."""
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
    told = Counter(plant(corpus, numbers[numbers["verdict"] == "agree"]))
    for near, what in (
        (True, f"articles at most {_NEAR} days apart"),
        (False, "articles further apart, or undated"),
    ):
        print(
            f"planted, {what}: { ({said: count for (said, at), count in sorted(told.items()) if at == near}) }"
        )


if __name__ == "__main__":
    main()
