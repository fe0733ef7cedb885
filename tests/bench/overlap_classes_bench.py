"""How well are passages told apart by class? Precision and recall against labels made by reading.

    python tests/bench/overlap_classes_bench.py --text FOLDER

`FOLDER` holds the articles the labels are of (PolNeAR's training texts, one file each). The labels are in
`tests/gold/overlap_classes.csv`: places of passages in two articles and the class a reader gave them; an
article's outlet is what its file name has before the first underscore. They were made by reading all passages
that `find_passages` finds in these texts, and the rules were chosen on them: read the figures as a fit.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pandas as pd

from analysis.corpus import Corpus, load_corpus
from analysis.overlap import classify_passages, find_passages

GOLD = Path(__file__).parent.parent / "gold" / "overlap_classes.csv"


def label(passages: pd.DataFrame, gold: pd.DataFrame) -> list[str | None]:
    """Return the gold class of each passage: of the labelled one that meets it on both sides, most of all."""
    by_pair = {pair: rows.to_dict("records") for pair, rows in gold.groupby(["doc_a", "doc_b"])}
    labels = []
    for row in passages.to_dict("records"):
        best: tuple[int, str | None] = (0, None)
        for known in by_pair.get((row["doc_a"], row["doc_b"]), []):
            shared = [
                min(row[f"end_{side}"], known[f"end_{side}"])
                - max(row[f"start_{side}"], known[f"start_{side}"])
                for side in "ab"
            ]
            if min(shared) > best[0]:
                best = min(shared), known["kind"]
        labels.append(best[1])
    return labels


def main() -> None:
    """Print precision and recall by class."""
    parser = argparse.ArgumentParser(description="Score the classes of passages.")
    parser.add_argument("--text", type=Path, required=True, help="folder of the labelled articles")
    parser.add_argument("--errors", action="store_true", help="list the passages classed otherwise")
    given = parser.parse_args()
    loaded = load_corpus(given.text)
    articles = tuple(replace(article, outlet=article.doc_id.partition("_")[0]) for article in loaded)
    corpus = Corpus(articles, loaded.rejected, loaded.warnings)
    found = classify_passages(corpus, find_passages(corpus))
    found = found.assign(gold=label(found, pd.read_csv(GOLD)))
    known = found[found["gold"].notna()]
    pairs = Counter(zip(known["gold"], known["kind"], strict=True))
    print(f"{len(found)} passages, {len(known)} of them labelled")
    for kind in sorted({*known["gold"], *known["kind"]}):
        right = pairs[kind, kind]
        said = sum(count for (_, given_kind), count in pairs.items() if given_kind == kind)
        true = sum(count for (gold_kind, _), count in pairs.items() if gold_kind == kind)
        print(f"  {kind:17} precision {right}/{said}  recall {right}/{true}")
    if given.errors:
        for row in known[known["gold"] != known["kind"]].itertuples():
            print(row.gold, "taken for", row.kind, row.doc_a, row.start_a, row.doc_b, row.start_b)


if __name__ == "__main__":
    main()
