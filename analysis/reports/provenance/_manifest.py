"""The manifest of a folder of reports: what each file was made from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.errors import DatelineError
from analysis.language import ENGLISH, load_language
from analysis.reports.provenance import _project as project
from analysis.reports.provenance._reachable_code import RENDERING, notebook_imports, reached_files

MANIFEST = "manifest.json"

# Above this many files the manifest holds one digest of them all: a corpus may have millions.
_FILES_LISTED = 10_000


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that the reports of one run are made from, by content.

    Attributes:
        corpus: The corpus: its name, its digest and its files.
        package: The files of this package that make pages, whatever the notebook.
        sources: For each notebook, the further files of this package that it can reach.
        locks: The lock files.
        models: The models.
        versions: Python and libraries.
    """

    corpus: dict[str, Any]
    package: dict[str, str]
    sources: dict[str, dict[str, str]]
    locks: dict[str, str]
    models: dict[str, dict[str, str]]
    versions: dict[str, str]

    def key(self, name: str, notebook: str, parameters: Mapping[str, object]) -> str:
        """Return the key of one notebook's step: it changes when anything does that the step depends on.

        Args:
            name: The notebook's name.
            notebook: Digest of the notebook as stored.
            parameters: Its parameters as they are shown, and digests of the files that they name.
        """
        return project.digest_json(
            {
                "corpus": self.corpus["sha256"],
                "package": self.package,
                "sources": self.sources[name],
                "locks": self.locks,
                "model": self.models["language"],  # the weights of the finders are files of the package
                "versions": self.versions,
                "notebook": notebook,
                "parameters": parameters,
            }
        )


def collect_inputs(
    corpus: Path,
    model: str | None,
    notebooks: Mapping[str, Path],
    *,
    name: str | None = None,
    reading: Mapping[str, Any] | None = None,
) -> Inputs:
    """Digest the corpus, the package as far as the notebooks reach it, the locks and the models.

    Args:
        corpus: The corpus.
        model: Name of the spaCy pipeline; None is that of the corpus's language.
        notebooks: The notebooks, by name.
        name: What the corpus is called; its own name by default.
        reading: How the corpus is read where that is not as by default; it counts as the corpus does.
    """
    shared = set(reached_files([RENDERING]))
    own = {
        notebook: set(reached_files(notebook_imports(path))) - shared for notebook, path in notebooks.items()
    }
    digests = project.digest_sources(shared.union(*own.values()))
    code = (reading or {}).get("language") or ENGLISH.code
    models = {"language": project.digest_model(model or load_language(code).pipeline)}
    weights = {file: digest for file, digest in digests.items() if file.endswith(".onnx")}
    if weights:
        models["attribution"] = weights
    return Inputs(
        corpus=_describe_files(corpus, dict(reading or {})) | ({"name": name} if name else {}),
        package={file: digest for file, digest in digests.items() if file in shared},
        sources={
            notebook: {file: digest for file, digest in digests.items() if file in files}
            for notebook, files in own.items()
        },
        locks=project.digest_locks(),
        models=models,
        versions=project.versions(),
    )


def list_moved(before: Inputs, after: Inputs, notebook: str) -> list[str]:
    """Name the inputs of a notebook's step that were one thing when a run began and another when it ended."""
    pairs = [
        (before.corpus.get("files", {}), after.corpus.get("files", {})),
        (_metadata_table(before), _metadata_table(after)),
        (before.package, after.package),
        (before.sources[notebook], after.sources[notebook]),
        (before.locks, after.locks),
        (before.versions, after.versions),
    ]
    moved = [
        name
        for old, new in pairs
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    ]
    moved += ["the language model"] if before.models["language"] != after.models["language"] else []
    unlisted = not moved and before.corpus["sha256"] != after.corpus["sha256"]
    return [*moved, "the corpus"] if unlisted else moved


def _metadata_table(inputs: Inputs) -> dict[str, str]:
    table = inputs.corpus.get("reading", {}).get("metadata")
    return {table["name"]: table["sha256"]} if table else {}


def _describe_files(corpus: Path, reading: dict[str, Any]) -> dict[str, Any]:
    files = project.digest_files(corpus)
    whole = {"files": files, "reading": reading} if reading else files
    described: dict[str, Any] = {"name": corpus.resolve().name, "sha256": project.digest_json(whole)}
    described |= {"reading": reading} if reading else {}
    if len(files) <= _FILES_LISTED:
        described["files"] = files
    return described | {"count": len(files)}


def read_manifest(output: Path) -> dict[str, Any]:
    """Read the manifest of a folder of reports; empty where there is none that can be read."""
    try:
        found = json.loads((output / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and isinstance(found.get("notebooks"), dict) else {}


def is_current(entry: Mapping[str, Any], key: str, output: Path) -> bool:
    """Return whether a notebook's step was done with this key and its files are still what they were."""
    return entry.get("key") == key and not changed_files(entry.get("outputs", {}), output)


def changed_files(outputs: Mapping[str, str], output: Path) -> list[str]:
    """Return the files that are missing or not what the manifest says, in order."""
    return [
        name
        for name, digest in sorted(outputs.items())
        if not (output / name).is_file() or project.digest_file(output / name) != digest
    ]


def build_manifest(
    inputs: Inputs, notebooks: Mapping[str, Mapping[str, Any]], shared: Mapping[str, str]
) -> dict[str, Any]:
    """Put a manifest together.

    Args:
        inputs: What this run was made from.
        notebooks: For each notebook what its step was made from and what it made.
        shared: Digest of each file that belongs to no single notebook.
    """
    commit = project.git_commit()
    return {
        "about": "What these reports were made from, and what they are. Digests are SHA-256.",
        "corpus": inputs.corpus,
        "models": inputs.models,
        "locks": inputs.locks,
        "versions": inputs.versions,
        **({"git_commit": commit} if commit else {}),
        "package": {"sha256": project.digest_json(inputs.package), "files": inputs.package},
        "notebooks": {name: dict(notebooks[name]) for name in notebooks},
        "outputs": dict(sorted(shared.items())),
    }


def all_outputs(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Return every file that a manifest lists with its digest."""
    listed = dict(manifest.get("outputs", {}))
    for entry in manifest.get("notebooks", {}).values():
        listed |= entry.get("outputs", {})
    return dict(sorted(listed.items()))


def require_manifest(folder: Path) -> dict[str, Any]:
    """Read the manifest of a folder that has to have one.

    Raises:
        DatelineError: There is none, or it cannot be read.
    """
    manifest = read_manifest(folder)
    if not manifest:
        raise DatelineError(
            f"{folder} has no {MANIFEST} that can be read; name a folder that a run has made."
        )
    return manifest
