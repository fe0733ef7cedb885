"""Say what the locked packages are: their licences, what is known against them, and which are withdrawn.

    python requirements/audit.py                # a line for each finding, a sentence for what could not be asked
    python requirements/audit.py --sbom FILE    # the bill of materials: CycloneDX 1.6, JSON

Licences are read from what is installed, vulnerabilities asked of the OSV database in one request, withdrawn
releases of the index by uv. Whether a package is still looked after, an index does not tell: what stands in its own
description is listed, and docs/supply_chain.md says what happens if one is not.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
import urllib.request
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
OSV = "https://api.osv.dev/v1/querybatch"

#: Words of a licence by which it is permissive, or asks for the source of its own files alone. Where a package gives a
#: choice, one of them is enough.
PERMISSIVE = re.compile(
    r"\b(MIT|BSD|0BSD|Apache|ISC|PSF|PSFL|Python Software Foundation|MPL|Mozilla|Zlib|CC0|Unlicense|HPND|CNRI)",
    re.IGNORECASE,
)
#: Packages whose metadata name no licence, with the one that stands in their files.
READ_BY_HAND = {"isoduration": "ISC", "ptyprocess": "ISC", "axe-playwright-python": "MIT"}
#: Permissive licences that packages quote in full instead of naming.
_QUOTED = {
    "Permission is hereby granted, free of charge": "MIT",
    "Redistribution and use in source and binary forms": "BSD-3-Clause",
    "Apache License": "Apache-2.0",
}


@dataclass(frozen=True, slots=True)
class Package:
    """A line of a lock file: name, version, the hashes of its files, and where it is installed."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]


def read_lock(file: Path) -> list[Package]:
    """Return the packages of a lock file, in order."""
    packages = []
    for entry in re.split(r"^(?=[A-Za-z0-9])", file.read_text(encoding="utf-8"), flags=re.MULTILINE):
        if match := re.match(r"([\w.-]+)==(\S+)(?: ; ([^\\\n]+))?", entry):
            hashes = tuple(re.findall(r"sha256:([0-9a-f]{64})", entry))
            packages.append(Package(match[1], match[2], (match[3] or "").strip(), hashes))
    return packages


def licence_of(package: Package) -> str | None:
    """Return the licence of a package as its metadata or its files name it; None where it is not installed here."""
    if package.name in READ_BY_HAND:
        return READ_BY_HAND[package.name]
    try:
        metadata = importlib.metadata.metadata(package.name)
    except importlib.metadata.PackageNotFoundError:
        return None
    if expression := metadata.get("License-Expression"):
        return str(expression)
    classes = [
        str(c).rpartition(" :: ")[2] for c in metadata.get_all("Classifier") or () if c.startswith("License")
    ]
    named = [c for c in classes if c != "OSI Approved"]
    if named:
        return " OR ".join(named)
    text = str(metadata.get("License") or "")
    quoted = next((name for words, name in _QUOTED.items() if words in text), "")
    return quoted or text.partition("\n")[0].strip() or "unknown"


def inactive(packages: Sequence[Package]) -> list[str]:
    """Return the packages that say of themselves that they are no longer worked on."""
    return [
        package.name for package in packages if "Development Status :: 7 - Inactive" in _classifiers(package)
    ]


def _classifiers(package: Package) -> list[str]:
    try:
        return [str(c) for c in importlib.metadata.metadata(package.name).get_all("Classifier") or ()]
    except importlib.metadata.PackageNotFoundError:
        return []


