"""Resolve the records that notebooks read to the steps that compute them."""

from __future__ import annotations

from collections.abc import Mapping
from pkgutil import resolve_name
from typing import Any

from analysis.annotation import Step
from analysis.parameters import RECORDS


def steps_of(values: Mapping[str, Mapping[str, Any]]) -> list[Step[Any]]:
    """Return the steps whose records some notebooks read, each once.

    Args:
        values: The checked parameters of each notebook, by its name.
    """
    names = {record for notebook in values for record in RECORDS.get(notebook, ())}
    steps = [resolve_name(name) for name in sorted(names)]
    finders = {values[name]["finder"] for name in RECORDS if "finder" in values.get(name, {})}
    return [
        *steps,
        *(resolve_name("analysis.quotes:attributions_step")(finder) for finder in sorted(finders)),
    ]
