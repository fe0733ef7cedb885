"""The parameters cell of a notebook, written from the table of parameters."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.parameters._checks import check_parameters, notebook_parameters
from analysis.parameters._table import EVERYDAY

#: What separates the parameters that most people change from the rest.
_MORE = "# More"

#: The longest assignment, in characters, that moves the comments of all lines.
_WIDEST = 60


def parameters_cell(notebook: str, values: Mapping[str, object] | None = None) -> str:
    """Return the source of a parameters cell: a line a parameter, with what it does and what it may be.

    Args:
        notebook: A key of `PARAMETERS`.
        values: The values to write; the defaults of those that are not given.

    Raises:
        DatelineError: A value is not allowed.

    Example:
        >>> print(parameters_cell("quote_attributions", {"top_speakers": 5}).splitlines()[3])
        top_speakers = 5      # speakers shown in charts; a whole number from 3 to 100 (speakers)
    """
    checked = check_parameters(notebook, values or {})
    assignments = {name: f"{name} = {_literal(value)}" for name, value in checked.items()}
    width = max(min(len(text), _WIDEST) for text in assignments.values())
    lines = [
        f"{assignments[item.name]:<{width}}  # {item.meaning}; {item.allowed()}"
        for item in notebook_parameters(notebook)
    ]
    return "\n".join([*lines[:EVERYDAY], _MORE, *lines[EVERYDAY:]])


def _literal(value: object) -> str:
    """Return a value as Python writes it, texts in double quotes where they hold none."""
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value))}]"
    text = repr(value)
    is_plain = isinstance(value, str) and text == f"'{value}'" and '"' not in value
    return f'"{value}"' if is_plain else text
