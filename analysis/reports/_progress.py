"""Show the progress of a run: a live display in a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from types import TracebackType
from typing import Protocol, Self

from analysis._terminal import escape_controls
from analysis.text import counted, shorten


class Progress(Protocol):
    """Messages of `render_reports` while it works. Methods may be called from several threads."""

    def say(self, text: str) -> None:
        """Report an event."""

    def advance(self, task: str, done: int, total: int, note: str = "", unit: str = "") -> None:
        """Report that `done` of `total` parts of a task are finished.

        Args:
            task: The reading of articles, or a notebook by its name.
            done: Number of parts finished.
            total: Number of parts.
            note: The heading that the cell at work stands under.
            unit: What is counted, in the singular, where a pace is to be told; without one it is cells.
        """


class Silent:
    """No output."""

    def say(self, text: str) -> None:
        """Do nothing."""

    def advance(self, task: str, done: int, total: int, note: str = "", unit: str = "") -> None:
        """Do nothing."""


class Pace:
    """The pace of a task, from the time of its first message on."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._first: tuple[float, int] | None = None

    def describe(self, done: int, total: int, unit: str) -> str:
        """Return what is done, how many a second, and what time is left: "320 of 840 articles, 12/s, 43 s left".

        Args:
            done: Number finished.
            total: Number in all.
            unit: What is counted, in the singular.
        """
        now = self._clock()
        start, before = self._first = self._first or (now, done)
        words = f"{done:,} of {counted(total, unit)}"
        if done == before or now == start or done >= total:
            return words
        rate = (done - before) / (now - start)
        return f"{words}, {rate:.3g}/s, {_duration((total - done) / rate)} left"


def describe_cell(done: int, total: int, heading: str) -> str:
    """Return which cell of a notebook is at work: "cell 13 of 50: Words in context"."""
    if done >= total:
        return f"{counted(total, 'cell')} run"
    return f"cell {done + 1:,} of {total:,}" + (f": {heading}" if heading else "")


def _duration(seconds: float) -> str:
    """Return a time in the two largest units that it has."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


class PlainLines:
    """Progress as plain lines, for logs and pipes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._quarters: dict[str, int] = {}
        self._paces: dict[str, Pace] = defaultdict(Pace)

    def say(self, text: str) -> None:
        """Print a line."""
        with self._lock:
            print(escape_controls(text), file=sys.stderr, flush=True)

    def advance(self, task: str, done: int, total: int, note: str = "", unit: str = "") -> None:
        """Print a line at the start, at each quarter and at the end."""
        words = self._paces[task].describe(done, total, unit) if unit else describe_cell(done, total, note)
        quarter = 4 * done // max(total, 1)
        if self._quarters.get(task) != quarter:
            self._quarters[task] = quarter
            self.say(f"{task}: {words}")


class Display:
    """Progress bars drawn by rich; a context manager, which restores the terminal."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            SpinnerColumn,
            TextColumn,
            TimeElapsedColumn,
        )

        self._bars = Progress(
            SpinnerColumn(finished_text="[green]✓"),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("[dim]{task.fields[note]}"),
            console=Console(stderr=True),
        )
        self._tasks: dict[str, object] = {}
        self._paces: dict[str, Pace] = defaultdict(Pace)
        self._lock = threading.Lock()

    def say(self, text: str) -> None:
        """Print a line above the bars."""
        self._bars.console.print(escape_controls(text), markup=False, highlight=False)

    def advance(self, task: str, done: int, total: int, note: str = "", unit: str = "") -> None:
        """Advance the bar of a task; the first call draws it."""
        from rich.markup import escape
        from rich.progress import TaskID

        with self._lock:
            if task not in self._tasks:
                self._tasks[task] = self._bars.add_task(escape(task), total=total, note="")
            words = (
                self._paces[task].describe(done, total, unit) if unit else describe_cell(done, total, note)
            )
            short = "" if done >= total else escape(escape_controls(shorten(words, 60)))
            number = self._tasks[task]
            self._bars.update(TaskID(int(str(number))), completed=done, total=total, note=short)

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()
