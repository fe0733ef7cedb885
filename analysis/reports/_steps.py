"""Name the records that each notebook reads, so that a run computes them with the parse, in one pass over the articles.

The steps are named, not imported: a page does not depend on when its records were computed, and its key covers only
the code that its notebook reaches.
"""

from __future__ import annotations

from collections.abc import Mapping
from pkgutil import resolve_name
from typing import Any

from analysis.annotation import Step

_STEPS = {
    "term_frequencies": ("analysis.terms:WORDS", "analysis.entities:ENTITIES"),
    "quote_attributions": ("analysis.annotation:TOKENS", "analysis.entities:ENTITIES"),
    "source_overlap": (
        "analysis.annotation:TOKENS",
        "analysis.entities:ENTITIES",
        "analysis.overlap:SENTENCES",
    ),
}


def steps_of(values: Mapping[str, Mapping[str, Any]]) -> list[Step[Any]]:
    """Return the steps that some notebooks read, each once.

    Args:
        values: The checked parameters of each notebook, by its name. A notebook that is not named above computes its
            records itself, when it needs them.
    """
    names = {step for notebook in values for step in _STEPS.get(notebook, ())}
    steps = [resolve_name(name) for name in sorted(names)]
    finders = {parameters["finder"] for parameters in values.values() if "finder" in parameters}
    return [
        *steps,
        *(resolve_name("analysis.quotes:attributions_step")(finder) for finder in sorted(finders)),
    ]
