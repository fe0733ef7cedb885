"""Compare two runs: which numbers moved, by how much, and what moved them.

Run as `dateline compare OLD NEW [--output PAGE]`; it writes a page and prints a summary.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.errors import DatelineError
from analysis.reports.html._page import PageExporter, frame_page, tidy
from analysis.reports.provenance import _project as project
from analysis.reports.provenance._manifest import require_manifest
from analysis.reports.provenance._table_diff import TableDiff, compare_tables
from analysis.reports.provenance.verify import list_changes
from analysis.text import counted, write_atomically

_ROWS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Cause:
    """An input in which the two runs differ: a sentence, and the notebooks that it affects; none means all."""

    sentence: str
    notebooks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side.

    Attributes:
        causes: The inputs in which they differ.
        tables: The diff of each table that changed.
        findings: For each notebook whose findings changed: its name, sentences before, sentences after.
        makers: The notebook that makes each table; tables of the corpus have none.
    """

    causes: tuple[Cause, ...]
    tables: tuple[TableDiff, ...]
    findings: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    makers: Mapping[str, str]

    def causes_of(self, table: str) -> tuple[Cause, ...]:
        """Return the causes that can have changed a table: those of all notebooks and those of its own."""
        maker = self.makers.get(table)
        return tuple(cause for cause in self.causes if not cause.notebooks or maker in cause.notebooks)


def compare_reports(old: Path, new: Path) -> Comparison:
    """Compare two folders of reports.

    Args:
        old: The earlier run.
        new: The later run.

    Raises:
        DatelineError: A folder has no manifest.
    """
    before, after = require_manifest(old), require_manifest(new)
    return Comparison(
        tuple(_causes(before, after)),
        tuple(table for table in compare_tables(old / "data", new / "data") if table.changed),
        tuple(_findings(old / "data", new / "data")),
        _makers(before) | _makers(after),
    )


def make_comparison_page(comparison: Comparison, old: str, new: str) -> bytes:
    """Return the page of a comparison; `old` and `new` are the names of the two runs."""
    page = frame_page("What moved", f"{old} → {new}", "comparison.html", [], charts=False)
    template = PageExporter().environment.get_template("compare.html.j2")
    return tidy(template.render(page=page, comparison=comparison, old=old, new=new, shown=_ROWS_SHOWN))


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, write the page and print a summary; return exit code 2 if there is nothing to compare."""
    parser = argparse.ArgumentParser(prog=project.program("compare"), description=__doc__)
    parser.add_argument("old", type=Path, metavar="OLD", help="folder of the earlier reports")
    parser.add_argument("new", type=Path, metavar="NEW", help="folder of the later reports")
    parser.add_argument(
        "--output",
        type=Path,
        default=Path("comparison.html"),
        metavar="PAGE",
        help="the page to write (default: %(default)s)",
    )
    options = parser.parse_args(arguments)
    try:
        comparison = compare_reports(options.old, options.new)
        page = make_comparison_page(comparison, options.old.resolve().name, options.new.resolve().name)
        write_atomically(options.output, page)
    except DatelineError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    for cause in comparison.causes:
        print(f"changed: {cause.sentence}")
    for table in comparison.tables:
        print(
            f"{table.name}: {counted(len(table.numbers), 'number')} moved, "
            f"{counted(len(table.texts), 'text')} changed, {counted(len(table.added), 'row')} new, "
            f"{counted(len(table.removed), 'row')} gone"
        )
    print(options.output if comparison.tables or comparison.causes else f"nothing moved; {options.output}")
    return 0


def _makers(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Return the notebook of each table."""
    return {
        Path(name).stem: notebook
        for notebook, entry in manifest["notebooks"].items()
        for name in entry.get("outputs", {})
        if name.endswith(".csv")
    }


def _causes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Cause]:
    """Yield all differences between the inputs of the runs: the corpus first, then the notebooks, code and versions."""
    files = before["corpus"].get("files", {}), after["corpus"].get("files", {})
    yield from map(Cause, list_changes("article file", *files))
    if before["corpus"]["sha256"] != after["corpus"]["sha256"] and files[0] == files[1]:
        yield Cause("how the corpus is read differs" if files[0] else "the corpus differs")
    for name in sorted(before["notebooks"].keys() | after["notebooks"].keys()):
        old, new = before["notebooks"].get(name), after["notebooks"].get(name)
        if old is None or new is None:
            yield Cause(f"report {name} is in one run only", (name,))
        else:
            yield from (Cause(sentence, (name,)) for sentence in _notebook_causes(name, old, new))
    yield from map(Cause, list_changes("source file", before["package"]["files"], after["package"]["files"]))
    yield from _source_causes(before["notebooks"], after["notebooks"])
    yield from map(Cause, list_changes("lock file", before["locks"], after["locks"]))
    for name in sorted(before["versions"].keys() | after["versions"].keys()):
        versions = before["versions"].get(name, "absent"), after["versions"].get(name, "absent")
        if versions[0] != versions[1]:
            yield Cause(f"{name} was {versions[0]} and is {versions[1]}")
    for kind in sorted(before["models"].keys() | after["models"].keys()):
        if before["models"].get(kind) != after["models"].get(kind):
            yield Cause(f"the {kind} model differs")


def _notebook_causes(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    if old["notebook"] != new["notebook"]:
        yield f"notebook {name}.ipynb differs"
    for parameter in sorted(old["parameters"].keys() | new["parameters"].keys()):
        values = old["parameters"].get(parameter), new["parameters"].get(parameter)
        if values[0] != values[1]:
            yield f"{name}: parameter {parameter} was {values[0]!r} and is {values[1]!r}"
    files = old.get("parameter_files", {}), new.get("parameter_files", {})
    yield from (
        f"{name}: the file of parameter {parameter} differs"
        for parameter in files[0]
        if files[0][parameter] != files[1].get(parameter, files[0][parameter])
    )


def _source_causes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Cause]:
    """Yield the differing files on which only some pages depend, with the notebooks that reach them."""
    reached_by: dict[str, list[str]] = {}
    for name in sorted(before.keys() & after.keys()):
        files = before[name].get("sources", {}), after[name].get("sources", {})
        for sentence in list_changes("source file", *files):
            reached_by.setdefault(sentence, []).append(name)
    yield from (Cause(sentence, tuple(reached_by[sentence])) for sentence in sorted(reached_by))


def _findings(old: Path, new: Path) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    for name in sorted({path.name for folder in (old, new) for path in folder.glob("*.findings.json")}):
        before, after = _sentences(old / name), _sentences(new / name)
        if before != after:
            yield name.removesuffix(".findings.json"), before, after


def _sentences(path: Path) -> tuple[str, ...]:
    if not path.is_file():
        return ()
    return tuple(str(finding["sentence"]) for finding in json.loads(path.read_text(encoding="utf-8")))
