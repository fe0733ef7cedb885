"""The manifest of a folder of reports: what each file was made from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis._terminal import escape_controls
from analysis.errors import DatelineError
from analysis.language import ENGLISH, load_language
from analysis.reports.provenance import _project as project
from analysis.reports.provenance._reachable_code import RENDERING, notebook_imports, reached_files

MANIFEST = "manifest.json"

# Maximum number of files listed; of a larger corpus the manifest has one digest.
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
        tree: A digest of the package's modules and of the names of all its files, on which depends what can be reached.
    """

    corpus: dict[str, Any]
    package: dict[str, str]
    sources: dict[str, dict[str, str]]
    locks: dict[str, str]
    models: dict[str, dict[str, str]]
    versions: dict[str, str]
    tree: str

    def key(self, name: str, notebook: str, parameters: Mapping[str, object]) -> str:
        """Return the key of a notebook's page, which changes with anything that the page depends on.

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
    before: Mapping[str, Any] | None = None,
) -> Inputs:
    """Return digests of the corpus, of the part of the package that the notebooks reach, of the locks and the models.

    Args:
        corpus: The corpus.
        model: Name of the spaCy pipeline; by default that of the corpus's language.
        notebooks: The notebooks, by name.
        name: Name of the corpus; by default that of its folder or file.
        reading: The options by which the corpus is read that differ from the defaults; part of its digest.
        before: A manifest; where the package is as it was then, the files that are reached are taken from it, since
            following all imports takes longer than a run that changes nothing.
    """
    tree = project.digest_tree()
    shared, own = _files_reached(notebooks, tree, before or {})
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
        tree=tree,
    )


def _files_reached(
    notebooks: Mapping[str, Path], tree: str, before: Mapping[str, Any]
) -> tuple[set[str], dict[str, set[str]]]:
    """Return the files that pages of any notebook need, and for each notebook the further ones that it reaches."""
    package, entries = before.get("package", {}), before.get("notebooks", {})
    same_tree = package.get("tree") == tree
    shared = set(package["files"] if same_tree else reached_files([RENDERING]))
    own = {}
    for name, path in notebooks.items():
        entry = entries.get(name, {})
        if same_tree and path.is_file() and entry.get("notebook") == project.digest_file(path):
            own[name] = set(entry["sources"])
        else:
            own[name] = set(reached_files(notebook_imports(path))) - shared
    return shared, own


def list_changed_inputs(before: Inputs, after: Inputs, notebook: str) -> list[str]:
    """Return the names of the inputs of a notebook that changed during a run."""
    pairs = [
        (before.corpus.get("files", {}), after.corpus.get("files", {})),
        (_metadata_table(before), _metadata_table(after)),
        (before.package, after.package),
        (before.sources[notebook], after.sources[notebook]),
        (before.locks, after.locks),
        (before.versions, after.versions),
    ]
    changed = [
        name
        for old, new in pairs
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    ]
    changed += ["the language model"] if before.models["language"] != after.models["language"] else []
    unlisted = not changed and before.corpus["sha256"] != after.corpus["sha256"]
    return [*changed, "the corpus"] if unlisted else changed


def _metadata_table(inputs: Inputs) -> dict[str, str]:
    table = inputs.corpus.get("reading", {}).get("metadata")
    return {table["name"]: table["sha256"]} if table else {}


def _describe_files(corpus: Path, reading: dict[str, Any]) -> dict[str, Any]:
    files = project.digest_files(corpus)
    whole = {"files": files, "reading": reading} if reading else files
    described: dict[str, Any] = {
        "name": escape_controls(corpus.resolve().name),
        "sha256": project.digest_json(whole),
    }
    described |= {"reading": reading} if reading else {}
    if len(files) <= _FILES_LISTED:
        described["files"] = files
    return described | {"count": len(files)}


def read_manifest(output: Path) -> dict[str, Any]:
    """Return the manifest of a folder of reports; empty if there is none that can be read."""
    try:
        manifest = json.loads((output / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) and isinstance(manifest.get("notebooks"), dict) else {}


def is_current(entry: Mapping[str, Any], key: str, output: Path) -> bool:
    """Return whether a notebook's page was made with this key and its files are unchanged."""
    return entry.get("key") == key and not changed_files(entry.get("outputs", {}), output)


def is_whole(manifest: Mapping[str, Any], inputs: Inputs, output: Path) -> bool:
    """Return whether a folder's manifest describes these inputs, and the files of no single notebook are unchanged."""
    outputs = manifest.get("outputs", {})
    same = build_manifest(inputs, manifest.get("notebooks", {}), outputs)
    return (
        bool(outputs)
        and project.as_json(same) == project.as_json(manifest)
        and not changed_files(outputs, output)
    )


def changed_files(outputs: Mapping[str, str], output: Path) -> list[str]:
    """Return the files that are missing or differ from the manifest, in order."""
    return [
        name
        for name, digest in sorted(outputs.items())
        if not (output / name).is_file() or project.digest_file(output / name) != digest
    ]


def build_manifest(
    inputs: Inputs, notebooks: Mapping[str, Mapping[str, Any]], shared: Mapping[str, str]
) -> dict[str, Any]:
    """Return a manifest.

    Args:
        inputs: The inputs of this run.
        notebooks: For each notebook its inputs and its outputs.
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
        "package": {
            "sha256": project.digest_json(inputs.package),
            "tree": inputs.tree,
            "files": inputs.package,
        },
        "notebooks": {name: dict(notebooks[name]) for name in notebooks},
        "outputs": dict(sorted(shared.items())),
    }


def all_outputs(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Return every file of a manifest with its digest."""
    outputs = dict(manifest.get("outputs", {}))
    for entry in manifest.get("notebooks", {}).values():
        outputs |= entry.get("outputs", {})
    return dict(sorted(outputs.items()))


def require_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a folder that must have one.

    Raises:
        DatelineError: There is none, or it cannot be read.
    """
    manifest = read_manifest(folder)
    if not manifest:
        raise DatelineError(
            f"{folder} has no {MANIFEST} that can be read; name a folder that a run has made."
        )
    return manifest
