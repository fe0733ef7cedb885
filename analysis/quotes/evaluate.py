"""How good are the attributions, measured? `python -m analysis.quotes.evaluate [--polnear PATH]`.

Without a path the finders are scored on this project's own gold of the articles that ship; with the folder of a
copy of PolNeAR (that has `dev/text` and `dev/attributions`), on that part of it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from analysis.annotation import AnnotatedCorpus, annotate
from analysis.corpus import load_corpus
from analysis.errors import DatelineError
from analysis.quotes._attribution import Attribution
from analysis.quotes._evaluate import measure_reliability, score_quotes
from analysis.quotes._find import choose_finder, read_article
from analysis.quotes._gold import GoldArticle, gold_corpus, read_gold_lines, read_polnear

ROOT = Path(__file__).resolve().parent.parent.parent
FINDERS = ("default", "rules")


def find_all(annotated: AnnotatedCorpus, model: str) -> dict[str, list[Attribution]]:
    """Return the attributions of each article by `doc_id`, as `find_quotes` reports them."""
    finder = choose_finder(model)
    return {article.doc_id: read_article(article, doc, finder) for article, doc in annotated}


def load_gold(polnear: Path | None, part: str) -> dict[str, GoldArticle]:
    """Return the gold of a part of PolNeAR, or without a path that of the articles that ship.

    Raises:
        DatelineError: The gold is not where it should be.
    """
    if polnear is not None:
        return read_polnear(polnear / part)
    lines = ROOT / "tests" / "gold" / "seeds_quotes.jsonl"
    if not lines.is_file():
        raise DatelineError(f"There is no gold in {lines.parent}. Run this from a checkout of the project.")
    return read_gold_lines(lines, load_corpus(ROOT / "seeds"))


def report(
    gold: Mapping[str, GoldArticle], predicted: Mapping[str, Sequence[Attribution]]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the scores and the reliability, in per cent and rounded for reading."""
    scores, reliability = score_quotes(gold, predicted), measure_reliability(gold, predicted)
    shares = ["precision", "recall", "f1"]
    scores[shares] = (100 * scores[shares].astype(float)).round(1)
    return scores, reliability.round(3)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print scores and reliability of each finder; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m analysis.quotes.evaluate", description=__doc__)
    parser.add_argument("--polnear", type=Path, help="folder of PolNeAR; without it, the seeds' own gold")
    parser.add_argument("--part", default="dev", help="its part to score on (default: %(default)s)")
    parser.add_argument("--finder", action="append", choices=FINDERS, help="finder to score (default: both)")
    given = parser.parse_args(arguments)
    try:
        gold = load_gold(given.polnear, given.part)
        with tempfile.TemporaryDirectory() as cache:
            annotated = annotate(gold_corpus(gold), cache=cache)
            for model in given.finder or FINDERS:
                scores, reliability = report(gold, find_all(annotated, model))
                for name, table in (("scores, %", scores), ("reliability", reliability)):
                    sys.stdout.write(f"\n{model}: {name}\n{table.to_string(index=False, na_rep='')}\n")
    except DatelineError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
