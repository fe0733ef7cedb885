"""Export an executed notebook as the page that a run makes of it.

`jupyter nbconvert --to dateline NOTEBOOK`, and in JupyterLab *File → Save and Export Notebook As → Dateline*. A run
writes down in its notebooks what else their pages show: parameters, corpus, links, the digest of all inputs. With
these the export is the run's page, byte for byte. Of a notebook that a person ran, or changed since, parameters and
corpus are read from its cells; its page has no links to others and says that its inputs have no digest.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from nbconvert.exporters.exporter import Exporter

from analysis._inputs import ROOT, default_cache, find_input
from analysis.parameters import PARAMETERS, check_parameters
from analysis.reports._values import shown_values
from analysis.reports.html._clean import INJECTED, clean_notebook
from analysis.reports.html._page import make_page
from analysis.reports.provenance import _project as project

#: The field of a notebook's metadata that holds what a run wrote down.
FIELD = "dateline"

_READS = re.compile(r"read_parameters\(\s*[\"'](?P<name>\w+)[\"']")
_PARAMETER_TAGS = {"parameters", INJECTED}


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page shows that its notebook does not say.

    Attributes:
        name: The notebook's name, of which a page of a run has its own.
        corpus: Name of the corpus.
        parameters: The values to show.
        links: `href` and `title` of the pages of the folder.
        made_from: The digest of all inputs; empty where none was taken.
        article_pages: Whether each article has a page beside it, which links may lead to.
        places: Absolute paths that its outputs may still hold, each with what stands on the page instead.
    """

    name: str
    corpus: str
    parameters: Mapping[str, object]
    links: Sequence[Mapping[str, str]] = ()
    made_from: str = ""
    article_pages: bool = False
    places: Mapping[str, str] = field(default_factory=dict)


class ReportExporter(Exporter):
    """The exporter that nbconvert and JupyterLab offer as `dateline`."""

    export_from_notebook = "Dateline report"
    file_extension = ".html"
    output_mimetype = "text/html"

    def from_notebook_node(  # type: ignore[override] # bytes, as nbconvert's own exporter to PDF returns
        self,
        nb: Any,  # noqa: ANN401 - a notebook node has no type
        resources: dict[str, Any] | None = None,
        **options: object,
    ) -> tuple[bytes, dict[str, Any]]:
        """Return the page of an executed notebook as bytes, and nbconvert's resources."""
        notebook, resources = super().from_notebook_node(nb, resources, **options)
        facts = recorded_facts(notebook) or read_facts(notebook, _own_name(resources))
        cleaned, _ = clean_notebook(notebook, facts.name, facts.parameters, facts.places)
        page, _ = make_page(
            cleaned,
            facts.name,
            corpus=facts.corpus,
            links=facts.links,
            parameters=facts.parameters,
            made_from=facts.made_from,
            article_pages=facts.article_pages,
        )
        return page, resources


def record_facts(notebook: Any, facts: PageFacts) -> None:  # noqa: ANN401 - a notebook node
    """Write into a notebook's metadata what its page shows besides, with a digest of its cells."""
    recorded = {key: value for key, value in asdict(facts).items() if key != "places"}
    notebook.metadata[FIELD] = recorded | {"cells": _digest_cells(notebook)}


def recorded_facts(notebook: Any) -> PageFacts | None:  # noqa: ANN401 - a notebook node
    """Return what a run wrote down; None where it wrote nothing, or a cell has changed since."""
    recorded = dict(notebook.metadata.get(FIELD, {}))
    if not recorded or recorded.pop("cells", "") != _digest_cells(notebook):
        return None
    return PageFacts(**recorded)


def read_facts(notebook: Any, name: str) -> PageFacts:  # noqa: ANN401 - a notebook node
    """Return what the cells of a notebook say of its parameters and its corpus.

    Args:
        notebook: The notebook, executed by whomever.
        name: The name of its file; a copy under another name still says which report it is.

    Raises:
        DatelineError: A parameter has a value that is not allowed.
    """
    report = _report_name(notebook) or name
    if report not in PARAMETERS:
        return PageFacts(report, "", {}, places=_places({}))
    named = {parameter.name for parameter in PARAMETERS[report]}
    given = {key: value for key, value in _assigned_values(notebook) if key in named}
    values = check_parameters(report, given)
    corpus = Path(values["corpus"]).name
    own = {"corpus": corpus, "output": "", "cache": "", "scheduler": ""}
    return PageFacts(report, corpus, shown_values(report, values, own), places=_places(values))


def _own_name(resources: Mapping[str, Any]) -> str:
    return str(resources.get("metadata", {}).get("name", "notebook"))


def _report_name(notebook: Any) -> str:  # noqa: ANN401 - a notebook node
    """Return the name of the report whose parameters a notebook reads; empty if it reads none."""
    calls = (_READS.search(cell.source) for cell in notebook.cells if cell.cell_type == "code")
    return next((call["name"] for call in calls if call), "")


def _assigned_values(notebook: Any) -> Iterator[tuple[str, object]]:  # noqa: ANN401 - a notebook node
    """Yield the names and values that the parameters cell and a cell injected after it assign."""
    for cell in notebook.cells:
        if cell.cell_type == "code" and _PARAMETER_TAGS & set(cell.metadata.get("tags", ())):
            for node in ast.parse(cell.source).body:
                if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                    yield node.targets[0].id, ast.literal_eval(node.value)


def _places(values: Mapping[str, Any]) -> dict[str, str]:
    """Return the absolute paths of this machine that must not stand on a page, with what stands there instead."""
    places = {f"{ROOT}/": "", str(default_cache()): "cache"}
    if values.get("corpus"):
        places[str(find_input(values["corpus"]).absolute())] = Path(values["corpus"]).name
    if values.get("output"):
        places[str(Path(values["output"]).absolute())] = "data"
    return places


def _digest_cells(notebook: Any) -> str:  # noqa: ANN401 - a notebook node
    """Return a digest of what a notebook's cells say and show; counters of execution do not matter."""
    shown = [
        [cell.cell_type, cell.source, [_without_counter(output) for output in cell.get("outputs", ())]]
        for cell in notebook.cells
    ]
    return project.digest_json(shown)


def _without_counter(output: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in output.items() if key != "execution_count"}
