"""The exception whose message is meant for the user: file, problem and next step in a sentence."""

from __future__ import annotations

from analysis._terminal import escape_controls


class DatelineError(Exception):
    """A problem the user can fix: the message names the file or parameter, the problem and the next step.

    Command-line entry points print the message alone and exit non-zero, and a notebook shows it without a traceback;
    any other exception is a defect of this package and keeps its traceback. A name or a text in the message cannot
    give a terminal orders.
    """

    def __init__(self, message: str = "") -> None:
        super().__init__(escape_controls(message))

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""

    def _render_traceback_(self) -> list[str]:
        """Return the lines that IPython shows in place of a traceback."""
        return [str(self)]


class UnknownNameError(DatelineError, KeyError):
    """Nothing has the name in square brackets; a KeyError, as Python has it there."""
