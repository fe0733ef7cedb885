"""Report how accurate the finders of attributions are: `dateline evaluate`.

Without a path they are scored against what people marked in the articles that ship; with the folder of PolNeAR
(which has `dev/text` and `dev/attributions`), on a part of it. A folder of relations (`text` and `gold.json`, such as
GUM's) adds other news to the same page. The speed differs from run to run, so it is printed and is on no page.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pandas as pd

from analysis._inputs import SHIPPED, find_input
from analysis.errors import DatelineError
from analysis.parameters import check_parameters
from analysis.reports._progress import PlainLines
from analysis.reports.provenance import _project as project
from analysis.text import counted

if TYPE_CHECKING:
    from analysis.quotes import Attribution
    from analysis.quotes.evaluation import GoldArticle

NOTEBOOK = "quote_evaluation"

Result = TypeVar("Result")


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the evaluation report, print scores and speed; return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        corpus, gold, name = _choose_gold(options)
        if options.record:
            _record(gold, name, options.relations)
        output = Path(options.output) if options.output else project.default_output() / "evaluation"
        _render(corpus, gold, options.relations, output, name=name, cache=options.cache)
        _print_scores(output)
        if options.speed:
            _print_speed(corpus, gold, options.cache)
    except DatelineError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(os.path.relpath(output / f"{NOTEBOOK}.html"))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=project.program("evaluate"), description=__doc__)
    add = parser.add_argument
    add(
        "--polnear",
        type=Path,
        metavar="PATH",
        help="folder of PolNeAR (default: what people marked in the four articles that ship)",
    )
    add(
        "--relations",
        type=Path,
        metavar="PATH",
        help="folder of attributions as relations, such as GUM's; adds other news to the page",
    )
    add("--part", default="dev", help="part of PolNeAR to score on (default: %(default)s)")
    add(
        "--corpus",
        type=Path,
        metavar="PATH",
        help="your own articles, which --gold is about (default: the four that ship)",
    )
    add(
        "--gold",
        type=Path,
        metavar="FILE",
        help="what people marked in them, in the format of analysis/quotes/evaluation/README.md",
    )
    add("--output", metavar="DIR", help="folder for the report (default: reports/evaluation)")
    add("--cache", metavar="DIR", help="folder of parsed articles (default: the user's cache folder)")
    add("--no-speed", dest="speed", action="store_false", help="do not measure the finders' speed")
    add(
        "--record",
        action="store_true",
        help="keep the figures as those that reports and model card give (needs --polnear)",
    )
    return parser


def _choose_gold(options: argparse.Namespace) -> tuple[Path, Path, str]:
    """Return the articles, their gold and their name.

    Raises:
        DatelineError: The options do not go together, or there is no gold where they say.
    """
    if options.polnear is not None:
        if options.corpus or options.gold:
            raise DatelineError("--polnear brings its own articles and gold: leave out --corpus and --gold.")
        part = options.polnear / options.part
        if not (part / "text").is_dir() or not (part / "attributions").is_dir():
            raise DatelineError(
                f"{part} is not a part of PolNeAR: it must hold the folders text and attributions. Name its parent "
                "with --polnear, and another part with --part."
            )
        return part / "text", part, f"PolNeAR {options.part}"
    if options.record:
        raise DatelineError("--record writes down figures measured on PolNeAR: name it with --polnear PATH.")
    if bool(options.corpus) != bool(options.gold):
        raise DatelineError("--corpus and --gold go together: name the articles and what was marked in them.")
    corpus, gold = options.corpus or SHIPPED / "seeds", options.gold or _own_gold()
    if not gold.exists():
        raise DatelineError(f"There is no gold at {gold}: name a file of gold with --gold.")
    return corpus, gold, corpus.resolve().name


def _own_gold() -> Path:
    """Return the gold of a run that names none."""
    return find_input(check_parameters(NOTEBOOK, {})["gold"])


def _render(
    corpus: Path, gold: Path, relations: Path | None, output: Path, *, name: str, cache: str | None
) -> None:
    from analysis.reports._render import render_reports

    parameters = {} if gold == _own_gold() else {"gold": os.fspath(gold.absolute())}
    if relations is not None:
        parameters["relations"] = os.fspath(relations.absolute())
    render_reports(
        corpus,
        output,
        only=[NOTEBOOK],
        parameters=parameters,
        name=name,
        cache=cache,
        progress=PlainLines(),
    )


def _print_scores(output: Path) -> None:
    scores = pd.read_csv(output / "data" / "scores.csv")
    shares = ["precision", "recall", "f1"]
    scores[shares] = (100 * scores[shares]).round(1)
    sys.stdout.write(scores.to_string(index=False, na_rep="") + "\n")


def _print_speed(corpus: Path, gold: Path, cache: str | None) -> None:
    """Print the speed of each finder on the articles of the gold, in words a second of CPU time in one process."""
    from analysis.annotation import annotate
    from analysis.corpus import load_corpus
    from analysis.quotes.evaluation import FINDERS, choose_finder, read_article, read_gold

    articles = list(annotate(read_gold(gold, load_corpus(corpus))[1], cache=cache))
    words = sum(len(article.text.split()) for article, _ in articles)
    for name, option in FINDERS.items():
        finder, loading = _clocked(lambda option=option: choose_finder(option))  # type: ignore[misc]
        _, first = _clocked(lambda finder=finder: read_article(*articles[0], finder))  # type: ignore[misc]
        _, seconds = _clocked(lambda finder=finder: [read_article(*article, finder) for article in articles])  # type: ignore[misc]
        print(
            f"{name}: {words / max(seconds, 1e-9):,.0f} words a second of CPU "
            f"({counted(words, 'word')} in {seconds:.1f} s; first article, with loading: {loading + first:.2f} s)"
        )


def _clocked(work: Callable[[], Result]) -> tuple[Result, float]:
    begin = time.process_time()
    return work(), time.process_time() - begin


def _record(gold: Path, name: str, relations: Path | None) -> None:
    """Measure the finders as `find_quotes` uses them, and write the figures to `accuracy.json` and the model card."""
    from analysis.corpus import Corpus
    from analysis.quotes import evaluation

    nothing = pd.DataFrame()
    marked, _ = evaluation.read_gold(gold, Corpus((), nothing, nothing))
    elsewhere = []
    if relations is not None:
        clauses = evaluation.read_relations(relations)
        elsewhere = evaluation.measure_recall(clauses, _predict(clauses))
    figures = evaluation.measure_accuracy(marked, _predict(marked), name, elsewhere=elsewhere)
    evaluation.record_accuracy(figures)


def _predict(gold: Mapping[str, GoldArticle]) -> dict[str, Mapping[str, Sequence[Attribution]]]:
    """Return what each finder finds in the articles of a gold."""
    from analysis.annotation import annotate
    from analysis.quotes.evaluation import FINDERS, evaluate_finders, gold_corpus

    evaluation = evaluate_finders(annotate(gold_corpus(gold)), gold)
    return {FINDERS[finder]: found for finder, found in evaluation.found.items()}
