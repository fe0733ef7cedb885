"""Profile the steps of reading an article and of making pages: CPU seconds of the functions that take the most."""

from __future__ import annotations

import cProfile
import io
import json
import pstats
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from analysis.annotation import annotate
from analysis.annotation._pipeline import load_pipeline, read_article
from analysis.annotation._records import content_of
from analysis.corpus import load_corpus
from analysis.parameters import REPORTS, check_parameters
from analysis.reports._steps import steps_of

_ROOT = Path(__file__).resolve().parents[2]
_TOP = 5


def profile_steps(folder: Path, text: Path, number: int) -> None:
    """Print a table of the functions that take the most time of their own, step by step."""
    corpus = load_corpus(text)
    corpus = corpus.select([article.doc_id for article in corpus][:number])
    steps = steps_of({name: check_parameters(name, {}) for name in REPORTS})
    nlp = load_pipeline(corpus.language.pipeline)
    warm = read_article(nlp, corpus.articles[0])
    for step in steps:  # models are loaded and lists are read before anything is measured
        step.read(content_of(corpus.articles[0]), warm)
    docs: list[Any] = []
    _profile("corpus", lambda: load_corpus(text))
    _profile("parse", lambda: docs.extend(read_article(nlp, article) for article in corpus))
    for step in steps:
        pairs = [(content_of(article), doc) for article, doc in zip(corpus, docs, strict=True)]
        _profile(step.name, lambda step=step, pairs=pairs: [step.encode(step.read(*pair)) for pair in pairs])  # type: ignore[misc]
    annotate(corpus, cache=folder / "profile", steps=steps)
    here = folder / "profiled"
    here.mkdir()
    for article in corpus:
        (here / f"{article.doc_id}.txt").write_text(article.text, encoding="utf-8")
    for name in REPORTS:
        given = {"corpus": str(here), "cache": str(folder / "profile")}
        _profile(f"page {name}", lambda name=name, given=given: _execute(name, given))  # type: ignore[misc]


def _execute(notebook: str, given: dict[str, str]) -> None:
    """Run the cells of a notebook in this process."""
    cells = json.loads((_ROOT / "notebooks" / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    parameters, *sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    values = [f"{name} = {value!r}" for name, value in given.items()]
    code = "\n".join([parameters, *values, *sources])
    exec(code, {"display": lambda *_: None})  # noqa: S102 - the project's own notebook


def _profile(name: str, work: Callable[[], object]) -> None:
    profile = cProfile.Profile(time.process_time)
    profile.runcall(work)
    stats = pstats.Stats(profile, stream=io.StringIO())
    total = stats.total_tt  # type: ignore[attr-defined]
    print(f"\n{name}: {total:.1f} s of CPU under the profiler")
    rows = sorted(stats.stats.items(), key=lambda row: row[1][2], reverse=True)  # type: ignore[attr-defined]
    for (file, line, function), (_, calls, own, whole, _) in rows[:_TOP]:
        place = file if file.startswith(("~", "<")) else "/".join(Path(file).parts[-3:]) + f":{line}"
        print(f"  {own:7.2f} s own {whole:7.2f} s in all {calls:>9,} calls  {function} ({place})")
