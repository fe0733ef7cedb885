"""The reports and their parameters: meaning and allowed values of each, the check of values, the form in a notebook."""

from __future__ import annotations

from analysis.parameters._cell import parameters_cell
from analysis.parameters._checks import (
    check_files,
    check_parameters,
    choose_reports,
    notebook_parameters,
    notebook_title,
    parse_value,
    read_parameters,
    unknown_parameter,
)
from analysis.parameters._form import form
from analysis.parameters._table import CORPUS_CHECKS, EVERYDAY, PARAMETERS, RECORDS, REPORTS, Parameter

__all__ = [
    "CORPUS_CHECKS",
    "EVERYDAY",
    "PARAMETERS",
    "RECORDS",
    "REPORTS",
    "Parameter",
    "check_files",
    "check_parameters",
    "choose_reports",
    "form",
    "notebook_parameters",
    "notebook_title",
    "parameters_cell",
    "parse_value",
    "read_parameters",
    "unknown_parameter",
]


def __dir__() -> list[str]:
    return sorted(__all__)