def known_vulnerabilities(packages: Sequence[Package], service: str = OSV) -> dict[str, list[str]]:
    """Return the identifiers of known vulnerabilities by package and version, asked in one request.

    Raises:
        OSError: The database does not answer.
        ValueError: What it answers is not what it promises.
    """
    queries = [{"package": {"name": p.name, "ecosystem": "PyPI"}, "version": p.version} for p in packages]
    request = urllib.request.Request(  # noqa: S310 - an address of https, or of a test
        service, json.dumps({"queries": queries}).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - as above
        results = json.load(answer)["results"]
    pairs = zip(packages, results, strict=True)
    return {f"{p.name} {p.version}": [v["id"] for v in r["vulns"]] for p, r in pairs if r.get("vulns")}


def withdrawn(lock: Path) -> list[str]:
    """Return what uv says of locked releases that the index has withdrawn.

    Raises:
        OSError: uv cannot be run, or the index does not answer.
    """
    command = ["uv", "pip", "compile", "--universal", "--python-version", "3.11", "--no-deps", str(lock)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode != 0:
        raise OSError(
            done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "uv ended without a word"
        )
    return [line for line in done.stderr.splitlines() if "yanked" in line]


def bill_of_materials(packages: Sequence[Package], version: str) -> dict[str, Any]:
    """Return the bill of materials in CycloneDX 1.6: no time and no chance, so that a lock has one."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "dateline", "version": version}},
        "components": [_component(package) for package in packages],
    }


def _component(package: Package) -> dict[str, Any]:
    address = f"pkg:pypi/{re.sub(r'[-_.]+', '-', package.name).lower()}@{package.version}"
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": address,
        "name": package.name,
        "version": package.version,
        "purl": address,
        # One for each file of the release: which of them is installed depends on the machine.
        "hashes": [{"alg": "SHA-256", "content": digest} for digest in package.hashes],
    }
    if (licence := licence_of(package)) not in {None, "unknown"}:
        component["licenses"] = [{"license": {"name": licence}}]
    if package.marker:
        component["properties"] = [{"name": "dateline:marker", "value": package.marker}]
    return component


def audit(lock: Path, service: str = OSV) -> int:
    """Print what is known of the packages of a lock, and return the number of findings that ask for an answer."""
    packages = read_lock(lock)
    licences = {package.name: licence_of(package) for package in packages}
    installed = {name: licence for name, licence in licences.items() if licence is not None}
    print(f"{len(packages)} packages in {lock.name}, {sum(not p.hashes for p in packages)} without a hash.")
    for licence, count in Counter(installed.values()).most_common():
        print(f"  {count:3} × {licence}")
    findings = [f"{name}: licence {text}" for name, text in installed.items() if not PERMISSIVE.search(text)]
    findings += [f"{package.name}: no hash" for package in packages if not package.hashes]
    findings += [f"{name}: says that it is no longer worked on" for name in inactive(packages)]
    elsewhere = [name for name, licence in licences.items() if licence is None]
    if elsewhere:
        print(
            f"Of other systems or Python versions, licence not read here: {', '.join(dict.fromkeys(elsewhere))}."
        )
    try:
        found = known_vulnerabilities(packages, service)
        findings += [f"{name}: {', '.join(identifiers)}" for name, identifiers in found.items()]
        print(f"Known vulnerabilities, asked of the OSV database: {len(found)} packages have some.")
    except (OSError, ValueError, KeyError) as error:
        print(f"Not asked: known vulnerabilities, since the OSV database cannot be reached ({error}).")
    try:
        lines = withdrawn(lock)
        findings += lines
        print(f"Withdrawn releases, asked of the index: {len(lines)}.")
    except OSError as error:
        print(f"Not asked: withdrawn releases, since the index cannot be reached ({error}).")
    print("\n".join(findings) or "Nothing found against any of them.")
    return len(findings)


def main(arguments: Sequence[str] | None = None) -> int:
    """Audit the lock of the run-time set or write its bill of materials; exit code 1 for findings."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--lock", type=Path, default=FOLDER / "run.txt", help="the lock file")
    parser.add_argument("--sbom", type=Path, help="write the bill of materials there and ask nobody")
    given = parser.parse_args(arguments)
    if given.sbom is None:
        return 1 if audit(given.lock) else 0
    version = tomllib.loads((FOLDER.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "version"
    ]
    content = (
        json.dumps(bill_of_materials(read_lock(given.lock), version), indent=1, ensure_ascii=False) + "\n"
    )
    given.sbom.parent.mkdir(parents=True, exist_ok=True)
    given.sbom.write_text(content, encoding="utf-8")
    print(f"{given.sbom}: {len(read_lock(given.lock))} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
