"""Values of parameters: checked, injected into notebooks, shown on pages, counted in keys."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis._inputs import find_input, named_columns
from analysis.errors import DatelineError
from analysis.parameters import PARAMETERS, Parameter, check_files, check_parameters, unknown_parameter
from analysis.reports.provenance import _project as project

# Parameters of every notebook that are arguments of `render_reports`.
_OWN = ("corpus", "output", "model", "cache", "scheduler")

#: The largest corpus of which every article has a page, by default.
ARTICLE_PAGES = 300

Values = dict[str, Any]


def check_values(chosen: Sequence[str], given: Mapping[str, object]) -> dict[str, Values]:
    """Return every parameter of each notebook of a run with its value.

    Raises:
        DatelineError: A value is not allowed, none of the notebooks has a parameter of that name, or a file that a
            parameter names is not there.
    """
    allowed = {parameter.name for name in chosen for parameter in PARAMETERS[name]}.difference(_OWN)
    for name in given:
        if name in _OWN:
            raise DatelineError(f"{name!r} is an argument of its own: give it as --{name} or as {name}=.")
        if name not in allowed:
            owner = f"Notebook {chosen[0]}" if len(chosen) == 1 else "No notebook of this run"
            message = unknown_parameter(name, sorted(allowed), owner)
            raise DatelineError(
                message.replace("No notebook of this run has no", "No notebook of this run has a")
            )
    names = {name: {parameter.name for parameter in PARAMETERS[name]} for name in chosen}
    values = {
        name: check_parameters(name, {key: value for key, value in given.items() if key in names[name]})
        for name in chosen
    }
    for name in chosen:
        check_files(name, values[name])
    return values


def describe_reading(values: Values) -> dict[str, Any]:
    """Return the options by which a corpus is read that differ from the defaults; a metadata table by its content."""
    reading: dict[str, Any] = {}
    if values["metadata"] and find_input(values["metadata"]).is_file():
        table = find_input(values["metadata"])
        reading["metadata"] = {"name": table.name, "sha256": project.digest_file(table)}
    if values["columns"]:
        reading["columns"] = named_columns(values["columns"])
    if values["language"] != "en":
        reading["language"] = values["language"]
    if not values["infer"]:
        reading["infer"] = False
    return reading


def digest_parameter_files(notebook: str, values: Values) -> dict[str, str]:
    """Return the digest of each file or folder that a notebook's parameters name, by the parameter's name."""
    paths = {item.name: find_input(values[item.name]) for item in _files(notebook) if values[item.name]}
    return {name: project.digest_path(path) for name, path in paths.items() if path.exists()}


def shown_values(notebook: str, values: Values, own: Mapping[str, object]) -> Values:
    """Return the parameters as pages show them: of a path only the name.

    Args:
        notebook: The notebook's name.
        values: Its checked values.
        own: The values to show of the parameters in `_OWN`.
    """
    names = {
        item.name: Path(values[item.name]).name
        for item in PARAMETERS[notebook]
        if item.is_path and values[item.name] != item.default
    }
    return values | names | dict(own)


def injected_values(notebook: str, values: Values, own: Mapping[str, object]) -> Values:
    """Return the values to inject, with absolute paths: a notebook runs in another working folder.

    Args:
        notebook: The notebook's name.
        values: Its checked values.
        own: The values of the parameters in `_OWN`.
    """
    paths = {
        item.name: os.fspath(find_input(values[item.name]).absolute())
        for item in _files(notebook)
        if values[item.name]
    }
    return values | paths | dict(own)


def _files(notebook: str) -> list[Parameter]:
    return [item for item in PARAMETERS[notebook] if item.is_path and item.name not in _OWN]
