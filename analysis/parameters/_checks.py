"""Check the values of parameters: their kind and range, and the files that they name, before anything is read."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pkgutil import resolve_name
from typing import Any

from analysis._inputs import find_input
from analysis.errors import DatelineError
from analysis.parameters._table import PARAMETERS, REPORTS, Parameter
from analysis.text import listed, nearest, no_such_path

# papermill writes the values it injects into a cell that begins with this line.
_INJECTED_HEAD = "# Parameters"


def choose_reports(only: Sequence[str] | None = None) -> list[str]:
    """Return the notebooks of a run, in the order of `PARAMETERS`: those named, or all of `REPORTS`.

    Args:
        only: Names of notebooks; one text is one name.

    Raises:
        DatelineError: There is no notebook of a name.
    """
    chosen = [only] if isinstance(only, str) else list(only or REPORTS)
    for name in chosen:
        notebook_parameters(name)
    return [name for name in PARAMETERS if name in chosen]


def notebook_title(notebook: str) -> str:
    """Return the title of a notebook in navigation, before it has run.

    Example:
        >>> notebook_title("source_overlap")
        'Source overlap'
    """
    return notebook.replace("_", " ").capitalize()


def check_parameters(notebook: str, values: Mapping[str, object]) -> dict[str, Any]:
    """Check values given for a notebook's parameters and fill in the defaults of the rest.

    Args:
        notebook: A key of `PARAMETERS`, such as "term_frequencies".
        values: Parameter name to value.

    Returns:
        Every parameter of the notebook with its value, in the order of the table.

    Raises:
        DatelineError: The notebook or a parameter does not exist, or a value is not allowed.
    """
    parameters = {parameter.name: parameter for parameter in notebook_parameters(notebook)}
    for name in values:
        if name not in parameters:
            raise DatelineError(unknown_parameter(name, list(parameters), f"Notebook {notebook}"))
    return {
        name: _check_value(parameter, values[name]) if name in values else _copy(parameter.default)
        for name, parameter in parameters.items()
    }


def read_parameters(notebook: str, namespace: Mapping[str, Any]) -> dict[str, Any]:
    """Check the parameters among a running notebook's variables.

    Called in a notebook as `read_parameters("term_frequencies", globals())`. It also checks
    the names that papermill injected, since papermill accepts unknown ones.

    Args:
        notebook: A key of `PARAMETERS`.
        namespace: The notebook's variables.

    Returns:
        Every parameter of the notebook with its value.

    Raises:
        DatelineError: As `check_parameters`.
    """
    names = {parameter.name for parameter in notebook_parameters(notebook)}
    values = {name: namespace[name] for name in names if name in namespace}
    for source in namespace.get("In", ()):
        if isinstance(source, str) and source.startswith(_INJECTED_HEAD):
            values |= {name: namespace.get(name) for name in _assigned_names(source)}
    checked = check_parameters(notebook, values)
    check_files(notebook, checked)
    return checked


def check_files(notebook: str, values: Mapping[str, Any]) -> None:
    """Check the files that parameters name: that they are there, and what is in those that have a reader.

    Args:
        notebook: A key of `PARAMETERS`.
        values: Its checked parameters.

    Raises:
        DatelineError: A file is not there or cannot be read, or a parameter needs another one.
    """
    unit, dictionary = values.get("unit"), values.get("dictionary")
    if unit == "dictionary" and not dictionary:
        raise DatelineError(
            "Parameter 'unit' is 'dictionary', which needs the parameter 'dictionary': a YAML or CSV file of "
            "categories and their terms."
        )
    if dictionary and unit != "dictionary":
        raise DatelineError(
            f"Parameter 'dictionary' is {str(dictionary)!r}, but 'unit' is {unit!r}, which counts no dictionary: set "
            "'unit' to 'dictionary', or leave the file out."
        )
    for parameter in notebook_parameters(notebook):
        given = values[parameter.name]
        if given and parameter.is_path and parameter.kind != "folder":
            _check_file(parameter, str(given))


def _check_file(parameter: Parameter, given: str) -> None:
    path = find_input(given)
    if not path.exists():
        what = "file" if parameter.kind == "file" else "folder or file"
        raise _of_parameter(parameter, no_such_path(given, what))
    if parameter.kind == "file" and not path.is_file():
        raise DatelineError(f"Parameter {parameter.name!r}: {given!r} is a folder; name a file in it.")
    if parameter.reader:
        try:
            resolve_name(parameter.reader)(path)
        except DatelineError as error:
            raise _of_parameter(parameter, str(error)) from None


def _of_parameter(parameter: Parameter, sentence: str) -> DatelineError:
    """Return the error of a sentence about what a parameter names."""
    return DatelineError(f"Parameter {parameter.name!r}: {sentence[0].lower()}{sentence[1:]}")


def parse_value(parameter: Parameter, text: str) -> object:
    """Return a value typed on the command line in the parameter's kind, checked.

    A list is texts separated by commas, or JSON.

    Raises:
        DatelineError: The text is not of that kind, or its value is not allowed.
    """
    return _check_value(parameter, _from_text(parameter, text.strip()))


def notebook_parameters(notebook: str) -> tuple[Parameter, ...]:
    """Return the parameters of a notebook.

    Raises:
        DatelineError: There is no such notebook; the message suggests the nearest name.
    """
    if notebook not in PARAMETERS:
        near = nearest(notebook.removesuffix(".ipynb").replace(" ", "_"), PARAMETERS, cutoff=0.4)
        hint = f"did you mean {near}?" if near else f"the notebooks are {listed(PARAMETERS)}."
        raise DatelineError(f"There is no notebook called {notebook!r}: {hint}")
    return PARAMETERS[notebook]


def unknown_parameter(name: str, allowed: Sequence[str], owner: str) -> str:
    """Return the message for a name that is not a parameter of `owner`."""
    near = nearest(name, allowed, cutoff=0.75)
    hint = f"did you mean {near!r}?" if near else f"its parameters are {listed(allowed)}."
    return f"{owner} has no parameter {name!r}: {hint}"


def _assigned_names(source: str) -> list[str]:
    return [
        target.id
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    ]


def _from_text(parameter: Parameter, text: str) -> object:
    if parameter.kind in {"integer", "number"}:
        for convert in (int, float):
            with suppress(ValueError):
                return convert(text)
        return text  # the check that follows rejects it
    if parameter.kind == "flag":
        return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(
            text.lower(), text
        )
    if parameter.kind in {"list", "pairs"}:
        if text.startswith("["):
            try:
                return json.loads(text)
            except (ValueError, RecursionError):
                return text
        return [item.strip() for item in text.split(",") if item.strip()]
    return text


def _check_value(parameter: Parameter, value: object) -> object:
    if parameter.kind == "integer":
        valid = isinstance(value, int) and not isinstance(value, bool) and _in_range(parameter, value)
    elif parameter.kind == "number":
        valid = isinstance(value, int | float) and not isinstance(value, bool) and _in_range(parameter, value)
        value = float(value) if valid and isinstance(value, int) else value
    elif parameter.kind == "flag":
        valid = isinstance(value, bool)
    elif parameter.kind in {"list", "pairs"}:
        valid = isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)
        if parameter.kind == "pairs" and isinstance(value, list | tuple):
            valid = valid and _are_pairs(value)
        value = list(value) if valid and isinstance(value, list | tuple) else value
    elif parameter.kind == "choice":
        valid = isinstance(value, str) and value in parameter.choices
    else:
        valid = (
            isinstance(value, str)
            and "\0" not in value
            and value.encode("utf-8", "replace").decode() == value
        )
    if not valid:
        near = nearest(value, filter(None, parameter.choices)) if isinstance(value, str) else None
        hint = f" Did you mean {near!r}?" if near else ""
        raise DatelineError(
            f"Parameter {parameter.name!r} cannot be {_shorten(value)}: it must be {parameter.allowed()}.{hint}"
        )
    return value


def _in_range(parameter: Parameter, value: float) -> bool:
    # This form leaves NaN outside every range.
    low = parameter.minimum if parameter.minimum is not None else float("-inf")
    high = parameter.maximum if parameter.maximum is not None else float("inf")
    return low <= value <= high


def _are_pairs(items: Iterable[str]) -> bool:
    """Return whether each text has the form NAME=COLUMN and no name is repeated; a column name may contain "="."""
    pairs = [[part.strip() for part in item.partition("=")] for item in items]
    names = [name for name, _, _ in pairs]
    return all(name and column for name, _, column in pairs) and len(set(names)) == len(names)


def _shorten(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _copy(default: object) -> object:
    # A copy, so that no caller can change the table.
    return list(default) if isinstance(default, list) else default
