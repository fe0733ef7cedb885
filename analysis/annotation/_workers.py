"""Read articles in this process, in several, or on a Dask cluster: parse them and compute records of each."""

from __future__ import annotations

import os
import threading
import time
import warnings
import zlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import joblib

from analysis.annotation._records import Step, content_of
from analysis.corpus import Article
from analysis.errors import DatelineError

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

#: Fewer articles than this are read sooner by one process than several processes load the models.
_WORTH_PROCESSES = 30

#: The kind under which parses are kept.
PARSE = "parse"

#: What decoding damaged bytes raises, in the layers between them and spaCy.
_DAMAGED = (OSError, EOFError, ValueError, KeyError, IndexError, TypeError, StopIteration, zlib.error)

_ATTRIBUTES = ["TAG", "POS", "MORPH", "LEMMA", "NORM", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE"]


@dataclass(frozen=True, slots=True)
class Task:
    """What is missing of one article: the steps to compute, and its parse if it has been parsed.

    Attributes:
        index: Position of the article in the corpus.
        article: The article.
        language: The language of the pipeline, as spaCy names it.
        parse: The encoded parse; None where the article is to be parsed.
        steps: The steps whose records are missing.
    """

    index: int
    article: Article
    language: str
    parse: bytes | None
    steps: tuple[Step[Any], ...]


#: The pieces of an article by kind, with its position in the corpus.
Outcome = tuple[int, dict[str, bytes]]


def encode_parse(doc: Doc) -> bytes:
    """Return a parse as bytes that hold data alone and execute nothing when read."""
    from spacy.tokens import DocBin

    return DocBin(attrs=_ATTRIBUTES, docs=[doc]).to_bytes()


def decode_parse(data: bytes, article: Article, language: str) -> Doc | None:
    """Return an article's parse, or None where the bytes are not one of its text."""
    from spacy.tokens import DocBin

    try:
        doc = next(DocBin().from_bytes(data).get_docs(_vocabulary(language)))
    except _DAMAGED:  # cut short, or of another version: the article is read again
        return None
    return doc if doc.text == article.text else None


@lru_cache(maxsize=4)
def _vocabulary(language: str) -> Vocab:
    """Return a language's vocabulary without a model: reading needs the words' features, not the weights."""
    import spacy

    return spacy.blank(language).vocab


def perform(model: str, tasks: Sequence[Task]) -> list[Outcome]:
    """Return the missing pieces of some articles; runs in any process on any machine."""
    return [(task.index, _perform(model, task)) for task in tasks]


def _perform(model: str, task: Task) -> dict[str, bytes]:
    from analysis.annotation._pipeline import load_pipeline, read_article

    pieces = {}
    doc = None if task.parse is None else decode_parse(task.parse, task.article, task.language)
    if doc is None:
        doc = read_article(load_pipeline(model), task.article)
        pieces[PARSE] = encode_parse(doc)
    article = content_of(task.article)
    for step in task.steps:
        pieces[step.name] = step.encode(step.read(article, doc))
    return pieces


def _end_with(parent: int) -> None:
    """End this process when the one that started it is gone, however that was ended."""

    def wait() -> None:
        while os.getppid() == parent:
            time.sleep(1.0)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def perform_all(
    batches: Iterable[Sequence[Task]],
    n_tasks: int,
    model: str,
    *,
    processes: int | None = None,
    scheduler: str | Executor | None = None,
) -> Iterator[list[Outcome]]:
    """Yield the outcomes of batches of tasks as they are done, in any order.

    Args:
        batches: The tasks in batches, read as they are needed.
        n_tasks: Number of tasks, which decides on processes where that is left open.
        model: Name or folder of the spaCy pipeline.
        processes: Number of processes of this machine.
        scheduler: The address of a Dask scheduler, or an executor with `map`.

    Raises:
        DatelineError: The scheduler does not answer, or a worker cannot read articles.
    """
    if isinstance(scheduler, str):
        from analysis.annotation._cluster import perform_on_cluster

        yield from perform_on_cluster(batches, model, scheduler)
        return
    if scheduler is not None:
        whole = list(batches)
        yield from scheduler.map(perform, [model] * len(whole), whole)
        return
    if processes is None:
        processes = 1 if n_tasks < _WORTH_PROCESSES else os.cpu_count() or 1
    if processes == 1:
        yield from (perform(model, batch) for batch in batches)
        return
    # A run that is stopped says so itself.
    warnings.filterwarnings("ignore", r"\d+ tasks which were still being processed", UserWarning)
    start = {"initializer": _end_with, "initargs": (os.getpid(),)}
    parallel = joblib.Parallel(n_jobs=processes, return_as="generator_unordered", **start)
    try:
        yield from parallel(joblib.delayed(perform)(model, batch) for batch in batches)
    except BrokenProcessPool:
        raise DatelineError(
            "A process that read articles was ended from outside, most likely for want of memory. What was read is "
            "kept: run it again, with fewer processes (--processes 1)."
        ) from None
