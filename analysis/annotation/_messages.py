"""What goes to a worker of a cluster and comes back: bytes that hold data alone, whose types are checked on arrival.

A worker gets of an article what decides its pieces: text, paragraphs, day, language, and no name, title or metadata.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pkgutil import resolve_name
from typing import Any

import msgspec

from analysis.annotation._records import Step
from analysis.annotation._workers import Outcome, Task
from analysis.corpus import Article, Section
from analysis.language import load_language


@dataclass(frozen=True, slots=True)
class SentStep:
    """A step by the name of its records and the function that makes one, with the arguments that it is bound to."""

    name: str
    function: str
    arguments: dict[str, str | int | float | bool]


@dataclass(frozen=True, slots=True)
class SentTask:
    """A task: what decides the pieces of an article, and the numbers of its steps among those of the order."""

    index: int
    text: str
    sections: tuple[Section, ...]
    published: date | None
    code: str
    language: str
    parse: bytes | None
    steps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """A batch of tasks, and what a worker must have to do it as it would be done here.

    Attributes:
        model: Name of the pipeline.
        pipeline: Its fingerprint.
        codes: Places of the code that decides the records, with their digest.
        steps: The steps of all tasks, each once.
        tasks: The tasks.
    """

    model: str
    pipeline: str
    codes: tuple[tuple[tuple[str, ...], str], ...]
    steps: tuple[SentStep, ...]
    tasks: tuple[SentTask, ...]


def pack_order(
    model: str, pipeline: str, codes: Sequence[tuple[tuple[str, ...], str]], tasks: Sequence[Task]
) -> bytes:
    """Return a batch of tasks as bytes."""
    steps = list({step.name: step for task in tasks for step in task.steps}.values())
    numbers = {step.name: number for number, step in enumerate(steps)}
    sent = tuple(
        SentTask(
            task.index,
            task.article.text,
            task.article.sections,
            task.article.published,
            task.article.language.code,
            task.language,
            task.parse,
            tuple(numbers[step.name] for step in task.steps),
        )
        for task in tasks
    )
    order = Order(model, pipeline, tuple(codes), tuple(map(_send_step, steps)), sent)
    return msgspec.msgpack.encode(order)


def unpack_order(data: bytes) -> Order:
    """Return the batch that `pack_order` packed; raises `msgspec.ValidationError` where it is none."""
    return msgspec.msgpack.decode(data, type=Order)


def unpack_tasks(order: Order) -> list[Task]:
    """Return the tasks of a batch; raises `ModuleNotFoundError` where a step's function is not installed."""
    steps = [
        Step(step.name, partial(resolve_name(step.function), **step.arguments), object, ())
        for step in order.steps
    ]
    return [
        Task(
            task.index,
            Article(
                doc_id="",
                text=task.text,
                sections=task.sections,
                published=task.published,
                language=load_language(task.code),
            ),
            task.language,
            task.parse,
            tuple(steps[number] for number in task.steps),
        )
        for task in order.tasks
    ]


def pack_outcomes(outcomes: Sequence[Outcome]) -> bytes:
    """Return the pieces of some articles as bytes."""
    return msgspec.msgpack.encode(outcomes)


def unpack_outcomes(data: bytes) -> list[Outcome]:
    """Return the pieces that `pack_outcomes` packed; raises `msgspec.ValidationError` where they are none."""
    return msgspec.msgpack.decode(data, type=list[Outcome])


def _send_step(step: Step[Any]) -> SentStep:
    read: Any = step.read
    function, arguments = (read.func, read.keywords) if isinstance(read, partial) else (read, {})
    return SentStep(step.name, f"{function.__module__}:{function.__qualname__}", dict(arguments))
