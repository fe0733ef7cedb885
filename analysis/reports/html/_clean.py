"""Remove from an executed notebook what differs from run to run.

Times, paths, object addresses and random ids go; what stays is the same bytes on every run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from analysis.parameters import PARAMETERS
from analysis.reports._notebooks import as_node

_ADDRESS = re.compile(r"\bat 0x[0-9a-f]+")
_VEGA_TYPE = re.compile(r"application/vnd\.vegalite\.v\d+\+json")
_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_RANDOM_FIELDS = ("papermill", "execution", "ExecuteTime", "trusted")
INJECTED = "injected-parameters"


def clean_notebook(
    executed: Any,  # noqa: ANN401 - a notebook node
    name: str,
    parameters: Mapping[str, object],
    places: Mapping[str, str],
) -> tuple[Any, list[str]]:
    """Return an executed notebook reduced to what its inputs determine.

    Args:
        executed: The notebook as papermill left it; changed in place.
        name: The notebook's name.
        parameters: The parameters' values for the page, without absolute paths.
        places: Absolute path to its replacement in the page.

    Returns:
        The notebook, and the lines that it wrote to standard error, which are removed from it.
    """
    complaints: list[str] = []
    executed.metadata = as_node({"kernelspec": _KERNEL, "language_info": {"name": "python"}})
    executed.nbformat, executed.nbformat_minor = 4, 5
    for cell in executed.cells:
        cell.metadata = _without(cell.metadata, _RANDOM_FIELDS)
        if INJECTED in cell.metadata.get("tags", ()):
            cell.id = INJECTED
            cell.source = _injected_source(name, parameters)
        if cell.cell_type == "code":
            cell.outputs, lines = _clean_outputs(cell.outputs, places)
            complaints += lines
    return executed, complaints


def vega_type(data: Mapping[str, Any]) -> str | None:
    """Return the media type under which an output holds a Vega-Lite chart; None where it holds none."""
    return next((kind for kind in sorted(data, reverse=True) if _VEGA_TYPE.fullmatch(kind)), None)


def _clean_outputs(outputs: Iterable[Any], places: Mapping[str, str]) -> tuple[list[Any], list[str]]:
    kept, complaints = [], []
    for output in outputs:
        if output.output_type == "stream" and output.name == "stderr":
            complaints += [line for line in output.text.splitlines() if line.strip()]
            continue
        if output.output_type == "stream":
            output.text = _clean_text(output.text, places)
        elif "data" in output:
            output.metadata = as_node({})
            output.data = as_node(_clean_data(output.data, places))
        kept.append(output)
    return kept, complaints


def _clean_data(data: Mapping[str, Any], places: Mapping[str, str]) -> dict[str, Any]:
    chart = vega_type(data)
    if chart:
        # The specification is the chart; its HTML stand-in carries a random id and scripts.
        return {kind: data[kind] for kind in sorted(data) if _VEGA_TYPE.fullmatch(kind)} | {
            "text/plain": "Chart"
        }
    return {
        kind: _clean_text(value, places) if isinstance(value, str) else value
        for kind, value in sorted(data.items())
    }


def _clean_text(text: str, places: Mapping[str, str]) -> str:
    for path in sorted(places, key=len, reverse=True):
        text = text.replace(path, places[path])
    return _ADDRESS.sub("at 0x…", text)


def _injected_source(name: str, parameters: Mapping[str, object]) -> str:
    """Return assignments of the parameters that differ from their defaults."""
    defaults = {parameter.name: parameter.default for parameter in PARAMETERS[name]}
    lines = [f"{key} = {value!r}" for key, value in parameters.items() if value != defaults[key]]
    return "\n".join(["# Parameters", *(lines or ["# (none differs from its default)"])])


def _without(metadata: Mapping[str, Any], fields: Iterable[str]) -> Any:  # noqa: ANN401 - a notebook node
    dropped = set(fields)
    return as_node(
        {key: value for key, value in sorted(metadata.items()) if key not in dropped and value != []}
    )
