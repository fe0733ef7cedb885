"""A form of widgets for a notebook's parameters, which writes its parameters cell and runs all cells.

It is shown where a person works in JupyterLab with ipywidgets installed; in every other run there is none.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from analysis.errors import DatelineError
from analysis.parameters._cell import parameters_cell
from analysis.parameters._checks import check_files, check_parameters, notebook_parameters, parse_value
from analysis.parameters._table import EVERYDAY, Parameter

#: What a server of Jupyter tells its kernels: the notebook that somebody has open.
_SESSION = "JPY_SESSION_NAME"

_WRITE = (Path(__file__).parent / "form.js").read_text(encoding="utf-8")


def form(notebook: str, namespace: Mapping[str, Any]) -> Form | None:
    """Return a form of a notebook's parameters for JupyterLab; None in any other run.

    Called in a notebook as `form("term_frequencies", globals())`.

    Args:
        notebook: A key of `PARAMETERS`.
        namespace: The notebook's variables, whose values the form begins with.

    Example:
        >>> form("source_overlap", {"min_words": 12}) is None
        True
    """
    if not os.environ.get(_SESSION):
        return None
    try:
        import ipywidgets  # noqa: F401 - asked whether it is there
    except ImportError:
        return None
    return Form(notebook, namespace)


class Form:
    """The fields of a notebook's parameters: the everyday ones, the rest folded, a button, and a place for a message.

    Attributes:
        fields: Parameter name to its widget.
        button: What writes the parameters cell and runs all cells.
        message: Says what is wrong with a value; empty where nothing is.
    """

    def __init__(self, notebook: str, namespace: Mapping[str, Any]) -> None:
        import ipywidgets as widgets

        self.notebook = notebook
        parameters = notebook_parameters(notebook)
        self.fields = {item.name: _field(item, namespace.get(item.name, item.default)) for item in parameters}
        self.message = widgets.HTML()
        self.button = widgets.Button(
            description="Write and run all cells", button_style="primary", layout={"width": "auto"}
        )
        self.button.on_click(lambda _: self.run())
        self._writer = widgets.Output()
        rows = [_row(item, self.fields[item.name]) for item in parameters]
        more = widgets.Accordion(children=[widgets.VBox(rows[EVERYDAY:])], titles=("More",))
        self._box = widgets.VBox([*rows[:EVERYDAY], more, self.button, self.message, self._writer])

    def values(self) -> dict[str, Any]:
        """Return the values of the fields.

        Raises:
            DatelineError: A value is not allowed, or a file is not there.
        """
        values = {
            item.name: _read(item, self.fields[item.name].value)
            for item in notebook_parameters(self.notebook)
        }
        checked = check_parameters(self.notebook, values)
        check_files(self.notebook, checked)
        return checked

    def run(self) -> None:
        """Write the values into the parameters cell and run all cells, or say which value cannot be."""
        from IPython.display import Javascript

        try:
            source = parameters_cell(self.notebook, self.values())
        except DatelineError as error:
            self.message.value = f"<strong>{escape(str(error))}</strong>"
            return
        self.message.value = ""
        self._writer.clear_output()
        script = Javascript(f"({_WRITE})(element, {json.dumps(source)})")  # type: ignore[no-untyped-call]
        self._writer.append_display_data(script)

    def _repr_mimebundle_(self, **options: object) -> Any:  # noqa: ANN401 - the widget's own
        return self._box._repr_mimebundle_(**options)


def _field(parameter: Parameter, value: object) -> Any:  # noqa: ANN401 - widgets have no types
    """Return the widget of a parameter: a box to tick, a list to choose from, or a line to write in.

    A value that is not allowed stands in a line to write in, for the message that refuses it.
    """
    import ipywidgets as widgets

    common = {
        "description": parameter.name,
        "style": {"description_width": "11em"},
        "layout": {"flex": "0 0 24em"},
    }
    if parameter.kind == "flag" and isinstance(value, bool):
        return widgets.Checkbox(value=value, **common)
    if parameter.kind == "choice" and value in parameter.choices:
        options = [(choice or "(every)", choice) for choice in parameter.choices]
        return widgets.Dropdown(options=options, value=value, **common)
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, list) and value else value
    return widgets.Text(value=str(text) if text != [] else "", continuous_update=False, **common)


def _row(parameter: Parameter, field: Any) -> Any:  # noqa: ANN401 - as above
    """Return a field beside what it does and what it may be."""
    import ipywidgets as widgets

    meaning = widgets.HTML(escape(f"{parameter.meaning}; {parameter.allowed()}"), layout={"flex": "1 1 12em"})
    return widgets.HBox([field, meaning])


def _read(parameter: Parameter, value: object) -> object:
    """Return a field's value in the parameter's kind."""
    return parse_value(parameter, value) if isinstance(value, str) else value
