"""Measure precision and recall of the classes of passages against labels made by reading.

    python tests/bench/overlap_classes_bench.py --text FOLDER

`FOLDER` holds the labelled articles (PolNeAR's training and development texts, one file each; without the latter
some short passages are left out). The labels are places of passages in two articles and the class a reader gave
them; an article's outlet is the part of its file name before the first underscore. Those of
`tests/gold/overlap_classes.csv` were made by reading all passages that `find_passages` finds in the training texts;
those of `tests/gold/overlap_classes_short.csv` by reading what it finds with lower thresholds, from eight words on. The
rules were chosen on the first file and on the second's part "tuning": read those figures as a fit. Its part "held out"
was labelled after the rules were fixed.
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
SHORT = GOLD.with_name("overlap_classes_short.csv")


def label(passages: pd.DataFrame, gold: pd.DataFrame) -> list[str | None]:
    """Return the gold class of each passage: that of the labelled one that overlaps it most on both sides."""
    by_pair = {pair: rows.to_dict("records") for pair, rows in gold.groupby(["doc_a", "doc_b"])}
    labels = []
    for row in passages.to_dict("records"):
        best: tuple[int, str | None] = (0, None)
        for labelled in by_pair.get((row["doc_a"], row["doc_b"]), []):
            shared = [
                min(row[f"end_{side}"], labelled[f"end_{side}"])
                - max(row[f"start_{side}"], labelled[f"start_{side}"])
                for side in "ab"
            ]
            if min(shared) > best[0]:
                best = min(shared), labelled["kind"]
        labels.append(best[1])
    return labels


def read_short(corpus: Corpus) -> pd.DataFrame:
    """Return the labelled short passages as `find_passages` would give them, with their `gold` class and `part`."""
    gold = pd.read_csv(SHORT).rename(columns={"kind": "gold"})
    held = {article.doc_id for article in corpus}
    gold = gold[gold["doc_a"].isin(held) & gold["doc_b"].isin(held)].reset_index(drop=True)
    for side in "ab":
        places = zip(gold[f"doc_{side}"], gold[f"start_{side}"], gold[f"end_{side}"], strict=True)
        gold[f"text_{side}"] = [corpus[doc_id].text[start:end] for doc_id, start, end in places]
    return gold


def report(title: str, known: pd.DataFrame, errors: bool) -> None:
    """Print precision and recall by class of passages with `gold` and `kind`."""
    # The labels are older than the class "template": what it takes was labelled a formula.
    known = known.assign(kind=known["kind"].replace("template", "formula"))
    pairs = Counter(zip(known["gold"], known["kind"], strict=True))
    print(f"{title}: {len(known)} passages labelled")
    for kind in sorted({*known["gold"], *known["kind"]}):
        right = pairs[kind, kind]
        said = sum(count for (_, given_kind), count in pairs.items() if given_kind == kind)
        true = sum(count for (gold_kind, _), count in pairs.items() if gold_kind == kind)
        print(f"  {kind:17} precision {right}/{said}  recall {right}/{true}")
    if errors:
        for row in known[known["gold"] != known["kind"]].itertuples():
            print(row.gold, "taken for", row.kind, row.doc_a, row.start_a, row.doc_b, row.start_b)


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
    report("as found", found[found["gold"].notna()], given.errors)
    short = read_short(corpus)
    # Together with the passages as found, since versions are recognised by all passages of a pair.
    passages = pd.concat([found.drop(columns=["kind", "quoted", "gold"]), short], ignore_index=True)
    both = classify_passages(corpus, passages).assign(gold=passages["gold"], part=passages["part"])
    for part, rows in both[both["gold"].notna()].groupby("part"):
        report(f"short, {part}", rows, given.errors)


if __name__ == "__main__":
    main()
