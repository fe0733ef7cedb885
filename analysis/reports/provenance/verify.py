"""Verify that a folder of reports is what its manifest says, and that this installation would make it again.

Run as `dateline verify DIR [--corpus PATH] [--metadata FILE]`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis._inputs import SHIPPED, find_input
from analysis.errors import DatelineError
from analysis.reports.provenance import _project as project
from analysis.reports.provenance._manifest import (
    MANIFEST,
    Inputs,
    all_outputs,
    changed_files,
    collect_inputs,
    require_manifest,
)
from analysis.text import counted

# Files that may be in the folder and are not part of the reports.
_BESIDE = ("failed/", "evaluation/", "README.md")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Problems of a folder of reports, and inputs that differ here."""

    files: int
    damaged: tuple[str, ...]
    differing: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether the folder agrees with its manifest and this installation would make it again."""
        return not self.damaged and not self.differing


def verify_reports(
    folder: Path, *, corpus: Path | None = None, metadata: Path | None = None, notebooks: Path | None = None
) -> Verdict:
    """Return the problems of a folder of reports by its manifest, and the differences of this installation from it.

    Args:
        folder: The reports.
        corpus: The corpus they were made from; by default what has its name here.
        metadata: The table of metadata given with it; by default what has its name here.
        notebooks: Folder of the notebooks; the project's own by default.

    Raises:
        DatelineError: The folder has no manifest.
    """
    manifest = require_manifest(folder)
    outputs = all_outputs(manifest)
    damaged = [f"{name} is {_state(folder / name)}" for name in changed_files(outputs, folder)]
    damaged += [f"{name} is not in the manifest" for name in _unlisted(folder, outputs)]
    damaged += list(_contradictions(manifest))
    differing = list(_differences(manifest, corpus, metadata, notebooks or SHIPPED / "notebooks"))
    return Verdict(len(outputs), tuple(damaged), tuple(differing))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the verdict; return exit code 0 if there is no problem, 1 if there is one, 2 if there is no manifest."""
    parser = argparse.ArgumentParser(prog=project.program("verify"), description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder of reports")
    parser.add_argument("--corpus", type=Path, metavar="PATH", help="the corpus they were made from")
    parser.add_argument("--metadata", type=Path, metavar="FILE", help="the table of metadata given with it")
    parser.add_argument("--notebooks", type=Path, metavar="DIR", help="folder of the notebooks")
    options = parser.parse_args(arguments)
    try:
        verdict = verify_reports(
            options.folder, corpus=options.corpus, metadata=options.metadata, notebooks=options.notebooks
        )
    except DatelineError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    for problem in verdict.damaged:
        print(f"not as made: {problem}")
    if not verdict.damaged:
        print(f"{counted(verdict.files, 'file is', 'files are')} what {MANIFEST} says")
    for difference in verdict.differing:
        print(f"differs here: {difference}")
    print(
        "this installation would make the same reports"
        if not verdict.differing
        else "this installation would not make these reports, or not for certain"
    )
    return 0 if verdict.good else 1


def _state(path: Path) -> str:
    return "changed" if path.is_file() else "missing"


def _unlisted(folder: Path, listed: Mapping[str, str]) -> list[str]:
    return [
        name
        for name in project.digest_files(folder)
        if name not in listed and name != MANIFEST and not name.startswith(_BESIDE)
    ]


def _contradictions(manifest: Mapping[str, Any]) -> Iterator[str]:
    """Yield the contradictions of a manifest: digests that do not follow from its other entries.

    Each page has the digest of all its inputs, so an entry that was edited in the manifest alone (a parameter, a
    version) no longer gives that digest.
    """
    corpus, package = manifest["corpus"], manifest["package"]
    content: object = corpus.get("files")
    if content is not None and "reading" in corpus:
        content = {"files": content, "reading": corpus["reading"]}
    if content is not None and project.digest_json(content) != corpus["sha256"]:
        yield f"{MANIFEST} lists other files of the corpus than its digest is of"
    if project.digest_json(package["files"]) != package["sha256"]:
        yield f"{MANIFEST} lists other source files than its digest is of"
    sources = {name: entry.get("sources", {}) for name, entry in manifest["notebooks"].items()}
    inputs = Inputs(
        corpus,
        package["files"],
        sources,
        manifest["locks"],
        manifest["models"],
        manifest["versions"],
        package.get("tree", ""),
    )
    for name, entry in manifest["notebooks"].items():
        # The inputs of an earlier run's page are no longer in the manifest; `_differences` reports such pages.
        if entry["corpus"] != corpus["sha256"] or entry["package"] != package["sha256"] or not entry["key"]:
            continue
        files = entry.get("parameter_files", {})
        parameters = {"values": entry["parameters"], "files": files}
        if inputs.key(name, entry["notebook"], parameters) != entry["key"]:
            yield f"{MANIFEST} has other inputs for {name}.html than the page was made from"


def _differences(
    manifest: Mapping[str, Any], corpus: Path | None, metadata: Path | None, notebooks: Path
) -> Iterator[str]:
    recorded = manifest["corpus"]
    place = corpus or find_input(recorded["name"])
    language = manifest["models"]["language"]["name"]
    paths = {name: notebooks / f"{name}.ipynb" for name in manifest["notebooks"]}
    present = {name: path for name, path in paths.items() if path.is_file()}
    here = collect_inputs(place, language, present, reading=recorded.get("reading"))
    if not place.exists():
        yield f"the corpus {recorded['name']} is not here (name it with --corpus)"
    else:
        yield from list_changes("corpus file", recorded.get("files", {}), here.corpus.get("files", {}))
        if "files" not in recorded and recorded["sha256"] != here.corpus["sha256"]:
            yield f"the corpus {recorded['name']} differs"
    if table := recorded.get("reading", {}).get("metadata"):
        yield from _check_table(metadata or find_input(table["name"]), table)
    yield from dict.fromkeys(_changed_sources(manifest, here))
    yield from list_changes("lock file", manifest["locks"], here.locks)
    yield from list_changes("version of", manifest["versions"], here.versions)
    if manifest["models"]["language"] != here.models["language"]:
        yield f"model {language}"
    for name, entry in manifest["notebooks"].items():
        if name not in present or project.digest_file(present[name]) != entry["notebook"]:
            yield f"notebook {name}.ipynb"
        if entry["corpus"] != recorded["sha256"] or entry["package"] != manifest["package"]["sha256"]:
            yield f"{name}.html was made by an earlier run than the rest"


def _changed_sources(manifest: Mapping[str, Any], here: Inputs) -> Iterator[str]:
    """Yield the differences of source files: those of all pages first, then those of each notebook."""
    yield from list_changes("source file", manifest["package"]["files"], here.package)
    for name, files in here.sources.items():
        yield from list_changes("source file", manifest["notebooks"][name].get("sources", {}), files)


def _check_table(place: Path, recorded: Mapping[str, str]) -> Iterator[str]:
    if not place.is_file():
        yield f"the table of metadata {recorded['name']} is not here (name it with --metadata)"
    elif project.digest_file(place) != recorded["sha256"]:
        yield f"the table of metadata {recorded['name']} differs"


def list_changes(noun: str, before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """Return each name under which two mappings differ, as missing, new or different."""
    for name in sorted(before.keys() | now.keys()):
        if before.get(name) != now.get(name):
            what = "is missing" if name not in now else "is new" if name not in before else "differs"
            yield f"{noun} {name} {what}"
